"""Which area a place name means: a governorate, a theatre of war, a region."""

from typing import Literal

from inquest.choices._build import made
from inquest.choices._places import groups
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Outline:
    """Which area is meant; where a group has several outlines, ``boundary`` picks among them."""

    name = "outline"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """One option per group; None if the name means one area."""
        found = groups(proposition, context)
        alone = all(len(members) == 1 for members in found.values())
        options = [
            Option(
                id=group,
                label=members[0].label,
                reason=members[0].reason,
                params={"place": members[0].id} if alone else {"area": group},
            )
            for group, members in found.items()
        ]
        return made(self.name, self.role, "Which area does the name mean?", options)


CHOICE = Outline()
