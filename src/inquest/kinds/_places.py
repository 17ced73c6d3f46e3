"""Which places a claim names, as far as the names tell."""

from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._refuse import refuse, unknown_name
from inquest.kinds._words import listed
from inquest.model.grounding import Grounded, Grounding
from inquest.model.names import Place
from inquest.model.proposition import Refusal

MOST = 4
"""Meanings of one name at most."""


def place_readings(
    groups: Sequence[Grounded], grounding: Grounding, kind: str, context: Context, *, single: bool = False
) -> tuple[list[tuple[str, ...]], list[Refusal]]:
    """For each place named, the ids it may mean; a country that only says where another place lies is left out.

    ``single``: refuse a name that two towns have. The place of a claim is read in each meaning (``choices/outline``),
    what it is compared with has no such readings.
    """
    refusals: list[Refusal] = []
    found: list[tuple[str, ...]] = []
    for one in groups:
        known = [c for c in one.candidates if c.id in context.places]
        if not known:
            refusals.append(unknown_name(grounding.claim, kind, one, "place"))
            continue
        fair = [c.id for c in known if c.weight >= context.default("candidate_weight")] or [known[0].id]
        if single and _several_towns(fair, context):
            refusals.append(_open(one, grounding, kind))
            continue
        if fair[:MOST] not in [list(f) for f in found]:
            found.append(tuple(fair[:MOST]))
    if len(found) > 1:
        inner = [f for f in found if not _holds_another(context.places[f[0]], found, context)]
        found = inner or found
    return found, refusals


def _holds_another(place: Place, found: Sequence[tuple[str, ...]], context: Context) -> bool:
    others = [context.places[f[0]] for f in found if f[0] != place.id]
    return place.level == "country" and any(
        o.level != "country" and set(o.countries) & set(place.countries) for o in others
    )


def _several_towns(ids: Sequence[str], context: Context) -> bool:
    """Whether a name may be that of two towns that lie apart."""
    circles = [context.places[i].outlines[0] for i in ids if context.places[i].level == "town"]
    return not all(circle.about(circles[0]) for circle in circles)


def _open(one: Grounded, grounding: Grounding, kind: str) -> Refusal:
    options = {c.id for c in one.candidates}
    asked = next((q.id for q in grounding.questions if options == {o.id for o in q.options}), "ID")
    places = listed([f"{c.label} ({c.id})" for c in one.candidates], "or")
    text = f"“{one.mention.text}” may be {places}; what a count is compared with must be one place."
    return refuse(grounding.claim, kind, "name not known", text, f"an answer to which is meant: --answer {asked}=ID")
