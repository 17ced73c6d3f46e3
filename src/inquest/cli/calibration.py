"""The command that measures error rates on worlds where the truth is known."""

from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import app
from inquest.cli._common import console, progress_shown, write

NOT_HELD = 6
"""Exit code where a demand doesn't hold (``errors.EXIT_CODES``)."""


@app.command()
def calibrate(
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="KIND", help="Kinds; every one that has a simulator if left out.")
    ] = None,
    worlds: Annotated[int | None, typer.Option("--worlds", help="Worlds of each cell; 400 by default.")] = None,
    short: Annotated[bool, typer.Option("--short", help="A short run of about 200 worlds a kind.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="Worker processes; the results are the same with any number.")
    ] = 1,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Seed of the worlds.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the results as JSON to this file; - for standard output.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the results as one page with pictures.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write JSON, Markdown pages and the HTML page into this folder.")
    ] = None,
) -> int:
    """Measure how often each kind of test errs, on made-up wars whose truth is known."""
    from inquest.calibrate.run import SEED
    from inquest.calibrate.run import calibrate as run
    from inquest.report.calibration_files import calibration_json, write_folder
    from inquest.report.calibration_text import render_calibration

    with progress_shown() as progress:
        found = run(
            kinds or (), worlds=worlds, short=short, jobs=jobs, seed=SEED if seed is None else seed, progress=progress
        )
    if html is not None:
        from inquest.report.calibration_html import render_calibration_html

        write(render_calibration_html(found), html)
    if out is not None:
        write_folder(found, out)
    if json is not None:
        write(calibration_json(found), json)
    if json is None or str(json) != "-":
        render_calibration(found, console())
    return 0 if all(k.holds for k in found.kinds) else NOT_HELD
