"""What would overturn a census result: the flip factor, the number of events, and the result without the largest.

The flip factor F >= 1 is the uniform multiplier on the events that one side is missing which brings the estimate to
the null. It is the same for a claim and its mirror.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Bools, Floats, counts, ratio, within


def flip_share(share: ArrayLike, null: ArrayLike) -> Floats:
    """Flip factor of a share: odds(share) / odds(null), or its inverse, whichever is at least 1.

    Parameters
    ----------
    share : array_like, shape (S,)
        In [0, 1].
    null : array_like
        In (0, 1).

    Returns
    -------
    ndarray, shape (S,)
        Infinite at a share of 0 or 1; nan without a share.

    Raises
    ------
    InputError
        A share outside [0, 1] or a null outside (0, 1).

    Examples
    --------
    >>> flip_share([0.5, 0.2], 1 / 3).round(6).tolist()
    [2.0, 2.0]
    """
    value, line = np.asarray(share, np.float64), within("null", null, 0.0, 1.0)
    if bool(np.any((value < 0.0) | (value > 1.0))):
        raise InputError("a share outside [0, 1]", "a share", cure="divide by the total")
    return either_way(ratio(value, 1.0 - value) / (line / (1.0 - line)))


def flip_ratio(value: ArrayLike, null: ArrayLike = 1.0) -> Floats:
    """Flip factor of a ratio R against R0, or of a level N against t: R/R0 or its inverse.

    "Fell by more than x%" has R0 = 1 - x/100, "twice" 2, "several times" 3.

    Parameters
    ----------
    value : array_like, shape (S,)
        At least 0.
    null : array_like
        Positive.

    Returns
    -------
    ndarray, shape (S,)
        Infinite at zero; nan without a value.

    Raises
    ------
    InputError
        A negative value, or a null of zero or less.
    """
    estimate, line = np.asarray(value, np.float64), within("null", null, 0.0, np.inf)
    if bool(np.any(estimate < 0.0)):
        raise InputError("a ratio below zero", "zero or more", cure="pass ratios, not logs")
    return either_way(estimate / line)


flip_level = flip_ratio
"""Flip factor of a level: N/t or t/N."""


def either_way(factor: ArrayLike) -> Floats:
    """The larger of a factor and its inverse; nan stays nan."""
    value = np.asarray(factor, np.float64)
    return np.maximum(value, ratio(1.0, value))


def missing_events_share(n1: ArrayLike, n2: ArrayLike, null: ArrayLike) -> Floats:
    """How many missing events of the other kind (or, below the null, of the named kind) reach the null share.

    Parameters
    ----------
    n1, n2 : array_like of int, shape (S,)
        Events of the named kind and of all others.
    null : array_like
        In (0, 1).

    Returns
    -------
    ndarray, shape (S,)
        Whole numbers.
    """
    a, b, t = counts("n1", n1, 1), counts("n2", n2, 1), within("null", null, 0.0, 1.0)
    other = a * (1.0 - t) / t - b
    named = (t * (a + b) - a) / (1.0 - t)
    return np.asarray(np.ceil(np.maximum(np.maximum(other, named), 0.0) - 1e-9))


def missing_events_ratio(a: ArrayLike, b: ArrayLike, null: ArrayLike = 1.0) -> Floats:
    """How many missing events of the smaller side bring the ratio a/b to the null.

    Parameters
    ----------
    a, b : array_like of int, shape (S,)
        Counts (over equal exposure; else pass null times the ratio of exposures).
    null : array_like
        Positive.

    Returns
    -------
    ndarray, shape (S,)
        Whole numbers.
    """
    top, bottom, line = counts("a", a, 1), counts("b", b, 1), within("null", null, 0.0, np.inf)
    return np.asarray(np.ceil(np.maximum(np.maximum(top / line - bottom, line * bottom - top), 0.0) - 1e-9))


def removals_to_flip_level(values: ArrayLike, null: ArrayLike) -> Floats:
    """How few of the largest events must go for a total above a threshold to fall to it.

    Parameters
    ----------
    values : array_like, shape (S, E)
        Event values, largest first, padded with zeros.
    null : array_like, shape (S,) or ()

    Returns
    -------
    ndarray, shape (S,)
        Number of events; 0 if the total is not above the threshold, nan if no removal suffices.

    Raises
    ------
    InputError
        Values not sorted, or negative.
    """
    events = _sorted("values", values)
    line = np.broadcast_to(np.asarray(null, np.float64), events.shape[:1])[:, None]
    left = events.sum(-1, keepdims=True) - np.concatenate(
        [np.zeros((events.shape[0], 1)), np.cumsum(events, axis=-1)], axis=-1
    )
    done = left <= line
    return np.where(done.any(-1), done.argmax(-1).astype(np.float64), np.nan)


@dataclass(frozen=True)
class WithoutLargest:
    """Totals left of two terms when the k largest events of both together are taken out; shape (S,)."""

    first: Floats
    second: Floats


def without_largest(first: ArrayLike, second: ArrayLike, k: int) -> WithoutLargest:
    """Totals of two terms without the k largest events of both together.

    Where events of equal size compete for the last places these are shared out in proportion, so that neither term
    is favoured and the mirror gives the mirrored result. For a level pass an empty second term.

    Parameters
    ----------
    first, second : array_like, shape (S, E1) and (S, E2)
        Event values of each term, largest first, padded with zeros.
    k : int
        Events to take out, 1 or more.

    Returns
    -------
    WithoutLargest

    Raises
    ------
    InputError
        Values not sorted or negative, or k below 1.
    """
    if k < 1:
        raise InputError(f"k is {k}", "1 or more", ("1", "5"))
    one, two = _sorted("first", first), _sorted("second", second)
    merged = np.concatenate([one[:, :k], two[:, :k]], axis=-1)
    if merged.shape[1] <= k:
        cut = np.full((merged.shape[0], 1), -1.0)
    else:
        cut = np.partition(merged, merged.shape[1] - k, axis=-1)[:, merged.shape[1] - k, None]
    larger_one, larger_two = one > cut, two > cut
    tied_one, tied_two = (one == cut).sum(-1), (two == cut).sum(-1)
    places = k - larger_one.sum(-1) - larger_two.sum(-1)
    part = np.minimum(np.nan_to_num(ratio(places, tied_one + tied_two)), 1.0) * np.maximum(cut[:, 0], 0.0)
    return WithoutLargest(
        _left(one, larger_one) - part * tied_one,
        _left(two, larger_two) - part * tied_two,
    )


def _left(values: Floats, gone: Bools) -> Floats:
    return np.asarray(values.sum(-1) - values.sum(-1, where=gone), np.float64)


def _sorted(name: str, values: ArrayLike) -> Floats:
    array = np.asarray(values, np.float64)
    if array.ndim != 2 or bool(np.any(array < 0.0)) or bool(np.any(np.diff(array, axis=-1) > 0.0)):
        raise InputError(f"{name} is not sorted from the largest down", "non-negative rows (S, E)", cure="sort it")
    return array
