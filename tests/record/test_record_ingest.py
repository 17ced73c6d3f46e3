"""Ingest: what is read, what is refused and why, and what each bad file is told."""

import csv
import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.ged_rows import GED, ROW

from inquest.errors import InputError
from inquest.model.event import COLUMNS
from inquest.model.record import Manifest
from inquest.record import validate
from inquest.record.ingest import ingest, parse_covers


def read(path: Path, **options: object) -> tuple[Manifest, list[dict], list[dict]]:
    folder = path.parent / f"vintage-{path.name}"
    folder.mkdir()
    manifest = ingest(path, folder, **options)
    assert sorted(p.name for p in folder.iterdir() if p.is_file()) == [
        "events.parquet", "manifest.json", "quarantine.parquet",
    ]  # fmt: skip
    events = pq.read_table(folder / "events.parquet")
    assert events.column_names == list(COLUMNS)
    return manifest, events.to_pylist(), pq.read_table(folder / "quarantine.parquet").to_pylist()


def test_a_row_becomes_a_canonical_event(write):
    manifest, events, _ = read(write([{}]))
    event = events[0]
    assert (event["id"], event["date_start"], event["date_end"]) == ("1", date(2017, 3, 4), date(2017, 3, 5))
    assert (event["dead_a"], event["dead_b"], event["dead_civilians"], event["dead_unknown"]) == (1, 2, 3, 4)
    assert (event["low"], event["best"], event["high"], event["violence"], event["n_sources"]) == (8, 10, 12, 1, 2)
    assert (event["source"], event["summary"], event["twin"], event["simulated"]) == ("ucdp_ged", 0, 0, 0)
    assert manifest.release == f"file-{manifest.sha256[:8]}"
    assert manifest.coverage[0].month == "2017-03"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "missing id"),
        ({"date_start": "04/03/2017"}, "bad date"),
        ({"date_start": "1753-01-01"}, "bad date"),
        ({"date_end": "2017-02-30"}, "bad date"),
        ({"date_end": "2017-03-03"}, "end before start"),
        ({"date_end": "2037-03-03"}, "spans more than 3660 days"),
        ({"best": "ten"}, "unparseable or missing number"),
        ({"best": "1.5"}, "unparseable or missing number"),
        ({"deaths_a": ""}, "unparseable or missing number"),
        ({"high": "1e400"}, "unparseable or missing number"),
        ({"latitude": "north"}, "unparseable or missing number"),
        ({"deaths_b": "-2"}, "negative number of deaths"),
        ({"type_of_violence": "4"}, "unknown type of violence"),
        ({"where_prec": "0"}, "unknown precision of place"),
        ({"low": "0", "best": "0", "high": "0"}, "no deaths at all"),
        ({"latitude": "95"}, "coordinates out of range"),
        ({"longitude": "-181"}, "coordinates out of range"),
        ({"side_b": " "}, "missing side"),
    ],
)
def test_every_reason_for_refusing_a_row(write, change, reason):
    manifest, events, refused = read(write([{}, change, {}]))
    assert manifest.quarantined == {reason: 1}
    assert len(events) == 2
    assert refused[0]["reason"] == reason
    shown = json.loads(refused[0]["raw"])
    assert all((shown[name] or "") == value for name, value in change.items())


def test_all_reasons_have_a_test_and_a_line_in_the_docs(root):
    text = (root / "docs" / "record.md").read_text(encoding="utf-8")
    for reason in [r for r, _ in validate.REASONS] + [validate.BROKEN, validate.DUPLICATE]:
        assert reason in text, reason


def test_second_row_of_an_id_and_broken_rows_are_kept_apart(write):
    path = write([{"id": "7"}, {"id": "7", "best": "11"}, {"id": "8"}])
    path.write_text(path.read_text(encoding="utf-8") + "9,2017-01-01\n", encoding="utf-8")
    manifest, events, refused = read(path)
    assert manifest.quarantined == {validate.DUPLICATE: 1, validate.BROKEN: 1}
    assert [(e["id"], e["best"]) for e in events] == [("7", 10), ("8", 10)]
    assert {r["raw"] for r in refused if r["reason"] == validate.BROKEN} == {"9,2017-01-01"}
    assert manifest.rows_read == 4


def test_low_above_best_and_float_ids_are_read_as_they_are(write):
    rows = [{"low": "20", "id": "12.0", "side_a_new_id": "118.0"}, {"latitude": "", "longitude": "", "where_prec": "6"}]
    _, events, _ = read(write(rows))
    assert [events[0][c] for c in ("id", "low", "best", "side_a_id")] == ["12", 20, 10, 118]
    assert events[1]["latitude"] is None


def test_columns_in_any_order_and_case_with_times_and_newlines_in_quotes(write):
    columns = [c.upper() for c in reversed(GED)]
    row = {k.upper(): v for k, v in ROW.items()}
    row |= {"DATE_START": "2017-03-04 00:00:00.000", "SOURCE_HEADLINE": 'two\nlines, "quoted"'}
    path = write([])
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns)
        writer.writeheader()
        writer.writerow(row)
    _, events, _ = read(path)
    assert events[0]["source_headline"] == 'two\nlines, "quoted"'
    assert events[0]["date_start"] == date(2017, 3, 4)


def test_semicolons_and_a_byte_order_mark(write):
    path = write([{"source_office": "SOHR", "dyad_name": "A"}])
    path.write_text("\ufeff" + path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert len(read(path)[1]) == 1


def test_summary_and_twins(write):
    rows = [
        {"date_end": "2017-04-02"},
        {"date_end": "2017-04-03"},
        {"id": "30"},
        {"id": "4"},
        {"id": "5", "best": "11"},
    ]
    _, events, _ = read(write(rows))
    assert [e["summary"] for e in events] == [0, 1, 0, 0, 0]
    assert {e["id"]: e["twin"] for e in events} == {"1": 0, "2": 0, "30": 1, "4": 0, "5": 1}


def test_events_without_headline_are_no_twins(write):
    _, events, _ = read(write([{"source_headline": ""}, {"source_headline": ""}]))
    assert [e["twin"] for e in events] == [0, 0]


CELL = st.one_of(
    st.sampled_from(["", "1", "5", "-1", "2017-01-01", "x", "#tag", '"', "a,b", "nan", "inf", "1.0", "é\n", " "]),
    st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r"), max_size=6),
)


@given(st.lists(st.dictionaries(st.sampled_from(GED), CELL, max_size=4), min_size=0, max_size=8))
def test_accepted_refused_and_furniture_add_up(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("property")
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, GED, lineterminator="\n")
    writer.writeheader()
    for number, change in enumerate([*changes, {}], 1):
        writer.writerow(ROW | {"id": str(number)} | change)
    (folder / "events.csv").write_bytes(buffer.getvalue().encode("utf-8"))
    manifest, events, refused = read(folder / "events.csv")
    assert manifest.rows_read == len(changes) + 1
    assert manifest.accepted == len(events)
    assert sum(manifest.quarantined.values()) == len(refused)
    assert manifest.accepted + len(refused) + manifest.furniture == manifest.rows_read


# ---- coverage and release


@pytest.mark.parametrize(
    ("days", "covers", "expected"),
    [
        (["2015-06-01", "2017-11-30"], None, ("2016-01-01", "2016-12-31")),
        (["2015-01-20", "2017-12-02"], None, ("2015-01-01", "2017-12-31")),
        (["2015-06-01", "2015-11-30"], None, None),
        (["2015-06-01"], "2015-01-01..2015-06-30", ("2015-01-01", "2015-06-30")),
    ],
)
def test_spans_are_the_full_years_or_what_the_user_says(write, days, covers, expected):
    path = write([{"date_start": d, "date_end": d} for d in days])
    manifest, _, _ = read(path, covers=parse_covers(covers) if covers else None)
    assert [(str(s.start), str(s.end)) for s in manifest.spans] == ([expected] if expected else [])


def test_a_simulated_file_marks_its_rows(write):
    manifest, events, _ = read(write([{}]), simulated=True)
    assert (manifest.simulated, events[0]["simulated"]) == (True, 1)


def test_a_file_that_declares_itself_simulated(write):
    manifest, events, _ = read(write([{"simulated": "1"}, {"simulated": ""}], columns=[*GED, "simulated"]))
    assert manifest.simulated
    assert {e["simulated"] for e in events} == {1}


@pytest.mark.parametrize(("text", "says"), [("2020", "can't be read"), ("2020-02-01..2020-01-01", "ends before")])
def test_coverage_that_can_t_be_read(text, says):
    with pytest.raises(InputError, match=says):
        parse_covers(text)


# ---- bad files


def fails(path: Path, *says: str) -> None:
    folder = path.parent / "vintage"
    folder.mkdir()
    with pytest.raises(InputError) as error:
        ingest(path, folder)
    for part in (*says, "Cure: "):
        assert part in str(error.value), str(error.value)


def test_no_file(tmp_path):
    fails(tmp_path / "none.csv", "there is no file")


def test_empty_file(tmp_path):
    (tmp_path / "e.csv").write_bytes(b"\n")
    fails(tmp_path / "e.csv", "e.csv is empty")


def test_binary_file(tmp_path):
    (tmp_path / "b.csv").write_bytes(b"\x7fELF\x00\x01" * 9)
    fails(tmp_path / "b.csv", "binary file")


def test_utf_16(write):
    path = write([{}])
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    fails(path, "UTF-16")


def test_windows_1252_at_the_head_and_far_down(write):
    path = write([{"place": "x", "adm_1": "Qaḑā’"}, *[{}] * 3])
    path.write_bytes(path.read_text(encoding="utf-8").replace("Qaḑā’", "Caf\u00e9").encode("cp1252"))
    fails(path, "not UTF-8", "0xe9", "iconv")


def test_wrong_encoding_beyond_the_first_block(write):
    path = write([{}] * 6000)
    data = path.read_bytes()
    assert len(data) > 1 << 20
    path.write_bytes(data + ",".join((ROW | {"id": "99999", "adm_1": "Caf\u00e9"})[c] for c in GED).encode("cp1252"))
    fails(path, "not UTF-8", "line 6002")


def test_missing_columns_are_named_with_those_found(write):
    fails(write([{}], columns=["id", "event_date", "best"]), "date_start", "type_of_violence", "found: id, event_date")


def test_column_twice(write):
    path = write([{}])
    path.write_text(path.read_text(encoding="utf-8").replace("adm_1,", "ID,", 1), encoding="utf-8")
    fails(path, "column id more than once")


def test_truncated_gzip(write):
    path = write([{"id": str(i), "best": str(i + 1)} for i in range(500)])
    packed = path.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(path.read_bytes())[:-200])
    fails(packed, "damaged or cut short")


def test_damaged_zip(write):
    path = write([{}])
    packed = path.with_suffix(".zip")
    packed.write_bytes(b"PK\x03\x04" + b"x" * 100)
    fails(packed, "damaged or cut short")


def test_zip_with_two_tables(write):
    path = write([{}])
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "a.csv")
        archive.write(path, "b.csv")
    fails(packed, "holds 2 CSV files", "a.csv, b.csv")


def test_only_refused_rows(write):
    fails(write([{"best": "x"}]), "no usable event", "unparseable or missing number")


def test_plain_gzip_and_zip_are_the_same_file(write):
    path = write([{}, {}])
    (path.parent / "e.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    with zipfile.ZipFile(path.parent / "e.zip", "w") as archive:
        archive.write(path, "readme.md")
        archive.write(path, "events.csv")
    made = [read(path)[0], read(path.parent / "e.csv.gz")[0], read(path.parent / "e.zip")[0]]
    assert len({m.sha256 for m in made}) == 1
    assert {m.accepted for m in made} == {2}


def test_quarantine_can_be_read_with_sql(write):
    path = write([{"best": "x"}, {}])
    read(path)
    with duckdb.connect() as con:
        kept = con.read_parquet(f"{path.parent}/vintage-{path.name}/quarantine.parquet")
        found = kept.project("reason, id").fetchall()
    assert found == [("unparseable or missing number", "1")]
