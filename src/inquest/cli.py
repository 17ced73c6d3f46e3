"""The command line: thin over ``api``; errors become one line on standard error and a documented exit code."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from inquest.errors import InquestError, UsageError

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same sums on any number of cores; NumPy comes later

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Puts what is said about a war before the record of the war.",
)
data = typer.Typer(no_args_is_help=True, help="The record: what is loaded, and adding to it.")
app.add_typer(data, name="data")

Source = Annotated[str, typer.Argument(help="A text file, or - for standard input.")]
Date = Annotated[str | None, typer.Option("--date", help="Publication date of the text, YYYY-MM-DD.")]
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
Interests = Annotated[str | None, typer.Option("--interests", help="The conflict-of-interest line.")]

INTERRUPTED = 130


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
    engine: Engine = "duckdb",
    jobs: Jobs = 1,
) -> None:
    """Check every claim of an article (or of a claims file that a person edited)."""
    info = _publish(reviewer, second, interests, correction, reviewed) if publish else None
    with _progress() as progress:
        document, extraction, held = _opened(source, date, link=link)
        inquiry = _begin(document, as_of, {**held, **pairs(answer, "--answer")}, choose, reason, engine, progress)
        inquiry.jobs = jobs
        inquiry.extraction = extraction
        case = inquiry.run()
    _deliver(case, html, json, info)


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
    engine: Engine = "duckdb",
) -> None:
    """Test a single sentence."""
    from inquest.read._open import open_document

    with _progress() as progress:
        document = open_document(sentence, date=date)
        case = _begin(document, as_of, pairs(answer, "--answer"), choose, reason, engine, progress).run()
    _deliver(case, html, json, None)


@app.command()
def claims(
    source: Source,
    date: Date = None,
    output: Annotated[Path | None, typer.Option("--output", help="Write to this file, not to standard output.")] = None,
) -> None:
    """Extract only: a claims file (YAML) that a person edits and check reads."""
    from inquest.extract._claims_file import dump_claims

    with _progress() as progress:
        document, extraction, held = _opened(source, date)
        inquiry = _begin(document, None, held, None, None, "duckdb", progress)
        inquiry.extraction = extraction
        groundings = tuple(inquiry.ground().values())
    _write(dump_claims(document, inquiry.extract(), groundings), output)


@app.command()
def plan(
    source: Annotated[str, typer.Argument(help="A text file, - for standard input, or one sentence.")],
    date: Date = None,
    answer: Answers = None,
    choose: Choose = None,
    reason: Reasons = None,
) -> None:
    """Print the multiverse without running it: every choice, option and reason."""
    from inquest.multiverse.plan import table
    from inquest.report.tables import render_plan

    with _progress() as progress:
        document, extraction, held = _opened(source, date, sentence=True)
        inquiry = _begin(document, None, {**held, **pairs(answer, "--answer")}, choose, reason, "duckdb", progress)
        inquiry.extraction = extraction
        rows = table(inquiry.plan())
    render_plan(rows, inquiry.refusals, _console())


@app.command()
def demo(
    html: Annotated[Path, typer.Option("--html", help="Where the report goes.")] = Path("inquest-demo.html"),
) -> None:
    """Check the bundled commentary on the bundled record and write the report."""
    from inquest.api import DEMO_DATE, demo_text
    from inquest.read._open import open_document

    with _progress() as progress:
        case = _begin(open_document(demo_text(), date=DEMO_DATE), None, {}, None, None, "duckdb", progress).run()
    _deliver(case, html, None, None)


@app.command()
def kinds() -> None:
    """List the kinds of claims and what each estimates."""
    from inquest.registry import every

    _console().print(
        *[f"{k.name:<16}{'recognised, refused: ' if k.refuses else ''}{k.title}" for k in every("kinds")],
        sep="\n",
        soft_wrap=True,
    )


@app.command()
def sources() -> None:
    """List the sources of event files that can be read."""
    from inquest.registry import every

    _console().print(*[f"{s.name:<16}{s.title} ({s.licence.name})" for s in every("sources")], sep="\n", soft_wrap=True)


@data.command("list")
def data_list() -> None:
    """What is loaded: every vintage with its rows, span and licence."""
    from inquest.record.store import open_record
    from inquest.report.tables import render_record

    with _progress() as progress:
        info = open_record(progress=progress).info
    render_record(info, _console())


@data.command("add")
def data_add(
    file: Annotated[Path, typer.Argument(help="A CSV of events: plain, gzip or zip.")],
    source: Annotated[
        str | None, typer.Option("--source", help="Registry name; recognised from the header if left out.")
    ] = None,
    release: Annotated[
        str | None, typer.Option("--release", help="Release, e.g. 25.1; read from the file if left out.")
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

    with _progress() as progress:
        record = open_record(progress=progress)
        manifest = record.add(file, source=source, release=release, covers=covers, simulated=simulated)
    render_manifest(manifest, _console())


@data.command("status")
def data_status() -> None:
    """Where the record lies, its size and identity."""
    from inquest.record.store import open_record
    from inquest.report.tables import render_status

    with _progress() as progress:
        record = open_record(progress=progress)
    render_status(record.status(), _console())


@data.command("verify")
def data_verify() -> None:
    """Read every file of the record again and compare it with its manifest."""
    from inquest.record.store import open_record

    with _progress() as progress:
        record = open_record(progress=progress)
        record.verify()
    _console().print(f"Every file of the record is as it was built: {record.info.identity}", soft_wrap=True)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, markup=False)


class _progress:
    """Progress on standard error where that is a terminal; quiet elsewhere."""

    def __enter__(self) -> Any:
        if not sys.stderr.isatty():
            return lambda step, done, total: None
        from rich.console import Console
        from rich.progress import Progress

        self.bar: Any = Progress(console=Console(stderr=True), transient=True)
        self.bar.start()
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = self.bar.add_task(step, total=max(total, 1))
            self.bar.update(tasks[step], completed=done, total=max(total, 1))

        return show

    def __exit__(self, *_: object) -> None:
        if hasattr(self, "bar"):
            self.bar.stop()


def _opened(
    source: str, date: str | None, *, sentence: bool = False, link: str | None = None
) -> tuple[Any, Any, dict[str, str]]:
    """Document, extraction (if a claims file) and answers held in it."""
    from inquest.extract._claims_file import load_claims
    from inquest.read._open import open_document, read_bytes
    from inquest.read.text import decode

    if source == "-":
        return open_document(sys.stdin.buffer.read(), date=date, address=link), None, {}
    if sentence and " " in source.strip() and not Path(source).exists():
        return open_document(source, date=date), None, {}
    if Path(source).suffix.lower() in (".yaml", ".yml"):
        document, extraction, answers = load_claims(decode(read_bytes(Path(source)), Path(source).name))
        return document, extraction, dict(answers)
    return open_document(Path(source), date=date, address=link), None, {}


def _publish(
    reviewer: str | None,
    second: str | None,
    interests: str | None,
    correction: list[str] | None,
    reviewed: list[str] | None,
) -> Any:
    import datetime as dt
    from dataclasses import replace

    from inquest.report.publish import PublishInfo, corrections

    log = corrections(correction or ())
    info = PublishInfo(
        reviewer or "", second or "", dt.datetime.now(dt.UTC).date(), corrections=log, reviewed=tuple(reviewed or ())
    )
    return replace(info, interests=interests) if interests else info


def _begin(
    document: Any,
    as_of: str | None,
    answers: dict[str, str],
    choose: list[str] | None,
    reason: Any,
    engine: str,
    progress: Any,
) -> Any:
    from inquest.api import begin

    return begin(
        document,
        as_of=as_of,
        answers=answers,
        chosen=pairs(choose, "--choose"),
        reasons=reason or (),
        engine=engine,
        progress=progress,
    )


def _write(text: str, path: Path | None) -> None:
    from inquest.report.files import write_text

    if path is None or str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_text(path, text)


def _deliver(case: Any, html: Path | None, json: Path | None, info: Any) -> None:
    from inquest.report.text import render_text

    if html is not None:
        from inquest.report.html import render_html

        _write(render_html(case, publish=info), html)
    if json is not None:
        from inquest.report.json_ import case_json

        _write(case_json(case, publish=info), json)
    if json is None or str(json) != "-":
        render_text(case, _console(), report_path=html)


def main() -> None:
    """Run the command line; every error a user can act on is one line and its exit code."""
    gc.set_threshold(200_000, 50, 100)  # a short run: the usual 700 looks through every imported object again and again
    atexit.register(gc.freeze)  # and so would the last one, when the process ends
    try:
        if app(standalone_mode=False) == INTERRUPTED:  # typer turns Ctrl-C into the value it returns
            raise KeyboardInterrupt
    except InquestError as error:
        sys.stderr.write(f"inquest: {error}\n")
        sys.exit(error.exit_code)
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        show() if show else sys.stderr.write(f"inquest: {error}\n")
        sys.exit(getattr(error, "exit_code", UsageError.exit_code))
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("inquest: interrupted; nothing half-written is left behind\n")
        sys.exit(INTERRUPTED)
    except SystemExit:  # only typer and rich raise it here, where the reader of standard output has left (| head)
        sys.exit(0)
