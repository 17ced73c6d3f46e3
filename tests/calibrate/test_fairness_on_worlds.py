"""No name, no order of columns and no negation moves a verdict, on worlds of every kind that has a simulator."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from inquest.calibrate.fairness import judge, swapped, turned
from inquest.calibrate.run import simulated
from inquest.calibrate.worlds import defaults, drawn, mode_of
from inquest.contracts import Judged
from inquest.errors import UnknownNameError, UsageError
from inquest.model.names import ActorSet
from inquest.model.world import World
from inquest.registry import load
from inquest.stats.support import MIRRORED

WORLDS = 3


def worlds(kind: str) -> list[tuple[World, str]]:
    """A few fault-free worlds of different cells, and their modes; cells whose claim is refused say nothing here."""
    simulator = load("simulate", kind)
    cells = [c for c in simulator.cells() if c.fault == "none"]
    found = []
    for cell in cells[:: max(1, len(cells) // WORLDS)]:
        world = drawn(simulator, cell, np.random.SeedSequence(7))[0]
        try:
            judge(world, load("kinds", kind), mode_of(simulator, cell), defaults())
        except UsageError:
            continue
        found.append((world, mode_of(simulator, cell)))
    assert found, f"every claim of simulate/{kind}.py is refused"
    return found


def told(judged: Judged) -> tuple[object, ...]:
    """What a reader sees of a finding, without names."""
    e = judged.estimates
    return judged.verdict, e.point.tolist(), e.low.tolist(), e.high.tolist(), e.position.tolist()


@pytest.mark.parametrize("kind", simulated())
def test_two_actors_trade_names(kind: str) -> None:
    about = load("kinds", kind)
    for world, mode in worlds(kind):
        before = judge(world, about, mode, defaults())
        for one, other in list(combinations(sorted(world.blocs), 2))[:3]:
            after = judge(swapped(world, one, other), about, mode, defaults())
            assert after.verdict == before.verdict, (one, other)
            np.testing.assert_array_equal(np.sort(after.estimates.point), np.sort(before.estimates.point))


@pytest.mark.parametrize("kind", simulated())
def test_the_order_of_sides_means_nothing(kind: str) -> None:
    about = load("kinds", kind)
    for world, mode in worlds(kind):
        other = replace(world, events=turned(world.events))
        assert told(judge(other, about, mode, defaults())) == told(judge(world, about, mode, defaults()))


@pytest.mark.parametrize("kind", simulated())
def test_negation_mirrors_the_verdict_exactly(kind: str) -> None:
    about = load("kinds", kind)
    for world, mode in worlds(kind):
        plain, opposite = (judge(world, about, mode, defaults(), mirror=m) for m in (False, True))
        assert opposite.verdict == MIRRORED.get(plain.verdict, plain.verdict)
        np.testing.assert_array_equal(opposite.estimates.position, -plain.estimates.position)
        np.testing.assert_array_equal(opposite.estimates.point, plain.estimates.point)


def test_a_swap_trades_everything_and_twice_is_nothing() -> None:
    world = worlds("level")[0][0]
    one, other = sorted(world.blocs)[:2]
    back = swapped(swapped(world, one, other), one, other)
    assert back.events.sides == world.events.sides
    assert back.blocs == world.blocs
    assert back.grounding == world.grounding
    once = swapped(world, one, other)
    assert {s.id: s.name for s in once.events.sides} == {s.id: s.name for s in world.events.sides}
    assert once.events.sides != world.events.sides
    assert once.blocs[one].opponents == tuple(
        {one: other, other: one}.get(name, name) for name in world.blocs[other].opponents
    )


def test_a_swap_needs_actors_that_are_there() -> None:
    world = worlds("level")[0][0]
    one = sorted(world.blocs)[0]
    with pytest.raises(UnknownNameError, match="nobody"):
        swapped(world, one, "nobody")
    wide = world.blocs[one].model_copy(update={"core": ActorSet(ids=(1, 2))})
    with pytest.raises(UsageError, match="exactly one id"):
        swapped(replace(world, blocs={**world.blocs, one: wide}), one, sorted(world.blocs)[1])
