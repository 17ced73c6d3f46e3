"""Interval for the share of a process: of all fighting in a series of months, how much is of one kind.

The series is autocorrelated and short, so the variance of the mean score comes from the
equal-weighted cosine (EWC) estimator with three terms and Student's t with three degrees of freedom, and from a
first-order autoregression whose coefficient is corrected for bias and raised by one standard error.
The wider of the two counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import UsageError
from inquest.stats.arrays import Bools, Floats, Ints, counts, ratio, same_shape, two_sided_t
from inquest.stats.quantiles import expit, logit

MIN_MONTHS = 24
"""Fewer months are refused: no method tried held its level there."""
COSINES = 3
RHO_CAP = 0.97
"""Largest autoregressive coefficient used; above it a series of this length has no usable mean."""


@dataclass(frozen=True)
class ShareInterval:
    """Share and interval of each specification; all arrays have shape (S,).

    Attributes
    ----------
    point : ndarray
        sum(n1) / sum(n1 + n2), in [0, 1]; nan if both are zero.
    lo, hi : ndarray
        Limits of the interval, in [0, 1]; nan where refused.
    se_logit : ndarray
        Half-width on the logit scale divided by the t3 quantile: the standard error that the wider method
        amounts to, with three degrees of freedom.
    refused : ndarray of bool
        No interval: fewer than 24 months, a zero total, or a share of exactly 0 or 1 (its logit is infinite).
    """

    point: Floats
    lo: Floats
    hi: Floats
    se_logit: Floats
    refused: Bools


def score(n1: Ints, n2: Ints) -> tuple[Floats, Floats]:
    """Share and its score z = n1 - share * (n1 + n2), which sums to zero over the periods.

    Parameters
    ----------
    n1, n2 : ndarray of int, shape (S, T)
        Counts of the named kind and of all others.

    Returns
    -------
    share : ndarray, shape (S,)
    z : ndarray, shape (S, T)
    """
    total = n1 + n2
    point = ratio(n1.sum(-1), total.sum(-1))
    return point, np.asarray(n1 - np.nan_to_num(point)[:, None] * total, np.float64)


def cosine_basis(periods: int, terms: int = COSINES) -> Floats:
    """Type-II cosines sqrt(2/T) cos(pi j (t - 1/2) / T), j = 1..terms; shape (terms, periods)."""
    t = np.arange(periods) + 0.5
    j = np.arange(1, terms + 1)[:, None]
    return np.asarray(np.sqrt(2.0 / periods) * np.cos(np.pi * j * t / periods))


def ewc_variance(z: Floats, terms: int = COSINES) -> Floats:
    """Long-run variance of a score by equal-weighted cosines.

    Parameters
    ----------
    z : ndarray, shape (S, T)
        Scores.
    terms : int
        Number of cosines B; use t with B degrees of freedom.

    Returns
    -------
    ndarray, shape (S,)
        (1/B) sum of squared cosine transforms.

    References
    ----------
    Lazarus, Lewis, Stock & Watson 2018, doi 10.1080/07350015.2018.1506926.
    """
    return np.asarray(np.square(z @ cosine_basis(z.shape[-1], terms).T).mean(-1))


def mean_inflation(rho: Floats, periods: int) -> Floats:
    """Variance of the mean of T autoregressive values, over that of T independent ones (exact, finite T)."""
    rho = np.asarray(rho, np.float64)
    gap = 1.0 - rho
    return np.asarray((1.0 + rho) / gap - 2.0 * rho * (1.0 - rho**periods) / (periods * gap**2))


def ar1_rho(z: Floats) -> Floats:
    """First-order autocorrelation, bias-corrected and raised by one standard error, within [0, 0.97].

    The correction is (T r + 1) / (T - 3), from E[r] = rho - (1 + 3 rho) / T.

    References
    ----------
    Kendall 1954, doi 10.1093/biomet/41.3-4.403; Marriott & Pope 1954, doi 10.1093/biomet/41.3-4.390.
    """
    periods = z.shape[-1]
    raw = np.nan_to_num(ratio((z[:, 1:] * z[:, :-1]).sum(-1), np.square(z).sum(-1)))
    fixed = np.clip((periods * raw + 1.0) / (periods - 3.0), -RHO_CAP, RHO_CAP)
    return np.asarray(np.clip(fixed + np.sqrt((1.0 - fixed**2) / periods), 0.0, RHO_CAP))


def ar1_variance(z: Floats) -> tuple[Floats, Floats]:
    """Variance of sqrt(T) times the mean score under the raised autoregression.

    The sample variance is divided by 1 - inflation/T, since the mean it is taken about is itself estimated.

    Returns
    -------
    variance : ndarray, shape (S,)
    df : ndarray, shape (S,)
        Effective number of independent periods less one, at least 3.
    """
    periods = z.shape[-1]
    inflation = mean_inflation(ar1_rho(z), periods)
    spread = np.square(z).mean(-1) / np.maximum(1.0 - inflation / periods, 0.05)
    return spread * inflation, np.maximum(periods / inflation - 1.0, float(COSINES))


def share_interval(n1: ArrayLike, n2: ArrayLike, *, level: float = 0.95) -> ShareInterval:
    """Interval for the share of a process, on the logit scale.

    Valid for T >= 24 periods of equal length and a share strictly between 0 and 1; coverage at a given length
    is what `worst_coverage` says, not `level`.

    Parameters
    ----------
    n1, n2 : array_like of int, shape (S, T)
        Counts of the named kind and of all others, by month.
    level : float
        Nominal coverage in (0, 1).

    Returns
    -------
    ShareInterval

    Raises
    ------
    InputError
        Wrong shapes, fractions or negative counts.
    UsageError
        A level outside (0, 1).

    Examples
    --------
    >>> import numpy as np
    >>> n1 = np.tile([3, 5, 4], 12)[None]
    >>> out = share_interval(n1, 8 - n1)
    >>> float(out.point[0]), bool(out.lo[0] < 0.5 < out.hi[0]), bool(out.refused[0])
    (0.5, True, False)
    """
    if not 0.0 < level < 1.0:
        raise UsageError(f"level {level:g}", "a nominal coverage between 0 and 1", cure="pass 0.95")
    first, second = counts("n1", n1, 2), counts("n2", n2, 2)
    same_shape(n1=first, n2=second)
    periods = first.shape[1]
    point, z = score(first, second)
    refused = ~((point > 0.0) & (point < 1.0)) | (periods < MIN_MONTHS)
    if periods < MIN_MONTHS:
        empty = np.full(point.shape, np.nan)
        return ShareInterval(point, empty, empty.copy(), empty.copy(), refused)
    t3 = float(two_sided_t(COSINES, level))
    spread, df = ar1_variance(z)
    half_sum = np.maximum(t3 * np.sqrt(ewc_variance(z)), two_sided_t(df, level) * np.sqrt(spread))
    slope = (first + second).sum(-1) * point * (1.0 - point)
    binomial = float(two_sided_t(np.inf, level)) * np.sqrt(slope)
    half = np.where(refused, np.nan, ratio(np.maximum(half_sum * np.sqrt(periods), binomial), slope))
    centre = logit(np.where(refused, np.nan, point))
    return ShareInterval(point, expit(centre - half), expit(centre + half), half / t3, refused)
