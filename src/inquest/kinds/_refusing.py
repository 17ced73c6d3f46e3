"""A kind that is only recognised and explained in this version: all of it but its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.errors import UsageError
from inquest.kinds._refuse import refuse
from inquest.model.choice import Choice
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition, RefusalReason
from inquest.model.selection import Selection


@dataclass(frozen=True)
class Lack:
    """One thing the record lacks: the reason, a plain sentence, and what would make the claim testable."""

    reason: RefusalReason
    text: str
    unlock: str


@dataclass(frozen=True)
class Refusing:
    """A kind that says why it can't be tested yet.

    ``lacks``: slot ``needs`` -> what the record lacks for it; ``usual`` names the one where the words don't say.
    """

    name: str
    title: str
    lacks: Mapping[str, Lack]
    usual: str
    needs: str = "panel"
    common: tuple[str, ...] = ()
    refuses: bool = True

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """The refusal that fits what the claim needs."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        lack = self.lacks.get(claim.slots.get("needs", self.usual), self.lacks[self.usual])
        return Proposal(refusals=(refuse(claim, self.name, lack.reason, lack.text, lack.unlock),))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Never reached: there is no proposition."""
        raise self._unreachable()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> Mapping[str, Selection]:
        """Never reached: there is no proposition."""
        raise self._unreachable()

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Never reached: there is no proposition."""
        raise self._unreachable()

    def words(self, judged: Judged, context: Context) -> Words:
        """Never reached: there is no finding."""
        raise self._unreachable()

    def _unreachable(self) -> UsageError:
        return UsageError(
            f"a proposition of the kind {self.name!r}",
            "a kind that tests; this one explains why it can't",
            cure="see inquest kinds for those that test",
        )
