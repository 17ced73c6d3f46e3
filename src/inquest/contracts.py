"""Every seam of Inquest: what a variant must offer. Variants are found by file name (see ``registry``)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

import numpy as np

from inquest.errors import InquestError
from inquest.model.choice import Choice, Multiverse
from inquest.model.claim import Extraction
from inquest.model.document import Document
from inquest.model.estimate import Estimates
from inquest.model.event import Evidence
from inquest.model.finding import CheckResult, Plot, Reading, Verdict
from inquest.model.grounding import Grounding
from inquest.model.names import Bloc, Milestone, Place
from inquest.model.panel import ExtractSpec, FloatArray, Grid, GridSpec, IntArray, Panel, PanelSpec, Series
from inquest.model.proposition import Proposal, Proposition
from inquest.model.record import Licence, RecordInfo, Span
from inquest.model.selection import Selection

if TYPE_CHECKING:
    from inquest.model.vintage import Revision  # made where two vintages meet, which is seldom
    from inquest.model.world import Cell, EventTable, Truth, World  # only simulators make worlds

Params = Mapping[str, Any]
"""The merged ``params`` of a specification's options."""


@dataclass(frozen=True)
class Benchmark:
    """B of the flip factor, and in plain words where it comes from."""

    value: float
    origin: str


@dataclass(frozen=True)
class Context:
    """What a kind, choice or check may know besides the proposition: names and coverage, never an engine."""

    blocs: Mapping[str, Bloc]
    places: Mapping[str, Place]
    milestones: Mapping[str, Milestone]
    record: RecordInfo
    seed: int = 0
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """The versioned defaults file (``data/defaults.yaml``): thresholds and allowances with reasons."""
    revisions: "tuple[Revision, ...]" = ()
    """Differential revisions between the vintages that stand, for the benchmark of the flip factor."""

    def benchmark(self, measure: str, countries: Sequence[int], *, across: bool = False) -> Benchmark:
        """B for a measure: the declared default, or the largest revision known of these countries if that is larger.

        Parameters
        ----------
        measure : ``events``, or any measure of deaths.
        countries : of the proposition; a revision elsewhere says nothing about how this war was recorded. Empty: all.
        across : periods are compared, not sides within one: revisions between years count, not between pairs.
        """
        what, by = "events" if measure == "events" else "deaths", "years" if across else "pairs"
        name = "flip_across_events" if across and what == "events" else "flip_within"
        declared = self.default(name)
        known = [
            r
            for r in self.revisions
            if (r.measure, r.by) == (what, by) and (not countries or r.country_id in countries)
        ]
        most = max(known, key=lambda r: r.value, default=None)
        if most is None:
            return Benchmark(declared, f"the default {name}: no two vintages at hand tell more")
        if most.value <= declared:
            return Benchmark(
                declared, f"the default {name}; the vintages at hand reach {most.value:.2f} ({most.words})"
            )
        return Benchmark(most.value, f"measured on the vintages at hand: {most.words}")

    def default(self, name: str) -> float:
        """Value of a default.

        Raises
        ------
        InquestError
            If the defaults file has no such entry; the message lists those it has.
        """
        if name not in self.defaults:
            raise InquestError(
                f"the defaults file has no entry {name!r}",
                choices=sorted(self.defaults),
                cure="restore data/defaults.yaml",
            )
        return float(self.defaults[name])


@dataclass(frozen=True)
class Measured:
    """What the runner hands a kind: one Series per term over all specifications, and their parameters.

    ``terms[name]`` has S rows; a term that some specification lacks has zero rows there and ``present[name]`` False.
    ``grid`` is there for a process claim of a kind with ``needs = "grid"``.
    """

    terms: Mapping[str, Series]
    present: Mapping[str, Any]
    params: Sequence[Params]
    grid: Grid | None = None
    seed: int = 0


@dataclass(frozen=True)
class Judged:
    """Everything known once the multiverse has been measured and judged; checks and sentences read it."""

    proposition: Proposition
    multiverse: Multiverse
    params: Sequence[Params]
    estimates: Estimates
    weights: FloatArray
    readings: tuple[Reading, ...]
    verdict: Verdict
    depends_on: tuple[str, ...]
    driver: str | None
    measured: Measured
    selections: Sequence[Mapping[str, Selection]]


@dataclass(frozen=True)
class Words:
    """A kind's own text for a card."""

    sentences: tuple[str, str]
    cannot_show: tuple[str, ...]
    """At most three nouns: "who started a fight"."""
    overturn: str
    figures: Mapping[str, Any]
    smallest_visible: str = ""
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True)
class Vintage:
    """What a proposition comes to on the record as it stood from a day on.

    Attributes
    ----------
    day : ISO date from which these vintages stood together.
    releases : the newest that covers the proposition's countries and windows, one per source.
    used : the finding rests on this one.
    judged : the same proposition, judged on it.
    figures : the kind's headline figures on it, rounded.
    """

    day: str
    releases: tuple[str, ...]
    used: bool
    judged: Judged
    figures: Mapping[str, Any]


@runtime_checkable
class Kind(Protocol):
    """A family of claims with one estimand. One file in ``kinds/``; it defines ``KIND``."""

    name: str
    title: str
    """One line: the estimand in plain words."""
    needs: str
    """``panel`` or ``grid``."""
    common: tuple[str, ...]
    """Names of the common choices it accepts (files in ``choices/``)."""
    refuses: bool
    """True for a kind that is only recognised and explained in this version."""

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """Propositions and refusals for a grounding; empty if the claim is none of its business."""
        ...

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Its own choices (readings and measurements); the common ones are added by the planner."""
        ...

    def terms(self, proposition: Proposition, params: Params, context: Context) -> Mapping[str, Selection]:
        """Term name -> selection for one specification."""
        ...

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Estimates over all specifications at once."""
        ...

    def words(self, judged: Judged, context: Context) -> Words:
        """The card's own sentences, with the figures."""
        ...


@runtime_checkable
class CommonChoice(Protocol):
    """A choice that several kinds share. One file in ``choices/``; it defines ``CHOICE``."""

    name: str
    role: str

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The choice for a proposition, or None where it doesn't apply (fewer than two options)."""
        ...


@runtime_checkable
class Check(Protocol):
    """Looks at a judged proposition. One file in ``checks/``; it defines ``CHECK``."""

    name: str

    def run(self, judged: Judged, context: Context, probe: "Probe") -> CheckResult:
        """What it found; ``probe`` runs altered propositions on the same panel."""
        ...


class Probe(Protocol):
    """Runs a variant of a proposition through plan, measure and judge, and answers questions on the panel."""

    def judge(self, proposition: Proposition) -> Judged:
        """Plan, measure and judge another proposition on the same record."""
        ...

    def series(self, selections: Sequence[Selection]) -> Series:
        """Sums for selections, one row each."""
        ...

    def offices(self, selection: Selection) -> Mapping[str, int]:
        """Source office -> events behind a selection."""
        ...

    def deaths(self, selection: Selection) -> IntArray:
        """Deaths (best estimate) of every event behind a selection, the deadliest first."""
        ...

    def details(self, selections: Sequence[Selection], texts: Sequence[str] = ()) -> Mapping[str, Any]:
        """Columns of every event behind any of the selections, one entry each.

        ``ev`` and the columns of a panel's rows but its atoms (``day``, ``duration``, ``precision``, ``sources``,
        ``best``, ...); and the readable ``texts`` asked for (``side_a``, ``side_b``, ``adm_1``, ...), each with its
        ``:number`` (``side_a:number``), equal for equal texts.
        """
        ...

    def vintages(self, judged: Judged) -> Sequence[Vintage]:
        """The proposition on every vintage that covers it, oldest first; empty unless there are two that do."""
        ...


@dataclass(frozen=True)
class Batch:
    """What a source makes of a file: an SQL-free description of where canonical columns come from.

    ``columns`` maps canonical column -> the file's own column; ``constants`` fills the rest. ``spans`` may be left to
    the ingest (the years that occur) where the source doesn't declare its coverage.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, Any]
    release: str
    spans: tuple[Span, ...] = ()
    delimiter: str = ","
    simulated: bool = False


@runtime_checkable
class Source(Protocol):
    """A provider of event files. One file in ``sources/``; it defines ``SOURCE``."""

    name: str
    title: str
    licence: Licence
    citation: str
    required: tuple[str, ...]
    """Columns a file must have (any letter case)."""

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a header row looks like this source's."""
        ...

    def batch(self, header: Sequence[str], first_rows: Sequence[Mapping[str, str]], file_name: str) -> Batch:
        """How to read a file with this header."""
        ...


@runtime_checkable
class Reader(Protocol):
    """Turns bytes into a Document. One file in ``read/``; it defines ``READER``."""

    name: str
    suffixes: tuple[str, ...]
    """Endings of file names, small letters."""
    media_types: tuple[str, ...]
    """Content types under which servers hand out this format."""

    def recognises(self, data: bytes) -> bool:
        """Whether bytes are plainly of this format, whatever they are called."""
        ...

    def read(self, data: bytes, name: str) -> Document:
        """The document; raises InputError if the bytes aren't what they claim to be."""
        ...


@dataclass(frozen=True)
class NameHit:
    """A stretch of text that a gazetteer knows. ``what``: actor, place, demonym, person or body (a speaker).

    ``ids``: bloc or place ids it may mean. ``style``: marks of the label (``polemical``, ``official``, ``plain``).
    ``side``: ``state`` or ``group`` where all that an actor may mean are of that sort. ``role``: of a label that names
    no country ("the rebels"), the role it stands for; ``labels``: the roles under which a named group is listed.
    ``states``: for a demonym or country, the governments that it may stand for.
    """

    start: int
    end: int
    what: str
    ids: tuple[str, ...] = ()
    style: str = "plain"
    side: str = ""
    role: str = ""
    labels: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


class NameFinder(Protocol):
    """All names of the gazetteers in a text, longest first, in one pass."""

    def find(self, text: str) -> tuple[NameHit, ...]:
        """Non-overlapping hits per ``what``, in order; actor and place hits may cover the same stretch."""
        ...


@runtime_checkable
class Extractor(Protocol):
    """Turns a Document into statements and claims. One file in ``extract/``; it defines ``EXTRACTOR``."""

    name: str
    languages: ClassVar[tuple[str, ...]]
    """Those it has frames for; empty: any."""

    def extract(self, document: Document, names: NameFinder) -> Extraction:
        """Every statement, and the claims read from them; offsets point into ``document.text``."""
        ...


@runtime_checkable
class Configurable(Protocol):
    """An extractor that takes options of the user's (address and model of an endpoint)."""

    def configured(
        self, options: Mapping[str, str], say: Callable[[str], None], progress: "Progress" = ...
    ) -> Extractor:
        """One with these options; ``say`` hears lines on what it asks for and what that costs."""
        ...

    def foretold(self, document: Document) -> str:
        """What reading the document will take and cost, as a line for the user; nothing is asked."""
        ...


class Engine(Protocol):
    """Answers the needs on a record. ``record/engines/<name>.py`` defines ``ENGINE``.

    The three of the design are ``panel``, ``grid`` and ``extract``; ``events`` and ``texts`` are the two halves of
    an extract, for the evidence of a whole text at once.
    """

    name: str

    def panel(self, record: Path, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        ...

    def grid(self, record: Path, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        ...

    def extract(self, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
        """Events behind each selection, in the order of the selections."""
        ...

    def events(self, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
        """The panel with one row per event, and the event of each row."""
        ...

    def texts(self, record: Path, wanted: IntArray, names: Sequence[str]) -> Mapping[str, Any]:
        """Readable columns of events (arrays of one length), sorted by ``ev``."""
        ...


@runtime_checkable
class Simulator(Protocol):
    """Draws worlds in which the answer to a claim of one kind is known. ``simulate/<kind>.py`` defines ``SIMULATOR``.

    It may import nothing above the model, so it meets this seam by its shape.
    """

    name: str
    """The kind's registry name."""
    mode: str
    """``census`` or ``process``: which error rates are asked of it."""

    def cells(self) -> "tuple[Cell, ...]":
        """The cells of its calibration, fixed in advance; their names differ."""
        ...

    def visible(self, cell: "Cell") -> float:
        """The smallest effect that a cell of this rate and length should show, on the truth's scale, above 0."""
        ...

    def simulate(self, cell: "Cell", rng: np.random.Generator) -> "tuple[World, Truth]":
        """One complete, fault-free world and its truth; faults are laid over it by ``calibrate``."""
        ...


@runtime_checkable
class Fault(Protocol):
    """A way in which a record goes wrong. ``simulate/faults/<name>.py`` defines ``FAULT``."""

    name: str
    title: str
    """What the fault does, in plain words."""
    named_by: tuple[str, ...]
    """Registry names of the checks, one of whose warnings names this fault; empty where no record can show it."""
    allowance: float
    """The largest factor between two sides that it puts on a census quantity, as declared: at most B."""

    def apply(self, events: "EventTable", rng: np.random.Generator) -> "EventTable":
        """The record that was kept of complete events."""
        ...


Progress = Callable[[str, int, int], None]
"""Called with (step, done, total)."""


def quiet(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def unheard(line: str) -> None:
    """Say it to nobody."""
