"""Outlines shipped with the package (``data/geo``): countries, governorates, districts, rivers, lakes."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LAYERS = ("levant_adm0", "levant_lakes", "levant_rivers", "syr_adm1", "irq_adm1", "syr_adm2", "irq_adm2", "world_adm0")
"""Files of ``data/geo``, without suffix; NOTICE.md there names publisher, licence and changes of each."""
LEVANT = (24.0, 20.0, 64.0, 44.0)
"""Box (west, south, east, north) that the detailed outlines cover."""
DISTRICT_PRECISION, PROVINCE_PRECISION = 3, 5
"""UCDP ``where_prec``: up to 3 a district is known, up to 5 a governorate; 6 and 7 name a country or less."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """One feature. ``rings``: polygon rings or lines, (longitude, latitude) in degrees; ``box``: w, s, e, n."""

    code: str
    name: str
    parent: str
    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]
    area: bool = True

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies inside, by the even-odd rule over all rings."""
        west, south, east, north = self.box
        if not (self.area and west <= lon <= east and south <= lat <= north):
            return False
        inside = False
        for ring in self.rings:
            x0, y0 = ring[-1]
            for x1, y1 in ring:
                if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                    inside = not inside
                x0, y0 = x1, y1
        return inside


def _rings(kind: str, coordinates: Any) -> tuple[Ring, ...]:
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}[kind]
    level: list[Any] = [coordinates]
    for _ in range(depth):
        level = [part for parts in level for part in parts]
    return tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in level)


def box_of(rings: Iterable[Sequence[tuple[float, float]]]) -> tuple[float, float, float, float]:
    """West, south, east, north of a set of rings."""
    xs, ys = zip(*[p for ring in rings for p in ring], strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@cache
def layer(name: str) -> tuple[Shape, ...]:
    """Features of one file of ``data/geo``, in file order."""
    data = (files("inquest") / "data" / "geo" / f"{name}.geojson.gz").read_bytes()
    shapes = []
    for feature in json.loads(gzip.decompress(data))["features"]:
        p, g = feature["properties"], feature["geometry"]
        rings = _rings(g["type"], g["coordinates"])
        code = p.get("code") or p.get("iso") or ""
        area = "Polygon" in g["type"]
        shapes.append(Shape(code, p.get("name") or "", p.get("adm1", ""), rings, box_of(rings), area))
    return tuple(shapes)


@cache
def region_at(lon: float, lat: float, level: str) -> Shape | None:
    """The district (``adm2``) or governorate (``adm1``) of Syria or Iraq that holds a point, or None."""
    for name in (f"syr_{level}", f"irq_{level}"):
        for shape in layer(name):
            if shape.holds(lon, lat):
                return shape
    return None


@cache
def _by_code() -> dict[str, Shape]:
    return {s.code: s for name in ("syr_adm1", "irq_adm1", "syr_adm2", "irq_adm2") for s in layer(name)}


def by_code(code: str) -> Shape | None:
    """A district or governorate by its OCHA p-code."""
    return _by_code().get(code)


def coordinates(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """(longitude, latitude) of a row, or None where it carries none."""
    lon, lat = row.get("longitude", row.get("lon")), row.get("latitude", row.get("lat"))
    return None if lon is None or lat is None else (float(lon), float(lat))


def district_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Rows of a map summed by district, or by governorate where no district is known; no point is left.

    Events that name no more than a country, and those outside the shipped outlines, are summed under the name of
    their country with an empty ``district``.

    Returns
    -------
    tuple of dict
        ``district`` (p-code or ""), ``name``, ``events``, ``deaths``; sorted by deaths, then name.
    """
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if "district" in row:
            key = (str(row["district"]), str(row.get("name", "")))
        else:
            shape = shape_of(row)
            key = (
                (shape.code, shape.name) if shape else ("", str(row.get("adm_2") or row.get("country") or "elsewhere"))
            )
        total = sums.setdefault(key, [0, 0])
        total[0] += int(row.get("events", 1))
        total[1] += int(row.get("deaths", 0))
    ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
    return tuple({"district": k[0], "name": k[1], "events": n, "deaths": d} for k, (n, d) in ordered)


def shape_of(row: Mapping[str, Any]) -> Shape | None:
    """The district or governorate a row is known to lie in, by its coordinates and precision."""
    at, precision = coordinates(row), int(row.get("where_prec", 1))
    if at is None or precision > PROVINCE_PRECISION:
        return None
    return region_at(*at, "adm2" if precision <= DISTRICT_PRECISION else "adm1")
