"""The whole chain: read, extract, ground, propose, plan, fetch, run, check, judge. It only chains."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inquest.contracts import Configurable, Context, Judged, Kind, Progress, unheard
from inquest.errors import InquestError, UsageError
from inquest.model.claim import NAMED, SCOUTED, Extraction
from inquest.model.document import Document
from inquest.model.finding import Case, Finding
from inquest.model.grounding import Grounding, Question
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.multiverse.answer import answer, argument
from inquest.multiverse.assemble import finding, rounded
from inquest.multiverse.evidence import evidence
from inquest.multiverse.plan import Planned
from inquest.multiverse.session import Session
from inquest.multiverse.uncoded import uncoded
from inquest.multiverse.unplaced import unplaced
from inquest.multiverse.untested import barred, failed, no_test, unconfirmed
from inquest.record.store import Record
from inquest.registry import every, load, names
from inquest.resolve.calendar import NeedsDateError
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.ground import check_answers, ground
from inquest.resolve.times import parse

if TYPE_CHECKING:
    from inquest.model.said import WasSaid
    from inquest.said import Source


@dataclass
class Inquiry:
    """A document on its way to a case; each step fills the next field.

    Attributes
    ----------
    answers : question id -> option id, from ``--answer`` or a claims file.
    chosen : choices fixed by the user (choice name -> option id), each with ``reasons``.
    settled : names that a person settled, with their ids; the gazetteer holds them already.
    originals : texts against which reported statements are held.
    evidence : whether findings list the events behind them, with a map; verdicts and checks are the same without.
    extractor : who reads the text: registry names, with commas between them; the first one's reading goes first.
    options, say : for extractors that take options (``llm``): what the user set, and who hears what it costs.
    """

    document: Document
    gazetteer: Gazetteer
    record: Record
    context: Context
    progress: Progress
    as_of: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    reasons: Sequence[str] = ()
    extraction: Extraction | None = None
    jobs: int = 1
    evidence: bool = True
    originals: Sequence["Source"] = ()
    settled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    extractor: str = "rules"
    options: Mapping[str, str] = field(default_factory=dict)
    say: Callable[[str], None] = unheard

    def __post_init__(self) -> None:
        self.session = Session(self.record, self.context, self.as_of, self.progress)
        self.groundings: dict[str, Grounding] = {}
        self.refusals: list[Refusal] = []
        self.readings: Mapping[str, Question] = {}

    def extract(self, extractor: str | None = None) -> Extraction:
        """Every statement of the document, and the claims read from them, by one extractor or several."""
        if self.extraction is None:
            self.extractor = extractor or self.extractor
            found = [(name, self.read(name)) for name in extractors(self.extractor)]
            self.extraction = found[0][1]
            if len(found) > 1:
                from inquest.extract._merge import Meaning, answered, merge

                merged = answered(merge(found, Meaning(self.gazetteer, self.days)), self.answers)
                self.extraction, self.readings = merged.extraction, merged.questions
        return self.extraction

    def read(self, name: str) -> Extraction:
        """What one extractor reads in the document."""
        variant = load("extract", name)
        if isinstance(variant, Configurable):
            variant = variant.configured(self.options, self.say, self.progress)
        found: Extraction = variant.extract(self.document, self.gazetteer)
        return found

    def days(self, words: str) -> tuple[tuple[dt.date, dt.date], ...]:
        """The days that words of time mean in this document; empty where they can't be told."""
        try:
            return tuple((w.start, w.end) for w in parse(words, self.document.date, None))
        except NeedsDateError:
            return ()

    def ground(self) -> dict[str, Grounding]:
        """Every mention resolved as far as the names allow."""
        for claim in self.extract().claims:
            grounding = ground(claim, self.document, self.gazetteer, answers=self.answers, record=self.context.record)
            if claim.id in self.readings:
                asked = (*grounding.questions, self.readings[claim.id])
                grounding = grounding.model_copy(update={"questions": asked})
            self.groundings[claim.id] = grounding
        check_answers(self.groundings.values(), self.answers)
        return self.groundings

    def ground_told(self) -> list[Grounding]:
        """The sides of intentions, calls and predictions, for lists of what a text says; nothing is tested on them."""
        from inquest.extract._flat import to_ground

        claims = {c.id for c in self.extract().claims}
        told = [c for c in to_ground(self.extract()) if c.id not in claims]
        return [ground(c, self.document, self.gazetteer, record=self.context.record) for c in told]

    def propose(self) -> list[Proposition]:
        """Every registered kind is asked; a claim that none answers is refused with the reason.

        A claim that waits for a person is not tested; what no kind could test says why, as for any other claim.
        """
        kinds: tuple[Kind, ...] = every("kinds")
        found: list[Proposition] = []
        for grounding in self.ground().values():
            claim = grounding.claim
            proposals = [self.asked(kind, grounding) for kind in kinds]
            proposed = [p for one in proposals for p in one.propositions]
            refused = [r for one in proposals for r in one.refusals]
            if claim.unconfirmed and (proposed or not barred(refused, grounding) or claim.frame.startswith(SCOUTED)):
                self.refusals.append(unconfirmed(claim, claim.unconfirmed))
                continue
            found += proposed
            self.refusals += refused or ([] if proposed else [no_test(claim)])
        return found

    def asked(self, kind: Kind, grounding: Grounding) -> Proposal:
        """A kind's answer; where it fails on the claim, a refusal that says so and stops no other claim."""
        try:
            return kind.propose(grounding, self.context)
        except (InquestError, OSError, MemoryError):
            raise  # the record, the machine or the names: nothing else would fare better
        except Exception as error:  # noqa: BLE001 - isolation: the failure is shown in the proposal's place
            return Proposal(refusals=(failed(grounding.claim.id, kind.name, error),))

    def plan(self) -> list[Planned]:
        """Declare every multiverse; nothing has run yet."""
        planned = [self.session.plan(p, self.fixed(p)) for p in self.propose()]
        there = {c.name for p in planned for c in p.multiverse.choices}
        for name in self.chosen:
            if planned and name not in there:
                raise UsageError(
                    f"no claim of this text has a choice named {name!r}",
                    choices=sorted(there),
                    cure="use one of these; inquest plan shows them with their options",
                )
        return planned

    def fixed(self, proposition: Proposition) -> dict[str, str]:
        """The user's choices that this proposition has."""
        there = {c.name for c in self.session.plan(proposition).multiverse.choices} if self.chosen else set()
        return {k: v for k, v in self.chosen.items() if k in there}

    def run(self) -> Case:
        """Plan, fetch once, run, check and judge everything."""
        planned = self.plan()
        self.progress("fetching the panel", 0, len(planned))
        self.session.prepare([s for p in planned for one in p.selections for s in one.values()])
        findings = []
        for done, one in enumerate(self.results(planned)):
            if isinstance(one, Refusal):
                self.refusals.append(one)
            else:
                findings.append(one)
            self.progress("testing", done + 1, len(planned))
        return self.case(findings)

    def results(self, planned: Sequence[Planned]) -> Iterator[Finding | Refusal]:
        """What each proposition came to, in order; with one job no thread is started."""
        if self.jobs == 1:
            yield from map(self.tested, planned)
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self.jobs) as pool:
            yield from pool.map(self.tested, planned)

    def tested(self, planned: Planned) -> Finding | Refusal:
        """The finding; where Inquest itself fails on it, a refusal that says so and stops no other claim."""
        try:
            asked = (planned.proposition, self.context, self.session.twin())
            return uncoded(*asked) or unplaced(*asked) or self.finding(planned)
        except (InquestError, OSError, MemoryError):
            raise  # the record, the machine or the user's options: nothing else would fare better
        except Exception as error:  # noqa: BLE001 - isolation: the failure is shown in the finding's place
            return failed(planned.proposition.claim, planned.proposition.kind, error)

    def finding(self, planned: Planned) -> Finding:
        """Measure, judge, check and put one finding together; a worker has a session of its own."""
        session = self.session.twin()
        judged: Judged = session.run(planned)
        checks = [check.run(judged, self.context, session) for check in every("checks")]
        words = planned.kind.words(judged, self.context)
        shown, totals, plots = evidence(judged, session) if self.evidence else ((), (0, 0), ())
        return finding(
            judged,
            words,
            checks,
            shown,
            totals,
            self.context,
            command=self.command(planned.proposition),
            plots=plots,
            altered=self.reasons if self.fixed(planned.proposition) else (),
        )

    def notes(self) -> tuple[str, ...]:
        """What must be known of how the text was read."""
        own = _own(self.groundings.values(), self.gazetteer)
        read = (self.document.language_note, *self.document.notes, *self.extract().notes)
        told = (_settled(self.settled), own, *read)
        return tuple(note for note in told if note)

    def said(self) -> "WasSaid | None":
        """Reported statements beside the originals supplied; None where none was."""
        if not self.originals:
            return None
        from inquest.said import was_it_said

        return was_it_said(self.document, self.extract(), self.originals)

    def command(self, proposition: Proposition) -> str:
        """The command that re-runs a finding."""
        import shlex

        claim = self.groundings[proposition.claim].claim
        dated = f" --date {self.document.date}" if self.document.date else ""
        by = "" if self.extractor == "rules" else f" --extractor {shlex.quote(self.extractor)}"
        return f"inquest ask {shlex.quote(claim.quote)}{dated}{by}" + (f" --as-of {self.as_of}" if self.as_of else "")

    def case(self, findings: Sequence[Finding]) -> Case:
        """The case: document, statements, findings, refusals, the answer and the argument line."""
        from inquest.version import VERSION

        extraction = self.extract()
        answered = answer(self.document, extraction, self.groundings, findings, self.session)
        asked = {s.id for s in extraction.statements if s.mode == "asks"} if answered else set()
        asking = {c.id for c in extraction.claims if c.statement in asked}
        questions = {q.id: q for g in self.groundings.values() for q in g.questions}
        return Case(
            inquest_version=VERSION,
            seed=self.context.seed,
            document=self.document,
            statements=extraction.statements,
            claims=extraction.claims,
            findings=tuple(findings),
            refusals=tuple(r for r in self.refusals if r.claim not in asking),
            questions=tuple(questions.values()),
            answer=answered,
            argument=argument(extraction, findings, self.refusals, asking),
            record=self.context.record,
            warnings=(
                *self.notes(),
                *((f"Only releases that stood on {self.as_of} were used.",) if self.as_of else ()),
            ),
            extractors=extraction.by,
            as_of=self.as_of,
            said=self.said(),
            defaults=rounded(self.context.defaults),
        )


def extractors(wanted: str) -> tuple[str, ...]:
    """Names of extractors from a list with commas.

    >>> extractors("rules, llm")
    ('rules', 'llm')

    Raises
    ------
    UsageError
        If one is named twice, or none is. (A name that is not registered is found when it is loaded.)
    """
    found = tuple(name.strip() for name in wanted.split(",") if name.strip())
    if not found or len(set(found)) < len(found):
        raise UsageError(
            f"the list of extractors is {wanted!r}",
            "names with commas between them, each once",
            names("extract"),
            "write for example --extractor rules,llm",
        )
    for name in found:
        load("extract", name)
    return found


def _own(groundings: Iterable[Grounding], gazetteer: Gazetteer) -> str:
    """The names of the user's own dictionary that the claims use, with what they mean."""
    used = {
        m.mention.text: " or ".join(c.id for c in m.candidates)
        for g in groundings
        for field in NAMED
        for m in getattr(g, field)
        if m.candidates and gazetteer.is_own(m.mention.text)
    }
    said = ", ".join(f"“{name}” = {ids}" for name, ids in sorted(used.items()))
    return f"From your own dictionary: {said}." if said else ""


def _settled(names: Mapping[str, Sequence[str]]) -> str:
    """The note on names that a person settled."""
    said = "; ".join(f"“{name}” = {', '.join(ids)}" for name, ids in names.items())
    return f"Names settled by a person: {said}." if said else ""
