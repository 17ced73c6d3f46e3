"""Counterfactual: what would not have happened but for something ("could not have without")?

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
    "causal": Lack(
        "not identified",
        "The record holds what happened; what would have happened otherwise is not in it.",
        "a comparison case, or a file that codes each participant's own operations so that bounds can be "
        "drawn: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "not identified",
        "The record folds air strikes into the events of the side on the ground, so what remains without them"
        " can't be told.",
        "a strike log coded by date and place: inquest data add FILE",
    ),
    "capability": Lack(
        "not identified",
        "The record holds what happened, not what a side was able to do alone.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""


class Counterfactual:
    """A kind that says why it can't be tested yet."""

    name = "counterfactual"
    title = "What would have happened without someone; needs effects that add up"
    needs = "panel"
    common: tuple[str, ...] = ()
    refuses = True

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """The refusal that fits what the claim needs."""
        return proposal(self.name, grounding, LACKS, "causal")

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


KIND = Counterfactual()
