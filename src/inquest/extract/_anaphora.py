"""What "they", "the group", "both sides", "there" stand for: the nearest mention that fits, and how it was found."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Part, Skeleton, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 3
"""Sentences looked back over."""


@dataclass
class Seen:
    """A party or place met earlier; ``subject``: it stood where a subject stands."""

    unit: Unit
    sentence: int
    subject: bool


@dataclass
class Memory:
    """Parties and places of the text so far, oldest first, and the two sides of the last claim."""

    actors: list[Seen] = field(default_factory=list)
    places: list[Seen] = field(default_factory=list)
    sides: tuple[tuple[Part, ...], tuple[Part, ...]] | None = None


def _state(unit: Unit) -> bool:
    return all(p.ids and all(i.startswith("government-of") or "coalition" in i for i in p.ids) for p in unit.parts)


def _first(seen: list[Seen], now: int, fits: str) -> Unit | None:
    """The antecedent: this sentence's subjects first, then its other mentions, then earlier sentences."""
    tests: dict[str, Callable[[Unit], bool]] = {
        "plural": lambda u: u.plural,
        "single": lambda u: not u.plural,
        "group": lambda u: not u.plural and not _state(u) and u.style != "generic",
        "any": lambda u: True,
        "nonstate": lambda u: not _state(u) and u.style != "generic" and not any("civilians" in p.ids for p in u.parts),
    }
    for sentence in range(now, max(now - MEMORY, -1) - 1, -1):
        here = [s for s in seen if s.sentence == sentence and tests[fits](s.unit)]
        subjects = [s for s in here if s.subject]
        if subjects or here:
            return (subjects or here)[-1].unit
    return None


def _resolved(units: list[Unit], i: int, length: int, target: Unit, letter: str) -> list[Unit]:
    words = " ".join(u.raw for u in units[i : i + length])
    start, end = units[i].start, units[i + length - 1].end
    parts = tuple(replace(p, start=start, end=end, via=f'"{words}" -> {p.text}', plural=p.plural) for p in target.parts)
    symbol = Unit(words.lower(), start, end, letter, parts, raw=words, style="anaphor")
    return [*units[:i], symbol, *units[i + length :]]


def _phrase(units: list[Unit], i: int, phrases: dict[str, tuple[tuple[str, ...], ...]]) -> int:
    for phrase in phrases.get(units[i].text, ()):
        if tuple(u.text for u in units[i : i + len(phrase)]) == phrase and not any(
            u.letter for u in units[i : i + len(phrase)]
        ):
            return len(phrase)
    return 0


def _expletive(units: list[Unit], i: int) -> bool:
    """For "it is obvious that", "it was X that": stands for nothing."""
    after = units[i + 1 : i + 12]
    if not after or after[0].text not in {"is", "was", "has", "'s", "would", "will", "seems", "appears", "took"}:
        return False
    return after[0].text in {"took", "seems", "appears"} or any(u.text in {"that", "who", "to"} for u in after[:9])


def resolve(skeleton: Skeleton, memory: Memory, sentence: int, g: Grammar) -> None:
    """Replace anaphors by symbols, and remember the parties and places of this sentence."""
    units = skeleton.units
    i = 0
    while i < len(units):
        unit = units[i]
        if not unit.letter:
            at = unit.start
            units = _one(units, i, memory, sentence, g)
            i = next(k for k in range(min(i, len(units) - 1), -1, -1) if units[k].start <= at)
        elif unit.style.startswith("possessed ") or (unit.style == "generic" and _definite(unit)):
            units = _owned(units, i, memory, sentence)
        unit = units[i]
        if unit.letter in ("a", "p"):
            before = units[i - 1].text if i else ""
            topic = i > 1 and units[i - 2].text == "as" and before == "for"
            seen = Seen(unit, sentence, topic or before not in g["prepositions"])
            (memory.actors if unit.letter == "a" else memory.places).append(seen)
        i += 1
    del memory.actors[:-60], memory.places[:-60]
    skeleton.units = units


def _definite(unit: Unit) -> bool:
    words = unit.text.split()
    return len(words) == 1 and words[0] in {
        "militants",
        "jihadists",
        "terrorists",
        "extremists",
        "attackers",
        "fighters",
    }


def _owned(units: list[Unit], i: int, memory: Memory, sentence: int) -> list[Unit]:
    """For "its fighters", "his forces": the owner's; "the militants": the named group last spoken of."""
    unit = units[i]
    if unit.style.startswith("possessed "):
        target = _first(memory.actors, sentence, "plural" if unit.style.endswith("their") else "single")
    else:
        target = _first(memory.actors, sentence, "nonstate")
    return _resolved(units, i, 1, target, "a") if target else units


def _one(  # noqa: PLR0911 - one return per sort of anaphor
    units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar
) -> list[Unit]:
    length = _phrase(units, i, g.phrases["opponent_anaphors"])
    if length:
        target = _opponents(memory, sentence)
        return _resolved(units, i, length, target, "a") if target else units
    length = _phrase(units, i, g.phrases["plural_anaphors"])
    word = units[i].text
    if length:
        after = units[i + length].text if i + length < len(units) else ""
        if word == "both" and length == 1 and after != "of":
            return units
        target = _both(memory, sentence) if word in {"both", "the"} else None
        target = target or _first(memory.actors, sentence, "plural") or _first(memory.actors, sentence, "any")
        return _resolved(units, i, length, target, "a") if target else units
    length = _phrase(units, i, g.phrases["singular_anaphors"])
    if length and not (word == "it" and _expletive(units, i)):
        fits = "any" if word in {"he", "she"} else "single"
        target = _first(memory.actors, sentence, fits)
        return _resolved(units, i, length, target, "a") if target else units
    if word in g["group_heads"] and units[i - 1 : i] and not units[i - 1].letter:
        return _group(units, i, memory, sentence, g)
    length = _phrase(units, i, g.phrases["place_anaphors"])
    after = units[i + length].text if length and i + length < len(units) else ""
    if length and not (word == "there" and after in g["auxiliaries"] | {"can"}) and after != "of":
        target = _place(memory, sentence, word if length == 1 else units[i + length - 1].text)
        return _resolved(units, i, length, target, "p") if target else units
    return units


def _place(memory: Memory, sentence: int, word: str) -> Unit | None:
    """The last place of the right sort: a town for "the city", a country for "the country".

    Ids of countries are bare words, those of towns have a prefix.
    """
    near = [s.unit for s in memory.places if sentence - s.sentence <= MEMORY]
    towns = [u for u in near if any("-" in i for p in u.parts for i in p.ids)]
    if word in {"city", "town", "village", "district"}:
        return (towns or near)[-1] if near else None
    if word == "country":
        return next((u for u in reversed(near) if u not in towns), None)
    return near[-1] if near else None


def _group(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> list[Unit]:
    """For "the group", "a long-defeated group": the organisation last spoken of."""
    k = i
    while (
        k > 0
        and i - k < 3
        and not units[k - 1].letter
        and units[k - 1].text not in g["prepositions"]
        and (
            units[k - 1].text in g["determiners"]
            or units[k - 1].text in g["actor_adjectives"]
            or "-" in units[k - 1].text
        )
    ):
        k -= 1
    if (
        k == i
        or units[k].text not in g["determiners"]
        or (units[i].text == "force" and "considered" not in [u.text for u in units[i : i + 5]])
    ):
        return units
    target = _first(memory.actors, sentence, "group")
    if target is None:
        return units
    return _resolved(units, k, i + 1 - k, target, "a")


def _both(memory: Memory, sentence: int) -> Unit | None:
    """For "both sides": the two sides of the last claim, else the last two parties."""
    if memory.sides and memory.sides[0] and memory.sides[1]:
        parts = (*memory.sides[0], *memory.sides[1])
        return Unit("both", parts[0].start, parts[0].end, "a", parts)
    pair = _first([s for s in memory.actors if len(s.unit.parts) > 1], sentence, "any")
    if pair:
        return pair
    distinct: list[Seen] = []
    for seen in reversed(memory.actors):
        if all(seen.unit.parts[0].text != d.unit.parts[0].text for d in distinct):
            distinct.append(seen)
        if len(distinct) == 2:
            parts = (*distinct[1].unit.parts, *distinct[0].unit.parts)
            return Unit("both", parts[0].start, parts[0].end, "a", parts)
    return None


def _opponents(memory: Memory, sentence: int) -> Unit | None:
    """For "their opponents": the other side of the party that "their" stands for (the last one mentioned)."""
    if not memory.actors:
        return None
    owner = memory.actors[-1].unit
    ids = {i for p in owner.parts for i in p.ids} or {p.text for p in owner.parts}
    others = [
        s
        for s in memory.actors
        if not ids & ({i for p in s.unit.parts for i in p.ids} or {p.text for p in s.unit.parts})
    ]
    return _first(others, sentence, "any")
