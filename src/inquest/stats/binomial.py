"""Limits of a proportion from counts, exact under the binomial."""

import numpy as np

from inquest.errors import UsageError
from inquest.stats.arrays import Floats, Ints


def clopper_pearson(hits: Ints, trials: Ints, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact two-sided limits of a proportion.

    Parameters
    ----------
    hits, trials : ndarray of int, one shape
        Successes and trials, 0 <= hits <= trials.
    level : float
        Confidence, in (0, 1). Each tail holds at most (1 - level) / 2, so ``high`` is also the one-sided upper limit
        at level (1 + level) / 2.

    Returns
    -------
    low, high : ndarray of float in [0, 1]
        nan where there are no trials. Valid for any number of trials and any proportion; never narrower than stated.

    Raises
    ------
    UsageError
        If hits are negative or exceed trials, or level is not in (0, 1).

    References
    ----------
    Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404.

    Examples
    --------
    >>> low, high = clopper_pearson(np.array([0]), np.array([100]))
    >>> float(low[0]), round(float(high[0]), 4)  # the upper one is 1 - 0.025 ** (1 / 100)
    (0.0, 0.0362)
    """
    from scipy.special import betaincinv

    hits, trials = np.asarray(hits, dtype=np.int64), np.asarray(trials, dtype=np.int64)
    if np.any(hits < 0) or np.any(hits > trials):
        raise UsageError("hits outside 0 to trials", "0 <= hits <= trials", cure="count both over the same draws")
    if not 0 < level < 1:
        raise UsageError(f"the level {level!r}", "a level between 0 and 1", cure="0.95, for instance")
    tail = (1.0 - level) / 2.0
    missed = trials - hits
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1), missed + 1.0, tail), 0.0)
    high = np.where(missed > 0, betaincinv(hits + 1.0, np.maximum(missed, 1), 1.0 - tail), 1.0)
    there = trials > 0
    return np.where(there, low, np.nan), np.where(there, high, np.nan)


def most_hits(trials: int, share: float, level: float) -> int:
    """The smallest number of hits that a share is exceeded by with probability at most 1 - level.

    Parameters
    ----------
    trials : int, at least 0
    share : float in [0, 1]
        True proportion.
    level : float in (0, 1)

    Returns
    -------
    int
        Smallest k with P(hits <= k) >= level under Binomial(trials, share).

    Examples
    --------
    >>> most_hits(20, 0.05, 0.999), most_hits(0, 0.05, 0.999)
    (5, 0)
    """
    from scipy.special import bdtr

    if trials == 0 or share >= 1:
        return trials
    within = bdtr(np.arange(trials + 1, dtype=np.float64), trials, share)
    return int(np.flatnonzero(within >= level)[0])
