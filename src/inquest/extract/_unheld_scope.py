"""What a number counts, where no slot holds it: one attack of a month, a road, a campaign, each of several months.

Such a claim waits for a person: tested as it stands, its number would be held against more than it speaks of.
"""

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.extract._times import grain
from inquest.extract._unheld_times import held_times

NEAR = 3
"""Words before a time or a deed in which a word still governs it."""
AHEAD = 12
"""Words before a relative clause in which what it leans on is looked for."""


def _own(draft: Draft, roles: Roles) -> list[int]:
    return [i for i in roles.span(draft.match) if i not in roles.skip]


def _words(units: list[Unit], first: int, last: int) -> str:
    return " ".join(u.raw for u in units[first : last + 1] if u.raw)


def one_of_several(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in May ... in a single day", "in one attack in May": a part of the time that the claim names."""
    if draft.match.frame.kind not in NUMBERED or draft.quantity is None or draft.polarity == "deny":
        return ""
    units = roles.units
    long = any(grain(p.text, g.language) != "day" for p in draft.periods)
    for i in _own(draft, roles):
        if _part_of_a_time(units, i, g):
            return _words(units, i, i + 1)
        single = units[i].text == "single"
        deed = long and units[i].text in g.any("one_deed", "one_time")
        before = [u.text or u.raw.lower() for u in units[max(i - NEAR, 0) : i]]
        one = (
            single and before[-1:] and before[-1] in {"a", "one", "the"} and before[-2:-1] and before[-2] in g["inside"]
        )
        alone = deed and before[-1:] and before[-1] in {"a", "an", "one", "another"} and before[-2:-1]
        if one and i + 1 < len(units):
            return _words(units, i - 2, i + 1)
        if alone and before[-2] in g["inside"] and i > draft.match.last:
            return _words(units, i - 2, i)
    return ""


def _part_of_a_time(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether a length stands before a time that holds it: "the three weeks in October in which"."""
    if units[i].letter != "q" or i + 2 >= len(units) or units[i + 1].text not in g["spans"]:
        return False
    then = i + 2 + (units[i + 2].text == "of")
    return then < len(units) and units[then].letter == "t" and not units[then].raw.lower().startswith(("to ", "until "))


def road(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "along the Palmyra-Homs road", "the line between Azaz and Marea": what lies between two places is neither."""
    starts = {p.start for p in (*draft.places, *draft.versus_places)}
    units = roles.units
    for i, unit in enumerate(units):
        if unit.letter != "p" or i in roles.skip or not any(p.start in starts for p in unit.parts):
            continue
        then = next((n for n in range(i + 1, min(i + NEAR, len(units))) if units[n].letter != "p"), i)
        if units[then].text in g["roads"]:
            return f"{unit.raw} {units[then].raw}"
        before = [u.text for u in units[max(i - NEAR, 0) : i]]
        between = before[-1:] == ["between"] and len(unit.parts) > 1
        led = any(w in g["roads"] for w in before) and before[-1] in g["road_leads"]
        if between or led:
            return f"{before[-1]} {unit.raw}"
    return ""


def all_of_it(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the battle lasted 50 days, and 1,000 died in it", "and lost 60 men doing so": its time is told before."""
    if draft.match.frame.kind not in NUMBERED or any(
        p.via is None and _inside(p.start, draft, roles) for p in draft.periods
    ):
        return ""
    units = roles.units
    words = [units[i].text or "@" for i in _own(draft, roles)]
    for n in range(len(words)):
        if held := g.phrase_at("in_its_course", words, n):
            return " ".join(words[n : n + held])
    return ""


def _inside(start: int, draft: Draft, roles: Roles) -> bool:
    span = roles.span(draft.match)
    return roles.units[span.start].start <= start <= roles.units[span.stop - 1].start


def told_before(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the town fell on 5 May; 300 men had been killed": the time of what came later is not theirs."""
    if draft.match.frame.kind != "level" or draft.quantity is None or draft.quantity.value <= 0:
        return ""
    units, own = roles.units, _own(draft, roles)
    if any(units[i].letter == "t" for i in own):
        return ""
    reach = range(max(draft.match.first - NEAR, roles.span(draft.match).start), draft.match.last + 1)
    had = next((i for i in reach if units[i].text == "had" and i in own), None)
    return "" if had is None else _words(units, had, min(had + 1, len(units) - 1))


def which(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "three days of fighting in July which left 92 dead": it was the fighting, no side named before it."""
    clause = roles.sk.clause_of(draft.match.first)
    start = roles.sk.clause_units(clause).start
    units = roles.units
    if (
        draft.match.frame.kind != "level"
        or not clause
        or units[start].text not in {"which", "that"}
        or not draft.actors
    ):
        return ""
    small = g["prepositions"] | g["determiners"] | {","}
    for i in range(start - 1, max(start - AHEAD, -1), -1):
        unit = units[i]
        if unit.letter in ("p", "t") or unit.text in small:
            continue
        deed = not unit.letter and unit.text in g.any("fighting_nouns", "deed_nouns", "one_deed", "event_nouns")
        owner = i and (units[i - 1].letter == "a" or units[i - 1].text == "'s")
        return unit.raw if deed and not owner else ""
    return ""


def other_time(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "on 18 April, in its biggest attack since losing Baghuz": the deed of another time."""
    first, units = draft.match.first, roles.units
    if not first or not is_gerund(units[first], g) or units[first - 1].text not in g["other_times"]:
        return ""
    if any(units[i].letter == "t" and i > first for i in _own(draft, roles)):
        return ""
    return f"{units[first - 1].raw} {units[first].raw}"


def each_time(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in each of the last four months": more than that it was so over all of them."""
    if "universal" in draft.slots or "superlative" in draft.slots or draft.polarity == "deny":
        return ""
    units, words = roles.units, [u.text for u in roles.units]
    for i in held_times(draft, roles):
        near = (k for k in range(max(i - NEAR, 0), i) if not g.phrase_at("mutual", words, k))
        each = next((k for k in near if units[k].text in g["each_one"]), None)
        if each is not None and not any(u.letter or is_verb(u, g) for u in units[each + 1 : i]):
            return _words(units, each, i)
    return ""


def the_toll(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the Observatory put the toll at 85": of what, where and when is told before."""
    units = roles.units
    first = next((i for i in range(draft.match.first, draft.match.last + 1) if units[i].text in g["death_nouns"]), None)
    if draft.match.frame.kind != "level" or first is None or not first:
        return ""
    the = units[first - 1].text == "the" or [u.text for u in units[max(first - 2, 0) : first]] == ["the", "death"]
    if not the or any(units[i].letter in ("p", "t") for i in _own(draft, roles)) or draft.targets or draft.actors:
        return ""
    return f"the {units[first].raw}"


def by_a_means(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "has not bombed A since", "shelled A for the first time": a clash of another sort says nothing of it."""
    frame = draft.match.frame
    first = draft.slots.get("universal") == "first" or frame.kind == "sequence"
    if frame.kind not in {"engagement", "sequence"} or not (first or draft.polarity == "deny"):
        return ""
    units = roles.units
    for i in _own(draft, roles):
        if not units[i].letter and units[i].text in g.any("means", "means_verbs"):
            return units[i].raw
        if g.phrase_at("means_pairs", [u.text for u in units], i):
            return _words(units, i, i + 1)
    return ""


def no_more(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "no longer fight": since when is not said, and what was so a while before speaks not against it."""
    if draft.match.frame.kind not in {"engagement", "priority"} or draft.periods:
        return ""
    words = [roles.units[i].text for i in _own(draft, roles)]
    for n in range(len(words)):
        if held := g.phrase_at("no_more", words, n):
            return " ".join(words[n : n + held])
    return ""


def at_last(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "for the first time since 2014 nobody died": that it had been otherwise until then is said too."""
    if draft.match.frame.kind != "level":
        return ""
    span = roles.span(draft.match)
    said = [*range(min(AHEAD, span.start)), *_own(draft, roles)]
    words = [roles.units[i].text for i in said]
    for n in range(len(words)):
        if held := g.phrase_at("first_time", words, n):
            return " ".join(words[n : n + held])
    return ""


def second_part(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "200 rebels and not a single soldier died": the number is that of the first part."""
    first, units = draft.match.first, roles.units
    if draft.match.frame.kind != "level" or draft.match.frame.polarity != "deny" or not first:
        return ""
    counted = any(units[i].letter == "q" for i in _own(draft, roles) if i < first)
    return _words(units, first - 1, first) if counted and units[first - 1].text in g["joining"] else ""


def of_a_people(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "killed 40 Syrians": soldiers of their state, or anybody of that people."""
    del roles, g
    if draft.match.frame.kind not in NUMBERED:
        return ""
    victims = (*draft.targets, *draft.versus_targets)
    return next((p.text for p in victims if p.side == "people" and "civilians" in p.ids and len(p.ids) > 1), "")


def sort_of_deaths(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "300 military deaths", "300 deaths in custody": whose they were, or of what, is said and would be lost."""
    at = draft.match.captured.get("quantity")
    if draft.match.frame.kind != "level" or draft.quantity is None or at is None:
        return ""
    units = roles.units
    noun = next((i for i in range(at + 1, min(at + 5, len(units))) if units[i].text in g["sorted_deaths"]), None)
    if noun is None:
        return ""
    victims = {p.start for p in draft.targets}
    for i in range(at + 1, noun):
        held = any(p.start in victims for p in units[i].parts) and not units[i].text.startswith("non")
        if not held and units[i].text not in g.any("deaths_of_all", "determiners"):
            return f"{units[i].raw} {units[noun].raw}"
    then = units[noun + 1 : noun + 3]
    if len(then) == 2 and then[0].text in g["of_what"] and not then[1].letter:
        known = g.any("deaths_of_all", "determiners", "fighting_nouns")
        return "" if then[1].text in known else _words(units, noun, noun + 2)
    return ""


CHECKS = (
    sort_of_deaths,
    one_of_several,
    road,
    all_of_it,
    told_before,
    which,
    other_time,
    each_time,
    the_toll,
    by_a_means,
    no_more,
    at_last,
    second_part,
    of_a_people,
)
