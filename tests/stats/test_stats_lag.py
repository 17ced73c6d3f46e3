"""Lagged association, against closed forms, loops and SciPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inquest.errors import InputError, UsageError
from inquest.stats.lag import joint_lagged, lagged, sign_of, smallest_visible
from inquest.stats.whitening import whitened

SEED = np.random.SeedSequence(7)


def autoregressive(rng, rho, shape):
    x = rng.standard_normal(shape)
    for t in range(1, shape[1]):
        x[:, t] = rho * x[:, t - 1] + np.sqrt(1 - rho**2) * x[:, t]
    return x


def counts(rng, rho, size, months, mean=20, rough=35):
    spread = np.sqrt(np.log1p((rough - 1) / mean))
    return rng.poisson(mean * np.exp(spread * autoregressive(rng, rho, (size, months)) - spread**2 / 2))


def all_lags(size):
    return np.ones(size, dtype=bool)


def test_whitened_is_the_regression_by_hand():
    y = counts(np.random.default_rng(1), 0.7, 3, 40)
    found, memory = whitened(y, degree=2)
    for row, series in enumerate(y):
        t = np.arange(40)
        left = np.log1p(series) - np.polyval(np.polyfit(t, np.log1p(series), 2), t)
        rho = (left[1:] @ left[:-1]) / (left @ left)
        rho = np.clip((40 * rho + 3) / (40 - 5), -0.99, 0.99)
        e = left[1:] - rho * left[:-1]
        assert memory[row] == pytest.approx(rho)
        assert np.allclose(found[row], (e - e.mean()) / e.std())


def test_ranks_are_scipys():
    y = np.array([[3, 1, 1, 0, 7, 2] * 5])
    found, memory = whitened(y, degree=0, scale="rank")
    scores = stats.norm.ppf((stats.rankdata(y[0]) - 0.375) / 30.25)
    left = (scores - scores.mean())[1:] - memory[0] * (scores - scores.mean())[:-1]
    assert np.allclose(found[0], (left - left.mean()) / left.std())


@given(st.integers(0, 2**31), st.integers(-4, 4))
@settings(max_examples=30, deadline=None)
def test_a_lag_is_the_sum_of_products_by_hand(seed, lag):
    rng = np.random.default_rng(seed)
    a, b = rng.standard_normal((2, 1, 30))
    found = lagged(a, b, [lag], seed=SEED, draws=99)
    pairs = [a[0, t] * b[0, t + lag] for t in range(30) if 0 <= t + lag < 30]
    assert found.r[0, 0] == pytest.approx(np.clip(sum(pairs) / np.sqrt(30 * (30 - abs(lag))), -1, 1))


def test_swapping_the_series_turns_the_lags_round():
    rng = np.random.default_rng(2)
    a, b = (whitened(counts(rng, 0.5, 4, 48))[0] for _ in "ab")
    one, two = lagged(a, b, [0, 1, 2], seed=SEED), lagged(b, a, [0, -1, -2], seed=SEED)
    assert np.allclose(one.r, two.r)
    assert np.allclose(one.lo, two.lo)


def test_a_negated_series_mirrors_everything():
    rng = np.random.default_rng(3)
    a, b = (whitened(counts(rng, 0.5, 4, 48))[0] for _ in "ab")
    up, down = (lagged(a, s * b, [0, 1], seed=SEED) for s in (1, -1))
    assert np.allclose(up.r, -down.r)
    assert np.allclose(up.lo, -down.hi)
    assert np.array_equal(up.p_above, down.p_below)
    assert np.array_equal(sign_of(up, all_lags(2)), -sign_of(down, all_lags(2)))


def test_a_single_lag_of_white_noise_has_fishers_interval():
    rng = np.random.default_rng(4)
    a, b = rng.standard_normal((2, 400, 100))
    a, b = ((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True) for x in (a, b))
    found = lagged(a, b, [0], seed=SEED, draws=99)
    half = np.arctanh(found.hi[:, 0]) - np.arctanh(found.r[:, 0])
    assert np.all(half >= 1.96 / np.sqrt(97) - 1e-3), "never narrower than for independent pairs"
    assert np.median(half) < 1.15 * 1.96 / np.sqrt(97)


@pytest.mark.parametrize("rho", [0.0, 0.8])
@pytest.mark.parametrize("months", [36, 96])
def test_unconnected_rough_series_are_seldom_called_connected(rho, months):
    rng = np.random.default_rng(5)
    a, b = (whitened(counts(rng, rho, 400, months))[0] for _ in "ab")
    sign = sign_of(lagged(a, b, [0, 1, 2], seed=SEED, draws=499), all_lags(3))
    limit = stats.binom.ppf(0.999, 400, 0.035) / 400
    assert (sign > 0).mean() <= limit
    assert (sign < 0).mean() <= limit


def test_two_that_only_both_wane_are_not_connected_and_a_follower_is():
    rng = np.random.default_rng(6)
    wane = np.geomspace(60, 5, 60)
    a, b = rng.poisson(wane, (200, 60)), rng.poisson(wane, (200, 60))
    raw = np.array([np.corrcoef(x, y)[0, 1] for x, y in zip(a, b, strict=True)])
    assert np.all(raw > 0.5), "by the trend alone"
    sign = sign_of(lagged(whitened(a)[0], whitened(b)[0], [0, 1, 2], seed=SEED, draws=499), all_lags(3))
    assert (sign != 0).mean() < 0.1
    lead = rng.gamma(2, 20, (200, 61))
    follower = rng.poisson(lead[:, :-1])
    found = lagged(whitened(rng.poisson(lead[:, 1:]))[0], whitened(follower)[0], [0, 1, 2], seed=SEED, draws=499)
    assert (sign_of(found, found.lags > 0) > 0).mean() > 0.95
    assert (sign_of(found, found.lags == 0) > 0).mean() < 0.1
    assert (np.abs(found.r).argmax(axis=1) == 1).mean() > 0.95


def test_joint_p_is_small_where_all_agree_and_never_zero():
    rng = np.random.default_rng(8)
    shared = rng.gamma(2, 20, (1, 60))
    a, b = (whitened(rng.poisson(np.repeat(shared, 5, axis=0)))[0] for _ in "ab")
    above, below = joint_lagged(lagged(a, b, [0, 1], seed=SEED), np.ones(5))
    assert above == pytest.approx(1 / 1000)
    assert below > 0.2


def test_no_series_without_variation_is_connected():
    flat, other = np.zeros((1, 30), dtype=int), np.random.default_rng(9).poisson(5, (1, 30))
    found = lagged(whitened(flat)[0], whitened(other)[0], [0, 1], seed=SEED)
    assert np.isnan(found.r).all()
    assert found.p_above.tolist() == found.p_below.tolist() == [1.0]
    assert sign_of(found, all_lags(2)).tolist() == [0]


def test_visible_shows_four_times_in_five():
    rng, r = np.random.default_rng(10), smallest_visible(96, 1)
    a, e = rng.standard_normal((2, 500, 96))
    b = r * a + np.sqrt(1 - r**2) * e
    a, b = ((x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True) for x in (a, b))
    shown = (lagged(a, b, [0], seed=SEED, draws=499).lo[:, 0] > 0).mean()
    assert 0.72 < shown < 0.88


def test_the_same_seed_gives_the_same_and_rows_stand_alone():
    rng = np.random.default_rng(11)
    a, b = (whitened(counts(rng, 0.5, 70, 48))[0] for _ in "ab")
    whole, last = lagged(a, b, [0, 1], seed=SEED), lagged(a[-1:], b[-1:], [0, 1], seed=SEED)
    assert np.array_equal(whole.p_above[-1:], last.p_above)


def test_what_is_refused():
    with pytest.raises(UsageError, match=r"10 periods.*at least 24"):
        whitened(np.ones((1, 10), dtype=int))
    with pytest.raises(UsageError, match="degree 5"):
        whitened(np.ones((1, 30), dtype=int), degree=5)
    a = np.random.default_rng(1).standard_normal((1, 30))
    with pytest.raises(UsageError, match="lag of 6 in 30 periods"):
        lagged(a, a, [6], seed=SEED)
    with pytest.raises(InputError, match="different lags"):
        lagged(a, a, [1, 1], seed=SEED)
    with pytest.raises(UsageError, match="10 draws in blocks of 3"):
        lagged(a, a, [0], seed=SEED, draws=10)
    with pytest.raises(InputError, match="weights of shape"):
        joint_lagged(lagged(a, a, [0], seed=SEED), [0.0])
