"""Mentions with weighted candidates, windows, and the questions that stay open."""

import datetime as dt
from typing import Literal

from inquest.model.base import Frozen
from inquest.model.claim import Claim, Mention

NOT_DATED = "is not dated here from its beginning to its end"
"""What a note says of a battle of which no milestones give both."""


class Candidate(Frozen):
    """One thing a mention may mean. ``id`` is a bloc, place or milestone id; weights of a mention sum to 1."""

    id: str
    label: str
    weight: float
    reason: str


class Grounded(Frozen):
    """A mention with its candidates, best first; ``unknown`` holds the nearest names when there is none."""

    mention: Mention
    candidates: tuple[Candidate, ...] = ()
    unknown: tuple[str, ...] = ()


class Question(Frozen):
    """An ambiguity that only a person can settle. Unanswered, every candidate is run.

    Answered by ``--answer ID=OPTION`` or in the claims file.
    """

    id: str
    text: str
    options: tuple[Candidate, ...]
    answer: str | None = None


class Window(Frozen):
    """A period of time, both days inclusive.

    ``named``: the words name it ("in 2017"). ``relative``: it leans on the document's date ("yesterday", "for
    years").
    """

    start: dt.date
    end: dt.date
    label: str
    reason: str
    named: bool = True
    relative: bool = False
    inferred: Literal["no", "carried", "guessed"] = "no"
    """``carried``: the sentence names no time, the passage does. ``guessed``: it may be meant; the claim is tested
    without it too. ``reason`` says where it comes from."""


class Told(Frozen):
    """When and where a claim says it was, as a reader takes it: shown, not tested.

    An end that the text leaves open is None ("has been fighting": no start). ``place`` is the country that the text is
    about, where the claim names no place.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    place: str | None = None
    reason: str = ""


class Grounding(Frozen):
    """A claim with every mention resolved as far as the record's names allow.

    ``windows``/``baselines``: fair readings of the times, best first; empty if the claim names none.
    ``versus_*`` hold the second term of a comparison.
    """

    claim: Claim
    actors: tuple[Grounded, ...] = ()
    targets: tuple[Grounded, ...] = ()
    versus_actors: tuple[Grounded, ...] = ()
    versus_targets: tuple[Grounded, ...] = ()
    places: tuple[Grounded, ...] = ()
    versus_places: tuple[Grounded, ...] = ()
    windows: tuple[Window, ...] = ()
    baselines: tuple[Window, ...] = ()
    milestones: tuple[Grounded, ...] = ()
    """Dated events the claim leans on; ids of candidates are those of milestones."""
    document_date: dt.date | None = None
    told: Told = Told()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
