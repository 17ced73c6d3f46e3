"""Whom "of them" counts among, and whom "shot them" hits: the civilians, or what the sentence itself has counted."""

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._memory import Memory
from inquest.extract._skeleton import Part, Unit


def counted_among(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "them" is the dead or the victims just counted: ", a third of them children", "40 of them died"."""
    if i < 2 or units[i].text != "them" or units[i - 1].text != "of":
        return False
    k = i - 2
    if not (units[k].letter == "q" or units[k].text in g["partitives"]):
        return False
    while k > 0 and (units[k - 1].letter == "q" or units[k - 1].text in g["partitives"] | {"in", "nearly", "almost"}):
        k -= 1
    return k == 0 or units[k - 1].text in {",", ";", ":", "—", "and"}


def counted_here(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "of them" counts among what is no party: "320 of its attacks, more than half of them", "90 people"."""
    stop = next((k for k in range(i - 1, 0, -1) if units[k].text in {",", ";", ":", "—", "and"}), 0)
    last = next((k for k in range(stop - 1, -1, -1) if units[k].letter == "q"), None)
    if last is None or any(u.letter == "a" and u.style != "anaphor" for u in units[last + 1 : last + 4]):
        return False
    plain = (
        u for u in units[last + 1 : last + 5] if u.text not in g.any("determiners", "prepositions") and u.text != "'s"
    )
    noun = next((u for u in plain if u.style != "anaphor"), None)
    inside = noun is not None and not noun.letter and noun.text.isalpha() and not is_verb(noun, g)
    return inside and noun is not None and noun.text not in g.any("own_men", "actor_heads", "place_parts")


def counted(units: list[Unit], i: int, memory: Memory, sentence: int, g: Grammar) -> Unit | None:
    """The civilians among whom "of them" counts: named in this sentence, or spoken of just before."""
    near = [*units[:i], *units[i + 1 : i + 2]]
    here = any(civilian_word(u, g) for u in near)
    if not here and (counted_here(units, i, g) or memory.victims is None or sentence - memory.victims > 1):
        return None
    return Unit("", 0, 0, "a", (Part("civilians", 0, 0, ("civilians",), None, True, "people"),))


def struck(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "them" after a verb of violence is the people taken before: "seized five farmers and shot them"."""
    if not i or units[i].text != "them" or units[i - 1].letter or units[i - 1].text not in g["violent_verbs"]:
        return False
    near = next((u for u in reversed(units[:i]) if u.letter == "a" or civilian_word(u, g)), None)
    return near is not None and civilian_word(near, g)


def civilian_word(unit: Unit, g: Grammar) -> bool:
    """Whether a word names civilians who suffer: "schoolchildren", "civilian dead"."""
    if unit.letter:
        return unit.letter == "a" and any(p.side == "people" for p in unit.parts)
    return unit.text in g.any("civil_victims", "victim_groups") or unit.text == "civilian"
