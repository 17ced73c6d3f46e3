"""Simulated event rows in the UCDP GED layout, with the truth they were drawn from.

Monthly counts are negative binomial around a rate that follows a stationary AR(1) on the log scale: clustered,
overdispersed and autocorrelated, as measured on real records. Deaths per event are geometric.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
"""The 49 columns of GED 20.1 and later, in file order."""


@dataclass(frozen=True)
class Stream:
    """One pair of sides fighting in one place.

    ``rate``: expected events a month. ``deadliness``: expected deaths an event (at least 1). ``share_b``: expected
    share of the deaths on side b. ``change``: from that month (0-based) the rate is multiplied by that factor.
    """

    side_a: tuple[int, str]
    side_b: tuple[int, str]
    country: tuple[int, str]
    place: str
    adm_1: str
    adm_2: str
    latitude: float
    longitude: float
    rate: float
    deadliness: float = 3.0
    share_b: float = 0.5
    violence: int = 1
    change: tuple[int, float] | None = None


def simulate(
    streams: Sequence[Stream],
    start: dt.date,
    months: int,
    *,
    seed: int,
    rho: float = 0.7,
    dispersion: float = 4.0,
    first_id: int = 90_000_000,
) -> tuple[list[dict[str, str]], dict[str, np.ndarray]]:
    """Event rows and the truth behind them.

    Parameters
    ----------
    streams : pairs in places.
    start : first day of the first month.
    months : number of months.
    seed : of a local generator; the same seed gives the same rows.
    rho : month-to-month autocorrelation of the log rate, in [0, 1).
    dispersion : variance-to-mean ratio of the monthly counts, above 1.

    Returns
    -------
    rows : list of dict
        GED column -> text, one per event; every headline says that it is simulated.
    truth : dict
        ``events`` and ``deaths``, integer arrays (streams, months) of what was drawn; ``rate``, float (streams,
        months), the expected events.
    """
    rng = np.random.default_rng(seed)
    sigma = 0.3
    events = np.zeros((len(streams), months), dtype=np.int64)
    deaths = np.zeros_like(events)
    rates = np.zeros((len(streams), months))
    rows: list[dict[str, str]] = []
    for s, stream in enumerate(streams):
        level = rng.normal(0, sigma)
        for m in range(months):
            level = rho * level + rng.normal(0, sigma * np.sqrt(1 - rho**2))
            factor = stream.change[1] if stream.change and m >= stream.change[0] else 1.0
            rates[s, m] = stream.rate * factor
            mean = rates[s, m] * np.exp(level - sigma**2 / 2)
            size = mean / (dispersion - 1)
            events[s, m] = rng.negative_binomial(size, 1 / dispersion) if mean > 0 else 0
            first, after = _month(start, m), _month(start, m + 1)
            for _ in range(int(events[s, m])):
                day = first + dt.timedelta(days=int(rng.integers((after - first).days)))
                total = int(rng.geometric(1 / stream.deadliness))
                on_b = int(rng.binomial(total, stream.share_b))
                deaths[s, m] += total
                rows.append(_row(stream, first_id + len(rows), day, total - on_b, on_b))
    return rows, {"events": events, "deaths": deaths, "rate": rates}


def _month(start: dt.date, ahead: int) -> dt.date:
    index = start.year * 12 + start.month - 1 + ahead
    return dt.date(index // 12, index % 12 + 1, 1)


def _row(stream: Stream, ident: int, day: dt.date, dead_a: int, dead_b: int) -> dict[str, str]:
    total = str(dead_a + dead_b)
    known = {
        "id": str(ident),
        "year": str(day.year),
        "active_year": "1",
        "code_status": "Clear",
        "type_of_violence": str(stream.violence),
        "conflict_name": "Simulated",
        "dyad_name": f"{stream.side_a[1]} - {stream.side_b[1]}",
        "side_a_new_id": str(stream.side_a[0]),
        "side_a": stream.side_a[1],
        "side_b_new_id": str(stream.side_b[0]),
        "side_b": stream.side_b[1],
        "number_of_sources": "1",
        "source_office": "Simulation",
        "source_date": str(day),
        "source_headline": "SIMULATED EVENT, not a report",
        "where_prec": "1",
        "where_coordinates": stream.place,
        "adm_1": stream.adm_1,
        "adm_2": stream.adm_2,
        "latitude": f"{stream.latitude:.6f}",
        "longitude": f"{stream.longitude:.6f}",
        "country": stream.country[1],
        "country_id": str(stream.country[0]),
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": str(day),
        "date_end": str(day),
        "deaths_a": str(dead_a),
        "deaths_b": str(dead_b),
        "deaths_civilians": "0",
        "deaths_unknown": "0",
        "best": total,
        "high": total,
        "low": total,
    }
    return {name: known.get(name, "") for name in COLUMNS}
