"""Allies whom the words join to a side without naming them: "and its partners", "and allied groups"."""

from dataclasses import replace

from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

BETWEEN = 2
"""Words such as "local" between "its" and its noun."""


def allies_of(side: Unit, noun: Unit) -> Unit:
    """Those who are allied to a side, as a party of their own: "Coalition allies"."""
    words = f"{side.raw} {noun.raw}"
    part = replace(side.parts[0], text=words, end=noun.end, ids=(), role="", plural=True)
    return replace(side, text=words.lower(), end=noun.end, raw=words, parts=(part,))


def allied_to(before: list[Unit], unit: Unit, g: Grammar) -> int:
    """How many units back the side stands that a noun for allies is joined to; 0 if it is joined to none."""
    if unit.text in g["ally_nouns"]:
        lead = next((k for k in range(1, BETWEEN + 2) if _word(before, k) in g["possessives"]), 0)
        plain = lead > 0 and all(not u.letter and not u.style and u.raw.islower() for u in before[-lead:])
    elif unit.text in g["allied_groups"]:
        lead = int(_word(before, 1) == "allied")
        plain = lead > 0
    else:
        return 0
    side = lead + 2
    joined = plain and _word(before, lead + 1) == "and" and len(before) >= side
    return side if joined and before[-side].letter == "a" else 0


def _word(before: list[Unit], back: int) -> str:
    return before[-back].text if back <= len(before) and not before[-back].letter else ""
