"""Episode: fighting is said to have flared up in a province in a month, or a side to have left it; counts are known."""

import datetime as dt

import numpy as np

from inquest.model.grounding import Window
from inquest.model.panel import BoolArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._counts import steps
from inquest.simulate._visible import dispersion_of_sums, visible_log_ratio
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2015, 1, 1)
RECORD = 48
MONTH = 24
"""The month named, from 0."""
WEEKS = 26
LEFT = 0.5
"""What the words draw as the line for a side that left: half of its earlier rate."""
NORTH = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Northport", "North", "Lower district", 12.6, 21.0),
)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
SERIES = ((1.0, 0.0), (4.0, 0.7), (35.0, 0.74), (67.0, 0.83))
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "centroids", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip


class Episode:
    """A change of rate across a date. Census: the truth is the ratio of the realised counts of the complete world."""

    name = "episode"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Changes at every roughness, rates, a side that left and one that didn't, and every fault."""
        found = [Cell(m, 20, 6, rough=rough, rho=rho) for m in (0.0, -1.5, 1.5, 3.5) for rough, rho in SERIES]
        found += [Cell(m, rate, 6) for m in (-1.5, 1.5) for rate in (5, 100)]
        found += [Cell(m, 20, 6, options={"form": "left"}) for m in (-1.5, 0.7, 2.5)]
        return tuple(found + [Cell(m, 20, 6, fault) for m in (-1.5, 1.5) for fault in FAULTS])

    def visible(self, cell: Cell) -> float:
        """The log of B for events across periods; on a rough series the least change that its noise lets be dated."""
        spread = dispersion_of_sums(cell.rough, cell.rho, cell.months)
        return max(float(np.log(3.0)), visible_log_ratio(cell.rate, spread, cell.months))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta in two towns of the North, whose rate changes when the month named begins.

        A margin above 0 is on the claim's side: a rise, or for a side that left a fall to below half.
        """
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        left = cell.options.get("form") == "left"
        factor = LEFT * float(np.exp(-cell.margin)) if left else float(np.exp(cell.margin))
        change = steps(RECORD, (MONTH, factor)) / max(factor, 1.0)  # the louder side of the date has the cell's rate
        pairs = [Pair(alpha, beta, spot, cell.rate / 2, factor=change) for spot in NORTH]
        pairs += [Pair(gamma, beta, SOUTH, cell.rate)]
        events = war(pairs, START, RECORD, rng, rough=cell.rough, rho=cell.rho)
        place = claims.area(NORTH)
        window = claims.window(claims.after(START, MONTH), 1)
        ratio = _ratio(events, np.array([p.adm_1 == "North" for p in events.locations]), window)
        form = "left" if left else "rose"
        grounding = claims.grounding(
            "episode",
            "Alpha was driven out of the North" if left else "Fighting between Alpha and Beta flared up in the North",
            roles={"actors": ["alpha"], "places": [place.id]} | ({} if left else {"targets": ["beta"]}),
            windows=[window],
            slots={"form": form, "needs": "control"} if left else {"form": form},
            document_date=claims.after(START, RECORD),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
            places=claims.places(place),
            spans=(claims.span(START, RECORD),),
        )
        line, side = (LEFT, -1) if left else (1.0, 1)
        margin = side * float(np.log(max(ratio, 1e-6) / line))
        return world, Truth(ratio, line, -1 if left else 1, margin, "log ratio", ZONES["log ratio"])


def _ratio(events: EventTable, north: BoolArray, window: Window) -> float:
    """Events in the North from the month on over those before it, in half-years; half an event where there is none."""
    at = (window.start - dt.date(1970, 1, 1)).days
    day, there = events.columns["day"], north[events.columns["location"]]
    after = int((there & (day >= at) & (day < at + 7 * WEEKS)).sum())
    before = int((there & (day < at) & (day >= at - 7 * WEEKS)).sum())
    return max(after, 0.5) / max(before, 0.5)


SIMULATOR = Episode()
