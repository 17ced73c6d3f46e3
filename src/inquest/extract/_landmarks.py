"""Events by which a claim is dated ("after the fall of Mosul", "since Raqqa"): their names are no place of the claim.

Such words narrow the time of a claim to what no slot holds, unless they name the day: the claim waits for a person.
"""

from typing import NamedTuple

from inquest.extract._clauses import is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Skeleton, Unit

BY_EVENT = "“{}” dates it by an event, and does not say when that was"
BY_PLACE = "“{}” dates it by something that happened there, and says neither what it was nor when"
EITHER = "“{}” may be the time of what it tells or only that of “{}”, and it does not say which"
EVENT_KINDS = frozenset({"sequence", "containment"})
"""Kinds that lean on dated events themselves."""
REACH = 5
"""Words between "after" and the noun of the event."""
INSIDE = 8
"""Words of what is named behind that noun: "of the eastern city of Aleppo by the army"."""


class Landmark(NamedTuple):
    """Units of the words, first and last; ``bare``: a place without an event; ``dated``: it names its day itself.

    ``noun``: the unit of the event's noun, of a bare place its own.
    """

    first: int
    last: int
    bare: bool
    dated: bool
    noun: int


def landmarks(sk: Skeleton, g: Grammar) -> tuple[Landmark, ...]:
    """The events that a sentence dates something by, from the left."""
    units = sk.units
    leads = (i for i, u in enumerate(units) if not u.letter and (u.text in g["event_leads"] or _along(units, i, g)))
    return tuple(found for i in leads if (found := _landmark(sk, i, g)) is not None)


def _along(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "ended with the fall of Mosul", "upon the withdrawal of the army": an event that comes at the same time."""
    if units[i].text not in {"with", "upon"}:
        return False
    after = (u for u in units[i + 1 : i + REACH] if u.text not in g["determiners"])
    return next((u.text in g["turning_points"] for u in after if not u.letter), False)


def _landmark(sk: Skeleton, lead: int, g: Grammar) -> Landmark | None:
    units = sk.units
    stop = sk.clause_units(sk.clause_of(lead)).stop
    i = lead + 1
    while i < min(lead + 1 + REACH, stop):
        unit = units[i]
        if not unit.letter and unit.text in g["event_nouns"]:
            return _named(units, lead, i, stop, g)
        if unit.letter in ("t", "q", "s") or unit.text in {",", "—"} or (not unit.letter and is_verb(unit, g)):
            return None
        after = units[i + 1] if i + 1 < stop else None
        place = unit.letter == "p" and all(u.text in g["determiners"] for u in units[lead + 1 : i])
        if place and (after is None or after.text in g["prepositions"] | {",", ".", ";", "and"}):
            return Landmark(lead, i, True, after is not None and _date(units, i + 1, stop), i)
        i += 1
    return None


def _named(units: list[Unit], lead: int, noun: int, stop: int, g: Grammar) -> Landmark:
    """An event with the names behind its noun."""
    last = noun
    for i in range(noun + 1, min(noun + 1 + INSIDE, stop)):
        unit = units[i]
        if unit.letter in ("a", "p"):
            last = i
        elif unit.letter or unit.text not in g["prepositions"] | g["determiners"] | {"city", "town", "village", "and"}:
            break
    return Landmark(lead, last, False, _date(units, last + 1, stop), noun)


def _date(units: list[Unit], at: int, stop: int) -> bool:
    """Whether a time stands right behind: "of Raqqa in October 2017", "the offensive, on 6 June,"."""
    near = units[at : min(at + 3, stop)]
    time = next((n for n, u in enumerate(near) if u.letter == "t"), None)
    return time is not None and all(u.text in {",", "of", "in", "on"} for u in near[:time])


def dated_by(draft: Draft, roles: Roles, marks: tuple[Landmark, ...], text: str) -> str:
    """Why a claim waits that an event dates, in its own clauses or in the words that open the sentence.

    ``text`` is the document's.
    """
    frame = draft.match.frame
    if not frame.tested or frame.kind in EVENT_KINDS or draft.milestones:
        return ""
    own = {*roles.span(draft.match), *opening(roles, draft)}
    for mark in marks:
        if mark.dated and frame.kind in NUMBERED and mark.first in own and (told := _either(draft, roles, mark, text)):
            return told
        if mark.first in own and not mark.dated and mark.first not in roles.skip:
            words = text[roles.units[mark.first].start : roles.units[mark.last].end]
            return (BY_PLACE if mark.bare else BY_EVENT).format(words)
    return ""


def _either(draft: Draft, roles: Roles, mark: Landmark, text: str) -> str:
    """Why a claim waits whose time stands behind an event: "500 were killed after the fall of Ramadi in March".

    Where "after the fall of Ramadi in March" opens the clause, the claim is about what came after; after an attack of a
    day, about that day.
    """
    units, g = roles.units, roles.g
    clause = roles.sk.clause_units(roles.sk.clause_of(mark.first))
    opens = all(units[i].text == "," for i in range(clause.start, mark.first))
    brief = units[mark.noun].text in g["brief_events"] and units[mark.first].text == "after"
    if mark.bare or opens or brief or units[mark.first].text not in g["either_leads"]:
        return ""
    near = {part.start for unit in units[mark.last + 1 : mark.last + 4] if unit.letter == "t" for part in unit.parts}
    time = next((part for part in draft.periods if part.start in near), None)
    if time is None:
        return ""
    return EITHER.format(text[time.start : time.end], text[units[mark.first + 1].start : units[mark.last].end])


def opening(roles: Roles, draft: Draft) -> range:
    """The units of a sentence before the claim's own clauses, as long as no verb stands there."""
    start = roles.span(draft.match).start
    return range(0 if not any(is_verb(u, roles.g) for u in roles.units[:start]) else start, start)
