"""Exchange of losses: the dead of one side for each dead of the other, and how far that lies from a stated rate.

Deaths by role are whole counts; those whose side is unknown may all belong to either side.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Floats, counts, ratio, same_shape, within
from inquest.stats.bounds import Bounds


def exchange_ratio(
    own: ArrayLike,
    foe: ArrayLike,
    unknown: ArrayLike,
    own_loose: ArrayLike = 0.0,
    foe_loose: ArrayLike = 0.0,
) -> Bounds:
    """Own dead for each enemy dead, A/B, with the dead of unknown side U given wholly to either.

    lo = A / (B + U + M_B), hi = (A + U + M_A) / B, where M are dead without a place that a place test may admit. The
    point leaves both out. This is the sharp range of a ratio of two counts of which only the sum of a part is known
    (worst-case bounds: Manski 2003, Partial Identification of Probability Distributions, doi 10.1007/b97478).

    Parameters
    ----------
    own, foe, unknown : array_like of int, shape (S,)
        Dead of the named side, of its enemy, and of either, in the same fighting.
    own_loose, foe_loose : array_like, shape (S,) or ()
        At least 0.

    Returns
    -------
    Bounds
        At least 0; infinite where the divisor is zero, nan where both terms are.

    Raises
    ------
    InputError
        Shapes differ, fractions or negative counts.

    Examples
    --------
    >>> b = exchange_ratio([30], [60], [20])
    >>> float(b.point[0]), float(b.lo[0]), round(float(b.hi[0]), 4)
    (0.5, 0.375, 0.8333)
    """
    a, b, u = counts("own", own, 1), counts("foe", foe, 1), counts("unknown", unknown, 1)
    same_shape(own=a, foe=b, unknown=u)
    more_a, more_b = np.asarray(own_loose, np.float64), np.asarray(foe_loose, np.float64)
    if bool(np.any(more_a < 0)) or bool(np.any(more_b < 0)):
        raise InputError("deaths without a place are below zero", "zero or more", cure="check the masks")
    return Bounds(ratio(a, b), ratio(a, b + u + more_b), ratio(a + u + more_a, b))


def odds_of_share(share: ArrayLike) -> Floats:
    """The exchange rate at which a side bears a share of the dead of both: s / (1 - s).

    Raises
    ------
    InputError
        A share outside (0, 1).

    Examples
    --------
    >>> odds_of_share([1 / 2, 1 / 3]).round(6).tolist()
    [1.0, 0.5]
    """
    value = within("share", share, 0.0, 1.0)
    return np.asarray(value / (1.0 - value))


@dataclass(frozen=True)
class Away:
    """Distance of a rate from a stated one over half the width of what the words allow; shape (S,).

    Below 1: inside. ``flip`` (at least 1): the multiplier that brings the rate to the nearer edge.
    """

    point: Floats
    lo: Floats
    hi: Floats
    flip: Floats


def away_from(bounds: Bounds, centre: ArrayLike, half: ArrayLike) -> Away:
    """How far a rate lies from "about t" on the log scale, in units of the half-width on that side.

    With edges t - h and t + h: log(v/t) / log((t+h)/t) above t, log(v/t) / log((t-h)/t) below it.

    Parameters
    ----------
    bounds : Bounds, shape (S,)
        Rates of zero or more.
    centre, half : array_like, shape (S,) or ()
        t > 0 and 0 < h < t.

    Returns
    -------
    Away
        ``lo`` is 0 where the bounds hold t; nan where the rate is nan.

    Raises
    ------
    InputError
        A centre or half-width out of range.
    """
    t = within("centre", centre, 0.0, np.inf)
    h = np.asarray(half, np.float64)
    if not bool(np.all((h > 0) & (h < t))):
        raise InputError("the half-width of a stated rate is not between 0 and the rate", cure="use about_half_width")
    up, down = np.log1p(h / t), -np.log1p(-h / t)

    def distance(value: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            log = np.log(value) - np.log(t)
        return np.asarray(np.where(log > 0, log / up, -log / down))

    point, a, b = distance(bounds.point), distance(bounds.lo), distance(bounds.hi)
    holds = (bounds.lo <= t) & (bounds.hi >= t)
    with np.errstate(divide="ignore", invalid="ignore"):
        above = np.log(bounds.point) - np.log(t + h)
        below = np.log(t - h) - np.log(bounds.point)
    nearest = np.where((above > 0) | (below > 0), np.maximum(above, below), np.minimum(-above, -below))
    near = np.minimum(np.where(holds, 0.0, np.minimum(a, b)), point)
    return Away(point, near, np.maximum(np.maximum(a, b), point), np.exp(nearest))
