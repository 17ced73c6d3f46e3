"""A record in memory gives what the ingest of the same events as a file gives, row by row."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.simulate.worlds import OUTLINES, SETS, rich

from inquest.errors import InputError
from inquest.model.panel import GridSpec, PanelSpec
from inquest.model.record import Span
from inquest.model.selection import Quality, Selection, Sides
from inquest.model.world import EventTable
from inquest.record.memory import MemoryRecord
from inquest.simulate._csv import write_ged

DAYS = (16_900, 16_930, 17_100)
SPECS = {
    "start": PanelSpec(OUTLINES, SETS, DAYS),
    "every dating": PanelSpec(OUTLINES, SETS, DAYS, ("start", "end", "spread")),
    "no names": PanelSpec({}, {}),
}
SPANS = tuple(
    Span(country_id=i, country=n, start=dt.date(2016, 1, 1), end=dt.date(2017, 12, 31))
    for i, n in ((990, "Arcadia"), (991, "Borduria"))
)


@pytest.fixture(scope="module")
def events():
    return rich()


@pytest.fixture(scope="module")
def memory(events):
    return MemoryRecord(events, SPANS)


@pytest.fixture(scope="module")
def stored(events, tmp_path_factory):
    """The same events, as a file, ingested and assembled alone."""
    from inquest.record import store

    folder = tmp_path_factory.mktemp("world")
    write_ged(events, folder / "world.csv")
    root = folder / "home"
    options = {"covers": (dt.date(2016, 1, 1), dt.date(2017, 12, 31))}
    vintage = store._vintage(root, folder / "world.csv", options, store.quiet)
    pointer = store._put_in_force(root, [vintage], store.quiet)
    return store.Record(root, pointer, "duckdb", store.quiet)


def equal_rows(one, two):
    assert list(one) == list(two)
    for name in one:
        assert one[name].dtype == two[name].dtype == np.int64
        assert np.array_equal(one[name], two[name]), name


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_panels_are_those_of_the_file(memory, stored, spec):
    one, two = memory.panel(spec), stored.panel(spec)
    equal_rows(one.rows, two.rows)
    for name in ("place_bits", "any_bits", "all_bits"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    assert one.source_names == two.source_names


def test_the_world_has_all_that_could_differ(memory):
    rows = memory.panel(SPECS["every dating"]).rows
    assert set(rows["summary"]) == set(rows["twin"]) == {0, 1}
    assert set(rows["precision"]) == {1, 2, 3, 4, 5, 6}
    assert set(rows["violence"]) == {1, 2, 3}
    assert rows["duration"].max() > 31
    assert rows["crosses"].any()
    panel = memory.panel(SPECS["start"])
    assert (panel.any_bits & ~panel.all_bits).any(), "coalitions"


def test_grids_are_those_of_the_file(memory, stored):
    spec = GridSpec(OUTLINES, SETS)
    one, two = memory.grid(spec), stored.grid(spec)
    equal_rows(one.rows, two.rows)
    equal_rows(one.unlocated, two.unlocated)


def test_the_events_behind_are_those_of_the_file(memory, stored):
    spec = SPECS["start"]
    chosen = [Selection(Sides("alpha/core", "beta/core"), 16_900, 17_200, quality=Quality(max_precision=5))]
    one, two = memory.behind(spec), stored.behind(spec)
    found = one.ranked(chosen)
    assert [a.tolist() for a in found] == [a.tolist() for a in two.ranked(chosen)]
    assert one.offices(found[0]) == two.offices(found[0])
    assert one.spots(*found) == two.spots(*found)
    release = stored.info.manifests[0].release
    assert [replace_release(e, release) for e in one.shown(found[0][:50])] == list(two.shown(found[0][:50]))


def replace_release(row, release):
    return row.model_copy(update={"release": release})


def test_the_description_is_that_of_the_file(memory, stored):
    one, two = memory.info.manifests[0], stored.info.manifests[0]
    for name in ("source", "accepted", "spans", "coverage", "simulated", "first_day", "last_day"):
        assert getattr(one, name) == getattr(two, name), name


def test_other_events_have_another_identity(events, memory):
    other = {name: column.copy() for name, column in events.columns.items()}
    other["best"][0] += 1
    changed = MemoryRecord(replace(events, columns=other), SPANS)
    assert changed.identity != memory.identity == MemoryRecord(events, SPANS).identity
    assert memory.panel(SPECS["start"]).record == memory.identity


def test_no_events_are_a_record_too(events):
    none = EventTable({n: c[:0] for n, c in events.columns.items()}, events.locations, events.sides, events.offices)
    record = MemoryRecord(none, SPANS)
    assert record.panel(SPECS["every dating"]).rows["n"].size == 0
    assert record.grid(GridSpec(OUTLINES, SETS)).rows["n"].size == 0
    assert record.info.manifests[0].last_day == dt.date(2017, 12, 31)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("day_end", 0, "an end before its start"),
        ("dead_a", -1, "a negative number"),
        ("violence", 4, "an unknown type of violence"),
        ("day_end", 10**6, "a span of more than 3660 days"),
    ],
)
def test_events_that_an_ingest_would_refuse_are_refused(events, column, value, reason):
    other = {name: column_.copy() for name, column_ in events.columns.items()}
    other[column][3] = value
    with pytest.raises(InputError, match=f"event 3 of the table has {reason}"):
        MemoryRecord(replace(events, columns=other), SPANS)


def test_events_without_deaths_and_tables_without_columns_are_refused(events):
    other = {name: column.copy() for name, column in events.columns.items()}
    for name in ("low", "best", "high"):
        other[name][0] = 0
    with pytest.raises(InputError, match="event 0 of the table has no deaths at all"):
        MemoryRecord(replace(events, columns=other), SPANS)
    del other["report"]
    with pytest.raises(InputError, match="lacks report"):
        MemoryRecord(replace(events, columns=other), SPANS)


def test_details_are_the_columns_of_the_events_behind(memory, stored):
    spec = SPECS["every dating"]
    chosen = [
        Selection(Sides("alpha/core", "beta/core"), 16_900, 17_200),
        Selection(Sides("alpha/core", "beta/core"), 17_000, 17_300, dating="spread"),
    ]
    behind = memory.behind(spec)
    found = behind.details(chosen, ("side_a", "adm_1"))
    assert found["ev"].tolist() == sorted(behind.ranked(chosen)[0].tolist())
    table = memory.events.columns
    for name in ("sources", "clarity", "violence"):
        assert np.array_equal(found[name], np.minimum(table[name][found["ev"]], 20)), name
    names = np.array([side.name for side in memory.events.sides])
    assert found["side_a"].tolist() == names[table["side_a"][found["ev"]]].tolist()
    assert behind.details(chosen, ("side_a", "adm_1")) is found, "asked once"
    other = stored.behind(spec).details(chosen, ("side_a", "adm_1"))
    for name in ("ev", "precision", "duration", "twin", "summary", "best", "adm_1"):
        assert found[name].tolist() == other[name].tolist(), name
    none = behind.details([Selection(Sides("alpha/core", "beta/core"), 1, 2)], ("side_a",))
    assert len(none["ev"]) == len(none["sources"]) == len(none["side_a"]) == 0
