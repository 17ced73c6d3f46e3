"""Trends: against statsmodels, enumeration and seeded worlds."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inquest.errors import InputError, UsageError
from inquest.stats.placebo import placebo_rank, placements
from inquest.stats.trend import bartlett_bandwidth, hac_variance, log_ratio, smallest_visible_ratio


def halves(n_baseline, n_window, total=None):
    total = n_baseline + n_window if total is None else total
    baseline, window = np.zeros(total, bool), np.zeros(total, bool)
    baseline[:n_baseline], window[total - n_window :] = True, True
    return window, baseline


def test_hac_variance_equals_statsmodels_poisson_with_hac():
    rng = np.random.default_rng(1)
    y = rng.negative_binomial(2, 0.2, 40)
    window, baseline = halves(24, 16)
    design = sm.add_constant(window.astype(float))
    fit = sm.GLM(y, design, family=sm.families.Poisson()).fit(
        cov_type="HAC", cov_kwds={"maxlags": bartlett_bandwidth(40), "use_correction": True}
    )
    ours = log_ratio(y[None], window, baseline)
    np.testing.assert_allclose(ours.point[0], fit.params[1], rtol=1e-8)
    mean = np.where(window, y[window].mean(), y[baseline].mean())
    influence = (y - mean) * np.where(window, 1 / 16, -1 / 24) / mean
    variance = hac_variance(influence[None], bartlett_bandwidth(40))[0] * 40 / 38
    np.testing.assert_allclose(variance, fit.cov_params()[1, 1], rtol=1e-6)
    pearson = fit.pearson_chi2 / 38
    quasi = pearson * (1 / y[window].sum() + 1 / y[baseline].sum())
    np.testing.assert_allclose(ours.se[0] ** 2, max(variance, quasi), rtol=1e-8)
    np.testing.assert_allclose(ours.dispersion[0], pearson, rtol=1e-8)


def test_a_gap_between_the_windows_keeps_true_distances():
    y = np.random.default_rng(2).poisson(6, (1, 30))
    window, baseline = halves(8, 8, 30)
    out = log_ratio(y, window, baseline)
    squeezed = np.concatenate([y[:, :8], y[:, -8:]], axis=1)
    assert out.point[0] == pytest.approx(log_ratio(squeezed, *halves(8, 8)).point[0])
    assert out.df == 7


@given(arrays(np.int64, (3, 24), elements=st.integers(0, 40)))
def test_swapping_the_windows_turns_the_sign(y):
    window, baseline = halves(12, 12)
    one, two = log_ratio(y, window, baseline), log_ratio(y, baseline, window)
    np.testing.assert_allclose(one.point, -two.point, atol=1e-9)
    np.testing.assert_allclose(one.lo, -two.hi, atol=1e-9)
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


def test_together_they_hold_their_level_in_autocorrelated_worlds():
    rng = np.random.default_rng(4)
    latent = rng.standard_normal((1500, 72))
    for t in range(1, 72):
        latent[:, t] = 0.4 * latent[:, t - 1] + np.sqrt(1 - 0.16) * latent[:, t]
    y = rng.poisson(7 * np.exp(0.6 * latent - 0.18))
    window, baseline = np.zeros(72, bool), np.zeros(72, bool)
    baseline[30:42], window[42:48] = True, True
    out = log_ratio(y, window, baseline)
    rank = placebo_rank(y, np.ones(72, bool), (30, 42), (42, 48))
    risen = (out.lo > 0) & (rank.p_rise <= 0.05)
    fallen = (out.hi < 0) & (rank.p_fall <= 0.05)
    assert risen.mean() < 0.045
    assert fallen.mean() < 0.045


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
