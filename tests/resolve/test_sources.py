"""What the names rest on: sources that were looked up, outlines that hold the towns they should."""

import csv
import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
import yaml

from inquest.resolve.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "src/inquest/data/names"
SHARED = ROOT.parent / "shared/data"
SYRIA = "652"
# documents of the United Nations that were seen (or a summary of them); another symbol needs a look first
SEEN = {
    "S/2014/695", "S/2015/792", "S/RES/2268", "S/2016/739", "S/RES/2336", "S/2016/1133", "S/2017/592", "S/2018/53",
    "S/2018/852", "S/RES/2202", "S/2015/217",
}  # fmt: skip
KM = np.array([111.32 * np.cos(np.radians(35.0)), 110.94])  # of a degree, at 35 degrees north


@cache
def towns() -> dict[str, shapely.Point]:
    """The town of each label in Syria with most events."""
    with (NAMES / "towns.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted((r for r in csv.DictReader(file) if r["country"] == SYRIA), key=lambda r: int(r["events"]))
    return {r["label"]: shapely.Point(float(r["longitude"]), float(r["latitude"])) for r in rows}


def outline(gazetteer: Gazetteer, ident: str) -> Any:
    """The polygon of an outline of a region."""
    regions = yaml.safe_load((NAMES / "regions.yaml").read_text(encoding="utf-8"))["regions"]
    place = next(r["id"] for r in regions if any(o["id"] == ident for o in r["outlines"]))
    wkt = next(o.wkt for o in gazetteer.places[place].outlines if o.id == ident)
    return shapely.from_wkt(wkt)


INSIDE = {
    "badia-core": ["Tadmur", "As Sukhnah", "Al Qaryatayn", "Arak", "At Tanf", "Ithriya", "Ash Shula", "Uqayribat"],
    "badia-wide": ["Tadmur", "As Sukhnah", "Al Qaryatayn", "At Tanf", "Ash Shula"],
    "idlib-theatre-districts": ["Khan Shaykhun", "Kafr Nabudah", "Kafr Zayta", "Al Lataminah", "Kabanah", "Al Atarib"],
    "idlib-theatre-drawn": ["Khan Shaykhun", "Kafr Nabudah", "Kafr Zayta", "Morek", "Saraqib", "Kabanah", "Khan Tuman"],
    "northeast-syria-east-bank": ["Al Qamishli", "Ar Raqqah", "Al Hasakah", "Ash Shaddadah", "Tall Abyad",
                            "Al Busayrah", "Diban", "Hajin", "As Susah", "Baghuz Fawqani", "Gharanij"],
    "middle-euphrates-valley-corridor": ["Al Mayadin", "Albu Kamal", "Deir ez Zor", "Hajin", "Baghuz Fawqani",
                                         "Al Asharah"],
    "eastern-ghouta-drawn": ["Duma", "Harasta", "Arbin", "Zamalka", "Misraba", "Nashabiyeh", "Utaya"],
    "western-syria-of-steppe": ["Homs", "Hamah", "Aleppo", "Damascus", "Latakia", "As Salamiyah"],
}  # fmt: skip
OUTSIDE = {
    "badia-core": ["Homs", "Deir ez Zor", "Al Mayadin", "Albu Kamal", "As Salamiyah", "Ar Raqqah", "Hamah"],
    "badia-wide": ["Homs", "Deir ez Zor", "Al Mayadin", "Damascus", "As Suwayda"],
    "idlib-theatre-districts": ["Aleppo", "Hamah", "Homs", "Afrin", "Latakia"],
    "idlib-theatre-drawn": ["Aleppo", "Hamah", "Homs", "Afrin", "Latakia"],
    "northeast-syria-east-bank": ["Manbij", "Tabqa", "Maadan", "Deir ez Zor", "Al Mayadin", "Al Asharah", "Albu Kamal"],
    "middle-euphrates-valley-corridor": ["Tadmur", "Ar Raqqah", "Ash Shaddadah", "Ash Shula"],
    "eastern-ghouta-drawn": ["Damascus", "Jaramana", "Ad Dumayr"],
    "western-syria-of-steppe": ["Tadmur", "Ar Raqqah", "Manbij", "Deir ez Zor"],
}


@pytest.mark.parametrize(("ident", "town"), [(i, t) for i, names in INSIDE.items() for t in names])
def test_a_town_lies_in_the_outline(gazetteer: Gazetteer, ident: str, town: str) -> None:
    assert outline(gazetteer, ident).covers(towns()[town])


@pytest.mark.parametrize(("ident", "town"), [(i, t) for i, names in OUTSIDE.items() for t in names])
def test_a_town_lies_outside_the_outline(gazetteer: Gazetteer, ident: str, town: str) -> None:
    assert not outline(gazetteer, ident).covers(towns()[town])


def test_every_drawn_line_is_tested_and_says_that_it_is_drawn(gazetteer: Gazetteer) -> None:
    regions = yaml.safe_load((NAMES / "regions.yaml").read_text(encoding="utf-8"))["regions"]
    drawn = {o["id"] for r in regions for o in r["outlines"] if "polygon" in o}
    assert drawn == set(INSIDE) == set(OUTSIDE)
    found = {o.id: o for p in gazetteer.places for o in gazetteer.places[p].outlines if o.id in drawn}
    assert {i for i, o in found.items() if o.checked} == {
        "northeast-syria-east-bank",
        "middle-euphrates-valley-corridor",
    }


def test_what_was_not_checked_says_so(gazetteer: Gazetteer) -> None:
    entries = [
        *(gazetteer.blocs[i] for i in gazetteer.blocs),
        *(o for i in gazetteer.places for o in gazetteer.places[i].outlines),
        *(gazetteer.milestones[i] for i in gazetteer.milestones),
    ]
    assert {e.checked for e in entries} == {True, False}
    assert not [e.id for e in entries if e.checked == ("not checked" in e.source)]


def test_documents_of_the_united_nations_are_those_that_were_seen() -> None:
    text = "".join((NAMES / f"{n}.yaml").read_text(encoding="utf-8") for n in ("milestones", "blocs", "regions"))
    assert set(re.findall(r"\b[AS]/(?:[A-Z]+/)?\d[\d/.A-Z]*\d", text)) == SEEN


def test_no_accuracy_is_claimed_that_was_not_measured() -> None:
    texts = [(NAMES / n).read_text(encoding="utf-8") for n in ("regions.yaml", "NOTICE.md")]
    assert not [t for t in texts if re.search(r"(about|approximate\w*( to)?) (about )?\d+ km", t)]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the folder of worked cases is not beside the checkout")
def test_the_lines_along_the_euphrates_are_as_near_as_said() -> None:
    rivers = json.loads(gzip.decompress((SHARED / "ne_10m_rivers_levant.geojson.gz").read_bytes()))["features"]
    named = [f["geometry"] for f in rivers if f["properties"].get("name") in ("Euphrates", "Al Furat")]
    river = shapely.union_all([shapely.transform(shapely.from_geojson(json.dumps(g)), lambda p: p * KM) for g in named])
    regions = yaml.safe_load((NAMES / "regions.yaml").read_text(encoding="utf-8"))["regions"]
    corners = {o["id"]: np.array(o["polygon"]) for r in regions for o in r["outlines"] if "polygon" in o}
    bank = shapely.segmentize(shapely.LineString(corners["northeast-syria-east-bank"][:-4] * KM), 0.5)
    off = shapely.distance(shapely.points(shapely.get_coordinates(bank)), river)
    assert off.max() < 2
    assert np.median(off) < 0.5
    away = shapely.distance(shapely.points(corners["middle-euphrates-valley-corridor"] * KM), river)
    assert 1 < away.min() < away.max() < 18
