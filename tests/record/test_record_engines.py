"""One suite for every engine: the same panels, grids and evidence, row by row."""

import builtins
import itertools
import shutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.specs import EVERY_DATING, OUTLINES, SETS, SPEC, day, pair, year

from inquest import registry
from inquest.errors import MachineError, RecordError
from inquest.model.names import ActorSet
from inquest.model.panel import ExtractSpec, GridSpec, PanelSpec
from inquest.model.selection import Quality
from inquest.record import columns
from inquest.record._shape import one_key
from inquest.record.engines import spark
from inquest.record.series import series
from inquest.record.store import open_record

OTHERS = [
    pytest.param(name, marks=pytest.mark.spark if name == "spark" else ())
    for name in registry.names("record.engines")
    if name != "duckdb"
]
SPECS = {
    "every dating": EVERY_DATING,
    "no names, no edges": PanelSpec({}, {}),
    "as of 2019": replace(SPEC, as_of="2019-12-31"),
    "as of nothing": replace(SPEC, as_of="1999-01-01"),
    "many edges": replace(SPEC, edges=tuple(range(day(2017), day(2017) + 130))),
}


@pytest.fixture(scope="module", autouse=True)
def two_threads():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(spark.MASTER, "local[2]")
        yield


@pytest.fixture(params=OTHERS, scope="module")
def other(request, home):
    """The record on another engine."""
    return open_record(home, engine=request.param)


def equal_rows(one, two):
    assert list(one) == list(two)
    for name in one:
        assert one[name].dtype == two[name].dtype == np.int64
        assert np.array_equal(one[name], two[name]), name


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_panels_are_equal(record, other, spec):
    one, two = record.panel(spec), other.panel(spec)
    equal_rows(one.rows, two.rows)
    for name in ("place_bits", "any_bits", "all_bits"):
        assert np.array_equal(getattr(one, name), getattr(two, name))
    assert (one.source_names, one.record) == (two.source_names, two.record)


def test_grids_are_equal(record, other):
    spec = GridSpec(OUTLINES, SETS)
    one, two = record.grid(spec), other.grid(spec)
    equal_rows(one.rows, two.rows)
    equal_rows(one.unlocated, two.unlocated)


def test_evidence_and_offices_are_equal(record, other):
    chosen = (pair("is", "sdf", *year(2017)), pair("gov", "rebels", *year(2018), quality=Quality(max_precision=1)))
    spec = ExtractSpec(**{**vars(SPEC), "selections": chosen, "limit": 50})
    assert record.evidence(spec) == other.evidence(spec)
    one, two = record.behind(SPEC), other.behind(SPEC)
    assert one.offices(one.ranked(chosen)[0]) == two.offices(two.ranked(chosen)[0])
    assert one.spots(*one.ranked(chosen)) == two.spots(*two.ranked(chosen))


@pytest.mark.spark
def test_spark_names_a_record_it_can_t_read(tmp_path, home):
    import shutil

    shutil.copytree(home / "v1", tmp_path / "v1")
    broken = open_record(tmp_path, engine="spark")
    (broken.folder / "event.parquet").write_bytes(b"no parquet")
    with pytest.raises(RecordError, match="Spark can't read the record") as error:
        broken.panel(SPEC)
    assert "INQUEST_HOME" in str(error.value)


# ---- what must hold of every engine; the rest of the suite asks it of DuckDB


def test_panels_are_sorted_unique_and_the_same_every_time(record):
    panel = record.panel(EVERY_DATING)
    keys = [panel.rows[k] for k in itertools.takewhile(lambda k: k != "n", panel.rows)]
    order = np.lexsort(keys[::-1])
    assert np.array_equal(order, np.arange(len(order)))
    table = np.stack(keys)
    assert (np.diff(table, axis=1) != 0).any(axis=0).all()
    equal_rows(panel.rows, record.panel(EVERY_DATING).rows)


def test_a_panel_is_small_and_tells_no_more_apart_than_asked(record):
    wide, narrow = record.panel(SPEC), record.panel(PanelSpec({}, {}))
    assert len(narrow.rows["day"]) < len(wide.rows["day"]) < 24_039
    assert narrow.place_bits.shape == (1, 0)
    assert set(narrow.rows["location"]) == set(narrow.rows["side_a"]) == {0}
    assert narrow.rows["best"].sum() == wide.rows["best"].sum()


def test_a_grid_holds_every_deadly_event_once(record):
    grid = record.grid(GridSpec(OUTLINES, SETS))
    panel = record.panel(SPEC)
    assert grid.rows["n"].sum() + grid.unlocated["n"].sum() == panel.rows["n_best"].sum()
    assert panel.rows["n_best"][panel.rows["precision"] <= 3].sum() == grid.rows["n"].sum()
    at = grid.rows["cell_y"] == 35.95 // 0.25
    assert at.any()


def test_outlines_one_by_one_equal_all_together(record):
    together = record.panel(SPEC)
    for name in OUTLINES:
        alone = record.panel(replace(SPEC, outlines={name: OUTLINES[name]}))
        chosen = [pair("gov", "is", *year(2017), place=name, measure=m) for m in ("events", "deaths")]
        assert series(together, chosen).mid.tolist() == series(alone, chosen).mid.tolist()


def test_actor_sets_by_name_and_by_id_agree(record):
    both = record.panel(replace(SPEC, actor_sets=SETS | {"named/core": ActorSet(names=("is",))}))
    pairs = [pair("is", "sdf", *year(2017)), pair("named", "sdf", *year(2017))]
    made = series(both, pairs)
    assert made.mid[0] == made.mid[1]
    assert made.identity[0] == made.identity[1]


# ---- what Spark needs


def test_spark_without_the_extra(monkeypatch):
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("pyspark"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MachineError, match="package pyspark, which is not installed") as error:
        spark.session()
    assert "inquest[spark]" in str(error.value)


@pytest.mark.spark
def test_spark_without_java(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MachineError, match="needs Java") as error:
        spark.session()
    assert "openjdk-17" in str(error.value)


@pytest.fixture
def ways(home, monkeypatch):
    """What a record answers from its columns and by its queries."""

    def both(ask):
        answers = []
        for largest in (1 << 40, -1):
            monkeypatch.setattr(columns, "LARGEST", largest)
            mine = open_record(home)
            assert (columns.columns(mine.folder) is not None) == (largest > 0)
            answers.append(ask(mine))
        return answers

    return both


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_columns_give_the_panels_of_the_queries(ways, spec):
    one, two = ways(lambda record: record.panel(spec))
    equal_rows(one.rows, two.rows)
    for name in ("place_bits", "any_bits", "all_bits"):
        assert np.array_equal(getattr(one, name), getattr(two, name))


@pytest.mark.parametrize("cell", [0.25, 1.0])
def test_columns_give_the_grid_of_the_queries(ways, cell):
    one, two = ways(lambda record: record.grid(GridSpec(outlines=OUTLINES, actor_sets=SETS, cell=cell)))
    equal_rows(one.rows, two.rows)
    equal_rows(one.unlocated, two.unlocated)


def test_columns_give_the_events_and_words_of_the_queries(ways):
    def ask(record):
        behind = record.behind(EVERY_DATING)
        events, deaths = behind.ranked([pair("gov", "is", *year(2017)), pair("sdf", "is", *year(2018))])
        assert events.size > 1000
        words = (behind.shown(events[:50]), behind.spots(events, deaths), behind.offices(events))
        return events.tolist(), deaths.tolist(), words

    one, two = ways(ask)
    assert one == two


def test_columns_of_a_changed_record_are_not_used(home, tmp_path):
    shutil.copytree(home, tmp_path / "copy")
    mine = open_record(tmp_path / "copy")
    assert columns.columns(mine.folder) is not None
    (mine.folder / "event.parquet").write_bytes(b"no parquet")
    with pytest.raises(RecordError, match=r"event\.parquet of the record is damaged"):
        mine.panel(SPEC)


def test_a_record_on_a_disk_that_takes_no_columns_is_asked_by_queries(home, tmp_path, monkeypatch):
    shutil.copytree(home, tmp_path / "copy", ignore=shutil.ignore_patterns(columns.FOLDER))
    mine = open_record(tmp_path / "copy")
    monkeypatch.setattr(columns, "_dump", lambda *_: (_ for _ in ()).throw(OSError(28, "no space")))
    assert columns.columns(mine.folder) is None
    assert mine.panel(SPEC).rows["n"].sum() > 0


@given(st.lists(st.tuples(*[st.integers(-(2**62), 2**62)] * 3), max_size=20))
def test_one_key_orders_as_the_columns_do(rows):
    table = [np.array([row[i] for row in rows], dtype=np.int64) for i in range(3)]
    key = one_key(table).tolist()
    assert sorted(range(len(rows)), key=lambda i: (key[i], i)) == sorted(range(len(rows)), key=lambda i: (rows[i], i))
    assert len(set(key)) == len(set(rows))
