import numpy as np
import pytest

from inquest.errors import UsageError
from inquest.simulate._counts import autoregressive_gamma, counts, steps


@pytest.mark.parametrize(("rough", "rho", "rate"), [(4, 0.7, 20), (1.5, 0.3, 5), (35, 0.74, 20), (67, 0.83, 100)])
def test_long_series_have_the_variance_and_the_autocorrelation_asked_for(rough, rho, rate):
    found = counts(np.full((40, 20_000), float(rate)), np.random.default_rng(3), rough=rough, rho=rho)
    assert found.mean() == pytest.approx(rate, rel=0.03)
    ratio = found.var(axis=1) / found.mean(axis=1)
    lag = [np.corrcoef(row[1:], row[:-1])[0, 1] for row in found]
    assert ratio.mean() == pytest.approx(rough, rel=0.05)
    assert np.mean(lag) == pytest.approx(rho, abs=0.02)


def test_later_lags_fall_off_by_the_latent_autocorrelation():
    found = counts(np.full((40, 20_000), 30.0), np.random.default_rng(4), rough=10, rho=0.6)
    third = np.mean([np.corrcoef(row[3:], row[:-3])[0, 1] for row in found])
    assert third == pytest.approx(0.6 * (0.6 / 0.9) ** 2, abs=0.02)


def test_counts_at_a_steady_rate_are_negative_binomial():
    found = counts(np.full((1, 200_000), 3.0), np.random.default_rng(5), rough=2.0, rho=0.2)[0]
    draws = np.random.default_rng(6).negative_binomial(3.0, 0.5, size=200_000)
    for value in range(8):
        assert (found == value).mean() == pytest.approx((draws == value).mean(), abs=0.01)


def test_a_sum_of_series_keeps_both_figures():
    found = counts(np.full((5, 100_000), 10.0), np.random.default_rng(7), rough=8, rho=0.5).sum(axis=0)
    assert found.var() / found.mean() == pytest.approx(8, rel=0.1)
    assert np.corrcoef(found[1:], found[:-1])[0, 1] == pytest.approx(0.5, abs=0.03)


def test_no_rate_no_events_and_poisson_without_roughness():
    rates = np.stack([np.zeros(50_000), np.full(50_000, 6.0)])
    found = counts(rates, np.random.default_rng(8), rough=1, rho=0)
    assert not found[0].any()
    assert found[1].var() / found[1].mean() == pytest.approx(1, abs=0.05)
    halves = np.concatenate([np.zeros(12), np.full(12, 9.0)])[None]
    assert not counts(halves, np.random.default_rng(8))[0, :12].any()


@pytest.mark.parametrize(("rough", "rho"), [(0.5, 0), (2, 0.5), (4, -0.1), (1, 0.2)])
def test_what_no_process_has_is_refused(rough, rho):
    with pytest.raises(UsageError, match="no counts have a variance-to-mean ratio"):
        counts(np.ones((1, 3)), np.random.default_rng(1), rough=rough, rho=rho)


def test_the_gamma_process_is_stationary():
    level = autoregressive_gamma(np.full(20_000, 0.5), 6, 0.9, np.random.default_rng(9))
    assert level.mean(axis=0) == pytest.approx(np.ones(6), abs=0.05)
    assert level.var(axis=0) == pytest.approx(np.full(6, 2.0), rel=0.1)


def test_steps():
    assert steps(4).tolist() == [1, 1, 1, 1]
    assert steps(4, (2, 0.5)).tolist() == [1, 1, 0.5, 0.5]
