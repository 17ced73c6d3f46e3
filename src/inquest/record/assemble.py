# ruff: noqa: S608 - the text in these statements is this module's own; paths and values go through literal()
"""Vintages become one record: one release per event, tables of places and sides, deaths spread over days."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inquest.model.record import Manifest
from inquest.record.connection import engine, literal
from inquest.record.home import TABLES
from inquest.record.ingest import EVENTS
from inquest.record.sides import listed_members

if TYPE_CHECKING:
    import duckdb

FOREVER = 1 << 30
"""``until`` of a row that no later release replaces."""
GOVERNS = 0.5
"""A release that holds at least this share of an older release's events, in a country and the days it declares to
cover, is a revision of it: what it no longer holds is withdrawn. One that holds less is an extract, which replaces
only the events it holds itself."""
LONG, MANY = 400, 20
"""Caps of ``duration`` (days) and ``sources``: nothing distinguishes beyond them."""
DEATHS = ("low", "best", "high", "floor", "ceiling", "dead_a", "dead_b", "dead_civilians", "dead_unknown")
_PLACE = ("latitude", "longitude", "where_prec", "country_id", "adm_1", "adm_2", "place")


def assemble(vintages: Sequence[tuple[Manifest, Path]], folder: Path) -> dict[str, str]:
    """Write the tables of a record into ``folder``; return file name -> sha256.

    Parameters
    ----------
    vintages : manifest and folder of each vintage, from the oldest release to the newest; the position is its rank.
    folder : an existing, empty folder.
    """
    sources = sorted({m.source for m, _ in vintages})
    with engine(folder) as con:
        _load(con, vintages, sources)
        _until(con, vintages)
        _places(con, folder)
        _sides(con, folder)
        _events(con, folder)
    return {name: _sha256(folder / name) for name in TABLES}


def _load(con: "duckdb.DuckDBPyConnection", vintages: Sequence[tuple[Manifest, Path]], sources: list[str]) -> None:
    parts, offset = [], 0
    for rank, (manifest, folder) in enumerate(vintages):
        parts.append(
            f"select {rank}::bigint as rank, file_row_number + {offset} as ev, "
            f"{sources.index(manifest.source)}::bigint as source, "
            "* exclude (source, release, place, side_a, side_b, "
            "dyad, source_office, source_date, source_headline, source_original, file_row_number), "
            "place, side_a, side_b "
            f"from read_parquet({literal(folder / EVENTS)}, file_row_number = true)"
        )
        offset += manifest.accepted
    con.execute(f"create temp table every as {' union all '.join(parts)}")


def _until(con: "duckdb.DuckDBPyConnection", vintages: Sequence[tuple[Manifest, Path]]) -> None:
    """Table ``ends`` (ev, until): the rank at which a newer release replaces or withdraws the row."""
    con.execute("create temp table ends (ev bigint, until bigint)")
    for old, (older, _) in enumerate(vintages):
        for new, (newer, _) in list(enumerate(vintages))[old + 1 :]:
            if older.source != newer.source:
                continue
            con.execute(
                f"insert into ends select ev, {new} from every where rank = {old} "
                f"and id in (select id from every where rank = {new})"
            )
            for span in newer.spans:
                inside = (
                    f"rank = {old} and country_id = {span.country_id} "
                    f"and date_start between '{span.start}' and '{span.end}'"
                )
                held = f"id in (select id from every where rank = {new})"
                total, kept = con.execute(
                    f"select count(*), count(*) filter ({held}) from every where {inside}"
                ).fetchall()[0]
                if total and kept < total and kept >= GOVERNS * total:
                    con.execute(f"insert into ends select ev, {new} from every where {inside} and not ({held})")


def _places(con: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    columns = ", ".join(_PLACE)
    con.execute(
        f"create temp table location as select (row_number() over (order by {columns}) - 1)::bigint as location, * "
        f"from (select distinct {columns} from every)"
    )
    con.execute(f"copy (from location order by location) to {literal(folder / 'location.parquet')} (format parquet)")


def _sides(con: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """``side``: distinct (id, name, country); ``member``: its actors, one row per possible id."""
    con.execute(
        "create temp table side as "
        "select (row_number() over (order by side_id, name, country_id) - 1)::bigint as side, "
        "* from (select side_a_id as side_id, side_a as name, country_id from every "
        "union select side_b_id, side_b, country_id from every)"
    )
    rows = con.execute("select side, side_id, name from side order by side").fetchall()
    values = ", ".join(
        f"({s}, {n}, {literal(name)}, {'null' if actor is None else actor}, {state})"
        for s, n, name, actor, state in listed_members(rows)
    )
    con.execute("create temp table member (side bigint, nth bigint, name varchar, actor bigint, state bigint)")
    con.execute(f"insert into member values {values}")  # as text: values passed from Python are ten times slower
    con.execute(f"copy (from side order by side) to {literal(folder / 'side.parquet')} (format parquet)")
    con.execute(f"copy (from member) to {literal(folder / 'member.parquet')} (format parquet)")


def _events(con: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    same_place = " and ".join(f"e.{c} is not distinct from l.{c}" for c in _PLACE)
    con.execute(
        "create temp table event as select e.ev, e.rank, e.id, "
        f"coalesce((select min(u.until) from ends u where u.ev = e.ev), {FOREVER})::bigint as until, e.source, "
        "(e.date_start - date '1970-01-01')::bigint as start_day, (e.date_end - date '1970-01-01')::bigint as end_day, "
        f"least(e.date_end - e.date_start + 1, {LONG})::bigint as duration, l.location, "
        "a.side as side_a, b.side as side_b, e.violence, e.country_id as country, e.where_prec as precision, "
        "e.clarity, "
        f"e.summary, e.twin, e.simulated, least(e.n_sources, {MANY})::bigint as sources, e.low, e.best, e.high, "
        "least(e.low, e.best)::bigint as floor, greatest(e.best, e.high)::bigint as ceiling, "
        "e.dead_a, e.dead_b, e.dead_civilians, e.dead_unknown "
        f"from every e join location l on {same_place} "
        "join side a on e.side_a_id is not distinct from a.side_id and e.side_a = a.name "
        "and e.country_id = a.country_id "
        "join side b on e.side_b_id is not distinct from b.side_id and e.side_b = b.name "
        "and e.country_id = b.country_id "
    )
    con.execute(f"copy (from event order by ev) to {literal(folder / 'event.parquet')} (format parquet)")
    split = ", ".join(f"(((i + 1) * {c}) // days - (i * {c}) // days)::bigint as {c}" for c in DEATHS)
    con.execute(
        f"copy (select ev, start_day + i as day, (i = 0)::bigint as first, {split} from "
        "(select *, unnest(range(days)) as i from (select *, end_day - start_day + 1 as days from event)) "
        f"order by ev, day) to {literal(folder / 'event_day.parquet')} (format parquet)"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
