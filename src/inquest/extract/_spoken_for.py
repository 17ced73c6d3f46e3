"""Whose "its shells" are in what a side says: "the defence ministry denied that any of its shells had fallen".

A pronoun for one body that was taken from an earlier sentence stands for the side that speaks, where an organ of a side
does and no other side is named between.
"""

from dataclasses import replace

from inquest.extract._clauses import is_verb
from inquest.extract._expletive import expletive
from inquest.extract._grammar import Grammar
from inquest.extract._memory import keys
from inquest.extract._skeleton import Part, Skeleton, Unit
from inquest.extract._speech import Voice


def spoken_for(sk: Skeleton, voices: list[Voice], g: Grammar) -> None:
    """Give "it", "its" and "their men" in reported speech to the side that speaks."""
    changed = False
    for clause, voice in enumerate(voices):
        said = _said_here(voices, clause)
        if said is None or not (voice.party or voice.sort == "body"):
            continue
        for i in sk.clause_units(clause):
            unit = sk.units[i]
            if (
                i in voice.skip
                or not (_stands(unit, voice) or _unread(sk, i, voice, g))
                or _between(sk, said, i, voice)
            ):
                continue
            named = [u for u in sk.units[:i] if u.letter == "a" and u.style != "anaphor"]
            if unit.parts and any(keys(u.parts) & keys(unit.parts) for u in named):
                continue
            via = (unit.parts[0].via or "").split(" -> ")[0] if unit.style == "anaphor" else f'"{unit.raw}"'
            if not voice.party:
                if unit.style == "anaphor":
                    sk.units[i] = replace(unit, parts=tuple(_unsure(p, unit, voice) for p in unit.parts))
                continue
            parts = tuple(
                replace(p, start=unit.start, end=unit.end, via=f"{via} -> {p.text}, who speaks", doubt="")
                for p in voice.party
            )
            sk.units[i] = replace(unit, letter="a", parts=parts, style="anaphor")
            changed = True
    if changed:
        sk.render()


def _said_here(voices: list[Voice], clause: int) -> Voice | None:
    """The voice of the clause that introduces what this one says, or its own, if that stands in this sentence."""
    for voice in reversed(voices[: clause + 1]):
        if voice.speaker == voices[clause].speaker and voice.skip:
            return voice
        if voice.speaker != voices[clause].speaker:
            return None
    return None


def _words(unit: Unit) -> str:
    """The words that stand for a side, with their possessive."""
    return (unit.parts[0].via or "").split(" -> ")[0].strip('"')


def _unsure(part: Part, unit: Unit, voice: Voice) -> Part:
    return replace(part, doubt=f"“{_words(unit)}” may stand for {part.text} or for {voice.speaker}, who speaks")


def _stands(unit: Unit, voice: Voice) -> bool:
    """Whether a unit is a pronoun, or owned by one, that may stand for the side that speaks."""
    if unit.style in {"possessed its", "possessed their"}:
        return True
    if unit.style != "anaphor":
        return False
    return (unit.text in {"it", "its"} and voice.sort == "body") or _words(unit).lower().startswith(("its ", "their "))


def _unread(sk: Skeleton, i: int, voice: Voice, g: Grammar) -> bool:
    """Whether a word is an "it" or "its" that nothing was found for: "the military said it had killed 30 rebels"."""
    unit, after = sk.units[i], sk.units[i + 1 : i + 3]
    if unit.letter or not after:
        return False
    if unit.text == "its":
        return any(u.text in g.any("deed_nouns", "arms") and not u.letter for u in after)
    opens = i > 0 and (sk.units[i - 1].text == "that" or i - 1 in voice.skip)
    acts = after[0].text in {"had", "has"} or (is_verb(after[0], g) and after[0].text not in g["auxiliaries"])
    return unit.text == "it" and voice.sort == "body" and opens and acts and not expletive(sk.units, i, g)


def _between(sk: Skeleton, said: Voice, i: int, voice: Voice) -> bool:
    """Whether another side is named between the words of the speaker and the pronoun."""
    after = sk.units[max(said.skip) + 1 : i] if max(said.skip) < i else sk.units[:i]
    return any(u.letter == "a" and not keys(u.parts) & keys(voice.party) for u in after)
