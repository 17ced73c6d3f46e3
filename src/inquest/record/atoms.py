"""Atoms: what the panel tells apart about places and sides, made once per location and side, outside any engine."""

import hashlib
import json
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inquest.model.names import ActorSet, Outline
from inquest.model.panel import BoolArray, FloatArray, IntArray, PanelSpec
from inquest.record._rings import crossings, plain_rings
from inquest.record.columns import columns
from inquest.record.connection import engine, literal

_EARTH_KM = 6371.0088
_MISSING = -1
_KIND_OF_AREA = frozenset(
    {"governorate", "province", "district", "subdistrict", "oblast", "raion", "region", "municipality", "state"}
    | {"qada", "qadha", "qadaa", "muhafazat", "muhafaza", "mantiqat", "nahiyat", "nahiya"}
    | {"county", "department", "prefecture"}
)
_NAMELESS = re.compile("xxx[0-9]+")
"""What a source writes, in small letters, for a side that it could not name: XXX and a country's number."""
_Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Atoms:
    """Bits per atom, and the atom of every location and side.

    Attributes
    ----------
    place_bits : (place atoms, outlines), in the order of ``spec.outlines``.
    any_bits, all_bits : (side atoms, actor sets), in the order of ``spec.actor_sets``.
    location_atom : (locations,) index into ``place_bits``.
    side_atom : (sides,) index into ``any_bits``.
    cells : (locations, 2) latitude and longitude, NaN where missing.
    """

    place_bits: BoolArray
    any_bits: BoolArray
    all_bits: BoolArray
    location_atom: IntArray
    side_atom: IntArray
    cells: FloatArray


@cache
def plain_name(name: str) -> str:
    """A name for comparison: casefolded, without accents, punctuation and words for the kind of area.

    >>> plain_name("Idlib Governorate") == plain_name("Idlib governorate") == plain_name("Idlib")
    True
    >>> plain_name("Qaḑā’ al Fallūjah")
    'al fallujah'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    bare = re.sub("[’'‘ʿʾ`´ʻʼ]", "", bare)
    words = re.sub(r"[^\w]+", " ", bare).split()
    return " ".join(w for w in words if w not in _KIND_OF_AREA) or " ".join(words)


def atoms(record: Path, spec: PanelSpec) -> Atoms:
    """The atoms of a record for a spec; kept on disk beside the record where that can be written.

    Parameters
    ----------
    record : folder of the record's tables.
    spec : outlines and actor sets.
    """
    kept = record / "atoms" / f"{_key(spec)}.npz"
    if kept.is_file():
        with np.load(kept) as loaded:
            return Atoms(**{name: loaded[name] for name in Atoms.__dataclass_fields__})
    made = atoms_of(_tables(record), spec)
    temporary = kept.with_name(f".{uuid.uuid4().hex}.npz")
    try:
        kept.parent.mkdir(exist_ok=True)
        np.savez(temporary, **vars(made))
        temporary.replace(kept)
    except OSError:  # a record on a full or read-only disk still answers; it only answers a little later next time
        temporary.unlink(missing_ok=True)
    return made


def _key(spec: PanelSpec) -> str:
    content = [[o.model_dump(mode="json") for o in spec.outlines.values()], list(spec.outlines)]
    content += [[a.model_dump(mode="json") for a in spec.actor_sets.values()], list(spec.actor_sets), _NAMELESS.pattern]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def atoms_of(tables: Sequence[Mapping[str, _Column]], spec: PanelSpec) -> Atoms:
    """The atoms of locations, sides and members for a spec.

    Parameters
    ----------
    tables : locations (latitude, longitude, where_prec, country_id, adm_1, adm_2), sides (side_id, country_id) and
        members (side, nth, name, actor, state), in the order of their numbers.
    spec : outlines and actor sets.
    """
    places, sides, people = tables
    latitude, longitude = (_real(places[c]) for c in ("latitude", "longitude"))
    columns = [_inside(outline, places, latitude, longitude) for outline in spec.outlines.values()]
    bits = np.stack(columns, axis=1) if columns else np.zeros((len(latitude), 0), dtype=bool)
    place_bits, location_atom = _distinct(bits)
    each_any, each_all = _side_bits(list(spec.actor_sets.values()), sides, people)
    both, side_atom = _distinct(np.concatenate([each_any, each_all], axis=1))
    count = each_any.shape[1]
    return Atoms(
        place_bits, both[:, :count], both[:, count:], location_atom, side_atom, np.stack([latitude, longitude], axis=1)
    )


def _tables(record: Path) -> list[dict[str, _Column]]:
    """Locations, sides and members, in order."""
    wanted = {
        "location": ("location", ("latitude", "longitude", "where_prec", "country_id", "adm_1", "adm_2")),
        "side": ("side", ("side_id", "country_id")),
        "member": ("side, nth", ("side", "nth", "name", "actor", "state")),
    }
    held = columns(record)
    if held is not None:
        return [held.table(table, names) for table, (_, names) in wanted.items()]
    with engine() as con:
        return [
            con.execute(f"from read_parquet({literal(record / f'{table}.parquet')}) order by {order}").fetchnumpy()
            for table, (order, _) in wanted.items()
        ]


def _real(column: _Column) -> FloatArray:
    return np.ma.filled(np.ma.asarray(column, dtype=np.float64), np.nan)


def _whole(column: _Column) -> IntArray:
    return np.ma.filled(np.ma.asarray(column), _MISSING).astype(np.int64)


def _distinct(bits: BoolArray) -> tuple[BoolArray, IntArray]:
    """Distinct rows in a fixed order, and the index of each row among them."""
    if not bits.shape[1] or not bits.shape[0]:
        return np.zeros((1, bits.shape[1]), dtype=bool), np.zeros(bits.shape[0], dtype=np.int64)
    rows, index = np.unique(np.packbits(bits, axis=1), axis=0, return_inverse=True)
    return np.unpackbits(rows, axis=1, count=bits.shape[1]).astype(bool), index.reshape(-1).astype(np.int64)


def _inside(outline: Outline, places: Mapping[str, _Column], latitude: FloatArray, longitude: FloatArray) -> BoolArray:
    """Which locations lie in an outline, given how precisely each is known."""
    inside = _whole(places["where_prec"]) <= outline.max_precision
    if outline.country is not None:
        inside &= _whole(places["country_id"]) == outline.country
    for names, column in ((outline.adm1, "adm_1"), (outline.adm2, "adm_2")):
        if names:
            wanted = {plain_name(n) for n in names}
            inside &= _named(places[column], wanted)
    if outline.wkt is not None:
        inside &= _in_polygon(outline.wkt, latitude, longitude)
    if outline.point is not None:
        inside &= _distance_km(outline.point, latitude, longitude) <= (outline.radius_km or 0.0)
    return inside


def _named(column: _Column, wanted: set[str]) -> BoolArray:
    values, index = np.unique(np.ma.filled(column, "").astype(str), return_inverse=True)
    return np.array([plain_name(str(v)) in wanted for v in values], dtype=bool)[index]


def _in_polygon(wkt: str, latitude: FloatArray, longitude: FloatArray) -> BoolArray:
    """Points inside an area or on its border.

    A point is inside where a line from it to the east crosses the rings an odd number of times. What rounding leaves
    open, points all but on the border, and areas not written as plain rings are left to the geometry library.
    """
    known = np.flatnonzero(~np.isnan(latitude) & ~np.isnan(longitude))
    inside = np.zeros(latitude.shape, dtype=bool)
    rings = plain_rings(wkt)
    if rings is None:
        inside[known] = _by_library(wkt, longitude[known], latitude[known])
        return inside
    every = np.concatenate(rings)
    points = np.stack([longitude[known], latitude[known]], axis=1)
    known = known[((points >= every.min(axis=0)) & (points <= every.max(axis=0))).all(axis=1)]
    found, close = crossings(rings, longitude[known], latitude[known])
    inside[known] = found
    if close.any():
        inside[known[close]] = _by_library(wkt, longitude[known[close]], latitude[known[close]])
    return inside


def _by_library(wkt: str, x: FloatArray, y: FloatArray) -> BoolArray:
    import shapely

    area = shapely.from_wkt(wkt)
    shapely.prepare(area)
    found: BoolArray = shapely.intersects_xy(area, x, y)
    return found


def _distance_km(point: tuple[float, float], latitude: FloatArray, longitude: FloatArray) -> FloatArray:
    """Great-circle distance from (longitude, latitude) in km; infinite where coordinates are missing."""
    lon, lat = np.radians(point[0]), np.radians(point[1])
    lats, lons = np.radians(latitude), np.radians(longitude)
    chord = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    distance: FloatArray = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return np.where(np.isnan(distance), np.inf, distance)


def _side_bits(
    sets: list[ActorSet], sides: Mapping[str, _Column], people: Mapping[str, _Column]
) -> tuple[BoolArray, BoolArray]:
    """(sides, sets) any member, all members."""
    country, own = _whole(sides["country_id"]), _whole(sides["side_id"])
    side, nth, actor = (_whole(people[c]) for c in ("side", "nth", "actor"))
    name = np.array([str(n).casefold() for n in people["name"]], dtype=object)
    state = _whole(people["state"]).astype(bool) | (name == "civilians")
    each, group = np.unique(side * (int(nth.max(initial=0)) + 1) + nth, return_inverse=True)
    of_side = np.zeros(len(each), dtype=np.int64)
    of_side[group] = side
    nameless = np.zeros(len(each), dtype=bool)
    np.logical_or.at(nameless, group, _nameless(name))
    count = np.bincount(of_side, minlength=len(own))
    any_bits = np.zeros((len(own), len(sets)), dtype=bool)
    all_bits = np.zeros((len(own), len(sets)), dtype=bool)
    for at, actors in enumerate(sets):
        belongs, barred = _belongs(actors, actor, name, state)
        members, never = np.zeros(len(each), dtype=bool), np.zeros(len(each), dtype=bool)
        np.logical_or.at(never, group, barred)
        np.logical_or.at(members, group, belongs)
        here = np.isin(country[of_side], actors.countries) if actors.countries else ~never
        if actors.rule == "nonstate":
            members |= ~never & ~nameless & here
        if actors.rule == "unnamed":
            members |= ~never & nameless & here
        hits = np.bincount(of_side, weights=members, minlength=len(own))
        whole = np.isin(own, actors.ids) if actors.ids else np.zeros(len(own), dtype=bool)
        all_bits[:, at] = ((hits == count) & (count > 0)) | whole
        any_bits[:, at] = all_bits[:, at] if actors.rule == "unnamed" else (hits > 0) | whole
    return any_bits, all_bits


def _nameless(name: _Column) -> BoolArray:
    """Which names, in small letters, stand for a side that the source could not name."""
    return np.array([_NAMELESS.fullmatch(n) is not None for n in name], dtype=bool)


def _belongs(actors: ActorSet, actor: IntArray, name: _Column, state: BoolArray) -> tuple[BoolArray, BoolArray]:
    """Which members belong by id or name, and which the rule may never take in; one entry per possible id."""
    found = np.isin(actor, np.array(actors.ids, dtype=np.int64)) | np.isin(name, [n.casefold() for n in actors.names])
    barred = state | np.isin(actor, np.array(actors.except_ids, dtype=np.int64))
    return found, barred | np.isin(name, [n.casefold() for n in actors.except_names])
