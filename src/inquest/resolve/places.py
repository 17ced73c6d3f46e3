"""Places: a mention to weighted places; several outlines of one place are a choice, not an ambiguity."""

from collections import Counter
from collections.abc import Collection, Mapping

from inquest.model.claim import Mention
from inquest.model.grounding import Candidate, Grounded
from inquest.model.names import TOWN
from inquest.resolve.actors import DROP, nearest
from inquest.resolve.finder import Found
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import tokens

CITY = "city"
MOST = 5
"""At most so many places of one name are kept."""


def candidates(
    mention: Mention, gazetteer: Gazetteer, countries: Mapping[int, float], lost: Collection[str] = ()
) -> Grounded:
    """Places that a mention may mean, best first, weights summing to 1.

    The smallest place named is meant ("Tikrit in Iraq"); a larger one beside it only says where. Places of one name
    are weighed by the countries the claim speaks of and by how much is recorded there. A place of
    ``lost`` (``namesakes.strays``) is not meant: better none than a namesake far away.
    """
    found = _found(mention.text, gazetteer)
    if not found:  # a name that needs words of place around it, which the text had
        found = _found(f"in {mention.text}", gazetteer)
    places = [f for f in found if f.what == "place"] or found
    if not places:
        unknown = () if generic(mention.text, gazetteer) else nearest(mention.text, gazetteer, "place")
        return Grounded(mention=mention, unknown=unknown)
    entries = gazetteer.entries
    meant = min(places, key=lambda f: (_size(f, gazetteer), f.first))
    ids = tuple(i for i in meant.ids if i not in lost)
    if not ids or _only_region(mention.text, meant, gazetteer):
        return Grounded(mention=mention)
    around = {c for f in found if f is not meant for i in f.ids for c in entries.lies_in(i)}
    scored = {}
    for ident in ids:
        lies = entries.lies_in(ident)
        near = 1.0 if around & set(lies) else sum(countries.get(c, 0.0) for c in lies)
        scored[ident] = (near + 0.02) * entries.weight(ident)
    mass = sum(scored.values())
    best = sorted(scored.items(), key=lambda x: (-x[1], x[0]))[:MOST]
    kept = {i: w for i, w in best if w / mass >= DROP}
    mass = sum(kept.values())
    several = len(ids) > 1
    labels = _labels(kept, gazetteer) if several else {i: entries.label(i) for i in kept}
    return Grounded(
        mention=mention,
        candidates=tuple(
            Candidate(
                id=i,
                label=labels[i],
                weight=round(w / mass, 4),
                reason="several places have the name; weighed by the text's countries and by what is recorded there"
                if several
                else "the name of this place",
            )
            for i, w in kept.items()
        ),
    )


def _only_region(text: str, meant: Found, gazetteer: Gazetteer) -> bool:
    """Whether words name the city of a region that has none of its name ("Anbar city")."""
    words = tokens(text)
    return words[-1].form == CITY and meant.last < len(words) - 1 and _size(meant, gazetteer) > 1


def _found(text: str, gazetteer: Gazetteer) -> list[Found]:
    return [f for f in gazetteer.names(text) if f.what in ("place", "demonym")]


def generic(text: str, gazetteer: Gazetteer) -> bool:
    """Whether words name no place but a sort of place: "the cities", "the front lines", "these areas"."""
    return bool({w.form for w in tokens(text)} & gazetteer.generic_places)


def _size(f: Found, gazetteer: Gazetteer) -> int:
    first = f.ids[0]
    if first in gazetteer.entries.number:
        return 3
    return 1 if first.startswith(TOWN) else 2


def _labels(ids: Collection[str], gazetteer: Gazetteer) -> dict[str, str]:
    """Labels of places of one name, each with what it lies in; where that is the same too, with its position."""
    found = {i: _with_parent(i, gazetteer) for i in ids}
    twice = {label for label, n in Counter(found.values()).items() if n > 1}
    return {i: _with_position(i, label, gazetteer) if label in twice else label for i, label in found.items()}


def _with_parent(ident: str, gazetteer: Gazetteer) -> str:
    label, parent = gazetteer.entries.label(ident), gazetteer.places[ident].parent
    return f"{label} ({gazetteer.entries.label(parent)})" if parent is not None else label


def _with_position(ident: str, label: str, gazetteer: Gazetteer) -> str:
    outlines = gazetteer.places[ident].outlines
    return f"{label}, {outlines[0].position}" if outlines and outlines[0].position else label
