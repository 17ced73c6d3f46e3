"""Are rows that roll a longer time or a wider area into one event kept?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="keep",
        label="summary rows kept",
        reason="Totals of a year include what was only reported as a sum.",
        params={"summaries": "keep"},
    ),
    Option(
        id="drop",
        label="summary rows left out",
        reason="A sum over months can hide other sides, places and days.",
        params={"summaries": "drop"},
    ),
)


class Summaries:
    """Are rows that roll a longer time or a wider area into one event kept?"""

    name = "summaries"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Always applies."""
        return made(self.name, self.role, "Are rows kept that look like a sum over many events?", OPTIONS)


CHOICE = Summaries()
