"""Universals over the past: "never above t", "in every window", "at some time".

Windows are calendar half-years (quarters as sensitivity) with at least 20 events, declared before data are read.
An existence is shown by one window, a universal only by all of them. For processes the intervals of the windows are
made at the Bonferroni level: the uncorrected maximum of eight windows passed a true .25 over one third in 78% of
worlds.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Ints, Signs, counts, same_shape
from inquest.stats.position import from_bounds, from_interval

MIN_EVENTS: Final = 20
MONTHS: Final = {"half-year": 6, "quarter": 3}


def calendar_window(month: ArrayLike, length: str = "half-year") -> Ints:
    """Number of the calendar window of each month, so that January 1970 is in window 0.

    Parameters
    ----------
    month : array_like of int
        Months since January 1970.
    length : {"half-year", "quarter"}

    Returns
    -------
    ndarray of int

    Raises
    ------
    UsageError
        Another length.

    Examples
    --------
    >>> calendar_window([0, 5, 6, 11, 12]).tolist()
    [0, 0, 1, 1, 2]
    """
    if length not in MONTHS:
        raise UsageError(f"window {length!r}", choices=tuple(MONTHS), cure="pick one")
    return np.asarray(np.asarray(month, np.int64) // MONTHS[length])


def declared_windows(events: ArrayLike, covered: ArrayLike, least: float = MIN_EVENTS) -> Bools:
    """Windows that count: covered, and holding at least so many events of the scope (of any side).

    Parameters
    ----------
    events : array_like of int, shape (S, W)
        Events of the denominator, so that the choice of windows does not look at the result.
    covered : array_like of bool, shape (W,) or (S, W)
    least : float
        Events that a window needs.

    Returns
    -------
    ndarray of bool, shape (S, W)
    """
    return np.asarray((counts("events", events, 2) >= least) & np.asarray(covered, bool))


def bonferroni_level(level: float, windows: int) -> float:
    """Level of each window's interval such that all hold together at `level`: 1 - (1 - level) / windows.

    Parameters
    ----------
    level : float
        In (0, 1).
    windows : int
        Number of windows, at least 1.

    Returns
    -------
    float

    Raises
    ------
    UsageError
        A level outside (0, 1), or no window.
    """
    if not 0.0 < level < 1.0 or windows < 1:
        raise UsageError(f"level {level:g} over {windows} windows", "a level in (0, 1) and at least one window")
    return 1.0 - (1.0 - level) / windows


def every_window(positions: ArrayLike, declared: ArrayLike) -> Signs:
    """Position of "in every window": con if one declared window is con, pro only if all are pro.

    Parameters
    ----------
    positions : array_like of int, shape (S, W)
        Position of "in this window" for each.
    declared : array_like of bool, shape (S, W)

    Returns
    -------
    ndarray of int8, shape (S,)
        Open without any declared window.

    Raises
    ------
    InputError
        Shapes differ.
    """
    place, counted = np.asarray(positions, np.int8), np.asarray(declared, bool)
    same_shape(positions=place, declared=counted)
    con = ((place < 0) & counted).any(-1)
    pro = ((place > 0) | ~counted).all(-1) & counted.any(-1)
    return np.asarray(pro.astype(np.int8) - con.astype(np.int8))


def some_window(positions: ArrayLike, declared: ArrayLike) -> Signs:
    """Position of "at some time": the mirror of "in every window" with the sides turned."""
    return np.asarray(-every_window(-np.asarray(positions, np.int8), declared), np.int8)


def never_above(
    lo: ArrayLike,
    hi: ArrayLike,
    null: ArrayLike,
    declared: ArrayLike,
    *,
    flip: ArrayLike | None = None,
    benchmark: float = 1.5,
) -> Signs:
    """Position of "never above t" over declared windows; negate it for "at some time above t".

    Con if in one declared window the bounds lie above the line (and F >= B), pro only if in every one they lie
    below it (and F >= B).

    Parameters
    ----------
    lo, hi : array_like, shape (S, W)
        Recording bounds (census), or intervals at `bonferroni_level` (process).
    null : array_like, shape (S, 1) or ()
    declared : array_like of bool, shape (S, W)
    flip : array_like, shape (S, W), optional
        Flip factors; needed for a census quantity other than a level, left out for a process.
    benchmark : float
        B.

    Returns
    -------
    ndarray of int8, shape (S,)

    Raises
    ------
    InputError
        Shapes differ, or limits out of order.
    """
    low, high = np.asarray(lo, np.float64), np.asarray(hi, np.float64)
    if low.ndim != 2:
        raise InputError(f"limits with {low.ndim} axes", "specifications by windows", cure="reshape them")
    if flip is None:
        return every_window(from_interval(low, high, null, -1), declared)
    return every_window(from_bounds(low, high, null, -1, flip=flip, benchmark=benchmark), declared)
