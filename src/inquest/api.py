"""Inquest from Python: ``case = inquest.check(text, date="2020-05-04")``."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquest.contracts import Progress, quiet, unheard
from inquest.errors import InputError, UsageError
from inquest.extract._grammar import unpacked
from inquest.inquiry import Inquiry
from inquest.model.document import Document
from inquest.model.finding import Case as Frozen
from inquest.model.finding import Finding
from inquest.model.record import RecordInfo
from inquest.read._open import given_date, open_document, with_known
from inquest.record.revisions import overlaps, revisions
from inquest.record.store import open_record
from inquest.resolve.own import own_gazetteer

if TYPE_CHECKING:
    from inquest.model.claim import Extraction
    from inquest.model.compared import Comparison
    from inquest.model.recheck import Recheck
    from inquest.said import Source as Original

SEED = 20_200_504
"""Default seed; a fixed number, so that the same input gives the same bytes."""


@dataclass(frozen=True)
class Case:
    """A case to look at: wraps the frozen one, which ``frozen`` gives unchanged."""

    frozen: Frozen

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the text."""
        return self.frozen.findings

    def table(self) -> list[dict[str, Any]]:
        """One row per finding and refusal: quote, speaker, kind, verdict, main sentence."""
        claims = {c.id: c for c in self.frozen.claims}
        rows = [
            {
                "quote": claims[f.claim].quote,
                "speaker": claims[f.claim].speaker,
                "kind": f.proposition.kind,
                "tested": f.proposition.tested,
                "verdict": f.verdict,
                "finding": f.card.sentences[0],
            }
            for f in self.findings
        ]
        rows += [
            {
                "quote": claims[r.claim].quote,
                "speaker": claims[r.claim].speaker,
                "kind": r.kind,
                "tested": "",
                "verdict": "not testable",
                "finding": r.text,
            }
            for r in self.frozen.refusals
        ]
        return rows

    def html(self) -> str:
        """The report as one self-contained page."""
        from inquest.report.html import render_html

        return render_html(self.frozen)

    def json(self) -> str:
        """The case as JSON, after the committed schema."""
        from inquest.report.json_ import case_json

        return case_json(self.frozen)

    def pictures(self, finding: Finding) -> dict[str, str]:
        """Each picture of a finding as a standalone SVG that carries its context: name -> SVG."""
        from inquest.report.picture import pictures

        return pictures(self.frozen, finding)

    def _repr_html_(self) -> str:
        return self.html()


def check(
    text: str | Path | Document,
    *,
    date: str | dt.date | None = None,
    as_of: str | None = None,
    answers: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
    reasons: Sequence[str] = (),
    engine: str = "duckdb",
    extractor: str = "rules",
    options: Mapping[str, str] | None = None,
    originals: "Sequence[Original]" = (),
    home: Path | None = None,
    seed: int = SEED,
    progress: Progress = quiet,
) -> Case:
    """Put every claim of a text before the record.

    Parameters
    ----------
    text : the article itself, a Path to it, or a document as ``read.open_source`` makes one of an address.
    date : publication date; anchors "yesterday" and "for years".
    as_of : ISO date; only releases that stood then.
    answers : question id -> option id.
    originals : what speakers really said (``inquest.said.Source``), for "Was it said?".
    chosen, reasons : choices fixed by the user, each with a reason; the findings are marked as altered.
    extractor : who reads the text: ``rules``, ``llm`` or both ("rules,llm").
    options : for ``llm``: ``url``, ``model``, ``cache`` ("no"); the environment where left out.

    Raises
    ------
    InputError, UsageError, MachineError, RecordError
        Each says what was found, what was expected and the cure.
    """
    document = _dated(text, date) if isinstance(text, Document) else open_document(text, date=date)
    inquiry = begin(
        document,
        as_of=as_of,
        answers=answers or {},
        chosen=chosen or {},
        reasons=reasons,
        engine=engine,
        home=home,
        seed=seed,
        progress=progress,
    )
    inquiry.options, inquiry.originals = options or {}, originals
    inquiry.extract(extractor)
    return Case(inquiry.run())


def _dated(document: Document, date: str | dt.date | None) -> Document:
    """A document with the date that its user gives."""
    return with_known(document, given_date(date), {})


def ask(sentence: str, **options: Any) -> Case:
    """Test a single sentence; options as for ``check``."""
    return check(sentence, **options)


def recheck(
    case: Frozen,
    *,
    as_of: str | None = None,
    engine: str = "duckdb",
    home: Path | None = None,
    progress: Progress = quiet,
) -> "Recheck":
    """Run the findings of a saved case again, on the record as it is now or as it stood on a day.

    Parameters
    ----------
    case : as ``report.saved.load_case`` reads it, or ``Case.frozen``.
    """
    from inquest.recheck import recheck as run

    answers = {q.id: q.answer for q in case.questions if q.answer}
    options: dict[str, Any] = {"engine": engine, "home": home, "seed": case.seed, "progress": progress}
    return run(case, begin(case.document, as_of=as_of, answers=answers, **options))


def compare(
    a: str | Path | Document,
    b: str | Path | Document,
    *,
    date_a: str | dt.date | None = None,
    date_b: str | dt.date | None = None,
    names: tuple[str, str] = ("A", "B"),
    answers: Mapping[str, str] | None = None,
    as_of: str | None = None,
    extractor: str = "rules",
    options: Mapping[str, str] | None = None,
    extractions: "tuple[Extraction | None, Extraction | None]" = (None, None),
    settled: tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]] = ({}, {}),
    engine: str = "duckdb",
    home: Path | None = None,
    seed: int = SEED,
    progress: Progress = quiet,
    say: Callable[[str], None] = unheard,
) -> "Comparison":
    """Put two texts side by side: what both say, what only one says, where they say the opposite.

    Parameters
    ----------
    a, b : the texts, paths to them, or documents.
    date_a, date_b : their publication dates.
    names : what they go by in the result.
    answers : question id -> option id, for questions of either text.
    extractor, options : who reads the texts, as for ``check``; ``say`` hears what it costs.
    extractions, settled : what was read from them and what names mean, where a person edited it.
    """
    from inquest.compare import compare as run

    texts = (a, date_a, extractions[0], settled[0]), (b, date_b, extractions[1], settled[1])
    both = []
    for text, date, held, known in texts:
        document = text if isinstance(text, Document) else open_document(text, date=date)
        one = begin(document, as_of=as_of, engine=engine, home=home, seed=seed, progress=progress, names=known)
        one.extraction, one.options, one.say = held, options or {}, say
        one.extract(extractor)
        both.append(one)
    return run(both[0], both[1], names, answers or {})


def begin(
    document: Document,
    *,
    as_of: str | None = None,
    answers: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
    reasons: Sequence[str] = (),
    engine: str = "duckdb",
    home: Path | None = None,
    seed: int = SEED,
    progress: Progress = quiet,
    names: Mapping[str, Sequence[str]] | None = None,
) -> Inquiry:
    """An inquiry on a document, ready to extract, plan or run. ``names``: what a person says that names mean."""
    if chosen and len(reasons) < len(chosen):
        raise UsageError(
            f"{len(chosen)} choices are fixed, with {len(reasons)} reasons",
            "a reason for each",
            cure="add --reason TEXT",
        )
    if as_of is not None:
        _iso(as_of)
    progress("opening the record", 0, 1)
    record = open_record(home, progress=progress, engine=engine)
    gazetteer = own_gazetteer(names)
    context = gazetteer.context(_standing(record.info, as_of), defaults(), seed=seed)
    if next(overlaps(record.info), None):
        from inquest.multiverse.vintages import benchmarks

        context = replace(context, revisions=benchmarks(revisions(record, as_of)))
    inquiry = Inquiry(document, gazetteer, record, context, progress, as_of, answers or {}, chosen or {}, reasons)
    inquiry.settled = names or {}
    return inquiry


def _standing(info: RecordInfo, as_of: str | None) -> RecordInfo:
    """What of the record stood on a day; a claim about what no release then held is refused, not counted as zero."""
    if as_of is None:
        return info
    kept = info.standing(as_of)
    if not kept.manifests:
        days = sorted(str(m.released or m.added) for m in info.manifests)
        raise UsageError(
            f"no release in the record stood on {as_of}", f"a day from {days[0]} on", cure="give a later --as-of"
        )
    return kept


def _iso(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"the date {text!r}", "a date such as 2020-05-04", cure="write it as YYYY-MM-DD") from error


def defaults() -> dict[str, Any]:
    """The versioned defaults: name -> value (reasons stay in the file)."""
    read = unpacked("defaults", files("inquest").joinpath("data/defaults.yaml").read_bytes())
    return {name: entry["value"] for name, entry in read["defaults"].items()}


def demo_text() -> str:
    """The bundled commentary, of our own wording."""
    return files("inquest").joinpath("data/demo/commentary.txt").read_text("utf-8")


DEMO_DATE = "2020-05-11"
"""The day on which the bundled commentary is set."""

__all__ = ["Case", "InputError", "ask", "begin", "check", "compare", "demo_text", "recheck"]
