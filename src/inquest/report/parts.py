"""The parts of the view model: what a report is made of, as plain named tuples.

They are no dataclasses, which take three times as long to define: every short run would pay for that.
"""

from typing import TYPE_CHECKING, NamedTuple

from inquest.model.event import Evidence
from inquest.model.finding import Answer, CheckResult, Plot
from inquest.model.grounding import Question
from inquest.model.words import RIGHT_TO_LEFT
from inquest.report.publish import PublishInfo

if TYPE_CHECKING:
    from inquest.report.said import SaidSection


def count_words(text: str) -> int:
    """Words of a text, split at white space; dashes and ellipses are none.

    >>> count_words("to the end – of 2016 …")
    5
    """
    return sum(any(c.isalnum() for c in word) for word in text.split())


class ReadingRow(NamedTuple):
    """One row of the readings table, figures already written out."""

    label: str
    verdict: str
    tone: str
    point: str
    reach: str
    null: str
    ways: int
    pro: str
    con: str
    note: str


class ChoiceView(NamedTuple):
    """A choice with its options, each a (label, reason)."""

    name: str
    role: str
    question: str
    options: tuple[tuple[str, str], ...]


class Said(NamedTuple):
    """Words of the text and who said them.

    ``quote``: as the card's face shows it, "" where only the workings do; ``at``: anchor of the words in the article,
    "" where it isn't shown.
    """

    quote: str
    whole: str
    speaker: str
    at: str = ""


class SplitRow(NamedTuple):
    """Readings that agree, as one row on a card whose verdict is split."""

    label: str
    verdict: str
    tone: str
    figure: str
    line: str
    readings: int


class CardView(NamedTuple):
    """One finding for a reader."""

    id: str
    number: int
    total: int
    tone: str
    verdict_words: str
    said: tuple[Said, ...]
    see: tuple[tuple[int, str], ...]
    """Other cards read from the same words: (number, anchor)."""
    split: tuple[SplitRow, ...]
    """What the readings say at a glance, for a split verdict or one of which some readings are decided."""
    alarms: tuple[str, ...]
    """Checks that failed, and what must be known before anyone uses the finding."""
    sentences: tuple[str, ...]
    full: tuple[str, ...]
    """The sentences with their scope, for where *Tested* does not stand beside them."""
    tested: str
    cannot_show: str
    overturn: str
    source: str
    review: str
    kind: str
    scale: str
    readings: tuple[ReadingRow, ...]
    figure_note: str
    """How the figures of the readings' table are to be read, and where the card's stands among them."""
    choices: tuple[ChoiceView, ...]
    dropped: tuple[tuple[str, str], ...]
    checks: tuple[CheckResult, ...]
    notes: tuple[str, ...]
    curve: Plot | None
    plots: tuple[Plot, ...]
    evidence: tuple[Evidence, ...]
    events: int
    deaths: int
    command: str
    spoken: tuple[tuple[str, str], ...] = ()
    """What originals say about the words: (line, anchor in that section)."""

    @property
    def words(self) -> int:
        """Words on the face of the card, its labels and the table of a split verdict apart."""
        quotes = [f"{s.quote} {s.speaker}" for s in self.said if s.quote]
        parts = (self.verdict_words, *quotes, *self.alarms, *self.sentences, self.tested, self.cannot_show)
        return count_words(" ".join((*parts, self.overturn, self.source, self.review)))


class Group(NamedTuple):
    """Findings that answer one question."""

    id: str
    heading: str
    cards: tuple[CardView, ...]


class RefusalItem(NamedTuple):
    """Words that can't be tested. ``keys``: ids of their claims, or of the statement where there is no claim.

    ``see``: cards on the same claim tested in another sense; ``at``: anchor of the words in the article.
    """

    id: str
    keys: tuple[str, ...]
    quote: str
    speaker: str
    text: str
    latest: str
    see: tuple[tuple[int, str], ...] = ()
    at: str = ""


class RefusalBlock(NamedTuple):
    """Refusals that one thing would unlock."""

    unlock: str
    items: tuple[RefusalItem, ...]
    shared: str = ""
    """What is said of all of them alike, if it is: said once."""


class RefusalGroup(NamedTuple):
    """Refusals for one reason, by what would unlock them."""

    heading: str
    blocks: tuple[RefusalBlock, ...]


class Uncheckable(NamedTuple):
    """A statement that is no claim of fact."""

    quote: str
    speaker: str
    what: str
    reason: str
    when: str


class Stretch(NamedTuple):
    """A stretch of the article. ``target``: anchor of the card or refusal; ``ends``: (number, anchor, words).

    ``ids``: anchors of the claims whose words begin here.
    """

    text: str
    tone: str = ""
    target: str = ""
    words: str = ""
    ends: tuple[tuple[int, str, str], ...] = ()
    ids: tuple[str, ...] = ()


class SourceLine(NamedTuple):
    """One vintage of the record."""

    source: str
    release: str
    citation: str
    licence: str
    url: str
    reach: str
    simulated: bool
    short: str = ""
    """Source, release and country in a few words."""


class CaseView(NamedTuple):
    """A whole report."""

    title: str
    credit: str
    link: str
    date_note: str
    answer: Answer | None
    argument: str
    groups: tuple[Group, ...]
    refusals: tuple[RefusalGroup, ...]
    uncheckable: tuple[Uncheckable, ...]
    paragraphs: tuple[tuple[Stretch, ...], ...]
    language: str
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    simulated: bool
    made: str
    version: str
    seed: int
    record: str
    content_hash: str
    held: tuple[str, ...]
    publish: PublishInfo | None
    findings: int
    claims: int
    tested: int
    """Claims with a finding."""
    said: "SaidSection | None" = None
    single: bool = False
    """The text is one sentence, as ``inquest ask`` puts it."""

    @property
    def direction(self) -> str:
        """How the article runs: ``rtl`` or ``ltr``."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"
