import datetime as dt

import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.model.world import Cell
from inquest.simulate.containment import FAULTS, LEFT, SIMULATOR

RIGHT = {1: ("supported", "mostly supported"), -1: ("contradicted", "mostly contradicted")}
CENSUS = {"mode": "census"}


def test_cells_differ():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)
    assert all(SIMULATOR.visible(c) > 0 for c in cells)


def test_the_truth_of_towns_is_the_generating_rate():
    world, truth = SIMULATOR.simulate(Cell(1.0, 40, 12), np.random.default_rng(1))
    assert truth.value == pytest.approx(LEFT * np.e)
    assert truth.margin == 1.0
    assert len(world.milestones) == 16
    assert {m.actor for m in world.milestones.values()} == {"alpha", "gamma"}


def test_the_truth_of_a_truce_is_the_realised_ratio():
    world, truth = SIMULATOR.simulate(Cell(1.2, 40, 12, options=CENSUS), np.random.default_rng(2))
    found = judged(world)
    assert found.estimates.point[0] == pytest.approx(truth.value, rel=0.05)


@pytest.mark.parametrize(("margin", "options"), [(-2.0, {}), (2.0, {}), (-3.4, CENSUS), (3.4, CENSUS)])
def test_large_effects_are_decided_on_the_right_side(margin, options):
    world, truth = SIMULATOR.simulate(Cell(margin, 40, 12, options=options), np.random.default_rng(3))
    assert judged(world).verdict in RIGHT[1 if truth.margin > 0 else -1]


def test_towns_have_a_covered_year_on_both_sides():
    world, _ = SIMULATOR.simulate(Cell(0.0, 20, 12, options={"towns": "4", "others": "12"}), np.random.default_rng(4))
    (span,) = world.spans
    days = [(m.earliest - span.start).days for m in world.milestones.values()]
    assert min(days) >= 365
    assert max(days) <= (span.end - span.start).days - 365


def test_cells_ask_for_a_placebo_every_fault_and_power_on_both_sides():
    cells = SIMULATOR.cells()
    assert len(cells) <= 45
    assert [c.margin for c in cells if c.options.get("placebo")] == [0.0]
    clear = [c for c in cells if c.fault == "none" and abs(c.margin) >= 3 * SIMULATOR.visible(c) - 1e-3]
    for census in (True, False):
        signs = {np.sign(c.margin) for c in clear if (c.options.get("mode") == "census") == census}
        assert signs == {-1.0, 1.0}
    assert {c.fault for c in cells if c.options == CENSUS} - {"none"} == set(FAULTS)


def test_evidence_of_a_place_is_from_the_place_on_both_sides_of_the_event():
    world, _ = SIMULATOR.simulate(Cell(0.5, 40, 12, options=CENSUS), np.random.default_rng(5))
    found = judged(world)
    first, second = list(found.selections[0].items())[:2]
    assert (first[0], second[0]) == ("t", "t:deaths")
    assert first[1].place is not None
    assert second[1].place == first[1].place
    day = (world.milestones["truce"].earliest - dt.date(1970, 1, 1)).days
    assert first[1].start < day < first[1].end
