"""The events behind a finding: an extract made after the verdict, from the masks that were measured."""

from collections.abc import Sequence

from inquest.contracts import Judged
from inquest.model.event import Evidence
from inquest.model.finding import Plot
from inquest.multiverse.assemble import main_terms
from inquest.multiverse.outline import outline_wkt
from inquest.multiverse.session import Session
from inquest.record.behind import Spot

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
    behind = session.behind(terms)
    with session.lock:
        events, deaths = behind.ranked(terms)
        shown, spots = behind.shown(events[:SHOWN]), behind.spots(events, deaths)
    return shown, (events.size, int(deaths.sum())), _map(judged, spots, events.size, session)


def _map(judged: Judged, spots: Sequence[Spot], events: int, session: Session) -> tuple[Plot, ...]:
    if not spots:
        return ()
    ids = [t.place for t in main_terms(judged) if t.place]
    outline = outline_wkt(ids, judged.proposition.place, session.context.places)
    unplaced = events - sum(spot.events for spot in spots)
    return (
        Plot(
            shape="map",
            title="Where these events are recorded",
            caption="Area of a circle: deaths. Events known only to a district or province shade it."
            + (" Dashed line: the place tested." if outline else "")
            + (f" {unplaced:,} events have no place finer than the country and are not drawn." if unplaced else ""),
            rows=tuple(dict(vars(spot)) for spot in spots),
            outline=outline,
        ),
    )
