"""The change of counts across a given date, held against the same change at other dates of the record.

War counts are overdispersed and remember: a change counts only where its interval excludes none *and* other dates of
the same record don't show as much. Where no date is given, ``changepoint`` looks for it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import UsageError
from inquest.stats.arrays import Floats, Ints, counts, ratio, two_sided_t, within
from inquest.stats.changepoint import HALF, MOST_MEMORY

FEWEST: Final = 8
"""Placebo dates without which nothing is decided."""


@dataclass(frozen=True)
class Step:
    """The change across a given date, shape (S,).

    Attributes
    ----------
    point, lo, hi : ndarray
        Log of the rate after over the rate before, and the wider of two intervals: by the variance of both sums, and
        by the same change at all other dates of the record (the quantiles of what chance moves it by).
    before, after : ndarray of int
        Events in the two windows.
    p_rise, p_fall : ndarray
        Rank among the other dates, in (0, 1].
    placebos : int
    """

    point: Floats
    lo: Floats
    hi: Floats
    before: Ints
    after: Ints
    p_rise: Floats
    p_fall: Floats
    placebos: int


def step(series: ArrayLike, at: int, before: int, after: int, *, level: float = 0.95) -> Step:
    """The change of rate across a date, with an interval that other dates of the same record had a say in.

    log R = log((A + .5)/a) - log((B + .5)/b), B the sum of the ``before`` periods up to the date and A that of the
    ``after`` periods from it. Two intervals are made and the wider limits count:

    - variance f (v_A/(A + .5) + v_B/(B + .5)), v the Pearson dispersion inside each window (at least 1) and f what
      memory adds, (1 + rho)/(1 - rho) as in ``inflation``; t with the shorter window's periods less one;
    - the quantiles of the same change at every other date whose windows lie in the record and don't span this one,
      taken about their median: log R less their upper, and less their lower, quantile.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
        The whole covered record of the place.
    at : int
        First period after the date.
    before, after : int
        Periods in the windows, at least 3.
    level : float
        Nominal coverage.

    Returns
    -------
    Step
        With fewer than 8 placebo dates the limits are infinite: nothing is decided.

    Raises
    ------
    UsageError
        Windows of fewer than 3 periods, or that leave the series.
    InputError
        Wrong shapes, negative counts or fractions.
    """
    y = counts("series", series, 2)
    periods = y.shape[1]
    within("level", level, 0.0, 1.0)
    if min(before, after) < 3 or at - before < 0 or at + after > periods:
        raise UsageError(
            f"{before} periods before and {after} after period {at} of {periods}",
            "3 or more each, inside the series",
            cure="shorten the windows",
        )
    early, late = y[:, at - before : at], y[:, at : at + after]
    a, b = late.sum(-1), early.sum(-1)
    point = np.log((a + HALF) / after) - np.log((b + HALF) / before)
    memory = _memory(y)
    variance = memory * (_pearson(late) / (a + HALF) + _pearson(early) / (b + HALF))
    half = float(two_sided_t(min(before, after) - 1, level)) * np.sqrt(variance)
    moved = _placebos(y, at, before, after)
    total = 1.0 + moved.shape[1]
    if moved.shape[1] < FEWEST:
        wide = np.full(point.shape, np.inf)
        return Step(point, -wide, wide, b, a, np.ones_like(point), np.ones_like(point), moved.shape[1])
    centred = moved - np.median(moved, axis=1, keepdims=True)
    ordered = np.sort(centred, axis=1)
    cut = (1.0 - level) / 2.0
    low = ordered[:, max(int(np.floor(cut * total)) - 1, 0)]
    high = ordered[:, min(int(np.ceil((1.0 - cut) * total)) - 1, moved.shape[1] - 1)]
    slack = 1e-12
    return Step(
        point,
        np.minimum(point - half, point - high),
        np.maximum(point + half, point - low),
        b,
        a,
        (1.0 + (moved >= point[:, None] - slack).sum(-1)) / total,
        (1.0 + (moved <= point[:, None] + slack).sum(-1)) / total,
        moved.shape[1],
    )


def _placebos(y: Ints, at: int, before: int, after: int) -> Floats:
    """The same change at every other date whose windows don't span the tested one; shape (S, P)."""
    periods = y.shape[1]
    dates = np.arange(before, periods - after + 1)
    dates = dates[(dates + after <= at) | (dates - before >= at)]
    sums = np.concatenate([np.zeros((y.shape[0], 1), np.int64), np.cumsum(y, axis=1)], axis=1)
    late = sums[:, dates + after] - sums[:, dates]
    early = sums[:, dates] - sums[:, dates - before]
    return np.asarray(np.log((late + HALF) / after) - np.log((early + HALF) / before))


def _pearson(part: Ints) -> Floats:
    mean = part.mean(axis=1)
    squares = np.square(part - mean[:, None]).sum(-1) / (part.shape[1] - 1.0)
    return np.asarray(np.maximum(ratio(squares, np.maximum(mean, 1e-9)), 1.0))


def _memory(y: Ints) -> Floats:
    """What memory adds to the variance of a sum, from the square roots of the counts."""
    root = np.sqrt(y.astype(np.float64))
    left = root - root.mean(axis=1, keepdims=True)
    raw = ratio((left[:, 1:] * left[:, :-1]).sum(-1), np.maximum(np.square(left).sum(-1), 1e-12))
    rho = np.clip((y.shape[1] * raw + 1.0) / (y.shape[1] - 3.0), 0.0, MOST_MEMORY)
    return np.asarray((1.0 + rho) / (1.0 - rho))
