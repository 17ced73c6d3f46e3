"""Positions of census claims about a level: "more than", "fewer than", "about", "none", "first", "every".

A total between L = sum of min(low, best) and H = sum of max(best, high) is decided against t only where recording
can't change the answer: "more than" if L > t, and against it only if k H < t with k the declared under-recording
allowance (2 by default, 1 where the sentence says "recorded").
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, Signs, same_shape

UNDER_RECORDING: Final = 2.0
MIN_COVERED: Final = 0.9
"""A window covered to less than this is not testable; above it, H is divided by the covered fraction."""
ABOUT: Final = 0.1
WORDINGS: Final = ("more", "fewer", "about")


def about_half_width(t: ArrayLike, unit: ArrayLike | None = None) -> Floats:
    """Half-width of "about t": half a unit of the last significant digit, at least 10% of t.

    Parameters
    ----------
    t : array_like, shape (S,)
        Positive stated values.
    unit : array_like, shape (S,), optional
        Unit of the last significant digit; found from the trailing zeros of whole numbers if not given.

    Returns
    -------
    ndarray, shape (S,)

    Raises
    ------
    InputError
        A value of zero or less, or a fraction without a unit.

    Examples
    --------
    >>> about_half_width([5000, 4800, 20]).tolist()
    [500.0, 480.0, 5.0]
    """
    stated = np.asarray(t, np.float64)
    if not bool(np.all(stated > 0)):
        raise InputError("about a number of zero or less", "a positive number", cure="use 'none'")
    if unit is None:
        if not bool(np.all(stated == np.floor(stated))):
            raise InputError("a stated fraction without a unit", "the unit of its last digit", cure="pass unit=")
        powers = 10.0 ** np.arange(16)
        divides = np.mod(stated[..., None], powers) == 0
        unit = powers[np.cumprod(divides, axis=-1).sum(-1) - 1]
    return np.asarray(np.maximum(np.asarray(unit, np.float64) / 2.0, ABOUT * stated))


def level_position(
    low: ArrayLike,
    high: ArrayLike,
    t: ArrayLike,
    wording: str,
    *,
    allowance: ArrayLike = UNDER_RECORDING,
    covered: ArrayLike = 1.0,
    unit: ArrayLike | None = None,
) -> Signs:
    """Position of a total against a stated number; ties and windows covered below 90% are open.

    Let U = k H / covered. "more": pro if L > t, con if U < t; "fewer" is its mirror. "about": pro if L and U both
    lie strictly inside t plus or minus the half-width, con if L lies above it or U below it.

    Parameters
    ----------
    low, high : array_like, shape (S,)
        L and H, in deaths or events; nothing is dropped from totals.
    t : array_like, shape (S,)
        Stated number.
    wording : {"more", "fewer", "about"}
    allowance : array_like
        k, at least 1.
    covered : array_like
        Fraction of the window that the record covers, in (0, 1].
    unit : array_like, optional
        For "about", the unit of the last significant digit.

    Returns
    -------
    ndarray of int8, shape (S,)
        +1 pro, -1 con, 0 open.

    Raises
    ------
    UsageError
        Unknown wording, or an allowance below 1.
    InputError
        low above high.
    """
    if wording not in WORDINGS:
        raise UsageError(f"wording {wording!r}", choices=WORDINGS, cure="pick one")
    k, fraction, stated = (np.asarray(v, np.float64) for v in (allowance, covered, t))
    floor, top = np.asarray(low, np.float64), np.asarray(high, np.float64)
    if not bool(np.all(k >= 1.0)):
        raise UsageError(f"allowance {float(k.min()):g}", "1 or more", cure="1 means that nothing is missing")
    if not bool(np.all((fraction >= 0.0) & (fraction <= 1.0))):
        raise InputError("a covered fraction outside [0, 1]", "the covered part of the window")
    if not bool(np.all((floor >= 0.0) & (floor <= top))):
        raise InputError("low above high, or below zero", "0 <= L <= H", cure="pass events through ordered()")
    with np.errstate(divide="ignore", invalid="ignore"):
        most = k * top / fraction
    if wording == "about":
        half = about_half_width(stated, unit)
        inside = (floor > stated - half) & (most < stated + half)
        outside = (floor > stated + half) | (most < stated - half)
        return _open_below_coverage(inside, outside, fraction)
    above, below = floor > stated, most < stated
    return _open_below_coverage(*((above, below) if wording == "more" else (below, above)), fraction)


def none_position(n_events: ArrayLike, n_clear: ArrayLike, positively_covered: ArrayLike) -> Signs:
    """Position of "there was none"; negate it for "they clashed" or "still fighting".

    Pro if the record covers place and window (the source declares them, and holds an event of any other pair
    there) and holds no event; con with one clear event, covered or not.

    Parameters
    ----------
    n_events, n_clear : array_like of int, shape (S,)
        Events of any clarity, and clear ones.
    positively_covered : array_like of bool, shape (S,)

    Returns
    -------
    ndarray of int8, shape (S,)

    Raises
    ------
    InputError
        More clear events than events.
    """
    events, clear = np.asarray(n_events), np.asarray(n_clear)
    _clear_within(events, clear)
    return _signs(np.asarray(positively_covered, bool) & (events == 0), clear > 0)


def first_position(
    n_before: ArrayLike, n_clear_before: ArrayLike, n_clear_in: ArrayLike, covered_before: ArrayLike
) -> Signs:
    """Position of "the first in Y": con on one clear earlier event.

    Pro if a clear event falls in Y and the covered record before Y holds none of any clarity.

    Parameters
    ----------
    n_before, n_clear_before, n_clear_in : array_like of int, shape (S,)
    covered_before : array_like of bool, shape (S,)

    Returns
    -------
    ndarray of int8, shape (S,)
    """
    before, clear = np.asarray(n_before), np.asarray(n_clear_before)
    _clear_within(before, clear)
    pro = np.asarray(covered_before, bool) & (before == 0) & (np.asarray(n_clear_in) > 0)
    return _signs(pro, clear > 0)


def every_position(n_events: ArrayLike, n_clear: ArrayLike, positively_covered: ArrayLike) -> Signs:
    """Position of "in every year": pro if each period has a clear event, con if a covered one has none at all.

    Parameters
    ----------
    n_events, n_clear : array_like of int, shape (S, Y)
    positively_covered : array_like of bool, shape (S, Y)

    Returns
    -------
    ndarray of int8, shape (S,)
    """
    events, clear = np.asarray(n_events), np.asarray(n_clear)
    same_shape(n_events=events, n_clear=clear)
    _clear_within(events, clear)
    empty = np.asarray(positively_covered, bool) & (events == 0)
    return _signs((clear > 0).all(-1) & (clear.shape[-1] > 0), empty.any(-1))


def _clear_within(events: Floats, clear: Floats) -> None:
    if bool(np.any(clear > events)):
        raise InputError("more clear events than events", "clear events are a part of all", cure="check the masks")


def _open_below_coverage(pro: Bools, con: Bools, covered: Floats) -> Signs:
    """Below 90% nothing is decided."""
    return np.where(covered >= MIN_COVERED, _signs(pro, con), 0).astype(np.int8)


def _signs(pro: Bools, con: Bools) -> Signs:
    return np.asarray(pro, bool).astype(np.int8) - np.asarray(con, bool).astype(np.int8)
