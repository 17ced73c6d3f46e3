"""Maps as small SVG: borders, governorates, rivers, the place tested, districts shaded, exact events as points.

Outlines are written once per page (``defs``) in longitude and latitude and drawn by reference, so that a page with
twenty maps carries them once. Templated by hand: a map through a grammar of graphics took 40 times as long.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from inquest.errors import UsageError
from inquest.model.finding import Plot
from inquest.report.clean import clip, line
from inquest.report.geo import (
    DISTRICT_PRECISION,
    LEVANT,
    Ring,
    Shape,
    box_of,
    by_code,
    coordinates,
    layer,
    shape_of,
)

WIDTH = 360.0
"""Nominal width in CSS pixels: text is sized for a phone and grows with the picture."""
_SCALE = 1000
"""Shared outlines are written in thousandths of a degree."""
_NEAR = 2.2
_HATCH = (
    '<pattern id="g-hatch" width="160" height="160" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="g-hatch" d="M0 0V160"/></pattern>'
)
"""In thousandths of a degree, as the outlines it fills."""


@dataclass
class Marks:
    """What a map shows: shaded regions (code -> [events, deaths]), points (lon, lat, deaths), and what it can't."""

    regions: dict[str, list[int]] = field(default_factory=dict)
    points: list[tuple[float, float, int]] = field(default_factory=list)
    rough: list[tuple[float, float, int]] = field(default_factory=list)
    unlocated: int = 0


def path(rings: Sequence[Ring], closed: bool = True) -> str:
    """An SVG path in thousandths of a degree, y downwards, relative steps.

    >>> path((((1.0, 2.0), (1.5, 2.25)),))
    'M1000-2000l500-250z'
    """
    out = []
    for ring in rings:
        points = [(round(x * _SCALE), round(-y * _SCALE)) for x, y in ring]
        (x0, y0), steps = points[0], []
        for x1, y1 in points[1:]:
            steps.append(_pair(x1 - x0, y1 - y0))
            x0, y0 = x1, y1
        body = "".join(s if s.startswith("-") or i == 0 else " " + s for i, s in enumerate(steps))
        out.append(f"M{_pair(*points[0])}l{body}" + ("z" if closed else ""))
    return "".join(out)


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def marks_of(rows: Sequence[dict[str, Any]]) -> Marks:
    """Sort rows into points (exact), shaded districts or governorates, rings (imprecise, no outline) and the rest."""
    marks = Marks()
    for row in rows:
        events, deaths = int(row.get("events", 1)), int(row.get("deaths", 0))
        if "district" in row:
            _shade(marks, str(row["district"]), events, deaths)
            continue
        at = coordinates(row)
        if at is None:
            raise UsageError(
                f"a map row has the keys {', '.join(sorted(row))}",
                "latitude and longitude, or district",
                cure="see docs/report.md",
            )
        precision = int(row.get("where_prec", 1))
        if precision < DISTRICT_PRECISION:
            marks.points.append((*at, deaths))
            continue
        shape = shape_of(row)
        if shape is not None:
            _shade(marks, shape.code, events, deaths)
        elif precision == DISTRICT_PRECISION:
            marks.rough.append((*at, deaths))
        else:
            marks.unlocated += events
    return marks


def _shade(marks: Marks, code: str, events: int, deaths: int) -> None:
    if by_code(code) is None:
        marks.unlocated += events
        return
    total = marks.regions.setdefault(code, [0, 0])
    total[0] += events
    total[1] += deaths


def wkt_rings(wkt: str) -> tuple[Ring, ...]:
    """Rings of a WKT polygon or multipolygon, as longitude, latitude.

    >>> wkt_rings("POLYGON ((1 2, 3 4, 1 2))")
    (((1.0, 2.0), (3.0, 4.0), (1.0, 2.0)),)
    """
    if not re.match(r"\s*(?:MULTI)?POLYGON", wkt, re.IGNORECASE):
        raise UsageError(f"an outline that starts with {wkt[:20]!r}", "WKT of a POLYGON or MULTIPOLYGON")
    rings = []
    for body in re.findall(r"\(([^()]+)\)", wkt):
        pairs = [p.split() for p in body.split(",")]
        rings.append(tuple((float(p[0]), float(p[1])) for p in pairs))
    return tuple(rings)


@dataclass(frozen=True)
class View:
    """What part of the world a map shows. ``k``: cosine of its middle latitude; ``s``: pixels a degree of latitude."""

    west: float
    north: float
    k: float
    s: float
    height: float
    near: bool

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels of a point."""
        return (lon - self.west) * self.k * self.s, (self.north - lat) * self.s

    def matrix(self) -> str:
        """Transform that draws the shared outlines at their place."""
        unit = self.s / _SCALE
        return (
            f"matrix({unit * self.k:.6g} 0 0 {unit:.6g} {-self.west * self.k * self.s:.6g} {self.north * self.s:.6g})"
        )


def view_of(boxes: Sequence[tuple[float, float, float, float]]) -> View:
    """The frame around a set of boxes: at least 2.2 degrees high, padded, between 0.7 and 1.15 as high as wide."""
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    near = LEVANT[0] <= west and LEVANT[1] <= south and east <= LEVANT[2] and north <= LEVANT[3]
    k = max(math.cos(math.radians((south + north) / 2)), 0.2)
    wide, high = max((east - west) * k, _NEAR) * 1.2, max(north - south, _NEAR) * 1.2
    high = min(max(high, 0.7 * wide), 1e9)
    wide = max(wide, high / 1.15)
    s = WIDTH / wide
    return View((west + east) / 2 - wide / k / 2, (north + south) / 2 + high / 2, k, s, high * s, near)


def shared_defs(views: Sequence[bool]) -> str:
    """The outlines that the maps of a page draw by reference, as one hidden SVG; "" without maps."""
    parts = []
    if True in views:
        parts += [_def("g-land", "levant_adm0"), _def("g-lake", "levant_lakes"), _def("g-river", "levant_rivers")]
        parts.append(_def("g-adm1", "syr_adm1", "irq_adm1"))
    if False in views:
        parts.append(_def("g-world", "world_adm0"))
    if not parts:
        return ""
    parts.append(_HATCH)
    return f'<svg class="defs" aria-hidden="true" width="0" height="0"><defs>{"".join(parts)}</defs></svg>'


def _def(name: str, *layers: str) -> str:
    d = "".join(path(s.rings, s.area) for file in layers for s in layer(file))
    return f'<path id="{name}" d="{d}" vector-effect="non-scaling-stroke" fill-rule="evenodd"/>'


def is_near(plot: Plot) -> bool:
    """Whether a map lies inside the box of the detailed outlines."""
    return _frame(marks_of(plot.rows), plot).near


def shows_something(plot: Plot) -> bool:
    """Whether a map has anything to draw: events elsewhere than Syria and Iraq need a spot or a district's centre."""
    marks = marks_of(plot.rows)
    return bool(marks.regions or marks.points or marks.rough or plot.outline)


def _frame(marks: Marks, plot: Plot) -> View:
    boxes = [s.box for code in marks.regions if (s := by_code(code))]
    boxes += [(x, y, x, y) for x, y, _ in [*marks.points, *marks.rough]]
    if plot.outline:
        boxes.append(box_of(wkt_rings(plot.outline)))
    if not boxes:
        raise UsageError(f"the map {plot.title!r} shows nothing", "at least one located row or an outline")
    return view_of(boxes)


def map_svg(plot: Plot, *, standalone: bool = False) -> str:
    """A map as SVG.

    Parameters
    ----------
    plot : Plot
        Rows with ``latitude``, ``longitude``, ``where_prec`` and ``deaths``, or ``district`` (OCHA p-code),
        ``events`` and ``deaths``; ``outline`` is WKT of the place tested.
    standalone : bool
        Carry the shared outlines inside the picture.

    Raises
    ------
    UsageError
        If a row has neither coordinates nor a district, or nothing can be drawn.
    """
    marks = marks_of(plot.rows)
    view = _frame(marks, plot)
    body = [_base(view)]
    top = max((d for _, d in marks.regions.values()), default=0)
    for code, (events, deaths) in sorted(marks.regions.items(), key=lambda item: (len(item[0]), item[0])):
        shape = by_code(code)
        if shape is not None:
            body.append(_region(shape, events, deaths, top, view))
    body.append(_countries(view))
    biggest = max([d for *_, d in [*marks.points, *marks.rough]], default=1) or 1
    body += [_spot(view, spot, biggest) for spot in sorted(marks.rough)]
    body.append(_points(view, marks.points, biggest))
    if plot.outline:
        d = path(wkt_rings(plot.outline))
        end = f'd="{d}" transform="{view.matrix()}" vector-effect="non-scaling-stroke"/>'
        body += [f'<path class="m-halo" {end}', f'<path class="m-place" {end}']
    body += [_names(marks, view), _bar(view)]
    alt = escape(f"Map. {line(plot.title)}. {line(plot.caption)}", quote=True)
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {view.height:.0f}" role="img" aria-label="{alt}" '
        f'xmlns="http://www.w3.org/2000/svg">{shared_defs([view.near]) if standalone else ""}{"".join(body)}</svg>'
    )


def _base(view: View) -> str:
    names = ("g-land", "g-lake", "g-river", "g-adm1") if view.near else ("g-world",)
    uses = "".join(f'<use href="#{n}" class="{n}"/>' for n in names)
    sea = f'<rect class="m-sea" width="{WIDTH:.0f}" height="{view.height:.0f}"/>'
    return f'{sea}<g transform="{view.matrix()}">{uses}</g>'


def _region(shape: Shape, events: int, deaths: int, top: int, view: View) -> str:
    level = 1 + (deaths * 9 >= top * 3) + (deaths * 9 >= top * 6) if top else 1
    kind = f"m-d m-d{level}" if shape.parent else "m-g"
    title = escape(f"{shape.name}: {events:,} events, {deaths:,} deaths")
    return (
        f'<path class="{kind}" d="{path(shape.rings)}" transform="{view.matrix()}" '
        f'vector-effect="non-scaling-stroke"><title>{title}</title></path>'
    )


def _radius(deaths: int, biggest: int, least: float = 2.5) -> float:
    """Area by deaths, in steps of a pixel."""
    return least + round(7.5 * math.sqrt(max(deaths, 0) / biggest))


def _spot(view: View, spot: tuple[float, float, int], biggest: int) -> str:
    x, y = view.xy(spot[0], spot[1])
    return f'<circle class="m-rough" cx="{x:.1f}" cy="{y:.1f}" r="{_radius(spot[2], biggest):.1f}"/>'


def _points(view: View, points: Sequence[tuple[float, float, int]], biggest: int) -> str:
    """Round ends of lines without length: a few bytes a point, one path a size; the big ones lie below."""
    sizes: dict[float, set[str]] = {}
    least = 2.5 if len(points) < 200 else 1.5
    for lon, lat, deaths in points:
        x, y = view.xy(lon, lat)
        sizes.setdefault(_radius(deaths, biggest, least), set()).add(f"M{x:.1f} {y:.1f}h0")
    return "".join(
        f'<path class="m-point" stroke-width="{2 * r:.0f}" d="{"".join(sorted(sizes[r]))}"/>'
        for r in sorted(sizes, reverse=True)
    )


def _countries(view: View) -> str:
    out = []
    for shape in layer("levant_adm0" if view.near else "world_adm0"):
        x, y = view.xy((shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2)
        if 30 < x < WIDTH - 30 and 16 < y < view.height - 16:
            out.append(f'<text class="m-country" x="{x:.0f}" y="{y:.0f}">{escape(shape.name)}</text>')
    return "".join(out)


def _names(marks: Marks, view: View) -> str:
    loud = sorted(marks.regions.items(), key=lambda item: (-item[1][1], item[0]))
    districts = [s for code, _ in loud if (s := by_code(code)) is not None and s.parent][:4]
    taken: list[tuple[float, float]] = []
    out = []
    for region in districts:
        x, y = view.xy((region.box[0] + region.box[2]) / 2, (region.box[1] + region.box[3]) / 2)
        if all(abs(x - a) > 80 or abs(y - b) > 15 for a, b in taken) and 30 < x < WIDTH - 30:
            taken.append((x, y))
            out.append(f'<text class="m-name" x="{x:.0f}" y="{y:.0f}">{escape(clip(region.name, 3))}</text>')
    return "".join(out)


def _bar(view: View) -> str:
    pixels_a_km = view.s / 111.2
    km = next(n for n in (500, 200, 100, 50, 20, 10, 5, 1) if n * pixels_a_km <= 110 or n == 1)
    y, length = view.height - 10, km * pixels_a_km
    return (
        f'<path class="m-scale" d="M10 {y - 4:.0f}v4h{length:.1f}v-4"/>'
        f'<text class="m-km" x="{14 + length:.0f}" y="{y:.0f}">{km} km</text>'
    )
