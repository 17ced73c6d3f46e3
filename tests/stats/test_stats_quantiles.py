"""Own quantiles against scipy's over a grid, and at the ends of their ranges."""

import numpy as np
import pytest
from scipy import special

from inquest.errors import UsageError
from inquest.stats.quantiles import (
    expit,
    gamma_below,
    gamma_quantile,
    logit,
    normal_quantile,
    normal_scores,
    t_below,
    t_quantile,
)

LEVELS = (0.005, 0.025, 0.1, 0.3, 0.5, 0.6, 0.9, 0.95, 0.975, 0.995)
RELATIVE = 1e-11


@pytest.mark.parametrize("p", LEVELS)
def test_student(p: float) -> None:
    df = np.array([1, 1.3, 2, 2.2, 3, 3.7, 5, 7, 10, 23, 50.5, 100, 1e3, 1e4, 1e6])
    np.testing.assert_allclose(t_quantile(df, p), special.stdtrit(df, p), rtol=RELATIVE, atol=1e-13)
    np.testing.assert_allclose(t_quantile(np.inf, p), special.ndtri(p), rtol=RELATIVE, atol=1e-13)


def test_student_below() -> None:
    df = np.array([1, 1.3, 2, 3, 4, 7, 10, 23, 100, 1e3, 1e6])[:, None]
    t = np.concatenate([[-np.inf, -1e6, -30.0, 30.0, np.inf], np.linspace(-9, 9, 301)])
    np.testing.assert_allclose(t_below(df, t), special.stdtr(df, t), rtol=0, atol=1e-13)
    np.testing.assert_allclose(t_below(np.inf, t), special.ndtr(t), rtol=0, atol=1e-13)
    assert t_below(4.0, [-np.inf, np.inf]).tolist() == [0.0, 1.0]
    assert np.isnan(t_below([np.nan, 0.5, 3.0], [1.0, 1.0, np.nan])).all()


def test_normal_far_out() -> None:
    for p in (1e-6, 1e-3, 0.999, 1 - 1e-6):
        assert normal_quantile(p) == pytest.approx(special.ndtri(p), rel=1e-9)


@pytest.mark.parametrize("p", LEVELS)
def test_gamma(p: float) -> None:
    shape = np.array([1e-2, 0.1, 0.3, 0.5, 0.9, 1, 1.0001, 1.5, 2, 3, 5, 9.9, 29, 30, 31, 100, 333.3, 1e3, 1e4, 1e5])
    np.testing.assert_allclose(gamma_quantile(shape, p), special.gammaincinv(shape, p), rtol=RELATIVE)


def test_gamma_of_a_hopelessly_small_shape_is_zero() -> None:
    assert gamma_quantile(1e-12, 0.025) == 0.0


def test_shapes_are_kept_and_gaps_stay() -> None:
    found = t_quantile([[3.0, np.nan], [3.0, 0.0]], 0.975)
    assert found.shape == (2, 2)
    assert np.isnan(found).tolist() == [[False, True], [False, True]]
    assert t_quantile(4, 0.975).shape == ()
    assert np.isnan(gamma_quantile([np.nan, 2.0], 0.5)).tolist() == [True, False]


def test_logistic() -> None:
    x = np.linspace(-40, 40, 999)
    np.testing.assert_allclose(expit(x), special.expit(x), rtol=1e-14)
    share = np.linspace(0.0, 1.0, 999)
    np.testing.assert_allclose(logit(share), special.logit(share), rtol=1e-14, atol=1e-14)
    assert np.isnan(expit(np.nan))
    assert expit([-800.0, 800.0]).tolist() == [0.0, 1.0]


@pytest.mark.parametrize("p", [0.0, 1.0, np.nan])
def test_probabilities_outside(p: float) -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        t_quantile(3, p)
    with pytest.raises(UsageError, match="between 0 and 1"):
        gamma_quantile(3, p)


def test_a_shape_of_nothing() -> None:
    with pytest.raises(UsageError, match="shapes above 0"):
        gamma_quantile([1.0, 0.0], 0.5)


def test_gamma_below() -> None:
    shape = np.array([1e-12, 1e-3, 0.3, 1.0, 2.5, 17.0, 29.9, 30.1, 400.0, 1e4])[:, None]
    x = shape * np.exp(np.linspace(-9.0, 6.0, 200))
    np.testing.assert_allclose(gamma_below(shape, x), special.gammainc(shape, x), rtol=0, atol=1e-12)
    assert gamma_below(2.0, [-1.0, 0.0, 1e300, np.inf]).tolist() == [0.0, 0.0, 1.0, 1.0]
    assert np.isnan(gamma_below([2.0, np.nan], [np.nan, 1.0])).all()


def test_normal_scores() -> None:
    p = np.concatenate([[1e-12], np.linspace(0.0005, 0.9995, 500), [1 - 1e-9]]).reshape(2, -1)
    np.testing.assert_allclose(normal_scores(p), special.ndtri(p), rtol=1e-12, atol=1e-15)
