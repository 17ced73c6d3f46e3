"""Comparison: one total said to be larger than another, or the largest of all provinces, years or sides."""

import datetime as dt
from typing import Any

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.panel import BoolArray, IntArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import CIVILIANS, ONE_SIDED, Pair, Spot, chosen, war

START = dt.date(2016, 1, 1)
AREAS = ("North", "South", "East", "West", "Middle", "Coast")
SPOTS = tuple(Spot(f"{name}town", name, f"{name} district", 8.0 + i, 20.0 + i) for i, name in enumerate(AREAS))
ACTORS = 5
PARTS = (0.8, 0.2, 0.5)
"""Alpha's part of the fighting in the first province, the second, the third, and so on again."""
OVER = 12.0
"""The named term is drawn at this many times its rate, then cut to the margin asked for."""
FAULTS: dict[str, tuple[str, ...]] = {
    "places": ("missed_by_side", "missed_by_place", "missed_by_size", "centroids", "summaries", "delayed"),
    "sides": ("missed_by_side", "missed_by_place", "duplicated", "rounded", "dominant_source"),
    "years": ("summaries", "delayed"),
    "actors": ("missed_by_side",),
}
"""Family -> faults tried on it. Events coded to the middle of an area move nothing but a test of places."""


class Comparison:
    """One total against another. Census: the truth is the realised ratio of the complete world."""

    name = "comparison"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Every family at several margins; fewer events; rough series; each fault on the families it can mislead."""
        families: list[dict[str, str]] = [{"family": name} for name in FAULTS]
        found = [Cell(m, 20, 48, options=family) for family in families for m in (-1.22, 1.22)]
        places, sides, _, actors = families
        found += [Cell(m, 20, 48, options=o) for o in (places, actors) for m in (-0.5, 0.5)]
        found += [Cell(m, 5, 24, options=places) for m in (-1.22, 1.22)]
        found += [Cell(m, 20, 48, rough=35, rho=0.74, options=sides) for m in (-1.22, 1.22)]
        for family in families:
            found += [Cell(m, 20, 48, f, options=family) for m in (-0.2, 0.2) for f in FAULTS[family["family"]]]
        return tuple(found)

    def visible(self, cell: Cell) -> float:
        """Log of B: what one total may have been missed more than the other."""
        return float(np.log(1.5))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """A war over six provinces; the claim is about the North, the third year, Alpha, or Alpha against Gamma."""
        family = cell.options["family"]
        actors = tuple(claims.actor(i) for i in range(ACTORS))
        events = war(_pairs(cell, family), START, cell.months, rng, rough=cell.rough, rho=cell.rho)
        named, others = _terms(events, family, cell.months)
        rival = max((int(events.columns["best"][rows].sum()) for rows in others), default=0)
        events = _cut(events, named, rival * float(np.exp(cell.margin)), rng)
        named, others = _terms(events, family, cell.months)
        best = events.columns["best"]
        mine = max(float(best[named].sum()), 0.5)
        ratio = mine / max(0.5, *(float(best[rows].sum()) for rows in others))
        window = claims.window(START, cell.months)
        if family == "years":
            window = claims.window(claims.after(START, 24), 12)
        areas = [claims.area([spot]) for spot in SPOTS]
        nation = claims.country(SPOTS[0])
        grounding = claims.grounding(
            "comparison",
            "Most were killed there",
            roles=_roles(family, areas[0].id, nation.id),
            windows=[window],
            slots=_slots(family),
            quantity=Quantity(op=">", value=1, unit="ratio", text="more") if family == "sides" else None,
            document_date=claims.after(START, cell.months),
        )
        every = [claims.bloc(one, opponents=[a for a in actors if a != one]) for one in actors]
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*every, claims.bloc(CIVILIANS)),
            places=claims.places(*areas, nation),
            spans=(claims.span(START, cell.months),),
        )
        return world, Truth(ratio, 1.0, 1, float(np.log(ratio)), "log ratio", ZONES["log ratio"])


def _pairs(cell: Cell, family: str) -> list[Pair]:
    actors = [claims.actor(i) for i in range(ACTORS)]
    if family == "places":
        # Who fights there differs from province to province, so that a side that is missed misleads.
        found = []
        for i, spot in enumerate(SPOTS):
            rate, mine = cell.rate * (OVER if i == 0 else 1.0), PARTS[i % len(PARTS)]
            found += [
                Pair(actors[0], actors[1], spot, rate * mine),
                Pair(actors[2], actors[1], spot, rate * (1 - mine)),
            ]
        return found
    if family == "actors":
        rates = [OVER, *[1.0] * (ACTORS - 1)]
        return [
            Pair(a, CIVILIANS, SPOTS[i], cell.rate * r, violence=ONE_SIDED)
            for i, (a, r) in enumerate(zip(actors, rates, strict=True))
        ]
    if family == "sides":
        over = Pair(actors[0], actors[1], SPOTS[0], cell.rate * OVER)
        return [over, Pair(actors[2], actors[3], SPOTS[1], cell.rate), Pair(actors[4], actors[3], SPOTS[2], cell.rate)]
    factor = np.ones(cell.months)
    factor[24:36] = OVER
    return [Pair(actors[0], actors[1], SPOTS[0], cell.rate, factor=factor)]


def _terms(events: EventTable, family: str, months: int) -> tuple[BoolArray, list[BoolArray]]:
    """Rows of the named total, and of each other."""
    c = events.columns
    if family == "places":
        area = np.array([AREAS.index(p.adm_1) for p in events.locations], dtype=np.int64)[c["location"]]
        return area == 0, [area == i for i in range(1, len(AREAS))]
    if family == "years":
        year = c["day"].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970 - START.year
        return year == 2, [year == i for i in range(months // 12) if i != 2]
    of = {side.name: i for i, side in enumerate(events.sides)}
    rows = [c["side_a"] == of.get(claims.actor(i).name, -1) for i in range(ACTORS)]
    return (rows[0], rows[1:]) if family == "actors" else (rows[0], [rows[2]])


def _cut(events: EventTable, named: BoolArray, wanted: float, rng: np.random.Generator) -> EventTable:
    """As many of the named total's events, in random order, as make up the deaths wanted."""
    best: IntArray = events.columns["best"]
    order = rng.permutation(np.flatnonzero(named))
    enough = int(np.searchsorted(np.cumsum(best[order]), wanted)) + 1
    kept = ~named
    kept[order[:enough]] = True
    return chosen(events, kept)


def _roles(family: str, area: str, nation: str) -> dict[str, list[str]]:
    return {
        "places": {"places": [area], "versus_places": [nation]},
        "years": {"places": [nation]},
        "actors": {"actors": ["alpha"], "targets": ["civilians"], "places": [nation]},
        "sides": {
            "actors": ["alpha"], "targets": ["beta"], "versus_actors": ["gamma"], "versus_targets": ["delta"]
        },
    }[family]  # fmt: skip


def _slots(family: str) -> dict[str, Any]:
    slots = {"measure": "deaths", "direction": "more"}
    named = {"places": "places", "years": "periods", "actors": "actors"}.get(family)
    return {**slots, "superlative": named} if named else slots


SIMULATOR = Comparison()
