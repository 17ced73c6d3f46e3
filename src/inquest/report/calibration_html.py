"""A calibration as one self-contained page: no script, no outside address."""

from functools import cache

import jinja2
from markupsafe import Markup

from inquest.model.calibration import Calibration, KindCalibration
from inquest.model.finding import Plot
from inquest.report.calibration import curves, forests, labels, place_of, usual
from inquest.report.calibration_text import COLUMNS, FAULT_COLUMNS, STATE, cell_row, fault_rows
from inquest.report.charts import chart_svg
from inquest.report.clean import line, number
from inquest.report.forest import forest_svg
from inquest.report.html import page_css


def render_calibration_html(found: Calibration) -> str:
    """The page of a calibration; the same bytes for the same calibration."""
    return (
        _environment()
        .get_template("calibration.html.j2")
        .render(
            found=found,
            css=Markup(page_css()),  # noqa: S704 - our own file
            kinds=[_view(kind) for kind in found.kinds],
            columns=COLUMNS,
            fault_columns=FAULT_COLUMNS,
            failing=[k.kind for k in found.kinds if not k.holds],
        )
    )


def _view(kind: KindCalibration) -> dict[str, object]:
    short = labels(kind.cells)
    return {
        "kind": kind,
        "worlds": sum(c.worlds for c in kind.cells),
        "demands": [
            {
                "text": d.text,
                "note": d.note,
                "state": STATE[d.holds],
                "worst": number(d.worst, "share"),
                "where": place_of(d, short) or "–",
                "failing": [short.get(c, c.replace("_", " ")) for c in d.failing],
            }
            for d in kind.demands
        ],
        "curves": curves(kind),
        "forests": forests(kind),
        "cells": [(short[c.name], cell_row(c)) for c in kind.cells],
        "faults": fault_rows(kind),
        "usual": usual(kind.cells),
    }


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("inquest.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"chart": _chart, "forest": _forest, "line": line}
    return env


def _chart(plot: Plot) -> Markup:
    return Markup(chart_svg(plot, "share"))  # noqa: S704 - text in it is escaped where it is drawn


def _forest(plot: Plot) -> Markup:
    return Markup(forest_svg(plot))  # noqa: S704 - text in it is escaped where it is drawn
