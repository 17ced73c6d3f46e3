"""Monthly counts that are clustered, overdispersed and autocorrelated as asked."""

import numpy as np
import numpy.typing as npt

from inquest.errors import UsageError

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def counts(rates: FloatArray, rng: np.random.Generator, *, rough: float = 4.0, rho: float = 0.7) -> IntArray:
    """Counts of a Cox process whose intensity follows an autoregressive gamma process.

    The intensity of a series with mean 1 is a stationary autoregressive gamma process (Gouriéroux & Jasiak 2006,
    Journal of Forecasting 25(2), doi:10.1002/for.978), so that counts at a steady rate are negative binomial with
    exactly the variance-to-mean ratio ``rough`` and lag-k autocorrelation ``rho * phi**(k - 1)``, where
    ``phi = rho * rough / (rough - 1)``. What a finite series shows is below both: with T months the sample
    autocorrelation falls short by about (1 + 4 rho) / T, and the sample variance of a rough series at a low rate is
    mostly far below its expectation, which rare months make up. A sum of independent series keeps both figures.

    Parameters
    ----------
    rates : (P, M) expected counts; where a row changes, the intensity keeps its relative ups and downs, so that the
        variance-to-mean ratio less 1 moves in proportion to the rate. The ratio ``rough`` holds at the row's mean
        over its positive months.
    rng : generator.
    rough : variance-to-mean ratio, at least 1 (1: independent Poisson counts).
    rho : month-to-month autocorrelation, in [0, 1 - 1/rough).

    Returns
    -------
    ndarray of int64
        (P, M).

    Raises
    ------
    UsageError
        If no such process exists: the Poisson part of a count is not autocorrelated.

    >>> counts(np.zeros((1, 3)), np.random.default_rng(1)).tolist()
    [[0, 0, 0]]
    """
    if rough < 1 or rho < 0 or (rho > 0 and rho >= 1 - 1 / rough):
        raise UsageError(
            f"no counts have a variance-to-mean ratio of {rough:g} with an autocorrelation of {rho:g}",
            f"rough of at least 1 and rho from 0 to below 1 - 1/rough = {max(0.0, 1 - 1 / max(rough, 1e-9)):.3g}",
            cure="ask for a larger rough or a smaller rho",
        )
    if rough == 1 or not rates.size:
        return rng.poisson(rates).astype(np.int64)
    positive = rates > 0
    usual = rates.sum(axis=1) / np.maximum(positive.sum(axis=1), 1)
    shape = np.maximum(usual, 1e-12) / (rough - 1)
    level = autoregressive_gamma(shape, rates.shape[1], rho * rough / (rough - 1), rng)
    return rng.poisson(rates * level).astype(np.int64)


def autoregressive_gamma(shape: FloatArray, months: int, phi: float, rng: np.random.Generator) -> FloatArray:
    """Stationary series with gamma marginals of mean 1 and autocorrelation ``phi**k``.

    Parameters
    ----------
    shape : (P,) of the gamma distributions, above 0; the variance is 1/shape.
    months : length M.
    phi : in [0, 1).

    Returns
    -------
    ndarray
        (P, M).
    """
    level = np.empty((len(shape), months))
    scale = (1 - phi) / shape
    level[:, 0] = rng.gamma(shape) / shape
    for month in range(1, months):
        carried = rng.poisson(phi * level[:, month - 1] / scale)
        level[:, month] = rng.gamma(shape + carried) * scale
    return level


def steps(months: int, *changes: tuple[int, float]) -> FloatArray:
    """A factor on a rate over months: 1, and from each month on (0-based) another value.

    >>> steps(5, (1, 0.0), (3, 2.0)).tolist()
    [1.0, 0.0, 0.0, 2.0, 2.0]
    """
    factor = np.ones(months)
    for month, value in changes:
        factor[month:] = value
    return factor
