"""Commands on the record: data list, add, status, verify."""

from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import data
from inquest.cli._common import console, progress_shown
from inquest.cli._options import day


@data.command("list")
def data_list() -> None:
    """What is loaded: every vintage with its rows, span and licence."""
    from inquest.record.store import open_record
    from inquest.report.tables import render_record

    with progress_shown() as progress:
        info = open_record(progress=progress).info
    render_record(info, console())


@data.command("add")
def data_add(
    file: Annotated[Path, typer.Argument(help="A CSV of events: plain, gzip or zip.")],
    source: Annotated[
        str | None, typer.Option("--source", help="Registry name; recognised from the header if left out.")
    ] = None,
    release: Annotated[
        str | None, typer.Option("--release", help="Release, e.g. 25.1; read from the file if left out.")
    ] = None,
    released: Annotated[
        str | None,
        typer.Option("--released", help="Day the release first stood, YYYY-MM-DD; the known one if left out."),
    ] = None,
    covers: Annotated[
        str | None,
        typer.Option("--covers", help="Days it covers, YYYY-MM-DD..YYYY-MM-DD; else from its first to its last year."),
    ] = None,
    simulated: Annotated[bool, typer.Option("--simulated", help="Mark every event as simulated.")] = False,
) -> None:
    """Add a file of events to the record."""
    from inquest.record.store import open_record
    from inquest.report.tables import render_manifest

    stood = day(released, "--released")
    with progress_shown() as progress:
        record = open_record(progress=progress)
        manifest = record.add(file, source=source, release=release, released=stood, covers=covers, simulated=simulated)
    render_manifest(manifest, console())


@data.command("status")
def data_status() -> None:
    """Where the record lies, its identity, and which vintage stands for which years."""
    from inquest.record.store import open_record
    from inquest.report.tables import render_status

    with progress_shown() as progress:
        record = open_record(progress=progress)
    render_status(record.status(), console())


@data.command("verify")
def data_verify() -> None:
    """Read every file of the record again and compare it with its manifest."""
    from inquest.record.store import open_record

    with progress_shown() as progress:
        record = open_record(progress=progress)
        record.verify()
    console().print(f"Every file of the record is as it was built: {record.info.identity}", soft_wrap=True)
