"""Names in a claim's own clauses that no slot holds: without them another claim would be tested."""

import bisect
from collections.abc import Sequence

from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._guard import CENSUS
from inquest.extract._landmarks import Landmark, opening
from inquest.extract._memory import bare
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.model.claim import SIDES

PLACES = ("places", "versus_places")
TIMES = ("periods", "baselines", "milestones")
NAMED = CENSUS | {"exchange"}
"""Kinds that are tested on the sides and places that they hold."""
LOST = 5
"""Words between a side's own dead and the verb by which it lost them ("every soldier that it lost")."""
NEAR = 3
"""Words between a place and the wider one that it lies in ("Mosul, in northern Iraq")."""


def _spans(unit: Unit) -> list[tuple[int, int]]:
    return [(unit.start, unit.end), *((p.start, p.end) for p in unit.parts)]


def _touched(units: list[Unit], held: list[tuple[int, int]]) -> list[int]:
    """Units that share a stretch of the text with any that is held."""
    apart: list[tuple[int, int]] = []
    for a, b in sorted(held):
        if apart and a <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(b, apart[-1][1])
        else:
            apart.append((a, b))
    ends = [b for _, b in apart]

    def touched(a: int, b: int) -> bool:
        n = bisect.bisect_right(ends, a)
        return n < len(apart) and apart[n][0] < b

    return [i for i, u in enumerate(units) if any(touched(a, b) for a, b in _spans(u))]


def _along(units: list[Unit], start: int, stop: int, g: Grammar) -> range:
    """The units up to the first comma where the first word only lets something go along: "Despite its losses, ..."."""
    comma = next((i for i in range(start, stop) if units[i].text == ","), start)
    return range(start, comma if units[start].text in g["free_openings"] else start)


def _held_by_word(unit: Unit, draft: Draft) -> bool:
    """Whether the claim holds the side that a name names, by another word that stands for it ("fighters")."""
    meant = {(p.ids, p.text) for slot in SIDES for p in getattr(draft, slot) if p.via}
    return all((p.ids, p.text) in meant for p in unit.parts)


def _led(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether a preposition governs a name: "within the Taliban"."""
    before = next((u for u in reversed(units[:i]) if u.text not in g["determiners"]), None)
    return before is not None and before.text in g["prepositions"]


def _before_amount(units: list[Unit], i: int, g: Grammar) -> int:
    """The unit before a noun, over the words of how many: "lost" in "lost more fighters", "lost 40 fighters"."""
    k = i - 1
    while k > 0 and (units[k].letter == "q" or units[k].text in g.any("differing", "determiners")):
        k -= 1
    return max(k, 0)


def unused(draft: Draft, beside: Sequence[Draft], roles: Roles, marks: Sequence[Landmark]) -> str:
    """A side, or a place far from any that is held, which the clauses name and none of the drafts holds.

    So too in the words that open the sentence ("Among the X, ..."), unless they only go along ("despite ...").
    ``marks``: events that date the sentence, whose names are no part of its claims.
    """
    if draft.unconfirmed or draft.match.frame.kind not in NAMED or not draft.match.frame.tested:
        return ""
    held = [(p.start, p.end) for d in beside for slot in (*SIDES, *PLACES, *TIMES) for p in getattr(d, slot)]
    held += [(p.start, p.end) for d in beside for p in d.told]
    units = roles.units
    ahead = opening(roles, draft)
    along = _along(units, min([*ahead, roles.span(draft.match).start]), draft.match.first, roles.g)
    used = _touched(units, held)
    used += [i for d in beside for slot, i in d.match.captured.items() if slot.startswith("victims")]
    used += [i for mark in marks for i in range(mark.first, mark.last + 1)]
    for i in (*ahead, *roles.span(draft.match)):
        unit: Unit = units[i]
        if i in along or i in roles.skip or i in used or unit.letter not in ("a", "p") or unit.style == "anaphor":
            continue
        if all(map(bare, unit.parts)) and any(p.via for slot in SIDES for p in getattr(draft, slot)):
            continue  # "37 militants were killed in the fighting": those of the fight told of before
        start = min(_before_amount(units, i, roles.g), max(i - LOST, 0))
        near = {u.text for u in units[start : i + LOST]}
        if draft.match.frame.kind == "exchange" and all(map(bare, unit.parts)) and near & roles.g["losing_verbs"]:
            continue  # "killed more rebels than it lost soldiers", "lost more fighters than it killed": its own
        if unit.letter == "a" and not _led(units, i, roles.g) and _held_by_word(unit, draft):
            continue  # "A lost more fighters than ...": whose fighters they are
        apart = i > 1 and units[i - 2].text == "not"  # "not in A but in B"
        wider = unit.letter == "p" and not apart and any(units[k].letter == "p" and abs(i - k) <= NEAR for k in used)
        if not wider:
            return unit.raw
    return ""
