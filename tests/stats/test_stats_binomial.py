"""Limits of a proportion: against closed forms and the defining tail probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from inquest.errors import UsageError
from inquest.stats.binomial import clopper_pearson, most_hits


def test_no_hits_and_all_hits_have_a_closed_form():
    low, high = clopper_pearson(np.array([0, 40]), np.array([40, 40]), 0.95)
    np.testing.assert_allclose(high, [1 - 0.025 ** (1 / 40), 1.0])
    np.testing.assert_allclose(low, [0.0, 0.025 ** (1 / 40)])


@given(st.integers(1, 400), st.floats(0, 1), st.sampled_from([0.8, 0.95, 0.99]))
def test_limits_are_those_of_an_independent_implementation(trials, part, level):
    hits = round(part * trials)
    low, high = clopper_pearson(np.array([hits]), np.array([trials]), level)
    known = binomtest(hits, trials).proportion_ci(level, method="exact")
    np.testing.assert_allclose([low[0], high[0]], [known.low, known.high], rtol=1e-8, atol=1e-12)


def test_each_limit_puts_the_tail_where_the_definition_says():
    low, high = clopper_pearson(np.array([7]), np.array([50]), 0.9)
    assert binom.cdf(7, 50, high[0]) == pytest.approx(0.05)
    assert binom.sf(6, 50, low[0]) == pytest.approx(0.05)


def test_no_trials_have_no_limits():
    low, high = clopper_pearson(np.array([0]), np.array([0]))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@pytest.mark.parametrize(("hits", "level", "said"), [(5, 0.95, "0 <= hits <= trials"), (1, 1.0, "between 0 and 1")])
def test_errors_say_what_was_expected(hits, level, said):
    with pytest.raises(UsageError, match=said):
        clopper_pearson(np.array([hits]), np.array([4]), level)


@given(st.integers(1, 500), st.sampled_from([0.05, 0.1, 0.2]))
def test_most_hits_is_the_quantile(trials, share):
    assert most_hits(trials, share, 0.999) == int(binom.ppf(0.999, trials, share))
