"""Second-hand speech: whom somebody told it, and who passes on what somebody else said."""

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import can_speak, phrase_after, speaks
from inquest.extract._skeleton import Unit

MEDIUM = "medium"
"""The style of a name that the dictionary lists as a news agency, paper or channel."""
CITING = frozenset({"citing", "quoting"})
_WITH = frozenset({"by", "with", "to", "on", "via", "through", "for", "in"})
_NEAR = 14
"""Units behind the words of attribution in which a relayer is looked for."""
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})

Span = tuple[int, int]


def is_medium(units: list[Unit], g: Grammar) -> bool:
    """Whether a noun phrase is a news agency, paper or channel: by name, or by its word."""
    named = any(u.style == MEDIUM for u in units)
    core = [u for u in units if u.text not in _ARTICLES]
    if not core or core[-1].letter or core[-1].text not in g["media_words"]:
        return named
    return named or len(core) > 1 or core[-1].text not in {"media", "press", "outlets"}  # "talk to the media": anybody


def _addressee(units: list[Unit], start: int, g: Grammar) -> Span | None:
    """A medium, or a name of which nothing is known, at ``start``: "told SANA", "told Sahel Voice"."""
    stop = start
    while stop < len(units) and stop - start < 6:
        unit = units[stop]
        name = unit.raw[:1].isupper() and unit.letter in ("", "s", "p")
        lead = stop == start and unit.text in _ARTICLES
        plain = not unit.letter and unit.raw.islower() and unit.raw.isalpha() and not is_verb(unit, g)
        if not (name or lead or (plain and unit.text not in g.any("prepositions", "openers", "determiners"))):
            break
        stop += 1
        if unit.style == MEDIUM or unit.text in g["media_words"]:
            stop += stop + 1 < len(units) and units[stop].text == "of" and units[stop + 1].style == MEDIUM
            further = units[stop] if stop < len(units) else None
            if further is not None and (further.style == MEDIUM or further.text in g["media_words"]):
                continue  # "the state news agency SANA"
            return start, stop
    words = units[start:stop]
    while words and words[-1].raw.islower():
        words.pop()
    named = all(u.raw[:1].isupper() and not u.raw.isdigit() and u.letter in ("", "p") for u in words)
    unknown = named and bool(words) and not words[-1].letter  # "Sahel Voice"; not "Damascus"
    if unknown and not any(speaks(u, g) or u.text in g["assemblies"] for u in words) and words[0].text != "i":
        return start, start + len(words)
    return None


def passed_on(units: list[Unit], start: int, stop: int, g: Grammar) -> Span | None:
    """Who passes on what is said, in the words of attribution between two units or right behind them.

    "A military source told SANA", "quoted by SANA", "in an interview with the paper", "via state television".
    """
    end = next(
        (
            k
            for k in range(max(stop, start), min(stop + _NEAR, len(units)))
            if units[k].text in {".", ";", ",", ":", ")"}
        ),
        min(stop + _NEAR, len(units)),
    )
    for k in range(start, end):
        word = units[k].text
        if units[k].letter or k + 1 >= len(units):
            continue
        if k >= stop and is_verb(units[k], g) and not word.endswith("ed"):
            break  # what is said begins
        if word in g["told_words"] and (found := _addressee(units, k + 1, g)):
            return found
        if word in _WITH and (found := _addressee(units, k + 1, g)) and is_medium(units[found[0] : found[1]], g):
            return found
    return None


def fronted(units: list[Unit], stop: int, g: Grammar) -> Span | None:
    """For "Speaking to the BBC, X said", "In an interview with SANA, X said"."""
    if not units or units[0].text not in {"speaking", "talking", "in", "on"} or stop < 3:
        return None
    if any(is_verb(u, g) for u in units[1:stop]):
        return None
    return passed_on(units, 1 if units[0].text in {"speaking", "talking"} else 0, stop - 1, g)


def cited(units: list[Unit], start: int, g: Grammar) -> Span | None:
    """Whose words are cited within a few units of ``start``: ", citing a military source"."""
    for k in range(start, min(start + 6, len(units) - 1)):
        if units[k].text in CITING:
            a, b = phrase_after(units, k + 1, g)
            return (a, b) if b > a and can_speak(units[a:b], g) else None
        dated = units[k].letter == "t" or units[k].text.endswith("day")
        if not dated and units[k].text not in {",", "on", "in", "and"}:
            return None
    return None


def by_way_of(units: list[Unit], g: Grammar) -> tuple[Span, Span] | None:
    """For "(military source, via SANA)" and "A military source, via SANA: ...": source and relayer."""
    for k, unit in enumerate(units[:-1]):
        if unit.text != "via" or unit.letter:
            continue
        relay = _addressee(units, k + 1, g)
        last = k - (units[k - 1].text == ",") if k else 0
        first = last
        while first and last - first < 8 and units[first - 1].text not in {"(", ")", ",", ";", ":", ".", "—"}:
            first -= 1
        if relay is None or first == last or any(is_verb(u, g) for u in units[first:last]):
            continue
        closed = relay[1] >= len(units) or units[relay[1]].text in {")", ":", "."}
        if closed and is_medium(units[relay[0] : relay[1]], g) and can_speak(units[first:last], g):
            return (first, last), relay
    return None


def relay_name(units: list[Unit], span: Span) -> list[Unit]:
    """The units that name a relayer: its own name where it has one ("the state news agency SANA")."""
    inside = units[span[0] : span[1]]
    named = [u for u in inside if u.style == MEDIUM]
    if named:
        return named[-1:]
    return inside[1:] if inside[0].text in _ARTICLES else inside
