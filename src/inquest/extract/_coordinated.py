"""Lists of parties or places as one symbol: "A, B and C", "A/B"."""

from dataclasses import replace

from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit


def merge(units: list[Unit], i: int, j: int, symbol: Unit) -> list[Unit]:
    """Units i..j-1 replaced by ``symbol``, which then covers their stretch."""
    return [*units[:i], replace(symbol, start=units[i].start, end=units[j - 1].end), *units[j:]]


def coordinate(units: list[Unit], g: Grammar) -> list[Unit]:
    """For "A, B and C" and "A/B" become one symbol with several parts; likewise places."""
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter in ("a", "p") and not unit.time:
            j, parts = i + 1, list(unit.parts)
            while j + 1 < len(units):
                j += _apposition(units, j)
                step = 2 if units[j].text in {",", "/"} and units[j + 1].text in {"and", "or"} else 1
                step += _governed_again(units, i, j + step, g) if unit.letter == "a" else 0
                joint = units[j].text in {"and", "/", ","} or (units[j].text == "or" and step == 1)
                if not joint or j + step >= len(units) or units[j + step].letter != unit.letter:
                    break
                if units[j].text == "," and step == 1 and not _list_goes_on(units, i, j + 1, g):
                    break
                parts += units[j + step].parts
                j += step + 1
            if j > i + 1:
                units = merge(units, i, j, replace(unit, parts=tuple(parts)))
        i += 1
    return units


def _apposition(units: list[Unit], j: int) -> int:
    """Units of an apposition within a list: ", a Hema militia" in "A, a Hema militia, and B"."""
    if units[j].text != "," or j + 4 >= len(units) or [units[k].text for k in (j, j + 2, j + 3)] != [",", ",", "and"]:
        return 0
    beside = units[j + 1]
    indefinite = beside.letter == "a" and beside.parts[0].start - beside.start in {2, 3}
    common = len(beside.parts) == 1 and beside.parts[0].text.split()[-1].islower()
    return 2 if indefinite and common else 0


def _governed_again(units: list[Unit], first: int, at: int, g: Grammar) -> int:
    """Words that lead the next of a list once more: "by its ally" in "by A and by its ally B"."""
    again = {units[first - 1].text if first else "", "of" if units[first].style == "epithet" else ""} & {"by", "of"}
    if units[at - 1].text != "and" or at >= len(units) or units[at].text not in again:
        return 0
    words = 1
    while words < 3 and at + words < len(units) and units[at + words].text in g["determiners"] | g["ally_words"]:
        words += 1
    return words


def _list_goes_on(units: list[Unit], first: int, at: int, g: Grammar) -> bool:
    """Whether after "A, B" comes ", C" or "and C": else the comma is an apposition."""
    rest, letter = units[at + 1 : at + 4], units[first].letter
    governed = first > 0 and units[first - 1].text in g["prepositions"]
    if governed and len(rest) > 2 and rest[0].text in {"and", "or"} and rest[2].text in g["auxiliaries"]:
        return False  # "thanks to A, B and C are ...": B and C begin a clause
    if len(rest) < 2:
        return False
    return (rest[0].text in {"and", "or"} and rest[1].letter == letter) or (
        rest[0].text == ","
        and (rest[1].letter == letter or (rest[1].text == "and" and len(rest) > 2 and rest[2].letter == letter))
    )
