"""Options that several commands share, and how they are read."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from inquest.errors import UsageError

Source = Annotated[str, typer.Argument(help="A file, an address, a folder of files, or - for standard input.")]
Date = Annotated[
    str | None,
    typer.Option("--date", help="Publication date of the text, YYYY-MM-DD; YYYY-MM or YYYY if no more is known."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Use only releases that stood on this day, YYYY-MM-DD.")]
Answers = Annotated[list[str] | None, typer.Option("--answer", help="Answer a question: ID=OPTION (repeatable).")]
Choose = Annotated[list[str] | None, typer.Option("--choose", help="Fix a choice: CHOICE=OPTION (repeatable).")]
Reasons = Annotated[list[str] | None, typer.Option("--reason", help="The reason for each --choose (repeatable).")]
Html = Annotated[Path | None, typer.Option("--html", help="Write the report to this file.")]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write the case as JSON to this file; - for standard output.")
]
Engine = Annotated[str, typer.Option("--engine", help="duckdb, or spark (extra 'spark').")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Worker threads; the results are the same with any number.")]
Publish = Annotated[
    bool, typer.Option("--publish", help="The version for publication; needs --reviewer, --second-reader.")
]
Reviewer = Annotated[str | None, typer.Option("--reviewer", help="Who reviewed the findings.")]
Second = Annotated[str | None, typer.Option("--second-reader", help="Who read them second; another person.")]
Link = Annotated[str | None, typer.Option("--link", help="Address of the text, for the credit of its quotes.")]
Corrections = Annotated[
    list[str] | None,
    typer.Option("--correction", help="A line of the correction log, 'YYYY-MM-DD: text' (repeatable)."),
]
Reviewed = Annotated[
    list[str] | None,
    typer.Option("--reviewed", help="Id of a finding on violence against civilians that was reviewed."),
]
KeepNames = Annotated[
    bool, typer.Option("--keep-names", help="Keep what the claims file says under names in your own dictionary.")
]
Original = Annotated[
    list[str] | None,
    typer.Option("--original", help="What a speaker said, to hold reported words against: [NAMES=]FILE (repeatable)."),
]
Interests = Annotated[str | None, typer.Option("--interests", help="The conflict-of-interest line.")]
Extractor = Annotated[
    str, typer.Option("--extractor", help="Who reads the text: rules, llm (extra 'llm'), or both: rules,llm.")
]
LlmUrl = Annotated[
    str | None, typer.Option("--llm-url", help="Address of an OpenAI-compatible endpoint; else INQUEST_LLM_URL.")
]
LlmModel = Annotated[str | None, typer.Option("--llm-model", help="Model of that endpoint; else INQUEST_LLM_MODEL.")]
NoCache = Annotated[bool, typer.Option("--no-llm-cache", help="Ask the model anew, and keep none of its answers.")]
LlmEstimate = Annotated[
    bool, typer.Option("--llm-estimate", help="Only print what reading by the model will take; ask for nothing.")
]


def reading(extractor: str, url: str | None, model: str | None, no_cache: bool) -> dict[str, str]:
    """Options for the extractor ``llm``.

    Raises
    ------
    UsageError
        If there are some, and it is not among the extractors.
    """
    given = {"url": url or "", "model": model or "", "cache": "no" if no_cache else ""}
    given = {k: v for k, v in given.items() if v}
    if given and "llm" not in [name.strip() for name in extractor.split(",")]:
        raise UsageError(
            "an option of the extractor llm is set, and llm is not among the extractors",
            "--llm-url, --llm-model and --no-llm-cache with --extractor llm",
            cure="add --extractor llm, or --extractor rules,llm",
        )
    return given


def pairs(items: list[str] | None, what: str) -> dict[str, str]:
    """``ID=OPTION`` items as a mapping.

    Raises
    ------
    UsageError
        If an item has no ``=``.
    """
    found = {}
    for item in items or []:
        name, sign, value = item.partition("=")
        if not sign or not name or not value:
            raise UsageError(f"{what} {item!r}", "NAME=OPTION", cure=f"write {what} NAME=OPTION")
        found[name.strip()] = value.strip()
    return found


def day(text: str | None, what: str) -> dt.date | None:
    """A day written YYYY-MM-DD, or None.

    Raises
    ------
    UsageError
        If it is no such day.
    """
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{what} {text!r}", "a day such as 2020-05-04", cure=f"write {what} YYYY-MM-DD") from error
