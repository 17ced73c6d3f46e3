"""Containment: one side's towns stay violent after it takes them, more than others' do; or a truce holds."""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from inquest.model.grounding import Grounding
from inquest.model.world import ZONES, Cell, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._counts import steps
from inquest.simulate._visible import dispersion_of_sums, need
from inquest.simulate._war import Pair, Spot, war

if TYPE_CHECKING:
    from inquest.model.names import Milestone, Place

START = dt.date(2014, 1, 1)
MONTHS = 42
FIRST, LAST = 14, 29
"""Months of the record between which towns are taken: a year is left on each side."""
LEFT = 0.1
"""What is left of the earlier rate where towns are contained."""
TOWNS = 8
"""Towns of the holder, and as many of others, unless a cell says otherwise."""
NORTH = Spot("Northtown", "North", "Upper district", 14.0, 26.0)
TRUCE = 21
"""Month of the truce."""
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "centroids", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip


class Containment:
    """Process: towns with a known rate after their capture. Census: the realised ratio around a truce."""

    name = "containment"
    mode = "process"

    def cells(self) -> tuple[Cell, ...]:
        """No difference, small and large ones; numbers of towns; rough series; a placebo; truces with faults."""
        found = [Cell(0.0, rate, 12) for rate in (20, 100)]
        found += [Cell(m, 40, 12) for m in (-1.5, -0.5, 0.5, 1.5)]
        found += [Cell(m, 100, 12, rough=35, rho=0.74) for m in (0.0, 1.5)]
        found += [Cell(m, 40, 12, options={"towns": "4", "others": "12"}) for m in (0.0, 1.5)]
        found.append(Cell(0.0, 40, 12, options={"placebo": "windows"}))
        even = Cell(0.0, 100, 12, rough=2, rho=0.3)
        least = round(3 * self.visible(even), 3)
        found += [even, *(Cell(m, 100, 12, rough=2, rho=0.3) for m in (-least, least))]
        found.append(Cell(round(3 * self.visible(Cell(0.0, 40, 12)), 3), 40, 12))
        census = {"mode": "census"}
        found += [Cell(m, 40, 12, options=census) for m in (-3.4, -1.2, -0.5, 0.5, 1.2, 3.4)]
        return tuple(found + [Cell(m, 40, 12, f, options=census) for m in (-0.5, 0.5) for f in FAULTS])

    def visible(self, cell: Cell) -> float:
        """Log of the ratio between towns seen four times in five; around a truce the log of B."""
        if cell.options.get("mode") == "census":
            return float(np.log(3.0))
        towns = int(cell.options.get("towns", TOWNS))
        spread = dispersion_of_sums(cell.rough, cell.rho, cell.months)
        found = 1.0
        for _ in range(60):
            after = LEFT * np.exp(found)
            variance = spread * (1 + 1 / after) / (cell.rate * cell.months)
            found = need(towns) * float(np.sqrt(2 * variance / towns))
        return found

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Beta loses towns to Alpha and Gamma; or Alpha and Beta make a truce in the North."""
        return _truce(cell, rng) if cell.options.get("mode") == "census" else _towns(cell, rng)


def _towns(cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
    alpha, beta, gamma = (claims.actor(i) for i in range(3))
    own = int(cell.options.get("towns", TOWNS))
    count = own + int(cell.options.get("others", own))
    months = FIRST + np.arange(count) * 7 % (LAST - FIRST)
    places: list[Place] = []
    milestones: dict[str, Milestone] = {}
    pairs: list[Pair] = []
    for i, month in enumerate(months.tolist()):
        spot = Spot(f"Town {i + 1}", f"Province {i // 4 + 1}", f"District {i + 1}", 8 + i // 4, 20 + i % 4)
        holder = alpha if i < own else gamma
        left = LEFT * float(np.exp(cell.margin)) if i < own else LEFT
        pairs.append(Pair(holder, beta, spot, cell.rate, factor=steps(MONTHS, (month, left))))
        places.append(claims.town(spot))
        day = claims.after(START, month)
        ident = f"taken-{i + 1:02d}"
        milestones[ident] = claims.milestone(
            ident, f"{spot.name} is taken", "capture", day, day,
            place=places[-1].id, actor=holder.name.casefold(), loser="beta",
        )  # fmt: skip
    events = war(pairs, START, MONTHS, rng, rough=cell.rough, rho=cell.rho)
    grounding = _said(
        "Alpha is incapable of containing Beta",
        {"actors": ["alpha"], "targets": ["beta"]},
        {"needs": "capability", "measure": "events"},
    )
    world = World(
        events=events,
        grounding=grounding.model_copy(update={"claim": grounding.claim.model_copy(update={"polarity": "deny"})}),
        blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
        places=claims.places(*places),
        spans=(claims.span(START, MONTHS),),
        milestones=milestones,
    )
    value = LEFT * float(np.exp(cell.margin))
    return world, Truth(value, LEFT, 1, cell.margin, "log ratio", ZONES["log ratio"])


def _truce(cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
    alpha, beta, gamma = (claims.actor(i) for i in range(3))
    ratio = float(np.exp(cell.margin))
    quiet, loud = min(1.0, 1 / ratio), min(1.0, ratio)
    factor = steps(MONTHS, (TRUCE, loud / quiet)) * quiet
    pairs = [
        Pair(alpha, beta, NORTH, cell.rate, factor=factor),
        Pair(gamma, beta, Spot("Southtown", "South", "Far district", 8.0, 20.0), cell.rate / 2),
    ]
    events = war(pairs, START, MONTHS, rng, rough=cell.rough, rho=cell.rho)
    place, day = claims.area((NORTH,)), claims.after(START, TRUCE)
    truce = claims.milestone("truce", "a truce in the North", "ceasefire", day, day, place=place.id)
    grounding = _said(
        "Violence returned to the North after the truce",
        {"places": [place.id]},
        {"direction": "up", "measure": "events"},
    )
    grounding = grounding.model_copy(update={"milestones": claims.named("truce")})
    there = np.array([p.adm_1 == "North" for p in events.locations])[events.columns["location"]]
    shift = events.columns["day"] - (day - dt.date(1970, 1, 1)).days
    before, after = (day - claims.after(day, -12)).days, (claims.after(day, 12) - day).days
    earlier = int((there & (shift >= -before) & (shift < 0)).sum())
    later = int((there & (shift > 0) & (shift <= after)).sum())
    value = (max(later, 0.5) / after) / (max(earlier, 0.5) / before)
    world = World(
        events=events,
        grounding=grounding,
        blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
        places=claims.places(place),
        spans=(claims.span(START, MONTHS),),
        milestones={truce.id: truce},
    )
    return world, Truth(value, 1.0, 1, float(np.log(value)), "log ratio", ZONES["log ratio"])


def _said(quote: str, roles: dict[str, list[str]], slots: dict[str, str]) -> Grounding:
    return claims.grounding(
        "containment",
        quote,
        roles=roles,
        slots=slots,
        document_date=claims.after(START, MONTHS),
    )


SIMULATOR = Containment()
