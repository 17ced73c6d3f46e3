"""Association: did one thing help, cover for or go in step with another ("thanks to", "cover for")?

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
        "The record shows when two things happened near each other, not that one helped the other.",
        "a second event series on the supposed cause (strikes, supplies, agreements), coded by date and "
        "place, with what each rival account predicts: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "source not loaded",
        "The record folds air strikes into the events of the side on the ground, so their effect can't be told apart.",
        "a strike log coded by date and place (for example the coalition's strike releases, or Airwars): "
        "inquest data add FILE",
    ),
    "intent": Lack(
        "not recorded",
        "What a side intended, or did for another's sake, is not in a list of deadly events.",
        "orders, agreements or testimony coded by date and actor: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""


class Association:
    """A kind that says why it can't be tested yet."""

    name = "association"
    title = "Whether one side's acts moved with another's; needs a second, independent series"
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


KIND = Association()
