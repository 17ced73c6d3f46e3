"""What many specifications have in common, found once: equal rows of an array, and series of equal masks."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inquest.errors import InputError
from inquest.stats.arrays import Bools, Ints

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
    kind = exact_kind(float(panel.sum(axis=1).max(initial=0)))
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


def exact_kind(largest: float) -> type[np.floating]:
    """Single precision if it holds all whole numbers up to the largest sum exactly (twice as fast), else double."""
    return np.float32 if largest < 2**24 else np.float64
