"""How the boundary of one and the same area is drawn."""

from typing import Literal

from inquest.choices._build import made
from inquest.choices._places import groups, labels
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Boundary:
    """How an area is drawn; pooled, since the area is the same."""

    name = "boundary"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """All outlines, each only with its own area; None if each area has one."""
        found = groups(proposition, context)
        if all(len(members) == 1 for members in found.values()):
            return None
        called = labels(found)
        options = [
            Option(id=o.id, label=called[o.id], reason=o.reason, params={"place": o.id})
            for members in found.values()
            for o in members
        ]
        drops = tuple(
            (o.id, "outline", other, "this boundary belongs to another area")
            for group, members in found.items()
            for o in members
            for other in found
            if other != group
        )
        return made(self.name, self.role, "How is the area drawn?", options, drops)


CHOICE = Boundary()
