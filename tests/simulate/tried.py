"""A world on the real path: proposed, planned, measured, judged and checked."""

from inquest.contracts import Context, Judged
from inquest.model.finding import CheckResult
from inquest.model.world import EventTable, World
from inquest.multiverse.session import Session
from inquest.record.memory import MemoryRecord
from inquest.registry import every, load


def sessions(world: World, events: EventTable | None = None) -> Session:
    """A session on the world's record, or on what was kept of it."""
    from inquest.api import defaults

    record = MemoryRecord(world.events if events is None else events, world.spans)
    context = Context(world.blocs, world.places, world.milestones, record.info, defaults=defaults())
    return Session(record, context)


def judged(world: World, events: EventTable | None = None) -> Judged:
    """The world's claim, judged."""
    return run(world, events)[0]


def run(world: World, events: EventTable | None = None, *, checks: bool = False) -> tuple[Judged, list[CheckResult]]:
    """The world's claim judged, and what the checks say of it."""
    session = sessions(world, events)
    kind = load("kinds", world.grounding.claim.kind)
    proposal = kind.propose(world.grounding, session.context)
    assert not proposal.refusals, proposal.refusals
    found = session.run(session.plan(proposal.propositions[0]))
    return found, [check.run(found, session.context, session) for check in every("checks")] if checks else []
