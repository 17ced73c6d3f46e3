"""Priority: a part of one side's fighting is said to be against one foe; the realised share is known."""

import datetime as dt

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.panel import BoolArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, war

START = dt.date(2015, 1, 1)
AROUND = 6
"""Months of record before and after the window."""
SPOTS = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Southtown", "South", "Far district", 8.0, 20.0),
)
MARGINS = (-0.3, -0.2, -0.12, -0.06, 0.06, 0.12, 0.2, 0.3)
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "summaries", "delayed", "rounded",
    "dominant_source",
)  # fmt: skip


class Priority:
    """A share of fighting against a stated one. Census: the truth is the share of the complete world's events."""

    name = "priority"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins at one rate; rates and lengths, rough series, and every fault at two margins."""
        found = [Cell(margin, 30, 24) for margin in MARGINS]
        found += [Cell(m, rate, months) for m in (-0.12, 0.12) for rate, months in ((8, 12), (150, 36))]
        found += [Cell(m, 30, 24, rough=35, rho=0.74) for m in (-0.12, 0.12)]
        deaths = {"measure": "deaths"}
        found += [Cell(m, 30, 24, options=deaths) for m in (-0.12, 0.12)]
        found += [Cell(m, 30, 24, f) for m in (-0.06, 0.06) for f in FAULTS]
        return tuple(found + [Cell(m, 30, 24, f, options=deaths) for m in (-0.06, 0.06) for f in FAULTS])

    def visible(self, cell: Cell) -> float:
        """The share above one half at which the odds pass B, 1.5."""
        return 0.1

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha fights Beta and Gamma in two provinces; about half of its fighting is against Beta."""
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        part = float(np.clip(0.5 + cell.margin / 2, 0.1, 0.9))
        months = cell.months + 2 * AROUND
        rates = [(alpha, beta, part), (gamma, alpha, 1 - part)]
        pairs = [Pair(a, b, spot, cell.rate * share / 2) for a, b, share in rates for spot in SPOTS]
        pairs.append(Pair(beta, gamma, SPOTS[0], cell.rate / 4))
        events = war(pairs, START, months, rng, rough=cell.rough, rho=cell.rho)
        measure = cell.options.get("measure", "events")
        window = claims.window(claims.after(START, AROUND), cell.months)
        share = _share(events, (alpha.name, beta.name), (window.start, window.end), measure)
        line = round(float(np.clip(share - cell.margin, 0.02, 0.98)), 3)
        grounding = claims.grounding(
            "priority",
            f"More than {100 * line:g}% of Alpha's fighting was against Beta",
            roles={"actors": ["alpha"], "targets": ["beta"]},
            windows=[window],
            quantity=Quantity(op=">", value=100 * line, unit="%", text=f"more than {100 * line:g}%"),
            slots={"share_of": "actor", "measure": measure, "violence": "fighting"},
            document_date=claims.after(START, months),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(
                claims.bloc(alpha, opponents=(beta, gamma)), claims.bloc(beta, opponents=(alpha, gamma)),
                claims.bloc(gamma, opponents=(alpha, beta)),
            ),
            places={},
            spans=(claims.span(START, months),),
        )  # fmt: skip
        return world, Truth(share, line, 1, share - line, "share", ZONES["share"])


def _share(events: EventTable, pair: tuple[str, str], days: tuple[dt.date, dt.date], measure: str) -> float:
    """Part of the first side's events (or deaths in them) that are with the second."""
    columns = events.columns
    first, last = ((day - dt.date(1970, 1, 1)).days for day in days)
    inside = (columns["day"] >= first) & (columns["day"] <= last)
    one, two = (_on_a_side(events, name) for name in pair)
    weight = np.ones(inside.size) if measure == "events" else columns["best"]
    return float(weight[inside & one & two].sum() / max(weight[inside & one].sum(), 1))


def _on_a_side(events: EventTable, name: str) -> BoolArray:
    sides = np.array([name in side.name.split(", ") for side in events.sides])
    return np.asarray(sides[events.columns["side_a"]] | sides[events.columns["side_b"]])


SIMULATOR = Priority()
