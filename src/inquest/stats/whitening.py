"""Count series without their own trend and memory, so that two of them can be compared.

Two rising series correlate whatever they have to do with each other (Granger & Newbold 1974, doi
10.1016/0304-4076(74)90034-7), and so do two that are each autocorrelated. So each series is put on a log or rank
scale, a polynomial in time is taken off, and what the months before predict by its own first-order autoregression.
"""

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import UsageError
from inquest.stats.arrays import Floats, Ints, counts, ratio
from inquest.stats.quantiles import normal_scores

MIN_PERIODS: Final = 24
"""Fewer periods than this leave too few shifts and degrees of freedom."""


Scale = Literal["log", "rank"]


def whitened(series: ArrayLike, *, degree: int = 1, scale: Scale = "log") -> tuple[Floats, Floats]:
    """What is left of count series once trend and first-order memory are gone.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
    degree : int
        Of the polynomial in time that is taken off, 0 to 3.
    scale : ``log`` (of one more than the count) or ``rank`` (average ranks through the normal quantile function).

    Returns
    -------
    residual : ndarray, shape (S, T - 1)
        With mean 0 and mean square 1; nan where nothing is left.
    memory : ndarray, shape (S,)
        The autocorrelation taken out, bias-corrected, in [-.99, .99].

    Raises
    ------
    InputError
        Wrong shapes, negative counts or fractions.
    UsageError
        Fewer than 24 periods, or a degree outside 0 to 3.

    References
    ----------
    Haugh 1976, doi 10.1080/01621459.1976.10480353 (prewhitening both series); Kendall 1954, doi
    10.1093/biomet/41.3-4.403 (bias of the autocorrelation).
    """
    y = counts("series", series, 2)
    periods = y.shape[1]
    if periods < MIN_PERIODS:
        raise UsageError(f"{periods} periods", f"at least {MIN_PERIODS}", cure="widen the window")
    if not 0 <= degree <= 3:
        raise UsageError(f"degree {degree}", "0 to 3", cure="pass 1 for a straight line")
    value = np.log1p(y.astype(np.float64)) if scale == "log" else _normal_scores(y)
    basis = np.linalg.qr(np.vander(np.linspace(-1.0, 1.0, periods), degree + 1))[0]
    left = value - (value @ basis) @ basis.T
    raw = ratio((left[:, 1:] * left[:, :-1]).sum(-1), np.square(left).sum(-1))
    memory = np.clip((periods * raw + 1.0 + degree) / (periods - 3.0 - degree), -0.99, 0.99)
    residual = left[:, 1:] - memory[:, None] * left[:, :-1]
    residual = residual - residual.mean(axis=1, keepdims=True)
    size = np.sqrt(np.square(residual).mean(axis=1, keepdims=True))
    return np.where(size > 1e-9, ratio(residual, np.maximum(size, 1e-300)), np.nan), memory


def _normal_scores(y: Ints) -> Floats:
    ordered = np.sort(y, axis=1)
    low = (ordered[:, None, :] < y[:, :, None]).sum(-1)
    high = (ordered[:, None, :] <= y[:, :, None]).sum(-1)
    return np.asarray(normal_scores(((low + high + 1.0) / 2.0 - 0.375) / (y.shape[1] + 0.25)))
