"""What kinds share that are only recognised and explained in this version."""

from dataclasses import dataclass

from inquest.errors import UsageError
from inquest.kinds._refuse import refuse
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, RefusalReason


@dataclass(frozen=True)
class Lack:
    """One thing the record lacks: the reason, a plain sentence, and what would make the claim testable."""

    reason: RefusalReason
    text: str
    unlock: str


def proposal(kind: str, grounding: Grounding, lacks: dict[str, Lack], usual: str) -> Proposal:
    """The refusal for what a claim needs (slot ``needs``); ``usual`` names the one where the words don't say."""
    claim = grounding.claim
    if claim.kind != kind:
        return Proposal()
    lack = lacks.get(claim.slots.get("needs", usual), lacks[usual])
    return Proposal(refusals=(refuse(claim, kind, lack.reason, lack.text, lack.unlock),))


def unreachable(kind: str) -> UsageError:
    """The error for a proposition of a kind that makes none."""
    return UsageError(
        f"a proposition of the kind {kind!r}",
        "a kind that tests; this one explains why it can't",
        cure="see inquest kinds for those that test",
    )
