import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inquest.contracts import Measured
from inquest.model.choice import Choice, Multiverse, Option
from inquest.model.estimate import Estimates
from inquest.model.proposition import Proposition
from inquest.stats.support import MIRRORED
from inquest.verdict import judge, weighted_median

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


def run(grid, found):
    params = [{}] * len(grid.specifications)
    return judge(PROPOSITION, grid, params, found, Measured({}, {}, params), [{}] * len(params))


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
