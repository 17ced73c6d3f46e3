"""Sides named beside the one that a claim is about: "made by A, with B above it and C across the border".

A test of A alone would be a test of another claim, so such a claim waits for a person; its quote takes them in, and
what it waits for names them.
"""

from collections.abc import Sequence

from inquest.extract._clauses import is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.model.claim import SIDES

KINDS = NUMBERED | {"attribution", "containment"}
"""Kinds in which it matters whose events are counted."""
CREDIT = frozenset({"attribution"})
"""Kinds that give a deed to somebody: whoever else the claim names with him is meant to have a part in it."""
HERE = "beside “{}” it names {}, and a test of the first alone would be one of another claim"


def companions(draft: Draft, beside: Sequence[Draft], roles: Roles, g: Grammar) -> str:
    """Why a claim with sides that none of its sentence's claims holds must wait; empty if it holds all of them.

    Sets ``draft.until`` and ``draft.led``, the ends of the quote, where they stand in phrases beside its own clauses.
    """
    kind = draft.match.frame.kind
    if draft.unconfirmed or not draft.match.frame.tested or kind not in KINDS or not draft.actors:
        return ""
    held = [(p.start, p.end) for d in beside for slot in SIDES for p in getattr(d, slot)]
    clauses = roles.clauses(draft.match)
    span = roles.span(draft.match)
    own = [i for i in _free(span, held, roles) if _doer(i, roles, g)] if kind in CREDIT else []
    subject = _subject_before(roles, clauses.start, g)
    own = [*_free(subject, held, roles), *own]
    after: list[int] = []
    if clauses.stop < len(roles.sk.bounds):
        phrase = roles.sk.clause_units(clauses.stop)
        if roles.units[phrase.start].text in g["companion_openers"]:
            after = [i for i in _free(phrase, held, roles) if kind in CREDIT or not _deed(i, phrase, roles, g)]
    if not own and not after:
        return ""
    draft.until, draft.led = (clauses.stop if after else None), bool(subject)
    names = [f"“{roles.units[i].raw}”" for i in (*own, *after)]
    return HERE.format(draft.actors[0].text, " and ".join(names))


def _subject_before(roles: Roles, clause: int, g: Grammar) -> range:
    """The stretch without a verb before a clause that opens with companions: "The army, | with B, took the town"."""
    units = roles.units
    if clause == 0 or units[roles.sk.clause_units(clause).start].text not in g["companion_openers"]:
        return range(0)
    before = roles.sk.clause_units(clause - 1)
    named = any(units[i].letter == "a" for i in before)
    return before if named and not any(is_verb(units[i], g) for i in before) else range(0)


def _free(span: range, held: Sequence[tuple[int, int]], roles: Roles) -> list[int]:
    """Parties of a stretch that have a name and that no claim holds."""
    found = []
    for i in span:
        unit = roles.units[i]
        named = unit.letter == "a" and unit.style != "anaphor" and any(p.ids for p in unit.parts)
        spans = [(unit.start, unit.end), *((p.start, p.end) for p in unit.parts)]
        if named and i not in roles.skip and not any(a < e and s < b for a, b in spans for s, e in held):
            found.append(i)
    return found


def _doer(i: int, roles: Roles, g: Grammar) -> bool:
    """Whether a party stands where a second doer may: not behind "of", "in", "against"."""
    at = i - 1
    while at >= 0 and roles.units[at].text in g["determiners"]:
        at -= 1
    before = roles.units[at] if at >= 0 else None
    leading = g["companion_openers"] | {"by", "as"}  # any other preposition gives a name another part
    return before is None or bool(before.letter) or before.text in leading or before.text not in g["prepositions"]


def _deed(i: int, phrase: range, roles: Roles, g: Grammar) -> bool:
    """Whether a party has a deed of its own in the phrase: "with the army advancing from the east"."""
    rest = (roles.units[k] for k in range(i + 1, phrase.stop))
    for unit in rest:
        if unit.text in {",", "and"}:
            return False
        if is_verb(unit, g):
            return True
    return False
