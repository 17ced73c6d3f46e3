"""Episode: who took, held or lost a place, and for how long ("seized", "held territory")?

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
    "control": Lack(
        "not recorded",
        "Deadly events show where people were killed, not who controlled a place.",
        "a file of territorial control by place and date (for example daily control maps): inquest data add FILE",
    ),
    "capability": Lack(
        "not recorded",
        "Deadly events do not show what forces could have done, only what was recorded.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""


class Episode:
    """A kind that says why it can't be tested yet."""

    name = "episode"
    title = "Taking, holding or losing a place; needs a record of control"
    needs = "panel"
    common: tuple[str, ...] = ()
    refuses = True

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """The refusal that fits what the claim needs."""
        return proposal(self.name, grounding, LACKS, "control")

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


KIND = Episode()
