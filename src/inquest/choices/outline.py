"""Which area a place name means: a governorate, a theatre of war, a region."""

from typing import Literal

from inquest.choices._build import made
from inquest.choices._places import groups, labels
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Outline:
    """Which area is meant; where an area has several outlines, ``boundary`` picks among them, else the first stands."""

    name = "outline"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """One option per area; None if the name means one."""
        found = groups(proposition, context)
        alone = all(len(members) == 1 for members in found.values())
        called = labels(found)
        options = [
            Option(
                id=group,
                label=called[members[0].id],
                reason=members[0].reason,
                params={"place": members[0].id} if alone else {"area": members[0].id},
            )
            for group, members in found.items()
        ]
        return made(self.name, self.role, "Which area is meant by the name?", options)


CHOICE = Outline()
