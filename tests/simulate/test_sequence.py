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
