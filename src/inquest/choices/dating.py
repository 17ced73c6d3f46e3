"""On which day does an event of several days fall?"""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition

LONG = 366
"""Days; in longer windows the day chosen moves next to nothing, so it is left at the first."""

OPTIONS = (
    Option(
        id="start",
        label="its first day",
        reason="The source dates events from their first day.",
        params={"dating": "start"},
    ),
    Option(
        id="end",
        label="its last day",
        reason="Deaths are often reported when an event is over.",
        params={"dating": "end"},
    ),
    Option(
        id="spread",
        label="spread over its days",
        reason="The day of each death is not known.",
        params={"dating": "spread"},
    ),
)


class Dating:
    """On which day does an event of several days fall?"""

    name = "dating"
    role: Literal["reading", "measurement"] = "measurement"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """Applies where a window is a year or shorter."""
        spans = [(w.end - w.start).days for w in (*proposition.windows, *proposition.baselines)]
        if not spans or min(spans) > LONG:
            return None
        return made(self.name, self.role, "On which day does an event of several days fall?", OPTIONS)


CHOICE = Dating()
