"""An EventTable as rows of a GED file."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from inquest.model.world import FIRST_ID, EventTable, headline
from inquest.simulate._ged_events import COLUMNS

_SIMULATED = "simulated"
_SAME = {
    "violence": "type_of_violence", "sources": "number_of_sources", "clarity": "event_clarity", "dead_a": "deaths_a",
    "dead_b": "deaths_b", "dead_civilians": "deaths_civilians", "dead_unknown": "deaths_unknown", "best": "best",
    "high": "high", "low": "low",
}  # fmt: skip
"""Column of an EventTable -> of a GED file."""


def ged_rows(events: EventTable) -> list[dict[str, str]]:
    """One row per event, in order: GED column -> text. Ids count up, every headline says that it is simulated."""
    columns = {name: column.tolist() for name, column in events.columns.items()}
    days = {name: events.columns[name].astype("datetime64[D]").astype(str).tolist() for name in ("day", "day_end")}
    rows = []
    for i in range(len(columns["day"])):
        place = events.locations[columns["location"][i]]
        side_a, side_b = (events.sides[columns[name][i]] for name in ("side_a", "side_b"))
        first, last = days["day"][i], days["day_end"][i]
        known = {
            "id": str(FIRST_ID + i),
            "year": first[:4],
            "active_year": "1",
            "code_status": "Clear",
            "conflict_name": "Simulated",
            "dyad_name": f"{side_a.name} - {side_b.name}",
            "side_a_new_id": str(side_a.id),
            "side_a": side_a.name,
            "side_b_new_id": str(side_b.id),
            "side_b": side_b.name,
            "source_office": events.offices[columns["office"][i]],
            "source_date": last,
            "source_headline": headline(columns["report"][i]),
            "where_prec": str(place.where_prec),
            "where_coordinates": place.place,
            "adm_1": place.adm_1,
            "adm_2": place.adm_2,
            "latitude": repr(place.latitude),
            "longitude": repr(place.longitude),
            "country": place.country,
            "country_id": str(place.country_id),
            "date_prec": "1" if first == last else "2",
            "date_start": first,
            "date_end": last,
            _SIMULATED: "1",
        } | {ged: str(columns[name][i]) for name, ged in _SAME.items()}
        rows.append({name: known.get(name, "") for name in (*COLUMNS, _SIMULATED)})
    return rows


def write_ged(events: EventTable, path: Path, *, order: Sequence[int] | None = None) -> None:
    """Write events as a GED file (UTF-8), in their order or another.

    Parameters
    ----------
    order : row numbers, for files whose order should mean nothing.
    """
    rows = ged_rows(events)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [*COLUMNS, _SIMULATED], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[i] for i in (order if order is not None else np.arange(len(rows)).tolist()))
