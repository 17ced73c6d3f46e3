"""Words by which a claim ranks, limits, orders or divides in a way that no slot holds: such a claim waits for a person.

"The second deadliest province", "fell faster than in Iraq", "was the only group that fought", "began in earnest".
"""

from inquest.extract._clauses import is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit

COURSES = frozenset({"engagement", "trend", "episode", "sequence", "containment"})
"""Kinds in which a share of what happened is no share that is tested."""
SETTLED = frozenset({"engagement", "trend", "comparison", "priority", "attribution", "exchange", "containment"})
"""Kinds that are tested on what they name alone."""
NEAR = 4
"""Words between a name and what turns it."""


def _own(draft: Draft, roles: Roles) -> list[int]:
    return [i for i in roles.span(draft.match) if i not in roles.skip]


def _words(roles: Roles, span: list[int] | range) -> list[str]:
    return [roles.units[i].text or "@" for i in span]


def ranked(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the second deadliest", "the deadliest after Raqqa", "once the deadliest", "the deadliest in every year"."""
    if "superlative" not in draft.slots:
        return ""
    units, own = roles.units, _own(draft, roles)
    if draft.slots.get("universal") not in (None, "first"):
        return next((units[i].raw for i in own if units[i].text in {"every", "each", "always", "never"}), "every year")
    for i in own:
        within = draft.match.first <= i <= draft.match.last
        if within and units[i].text.split("-")[0] in g["ranks"]:
            return units[i].raw
        if g.phrase_at("for_a_time", _words(roles, range(i, min(i + NEAR, len(units))))):
            return units[i].raw
        after = (u for u in units[i + 1 : i + NEAR] if u.text not in g["determiners"] | {"to", "only", "in"})
        named = next(after, units[i])
        if units[i].text in g["after_it"] and named.letter in ("a", "p"):
            return f"{units[i].raw} {named.raw}"
    return ""


def in_years(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the deadliest year in a decade", but not "of all years": the span that it is the deadliest of."""
    if draft.slots.get("superlative") != "periods":
        return ""
    units = roles.units
    spans = (i for i in _own(draft, roles) if i > draft.match.first and units[i].text in g["long_spans"])
    return next((f"{units[i - 1].raw} {units[i].raw}" for i in spans if units[i - 1].text not in g["before_years"]), "")


def share(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the lion's share of its battles was fought against A": how much of it, and not whether."""
    if draft.match.frame.kind not in COURSES:
        return ""
    units = roles.units
    return next(
        (
            units[i].raw
            for i in _own(draft, roles)
            if units[i].text in g["share_nouns"] and i + 1 < len(units) and units[i + 1].text == "of"
        ),
        "",
    )


def often(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "did not often fight A": how often, and not whether."""
    if draft.match.frame.kind != "engagement" or draft.polarity != "deny":
        return ""
    return next((roles.units[i].raw for i in _own(draft, roles) if roles.units[i].text in g["often"]), "")


def slight(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "rose slightly", "marginally deadlier": a change or lead of any size would be taken for it."""
    if draft.match.frame.kind not in {"comparison", "trend"}:
        return ""
    first, last = draft.match.first - 1, draft.match.last + 2
    near = [i for i in _own(draft, roles) if first <= i <= last]
    for n, i in enumerate(near):
        if g.phrase_at("slight", _words(roles, near), n):
            return roles.units[i].raw
    return ""


def scale(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "began in earnest", "the first major clashes": not the first of any."""
    first = draft.slots.get("order") in {"first", "last"} or draft.slots.get("universal") == "first"
    if not first or draft.match.frame.kind not in {"sequence", "engagement"}:
        return ""
    own = _own(draft, roles)
    words = _words(roles, own)
    return next((roles.units[i].raw for n, i in enumerate(own) if g.phrase_at("scale", words, n)), "")


def faster(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fell faster than in Iraq", "rose less than B": two changes are compared."""
    if draft.match.frame.kind != "trend":
        return ""
    units = roles.units
    for i in _own(draft, roles):
        if units[i].text == "than" and i > draft.match.first:
            to = next((u for u in units[i + 1 : i + NEAR] if u.letter), None)
            if to is None or to.letter != "t":
                return f"{units[i - 1].raw} {units[i].raw}"
    return ""


def neither(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "neither rose nor fell": half of it would be tested."""
    if draft.match.frame.kind not in {"trend", "comparison", "episode"}:
        return ""
    said = {roles.units[i].text: roles.units[i].raw for i in range(len(roles.units))}
    return said["neither"] if {"neither", "nor"} <= said.keys() else ""


def resumed(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "ended in 2016 and resumed in 2018": it is not said to have been over for good."""
    if draft.slots.get("relation") != "ended":
        return ""
    units, after = roles.units, range(draft.match.last + 1, len(roles.units))
    words = _words(roles, after)
    return next((units[i].raw for n, i in enumerate(after) if g.phrase_at("resuming", words, n)), "")


def told_of_attacks(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "its attacks on A did not abate", "the war with A intensified": a noun of which something else is said."""
    frame, units = draft.match.frame, roles.units
    if frame.kind != "engagement" or frame.rank >= 0 or is_verb(units[draft.match.first], g):
        return ""
    changes = {*g.words["rose"].split("|"), *g.words["fell"].split("|"), *g["ending"]}
    after = (i for i in _own(draft, roles) if i > draft.match.last and not units[i].letter)
    return next((units[i].raw for i in after if units[i].text in changes), "")


def ordered(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "attacked A before it ever attacked B": which came first is said, and not only that both did."""
    if draft.match.frame.kind != "engagement":
        return ""
    units, deeds = roles.units, {*g.words["fight"].split("|"), *g.words["attack"].split("|")}
    for i in (b for b in roles.sk.bounds if b not in roles.skip):
        clause = roles.sk.clause_units(roles.sk.clause_of(i))
        if units[i].text in g["ordering"] and any(units[k].text in deeds for k in clause):
            return units[i].raw
    return ""


def only_one(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "was the only group that fought A": that no other did is what is said."""
    if draft.match.frame.kind not in {"engagement", "episode"}:
        return ""
    clause = roles.sk.clause_of(draft.match.first)
    units, start = roles.units, roles.sk.clause_units(clause).start
    if not clause or units[start].text not in g["that_did"]:
        return ""
    ahead = [units[i] for i in roles.sk.clause_units(clause - 1)]
    be = next((n for n, u in enumerate(ahead) if u.text in g["be_forms"]), None)
    return "" if be is None else next((u.raw for u in ahead[be:] if u.text in g["only_ones"]), "")


def confined(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in 2018 the fighting was confined to Idlib": a share of all of it, not what became of it after an event."""
    if draft.match.frame.kind != "containment" or draft.milestones:
        return ""
    units = roles.units
    said = (i for i in range(draft.match.first, draft.match.last + 1) if units[i].text in g["holding_in"])
    return next((f"{units[i].raw} {units[i + 1].raw}" for i in said if draft.match.frame.tested), "")


def no_link(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "did not go hand in hand with": that two things are not linked is another claim than the opposite link."""
    if draft.match.frame.kind != "association" or draft.polarity != "deny":
        return ""
    return next((roles.units[i].raw for i in _own(draft, roles) if roles.units[i].text in g["negations"]), "")


def at_once(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the truce collapsed within weeks": how soon is said, and a year after it would be tested."""
    if draft.match.frame.kind != "containment":
        return ""
    units = roles.units
    for i in _own(draft, roles):
        if units[i].raw.lower().startswith("within ") or (units[i].text == "within" and units[i + 1].letter != "p"):
            return units[i].raw
    return ""


def victims_of_a_pair(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "more soldiers were killed in fighting between A and B than": all the dead of both sides would be counted."""
    held = draft.match.captured
    if draft.match.frame.kind != "comparison" or "victims" not in held or "pair" not in held:
        return ""
    return roles.units[held["victims"]].raw


def two_times(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "more in Raqqa in 2017 than in Idlib in 2016": each side of it has a time of its own."""
    if draft.match.frame.kind != "comparison" or not (draft.versus_places or draft.versus_actors):
        return ""
    own = sorted({p.start: p for p in draft.periods if p.via is None}.items())
    return own[-1][1].text if len(own) > 1 else ""


def both_times(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "bloodier than 2017 and 2018", "the deadliest year since 2003": a time beside the one that a frame took."""
    held = {slot.split("+")[0] for slot in draft.match.captured}
    if not held & {"periods", "baselines"}:
        return ""
    starts = {p.start for p in (*draft.periods, *draft.baselines, *draft.milestones)}
    free = (u for u in (roles.units[i] for i in _own(draft, roles)) if u.letter == "t")
    return next((u.raw for u in free if not any(u.start <= s < u.end for s in starts)), "")


def later_time(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fell in A but rose in B between 2016 and 2017": a time at the end that may hold for both."""
    if draft.match.frame.kind not in NUMBERED | {"engagement"} or draft.periods or draft.baselines:
        return ""
    sk, units = roles.sk, roles.units
    for clause in range(roles.clauses(draft.match).stop, len(sk.bounds)):
        span = sk.clause_units(clause)
        if not any(u.text in g["also"] for u in units[max(span.start - 1, 0) : span.start + 2]):
            return ""
        found = next((units[i].raw for i in span if units[i].letter == "t" and i not in roles.skip), "")
        if found:
            return found
    return ""


def against_another(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "rather than on Idlib", ", not by the army", ", more than B,": a name that the claim is set against."""
    if draft.match.frame.kind not in SETTLED | {"sequence", "episode"}:
        return ""
    units = roles.units
    span = roles.span(draft.match)
    stop = min(span.stop + NEAR, len(units)) if _goes_on(units, span.stop, g) else span.stop
    for i in range(span.start, stop):
        if i in roles.skip or units[i].letter not in ("a", "p", "t"):
            continue
        k, little = i - 1, 0
        while k > max(i - NEAR, 0) and units[k].text in g["prepositions"] | g["determiners"] | {"of"}:
            k, little = k - 1, little + (units[k].text in g["prepositions"])
        turned = units[k].text in g["contrasting"] and not units[k].letter
        aside = k > 0 and units[k].text in g["outdone"] and units[k - 1].text == ","
        governed = little or units[i].letter == "t"
        if (turned and governed and _apart(units, k, g)) or (aside and units[k + 1].text == "than"):
            return " ".join(u.raw for u in units[k : i + 1])
    return ""


def _goes_on(units: list[Unit], at: int, g: Grammar) -> bool:
    """Whether a clause of a few words goes on with what is left out: ", not by the army"."""
    return at < len(units) and units[at].text in g["contrasting"]


def _apart(units: list[Unit], k: int, g: Grammar) -> bool:
    """Whether a word of contrast stands apart ("A, not B", "A rather than B"), and denies no verb before it."""
    if units[k].text in g["in_its_stead"]:
        return k + 1 < len(units) and units[k + 1].text in g["stood_for"]
    return k > 0 and units[k - 1].text in g["set_apart"]


CHECKS = (
    ranked, in_years, share, often, slight, scale, faster, neither, resumed, told_of_attacks, ordered, only_one,
    confined, no_link, at_once, victims_of_a_pair, two_times, both_times, later_time, against_another,
)  # fmt: skip
