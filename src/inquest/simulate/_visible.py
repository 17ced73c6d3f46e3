"""The smallest effect that a series of this rate, roughness and length can show: what power is asked at."""

import numpy as np

_NEED = {2: (4.303, 1.061), 5: (2.571, 0.920), 11: (2.201, 0.876), 23: (2.069, 0.858), 1000: (1.962, 0.842)}
"""Degrees of freedom -> quantiles .975 and .8 of Student's t."""


def dispersion_of_sums(rough: float, rho: float, months: int) -> float:
    """Variance over mean of a sum of months, where each has ``rough`` and they follow ``counts``.

    >>> round(dispersion_of_sums(1.0, 0.0, 6), 3)
    1.0
    """
    if rough <= 1:
        return 1.0
    phi = rho * rough / (rough - 1)
    lag = np.arange(1, months)
    return float(rough * (1 + 2 * np.sum((1 - lag / months) * rho * phi ** (lag - 1))))


def need(months: int) -> float:
    """Standard errors of a difference that are seen with a power of .8 at 5%, two-sided: t with months - 1 degrees."""
    df = max(d for d in _NEED if d <= max(months - 1, 2))
    return sum(_NEED[df])


def visible_log_ratio(rate: float, spread: float, months: int) -> float:
    """Smallest rise of the log rate that two windows of equal length show with a power of .8.

    Solves d = need sqrt(spread (1 + exp(-d)) / (rate months)).

    Parameters
    ----------
    rate : events a month before; ``spread``: variance over mean of a window's sum; ``months`` of each window.

    >>> round(visible_log_ratio(7, 1.0, 6), 2)
    0.66
    """
    found = 1.0
    for _ in range(60):
        found = need(months) * float(np.sqrt(spread * (1 + np.exp(-found)) / (rate * months)))
    return found
