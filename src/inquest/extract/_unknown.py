"""Capitalised names that no gazetteer holds, where the words say that a party or a place stands there.

Without them "killed in fighting between the Nonesuch Brigade and ..." would lose its sides in silence and be tested
as a claim about everyone; with them the claim is refused, and the nearest known names are offered.
"""

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Part, Unit

LONGEST = 6
"""Words of one name at most."""


def unknown_names(units: list[Unit], g: Grammar) -> list[Unit]:
    """Symbols without ids for unknown names after "between", "against", "by" (parties), "in", "near" ... (places)."""
    out: list[Unit] = []
    i = 0
    while i < len(units):
        letter = _expected(out, g)
        stop = _name_end(units, i, g) if letter else i
        shaped = _shaped(units, i, g)
        if shaped > i:
            letter, stop = "a", max(shaped, stop)
        if letter and stop > i and (shaped > i or letter != "a" or not _of_office(units, stop)):
            words = " ".join(u.raw for u in units[i:stop])
            part = Part(words, units[i].start, units[stop - 1].end, plural=words.endswith("s"))
            out.append(Unit(words.lower(), part.start, part.end, letter, (part,), raw=words, style="unknown"))
            i = stop
        else:
            out.append(units[i])
            i += 1
    return out


def _shaped(units: list[Unit], i: int, g: Grammar) -> int:
    """End of a run that is a party by its own shape: "the VRS", "the Arakan Army", "the Maoists have"; i if none."""
    if not i or units[i - 1].text != "the" or units[i].letter not in ("", "a") or not units[i].raw[:1].isupper():
        return i
    j = i
    while j < len(units) and j - i < LONGEST and (_is_name(units[j], g) or _headed_name(units, i, j)):
        j += 1
    if j == i or any(u.letter for u in units[i : j - 1]):
        return i
    last, follows = units[j - 1], units[j] if j < len(units) else None
    acts = follows is not None and (follows.text in g.any("auxiliaries", "irregular_verbs") or is_verb(follows, g))
    if j - i == 1 and not last.letter and last.raw.isupper() and 2 < len(last.raw) < 7:
        return j if last.text not in g["no_parties"] else i
    if j - i > 1 and last.raw[:1].isupper() and last.text.split()[-1] in g["party_words"]:
        return j
    plural = j - i == 1 and not last.letter and last.text.endswith("s") and len(last.text) > 4
    return j if plural and acts and last.text not in g["no_parties"] else i


def _headed_name(units: list[Unit], i: int, j: int) -> bool:
    """Whether a label in capitals ("Army") ends a name that begins before it ("Arakan Army")."""
    return j > i and units[j].letter == "a" and bool(units[j].parts[0].role) and units[j].raw[:1].isupper()


def _expected(before: list[Unit], g: Grammar) -> str:
    """What a name would be here: a (party), p (place) or nothing."""
    words = [u for u in before[-2:] if u.text != "the"]
    if not words or words[-1].letter:
        return ""
    word = words[-1].text
    if word in g["unknown_party_after"]:
        return "a"
    if word == "and" and len(before) > 2 and _in_pair(before, g):
        return "a"
    return "p" if word in g["unknown_place_after"] or _place_list(before, word, g) else ""


def _place_list(before: list[Unit], word: str, g: Grammar) -> bool:
    """Whether a place goes on: "the villages of A and B", "out of A"."""
    last = before[-2] if len(before) > 1 else None
    if last is None:
        return False
    if word == "and":
        return last.letter == "p" and last.style == "unknown"
    return word == "of" and last.text in g["unknown_place_of"]


def _in_pair(before: list[Unit], g: Grammar) -> bool:
    """Whether this "and" joins the second side of "between A and B"."""
    at = max(n for n, u in enumerate(before) if u.text == "and")
    return before[at - 1].letter == "a" and any(u.text in g["pair_openers"] for u in before[max(0, at - 4) : at - 1])


def _name_end(units: list[Unit], i: int, g: Grammar) -> int:
    """End of the run of capitalised words from i; i if there is none."""
    j = i
    while j < len(units) and j - i < LONGEST and (_is_name(units[j], g) or _joint(units, i, j, g)):
        j += 1
    while j < len(units) and i < j < i + LONGEST and not units[j].letter and units[j].text in g["place_tails"]:
        j += 1
    return j if i else i


def _joint(units: list[Unit], i: int, j: int, g: Grammar) -> bool:
    """Whether a word in small letters joins a name: "Cartagena del Chairá"."""
    within = i < j < len(units) - 1 and not units[j].letter and units[j].text in g["name_joints"]
    return within and (_is_name(units[j + 1], g) or units[j + 1].text in g["name_joints"])


def _is_name(unit: Unit, g: Grammar) -> bool:
    bare = unit.raw.replace("-", "").replace("'", "").replace("’", "")
    capital = unit.raw[:1].isupper() or unit.raw[:3] == "al-"
    return not unit.letter and capital and bare.isalpha() and len(bare) > 2 and unit.text not in g["no_names"]


def _of_office(units: list[Unit], stop: int) -> bool:
    """Whether a person speaks ("by Jane Roe, who said"): a comma or a word of saying follows."""
    return stop < len(units) and units[stop].text in {",", "said", "says", "who"}
