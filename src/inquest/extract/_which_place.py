"""A claim waits whose words for a place leave open which it is ("the city" after two of them), or give no name."""

from inquest.extract._antecedents import width
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit

EITHER = "“{}” may be “{}” or “{}”"
UNNAMED = "which place “{}” is, its words do not say"
PLACED = NUMBERED | {"engagement", "sequence", "episode"}
"""Kinds that count what happened at a place; what is said of many ("the areas it holds") is tested town by town."""
REACH = 4
"""Words between a preposition and the noun that it governs ("in the last rebel-held enclave")."""


def narrowest(draft: Draft, roles: Roles) -> None:
    """For "Palmyra, in Homs province": the wider place only says where the other lies."""
    held = {p.start: p for p in draft.places if p.via is None}
    for i, unit in enumerate(roles.units):
        between = [u.text for u in roles.units[max(i - 2, 0) : i]]
        ahead = i - 2 if between[-1:] == ["in"] else i
        ahead -= between == [",", "in"]
        one = roles.units[ahead] if 0 <= ahead < i else None
        if unit.letter != "p" or one is None or one.letter != "p" or unit.parts[0].start not in held:
            continue
        if one.parts[0].start in held and width(one) < width(unit):
            draft.places[:] = [p for p in draft.places if p.start != unit.parts[0].start]
            draft.told.extend(unit.parts)


def which_place(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Why a claim waits for the place that it means; empty if it need not."""
    if not draft.match.frame.tested:
        return ""
    placed = draft.match.frame.kind in PLACED
    return _either(draft, roles) or (_unnamed(draft, roles, g) if placed else "")


def _either(draft: Draft, roles: Roles) -> str:
    """For "there" and "the city" in a text that has just spoken of two."""
    starts = {p.start for p in (*draft.places, *draft.versus_places)}
    for unit in roles.units:
        rival = next((p for p in unit.parts if p.rival and p.start in starts), None)
        if unit.style == "anaphor" and unit.letter == "p" and rival is not None:
            return EITHER.format(unit.raw, rival.text, rival.rival)
    return ""


def _unnamed(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in the enclave", "in rebel-held areas" without a name; and for "in a market", a part of any place."""
    units = roles.units
    named = bool(draft.places or draft.versus_places)
    span = roles.span(draft.match)
    for i in span:
        if units[i].letter or units[i].text not in g.any("place_prepositions", "in_places") or i in roles.skip:
            continue
        noun = _noun(units, i, span.stop, g)
        if noun is None:
            continue
        site = units[noun].text in g["sites"]
        if site or not (named or _with_name(units, noun, span.stop, g)):
            return UNNAMED.format(" ".join(u.raw for u in units[i + 1 : noun + 1]))
    return ""


def _noun(units: list[Unit], before: int, stop: int, g: Grammar) -> int | None:
    """The noun of a place that a preposition governs, if any name of a place is not governed first."""
    last = None
    for k in range(before + 1, min(before + 1 + REACH, stop)):
        unit = units[k]
        if unit.letter in ("p", "t", "s") or unit.text in {",", ";", "and", "that", "which"}:
            break
        if not unit.letter and unit.text in g.any("place_nouns", "sites"):
            return k
        if not unit.letter and unit.text in g["prepositions"]:
            break
        if unit.text in g["directions"] and units[k - 1].text == "the":
            last = k
    return last


def _with_name(units: list[Unit], noun: int, stop: int, g: Grammar) -> bool:
    """Whether a name of the place stands right behind its noun: "the town of Azaz", "the village Sarmin"."""
    rest = units[noun + 1 : min(noun + 1 + REACH, stop)]
    for k, unit in enumerate(rest):
        if unit.letter == "p":
            return True
        if unit.text not in g["place_prepositions"] | g["determiners"] | {"of"} or (k == 0 and unit.letter):
            return False
    return False
