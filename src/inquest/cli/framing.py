"""The command that tries a frame file of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import frames
from inquest.cli._common import console

NOT_READ = 8
"""Exit code where an example is not read as expected (``errors.EXIT_CODES``)."""


@frames.command("test")
def frames_test(
    file: Annotated[Path, typer.Argument(help="A frame file, as docs/frames.md describes it.")],
    language: Annotated[str, typer.Option("--language", help="Language of its examples.")] = "en",
) -> int:
    """Try a frame file of your own: check every field, and read every example."""
    from inquest.errors import UsageError
    from inquest.extract._frame_trial import try_frames
    from inquest.extract.rules import EXTRACTOR
    from inquest.read._decode import decode
    from inquest.read._open import read_bytes
    from inquest.report.tables import render_trials
    from inquest.resolve.own import own_gazetteer

    if language not in EXTRACTOR.languages:
        raise UsageError(
            f"--language {language}", "a language that has frames", EXTRACTOR.languages, "use one of these"
        )
    tried = try_frames(decode(read_bytes(file), file.name), language, own_gazetteer(), EXTRACTOR.read)
    rows = [(t.id, t.line, t.example, t.faults, t.replaces) for t in tried]
    render_trials(rows, console())
    return 0 if all(t.passed for t in tried) else NOT_READ
