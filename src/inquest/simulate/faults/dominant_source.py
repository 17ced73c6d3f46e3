"""One office stands behind most events."""

import numpy as np

from inquest.model.world import EventTable


class DominantSource:
    """A share of events, drawn evenly from .6 to .9, comes from one office, drawn from those there are.

    It changes no event: what one office gets wrong would carry over.
    """

    name = "dominant_source"
    title = "One office stands behind most events"
    named_by = ("concentration",)
    allowance = 1.0

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """All events, most of them from one office."""
        office = events.columns["office"]
        taken = rng.random(len(office)) < rng.uniform(0.6, 0.9)
        columns = {**events.columns, "office": np.where(taken, rng.integers(len(events.offices)), office)}
        return EventTable(columns, events.locations, events.sides, events.offices)


FAULT = DominantSource()
