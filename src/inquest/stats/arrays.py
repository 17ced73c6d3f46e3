"""Checks and small helpers shared by the estimators: shapes, signs, quantiles.

Every estimator takes specifications on the first axis. Nothing here loops over specifications.
`scipy.special` takes a third of a whole question to import: what most findings need is in ``quantiles``, and the few
functions that need more import it where they do.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError
from inquest.stats.quantiles import t_quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Signs = NDArray[np.int8]
Bools = NDArray[np.bool_]


def counts(name: str, values: ArrayLike, ndim: int) -> Ints:
    """Non-negative whole numbers of a given number of axes.

    Parameters
    ----------
    name : str
        What the array is called in the error.
    values : array_like
        Integers, or floats without a fraction.
    ndim : int
        The number of axes it must have.

    Returns
    -------
    ndarray of int64

    Raises
    ------
    InputError
        Wrong number of axes, fractions, or negative counts.
    """
    array = np.asarray(values)
    if array.ndim != ndim:
        raise InputError(f"{name} has {array.ndim} axes", f"{ndim} (specifications first)", cure="reshape it")
    if array.dtype.kind not in "iub" and not np.array_equal(array, np.floor(array)):
        raise InputError(f"{name} holds fractions", "whole counts", cure="pass counts, not rates")
    whole = array.astype(np.int64, copy=False)
    if whole.size and int(whole.min()) < 0:
        raise InputError(f"{name} holds {int(whole.min())}", "counts of zero or more", cure="check the masks")
    return whole


def same_shape(**arrays: NDArray[Any]) -> None:
    """Demand that all arrays have one shape.

    Raises
    ------
    InputError
        Names each array with its shape.
    """
    if len({array.shape for array in arrays.values()}) > 1:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise InputError(f"shapes differ: {shapes}", "one shape for all", cure="align the arrays")


def within(name: str, values: ArrayLike, low: float, high: float) -> Floats:
    """Numbers strictly between two limits.

    Raises
    ------
    InputError
        A value at or outside a limit, or not a number.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.size and not bool(np.all((array > low) & (array < high))):
        bad = array[~((array > low) & (array < high))].ravel()[0]
        raise InputError(f"{name} is {bad:g}", f"a number between {low:g} and {high:g}, exclusive", cure="correct it")
    return array


def sides(values: ArrayLike) -> Signs:
    """Sides of a null: +1 (the claim says above) or -1 (below).

    Raises
    ------
    InputError
        Any other value.
    """
    array = np.asarray(values, dtype=np.int8)
    if array.size and not bool(np.all(np.abs(array) == 1)):
        raise InputError("side is neither +1 nor -1", "the side of the null that the claim takes", ("+1", "-1"))
    return array


def median(values: ArrayLike) -> float:
    """Median of finite numbers, one at least, as ``numpy.median`` has it; that one loads all of masked arrays first.

    >>> median([3.0, 1.0, 2.0]), median([1.0, 2.0])
    (2.0, 1.5)
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64).reshape(-1))
    low, high = ordered[(ordered.size - 1) // 2], ordered[ordered.size // 2]
    return float((low + high) / 2)


def numbered(values: Ints) -> Ints:
    """Number of each value among the different ones, in order of value; what ``unique`` calls the inverse.

    >>> numbered(np.array([7, -1, 7, 3])).tolist()
    [2, 0, 2, 1]
    """
    if not values.size:
        return np.zeros(0, np.int64)
    low = int(values.min())
    span = int(values.max()) - low + 1
    if span > 8 * values.size + 64:
        return np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
    there = np.zeros(span, np.int64)
    there[values - low] = 1
    return np.asarray((np.cumsum(there) - 1)[values - low])


def ratio(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """Quotient with 0/0 as nan and x/0 as infinity, without warnings."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(np.asarray(top, np.float64), np.asarray(bottom, np.float64)))


def two_sided_t(df: ArrayLike, level: float) -> Floats:
    """Quantile of Student's t that leaves (1 - level)/2 in each tail."""
    return t_quantile(df, 0.5 + level / 2)
