"""What is counted: deadly events, deaths, or the deaths of one side."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

WORDS: dict[str, tuple[str, str]] = {
    "events": ("deadly events", "How often sides met, whatever it cost."),
    "deaths": ("deaths", "How much it cost; one battle can outweigh a hundred skirmishes."),
    "deaths_of_target": ("deaths of the side named as target", "What was inflicted on it, by role and not by column."),
    "deaths_of_actor": ("deaths of the side named first", "What it suffered, by role and not by column."),
    "deaths_of_civilians": ("deaths of civilians", "Who did not fight."),
    "deaths_of_combatants": ("deaths of fighters of either side", "Who fought, without the civilians who died."),
}


class Measure:
    """What is counted; a reading, since events and deaths are different claims."""

    name = "measure"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The measures that the kind allows (``terms["measures"]``); None if the words name one."""
        allowed = proposition.terms.get("measures", [])
        options = [Option(id=m, label=WORDS[m][0], reason=WORDS[m][1], params={"count": m}) for m in allowed]
        return made(self.name, self.role, "What is counted?", options)


CHOICE = Measure()
