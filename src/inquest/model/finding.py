"""Findings and cases: a verdict and all that stands behind it. The JSON output is this, its schema is generated."""

import datetime as dt
from typing import Any, Literal

from pydantic import Field

from inquest.model.base import Frozen
from inquest.model.choice import Multiverse
from inquest.model.claim import Claim, ExtractedBy, Statement
from inquest.model.document import Document
from inquest.model.event import Evidence
from inquest.model.grounding import Question
from inquest.model.proposition import Proposition, Refusal
from inquest.model.record import RecordInfo
from inquest.model.said import WasSaid

Verdict = Literal[
    "supported",
    "mostly supported",
    "mixed",
    "undecided",
    "mostly contradicted",
    "contradicted",
    "not testable",
]


class Specification(Frozen):
    """One cell of the multiverse with its result. ``options``: one option id per choice, in grid order."""

    options: tuple[str, ...]
    point: float | None
    low: float | None
    high: float | None
    null: float
    side: Literal[1, -1]
    position: Literal[1, 0, -1]
    weight: float
    flip: float | None = None
    failed: str = ""


class Reading(Frozen):
    """One reading (one combination of reading options) with its own verdict over the pooled measurements.

    ``support`` S: weight of point estimates on the claim's side; ``pro`` P and ``con`` K: weights of decided
    specifications. ``point``, ``low``, ``high``: weighted median and the hull of the bounds of its specifications.
    """

    options: dict[str, str]
    """Choice name -> option id, readings only."""
    label: str
    named: bool
    verdict: Verdict
    support: float
    pro: float
    con: float
    specifications: int
    point: float | None
    low: float | None
    high: float | None
    null: float
    uncertain: bool = False


class CheckResult(Frozen):
    """What one check found. ``warning``: the finding names it on the card or in the workings."""

    name: str
    status: Literal["passed", "warning", "failed", "not applicable"]
    text: str
    figures: dict[str, Any] = Field(default_factory=dict)


class Plot(Frozen):
    """A picture as data: the report draws it. ``shape`` is line, bar, curve or map."""

    shape: Literal["line", "bar", "curve", "map"]
    title: str
    caption: str
    x_label: str = ""
    y_label: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    reference: float | None = None
    """The line a value is read against (the null)."""
    windows: tuple[tuple[str, str, str], ...] = ()
    """(start, end, label) shaded spans of time."""
    outline: str | None = None
    """WKT of the place tested, for a map."""


class Card(Frozen):
    """What an ordinary reader sees, at most 120 words in all."""

    verdict_words: str
    sentences: tuple[str, ...]
    """Two sentences with the figures."""
    tested: str
    cannot_show: str
    overturn: str
    source: str
    review: str = "Not reviewed by a person yet"


class Finding(Frozen):
    """A verdict and all that stands behind it."""

    id: str
    claim: str
    proposition: Proposition
    verdict: Verdict
    depends_on: tuple[str, ...] = ()
    driver: str | None = None
    """The choice whose options, judged alone, include both a (mostly) supported and a (mostly) contradicted."""
    card: Card
    readings: tuple[Reading, ...]
    multiverse: Multiverse
    specifications: tuple[Specification, ...]
    checks: tuple[CheckResult, ...] = ()
    plots: tuple[Plot, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    evidence_total: int = 0
    evidence_deaths: int = 0
    headline_figures: dict[str, Any] = Field(default_factory=dict)
    """The main figures by name, rounded to 6 significant digits."""
    joint_p: float | None = None
    smallest_visible: str = ""
    altered: tuple[str, ...] = ()
    """Options changed by the user, each with the reason given."""
    command: str = ""
    """The command that re-runs this finding."""
    calibration: dict[str, Any] = Field(default_factory=dict)
    """How often this kind of test errs where the truth is known (``model.calibration.Summary``); empty: unmeasured."""


class Answer(Frozen):
    """The box that answers the article's own question."""

    question: str
    sentences: tuple[str, ...]
    rows: tuple[dict[str, Any], ...] = ()
    plot: Plot | None = None
    findings: tuple[str, ...] = ()


class Case(Frozen):
    """A document, its statements and its findings. ``schema_version`` is that of the JSON Schema committed."""

    schema_version: str = "1.2"
    inquest_version: str
    seed: int
    document: Document
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]
    questions: tuple[Question, ...] = ()
    answer: Answer | None = None
    argument: str = ""
    """The argument line: which claims the conclusion rests on, and how they fare."""
    record: RecordInfo
    extractors: tuple[ExtractedBy, ...] = ()
    """Who read the text; empty: ``rules`` alone. What a model read is marked on each claim (``found_by``)."""
    as_of: str | None = None
    """Only releases that stood on this day (ISO) were used; None: all."""
    defaults: dict[str, Any] = Field(default_factory=dict)
    """The defaults it was made by; empty in a case of schema 1.0."""
    warnings: tuple[str, ...] = ()
    said: WasSaid | None = None
    """Reported statements beside the originals supplied; None where none was."""
    made: dt.date | None = None
    """Outside the hashed content."""
    content_hash: str = ""
