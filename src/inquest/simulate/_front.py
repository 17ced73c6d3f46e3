"""A front of many cells that four sides share, where one pair fights a known factor of what presence predicts."""

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np

from inquest.model.panel import IntArray
from inquest.model.world import ZONES, Cell, EventTable, Location, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._counts import FloatArray, counts
from inquest.simulate._visible import dispersion_of_sums, need
from inquest.simulate._war import Pair, Spot, coarse, write

START = dt.date(2012, 1, 1)
LINE = 0.3535533905932738
"""Between peace, under a quarter of what presence predicts, and war, over a half: the geometric mean."""
ROWS, COLUMNS, WIDE = 5, 8, 5
"""Cells of the country; columns of cells that the front covers at a time, moving from the first to the last."""
PRECISION = (0.6, 0.1, 0.2, 0.05, 0.0, 0.05)
CLAIMED, CONTROL = 0, 5
FIGHTING = ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (0, 3))
"""Pairs of Alpha, Beta, Gamma and Delta: the claimed pair first, last the pair known to be at peace."""
HABITS = (1.0, 1.4, 0.6, 0.8, 1.2, 0.05)
"""What each pair fights at, of the cell's rate: the four at war differ, and fight at the rate on average."""
MIDDLE = Spot("Middletown", "West", "West district", 12.7, 21.0)
"""Where events are written before they are dealt over the front."""
TRUCE = 0.02
"""Factor after a truce."""


def front(cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
    """Events of six pairs on one moving front, and the claim that Alpha and Beta coexisted.

    Truth: the factor of the claimed pair's rate, over the mean of the other pairs at war. It is the limit of observed
    over expected where presence is seen wherever it is: events of a pair stand in the same cells as all others'.
    """
    alone = cell.options.get("control") == "none"
    factor = LINE * float(np.exp(-cell.margin))
    events = _events(cell, factor, 1.0 if alone else HABITS[CONTROL], rng)
    sides = [claims.actor(i) for i in range(4)]
    alpha, beta, gamma, delta = sides
    peace = () if alone else (delta,)
    foes = (beta, gamma, delta) if alone else (beta, gamma)
    slots = {"relation": "coexist"}
    if cell.options.get("words") == "for_years":
        slots["universal"] = "for_years"
    world = World(
        events=events,
        grounding=claims.grounding(
            "engagement",
            "Alpha and Beta coexisted",
            roles={"actors": ["alpha"], "targets": ["beta"]},
            windows=[claims.window(START, cell.months)],
            slots=slots,
            document_date=claims.after(START, cell.months),
        ),
        blocs=claims.blocs(
            claims.bloc(alpha, opponents=foes, control=peace),
            claims.bloc(beta, opponents=(alpha, gamma, delta)),
            claims.bloc(gamma, opponents=(alpha, beta, delta)),
            claims.bloc(delta, opponents=(beta, gamma)),
        ),
        places={},
        spans=(claims.span(START, cell.months),),
    )
    return world, Truth(factor, LINE, -1, cell.margin, "log ratio", ZONES["log ratio"])


def seen(cell: Cell) -> float:
    """Distance of the log factor from the line that an interval clears with a power of .8.

    Half of what lies between peace and war, and the errors of a t interval over half-years with so many located events.
    """
    spread = dispersion_of_sums(cell.rough, cell.rho, 6)
    located = cell.rate * cell.months * sum(PRECISION[:3])
    fewer = LINE / np.sqrt(2)
    error = np.sqrt((1 + (spread - 1) * fewer) / (fewer * located) + spread / (4 * located))
    return float(np.log(np.sqrt(2)) + need(cell.months // 6) * error)


def _events(cell: Cell, factor: float, control: float, rng: np.random.Generator) -> EventTable:
    """Events by pair, month and cell; a pair's cells are drawn from those that the front covers."""
    habits = np.array([1.0, *HABITS[1:CONTROL], control])
    changes = np.tile(habits[:, None], (1, cell.months))
    changes[CLAIMED] = _claimed(cell, factor)
    number = _thinned(changes, cell, rng).reshape(-1)
    pair = np.repeat(np.repeat(np.arange(len(FIGHTING)), cell.months), number)
    month = np.repeat(np.tile(np.arange(cell.months), len(FIGHTING)), number)
    edges = (np.datetime64(START, "M") + np.arange(cell.months + 1)).astype("datetime64[D]").astype(np.int64)
    day = edges[month] + np.floor(rng.random(month.size) * np.diff(edges)[month]).astype(np.int64)
    sides = [claims.actor(i) for i in range(4)]
    events = write([Pair(sides[a], sides[b], MIDDLE, 1.0) for a, b in FIGHTING], pair, day, rng)
    month = np.searchsorted(edges, events.columns["day"], side="right") - 1
    return replace(events, columns={**events.columns, "location": _where(month, cell, rng)}, locations=_places())


def _where(month: IntArray, cell: Cell, rng: np.random.Generator) -> IntArray:
    """Location of each event: a cell of those that the front covers in its month, as precisely as it is known."""
    left = (month * (COLUMNS - WIDE + 1)) // cell.months
    place = rng.integers(ROWS, size=month.size) * COLUMNS + left + rng.integers(WIDE, size=month.size)
    precision = np.searchsorted(np.cumsum(PRECISION), rng.random(month.size), side="right")
    return np.asarray(place * len(PRECISION) + np.minimum(precision, len(PRECISION) - 1), np.int64)


@cache
def _places() -> tuple[Location, ...]:
    """Places in the middle of cells of 0.25 degrees, once for each precision; coarse ones stand elsewhere."""
    found = []
    for number in range(ROWS * COLUMNS):
        row, column = divmod(number, COLUMNS)
        area = "West" if column < COLUMNS // 2 else "East"
        point = (12.125 + 0.25 * row, 20.125 + 0.25 * column)
        spot = Spot(f"{area}town {number}", area, f"{area} district", *point)
        own = (spot.adm_1, spot.adm_2, *point, spot.country_id, spot.country)
        exact = [Location(spot.name, *own, where_prec=i) for i in (1, 2, 3)]
        found += exact + [coarse(spot, i) for i in range(4, len(PRECISION) + 1)]
    return tuple(found)


def _claimed(cell: Cell, factor: float) -> FloatArray:
    """The claimed pair's factor by month: steady, or a truce from the middle on with the same mean."""
    if cell.options.get("truce") != "midway":
        return np.full(cell.months, factor)
    half = cell.months // 2
    before = (factor * cell.months - TRUCE * (cell.months - half)) / half
    return np.where(np.arange(cell.months) < half, before, TRUCE)


def _thinned(changes: FloatArray, cell: Cell, rng: np.random.Generator) -> IntArray:
    """Counts (P, M): series at the full rate and roughness, of which a factor under one leaves a part.

    Fewer events of a pair go with the same relative ups and downs.
    """
    top = np.maximum(changes.max(axis=1, keepdims=True), 1.0)
    full = counts(np.broadcast_to(cell.rate * top, changes.shape), rng, rough=cell.rough, rho=cell.rho)
    return rng.binomial(full, changes / top).astype(np.int64)
