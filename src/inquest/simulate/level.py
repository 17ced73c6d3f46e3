"""Level: a stated number of deaths in a province within a window, where the total is known.

The claim says more than, fewer than, about or between; or that there was no fighting of one pair at all.
"""

import datetime as dt
from typing import Any

import numpy as np

from inquest.model.claim import Quantity
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray
from inquest.model.world import ZONES, Cell, EventTable, Truth, World
from inquest.simulate import _claims as claims
from inquest.simulate._war import Pair, Spot, chosen, war

START = dt.date(2016, 1, 1)
NORTH = (
    Spot("Northtown", "North", "Upper district", 12.0, 20.0),
    Spot("Northport", "North", "Lower district", 12.6, 21),
)
SOUTH = (Spot("Southtown", "South", "Far district", 8.0, 20.0),)
MARGINS = (-3.0, -2.1, -0.5, -0.2, 0.2, 0.5, 2.1)
FAULTS = (
    "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "centroids", "summaries", "delayed",
    "rounded", "dominant_source",
)  # fmt: skip
WORDS = "words"
"""Option: ``more`` (if it is left out), ``fewer``, ``about``, ``between``, ``none``."""
NEAR = 0.1
"""Half of what "about" spans, as part of the number; a number whose last digit says less spans more."""
NOBODY, HALF = 0.25, 0.5
"""What stands for no event on a log scale, and the line between none and one."""


class Level:
    """A total against a stated number. Census: the truth is the realised total of the complete world."""

    name = "level"
    mode = "census"

    def cells(self) -> tuple[Cell, ...]:
        """Margins of "more than" at one rate; rates and lengths, rough series; the other words; faults."""
        found = [Cell(margin, 20, 24) for margin in MARGINS]
        found += [Cell(-1.0, 5, 12), Cell(0.5, 5, 12), Cell(-1.0, 100, 48), Cell(0.5, 100, 48)]
        found += [Cell(m, 20, 24, rough=35, rho=0.74) for m in (-1.0, 0.5)]
        for words, margins in (
            ("fewer", (-2.1, -0.2, 0.5, 2.1)), ("about", (-2.1, -0.5, 0.09)), ("between", (-2.1, 2.1)),
            ("none", (-4.6, 0.69)),
        ):  # fmt: skip
            found += [Cell(m, 20, 24, options={WORDS: words}) for m in margins]
        found += [Cell(m, 20, 24, fault) for m in (-0.5, 0.5) for fault in FAULTS]
        found += [Cell(m, 20, 24, f, options={WORDS: "fewer"}) for m, f in ((0.5, "duplicated"), (-0.5, "summaries"))]
        return tuple([*found, Cell(-2.1, 20, 24, "missed_by_side", options={WORDS: "none"})])

    def visible(self, cell: Cell) -> float:
        """The log of the allowance for what went unrecorded: a total under the line shows only beyond it."""
        return float(np.log(2.0))

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """Alpha against Beta and Gamma in two provinces; the claim counts all deaths of fighting in the North.

        "None" is said of the fighting between Alpha and Beta alone.
        """
        alpha, beta, gamma = (claims.actor(i) for i in range(3))
        half, months = cell.rate / 2, cell.months
        parts = ((alpha, 0.6), (gamma, 0.4))
        pairs = [Pair(side, beta, spot, half * part) for spot in NORTH for side, part in parts]
        pairs += [Pair(side, beta, SOUTH[0], cell.rate * part) for side, part in parts]
        events = war(pairs, START, months + 12, rng, rough=cell.rough, rho=cell.rho)
        window = claims.window(claims.after(START, 6), months)
        place, said = claims.area(NORTH), cell.options.get(WORDS, "more")
        if said == "none":
            events = _few(events, window, round(HALF / float(np.exp(cell.margin))) if cell.margin < 0 else 0, rng)
            quote, quantity, truth = _none(int((_here(events, window) & _of_alpha(events)).sum()))
        else:
            total = int(events.columns["best"][_here(events, window)].sum())
            quote, quantity, truth = STATED[said](total, cell.margin, rng)
        roles = {"actors": ["alpha"], "targets": ["beta"]} if said == "none" else {}
        grounding = claims.grounding(
            "level",
            quote,
            roles={**roles, "places": [place.id]},
            windows=[window],
            quantity=quantity,
            slots={"measure": quantity.unit, "violence": "fighting"},
            document_date=claims.after(START, months + 12),
        )
        world = World(
            events=events,
            grounding=grounding,
            blocs=claims.blocs(*(claims.bloc(side) for side in (alpha, beta, gamma))),
            places=claims.places(place),
            spans=(claims.span(START, months + 12),),
        )
        return world, truth


Said = tuple[str, Quantity, Truth]
"""The claim in words, its number, and what is true of it."""


def _more(total: int, margin: float, rng: np.random.Generator) -> Said:
    line = max(1, round(max(total, 1) / float(np.exp(margin))))
    found = float(np.log(max(total, 0.5) / line))
    return _said(f"More than {line} people were killed in the North", ">", line, total, (1, found))


def _fewer(total: int, margin: float, rng: np.random.Generator) -> Said:
    line = max(1, round(max(total, 1) * float(np.exp(margin))))
    found = float(np.log(line / max(total, 0.5)))
    return _said(f"Fewer than {line} people were killed in the North", "<", line, total, (-1, found))


def _about(total: int, margin: float, rng: np.random.Generator) -> Said:
    """The nearer edge of what "about" spans lies as far off as the margin says, above or below by chance.

    The truth is the distance from the number over half of what the word spans; the margin that from the nearer edge.
    """
    edge = 1 + NEAR if rng.random() < 0.5 else 1 - NEAR
    away = float(np.exp(margin if edge < 1 else -margin))
    line = max(11, round(max(total, 1) / (edge * away)))
    line += line % 10 == 0
    low, high = (1 - NEAR) * line, (1 + NEAR) * line
    found = min(float(np.log(max(total, 0.5) / low)), float(np.log(high / max(total, 0.5))))
    quantity = Quantity(op="~", value=line, unit="deaths", text=f"about {line}")
    truth = Truth(abs(total - line) / (NEAR * line), 1.0, -1, found, "count", ZONES["count"])
    return f"About {line} people were killed in the North", quantity, truth


def _between(total: int, margin: float, rng: np.random.Generator) -> Said:
    """Right: as far from either end as the margin says; wrong: a range as wide as a factor of 2, as far off."""
    most, first = max(total, 1), rng.random() < 0.5
    far = float(np.exp(abs(margin)))
    ends = (most / far, most * far) if margin > 0 else (most * far, 2 * most * far)
    if margin <= 0 and first:
        ends = (most / far / 2, most / far)
    low, high = max(1, round(ends[0])), max(2, round(ends[1]))
    found = min(float(np.log(most / low)), float(np.log(high / most)))
    middle, half = (low + high) / 2, (high - low) / 2
    text = f"between {low} and {high}"
    quantity = Quantity(op="between", value=low, high=high, unit="deaths", text=text)
    truth = Truth(abs(total - middle) / half, 1.0, -1, found, "count", ZONES["count"])
    return f"{text.capitalize()} people were killed in the North", quantity, truth


STATED: dict[str, Any] = {"more": _more, "fewer": _fewer, "about": _about, "between": _between}
"""Option ``words`` -> the claim of a total at a margin."""


def _said(quote: str, sign: Any, line: int, total: int, found: tuple[Any, float]) -> Said:
    quantity = Quantity(op=sign, value=line, unit="deaths", text=quote.split(" people", maxsplit=1)[0].lower())
    side, margin = found
    return quote, quantity, Truth(float(total), float(line), side, margin, "count", ZONES["count"])


def _none(number: int) -> Said:
    """The claim that there was no event."""
    quantity = Quantity(op="=", value=0, unit="events", text="no")
    margin = float(np.log(HALF / max(number, NOBODY)))
    truth = Truth(float(number), HALF, -1, margin, "count", ZONES["count"])
    return "There was no fighting between Alpha and Beta in the North", quantity, truth


def _few(events: EventTable, window: Window, number: int, rng: np.random.Generator) -> EventTable:
    """The events without those between Alpha and Beta in place and window, but for some."""
    rows = np.flatnonzero(_here(events, window) & _of_alpha(events))
    kept = np.ones(len(events.columns["day"]), dtype=bool)
    kept[rng.permutation(rows)[number:]] = False
    return chosen(events, kept)


def _of_alpha(events: EventTable) -> BoolArray:
    """Events between Alpha and Beta: Alpha fights nobody else."""
    return np.asarray(np.array([s.name == "Alpha" for s in events.sides])[events.columns["side_a"]])


def _here(events: EventTable, window: Window) -> BoolArray:
    """Events that began inside the place and the window."""
    columns = events.columns
    first, last = ((day - dt.date(1970, 1, 1)).days for day in (window.start, window.end))
    north = np.array([p.adm_1 == "North" for p in events.locations])[columns["location"]]
    return np.asarray(north & (columns["day"] >= first) & (columns["day"] <= last))


SIMULATOR = Level()
