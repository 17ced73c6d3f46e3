"""Priority: a part of one side's fighting is said to be against one foe, or in one province; the share is known.

The claim states a share, calls a foe "the priority" (a half of all, or the largest), or says that it was "never a
priority" (a third in no half-year).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, chosen, war

START = dt.date(2015, 1, 1)
AROUND = 6
"""Months of record before and after the window, so that it starts with a half-year."""
SPOTS = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Southtown", "South", "Far district", 8.0, 20.0),
)
MARGINS = (-0.3, -0.06, 0.06, 0.3)
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip
OF_TOLLS = ("missed_by_size", "rounded")
"""Faults that are tried on a share of deaths; the others are on a share of events."""
HALF, THIRD = 0.5, 1 / 3
"""Lines of "the priority" and of "a priority"."""
LEADER = 0.65
"""Part of the largest other foe in the fighting with the others."""
COALITION, MANY = 0.04, 0.2
"""Share of a pair's events with an ally of another name at a side; the same where allies are many."""
OVER = 6.0
"""What the words draw a line to is drawn at so many times its rate, then cut to the share asked for."""


class Priority:
    """A share of fighting against a line. Census: the truth is the share of the complete world's events or deaths."""

    name = "priority"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins of a stated share; rates and lengths; rough series; deaths; a place; the other words; faults."""
        found = [Cell(margin, 30, 24) for margin in MARGINS]
        found += [Cell(-0.12, 8, 12), Cell(0.12, 150, 36)]
        found += [Cell(m, 30, 24, rough=35, rho=0.74) for m in (-0.12, 0.12)]
        for option in ({"measure": "deaths"}, {"allies": "many"}):
            found += [Cell(m, 30, 24, options=option) for m in (-0.12, 0.12)]
        placed, the, never = {"where": "place"}, {"words": "the"}, {"words": "never"}
        found += [Cell(m, 30, 24, options=placed) for m in (-0.3, 0.3)]
        found += [Cell(m, 30, 24, options=words) for words in (the, never) for m in (-0.3, -0.06, 0.06, 0.3)]
        near = (-0.06, 0.06)
        for fault in FAULTS:
            options = {"measure": "deaths"} if fault in OF_TOLLS else {}
            found += [Cell(m, 30, 24, fault, options=options) for m in near]
        found += [Cell(m, 30, 24, f, options=placed) for f in ("centroids", "missed_by_place") for m in near]
        found += [Cell(m, 30, 24, "missed_by_side", options=words) for words in (the, never) for m in near]
        return tuple(found)

    def visible(self, cell: Cell) -> float:
        """The share above one half at which the odds pass B, 1.5; at a third it is a little less."""
        return 0.1

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha fights Beta, Gamma and Delta in two provinces, at times with Epsilon; the claim is about Beta."""
        sides = [claims.actor(i) for i in range(5)]
        alpha, beta, gamma, delta, epsilon = sides
        months = cell.months + 2 * AROUND
        events = war(_pairs(cell), START, months, rng, rough=cell.rough, rho=cell.rho)
        window = claims.window(claims.after(START, AROUND), cell.months)
        events, said = SAID[cell.options.get("words", "stated")](events, window, cell, rng)
        placed = cell.options.get("where") == "place"
        place = claims.area(SPOTS[:1])
        grounding = claims.grounding(
            "priority",
            said.quote,
            roles={"actors": ["alpha"], **({"places": [place.id]} if placed else {"targets": ["beta"]})},
            windows=[window],
            quantity=said.quantity,
            polarity=said.polarity,
            slots={"share_of": "actor", "measure": _measure(cell), "violence": "fighting", **said.slots},
            document_date=claims.after(START, months),
        )
        foes = (beta, gamma, delta)
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(
                claims.bloc(alpha, opponents=foes, folded=(epsilon,)),
                *(claims.bloc(foe, opponents=(alpha, *(f for f in foes if f != foe))) for foe in foes),
            ),
            places=claims.places(place),
            spans=(claims.span(START, months),),
        )
        return world, said.truth


@dataclass(frozen=True)
class Said:
    """The claim, and what is true of it."""

    quote: str
    truth: Truth
    quantity: Quantity | None = None
    polarity: Literal["affirm", "deny"] = "affirm"
    slots: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", self.slots or {})


def _pairs(cell: Cell) -> list[Pair]:
    """Alpha against each foe at about the shares asked for, and others among themselves."""
    alpha, beta, gamma, delta, epsilon = (claims.actor(i) for i in range(5))
    words = cell.options.get("words", "stated")
    part = float(np.clip(0.5 + cell.margin / 2, 0.1, 0.9)) if words == "stated" else 0.5
    over = 1.0 if words == "stated" else OVER
    ally = MANY if cell.options.get("allies") == "many" else COALITION
    joint: dict[str, Any] = {
        "written_a": ((claims.coalition(alpha, epsilon), ally),),
        "written_b": ((claims.coalition(beta, delta), ally / 2),),
    }
    found = []
    for spot, at in zip(SPOTS, (part, 1 - part) if cell.options.get("where") == "place" else (0.5, 0.5), strict=True):
        rate = cell.rate * at
        found.append(Pair(alpha, beta, spot, rate * part * over, **joint))
        found.append(Pair(gamma, alpha, spot, rate * (1 - part) * LEADER))
        found.append(Pair(alpha, delta, spot, rate * (1 - part) * (1 - LEADER)))
        found.append(Pair(epsilon, beta, spot, rate / 20))
    return [*found, Pair(beta, gamma, SPOTS[0], cell.rate / 4)]


def _stated(events: EventTable, window: Window, cell: Cell, rng: np.random.Generator) -> tuple[EventTable, Said]:
    """The events as they are, and a stated share so far from theirs."""
    whole = _with(events, "Alpha") & _inside(events, window)
    placed = cell.options.get("where") == "place"
    mine = _north(events) if placed else _with(events, "Beta")
    weight = _weight(events, cell)
    share = float(weight[whole & mine].sum() / max(weight[whole].sum(), 1))
    line = round(float(np.clip(share - cell.margin, 0.02, 0.98)), 3)
    text = f"more than {100 * line:g}%"
    quote = f"{text.capitalize()} of Alpha's fighting was {'in the North' if placed else 'against Beta'}"
    truth = Truth(share, line, 1, share - line, "share", ZONES["share"])
    return events, Said(quote, truth, Quantity(op=">", value=100 * line, unit="%", text=text))


def _the(events: EventTable, window: Window, cell: Cell, rng: np.random.Generator) -> tuple[EventTable, Said]:
    """Beta is the priority: clear of a half of all, and so the largest; or not the largest, and so below a half.

    The margin is that of the sense nearer to its line: where the two senses part, neither answer would be wrong.
    """
    whole = _with(events, "Alpha") & _inside(events, window)
    beta, weight = whole & _with(events, "Beta"), _weight(events, cell)
    rest = whole & ~beta if cell.margin > 0 else whole & _with(events, "Gamma") & ~beta
    events = chosen(events, _cut(beta, weight, float(weight[rest].sum()), HALF + cell.margin, rng))
    whole = _with(events, "Alpha") & _inside(events, window)
    beta, weight = whole & _with(events, "Beta"), _weight(events, cell)
    own, all_of, leader = (float(weight[rows].sum()) for rows in (beta, whole, whole & _with(events, "Gamma") & ~beta))
    share, head = own / max(all_of, 1), own / max(own + leader, 1)
    margin = share - HALF if share > HALF else min(head - HALF, 0.0)
    truth = Truth(share, HALF, 1, margin, "share", ZONES["share"])
    return events, Said("The priority for Alpha was the defeat of Beta", truth, slots={"strength": "the"})


def _never(events: EventTable, window: Window, cell: Cell, rng: np.random.Generator) -> tuple[EventTable, Said]:
    """In one half-year Beta's share is so far from a third, in the others it is lower."""
    half_year = _half_year(events)
    highest = THIRD - cell.margin
    weight, kept = _weight(events, cell), np.ones(half_year.size, dtype=bool)
    inside = _inside(events, window)
    years = np.unique(half_year[inside])
    peak = int(rng.choice(years)) if years.size else -1
    for year in years.tolist():
        whole = _with(events, "Alpha") & inside & (half_year == year)
        beta = whole & _with(events, "Beta")
        wanted = highest * (1.0 if year == peak else rng.uniform(0.3, 0.8))
        kept &= _cut(beta, weight, float(weight[whole & ~beta].sum()), wanted, rng)
    events = chosen(events, kept)
    share = _highest(events, window, cell)
    truth = Truth(share, THIRD, -1, THIRD - share, "share", ZONES["share"])
    slots = {"strength": "a", "universal": "never"}
    return events, Said("The fight against Beta was never a priority for Alpha", truth, None, "deny", slots)


SAID: dict[str, Any] = {"stated": _stated, "the": _the, "never": _never}
"""Option ``words`` -> events and claim."""


def _highest(events: EventTable, window: Window, cell: Cell) -> float:
    """Beta's largest share in a half-year of the window."""
    weight, half_year, inside = _weight(events, cell), _half_year(events), _inside(events, window)
    whole = _with(events, "Alpha") & inside
    beta = whole & _with(events, "Beta")
    years = np.unique(half_year[whole])
    parts = [weight[beta & (half_year == y)].sum() / max(weight[whole & (half_year == y)].sum(), 1) for y in years]
    return float(max(parts, default=0.0))


def _cut(mine: BoolArray, weight: FloatArray, rest: float, wanted: float, rng: np.random.Generator) -> BoolArray:
    """All events but as many of some, in random order, as leave them the share wanted of themselves and a rest."""
    order = rng.permutation(np.flatnonzero(mine))
    total = rest * wanted / max(1 - wanted, 1e-9)
    kept = np.ones(mine.size, dtype=bool)
    kept[order[int(np.searchsorted(np.cumsum(weight[order]), total + 1e-9, side="right")) :]] = False
    return kept


def _measure(cell: Cell) -> str:
    return cell.options.get("measure", "events")


def _weight(events: EventTable, cell: Cell) -> FloatArray:
    """What each event counts, shape (E,)."""
    best = events.columns["best"].astype(np.float64)
    return best if _measure(cell) == "deaths" else np.ones_like(best)


def _with(events: EventTable, name: str) -> BoolArray:
    """Events in which an actor stands on a side, alone or in a coalition."""
    sides = np.array([name in side.name.split(", ") for side in events.sides], dtype=bool)
    return np.asarray(sides[events.columns["side_a"]] | sides[events.columns["side_b"]])


def _north(events: EventTable) -> BoolArray:
    north = np.array([place.adm_1 == "North" for place in events.locations], dtype=bool)
    return np.asarray(north[events.columns["location"]])


def _inside(events: EventTable, window: Window) -> BoolArray:
    first, last = ((day - dt.date(1970, 1, 1)).days for day in (window.start, window.end))
    day = events.columns["day"]
    return np.asarray((day >= first) & (day <= last))


def _half_year(events: EventTable) -> IntArray:
    month = events.columns["day"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(month // 6, np.int64)


SIMULATOR = Priority()
