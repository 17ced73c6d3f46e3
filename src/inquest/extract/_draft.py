"""A claim in the making, and what becomes of it."""

from dataclasses import dataclass, field, replace

from inquest.extract._frames import Match
from inquest.extract._memory import Memory
from inquest.extract._skeleton import Part
from inquest.model.claim import Mention, Quantity

COUNTED = frozenset({"level", "comparison", "priority", "trend"})
"""Kinds that count deaths or events."""
NUMBERED = COUNTED | {"exchange"}
"""The same, and losses held against losses."""


@dataclass
class Draft:
    """A claim in the making: unit parts per slot."""

    match: Match
    actors: list[Part] = field(default_factory=list)
    targets: list[Part] = field(default_factory=list)
    versus_actors: list[Part] = field(default_factory=list)
    versus_targets: list[Part] = field(default_factory=list)
    places: list[Part] = field(default_factory=list)
    versus_places: list[Part] = field(default_factory=list)
    periods: list[Part] = field(default_factory=list)
    baselines: list[Part] = field(default_factory=list)
    milestones: list[Part] = field(default_factory=list)
    quantity: Quantity | None = None
    polarity: str = "affirm"
    slots: dict[str, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    told: list[Part] = field(default_factory=list)
    """Names that say whose dead are counted and stand in no slot of their own."""
    unconfirmed: str | None = None
    until: int | None = None
    """The last clause of the quote, where that is not the last of the match."""
    led: bool = False
    """Whether the quote begins in the stretch without a verb before its clause."""


def mentions(parts: list[Part]) -> tuple[Mention, ...]:
    """Parts as mentions, without repeats."""
    seen: list[Part] = []
    for part in parts:
        if not any(part.text == p.text and part.start == p.start for p in seen):
            seen.append(part)
    return tuple(p.mention() for p in seen)


def by_each(draft: Draft, memory: Memory) -> list[Draft]:
    """One draft per side ("the main enemy of both sides") or place, where the frame asks for it."""
    each = draft.match.frame.each
    if (
        each == "actors"
        and draft.actors
        and draft.actors[0].via
        and memory.sides
        and len(draft.actors) == sum(map(len, memory.sides))
    ):
        first = len(memory.sides[0])
        return [replace(draft, actors=draft.actors[:first]), replace(draft, actors=draft.actors[first:])]
    if each == "actors" and len(draft.actors) > 1:
        return [replace(draft, actors=[p]) for p in draft.actors]
    if each == "places" and len(draft.places) > 1:
        return [replace(draft, places=[p]) for p in draft.places]
    return [draft]
