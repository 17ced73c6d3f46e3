"""Lines and bars as Vega-Lite specifications: plain dicts, drawn by ``report.charts``.

Importing altair would cost half a second for the same dicts. Colours are CSS variables with a fallback, so pictures
follow the page's light or dark scheme; every series also has its own dash, so that nothing hangs on colour.
"""

import datetime as dt
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from inquest.errors import UsageError
from inquest.model.finding import Plot
from inquest.report.clean import clip, line, number, six

WIDTH = 360
"""Nominal width in CSS pixels, text included: sized for a phone, scaled up on a desk."""
_INK, _SOFT, _GRID = "var(--ink,#1c1b19)", "var(--soft,#5c5850)", "var(--rule,#d9d4c9)"
_SERIES = ("var(--s1,#1f5f99)", "var(--s2,#b3541e)", "var(--s3,#6b4e9b)", "var(--s4,#3d3d3d)", "var(--s5,#2f7f79)")
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])
MAX_BARS = (7, 4)
"""Bars of a scope, if it is the only one and if there are more; the smaller ones are counted in one line of text."""
LEGEND_LETTERS = 46
"""Letters of a line of the legend."""
_FONT = "sans-serif"


def line_spec(plot: Plot, scale: str) -> dict[str, Any]:
    """Lines over time or another quantity, with bands, windows and a reference."""
    names = list(dict.fromkeys(_series(r) for r in plot.rows))
    if len(names) > len(_SERIES):
        raise UsageError(f"the line {plot.title!r} has {len(names)} series", f"at most {len(_SERIES)}")
    time = bool(re.match(r"\d{4}-\d{2}", str(plot.rows[0]["x"])))
    rows = [
        {
            "x": str(r["x"]) if time else figure(r["x"]),
            "series": _series(r),
            **{k: figure(r[k]) for k in ("y", "low", "high") if r.get(k) is not None},
        }
        for r in plot.rows
    ]
    x: dict[str, Any] = {
        "field": "x",
        "type": "temporal" if time else "quantitative",
        "title": None if time else plot.x_label or None,
    }
    x["axis"] = {"grid": False, "tickCount": 5, "labelFlush": True, "labelOverlap": True}
    x["scale"] = {"nice": False, "zero": False} if not time else {"type": "utc"}
    y = {"field": "y", "type": "quantitative", "title": None, "axis": {"format": _format(scale), "tickCount": 4}}
    many = len(names) > 1
    colour = {"field": "series", "type": "nominal", "scale": {"domain": names, "range": list(_SERIES[: len(names)])}}
    dash = {"field": "series", "type": "nominal", "scale": {"domain": names, "range": list(_DASHES[: len(names)])}}
    legend = {"orient": "top", "title": None, "columns": 1, "direction": "vertical"} if many else None
    if legend:
        legend["labelExpr"] = r"split(datum.label, '\n')"
    tall = 16 * sum(n.count("\n") + 1 for n in names) + 4 * len(names) if many else 0
    coded = {"color": {**colour, "legend": legend}, "strokeDash": {**dash, "legend": legend}}
    layers = _windows(plot, time)
    if any("low" in r and "high" in r for r in rows):
        band = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": {**colour, "legend": legend}}
        layers.append({"mark": {"type": "area", "opacity": 0.18}, "data": {"values": rows}, "encoding": band})
    layers.append(
        {
            "data": {"values": rows},
            "mark": {"type": "line", "strokeWidth": 2, "interpolate": "linear"},
            "encoding": {"x": x, "y": y, **coded},
        }
    )
    return _spec([*layers, *_rule(plot, "y")], 210 + tall)


def bar_spec(plot: Plot, scale: str) -> dict[str, Any]:
    """Bars with their names above and their figures at the end."""
    rows = _bars(plot, scale)
    bounded = any("low" in r and "high" in r for r in rows)
    ends = [float(v) for r in rows for v in (r.get("value"), r.get("high")) if isinstance(v, int | float)]
    top = max([*ends, plot.reference or 0.0], default=1.0) * 1.2 or 1.0
    y: dict[str, Any] = {"field": "i", "type": "ordinal", "title": None, "axis": None}
    x: dict[str, Any] = {"field": "value", "type": "quantitative", "title": plot.y_label or plot.x_label or None}
    x["axis"] = {"format": _format(scale), "tickCount": 4, "labelOverlap": True}
    x["scale"] = {"domain": [0, six(top)], "nice": False}
    fill = {"condition": {"test": "datum.on", "value": _SERIES[0]}, "value": "var(--bar,#8a857a)"}
    bar = {"type": "bar", "height": 14, "yOffset": 8}
    layers: list[dict[str, Any]] = [{"mark": bar, "encoding": {"x": x, "y": y, "color": fill}}]
    if bounded:
        reach = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}
        layers.append({"mark": {"type": "rule", "strokeWidth": 2, "color": _INK, "yOffset": 8}, "encoding": reach})
    words = {"type": "text", "align": "left", "dx": 5, "dy": 8, "fontSize": 12, "fill": _INK, "fontWeight": "bold"}
    end = {**x, "field": "end"}
    layers.append({"mark": words, "encoding": {"x": end, "y": y, "text": {"field": "text", "type": "nominal"}}})
    name = {"type": "text", "align": "left", "dy": -9, "dx": 1, "fontSize": 12.5, "fill": _INK, "clip": False}
    at = {"x": {"value": 0}, "y": y, "text": {"field": "label", "type": "nominal"}}
    heads = {"mark": {**name, "fontWeight": "bold", "dy": 8}, "encoding": at}
    layers.append({"mark": name, "encoding": at, "transform": [{"filter": "!datum.head"}]})
    layers.append({**heads, "transform": [{"filter": "datum.head"}]})
    for part in layers:
        part["data"] = {"values": rows}
    return _spec([*_rule(plot, "x"), *layers], 40 + 42 * len(rows))


def _series(row: Mapping[str, Any]) -> str:
    """A series' name, wrapped for the legend."""
    return "\n".join(textwrap.wrap(clip(str(row.get("series", "")), 20), LEGEND_LETTERS))


def _windows(plot: Plot, time: bool) -> list[dict[str, Any]]:
    first, last = str(plot.rows[0]["x"]), max(str(r["x"]) for r in plot.rows)
    inside = [w for w in plot.windows if not (time and w[0] <= first and w[1] >= last)]
    if not inside:
        return []
    values = [
        {"a": a, "b": b, "t": clip(re.sub(r" \([^()]*\)", "", label), 6), "late": time and _late(a, first, last)}
        for a, b, label in inside
    ]
    kind = "temporal" if time else "quantitative"
    scale = {"scale": {"type": "utc"}} if time else {}
    x = {"field": "a", "type": kind, **scale}
    rect = {
        "data": {"values": values},
        "mark": {"type": "rect", "fill": _SOFT, "opacity": 0.14},
        "encoding": {"x": x, "x2": {"field": "b"}},
    }
    mark = {"type": "text", "dy": 9, "fontSize": 11, "fill": _SOFT, "limit": 200}
    at = {"x": x, "y": {"value": 0}, "text": {"field": "t", "type": "nominal"}}
    sides = (({"align": "left", "dx": 3}, "!datum.late"), ({"align": "right", "dx": -3}, "datum.late"))
    texts = [
        {"data": {"values": values}, "mark": {**mark, **side}, "encoding": at, "transform": [{"filter": test}]}
        for side, test in sides
    ]
    return [rect, *texts]


def _late(day: str, first: str, last: str) -> bool:
    """Whether a day lies in the second half of a span: its label is set to the left of it."""
    a, b, c = (dt.date.fromisoformat(f"{d}-01"[:10]) for d in (first, day, last))
    return (b - a) > (c - a) / 2


def _bars(plot: Plot, scale: str) -> list[dict[str, Any]]:
    """Bars in order, each scope under its name, no more than ``MAX_BARS``; ``end`` is where the figure stands."""
    scopes = list(dict.fromkeys(str(r.get("scope", "")) for r in plot.rows))
    most = MAX_BARS[len(scopes) > 1]
    plain = not any(r.get("highlight") for r in plot.rows)
    out: list[dict[str, Any]] = []
    for scope in scopes:
        members = [r for r in plot.rows if str(r.get("scope", "")) == scope]
        if len(scopes) > 1:
            out.append({"label": _short(line(scope), 46), "head": True})
        for r in members[:most]:
            value, low, high = (figure(r.get(k)) for k in ("value", "low", "high"))
            bar = {"label": _short(clip(str(r["label"]), 9), 46), "value": value, "text": number(value, scale)}
            bar |= {"on": plain or bool(r.get("highlight")), "end": value if high is None else high}
            out.append(bar | ({"low": low, "high": high} if low is not None and high is not None else {}))
        if len(members) > most:
            out.append({"label": f"and {len(members) - most} smaller", "head": False})
    return [{"i": i, "head": False, **row} for i, row in enumerate(out)]


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _rule(plot: Plot, axis: str) -> list[dict[str, Any]]:
    if plot.reference is None:
        return []
    mark = {"type": "rule", "strokeDash": [3, 3], "strokeWidth": 1.5, "color": _INK}
    where = {axis: {"datum": six(plot.reference), "type": "quantitative"}}
    return [{"data": {"values": [{}]}, "mark": mark, "encoding": where}]


def _spec(layers: list[dict[str, Any]], height: int) -> dict[str, Any]:
    return {
        "background": "transparent",
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        "config": _config(),
        "layer": layers,
    }


def _config() -> dict[str, Any]:
    axis = {
        "labelColor": _SOFT,
        "titleColor": _SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": _GRID,
        "domainColor": _GRID,
        "tickColor": _GRID,
        "labelFont": _FONT,
        "titleFont": _FONT,
    }
    legend = {"labelColor": _INK, "labelFontSize": 12, "labelFont": _FONT, "labelLimit": 300, "symbolSize": 260}
    return {"axis": axis, "legend": legend, "view": {"stroke": None}, "font": _FONT}


def _format(scale: str) -> str:
    return {"share": ".0%"}.get(scale, ",.4~r")


def figure(value: Any) -> float | None:
    """A number as it is drawn, to six digits."""
    return None if value is None else six(float(value))
