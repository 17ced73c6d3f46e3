"""Some events are coded twice."""

import numpy as np

from inquest.model.world import EventTable

EXACT = 0.5
"""Share of the copies that repeat the row; the others come from the same report with another day and toll."""


class Duplicated:
    """A share of events, drawn evenly from .1 to .3, stands in the record twice.

    Half of the copies repeat the row; half are dated a day later with a toll one higher, which no rule can tell from
    another event.
    """

    name = "duplicated"
    title = "Some events are coded twice"
    named_by = ("twins",)
    allowance = 1.35

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """All events and the copies, by day."""
        columns = events.columns
        copied = np.flatnonzero(rng.random(len(columns["day"])) < rng.uniform(0.1, 0.3))
        other = (rng.random(copied.size) >= EXACT).astype(np.int64)
        copies = {name: column[copied] for name, column in columns.items()}
        for name in ("day", "day_end", "best", "low", "high", "dead_unknown"):
            copies[name] = copies[name] + other
        every = {name: np.concatenate([column, copies[name]]) for name, column in columns.items()}
        order = np.argsort(every["day"], kind="stable")
        return EventTable({n: c[order] for n, c in every.items()}, events.locations, events.sides, events.offices)


FAULT = Duplicated()
