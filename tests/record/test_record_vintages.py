"""Releases and overlapping files: no event counts twice, and ``as_of`` sees what stood on a day."""

import csv
import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from tests.record.specs import SPEC, SYRIA, day

from inquest.model.panel import ExtractSpec
from inquest.model.selection import Selection, Sides
from inquest.record.ingest import ingest
from inquest.record.series import series

ALL = Selection(Sides(violence=(1, 2, 3)), day(1980), day(2030))
UKRAINE = 369


def sums(record, countries=(), as_of=None):
    """(events, deaths) in force."""
    made = series(record.panel(replace(SPEC, as_of=as_of)), [replace(ALL, countries=countries)])
    return int(made.n[0, 0]), int(made.mid[0, 0])


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        return {row["id"]: row for row in csv.DictReader(handle) if row["id"]}


def test_a_file_twice_changes_nothing(own_record, write):
    path = write([{"country_id": "1", "id": "a"}])
    before = sums(own_record)
    first = own_record.add(path)
    once, identity = sums(own_record), own_record.info.identity
    again = own_record.add(path)
    packed = path.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    own_record.add(packed)
    assert sums(own_record) == once == (before[0] + 1, before[1] + 10)
    assert (own_record.info.identity, again) == (identity, first)
    assert len(own_record.info.manifests) == 3


def test_the_same_file_with_other_options_replaces_itself(own_record, write):
    path = write([{"country_id": "1", "id": "a"}])
    own_record.add(path)
    own_record.add(path, covers="2017-01-01..2017-06-30")
    assert len(own_record.info.manifests) == 3
    assert [str(s.end) for s in own_record.info.spans(1)] == ["2017-06-30"]


def test_bundled_file_added_by_the_user_changes_nothing(own_record, root):
    before, identity = sums(own_record), own_record.info.identity
    manifest = own_record.add(root / "src" / "inquest" / "data" / "ged" / "ucdp_ged_syria_2016_2019.csv.gz")
    assert manifest.release == "652.1601.1911"
    assert (sums(own_record), own_record.info.identity) == (before, identity)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_ukraine_vintages_count_as_the_newer(own_record, shared, order):
    names = ("ucdp_ged_ukraine_hdx_2014_2018.csv.gz", "ucdp_ged_ukraine_hdx_2014_2021.csv.gz")
    releases = ("19.1", "22.1")
    for turn in order:
        own_record.add(shared / "data" / names[turn], release=releases[turn])
    newer = rows_of(shared / "data" / names[1])
    assert sums(own_record, (UKRAINE,)) == (len(newer), sum(int(r["best"]) for r in newer.values()))
    older = rows_of(shared / "data" / names[0])
    assert set(older) - set(newer)  # events that the newer release withdrew
    assert sums(own_record, (UKRAINE,), "2020-01-01") == (len(older), sum(int(r["best"]) for r in older.values()))
    assert sums(own_record, (UKRAINE,), "2000-01-01") == (0, 0)


def test_an_extract_replaces_only_what_it_holds(own_record, shared):
    sample = shared / "data" / "ucdp_ged_231_sample1000.csv.gz"
    own_record.add(sample, release="23.1")
    extract = rows_of(sample)
    syria = rows_of(shared / "data" / "ucdp_ged_syria_2016_2019.csv.gz")
    assert set(extract) & set(syria)
    both = syria | {i: r for i, r in extract.items() if r["country"] == "Syria"}
    assert sums(own_record, (SYRIA,)) == (len(both), sum(int(r["best"]) for r in both.values()))
    assert sums(own_record, (SYRIA,), "2021-01-01") == (len(syria), sum(int(r["best"]) for r in syria.values()))


def test_an_unknown_release_stands_from_the_day_it_was_added(own_record, write):
    before = sums(own_record)
    manifest = own_record.add(write([{"id": "a", "country_id": "1"}]))
    assert manifest.released is None
    assert sums(own_record, as_of="2020-06-01") == before
    assert sums(own_record, as_of=str(manifest.added))[0] == before[0] + 1


def test_as_of_before_every_release_is_an_empty_panel(own_record):
    panel = own_record.panel(replace(SPEC, as_of="1999-01-01"))
    assert len(panel.rows["day"]) == 0
    assert sums(own_record, as_of="2019-12-01", countries=(SYRIA,)) == (0, 0)
    assert sums(own_record, as_of="2019-12-01", countries=(645,))[0] == 7_473


def test_simulated_events_on_top_of_the_real_ones(own_record, write):
    rows = [{"id": f"sim-{i}", "date_start": "2020-03-02", "date_end": "2020-03-02"} for i in range(5)]
    before = sums(own_record, (SYRIA,))
    own_record.add(write(rows), covers="2019-12-01..2020-06-30", simulated=True)
    assert sums(own_record, (SYRIA,)) == (before[0] + 5, before[1] + 50)
    asked = ExtractSpec(**{**vars(SPEC), "selections": (replace(ALL, start=day(2020)),)})
    events = own_record.evidence(asked)[0]
    assert [e.simulated for e in events] == [True] * 5
    import datetime as dt

    assert own_record.info.share_covered((SYRIA,), dt.date(2020, 1, 1), dt.date(2020, 6, 30)) == 1.0


@pytest.mark.parametrize(
    ("name", "accepted", "furniture", "release"),
    [
        ("ucdp_ged_syria_2016_2019", 16_566, 0, "652.1601.1911"),
        ("ucdp_ged_iraq_hdx", 7_473, 1, "19.1"),
        ("ucdp_ged_ukraine_hdx_2014_2018", 993, 1, "file-3e5803a1"),
        ("ucdp_ged_ukraine_hdx_2014_2021", 2_989, 1, "file-95d4f209"),
        ("ucdp_ged_231_sample1000", 1_000, 0, "file-8928c3b5"),
    ],
)
def test_every_real_layout(shared, tmp_path, name, accepted, furniture, release):
    manifest = ingest(shared / "data" / f"{name}.csv.gz", tmp_path)
    assert (manifest.accepted, manifest.furniture, manifest.release) == (accepted, furniture, release)
    assert manifest.quarantined == {}
    real = rows_of(shared / "data" / f"{name}.csv.gz")
    assert sum(c.deaths for c in manifest.coverage) == sum(int(r["best"]) for r in real.values())


def test_declared_coverage_is_that_of_the_countries_in_the_file(record):
    for manifest in record.info.manifests:
        assert {s.country_id for s in manifest.spans} == {c.country_id for c in manifest.coverage}
        assert manifest.spans[0].start <= manifest.first_day
        assert manifest.licence.name == "CC BY 4.0"
        assert manifest.release in manifest.citation
