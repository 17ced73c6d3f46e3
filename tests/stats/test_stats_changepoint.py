"""Changepoints of counts, against search over all segmentations, and closed forms."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inquest.errors import InputError, UsageError
from inquest.stats.changepoint import inflation, poisson_costs, segment, single_break
from inquest.stats.step import step


def rough(rng, rho, size, periods, mean, ratio, factor=1.0):
    spread = np.sqrt(np.log1p((ratio - 1) / mean))
    x = rng.standard_normal((size, periods))
    for t in range(1, periods):
        x[:, t] = rho * x[:, t - 1] + np.sqrt(1 - rho**2) * x[:, t]
    return rng.poisson(mean * factor * np.exp(spread * x - spread**2 / 2))


def test_costs_are_twice_the_log_likelihood_of_scipy():
    y = np.random.default_rng(1).poisson(4, (2, 9))
    costs = poisson_costs(y)
    for s, i, j in ((0, 0, 9), (1, 2, 5), (0, 8, 9)):
        part = y[s, i:j]
        free = -2 * (stats.poisson.logpmf(part, part.mean()) + np.log(1.0) + _constant(part)).sum()
        assert costs[s, i, j] == pytest.approx(free)


def _constant(part):
    from scipy.special import gammaln

    return gammaln(part + 1)


@given(st.integers(0, 2**31), st.integers(1, 3), st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_no_other_segmentation_is_better(seed, most, shortest):
    y = np.random.default_rng(seed).poisson(3, (1, 9))
    found, costs = segment(y, most, 1.0, shortest=shortest), poisson_costs(y)[0]
    for m in range(1, most + 1):
        every = {
            cut: sum(costs[i, j] for i, j in zip((0, *cut), (*cut, 9), strict=True))
            for cut in combinations(range(1, 9), m)
            if all(j - i >= shortest for i, j in zip((0, *cut), (*cut, 9), strict=True))
        }
        assert found.cost[0, m] == pytest.approx(min(every.values()))
        assert every[tuple(found.breaks[0, m - 1, :m].tolist())] == pytest.approx(min(every.values()))


def test_clear_breaks_are_found_and_counted():
    rng = np.random.default_rng(2)
    rate = np.repeat([5.0, 40.0, 2.0], [20, 15, 25])
    found = segment(rng.poisson(rate, (50, 60)), 4, 1.0)
    assert (found.chosen == 2).mean() > 0.9
    assert np.all(np.abs(found.breaks[:, 1, :2] - [20, 35]) <= 1)


def test_inflation_keeps_rough_series_whole():
    y = rough(np.random.default_rng(3), 0.8, 200, 104, 10, 35)
    plain, scaled = segment(y, 4, 1.0), segment(y, 4, inflation(y, most=1), penalty=6 * np.log(104))
    assert (plain.chosen > 0).mean() > 0.95, "independent Poisson counts would break them everywhere"
    assert (scaled.chosen > 0).mean() < 0.1


def test_the_single_break_is_the_segmentation_with_one():
    y = np.random.default_rng(4).poisson(np.repeat([3.0, 9.0], 15), (20, 30))
    one = single_break(y, 1.0)
    assert np.array_equal(one.at, segment(y, 1, 1.0).breaks[:, 0, 0])
    early, late = y[0, : one.at[0]], y[0, one.at[0] :]
    assert one.log_ratio[0] == pytest.approx(
        np.log((late.sum() + 0.5) / late.size) - np.log((early.sum() + 0.5) / early.size)
    )


@pytest.mark.parametrize("rho", [0.8, 0.9])
@pytest.mark.parametrize("factor", [0.15, 0.4])
def test_the_interval_of_the_date_covers(rho, factor):
    rng = np.random.default_rng(5)
    y = rough(rng, rho, 300, 104, 10, 35, np.where(np.arange(104) >= 52, factor, 1.0))
    found = single_break(y[:, 39:65], inflation(y))
    covered = ((found.first <= 13) & (found.last >= 13)).mean()
    assert covered >= stats.binom.ppf(0.001, 300, 0.93) / 300


def test_reversed_time_reverses_the_break():
    y = np.random.default_rng(6).poisson(np.repeat([3.0, 12.0], 12), (10, 24))
    ahead, back = single_break(y, 2.0), single_break(y[:, ::-1], 2.0)
    assert np.array_equal(back.at, 24 - ahead.at)
    assert np.array_equal(back.first, 24 - ahead.last)
    assert np.allclose(ahead.log_ratio, -back.log_ratio)


@pytest.mark.parametrize("rho", [0.0, 0.8])
def test_a_step_that_is_not_there_is_seldom_seen(rho):
    y = rough(np.random.default_rng(7), rho, 500, 104, 10, 35)
    found = step(y, 52, 13, 13)
    limit = stats.binom.ppf(0.999, 500, 0.04) / 500
    assert (found.lo > 0).mean() <= limit
    assert (found.hi < 0).mean() <= limit


def test_a_step_in_a_calm_series_is_seen_with_its_rank():
    y = np.random.default_rng(8).poisson(np.where(np.arange(104) >= 52, 3.0, 30.0), (100, 104))
    found = step(y, 52, 13, 13)
    assert (found.hi < 0).mean() > 0.95
    assert np.all(found.p_fall == 1 / (1 + found.placebos))
    assert np.array_equal(found.before, y[:, 39:52].sum(-1))


def test_too_few_other_dates_decide_nothing():
    found = step(np.random.default_rng(9).poisson(9, (3, 30)), 15, 13, 13)
    assert found.placebos < 8
    assert np.all(np.isinf(found.lo) & np.isinf(found.hi))
    assert np.all(found.p_rise == 1)


def test_what_is_refused():
    y = np.ones((1, 20), dtype=int)
    with pytest.raises(UsageError, match="20 periods for 9 breaks"):
        segment(y, 9, 1.0)
    with pytest.raises(InputError, match="inflation of shape"):
        segment(y, 1, [0.5])
    with pytest.raises(UsageError, match=r"5 periods.*widen the span"):
        single_break(y[:, :5], 1.0)
    with pytest.raises(UsageError, match=r"13 periods before.*shorten"):
        step(y, 10, 13, 5)
