"""One side hides some of its own dead: its events stay, with fewer deaths on its side."""

import numpy as np

from inquest.model.world import EventTable
from inquest.simulate._faults import ALLOWANCE, one_group
from inquest.simulate._war import chosen


class HiddenLosses:
    """One actor, drawn from those in 15-85% of the events, names a factor of 1.25 to 1.4 fewer of its dead."""

    name = "hidden_losses"
    title = "One side hides a part of its own dead"
    named_by = ()
    """Nothing in a record tells a side that lost few from one that hides its losses."""
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """The events with fewer dead on one side; those that no dead are left of are not recorded."""
        names = sorted({part.strip() for side in events.sides for part in side.name.split(",")} - {"Civilians"})
        stands = {n: np.array([n in {p.strip() for p in s.name.split(",")} for s in events.sides]) for n in names}
        c = events.columns
        groups = {n: on[c["side_a"]] | on[c["side_b"]] for n, on in stands.items()}
        hit = one_group(groups, rng)
        if hit is None:
            return events
        name = next(n for n, found in groups.items() if found is hit)
        keep = 1 / rng.uniform(1.25, 1.4)
        columns = dict(c)
        lost = np.zeros_like(c["best"])
        for column, side in (("dead_a", "side_a"), ("dead_b", "side_b")):
            own = hit & stands[name][c[side]]
            kept = np.where(own, rng.binomial(c[column], keep), c[column])
            lost, columns[column] = lost + c[column] - kept, kept.astype(np.int64)
        for column in ("low", "best", "high"):
            columns[column] = np.maximum(c[column] - lost, 0)
        left = EventTable(columns, events.locations, events.sides, events.offices)
        return chosen(left, columns["best"] > 0)


FAULT = HiddenLosses()
