"""What commands share: the console, progress, opening a text, beginning an inquiry, handing over a case."""

import sys
from pathlib import Path
from typing import Any

from inquest.cli._options import pairs
from inquest.errors import InputError, UsageError

LONG = 400_000
"""Characters of a text that takes minutes to read: some hundred pages."""


def console() -> Any:
    from rich.console import Console

    return Console(highlight=False, markup=False)


class progress_shown:
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


def opened(
    source: str, date: str | None, *, sentence: bool = False, link: str | None = None
) -> tuple[Any, Any, dict[str, str]]:
    """Document, extraction (if a claims file) and answers held in it."""
    document, extraction, answers = _opened(source, date, sentence=sentence, link=link)
    size = sum(len(s.text) for s in document.sentences if s.role == "body")
    if extraction is None and size > LONG:
        told(f"inquest: a text of {size / 1e6:.1f} million characters: reading it takes minutes; articles are read one "
             "by one where each is a file of a folder")  # fmt: skip
    return document, extraction, answers


def _opened(source: str, date: str | None, *, sentence: bool, link: str | None) -> tuple[Any, Any, dict[str, str]]:
    from inquest.read._open import given_date, open_document, read_bytes, with_known
    from inquest.read._source import open_source

    if source == "-":
        return open_document(sys.stdin.buffer.read(), date=date, address=link), None, {}
    if sentence and " " in source.strip() and not Path(source).exists():
        return open_document(source, date=date), None, {}
    if Path(source).suffix.lower() in (".yaml", ".yml"):
        from inquest.extract._claims_file import load_claims
        from inquest.read._decode import decode

        document, extraction, answers = load_claims(decode(read_bytes(Path(source)), Path(source).name))
        return with_known(document, given_date(date), {"address": link}), extraction, dict(answers)
    return open_source(source, date=date, link=link), None, {}


def names_held(source: str, *, keep: bool = False) -> dict[str, tuple[str, ...]]:
    """What a claims file says that names mean; with ``keep`` it goes into the user's own dictionary.

    Raises
    ------
    UsageError
        If they are to be kept and there are none.
    """
    held: dict[str, tuple[str, ...]] = {}
    if Path(source).suffix.lower() in (".yaml", ".yml") and Path(source).is_file():
        from inquest.extract._claims_file import load_names
        from inquest.read._decode import decode
        from inquest.read._open import read_bytes

        held = load_names(decode(read_bytes(Path(source)), Path(source).name))
    if keep:
        from inquest.resolve.own import check_ids, own_gazetteer
        from inquest.resolve.own import keep as kept

        if not held:
            raise UsageError(
                f"--keep-names, and {source} says of no name what it means",
                "a claims file with names",
                cure='write names: {"the tigers": ucdp-291} in it',
            )
        check_ids(held, own_gazetteer(), "the claims file")
        file = kept(held)
        sys.stderr.write(f"inquest: {len(held)} name{'' if len(held) == 1 else 's'} kept in {file}\n")
    return held


def publish_info(
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


def begun(
    document: Any,
    as_of: str | None,
    answers: dict[str, str],
    choose: list[str] | None,
    reason: Any,
    engine: str,
    progress: Any,
    extractor: str = "rules",
    options: dict[str, str] | None = None,
    extraction: Any = None,
    names: Any = None,
) -> Any:
    from inquest.api import begin
    from inquest.inquiry import extractors

    if extraction is not None and extractor != "rules":
        raise UsageError(
            "a claims file is read already",
            "--extractor with a text",
            cure=f"run inquest claims TEXT --extractor {extractor}, or leave --extractor out",
        )
    extractors(extractor)
    inquiry = begin(
        document,
        as_of=as_of,
        answers=answers,
        chosen=pairs(choose, "--choose"),
        reasons=reason or (),
        engine=engine,
        progress=progress,
        names=names,
    )
    inquiry.extraction, inquiry.extractor, inquiry.options = extraction, extractor, options or {}
    inquiry.say = told
    return inquiry


def foretold(document: Any, extraction: Any, extractor: str, options: dict[str, str]) -> None:
    """Print what reading a text by a model will take and cost."""
    from inquest.registry import load

    if extraction is not None or "llm" not in extractor.split(","):
        raise UsageError(
            "--llm-estimate without a text that a model is to read",
            "--llm-estimate with a text and --extractor llm or rules,llm",
            cure="add --extractor llm, or leave --llm-estimate out",
        )
    write(load("extract", "llm").configured(options, told).foretold(document) + "\n", None)


def ended(code: int, unread: list[int]) -> int:
    """The exit code of a command, where some pieces of its texts may not have been read (``unread``: of each text)."""
    left = sum(unread)
    if not left:
        return code
    told(f"inquest: {left} piece{'' if left == 1 else 's'} of the text could not be read, or not to its end; what was "
         "read is kept, and the notes say what is missing")  # fmt: skip
    return code or InputError.exit_code


def told(line: str) -> None:
    """A line on standard error, beside the results."""
    sys.stderr.write(f"{line}\n")


def write(text: str, path: Path | None) -> None:
    from inquest.report.files import write_text

    if path is None or str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_text(path, text)


def deliver(case: Any, html: Path | None, json: Path | None, info: Any) -> None:
    from inquest.report.text import render_text

    if html is not None:
        from inquest.report.html import render_html

        write(render_html(case, publish=info), html)
    if json is not None:
        from inquest.report.json_ import case_json

        write(case_json(case, publish=info), json)
    if json is None or str(json) != "-":
        render_text(case, console(), report_path=html)
