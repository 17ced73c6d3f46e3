"""The outline that a map draws: that of the main specification, whatever way of belonging it has."""

import math
import re
from collections.abc import Iterable, Mapping

from inquest.model.names import KM_A_DEGREE, REGION, TOWN, Outline, Place

CORNERS = 48
"""Corners of the polygon that stands for a circle."""


def outline_wkt(ids: Iterable[str], place: str | None, places: Mapping[str, Place]) -> str | None:
    """Polygons of outlines as one WKT, or None where none of them can be drawn (whole countries, names without one).

    Parameters
    ----------
    ids : iterable of str
        Outline ids, as a selection's ``place`` holds them.
    place : str or None
        The place they most likely belong to; otherwise it is told by the id, which starts with its place's.
    places : mapping
        Place id -> place.
    """
    bodies: list[str] = []
    for ident in dict.fromkeys(ids):
        found = _find(ident, place, places)
        if found is not None:
            bodies += _polygons(*found, places)
    return f"MULTIPOLYGON ({', '.join(dict.fromkeys(bodies))})" if bodies else None


def _find(ident: str, place: str | None, places: Mapping[str, Place]) -> tuple[Outline, Place] | None:
    """An outline and its place, whose id its own starts with: the gazetteer is never walked."""
    parts = ident.split("-")
    starts = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    for name in [place, *starts] if place else starts:
        if name in places:
            for outline in places[name].outlines:
                if outline.id == ident:
                    return outline, places[name]
    return None


def _polygons(outline: Outline, place: Place, places: Mapping[str, Place]) -> list[str]:
    """Bodies ``((x y, ...))`` of an outline's polygons: its own, its circle, or those of the units it names."""
    if outline.wkt:
        return _bodies(outline.wkt)
    if outline.point is not None:
        return [_circle(outline.point, outline.radius_km or 0.0)]
    drawn = next((o.wkt for o in place.outlines if o.group == outline.group and o.wkt), None)
    if drawn:
        return _bodies(drawn)
    wanted = {*outline.adm1, *outline.adm2}
    return [b for wkt in _units(wanted, outline.country, places) for b in _bodies(wkt)] if wanted else []


def _units(wanted: set[str], country: int | None, places: Mapping[str, Place]) -> list[str]:
    """WKT of every administrative unit whose name is wanted: a unit has its names and its polygon in one group."""
    found = {}
    for name in places:
        if name.startswith((TOWN, REGION)) or places[name].level not in ("adm1", "adm2"):
            continue
        named = {o.group for o in places[name].outlines if o.country == country and wanted & {*o.adm1, *o.adm2}}
        for o in places[name].outlines:
            if o.wkt and o.group in named:
                found[o.id] = o.wkt
    return [found[k] for k in sorted(found)]


def _bodies(wkt: str) -> list[str]:
    """Polygon bodies of a WKT.

    >>> _bodies("MULTIPOLYGON (((1 2, 3 4, 1 2)), ((5 6, 7 8, 5 6), (5 5, 6 6, 5 5)))")
    ['((1 2, 3 4, 1 2))', '((5 6, 7 8, 5 6), (5 5, 6 6, 5 5))']
    """
    return re.findall(r"\(\([^()]+\)(?:\s*,\s*\([^()]+\))*\)", wkt)


def _circle(point: tuple[float, float], radius_km: float) -> str:
    """A circle as a polygon body, longitude latitude.

    >>> _circle((40.0, 0.0), 111.2)[:22]
    '((41.0000 0.0000, 40.9'
    """
    lon, lat = point
    high = radius_km / KM_A_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 0.05)
    turn = [2 * math.pi * (i % CORNERS) / CORNERS for i in range(CORNERS + 1)]
    ring = ", ".join(f"{lon + wide * math.cos(a):.4f} {lat + high * math.sin(a):.4f}" for a in turn)
    return f"(({ring}))"
