"""Engagement: two sides said to have left each other alone, or to have clashed, where it is known what they did."""

import numpy as np

from inquest.model.world import Cell, Truth, World
from inquest.simulate._clashes import FAULTS, clashes
from inquest.simulate._front import LINE, front, seen

CALM, USUAL, ROUGH, ROUGHEST = (1.0, 0.0), (4.0, 0.7), (35.0, 0.74), (67.0, 0.83)
"""Variance to mean and autocorrelation: without any ups and downs, usual ones, and two as of the bundled record."""


class Engagement:
    """Process: the factor on the mutual rate of a pair that share a front. Census: clashes of the complete world."""

    name = "engagement"
    mode = "process"

    def cells(self) -> tuple[Cell, ...]:
        """Factors from a truce to war; rates; lengths; roughness; truces; no control; counts of clashes and faults."""
        found = [Cell(m, 30, 48) for m in (-1.04, -0.5, -0.2, 0.0, 0.2, 0.5, 1.5)]
        found += [Cell(m, rate, 48) for m in (-1.04, 1.5) for rate in (8, 100)]
        found += [Cell(m, 30, months) for m in (-1.04, 1.5) for months in (24, 96)]
        found += [Cell(m, 30, 48, rough=r, rho=rho) for m in (-1.04, 0.0, 1.5) for r, rho in (CALM, ROUGH)]
        found += [Cell(m, 30, 96, rough=ROUGHEST[0], rho=ROUGHEST[1]) for m in (-1.04, 1.5)]
        found += [Cell(m, 30, 48, options={"control": "none"}) for m in (-1.04, 1.5)]
        found += [Cell(m, 30, 72, options={"words": "for_years"}) for m in (-1.04, 1.5)]
        found += [Cell(m, 30, 48, options={"truce": "midway"}) for m in (-0.3, 0.7)]
        for cell in (Cell(1, 30, 48, rough=1, rho=0), Cell(1, 60, 48, rough=2, rho=0.3)):
            found += [_large(cell, sign * self.visible(cell)) for sign in (1, -1)]
        found.append(Cell(0.0, 30, 48, options={"placebo": "actors"}))
        census = {"mode": "census"}
        for form in ("clash", "never", "ended", "first"):
            found += [Cell(m, 8, 48, options={**census, "form": form}) for m in _counts(form)]
        found += [Cell(m, 2, 48, options={**census, "form": "every_year"}) for m in (-0.15, 0.13)]
        for form, margins in (("first", (-2.08, 0.69)), ("every_year", (-0.15, 0.13))):
            found += [Cell(m, 8, 48, f, options={**census, "form": form}) for m in margins for f in FAULTS]
        found += [
            Cell(m, 8, 48, "centroids", options={**census, "form": "clash", "where": "place"}) for m in (-0.69, 4)
        ]
        found += [Cell(m, 8, 48, "delayed", options={**census, "form": "clash"}) for m in (-0.69, 4)]
        return tuple(found)

    def visible(self, cell: Cell) -> float:
        """Distance from the line that an interval clears with a power of .8; of counts, a single clash or none."""
        return float(np.log(2.0)) if cell.options.get("mode") == "census" else seen(cell)

    def simulate(self, cell: Cell, rng: np.random.Generator) -> tuple[World, Truth]:
        """A front shared by four sides, or two provinces in which a pair clashed so many times."""
        return clashes(cell, rng) if cell.options.get("mode") == "census" else front(cell, rng)


def _large(cell: Cell, visible: float) -> Cell:
    """The cell at three times the smallest visible effect, on its side of the line."""
    return Cell(round(3.001 * visible, 3), cell.rate, cell.months, rough=cell.rough, rho=cell.rho)


def _counts(form: str) -> tuple[float, ...]:
    """Margins of one, four and many clashes, and of none."""
    some = (0.69, 2.08, 4.0)
    return (-0.69, *some) if form == "clash" else (*(-m for m in some), 0.69)


__all__ = ["LINE", "SIMULATOR", "Engagement"]

SIMULATOR = Engagement()
