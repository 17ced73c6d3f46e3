"""Who did it, as a clause beside the claim tells: "40 civilians died when coalition jets hit the town".

Without that side the claim would be tested on everybody's violence. Who did it is only suggested there, so the claim
waits for a person.
"""

from inquest.extract._clauses import is_verb
from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit

BESIDE = "who did it is only suggested by the words beside it, “{}”"
BY = "“{}” says who or what killed them, and names nobody that is known"
ENDS = frozenset({".", ";", ":", "—"})


def doer_beside(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Why a count of dead waits that names no doer, and whose neighbour clause tells of one; else empty."""
    frame = draft.match.frame
    if frame.kind != "level" or not frame.tested or draft.actors or draft.polarity == "deny":
        return ""
    if "deaths" not in draft.slots.get("measure", ""):
        return ""
    if unread := _by_whom(draft, roles, g):
        return BY.format(unread)
    clauses, bounds = roles.clauses(draft.match), len(roles.sk.bounds)
    held = {p.start for p in draft.targets}
    for clause in (clauses.stop, clauses.start - 1):
        if not 0 <= clause < bounds:
            continue
        span = roles.sk.clause_units(clause)
        if roles.units[span.start].text not in g["how_it_came"]:
            continue
        free = [roles.units[i] for i in span if i not in roles.skip]
        acted = any(_armed(u, held) for u in free) and any(_deed(u, g) or is_verb(u, g) for u in free)
        if acted or any(_deed(u, g) and is_verb(u, g) for u in free):
            return BESIDE.format(_words(roles.units, span))
    return ""


def _by_whom(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Who or what killed, where no name is read: "killed by thugs"; not "by the end of May", "by the fighting"."""
    if "needs" in draft.slots or draft.match.captured.get("actors") is not None:
        return ""
    units, span = roles.units, roles.span(draft.match)
    fighting = {w for phrase in g.words["fighting"].split("|") for w in phrase.split()}
    for i in span:
        led = {u.text for u in units[max(i - 2, span.start) : i]}
        if units[i].text != "by" or i in roles.skip or not led & g["violent_verbs"]:
            continue
        said = [u for u in units[i + 1 : i + 4] if u.text not in g["determiners"]]
        said = said[: next((n for n, u in enumerate(said) if not u.raw.replace("-", "").isalpha()), None)]
        plain = all(not u.letter and u.text not in fighting | g["by_when"] for u in said)
        if said and plain and said[0].raw.islower():
            return " ".join(u.raw for u in units[i : i + 4])
    return ""


def _armed(unit: Unit, held: set[int]) -> bool:
    return (
        unit.letter == "a"
        and not any(p.start in held for p in unit.parts)
        and not all(p.side == "people" for p in unit.parts)
    )


def _deed(unit: Unit, g: Grammar) -> bool:
    return not unit.letter and unit.text in g.any("violent_verbs", "deed_nouns") | set(g.words["attack"].split("|"))


def _words(units: list[Unit], span: range) -> str:
    said = [units[i].raw for i in span if units[i].raw and units[i].text not in ENDS]
    return " ".join(said[:8]).removesuffix(" ,")
