"""What would be missing without a side: the range found by search over what others take over and lean on."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.errors import InputError
from inquest.stats.counterfactual import decidable, missing_share

units = st.floats(0, 1)


@given(units, units, units, units, units, units)
def test_bounds_are_the_range_over_a_grid_of_all_that_is_open(a, b, c, d, e, f):
    low, high = sorted((a, b))
    taken, leaning = tuple(sorted((c, d))), tuple(sorted((e, f)))
    if 1 - taken[1] < leaning[0] or 1 - taken[0] < leaning[1]:
        with pytest.raises(InputError, match="more of the others' losses"):
            missing_share([low], [high], taken, leaning)
        return
    found = missing_share([low], [high], taken, leaning)
    axes = (np.linspace(*ends, 5) for ends in ((low, high), taken, leaning))
    every = [(1 - x) * s + y * (1 - s) for s, x, y in itertools.product(*axes) if 1 - x >= y]
    assert min(every) == pytest.approx(float(found.lo[0]))
    assert max(every) == pytest.approx(float(found.hi[0]))


@given(units, units)
def test_without_a_limit_nothing_may_be_missing_whatever_the_share(a, b):
    low, high = sorted((a, b))
    found = missing_share([low], [high])
    assert found.lo[0] == 0
    assert found.hi[0] == high
    everything = missing_share([low], [high], leaning=(0, 1))
    assert (everything.lo[0], everything.hi[0]) == (0, 1)


@pytest.mark.parametrize(("limit", "least"), [(1.0, np.inf), (0.5, 0.2), (0.0, 0.1), (0.95, 2.0)])
def test_a_claim_can_be_backed_only_with_a_limit(limit, least):
    can, share = decidable(0.1, (0.0, limit))
    assert share == pytest.approx(least)
    assert can == (least <= 1)
    if can:
        assert missing_share([share + 1e-9], [1.0], (0.0, limit)).lo[0] >= 0.1


def test_nan_stays_nan():
    assert np.isnan(missing_share([np.nan], [np.nan]).hi[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: missing_share([0.4], [0.3]), "bounds out of order"),
        (lambda: missing_share([0.4], [1.3]), "outside"),
        (lambda: missing_share([0.4, 0.5], [0.6]), "shapes differ"),
        (lambda: missing_share([0.4], [0.6], (0.5, 0.2)), "taken_over runs from 0.5 to 0.2"),
        (lambda: missing_share([0.4], [0.6], leaning=(0.5, 1.2)), "leaning runs from 0.5 to 1.2"),
    ],
)
def test_errors_say_what_is_wrong(call, message):
    with pytest.raises(InputError, match=message):
        call()
