"""Joint test of a process claim: could the whole curve look like this if the null were true?

The curve is re-estimated many times where the null is true: for shares by a block wild bootstrap of each
specification's score about its own estimate, for changes by circular shifts of the series against the windows. All
specifications get the same draws, so that their dependence is kept. One matrix product covers all different series.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints, counts, ratio, same_shape, sides, within
from inquest.stats.distinct import merge_rows
from inquest.stats.draws import chunk_sizes, default_block, signs_chunk
from inquest.stats.share import COSINES, MIN_MONTHS, cosine_basis, score
from inquest.stats.shifts import shift_means
from inquest.stats.trend import check_windows

DRAWS: Final = 2000


@dataclass(frozen=True)
class JointTest:
    """Joint p-values of a curve, one-sided, in (0, 1].

    Attributes
    ----------
    p_pro, p_con : float
        Of the weighted mean of t statistics, towards the claim and against it. These are the p of the verdict.
    median_pro, median_con : float
        The same of the weighted median.
    sign_pro, sign_con : float
        The same of the weight of estimates on each side of the null.
    draws : int
        Draws, or shifts, behind them; p is (1 + as extreme) / (1 + draws).
    n_unique : int
        Different specifications; for changes all of them, as none is merged.
    """

    p_pro: float
    p_con: float
    median_pro: float
    median_con: float
    sign_pro: float
    sign_con: float
    draws: int
    n_unique: int


def joint_share(
    n1: ArrayLike,
    n2: ArrayLike,
    null: ArrayLike,
    side: ArrayLike,
    weights: ArrayLike,
    *,
    seed: "np.random.SeedSequence",
    draws: int = DRAWS,
    block: int | None = None,
) -> JointTest:
    """Joint test for shares of a process.

    t = sum(n1 - null * n) / sqrt(T * EWC variance). In each draw blocks of the centred scores change sign, and t is
    computed anew, its variance included. Valid for T >= 24 and shares strictly inside (0, 1).

    Parameters
    ----------
    n1, n2 : array_like of int, shape (S, T)
        Counts of the named kind and of all others.
    null : array_like, shape (S,) or ()
        In (0, 1).
    side : array_like of int, shape (S,) or ()
        +1 if the claim says above.
    weights : array_like, shape (S,)
    seed : SeedSequence
        One child a chunk of 256 draws, whoever computes it.
    draws : int
    block : int, optional
        Periods in a block; ceil(T^(1/3)) + 1 by default.

    Returns
    -------
    JointTest

    Raises
    ------
    UsageError
        Fewer than 24 periods, no draws, or a block longer than the series.
    InputError
        Shapes that do not fit, or no weight.

    References
    ----------
    Simonsohn, Simmons & Nelson 2020, doi 10.1038/s41562-020-0912-z (specification curve); Shao 2010, doi
    10.1198/jasa.2009.tm08744 (dependent wild bootstrap).
    """
    first, second = counts("n1", n1, 2), counts("n2", n2, 2)
    same_shape(n1=first, n2=second)
    s, periods = first.shape
    if periods < MIN_MONTHS:
        raise UsageError(f"{periods} periods", f"at least {MIN_MONTHS}", cure="widen the window")
    line = np.broadcast_to(within("null", null, 0.0, 1.0), (s,))
    sign = np.broadcast_to(sides(side), (s,))
    tagged = np.concatenate([first, second, line[:, None].view(np.int64), sign[:, None].astype(np.int64)], axis=1)
    rows, which = merge_rows(tagged)
    weight = _pooled(weights, which, s)
    a, total = first[rows], first[rows] + second[rows]
    _, centred = score(a, second[rows])
    turn = sign[rows].astype(np.float64)[:, None]
    observed = turn * (a - line[rows][:, None] * total)
    basis = cosine_basis(periods)
    lead = (total @ basis.T) / np.maximum(total.sum(-1, keepdims=True), 1)
    seen = _studentised(observed.sum(-1)[None], [(observed @ c)[None] for c in basis], lead, periods)
    length = default_block(periods) if block is None else block
    counter = _Counter(seen, weight)
    centred = np.ascontiguousarray((turn * centred).T)
    for chunk, size in enumerate(chunk_sizes(draws)):
        signs = signs_chunk(seed, chunk, size, periods, length)
        waves = [(signs * c) @ centred for c in basis]
        counter.add(_studentised(signs @ centred, waves, lead, periods))
    return counter.result(int(rows.size))


def joint_change(
    series: ArrayLike,
    window: NDArray[np.bool_],
    baseline: NDArray[np.bool_],
    side: ArrayLike,
    weights: ArrayLike,
    *,
    log_null: ArrayLike = 0.0,
) -> JointTest:
    """Joint test for changes between two windows, by all circular shifts of the series against them.

    Exact if the process is stationary over the span (apart from the seam); the smallest p is one over the
    number of periods. The statistic is the weighted mean of the log ratios of rates, with half an event added to each
    window. Only its p-values are found: those of the median and of the sign are nan.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
        Counts by period over the covered span.
    window, baseline : ndarray of bool, shape (T,)
    side : array_like of int, shape (S,) or ()
        +1 if the claim says that the rate rose by more than the stated ratio.
    weights : array_like, shape (S,)
    log_null : array_like, shape (S,) or ()
        Log of the stated ratio; it is taken off the tested placement only, so that shifts stand for "no change".

    Returns
    -------
    JointTest

    Raises
    ------
    UsageError
        Windows that overlap or hold fewer than 3 periods.
    InputError
        Shapes that do not fit, or no weight.
    """
    y = counts("series", series, 2)
    s, periods = y.shape
    check_windows(window, baseline, periods)
    sign = np.broadcast_to(sides(side), (s,))
    line = np.ascontiguousarray(np.broadcast_to(np.asarray(log_null, np.float64), (s,)))
    given = np.asarray(weights, np.float64)
    signed = _pooled(given, np.arange(s), s) * sign
    means = shift_means(y, window, baseline, signed, float(signed @ line))
    slack = 1e-9 * max(1.0, abs(float(means[0])))
    pro = (1.0 + float((means[1:] >= means[0] - slack).sum())) / periods
    con = (1.0 + float((means[1:] <= means[0] + slack).sum())) / periods
    return JointTest(pro, con, np.nan, np.nan, np.nan, np.nan, periods - 1, s)


class _Counter:
    """Counts draws whose three statistics are at least as extreme as those observed."""

    def __init__(self, observed: Floats, weight: Floats) -> None:
        self.weight = weight
        self.observed = _statistics(observed, weight)[:, 0]
        self.above = np.zeros(3, np.int64)
        self.below = np.zeros(3, np.int64)
        self.draws = 0

    def add(self, drawn: Floats) -> None:
        """Count a chunk of draws, shape (D, U)."""
        found = _statistics(drawn, self.weight)
        slack = 1e-9 * np.maximum(1.0, np.abs(self.observed))[:, None]
        self.above += (found >= self.observed[:, None] - slack).sum(-1)
        self.below += (found <= self.observed[:, None] + slack).sum(-1)
        self.draws += drawn.shape[0]

    def result(self, n_unique: int) -> JointTest:
        """P-values, (1 + count) / (1 + draws)."""
        pro, con = (1.0 + self.above) / (1.0 + self.draws), (1.0 + self.below) / (1.0 + self.draws)
        return JointTest(
            float(pro[0]),
            float(con[0]),
            float(pro[1]),
            float(con[1]),
            float(pro[2]),
            float(con[2]),
            self.draws,
            n_unique,
        )


def _statistics(values: Floats, weight: Floats) -> Floats:
    """Weighted mean, median and sign balance of each draw; shape (3, D)."""
    order = np.argsort(values, axis=1, kind="stable")
    reached = np.cumsum(weight[order], axis=1) >= 0.5 * weight.sum() - 1e-12
    middle = np.take_along_axis(values, np.take_along_axis(order, reached.argmax(1)[:, None], 1), 1)[:, 0]
    back = np.cumsum(weight[order][:, ::-1], axis=1) >= 0.5 * weight.sum() - 1e-12
    upper = np.take_along_axis(values, np.take_along_axis(order[:, ::-1], back.argmax(1)[:, None], 1), 1)[:, 0]
    return np.stack([values @ weight, (middle + upper) / 2.0, np.sign(values) @ weight])


def _studentised(sums: Floats, waves: list[Floats], lead: Floats, periods: int) -> Floats:
    """T statistics of shape (D, U), their EWC variance taken about each draw's own estimate.

    A score without any variance (no events, or always the null) gives 0.
    """
    squares = [np.square(wave - sums * lead[:, j]) for j, wave in enumerate(waves)]
    variance = periods * np.sum(squares, axis=0) / COSINES
    return np.where(variance > 0.0, np.nan_to_num(ratio(sums, np.sqrt(variance)), posinf=0.0, neginf=0.0), 0.0)


def _pooled(weights: ArrayLike, which: Ints, s: int) -> Floats:
    """Weight of each different specification, summing to one."""
    given = np.asarray(weights, np.float64)
    if given.shape != (s,) or not bool(np.all(given >= 0.0)) or not float(given.sum()) > 0.0:
        raise InputError(f"weights of shape {given.shape}", f"non-negative, shape ({s},), not all zero")
    pooled = np.bincount(which, given)
    return np.asarray(pooled / pooled.sum())
