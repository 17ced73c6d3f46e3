import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.model.world import Cell
from inquest.simulate.sequence import SIMULATOR

RIGHT = {1: ("supported", "mostly supported"), -1: ("contradicted", "mostly contradicted")}


def test_cells_differ():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)
    assert all(SIMULATOR.visible(c) > 0 for c in cells)


def test_the_truth_is_the_realised_share():
    world, truth = SIMULATOR.simulate(Cell(1.0, 40, 48), np.random.default_rng(1))
    day = world.events.columns["day"].astype("datetime64[D]")
    north = np.array([p.adm_1 for p in world.events.locations])[world.events.columns["location"]] == "North"
    fall = np.datetime64(world.milestones["fallen"].earliest)
    b, a = (north & (day < fall)).sum(), (north & (day > fall)).sum()
    days = (fall - np.datetime64("2014-01-01")).astype(int), (np.datetime64("2017-12-31") - fall).astype(int)
    assert truth.value == pytest.approx((b / days[0]) / (b / days[0] + a / days[1]))
    assert np.sign(truth.margin) == np.sign(truth.null - truth.value)


@pytest.mark.parametrize("margin", [-3.4, 3.4])
@pytest.mark.parametrize("form", ["split", "order", "first"])
def test_the_record_decides_large_effects_on_the_right_side(form, margin):
    for seed in range(2):
        world, truth = SIMULATOR.simulate(Cell(margin, 40, 48, options={"form": form}), np.random.default_rng(seed))
        assert judged(world).verdict in RIGHT[1 if truth.margin > 0 else -1]


def test_only_cells_about_a_place_try_a_fault_of_places():
    cells = SIMULATOR.cells()
    assert len(cells) <= 45
    tried = [c for c in cells if c.fault == "centroids"]
    assert tried
    for cell in tried:
        bare = Cell(cell.margin, cell.rate, cell.months, options=cell.options)
        assert bare in cells
        world, _ = SIMULATOR.simulate(cell, np.random.default_rng(1))
        assert judged(world).proposition.place is not None
    plain, _ = SIMULATOR.simulate(Cell(0.5, 40, 48), np.random.default_rng(1))
    assert judged(plain).proposition.place is None


def test_one_source_of_few_events_before_does_not_stand_for_the_whole_stream():
    """What was counted on both sides of the date is looked at, not the few events before it."""
    world, _ = SIMULATOR.simulate(Cell(3.4, 40, 48), np.random.default_rng(1))
    first = judged(world).selections[0]
    assert next(iter(first)) == "t"
