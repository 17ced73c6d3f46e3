"""Trend: violence in a province is said to be surging; the rate of its last months is known."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.panel import IntArray
from inquest.model.world import ZONES, Cell, Location, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._counts import steps
from inquest.simulate._visible import dispersion_of_sums, visible_log_ratio
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2014, 1, 1)
RECORD, LONG_RECORD = 72, 120
"""Months of the record, and of one with a change over more than half a year, which a shorter one can't tell; the tested
window is its end."""
NORTH = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Northport", "North", "Lower district", 12.6, 21.0),
)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
SERIES = ((1.0, 0.0), (4.0, 0.7), (35.0, 0.74), (67.0, 0.83))
"""Variance to mean and autocorrelation: a calm series, a usual one, and two as rough as the bundled record's."""


class Trend:
    """A change of rate. Process: the truth is the ratio of the generating rates. Census: of the counts drawn."""

    name = "trend"
    mode = "process"

    def cells(self) -> tuple[Cell, ...]:
        """No change, small and large ones at every roughness; rates; lengths; dated windows; faults; placebos."""
        found = [Cell(0.0, 30, 6, rough=rough, rho=rho) for rough, rho in SERIES]
        found += [Cell(m, 30, 6, rough=rough, rho=rho) for m in (-1.0, 1.0) for rough, rho in SERIES]
        found += [Cell(m, rate, 6) for m in (0.0, -0.7, 0.7) for rate in (7, 120)]
        found += [Cell(m, 30, months) for m in (0.0, -0.7) for months in (3, 12)]
        for cell in (Cell(0, 30, 6, rough=1, rho=0), Cell(0, 120, 6, rho=0.3), Cell(0, 120, 12, rough=2, rho=0.3)):
            large = round(3 * self.visible(cell), 3)
            found.append(Cell(large, cell.rate, cell.months, rough=cell.rough, rho=cell.rho))
        found += [Cell(0.0, 30, 6, options={"placebo": "windows"})]
        census = {"mode": "census"}
        found += [Cell(m, 30, 12, options=census) for m in (-1.2, -0.5, 0.5, 1.2, 3.4)]
        faults = ("missed_by_size", "duplicated", "summaries", "delayed", "rounded", "dominant_source")
        return tuple(found + [Cell(m, 30, 12, f, options=census) for m in (-0.5, 0.5) for f in faults])

    def visible(self, cell: Cell) -> float:
        """Log ratio that two windows of this length show with a power of .8; for dated windows log B."""
        if cell.options.get("mode") == "census":
            return float(np.log(3.0))
        spread = dispersion_of_sums(cell.rough, cell.rho, cell.months)
        return visible_log_ratio(cell.rate, spread, cell.months)

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta in two towns of the North, whose rate changes when the tested window begins."""
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        census = cell.options.get("mode") == "census"
        record = LONG_RECORD if cell.months > 6 and not census else RECORD
        change = steps(record, (record - cell.months, 1.0 if census else float(np.exp(cell.margin))))
        pairs = [Pair(alpha, beta, NORTH[0], cell.rate, factor=change)]
        pairs += [Pair(gamma, beta, SOUTH, cell.rate / 2)]
        events = war(pairs, START, record, rng, rough=cell.rough, rho=cell.rho)
        place = claims.area(NORTH)
        first = claims.after(START, record - cell.months)
        before = claims.window(claims.after(first, -cell.months), cell.months)
        window = claims.window(first, cell.months, relative=not census)
        ratio, line = float(np.exp(cell.margin)), 1.0
        quantity = None
        if census:
            line, ratio = _dated(
                events.columns["day"], events.columns["location"], events.locations, cell, window.start
            )
            quantity = Quantity(op=">", value=line, unit="ratio", text=f"to more than {line} times")
        grounding = claims.grounding(
            "trend",
            "Violence in the North has surged",
            roles={"places": [place.id]},
            windows=[window],
            baselines=[before] if census else [],
            quantity=quantity,
            slots={"direction": "up", "measure": "events", "violence": "fighting"},
            document_date=claims.after(START, record),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
            places=claims.places(place),
            spans=(claims.span(START, record),),
        )
        margin = float(np.log(ratio / line))
        return world, Truth(ratio, line, 1, margin, "log ratio", ZONES["log ratio"])


def _dated(
    day: IntArray, location: IntArray, locations: Sequence[Location], cell: Cell, first: dt.date
) -> tuple[float, float]:
    """The line that lies the cell's margin below the realised ratio of two dated windows, and that ratio."""
    start = (first - dt.date(1970, 1, 1)).days
    before = (claims.after(first, -cell.months) - dt.date(1970, 1, 1)).days
    end = (claims.after(first, cell.months) - dt.date(1970, 1, 1)).days
    there = np.array([place.adm_1 == "North" for place in locations])[location]
    later, earlier = (int((there & (day >= a) & (day < b)).sum()) for a, b in ((start, end), (before, start)))
    ratio = (max(later, 1) / (end - start)) / (max(earlier, 1) / (start - before))
    return ratio / float(np.exp(cell.margin)), ratio


SIMULATOR = Trend()
