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
        assert found.verdict == ("supported" if truth.side > 0 else "contradicted")
