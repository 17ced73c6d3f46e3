"""Which earlier mention a pronoun or a label may stand for."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from inquest.extract._grammar import Grammar
from inquest.extract._memory import MEMORY, Memory, Seen, bare, keys, same
from inquest.extract._skeleton import Part, Unit
from inquest.model.names import REGION, TOWN

if TYPE_CHECKING:
    from collections.abc import Callable


def civil(unit: Unit) -> bool:
    return any(p.side == "people" or "civilians" in p.ids for p in unit.parts)


def is_state(unit: Unit) -> bool:
    return all(
        p.side == "state" or (p.ids and all(i.startswith("government-of") or "coalition" in i for i in p.ids))
        for p in unit.parts
    )


def _person(unit: Unit) -> bool:
    return all(p.person for p in unit.parts)


def _group(unit: Unit) -> bool:
    return not is_state(unit) and unit.style != "generic" and not civil(unit) and not _person(unit)


def named(unit: Unit) -> bool:
    return _group(unit) and not all(map(bare, unit.parts))


def _one_name(unit: Unit) -> bool:
    """Whether a plural is the name of one organisation ("the Rapid Support Forces")."""
    one = unit.parts[0]
    return len(unit.parts) == 1 and one.side == "group" and not bare(one) and one.text.split()[-1][:1].isupper()


TESTS: "dict[str, Callable[[Unit], bool]]" = {
    "plural": lambda u: u.plural and not _person(u),
    "single": lambda u: (not u.plural or _one_name(u)) and not _person(u) and not civil(u),
    "group": lambda u: (not u.plural or _one_name(u)) and _group(u),
    "named": named,
    "any": lambda u: True,
    "body": lambda u: not _person(u),
}


def first(
    seen: list[Seen],
    now: int,
    fits: str,
    but: frozenset[str] = frozenset(),
    agrees: "Callable[[Unit], bool] | None" = None,
) -> Unit | None:
    """The antecedent: this sentence's subjects first, then its other mentions, then earlier sentences.

    ``agrees``: what the noun behind a possessive asks of it. Where another side fits as well, its parts say so.
    """
    test = TESTS[fits]
    fitting: list[Seen] = []
    for one in reversed(seen):
        if one.sentence < now - MEMORY:
            break
        if test(one.unit) and not (but and keys(one.unit.parts) & but) and (agrees is None or agrees(one.unit)):
            fitting.append(one)
    if not fitting:
        return None
    fitting.reverse()
    here = [s for s in fitting if s.sentence == fitting[-1].sentence]
    chosen = ([s for s in here if s.subject] or here)[0 if here[0].sentence < now and fits not in LABELS else -1]
    return _in_doubt(chosen, fitting, now, fits)


def _in_doubt(chosen: Seen, fitting: list[Seen], now: int, fits: str) -> Unit:
    """The unit of an antecedent; its parts name the other side of its passage that fits, or how far off it stands."""
    known, here = keys(chosen.unit.parts), [s for s in fitting if s.sentence == now]
    plain = chosen.sentence == now and chosen.subject and not any(_other(s, known) for s in here)
    rivals = [s.unit for s in fitting if _other(s, known) and s.sentence >= chosen.sentence - 1]
    name = " and ".join(p.text for p in chosen.unit.parts)
    if rivals and not plain:
        doubt = f" may stand for {name} or for {' and '.join(p.text for p in rivals[-1].parts)}"
    elif inherited := next((p.doubt for p in chosen.unit.parts if p.doubt), ""):
        doubt = f" {LEANS} {inherited}" if LEANS not in inherited else inherited
    elif now - chosen.sentence > FAR and fits not in LABELS:
        doubt = f" was taken to stand for {name}, last named {now - chosen.sentence} sentences before"
    else:
        return chosen.unit
    return replace(chosen.unit, parts=tuple(replace(p, doubt=doubt) for p in chosen.unit.parts))


def _other(seen: Seen, known: frozenset[str]) -> bool:
    return not keys(seen.unit.parts) & known and not civil(seen.unit)


def owner(word: str, memory: Memory, sentence: int, noun: str, g: Grammar) -> Unit | None:
    """For "its fighters", "their planes": whose; a noun that only a state or only an armed group has says so."""
    if word in {"his", "her"}:
        return someone(memory, sentence)
    sort = "state" if noun in g["of_states"] else "group" if noun in g["of_groups"] else ""
    agrees = SORTS.get(sort)
    armed = [s for s in memory.actors if not civil(s.unit)]
    fits = "plural" if word == "their" else "single"
    target = first(armed, sentence, fits, agrees=agrees) or first(memory.actors, sentence, "body", agrees=agrees)
    if target or not agrees or noun in g["only_theirs"]:
        return target
    return first(armed, sentence, fits) or first(armed, sentence, "body")


def someone(memory: Memory, sentence: int) -> Unit | None:
    """For "he", "his": the person last spoken of, if that is a leader who stands for a side."""
    near = [s for s in memory.people if sentence - s.sentence <= MEMORY]
    here = [s for s in near if s.sentence == sentence]
    subjects = [s for s in here if s.subject]
    last = (subjects or here or near)[-1] if near else None
    return last.unit if last and last.unit.letter == "a" else None


SORTS: "dict[str, Callable[[Unit], bool]]" = {"state": is_state, "group": lambda u: not is_state(u) and not civil(u)}
"""What a noun behind "its" or "their" may ask of the owner."""
LABELS = frozenset({"named", "group"})
"""Tests for nouns ("the militants", "the group"), which a reader leads further back than a pronoun."""
LEANS = "leans on words in doubt:"
FAR = 1
"""Sentences between a pronoun and what it stands for, beyond which the reading needs a person."""


def victims(memory: Memory) -> frozenset[str]:
    return frozenset(k for s in memory.actors if civil(s.unit) for k in keys(s.unit.parts))


def enemy(memory: Memory) -> Unit | None:
    """For "the enemy" in a side's own words: whom it last fought."""
    own = memory.own
    for fight in reversed(memory.fights if own else []):
        if same(fight.one, own) != same(fight.two, own):
            parts = fight.two if same(fight.one, own) else fight.one
            return Unit("", parts[0].start, parts[0].end, "a", parts)
    others = [s for s in memory.actors if own and named(s.unit) | is_state(s.unit) and not same(s.unit.parts, own)]
    return others[-1].unit if others else None


def ordered(memory: Memory, sentence: int, word: str) -> Unit | None:
    """For "the former", "the latter": of the last two parties, in this sentence or the one before."""
    for now in (sentence, sentence - 1):
        here: list[Unit] = []
        for s in memory.actors:
            if s.sentence == now:
                here += [replace(s.unit, parts=(p,)) for p in s.unit.parts]
        kept = [u for n, u in enumerate(here) if all(not keys(u.parts) & keys(v.parts) for v in here[n + 1 :])]
        if len(kept) > 1:
            return kept[-1] if word == "latter" else kept[-2]
    return None


def last_place(memory: Memory, sentence: int, word: str, g: Grammar) -> Unit | None:
    """The last place of the right sort: a town for "the city", a region for "the province", for "the country" one.

    Of towns and regions the one that the text is about. Another place that may be meant as well is its ``rival``.
    """
    near = [s for s in memory.places if sentence - s.sentence <= MEMORY]
    if word == "capital":
        return _capital(memory)
    if word == "country":
        fitting = [s for s in near if s.unit.style == "metonym" or any(p.states for p in s.unit.parts)]
        subjects = [s for s in fitting if s.subject and s.sentence == fitting[-1].sentence] if fitting else []
        return (subjects or fitting)[-1].unit if fitting else None
    if word == "there" and near and near[-1].unit.style == "metonym":
        return near[-1].unit
    plain, main = _narrowest([s for s in near if s.unit.style != "metonym"]), []
    told = [s.unit for s in memory.places if s.unit.style != "metonym"]
    if word in {"city", "town", "village", "district"}:
        towns = [replace(s, unit=as_town(s.unit, g)) for s in plain]
        towns = [s for s in towns if any(map(_is_town, s.unit.parts))]
        here = [s.unit for s in towns if s.sentence == sentence and s.scene]
        main = here or _main([as_town(u, g) for u in told], [s.unit for s in towns])
        plain = towns or (plain if word == "district" else [])
    elif word in {"province", "region"}:
        regions = [s for s in plain if all(p.ids and not p.states and not _is_town(p) for p in s.unit.parts)]
        main = _main(told, [s.unit for s in regions])
        plain = regions or (plain if word == "province" else [])
    return main[-1] if main else _with_rival(plain, sentence, memory) if plain else None


def as_town(unit: Unit, g: Grammar) -> Unit:
    """A name that a region and its capital share ("Aleppo") as that of the capital, for "the city", "the city of"."""
    part = unit.parts[0]
    region = part.states or not part.ids or all(i.startswith(REGION) for i in part.ids)
    last = part.text.lower().split()[-1:]
    if len(unit.parts) > 1 or region or _is_town(part) or g.sets["place_tails"] & set(last):
        return unit
    return replace(unit, parts=(replace(part, text=f"{part.text} city", ids=(f"{TOWN}{part.ids[0]}",)),))


BESIDE = 5
"""Characters between a place and the wider one in which it lies: "Mosul, in Iraq"."""


def _narrowest(seen: list[Seen]) -> list[Seen]:
    """The places without the wider ones that only say where the place before them lies."""
    kept: list[Seen] = []
    for one in seen:
        before = kept[-1].unit if kept and kept[-1].sentence == one.sentence else None
        near = before is not None and 0 <= one.unit.start - before.end <= BESIDE
        if before is None or not near or width(before) >= width(one.unit):
            kept.append(one)
    return kept


def width(unit: Unit) -> int:
    """0 a town, 1 a region, 2 a country."""
    part = unit.parts[0]
    return 2 if part.states else 0 if _is_town(part) else 1


def _with_rival(plain: list[Seen], sentence: int, memory: Memory) -> Unit:
    """The last place; with another of its sentence, or any other of the text where it is told of further back."""
    last = plain[-1]
    far = sentence - last.sentence > 1
    near = memory.places if far else [s for s in plain if s.sentence == last.sentence]
    most = max(width(last.unit), 1)
    others = [s.unit for s in near if s.unit.style != "metonym" and width(s.unit) <= most]
    others = [u for u in others if not same_place(u, last.unit)]
    if not others:
        return last.unit
    rival = others[-1].parts[0].text
    return replace(last.unit, parts=tuple(replace(p, rival=rival) for p in last.unit.parts))


def same_place(one: Unit, two: Unit) -> bool:
    """Whether two mentions may be of one place: by ids, or one name within the other ("Aleppo", "Aleppo city")."""
    if keys(one.parts) & keys(two.parts):
        return True
    a, b = (" ".join(p.text.lower() for p in u.parts) for u in (one, two))
    return a in b or b in a


def _is_town(part: Part) -> bool:
    return part.town or bool(part.seat) or any(i.startswith(TOWN) for i in part.ids)


def _main(told: list[Unit], places: list[Unit]) -> list[Unit]:
    """The place that a text has named at least twice as often as any other of those near."""
    counts = Counter(key for unit in told for key in keys(unit.parts))
    often = sorted({counts[k] for u in places for k in keys(u.parts)}, reverse=True)
    if len(often) < 2 or often[0] < 2 * often[1]:
        return []
    return [u for u in places if any(counts[k] == often[0] for k in keys(u.parts))]


def _capital(memory: Memory) -> Unit | None:
    """The capital of the country that the text speaks of most, if it names the country and the capital."""
    told = [(p, s.unit) for s in memory.places for p in s.unit.parts]
    counts = Counter(k for p, unit in told for k in (p.states or (p.seat if unit.style != "metonym" else ())))
    most = {k for k, n in counts.items() if n == max(counts.values())}
    seats = {p.text: unit for p, unit in told if most & set(p.seat)}
    return next(iter(seats.values())) if len(seats) == 1 else None


def both_sides(memory: Memory, sentence: int) -> Unit | None:
    """For "both sides": the two sides of the last claim, else the last two parties."""
    if memory.sides and memory.sides[0] and memory.sides[1]:
        parts = (*memory.sides[0], *memory.sides[1])
        return Unit("both", parts[0].start, parts[0].end, "a", parts)
    pair = first([s for s in memory.actors if len(s.unit.parts) > 1], sentence, "any")
    if pair:
        return pair
    distinct: list[Seen] = []
    for seen in reversed(memory.actors):
        if not any(keys(seen.unit.parts) & keys(d.unit.parts) for d in distinct) and not civil(seen.unit):
            distinct.append(seen)
        if len(distinct) == 2:
            parts = (*distinct[1].unit.parts, *distinct[0].unit.parts)
            return Unit("both", parts[0].start, parts[0].end, "a", parts)
    return None


def opponents(memory: Memory, sentence: int) -> Unit | None:
    """For "their opponents": the other side of the party that "their" stands for (the last one mentioned)."""
    if not memory.actors:
        return None
    owner = keys(memory.actors[-1].unit.parts)
    return first([s for s in memory.actors if not owner & keys(s.unit.parts)], sentence, "any")
