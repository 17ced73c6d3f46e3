"""Brackets behind a name that only name it once more: its short form, its spelling in another script."""

from dataclasses import replace

from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

LONGEST_GLOSS = 7


def bracketed(units: list[Unit], g: Grammar) -> list[Unit]:
    """A name takes in its short or other name in brackets: "the Revolutionary Front (RF)", "حلب (Aleppo)"."""
    out: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        close = _gloss_end(units, i, g)
        if close is None:
            out.append(unit)
            i += 1
            continue
        inside, last = units[i + 2 : close], units[close]
        short = inside[-1].raw if len(inside) == 1 and inside[0].raw[:1].isupper() else ""
        if not unit.letter:  # a name in another script, and then one that is known
            out.append(replace(inside[-1], start=unit.start, end=last.end))
        else:
            part = replace(unit.parts[0], aka=short) if unit.letter == "a" and len(short) < 16 else unit.parts[0]
            out.append(replace(unit, end=last.end, parts=(part,)))
        i = close + 1
    return out


def _gloss_end(units: list[Unit], i: int, g: Grammar) -> int | None:
    """Where a bracket closes that only gives another name of unit ``i``; None if it says more, or names another."""
    unit = units[i]
    if i + 3 >= len(units) or units[i + 1].text != "(" or (unit.letter and len(unit.parts) != 1):
        return None
    close = next((k for k in range(i + 3, min(i + 3 + LONGEST_GLOSS, len(units))) if units[k].text == ")"), None)
    if close is None:
        return None
    return close if _same_name(unit, units[i + 2 : close], g) else None


def _same_name(unit: Unit, inside: list[Unit], g: Grammar) -> bool:
    """Whether what stands in brackets behind a name only names it once more."""
    named = [u for u in inside if u.letter]
    if any(u.letter not in ("a", "p", "s") for u in named) or not all(_gloss_word(u, g) for u in inside):
        return False
    if not unit.letter:
        foreign = unit.raw[:1].isalpha() and not unit.raw[:1].isascii() and g.language == "en"
        return foreign and len(named) == 1 and named[0] is inside[-1]
    short = any(u.raw.isupper() or not u.raw.isascii() for u in inside)
    if unit.letter not in ("a", "p", "s") or (not named and unit.letter == "p" and not short):
        return False
    others = {ident for u in named for p in u.parts for ident in p.ids}
    same = not others or unit.letter == "p" or not unit.parts[0].ids or bool(others & set(unit.parts[0].ids))
    return same and all(unit.letter in (u.letter, "s") for u in named)


def _gloss_word(unit: Unit, g: Grammar) -> bool:
    """Whether a word in brackets may be a part of another name."""
    name = unit.raw[:1].isupper() or (unit.raw[:1].isalpha() and not unit.raw.isascii())
    return bool(unit.letter) or name or unit.text in g["gloss"] or unit.text in {":", ","}
