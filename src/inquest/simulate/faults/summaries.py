"""The events of some fronts are rolled into one row for several months."""

import numpy as np

from inquest.model.panel import BoolArray, IntArray
from inquest.model.world import EventTable
from inquest.simulate._faults import ALLOWANCE, LEAST, MOST, by_actor, by_area

SPAN = 3
"""Months that one row stands for."""
_SMALLEST = 0.02
"""Share below which none is looked for: so few events that one quarter is half of them."""
_SUMMED = ("low", "best", "high", "dead_a", "dead_b", "dead_civilians", "dead_unknown")


class Summaries:
    """Of the quarters of each pair in each area, a share drawn evenly from .25 to .4 is written as one row.

    The row spans the whole quarter, holds all its deaths, and stands at the place of the quarter's first event. The
    share is made smaller until the rows of no actor, pair or area become fewer than all others' by more than
    ``ALLOWANCE``.
    """

    name = "summaries"
    title = "Events of several months are rolled into one row"
    named_by = ("summaries",)
    allowance = ALLOWANCE

    def apply(self, events: EventTable, rng: np.random.Generator) -> EventTable:
        """The events of the other quarters, and one row for each quarter rolled up."""
        columns = events.columns
        if not len(columns["day"]):
            return events
        group, first_day, last_day = _quarters(events)
        share = rng.uniform(0.25, 0.4)
        parts = [*by_actor(events).values(), *by_area(events).values(), *_pairs(events)]
        sides = [hit for hit in parts if LEAST <= hit.mean() <= MOST]
        while True:
            rolled = rng.random(int(group.max()) + 1) < share
            row = np.where(rolled[group], group, group.max() + 1 + np.arange(len(group)))
            _, first, of = np.unique(row, return_index=True, return_inverse=True)
            if all(_factor(hit, first) <= ALLOWANCE for hit in sides) or share < _SMALLEST:
                break
            share *= 0.9
        made = {name: column[first] for name, column in columns.items()}
        for name in _SUMMED:
            made[name] = np.bincount(of.reshape(-1), weights=columns[name]).astype(np.int64)
        whole = rolled[group[first]]
        made["day"] = np.where(whole, first_day[first], made["day"])
        made["day_end"] = np.where(whole, last_day[first], made["day_end"])
        order = np.argsort(made["day"], kind="stable")
        return EventTable({n: c[order] for n, c in made.items()}, events.locations, events.sides, events.offices)


def _pairs(events: EventTable) -> list[BoolArray]:
    """Events of each pair of sides."""
    columns = events.columns
    pair = np.sort(np.stack([columns["side_a"], columns["side_b"]], axis=1), axis=1)
    of = np.unique(pair, axis=0, return_inverse=True)[1].reshape(-1)
    return [of == number for number in range(int(of.max()) + 1)]


def _factor(hit: BoolArray, kept: IntArray) -> float:
    """How many times more one of two parts of the events lost of its number than the other."""
    here, there = hit[kept].sum() / hit.sum(), (~hit[kept]).sum() / (~hit).sum()
    return float(max(here, there) / min(here, there))


def _quarters(events: EventTable) -> tuple[IntArray, IntArray, IntArray]:
    """Pair, area and quarter of each event as one number, and the first and last day of the quarter."""
    columns = events.columns
    area = np.unique([f"{p.country_id} {p.adm_1}" for p in events.locations], return_inverse=True)[1]
    month = columns["day"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    quarter = month // SPAN
    keys = np.stack(
        [columns["side_a"], columns["side_b"], columns["violence"], area[columns["location"]], quarter], axis=1
    )
    group = np.unique(keys, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    first, after = (
        (q * SPAN).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for q in (quarter, quarter + 1)
    )
    return group, first, after - 1


FAULT = Summaries()
