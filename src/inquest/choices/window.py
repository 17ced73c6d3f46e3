"""Which period the words mean, where several are fair."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Window:
    """Which period the words mean."""

    name = "window"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The fair windows of the proposition; None if there is one."""
        options = [
            Option(
                id=f"{w.start.isoformat()}..{w.end.isoformat()}",
                label=w.label,
                reason=w.reason,
                params={"window": i},
                named=w.named,
            )
            for i, w in enumerate(proposition.windows)
        ]
        return made(self.name, self.role, "Which period is meant?", options)


CHOICE = Window()
