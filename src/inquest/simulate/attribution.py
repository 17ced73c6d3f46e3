"""Attribution: a side is said to have inflicted most of another's losses, where every opponent's share is known.

The world knows who inflicted every loss; the record names some opponents only as a coalition, or not at all, and
leaves some of the dead without a side. How those fall is drawn apart from all else, so that the bounds meet every
split.
"""

import datetime as dt
from typing import Any

import numpy as np

from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.world import ZONES, Cell, EventTable, Side, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, chosen, war

START = dt.date(2015, 1, 1)
AROUND = 6
"""Months of record before and after the window."""
COUNTRY, ELSEWHERE = (990, "Arcadia"), (991, "Bohemia")
NORTH = Spot("Northtown", "North", "Upper district", 12.0, 20.0)
SOUTH = Spot("Southtown", "South", "Far district", 8.0, 20.0)
ABROAD = Spot("Farhaven", "West", "Far west", 15.0, 30.0, country_id=991, country="Bohemia", country_point=(15.0, 32.0))
UNKNOWN = Side(9_099_999, "XXX990")
"""What the source writes where it doesn't know the opponent."""
HALF, TENTH = 0.5, 0.1
"""Lines of "most" and of "contributed"."""
UNSIDED, COALITION, NAMELESS = 0.05, 0.06, 0.02
"""Share of a pair's dead whose side is unknown; of an opponent's events with an ally at its side; of losses to nobody
known."""
FAULTS = (
    "hidden_losses", "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed",
    "rounded", "dominant_source",
)  # fmt: skip
MARGINS = (-0.3, -0.2, -0.12, -0.06, 0.06, 0.12, 0.2, 0.3)
DRAWN = 1.6
"""The winner is drawn at this many times its rate, then cut to the share asked for."""


class Attribution:
    """A share of losses against a half or a tenth. Census: the truth is the share in the complete world."""

    name = "attribution"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins of "most" and of "contributed"; rates and lengths; rough series; a place; a war abroad; faults."""
        found = [Cell(m, 30, 24) for m in MARGINS]
        found += [Cell(m, rate, months) for m in (-0.2, 0.2) for rate, months in ((10, 12), (120, 36))]
        found += [Cell(m, 30, 24, rough=35, rho=0.74) for m in (-0.2, 0.2)]
        found += [Cell(m, 30, 24, options={"strength": "contributed"}) for m in (-0.095, -0.06, 0.06, 0.14)]
        found += [Cell(m, 30, 24, options={"allies": "many"}) for m in (-0.2, -0.06, 0.06, 0.2)]
        found += [Cell(m, 30, 24, options={"measure": "any"}) for m in (-0.3, 0.3)]
        found += [Cell(m, 30, 24, options={"where": "place"}) for m in (-0.2, 0.2)]
        found += [Cell(m, 30, 24, options={"abroad": "too"}) for m in (-0.2, 0.2)]
        found += [Cell(m, 30, 24, "centroids", options={"where": "place"}) for m in (-0.06, 0.06)]
        return tuple(found + [Cell(m, 30, 24, f) for m in (-0.06, 0.06) for f in FAULTS])

    def visible(self, cell: Cell) -> float:
        """Distance from the line at which the odds pass B, 1.5."""
        line = _line(cell)
        odds = line / (1 - line) * (1.5 if cell.margin > 0 else 1 / 1.5)
        return abs(odds / (1 + odds) - line)

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha, Gamma and Delta against Beta in two provinces, and others among themselves; the claim is on Alpha."""
        alpha, beta, gamma, delta, epsilon = sides = [claims.actor(i) for i in range(5)]
        months = cell.months + 2 * AROUND
        events = war(_pairs(cell, sides), START, months, rng, rough=cell.rough, rho=cell.rho)
        window = claims.window(claims.after(START, AROUND), cell.months)
        weight = _losses(events, rng)
        events, share = _cut(events, weight, window, cell, rng)
        line = _line(cell)
        abroad = cell.options.get("abroad") == "too"
        home = (COUNTRY[0], ELSEWHERE[0]) if abroad else (COUNTRY[0],)
        place, nation = claims.area([NORTH]), claims.country(NORTH)
        named = [place.id] if cell.options.get("where") == "place" else [nation.id] if abroad else []
        slots = {"share_of": "target", "strength": cell.options.get("strength", "decisive")}
        if cell.options.get("measure") != "any":
            slots["measure"] = "deaths_of_target"
        opponents = (alpha, gamma, delta)
        world = World(
            events=events,
            grounding=claims.grounding(
                "attribution",
                "Alpha made the decisive contribution to the defeat of Beta",
                roles={"actors": ["alpha"], "targets": ["beta"], "places": named},
                windows=[window],
                slots=slots,
                document_date=claims.after(START, months),
            ),
            blocs=claims.blocs(
                claims.bloc(alpha, opponents=(beta,), folded=(epsilon,), home=home),
                claims.bloc(beta, opponents=opponents, home=home),
                claims.bloc(gamma, opponents=(beta, delta), home=home),
                claims.bloc(delta, opponents=(beta, gamma), home=home),
                claims.unnamed(),
            ),
            places=claims.places(place, nation),
            spans=tuple(claims.span(START, months, *where) for where in (COUNTRY, ELSEWHERE)[: len(home)]),
        )
        return world, Truth(share, line, 1, share - line, "share", ZONES["share"])


def _line(cell: Cell) -> float:
    return TENTH if cell.options.get("strength") == "contributed" else HALF


def _pairs(cell: Cell, sides: list[Side]) -> list[Pair]:
    """Beta against its opponents at about the shares asked for; the largest other leads where Alpha does not."""
    alpha, beta, gamma, delta, epsilon = sides
    share = float(np.clip(_line(cell) + cell.margin, 0.005, 0.9))
    rest = 1 - share
    minor = min(0.06, rest / 4)
    allies = 4 * COALITION if cell.options.get("allies") == "many" else COALITION
    parts: dict[str, Any] = {"share_b": 0.5 - UNSIDED / 2, "share_unknown": UNSIDED, "share_civilians": 0.05}
    found = []
    for spot, at in ((NORTH, 0.6), (SOUTH, 0.4)):
        rate = cell.rate * at
        joint = ((claims.coalition(alpha, epsilon), allies), (claims.coalition(alpha, gamma), allies / 2))
        found.append(Pair(alpha, beta, spot, rate * share * DRAWN, written_a=joint, **parts))
        found.append(Pair(gamma, beta, spot, rate * (rest - minor) * DRAWN, **parts))
        found.append(Pair(delta, beta, spot, rate * minor * DRAWN, **parts))
        found.append(Pair(UNKNOWN, beta, spot, rate * NAMELESS, **parts))
        found.append(Pair(gamma, delta, spot, rate / 4, **parts))
        found.append(Pair(epsilon, beta, spot, rate * minor / 2, **parts))
    if cell.options.get("abroad") == "too":
        found.append(Pair(delta, beta, ABROAD, cell.rate, **parts))
    return found


def _losses(events: EventTable, rng: np.random.Generator) -> FloatArray:
    """Beta's dead in each event, with a part of those of unknown side that is drawn once for all, shape (E,)."""
    c = events.columns
    unknown = rng.binomial(c["dead_unknown"], rng.uniform())
    return np.asarray(np.where(_stands(events, "Beta"), c["dead_b"] + unknown, 0), np.float64)


def _cut(
    events: EventTable, losses: FloatArray, window: Window, cell: Cell, rng: np.random.Generator
) -> tuple[EventTable, float]:
    """Fewer of Alpha's events, or of the others', in random order, so that its share is about what is asked for.

    In an event with an ally of another name, a part drawn once for all is the ally's doing; of losses to an unknown
    opponent, such a part is Alpha's.
    """
    wanted = _line(cell) + cell.margin
    scope = _scope(events, window, cell)
    share = _shares(events, rng)
    mine, theirs = losses * share * scope, losses * (1 - share) * scope
    kept = np.ones(losses.size, bool)
    own = float(mine.sum()) / max(float(mine.sum() + theirs.sum()), 1.0)
    low, high = (mine, theirs) if own > wanted else (theirs, mine)
    part = wanted if own > wanted else 1 - wanted
    order = rng.permutation(np.flatnonzero((low > 0) & (low >= high)))
    total = float(high.sum()) * part / max(1 - part, 1e-9)
    always = float(low.sum() - low[order].sum())
    kept[order[int(np.searchsorted(np.cumsum(low[order]), max(total - always, 0.0))) :]] = False
    own_losses, all_losses = float(mine[kept].sum()), float((mine + theirs)[kept].sum())
    return chosen(events, kept), own_losses / max(all_losses, 1.0)


def _shares(events: EventTable, rng: np.random.Generator) -> FloatArray:
    """Alpha's part in inflicting the losses of each event, shape (E,)."""
    ally, nameless = rng.uniform(size=2)
    by = {"Alpha": 1.0, "Alpha, Epsilon": ally, "Alpha, Gamma": ally, UNKNOWN.name: nameless}
    of = np.array([by.get(side.name, 0.0) for side in events.sides])
    return np.asarray(of[events.columns["side_a"]], np.float64)


def _scope(events: EventTable, window: Window, cell: Cell) -> BoolArray:
    """Events of the window, in the North or in the country."""
    day = events.columns["day"]
    first, last = ((d - dt.date(1970, 1, 1)).days for d in (window.start, window.end))
    north = cell.options.get("where") == "place"
    inside = [p.country_id == COUNTRY[0] and (p.adm_1 == "North" or not north) for p in events.locations]
    return np.asarray((day >= first) & (day <= last) & np.array(inside)[events.columns["location"]])


def _stands(events: EventTable, name: str) -> BoolArray:
    """Whether an actor is the second side of each event: Beta always is where it fights."""
    sides = np.array([side.name == name for side in events.sides], dtype=bool)
    return np.asarray(sides[events.columns["side_b"]])


SIMULATOR = Attribution()
