import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.model.world import Cell
from inquest.simulate.level import SIMULATOR


def test_cells_differ_and_name_known_faults():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)


def test_the_truth_is_the_realised_total():
    world, truth = SIMULATOR.simulate(Cell(0.5, 20, 24), np.random.default_rng(1))
    window = world.grounding.windows[0]
    day = world.events.columns["day"].astype("datetime64[D]")
    inside = (day >= np.datetime64(window.start)) & (day <= np.datetime64(window.end))
    north = np.array([p.adm_1 for p in world.events.locations])[world.events.columns["location"]] == "North"
    assert truth.value == world.events.columns["best"][inside & north].sum()
    assert truth.margin == pytest.approx(0.5, abs=0.01)
    assert truth.margin == pytest.approx(np.log(truth.value / truth.null))


@pytest.mark.parametrize("margin", [-2.1, -1.0, 0.5, 1.0])
def test_the_record_decides_on_the_right_side(margin):
    for seed in range(5):
        world, truth = SIMULATOR.simulate(Cell(margin, 20, 24), np.random.default_rng(seed))
        found = judged(world)
        assert found.proposition.kind == "level"
        assert found.estimates.point[0] == truth.value
        assert found.verdict == ("supported" if truth.margin > 0 else "contradicted")


def north(events):
    return np.array([p.adm_1 for p in events.locations])[events.columns["location"]] == "North"


def in_window(world):
    window, day = world.grounding.windows[0], world.events.columns["day"].astype("datetime64[D]")
    return (day >= np.datetime64(window.start)) & (day <= np.datetime64(window.end))


def said(words, margin, seed=1):
    return SIMULATOR.simulate(Cell(margin, 20, 24, options={"words": words}), np.random.default_rng(seed))


@pytest.mark.parametrize("margin", [-2.1, -0.2, 0.5, 2.1])
def test_fewer_than_is_right_below_its_number(margin):
    world, truth = said("fewer", margin)
    total = world.events.columns["best"][north(world.events) & in_window(world)].sum()
    number = world.grounding.claim.quantity.value
    assert (total < number) == (truth.margin > 0)
    assert truth.margin == pytest.approx(np.log(number / total)) == pytest.approx(margin, abs=0.01)


@pytest.mark.parametrize("margin", [-2.1, -0.5, 0.09])
def test_about_is_right_within_a_tenth(margin):
    above = set()
    for seed in range(6):
        world, truth = said("about", margin, seed)
        total = world.events.columns["best"][north(world.events) & in_window(world)].sum()
        number = world.grounding.claim.quantity.value
        assert (abs(total / number - 1) < 0.1) == (truth.margin > 0)
        assert truth.margin == pytest.approx(margin, abs=0.02)
        found = judged(world)
        assert found.estimates.point[0] == pytest.approx(truth.value), "the word spans what the kind says it spans"
        above.add(total > number)
    assert above == {True, False}


@pytest.mark.parametrize("margin", [-2.1, 2.1])
def test_between_is_right_between_its_ends(margin):
    world, truth = said("between", margin)
    total = world.events.columns["best"][north(world.events) & in_window(world)].sum()
    quantity = world.grounding.claim.quantity
    assert (quantity.value < total < quantity.high) == (truth.margin > 0)
    assert judged(world).estimates.point[0] == pytest.approx(truth.value)


@pytest.mark.parametrize(("margin", "number", "verdict"), [(-4.6, 50, "contradicted"), (0.69, 0, "supported")])
def test_none_is_right_without_an_event_of_the_pair(margin, number, verdict):
    world, truth = said("none", margin)
    alpha = np.array([s.name for s in world.events.sides])[world.events.columns["side_a"]] == "Alpha"
    rows = north(world.events) & in_window(world)
    assert (rows & alpha).sum() == number == truth.value
    assert (rows & ~alpha).sum() > 0, "others must be recorded there, or nothing can be said"
    assert (truth.margin > 0) == (number == 0)
    assert judged(world).verdict == verdict
