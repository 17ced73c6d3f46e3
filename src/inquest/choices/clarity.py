"""Must the source describe each event by itself?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="all",
        label="all events",
        reason="Events known only from an aggregate are deaths all the same.",
        params={"max_clarity": 2},
    ),
    Option(
        id="clear",
        label="only events described by themselves",
        reason="An aggregate split over places is not evidence for each of them.",
        params={"max_clarity": 1},
    ),
)


class Clarity:
    """Must the source describe each event by itself?"""

    name = "clarity"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Always applies."""
        return made(self.name, self.role, "Must each event be described by itself?", OPTIONS)


CHOICE = Clarity()
