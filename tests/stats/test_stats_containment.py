"""Towns before and after, against scipy and against a plain loop over assignments."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from inquest.errors import InputError, UsageError
from inquest.stats.containment import assignments, holder_test, left_test, town_changes

SEED = np.random.SeedSequence(5)


def test_town_changes_are_logs_of_rates_and_need_events_before():
    found = town_changes([[10, 2]], [[5, 9]], [100, 100], [200, 200], least=5)
    assert found.log_ratio[0, 0] == pytest.approx(np.log((5.5 / 200) / (10.5 / 100)))
    assert found.known.tolist() == [[True, False]]
    assert found.log_ratio[0, 1] == 0.0
    assert town_changes([[10]], [[5]], [100], [0], least=5).known.tolist() == [[False]]


def test_holder_test_against_scipy_and_a_loop_over_all_assignments():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(3, 9)) + np.where(np.arange(9) < 4, 1.0, 0.0)
    holder = np.zeros(9, dtype=bool)
    holder[[1, 3, 4, 8]] = True
    found = holder_test(x, np.ones((3, 9), dtype=bool), holder, seed=SEED)
    assert found.assignments == 126
    for s in range(3):
        welch = stats.ttest_ind(x[s, holder], x[s, ~holder], equal_var=False)
        interval = welch.confidence_interval(0.95)
        assert (found.lo[s], found.hi[s]) == pytest.approx((interval.low, interval.high))
        every = []
        for chosen in combinations(range(9), 4):
            one = np.isin(np.arange(9), chosen)
            every.append(stats.ttest_ind(x[s, one], x[s, ~one], equal_var=False).statistic)
        assert found.p_up[s] == pytest.approx(np.mean(np.array(every) >= welch.statistic - 1e-9))
        assert found.p_down[s] == pytest.approx(np.mean(np.array(every) <= welch.statistic + 1e-9))


def test_towns_that_say_nothing_are_left_out():
    x = np.array([[1.0, 2.0, 3.0, 9.0, 0.0, 0.5, 0.2, 9.0]])
    known = np.array([[True, True, True, False, True, True, True, False]])
    holder = np.arange(8) < 4
    found = holder_test(x, known, holder, seed=SEED)
    assert found.point[0] == pytest.approx(2.0 - 0.7 / 3)
    assert (found.towns[0], found.others[0]) == (3, 3)
    empty = holder_test(x, np.zeros_like(known), holder, seed=SEED)
    assert np.isnan(empty.point[0])
    assert (empty.p_up[0], empty.p_down[0]) == (1.0, 1.0)


def test_the_level_holds_where_towns_are_alike():
    rng = np.random.default_rng(8)
    x = rng.normal(size=(2000, 12))
    found = holder_test(x, np.ones(x.shape, dtype=bool), np.arange(12) < 6, seed=SEED)
    assert 0.035 < np.mean(np.minimum(found.p_up, found.p_down) <= 0.025) < 0.065


def test_assignments_are_all_or_drawn_and_start_with_the_given_one():
    every = assignments(6, 2, SEED)
    assert every.shape == (15, 6)
    assert np.all(every.sum(axis=1) == 2)
    assert len({tuple(r) for r in every.tolist()}) == 15
    drawn = assignments(40, 20, SEED)
    assert drawn.shape == (2000, 40)
    assert drawn[0].tolist() == [True] * 20 + [False] * 20
    assert np.all(drawn.sum(axis=1) == 20)
    assert np.array_equal(drawn, assignments(40, 20, np.random.SeedSequence(5)))
    with pytest.raises(UsageError, match="some but not all"):
        assignments(4, 4, SEED)


def test_left_test_is_the_paired_t_of_the_score_and_fieller_inverts_it():
    rng = np.random.default_rng(4)
    b, a = rng.integers(20, 60, (1, 8)), rng.integers(2, 20, (1, 8))
    changes = town_changes(b, a, np.full(8, 100), np.full(8, 100), least=1)
    holder = np.arange(8) < 6
    found = left_test(changes, holder, 0.2)
    score = (a - 0.2 * b)[0, :6]
    expected = stats.ttest_1samp(score, 0.0)
    assert found.point[0] == pytest.approx(a[0, :6].sum() / b[0, :6].sum())
    assert found.p_up[0] == pytest.approx(stats.ttest_1samp(score, 0.0, alternative="greater").pvalue)
    assert found.p_down[0] == pytest.approx(1 - found.p_up[0])
    for edge in (found.lo[0], found.hi[0]):
        assert stats.ttest_1samp((a - edge * b)[0, :6], 0.0).pvalue == pytest.approx(0.05, abs=1e-6)
    assert expected.df == 5


def test_shapes_and_lines_are_checked():
    changes = town_changes([[10, 10]], [[5, 5]], [1, 1], [1, 1], least=1)
    with pytest.raises(InputError, match="line at or below zero"):
        left_test(changes, np.array([True, True]), 0.0)
    with pytest.raises(InputError, match="holder of shape"):
        left_test(changes, np.array([True]), 1.0)
    with pytest.raises(InputError, match="holder"):
        holder_test([[1.0, 2.0]], np.ones((1, 2), bool), np.array([True]), seed=SEED)
    few = left_test(changes, np.array([True, True]), 1.0)
    assert np.isnan(few.point[0])
    assert few.p_up[0] == 1.0
