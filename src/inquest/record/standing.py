# ruff: noqa: S608 - the text in these statements is this module's own; paths go through literal()
"""Which vintage stands for which country and years: how many of its events count now, and how many were replaced."""

from itertools import groupby
from pathlib import Path
from typing import Any

from inquest.model.record import RecordInfo
from inquest.record.connection import engine, literal
from inquest.record.home import engine_errors


def standing(record: Path, info: RecordInfo) -> list[list[dict[str, Any]]]:
    """One list per vintage: runs of years of a country in which it stands alike.

    Parameters
    ----------
    record : folder of the record's tables.
    info : its manifests, from the oldest vintage to the newest.

    Returns
    -------
    list of lists
        ``country``, ``first``, ``last`` (years by first day of the event), ``events`` of the vintage, ``stand``: those
        of them that count now. A run goes on as long as all, none or some of the events stand.
    """
    newest = len(info.manifests) - 1
    event = literal(record / "event.parquet")
    with engine_errors(record), engine() as con:
        rows = con.execute(
            "select rank, country, year(date '1970-01-01' + start_day::int) as year, count(*) as events, "
            f"count(*) filter (until > {newest}) as stand from read_parquet({event}) "
            "group by rank, country, year order by rank, country, year"
        ).fetchall()
    names = {c.country_id: c.country for m in info.manifests for c in m.coverage}
    found: list[list[dict[str, Any]]] = [[] for _ in info.manifests]
    for (rank, country, _, _), run in groupby(_states(rows), key=lambda r: r[:4]):
        years = list(run)
        found[rank].append(
            {
                "country": names.get(country, str(country)),
                "first": years[0][4],
                "last": years[-1][4],
                "events": sum(y[5] for y in years),
                "stand": sum(y[6] for y in years),
            }
        )
    return found


def _states(rows: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Rows with their state (-1 none stand, 0 some, 1 all) and a number that changes where a year is skipped."""
    out: list[tuple[int, ...]] = []
    for rank, country, year, events, stand in rows:
        state = -1 if stand == 0 else int(stand == events)
        last = out[-1] if out else None
        follows = last is not None and last[:3] == (rank, country, state) and last[4] == year - 1
        out.append((rank, country, state, last[3] if last is not None and follows else year, year, events, stand))
    return out
