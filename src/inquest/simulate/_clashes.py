"""Counts of clashes: two sides that met a stated number of times in a period, before it or after it."""

import datetime as dt

import numpy as np

from inquest.model.grounding import Window
from inquest.model.panel import BoolArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Reporting, Spot, chosen, war

START = dt.date(2013, 1, 1)
AROUND = 12
"""Months of record before and after the period that a cell is about."""
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip
HALF, NONE = 0.5, 0.25
"""The line between no clash and one; what stands for none on a log scale."""
REPORTING = Reporting(unclear=0.1)


def clashes(cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
    """Four sides in two provinces, and Alpha and Beta's clashes cut to what the cell asks for."""
    form = cell.options["form"]
    sides = [claims.actor(i) for i in range(4)]
    alpha, beta, gamma, delta = sides
    months = cell.months + 2 * AROUND
    pairs = [Pair(a, b, spot, cell.rate / 2) for spot in (NORTH, SOUTH) for a, b in ((alpha, beta), (gamma, beta))]
    pairs += [Pair(a, b, NORTH, cell.rate / 2) for a, b in ((alpha, gamma), (gamma, delta))]
    pairs += [Pair(gamma, delta, SOUTH, cell.rate / 2)]
    events = war(pairs, START, months, rng, rough=cell.rough, rho=cell.rho, reporting=REPORTING)
    window = claims.window(claims.after(START, AROUND), cell.months)
    north = cell.options.get("where") == "place"
    if form == "every_year":
        events, truth = _yearly(events, window, cell, rng)
    else:
        scope = _scope(events, form, window, north=north)
        wanted = round(HALF * float(np.exp(abs(cell.margin)))) if (cell.margin > 0) == (form == "clash") else 0
        events = _cut(events, scope, wanted, rng)
        met = int(_scope(events, form, window, north=north).sum())
        margin = float(np.log(max(met, NONE) / HALF)) * (1 if form == "clash" else -1)
        truth = Truth(float(met), HALF, 1 if form == "clash" else -1, margin, "count", ZONES["count"])
    place = claims.area([NORTH])
    grounding = claims.grounding(
        "engagement",
        {"ended": "Alpha and Beta stopped fighting", "never": "Alpha and Beta did not clash"}.get(form, "They clashed"),
        roles={"actors": ["alpha"], "targets": ["beta"], "places": [place.id] if north else []},
        windows=[window],
        polarity="deny" if form == "never" else "affirm",
        slots={**_SLOTS[form], "violence": "fighting"},
        document_date=claims.after(START, months),
    )
    world = World(
        events=events,
        grounding=grounding,
        blocs=claims.blocs(
            *(claims.bloc(side, opponents=[other for other in sides if other != side]) for side in sides)
        ),
        places=claims.places(place),
        spans=(claims.span(START, months),),
    )
    return world, truth


_SLOTS = {
    "clash": {"relation": "clash"},
    "never": {"relation": "clash"},
    "ended": {"relation": "ended"},
    "first": {"relation": "clash", "universal": "first"},
    "every_year": {"relation": "clash", "universal": "every_year"},
}


def _met(events: EventTable) -> BoolArray:
    """Events between Alpha and Beta."""
    c = events.columns
    one, two = (np.array([side.name == name for side in events.sides], dtype=bool) for name in ("Alpha", "Beta"))
    found: BoolArray = (one[c["side_a"]] & two[c["side_b"]]) | (two[c["side_a"]] & one[c["side_b"]])
    return found


def _scope(events: EventTable, form: str, window: Window, *, north: bool) -> BoolArray:
    """Clashes that count: in the period, before it (for a first one) or after it (for an end)."""
    day = events.columns["day"]
    first, last = ((d - dt.date(1970, 1, 1)).days for d in (window.start, window.end))
    time = {"first": day < first, "ended": day > last}.get(form, (day >= first) & (day <= last))
    there = np.array([p.adm_1 == "North" for p in events.locations])[events.columns["location"]]
    found: BoolArray = _met(events) & time & (there | (not north))
    return found


def _cut(events: EventTable, scope: BoolArray, wanted: int, rng: np.random.Generator) -> EventTable:
    """As many events of a scope as wanted, in random order; all others stay."""
    kept = ~scope
    kept[rng.permutation(np.flatnonzero(scope))[:wanted]] = True
    return chosen(events, kept)


def _yearly(events: EventTable, window: Window, cell: Cell, rng: np.random.Generator) -> tuple[EventTable, Truth]:
    """A clash in every year of the period, or none in one of them."""
    years = range(window.start.year, window.end.year + 1)
    if cell.margin < 0:
        bare = int(rng.choice(years)) - 1970
        events = chosen(events, ~(_met(events) & (_year(events) == bare)))
    there = _met(events)
    met = sum(bool((there & (_year(events) == year - 1970)).any()) for year in years)
    line = len(years) - HALF
    margin = float(np.log(max(met, NONE) / line))
    return events, Truth(float(met), line, 1, margin, "count", ZONES["count"])


def _year(events: EventTable) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Calendar year of each event, from 1970 as 0."""
    return events.columns["day"].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)


SIMULATOR_FORMS = tuple(_SLOTS)
