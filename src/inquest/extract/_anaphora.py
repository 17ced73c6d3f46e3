"""What "they", "the group", "both sides", "there" stand for: the nearest mention that fits, and how it was found."""

from dataclasses import replace

from inquest.extract._antecedents import (
    as_town,
    both_sides,
    civil,
    enemy,
    first,
    last_place,
    named,
    opponents,
    ordered,
    owner,
    someone,
    victims,
)
from inquest.extract._asides import aside
from inquest.extract._clauses import is_verb
from inquest.extract._expletive import expletive, thing
from inquest.extract._grammar import Grammar
from inquest.extract._memory import CROWD, MEMORY, Memory, Seen, bare, keys
from inquest.extract._of_them import civilian_word, counted, counted_among, counted_here, struck
from inquest.extract._skeleton import Part, Skeleton, Unit

CITY_OF = frozenset({("city", "of"), ("town", "of")})
LONGEST = 4
"""Words of a phrase that stands for something, at most."""


def _resolved(units: list[Unit], i: int, length: int, target: Unit, letter: str, whose: str = "") -> list[Unit]:
    raw = " ".join(u.raw for u in units[i : i + length])
    words = f"{whose} {raw}" if whose else raw
    start, end = units[i].start, units[i + length - 1].end
    plural = units[i].plural
    parts = tuple(
        replace(
            p,
            start=start,
            end=end,
            via=f'"{words}" -> {p.text}',
            plural=p.plural or plural,
            doubt=f"“{words}”{p.doubt}" if p.doubt.startswith(" ") else p.doubt,
        )
        for p in target.parts
    )
    symbol = Unit(raw.lower(), start, end, letter, parts, raw=raw, style="anaphor")
    return [*units[:i], symbol, *units[i + length :]]


def _phrase(units: list[Unit], i: int, name: str, g: Grammar) -> int:
    """Units of the phrase of a list that begins at unit ``i``, none of them a symbol; 0 if none does."""
    if units[i].text not in g.phrases[name]:
        return 0
    return g.phrase_at(name, [u.text if not u.letter else "@" for u in units[i : i + LONGEST]])


def resolve(skeleton: Skeleton, memory: Memory, sentence: int, g: Grammar) -> None:
    """Replace anaphors by symbols, and remember the parties and places of this sentence."""
    units = skeleton.units
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter in ("", "a") and unit.raw in memory.short and not any(p.ids for p in unit.parts):
            units = _resolved(units, i, 1, Unit("", 0, 0, "a", (memory.short[unit.raw],)), "a")
        elif unit.style == "unknown" and unit.letter == "a" and _apposed(units, i):
            units = _resolved(units, i, 1, units[_apposed(units, i) - 1], "a")
        elif not unit.letter:
            at = unit.start
            units = _one(units, i, memory, sentence, g)
            i = next(k for k in range(min(i, len(units) - 1), -1, -1) if units[k].start <= at)
        elif unit.letter == "p" and i > 1 and (units[i - 2].text, units[i - 1].text) in CITY_OF:
            units = _resolved_city(units, i, g)
        elif unit.style.startswith("possessed "):
            units = _owned(units, i, memory, sentence, g)
        elif unit.letter == "a" and _definite(unit, g):
            units = _label(units, i, memory, sentence, g)
        _remember(units, i, memory, sentence, g)
        memory.forget(CROWD)
        i += 1
    memory.forget()
    skeleton.units = units


def _resolved_city(units: list[Unit], i: int, g: Grammar) -> list[Unit]:
    """For "the city of Aleppo": no province of that name."""
    target = as_town(units[i], g)
    if target is units[i]:
        return units
    (part,) = target.parts
    via = f'"{units[i - 2].raw} of {units[i].raw}" -> {part.text}'
    return [*units[:i], replace(units[i], parts=(replace(part, via=via),)), *units[i + 1 :]]


def _apposed(units: list[Unit], i: int) -> int:
    """For "X's armed wing, the Y Brigades,": one more than the unit of X; 0 if the unknown name stands otherwise."""
    k = i - 1
    while k > 0 and (units[k].text == "the" or units[k].text == ","):
        k -= 1
    if k == i - 1 or i + 1 >= len(units) or units[i + 1].text != "," or k < 0:
        return 0
    words = [u.text for u in units[max(k - 2, 0) : k + 1]]
    if k > 2 and words[-1] == "wing" and words[0] == "'s":
        k -= 3
    known = units[k].letter == "a" and units[k].style != "unknown" and not all(map(bare, units[k].parts))
    return k + 1 if known and units[k].parts[0].ids else 0


def _remember(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> None:
    unit = units[i]
    if civilian_word(unit, g):
        memory.victims = sentence
    if unit.letter not in ("a", "p", "s"):
        return
    before = units[i - 1].text if i else ""
    topic = i > 1 and units[i - 2].text == "as" and before == "for"
    seen = Seen(unit, sentence, topic or before not in g["prepositions"], before in {"in", "at"})
    if unit.letter == "s" or (unit.letter == "a" and any(p.person for p in unit.parts)):
        memory.people.append(seen)
    memory.short.update({p.aka: p for p in unit.parts if p.aka})
    if unit.letter == "a":
        memory.actors.append(seen)
        follows = units[i + 1].text if i + 1 < len(units) else ""
        if unit.style == "metonym" or follows in g["insurgency"]:
            memory.places.append(Seen(replace(unit, letter="p"), sentence, seen.subject))
        if follows in g["insurgency"] and all(p.side != "state" for p in unit.parts):
            memory.insurgents = (unit, sentence)
    elif unit.letter == "p" and not (
        (i > 1 and units[i - 2].text in g["role_nouns"] and before in g["place_prepositions"]) or aside(units, i, g)
    ):
        memory.places.append(seen)


def _definite(unit: Unit, g: Grammar) -> bool:
    """Whether a label without a country may lean on a group named before: "the militants", bare "militants"."""
    if len(unit.parts) != 1 or not bare(unit.parts[0]) or unit.parts[0].side == "state" or civil(unit):
        return False
    determined = unit.start < unit.parts[0].start or unit.text.split()[0] in {"the", "these", "those"}
    words = unit.parts[0].text.lower().split()
    if not unit.parts[0].role and len(words) > 1:
        return False
    return (determined or unit.style == "generic") and words[-1] in g["group_labels"]


def _label(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> list[Unit]:
    """For "the militants", "the attackers": the attacker, or the named group last spoken of that the label fits."""
    unit = units[i]
    part = unit.parts[0]
    if unit.text.split()[-1] in g["attackers"] and memory.attacker and sentence - memory.attacker[1] <= MEMORY:
        return _resolved(units, i, 1, Unit("", 0, 0, "a", memory.attacker[0]), "a")
    groups = [s for s in memory.actors if all(p.side == "group" for p in s.unit.parts)]
    fitting = [s for s in groups if named(s.unit) and _may_be(s.unit, part)]
    target = first(fitting, sentence, "named")
    if target is None and fitting and len({keys(s.unit.parts) for s in fitting}) == 1:
        target = fitting[-1].unit  # the only group of the text so far
    return _resolved(units, i, 1, target, "a") if target else units


def _may_be(unit: Unit, label: Part) -> bool:
    """Whether a group may go by a label: one that the names list under roles, only by its own ("rebels": not IS)."""
    if not label.role:
        return True
    listed = {i for p in unit.parts for i in p.labels}
    return not listed or label.role in listed


def _owned(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> list[Unit]:
    """For "its fighters", "his forces": the owner's."""
    word = units[i].style.removeprefix("possessed ")
    if word == "our":
        return units  # settled when the speaker is known
    noun = units[i].parts[0].text.lower().split()[-1]
    target = _antecedent(units, i) if word == "whose" else owner(word, memory, sentence, noun, g)
    return _resolved(units, i, 1, target, "a", "" if word == "whose" else word) if target else units


def _of_deed(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "its attacks", "their nightly raids": whether a deed follows, with a word between at most."""
    after = units[i + 1 : i + 3]
    if not i or units[i - 1].text in g["subordinators"] | {
        ",",
        "and",
        ";",
    }:  # a subject: "although its aircraft bombed"
        deeds = any(u.text in g.any("deed_nouns", "arms") and not u.letter for u in after)
    else:
        deeds = any(u.text in g["deed_nouns"] - g["means"] - {"artillery"} and not u.letter for u in after)
    held = after[:1] and after[0].text in g["control_nouns"] and units[i - 1].text in {"under", "in", "into"}
    if held and i:
        return True
    return deeds and not after[0].letter and (not i or units[i - 1].text != "with")


def _antecedent(units: list[Unit], i: int) -> Unit | None:
    """For "X, whose forces": the name right before the relative word; a country stands for its state."""
    k = i - 1
    while k > 0 and units[k].text in {",", "whose"}:
        k -= 1
    unit = units[k] if k >= 0 else None
    if unit is None or unit.letter not in ("a", "p"):
        return None
    return replace(unit, parts=tuple(replace(p, ids=p.states or p.ids) for p in unit.parts))


def _violent(units: list[Unit], start: int, g: Grammar) -> bool:
    """Whether the verb after "they" is one of violence: civilians don't murder."""
    return any(u.text in g["violent_verbs"] for u in units[start : start + 3] if not u.letter)


def _object(units: list[Unit], i: int, g: Grammar) -> frozenset[str]:
    """What a pronoun that stands as an object can't be: the subject of its own clause."""
    if not i or units[i - 1].letter or not (is_verb(units[i - 1], g) or units[i - 1].text in g["object_verbs"]):
        return frozenset()
    for k in range(i - 1, -1, -1):
        if units[k].letter == "a" and (k == 0 or units[k - 1].text not in g["prepositions"]):
            return keys(units[k].parts)
        if units[k].text in {";", ":"}:
            break
    return frozenset()


def _one(  # noqa: PLR0911 - one return per sort of anaphor
    units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar
) -> list[Unit]:
    length = _phrase(units, i, "opponent_anaphors", g)
    if length:
        target = enemy(memory) if units[i].text == "the" else opponents(memory, sentence)
        return _resolved(units, i, length, target, "a") if target else units
    length = _phrase(units, i, "plural_anaphors", g)
    word = units[i].text
    if (
        length
        and (counted_among(units, i, g) or struck(units, i, g))
        and (civilian := counted(units, i, memory, sentence, g))
    ):
        return _resolved(units, i, length, civilian, "a")
    if length and counted_among(units, i, g) and counted_here(units, i, g):
        return units  # those that the sentence has counted
    if word in g["possessives"] and _of_deed(units, i, g):
        noun = next(u.text for u in units[i + 1 : i + 3] if u.text in g.any("deed_nouns", "arms", "control_nouns"))
        target = owner(word, memory, sentence, noun, g)
        if target is None:
            return units
        units = _resolved(units, i, 1, target, "a")
        return [*units[: i + 1], Unit("'s", units[i].end, units[i].end, raw="'s"), *units[i + 1 :]]
    if length:
        after = units[i + length].text if i + length < len(units) else ""
        if word == "both" and length == 1 and after != "of":
            return units
        target = both_sides(memory, sentence) if word in {"both", "the"} else None
        but = _object(units, i, g) | (victims(memory) if _violent(units, i + length, g) else frozenset())
        target = target or first(memory.actors, sentence, "plural", but) or first(memory.actors, sentence, "body", but)
        return _resolved(units, i, length, target, "a") if target else units
    length = _phrase(units, i, "ordered_anaphors", g)
    if length:
        target = ordered(memory, sentence, units[i + length - 1].text)
        return _resolved(units, i, length, target, "a") if target else units
    length = _phrase(units, i, "singular_anaphors", g)
    if length and not (word == "it" and (expletive(units, i, g) or thing(units, i, g))):
        personal = word in g["personal"]
        target = someone(memory, sentence) if personal else None
        but = _object(units, i, g)
        if not personal:
            seen = [s for s in memory.actors if s.subject or s.unit.style != "metonym"]
            here = [s for s in seen if s.sentence == sentence and not all(map(bare, s.unit.parts))]
            target = first(here if but else seen, sentence, "single", but)
        return _resolved(units, i, length, target, "a") if target else units
    if word in g["group_heads"] and units[i - 1 : i] and not units[i - 1].letter:
        return _the_group(units, i, memory, sentence, g)
    length = _phrase(units, i, "place_anaphors", g)
    after = units[i + length].text if length and i + length < len(units) else ""
    noun = units[i + length - 1].text
    this = word == "this" and noun in g["town_nouns"]
    if length and not (word == "there" and after in g["auxiliaries"] | {"can"}) and (this or after != "of"):
        target = memory.dateline if this else last_place(memory, sentence, noun, g)
        return _resolved(units, i, length, target, "p") if target else units
    return units


def _the_group(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> list[Unit]:
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
        or _speaks(units, k, i, g)
    ):
        return units
    target = first(memory.actors, sentence, "group")
    if target is None:
        return units
    single = replace(target, parts=tuple(replace(p, plural=False) for p in target.parts))
    return _resolved(units, k, i + 1 - k, single, "a")


def _speaks(units: list[Unit], start: int, end: int, g: Grammar) -> bool:
    """Whether the noun stands as a speaker ("according to the organisation", "the group said"): no party there."""
    before = [u.text for u in units[max(start - 2, 0) : start]]
    after = units[end + 1].text if end + 1 < len(units) else ""
    told = bool(before) and before[-1] in g["said_words"]
    return before == ["according", "to"] or after in g["said_words"] or told
