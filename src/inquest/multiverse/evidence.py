"""The events behind a finding: an extract made after the verdict, from the masks that were measured."""

from inquest.contracts import Judged
from inquest.model.event import Evidence
from inquest.model.finding import Plot
from inquest.multiverse.assemble import main_terms
from inquest.multiverse.outline import outline_wkt
from inquest.multiverse.session import Session

SHOWN = 40
"""Events listed under a finding, the deadliest first; the totals always count all of them."""


def evidence(judged: Judged, session: Session) -> tuple[tuple[Evidence, ...], tuple[int, int], tuple[Plot, ...]]:
    """Events shown, totals (events, deaths at the best estimate) over all, and the map.

    Returns
    -------
    tuple
        At most ``SHOWN`` events, the deadliest first; (events, deaths) of all; a map with one row per location.
    """
    terms = main_terms(judged)
    if not terms:
        return (), (0, 0), ()
    groups = session.events(terms)
    every = {(e.source, e.id): e for group in groups for e in group}
    ranked = sorted(every.values(), key=lambda e: (-e.deaths, e.date_start, e.source, e.id))
    totals = (len(ranked), sum(e.deaths for e in ranked))
    return tuple(ranked[:SHOWN]), totals, _map(judged, ranked, session)


def _map(judged: Judged, events: list[Evidence], session: Session) -> tuple[Plot, ...]:
    places: dict[tuple[float, float, int], list[Evidence]] = {}
    for e in events:
        if e.latitude is not None and e.longitude is not None and e.where_prec <= 5:
            places.setdefault((e.latitude, e.longitude, e.where_prec), []).append(e)
    if not places:
        return ()
    ids = [t.place for t in main_terms(judged) if t.place]
    outline = outline_wkt(ids, judged.proposition.place, session.context.places)
    rows = [
        {
            "latitude": lat,
            "longitude": lon,
            "where_prec": precision,
            "place": group[0].place,
            "adm_1": group[0].adm_1,
            "adm_2": group[0].adm_2,
            "country": group[0].country,
            "events": len(group),
            "deaths": sum(e.deaths for e in group),
        }
        for (lat, lon, precision), group in sorted(places.items())
    ]
    unplaced = len(events) - sum(len(g) for g in places.values())
    return (
        Plot(
            shape="map",
            title="Where these events are recorded",
            caption="Area of a circle: deaths. Events known only to a district or province shade it."
            + (f" {unplaced:,} events have no place finer than the country and are not drawn." if unplaced else ""),
            rows=tuple(rows),
            outline=outline,
        ),
    )
