"""Values and percentile intervals of many specifications over many resamples, end to end.

Equal masks are merged before series are made, equal series before they are resampled, equal pairs before they are
measured; the rest is one matrix product and a selection from the tails. What bounds it is printed by
benchmarks/kernel.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, Ints
from inquest.stats.tails import guess, tail_percentiles

Found = TypeVar("Found")
BATCH_VALUES: Final = 393_216
"""Draws times specifications measured at once; smaller batches pay more for their start than the cache saves."""
ROWS: Final = 512
"""Series made at once."""
MERGED: Final = 0.6
"""Share of different atoms up to which merging them costs less than multiplying them."""
SPARSE: Final = 0.06
"""Share of filled cells of a panel up to which a sparse product costs less than a dense one."""
WORTH: Final = 10**9
"""Multiplications from which a sparse product is worth loading its library."""
SPARSE_ROWS: Final = 128
"""Series made at once by a sparse product: their masks stay in the nearest cache."""
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


def merge_rows(rows: NDArray[np.generic]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First occurrence of each different row, and which of these each row equals.

    Parameters
    ----------
    rows : ndarray, shape (S, ...)

    Returns
    -------
    first : ndarray of int, shape (U,)
    inverse : ndarray of int, shape (S,)
    """
    flat = np.ascontiguousarray(rows.reshape(rows.shape[0], -1))
    if flat.dtype == np.bool_:
        flat = np.packbits(flat, axis=1)
    if flat.shape[1] == 0 or flat.shape[0] == 0:
        return np.arange(min(1, flat.shape[0])), np.zeros(flat.shape[0], np.int64)
    words = flat.view(np.uint8)
    if words.shape[1] % 8:
        words = np.ascontiguousarray(np.pad(words, ((0, 0), (0, -words.shape[1] % 8))))
    words = words.view(np.uint64)
    keys = words @ _multipliers(words.shape[1])
    by_key = np.argsort(keys)
    new = np.diff(keys[by_key], prepend=keys[by_key[0]] + np.uint64(1)) != 0
    label = np.empty(keys.size, np.int64)
    label[by_key] = np.cumsum(new) - 1
    found = np.minimum.reduceat(by_key, np.flatnonzero(new))
    alone = found.size == words.shape[0]
    if not alone and not np.array_equal(words[found[label]], words):
        # Two different rows share a key: about once in 2**64 pairs. Sort the rows themselves.
        _, found, label = np.unique(words, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(found)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return found[order], place[label.reshape(-1)]


def _multipliers(n: int) -> NDArray[np.uint64]:
    """Odd 64-bit multipliers, the same every time: powers of an odd constant modulo 2**64."""
    return np.multiply.accumulate(np.full(n, 0x9E3779B97F4A7C15, np.uint64))


def series_of(panel: Ints, masks: Bools, measure: Ints) -> tuple[Ints, NDArray[np.int64]]:
    """Different series of the specifications, from a panel of atoms.

    Parameters
    ----------
    panel : ndarray of int, shape (M, A, T)
        Sums by measure, atom and period.
    masks : ndarray of bool, shape (S, A)
        Atoms that each specification takes.
    measure : ndarray of int, shape (S,)
        Its measure, 0..M-1.

    Returns
    -------
    series : ndarray of int, shape (U, T)
        Different (measure, mask) pairs, in order of first occurrence.
    which : ndarray of int, shape (S,)

    Raises
    ------
    InputError
        Shapes that do not fit.
    """
    if panel.ndim != 3 or masks.shape[1:] != panel.shape[1:2] or measure.shape != masks.shape[:1]:
        raise InputError(
            f"panel {panel.shape}, masks {masks.shape}, measure {measure.shape}", "(M, A, T), (S, A), (S,)"
        )
    rows, mask = merge_rows(masks)
    pair = mask * panel.shape[0] + measure
    earliest = np.full(rows.size * panel.shape[0], pair.size)
    earliest[pair[::-1]] = np.arange(pair.size)[::-1]  # of equal pairs the first one is written last
    taken = np.flatnonzero(earliest < pair.size)
    taken = taken[np.argsort(earliest[taken])]
    place = np.empty_like(earliest)
    place[taken] = np.arange(taken.size)
    kind = _exact_kind(float(panel.sum(axis=1).max(initial=0)))
    distinct, panel = _merge_atoms(masks[rows], panel)
    plain, kinds = distinct.astype(kind), taken % panel.shape[0]
    series = np.empty((taken.size, panel.shape[2]), np.int64)
    for m in range(panel.shape[0]):
        mine = np.flatnonzero(kinds == m)
        own = taken[mine] // panel.shape[0]
        left = plain if np.array_equal(own, np.arange(rows.size)) else plain[own]
        everyone = mine.size == taken.size
        for part, sums in _products(left, panel[m].astype(kind)):
            series[part if everyone else mine[part]] = sums
    return series, place[pair]


def _products(left: NDArray[np.floating], right: NDArray[np.floating]) -> Iterator[tuple[slice, NDArray[np.floating]]]:
    """Rows of a matrix product, a few at a time: they are still in the cache when they are written down.

    Many specifications of a panel with few filled cells are multiplied sparsely; whole numbers come out the same.
    """
    n = left.shape[0]
    if n * right.size >= WORTH and np.count_nonzero(right) <= SPARSE * right.size:
        from scipy import sparse

        filled, columns = sparse.csr_array(right.T), np.ascontiguousarray(left.T)
        for first in range(0, n, SPARSE_ROWS):
            part = slice(first, first + SPARSE_ROWS)
            yield part, (filled @ np.ascontiguousarray(columns[:, part])).T
        return
    for first in range(0, n, ROWS):
        part = slice(first, first + ROWS)
        yield part, left[part] @ right


def _merge_atoms(masks: Bools, panel: Ints) -> tuple[Bools, Ints]:
    """Sum up atoms that every mask treats alike, where there are many: they are one atom."""
    n, atoms = masks.shape
    # Whole numbers whose sums single precision holds exactly: atoms treated alike get one key, others rarely do.
    weights = np.arange(1, n + 1) * 40503 % max(2, 2**24 // max(n, 1))
    if np.unique(weights.astype(np.float32) @ masks.astype(np.float32)).size > MERGED * atoms:
        return masks, panel
    first, which = merge_rows(masks.T)
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(first.size))
    return masks[:, first], np.add.reduceat(panel[:, order], starts, axis=1)


def _exact_kind(largest: float) -> type[np.floating]:
    """Single precision if it holds all whole numbers up to the largest sum exactly (twice as fast), else double."""
    return np.float32 if largest < 2**24 else np.float64


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
    kind = _exact_kind(float(series.max(initial=0)) * float(draws.sum(axis=1).max()) if whole else np.inf)
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
