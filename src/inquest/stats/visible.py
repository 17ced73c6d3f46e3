"""Smallest effect that could have been seen, and distance to the line: what an open answer must state."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import UsageError
from inquest.stats.arrays import Floats, ratio, two_sided_t, within
from inquest.stats.quantiles import expit, logit


def needed_distance(se: ArrayLike, df: ArrayLike, *, power: float = 0.8, level: float = 0.95) -> Floats:
    """Distance from the null at which a two-sided t interval excludes it with a given power.

    (t_level + t_power) se, with Student's quantiles for both; valid where the standard error does not depend on
    the effect.

    Parameters
    ----------
    se : array_like, shape (S,)
        Standard error on the scale of the test; nan gives nan.
    df : array_like, shape (S,) or ()
    power, level : float
        In (0, 1).

    Returns
    -------
    ndarray, shape (S,)

    Raises
    ------
    UsageError
        A power or level outside (0, 1).
    """
    if not (0.0 < power < 1.0 and 0.0 < level < 1.0):
        raise UsageError(f"power {power:g}, level {level:g}", "numbers between 0 and 1", cure="pass 0.8 and 0.95")
    need = two_sided_t(df, level) + two_sided_t(df, 2.0 * power - 1.0)
    return np.asarray(need * np.asarray(se, np.float64))


def visible_share(
    null: ArrayLike, se_logit: ArrayLike, df: ArrayLike = 3, *, power: float = 0.8, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Shares below and above the null that would be told from it with a given power.

    Parameters
    ----------
    null : array_like
        In (0, 1).
    se_logit : array_like, shape (S,)
        `ShareInterval.se_logit`.
    df : array_like
        Its degrees of freedom.

    Returns
    -------
    below, above : ndarray, shape (S,)
        In [0, 1].

    Raises
    ------
    InputError
        A null outside (0, 1).
    """
    line = logit(within("null", null, 0.0, 1.0))
    step = needed_distance(se_logit, df, power=power, level=level)
    return expit(line - step), expit(line + step)


def visible_ratio(
    se_log: ArrayLike, df: ArrayLike, null: ArrayLike = 1.0, *, power: float = 0.8, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Ratios below and above the null that would be told from it with a given power.

    Parameters
    ----------
    se_log : array_like, shape (S,)
        Standard error of the log ratio.
    df : array_like
    null : array_like
        Positive.

    Returns
    -------
    below, above : ndarray, shape (S,)
    """
    line = within("null", null, 0.0, np.inf)
    step = needed_distance(se_log, df, power=power, level=level)
    return line * np.exp(-step), line * np.exp(step)


@dataclass(frozen=True)
class LineDistance:
    """How far a census result is from the line; arrays of shape (S,).

    Attributes
    ----------
    straddles : ndarray of bool
        The line lies within the bounds (or on one).
    gap : ndarray
        From the nearer bound to the line, on the scale of the estimate: positive if the bounds clear it; if they
        straddle it, minus what the bound on the claim's far side still has to move.
    factor : ndarray
        The multiplier on the estimate that puts it on the line, at least 1.
    """

    straddles: np.ndarray
    gap: Floats
    factor: Floats


def distance_to_line(point: ArrayLike, lo: ArrayLike, hi: ArrayLike, null: ArrayLike) -> LineDistance:
    """Distance of a census result and its bounds to the line.

    Parameters
    ----------
    point, lo, hi : array_like, shape (S,)
    null : array_like

    Returns
    -------
    LineDistance
        nan where the bounds are.

    Examples
    --------
    >>> out = distance_to_line([0.5], [0.4], [0.7], 0.33)
    >>> bool(out.straddles[0]), round(float(out.gap[0]), 2)
    (False, 0.07)
    """
    value, low, high, line = (np.asarray(v, np.float64) for v in (point, lo, hi, null))
    gap = np.where(value >= line, low - line, line - high)
    factor = ratio(value, line)
    return LineDistance((low <= line) & (line <= high), gap, np.maximum(factor, ratio(1.0, factor)))
