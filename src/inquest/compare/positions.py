"""Where a claim stands: on what matter (after grounding, not by words), on which side, with which figures."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inquest.model.claim import Claim, Quantity
from inquest.model.grounding import Grounded, Grounding, Window
from inquest.model.proposition import Proposition

Key = tuple[Any, ...]
UNORDERED = frozenset(("engagement", "trend", "episode"))
"""Kinds of which the two sides may be named in either order."""
FIRST_PLACE = frozenset(("the", "main", "most", "decisive"))
"""Values of the slot ``strength`` that only one side can have."""
RIVALS = {"attribution": "actors", "priority": "targets"}
"""Kinds in which first place goes to one of a family, and the mentions that name it."""
RANKED = {"places": "places", "actors": "actors", "groups": "actors"}
"""The same for a superlative ("the deadliest province"): what it ranges over -> the mentions that name the first."""
CLEAR = frozenset(
    ("level", "engagement", "trend", "comparison", "priority", "attribution", "exchange", "sequence", "containment")
)
"""Kinds of which slots and polarity say what is claimed; of others (a place taken, or lost) only the frame does."""
CHANGES = frozenset(("% change", "ratio"))
"""Units of a change: its direction says whether two claims agree, before its size does."""
SAME_TIME = 0.8
"""Shared days over all days of two periods, from which they are one."""
SIGNS = {
    ("direction", "up"): 1,
    ("direction", "more"): 1,
    ("direction", "down"): -1,
    ("direction", "less"): -1,
    ("relation", "coexist"): -1,
    ("relation", "none"): -1,
    ("relation", "ended"): -1,
    ("order", "before"): 1,
    ("order", "first"): 1,
    ("order", "after"): -1,
    ("order", "only_after"): -1,
    ("order", "last"): -1,
    ("form", "fell"): -1,
    ("form", "left"): -1,
}
"""Slot values that put a claim on a side."""


@dataclass(frozen=True)
class Position:
    """One matter that a claim speaks to.

    ``key``: kind, sides, places; ``sign``: +1 or -1, 0 where it takes no side; ``low``, ``high``: the figures that it
    allows, in ``unit`` (None: it names none); ``first``: whom it gives first place, for rivals.
    """

    key: Key
    sign: int
    window: Window | None
    low: float = -math.inf
    high: float = math.inf
    unit: str | None = None
    first: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    """What is counted; empty: the words don't say."""


def meets(a: Position, b: Position) -> bool:
    """Whether two positions are on one matter: its kind, sides and places, its period, what is counted."""
    counted = not a.measures or not b.measures or bool(a.measures & b.measures)
    units = a.unit is None or b.unit is None or a.unit == b.unit or {a.unit, b.unit} <= CHANGES
    return a.key == b.key and counted and units and same_time(a.window, b.window)


def positions(claim: Claim, grounding: Grounding, propositions: Sequence[Proposition]) -> tuple[Position, ...]:
    """Every matter that a claim speaks to: one for each proposition it led to, and one by its own mentions."""
    return (*_of_mentions(claim, grounding), *(x for p in propositions for x in _of_proposition(claim, p)))


def _of_proposition(claim: Claim, p: Proposition) -> Iterator[Position]:
    here, there = (p.actor, p.target, p.place), (p.versus_actor, p.versus_target, p.versus_place)
    key, flipped = _ordered(p.kind, here, there)
    unit, low, high = _figures(claim)
    measures = frozenset(map(str, p.terms.get("measures", ())))
    sign = -p.side if flipped else p.side
    window = p.windows[0] if p.windows else None
    yield Position(("tested", *key), sign, window, low, high, unit, measures=measures)
    yield from _ranked(claim, p, measures)


def _of_mentions(claim: Claim, g: Grounding) -> Iterator[Position]:
    here = tuple(_best(x) for x in (g.actors, g.targets, g.places))
    there = tuple(_best(x) for x in (g.versus_actors, g.versus_targets, g.versus_places))
    if not any((*here, *there)):
        return  # it names nobody and no place: nothing to join on
    key, flipped = _ordered(claim.kind, here, there)
    unit, low, high = _figures(claim)
    window = g.windows[0] if g.windows else None
    measures = frozenset({claim.slots.get("measure", "")} - {""})
    sign = stance(claim)
    meaning = "" if claim.kind in CLEAR else claim.frame
    yield Position(("said", *key, meaning), -sign if flipped else sign, window, low, high, unit, measures=measures)
    family = RIVALS.get(claim.kind)
    if family and claim.slots.get("strength") in FIRST_PLACE and claim.polarity == "affirm":
        named = here[0] if family == "actors" else here[1]
        rest = here[1:] if family == "actors" else (here[0], here[2])
        if named and any(rest):
            yield Position(("first place", claim.kind, rest, there), 1, window, first=named)


def family_of(claim: Claim) -> str:
    """The mentions that name whom a claim gives first place; empty where it ranks nobody."""
    ranked = RANKED.get(claim.slots.get("superlative", "")) if claim.kind == "comparison" else None
    return ranked or RIVALS.get(claim.kind, "")


def _ranked(claim: Claim, p: Proposition, measures: frozenset[str]) -> Iterator[Position]:
    """First place among the places or sides of a country: another one there is its rival."""
    family = RANKED.get(claim.slots.get("superlative", ""))
    if p.kind != "comparison" or family is None or p.side < 0:
        return
    first, rest = (p.place, (p.actor, p.target)) if family == "places" else (p.actor, (p.target, p.place))
    if first is None:
        return
    window = p.windows[0] if p.windows else None
    key = ("first place", p.kind, family, rest, p.countries)
    yield Position(key, 1, window, first=frozenset({first}), measures=measures)


def _ordered(kind: str, here: tuple[Any, ...], there: tuple[Any, ...]) -> tuple[Key, bool]:
    """The key of a matter, the same from either side; whether the claim was put the other way round."""
    if kind in UNORDERED:
        here = (tuple(sorted(map(_text, here[:2]))), here[2])
    if kind == "comparison" and any(there):
        there = tuple(y or x for x, y in zip(here, there, strict=True))  # what the second term leaves out is shared
        first, second = sorted((here, there), key=_text)
        return (kind, first, second), first != here
    return (kind, here, there), False


def _text(value: Any) -> str:
    if isinstance(value, frozenset):
        return "|".join(sorted(value))
    return ";".join(map(_text, value)) if isinstance(value, tuple) else str(value or "")


def _best(mentions: Sequence[Grounded]) -> frozenset[str]:
    """What the mentions most likely mean; the words themselves, folded, where no name is known."""
    return frozenset(m.candidates[0].id if m.candidates else "?" + m.mention.text.casefold() for m in mentions)


def stance(claim: Claim) -> int:
    """On which side a claim stands, by its polarity and slots."""
    sign = -1 if claim.polarity == "deny" else 1
    for item in claim.slots.items():
        sign *= SIGNS.get(item, 1)
    return sign


def _figures(claim: Claim) -> tuple[str | None, float, float]:
    """Unit and the least and most that the claim allows."""
    if claim.quantity is None:
        return None, -math.inf, math.inf
    low, high = bounds(claim.quantity)
    if claim.polarity == "deny":
        if math.isinf(high):
            low, high = -math.inf, low
        elif math.isinf(low):
            low, high = high, math.inf
        else:
            return None, -math.inf, math.inf  # "not 200": any other figure
    direction = -1 if claim.quantity.unit == "% change" and claim.slots.get("direction") == "down" else 1
    return (claim.quantity.unit, low, high) if direction > 0 else (claim.quantity.unit, -high, -low)


def bounds(q: Quantity) -> tuple[float, float]:
    """The least and the most that an amount allows; strict bounds are moved by a hair.

    >>> bounds(Quantity(op=">", value=500, unit="deaths", text="more than 500"))[0] > 500
    True
    >>> bounds(Quantity(op="~", value=200, unit="deaths", text="about 200"))
    (150.0, 250.0)
    """
    hair = 1e-9 * max(abs(q.value), 1.0)
    if q.op == "between":
        return min(q.value, q.high or q.value), max(q.value, q.high or q.value)
    if q.op == "~":
        digit = 10 ** (len(str(int(q.value))) - len(str(int(q.value)).rstrip("0"))) if q.value >= 1 else 0
        half = max(digit / 2, 0.1 * abs(q.value))
        return q.value - half, q.value + half
    low = {"=": q.value, ">": q.value + hair, ">=": q.value}.get(q.op, -math.inf)
    high = {"=": q.value, "<": q.value - hair, "<=": q.value}.get(q.op, math.inf)
    return low, high


def same_time(one: Window | None, other: Window | None) -> bool:
    """Whether two claims speak of one period: of none, or of periods that are nearly the same days."""
    if one is None or other is None:
        return one is other
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    total = (max(one.end, other.end) - min(one.start, other.start)).days + 1
    return shared / total >= SAME_TIME
