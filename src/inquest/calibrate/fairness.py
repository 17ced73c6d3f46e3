"""The same world told otherwise: two actors trade names, or every event its columns. No verdict may change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inquest.contracts import Context, Judged, Kind
from inquest.errors import UnknownNameError, UsageError
from inquest.model.grounding import Grounding
from inquest.model.names import Bloc, Milestone
from inquest.model.world import EventTable, Side, World
from inquest.multiverse.session import Session
from inquest.record.memory import MemoryRecord


def swapped(world: World, one: str, other: str) -> World:
    """The world in which two actors have traded names, in the events, the dictionary and the claim alike.

    What the first did the second now does; relations (opponents, control pairs, folded allies) move along.

    Raises
    ------
    UnknownNameError
        If an actor isn't in the world.
    UsageError
        If either isn't exactly one actor of the source.
    """
    for name in (one, other):
        if name not in world.blocs:
            raise UnknownNameError(f"the world has no actor {name!r}", choices=sorted(world.blocs))
        if len(world.blocs[name].core.ids) != 1 or world.blocs[name].core.rule:
            raise UsageError(f"{name} isn't one actor of the source", "a bloc with exactly one id", cure="name another")
    turn = _Turn(world.blocs[one], world.blocs[other])
    blocs = [Bloc.model_validate(turn(b.model_dump())) for b in world.blocs.values()]
    return replace(
        world,
        events=replace(world.events, sides=tuple(turn.side(s) for s in world.events.sides)),
        grounding=Grounding.model_validate(turn(world.grounding.model_dump())),
        blocs={b.id: b for b in blocs},
        milestones={k: Milestone.model_validate(turn(m.model_dump())) for k, m in world.milestones.items()},
    )


class _Turn:
    """Ids, numbers and labels of two blocs, each for the other's; containers are walked."""

    def __init__(self, one: Bloc, other: Bloc) -> None:
        pairs: list[tuple[Any, Any]] = [(one.id, other.id), (one.label, other.label)]
        pairs.append((one.core.ids[0], other.core.ids[0]))
        self.names: dict[Any, Any] = {**dict(pairs), **{b: a for a, b in pairs}}

    def __call__(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {k: self(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self(v) for v in value)
        return self.names.get(value, value) if isinstance(value, str | int) else value

    def side(self, side: Side) -> Side:
        """A side, a coalition's members included."""
        return Side(self(side.id), ", ".join(self(name) for name in side.name.split(", ")))


def turned(events: EventTable) -> EventTable:
    """Every event with its sides in the other columns: which side a source writes first means nothing.

    One-sided violence keeps its columns, as there the first one is the perpetrator by definition.
    """
    columns = dict(events.columns)
    clash = columns["violence"] != 3
    for a, b in (("side_a", "side_b"), ("dead_a", "dead_b")):
        first, second = events.columns[a].copy(), events.columns[b].copy()
        first[clash], second[clash] = events.columns[b][clash], events.columns[a][clash]
        columns[a], columns[b] = first, second
    return replace(events, columns=columns)


def judge(world: World, kind: Kind, mode: str, defaults: Mapping[str, Any], *, mirror: bool = False) -> Judged:
    """The world's claim, or its opposite, judged on the world's own record.

    Raises
    ------
    UsageError
        If the kind refuses the claim.
    """
    record = MemoryRecord(world.events, world.spans)
    context = Context(world.blocs, world.places, world.milestones, record.info, defaults=defaults)
    proposal = kind.propose(world.grounding, context)
    found = [p for p in proposal.propositions if p.mode == mode]
    if not found:
        why = "; ".join(r.text for r in proposal.refusals)
        raise UsageError(f"{kind.name} refuses the claim of this world ({why})", cure="take a cell that is tested")
    session = Session(record, context)
    return session.run(session.plan(found[0].mirror() if mirror else found[0]))
