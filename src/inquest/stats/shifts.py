"""Mean changes between two windows at every circular shift of many series: the nulls of a joint test."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inquest.stats.arrays import Floats, Ints

BATCH: Final = 64
"""Specifications measured at once, so that their sums stay in the cache."""
FEW: Final = 32
"""The same where running totals over two rounds are kept too."""
MANY: Final = 2**20
"""Specifications times periods from which most shifts are found in single precision."""
SINGLE: Final = 2**22
"""Events of a series below which single precision holds its running totals over two rounds, and a half, exactly."""


def shift_means(
    series: Ints, window: NDArray[np.bool_], baseline: NDArray[np.bool_], weights: Floats, stated: float
) -> Floats:
    """Weighted mean log ratio of rates, with half an event added to each window, at every circular shift.

    Many are found in single precision first, and those too near to the first to be told from it then in double: as
    compared with the first all are exact.

    Parameters
    ----------
    series : ndarray of int, shape (S, T)
        Counts, 0 or more.
    window, baseline : ndarray of bool, shape (T,)
    weights : ndarray, shape (S,)
        May be negative, for sides.
    stated : float
        Taken off the first mean, that of the series as it stands.

    Returns
    -------
    ndarray, shape (T,)
        The first is that of the series as it stands; the others come in no order that callers may count on.
    """
    means = _roughly(series, window, baseline, weights, stated) if series.size > MANY else None
    if means is None:
        means = _exactly(series, (window, baseline), weights)
        means[0] -= stated
    return means


def _exactly(series: Ints, masks: tuple[NDArray[np.bool_], NDArray[np.bool_]], weights: Floats) -> Floats:
    means = np.zeros(series.shape[1])
    for first in range(0, series.shape[0], BATCH):
        part = slice(first, first + BATCH)
        late, early = (_logs(_moved_sums(series[part], mask), int(mask.sum())) for mask in masks)
        means += (late - early) @ weights[part]
    return means


def _roughly(
    series: Ints, window: NDArray[np.bool_], baseline: NDArray[np.bool_], weights: Floats, stated: float
) -> Floats | None:
    """Means that compare with the first as the exact ones do; None where single precision can't hold the sums.

    Sums stay exact. The error of a mean is below 1e-5 (1 + m), m being the log of twice the most events: a division
    (6e-8), a logarithm (4 units in the last place) and a sum of ``FEW`` products, all relative to m.
    """
    size, periods = series.shape
    totals = np.zeros((FEW, periods + 1), np.int64)
    running = np.zeros((FEW, 2 * periods + 1), np.float32)
    late, early = np.empty((2, FEW, periods), np.float32)
    means, most = np.zeros(periods), 0
    single = weights.astype(np.float32)
    runs = _runs(window), _runs(baseline)
    for first in range(0, size, FEW):
        part = series[first : first + FEW]
        n = len(part)
        np.cumsum(part, axis=1, out=totals[:n, 1 : periods + 1])
        most = max(most, int(totals[:n, periods].max()))
        if most >= SINGLE:
            return None
        running[:n, 1 : periods + 1] = totals[:n, 1 : periods + 1]
        np.add(running[:n, 1 : periods + 1], running[:n, periods, None], out=running[:n, periods + 1 :])
        for run, sums in zip(runs, (late, early), strict=True):
            _moved(running[:n], run, sums[:n])
            sums[:n] += np.float32(0.5)
        change = np.log(np.divide(late[:n], early[:n], out=late[:n]), out=late[:n])
        means += single[first : first + n] @ change
    means += weights.sum() * (np.log(baseline.sum()) - np.log(window.sum()))
    error = 1e-5 * (1.0 + np.log(2 * most + 1)) + 1e-9 * (1.0 + abs(stated))
    near = np.union1d([0], np.flatnonzero(np.abs(means - means[0] + stated) <= error))
    if near.size > periods // FEW + 1:
        return None
    if near.size > 1:
        means[near] = _at(series, (window, baseline), weights, -near)
    means[0] -= stated
    return means


def _moved(running: NDArray[np.float32], runs: list[list[int]], out: NDArray[np.float32]) -> None:
    """Sums of series over runs of periods moved on by 0, 1, ... periods, from running totals over two rounds."""
    for run, (start, stop) in enumerate(runs):
        length = stop - start
        whole = out.shape[1] - start  # moves after which the run starts over
        for place, low in ((slice(0, whole), start), (slice(whole, None), 0)):
            high = low + out[:, place].shape[1]
            ends, starts = running[:, low + length : high + length], running[:, low:high]
            if run:
                out[:, place] += ends - starts
            else:
                np.subtract(ends, starts, out=out[:, place])


def _at(
    series: Ints, masks: tuple[NDArray[np.bool_], NDArray[np.bool_]], weights: Floats, shifts: NDArray[np.int64]
) -> Floats:
    """Means at some shifts of the series against the masks: logs in double precision, of sums that single holds."""
    moved = [np.stack([np.roll(mask, -shift) for shift in shifts.tolist()], axis=1) for mask in masks]
    both = np.concatenate(moved, axis=1).astype(np.float32)
    means = np.zeros(shifts.size)
    for first in range(0, series.shape[0], BATCH):
        part = slice(first, first + BATCH)
        sums = (series[part].astype(np.float32) @ both).astype(np.int64)
        late, early = sums[:, : shifts.size], sums[:, shifts.size :]
        change = _logs(late, int(masks[0].sum())) - _logs(early, int(masks[1].sum()))
        means += weights[part] @ change
    return means


def _runs(mask: NDArray[np.bool_]) -> list[list[int]]:
    """First period of each run of a mask, and the one after its last."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    runs: list[list[int]] = ends.reshape(-1, 2).tolist()
    return runs


def _moved_sums(series: Ints, mask: NDArray[np.bool_]) -> Ints:
    """Sums of each series over a mask, for all circular shifts of the series against it; shape (T, S).

    Differences of running totals, one for each run of the mask: windows are one run each.
    """
    periods = mask.size
    twice = np.zeros((2 * periods + 1, series.shape[0]), np.int64)
    np.cumsum(series.T, axis=0, out=twice[1 : periods + 1])
    np.add(twice[1 : periods + 1], twice[periods], out=twice[periods + 1 :])
    found = np.zeros((periods, series.shape[0]), np.int64)
    for start, stop in _runs(mask):
        length = stop - start
        for rows, low, high in ((slice(0, start + 1), 0, start), (slice(start + 1, None), start + 1, periods - 1)):
            found[rows] += twice[low + length : high + length + 1][::-1]
            found[rows] -= twice[low : high + 1][::-1]
    return found


def _logs(sums: Ints, periods: int) -> Floats:
    """Log rates with half an event added; each different number of events once, where they are few."""
    most = int(sums.max(initial=0))
    if most > sums.size:
        return np.asarray(np.log((sums + 0.5) / periods))
    return np.asarray(np.log((np.arange(most + 1) + 0.5) / periods)[sums])
