"""Deaths are given in round numbers."""

import numpy as np

from inquest.model.world import EventTable

FIVES, TENS = 5, 30
"""Deaths from which a toll may be rounded to fives; from which to tens."""
_PARTS = ("dead_a", "dead_b", "dead_civilians", "dead_unknown")


class Rounded:
    """Of tolls of 5 or more a share drawn evenly from .6 to .9 is rounded.

    To the nearest 5, from 30 on to the nearest 10. The parts keep their proportions, the largest takes what is left.
    """

    name = "rounded"
    title = "Deaths are given in round numbers"
    named_by = ("heaping",)
    allowance = 1.25

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """All events, with round tolls."""
        columns = dict(events.columns)
        best = columns["best"]
        hit = (best >= FIVES) & (rng.random(len(best)) < rng.uniform(0.6, 0.9))
        step = np.where(best >= TENS, 10, 5)
        toll = np.where(hit, (best + step // 2) // step * step, best)
        parts = np.stack([columns[name] for name in _PARTS], axis=1)
        scaled = parts * toll[:, None] // np.maximum(best, 1)[:, None]
        scaled[np.arange(len(best)), parts.argmax(axis=1)] += toll - scaled.sum(axis=1)
        split = np.where(hit[:, None], scaled, parts)
        columns |= {name: split[:, i] for i, name in enumerate(_PARTS)}
        columns |= {"best": toll, "low": np.minimum(columns["low"], toll), "high": np.maximum(columns["high"], toll)}
        return EventTable(columns, events.locations, events.sides, events.offices)


FAULT = Rounded()
