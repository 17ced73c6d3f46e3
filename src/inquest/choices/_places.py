"""Outlines of the places that a proposition may mean."""

from inquest.contracts import Context
from inquest.model.names import Outline
from inquest.model.proposition import Proposition


def outlines(proposition: Proposition, context: Context) -> tuple[Outline, ...]:
    """Outlines of all places that the words may mean, best first; none for whole countries."""
    ids = proposition.terms.get("places") or ([proposition.place] if proposition.place else [])
    found = [o for i in ids if context.places[i].level != "country" for o in context.places[i].outlines]
    return tuple({o.id: o for o in found}.values())


def groups(proposition: Proposition, context: Context) -> dict[str, list[Outline]]:
    """Outlines by group: each group is an area of its own, its outlines are ways to draw it."""
    found: dict[str, list[Outline]] = {}
    for one in outlines(proposition, context):
        found.setdefault(one.group, []).append(one)
    return found
