"""Families over which a superlative of ``comparison`` ranges: provinces, actors, years."""

import datetime as dt

from inquest.contracts import Context
from inquest.kinds._refuse import covered_enough
from inquest.model.grounding import Window
from inquest.model.names import Place
from inquest.model.proposition import Proposition


def rivals(p: Proposition, context: Context) -> tuple[str, ...]:
    """The family a superlative ranges over: the other provinces, or the others who fought the same side."""
    if p.terms["axis"] == "places":
        mine = context.places[str(p.place)]
        if mine.level not in ("adm1", "adm2"):
            return ()
        seen = _areas(mine)
        found: list[str] = []
        for place in sorted(context.places.values(), key=lambda q: q.id):
            fits = place.level == mine.level and bool(set(place.countries) & set(mine.countries))
            if fits and _within(place, p.versus_place, context) and not _areas(place) & seen:
                seen |= _areas(place)
                found.append(place.id)
        return tuple(found)
    if p.terms["axis"] == "actors":
        if p.target and not context.blocs[p.target].civilians:
            family = context.blocs[p.target].opponents
        else:
            family = context.blocs[str(p.actor)].opponents
        return tuple(b for b in family if b != p.actor and b in context.blocs)
    return ()


def is_year(window: Window) -> bool:
    first, last = window.start, window.end
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def years(p: Proposition, context: Context) -> tuple[Window, ...]:
    """The other calendar years that the record covers, for "the deadliest year"."""
    first, last = context.record.first_day(p.countries), context.record.last_day(p.countries)
    if first is None or last is None:
        return ()
    found = []
    for year in range(first.year, last.year + 1):
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        window = Window(start=start, end=end, label=str(year), reason="another year of the record")
        if year != p.windows[0].start.year and covered_enough(window, p.countries, context):
            found.append(window)
    return tuple(found)


def unit_of(place: str | None, context: Context) -> str | None:
    """The province behind a name that is also used of its surroundings, so that it is set against other provinces."""
    mine = context.places[place] if place else None
    above = mine.parent if mine is not None else None
    parent = context.places[above] if above is not None and above in context.places else None
    if mine is None or parent is None or mine.level != "region" or parent.level != "adm1":
        return place
    same = mine.outlines[0].adm1 == parent.outlines[0].adm1 and bool(parent.outlines[0].adm1)
    return parent.id if same else place


def _areas(place: Place) -> set[object]:
    """What makes two entries of the gazetteer the same area: an outline, or a name the source uses."""
    return {o.id for o in place.outlines} | {(o.country, n) for o in place.outlines for n in (*o.adm1, *o.adm2)}


def _within(place: Place, family: str | None, context: Context) -> bool:
    """Whether a district belongs to the province that a superlative ranges over; provinces go by country."""
    if place.level != "adm2" or family is None or context.places[family].level == "country":
        return True
    return place.parent == family
