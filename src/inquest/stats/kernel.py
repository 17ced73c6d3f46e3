"""Values and percentile intervals of many specifications over many resamples, end to end.

Equal masks are merged before series are made, equal series before they are resampled, equal pairs before they are
measured; the rest is one matrix product and a selection from the tails. What bounds it is printed by
benchmarks/kernel.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints
from inquest.stats.distinct import exact_kind, merge_rows
from inquest.stats.tails import guess, tail_percentiles

Found = TypeVar("Found")
BATCH_VALUES: Final = 393_216
"""Draws times specifications measured at once; smaller batches pay more for their start than the cache saves."""
SPREAD: Final = 0.88
"""Share of different rows beyond which multiplying the rest again costs less than copying their sums."""


@dataclass(frozen=True)
class KernelResult:
    """Ratio of sums of each specification and its percentile interval; arrays of shape (S,).

    Attributes
    ----------
    value : ndarray
        sum(top) / sum(bottom); nan where the bottom is empty.
    lo, hi : ndarray
        Percentiles over draws (linear between order statistics); nan where a draw has an empty bottom.
    n_unique, n_series : int
        Different pairs of series among the specifications, and different single series.
    """

    value: Floats
    lo: Floats
    hi: Floats
    n_unique: int
    n_series: int


def kernel(top: Ints, bottom: Ints, draws: Floats, *, level: float = 0.95, threads: int = 1) -> KernelResult:
    """Ratio of sums and percentile interval over draws, for all specifications.

    Percentile intervals are description (the curve's band), never what makes a specification pro or con. Sums are
    exact; where they stay below 2**24 the ratios behind the percentiles are in single precision (relative error below
    2e-7; a report prints six digits), while `value` is always in double.

    Parameters
    ----------
    top, bottom : ndarray of int, shape (S, T)
        Series of the numerator and of the denominator; their sums must stay below 2**53.
    draws : ndarray, shape (D, T)
        Multiplicity of each period in each resample.
    level : float
        In (0, 1).
    threads : int
        Batches measured at a time; the result does not depend on it.

    Returns
    -------
    KernelResult

    Raises
    ------
    InputError
        Shapes that do not fit.
    UsageError
        A level outside (0, 1), or fewer than 2 draws.

    References
    ----------
    Efron & Tibshirani 1993, "An Introduction to the Bootstrap", ch. 13 (percentile interval).
    """
    if top.ndim != 2 or top.shape != bottom.shape or draws.ndim != 2 or draws.shape[1] != top.shape[1]:
        raise InputError(f"top {top.shape}, bottom {bottom.shape}, draws {draws.shape}", "(S, T), (S, T), (D, T)")
    if not 0.0 < level < 1.0 or draws.shape[0] < 2:
        raise UsageError(f"level {level:g} over {draws.shape[0]} draws", "a level in (0, 1) and two draws or more")
    n = top.shape[0]
    return kernel_of(
        np.concatenate([top, bottom]), np.arange(n), np.arange(n, 2 * n), draws, level=level, threads=threads
    )


def kernel_of(
    series: Ints, top: Ints, bottom: Ints, draws: Floats, *, level: float = 0.95, threads: int = 1
) -> KernelResult:
    """`kernel` of pairs from a table of series, as `series_of` makes it.

    Parameters
    ----------
    series : ndarray of int, shape (U, T)
    top, bottom : ndarray of int, shape (S,)
        Rows of `series` that are the numerator and the denominator of each specification.
    draws, level, threads
        As in `kernel`.

    Returns
    -------
    KernelResult
        `n_series` counts the different series among those given.

    Raises
    ------
    InputError
        Shapes that do not fit.
    UsageError
        A level outside (0, 1), or fewer than 2 draws.
    """
    if series.ndim != 2 or top.shape != bottom.shape or draws.shape[1:] != series.shape[1:]:
        raise InputError(
            f"series {series.shape}, top {top.shape}, bottom {bottom.shape}, draws {draws.shape}",
            "(U, T), (S,), (S,), (D, T)",
        )
    if not 0.0 < level < 1.0 or draws.shape[0] < 2:
        raise UsageError(f"level {level:g} over {draws.shape[0]} draws", "a level in (0, 1) and two draws or more")
    single, number = merge_rows(series)
    first, which = merge_rows(np.stack([number[top], number[bottom]], axis=1))
    upper, lower = number[top[first]], number[bottom[first]]
    series = series[single]
    whole = np.array_equal(draws, np.rint(draws))
    kind = exact_kind(float(series.max(initial=0)) * float(draws.sum(axis=1).max()) if whole else np.inf)
    weights, plain = np.ascontiguousarray(draws.T, dtype=kind), series.astype(kind)
    place = (draws.shape[0] - 1) * (1.0 - level) / 2.0
    centre, reach = guess(plain[upper], plain[lower], weights, place)
    step = max(1, BATCH_VALUES // draws.shape[0])
    spaces = [np.empty((3, min(step, first.size), draws.shape[0]), kind) for _ in range(threads)]

    def measure(start: int) -> tuple[Floats, Floats]:
        rows = slice(start, start + step)
        space = spaces.pop()  # one for each thread: memory that is given back and taken anew is cleared each time
        ratio = _sums(plain, upper[rows], weights, space[0], space[2])
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio /= _sums(plain, lower[rows], weights, space[1], space[2])
        found = tail_percentiles(ratio, centre[rows], reach[rows], place)
        spaces.append(space)
        return found

    limits = _each(measure, range(0, first.size, step), threads)
    lo, hi = (np.concatenate([pair[k] for pair in limits]) for k in (0, 1))
    total = series.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = total[upper] / total[lower]
    return KernelResult(value[which], lo[which], hi[which], int(first.size), int(single.size))


def _sums(
    series: NDArray[np.floating],
    rows: Ints,
    weights: NDArray[np.floating],
    out: NDArray[np.floating],
    spare: NDArray[np.floating],
) -> NDArray[np.floating]:
    """Sums of some series over each draw, each series once; shape (rows, D), in the memory of `out`."""
    held = np.zeros(series.shape[0], np.bool_)
    held[rows] = True
    used = np.flatnonzero(held)
    if used.size > SPREAD * rows.size:
        return np.matmul(series[rows], weights, out=out[: rows.size])
    sums = np.matmul(series[used], weights, out=spare[: used.size])
    return np.take(sums, (np.cumsum(held) - 1)[rows], axis=0, out=out[: rows.size], mode="clip")


def _each(work: Callable[[int], Found], starts: range, threads: int) -> list[Found]:
    """Results of a batch function at each start, in order."""
    if threads == 1:
        return [work(start) for start in starts]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, starts))
