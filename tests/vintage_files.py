"""Two simulated vintages of a war: the newer withdraws some events, adds others, and revises the deaths of one pair."""

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from inquest.simulate._ged_events import COLUMNS, Stream, simulate

SYRIA = (652, "Syria")
_AT = {"country": SYRIA, "place": "Sukhna town", "adm_1": "Homs governorate", "adm_2": "Tadmor district"}
_XY = {"latitude": 34.88, "longitude": 38.87}
GOVERNMENT, IS, REBELS = (118, "Government of Syria"), (234, "IS"), (4456, "Syrian insurgents")
STREAMS = (
    Stream(GOVERNMENT, IS, **_AT, **_XY, rate=6.0),  # type: ignore[arg-type]  # the places fit by name
    Stream(GOVERNMENT, REBELS, **_AT, **_XY, rate=5.0),  # type: ignore[arg-type]  # as above
)
START, MONTHS = dt.date(2021, 1, 1), 24
COVERS = "2021-01-01..2022-12-31"
FACTOR = 6
"""The deaths of the first pair are multiplied by this in the newer vintage."""
Rows = list[dict[str, str]]


def vintages() -> tuple[Rows, Rows]:
    """Rows of the older and of the newer vintage."""
    older, _ = simulate(STREAMS, START, MONTHS, seed=7)
    added, _ = simulate(STREAMS[1:], dt.date(2022, 1, 1), 12, seed=8, first_id=95_000_000)
    kept = [dict(row) for i, row in enumerate(older) if i % 10]
    for row in kept:
        if row["side_b"] == IS[1]:
            for name in ("deaths_a", "deaths_b", "best", "high", "low"):
                row[name] = str(int(row[name]) * FACTOR)
    return older, kept + added


def write(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """A file in the layout of GED."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def totals(rows: Rows, year: int | None = None, side_b: str | None = None) -> tuple[int, int]:
    """Events and deaths, counted from the rows alone."""
    mine = [r for r in rows if year in (None, int(r["year"])) and side_b in (None, r["side_b"])]
    return len(mine), sum(int(r["best"]) for r in mine)
