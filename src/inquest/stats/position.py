"""Position of a specification: pro, con or open, as +1, -1 or 0 (int8).

Ties are open; no interval and no bounds (nan) is open; a census quantity other than a level also needs a flip
factor of at least the benchmark B.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Signs, sides

PRO: Final = 1
CON: Final = -1
OPEN: Final = 0
BENCHMARK: Final = 1.5
"""B for deaths, and for events within one period: the largest differential revision known, rounded up."""
BENCHMARK_ACROSS: Final = 3.0
"""B for event counts compared across periods, unless deaths agree."""


def from_interval(lo: ArrayLike, hi: ArrayLike, null: ArrayLike, side: ArrayLike) -> Signs:
    """Position from an interval or bounds against a null.

    Parameters
    ----------
    lo, hi : array_like, shape (S,)
        Limits; nan means none.
    null : array_like, shape (S,) or ()
        The line.
    side : array_like of int, shape (S,) or ()
        +1 if the claim says above, -1 if below.

    Returns
    -------
    ndarray of int8, shape (S,)

    Raises
    ------
    InputError
        lo above hi, or another side.

    Examples
    --------
    >>> from_interval([0.4, 0.1, 0.3], [0.6, 0.2, 0.5], 0.33, +1).tolist()
    [1, -1, 0]
    """
    low, high, line = (np.asarray(v, np.float64) for v in (lo, hi, null))
    if bool(np.any(low > high)):
        raise InputError("an interval with lo above hi", "lo <= hi", cure="order the limits")
    direction = (low > line).astype(np.int8) - (high < line).astype(np.int8)
    direction = np.where(np.isnan(low) | np.isnan(high), np.int8(0), direction)
    return np.asarray(direction * sides(side), np.int8)


def from_bounds(
    lo: ArrayLike,
    hi: ArrayLike,
    null: ArrayLike,
    side: ArrayLike,
    *,
    flip: ArrayLike,
    benchmark: ArrayLike = BENCHMARK,
) -> Signs:
    """Position of a census quantity other than a level: bounds agree *and* F >= B.

    Parameters
    ----------
    lo, hi, null, side
        As for `from_interval`.
    flip : array_like, shape (S,)
        Flip factor, at least 1; nan counts as below B.
    benchmark : array_like, shape (S,) or ()
        B, at least 1.

    Returns
    -------
    ndarray of int8, shape (S,)

    Raises
    ------
    InputError
        A flip factor or benchmark below 1.
    """
    factor, needed = np.asarray(flip, np.float64), np.asarray(benchmark, np.float64)
    if bool(np.any(factor < 1.0)) or not bool(np.all(needed >= 1.0)):
        raise InputError("a flip factor or benchmark below 1", "1 or more", cure="pass flip factors, not ratios")
    return agreed(from_interval(lo, hi, null, side), factor >= needed)


def agreed(positions: ArrayLike, agrees: ArrayLike) -> Signs:
    """Positions that hold only where a second condition agrees; elsewhere open.

    Used for intervals whose coverage is approximate.
    """
    return np.where(np.asarray(agrees, bool), np.asarray(positions, np.int8), np.int8(0))


def point_side(point: ArrayLike, null: ArrayLike, side: ArrayLike) -> Signs:
    """Side of a point estimate: +1 on the claim's side, -1 on the other, 0 on the line or without a point.

    Parameters
    ----------
    point : array_like, shape (S,)
    null, side : array_like, shape (S,) or ()

    Returns
    -------
    ndarray of int8, shape (S,)
    """
    value, line = np.asarray(point, np.float64), np.asarray(null, np.float64)
    direction = (value > line).astype(np.int8) - (value < line).astype(np.int8)
    return np.asarray(direction * sides(side), np.int8)
