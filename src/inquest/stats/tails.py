"""Percentiles of many rows from their tails alone, and the guess of where the tails begin."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inquest.stats.arrays import Floats
from inquest.stats.quantiles import normal_quantile

EXCESS: Final = 2.0
"""Values selected from each tail, as a multiple of those needed, where the guess is right."""


def tail_percentiles(
    values: NDArray[np.floating], centre: NDArray[np.floating], reach: NDArray[np.floating], place: float
) -> tuple[Floats, Floats]:
    """Percentiles of each row from both ends, linear between order statistics, from the values beyond a guess.

    Exact whatever the guess: rows where too few values lie beyond it are sorted whole. A good guess leaves about twice
    the values needed, which is what makes this faster than sorting or partitioning.

    Parameters
    ----------
    values : ndarray, shape (R, D)
    centre, reach : ndarray, shape (R,)
        Only values further than `reach` from `centre` are looked at; nan or infinity sends the row to the sort, as it
        must for rows that hold nan (their mean is nan).
    place : float
        Order statistic from each end, from 0, may be a fraction.

    Returns
    -------
    lo, hi : ndarray, shape (R,)
        nan in rows that hold nan.
    """
    index, draws = int(place), values.shape[1]
    need = min(index + 2, draws)
    with np.errstate(invalid="ignore"):
        tail = values > (centre + reach)[:, None]
        tail |= values < (centre - reach)[:, None]
        beyond = np.flatnonzero(tail)
        count = np.diff(np.searchsorted(beyond, draws * np.arange(values.shape[0] + 1)))
        padded = np.full((values.shape[0], max(int(count.max(initial=0)), need)), np.inf, values.dtype)
        padded[np.arange(padded.shape[1]) < count[:, None]] = values.ravel()[beyond]
        padded.sort(axis=1)
        rows = np.arange(values.shape[0])
        outer, inner = padded[rows, count - 1 - index], padded[rows, count - need]
        lo = padded[:, index] + (place - index) * (padded[:, need - 1] - padded[:, index])
        hi = outer + (place - index) * (inner - outer)
        rest = np.flatnonzero(~((count >= 2 * need) & (padded[:, need - 1] < centre) & (inner > centre)))
        if rest.size:
            whole = np.sort(values[rest], axis=1)
            lo[rest] = whole[:, index] + (place - index) * (whole[:, need - 1] - whole[:, index])
            hi[rest] = whole[:, -1 - index] + (place - index) * (whole[:, -need] - whole[:, -1 - index])
            broken = rest[np.isnan(whole[:, -1])]
            lo[broken], hi[broken] = np.nan, np.nan
    return lo.astype(np.float64), hi.astype(np.float64)


def guess(
    top: NDArray[np.floating], bottom: NDArray[np.floating], weights: NDArray[np.floating], place: float
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Mean of each ratio over draws to second order, and how far from it twice the values needed lie.

    The variance of a ratio by linearisation (the delta method). Only time depends on the guess, no result does.

    Parameters
    ----------
    top, bottom : ndarray, shape (S, T)
        Series of the numerator and of the denominator.
    weights : ndarray, shape (T, D)
        Multiplicity of each period in each resample.
    place : float
        Order statistic from each end, from 0, may be a fraction.

    Returns
    -------
    centre, reach : ndarray, shape (S,)
        nan or infinity where the bottom is empty.

    References
    ----------
    Efron & Tibshirani 1993, "An Introduction to the Bootstrap", ch. 22 (the delta method).
    """
    draws = weights.shape[1]
    spread = -normal_quantile(min(0.45, EXCESS * (place + 2.0) / draws))
    mean = weights.mean(axis=1)
    apart = weights - mean[:, None]
    covariance = apart @ apart.T / weights.dtype.type(draws)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        below = bottom @ mean
        ratio = (top @ mean) / below
        rest = (top - ratio[:, None] * bottom) / below[:, None]
        moved = rest @ covariance
        width = np.sqrt(np.maximum(np.einsum("st,st->s", moved, rest), 0))
        centre = ratio - np.einsum("st,st->s", moved, bottom) / below
    return centre, width * weights.dtype.type(spread)
