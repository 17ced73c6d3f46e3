"""What every simulator must offer; run on each that is found."""

import numpy as np
import pytest

from inquest.calibrate.placebo import OPTION
from inquest.calibrate.run import cells_of, simulated
from inquest.calibrate.worlds import defaults, mode_of, only
from inquest.contracts import Context, Fault, Simulator
from inquest.model.world import COLUMNS, ZONES
from inquest.record.memory import MemoryRecord
from inquest.registry import every, load, names


def test_every_simulator_has_a_kind() -> None:
    assert simulated() == names("simulate")


@pytest.mark.parametrize("kind", simulated())
def test_cells_ask_for_power_on_both_sides_or_say_why_not(kind: str) -> None:
    simulator: Simulator = load("simulate", kind)
    assert isinstance(simulator, Simulator)
    assert simulator.name == kind
    cells = cells_of(kind)
    assert {mode_of(simulator, c) for c in cells} <= {"census", "process"}
    assert all(simulator.visible(c) > 0 for c in cells if c.fault == "none")
    plain = [c for c in cells if c.fault == "none" and not c.options.get(OPTION)]
    assert any(abs(c.margin) >= 3 * simulator.visible(c) * (1 - 1e-6) for c in plain), "power is asked of no cell"


@pytest.mark.parametrize("kind", simulated())
def test_process_cells_come_with_a_placebo(kind: str) -> None:
    simulator: Simulator = load("simulate", kind)
    cells = cells_of(kind)
    if any(mode_of(simulator, c) == "process" for c in cells):
        assert any(c.options.get(OPTION) for c in cells)


@pytest.mark.parametrize("kind", simulated())
def test_a_world_and_its_truth_agree_and_are_drawn_again_alike(kind: str) -> None:
    simulator: Simulator = load("simulate", kind)
    for number, cell in enumerate(cells_of(kind)[::4]):
        world, truth = simulator.simulate(cell, np.random.default_rng(number))
        again, same = simulator.simulate(cell, np.random.default_rng(number))
        assert same == truth
        for name in COLUMNS:
            np.testing.assert_array_equal(world.events.columns[name], again.events.columns[name])
        assert world.grounding == again.grounding
        assert truth.zone == ZONES[truth.scale]
        info = MemoryRecord(world.events, world.spans).info
        context = Context(world.blocs, world.places, world.milestones, info, defaults=defaults())
        found = load("kinds", kind).propose(world.grounding, context)
        proposition, refusal = only(found, mode_of(simulator, cell), kind, cell)
        assert proposition or refusal
        if proposition and truth.margin != 0:
            claimed = proposition.side * np.sign(truth.value - truth.null)
            assert claimed == np.sign(truth.margin), f"{cell.name}: the margin is above 0 exactly if the claim is right"


@pytest.mark.parametrize("fault", every("simulate.faults"), ids=lambda f: f.name)
def test_a_fault_stays_within_what_findings_must_withstand(fault: Fault) -> None:
    assert isinstance(fault, Fault)
    assert 1 <= fault.allowance <= float(defaults()["flip_within"])
    assert set(fault.named_by) <= set(names("checks"))
