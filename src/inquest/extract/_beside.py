"""Who fought where people died, said in the clause beside: "100 people died when A and B fought in Homs"."""

from dataclasses import replace

from inquest.extract._draft import Draft
from inquest.extract._roles import Roles
from inquest.model.claim import SIDES


def take_sides(drafts: dict[int, list[Draft]], roles: Roles) -> None:
    """Give deaths without any side the two sides of the fighting in the clause beside them."""
    for draft in [d for here in drafts.values() for d in here]:
        deaths = draft.match.frame.kind == "level" and draft.slots.get("measure") == "deaths"
        fight = _fight(draft, drafts, roles) if deaths and not any(getattr(draft, s) for s in SIDES) else None
        if fight is None:
            continue
        for slot in ("actors", "targets"):
            parts = [
                replace(p, via=p.via or f"a side of the fighting in the clause beside: {p.text}")
                for p in getattr(fight, slot)
            ]
            setattr(draft, slot, parts)
        draft.slots["violence"] = "fighting"


def _fight(draft: Draft, drafts: dict[int, list[Draft]], roles: Roles) -> Draft | None:
    """The one fight between two sides in a clause of time right after the deaths, or right before them."""
    clauses = roles.clauses(draft.match)
    for beside in (clauses.stop, clauses.start - 1):
        found = drafts.get(beside, []) if beside >= 0 else []
        if not found or roles.units[roles.sk.bounds[beside]].text not in roles.g["at_which"]:
            continue
        fights = [
            d
            for d in found
            if d.match.frame.kind == "engagement"
            and d.slots.get("relation") == "clash"
            and d.polarity == "affirm"
            and d.actors
            and d.targets
        ]
        return fights[0] if len(fights) == 1 else None
    return None
