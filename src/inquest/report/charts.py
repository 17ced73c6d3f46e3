"""Pictures as SVG from data. Lines and bars go through Vega-Lite and vl-convert; curve and map are templated.

The Vega-Lite specification is a plain dict (``report.vega``). The renderer is loaded on the first line or bar (about
0.6 s; ``warm`` starts it early) and then takes 0.02-0.03 s a picture; equal specifications are drawn once.

Rows, by shape
--------------
line
    ``x`` (ISO date or number), ``y`` (None leaves a gap); optional ``series``, ``low``, ``high``.
bar
    ``label`` (or ``x``, ``opponent``), ``value`` (or ``y``, ``share``); optional ``low``, ``high``, ``highlight``
    (bool), ``scope`` (bars of one scope stand under its name).
curve
    ``point``, ``low``, ``high``, ``position`` (1, 0, -1), ``options`` (choice -> option); see ``report.curve``.
map
    ``latitude``, ``longitude``, ``where_prec``, ``deaths``; or ``district``, ``events``, ``deaths``.
"""

import functools
import json
import re
import threading

from inquest.errors import UsageError
from inquest.model.finding import Plot
from inquest.report.clean import clip, number
from inquest.report.curve import curve_svg
from inquest.report.map import map_svg
from inquest.report.vega import WIDTH, bar_spec, figure, line_spec

_VL_VERSION = "5.20"
_NEEDS = {"line": ("x", "y"), "bar": ("label", "value")}
_ALSO = {"label": ("label", "x", "opponent"), "value": ("value", "y", "share")}
"""Names under which a bar's label and length are taken, the first one there."""


def chart_svg(plot: Plot, scale: str = "count") -> str:
    """A plot as an SVG string with a text alternative.

    Parameters
    ----------
    plot : Plot
        Rows as the module's docstring says.
    scale : str
        ``share``, ``ratio`` or ``count``: how figures of a curve are written. Lines and bars are read as shares if
        their labels or title say so and no figure is above 1.

    Raises
    ------
    UsageError
        If a row lacks a key that its shape needs, or there are no rows.
    """
    if plot.shape == "map":
        return map_svg(plot)
    if plot.shape == "curve":
        return curve_svg(plot, scale)
    plot = _checked(plot)
    scale = _scale(plot)
    spec = line_spec(plot, scale) if plot.shape == "line" else bar_spec(plot, scale)
    svg = _render(json.dumps(spec, sort_keys=True))
    return _label(svg, alt_text(plot, scale))


def alt_text(plot: Plot, scale: str = "count") -> str:
    """What a line or bar shows, for a reader who can't see it."""
    parts = [clip(plot.title, 30)]
    rows = [r for r in plot.rows if r.get("y") is not None]
    if plot.shape == "line" and rows:
        top = max(rows, key=lambda r: float(r["y"]))
        parts.append(f"From {rows[0]['x']} to {rows[-1]['x']}, highest {number(float(top['y']), scale)} at {top['x']}")
    if plot.shape == "bar":
        parts += [f"{clip(str(r['label']), 8)} {number(figure(r['value']), scale)}" for r in plot.rows[:12]]
    if plot.reference is not None:
        parts.append(f"read against {number(plot.reference, scale)}")
    return ". ".join([*parts, clip(plot.caption, 40)]).strip(". ") + "."


def _scale(plot: Plot) -> str:
    key = "y" if plot.shape == "line" else "value"
    said = f"{plot.x_label} {plot.y_label} {plot.title}".lower()
    top = max((abs(float(r[key])) for r in plot.rows if r.get(key) is not None), default=0.0)
    return "share" if ("share" in said or "%" in said) and top <= 1 else "count"


def warm() -> threading.Thread:
    """Load the renderer in the background while something else runs; joining is not needed."""
    thread = threading.Thread(target=_render, args=('{"mark":"point","data":{"values":[]}}',), daemon=True)
    thread.start()
    return thread


@functools.lru_cache(maxsize=512)
def _render(spec: str) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(json.loads(spec), vl_version=_VL_VERSION, allowed_base_urls=[])
    return svg


def _label(svg: str, alt: str) -> str:
    from html import escape

    view = re.search(r'viewBox="([^"]+)"', svg)
    body = svg[svg.index(">") + 1 :]
    box = view.group(1) if view else f"0 0 {WIDTH} 200"
    return (
        f'<svg class="chart" viewBox="{box}" role="img" aria-label="{escape(alt, quote=True)}" '
        f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{body}'
    )


def _checked(plot: Plot) -> Plot:
    needed = _NEEDS[plot.shape]
    if not plot.rows:
        raise UsageError(f"the {plot.shape} {plot.title!r} has no rows", f"rows with {', '.join(needed)}")
    rows = []
    for row in plot.rows:
        found = {key: next((a for a in _ALSO.get(key, (key,)) if a in row), None) for key in needed}
        if None in found.values():
            raise UsageError(
                f"a row of the {plot.shape} {plot.title!r} has the keys {', '.join(sorted(row))}",
                f"rows with {', '.join(needed)}",
                cure="see docs/report.md",
            )
        rows.append({**row, **{key: row[name] for key, name in found.items() if name}})
    return plot.model_copy(update={"rows": tuple(rows)})
