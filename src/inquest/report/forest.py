"""Rates with their limits, one row each, against a line: any number of rows, each with its label above it."""

from html import escape

from inquest.errors import UsageError
from inquest.model.finding import Plot
from inquest.report.clean import line, number

WIDTH, LEFT, RIGHT = 360.0, 6.0, 306.0
"""Pixels: the picture, left and right end of the scale; figures stand to the right of it."""
ROW, TOP, FOOT = 30.0, 20.0, 8.0
_INK, _SOFT, _GRID = "var(--ink,#1c1b19)", "var(--soft,#5c5850)", "var(--rule,#d9d4c9)"
_GOOD, _BAD = "var(--s1,#1f5f99)", "var(--s2,#a8470f)"
LETTERS = 58
"""Letters of a label."""


def forest_svg(plot: Plot) -> str:
    """Draw shares with their limits.

    Parameters
    ----------
    plot : Plot
        Rows with ``label``, ``value``, ``low``, ``high`` (shares) and ``holds``: a row that doesn't is a square, not a
        circle. ``reference`` is the line that they are judged by.

    Raises
    ------
    UsageError
        If there is no row to draw.
    """
    rows = [r for r in plot.rows if r.get("value") is not None]
    if not rows:
        raise UsageError(f"the picture {plot.title!r} has no rows", "rows with label, value, low, high")
    ends = [float(r["high"] if r.get("high") is not None else r["value"]) for r in rows]
    top = min(1.0, max([*ends, 1.25 * (plot.reference or 0.0)]) * 1.02)
    low = min([float(r["low"] if r.get("low") is not None else r["value"]) for r in rows] + [plot.reference or 0.0])
    base = max(0.0, low - 0.1) if low > 0.5 else 0.0
    height = TOP + ROW * len(rows) + FOOT
    parts = [_line(plot.reference, base, top, len(rows))] if plot.reference is not None else []
    parts += [_row(row, TOP + ROW * i, base, top) for i, row in enumerate(rows)]
    alt = _alt(plot, rows)
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH:g} {height:g}" role="img" aria-label="{escape(alt, quote=True)}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif">{"".join(parts)}</svg>'
    )


def _x(value: float, base: float, top: float) -> float:
    return LEFT + (RIGHT - LEFT) * (value - base) / (top - base or 1.0)


def _line(at: float, base: float, top: float, rows: int) -> str:
    """The line that shares are judged by, beside each row and not through its label."""
    x = _x(at, base, top)
    pieces = "".join(f"M{x:.1f} {TOP + ROW * i + 13:g}v14" for i in range(rows))
    return (
        f'<path d="{pieces}" stroke="{_INK}" stroke-dasharray="3 2" fill="none"/>'
        f'<text x="{min(x, RIGHT):.1f}" y="11" font-size="11" text-anchor="middle" fill="{_SOFT}">'
        f"{number(at, 'share')}</text>"
    )


def _row(row: dict[str, object], y: float, base: float, top: float) -> str:
    value = float(str(row["value"]))
    low, high = (float(str(row[k])) if row.get(k) is not None else value for k in ("low", "high"))
    fine = row.get("holds") is not False
    colour, x, mid = _GOOD if fine else _BAD, _x(value, base, top), y + 20
    label = line(str(row["label"]))
    label = label if len(label) <= LETTERS else label[: LETTERS - 1].rstrip() + "…"
    mark = (
        f'<circle cx="{x:.1f}" cy="{mid:g}" r="4" fill="{colour}"/>'
        if fine
        else f'<path d="M{x - 4:.1f} {mid - 4:g}h8v8h-8z" fill="{colour}"/>'
    )
    return (
        f'<text x="{LEFT:g}" y="{y + 11:g}" font-size="11" fill="{_INK}">{escape(label)}</text>'
        f'<path d="M{LEFT:g} {mid:g}H{RIGHT:g}" stroke="{_GRID}"/>'
        f'<path d="M{_x(low, base, top):.1f} {mid:g}H{_x(high, base, top):.1f}" stroke="{colour}" stroke-width="2"/>'
        f'{mark}<text x="{WIDTH - 2:g}" y="{mid + 4:g}" font-size="12" text-anchor="end" fill="{_INK}">'
        f"{number(value, 'share')}</text>"
    )


def _alt(plot: Plot, rows: list[dict[str, object]]) -> str:
    worst = [f"{line(str(r['label']))} {number(float(str(r['value'])), 'share')}" for r in rows[:12]]
    against = "" if plot.reference is None else f" Read against {number(plot.reference, 'share')}."
    return f"{line(plot.title)}. {'; '.join(worst)}.{against}"
