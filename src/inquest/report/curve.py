"""The specification curve: estimates in order, with their bounds, and below them which options each one took."""

import itertools
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from inquest.errors import UsageError
from inquest.model.finding import Finding, Plot
from inquest.report.clean import clip, line, number

WIDTH, LEFT, RIGHT, HEIGHT = 360.0, 138.0, 354.0, 150.0
"""Pixels: picture, left and right edge of the plot, height of the upper part."""
ROW = 15.0
MAX_COLUMNS = 120
"""More specifications than this are thinned evenly along the order of their estimates, and the picture says so."""
_CLASS = {1: "pro", 0: "open", -1: "con"}
POSITION_WORDS = {1: "on the claim's side", 0: "open", -1: "on the other side"}


def curve_plot(finding: Finding) -> Plot:
    """The curve of a finding as data; specifications that failed are counted in the caption."""
    names = [c.name for c in finding.multiverse.choices]
    labels = [{o.id: o.label for o in c.options} for c in finding.multiverse.choices]
    rows: list[dict[str, Any]] = []
    for s in finding.specifications:
        if s.point is None:
            continue
        options = {n: words.get(o, o) for n, words, o in zip(names, labels, s.options, strict=True)}
        rows.append({"point": s.point, "low": s.low, "high": s.high, "position": s.position, "options": options})
    failed = len(finding.specifications) - len(rows)
    nulls = {s.null for s in finding.specifications}
    caption = f"{len(rows):,} ways to measure it" + (f"; {failed:,} more failed." if failed else ".")
    return Plot(
        shape="curve",
        title="Every way it was measured",
        caption=caption,
        rows=tuple(rows),
        reference=nulls.pop() if len(nulls) == 1 else None,
    )


def curve_svg(plot: Plot, scale: str = "count") -> str:
    """Draw a specification curve.

    Parameters
    ----------
    plot : Plot
        Rows with ``point``, ``low``, ``high``, ``position`` and ``options``.
    scale : str
        How figures are written.

    Raises
    ------
    UsageError
        If there is no row to draw.
    """
    if not plot.rows:
        raise UsageError(f"the curve {plot.title!r} has no rows", "rows with point, low, high, position, options")
    rows = sorted(plot.rows, key=lambda r: (float(r["point"]), sorted(r["options"].items())))
    shown = _thin(rows)
    xs = [LEFT + (RIGHT - LEFT) * (i + 0.5) / len(shown) for i in range(len(shown))]
    low, high = _range(rows, plot.reference)
    parts = [_axis(low, high, scale), _points(shown, xs, low, high)]
    if plot.reference is not None:
        y = _y(plot.reference, low, high)
        parts.append(f'<path class="c-null" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
    matrix, bottom = _matrix(shown, xs)
    note = f"{len(shown)} of {len(rows):,} drawn, evenly spaced" if len(shown) < len(rows) else ""
    counts = {p: sum(r["position"] == p for r in rows) for p in (1, 0, -1)}
    said = ", ".join(f"{n:,} {POSITION_WORDS[p]}" for p, n in counts.items())
    alt = f"{line(plot.title)}. {len(rows):,} specifications: {said}. {note}"
    parts += [matrix, f'<text class="c-note" x="{RIGHT}" y="{bottom + 6:.0f}">{escape(note)}</text>' if note else ""]
    return (
        f'<svg class="curve" viewBox="0 0 {WIDTH:.0f} {bottom + 12:.0f}" role="img" '
        f'aria-label="{escape(alt, quote=True)}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _thin(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(rows) <= MAX_COLUMNS:
        return list(rows)
    last = len(rows) - 1
    return [rows[round(i * last / (MAX_COLUMNS - 1))] for i in range(MAX_COLUMNS)]


def _range(rows: Sequence[dict[str, Any]], reference: float | None) -> tuple[float, float]:
    points = sorted(float(r["point"]) for r in rows)
    values = [float(v) for r in rows for v in (r["point"], r["low"], r["high"]) if v is not None]
    if reference is not None:
        values.append(reference)
        points.append(reference)
    low, high = min(values), max(values)
    reach = (max(points) - min(points)) or abs(points[0]) or 1.0
    low, high = max(low, min(points) - 3 * reach), min(high, max(points) + 3 * reach)
    pad = (high - low) * 0.06 or 0.5
    return low - pad, high + pad


def _y(value: float, low: float, high: float) -> float:
    inside = min(max(value, low), high)
    return 10 + (HEIGHT - 16) * (high - inside) / (high - low)


def _axis(low: float, high: float, scale: str) -> str:
    out = []
    for part in (0.06, 0.5, 0.94):
        value = low + part * (high - low)
        y = _y(value, low, high)
        out.append(
            f'<path class="c-grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
            f'<text class="c-tick" x="{LEFT - 6}" y="{y + 4:.1f}">{escape(number(value, scale))}</text>'
        )
    return "".join(out)


def _points(rows: Sequence[dict[str, Any]], xs: Sequence[float], low: float, high: float) -> str:
    spans: dict[int, list[str]] = {1: [], 0: [], -1: []}
    dots: dict[int, list[str]] = {1: [], 0: [], -1: []}
    r = 3.2 if len(rows) <= 60 else 2.2
    for row, x in zip(rows, xs, strict=True):
        position, y = int(row["position"]), _y(float(row["point"]), low, high)
        if row["low"] is not None and row["high"] is not None:
            top, bottom = _y(float(row["high"]), low, high), _y(float(row["low"]), low, high)
            spans[position].append(f"M{x:.1f} {top:.1f}V{bottom:.1f}")
        if position == -1:
            dots[position].append(
                f"M{x:.1f} {y - r - 0.6:.1f}l{r + 0.6} {r + 0.6}l{-r - 0.6} {r + 0.6}l{-r - 0.6} {-r - 0.6}z"
            )
        else:
            dots[position].append(f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z")
    out = [f'<path class="c-span c-{_CLASS[p]}" d="{"".join(d)}"/>' for p, d in spans.items() if d]
    out += [f'<path class="c-dot c-{_CLASS[p]}" d="{"".join(d)}"/>' for p, d in dots.items() if d]
    return "".join(out)


def _matrix(rows: Sequence[dict[str, Any]], xs: Sequence[float]) -> tuple[str, float]:
    names = list(dict.fromkeys(name for r in rows for name in r["options"]))
    wide = max(min((RIGHT - LEFT) / len(rows) * 0.8, 8), 1.2)
    y, out = HEIGHT + 16, []
    for name in names:
        options = list(dict.fromkeys(r["options"][name] for r in rows if name in r["options"]))
        if len(options) < 2:
            continue
        out.append(f'<text class="c-choice" x="0" y="{y:.0f}">{escape(clip(name.replace("_", " "), 6))}</text>')
        for option, short in zip(options, distinct([str(o) for o in options]), strict=True):
            y += ROW
            ticks = _ticks([r["options"].get(name) == option for r in rows], xs, wide, y - 4)
            out.append(f'<text class="c-option" x="8" y="{y:.0f}">{escape(short)}</text>')
            out.append(f'<path class="c-tickmark" d="{ticks}"/>')
        y += ROW + 5
    return "".join(out), y - ROW + 8 if out else HEIGHT


def _ticks(taken: Sequence[bool], xs: Sequence[float], wide: float, y: float) -> str:
    """One tick for each specification that took an option; neighbours flow together where there are many."""
    out = []
    if len(taken) <= 60:
        out = [f"M{x - wide / 2:.1f} {y:.1f}h{wide:.1f}" for x, on in zip(xs, taken, strict=True) if on]
    else:
        step = xs[1] - xs[0]
        for on, run in itertools.groupby(range(len(taken)), key=lambda i: taken[i]):
            members = list(run)
            if on:
                out.append(f"M{xs[members[0]] - step / 2:.1f} {y:.1f}h{step * len(members):.1f}")
    return "".join(out)


def distinct(options: Sequence[str], letters: int = 20) -> list[str]:
    """Options as short as their difference allows: dates in brackets and a shared beginning go first.

    >>> distinct(["the last 12 months (2018 to 2019)", "the last 24 months (2017 to 2019)"], letters=12)
    ['12 months', '24 months']
    """
    full = [line(o) for o in options]
    plain = [re.sub(r" \([^()]*\d{4}[^()]*\)", "", o) for o in full]
    found = plain if len(set(plain)) == len(full) else full
    if max(map(len, found)) > letters:
        words = [o.split() for o in found]
        same = len(list(itertools.takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False))))
        if all(len(w) > same for w in words):
            found = [" ".join(w[same:]) for w in words]
    return [_middle(clip(o, 9), letters) for o in found]


def _middle(text: str, letters: int = 20) -> str:
    """Shortened in the middle: options of one choice often differ only at the end."""
    half = (letters - 1) // 2
    return text if len(text) <= letters else f"{text[:half].rstrip()}…{text[-half:].lstrip()}"
