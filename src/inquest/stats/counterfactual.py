"""Bounds on what would be missing without one side, where losses add up: from full substitution to none.

Nothing identifies how much of a side's part others would have taken over, so the answer is a range and never a point
(worst-case bounds after Manski 1990, American Economic Review 80(2): 319-323, https://www.jstor.org/stable/2006592;
Manski 2003, Partial Identification of Probability Distributions, doi 10.1007/b97478).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Floats, same_shape


class Missing(NamedTuple):
    """Share of the losses that would be missing; arrays of one shape, 0 <= lo <= hi <= 1. There is no point."""

    lo: Floats
    hi: Floats


def missing_share(
    share_lo: ArrayLike,
    share_hi: ArrayLike,
    taken_over: tuple[float, float] = (0.0, 1.0),
    leaning: tuple[float, float] = (0.0, 0.0),
) -> Missing:
    """Share of an opponent's losses that would be missing without a side.

    With s the side's share of the losses, c the part of it that others would have taken over and d the part of the
    others' own losses that hung on the side, m = (1 - c) s + d (1 - s). The range over c, d and s is

    lo = (1 - c_hi) s_lo + d_lo (1 - s_lo), hi = (1 - c_lo) s_hi + d_hi (1 - s_hi),

    where 1 - c >= d throughout, so that m rises with s; d = 0 says that effects add up: what the others inflicted does
    not depend on the side. c in [0, 1] is no assumption at all, and then lo = d_lo (1 - s_lo).

    Parameters
    ----------
    share_lo, share_hi : array_like, shape (S,)
        Recording bounds of s, in [0, 1]; nan stays nan.
    taken_over, leaning : tuple of float
        Ranges of c and d, in [0, 1]. With c_lo = 0 and d_hi = 1 nothing is known at all: hi is 1.

    Returns
    -------
    Missing

    Raises
    ------
    InputError
        Shapes differ, a range out of order or outside [0, 1], or a c and d at which m does not rise with s.

    Examples
    --------
    >>> m = missing_share([0.2], [0.3])
    >>> float(m.lo[0]), float(m.hi[0])
    (0.0, 0.3)
    >>> m = missing_share([0.2], [0.3], taken_over=(0.0, 0.5))
    >>> float(m.lo[0]), float(m.hi[0])
    (0.1, 0.3)
    """
    low, high = np.asarray(share_lo, np.float64), np.asarray(share_hi, np.float64)
    same_shape(share_lo=low, share_hi=high)
    if bool(np.any((low < 0) | (high > 1) | (low > high))):
        raise InputError("a share outside [0, 1] or bounds out of order", "0 <= lo <= hi <= 1", cure="order them")
    for name, (first, last) in (("taken_over", taken_over), ("leaning", leaning)):
        if not 0 <= first <= last <= 1:
            raise InputError(f"{name} runs from {first:g} to {last:g}", "0 <= from <= to <= 1", cure="order it")
    (c_lo, c_hi), (d_lo, d_hi) = taken_over, leaning
    if 1 - c_hi < d_lo or 1 - c_lo < d_hi:
        raise InputError("more of the others' losses hang on the side than of its own", cure="lower one of the ranges")
    return Missing(
        np.asarray((1 - c_hi) * low + d_lo * (1 - low), np.float64),
        np.asarray((1 - c_lo) * high + d_hi * (1 - high), np.float64),
    )


def decidable(line: float, taken_over: tuple[float, float] = (0.0, 1.0)) -> tuple[bool, float]:
    """Whether "more than ``line`` would be missing" can be backed at any share, and the least share that could.

    Without a limit on what others take over the lower bound is 0 whatever the share: such a claim can be contradicted
    and never backed. With c at most c_hi < 1 the least share is line / (1 - c_hi), if that is at most 1.

    Examples
    --------
    >>> decidable(0.1)
    (False, inf)
    >>> decidable(0.1, (0.0, 0.5))
    (True, 0.2)
    """
    left = 1 - taken_over[1]
    least = line / left if left > 0 else float("inf")
    return least <= 1, least
