"""Words that turn, split or compare what a claim says in a way that no slot holds: such a claim waits for a person."""

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._scout import lexicon
from inquest.extract._skeleton import Unit

EVENTS = frozenset({"attack", "fight", "die", "truce", "take", "lose"})
"""Classes of words for what happens: as the subject of a verb of killing they are no side."""
NO_SIDE = ("no_doers", "deeds", "prepositions", "relative_words", "joining")
"""Lists of words that are no side as the subject of such a verb."""
FEW = 4
"""Words before a name in which what leaves it out may stand."""


def elsewhere(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "no clashes outside Aden", "violence in the rest of Mali": everywhere but at the place that is named."""
    units, starts = roles.units, {p.start for p in draft.places}
    for i in roles.span(draft.match):
        if units[i].letter != "p" or not any(p.start in starts for p in units[i].parts) or i in roles.skip:
            continue
        before = [u.text for u in units[max(i - FEW, 0) : i] if u.text not in g["determiners"]]
        if before[-1:] and before[-1] in g["all_but"]:
            return f"{before[-1]} {units[i].raw}"
        if before[-1:] == ["of"] and before[-2:-1] and before[-2] in g["all_but"]:
            return f"{before[-2]} of {units[i].raw}"
    return ""


def but_not(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "rose in Helmand but not in Kunduz", "not in Aden but in Taiz": a name that the claim leaves out."""
    units, little = roles.units, g["determiners"] | g["prepositions"] | {"only", "just", "even", "merely"}
    span = roles.span(draft.match)
    behind = span.stop < len(units) and units[span.stop].text in g["leaving_out"]  # "in Helmand, | not in Kunduz"
    for i in range(span.start, min(span.stop + FEW, len(units)) if behind else span.stop):
        if units[i].letter not in ("p", "t") or i in roles.skip:
            continue
        k = i - 1
        while k > max(i - FEW, 0) and units[k].text in little and not units[k].letter:
            k -= 1
        if 0 <= k < i - 1 and not units[k].letter and units[k].text in g["leaving_out"]:
            return f"{units[k].raw} {units[i].raw}"
    return ""


def and_none(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "200 rebels and not one soldier died": what is denied is the second part only."""
    at = draft.match.captured.get("quantity")
    if draft.match.frame.kind != "level" or at is None:
        return ""
    words = [u.text for u in roles.units[at + 1 : draft.match.last + 1]]
    for n in range(len(words) - 1):
        if words[n] in g["joining"] | {"or"} and words[n + 1] in g["none_of_second"]:
            return f"{words[n]} {words[n + 1]}"
    return ""


def in_turn(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "A and B lost 500 and 100 men respectively": which number is whose is told by the order."""
    return next((u.raw for u in roles.units if u.text == "respectively"), "") if draft.quantity is not None else ""


def difference(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the toll was 200 lower in 2010 than in 2009": a number more or fewer is no total."""
    if draft.match.frame.kind != "level" or draft.quantity is None:
        return ""
    units, span = roles.units, roles.span(draft.match)
    at = draft.match.captured.get("quantity", -1)
    near = [u.text for u in units[at + 1 : at + 3]] if at >= 0 else []
    than = next((i for i in span if units[i].text == "than" and i not in roles.skip and i > at), None)
    differs = bool(near) and near[0] in g["differing"]
    if than is not None and (differs or any(u.letter for u in units[than + 1 : than + 1 + FEW])):
        return units[than].raw
    return near[0] if differs and near[0] != "more" else ""


def as_another(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "attacked it before the army did": a second side of whom the same is said."""
    if draft.match.frame.kind in {"comparison", "exchange"}:
        return ""
    units = roles.units
    for i in range(draft.match.last + 1, len(units) - 1):
        said = units[i].letter == "a" and units[i].style != "anaphor" and units[i + 1].text in g["standing_for_verbs"]
        ahead = next((u for u in reversed(units[max(i - 2, 0) : i]) if u.text not in g["determiners"]), None)
        stop = i + 2 == len(units) or (not units[i + 2].letter and not is_verb(units[i + 2], g))
        if said and stop and ahead is not None and ahead.text in g["likening"]:
            return f"{ahead.raw} {units[i].raw} {units[i + 1].raw}"
    return ""


def how_often(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "clashed daily", "fought less and less often": more than that they fought."""
    if draft.match.frame.kind != "engagement" or draft.polarity == "deny" or "universal" in draft.slots:
        return ""
    units = roles.units
    own = [i for i in roles.span(draft.match) if i not in roles.skip and not units[i].letter]
    for i in own:
        then = units[i + 1].text if i + 1 < len(units) else ""
        if units[i].text in g["daily"]:
            return units[i].raw
        if units[i].text in g["degrees"] and then in g["behind_degrees"]:
            return f"{units[i].raw} {then}"
        if units[i].text in {"every", "each"} and then in {"day", "week", "month", "night"}:
            return f"{units[i].raw} {then}"
    return ""


def victims_compared(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "killed more civilians than soldiers of the rebels": dead are compared, not those who killed them."""
    if draft.match.frame.kind != "comparison" or not draft.versus_actors or not draft.targets:
        return ""
    units = roles.units
    at = next((i for i in range(draft.match.first, len(units)) if units[i].text == "than"), None)
    to = next((i for i in range((at or 0) + 1, len(units)) if units[i].letter == "a"), None)
    if at is None or to is None or units[at + 1].text in {"by", "those", "in", "at"}:
        return ""
    between = [u.text for u in units[at + 1 : to]]
    then = units[to + 1].text if to + 1 < len(units) else ""
    if then in g["standing_for_verbs"]:
        return ""
    of = next((w for w in between if w in g.any("compared_dead", "actor_heads")), "")
    raw = units[to].raw.lower().split()[-1]
    close = units[to].end - units[to].start == len(units[to].raw)  # a name takes in the article before it
    owned = units[to].parts[0].start - units[to].start > len("the ")  # "soldiers of Nigeria" is one name
    if owned and not between and "civilians" in units[at - 1].raw.lower():
        return f"than {units[to].raw}"
    bare = not between and close and raw in g.any("compared_dead", "armed_people")
    return f"than {of or units[to].raw}" if of or bare else ""


def unknown_doer(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the savages killed 500 civilians": a subject that is no known side; all the dead would be counted as its."""
    frame, units = draft.match.frame, roles.units
    if frame.kind not in NUMBERED or frame.roles.get("subject") != "actors" or draft.actors:
        return ""
    first = draft.match.first
    if not is_verb(units[first], g) or is_gerund(units[first], g):
        return ""
    span, i = roles.sk.clause_units(roles.sk.clause_of(first)), first - 1
    while i >= span.start and (units[i].text.endswith("ly") or units[i].text in g["auxiliaries"] | {"also", "then"}):
        i -= 1
    if i < span.start or units[i].letter or not units[i].raw.isalpha() or i in roles.skip:
        return ""
    pointed = _pointed(units, span.start, i, g)
    if pointed:
        return pointed
    head = _head(units, span.start, i, g)
    lex = lexicon(g.language)
    event = lex is not None and EVENTS & set(lex.of(head.text)) and not head.text.endswith(tuple(g["doer_endings"]))
    if event or head.letter or head.text in g.any(*NO_SIDE):
        return ""
    return head.raw


def _pointed(units: list[Unit], start: int, i: int, g: Grammar) -> str:
    """For "they killed", "your strikes killed": words that nothing tells whom they stand for."""
    if units[i].text in g.any("whoever", "unsaid_doers"):
        return units[i].raw
    owner = next((k for k in range(max(start, i - FEW), i) if units[k].text in g["unsaid_owners"]), None)
    return "" if owner is None else " ".join(u.raw for u in units[owner : i + 1])


def lost_by_nobody(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "they lost 300 men", where nothing tells who they are: all the dead would be counted as theirs."""
    frame, first = draft.match.frame, draft.match.first
    if frame.kind not in NUMBERED or frame.roles.get("subject") != "targets" or draft.targets or not first:
        return ""
    ahead = next((u for u in reversed(roles.units[:first]) if u.text not in g["auxiliaries"] | {"also", "then"}), None)
    return ahead.raw if ahead is not None and not ahead.letter and ahead.text in g["unsaid_doers"] else ""


def everywhere(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the army fights them everywhere": more than that it does somewhere."""
    if draft.match.frame.kind != "engagement" or draft.polarity == "deny":
        return ""
    own = [roles.units[i].text for i in roles.span(draft.match) if i not in roles.skip]
    return g.phrase_in("all_over", own)


def _head(units: list[Unit], start: int, i: int, g: Grammar) -> Unit:
    """The head of the noun phrase that ends at a unit: "barbarians" in "the barbarians of the caliphate"."""
    of = next((k for k in range(i, start, -1) if units[k].text == "of"), None)
    if of is not None and not any(u.letter for u in units[of:i]) and of > start:
        return units[of - 1]
    return units[i]


CHECKS = (
    elsewhere,
    but_not,
    and_none,
    in_turn,
    difference,
    as_another,
    how_often,
    victims_compared,
    unknown_doer,
    lost_by_nobody,
    everywhere,
)
