"""How often the interval for a share holds the truth, by length of series and autocorrelation.

The card prints the worst coverage for the length at hand; below 93% the interval is called approximate and can't
make a specification pro or con. The table is precomputed by `simulate_coverage`, which anyone can run again.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import UsageError
from inquest.stats.arrays import Bools, Floats, Ints
from inquest.stats.quantiles import expit
from inquest.stats.share import MIN_MONTHS, share_interval

APPROXIMATE_BELOW: Final = 0.93
MONTHS: Final[tuple[int, ...]] = (24, 30, 36, 48, 60, 72, 96, 120)
RHOS: Final[tuple[float, ...]] = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
PLAUSIBLE: Final[tuple[float, ...]] = (0.0, 0.2, 0.4, 0.6)
"""Used only when the caller has no record to take autocorrelations from."""
SETTINGS: Final[tuple[tuple[float, float, float], ...]] = (
    (-0.7, 0.6, 20.0),
    (-0.7, 1.2, 20.0),
    (-0.7, 0.6, 4.0),
    (-1.5, 1.0, 20.0),
)
"""Worlds of the table: mean and standard deviation of the logit share, mean events a month."""
WORLDS: Final = 4000
SEED: Final = 20180906
# fmt: off
TABLE: Final[tuple[tuple[float, ...], ...]] = (
    (0.983, 0.978, 0.968, 0.961, 0.956, 0.936, 0.899, 0.825),
    (0.981, 0.976, 0.971, 0.963, 0.955, 0.942, 0.906, 0.831),
    (0.980, 0.975, 0.971, 0.965, 0.959, 0.951, 0.919, 0.838),
    (0.981, 0.979, 0.971, 0.969, 0.965, 0.951, 0.933, 0.859),
    (0.982, 0.981, 0.979, 0.973, 0.965, 0.962, 0.935, 0.876),
    (0.986, 0.980, 0.977, 0.974, 0.967, 0.961, 0.940, 0.899),
    (0.983, 0.981, 0.980, 0.976, 0.973, 0.964, 0.950, 0.911),
    (0.982, 0.981, 0.980, 0.976, 0.974, 0.968, 0.950, 0.929),
)
# fmt: on


def simulate_series(
    periods: int, rho: float, setting: tuple[float, float, float], worlds: int, seed: np.random.SeedSequence
) -> tuple[Ints, Ints]:
    """Counts of a process whose logit share and log total each follow a first-order autoregression.

    Parameters
    ----------
    periods : int
        Months.
    rho : float
        Autocorrelation of both latent series, in [0, 1).
    setting : tuple of float
        Mean and standard deviation of the logit share, mean events a month.
    worlds : int
        Number of series W.
    seed : SeedSequence

    Returns
    -------
    n1, n2 : ndarray of int, shape (W, T)
    """
    mean, spread, rate = setting
    rng = np.random.default_rng(seed)
    latent = rng.standard_normal((2, worlds, periods))
    for t in range(1, periods):
        latent[:, :, t] = rho * latent[:, :, t - 1] + np.sqrt(1.0 - rho**2) * latent[:, :, t]
    share = expit(mean + spread * latent[0])
    total = rate * np.exp(0.7 * latent[1] - 0.7**2 / 2)
    return rng.poisson(total * share).astype(np.int64), rng.poisson(total * (1.0 - share)).astype(np.int64)


def true_share(setting: tuple[float, float, float]) -> float:
    """Expected share of a setting by Gauss-Hermite quadrature (exact to rounding; totals are independent)."""
    mean, spread, _ = setting
    nodes, weights = np.polynomial.hermite.hermgauss(60)
    return float((weights * expit(mean + spread * np.sqrt(2.0) * nodes)).sum() / np.sqrt(np.pi))


def simulate_coverage(
    n_months: int, rho: float, *, worlds: int = WORLDS, seed: int = SEED, level: float = 0.95
) -> float:
    """Worst coverage of `share_interval` over the settings, by simulation.

    A refused series counts as neither covered nor missed.

    Parameters
    ----------
    n_months : int
        Length of the series, at least 24.
    rho : float
        Autocorrelation in [0, 1).
    worlds : int
        Series simulated for each setting; the standard error of a coverage of .93 is .0040 at 4,000.
    seed : int
        Entropy of the seed sequence; one child a setting.
    level : float
        Nominal coverage.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    UsageError
        Fewer than 24 months, or an autocorrelation outside [0, 1).
    """
    check_length(n_months)
    if not 0.0 <= rho < 1.0:
        raise UsageError(f"autocorrelation {rho:g}", "a number in [0, 1)", cure="clip it")
    rates = []
    for k, setting in enumerate(SETTINGS):
        child = np.random.SeedSequence(seed, spawn_key=(n_months, round(1000 * rho), k))
        n1, n2 = simulate_series(n_months, rho, setting, worlds, child)
        out = share_interval(n1, n2, level=level)
        truth = true_share(setting)
        held = (out.lo <= truth) & (truth <= out.hi)
        rates.append(float(held[~out.refused].mean()))
    return min(rates)


def coverage_table(*, worlds: int = WORLDS, seed: int = SEED) -> Floats:
    """The whole table again, shape (len(MONTHS), len(RHOS)); about 20 seconds at 4,000 worlds."""
    return np.array([[simulate_coverage(m, r, worlds=worlds, seed=seed) for r in RHOS] for m in MONTHS])


def worst_coverage(n_months: int, autocorrelations: ArrayLike = PLAUSIBLE) -> float:
    """Worst coverage of the 95% interval at a length, over plausible autocorrelations.

    Takes the longest tabled length that is not above `n_months` and interpolates in the autocorrelation;
    negative autocorrelations count as zero, those above .9 as .9.

    Parameters
    ----------
    n_months : int
        Length of the series, at least 24.
    autocorrelations : array_like of float
        First-order autocorrelations of *all* pairs of the record, never of the series itself alone:
        choosing by the series' own makes coverage worse.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    UsageError
        Fewer than 24 months, or no finite autocorrelation.

    Examples
    --------
    >>> worst_coverage(48, [0.1, 0.5]) >= worst_coverage(48, [0.1, 0.9])
    True
    """
    check_length(n_months)
    rhos = np.asarray(autocorrelations, np.float64).ravel()
    rhos = rhos[np.isfinite(rhos)]
    if rhos.size == 0:
        raise UsageError("no finite autocorrelation", "those of the record's pairs", cure="leave the default")
    row = int(np.searchsorted(MONTHS, n_months, side="right")) - 1
    return float(np.interp(rhos, RHOS, TABLE[row]).min())


def approximate(coverage: ArrayLike) -> Bools:
    """True where coverage is below 93%: the interval is called approximate and decides nothing."""
    return np.asarray(np.asarray(coverage, np.float64) < APPROXIMATE_BELOW)


def check_length(n_months: int) -> None:
    """Refuse a series of fewer than 24 months.

    Raises
    ------
    UsageError
    """
    if n_months < MIN_MONTHS:
        raise UsageError(f"{n_months} months", f"at least {MIN_MONTHS}", cure="widen the window")
