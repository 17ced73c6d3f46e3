"""Commands on texts: check, ask, claims, plan, demo."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from inquest.cli._app import app
from inquest.cli._common import (
    begun,
    console,
    deliver,
    ended,
    foretold,
    names_held,
    opened,
    progress_shown,
    publish_info,
    told,
    write,
)
from inquest.cli._options import (
    Answers,
    AsOf,
    Choose,
    Corrections,
    Date,
    Engine,
    Extractor,
    Html,
    Interests,
    Jobs,
    Json,
    KeepNames,
    Link,
    LlmEstimate,
    LlmModel,
    LlmUrl,
    NoCache,
    Original,
    Publish,
    Reasons,
    Reviewed,
    Reviewer,
    Second,
    Source,
    pairs,
    reading,
)
from inquest.errors import UsageError


@app.command()
def check(
    source: Source,
    date: Date = None,
    as_of: AsOf = None,
    answer: Answers = None,
    choose: Choose = None,
    reason: Reasons = None,
    html: Html = None,
    json: Json = None,
    publish: Publish = False,
    reviewer: Reviewer = None,
    second: Second = None,
    link: Link = None,
    interests: Interests = None,
    correction: Corrections = None,
    reviewed: Reviewed = None,
    extractor: Extractor = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    no_llm_cache: NoCache = False,
    llm_estimate: LlmEstimate = False,
    engine: Engine = "duckdb",
    jobs: Jobs = 1,
    original: Original = None,
    keep_names: KeepNames = False,
) -> int:
    """Check every claim of an article, of a folder of them, or of a claims file that a person edited."""
    from inquest.cli._folders import Target, each
    from inquest.cli._originals import originals

    info = publish_info(reviewer, second, interests, correction, reviewed) if publish else None
    options = reading(extractor, llm_url, llm_model, no_llm_cache)

    unread: list[int] = []

    def one(path: str, places: Sequence[Path | None]) -> None:
        with progress_shown() as progress:
            document, extraction, held = opened(path, date, link=link)
            if llm_estimate:
                return foretold(document, extraction, extractor, options)
            answers = {**held, **pairs(answer, "--answer")}
            names = names_held(path, keep=keep_names)
            inquiry = begun(
                document, as_of, answers, choose, reason, engine, progress, extractor, options, extraction, names
            )
            inquiry.jobs, inquiry.originals = jobs, originals(original)
            case = inquiry.run()
        unread.append(inquiry.extract().unread)
        return deliver(case, places[0], places[1], info)

    targets = (Target("--html", html, ".html"), Target("--json", json, ".json"))
    alone = [
        ("--answer", answer),
        ("--choose", choose),
        ("--link", link),
        ("--original", original),
        ("--keep-names", keep_names),
    ]
    return ended(each(source, one, targets, single=alone), unread)


@app.command()
def ask(
    sentence: Annotated[str, typer.Argument(help="One sentence that claims something.")],
    date: Date = None,
    as_of: AsOf = None,
    answer: Answers = None,
    choose: Choose = None,
    reason: Reasons = None,
    html: Html = None,
    json: Json = None,
    extractor: Extractor = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    no_llm_cache: NoCache = False,
    engine: Engine = "duckdb",
) -> int:
    """Test a single sentence."""
    from inquest.read._open import open_document

    options = reading(extractor, llm_url, llm_model, no_llm_cache)
    with progress_shown() as progress:
        document = open_document(sentence, date=date)
        answers = pairs(answer, "--answer")
        inquiry = begun(document, as_of, answers, choose, reason, engine, progress, extractor, options)
        inquiry.evidence = html is not None or json is not None  # a terminal lists no events
        case = inquiry.run()
    deliver(case, html, json, None)
    return ended(0, [inquiry.extract().unread])


@app.command()
def claims(
    source: Source,
    date: Date = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write to this file, not to standard output.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Write a flat list of claims as JSON, for other tools.")] = False,
    extractor: Extractor = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    no_llm_cache: NoCache = False,
    llm_estimate: LlmEstimate = False,
) -> int:
    """Extract only: a claims file (YAML) that a person edits and check reads."""
    from inquest.cli._folders import Target, each, is_folder
    from inquest.extract._claims_file import dump_claims
    from inquest.extract._flat import flat_claims, flat_json

    options = reading(extractor, llm_url, llm_model, no_llm_cache)

    unread: list[int] = []

    def one(path: str, places: Sequence[Path | None]) -> None:
        with progress_shown() as progress:
            document, extraction, held = opened(path, date)
            if llm_estimate:
                return foretold(document, extraction, extractor, options)
            names = names_held(path)
            inquiry = begun(document, None, held, None, None, "duckdb", progress, extractor, options, extraction, names)
            groundings = tuple(inquiry.ground().values())
            sides = inquiry.ground_told() if json else []
        found = inquiry.extract()
        unread.append(found.unread)
        for note in found.notes if extraction is None else ():
            told(note)
        flat = flat_claims(found, [*groundings, *sides]) if json else ()
        listed = flat_json(flat) if json else dump_claims(document, found, groundings, names)
        return write(listed, places[0])

    if is_folder(source) and output is None and not llm_estimate:
        raise UsageError(
            "a folder of texts without --output", "a folder for the claims files", cure="add --output FOLDER"
        )
    target = Target("--output", output, ".json" if json else ".yaml")
    return ended(each(source, one, [target]), unread)


@app.command()
def plan(
    source: Annotated[str, typer.Argument(help="A file, an address, a folder, - for standard input, or one sentence.")],
    date: Date = None,
    answer: Answers = None,
    choose: Choose = None,
    reason: Reasons = None,
    extractor: Extractor = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    no_llm_cache: NoCache = False,
) -> int:
    """Print the multiverse without running it: every choice, option and reason."""
    from inquest.cli._folders import each
    from inquest.multiverse.plan import table
    from inquest.report.tables import render_plan

    options = reading(extractor, llm_url, llm_model, no_llm_cache)

    unread: list[int] = []

    def one(path: str, _: Sequence[Path | None]) -> None:
        with progress_shown() as progress:
            document, extraction, held = opened(path, date, sentence=True)
            answers, names = {**held, **pairs(answer, "--answer")}, names_held(path)
            inquiry = begun(
                document, None, answers, choose, reason, "duckdb", progress, extractor, options, extraction, names
            )
            rows = table(inquiry.plan())
        unread.append(inquiry.extract().unread)
        for note in inquiry.extract().notes:
            told(note)
        render_plan(rows, inquiry.refusals, console())

    return ended(each(source, one, single=[("--answer", answer), ("--choose", choose)]), unread)


@app.command()
def demo(
    html: Annotated[Path, typer.Option("--html", help="Where the report goes.")] = Path("inquest-demo.html"),
) -> None:
    """Check the bundled commentary on the bundled record and write the report."""
    from inquest.api import DEMO_DATE, demo_text
    from inquest.read._open import open_document

    with progress_shown() as progress:
        case = begun(open_document(demo_text(), date=DEMO_DATE), None, {}, None, None, "duckdb", progress).run()
    deliver(case, html, None, None)
