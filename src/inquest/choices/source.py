"""Which of the loaded sources is asked."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Source:
    """Which source is asked; sources define an event differently, so each is a reading and never added up."""

    name = "source"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """One option per source loaded; None if there is one."""
        names = sorted({m.source for m in context.record.manifests})
        options = [
            Option(
                id=name,
                label=f"{name} alone",
                reason="Each source has its own rule on what counts as an event.",
                params={"sources": [name]},
            )
            for name in names
        ]
        return made(self.name, self.role, "Which source is asked?", options)


CHOICE = Source()
