from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inquest.contracts import Measured
from inquest.model.choice import Choice, Multiverse, Option
from inquest.model.estimate import Estimates
from inquest.model.panel import Series
from inquest.model.proposition import Proposition
from inquest.stats.support import MIRRORED
from inquest.verdict import identity, judge, roles, weighted_median

PROPOSITION = Proposition(id="p", claim="c", kind="level", mode="census", tested="x")


def estimates(points, null=1.0, side=1, spread=0.1):
    point = np.asarray(points, dtype=float)
    low, high = point * (1 - spread), point * (1 + spread)
    position = np.where(low > null, 1, np.where(high < null, -1, 0)) * side
    return Estimates(
        point=point,
        low=low,
        high=high,
        null=np.full(point.size, null),
        side=np.full(point.size, side, dtype=np.int8),
        position=position.astype(np.int8),
        margin=side * np.log(point / null),
        flip=np.maximum(point / null, null / point),
        flip_events=np.full(point.size, np.nan),
        doubt="bounds",
        failed=("",) * point.size,
    )


def universe(readings, measurements, named=(), uncertain=()):
    def option(name):
        return Option(id=name, label=name, reason="r", named=name in named, uncertain=name in uncertain)

    def options(prefix, n):
        return tuple(option(f"{prefix}{i}") for i in range(n))

    choices = (
        Choice(name="r", role="reading", question="which sense?", options=options("r", readings)),
        Choice(name="m", role="measurement", question="how?", options=options("m", measurements)),
    )
    specs = tuple((f"r{i}", f"m{j}") for i in range(readings) for j in range(measurements))
    return Multiverse(choices=choices, specifications=specs)


def run(grid, found, proposition=PROPOSITION):
    params = [{}] * len(grid.specifications)
    return judge(proposition, grid, params, found, Measured({}, {}, params), [{}] * len(params))


def test_all_pro_is_supported_and_all_con_contradicted():
    assert run(universe(1, 3), estimates([2, 2.2, 3])).verdict == "supported"
    assert run(universe(1, 3), estimates([0.5, 0.4, 0.3])).verdict == "contradicted"


def test_readings_that_disagree_are_mixed_and_named():
    judged = run(universe(2, 2), estimates([2, 2.5, 0.4, 0.5]))
    assert judged.verdict == "mixed"
    assert judged.depends_on == ("r0", "r1")
    assert judged.driver == "r"


def test_only_readings_that_the_words_name_count():
    judged = run(universe(2, 2, named=("r1",)), estimates([2, 2.5, 0.4, 0.5]))
    assert judged.verdict == "contradicted"
    assert [r.verdict for r in judged.readings] == ["supported", "contradicted"]


def test_an_uncertain_option_is_shown_with_weight_nought():
    judged = run(universe(1, 3, uncertain=("m2",)), estimates([2, 2.5, 0.2]))
    assert judged.verdict == "supported"
    assert judged.weights[2] == 0


def test_a_failed_specification_stops_no_other():
    found = estimates([2, 2.5, np.nan])
    judged = run(universe(1, 3), found)
    assert judged.verdict == "supported"
    assert judged.weights[2] == 0


def test_weighted_median():
    assert weighted_median(np.array([1.0, 2.0, 9.0]), np.array([1.0, 1.0, 5.0])) == 9.0


@given(st.lists(st.floats(0.05, 20), min_size=4, max_size=4))
def test_the_mirror_of_a_claim_gets_the_mirror_of_its_verdict(points):
    for grid in (universe(2, 2), universe(1, 4), universe(4, 1)):
        one, other = run(grid, estimates(points)), run(grid, estimates(points, side=-1))
        assert other.verdict == MIRRORED[one.verdict]
        assert np.allclose(one.weights, other.weights)


@given(st.lists(st.floats(0.05, 20), min_size=3, max_size=3), st.integers(0, 2))
def test_a_duplicated_option_changes_no_verdict(points, again):
    single = run(universe(1, 3), estimates(points))
    double = run(universe(1, 4), estimates([*points, points[again]]))
    assert single.verdict == double.verdict


def test_a_verdict_that_holds_for_one_meaning_of_a_name_only_is_none():
    grid = universe(2, 2)
    meaning = grid.choices[0].model_copy(update={"name": "meaning"})
    grid = grid.model_copy(update={"choices": (meaning, grid.choices[1])})
    assert run(grid, estimates([2, 2.5, 1.02, 1.03])).verdict == "undecided"
    assert run(grid, estimates([2, 2.5, 0.4, 0.5])).verdict == "mixed"
    assert run(grid, estimates([2, 2.5, 3, 4])).verdict == "supported"


def test_meanings_that_are_backed_unequally_are_mostly_backed():
    grid = universe(2, 4)
    meaning = grid.choices[0].model_copy(update={"name": "meaning"})
    grid = grid.model_copy(update={"choices": (meaning, grid.choices[1])})
    judged = run(grid, estimates([2, 2.5, 3, 4, 1.01, 1.2, 1.5, 1.02]))
    assert [r.verdict for r in judged.readings] == ["supported", "mostly supported"]
    assert judged.verdict == "mostly supported"


def test_a_reading_is_named_only_if_the_words_name_it_in_every_choice_they_name():
    def choice(name):
        options = tuple(Option(id=f"{name}{i}", label=f"{name}{i}", reason="r", named=i == 0) for i in range(2))
        return Choice(name=name, role="reading", question="?", options=options)

    specs = tuple((f"a{i}", f"b{j}") for i in range(2) for j in range(2))
    grid = Multiverse(choices=(choice("a"), choice("b")), specifications=specs)
    judged = run(grid, estimates([2.0, 0.4, 0.4, 0.4]))
    assert [r.named for r in judged.readings] == [True, False, False, False]
    assert judged.verdict == "supported"


def test_an_uncertain_reading_moves_neither_headline_nor_driver():
    judged = run(universe(2, 2, uncertain=("r1",)), estimates([2, 2.5, 0.4, 0.5]))
    assert judged.readings[1].uncertain
    assert judged.readings[1].verdict == "contradicted"
    assert (judged.verdict, judged.driver) == ("supported", None)


def test_a_process_needs_its_joint_test_for_a_strong_word():
    process = PROPOSITION.model_copy(update={"mode": "process"})
    for points, strong, mostly, p in (
        ([2, 2.2, 3], "supported", "mostly supported", "joint_p"),
        ([0.5, 0.4, 0.3], "contradicted", "mostly contradicted", "joint_con"),
    ):
        found = estimates(points)
        assert run(universe(1, 3), found, process).verdict == mostly, "no joint test was run"
        assert run(universe(1, 3), replace(found, **{p: 0.2}), process).verdict == mostly
        assert run(universe(1, 3), replace(found, **{p: 0.01}), process).verdict == strong
        assert run(universe(1, 3), replace(found, joint_level=0.005, **{p: 0.01}), process).verdict == mostly
        other = "joint_con" if p == "joint_p" else "joint_p"
        assert run(universe(1, 3), replace(found, **{other: 0.01}), process).verdict == mostly


def test_a_reading_shows_the_hull_of_its_bounds():
    (reading,) = run(universe(1, 3), estimates([2, 2.5, 4])).readings
    assert (reading.low, reading.high) == (1.8, 4.4)
    assert reading.point == 2.5


def sums(*identities):
    flat = np.zeros(len(identities), dtype=np.int64)
    column = flat[:, None]
    return Series(column, column, column, column, flat, flat, np.array(identities, dtype=np.int64), flat)


def test_specifications_are_identical_if_all_tested_terms_use_the_same_events():
    terms = {"part": sums(1, 1, 2, 1), "whole": sums(5, 5, 5, 6), "plot:x": sums(0, 1, 2, 3)}
    keys = identity(Measured(terms, {}, [{}] * 4), 4)
    assert keys[0] == keys[1], "pictures don't count"
    assert len(set(keys[1:].tolist())) == 3


def test_the_same_events_against_another_line_are_another_specification():
    found, keys = estimates([2, 2, 2]), np.zeros(3, dtype=np.int64)
    assert len(set(roles(found, keys).tolist())) == 1
    assert len(set(roles(replace(found, null=np.array([1.0, 1.5, 1.5])), keys).tolist())) == 2
    assert len(set(roles(replace(found, position=np.array([1, 1, 0], np.int8)), keys).tolist())) == 2
    assert len(set(roles(found, np.array([0, 0, 1])).tolist())) == 2
