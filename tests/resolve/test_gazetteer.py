import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml

from inquest.errors import InputError
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

ROOT = Path(__file__).parents[2]


def hits(gazetteer: Gazetteer, text: str, what: str) -> dict[str, tuple[str, ...]]:
    return {text[h.start : h.end]: h.ids for h in gazetteer.find(text) if h.what == what}


def test_packed_names_are_up_to_date() -> None:
    run = subprocess.run(
        [sys.executable, "tools/build_names.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_it_loads_fast() -> None:
    code = (
        "import time; from inquest.resolve import gazetteer as g; t = time.process_time();"
        "g.load_gazetteer().find('ISIS fought the regime'); print(time.process_time() - t)"
    )
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    )
    assert best < 0.06


def test_a_long_text_is_found_in_one_pass(gazetteer: Gazetteer) -> None:
    once = "ISIS fought the Syrian army near Palmyra while nothing else happened anywhere. "
    found = gazetteer._finder.find(once * 2000)
    assert len([h for h in found if h.what == "place"]) == 2000
    assert len(found) == 2000 * len(gazetteer._finder.find(once))


@pytest.mark.parametrize(
    ("text", "name", "bloc"),
    [
        ("In 2016 IS held it", "IS", "islamic-state"),
        ("the ISIS* fighters", "ISIS", "islamic-state"),
        ("Da’esh's men", "Da’esh", "islamic-state"),
        ("U.S. strikes", "U.S. strikes", "government-of-united-states"),
        ("the YPG/SDF advanced", "YPG/SDF", "sdf"),
        ("Hay’at Tahrir al-Sham held", "Hay’at Tahrir al-Sham", "hts"),
        ("Hayat Tahrir Al Sham held", "Hayat Tahrir Al Sham", "hts"),
        ("Russian jets bombed", "Russian jets", "government-of-russia"),
        ("Iraq's army fled", "Iraq's army", "government-of-iraq"),
        ("Syrian rebels fled", "Syrian rebels", "syrian-rebels"),
        ("Syrian government forces fled", "Syrian government forces", "government-of-syria"),
        ("قوات داعش", "داعش", "islamic-state"),
        ("боевики ИГИЛ", "ИГИЛ", "islamic-state"),
        ("Erdogan spoke", "Erdogan", "government-of-turkey"),
    ],
)
def test_actors_are_found_in_their_spellings(gazetteer: Gazetteer, text: str, name: str, bloc: str) -> None:
    found = hits(gazetteer, text, "actor")
    assert any(k.startswith(name[:2]) and v == (bloc,) for k, v in found.items()), found


@pytest.mark.parametrize("text", ["this is us", "It is what it tells us", "WHO IS WINNING THE WAR FOR US ALL"])
def test_words_are_no_acronyms(gazetteer: Gazetteer, text: str) -> None:
    assert not hits(gazetteer, text, "actor")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("in Idlib today", "idlib"),
        ("in Idlib province", "sy-idlib"),
        ("Deir Ezzor province", "sy-deir-ez-zor"),
        ("the Tadmur area", "sy-tadmur"),
        ("Palmyra", "town-tadmur"),
        ("the Badia", "badia"),
        ("north-east Syria", "northeast-syria"),
        ("Mosul", "town-mosul"),
        ("Ninewa", "iq-nineveh"),
        ("Fallujah", None),
        ("الرقة", "raqqa"),
        ("Baghouz", "town-baghuz-fawqani"),
        ("Maiduguri", "town-maiduguri"),
    ],
)
def test_places_are_found_in_their_spellings(gazetteer: Gazetteer, text: str, place: str | None) -> None:
    found = [i for v in hits(gazetteer, text, "place").values() for i in v]
    assert found
    assert found[0] == (place or found[0])


@pytest.mark.parametrize("text", ["Moscow-backed forces advanced.", "Rwanda-supported units", "Kyiv-controlled areas"])
def test_who_stands_behind_a_side_is_not_the_side(gazetteer: Gazetteer, text: str) -> None:
    named = [h for h in gazetteer.find(text) if h.ids and h.start == 0]
    assert named == []


def test_speakers(gazetteer: Gazetteer) -> None:
    text = "James Jeffrey and SANA spoke; the Observatory and Amnesty International did not"
    assert set(hits(gazetteer, text, "person")) == {"James Jeffrey"}
    assert {"SANA", "Amnesty International"} <= set(hits(gazetteer, text, "body"))


def test_hits_of_a_sort_do_not_overlap_and_offsets_are_exact(gazetteer: Gazetteer) -> None:
    text = (
        "The Assadist-Russian-Iranian forces, American SENTCOM and the government army in Iraq fought ISIS in Tal Afar."
    )
    last: dict[str, int] = {}
    for hit in gazetteer.find(text):
        assert hit.start >= last.get(hit.what, 0)
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end].strip() == text[hit.start : hit.end]
        last[hit.what] = hit.end


def test_every_bloc_place_and_milestone_can_be_built(gazetteer: Gazetteer) -> None:
    for mapping in (gazetteer.blocs, gazetteer.places, gazetteer.milestones):
        assert all(mapping[i].id == i for i in mapping)


UNBOUNDED = {
    region["id"]
    for region in yaml.safe_load((ROOT / "src/inquest/data/names/regions_world.yaml").read_text(encoding="utf-8"))[
        "regions"
    ]
    if "adm1" not in region
}
"""Regions that are known by name only."""


def test_every_outline_belongs_in_exactly_one_way(gazetteer: Gazetteer) -> None:
    ids: dict[str, Any] = {}
    for place in map(gazetteer.places.__getitem__, gazetteer.places):
        assert place.outlines or place.id in UNBOUNDED, place.id
        assert place.parent is None or place.parent in gazetteer.places, place.id
        for outline in place.outlines:
            ways = [bool(outline.adm1), bool(outline.adm2), outline.wkt is not None, outline.point is not None]
            assert sum(ways) == (0 if outline.level == "country" else 1), outline.id
            assert (outline.point is None) == (outline.radius_km is None)
            assert outline.country is not None
            same = ids.setdefault(outline.id, outline)
            assert (same.adm1, same.adm2, same.wkt, same.point) == (
                outline.adm1,
                outline.adm2,
                outline.wkt,
                outline.point,
            )


def test_polygons_are_valid_and_keep_out_country_centroids(gazetteer: Gazetteer) -> None:
    badia = [shapely.from_wkt(o.wkt) for o in gazetteer.places["badia"].outlines if o.wkt]
    assert all(a.is_valid and not a.is_empty for a in badia)
    palmyra = shapely.Point(38.284, 34.5624)
    assert all(a.covers(palmyra) for a in badia)
    idlib = gazetteer.places["idlib"]
    assert idlib.outlines[0].group == "governorate"
    assert {o.group for o in idlib.outlines} == {"governorate", "theatre"}


def test_a_country_is_divided_into_its_units_once(gazetteer: Gazetteer) -> None:
    places = [gazetteer.places[i] for i in gazetteer.places]
    for country, units in (("syria", 14), ("iraq", 18)):
        assert len([p for p in places if p.parent == country and p.level == "adm1"]) == units
    for name, unit in (("idlib", "sy-idlib"), ("aleppo", "sy-aleppo"), ("kirkuk", "iq-kirkuk")):
        assert gazetteer.places[name].parent == unit


@pytest.mark.shared
@pytest.mark.skipif(
    not (ROOT.parent / "shared").exists(), reason="the folder of worked cases is not beside the checkout"
)
def test_outlines_hold_what_a_plain_count_holds(gazetteer: Gazetteer) -> None:
    """A count by the source's own names, made here without any of Inquest's code."""
    csv.field_size_limit(10**9)
    for file, place, year in (
        ("ucdp_ged_syria_2016_2019", "sy-idlib", "2019"),
        ("ucdp_ged_iraq_hdx", "iq-anbar", "2015"),
        ("ucdp_ged_iraq_hdx", "iq-nineveh", "2017"),
    ):
        with gzip.open(ROOT.parent / f"shared/data/{file}.csv.gz", "rt", encoding="utf-8-sig", newline="") as rows:
            found = [r for r in csv.DictReader(rows) if r["year"] == year]
        named, polygon = gazetteer.places[place].outlines
        area = shapely.from_wkt(polygon.wkt)
        by_name = sum(int(r["best"]) for r in found if r["adm_1"] in named.adm1)
        inside = sum(
            int(r["best"])
            for r in found
            if int(r["where_prec"]) <= 5 and area.covers(shapely.Point(float(r["longitude"]), float(r["latitude"])))
        )
        assert by_name > 2000
        assert abs(inside / by_name - 1) < 0.05


def test_unknown_ids_name_the_nearest(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError, match=r"there is no bloc with the id 'islamic-stat'.*islamic-state"):
        gazetteer.blocs["islamic-stat"]
    assert gazetteer.places.get("nowhere-at-all") is None


def test_own_names_are_laid_on_top(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        """
blocs:
  - {id: blue, label: Blue Army, core: {ids: [99901]}, home: [475], source: own list}
milestones:
  - {id: blue-day, label: Blue Day, what: declaration, earliest: 2015-01-01, latest: 2015-01-02, source: own list}
places:
  - id: blue-hills
    label: Blue Hills
    level: region
    countries: [475]
    names: [the Blues]
    outlines:
      - {id: blue-hills-1, label: drawn, group: a, reason: own, source: own, level: region, country: 475,
         wkt: "POLYGON ((1 1, 2 1, 2 2, 1 1))"}
aliases:
  - {names: [Blue Army, the blues], ids: [blue]}
""",
        encoding="utf-8",
    )
    own = load_gazetteer(file)
    assert hits(own, "the Blue Army in the Blue Hills", "actor") == {"Blue Army": ("blue",)}
    assert hits(own, "the Blue Army in the Blue Hills", "place") == {"Blue Hills": ("blue-hills",)}
    assert own.milestones["blue-day"].latest.day == 2
    assert "blue" not in load_gazetteer().blocs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "holds list. Expected: these keys only. Choices: blocs"),
        ("blok: []", "holds blok"),
        ("blocs: [{id: x, label: X}]", "the bloc x in .* is wrong at core"),
        ("milestones: [{id: m}]", "the milestone m in .* is wrong at label"),
        ("aliases: [{names: [X], ids: [nobody]}]", "points to the bloc 'nobody'"),
        ("aliases: [{names: [X], idz: [sdf]}]", "an alias in .* has idz"),
        ("a: [", "is not YAML"),
    ],
)
def test_a_wrong_names_file_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_gazetteer(file)


def test_a_missing_names_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_gazetteer(tmp_path / "none.yaml")


def test_every_outline_is_named_after_its_place(gazetteer: Gazetteer) -> None:
    for place in json.loads((Path("src/inquest/data/names/packed/names.json")).read_text(encoding="utf-8"))["places"]:
        for one in gazetteer.places[place].outlines:
            parts = one.id.split("-")
            stems = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
            holder = next(stem for stem in stems if stem in gazetteer.places)
            assert one.id in {o.id for o in gazetteer.places[holder].outlines}
