"""Does an event count whose span crosses the edge of the window tested?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

OPTIONS = (
    Option(
        id="keep",
        label="counted on the day chosen",
        reason="Every event falls on one day, so none is lost or counted twice.",
        params={"crossing": "keep"},
    ),
    Option(
        id="drop",
        label="left out if it crosses an edge",
        reason="Its deaths may lie on the other side of the edge.",
        params={"crossing": "drop"},
    ),
)


class Duration:
    """Does an event count whose span crosses the edge of the window tested?"""

    name = "duration"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Applies where a dated window is summed; a monthly series has no single edge."""
        if not proposition.windows or proposition.mode == "process":
            return None
        return made(self.name, self.role, "Do events count that began before the window or ended after it?", OPTIONS)


CHOICE = Duration()
