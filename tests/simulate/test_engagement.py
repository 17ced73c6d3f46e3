"""Worlds of engagement: a front of known factors, and clashes of known number."""

from dataclasses import replace

import numpy as np
import pytest
from tests.simulate.tried import judged, run, sessions

from inquest.kinds._engagement import pair_rows
from inquest.model.world import Cell
from inquest.simulate._front import FIGHTING, LINE
from inquest.simulate.engagement import SIMULATOR
from inquest.simulate.faults.delayed import FAULT
from inquest.stats.engagement import engagement

CALM = Cell(0.5, 60, 48, rough=1, rho=0)


def pairs(world):
    """Events by pair of sides."""
    c = world.events.columns
    names = [s.name for s in world.events.sides]
    found = {}
    for a, b in zip(c["side_a"], c["side_b"], strict=True):
        key = frozenset((names[a], names[b]))
        found[key] = found.get(key, 0) + 1
    return found


def test_cells_differ_and_ask_for_both_modes():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)
    assert {c.options.get("mode", "process") for c in cells} == {"census", "process"}
    assert all(c.options.get("mode") == "census" for c in cells if c.fault != "none")


@pytest.mark.parametrize("margin", [-1.5, -0.5, 0.5, 1.5])
def test_the_factor_is_that_of_the_events_drawn(margin):
    drawn, expected = 0, 0
    for seed in range(5):
        world, truth = SIMULATOR.simulate(replace(CALM, margin=margin), np.random.default_rng(seed))
        found = pairs(world)
        drawn += found[frozenset(("Alpha", "Beta"))]
        expected += 60 * 48
        assert truth.margin == pytest.approx(np.log(truth.null / truth.value))
        assert truth.null == LINE
        assert len(found) == len(FIGHTING)
    assert drawn / expected == pytest.approx(truth.value, rel=0.1)


@pytest.mark.parametrize("factor", [0.1, 0.354, 1.0, 2.0])
def test_the_estimate_tends_to_the_factor_on_a_calm_front(factor):
    cell = replace(CALM, margin=float(np.log(LINE / factor)), rate=200)
    points = [judged(SIMULATOR.simulate(cell, np.random.default_rng(s))[0]).estimates.point[0] for s in range(4)]
    assert np.mean(points) == pytest.approx(factor, rel=0.06)


def test_a_truce_from_the_middle_on_has_the_same_mean():
    cell = Cell(0.7, 60, 48, rough=1, rho=0, options={"truce": "midway"})
    world, truth = SIMULATOR.simulate(cell, np.random.default_rng(3))
    sides = [s.name for s in world.events.sides]
    c = world.events.columns
    both = np.isin(c["side_a"], [sides.index("Alpha")]) & np.isin(c["side_b"], [sides.index("Beta")])
    day = c["day"][both]
    middle = (c["day"].min() + c["day"].max()) / 2
    assert (day < middle).sum() > 5 * (day > middle).sum()
    assert both.sum() == pytest.approx(truth.value * 60 * 48, rel=0.15)


@pytest.mark.parametrize(("margin", "verdict"), [(2.0, "supported"), (-1.4, "contradicted")])
def test_a_truce_and_a_war_are_told_and_strongly_only_beside_a_pair_at_peace(margin, verdict):
    cell = replace(CALM, margin=margin)
    assert judged(SIMULATOR.simulate(cell, np.random.default_rng(1))[0]).verdict == verdict
    alone = replace(cell, options={"control": "none"})
    found = judged(SIMULATOR.simulate(alone, np.random.default_rng(1))[0])
    assert found.verdict == f"mostly {verdict}"
    assert found.estimates.joint_p is None


def test_the_joint_p_is_that_of_the_weakest_specification():
    found = judged(SIMULATOR.simulate(replace(CALM, margin=2.0), np.random.default_rng(1))[0])
    assert found.estimates.joint_p < 0.025
    assert found.estimates.joint_con > 0.9


def test_the_baseline_leaves_out_the_pair_at_peace():
    world, _ = SIMULATOR.simulate(replace(CALM, margin=-1.04), np.random.default_rng(2))
    found = judged(world)
    grid = found.measured.grid
    days = (-(10**6), 10**6)
    rows, events, located = pair_rows(found.proposition, {}, grid, sessions(world).context, days)
    alone = engagement(rows, events[None], (0, 1))
    assert alone.ratio[0] > 1.1 * found.estimates.point[0]  # as if the truce were usual
    assert 0.8 < located < 1


@pytest.mark.parametrize("form", ["clash", "never", "ended", "first"])
@pytest.mark.parametrize("margin", [-2.08, 2.08, 0.69, -0.69])
def test_clashes_are_as_many_as_asked_for(form, margin):
    cell = Cell(margin, 8, 48, options={"mode": "census", "form": form})
    world, truth = SIMULATOR.simulate(cell, np.random.default_rng(4))
    some = (margin > 0) == (form == "clash")
    assert truth.value == (round(0.5 * np.exp(abs(margin))) if some else 0)
    assert np.sign(truth.margin) == np.sign(margin)
    wrong = "contradicted" if margin > 0 else "supported"
    found = judged(world)
    assert found.verdict not in (wrong, f"mostly {wrong}")
    assert found.estimates.point[0] == truth.value


def test_a_year_without_any_is_found():
    for margin, years in ((-0.15, 3), (0.13, 4)):
        cell = Cell(margin, 8, 48, options={"mode": "census", "form": "every_year"})
        world, truth = SIMULATOR.simulate(cell, np.random.default_rng(5))
        assert truth.value == years
        assert judged(world).verdict == ("supported" if margin > 0 else "contradicted")


@pytest.mark.parametrize(("form", "margin"), [("every_year", -0.15), ("clash", -0.69), ("ended", 0.69)])
def test_reports_that_come_late_turn_no_verdict(form, margin):
    cell = Cell(margin, 8, 48, "delayed", options={"mode": "census", "form": form})
    wrong = "supported" if margin < 0 else "contradicted"
    for seed in range(6):
        rng = np.random.default_rng(seed)
        world, _ = SIMULATOR.simulate(cell, rng)
        found, _ = run(world, FAULT.apply(world.events, rng))
        assert found.verdict not in (wrong, f"mostly {wrong}")
