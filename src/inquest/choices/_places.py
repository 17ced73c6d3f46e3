"""Outlines of the places that a proposition may mean."""

from collections.abc import Iterator

from inquest.contracts import Context
from inquest.model.names import Outline
from inquest.model.proposition import Proposition


def outlines(proposition: Proposition, context: Context) -> tuple[Outline, ...]:
    """Outlines of all places that the words may mean, best first; none for whole countries."""
    return tuple(outline for _, outline in _of_places(proposition, context))


def groups(proposition: Proposition, context: Context) -> dict[str, list[Outline]]:
    """Outlines by area: those of one place and one group are ways to draw one area.

    Another place of the same name is another area, however its outlines are made; two towns in one another's
    circles are one town that the gazetteer has under two spellings.
    """
    found: dict[tuple[str, str], list[Outline]] = {}
    for place, one in _of_places(proposition, context):
        same = (k for k, drawn in found.items() if k[1] == one.group and any(o.about(one) for o in drawn))
        key = (place, one.group) if (place, one.group) in found else next(same, (place, one.group))
        found.setdefault(key, []).append(one)
    first = {group: place for place, group in reversed(found)}
    return {g if first[g] == place else f"{g}:{place}": drawn for (place, g), drawn in found.items()}


def labels(found: dict[str, list[Outline]]) -> dict[str, str]:
    """What each outline is called; one of two that are called the same with where it lies."""
    drawn = [one for members in found.values() for one in members]
    called = [one.label for one in drawn]
    return {o.id: f"{o.label} ({o.position})" if called.count(o.label) > 1 and o.position else o.label for o in drawn}


def _of_places(proposition: Proposition, context: Context) -> Iterator[tuple[str, Outline]]:
    """Each outline once, with the first place that has it."""
    ids = proposition.terms.get("places") or ([proposition.place] if proposition.place else [])
    found: dict[str, tuple[str, Outline]] = {}
    for ident in ids:
        if context.places[ident].level != "country":
            found |= {o.id: (ident, o) for o in context.places[ident].outlines if o.id not in found}
    yield from found.values()
