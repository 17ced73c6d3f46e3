"""The command that puts two texts side by side."""

from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import app
from inquest.cli._common import console, names_held, opened, progress_shown, told, write
from inquest.cli._options import Answers, AsOf, Engine, Extractor, Html, LlmModel, LlmUrl, NoCache, pairs, reading
from inquest.errors import UsageError


@app.command()
def compare(
    a: Annotated[str, typer.Argument(help="A text file, or a claims file.")],
    b: Annotated[str, typer.Argument(help="The other one.")],
    date_a: Annotated[str | None, typer.Option("--date-a", help="Publication date of the first, YYYY-MM-DD.")] = None,
    date_b: Annotated[str | None, typer.Option("--date-b", help="Publication date of the second.")] = None,
    as_of: AsOf = None,
    answer: Answers = None,
    html: Html = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the comparison as JSON to this file; - for standard output.")
    ] = None,
    extractor: Extractor = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    no_llm_cache: NoCache = False,
    engine: Engine = "duckdb",
) -> None:
    """Put two texts side by side: what both say, what only one says, where they say the opposite."""
    from inquest.api import compare as run
    from inquest.inquiry import extractors
    from inquest.report.compared import comparison_json, render_comparison

    extractors(extractor)
    if a == b == "-":
        raise UsageError("standard input is given twice", "two texts", cure="give at least one of them as a file")
    options = reading(extractor, llm_url, llm_model, no_llm_cache)
    with progress_shown() as progress:
        first, second = opened(a, date_a), opened(b, date_b)
        if first[1] is not None and second[1] is not None and extractor != "rules":
            raise UsageError(
                "both are claims files, which are read already",
                "--extractor with a text",
                cure=f"run inquest claims TEXT --extractor {extractor}, or leave --extractor out",
            )
        found = run(
            first[0],
            second[0],
            names=(Path(a).name, Path(b).name),
            answers={**first[2], **second[2], **pairs(answer, "--answer")},
            extractions=(first[1], second[1]),
            settled=(names_held(a), names_held(b)),
            extractor=extractor,
            options=options,
            say=told,
            as_of=as_of,
            engine=engine,
            progress=progress,
        )
    if html is not None:
        from inquest.report.compared_html import render_comparison_html

        write(render_comparison_html(found), html)
    if json is not None:
        write(comparison_json(found), json)
    if json is None or str(json) != "-":
        render_comparison(found, console())
