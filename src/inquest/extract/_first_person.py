"""Who "we" and "our forces" are: the side of the quoted speaker, else the side that issues the text."""

from dataclasses import replace

from inquest.extract._grammar import Grammar
from inquest.extract._memory import Memory
from inquest.extract._skeleton import Part, Skeleton, Unit
from inquest.extract._speech import Voice

OPENING = 2
"""Sentences in which a text says who issues it."""


def first_person(sk: Skeleton, voices: list[Voice], memory: Memory, sentence: int, g: Grammar) -> None:
    """Turn "we" into a symbol, and say whose "our forces" are, where the speaker's side is known."""
    if sentence < OPENING and not memory.own:
        memory.own = _issuer(sk.units, g)
    changed = False
    for clause, voice in enumerate(voices):
        side = voice.party or (memory.own if voice.speaker == "author" else ())
        for i in sk.clause_units(clause):
            unit = sk.units[i]
            ours = unit.style == "possessed our"
            if side and i not in voice.skip and (ours or (unit.text in g["first_person"] and not unit.letter)):
                sk.units[i] = _spoken(unit, side)
                changed = True
    if changed:
        sk.render()


def _spoken(unit: Unit, side: tuple[Part, ...]) -> Unit:
    parts = tuple(
        replace(p, start=unit.start, end=unit.end, via=f'"{unit.raw}" -> {p.text}, who speaks', plural=True)
        for p in side
    )
    return replace(unit, letter="a", parts=parts, style="anaphor")


def _issuer(units: list[Unit], g: Grammar) -> tuple[Part, ...]:
    """The party that issues a communique: named beside "informs", "the command of", "committee" in its opening."""
    for i, unit in enumerate(units):
        if unit.letter != "a" or any(p.role or p.side == "people" for p in unit.parts):
            continue
        near = {u.text for u in units[max(i - 5, 0) : i + 4] if not u.letter}
        return unit.parts if near & g["issuing"] else ()
    return ()
