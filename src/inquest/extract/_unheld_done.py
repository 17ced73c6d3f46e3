"""Words by which a deed is not said to have been done, or a figure not to be the one that would be tested.

"Was reluctant to fight", "has yet to attack", "could have struck"; "fell to a third", "three times deadlier", "as many
as". Such a claim waits for a person.
"""

from itertools import pairwise

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit

VERBS = frozenset({"pair-fought", "never-fought", "attacked", "attacked-place", "engaged", "clash-with", "shelling-of"})
"""Frames of deeds that are told by a verb."""
FEW = 3


def _own(draft: Draft, roles: Roles) -> list[int]:
    return [i for i in roles.span(draft.match) if i not in roles.skip]


def not_done(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "was reluctant to fight", "lost interest in attacking", "could have struck", "fought A without hitting B"."""
    if draft.match.frame.id not in VERBS:
        return ""
    deeds = {*g.words["fight"].split("|"), *g.words["attack"].split("|")}
    at = next((i for i in range(draft.match.first, draft.match.last + 1) if roles.units[i].text in deeds), None)
    if at is None:
        return ""
    return _only_willed(roles.units, at, g) or _only_possible(roles.units, at, g)


def _only_willed(units: list[Unit], at: int, g: Grammar) -> str:
    """An infinitive, or a gerund behind a preposition, whose governing word does not say that it was done."""
    k = at - 1
    while k > 0 and (units[k].text in g["between_to"] or units[k].text.endswith("ly")):
        k -= 1
    lead, before = units[k], units[k - 1] if k > 0 else None
    if lead.text == "to" and before is not None:
        done = before.text in g["done_all_the_same"] | g["failing"]
        return "" if done else f"{before.raw} {lead.raw}"
    if is_gerund(units[at], g) and lead.text in g["governing_gerunds"] and before is not None:
        noun = at + 1 < len(units) and units[at + 1].text in g["prepositions"]  # "killed in fighting with"
        return "" if noun or before.text in g["failing"] else f"{before.raw} {lead.raw}"
    return ""


def _only_possible(units: list[Unit], at: int, g: Grammar) -> str:
    """A verb of what could or should be: "could have attacked"."""
    near = units[max(at - FEW, 0) : at]
    open_ = next((n for n in range(len(near) - 1, -1, -1) if near[n].letter or near[n].text == ","), -1)
    return next((u.raw for u in near[open_ + 1 :] if u.text in g["possible_only"]), "")


def last_of(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "last fought each other in 2017", "most recently clashed": that there was no later fight is said."""
    if draft.match.frame.kind != "engagement" or "order" in draft.slots:
        return ""
    units, first, last = roles.units, draft.match.first, draft.match.last
    own = range(max(first - 1, 0), min(last + 2, len(units)))
    said = (i for i in own if units[i].text in g["latest"] and i + 1 < len(units))
    return next((units[i].raw for i in said if is_verb(units[i + 1], g)), "")


def left_of_it(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fell to a third": what is left of it is told, and not by how much it fell."""
    if draft.match.frame.kind != "trend" or draft.quantity is None or draft.quantity.unit != "% change":
        return ""
    units = roles.units
    told = (i for i in _own(draft, roles) if units[i].letter == "q" and i and units[i - 1].text == "to")
    return next((f"to {units[i].raw}" for i in told if draft.quantity.text in units[i].raw), "")


def times_more(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "three times deadlier than": how much more is told, and only that it is more would be tested."""
    if draft.match.frame.kind != "comparison" or draft.quantity is not None:
        return ""
    units, held = roles.units, {*draft.match.captured.values()}
    within = range(draft.match.first, draft.match.last + 1)
    return next((units[i].raw for i in within if units[i].letter == "q" and i not in held), "")


def as_many(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "killed as many civilians as A": as many is not more."""
    if draft.match.frame.kind != "comparison" or draft.quantity is not None:
        return ""
    words = [roles.units[i].text for i in range(draft.match.first, draft.match.last + 1)]
    return "as many" if any(a == "as" and b in {"many", "much"} for a, b in pairwise(words)) else ""


def up_and_down(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "rose until 2014, then fell", "dropped below the level of A", "rose only between 2012 and 2014"."""
    if draft.match.frame.kind != "trend":
        return ""
    units, own = roles.units, [i for i in _own(draft, roles) if i > draft.match.first]
    rose, fell = ({*g.words[w].split("|")} for w in ("rose", "fell"))
    said = [units[i].text for i in _own(draft, roles) if not (i and units[i - 1].text == "from")]  # "far from falling"
    both = [any(w in words for w in said) for words in (rose, fell)]
    if all(both):
        return next(units[i].raw for i in reversed(_own(draft, roles)) if units[i].text in rose | fell)
    for i in own:
        then = units[i + 1] if i + 1 < len(units) else None
        if units[i].text in {"below", "above"} or (units[i].text in {"only", "solely"} and then and then.letter == "t"):
            return units[i].raw
    return ""


def whose_deaths(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "deaths of soldiers dropped", "A accounted for half of all deaths": whose dead, or by whom, is no slot's."""
    frame, units = draft.match.frame, roles.units
    civilians = any("civilian" in p.text.lower() or "civilians" in p.ids for p in draft.actors)
    if frame.kind == "trend" and draft.slots.get("measure") == "deaths" and draft.actors and not civilians:
        starts = {p.start for p in draft.actors}
        mine = (i for i in _own(draft, roles) if any(p.start in starts for p in units[i].parts))
        i = next(mine, 0)
        lead = [u.text for u in units[max(i - FEW, 0) : i] if u.text not in g["determiners"]]
        if lead[-1:] in (["of"], ["among"]) and lead[-2:-1] and lead[-2] in g["death_nouns"]:
            return f"{lead[-2]} {lead[-1]} {units[i].raw}"
    if frame.id == "deaths-accounted" and draft.actors and not draft.targets:
        return draft.actors[0].text
    return ""


def a_people(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "more Syrians died in A than in B": the dead of a people are neither its army nor its civilians."""
    at = draft.match.captured.get("victims")
    if draft.match.frame.kind != "comparison" or at is None:
        return ""
    return next((p.text for p in roles.units[at].parts if "civilians" in p.ids and len(p.ids) > 1), "")


def nowhere(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the war was nowhere bloodier than in A": a superlative, and no comparison with the whole."""
    if draft.match.frame.kind != "comparison" or "superlative" in draft.slots:
        return ""
    units = roles.units
    return next((units[i].raw for i in _own(draft, roles) if units[i].text == "nowhere"), "")


def more_bombs(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "bombed A more often": the record does not tell by what means."""
    if draft.match.frame.id != "more-frequent":
        return ""
    units = roles.units
    return next((units[i].raw for i in _own(draft, roles) if units[i].text in g.any("means", "means_verbs")), "")


def a_target(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "its main target was A": a noun, and no attack."""
    at = draft.match.first
    if draft.match.frame.id != "attacked" or not at or roles.units[at].text != "target":
        return ""
    before = roles.units[at - 1]
    return f"{before.raw} {roles.units[at].raw}" if before.text in g["ranking_enemies"] else ""


def not_a_tenth(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "not a tenth of all deaths": less than it, and not any other share; "never rose": at no time."""
    kind, quantity = draft.match.frame.kind, draft.quantity
    point = quantity is not None and quantity.op in {"=", "~"}
    if kind == "priority" and draft.polarity == "deny" and quantity is not None and point:
        return f"not {quantity.text}"
    return "never" if kind == "trend" and draft.slots.get("universal") in {"never", "always"} else ""


def in_part(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "a key role in the defeat", "single-handedly defeated": less, or more, than the largest share."""
    if draft.match.frame.kind != "attribution":
        return ""
    units = roles.units
    for i in _own(draft, roles):
        if units[i].text in g["unaided"]:
            return units[i].raw
        within = draft.match.first <= i < draft.match.last
        if within and units[i].text in {"a", "an"} and units[i + 1].text in g["weighty"]:
            return f"{units[i].raw} {units[i + 1].raw}"
    return ""


CHECKS = (
    not_done, last_of, left_of_it, times_more, as_many, up_and_down, whose_deaths, a_people, nowhere,
    more_bombs, a_target, not_a_tenth, in_part,
)  # fmt: skip
