"""Changepoints of counts: exact segmentation, and the date of a break with its interval.

War counts are overdispersed and remember: a segmentation that takes them for independent Poisson counts breaks them
everywhere. So every gain in likelihood is divided by an inflation (dispersion times what memory adds to the variance of
a mean). The change at a date that a claim names is measured by ``step``.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints, counts, ratio

DATE_KAPPA: Final = 14.0
"""A break's date may be any whose likelihood lies within this of the best (twice the log, over the inflation).

For independent noise 7.35 = -2 ln(1 - sqrt(.95)) would do; in rough series with memory that covered 86-94%, this one
93-98%.
"""
MOST_MEMORY: Final = 0.9
"""Highest autocorrelation that a short series is taken to show."""
HALF: Final = 0.5
"""Added to each sum, so that an empty window has a rate."""


@dataclass(frozen=True)
class Segmentation:
    """Exact segmentations of S series into up to M + 1 parts.

    Attributes
    ----------
    breaks : ndarray of int, shape (S, M, M)
        ``breaks[s, m - 1, :m]``: first periods of the later parts in the best segmentation with m breaks; else -1.
    cost : ndarray, shape (S, M + 1)
        Twice the negative log likelihood (less constants) with 0 ... M breaks, over the inflation.
    chosen : ndarray of int, shape (S,)
        Breaks that the penalised cost prefers.
    """

    breaks: Ints
    cost: Floats
    chosen: Ints


@dataclass(frozen=True)
class Break:
    """The best single break of each series, shape (S,) where not said otherwise.

    Attributes
    ----------
    at : ndarray of int
        First period of the later part.
    first, last : ndarray of int
        Its 95% interval: the earliest and latest period that may be the first of the later part.
    gain : ndarray
        Twice the log likelihood gained over none, over the inflation.
    log_ratio : ndarray
        Log of the later over the earlier rate.
    """

    at: Ints
    first: Ints
    last: Ints
    gain: Floats
    log_ratio: Floats


def poisson_costs(series: Ints) -> Floats:
    """Twice the negative Poisson log likelihood of every stretch, without constants; shape (S, T + 1, T + 1).

    Entry [s, i, j] is for periods i to j - 1, at its own mean: 2 (N - N log(N / n)); 0 where j <= i or N = 0.
    """
    sums = np.concatenate([np.zeros((series.shape[0], 1), np.int64), np.cumsum(series, axis=1)], axis=1)
    total = np.maximum(sums[:, None, :] - sums[:, :, None], 0).astype(np.float64)
    length = np.maximum(np.arange(sums.shape[1])[None, :] - np.arange(sums.shape[1])[:, None], 1)
    mean = total / length
    return np.asarray(2.0 * (total - total * np.log(np.where(total > 0, mean, 1.0))))


def segment(
    series: ArrayLike, most: int, inflation: ArrayLike, *, shortest: int = 3, penalty: float | None = None
) -> Segmentation:
    """Best segmentations with up to a number of breaks, by dynamic programming over all stretches at once.

    Exact: no better segmentation exists with as many breaks of at least ``shortest`` periods. The number is chosen by
    cost + penalty x breaks; the default penalty, 3 log T, is the modified information criterion for a break whose place
    is not known. It holds for independent counts. In series as rough as a war's, with ``inflation(most=1)`` and a
    penalty of 6 log T, 2-10% of those without any break got one (docs/statistics.md): the number of breaks describes
    and decides nothing.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
    most : int
        M, at least 1.
    inflation : array_like, shape (S,) or ()
        At least 1; see ``inflation``.
    shortest : int
        Periods in a part, at least 1.
    penalty : float, optional
        In units of twice the log likelihood.

    Returns
    -------
    Segmentation

    Raises
    ------
    UsageError
        A series too short for so many parts.
    InputError
        Wrong shapes, negative counts or fractions.

    References
    ----------
    Auger & Lawrence 1989, doi 10.1007/BF02458835 (the recursion); Killick, Fearnhead & Eckley 2012, doi
    10.1080/01621459.2012.737745; Bai & Perron 1998, doi 10.2307/2998540; Zhang & Siegmund 2007, doi
    10.1111/j.1541-0420.2006.00662.x (the penalty).
    """
    y = counts("series", series, 2)
    s, periods = y.shape
    if most < 1 or shortest < 1 or periods < (most + 1) * shortest:
        raise UsageError(
            f"{periods} periods for {most} breaks of {shortest} periods or more",
            f"at least {max((most + 1) * shortest, 2)}",
            cure="ask for fewer breaks",
        )
    scale = _inflation(inflation, s)
    costs = poisson_costs(y) / scale[:, None, None]
    ends = np.arange(periods + 1)
    costs = np.where((ends[None, :] - ends[:, None] >= shortest)[None], costs, np.inf)
    best = np.full((most + 1, s, periods + 1), np.inf)
    back = np.zeros((most + 1, s, periods + 1), dtype=np.int64)
    best[0] = costs[:, 0, :]
    for m in range(1, most + 1):
        every = best[m - 1][:, :, None] + costs
        back[m] = every.argmin(axis=1)
        best[m] = np.take_along_axis(every, back[m][:, None, :], axis=1)[:, 0]
    breaks = np.full((s, most, most), -1, dtype=np.int64)
    rows = np.arange(s)
    for m in range(1, most + 1):
        at = np.full(s, periods)
        for k in range(m, 0, -1):
            at = back[k, rows, at]
            breaks[:, m - 1, k - 1] = at
    cost = best[:, :, periods].T
    per = 3.0 * np.log(periods) if penalty is None else penalty
    chosen = (cost + per * np.arange(most + 1)).argmin(axis=1)
    return Segmentation(breaks, cost, chosen.astype(np.int64))


def inflation(series: ArrayLike, *, most: int = 4, shortest: int = 6) -> Floats:
    """Variance of a sum of periods over that of a Poisson series, from what the best segmentation leaves.

    Pearson dispersion of the counts about the parts' means, times (1 + rho)/(1 - rho), rho the residuals' first-order
    autocorrelation with its bias taken out and one standard error added, in [0, .9]. At least 1. The segmentation (as
    many breaks as fit, no penalty) keeps real breaks out of it; it also takes out some of the memory, which the added
    standard error gives back in part: by itself not enough, see ``step``.

    References
    ----------
    Kendall 1954, doi 10.1093/biomet/41.3-4.403.
    """
    y = counts("series", series, 2)
    periods = y.shape[1]
    parts = min(most, max(periods // shortest - 1, 0))
    fitted = np.repeat(y.mean(axis=1, keepdims=True), periods, axis=1)
    if parts:
        fitted = _fitted(y, segment(y, parts, 1.0, shortest=shortest).breaks[:, parts - 1, :parts])
    residual = ratio(y - fitted, np.sqrt(np.maximum(fitted, 0.05)))
    dispersion = np.square(residual).sum(-1) / max(periods - parts - 1, 1)
    raw = ratio((residual[:, 1:] * residual[:, :-1]).sum(-1), np.maximum(np.square(residual).sum(-1), 1e-12))
    rho = np.clip((periods * raw + 1.0) / (periods - 3.0) + 1.0 / np.sqrt(periods), 0.0, MOST_MEMORY)
    return np.asarray(np.maximum(dispersion * (1.0 + rho) / (1.0 - rho), 1.0))


def single_break(series: ArrayLike, scale: ArrayLike, *, shortest: int = 3) -> Break:
    """The best single break of each series, and the interval of its date.

    The interval is the set of dates whose likelihood lies within ``DATE_KAPPA`` of the best:
    for independent noise P(LR <= k) = (1 - exp(-k/2))^2, and memory needs more than the 7.35 this gives.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
    scale : array_like, shape (S,) or ()
        Inflation, at least 1.

    Returns
    -------
    Break

    References
    ----------
    Eo & Morley 2015, doi 10.3982/QE186; Siegmund 1988, doi 10.2307/1403360; Yao 1987, doi 10.1214/aos/1176350509.

    Raises
    ------
    UsageError
        A series shorter than two parts.
    InputError
        Wrong shapes, negative counts or fractions.
    """
    y = counts("series", series, 2)
    s, periods = y.shape
    if periods < 2 * shortest:
        raise UsageError(f"{periods} periods", f"at least {2 * shortest}", cure="widen the span")
    by = _inflation(scale, s)
    costs = poisson_costs(y)
    places = np.arange(shortest, periods - shortest + 1)
    split = (costs[:, 0, places] + costs[:, places, periods]) / by[:, None]
    least = split.min(axis=1, keepdims=True)
    inside = split <= least + DATE_KAPPA
    best = split.argmin(axis=1)
    at = places[best]
    early, late = _sum(y, 0, at), y.sum(-1) - _sum(y, 0, at)
    change = np.log((late + HALF) / (periods - at)) - np.log((early + HALF) / at)
    return Break(
        at,
        places[inside.argmax(axis=1)],
        places[inside.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)],
        np.asarray(np.maximum(costs[:, 0, periods] / by - least[:, 0], 0.0)),
        np.asarray(change),
    )


def _fitted(y: Ints, breaks: Ints) -> Floats:
    """Mean of each period's part, shape (S, T)."""
    periods = y.shape[1]
    part = (np.arange(periods)[None, None, :] >= breaks[:, :, None]).sum(axis=1)
    member = (part[:, None, :] == np.arange(breaks.shape[1] + 1)[None, :, None]).astype(np.float64)
    means = ratio((member * y[:, None, :]).sum(-1), np.maximum(member.sum(-1), 1.0))
    return np.asarray(np.take_along_axis(means, part, axis=1))


def _sum(y: Ints, start: int, stop: NDArray[np.int64]) -> Ints:
    sums = np.concatenate([np.zeros((y.shape[0], 1), np.int64), np.cumsum(y, axis=1)], axis=1)
    return np.asarray(sums[np.arange(y.shape[0]), stop] - sums[:, start])


def _inflation(values: ArrayLike, s: int) -> Floats:
    scale = np.asarray(values, dtype=np.float64)
    if scale.shape not in ((), (s,)) or not bool(np.all(scale >= 1.0)):
        raise InputError(f"inflation of shape {scale.shape}", f"numbers of 1 or more, shape ({s},)", cure="correct it")
    return np.asarray(np.broadcast_to(scale, (s,)))
