"""Lagged association of two count series, once each one's own trend and memory are taken out.

Only what ``whitening`` leaves of them is compared, at each lag of a declared range. A lag is decided only where its
simultaneous interval and the rank among rearrangements of one series against the other agree.

Whole circular shifts are not the null here: with K lags looked at, the best of T shifts ranks no lower than about K/T,
so that four years of months can't reach 5% (measured: the rank fired 6-12% where shifts near the tested one were left
out). Blocks of months in random order keep what memory is left and rank as finely as wanted. Changes from month to
month are no way out of trend either: differences of a series without memory alternate, so that an association in one
month shows with the other sign in the next.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints, ratio, same_shape
from inquest.stats.quantiles import normal_scores
from inquest.stats.supt import sidak_critical

MEMORY: Final = 6
"""Lags of the autocorrelations left after prewhitening that widen an interval."""
DRAWS: Final = 999
BLOCK: Final = 3
"""Periods in a block: the memory left after prewhitening is short."""
CHUNK: Final = 64
SLACK: Final = 1e-9


@dataclass(frozen=True)
class Lagged:
    """Association at each lag; K lags.

    Attributes
    ----------
    lags : ndarray of int, shape (K,)
        Periods by which the second series comes after the first; negative: before.
    r, lo, hi : ndarray, shape (S, K)
        Correlation and its simultaneous interval over the K lags. nan where a series does not vary.
    p_above, p_below : ndarray, shape (S,)
        Share of rearrangements whose largest (smallest) correlation over the lags is as large (small); in (0, 1].
    drawn : ndarray, shape (S, D, K)
        The correlations under the D rearrangements, the same in all specifications, for a joint test over them.
    """

    lags: Ints
    r: Floats
    lo: Floats
    hi: Floats
    p_above: Floats
    p_below: Floats
    drawn: Floats


def lagged(
    first: Floats,
    second: Floats,
    lags: ArrayLike,
    *,
    seed: "np.random.SeedSequence",
    level: float = 0.95,
    draws: int = DRAWS,
    block: int = BLOCK,
) -> Lagged:
    """Correlation of two whitened series at declared lags, with simultaneous intervals and ranks.

    Lag k pairs the first series at t with the second at t + k. The interval is Fisher's z with the Sidak critical value
    for K lags and the smaller of two effective lengths: Bartlett's for what autocorrelation is left, and White's for
    series whose spread changes with time. The null of the ranks is the second
    series cut into blocks (from a random start, round the end) in random order, the same for all specifications.

    Parameters
    ----------
    first, second : ndarray, shape (S, T)
        As ``whitened`` returns them.
    lags : array_like of int, shape (K,)
        Different, at most T // 6 away from 0.
    seed : SeedSequence
    level : float
        Of the simultaneous interval.
    draws, block : int
        Rearrangements, at least 99; periods in a block.

    Returns
    -------
    Lagged

    Raises
    ------
    InputError
        Shapes that differ.
    UsageError
        Lags that repeat or reach too far, too few draws, or a block longer than a quarter of the series.

    References
    ----------
    Haugh 1976, doi 10.1080/01621459.1976.10480353; Bartlett 1935, doi 10.2307/2342284; White 1980, doi
    10.2307/1912934; Pierce 1977, doi
    10.1080/01621459.1977.10480970 (what such tests can and can't find).
    """
    same_shape(first=first, second=second)
    periods = first.shape[1]
    wanted = np.asarray(lags, dtype=np.int64)
    if wanted.ndim != 1 or not wanted.size or np.unique(wanted).size != wanted.size:
        raise InputError(f"lags {wanted.tolist()}", "one or more different lags", cure="name each once")
    reach = int(np.abs(wanted).max())
    if reach > periods // 6:
        raise UsageError(f"a lag of {reach} in {periods} periods", f"at most {periods // 6}", cure="shorten the range")
    if draws < 99 or not 1 <= block <= periods // 4:
        raise UsageError(
            f"{draws} draws in blocks of {block}", f"99 or more, blocks of 1 to {periods // 4}", cure="correct them"
        )
    dead = np.isnan(first[:, 0]) | np.isnan(second[:, 0])
    a, b = np.nan_to_num(first), np.nan_to_num(second)
    r = np.stack([_at(a, b, int(k)) for k in wanted], axis=1)
    length = np.minimum(_length(a, b, wanted), _robust(a, b, wanted))
    half = sidak_critical(int(wanted.size), level) / np.sqrt(np.maximum(length - 3.0, 1.0))
    z = np.arctanh(np.clip(r, -0.999999, 0.999999))
    drawn = _drawn(a, b, wanted, _orders(_key(seed), draws, periods, block))
    above = 1.0 + (drawn.max(-1) >= r.max(-1, keepdims=True) - SLACK).sum(-1)
    below = 1.0 + (drawn.min(-1) <= r.min(-1, keepdims=True) + SLACK).sum(-1)
    lost = dead[:, None]
    return Lagged(
        wanted,
        np.where(lost, np.nan, r),
        np.where(lost, np.nan, np.tanh(z - half)),
        np.where(lost, np.nan, np.tanh(z + half)),
        np.where(dead, 1.0, above / (1.0 + draws)),
        np.where(dead, 1.0, below / (1.0 + draws)),
        np.where(dead[:, None, None], 0.0, drawn),
    )


def sign_of(found: Lagged, which: NDArray[np.bool_], alpha: float = 0.05) -> Ints:
    """Sign of the association over some of the lags: +1, -1, or 0 where nothing, or both, can be told.

    A sign needs an interval wholly on its side at some of these lags, at none of them one on the other, and a rank of
    at most alpha / 2 on its side, up to what so many draws can tell.

    Parameters
    ----------
    which : ndarray of bool, shape (K,)

    Returns
    -------
    ndarray of int, shape (S,)
    """
    r, drawn = found.r[:, which], found.drawn[:, :, which]
    low, high = np.nan_to_num(found.lo[:, which], nan=-1.0), np.nan_to_num(found.hi[:, which], nan=1.0)
    up, down = low.max(-1) > 0.0, high.min(-1) < 0.0
    most, least = np.nan_to_num(r).max(-1, keepdims=True), np.nan_to_num(r).min(-1, keepdims=True)
    total = 1.0 + drawn.shape[1]
    above = (1.0 + (drawn.max(-1) >= most - SLACK).sum(-1)) / total
    below = (1.0 + (drawn.min(-1) <= least + SLACK).sum(-1)) / total
    limit = alpha / 2 + 1.0 / total
    rises, falls = up & ~down & (above <= limit), down & ~up & (below <= limit)
    return np.asarray(rises.astype(np.int64) - falls.astype(np.int64))


def joint_lagged(found: Lagged, weights: ArrayLike) -> tuple[float, float]:
    """Joint p-values over specifications: of a positive and of a negative association somewhere in the lags.

    The weighted mean over specifications of the largest (smallest) correlation, ranked among the same rearrangements
    of all specifications together, so that their dependence is kept.

    Parameters
    ----------
    weights : array_like, shape (S,)
        Non-negative, not all zero.

    Returns
    -------
    tuple of float
        In (0, 1].

    Raises
    ------
    InputError
        Weights that do not fit.
    """
    weight = np.asarray(weights, dtype=np.float64)
    if weight.shape != (found.r.shape[0],) or not bool((weight >= 0).all()) or not weight.sum() > 0:
        raise InputError(f"weights of shape {weight.shape}", f"non-negative, shape ({found.r.shape[0]},), not all zero")
    r = np.nan_to_num(found.r)
    top, bottom = found.drawn.max(-1), found.drawn.min(-1)
    total = 1.0 + found.drawn.shape[1]
    above = (1.0 + (weight @ top >= weight @ r.max(-1) - SLACK).sum()) / total
    below = (1.0 + (weight @ bottom <= weight @ r.min(-1) + SLACK).sum()) / total
    return float(above), float(below)


def smallest_visible(periods: int, lags: int, *, power: float = 0.8, level: float = 0.95) -> float:
    """Smallest correlation at one lag that would show with a given power, in (0, 1).

    tanh((c + z_power) / sqrt(T - 3)), c the Sidak value for the lags. Valid for series whose memory was taken out.

    >>> round(smallest_visible(48, 3), 2)
    0.45
    """
    return float(
        np.tanh((sidak_critical(lags, level) + float(normal_scores(power))) / np.sqrt(max(periods - 3.0, 1.0)))
    )


def _at(a: Floats, b: Floats, lag: int) -> Floats:
    return np.asarray(np.clip((_led(a, lag) * b).sum(-1), -1.0, 1.0))


def _own(a: Floats, lag: int) -> Floats:
    return np.asarray((a[:, lag:] * a[:, : a.shape[1] - lag]).sum(-1) / a.shape[1])


def _length(a: Floats, b: Floats, lags: Ints) -> Floats:
    """Bartlett's effective number of pairs at each lag, shape (S, K): never more than there are."""
    most = min(MEMORY, a.shape[1] // 4)
    extra = 2.0 * sum((_own(a, j) * _own(b, j) for j in range(1, most + 1)), start=np.zeros(a.shape[0]))
    there = (a.shape[1] - np.abs(lags)).astype(np.float64)
    return np.asarray(there[None, :] / np.maximum(1.0 + extra, 1.0)[:, None])


def _key(seed: "np.random.SeedSequence") -> tuple[tuple[int, ...], tuple[int, ...]]:
    entropy = seed.entropy if isinstance(seed.entropy, int | list | tuple) else 0
    return (entropy,) if isinstance(entropy, int) else tuple(entropy), tuple(seed.spawn_key)


@lru_cache(maxsize=8)
def _orders(key: tuple[tuple[int, ...], tuple[int, ...]], draws: int, periods: int, block: int) -> Ints:
    """Periods in block-shuffled order, shape (D, T): blocks from a random start, round the end, in random order."""
    rng = np.random.default_rng(np.random.SeedSequence(key[0], spawn_key=key[1]))
    many = -(-periods // block)
    place = np.repeat(np.argsort(rng.random((draws, many)), axis=1), block, axis=1)[:, :periods]
    start = rng.integers(0, periods, (draws, 1))
    return np.asarray((start + np.argsort(place, axis=1, kind="stable")) % periods)


def _robust(a: Floats, b: Floats, lags: Ints) -> Floats:
    """Pairs of even spread that would vary as much as these do, shape (S, K)."""
    moved = np.stack([_led(a, int(k)) for k in lags], axis=1)
    squares = np.square(moved * b[:, None, :]).sum(-1)
    return np.asarray(ratio(1.0, np.maximum(squares, 1e-12)))


def _drawn(a: Floats, b: Floats, lags: Ints, orders: Ints) -> Floats:
    """Correlations at every lag under each rearrangement of the second series, shape (S, D, K)."""
    out = np.empty((a.shape[0], orders.shape[0], lags.size))
    moved = np.stack([_led(a, int(k)) for k in lags], axis=2)
    for start in range(0, a.shape[0], CHUNK):  # only so that memory stays small: all draws and lags at once
        rows = slice(start, start + CHUNK)
        out[rows] = b[rows][:, orders] @ moved[rows]
    return out


def _led(a: Floats, lag: int) -> Floats:
    """The first series so placed that its product with the second, period by period, is the one at a lag."""
    periods, step = a.shape[1], abs(lag)
    placed = np.zeros_like(a)
    if lag >= 0:
        placed[:, step:] = a[:, : periods - step]
    else:
        placed[:, : periods - step] = a[:, step:]
    return np.asarray(placed / np.sqrt(periods * (periods - step)))
