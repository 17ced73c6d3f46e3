"""Attention: was something noticed or ignored ("went unnoticed")?

Recognised and explained in this version, with the data that would make it testable.
"""

from collections.abc import Mapping

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._refusing import Lack, proposal, unreachable
from inquest.model.choice import Choice
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition
from inquest.model.selection import Selection

LACKS = {
    "media": Lack(
        "source not loaded",
        "The record lists events, not how widely they were reported or read.",
        "a media file with articles by date and topic (for example GDELT's article lists or a newspaper "
        "archive): inquest data add FILE",
    ),
    "declared": Lack(
        "not recorded",
        "What was declared or said in public is not in a list of deadly events.",
        "a file of statements coded by date and speaker: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""


class Attention:
    """A kind that says why it can't be tested yet."""

    name = "attention"
    title = "Coverage of a matter against the events themselves; needs a media source"
    needs = "panel"
    common: tuple[str, ...] = ()
    refuses = True

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """The refusal that fits what the claim needs."""
        return proposal(self.name, grounding, LACKS, "media")

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Never reached: there is no proposition."""
        raise unreachable(self.name)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> Mapping[str, Selection]:
        """Never reached: there is no proposition."""
        raise unreachable(self.name)

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Never reached: there is no proposition."""
        raise unreachable(self.name)

    def words(self, judged: Judged, context: Context) -> Words:
        """Never reached: there is no finding."""
        raise unreachable(self.name)


KIND = Attention()
