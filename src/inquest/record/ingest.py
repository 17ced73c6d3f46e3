# ruff: noqa: S608 - the text in these statements is this module's own; paths and values go through literal()
"""One event file becomes one vintage: validated rows as Parquet, refused rows with their reasons, a manifest."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquest import registry
from inquest.contracts import Batch, Progress, Source, quiet
from inquest.errors import InputError
from inquest.model.event import COLUMNS
from inquest.model.record import CoverageCell, Manifest, Span
from inquest.record import validate
from inquest.record.bundled import known_files, released
from inquest.record.connection import engine, literal
from inquest.record.files import Unpacked, unpack, wrong_encoding

if TYPE_CHECKING:
    import duckdb

Covers = tuple[dt.date, dt.date]
EVENTS, QUARANTINE, MANIFEST = "events.parquet", "quarantine.parquet", "manifest.json"
_STEPS = 4


def choose_source(header: Sequence[str], name: str | None, file_name: str) -> Source:
    """The source that reads a header.

    Raises
    ------
    InputError
        If no source (or not the named one) knows it: which columns are missing, and those found.
    """
    known: tuple[Source, ...] = (registry.load("sources", name),) if name else registry.every("sources")
    for source in known:
        if source.recognises(header):
            return source
    found = {column.strip().lower() for column in header}
    nearest = min(known, key=lambda s: len(set(s.required) - found) / max(len(s.required), 1))
    missing = [column for column in nearest.required if column not in found]
    raise InputError(
        f"{file_name} lacks the columns {', '.join(missing)} (nearest source: {nearest.name}); "
        f"columns found: {', '.join(header[:60])}",
        f"the columns of one source: {', '.join(nearest.required)}",
        choices=[s.name for s in known],
        cure="export the file with its original header, or name another source",
    )


def parse_covers(text: str) -> Covers:
    """``START..END`` as two days.

    >>> parse_covers("2020-01-01..2020-06-30")[1]
    datetime.date(2020, 6, 30)
    """
    try:
        start, end = (dt.date.fromisoformat(part.strip()) for part in text.split(".."))
    except ValueError as error:
        raise InputError(
            f"the coverage {text!r} can't be read", "START..END, such as 2020-01-01..2020-06-30", cure="write two days"
        ) from error
    if end < start:
        raise InputError(f"the coverage {text!r} ends before it starts", "START..END", cure="swap the two days")
    return start, end


def ingest(
    path: Path,
    folder: Path,
    *,
    source: str | None = None,
    covers: Covers | None = None,
    release: str | None = None,
    released: dt.date | None = None,
    simulated: bool = False,
    progress: Progress = quiet,
) -> Manifest:
    """Read one event file into ``folder``: ``events.parquet``, ``quarantine.parquet``, ``manifest.json``.

    Parameters
    ----------
    path : CSV file, plain, gzip or zip.
    folder : an empty folder.
    source : registry name of the source; found by the header if None.
    covers : first and last day the file covers in each country it holds; else what is declared for a known file,
        else the full calendar years between its first and last event.
    release : overrides the release that the file declares.
    released : the day from which the release stood; else the day known for it, else none (the day it was added).
    simulated : mark every row as simulated.
    progress : called with (step, done, total).

    Raises
    ------
    InputError
        If the file can't be read as events of any source; the message names the columns, byte or reason.
    """
    progress(f"unpacking {path.name}", 0, _STEPS)
    unpacked = unpack(path, folder)
    reader = choose_source(unpacked.header, source, path.name)
    batch = reader.batch(unpacked.header, unpacked.first_rows, path.name)
    with engine(folder) as connection:
        progress(f"reading {path.name}", 1, _STEPS)
        _read(connection, unpacked, batch, simulated or batch.simulated, path.name)
        _flag(connection)
        progress(f"writing {path.name}", 2, _STEPS)
        counts = _write(connection, folder, reader.name, _release(unpacked.sha256, batch, release))
        progress(f"describing {path.name}", 3, _STEPS)
        facts = _facts(connection, folder)
    if unpacked.path.parent == folder:
        unpacked.path.unlink()
    manifest = _manifest(reader, batch, unpacked.sha256, path.name, covers, release, counts, facts, simulated)
    if released is not None:
        manifest = manifest.model_copy(update={"released": released})
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    progress(f"read {path.name}", _STEPS, _STEPS)
    return manifest


def _release(sha256: str, batch: Batch, given: str | None) -> str:
    known = known_files().get(sha256)
    return given or (known.release if known else "") or batch.release or f"file-{sha256[:8]}"


def _read(con: "duckdb.DuckDBPyConnection", file: Unpacked, batch: Batch, simulated: bool, name: str) -> None:
    """View ``typed``: canonical columns, ``nth``, ``reason`` and, for refused rows, ``raw`` (columns read, as JSON).

    Keeping broken rows makes DuckDB read two to three times slower, so it is asked to only where a strict reading found
    one; a file without broken rows gives the same table either way.
    """
    import duckdb

    try:
        con.execute(_typing(file, batch, simulated, ""))
        con.execute("create temp table reject_errors (scan_id int, file_id int, line bigint, csv_line varchar)")
    except duckdb.InvalidInputException:
        con.execute(_typing(file, batch, simulated, ", store_rejects = true, rejects_limit = 0"))
        bad = con.execute("select min(line) from reject_errors where error_type = 'INVALID ENCODING'").fetchone()
        if bad and bad[0] is not None:
            raise wrong_encoding(name, f"line {bad[0]} holds bytes that are no UTF-8") from None
    con.execute("create temp view typed as select *, rowid as nth from typing")


def _typing(file: Unpacked, batch: Batch, simulated: bool, rejects: str) -> str:
    raw = [f"c{i}" for i in range(len(file.header))]
    at = {column: raw[i] for i, column in enumerate(file.header)}
    columns = {canonical: at[own] for canonical, own in batch.columns.items()}
    kinds = ", ".join(f"'{c}': 'VARCHAR'" for c in raw)
    reading = (
        f"read_csv({literal(file.path)}, columns = {{{kinds}}}, auto_detect = false, header = true, "
        f"delim = {literal(file.delimiter)}, quote = '\"', escape = '\"', encoding = 'utf-8'{rejects})"
    )
    typed = validate.typed_columns(columns, batch.constants, simulated)
    used = {own: at[own] for own in batch.columns.values()}  # the rest of the file is never materialised
    own = ", ".join(f"{literal(name)}: {cell}" for name, cell in used.items())
    return (
        f"create temp table typing as select * exclude (bad_number, {', '.join(raw)}), "
        f"case when reason is not null and reason <> '{validate.FURNITURE}' "
        f"then to_json({{{own}}})::varchar end as raw from "
        f"(select *, {validate.reason_case(list(used.values()))} as reason from "
        f"(select *, {', '.join(typed)} from {reading}))"
    )


def _flag(con: "duckdb.DuckDBPyConnection") -> None:
    """Table ``again``: rows whose id an earlier row has. Table ``twins``: near-identical later events.

    Of events alike the one with the lowest id counts as the first, so that the order of rows doesn't matter. Equal
    means that two 64-bit hashes of all the columns are equal.
    """
    con.execute(
        "create temp table again as select nth from "
        "(select nth, row_number() over (partition by id order by nth) as turn from typed "
        "where reason is null and id in "
        "(select id from typed where reason is null group by id having count(*) > 1)) where turn > 1"
    )
    same = ", ".join(validate.SAME)
    con.execute(
        f"create temp table alike as select nth, id, hash({same}) as one, hash('salt', {same}) as two from typed "
        "where reason is null and source_headline <> '' and nth not in (from again)"
    )
    con.execute(
        "create temp table twins as select a.nth from alike a join (select one, two, "
        "min({'size': length(id), 'id': id}) as first from alike group by one, two having count(*) > 1) f "
        "on a.one = f.one and a.two = f.two and a.id <> f.first.id"
    )


def _write(con: "duckdb.DuckDBPyConnection", folder: Path, source: str, release: str) -> dict[str, int]:
    """Write both Parquet files; return reason -> rows (with ``accepted`` and ``furniture``)."""
    made = {
        "source": literal(source),
        "release": literal(release),
        "summary": f"(date_end - date_start >= {validate.SUMMARY_DAYS})::bigint",
        "twin": "(nth in (from twins))::bigint",
    }
    columns = ", ".join(f"{made.get(c, c)} as {c}" for c in COLUMNS)
    row = ", ".join(f"'{c}': {c}" for c in COLUMNS if c not in made)
    con.execute(
        f"copy (select {columns} from typed where reason is null and nth not in (from again) order by nth) "
        f"to {literal(folder / EVENTS)} (format parquet)"
    )
    con.execute(
        f"create temp table refused as select reason, id, raw from typed where reason is not null "
        f"and reason <> '{validate.FURNITURE}' union all "
        f"select '{validate.DUPLICATE}', id, to_json({{{row}}})::varchar from typed where nth in (from again) union all"
        f" select '{validate.BROKEN}', '', any_value(csv_line) "
        "from reject_errors group by scan_id, file_id, line"
    )
    con.execute(f"copy refused to {literal(folder / QUARANTINE)} (format parquet)")
    counts = dict(con.execute("select reason, count(*) from refused group by reason order by reason").fetchall())
    counts[validate.FURNITURE] = _count(con, f"from typed where reason = '{validate.FURNITURE}'")
    counts["accepted"] = _count(con, f"from read_parquet({literal(folder / EVENTS)})")
    counts["read"] = _count(con, "from typed") + counts.get(validate.BROKEN, 0)
    return counts


def _count(con: "duckdb.DuckDBPyConnection", what: str) -> int:
    return int(con.execute(f"select count(*) {what}").fetchall()[0][0])


def _facts(con: "duckdb.DuckDBPyConnection", folder: Path) -> list[tuple[Any, ...]]:
    """Rows of (country id, name, month, events, deaths, first day, last day)."""
    return con.execute(
        "select country_id, max(country), strftime(date_start, '%Y-%m') as month, count(*), sum(best)::bigint, "
        f"min(date_start), max(date_end) from read_parquet({literal(folder / EVENTS)}) "
        "group by country_id, month order by country_id, month"
    ).fetchall()


def _manifest(
    reader: Source,
    batch: Batch,
    sha256: str,
    file_name: str,
    covers: Covers | None,
    release: str | None,
    counts: dict[str, int],
    facts: list[tuple[Any, ...]],
    simulated: bool,
) -> Manifest:
    if not counts["accepted"]:
        refused = {r: n for r, n in counts.items() if r not in ("accepted", "read")}
        raise InputError(
            f"{file_name} holds no usable event (rows refused: {refused or 'none'})",
            "at least one row that is an event",
            cure="look at its rows; the reasons are listed in docs/record.md",
        )
    label = _release(sha256, batch, release)
    known = known_files().get(sha256)
    names = {row[0]: row[1] for row in facts}
    first, last = min(r[5] for r in facts), max(r[6] for r in facts)
    stood = known.released if known and not release else released(reader.name, label)
    return Manifest(
        source=reader.name,
        release=label,
        released=stood,
        file_name=file_name,
        sha256=sha256,
        added=dt.datetime.now(tz=dt.UTC).date(),
        rows_read=counts["read"],
        accepted=counts["accepted"],
        quarantined={r: n for r, n in counts.items() if r not in ("accepted", "read", validate.FURNITURE)},
        furniture=counts[validate.FURNITURE],
        spans=spans(covers, (known.spans if known else ()) or batch.spans, names, first, last),
        coverage=tuple(
            CoverageCell(country_id=c, country=n, month=m, events=e, deaths=d) for c, n, m, e, d, _, _ in facts
        ),
        licence=reader.licence,
        citation=reader.citation.replace("{release}", label),
        simulated=simulated or batch.simulated,
        first_day=first,
        last_day=last,
    )


def spans(
    covers: Covers | None, declared: tuple[Span, ...], names: dict[int, str], first: dt.date, last: dt.date
) -> tuple[Span, ...]:
    """What a file covers: as given by the user, else as declared, else its full calendar years.

    A first year counts as full if the file holds an event in its January, a last year if it holds one in its
    December; the rest of a year at either end is not taken as covered.
    """
    if covers is None and declared:
        return declared
    if covers is None:
        start = first.year if first.month == 1 else first.year + 1
        end = last.year if last.month == 12 else last.year - 1
        if end < start:
            return ()
        covers = dt.date(start, 1, 1), dt.date(end, 12, 31)
    return tuple(
        Span(country_id=country, country=name, start=covers[0], end=covers[1])
        for country, name in sorted(names.items())
    )


def fingerprint(manifest: Manifest) -> str:
    """Sha256 of a manifest without times and file names."""
    content = manifest.model_dump(mode="json", exclude={"added", "file_name"})
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
