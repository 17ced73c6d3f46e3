# ruff: noqa: S608 - the text in these statements is this module's own; paths and values go through literal()
"""What the vintages of a record say about each other: events by pair and year in two releases of one source.

Only totals are taken, by identity of the event (source, id) over the days that both vintages cover; what they mean
for a finding is worked out from them elsewhere. Derived from the record's own tables on first use and kept beside them.
"""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquest.model.record import Manifest, RecordInfo, Span
from inquest.record.connection import engine, literal
from inquest.record.home import engine_errors

if TYPE_CHECKING:
    import duckdb

    from inquest.model.vintage import Part, RevisedCountry
    from inquest.record.behind import Recorded
    from inquest.record.store import Record

FILE = "revisions.json"
SHOWN = 3
"""Countries of a vintage that are named."""


def stands_from(manifest: Manifest) -> str:
    """The day (ISO) from which a vintage stands: its release's, else the day it was added."""
    return str(manifest.released or manifest.added or "9999-12-31")


def named(manifest: Manifest) -> str:
    """A vintage in words: source, release, where, and from which day it stands."""
    where = sorted({s.country for s in manifest.spans})
    places = ", ".join(where) if len(where) <= SHOWN else f"{len(where)} countries"
    since = f"stands from {stands_from(manifest)}" if manifest.released or manifest.added else "from an unknown day"
    return f"{manifest.source.upper().replace('_', ' ')} {manifest.release} ({places}; {since})"


def overlaps(info: RecordInfo) -> Iterator[tuple[int, int, Span, Span]]:
    """Positions of two manifests of one source, older first, with spans of one country that share days."""
    for old, older in enumerate(info.manifests):  # from the oldest on, as the record keeps them
        for new, newer in list(enumerate(info.manifests))[old + 1 :]:
            if older.source == newer.source:
                yield from (
                    (old, new, a, b)
                    for a in older.spans
                    for b in newer.spans
                    if a.country_id == b.country_id and a.start <= b.end and b.start <= a.end
                )


def revisions(record: "Recorded", as_of: str | None = None) -> "tuple[RevisedCountry, ...]":
    """Every country of which two vintages of one source stood, the newer a revision of the older.

    A newer vintage counts as a revision if it holds at least ``assemble.GOVERNS`` of the older one's events of the
    country, in the days that both cover; one that holds less is an extract, and says nothing of how one is revised.

    Parameters
    ----------
    record : an open record.
    as_of : ISO date; only vintages that stood then.
    """
    from inquest.record.store import Record

    if next(overlaps(record.info), None) is None or not isinstance(record, Record):
        return ()  # one vintage of everything, or a made-up record in memory
    from inquest.model.vintage import RevisedCountry

    path = record.folder / FILE
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        loaded = [one.model_dump(mode="json") for one in _made(record)]
        _keep(path, loaded)
    found = tuple(RevisedCountry.model_validate(one) for one in loaded)
    return tuple(one for one in found if as_of is None or one.newer_from <= as_of)


def _keep(path: Path, content: list[Any]) -> None:
    temporary = path.with_name(f".{uuid.uuid4().hex}.json")
    try:
        temporary.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        temporary.replace(path)
    except OSError:  # a full or read-only disk: worked out again next time
        temporary.unlink(missing_ok=True)


def _made(record: "Record") -> "list[RevisedCountry]":
    with engine_errors(record.folder), engine() as con:
        found = [
            _country(con, record, (old, new), (record.info.manifests[old], record.info.manifests[new]), s)
            for old, new, a, b in overlaps(record.info)
            for s in [a.model_copy(update={"start": max(a.start, b.start), "end": min(a.end, b.end)})]
        ]
    return [one for one in found if one is not None]


def _country(
    con: "duckdb.DuckDBPyConnection",
    record: "Record",
    ranks: tuple[int, int],
    manifests: tuple[Manifest, Manifest],
    span: Span,
) -> "RevisedCountry | None":
    """Totals of both vintages in the days of ``span``; None if the newer one is no revision of the older."""
    from inquest.model.vintage import RevisedCountry
    from inquest.record.assemble import GOVERNS

    event, side = (literal(record.folder / f"{name}.parquet") for name in ("event", "side"))
    first, last = (f"(date '{day}' - date '1970-01-01')" for day in (span.start, span.end))
    con.execute(
        "create or replace temp table both_vintages as select e.rank, e.id, e.best, "
        "year(date '1970-01-01' + e.start_day::int) as year, "
        "a.side_id as a, b.side_id as b, a.name as na, b.name as nb "
        f"from read_parquet({event}) e join read_parquet({side}) a on e.side_a = a.side "
        f"join read_parquet({side}) b on e.side_b = b.side "
        f"where e.rank in ({ranks[0]}, {ranks[1]}) and e.country = {span.country_id} "
        f"and e.start_day between {first} and {last}"
    )
    older, newer, shared = con.execute(
        f"select count(*) filter (rank = {ranks[0]}), count(*) filter (rank = {ranks[1]}), "
        f"count(*) filter (rank = {ranks[0]} and id in (select id from both_vintages where rank = {ranks[1]})) "
        "from both_vintages"
    ).fetchall()[0]
    if not older or shared < GOVERNS * older:
        return None
    pair = _pair(con, ranks[1])
    return RevisedCountry(
        source=manifests[0].source,
        older=manifests[0].release,
        newer=manifests[1].release,
        newer_from=stands_from(manifests[1]),
        country_id=span.country_id,
        country=span.country,
        start=span.start,
        end=span.end,
        shared=shared,
        older_events=older,
        newer_events=newer,
        pairs=_parts(con, pair, ranks),
        years=_parts(con, "year::varchar", ranks),
    )


def _pair(con: "duckdb.DuckDBPyConnection", newer: int) -> str:
    """The pair of sides of an event, whichever stands first, by the names that the newer vintage has for their ids.

    A source may give one name several ids (UCDP does where an organisation's conflict changes): that is one side.
    """
    con.execute(
        "create or replace temp table side_names as select id, "
        f"coalesce(max(name) filter (rank = {newer}), max(name)) as name from "
        "(select rank, a as id, na as name from both_vintages union all select rank, b, nb from both_vintages) "
        "where id is not null group by id"
    )
    one, two = (f"coalesce((select n.name from side_names n where n.id = {side}), n{side})" for side in ("a", "b"))
    return f"least({one}, {two}) || ' - ' || greatest({one}, {two})"


def _parts(con: "duckdb.DuckDBPyConnection", key: str, ranks: tuple[int, int]) -> "tuple[Part, ...]":
    from inquest.model.vintage import Part

    sums = ", ".join(
        f"coalesce({what} filter (rank = {rank}), 0)::bigint" for what in ("count(*)", "sum(best)") for rank in ranks
    )
    rows = con.execute(f"select {key} as part, {sums} from both_vintages group by part order by part").fetchall()
    names = ("older_events", "newer_events", "older_deaths", "newer_deaths")
    return tuple(Part(label=row[0], **dict(zip(names, row[1:], strict=True))) for row in rows)
