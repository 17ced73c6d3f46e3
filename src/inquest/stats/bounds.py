"""Recording bounds of census quantities: a dated total has no sampling error, its doubt is how it was recorded.

Bounds range over low, best and high, over giving what is unattributed wholly to either side, and over where
unlocated deaths may belong. Low and high are crossed between the terms of a share or ratio.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Floats, Ints, counts, ratio, same_shape

UNLOCATED_FACTOR: Final = 1.5
"""Unlocated deaths may belong to a place up to 1.5 times as often as located ones do."""


@dataclass(frozen=True)
class Bounds:
    """Point and recording bounds; arrays of one shape, lo <= point <= hi wherever all three are numbers."""

    point: Floats
    lo: Floats
    hi: Floats


def ordered(low: ArrayLike, best: ArrayLike, high: ArrayLike) -> tuple[Ints, Ints, Ints]:
    """Low, best and high of each *event*, put in order: min(low, best), best, max(best, high).

    Apply before summing: a sum of minima is not the minimum of sums.

    Parameters
    ----------
    low, best, high : array_like of int, shape (E,)
        Deaths of each event.

    Returns
    -------
    tuple of ndarray of int, shape (E,)

    Raises
    ------
    InputError
        Wrong shapes, fractions or negative counts.
    """
    a, b, c = counts("low", low, 1), counts("best", best, 1), counts("high", high, 1)
    same_shape(low=a, best=b, high=c)
    return np.minimum(a, b), b, np.maximum(b, c)


def event_counts(low: ArrayLike, best: ArrayLike, high: ArrayLike) -> tuple[Ints, Ints, Ints]:
    """Whether each event counts as deadly by low, best and high, as 0 or 1; shapes (E,)."""
    a, b, c = ordered(low, best, high)
    return (a > 0).astype(np.int64), (b > 0).astype(np.int64), (c > 0).astype(np.int64)


def role_deaths(recorded: ArrayLike, unknown: ArrayLike) -> tuple[Ints, Ints]:
    """Low and high of deaths by role: as recorded, and with the pair's unknown victims added.

    Parameters
    ----------
    recorded, unknown : array_like of int, shape (S,)

    Returns
    -------
    tuple of ndarray of int, shape (S,)
    """
    known, lost = counts("recorded", recorded, 1), counts("unknown", unknown, 1)
    same_shape(recorded=known, unknown=lost)
    return known, known + lost


def ratio_bounds(a: tuple[Floats, Floats, Floats], b: tuple[Floats, Floats, Floats]) -> Bounds:
    """Ratio a/b with low and high crossed: a_low/b_high to a_high/b_low.

    Parameters
    ----------
    a, b : tuple of array_like, each (low, best, high) of shape (S,)

    Returns
    -------
    Bounds
        Infinite where the divisor is zero, nan where both are.

    Raises
    ------
    InputError
        A triple out of order.
    """
    top, bottom = _triple("a", a), _triple("b", b)
    return Bounds(ratio(top[1], bottom[1]), ratio(top[0], bottom[2]), ratio(top[2], bottom[0]))


def share_bounds(
    a: tuple[Floats, Floats, Floats], b: tuple[Floats, Floats, Floats], unattributed: ArrayLike = 0.0
) -> Bounds:
    """Share a/(a+b) with low and high crossed and the unattributed given wholly to either side.

    lo = a_low/(a_low + b_high + u), hi = (a_high + u)/(a_high + u + b_low); the point leaves u out.

    Parameters
    ----------
    a, b : tuple of array_like, each (low, best, high) of shape (S,)
        The named term and all others.
    unattributed : array_like, shape (S,)
        What may belong to either (at its high value).

    Returns
    -------
    Bounds
        In [0, 1]; nan where the total is zero.

    Raises
    ------
    InputError
        A triple out of order, or a negative unattributed count.
    """
    one, two = _triple("a", a), _triple("b", b)
    loose = np.asarray(unattributed, np.float64)
    if loose.size and float(loose.min()) < 0:
        raise InputError(f"unattributed is {float(loose.min()):g}", "zero or more", cure="check the masks")
    return Bounds(
        ratio(one[1], one[1] + two[1]),
        ratio(one[0], one[0] + two[2] + loose),
        ratio(one[2] + loose, one[2] + loose + two[0]),
    )


def attribution_bounds(losses: ArrayLike, unknown_victims: ArrayLike, unknown_opponent: ArrayLike) -> Bounds:
    """Share of each opponent in the loser's losses, with bounds.

    For opponent X with T = sum of known losses, U_v victims unknown within a pair, U_p losses with an unknown
    opponent: [X / (T + U_p + sum of the others' U_v), (X + U_v(X) + U_p) / (T + U_p + U_v(X))]. Means that the
    source doesn't record (air power) lie outside these bounds. A share is never a cause.

    Parameters
    ----------
    losses, unknown_victims : array_like of int, shape (S, K)
        By opponent.
    unknown_opponent : array_like of int, shape (S,)

    Returns
    -------
    Bounds
        Arrays of shape (S, K), in [0, 1]; nan where there are no losses at all.

    Raises
    ------
    InputError
        Wrong shapes, fractions or negative counts.
    """
    x, u_v = counts("losses", losses, 2), counts("unknown_victims", unknown_victims, 2)
    u_p = counts("unknown_opponent", unknown_opponent, 1)[:, None]
    same_shape(losses=x, unknown_victims=u_v)
    total = x.sum(-1, keepdims=True)
    others = u_v.sum(-1, keepdims=True) - u_v
    return Bounds(ratio(x, total), ratio(x, total + u_p + others), ratio(x + u_v + u_p, total + u_p + u_v))


def unlocated_high(inside: ArrayLike, located: ArrayLike, unlocated: ArrayLike) -> Floats:
    """Most unlocated deaths that a place test admits: 1.5 times the place's share of the located ones.

    Parameters
    ----------
    inside, located, unlocated : array_like, shape (S,)
        Deaths in the place, deaths located anywhere in the scope (inside included), deaths that aren't.

    Returns
    -------
    ndarray, shape (S,)
        Between 0 and `unlocated`, which is also the answer where nothing is located.

    Raises
    ------
    InputError
        More inside than located, or negative counts.
    """
    x, n, u = counts("inside", inside, 1), counts("located", located, 1), counts("unlocated", unlocated, 1)
    same_shape(inside=x, located=n, unlocated=u)
    if bool((x > n).any()):
        raise InputError("more deaths inside than located", "inside <= located", cure="check the outline masks")
    share = np.where(n > 0, ratio(x, n), 1.0)
    return np.minimum(UNLOCATED_FACTOR * share, 1.0) * u


def unlocated_share_to_flip(total: ArrayLike, unlocated: ArrayLike, threshold: ArrayLike) -> Floats:
    """Share of the unlocated that would have to lie in the place to lift its total to a threshold.

    Returns
    -------
    ndarray, shape (S,)
        0 if the total is already there, above 1 if all of them would not do, infinity if there are none.
    """
    short = np.maximum(np.asarray(threshold, np.float64) - np.asarray(total, np.float64), 0.0)
    return np.where(short == 0.0, 0.0, ratio(short, unlocated))


def _triple(name: str, values: tuple[Floats, Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    low, best, high = (np.asarray(v, np.float64) for v in values)
    same_shape(low=low, best=best, high=high)
    if not bool(np.all((low >= 0.0) & (low <= best) & (best <= high))):
        raise InputError(f"{name} is not in the order 0 <= low <= best <= high", cure="pass events through ordered()")
    return low, best, high
