"""Two texts side by side: what both say, what only one says, where they say the opposite; findings shared."""

import datetime as dt
from typing import Literal

from inquest.model.base import Frozen
from inquest.model.finding import Finding
from inquest.model.flat import FlatClaim
from inquest.model.grounding import Question
from inquest.model.record import RecordInfo

Relation = Literal["opposite", "different figures", "both say", "only one"]


class ComparedText(Frozen):
    """One of the two texts. Nothing here rates it: what can be tested differs by speaker."""

    name: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    date_reason: str = ""
    language: str = "en"
    claims: int = 0
    notes: tuple[str, ...] = ()
    """What must be known of how it was read."""


class Rests(Frozen):
    """A finding, and the claims of each text that rest on it."""

    finding: str
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()


class Row(Frozen):
    """Claims of the two texts on one matter.

    Attributes
    ----------
    about : the kind of claim, sides, place and period on which they were joined, in plain words.
    rivals : each text gives first place to another side ("who defeated ..."): not both can be right.
    stands_a, stands_b : where each stands on it: "more than 500 deaths", "yes", "no"; "" if it says nothing.
    findings : ids of ``Comparison.findings``, with the claims of this row that rest on each.
    untested : why claims of it could not be tested, each reason once.
    """

    id: str
    relation: Relation
    kind: str
    about: str
    a: tuple[FlatClaim, ...] = ()
    b: tuple[FlatClaim, ...] = ()
    stands_a: str = ""
    stands_b: str = ""
    rivals: bool = False
    findings: tuple[Rests, ...] = ()
    untested: tuple[str, ...] = ()


class Comparison(Frozen):
    """Two texts before one record. Swapping the texts swaps every ``a`` and ``b`` in it, and nothing else."""

    schema_version: str = "1.0"
    inquest_version: str
    seed: int
    a: ComparedText
    b: ComparedText
    joined: tuple[Row, ...]
    """What both speak to: opposites first, then different figures, then what both say."""
    only_a: tuple[Row, ...]
    only_b: tuple[Row, ...]
    """What only one says, in the order of its text."""
    findings: tuple[Finding, ...]
    """One per shared proposition, each run once; ``claim`` is empty, as several claims of both texts may rest on it."""
    questions: tuple[Question, ...] = ()
    record: RecordInfo
    as_of: str | None = None
