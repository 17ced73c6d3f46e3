"""Claims as a flat list: what was read from a text, for scorers and other tools. Nothing in it was tested."""

import datetime as dt
from typing import Literal

from pydantic import ConfigDict, RootModel

from inquest.model.base import Frozen


class FlatPeriod(Frozen):
    """The time told, both days inclusive; an end that the text leaves open is None."""

    start: dt.date | None = None
    end: dt.date | None = None


class FlatQuantity(Frozen):
    """A stated amount, see ``model.claim.Quantity``; two values with ``between``."""

    op: Literal["=", "~", ">", ">=", "<", "<=", "between"]
    value: float | tuple[float, float]
    unit: str


class FlatClaim(Frozen):
    """One claim, or one statement that is no claim of fact.

    Attributes
    ----------
    id : of the claim, or of the statement where there is no claim.
    quote, start, end : the words, and where they stand in the text as shown (end exclusive).
    kind : the extractor's label; ``opinion``, ``normative``, ``intention`` or ``prediction`` for what is no claim of
        fact. A call is normative, an offer an intention, a bare question an opinion.
    checkable : whether a list of fatal events, with sides, place, date and deaths, could speak to it.
    speaker : ``article`` for the writer, else the person or body the words are attributed to; ``via`` the relayer.
    actors, targets : plain names as resolved; the text's own words where no name is known or none is likely enough.
    place : as named in the claim, else the country that the text is about; several joined by "; ".
    """

    id: str
    quote: str
    start: int
    end: int
    kind: str
    checkable: bool
    speaker: str
    via: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    period: FlatPeriod | None = None
    polarity: Literal["affirm", "deny"] = "affirm"
    quantity: FlatQuantity | None = None


class FlatClaims(RootModel[tuple[FlatClaim, ...]]):
    """The list, in the order of the text."""

    model_config = ConfigDict(frozen=True)
