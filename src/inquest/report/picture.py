"""A finding's pictures as files of their own: each carries what must go with a verdict, and its own colours."""

import re
import textwrap
from functools import cache
from html import escape
from importlib.resources import files

from inquest.model.finding import Case, Finding, Plot
from inquest.report.cards import all_plots
from inquest.report.charts import chart_svg
from inquest.report.clean import clip, line, quoted
from inquest.report.headings import scale_of
from inquest.report.json_ import context
from inquest.report.map import map_svg
from inquest.report.publish import PublishInfo, licensed, published

WIDTH, MARGIN, LETTERS = 400, 20, 58
"""CSS pixels of the picture and its margin; letters of a line of text."""


def pictures(case: Case, finding: Finding, *, publish: PublishInfo | None = None) -> dict[str, str]:
    """Every picture of a finding as a standalone SVG file.

    Returns
    -------
    dict
        File name (``F1-1-line.svg``) -> SVG. Each holds the quote, the verdict, the proposition tested, what the data
        cannot show, source, date, review status and "1 of N findings on this text".

    Raises
    ------
    UsageError
        If the finding is not in the case or is held back from publication.
    """
    allowed = published(case, publish) if publish else licensed(case)
    around = context(allowed, finding)
    kept = next(f for f in allowed.findings if f.id == finding.id)
    curve, plots = all_plots(kept)
    scale = scale_of(kept.proposition)
    out = {}
    for index, plot in enumerate([*plots, *([curve] if curve else [])], 1):
        name = re.sub(r"[^A-Za-z0-9_-]", "_", kept.id)
        out[f"{name}-{index}-{plot.shape}.svg"] = _framed(plot, scale, around, kept)
    return out


def _framed(plot: Plot, scale: str, around: dict[str, str], finding: Finding) -> str:
    inner = map_svg(plot, standalone=True) if plot.shape == "map" else chart_svg(plot, scale)
    view = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', inner)
    wide, high = (float(view.group(1)), float(view.group(2))) if view else (360.0, 200.0)
    high *= (WIDTH - 2 * MARGIN) / wide
    y = 28.0
    parts: list[str] = []
    for text, style in ((plot.title, "p-title"), (f"“{quoted(around['quote'], 30)}”", "p-quote")):
        y = _lines(parts, line(text), style, y)
    y = _lines(parts, around["verdict"], "p-verdict", y)
    box = f'x="{MARGIN}" y="{y:.0f}" width="{WIDTH - 2 * MARGIN}" height="{high:.0f}"'
    placed = inner.replace("<svg ", f"<svg {box} ", 1)
    parts.append(placed)
    y += high + 22
    card = finding.card
    for text in (
        plot.caption,
        f"Tested: {card.tested}",
        f"Cannot show: {card.cannot_show}",
        f"Source: {card.source}",
        f"{around['date']}. {card.review}. {around['position']}.",
    ):
        y = _lines(parts, line(text), "p-small", y)
    title = f"<title>{escape(line(plot.title))}</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDTH}" '
        f'height="{y:.0f}" viewBox="0 0 {WIDTH} {y:.0f}">{title}<style>{_style()}</style>'
        f'<rect width="{WIDTH}" height="{y:.0f}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _lines(parts: list[str], text: str, style: str, y: float) -> float:
    letters = {"p-small": LETTERS, "p-title": 36}.get(style, 42)
    for row in textwrap.wrap(clip(text, 60), letters):
        parts.append(f'<text class="{style}" x="{MARGIN}" y="{y:.0f}">{escape(row)}</text>')
        y += 15 if style == "p-small" else 20
    return y + (2 if style == "p-small" else 4)


@cache
def _style() -> str:
    css = (files("inquest") / "report" / "templates" / "report.css").read_text(encoding="utf-8")
    root = css[: css.index("}") + 1]
    rules = re.findall(r"(?m)^(?:\.[cgm]-|svg text).*$", css)
    own = (
        ".p-title{font-size:16px;font-weight:700}.p-quote{font-size:14px;font-style:italic}"
        ".p-verdict{font-size:15px;font-weight:700}.p-small{font-size:11px;fill:#5c5850}"
    )
    return escape(root + "".join(rules) + own, quote=False)
