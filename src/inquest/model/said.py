"""Was it said? Reported words beside the closest passage of an original that the user supplied."""

import datetime as dt
from typing import Literal

from inquest.model.base import Frozen

Result = Literal["verbatim", "reworded", "not found in the text supplied"]
"""``not found in the text supplied`` is never "not said": an original may be a part, or a translation."""


class Original(Frozen):
    """A text against which reported words are held, as the user supplied it.

    ``speakers``: names under which the article's speaker is looked for; empty: every reported statement is compared.
    """

    label: str
    speakers: tuple[str, ...] = ()
    title: str | None = None
    date: dt.date | None = None
    words: int = 0


class Passage(Frozen):
    """A stretch of an original; offsets into its text."""

    original: str
    """Label of the original."""
    start: int
    end: int
    text: str


class Difference(Frozen):
    """What the reported words and the passage differ in; None: that side has nothing there."""

    what: Literal["number", "negation", "name"]
    said: str | None = None
    """In the article."""
    original: str | None = None
    """In the original."""


class Said(Frozen):
    """Words that an article reports, and the closest passage of the originals.

    Attributes
    ----------
    form : ``quotation`` (in quotation marks) or ``reported`` (in the article's words).
    shortened : an ellipsis in the quotation joins parts that stand apart in the original.
    edited : words in square brackets stand for others, or were put in.
    passages : of the closest place, in order; several where a quotation was shortened. Empty if nothing was found.
    similarity : share of the words' weight found in the passage, 0 to 1; 1 for verbatim words.
    differs : numbers, negations and names in which the two differ. With any of them, reworded words say another thing.
    """

    id: str
    statements: tuple[str, ...]
    claims: tuple[str, ...] = ()
    speaker: str
    via: str | None = None
    quote: str
    start: int
    end: int
    form: Literal["quotation", "reported"]
    result: Result
    shortened: bool = False
    edited: bool = False
    passages: tuple[Passage, ...] = ()
    similarity: float = 0.0
    differs: tuple[Difference, ...] = ()


class WasSaid(Frozen):
    """Every reported statement of a text beside the originals.

    ``others``: speakers of reported statements that were compared with no original, each with their number.
    ``short``: statements with too few words of their own to be compared.
    """

    originals: tuple[Original, ...]
    results: tuple[Said, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    short: int = 0
