"""Results made by hand: rows drawn at stated rates, and what they add up to."""

from dataclasses import dataclass

import numpy as np

from inquest.calibrate.demands import demands
from inquest.calibrate.rates import cell_result, fault_result
from inquest.calibrate.rows import Row
from inquest.model.calibration import Calibration, KindCalibration
from inquest.model.world import Cell


@dataclass(frozen=True)
class MadeFault:
    name: str = "missed"
    title: str = "One side's events are missed"
    named_by: tuple[str, ...] = ("flip_factor",)
    allowance: float = 1.4


def row(number: int, verdict: str, margin: float, **more: object) -> Row:
    side = 0 if margin == 0 else 1 if margin > 0 else -1
    given = {"value": 0.4, "null": 0.333, "margin": margin, "holds": True, "low": 0.3, "high": 0.5, **more}
    return Row(number, verdict, side, abs(margin) <= 0.03, **given)


def rows(cell: Cell, worlds: int, wrong: float, seed: int = 1) -> list[Row]:
    """Rows of a cell: a share of them wrong, and more decided the larger the margin."""
    rng = np.random.default_rng(seed)
    right, other = ("supported", "contradicted") if cell.margin > 0 else ("contradicted", "supported")
    power = min(0.95, 0.1 + 3 * abs(cell.margin))
    out = []
    for i, u in enumerate(rng.random(worlds)):
        verdict = other if u < wrong else right if u > 1 - power else "undecided"
        warned = ("flip_factor",) if cell.fault != "none" and rng.random() < 0.9 else ()
        out.append(row(i, verdict, cell.margin, warnings=warned, holds=bool(rng.random() < 0.95)))
    return out


def kind(name: str = "priority", mode: str = "process", worlds: int = 300, wrong: float = 0.01) -> KindCalibration:
    """A kind's calibration."""
    margins = (-0.3, -0.1, -0.05, 0.0, 0.05, 0.1, 0.3)
    cells = [Cell(m, rate, months) for rate, months in ((20, 24), (60, 48)) for m in margins]
    cells += [Cell(m, 20, 24, "missed") for m in (-0.1, 0.1)]
    cells.append(Cell(0.3, 20, 24, options={"placebo": "windows"}))
    found = [(c, rows(c, worlds, 0.0 if c.margin == 0 else wrong)) for c in cells]
    results = [cell_result(c, mode, 0.1, r) for c, r in found]
    faults = [fault_result(MadeFault(), [(c, r) for c, r in found if not c.options])]
    asked = demands(mode, results, faults)
    return KindCalibration(
        kind=name,
        title="Share of fighting <that> is against someone",
        mode=mode,
        cells=tuple(results),
        faults=tuple(faults),
        demands=asked,
        holds=all(d.holds is not False for d in asked),
    )


def calibration(*kinds: KindCalibration) -> Calibration:
    """A run over made kinds."""
    return Calibration(
        inquest_version="0.0",
        code="0" * 64,
        seed=1,
        worlds=300,
        command="inquest calibrate --worlds 300 --seed 1",
        kinds=kinds or (kind(), kind("level", "census")),
    )
