"""A rechecked case as one self-contained page: no script, no outside address."""

from functools import cache

import jinja2
from markupsafe import Markup

from inquest.model.recheck import Recheck
from inquest.report.clean import balanced, line
from inquest.report.html import page_css
from inquest.report.rechecked import figure, head_rows, verdict_words


def render_recheck_html(found: Recheck) -> str:
    """The page of a recheck; the same bytes for the same recheck."""
    return (
        _environment()
        .get_template("recheck.html.j2")
        .render(
            found=found,
            css=Markup(page_css()),  # noqa: S704 - our own file
            head=head_rows(found),
            same=[f for f in found.findings if f.status == "unchanged"],
            words=verdict_words,
        )
    )


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("inquest.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"line": line, "balanced": balanced, "figure": figure}
    return env
