"""Level: more than t deaths in a province within a window, where the total is known."""

import datetime as dt
from collections.abc import Mapping

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, IntArray
from inquest.model.world import ZONES, Cell, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2016, 1, 1)
NORTH = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Northport", "North", "Lower district", 12.6, 21),
)
SOUTH = (Spot("Southtown", "South", "Far district", 8.0, 20.0),)
MARGINS = (-3.0, -2.1, -1.0, -0.5, -0.2, 0.2, 0.5, 1.0, 2.1)
FAULTS = (
    "none", "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "centroids", "summaries", "delayed",
    "rounded", "dominant_source",
)  # fmt: skip


class Level:
    """A total against a stated number. Census: the truth is the realised total of the complete world."""

    name = "level"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins at one rate; rates and lengths at two margins; every fault at two margins."""
        found = [Cell(margin, 20, 24) for margin in MARGINS]
        found += [Cell(m, rate, months) for m in (-1.0, 0.5) for rate, months in ((5, 12), (100, 48))]
        found += [Cell(m, 20, 24, rough=35, rho=0.74) for m in (-1.0, 0.5)]
        return tuple(found + [Cell(m, 20, 24, fault) for m in (-0.5, 0.5) for fault in FAULTS if fault != "none"])

    def visible(self, cell: Cell) -> float:
        """The log of the allowance for what went unrecorded: a total under the line shows only beyond it."""
        return float(np.log(2.0))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta and Gamma in two provinces; the claim counts all deaths of fighting in the North."""
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        half, months = cell.rate / 2, cell.months
        parts = ((alpha, 0.6), (gamma, 0.4))
        pairs = [Pair(side, beta, spot, half * part) for spot in NORTH for side, part in parts]
        pairs += [Pair(side, beta, SOUTH[0], cell.rate * part) for side, part in parts]
        events = war(pairs, START, months + 12, rng, rough=cell.rough, rho=cell.rho)
        window = claims.window(claims.after(START, 6), months)
        total = _total(events.columns, np.array([p.adm_1 == "North" for p in events.locations]), window)
        line = max(1, round(max(total, 1) / float(np.exp(cell.margin))))
        margin = float(np.log(max(total, 0.5) / line))
        place = claims.area(NORTH)
        quote = f"More than {line} people were killed in the North"
        grounding = claims.grounding(
            "level",
            quote,
            roles={"places": [place.id]},
            windows=[window],
            quantity=Quantity(op=">", value=line, unit="deaths", text=f"more than {line}"),
            slots={"measure": "deaths", "violence": "fighting"},
            document_date=claims.after(START, months + 12),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
            places=claims.places(place),
            spans=(claims.span(START, months + 12),),
        )
        return world, Truth(float(total), float(line), 1 if total > line else -1, margin, "count", ZONES["count"])


def _total(columns: Mapping[str, IntArray], inside: BoolArray, window: Window) -> int:
    """Deaths of events that began inside a place and window."""
    first, last = ((day - dt.date(1970, 1, 1)).days for day in (window.start, window.end))
    day = columns["day"]
    return int(columns["best"][inside[columns["location"]] & (day >= first) & (day <= last)].sum())


SIMULATOR = Level()
