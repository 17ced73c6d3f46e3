"""Exchange: a side is said to have lost more than so many of its own for each of the enemy, where both are known.

The world knows on which side everybody died; the record leaves some of it unknown. How those of unknown side fall is
drawn apart from all else, so that the bounds meet every split.
"""

import datetime as dt
from typing import Any

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.grounding import Window
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2016, 1, 1)
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
MARGINS = (-1.22, -0.5, -0.2, 0.2, 0.5, 1.22)
FAULTS = (
    "hidden_losses", "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed",
    "rounded", "dominant_source",
)  # fmt: skip
PLACED = ("hidden_losses", "missed_by_side", "missed_by_place", "centroids")
"""Faults that are tried where a place is tested; events without a place mean nothing elsewhere."""
UNKNOWN = 0.05
"""Share of the dead whose side the record does not give, unless a cell says otherwise."""


class Exchange:
    """Own dead for each enemy dead. Census: the truth is the realised rate of the complete world."""

    name = "exchange"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins at one rate; rates and lengths; rough series; many of unknown side; in a place; every fault."""
        found = [Cell(margin, 20, 24) for margin in MARGINS]
        found += [Cell(m, rate, months) for m in (-1.22, 1.22) for rate, months in ((5, 12), (100, 48))]
        found += [Cell(m, 20, 24, rough=35, rho=0.74) for m in (-1.22, 1.22)]
        found += [Cell(m, 20, 24, options={"unknown": "0.3"}) for m in (-0.5, 0.5)]
        found += [Cell(m, 20, 24, options={"where": "place"}) for m in (-1.22, -0.2, 0.2, 1.22)]
        found += [Cell(m, 20, 24, fault) for m in (-0.2, 0.2) for fault in FAULTS]
        return tuple(found + [Cell(m, 20, 24, f, options={"where": "place"}) for m in (-0.2, 0.2) for f in PLACED])

    def visible(self, cell: Cell) -> float:
        """Log of B: what one side's dead may have been missed more than the other's."""
        return float(np.log(1.5))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta in two provinces, Gamma against Beta and Delta; the claim is about Alpha and Beta."""
        alpha, beta, gamma, delta = (claims.actor(i) for i in range(4))
        unknown, placed = float(cell.options.get("unknown", UNKNOWN)), cell.options.get("where") == "place"
        share = rng.uniform(0.25, 0.75)
        parts: dict[str, Any] = {"share_b": (1 - unknown) * share, "share_unknown": unknown}
        pairs = [Pair(alpha, beta, NORTH, cell.rate, **parts), Pair(beta, gamma, SOUTH, cell.rate)]
        pairs += [Pair(gamma, delta, NORTH, cell.rate)]
        pairs += [Pair(alpha, beta, SOUTH, cell.rate / (2 if placed else 4), **parts)]
        events = war(pairs, START, cell.months + 12, rng, rough=cell.rough, rho=cell.rho)
        window = claims.window(claims.after(START, 6), cell.months)
        own, foe = _dead(events, window, placed, rng)
        rate = max(own, 0.5) / max(foe, 0.5)
        line = float(f"{rate / np.exp(cell.margin):.4g}")
        margin = float(np.log(rate / line))
        place = claims.area([NORTH])
        grounding = claims.grounding(
            "exchange",
            f"Alpha lost more than {line} times as many as it killed",
            roles={"actors": ["alpha"], "targets": ["beta"], "places": [place.id] if placed else []},
            windows=[window],
            quantity=Quantity(op=">", value=line, unit="ratio", text=f"more than {line} times"),
            slots={"direction": "more"},
            document_date=claims.after(START, cell.months + 12),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(
                claims.bloc(alpha, opponents=[beta]),
                claims.bloc(beta, opponents=[alpha, gamma]),
                claims.bloc(gamma, opponents=[beta, delta]),
                claims.bloc(delta, opponents=[gamma]),
            ),
            places=claims.places(place),
            spans=(claims.span(START, cell.months + 12),),
        )
        return world, Truth(rate, line, 1, margin, "log ratio", ZONES["log ratio"])


def _dead(events: EventTable, window: Window, placed: bool, rng: np.random.Generator) -> tuple[int, int]:
    """Alpha's and Beta's dead in their fighting, those of unknown side included: a share of them, alike for all."""
    c = events.columns
    first, last = ((day - dt.date(1970, 1, 1)).days for day in (window.start, window.end))
    alpha = np.array([s.name == "Alpha" for s in events.sides])
    rows = alpha[c["side_a"]] & (c["day"] >= first) & (c["day"] <= last)
    if placed:
        rows &= np.array([p.adm_1 == "North" for p in events.locations])[c["location"]]
    mine = rng.binomial(c["dead_unknown"][rows], rng.uniform())
    return int(c["dead_a"][rows].sum() + mine.sum()), int((c["dead_b"] + c["dead_unknown"])[rows].sum() - mine.sum())


SIMULATOR = Exchange()
