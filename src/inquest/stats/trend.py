"""Change of a rate between two windows: log ratio with an interval from the roughness of the whole covered series.

Two windows alone can't tell how far a rough, autocorrelated series strays by itself: an interval made from them covered
60% to 90% of what it promised. So the ups and downs of all covered periods make the interval. The rank among placebo
windows (`placebo.py`) stands beside it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, counts, ratio, two_sided_t

LONG: Final = ((6, 6), (10, 10_000))
"""Covered periods over those of the longer window from which the interval holds its coverage: 6 for windows of up to 6
periods, 10 for longer ones."""
_MOST_RHO: Final = 0.97
_LEAST_DF: Final = 3.0


@dataclass(frozen=True)
class LogRatio:
    """Log ratio of rates, window against baseline; all arrays have shape (S,).

    Attributes
    ----------
    point, lo, hi : ndarray
        Natural log of rate(window) / rate(baseline) and its interval. If exactly one window is empty the point
        is infinite and the limits are nan; if both are, all are nan.
    se : ndarray
        Standard error.
    df : ndarray
        Degrees of freedom of t: how many independent stretches the covered series holds, fewer the heavier the tails
        of its ups and downs, less one; at least 3.
    rho : ndarray
        Autocorrelation used, in [0, .97].
    inflation : ndarray
        Variance over that of Poisson counts, at least 1.
    approximate : bool
        The covered series is shorter than ``LONG`` says: the interval may cover less than 93%.
    """

    point: Floats
    lo: Floats
    hi: Floats
    se: Floats
    df: Floats
    rho: Floats
    inflation: Floats
    approximate: bool


def log_ratio(
    series: ArrayLike,
    window: NDArray[np.bool_],
    baseline: NDArray[np.bool_],
    covered: NDArray[np.bool_] | None = None,
    *,
    level: float = 0.95,
) -> LogRatio:
    """Log ratio of two windows; its variance from the relative ups and downs of every covered period.

    r_t = y_t / m - 1, with m the mean of the window inside it and that of all other covered periods outside. With c_t =
    1/n_w in the window, -1/n_b in the baseline and 0 elsewhere, the variance of sum c r is the largest of

    (a) g sum_ij c_i c_j rho^|i-j| / (1 - f/T), with g the mean square of r, f = 1 + 2 sum (1 - k/T) rho^k, and rho the
        largest of the lag-1 autocorrelation plus one standard error, the square root of that at lag 2 and the cube
        root of that at lag 3, all bias-corrected (Kendall 1954) and within [0, .97];
    (b) the mean square of the same contrast over all placements in the series, divided by 1 - f/T;
    (c) that of Poisson counts.

    t has 2 (T/f)/(k - 1) - 1 degrees of freedom, at least 3, with k the kurtosis of r (at least 3, the normal's): a
    mean square of heavy-tailed residuals is known no better than one of fewer normal ones (after Satterthwaite 1946).
    Measured coverage: docs/statistics-measured.md.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
        Counts by period.
    window, baseline : ndarray of bool, shape (T,)
        Disjoint periods of the tested window and of its baseline.
    covered : ndarray of bool, shape (T,), optional
        Periods that the record covers; all by default.
    level : float
        Nominal coverage.

    Returns
    -------
    LogRatio

    Raises
    ------
    InputError
        Wrong shapes, negative counts or fractions.
    UsageError
        Windows that overlap or hold fewer than 3 periods, or that are not covered.

    References
    ----------
    Kendall 1954, doi 10.1093/biomet/41.3-4.403 (bias of autocorrelations); Satterthwaite 1946, doi 10.2307/3002019
    (degrees of freedom of an estimated variance); Wedderburn 1974, doi
    10.1093/biomet/61.3.439 (quasi-likelihood).
    """
    y = counts("series", series, 2)
    check_windows(window, baseline, y.shape[1])
    known = np.ones(y.shape[1], bool) if covered is None else covered
    if known.shape != window.shape or bool((~known & (window | baseline)).any()):
        raise UsageError("windows that are not covered", "windows inside the covered periods", cure="move them")
    total_a, total_b = y[:, window].sum(-1), y[:, baseline].sum(-1)
    both = (total_a > 0) & (total_b > 0)
    mean_a, mean_b = y[:, window].mean(-1), y[:, baseline].mean(-1)
    fitted = np.where(window, mean_a[:, None], y[:, known & ~window].mean(-1)[:, None])
    noise = np.where(known & (fitted > 0), ratio(y, fitted) - 1.0, 0.0)
    contrast = window / window.sum() - baseline / baseline.sum()
    rho, squares = _persistence(noise, known)
    periods = int(known.sum())
    variance, blocks = _contrast_variance(noise, known, contrast, rho, squares)
    poisson = ratio(1.0, total_a) + ratio(1.0, total_b)
    se = np.where(both, np.sqrt(np.maximum(variance, poisson)), np.nan)
    kurtosis = np.nan_to_num(ratio((noise**4).sum(-1) * periods, np.square(np.square(noise).sum(-1))))
    df = np.maximum(2.0 * periods / blocks / (np.maximum(kurtosis, 3.0) - 1.0) - 1.0, _LEAST_DF)
    with np.errstate(divide="ignore", invalid="ignore"):
        point = np.log(mean_a) - np.log(mean_b)
    half = two_sided_t(df, level) * se
    inflation = np.where(both, np.maximum(ratio(np.square(se), poisson), 1.0), 1.0)
    longest = max(int(window.sum()), int(baseline.sum()))
    short = periods < longest * next(times for times, upto in LONG if longest <= upto)
    return LogRatio(point, np.where(both, point - half, np.nan), point + half, se, df, rho, inflation, short)


def _persistence(noise: Floats, known: Bools) -> tuple[Floats, Floats]:
    """Autocorrelation of relative residuals, on the safe side, and their mean square; each (S,)."""
    periods = int(known.sum())
    squares = np.square(noise).sum(-1) / (periods - 2.0)
    found = []
    for lag in (1, 2, 3):
        raw = ratio((noise[:, lag:] * noise[:, :-lag]).sum(-1) / (periods - 2.0), squares)
        mended = (periods * np.nan_to_num(raw) + 1.0) / (periods - 3.0)
        if lag == 1:
            mended = mended + np.sqrt(np.maximum(1.0 - np.square(mended), 0.0) / periods)
        found.append(np.maximum(mended, 0.0) ** (1.0 / lag))
    return np.minimum(np.max(found, axis=0), _MOST_RHO), squares


def _contrast_variance(
    noise: Floats, known: Bools, contrast: Floats, rho: Floats, squares: Floats
) -> tuple[Floats, Floats]:
    """Variance of the contrast of residuals, and the periods that an independent stretch takes; each (S,)."""
    size, periods = contrast.size, int(known.sum())
    lags = np.arange(size)
    powers = rho[:, None] ** lags
    own = np.array([(contrast[k:] * contrast[: size - k]).sum() for k in range(size)])
    own[1:] *= 2.0
    there = lags < periods
    blocks = 1.0 + 2.0 * (np.where(there, 1.0 - lags / periods, 0.0)[1:] * powers[:, 1:]).sum(-1)
    lost = 1.0 - blocks / periods
    model = squares * (powers @ own) / np.maximum(lost, 0.1)
    first, last = np.flatnonzero(contrast)[[0, -1]]
    piece = contrast[first : last + 1]
    inside = np.lib.stride_tricks.sliding_window_view(known, piece.size).all(-1)
    if not inside.any():
        return model, blocks
    moved = np.lib.stride_tricks.sliding_window_view(noise, piece.size, axis=1)[:, inside] @ piece
    placed = np.square(moved).mean(-1) / np.maximum(lost, 0.3)
    return np.maximum(model, placed), blocks


def smallest_visible_ratio(
    mean: ArrayLike,
    n_window: int,
    n_baseline: int,
    *,
    inflation: ArrayLike = 1.0,
    df: ArrayLike | None = None,
    power: float = 0.8,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Smallest rise and smallest fall that the two windows would show with a given power.

    Solves log R = (t_level + t_power) sqrt(inflation (1/(n_b mean) + 1/(n_w mean R))) for the R nearest to 1, above and
    below, within exp(-12) and exp(12). Where none is visible (the fewer events are left, the less a fall shows) the
    answer is infinity (rise) or 0 (fall).

    Parameters
    ----------
    mean : array_like, shape (S,)
        Baseline events a period.
    n_window, n_baseline : int
        Periods of each window.
    inflation : array_like, shape (S,)
        Variance over that of a Poisson series (dispersion times autocorrelation), at least 1.
    df : array_like, shape (S,), optional
        Degrees of freedom of t; the shorter window's periods less one by default.
    power, level : float
        In (0, 1).

    Returns
    -------
    rise, fall : ndarray, shape (S,)
        Ratios above and below 1.

    Raises
    ------
    UsageError
        Windows of fewer than 3 periods, or a level or power outside (0, 1).
    """
    if min(n_window, n_baseline) < 3:
        raise UsageError(f"windows of {n_window} and {n_baseline} periods", "at least 3 each", cure="use finer periods")
    if not (0.0 < power < 1.0 and 0.0 < level < 1.0):
        raise UsageError(f"power {power:g}, level {level:g}", "numbers between 0 and 1", cure="pass 0.8 and 0.95")
    base, extra = np.broadcast_arrays(np.asarray(mean, np.float64), np.maximum(np.asarray(inflation, np.float64), 1.0))
    free = np.asarray(min(n_window, n_baseline) - 1 if df is None else df, np.float64)
    need = np.broadcast_to(two_sided_t(free, level) + two_sided_t(free, 2.0 * power - 1.0), base.shape)[..., None]
    steps = np.linspace(0.0, 12.0, 1201)

    def seen(step: Floats, sign: float) -> Bools:
        noise = ratio(extra, n_baseline * base)[..., None] + ratio(
            extra[..., None], n_window * base[..., None] * np.exp(sign * step)
        )
        return np.asarray(step > need * np.sqrt(noise))

    limits = []
    for sign in (1.0, -1.0):
        coarse = seen(steps, sign)
        start = np.maximum(coarse.argmax(-1), 1)
        near, far = steps[start - 1][..., None], steps[start][..., None]
        for _ in range(40):
            middle = (near + far) / 2.0
            near, far = np.where(seen(middle, sign), near, middle), np.where(seen(middle, sign), middle, far)
        limits.append(np.where(coarse.any(-1), sign * far[..., 0], sign * np.inf))
    return np.exp(limits[0]), np.exp(limits[1])


def check_windows(window: NDArray[np.bool_], baseline: NDArray[np.bool_], periods: int) -> None:
    """Demand two disjoint masks over the periods, at least 3 periods each.

    Raises
    ------
    InputError
        Wrong shapes.
    UsageError
        Overlap, or too few periods.
    """
    if window.shape != (periods,) or baseline.shape != (periods,):
        raise InputError(f"windows of shape {window.shape} and {baseline.shape}", f"({periods},) each")
    if bool((window & baseline).any()):
        raise UsageError("window and baseline share periods", "two disjoint windows", cure="move one of them")
    if min(int(window.sum()), int(baseline.sum())) < 3:
        raise UsageError(
            f"windows of {int(window.sum())} and {int(baseline.sum())} periods",
            "at least 3 each",
            cure="use finer periods or wider windows",
        )
