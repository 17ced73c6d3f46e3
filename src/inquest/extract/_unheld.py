"""Words that turn a claim into another one than its slots say: such a claim waits for a person.

A frame reads the words around its verb. Where the rest of the clause narrows what is said, in a way that no slot holds
("for aid workers", "the western half of", a second amount), the claim would be tested as a wider one.
"""

import re
from typing import TYPE_CHECKING

from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.extract._unheld_done import CHECKS as DONE
from inquest.extract._unheld_rest import CHECKS as REST
from inquest.extract._unheld_scope import CHECKS as SCOPE
from inquest.extract._unheld_times import CHECKS as TIMES
from inquest.extract._unheld_turns import CHECKS as TURNS

if TYPE_CHECKING:
    from collections.abc import Callable


RATE = re.compile(
    r" (?:an average of|on average|daily|for (?:each|every|one)|(?:a|per|each|every) (?:day|week|month|year)) "
)
"""Words that make a number a rate."""
RATIO = re.compile(r" for (?:each|every) ")
FEW = 4
"""Words before a place in which a part of it, or something near it, may be named."""
BRANCH = 4
"""Words between a group and the noun that names a branch of it."""
EACH = re.compile(r"(?:in |on )?(?:every|each|any) ", re.IGNORECASE)


def unheld(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Words of the claim's clauses that narrow it and that no slot holds; empty if there are none."""
    if not draft.match.frame.tested:
        return ""
    checks: tuple[Callable[[Draft, Roles, Grammar], str], ...] = (
        _amounts, _for_whom, _nobody, _part, _since, _together, _not_first, _rate, _beside,
        _other_side, _otherwise, _by_ratio, _except, _of_them, _steady, _only, _would, _allies,
        *TIMES, *REST, *TURNS, *DONE, *SCOPE,
    )  # fmt: skip
    return next((words for check in checks if (words := check(draft, roles, g))), "")


def _own(draft: Draft, roles: Roles) -> list[int]:
    """Units of the claim's clauses, those of an attribution left out."""
    return [i for i in roles.span(draft.match) if i not in roles.skip]


def _amounts(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Another amount than the claim's: "took 5,000 prisoners", "rose from 41 to 68", "and one in ten at ..."."""
    kind = draft.match.frame.kind
    if kind not in {"episode", "engagement", "trend", "priority", "sequence", "containment"}:
        return ""
    held = {*draft.match.captured.values()}
    if draft.match.frame.polarity == "deny":
        held |= {*range(draft.match.first, draft.match.last + 1)}  # "not one clash"
    text = draft.quantity.text if draft.quantity else ""
    free = [i for i in _own(draft, roles) if roles.units[i].letter == "q" and i not in held]
    others = [roles.units[i].raw for i in free if roles.units[i].raw != text]
    return others[0] if others else ""


def _for_whom(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the deadliest province for aid workers": a superlative among some of the dead only."""
    if "superlative" not in draft.slots:
        return ""
    units = roles.units
    for i in _own(draft, roles):
        if units[i].text == "for" and i + 1 < len(units) and i + 1 > draft.match.first:
            then = units[i + 1]
            if not then.letter and then.text not in g.any("determiners", "for_all"):
                return f"for {then.raw}"
    return ""


def _nobody(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "nobody died" without a place or a side of its own; and for "nobody killed more than A"."""
    kind = draft.match.frame.kind
    own = _own(draft, roles)
    before = [i for i in own if i < draft.match.first and roles.units[i].text == "no"]
    if kind == "comparison" and before and draft.match.frame.polarity is None and not draft.actors:
        return roles.units[before[0]].raw  # "no side killed more than A": of all of them A did
    words = [i for i in own if roles.units[i].text in g["nobody"] or _spelt(roles.units, i) == "no one"]
    if not words:
        return ""
    if kind == "comparison":
        return roles.units[words[0]].raw if words[0] < draft.match.first + 1 else ""
    named = any(roles.units[i].letter in ("p", "t", "a") for i in own)
    return roles.units[words[0]].raw if kind == "level" and not named else ""


def _spelt(units: list[Unit], i: int) -> str:
    return f"{units[i].text} {units[i + 1].text}" if i + 1 < len(units) else units[i].text


def _part(draft: Draft, roles: Roles, g: Grammar) -> str:
    """A part of a place, or what lies near it: "the western half of Mosul", "east of Palmyra"."""
    if draft.match.frame.kind not in NUMBERED:
        return ""
    starts = {p.start for p in draft.places}
    units = roles.units
    for i in _own(draft, roles):
        if units[i].letter != "p" or not any(p.start in starts for p in units[i].parts):
            continue
        before = units[max(i - FEW, 0) : i]
        if before and before[-1].text in g["place_parts"]:
            return f"{before[-1].raw} {units[i].raw}"
        of = next((k for k in range(len(before) - 1, 0, -1) if before[k].text == "of"), None)
        if of is not None and before[of - 1].text in g["place_parts"] and not any(u.letter for u in before[of:]):
            return f"{before[of - 1].raw} of {units[i].raw}"
        if of is not None and of > 1 and before[of - 1].text in g["place_tails"]:
            lies = before[of - 2].text.replace("-", "").removesuffix("ern")
            if lies in g["directions"]:  # "the north-west and south-west regions of Syria"
                return " ".join(u.raw for u in (*before[of - 2 :], units[i]))
    return ""


def _since(draft: Draft, roles: Roles, g: Grammar) -> str:
    """A "since" with nothing after it: what it leans on is told elsewhere."""
    if draft.periods:
        return ""
    units = roles.units
    for i in _own(draft, roles):
        then = units[i + 1] if i + 1 < len(units) else None
        if units[i].text == "since" and (then is None or not (then.letter or then.text[:1].isalnum())):
            return units[i].raw
    return ""


def _together(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "more than in A and B together", and "more in A than they lost in B": places that are no pair."""
    if draft.match.frame.kind not in {"comparison", "exchange"}:
        return ""
    words = {roles.units[i].text: roles.units[i].raw for i in _own(draft, roles)}
    several = max(len(draft.versus_places), len(draft.places) if draft.match.frame.kind == "exchange" else 0) > 1
    if not several and not draft.baselines:
        return ""
    return next((words[w] for w in ("together", "combined", *(["than"] if several else [])) if w in words), "")


def _not_first(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "nobody died in May, for the first time since ...": the first time that a thing did not happen."""
    if draft.match.frame.kind != "sequence" or draft.slots.get("order") != "first":
        return ""
    none = [u.raw for u in roles.units if u.text in g["none_at_all"]]
    since = [p.text for p in draft.periods if p.text.lower().startswith("since ")]
    return (none or [""])[0] or (since[0] if since and len(since) == len(draft.periods) else "")


def _rate(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "more than 100 people a day died": a rate is no total; "for every soldier who fought" is half of a ratio."""
    kind = draft.match.frame.kind
    if kind not in {"level", "engagement"}:
        return ""
    said = sorted({*_own(draft, roles), *range(min(FEW, len(roles.units)))})
    found = (RATE if kind == "level" else RATIO).search(f" {' '.join(roles.units[i].text or '@' for i in said)} ")
    each = next((p.text for p in draft.periods if EACH.match(p.text)), "")
    return found.group().strip() if found else each


def _by_ratio(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "killed more civilians than the army, by a ratio of three to one": more than a plain comparison."""
    if draft.match.frame.kind != "comparison" or draft.quantity is not None:
        return ""
    words = {roles.units[i].text: roles.units[i].raw for i in _own(draft, roles)}
    return next((words[w] for w in words if w in g["ratios"]), "")


def _beside(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fought alongside Islamic State": two on one side are no fight between them."""
    if draft.match.frame.kind not in {"engagement", "priority", "sequence"}:
        return ""
    after = [i for i in _own(draft, roles) if i >= draft.match.first and roles.units[i].text in g["beside_words"]]
    joined = [
        i for i in after if i + 1 < len(roles.units) and (roles.units[i + 1].letter or roles.units[i].text != "beside")
    ]
    return roles.units[joined[0]].raw if joined else ""


def _other_side(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "A lost 40 fighters and B 60": a second side with a number of its own."""
    if draft.match.frame.kind != "level":
        return ""
    held = {*draft.match.captured.values()}
    units = roles.units
    for i in _own(draft, roles):
        if units[i].letter == "q" and i not in held and i and units[i - 1].letter == "a" and i > draft.match.last:
            return units[i].raw
    return ""


def _otherwise(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "than Idlib in any month of 2018", "than the army killed militiamen": the other side is told otherwise."""
    if draft.match.frame.kind != "comparison" or "superlative" in draft.slots:
        return ""
    if {"targets", "versus_targets"} <= set(draft.match.captured):
        return ""  # "than it killed jihadists": the frame holds both sides of it
    own = [i for i in _own(draft, roles) if not roles.units[i].letter]
    than = next((i for i in own if roles.units[i].text == "than"), None)
    other = {"any", "every", *g.words["kill"].split("|")}
    told = (roles.units[i].raw for i in own if than is not None and i > than and roles.units[i].text in other)
    return next(told, "")


def _except(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "everywhere but in Deir ez-Zor", "all groups except A": what is named is what the claim leaves out."""
    units = roles.units
    aside = g.phrase_in("not_counted", [u.text or "@" for u in units])
    if aside and draft.match.frame.kind in NUMBERED:
        return aside
    for i in sorted({*_own(draft, roles), *range(min(FEW, len(units)))}):
        if units[i].letter in ("a", "p", "t"):
            before = [u.text or "@" for u in units[max(i - FEW, 0) : i]]
            found = g.phrase_in("exceptions", before)
            every = "but" in before and any(u.text in g["everywhere"] for u in units[max(i - 2 * FEW, 0) : i])
            if found or every:
                return f"{found or 'but'} {units[i].raw}"
    return ""


def _of_them(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "lost 400 fighters, half of them in Tabqa": the place or time of a part only."""
    units = roles.units
    held = {"p": {p.start for p in draft.places}, "t": {p.start for p in draft.periods}}
    for i in range(draft.match.last + 1, len(units)):
        of = units[i - 1].text == "of" and units[i].text in g["of_them"]
        named = (u for u in units[i + 1 : i + 1 + FEW] if u.letter in held)
        part = next((u for u in named if u.start in held[u.letter] or not held[u.letter]), None) if of else None
        if part is not None:
            return f"of {units[i].raw} {part.raw}"
    return ""


def _steady(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fell steadily from 2014 to 2018": a course without a turn, of which a trend compares the ends."""
    words = [roles.units[i].text or "@" for i in sorted({*_own(draft, roles), *range(min(FEW, len(roles.units)))})]
    return g.phrase_in("steady", words) if draft.match.frame.kind == "trend" and draft.baselines else ""


def _only(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "only Raqqa and Deir ez-Zor saw ...": that nothing else did is a claim of its own."""
    units = roles.units
    if draft.match.frame.kind not in NUMBERED:
        return ""
    for i in _own(draft, roles):
        after = [u for u in units[i + 1 : i + 3] if u.text not in g["determiners"] | {"in"}]
        if units[i].text in g["only_words"] and after and after[0].letter in ("a", "p"):
            return units[i].raw
    return ""


def _would(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "300 people would not have died": what did not come to pass is no total of what did."""
    units = roles.units
    said = [i for i in _own(draft, roles) if units[i].text == "would"]
    return units[said[0]].raw if said and draft.match.frame.kind in NUMBERED else ""


def _allies(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the army's allies", "helped by its partners": others than the side that is read, whom nothing names."""
    units = roles.units
    for i in _own(draft, roles):
        allied = units[i].text in g["allied_groups"] and i > 0 and units[i - 1].text == "allied"
        if not units[i].letter and (units[i].text in g["ally_nouns"] or allied):
            return units[i].raw
        if units[i].text in g["branch_nouns"] and any(u.letter == "a" for u in units[max(i - BRANCH, 0) : i]):
            return units[i].raw  # "the Islamic State's Somali branch"
        *_, last = units[i].text.split() or [""]
        if (
            units[i].letter == "a"
            and last in g["ally_nouns"]
            and len(units[i].parts) == 1
            and not units[i].parts[0].ids
        ):
            return units[i].raw
    return ""
