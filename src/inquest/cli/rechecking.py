"""The command that runs the findings of a saved case again."""

from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import app
from inquest.cli._common import console, progress_shown, write
from inquest.cli._options import AsOf, Engine, Html

CHANGED = 7
"""Exit code where a finding changed and the user asked to be told so (``errors.EXIT_CODES``)."""


@app.command()
def recheck(
    case: Annotated[Path, typer.Argument(help="A case that inquest check or ask wrote with --json.")],
    as_of: AsOf = None,
    html: Html = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write what changed as JSON to this file; - for standard output.")
    ] = None,
    fail: Annotated[bool, typer.Option("--fail-on-change", help="End with code 7 if a finding changed.")] = False,
    engine: Engine = "duckdb",
) -> int:
    """Run the findings of a saved case again: which change on the record as it is now, figure by figure."""
    from inquest.api import recheck as run
    from inquest.report.rechecked import recheck_json, render_recheck
    from inquest.report.saved import load_case, read_saved

    saved = load_case(read_saved(case), case.name)
    with progress_shown() as progress:
        found = run(saved, as_of=as_of, engine=engine, progress=progress)
    if html is not None:
        from inquest.report.rechecked_html import render_recheck_html

        write(render_recheck_html(found), html)
    if json is not None:
        write(recheck_json(found), json)
    if json is None or str(json) != "-":
        render_recheck(found, console())
    return CHANGED if fail and found.changed else 0
