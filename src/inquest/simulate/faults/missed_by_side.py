"""Events of one side are reported by fewer sources, and some by none."""

import numpy as np

from inquest.model.world import EventTable
from inquest.simulate._faults import ALLOWANCE, by_actor, one_group, thinned


class MissedBySide:
    """One actor, drawn from those in 15-85% of the events, loses a factor of 1.25 to 1.4, drawn evenly."""

    name = "missed_by_side"
    title = "Events of one side are missed more often than those of others"
    named_by = ("corroboration",)
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """The events that still have a source."""
        hit = one_group(by_actor(events), rng)
        return events if hit is None else thinned(events, hit, rng.uniform(1.25, 1.4), rng)


FAULT = MissedBySide()
