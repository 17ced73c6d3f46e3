"""Order in time, each against a closed form or a plain loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.errors import InputError, UsageError
from inquest.stats.sequence import change_month, median_order, quantile_time, share_before


def test_a_steady_stream_has_half_its_rate_before_whatever_the_lengths():
    b, a = (np.array([30.0]),) * 3, (np.array([90.0]),) * 3
    found = share_before(b, a, 0, 100, 300)
    assert found.point[0] == pytest.approx(0.5)
    assert found.lo[0] == found.hi[0] == found.point[0]


def test_share_before_crosses_low_and_high_and_gives_the_open_days_to_either_side():
    b, a = ([2.0], [4.0], [6.0]), ([10.0], [20.0], [30.0])
    found = share_before(tuple(map(np.array, b)), tuple(map(np.array, a)), [5], 50, 100)
    assert found.point[0] == pytest.approx((4 / 50) / (4 / 50 + 20 / 100))
    assert found.lo[0] == pytest.approx((2 / 50) / (2 / 50 + 35 / 100))
    assert found.hi[0] == pytest.approx((11 / 50) / (11 / 50 + 10 / 100))


def test_share_before_refuses_a_side_without_time_and_sums_out_of_order():
    one = (np.array([1.0]),) * 3
    with pytest.raises(InputError, match="covered days"):
        share_before(one, one, 0, 0, 10)
    with pytest.raises(InputError, match="before is not in the order"):
        share_before((np.array([3.0]), np.array([1.0]), np.array([2.0])), one, 0, 1, 1)
    with pytest.raises(InputError, match="negative count between"):
        share_before(one, one, -1, 1, 1)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12).filter(any), st.floats(0.01, 0.99))
def test_quantile_is_that_of_events_spread_evenly_over_their_period(values, q):
    total, passed = sum(values), 0.0
    for t, v in enumerate(values):
        if passed + v >= q * total - 1e-9 and v:
            assert quantile_time([values], q)[0] == pytest.approx(t + (q * total - passed) / v, abs=1e-6)
            return
        passed += v


def test_an_empty_stream_has_no_median_and_bad_parts_are_refused():
    assert np.isnan(quantile_time([[0, 0]], 0.5)[0])
    with pytest.raises(InputError, match="outside"):
        quantile_time([[1]], 1.5)


def test_bounds_of_the_median_are_what_uneven_recording_reaches():
    """Multiply the events of one part of the time by B: no cut moves the median beyond the bounds, one reaches them."""
    rng = np.random.default_rng(1)
    series = rng.integers(1, 30, 40)
    other = np.ones(40, dtype=int)
    found = median_order([series], [other], 1.5)
    medians = []
    for cut in range(1, 40):
        for early in (3, 2):
            weighted = np.where(np.arange(40) < cut, series * early, series * (5 - early))
            medians.append(quantile_time([weighted], 0.5)[0])
    assert min(medians) >= found.first_lo[0] - 1e-9
    assert max(medians) <= found.first_hi[0] + 1e-9
    assert min(medians) - found.first_lo[0] < 1
    assert found.first_hi[0] - max(medians) < 1


def test_flip_is_where_the_ranges_meet():
    rng = np.random.default_rng(2)
    a, b = rng.poisson(np.linspace(20, 2, 48)), rng.poisson(np.linspace(2, 20, 48))
    flip = median_order([a], [b], 1).flip[0]
    near, far = median_order([a], [b], flip * 0.99), median_order([a], [b], flip * 1.01)
    assert near.first_hi[0] < near.second_lo[0]
    assert far.first_hi[0] > far.second_lo[0]
    assert median_order([b], [a], 1).flip[0] == pytest.approx(flip)
    assert np.isnan(median_order([a], [b * 0], 1).flip[0])
    with pytest.raises(InputError, match="factor below 1"):
        median_order([a], [b], 0.5)


def test_without_the_turning_factor_all_else_is_the_same():
    rng = np.random.default_rng(4)
    a, b = rng.poisson(3, (5, 24)), rng.poisson(2, (5, 24))
    whole, short = median_order(a, b, 2.0), median_order(a, b, 2.0, turn=False)
    assert np.isnan(short.flip).all()
    assert np.isfinite(whole.flip).all()
    for name in ("first", "second", "first_lo", "first_hi", "second_lo", "second_hi"):
        assert np.array_equal(getattr(whole, name), getattr(short, name))


def test_change_month_against_a_plain_loop_over_splits():
    rng = np.random.default_rng(3)
    series = np.concatenate([rng.poisson(4, 20), rng.poisson(11, 15)])[None, :]
    found = change_month(series)
    fits = []
    for k in range(1, 35):
        one, two = series[0, :k], series[0, k:]
        fits.append(sum(v.sum() * np.log(v.mean()) for v in (one, two)))
    assert found.at[0] == 1 + int(np.argmax(fits))
    assert found.lo[0] <= found.at[0] <= found.hi[0]
    assert found.change[0] == pytest.approx(series[0, found.at[0] :].mean() / series[0, : found.at[0]].mean())
    with pytest.raises(UsageError, match="at least 4"):
        change_month([[1, 2, 3]])


def test_a_clear_change_is_dated_to_its_month():
    series = np.repeat([[2, 40]], 12, axis=1).reshape(1, -1)
    series = np.concatenate([np.full((1, 12), 2), np.full((1, 12), 40)], axis=1)
    found = change_month(series)
    assert (found.lo[0], found.at[0], found.hi[0]) == (12, 12, 12)
