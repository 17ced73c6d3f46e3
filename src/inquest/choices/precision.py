"""How exactly an event must be located to enter a place test."""

from typing import Literal

from inquest.choices._build import made
from inquest.choices._places import outlines
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Precision:
    """How exactly an event must be located; country-wide rows never enter a place test whatever the option."""

    name = "precision"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Applies to places smaller than a country."""
        found = outlines(proposition, context)
        if not found:
            return None
        loosest = max(o.max_precision for o in found)
        strict = 3 if loosest > 3 else 1
        options = [
            Option(
                id="admitted",
                label="as exact as the area needs",
                reason="A province needs no more than the province to be known, a town needs the district.",
                params={"precision_cap": loosest},
            ),
            Option(
                id="strict",
                label="district known" if strict == 3 else "exact place known",
                reason="Points of less exact rows are artefacts that may lie outside the area.",
                params={"precision_cap": strict},
            ),
        ]
        return made(self.name, self.role, "How exactly must an event be located?", options)


CHOICE = Precision()
