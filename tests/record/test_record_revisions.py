"""Two vintages of one source: what is said of their differences, and which stands for which years."""

import csv
import datetime as dt
import gzip
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests import vintage_files as files

from inquest.multiverse.vintages import benchmarks
from inquest.record.revisions import FILE, overlaps, revisions
from inquest.record.store import open_record
from inquest.report.tables import render_status


@pytest.fixture(scope="module")
def two(home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(home, folder / "home")
    record = open_record(folder / "home")
    older, newer = files.vintages()
    for name, rows, release in (("newer.csv", newer, "23.1"), ("older.csv", older, "22.1")):  # in the wrong order
        record.add(files.write(folder / name, rows), release=release, covers=files.COVERS, simulated=True)
    return record


@pytest.fixture
def own_record(home, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    return open_record(tmp_path / "home")


def test_totals_by_pair_and_year_are_those_of_the_rows(two):
    older, newer = files.vintages()
    (found,) = revisions(two)
    assert (found.source, found.older, found.newer, found.newer_from) == ("ucdp_ged", "22.1", "23.1", "2023-06-06")
    assert (found.start, found.end) == (dt.date(2021, 1, 1), dt.date(2022, 12, 31))
    assert found.shared == len({r["id"] for r in older} & {r["id"] for r in newer})
    assert (found.older_events, found.newer_events) == (len(older), len(newer))
    for parts, asked in (
        (found.pairs, [{"side_b": b} for b in ("IS", "Syrian insurgents")]),
        (found.years, [{"year": y} for y in (2021, 2022)]),
    ):
        for part, which in zip(parts, asked, strict=True):
            assert str(next(iter(which.values()))) in part.label
            assert (part.older_events, part.older_deaths) == files.totals(older, **which)
            assert (part.newer_events, part.newer_deaths) == files.totals(newer, **which)


def test_the_largest_differential_revision_is_found(two):
    older, newer = files.vintages()
    factors = [files.totals(newer, side_b=b)[1] / files.totals(older, side_b=b)[1] for b in ("IS", "Syrian insurgents")]
    made = {(r.by, r.measure): r for r in benchmarks(revisions(two))}
    assert set(made) == {(b, m) for b in ("pairs", "years") for m in ("deaths", "events")}
    deaths = made["pairs", "deaths"]
    assert deaths.value == pytest.approx(max(factors) / min(factors))
    assert ("IS" in deaths.most, "insurgents" in deaths.least) == (True, True)
    assert deaths.words.startswith("deaths between pairs (Government of Syria - IS; ")
    assert deaths.words.endswith("Syria, UCDP GED 22.1 and 23.1")


def test_only_vintages_that_stood_are_compared(two):
    assert revisions(two, "2023-06-05") == ()
    assert len(revisions(two, "2023-06-06")) == 1


def test_one_vintage_of_everything_asks_no_engine(record, monkeypatch):
    monkeypatch.setattr("inquest.record.revisions.engine", None)
    assert revisions(record) == ()
    assert list(overlaps(record.info)) == []


def test_they_are_worked_out_once_and_again_where_the_disk_takes_nothing(two, monkeypatch):
    first = revisions(two)
    assert json.loads((two.folder / FILE).read_text("utf-8"))
    with monkeypatch.context() as patch:
        patch.setattr("inquest.record.revisions.engine", None)
        assert revisions(two) == first
    (two.folder / FILE).unlink()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    assert revisions(two) == first
    assert not (two.folder / FILE).exists()
    assert not list(two.folder.glob(".*.json"))


def test_an_extract_says_nothing_of_how_a_record_is_revised(own_record, tmp_path):
    older, newer = files.vintages()
    own_record.add(files.write(tmp_path / "a.csv", older), release="22.1", covers=files.COVERS)
    few = [r for r in newer if r["id"] in {o["id"] for o in older}][:50]
    own_record.add(files.write(tmp_path / "b.csv", few), release="23.1", covers=files.COVERS)
    assert revisions(own_record) == ()


def test_a_side_is_told_by_its_name_and_where_that_changed_by_its_id(own_record, tmp_path):
    older, newer = files.vintages()
    renamed = [r | ({"side_b": "Islamic State"} if r["side_b"] == "IS" else {}) for r in newer]
    two_ids = [r | ({"side_b_new_id": "9999"} if r["side_b"] == "Syrian insurgents" else {}) for r in renamed[:100]]
    own_record.add(files.write(tmp_path / "a.csv", older), release="22.1", covers=files.COVERS)
    own_record.add(files.write(tmp_path / "b.csv", two_ids + renamed[100:]), release="23.1", covers=files.COVERS)
    (found,) = revisions(own_record)
    assert [p.label for p in found.pairs] == [
        "Government of Syria - Islamic State",
        "Government of Syria - Syrian insurgents",
    ]
    assert [p.older_events for p in found.pairs] == [
        files.totals(older, side_b=b)[0] for b in ("IS", "Syrian insurgents")
    ]


def test_the_day_of_a_release_may_be_said(own_record, tmp_path):
    older, newer = files.vintages()
    for name, rows, day in (("a", older, dt.date(2023, 1, 1)), ("b", newer, dt.date(2023, 2, 1))):
        manifest = own_record.add(
            files.write(tmp_path / f"{name}.csv", rows), release=name, released=day, covers=files.COVERS
        )
        assert manifest.released == day
    assert revisions(own_record)[0].newer_from == "2023-02-01"
    assert own_record.info.standing("2023-01-31").manifests[-1].release == "a"


def test_status_says_which_vintage_stands_for_which_years(two, capsys):
    from rich.console import Console

    older, newer = files.vintages()
    status = two.status()
    by_release = {v["release"]: v for v in status["vintages"]}
    gone = [{"country": "Syria", "first": 2021, "last": 2022, "events": len(older), "stand": 0}]
    assert by_release["22.1"]["standing"] == gone
    assert by_release["23.1"]["standing"] == [gone[0] | {"events": len(newer), "stand": len(newer)}]
    assert by_release["22.1"]["stands_from"] == "2022-05-12"
    render_status(status, Console(width=200, markup=False))
    said = capsys.readouterr().out
    assert f"replaced by a newer vintage for Syria, 2021 to 2022: {len(older)} events" in said
    assert f"stands for Syria, 2021 to 2022: {len(newer)} events" in said
    assert "stands for Iraq, 1989" in said


def test_status_tells_years_apart_where_an_extract_replaced_some(own_record, tmp_path):
    older, newer = files.vintages()
    own_record.add(files.write(tmp_path / "a.csv", older), release="22.1", covers=files.COVERS)
    known = {o["id"] for o in older}
    few = [r for r in newer if r["id"] in known and r["year"] == "2022"][:5]
    own_record.add(files.write(tmp_path / "b.csv", few), covers="2022-01-01..2022-12-31")
    old = next(v for v in own_record.status()["vintages"] if v["release"] == "22.1")["standing"]
    per_year = Counter(r["year"] for r in older)
    assert [(r["first"], r["events"], r["stand"]) for r in old] == [
        (2021, per_year["2021"], per_year["2021"]),
        (2022, per_year["2022"], per_year["2022"] - 5),
    ]


@pytest.fixture
def ukraine(tmp_path, home, shared):
    shutil.copytree(home, tmp_path / "home")
    record = open_record(tmp_path / "home")
    for name, release in (("2014_2018", "19.1"), ("2014_2021", "22.1")):
        record.add(shared / "data" / f"ucdp_ged_ukraine_hdx_{name}.csv.gz", release=release)
    return record


def _rows(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        return [r for r in csv.DictReader(handle) if r["id"]]


@pytest.mark.shared
def test_two_vintages_of_ukraine_differ_by_the_published_figures(ukraine, shared):
    """1.43 and 1.45 between pairs, 4.7 in events between years: measured apart from Inquest when it was designed."""
    made = {(r.by, r.measure): r for r in benchmarks(revisions(ukraine))}
    assert round(made["pairs", "deaths"].value, 2) == 1.43
    assert round(made["pairs", "events"].value, 2) == 1.45
    assert round(made["years", "events"].value, 1) == 4.7
    assert round(made["years", "deaths"].value, 2) == 1.30
    counts = {}
    for age, name in (("older", "2014_2018"), ("newer", "2014_2021")):
        for row in _rows(shared / "data" / f"ucdp_ged_ukraine_hdx_{name}.csv.gz"):
            if row["date_start"] < "2019":
                counts.setdefault(row["dyad_name"], Counter())[age] += 1
                counts[row["dyad_name"]][f"{age} deaths"] += int(row["best"])
    large = [c for c in counts.values() if c["older"] >= 20]
    assert len(large) == made["pairs", "deaths"].parts == 3
    for measure, tail in (("events", ""), ("deaths", " deaths")):
        factors = [c[f"newer{tail}"] / c[f"older{tail}"] for c in large]
        assert made["pairs", measure].value == pytest.approx(max(factors) / min(factors))
