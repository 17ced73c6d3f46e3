import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.errors import InputError
from inquest.stats.revision import MINIMUM, differential_revision

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=8)


def by_hand(older, newer, events, minimum=MINIMUM):
    """The definition, part by part."""
    factors = {
        g: newer[g] / older[g]
        for g in range(len(older))
        if events[g] >= minimum and older[g] >= minimum and newer[g] > 0
    }
    return max(a / b for a in factors.values() for b in factors.values()) if len(factors) > 1 else math.nan


@given(COUNTS)
def test_it_is_the_largest_ratio_of_two_factors(pairs):
    older, newer = map(list, zip(*pairs, strict=True))
    found = differential_revision(older, newer, older)
    assert found.value == pytest.approx(by_hand(older, newer, older), nan_ok=True)
    if found.parts > 1:
        assert found.value >= 1
        up, down = (newer[i] / older[i] for i in (found.most, found.least))
        assert up / down == pytest.approx(found.value)


@given(COUNTS, st.integers(2, 50))
def test_a_revision_of_all_parts_alike_changes_nothing(pairs, factor):
    older, newer = (np.array(x) for x in zip(*pairs, strict=True))
    one, other = (differential_revision(older, n, older) for n in (newer, newer * factor))
    assert other.value == pytest.approx(one.value, nan_ok=True)
    alone = differential_revision(older, older * factor, older)
    assert alone.parts < 2 or alone.value == pytest.approx(1.0)


def test_which_release_is_newer_does_not_matter_where_both_are_large():
    older, newer = [40, 100, 60], [80, 90, 200]
    there, back = differential_revision(older, newer, older), differential_revision(newer, older, newer)
    assert there.value == pytest.approx(back.value)
    assert (there.most, there.least) == (back.least, back.most) == (2, 1)


def test_small_parts_and_those_that_vanish_are_left_out():
    older, newer = [100, 100, 19, 100, 30], [100, 200, 900, 0, 900]
    found = differential_revision(older, newer, [100, 100, 100, 100, 19])
    assert (found.value, found.most, found.least, found.parts, found.gone) == (2.0, 1, 0, 2, 1)
    assert differential_revision(older, newer, [100] * 5, minimum=19).value == pytest.approx(900 / 19)
    one = differential_revision([100, 5], [200, 5], [100, 5])
    assert math.isnan(one.value)
    assert (one.most, one.least, one.parts) == (-1, -1, 1)


@pytest.mark.parametrize(
    ("older", "newer", "events", "minimum", "said"),
    [
        ([1], [1, 2], [1], 20, "shape"),
        ([1], [-1], [1], 20, "newer holds -1"),
        ([1.5], [1], [1], 20, "older holds fractions"),
        ([1], [1], [1], 0, "the minimum is 0"),
        ([[1]], [1], [1], 20, "2 axes"),
    ],
)
def test_what_cannot_be_compared_is_refused(older, newer, events, minimum, said):
    with pytest.raises(InputError, match=said):
        differential_revision(older, newer, events, minimum=minimum)
