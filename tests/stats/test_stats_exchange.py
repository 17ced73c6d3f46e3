"""The exchange of losses: sharp bounds by search over every split of the unknown, distances by closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.errors import InputError
from inquest.stats.bounds import Bounds
from inquest.stats.exchange import away_from, exchange_ratio, odds_of_share

counts = st.integers(0, 40)


@given(counts, st.integers(1, 40), st.integers(0, 15))
def test_bounds_are_the_range_over_every_split_of_the_unknown(own, foe, unknown):
    found = exchange_ratio([own], [foe], [unknown])
    every = [(own + k) / (foe + unknown - k) for k in range(unknown + 1)]
    # one who is enemy for the low end and own for the high end: the ends are reached
    assert found.lo[0] == pytest.approx(min(every))
    assert found.hi[0] >= max(every) - 1e-12
    assert found.hi[0] == pytest.approx((own + unknown) / foe)
    assert found.lo[0] <= found.point[0] <= found.hi[0]


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 15), st.integers(0, 9), st.integers(0, 9))
def test_swapping_the_sides_inverts_the_bounds(own, foe, unknown, m, k):
    one = exchange_ratio([own], [foe], [unknown], [m], [k])
    two = exchange_ratio([foe], [own], [unknown], [k], [m])
    assert two.point[0] == pytest.approx(1 / one.point[0])
    assert two.lo[0] == pytest.approx(1 / one.hi[0])
    assert two.hi[0] == pytest.approx(1 / one.lo[0])


def test_nothing_on_one_side_or_both():
    found = exchange_ratio([3, 0, 0], [0, 4, 0], [0, 0, 0])
    assert found.point[0] == np.inf
    assert found.point[1] == 0
    assert np.isnan(found.point[2])


@pytest.mark.parametrize("share", [0.2, 1 / 3, 0.5, 0.9])
def test_a_share_and_its_rate(share):
    rate = float(odds_of_share(share))
    assert rate / (1 + rate) == pytest.approx(share)


def test_distance_is_one_at_the_edges_and_none_at_the_centre():
    rates = np.array([1.5, 2.0, 2.5, 4.0, 1.0])
    found = away_from(Bounds(rates, rates, rates), 2.0, 0.5)
    assert found.point.round(12).tolist()[:3] == [1.0, 0.0, 1.0]
    assert found.point[3] == pytest.approx(np.log(2) / np.log(1.25))
    assert found.flip[:3].tolist() == pytest.approx([1.0, 1.25, 1.0])
    assert found.flip[3:].tolist() == pytest.approx([1.6, 1.5])


def test_distance_of_bounds_that_hold_the_number_starts_at_none():
    found = away_from(Bounds(np.array([3.0]), np.array([1.9]), np.array([4.0])), 2.0, 0.5)
    assert found.lo[0] == 0
    assert found.lo[0] <= found.point[0] <= found.hi[0]
    assert found.hi[0] == pytest.approx(np.log(2) / np.log(1.25))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: exchange_ratio([-1], [2], [0]), "own holds -1"),
        (lambda: exchange_ratio([1, 2], [2], [0]), "shapes differ"),
        (lambda: exchange_ratio([1], [2], [0], [-1.0]), "without a place are below zero"),
        (lambda: odds_of_share([1.0]), "share is 1"),
        (lambda: away_from(Bounds(*(np.ones(1),) * 3), 2.0, 2.0), "half-width of a stated rate"),
        (lambda: away_from(Bounds(*(np.ones(1),) * 3), 0.0, 2.0), "centre is 0"),
    ],
)
def test_errors_say_what_is_wrong(call, message):
    with pytest.raises(InputError, match=message):
        call()
