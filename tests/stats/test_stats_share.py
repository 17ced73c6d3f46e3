"""Share of a process: against closed forms, an independent implementation, and by seeded simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats as reference
from scipy.special import expit, logit

from inquest.errors import InputError, UsageError
from inquest.stats.coverage import (
    MONTHS,
    RHOS,
    TABLE,
    approximate,
    coverage_table,
    simulate_coverage,
    simulate_series,
    true_share,
    worst_coverage,
)
from inquest.stats.share import ar1_rho, ar1_variance, cosine_basis, ewc_variance, mean_inflation, score, share_interval

months = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(24, 40)), elements=st.integers(0, 30))


def test_interval_is_the_wider_of_two_written_out_by_hand():
    rng = np.random.default_rng(1)
    n1, n2 = rng.poisson(4, (1, 30)), rng.poisson(9, (1, 30))
    out = share_interval(n1, n2)
    total = (n1 + n2).sum()
    s = n1.sum() / total
    z = (n1 - s * (n1 + n2))[0]
    t = np.arange(1, 31)
    waves = [np.sqrt(2 / 30) * np.sum(z * np.cos(np.pi * j * (t - 0.5) / 30)) for j in (1, 2, 3)]
    half_ewc = reference.t.ppf(0.975, 3) * np.sqrt(30 * np.mean(np.square(waves)))
    raw = np.sum(z[1:] * z[:-1]) / np.sum(z**2)
    rho = (30 * raw + 1) / 27
    rho = max(rho + np.sqrt((1 - rho**2) / 30), 0)
    inflation = 1 + 2 * sum((1 - k / 30) * rho**k for k in range(1, 30))
    variance = np.mean(z**2) / (1 - inflation / 30) * inflation
    half_ar = reference.t.ppf(0.975, max(30 / inflation - 1, 3)) * np.sqrt(30 * variance)
    half = max(half_ewc, half_ar) / (total * s * (1 - s))
    np.testing.assert_allclose(
        [out.point[0], out.lo[0], out.hi[0]], [s, expit(logit(s) - half), expit(logit(s) + half)]
    )
    np.testing.assert_allclose(out.se_logit[0], half / reference.t.ppf(0.975, 3))


def test_mean_inflation_equals_the_sum_it_stands_for():
    for rho in (-0.4, 0.0, 0.3, 0.95):
        direct = 1 + 2 * sum((1 - k / 40) * rho**k for k in range(1, 40))
        assert mean_inflation(np.array(rho), 40) == pytest.approx(direct)


def test_cosines_are_orthonormal_and_orthogonal_to_a_constant():
    basis = cosine_basis(37)
    np.testing.assert_allclose(basis @ basis.T, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(basis.sum(1), 0, atol=1e-12)


def test_variances_agree_with_theory_on_white_noise():
    z = np.random.default_rng(2).standard_normal((4000, 60))
    z -= z.mean(1, keepdims=True)
    assert ewc_variance(z).mean() == pytest.approx(1, abs=0.03)
    assert np.median(ar1_rho(z)) < 0.2
    assert ar1_variance(z)[0].mean() > 1


@given(months, st.integers(1, 60))
def test_mirror_of_the_share_mirrors_the_interval(n1, seed):
    n2 = np.random.default_rng(seed).poisson(5, n1.shape)
    one, two = share_interval(n1, n2), share_interval(n2, n1)
    np.testing.assert_array_equal(one.refused, two.refused)
    np.testing.assert_allclose(one.point, 1 - two.point, atol=1e-12)
    np.testing.assert_allclose(one.lo, 1 - two.hi, atol=1e-9)
    np.testing.assert_allclose(one.hi, 1 - two.lo, atol=1e-9)


@given(months)
def test_point_lies_inside_and_rows_do_not_touch_each_other(n1):
    n2 = n1[:, ::-1] + 1
    out = share_interval(n1, n2)
    kept = ~out.refused
    assert np.all((out.lo[kept] < out.point[kept]) & (out.point[kept] < out.hi[kept]))
    alone = share_interval(n1[:1], n2[:1])
    np.testing.assert_allclose(alone.lo, out.lo[:1], rtol=1e-9)


def test_refusals_are_marked_and_have_no_interval():
    rng = np.random.default_rng(3)
    short = share_interval(rng.poisson(5, (2, 23)), rng.poisson(5, (2, 23)))
    assert short.refused.all()
    assert np.isnan(short.lo).all()
    assert np.isfinite(short.point).all()
    zero, some = np.zeros((1, 30), int), np.ones((1, 30), int)
    assert share_interval(zero, zero).refused.all()
    assert np.isnan(share_interval(zero, zero).point).all()
    assert share_interval(some, zero).refused.all()
    assert share_interval(zero, some).point[0] == 0


def test_errors_name_what_was_found():
    good = np.ones((1, 30), int)
    with pytest.raises(InputError, match="n1 has 1 axes"):
        share_interval(good[0], good)
    with pytest.raises(InputError, match="n2 holds -1"):
        share_interval(good, -good)
    with pytest.raises(InputError, match="n1 holds fractions"):
        share_interval(good / 2, good)
    with pytest.raises(InputError, match=r"shapes differ: n1 \(1, 30\), n2 \(2, 30\)"):
        share_interval(good, np.ones((2, 30), int))
    with pytest.raises(UsageError, match="level 95"):
        share_interval(good, good, level=95)


def test_score_sums_to_zero():
    n1 = np.random.default_rng(4).poisson(3, (5, 30))
    _, z = score(n1, n1 + 2)
    np.testing.assert_allclose(z.sum(1), 0, atol=1e-9)


def test_coverage_table_has_a_row_a_length_and_can_be_made_again():
    assert np.array(TABLE).shape == (len(MONTHS), len(RHOS))
    assert coverage_table(worlds=20).shape == (len(MONTHS), len(RHOS))
    for months_, rho in ((24, 0.0), (48, 0.6), (24, 0.8)):
        again = simulate_coverage(months_, rho, worlds=1500, seed=99)
        assert again == pytest.approx(TABLE[MONTHS.index(months_)][RHOS.index(rho)], abs=0.025)


def test_worst_coverage_falls_with_autocorrelation_and_rounds_length_down():
    assert worst_coverage(24, [0.0, 0.9]) == TABLE[0][-1]
    assert worst_coverage(47, [0.0]) == TABLE[2][0]
    assert worst_coverage(500, [0.2, np.nan]) == TABLE[-1][1]
    assert worst_coverage(24, [-0.5]) == TABLE[0][0]
    assert approximate([0.92, 0.93]).tolist() == [True, False]


def test_true_share_agrees_with_a_simulated_world():
    setting = (-0.7, 1.2, 20.0)
    n1, n2 = simulate_series(200, 0.0, setting, 400, np.random.SeedSequence(5))
    assert n1.sum() / (n1 + n2).sum() == pytest.approx(true_share(setting), abs=0.01)


def test_coverage_errors():
    with pytest.raises(UsageError, match="23 months"):
        worst_coverage(23)
    with pytest.raises(UsageError, match="autocorrelation 1"):
        simulate_coverage(24, 1.0)
    with pytest.raises(UsageError, match="no finite autocorrelation"):
        worst_coverage(24, [np.nan])


@settings(max_examples=20)
@given(st.integers(24, 200), st.floats(0, 0.9))
def test_worst_coverage_is_a_share(n, rho):
    assert 0.8 < worst_coverage(n, [rho]) < 1
