"""Units known by name only, which the record may call otherwise: a count of none says nothing of them."""

from inquest.contracts import Context, Probe
from inquest.model.names import Outline
from inquest.model.proposition import Proposition, Refusal
from inquest.model.selection import Selection, Sides
from inquest.multiverse.uncoded import EVER


def unplaced(proposition: Proposition, context: Context, probe: Probe) -> Refusal | None:
    """The refusal of a claim about a unit whose outline is its name, where the record has no unit of that name."""
    p = proposition
    named = p.terms.get("places") or ([p.place] if p.place else [])
    for place in dict.fromkeys((*map(str, named), *((p.versus_place,) if p.versus_place else ()))):
        outlines = context.places[place].outlines
        if not outlines or not all(_by_name_only(o) for o in outlines):
            continue
        anyone = Sides(violence=(1, 2, 3))
        if not probe.series([Selection(anyone, *EVER, place=o.id) for o in outlines]).n.sum():
            return _refusal(p, place, context)
    return None


def _by_name_only(outline: Outline) -> bool:
    """Whether a list that nobody held against the source tells what belongs to the area."""
    drawn = outline.wkt or outline.point
    return not outline.checked and not drawn and bool(outline.adm1 or outline.adm2)


def _refusal(p: Proposition, place: str, context: Context) -> Refusal:
    found = context.places[place]
    above = context.places[found.parent].label if found.parent and found.parent in context.places else ""
    where = f"{found.label} ({above})" if above else found.label
    return Refusal(
        claim=p.claim,
        kind=p.kind,
        reason="place not covered",
        text=f"No event on record lies in a unit called {where}, and no outline of it is held: the record may call it "
        "otherwise, so a count of none would not show that nothing happened there.",
        unlock=f"a file whose events name {found.label}: inquest data add FILE; or its outline in a names file of your "
        "own (docs/names.md)",
    )
