"""Events with few deaths are reported by fewer sources, and some by none."""

import numpy as np

from inquest.model.world import EventTable
from inquest.simulate._faults import ALLOWANCE, thinned

SMALL = 2
"""Deaths up to which an event is small."""


class MissedBySize:
    """Events with one or two deaths lose a factor drawn evenly from 1.35 to 1.5 of their number."""

    name = "missed_by_size"
    title = "Events with few deaths are missed more often than large ones"
    named_by = ("small_events",)
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """The events that still have a source."""
        return thinned(events, events.columns["best"] <= SMALL, rng.uniform(1.35, 1.5), rng)


FAULT = MissedBySize()
