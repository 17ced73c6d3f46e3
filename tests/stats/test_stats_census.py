"""Census quantities: bounds, levels, positions, flip factors, universals, visible effects, concentration."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference

from inquest.errors import InputError, UsageError
from inquest.stats import bounds, concentration, flip, level, position, universal, visible

counts = arrays(np.int64, (6,), elements=st.integers(0, 60))


def triple(seed, n=6):
    return tuple(np.sort(np.random.default_rng(seed).integers(0, 50, (3, n)), axis=0))


def test_events_are_ordered_before_summing():
    low, best, high = bounds.ordered([5, 0, 3], [2, 1, 4], [1, 9, 4])
    assert (low.tolist(), best.tolist(), high.tolist()) == ([2, 0, 3], [2, 1, 4], [2, 9, 4])
    assert [v.tolist() for v in bounds.event_counts([0, 1, 0], [0, 1, 2], [1, 1, 2])] == [
        [0, 1, 0],
        [0, 1, 1],
        [1, 1, 1],
    ]
    assert [v.tolist() for v in bounds.role_deaths([3], [4])] == [[3], [7]]


@given(st.integers(0, 10**6), st.integers(0, 10**6), counts)
def test_share_bounds_hold_every_assignment_of_the_unattributed(seed_a, seed_b, loose):
    a, b = triple(seed_a), triple(seed_b)
    out = bounds.share_bounds(a, b, loose)
    rng = np.random.default_rng(seed_a)
    for _ in range(20):
        one = rng.integers(a[0], a[2] + 1) + (given_ := rng.integers(0, loose + 1))
        two = rng.integers(b[0], b[2] + 1) + (loose - given_)
        share = bounds.ratio(one, one + two)
        known = np.isfinite(share) & np.isfinite(out.lo) & np.isfinite(out.hi)
        assert np.all(out.lo[known] <= share[known] + 1e-12)
        assert np.all(share[known] <= out.hi[known] + 1e-12)
    back = bounds.share_bounds(b, a, loose)
    np.testing.assert_allclose(out.lo, 1 - back.hi, atol=1e-12)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_ratio_bounds_are_ordered_and_invert(seed_a, seed_b):
    a, b = triple(seed_a), triple(seed_b)
    out, back = bounds.ratio_bounds(a, b), bounds.ratio_bounds(b, a)
    fine = np.isfinite(out.lo) & np.isfinite(out.hi) & np.isfinite(out.point)
    assert np.all(out.lo[fine] <= out.point[fine])
    assert np.all(out.point[fine] <= out.hi[fine])
    np.testing.assert_allclose(out.lo[fine], bounds.ratio(1.0, back.hi)[fine])


def test_attribution_bounds_by_the_formula_and_by_brute_force():
    out = bounds.attribution_bounds([[30, 10]], [[4, 2]], [6])
    np.testing.assert_allclose(out.point, [[30 / 40, 10 / 40]])
    np.testing.assert_allclose(out.lo, [[30 / (40 + 6 + 2), 10 / (40 + 6 + 4)]])
    np.testing.assert_allclose(out.hi, [[(30 + 4 + 6) / (40 + 6 + 4), (10 + 2 + 6) / (40 + 6 + 2)]])
    every = [(30 + v + p) / (40 + v + p + w + (6 - p)) for v in range(5) for w in range(3) for p in range(7)]
    assert out.lo[0, 0] == pytest.approx(min(every))
    assert out.hi[0, 0] == pytest.approx(max(every))


def test_unlocated_deaths_never_enter_wholly_unless_nothing_is_located():
    high = bounds.unlocated_high([10, 0, 90, 0], [100, 100, 100, 0], [40, 40, 40, 40])
    np.testing.assert_allclose(high, [6, 0, 40, 40])
    assert bounds.unlocated_share_to_flip([10, 60, 10], [40, 40, 0], 50).tolist() == [1.0, 0.0, np.inf]


def test_bound_errors():
    with pytest.raises(InputError, match="a is not in the order"):
        bounds.ratio_bounds(([2], [1], [3]), ([1], [1], [1]))
    with pytest.raises(InputError, match="unattributed is -1"):
        bounds.share_bounds(([1], [1], [1]), ([1], [1], [1]), [-1])
    with pytest.raises(InputError, match="more deaths inside than located"):
        bounds.unlocated_high([5], [4], [1])


def test_levels_are_decided_only_where_recording_cannot_change_them():
    low, high = [5200, 4000, 1000, 5000, 2000], [6000, 6000, 2000, 5000, 2500]
    assert level.level_position(low, high, 5000, "more").tolist() == [1, 0, -1, 0, 0]
    assert level.level_position(low, high, 5000, "fewer").tolist() == [-1, 0, 1, 0, 0]
    assert level.level_position(low, high, 5000, "more", allowance=1).tolist() == [1, 0, -1, 0, -1]
    assert level.level_position(low, high, 5000, "more", covered=0.95).tolist() == [1, 0, -1, 0, 0]
    assert level.level_position(low, high, 5000, "more", covered=0.89).tolist() == [0] * 5
    assert level.level_position([480], [490], 500, "more", allowance=1, covered=0.97).tolist() == [0]


@given(counts, counts, st.integers(1, 100), st.floats(1, 4), st.floats(0.5, 1))
def test_fewer_mirrors_more(low, extra, t, k, covered):
    more = level.level_position(low, low + extra, t, "more", allowance=k, covered=covered)
    fewer = level.level_position(low, low + extra, t, "fewer", allowance=k, covered=covered)
    np.testing.assert_array_equal(more, -fewer)


def test_about_needs_the_whole_range_inside():
    assert level.level_position(
        [4600, 4600, 4400, 5600], [5400, 5600, 5400, 5700], 5000, "about", allowance=1
    ).tolist() == [
        1,
        0,
        0,
        -1,
    ]
    assert level.level_position([4600], [5400], 5000, "about").tolist() == [0]
    assert level.level_position([1000], [2000], 5000, "about").tolist() == [-1]
    assert level.about_half_width([5000, 20, 37, 4800]).tolist() == pytest.approx([500, 5, 3.7, 480])
    assert level.about_half_width([2.5], unit=[0.5]).tolist() == [0.25]


def test_none_first_and_every():
    assert level.none_position([0, 0, 2, 2], [0, 0, 0, 1], [True, False, True, False]).tolist() == [1, 0, 0, -1]
    assert level.first_position([0, 0, 3, 3], [0, 0, 1, 0], [2, 2, 2, 2], [True, False, True, True]).tolist() == [
        1,
        0,
        -1,
        0,
    ]
    events, clear = [[2, 1], [2, 0], [2, 0], [2, 1]], [[1, 1], [1, 0], [1, 0], [1, 0]]
    covered = [[True, True], [True, True], [True, False], [True, True]]
    assert level.every_position(events, clear, covered).tolist() == [1, -1, 0, 0]


def test_level_errors():
    with pytest.raises(UsageError, match=r"wording 'many'.*Choices: more, fewer, about"):
        level.level_position([1], [1], 1, "many")
    with pytest.raises(UsageError, match=r"allowance 0.5"):
        level.level_position([1], [1], 1, "more", allowance=0.5)
    with pytest.raises(InputError, match="low above high"):
        level.level_position([2], [1], 1, "more")
    with pytest.raises(InputError, match="covered fraction outside"):
        level.level_position([1], [1], 1, "more", covered=1.2)
    with pytest.raises(InputError, match="more clear events than events"):
        level.none_position([1], [2], [True])
    with pytest.raises(InputError, match="about a number of zero"):
        level.about_half_width([0])
    with pytest.raises(InputError, match="fraction without a unit"):
        level.about_half_width([2.5])


@given(counts, counts, st.integers(0, 60), st.sampled_from([1, -1]))
def test_positions_mirror_and_ties_are_open(lo, extra, null, side):
    hi = lo + extra
    out = position.from_interval(lo, hi, null, side)
    np.testing.assert_array_equal(out, -position.from_interval(lo, hi, null, -side))
    np.testing.assert_array_equal(out, -position.from_interval(-hi, -lo, -null, side))
    assert not out[(lo == null) | (hi == null)].any()
    assert out.dtype == np.int8


def test_positions_need_bounds_flip_factor_and_agreement():
    nan = np.nan
    assert position.from_interval([nan, 1, 1], [2, nan, 2], 0, 1).tolist() == [0, 0, 1]
    assert position.from_bounds([2, 2, 2], [3, 3, 3], 1, 1, flip=[1.5, 1.4, nan]).tolist() == [1, 0, 0]
    assert position.point_side([1, 0, nan, 2], [0, 0, 0, 3], -1).tolist() == [-1, 0, 0, 1]
    assert position.agreed([1, -1], [False, True]).tolist() == [0, -1]


def test_position_errors():
    with pytest.raises(InputError, match="lo above hi"):
        position.from_interval([2], [1], 0, 1)
    with pytest.raises(InputError, match=r"neither \+1 nor -1"):
        position.from_interval([1], [2], 0, 0)
    with pytest.raises(InputError, match="flip factor or benchmark below 1"):
        position.from_bounds([1], [2], 0, 1, flip=[0.5])


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.integers(1, 1000))
def test_the_flip_factor_brings_a_share_to_the_null(share, null, n):
    factor = flip.flip_share([share], null)[0]
    a, b = share * n, (1 - share) * n
    moved = a / (a + factor * b) if share > null else factor * a / (factor * a + b)
    assert moved == pytest.approx(null)
    assert factor >= 1
    assert factor == pytest.approx(flip.flip_share([1 - share], 1 - null)[0])


def test_flip_of_ratios_levels_and_edges():
    assert flip.flip_ratio([3, 0.5, 0], 2.0).tolist() == [1.5, 4.0, np.inf]
    assert flip.flip_level([400.0], 100).tolist() == [4.0]
    assert flip.flip_share([0.0, 1.0, np.nan], 0.5)[:2].tolist() == [np.inf, np.inf]
    assert np.isnan(flip.flip_share([np.nan], 0.5)[0])


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from([0.2, 1 / 3, 0.5, 0.75]))
def test_missing_events_are_the_fewest_that_reach_the_null(a, b, null):
    m = flip.missing_events_share([a], [b], null)[0]
    if a + b == 0:
        assert m == 0
        return

    def reached(k):
        over = a / (a + b) > null
        share = a / (a + b + k) if over else (a + k) / (a + b + k)
        return share <= null + 1e-9 if over else share >= null - 1e-9

    assert reached(m)
    assert m == 0 or not reached(m - 1)


def test_missing_events_of_a_ratio():
    assert flip.missing_events_ratio([10, 4, 5], [4, 10, 5]).tolist() == [6, 6, 0]
    assert flip.missing_events_ratio([10], [4], 2.0).tolist() == [1]


@given(arrays(np.int64, (3, 7), elements=st.integers(0, 9)), st.integers(0, 40))
def test_removals_by_brute_force(values, null):
    events = -np.sort(-values, axis=1)
    out = flip.removals_to_flip_level(events, null)
    for row, found in zip(events, out, strict=True):
        assert found == next(k for k in range(8) if row[k:].sum() <= null)


@given(
    arrays(np.int64, (3, 7), elements=st.integers(0, 6)),
    arrays(np.int64, (3, 4), elements=st.integers(0, 6)),
    st.integers(1, 6),
)
def test_without_largest_takes_the_largest_and_mirrors(first, second, k):
    one, two = -np.sort(-first, axis=1), -np.sort(-second, axis=1)
    out, back = flip.without_largest(one, two, k), flip.without_largest(two, one, k)
    np.testing.assert_allclose(out.first, back.second)
    gone = -np.sort(-np.concatenate([one, two], axis=1), axis=1)[:, :k].sum(1)
    np.testing.assert_allclose(out.first + out.second, one.sum(1) + two.sum(1) - gone)


def test_without_largest_shares_ties_and_takes_a_single_term():
    out = flip.without_largest([[9, 4]], [[4, 4]], 2)
    np.testing.assert_allclose([out.first[0], out.second[0]], [4 - 4 / 3, 8 - 8 / 3])
    assert flip.without_largest([[9, 4, 1]], np.zeros((1, 0)), 5).first.tolist() == [0]


def test_flip_errors():
    with pytest.raises(InputError, match="share outside"):
        flip.flip_share([1.2], 0.5)
    with pytest.raises(InputError, match="null is 1"):
        flip.flip_share([0.2], 1.0)
    with pytest.raises(InputError, match="ratio below zero"):
        flip.flip_ratio([-1.0])
    with pytest.raises(InputError, match="values is not sorted"):
        flip.removals_to_flip_level([[1, 2]], 0)
    with pytest.raises(InputError, match="k is 0"):
        flip.without_largest([[1]], [[1]], 0)


def test_universals_need_one_window_against_and_all_for():
    declared = np.array([[True, True, True], [True, True, False], [True, True, True], [False, False, False]])
    lo = np.array([[0.1, 0.1, 0.4], [0.1, 0.1, 0.4], [0.1, 0.1, 0.2], [0.1, 0.1, 0.4]])
    out = universal.never_above(lo, lo + 0.05, 1 / 3, declared)
    assert out.tolist() == [-1, 1, 1, 0]
    weak = universal.never_above(lo, lo + 0.05, 1 / 3, declared, flip=np.full(lo.shape, 1.2))
    assert weak.tolist() == [0, 0, 0, 0]
    assert universal.some_window([[1, 0], [-1, -1], [0, -1]], np.ones((3, 2), bool)).tolist() == [1, -1, 0]
    assert universal.declared_windows([[19, 20, 50]], [True, True, False]).tolist() == [[False, True, False]]
    assert universal.calendar_window([0, 3, 6], "quarter").tolist() == [0, 1, 2]
    assert universal.bonferroni_level(0.95, 5) == pytest.approx(0.99)


def test_universal_errors():
    with pytest.raises(UsageError, match=r"window 'year'.*half-year, quarter"):
        universal.calendar_window([0], "year")
    with pytest.raises(UsageError, match="over 0 windows"):
        universal.bonferroni_level(0.95, 0)
    with pytest.raises(InputError, match="limits with 1 axes"):
        universal.never_above([0], [1], 0, [True])
    with pytest.raises(InputError, match="shapes differ"):
        universal.every_window([[1]], [[True, True]])


def test_visible_effects_have_the_power_they_promise():
    step = visible.needed_distance([2.0], 30)[0]
    assert step == pytest.approx(2 * (reference.t.ppf(0.975, 30) + reference.t.ppf(0.8, 30)))
    assert reference.nct.sf(reference.t.ppf(0.975, 30), 30, step / 2) == pytest.approx(0.8, abs=0.02)
    below, above = visible.visible_share(0.5, [0.3, 1.0])
    np.testing.assert_allclose(below, 1 - above)
    assert above[1] > above[0] > 0.5
    low, high = visible.visible_ratio([0.2], 10, 2.0)
    assert low[0] * high[0] == pytest.approx(4)
    with pytest.raises(UsageError, match="power 1"):
        visible.needed_distance([1.0], 3, power=1.0)


def test_distance_to_the_line():
    out = visible.distance_to_line([0.5, 0.4, 0.1], [0.4, 0.2, 0.05], [0.6, 0.5, 0.2], 0.25)
    assert out.straddles.tolist() == [False, True, False]
    np.testing.assert_allclose(out.gap, [0.15, -0.05, 0.05])
    np.testing.assert_allclose(out.factor, [2, 1.6, 2.5])


@given(arrays(np.int64, (4, 5), elements=st.integers(0, 30)))
def test_effective_number_lies_between_one_and_the_sources(events):
    out = concentration.concentration(events)
    some = events.sum(1) > 0
    assert np.all((out.effective[some] >= 1 - 1e-12) & (out.effective[some] <= 5 + 1e-12))
    assert np.all(out.largest_share[some] >= 1 / 5)
    assert np.all(out.largest[~some] == -1)
    assert np.isnan(out.largest_share[~some]).all()


def test_retention_names_unequal_filters():
    out = concentration.retention(
        [[49, 82], [80, 100], [0, 5], [0, 0], [3, 0]], [[100, 100], [100, 100], [5, 5], [4, 4], [3, 0]]
    )
    np.testing.assert_allclose(out.spread, [82 / 49, 1.25, np.inf, 1, 1])
    assert out.is_reading.tolist() == [True, False, True, False, False]
    with pytest.raises(InputError, match="keeps more than there is"):
        concentration.retention([[2]], [[1]])
    with pytest.raises(InputError, match="no source"):
        concentration.concentration(np.zeros((2, 0), int))
