"""Sequence: a side is said to have fought another only after a town fell, before a third, or first in a year."""

import datetime as dt

import numpy as np

from inquest.model.panel import FloatArray, IntArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._counts import steps
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2014, 1, 1)
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
LINE = 0.1
"""'Only after' leaves a tenth of the stream before, for equal time."""
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip
"""Those of every form; ``centroids`` can touch a claim about a place only, and has cells of its own."""
PLACED = {"place": "north"}
"""Option of the cells whose claim names a place."""


class Sequence:
    """Census: the realised share before a date, the realised medians of two streams, the first realised event."""

    name = "sequence"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Only after: margins, rates, lengths, rough series, faults, a place. Medians and first events beside."""
        found = [Cell(m, 40, 48) for m in (-3.4, -1.0, -0.5, 0.5, 1.0, 3.4)]
        found += [Cell(m, rate, months) for m in (-2.0, 2.0) for rate, months in ((10, 24), (100, 72))]
        found += [Cell(m, 40, 48, rough=35, rho=0.74) for m in (-1.0, 1.0)]
        found += [Cell(m, 40, 48, fault) for m in (-0.5, 0.5) for fault in FAULTS]
        found += [Cell(m, 40, 48, fault, options=PLACED) for m in (-0.5, 0.5) for fault in ("none", "centroids")]
        order = {"form": "order"}
        found += [Cell(m, 40, 48, options=order) for m in (-3.3, -1.0, -0.4, 0.4, 1.0, 3.3)]
        found += [Cell(m, 40, 48, fault, options=order) for m in (-0.4, 0.4) for fault in ("delayed", "missed_by_size")]
        return tuple([*found, *(Cell(m, 40, 48, options={"form": "first"}) for m in (-1.0, 1.0))])

    def visible(self, cell: Cell) -> float:
        """Log of B: what a recording that changed over time could feign; one event for the first of all."""
        return float(np.log(1.1 if cell.options.get("form") == "first" else 3.0))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta in the North, and against Gamma in the South."""
        form = cell.options.get("form", "split")
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        half, months = cell.months // 2, cell.months
        first, second = _factors(cell, form)
        pairs = [
            Pair(alpha, beta, NORTH, cell.rate, factor=first),
            Pair(alpha, gamma, SOUTH, cell.rate, factor=second),
        ]
        events = war(pairs, START, months, rng, rough=cell.rough, rho=cell.rho)
        day = claims.after(START, half)
        fallen = claims.milestone("fallen", "Southtown falls", "capture", day, day)
        roles = {"actors": ["alpha"], "targets": ["beta"]}
        quote, slots = (
            "Alpha attacked Beta only after the fall of Southtown",
            {"order": "only_after", "measure": "events"},
        )
        place = claims.area((NORTH,))
        if cell.options.get("place"):
            roles["places"] = [place.id]
            quote = "Alpha attacked Beta in the North only after the fall of Southtown"
        windows = []
        if form == "order":
            quote, slots = "Alpha fought Beta before turning on Gamma", {"order": "before", "measure": "events"}
            roles["versus_targets"] = ["gamma"]
        if form == "first":
            windows = [claims.window(day, 12)]
            quote, slots = "Fighting in the North began then", {"order": "first"}
            roles = {"targets": ["beta"]}
        grounding = claims.grounding(
            "sequence", quote, roles=roles, windows=windows, slots=slots, document_date=claims.after(START, months)
        )
        if form == "split":
            grounding = grounding.model_copy(update={"milestones": claims.named("fallen")})
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
            places=claims.places(place),
            spans=(claims.span(START, months),),
            milestones={"fallen": fallen},
        )
        return world, _truth(form, events, cell, day)


def _factors(cell: Cell, form: str) -> tuple[FloatArray, FloatArray]:
    """Factors on both streams' rates that put the expected truth at the cell's margin."""
    half, months = cell.months // 2, cell.months
    flat = np.ones(months)
    if form == "order":
        push = float(np.exp(abs(cell.margin)))
        early = np.where(np.arange(months) < half, 1.0, 1 / push)
        return (early, early[::-1].copy()) if cell.margin > 0 else (early[::-1].copy(), early)
    if form == "first":
        return steps(months, (0, 0.0), (half, 1.0)) if cell.margin > 0 else flat, flat
    odds = LINE / (1 - LINE) * float(np.exp(-cell.margin))
    return steps(months, (half, min(1.0, 1 / odds) / min(1.0, odds))) * min(1.0, odds), flat


def _truth(form: str, events: EventTable, cell: Cell, day: dt.date) -> Truth:
    """The realised quantity of the complete world."""
    at = events.columns["day"] - (START - dt.date(1970, 1, 1)).days
    north = np.array([p.adm_1 == "North" for p in events.locations], dtype=bool)[events.columns["location"]]
    split, end = (day - START).days, (claims.after(START, cell.months) - START).days
    zone = ZONES["log ratio"]
    if form == "first":
        before = int((north & (at < split)).sum())
        side = 1 if before == 0 else -1
        return Truth(float(before), 0.5, -1, side * float(np.log(2 * before + 1) if before else 1.0), "count", zone)
    if form == "order":
        margin = _order_margin(at[north], at[~north], end)
        gap = float(np.median(at[~north]) - np.median(at[north]))
        return Truth(gap, 0.0, 1, margin, "log ratio", zone)
    b, a = int((north & (at < split)).sum()), int((north & (at > split)).sum())
    rate_b, rate_a = max(b, 0.5) / split, max(a, 0.5) / (end - split - 1)
    margin = float(np.log(LINE / (1 - LINE)) - np.log(rate_b / rate_a))
    return Truth(rate_b / (rate_b + rate_a), LINE, -1, margin, "log ratio", zone)


def _order_margin(first: IntArray, second: IntArray, end: int) -> float:
    """Log of the factor of uneven recording that would turn the medians round, above 0 if first is first."""
    one, two = np.sort(first), np.sort(second)
    ahead = np.median(one) <= np.median(two)
    early, late = (one, two) if ahead else (two, one)
    grid = np.linspace(0, 12, 2401)
    part = 1 / (1 + np.exp(-grid))
    gap = np.quantile(late, 1 - part) - np.quantile(early, part)
    flip = float(grid[int(np.argmax(gap <= 0))])
    return flip if ahead else -flip


SIMULATOR = Sequence()
