"""The few figures of a calibration that ship with the package."""

from collections.abc import Sequence

from inquest.calibrate.demands import strong_effects
from inquest.calibrate.rates import pooled
from inquest.model.calibration import Calibration, CellResult, KindCalibration, Rate, Summary


def summary(found: Calibration, kind: KindCalibration) -> Summary:
    """A kind's calibration in a few figures.

    Error rates are over all cells in which the kind can err: those of a process, and those of a census with a fault.
    """
    cells = [c for c in kind.cells if not c.placebo and (c.mode == "process" or c.fault != "none")]
    every = [c for c in kind.cells if not c.placebo]
    strong, mild = ([getattr(c, name) for c in cells] for name in ("strong_wrong", "mild_wrong"))
    return Summary(
        kind=kind.kind,
        mode=kind.mode,
        inquest_version=found.inquest_version,
        code=found.code,
        seed=found.seed,
        command=found.command,
        worlds=sum(c.worlds for c in cells or every),
        cells=len(cells or every),
        judged=sum(c.outside for c in cells),
        strong_wrong=pooled(strong).share,
        strong_wrong_worst=_highest(strong),
        mild_wrong=pooled(mild).share,
        mild_wrong_worst=_highest(mild),
        inside_worst=_highest([c.strong_inside for c in cells]),
        undecided=pooled([c.undecided for c in cells or every]).share,
        right=_least([c.right for c in strong_effects(kind.cells)]),
        covered_worst=_least([c.covered for c in _process(every)]),
        approximate_worst=_least([c.approximate for c in _process(every)]),
        holds={d.name: d.holds for d in kind.demands},
    )


def _process(cells: Sequence[CellResult]) -> list[CellResult]:
    return [c for c in cells if c.mode == "process"]


def _highest(rates: Sequence[Rate]) -> float | None:
    return max((r.high for r in rates if r.high is not None), default=None)


def _least(rates: Sequence[Rate]) -> float | None:
    return min((r.share for r in rates if r.share is not None), default=None)
