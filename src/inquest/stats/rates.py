"""Ratio of two event rates over blocks of time or tiles of the map, with over-dispersion."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from inquest.stats.arrays import Bools, Floats, Ints, ratio, two_sided_t
from inquest.stats.quantiles import gamma_below, gamma_quantile, normal_quantile, t_below


@dataclass(frozen=True)
class RateRatio:
    """Rate of a pair over that of others: value, interval and expected events; arrays of shape (S,)."""

    value: Floats
    lo: Floats
    hi: Floats
    expected: Floats


COSINES: Final = 2
"""Cosines of the long-run variance."""
LONG: Final = 8
WIDER, FEW_WIDER = 4.4, 6.6
"""By how much the error by cosines is multiplied, from so many blocks on and below: t of 2 degrees over the normal,
2.2, times 2 or 3, as measured, see `rate_ratio`."""
LEAST: Final = 1e-2
"""Relative error below which what outlasts a block is no smaller."""


def rate_ratio(d1: Ints, e1: Ints, d0: Ints, e0: Ints, level: float = 0.95, *, in_time: bool = False) -> RateRatio:
    """Rate ratio (d1/e1) / (d0/e0) with the interval of the widest of two methods, or three for blocks of time.

    (a) A jackknife over blocks on the log scale, half an event added, t with blocks - 1 degrees of freedom, the rate of
    the others left out block by block too; (b) exact Poisson limits with counts divided by the dispersion between
    blocks, at least 1: in time of the pair or of the others, whichever is larger; between tiles of the pair about what
    the others' rates there predict, as tiles differ for all alike. Blocks without any exposure don't count;
    where one block holds all events of the others the interval is all of [0, infinity).
    (c) For blocks of time, whose ups and downs outlast a block: s, the error of the log ratio by two equal-weighted
    cosines of each block's influence on it, 4.4 times (t of 2 degrees, twice as wide), under eight blocks 6.6 times.
    The lower limit is that of a Poisson count of 1/s^2. A handful of meetings in one spell makes s large, though every
    block lies far below what is expected; so the upper limit is the larger of that of a count of 1/(2 s0^2), s0 the
    error of the others' rate alone (the pair is taken to vary as they do), and of value (1 + 1.96 s). On series whose
    level keeps .93 of itself from month to month (a) and (b) covered 62-83% at 24 to 96 months.

    Parameters
    ----------
    d1, e1, d0, e0 : ndarray of int, shape (S, K)
        Events and exposure of the pair and of the others, by block.
    level : float
    in_time : bool
        The blocks are stretches of time, in order.

    Returns
    -------
    RateRatio
        nan where the others have no events or the pair no exposure, and without two blocks.

    References
    ----------
    Quenouille 1956, doi 10.1093/biomet/43.3-4.353 (jackknife); Garwood 1936, doi 10.1093/biomet/28.3-4.437 (Poisson
    limits); Lazarus, Lewis, Stock & Watson 2018, doi 10.1080/07350015.2018.1506926 (cosines).
    """
    active = (e1 + e0) > 0
    known, (centre, error, df), (count, scale), lasting = _parts(d1, e1, d0, e0, active, in_time=in_time)
    tail = (1.0 - level) / 2.0
    with np.errstate(over="ignore", invalid="ignore"):  # where nothing is known; blanked below
        half = two_sided_t(df, level) * error
        half = np.where(np.isnan(half), np.inf, half)
        lows, highs = [np.exp(centre - half)], [np.exp(centre + half)]
    lows.append(np.where(count > 0, gamma_quantile(np.maximum(count, 1e-12), tail), 0.0) * scale)
    highs.append(gamma_quantile(count + 1.0, 1.0 - tail) * scale)
    for near, own, few, many in lasting:
        lows.append(near * gamma_quantile(few, tail) / few)
        highs.append(near * gamma_quantile(many + 1.0, 1.0 - tail) / many)
        highs.append(near * (1.0 + normal_quantile(1.0 - tail) * own))
    expected = e1.sum(-1) * ratio(d0.sum(-1), e0.sum(-1))
    value = ratio(d1.sum(-1), expected)
    lo = np.where(known, np.minimum(np.fmin.reduce(lows), value), np.nan)
    hi = np.where(known, np.maximum(np.fmax.reduce(highs), value), np.nan)
    return RateRatio(value, lo, hi, expected)


def rate_tests(
    d1: Ints, e1: Ints, d0: Ints, e0: Ints, low: float, high: float, *, in_time: bool = False
) -> tuple[Floats, Floats]:
    """One-sided p that a rate ratio is at least ``low``, and that it is at most ``high``: the larger of the methods'.

    Parameters
    ----------
    d1, e1, d0, e0 : ndarray of int, shape (S, K)
        As for `rate_ratio`, whose methods these are.
    low, high : float
        Above 0.
    in_time : bool

    Returns
    -------
    tuple of ndarray, shape (S,)
        1 where nothing is known.
    """
    active = (e1 + e0) > 0
    known, (centre, error, df), (count, scale), lasting = _parts(d1, e1, d0, e0, active, in_time=in_time)
    with np.errstate(divide="ignore", invalid="ignore"):
        under = np.fmax(t_below(df, (centre - np.log(low)) / error), 1.0 - gamma_below(count + 1.0, low / scale))
        over = np.where(count > 0, gamma_below(np.maximum(count, 1e-12), high / scale), 1.0)
        over = np.fmax(over, t_below(df, (np.log(high) - centre) / error))
        for near, own, few, many in lasting:
            under = np.fmax(under, 1.0 - gamma_below(many + 1.0, many * low / near))
            under = np.fmax(under, t_below(np.inf, (1.0 - low / near) / own))
            over = np.fmax(over, gamma_below(few, few * high / near))
    return np.where(known, under, 1.0), np.where(known, over, 1.0)


Logs = tuple[Floats, Floats, Ints]
"""Centre, error and degrees of freedom of the log of a ratio; shapes (S,)."""
Counted = tuple[Floats, Floats]
"""Scaled events, and what turns a Poisson mean of such into a ratio; shapes (S,)."""
Lasting = tuple[Floats, Floats, Floats, Floats]
"""Ratio, its relative error, and the Poisson counts whose limits its lower and upper limits are; shapes (S,)."""


def _parts(
    d1: Ints, e1: Ints, d0: Ints, e0: Ints, active: Bools, *, in_time: bool
) -> tuple[Bools, Logs, Counted, list[Lasting]]:
    """Where a ratio is known; its log by the jackknife; its counts, scaled; and, in time, what outlasts a block."""
    blocks = active.sum(-1)
    total = [v.sum(-1) for v in (d1, e1, d0, e0)]
    expected = total[1] * ratio(total[2], total[3])
    left = [t[:, None] - v for t, v in zip(total, (d1, e1, d0, e0), strict=True)]
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.log(left[0] + 0.5) - np.log(left[1] * ratio(left[2], left[3]))
        centre = np.log(total[0] + 0.5) - np.log(expected)
        mean = np.sum(each, axis=-1, where=active) / blocks
        spread = np.square(each - mean[:, None]).sum(-1, where=active) * (blocks - 1.0) / blocks
    phi = np.maximum(_dispersion(d1, e1), _dispersion(d0, e0)) if in_time else _dispersion(d1, e1 * ratio(d0, e0))
    known = (expected > 0.0) & (blocks > 1)
    observed = np.asarray(total[0], np.float64)
    fitted = np.where(known, expected, 1.0)
    lasting: list[Lasting] = []
    if in_time:
        nothing = np.zeros_like(d1)
        own = _persistent((d1, e1, d0, e0), active)
        like = np.sqrt(2.0) * _persistent((nothing, nothing, d0, e0), active)
        lasting.append((np.maximum(observed, 0.5) / fitted, own, 1.0 / np.square(own), 1.0 / np.square(like)))
    return known, (centre, np.sqrt(spread), np.maximum(blocks - 1, 1)), (observed / phi, phi / fitted), lasting


def _persistent(terms: tuple[Ints, Ints, Ints, Ints], active: Bools) -> Floats:
    """Relative error of the ratio where its ups and downs outlast a block, on the safe side; shape (S,), above 0."""
    d1, e1, d0, e0 = (np.nan_to_num(ratio(v, v.sum(-1, keepdims=True))) for v in terms)
    influence = np.where(active, d1 - e1 - d0 + e0, 0.0)
    blocks = active.sum(-1)
    place = (np.cumsum(active, axis=-1) - 0.5) / np.maximum(blocks, 1)[:, None]
    waves = [np.cos(np.pi * j * place) for j in range(1, COSINES + 1)]
    squares = [2 * np.square((influence * wave).sum(-1)) for wave in waves]
    wider = np.where(blocks < LONG, FEW_WIDER, WIDER)
    return np.asarray(np.maximum(wider * np.sqrt(np.mean(squares, axis=0)), LEAST))


def _dispersion(events: Ints, exposure: Ints | Floats) -> Floats:
    """Pearson dispersion of events between blocks with exposure, at least 1."""
    known: Floats = np.nan_to_num(np.asarray(exposure, np.float64), posinf=0.0)
    events = np.where(known > 0, events, 0)
    fitted = known * ratio(events.sum(-1), known.sum(-1))[:, None]
    used = fitted > 0.0
    squares = np.where(used, np.nan_to_num(ratio(np.square(events - fitted), fitted), posinf=0.0), 0.0)
    return np.asarray(np.maximum(squares.sum(-1) / np.maximum(used.sum(-1) - 1, 1), 1.0))
