"""Weights and verdicts: duplicated and inert options change nothing; the mirror mirrors exactly."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquest.errors import InputError, UsageError
from inquest.stats.support import (
    CONTRADICTED,
    MIRRORED,
    MIXED,
    MOSTLY_CONTRADICTED,
    MOSTLY_SUPPORTED,
    SUPPORTED,
    UNDECIDED,
    WORDS,
    Support,
    drivers,
    headline,
    lean,
    side_of,
    support,
    verdict,
)
from inquest.stats.weights import pooled, specification_weights


@st.composite
def multiverses(draw):
    """A grid of 1-3 choices with 1-3 options each, its outcomes, and some combinations dropped."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    grid = np.array(list(itertools.product(*(range(n) for n in sizes))))
    n = len(grid)
    margins = np.array(draw(st.lists(st.sampled_from([-0.4, -0.02, 0.0, 0.03, 0.06, 0.3]), min_size=n, max_size=n)))
    positions = np.where(np.abs(margins) > 0.2, np.sign(margins), 0).astype(int)
    kept = np.array(draw(st.lists(st.sampled_from([True, True, True, False]), min_size=n, max_size=n)))
    kept[draw(st.integers(0, n - 1))] = True
    return grid[kept], margins[kept], positions[kept], np.arange(n)[kept]


def found(grid, margins, positions, keys, uncertain=None):
    weights = specification_weights(grid, margins, positions, keys, uncertain)
    return support(positions, np.sign(margins).astype(int), weights.weight)


def same(one, two):
    np.testing.assert_allclose(
        [one.pro, one.con, one.on_side, one.off_side], [two.pro, two.con, two.on_side, two.off_side], atol=1e-12
    )


@given(multiverses(), st.data())
def test_duplicating_an_option_changes_nothing(world, data):
    grid, margins, positions, keys = world
    choice = data.draw(st.integers(0, grid.shape[1] - 1))
    option = data.draw(st.sampled_from(sorted(set(grid[:, choice]))))
    copies = data.draw(st.integers(1, 3))
    rows = np.flatnonzero(grid[:, choice] == option)
    more = [grid]
    for k in range(copies):
        twin = grid[rows].copy()
        twin[:, choice] = 10 + k
        more.append(twin)
    index = np.concatenate([np.arange(len(grid)), *[rows] * copies])
    same(found(*world), found(np.concatenate(more), margins[index], positions[index], keys[index]))


@given(multiverses(), st.integers(1, 4))
def test_adding_an_inert_choice_changes_nothing(world, options):
    grid, margins, positions, keys = world
    index = np.repeat(np.arange(len(grid)), options)
    wide = np.column_stack([grid[index], np.tile(np.arange(options), len(grid))])
    same(found(*world), found(wide, margins[index], positions[index], keys[index]))
    weights = specification_weights(wide, margins[index], positions[index], keys[index])
    assert weights.n_clusters[-1] == 1
    assert weights.n_distinct == len(grid)


@given(multiverses(), st.randoms(use_true_random=False))
def test_order_of_rows_choices_and_options_changes_nothing(world, random):
    grid, margins, positions, keys = world
    order = list(range(len(grid)))
    random.shuffle(order)
    columns = list(range(grid.shape[1]))
    random.shuffle(columns)
    relabelled = (grid * 7 + 3)[order][:, columns]
    same(found(*world), found(relabelled * -1, margins[order], positions[order], keys[order]))


@given(multiverses())
def test_weights_sum_to_one_and_uncertain_ones_get_none(world):
    grid, margins, positions, keys = world
    weights = specification_weights(grid, margins, positions, keys)
    assert weights.weight.sum() == pytest.approx(1)
    assert np.all(weights.weight > 0)
    wide = np.concatenate([grid, grid + 20])
    twice = np.concatenate([margins, -margins])
    unsure = np.arange(2 * len(grid)) >= len(grid)
    both = specification_weights(wide, twice, np.tile(positions, 2), np.arange(len(wide)), unsure)
    np.testing.assert_allclose(both.weight[: len(grid)], weights.weight)
    assert not both.weight[len(grid) :].any()
    assert (both.clusters[len(grid) :] == -1).all()


def test_weights_by_hand():
    grid = [[a, b] for a in range(2) for b in range(3)]
    margins = [0.40, 0.42, -0.30, 0.10, 0.13, -0.31]
    positions = [1, 1, -1, 0, 0, -1]
    out = specification_weights(grid, margins, positions, range(6))
    np.testing.assert_allclose(out.weight, [1 / 8, 1 / 8, 1 / 4] * 2)
    assert out.n_clusters.tolist() == [2, 2]
    rows, weight = pooled(specification_weights(grid, margins, positions, [0, 0, 1, 2, 2, 1]))
    assert rows.tolist() == [0, 2, 3]
    assert weight.sum() == pytest.approx(1)


def test_alike_options_in_different_positions_stay_apart():
    out = specification_weights([[0], [1]], [0.01, 0.02], [0, 1], [1, 2])
    assert out.n_clusters.tolist() == [2]
    assert specification_weights([[0], [1]], [np.inf, np.inf], [1, 1], [1, 2]).n_clusters.tolist() == [1]
    assert specification_weights([[0], [1]], [np.nan, np.nan], [0, 0], [1, 2]).n_clusters.tolist() == [2]
    assert specification_weights([[0], [1]], [np.nan, np.nan], [0, 0], [1, 1]).n_clusters.tolist() == [1]


def test_weight_errors():
    with pytest.raises(InputError, match="occurs twice"):
        specification_weights([[0], [0]], [0, 1], [0, 0], [0, 1])
    with pytest.raises(InputError, match="identical specifications with different positions"):
        specification_weights([[0], [1]], [0, 1], [0, 1], [5, 5])
    with pytest.raises(InputError, match="no certain specification"):
        specification_weights([[0]], [0], [0], [5], [True])
    with pytest.raises(InputError, match="options \\(2, 1\\)"):
        specification_weights([[0], [1]], [0], [0], [5])
    with pytest.raises(InputError, match="uncertain has shape"):
        specification_weights([[0]], [0], [0], [5], [True, False])


signs = st.lists(st.tuples(st.integers(-1, 1), st.integers(-1, 1), st.integers(1, 5)), min_size=1, max_size=12)


@settings(max_examples=300)
@given(signs, st.booleans(), st.sampled_from([0.01, 0.05, 0.2, np.nan]), st.sampled_from([0.01, 0.05, 0.2, np.nan]))
def test_mirror_mirrors_the_verdict(rows, process, pro, con):
    place, point, weight = (np.array(v) for v in zip(*rows, strict=True))
    one = verdict(support(place, point, weight), process=process, joint_pro=pro, joint_con=con)
    two = verdict(support(-place, -point, weight), process=process, joint_pro=con, joint_con=pro)
    assert two == MIRRORED[one]
    assert lean(support(place, point, weight)) == -lean(support(-place, -point, weight))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((0.75, 0.05, 0.9), SUPPORTED),
        ((0.74, 0.05, 0.9), MOSTLY_SUPPORTED),
        ((0.9, 0.05, 0.89), MOSTLY_SUPPORTED),
        ((0.25, 0.05, 0.7), MOSTLY_SUPPORTED),
        ((0.25, 0.05, 0.69), UNDECIDED),
        ((0.24, 0.0, 1.0), UNDECIDED),
        ((0.9, 0.06, 0.95), UNDECIDED),
        ((0.1, 0.1, 0.5), MIXED),
        ((0.1, 0.09, 0.5), UNDECIDED),
        ((0.05, 0.75, 0.1), CONTRADICTED),
        ((0.0, 0.3, 0.3), MOSTLY_CONTRADICTED),
    ],
)
def test_thresholds_of_the_verdict(values, word):
    pro, con, on = values
    assert verdict(Support(pro, con, on, 1 - on)) == word


def test_process_needs_the_joint_test_for_the_strong_words():
    strong = Support(1.0, 0.0, 1.0, 0.0)
    assert verdict(strong, process=True) == MOSTLY_SUPPORTED
    assert verdict(strong, process=True, joint_pro=0.05) == SUPPORTED
    assert verdict(strong, process=True, joint_pro=0.05, level=0.005) == MOSTLY_SUPPORTED
    assert verdict(strong, process=True, joint_pro=0.004, level=0.005) == SUPPORTED
    assert verdict(strong, process=True, joint_pro=0.06, joint_con=0.01) == MOSTLY_SUPPORTED


def test_thirds_meet_their_thresholds_despite_rounding():
    out = support([1, 1, 1, 0], [1, 1, 1, 1], np.full(4, 0.1 + 0.2))
    assert verdict(out) == SUPPORTED


@pytest.mark.parametrize(
    ("words", "leans", "expected", "depends"),
    [
        ([SUPPORTED, SUPPORTED], [1, 1], SUPPORTED, ()),
        ([SUPPORTED, MOSTLY_SUPPORTED], [1, 1], MOSTLY_SUPPORTED, ()),
        ([SUPPORTED, UNDECIDED], [1, 1], MOSTLY_SUPPORTED, ("b",)),
        ([SUPPORTED, UNDECIDED], [1, -1], UNDECIDED, ("a",)),
        ([SUPPORTED, UNDECIDED, UNDECIDED], [1, 1, 1], UNDECIDED, ("a",)),
        ([SUPPORTED, MOSTLY_CONTRADICTED, UNDECIDED], [1, -1, 1], MIXED, ("a", "b")),
        ([SUPPORTED, MIXED, UNDECIDED], [1, 1, 1], MIXED, ("a", "b")),
        ([CONTRADICTED, CONTRADICTED], [-1, -1], CONTRADICTED, ()),
        ([CONTRADICTED, UNDECIDED], [-1, -1], MOSTLY_CONTRADICTED, ("b",)),
        ([UNDECIDED, UNDECIDED], [1, -1], UNDECIDED, ()),
    ],
)
def test_headline_rules(words, leans, expected, depends):
    out = headline(list("abc")[: len(words)], words, leans)
    assert (out.word, out.depends_on) == (expected, depends)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(-1, 1), st.booleans()), min_size=1, max_size=6))
def test_mirror_mirrors_the_headline(rows):
    words, leans, named = (list(v) for v in zip(*rows, strict=True))
    names = [f"r{k}" for k in range(len(rows))]
    one = headline(names, words, leans, named)
    two = headline(names, [MIRRORED[w] for w in words], [-v for v in leans], named)
    assert two.word == MIRRORED[one.word]
    assert two.depends_on == one.depends_on


def test_only_readings_that_the_words_name_count():
    out = headline(["a", "b"], [SUPPORTED, CONTRADICTED], [1, -1], [True, False])
    assert out.word == SUPPORTED


def test_seven_tenths_of_the_estimates():
    words = [SUPPORTED] * 5 + [UNDECIDED] * 5
    names = [str(k) for k in range(10)]
    assert headline(names, words, [1] * 7 + [-1] * 3).word == MOSTLY_SUPPORTED
    assert headline(names, words, [1] * 6 + [-1] * 4).word == UNDECIDED


def test_the_driver_splits_supported_from_contradicted():
    grid = np.array([[a, b] for a in range(2) for b in range(2)])
    place = np.array([1, 1, -1, -1], np.int8)
    assert drivers(grid, place, place, np.full(4, 0.25)) == [0]
    assert drivers(grid, np.ones(4, np.int8), np.ones(4, np.int8), np.full(4, 0.25)) == []
    assert drivers(grid, place, place, np.array([0.5, 0.5, 0, 0])) == []


def test_verdict_errors():
    with pytest.raises(UsageError, match=r"verdict 'not testable'.*Choices: supported"):
        side_of("not testable")
    with pytest.raises(UsageError, match="0 readings"):
        headline([], [], [])
    with pytest.raises(InputError, match="no specification has weight"):
        support([1], [1], [0.0])
    with pytest.raises(InputError, match="three of shape"):
        support([1, 1], [1], [1.0])
