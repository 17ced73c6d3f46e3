"""Does a coalition count as a side if any or only if all of its members belong to it?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="any",
        label="any member belongs",
        reason="A coalition fights with all of its members, so one of them is enough.",
        params={"member": "any"},
    ),
    Option(
        id="all",
        label="all members belong",
        reason="A mixed coalition may be led by others, so only a side wholly of these actors counts.",
        params={"member": "all"},
    ),
)


class Membership:
    """Does a coalition count as a side if any or only if all of its members belong to it?"""

    name = "membership"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Always applies."""
        return made(self.name, self.role, "When several groups fight as one side, when does that side count?", OPTIONS)


CHOICE = Membership()
