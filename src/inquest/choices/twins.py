"""Are near-identical rows counted once or each?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="keep",
        label="near-identical rows counted",
        reason="The source splits one report over several places on purpose, so equal rows are no errors.",
        params={"twins": "keep"},
    ),
    Option(
        id="drop",
        label="near-identical rows counted once",
        reason="The same day, sides, deaths and headline may be one event entered twice.",
        params={"twins": "drop"},
    ),
)


class Twins:
    """Are near-identical rows counted once or each?"""

    name = "twins"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Always applies."""
        return made(self.name, self.role, "Are near-identical rows counted once?", OPTIONS)


CHOICE = Twins()
