"""Counterfactual: a loser is said not to have been beaten without one side, where it is known what would be missing.

The world knows the part of that side's share that others would have taken over: drawn evenly, and nothing in the
events tells it. What the others inflicted does not hang on the side.
"""

import datetime as dt
from typing import Any

import numpy as np

from inquest.model.grounding import Window
from inquest.model.panel import BoolArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, chosen, war

START = dt.date(2016, 1, 1)
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
LINE = 0.1
"""A tenth of the losses, the default ``counterfactual_line``."""
FAULTS = (
    "hidden_losses", "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed",
    "rounded", "dominant_source",
)  # fmt: skip
PLACED = ("missed_by_side", "missed_by_place", "centroids")
"""Faults that are tried where a place is tested; events without a place mean nothing elsewhere."""


class Counterfactual:
    """What would be missing. Census: the truth is the drawn part of the realised share of the complete world."""

    name = "counterfactual"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins below the line as far as there is room, and above it; where others take over; every fault.

        A claim of need that is right is never decided, so no cell asks it at three times the smallest visible effect.
        """
        found = [Cell(m, 40, 48) for m in (-0.094, -0.07, -0.04, 0.04, 0.08)]
        found += [Cell(-0.094, rate, months) for rate, months in ((20, 60), (200, 24))]
        found += [Cell(m, 40, 48, options={"taken": "half"}) for m in (-0.07, -0.04)]
        found += [Cell(m, 40, 48, rough=35, rho=0.74) for m in (-0.094, 0.04)]
        found += [Cell(m, 40, 48, options={"where": "place"}) for m in (-0.094, 0.08)]
        found += [Cell(m, 40, 48, f, options={"where": "place"}) for m in (-0.07, 0.04) for f in PLACED]
        return tuple(found + [Cell(m, 40, 48, fault) for m in (-0.07, 0.04) for fault in FAULTS])

    def visible(self, cell: Cell) -> float:
        """How far below the line a share must lie to stand B, as odds."""
        odds = LINE / (1 - LINE) / 1.5
        return LINE - odds / (1 + odds)

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha, Gamma and Delta against Beta; the claim says that Beta could not have been beaten without Alpha."""
        alpha, beta, gamma, delta = (claims.actor(i) for i in range(4))
        placed = cell.options.get("where") == "place"
        taken = 0.0 if cell.margin < 0 and cell.options.get("taken") != "half" else rng.uniform(0, 0.5)
        share = (LINE + cell.margin) / (1 - taken)
        each: dict[str, Any] = {"deadliness": 4.0, "tail": 0.8, "share_b": 0.6, "share_unknown": 0.02}
        # Alpha's part is drawn at four times what is wanted and cut to the deaths of Beta that it is to have inflicted.
        pairs = [Pair(alpha, beta, NORTH, cell.rate * max(4 * share, 0.05), **each)]
        rest = cell.rate * (1 - share) / 2
        for spot in (NORTH, SOUTH):
            pairs += [Pair(gamma, beta, spot, 0.6 * rest, **each), Pair(delta, beta, spot, 0.4 * rest, **each)]
        events = war(pairs, START, cell.months, rng, rough=cell.rough, rho=cell.rho)
        events = _cut(events, share, placed, rng)
        window = claims.window(START, cell.months)
        own, whole = _losses(events, window, placed)
        place = claims.area([NORTH])
        value = (1 - taken) * own / whole if whole else 0.0
        grounding = claims.grounding(
            "counterfactual",
            "Beta could not have been defeated without Alpha",
            roles={"targets": ["beta"], "versus_actors": ["alpha"], "places": [place.id] if placed else []},
            windows=[window],
            document_date=claims.after(START, cell.months),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(
                claims.bloc(alpha, opponents=[beta]),
                claims.bloc(beta, opponents=[alpha, gamma, delta]),
                claims.bloc(gamma, opponents=[beta]),
                claims.bloc(delta, opponents=[beta]),
            ),
            places=claims.places(place),
            spans=(claims.span(START, cell.months),),
        )
        return world, Truth(value, LINE, 1, value - LINE, "share", ZONES["share"])


def _cut(events: EventTable, share: float, placed: bool, rng: np.random.Generator) -> EventTable:
    """As many of Alpha's events, in random order, as make up its share of Beta's dead; at least one."""
    c = events.columns
    mine = np.array([s.name == "Alpha" for s in events.sides])[c["side_a"]]
    rest = c["dead_b"][~mine & _there(events, placed)].sum()
    order = rng.permutation(np.flatnonzero(mine))
    enough = int(np.searchsorted(np.cumsum(c["dead_b"][order]), rest * share / (1 - share))) + 1
    kept = ~mine
    kept[order[:enough]] = True
    return chosen(events, kept)


def _there(events: EventTable, placed: bool) -> BoolArray:
    """Events in the North, or all."""
    inside = np.array([p.adm_1 == "North" or not placed for p in events.locations], dtype=bool)
    return np.asarray(inside[events.columns["location"]])


def _losses(events: EventTable, window: Window, placed: bool) -> tuple[int, int]:
    """Beta's dead in fighting with Alpha, and in all."""
    c = events.columns
    first, last = ((day - dt.date(1970, 1, 1)).days for day in (window.start, window.end))
    inside = (c["day"] >= first) & (c["day"] <= last) & _there(events, placed)
    mine = np.array([s.name == "Alpha" for s in events.sides])[c["side_a"]]
    return int(c["dead_b"][inside & mine].sum()), int(c["dead_b"][inside].sum())


SIMULATOR = Counterfactual()
