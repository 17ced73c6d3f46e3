"""Critical values for several estimates at once, against closed forms."""

import numpy as np
import pytest
from scipy import stats

from inquest.errors import InputError, UsageError
from inquest.stats.supt import sidak_critical, supt_critical

SEED = np.random.SeedSequence(1)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("many", [1, 2, 5, 20])
def test_sidak_is_the_quantile_of_the_largest_of_independent_normals(many, level):
    assert (2 * stats.norm.cdf(sidak_critical(many, level)) - 1) ** many == pytest.approx(level)


@pytest.mark.parametrize("many", [2, 5])
def test_independent_estimates_need_sidak(many):
    assert supt_critical(np.eye(many), seed=SEED) == pytest.approx(sidak_critical(many), abs=0.03)


def test_one_estimate_many_times_needs_no_more_than_one():
    assert supt_critical(np.ones((4, 4)), seed=SEED) == pytest.approx(stats.norm.ppf(0.975), abs=0.03)


@pytest.mark.parametrize("rho", [0.3, -0.6, 0.9])
def test_two_correlated_estimates_against_integration(rho):
    c = float(supt_critical([[1, rho], [rho, 1]], seed=SEED, draws=100_000))
    joint = stats.multivariate_normal([0, 0], [[1, rho], [rho, 1]])
    inside = joint.cdf([c, c]) - joint.cdf([-c, c]) - joint.cdf([c, -c]) + joint.cdf([-c, -c])
    assert inside == pytest.approx(0.95, abs=0.003)


def test_many_matrices_at_once_are_as_each_alone():
    several = np.stack([np.eye(3), np.full((3, 3), 0.8) + 0.2 * np.eye(3)])
    both = supt_critical(several, seed=SEED)
    assert both.shape == (2,)
    assert both.tolist() == [float(supt_critical(m, seed=SEED)) for m in several]
    assert both[1] < both[0]


def test_what_is_refused():
    with pytest.raises(InputError, match=r"no correlation matrix.*ones on the diagonal"):
        supt_critical([[1, 2], [2, 1]], seed=SEED)
    with pytest.raises(InputError, match=r"shape \(2, 3\)"):
        supt_critical(np.ones((2, 3)), seed=SEED)
    with pytest.raises(UsageError, match=r"10 draws.*1,000"):
        supt_critical(np.eye(2), seed=SEED, draws=10)
    with pytest.raises(UsageError, match="0 estimates"):
        sidak_critical(0)
