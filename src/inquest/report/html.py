"""The report as one self-contained HTML file: no script, no outside address."""

from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from inquest.model.event import Evidence
from inquest.model.finding import Case, Plot
from inquest.report import publish as rules
from inquest.report.charts import chart_svg
from inquest.report.clean import balanced, clip, direction, line, number, offices
from inquest.report.map import is_near, shared_defs
from inquest.report.parts import CaseView
from inquest.report.publish import PublishInfo
from inquest.report.view import view

TONES = {
    "backs": "the record backs this",
    "mostly-backs": "the record mostly backs this",
    "split": "the record is split",
    "mostly-against": "the record mostly points the other way",
    "against": "the record points the other way",
    "open": "the record can't tell",
    "several": "tested in several ways, with different results",
    "untested": "not testable on this record",
}
"""Marks of the article's legend: name -> words."""


def render_html(case: Case, *, publish: PublishInfo | None = None) -> str:
    """The report of a case.

    Parameters
    ----------
    case : Case
    publish : PublishInfo or None
        With it, the version that may leave the newsroom: quotes only, districts instead of points, at most three
        headlines a card, reviewers named, recent events held back.

    Returns
    -------
    str
        One HTML document; the same bytes for the same case.
    """
    shown = view(case, publish)
    template = environment().get_template("case.html.j2")
    used = {s.tone for p in shown.paragraphs for s in p if s.tone}
    return template.render(
        case=shown,
        css=Markup(page_css()),  # noqa: S704 - our own file
        defs=Markup(shared_defs([is_near(p) for p in _maps(shown)])),  # noqa: S704 - built from our own outlines
        legend=[(t, w) for t, w in TONES.items() if t in used],
        method=METHOD,
        hold_days=rules.HOLD_DAYS,
    )


METHOD = (
    "Each claim is turned into a proposition that can be counted, and counted in every way that a fair reader could "
    "defend. Ways that change what the sentence means are kept apart as readings; ways that only handle the same "
    "quantity otherwise are pooled. The words on a card follow from fixed thresholds, the same for every speaker and "
    "every side. The data count deadly clashes: what they cannot show stands on each card."
)


def _maps(shown: CaseView) -> list[Plot]:
    plots = [p for g in shown.groups for c in g.cards for p in c.plots]
    if shown.answer and shown.answer.plot:
        plots.append(shown.answer.plot)
    return [p for p in plots if p.shape == "map"]


@cache
def page_css() -> str:
    """The style sheet of every page."""
    return (files("inquest") / "report" / "templates" / "report.css").read_text(encoding="utf-8")


@cache
def environment() -> jinja2.Environment:
    """Templates with the filters of a report; everything is escaped."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("inquest.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "chart": _chart,
        "number": number,
        "line": line,
        "balanced": balanced,
        "clip": clip,
        "direction": direction,
        "offices": offices,
        "where": _where,
        "when": _when,
    }
    env.tests["bare"] = rules.is_bare
    return env


def _chart(plot: Plot, scale: str = "count") -> Markup:
    return Markup(chart_svg(plot, scale))  # noqa: S704 - text in it is escaped where it is drawn


def _where(event: Evidence) -> str:
    parts = [event.place, event.adm_2 or event.adm_1] if event.where_prec <= 2 else [event.adm_2 or event.adm_1]
    return line(", ".join(p for p in parts if p) or event.country or "not given")


def _when(event: Evidence) -> str:
    same = event.date_start == event.date_end
    return line(event.date_start if same else f"{event.date_start} to {event.date_end}")
