"""Must an event be reported by more than one source?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="any",
        label="any number of sources",
        reason="One good report is a report; many events have only one.",
        params={"min_sources": 0},
    ),
    Option(
        id="two",
        label="two sources or more",
        reason="Two sources are harder to mislead, but the number is not recorded for every event.",
        params={"min_sources": 2},
        uncertain=True,
    ),
)


class Corroboration:
    """Must an event be reported by more than one source?"""

    name = "corroboration"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Always applies."""
        return made(self.name, self.role, "How many sources must report an event?", OPTIONS)


CHOICE = Corroboration()
