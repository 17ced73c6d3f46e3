"""Trends: against statsmodels, enumeration and seeded worlds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from inquest.errors import InputError, UsageError
from inquest.simulate._counts import counts as simulated
from inquest.stats.placebo import placebo_rank, placements
from inquest.stats.trend import log_ratio, smallest_visible_ratio


def halves(n_baseline, n_window, total=None):
    total = n_baseline + n_window if total is None else total
    baseline, window = np.zeros(total, bool), np.zeros(total, bool)
    baseline[:n_baseline], window[total - n_window :] = True, True
    return window, baseline


def loops(y, window, baseline):
    """The variance of one series, by plain loops over its definition."""
    size = len(y)
    rest = y[~window].mean()
    noise = [(y[t] / (y[window].mean() if window[t] else rest)) - 1 for t in range(size)]
    square = sum(r * r for r in noise) / (size - 2)
    found = []
    for lag in (1, 2, 3):
        raw = sum(noise[t] * noise[t - lag] for t in range(lag, size)) / (size - 2) / square
        mended = (size * raw + 1) / (size - 3)
        if lag == 1:
            mended += np.sqrt(max(1 - mended**2, 0) / size)
        found.append(max(mended, 0) ** (1 / lag))
    rho = min(max(found), 0.97)
    weights = [window[t] / window.sum() - baseline[t] / baseline.sum() for t in range(size)]
    stretch = 1 + 2 * sum((1 - k / size) * rho**k for k in range(1, size))
    pairs = sum(weights[i] * weights[j] * rho ** abs(i - j) for i in range(size) for j in range(size))
    model = square * pairs / max(1 - stretch / size, 0.1)
    inside = np.flatnonzero(weights)
    piece = weights[inside[0] : inside[-1] + 1]
    moved = [sum(noise[s + i] * w for i, w in enumerate(piece)) ** 2 for s in range(size - len(piece) + 1)]
    tails = max(size * sum(r**4 for r in noise) / sum(r * r for r in noise) ** 2, 3)
    return max(model, np.mean(moved) / max(1 - stretch / size, 0.3)), rho, max(2 * size / stretch / (tails - 1) - 1, 3)


def test_interval_is_its_definition():
    rng = np.random.default_rng(1)
    y = rng.negative_binomial(2, 0.2, 48) + 1
    window, baseline = halves(6, 6, 48)
    baseline[:] = False
    baseline[36:42] = True
    variance, rho, df = loops(y, window, baseline)
    ours = log_ratio(y[None], window, baseline)
    poisson = 1 / y[window].sum() + 1 / y[baseline].sum()
    np.testing.assert_allclose(ours.point[0], np.log(y[window].mean() / y[baseline].mean()), rtol=1e-12)
    np.testing.assert_allclose(ours.rho[0], rho, rtol=1e-12)
    np.testing.assert_allclose(ours.se[0] ** 2, max(variance, poisson), rtol=1e-10)
    np.testing.assert_allclose(ours.inflation[0], max(variance / poisson, 1), rtol=1e-10)
    np.testing.assert_allclose(ours.df[0], df, rtol=1e-10)
    np.testing.assert_allclose(ours.hi[0] - ours.point[0], stats.t.ppf(0.975, df) * ours.se[0], rtol=1e-6)
    assert not ours.approximate


def test_uncovered_periods_are_left_out():
    y = np.random.default_rng(2).poisson(6, (1, 40))
    window, baseline = halves(4, 4, 40)
    covered = np.ones(40, bool)
    covered[10:13] = False
    changed = y.copy()
    changed[:, 10:13] = 900
    one, two = (log_ratio(v, window, baseline, covered) for v in (y, changed))
    np.testing.assert_array_equal(one.lo, two.lo)
    with pytest.raises(UsageError, match="windows that are not covered"):
        log_ratio(y, window, baseline, ~window)


@pytest.mark.parametrize(("size", "months", "short"), [(36, 6, False), (35, 6, True), (72, 12, True), (120, 12, False)])
def test_a_short_record_makes_the_interval_approximate(size, months, short):
    y = np.random.default_rng(3).poisson(9, (1, size))
    assert log_ratio(y, *halves(months, months, size)).approximate is short


@pytest.mark.parametrize(("rough", "rho"), [(1.0, 0.0), (4.0, 0.7), (35.0, 0.74), (67.0, 0.83)])
def test_interval_covers_on_series_as_rough_as_a_real_record(rough, rho):
    y = simulated(np.full((1500, 72), 60.0), np.random.default_rng(4), rough=rough, rho=rho)
    window, baseline = halves(6, 6, 72)
    baseline[:] = False
    baseline[60:66] = True
    out = log_ratio(y, window, baseline)
    known = ~np.isnan(out.lo)
    assert np.mean((out.lo <= 0)[known] & (out.hi >= 0)[known]) > 0.93


@given(arrays(np.int64, (3, 24), elements=st.integers(0, 40)))
def test_swapping_the_windows_turns_the_rank(y):
    forward = placebo_rank(y, np.ones(24, bool), (6, 12), (12, 18))
    backward = placebo_rank(y, np.ones(24, bool), (12, 18), (6, 12))
    np.testing.assert_array_equal(forward.p_rise, backward.p_fall)
    np.testing.assert_array_equal(forward.p_two, backward.p_two)


def test_empty_windows_have_a_point_but_no_interval():
    y = np.zeros((2, 12), int)
    y[0, :6] = 3
    out = log_ratio(y, *halves(6, 6))
    assert out.point[0] == -np.inf
    assert np.isnan(out.point[1])
    assert np.isnan(out.lo).all()
    assert np.isnan(out.hi).all()


def test_placebos_are_enumerated_without_those_on_the_break():
    rng = np.random.default_rng(3)
    y = rng.poisson(5, (1, 40))
    covered = np.ones(40, bool)
    covered[30] = False
    out = placebo_rank(y, covered, (10, 14), (16, 19))
    tested = np.log((y[0, 16:19].sum() + 0.5) / 3) - np.log((y[0, 10:14].sum() + 0.5) / 4)
    changes = []
    for k in range(40 - 9 + 1):
        if 30 in range(k, k + 9) or not (k + 9 <= 14 or k >= 16):
            continue
        early, late = y[0, k : k + 4].sum(), y[0, k + 6 : k + 9].sum()
        changes.append(np.log((late + 0.5) / 3) - np.log((early + 0.5) / 4))
    assert out.n_placebos == len(changes)
    assert out.p_rise[0] == (1 + sum(c >= tested - 1e-12 for c in changes)) / (1 + len(changes))
    assert out.p_fall[0] == (1 + sum(c <= tested + 1e-12 for c in changes)) / (1 + len(changes))


def test_a_collapse_is_not_ranked_against_itself():
    y = np.where(np.arange(48) < 24, 20, 1)[None] + np.arange(48)[None] % 2
    out = placebo_rank(y, np.ones(48, bool), (12, 24), (24, 36))
    assert out.p_fall[0] == 1 / (1 + out.n_placebos)
    _, keep = placements(np.ones(48, bool), (12, 24), (24, 36))
    assert keep.sum() == out.n_placebos == 2


def test_no_placebo_is_the_weakest_answer():
    out = placebo_rank(np.ones((1, 12), int), np.ones(12, bool), (0, 6), (6, 12))
    assert out.n_placebos == 0
    assert out.p_rise[0] == out.p_two[0] == 1


def test_smallest_visible_ratio_solves_its_equation_and_shrinks_with_data():
    rise, fall = smallest_visible_ratio([1.0, 7.0, 70.0, 700.0], 6, 12, inflation=2.0)
    assert np.all(np.diff(rise) < 0)
    assert np.all(np.diff(fall[1:]) > 0)
    assert fall[:2].tolist() == [0, 0]
    need = 2.5705818356363146 + 0.9195437803635255
    se = np.sqrt(2 * (1 / (12 * 7) + 1 / (6 * 7 * rise[1])))
    assert np.log(rise[1]) == pytest.approx(need * se, rel=1e-6)
    se = np.sqrt(2 * (1 / (12 * 70) + 1 / (6 * 70 * fall[2])))
    assert -np.log(fall[2]) == pytest.approx(need * se, rel=1e-6)
    nothing = smallest_visible_ratio([0.0], 6, 12)
    assert nothing[0][0] == np.inf
    assert nothing[1][0] == 0


def test_trend_errors():
    y = np.ones((1, 12), int)
    window, baseline = halves(6, 6)
    with pytest.raises(UsageError, match="share periods"):
        log_ratio(y, window, ~baseline | baseline)
    with pytest.raises(UsageError, match="windows of 2 and 6"):
        log_ratio(y, np.arange(12) > 9, baseline)
    with pytest.raises(InputError, match=r"windows of shape \(3,\)"):
        log_ratio(y, window[:3], baseline)
    with pytest.raises(UsageError, match="two disjoint windows inside"):
        placebo_rank(y, np.ones(12, bool), (0, 7), (6, 12))
    with pytest.raises(InputError, match="covered has shape"):
        placebo_rank(y, np.ones(11, bool), (0, 6), (6, 12))
    with pytest.raises(UsageError, match="power 80"):
        smallest_visible_ratio([3.0], 6, 6, power=80)
    with pytest.raises(UsageError, match="windows of 2"):
        smallest_visible_ratio([3.0], 2, 6)
