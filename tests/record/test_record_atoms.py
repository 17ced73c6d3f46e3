"""Atoms: who belongs to a set, what lies in an outline, and how precisely it must be known."""

import duckdb
import numpy as np
import pytest
from tests.record.specs import SETS, SYRIA, outline

from inquest.model.names import ActorSet
from inquest.model.panel import PanelSpec
from inquest.record.assemble import assemble
from inquest.record.atoms import atoms, plain_name
from inquest.record.bundled import actor_names
from inquest.record.ingest import ingest
from inquest.record.sides import known_names, members

PLACES = {
    "syria": outline("syria", "country", country=SYRIA),
    "idlib": outline("idlib", "adm1", country=SYRIA, adm1=("Idlib",)),
    "ariha": outline("ariha", "adm2", country=SYRIA, adm2=("ARIHA",)),
    "box": outline("box", "region", wkt="POLYGON ((36 35, 37 35, 37 36, 36 36, 36 35))"),
    "rami": outline("rami", "town", point=(36.55, 35.76), radius_km=5.0),
    "far": outline("far", "town", point=(36.55, 35.90), radius_km=15.0),
}


@pytest.mark.parametrize(
    ("precision", "inside"),
    [
        (1, {"syria", "idlib", "ariha", "box", "rami"}),
        (3, {"syria", "idlib", "ariha", "box", "rami"}),
        (4, {"syria", "idlib", "ariha", "box"}),
        (5, {"syria", "idlib", "ariha", "box"}),
        (6, {"syria"}),
        (7, {"syria"}),
    ],
)
def test_precision_decides_which_places_an_event_may_enter(only, precision, inside):
    assert only({"where_prec": str(precision)}) == inside


def test_names_and_distance_and_missing_coordinates(only):
    assert only({"adm_1": "Edlib", "adm_2": ""}) == {"syria", "box", "rami"}
    assert only({"latitude": "35.82"}) == {"syria", "idlib", "ariha", "box", "far"}
    assert only({"latitude": "", "longitude": ""}) == {"syria", "idlib", "ariha"}
    assert only({"country_id": "645"}) == {"box", "rami"}


@pytest.fixture
def only(write, tmp_path):
    """Outlines that a record of one event falls into."""

    def made(change) -> set[str]:
        folder = tmp_path / f"one-{len(list(tmp_path.iterdir()))}"
        (folder / "record").mkdir(parents=True)
        (folder / "vintage").mkdir()
        manifest = ingest(write([change]), folder / "vintage")
        assemble([(manifest, folder / "vintage")], folder / "record")
        bits = atoms(folder / "record", PanelSpec(PLACES, {})).place_bits
        return {name for name, bit in zip(PLACES, bits[0], strict=True) if bit}

    return made


@pytest.fixture
def sides_of(write, tmp_path):
    """(any, all) bits of side b of one event, by set."""

    def made(name: str, side_id: str, sets=SETS, others=()) -> dict[str, tuple[bool, bool]]:
        folder = tmp_path / f"one-{len(list(tmp_path.iterdir()))}"
        (folder / "record").mkdir(parents=True)
        (folder / "vintage").mkdir()
        rows = [{"side_b": name, "side_b_new_id": side_id}]
        rows += [{"side_b": n, "side_b_new_id": i, "country_id": "1"} for i, n in others]
        manifest = ingest(write(rows), folder / "vintage")
        assemble([(manifest, folder / "vintage")], folder / "record")
        found = atoms(folder / "record", PanelSpec({}, sets))
        with duckdb.connect() as con:
            side = con.read_parquet(f"{folder}/record/side.parquet").filter(f"side_id = {side_id} and country_id <> 1")
            at = found.side_atom[side.fetchall()[0][0]]
        return {key: (bool(a), bool(b)) for key, a, b in zip(sets, found.any_bits[at], found.all_bits[at], strict=True)}

    return made


def test_single_sides(sides_of):
    bits = sides_of("IS", "234")
    assert bits["is/core"] == (True, True)
    assert bits["rebels/core"] == (False, False)
    assert sides_of("Syrian insurgents", "4456")["rebels/core"] == (True, True)
    assert sides_of("Government of Turkey", "115")["rebels/core"] == (False, False)
    assert sides_of("Civilians", "1")["rebels/core"] == (False, False)
    assert sides_of("Civilians", "1")["civilians/core"] == (True, True)


def test_coalitions(sides_of):
    bits = sides_of("Ahrar al-Sham, HTS, Southern Front", "7056")
    assert bits["hts/core"] == (True, False)
    assert bits["rebels/core"] == (True, True)
    with_ids = {"a": ActorSet(ids=(5554,)), "b": ActorSet(ids=(7056,)), "c": ActorSet(ids=(5554, 6815, 6333))}
    others = (("6815", "HTS"), ("6333", "Southern Front"))
    assert sides_of("Ahrar al-Sham, HTS, Southern Front", "7056", with_ids, others) == {
        "a": (True, False),
        "b": (True, True),
        "c": (True, True),
    }


def test_a_rule_holds_in_its_countries_and_spares_its_exceptions(sides_of):
    elsewhere = {"r": ActorSet(rule="nonstate", countries=(645,))}
    assert sides_of("Ahrar al-Sham, HTS", "9001", elsewhere)["r"] == (False, False)
    but = {"r": ActorSet(rule="nonstate", except_ids=(5554,), except_names=("HTS",))}
    assert sides_of("Ahrar al-Sham, HTS", "9001", but)["r"] == (False, False)
    assert sides_of("Ahrar al-Sham, Rahman Corps", "9002", but)["r"] == (True, False)


def test_sides_without_a_name_belong_to_their_own_rule_alone(sides_of):
    sets = {
        "x": ActorSet(rule="unnamed"), "there": ActorSet(rule="unnamed", countries=(645,)),
        "r": ActorSet(rule="nonstate"),
    }  # fmt: skip
    found = {
        name: sides_of(name, number, sets)
        for name, number in (("XXX652", "9003"), ("XXX", "9004"), ("XXX652a", "9005"), ("HTS, XXX652", "9006"))
    }
    assert {k: v["x"] for k, v in found.items()} == {
        "XXX652": (True, True),
        "XXX": (False, False),
        "XXX652a": (False, False),
        "HTS, XXX652": (False, False),
    }, "a side with a named member has a name"
    assert found["XXX652"]["there"] == (False, False)
    assert found["XXX652"]["r"] == (False, False), "whoever has no name may be a state"
    assert found["XXX652a"]["r"] == (True, True)
    assert found["HTS, XXX652"]["r"] == (True, False)


def test_members():
    known = known_names([(6815, "HTS"), (7036, "HTS, Southern Front")])
    first = members(7036, "HTS, Southern Front", known)[0]
    assert (first.name, first.ids) == ("HTS", (6815,))
    listed = next(i for i, n in actor_names().name.items() if n == "Interahamwe, ex-FAR")
    assert [m.name for m in members(listed, "Interahamwe, ex-FAR", known)] == ["Interahamwe, ex-FAR"]
    joined = members(99999, "ALiR, Interahamwe, ex-FAR, Civilians", known)
    assert [m.name for m in joined] == ["ALiR", "Interahamwe, ex-FAR", "Civilians"]
    assert [m.state for m in members(99999, "Government of Iraq, Hezbollah", known)] == [True, False]
    assert members(None, "HTS", known)[0].ids == (6815,)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Aleppo Governorate", "aleppo"),
        ("Al Anbār province", "al-Anbar"),
        ("Qaḑā’ al Fallūjah", "Al Fallujah District"),
        ("Donetsk Oblast", "Donetsk oblast"),
    ],
)
def test_plain_names(one, two):
    assert plain_name(one) == plain_name(two)


def test_plain_names_keep_what_distinguishes():
    assert plain_name("Homs") != plain_name("Hama")
    assert plain_name("Province") == "province"


def test_atoms_are_kept_and_a_full_disk_only_costs_time(record, monkeypatch):
    spec = PanelSpec(PLACES, SETS)
    first = atoms(record.folder, spec)
    again = atoms(record.folder, spec)
    assert all(np.array_equal(getattr(first, n), getattr(again, n), equal_nan=True) for n in vars(first))
    other = PanelSpec(dict(list(PLACES.items())[:2]), SETS)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert atoms(record.folder, other).place_bits.shape[1] == 2
    assert not list((record.folder / "atoms").glob(".*"))
