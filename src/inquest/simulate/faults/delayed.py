"""Some events are dated by the monthly bulletin that reported them."""

import numpy as np

from inquest.model.world import EventTable
from inquest.simulate._faults import ALLOWANCE
from inquest.simulate._war import chosen

LATER = 0.2
"""Share of the bulletins that appear a month late."""


class Delayed:
    """A share of events, drawn evenly from .2 to .4, is dated the first day of the next month; a fifth, one later.

    What would be dated after the record's last month is not in it yet.
    """

    name = "delayed"
    title = "Some events are dated by a later monthly report"
    named_by = ("dating",)
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """The events dated by the end of the last month, by day."""
        columns = events.columns
        if not len(columns["day"]):
            return events
        late = rng.random(len(columns["day"])) < rng.uniform(0.2, 0.4)
        month = columns["day"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        told = month + 1 + (rng.random(late.size) < LATER)
        day = told.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        moved = {name: np.where(late, day, columns[name]) for name in ("day", "day_end")}
        there = ~late | (told <= month.max())
        kept = chosen(EventTable({**columns, **moved}, events.locations, events.sides, events.offices), there)
        return chosen(kept, np.argsort(kept.columns["day"], kind="stable"))


FAULT = Delayed()
