"""What is tested, and what is refused with a reason."""

from typing import Any, Literal

from pydantic import Field

from inquest.model.base import Frozen
from inquest.model.grounding import Question, Window

RefusalReason = Literal[
    "window not covered",
    "place not covered",
    "not recorded",
    "source not loaded",
    "not identified",
    "name not known",
    "date not known",
    "too few events",
    "no test",
    "reading not confirmed",
]


class Proposition(Frozen):
    """What is tested.

    Attributes
    ----------
    kind : registry name of the kind that proposed it.
    mode : ``census`` (a realised quantity in a dated or past scope) or ``process`` (a rate, tendency, disposition).
    tested : one plain sentence; the card's *Tested* line.
    actor, target, versus_actor, versus_target : bloc ids, or None for "anyone".
    place, versus_place : place ids, or None for the whole record of ``countries``.
    windows, baselines : readings of the time tested and of its comparison.
    side : +1 if the claim puts the quantity above the null, -1 below.
    terms : the kind's own further terms (threshold, universal, ...); JSON values only.
    """

    id: str
    claim: str
    kind: str
    mode: Literal["census", "process"]
    tested: str
    actor: str | None = None
    target: str | None = None
    versus_actor: str | None = None
    versus_target: str | None = None
    place: str | None = None
    versus_place: str | None = None
    countries: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()
    baselines: tuple[Window, ...] = ()
    side: Literal[1, -1] = 1
    terms: dict[str, Any] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    def mirror(self) -> "Proposition":
        """The same question with the claim on the other side of the null."""
        return self.model_copy(
            update={"side": -self.side, "id": self.id + "~", "tested": f"The opposite of: {self.tested}"}
        )


class Refusal(Frozen):
    """Why a claim can't be tested on the record loaded, and what would unlock it."""

    claim: str
    kind: str
    reason: RefusalReason
    text: str
    """One plain sentence on what is missing."""
    unlock: str
    """What to load or supply, exactly."""
    latest_covered: str | None = None
    """The latest covered window, if the record stops before the one claimed."""


class Proposal(Frozen):
    """A kind's answer to a grounding."""

    propositions: tuple[Proposition, ...] = ()
    refusals: tuple[Refusal, ...] = ()
