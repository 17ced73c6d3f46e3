"""The few figures of a calibration that ship with the package."""

import json
from collections.abc import Sequence

from inquest.calibrate.demands import ENOUGH, MILD, STRONG, demands, fewest, gathered, strong_effects
from inquest.calibrate.rates import pooled
from inquest.model.calibration import Calibration, KindCalibration, Rate, Summary


def summaries(found: Calibration, kind: KindCalibration) -> dict[str, Summary]:
    """A kind's calibration in a few figures, by mode: a finding shows those of its own.

    Error rates are over all cells in which the kind can err: those of a process, and those of a census with a fault.
    """
    modes = dict.fromkeys(c.mode for c in kind.cells)
    return {mode: _summary(found, kind, mode) for mode in sorted(modes)}


def _summary(found: Calibration, kind: KindCalibration, mode: str) -> Summary:
    own = [c for c in kind.cells if c.mode == mode]
    every = [c for c in own if not c.placebo]
    cells = [c for c in every if mode == "process" or c.fault != "none"]
    process = every if mode == "process" else []
    strong, mild = ([getattr(c, name) for c in cells] for name in ("strong_wrong", "mild_wrong"))
    return Summary(
        kind=kind.kind,
        mode=mode,
        inquest_version=found.inquest_version,
        code=found.code,
        seed=found.seed,
        command=found.command,
        worlds=sum(c.worlds for c in cells or every),
        cells=len(cells or every),
        judged=sum(c.outside for c in cells),
        strong_wrong=pooled(strong).share,
        strong_wrong_worst=_highest(strong, STRONG),
        mild_wrong=pooled(mild).share,
        mild_wrong_worst=_highest(mild, MILD),
        inside_worst=_highest([c.strong_inside for c in cells], STRONG),
        undecided=pooled([c.undecided for c in cells or every]).share,
        right=_least([c.right for c in strong_effects(own)]),
        covered_worst=_least([c.covered for c in process]),
        approximate_worst=_least([c.approximate for c in process]),
        holds={d.name: d.holds for d in demands(mode, own, kind.faults)},
    )


def _highest(rates: Sequence[Rate], limit: float) -> float | None:
    """The upper limit in the worst cell; cells with too few worlds to meet the limit are taken together."""
    found = gathered([(r, "") for r in rates], fewest(limit))
    return max((r.high for r, _ in found if r.high is not None), default=None)


def _least(rates: Sequence[Rate]) -> float | None:
    found = gathered([(r, "") for r in rates], ENOUGH)
    return min((r.share for r, _ in found if r.share is not None), default=None)


def rejudged(found: Calibration) -> Calibration:
    """The same figures under the demands of this version: nothing is run again."""
    kinds = []
    for kind in found.kinds:
        asked = demands(kind.mode, kind.cells, kind.faults)
        kinds.append(kind.model_copy(update={"demands": asked, "holds": all(d.holds is not False for d in asked)}))
    return found.model_copy(update={"kinds": tuple(kinds)})


def packed(found: Calibration, kind: KindCalibration) -> str:
    """The text of ``data/calibration/<kind>.json``: mode -> summary."""
    made = {mode: one.plain() for mode, one in summaries(found, kind).items()}
    return json.dumps(made, indent=1, sort_keys=True) + "\n"
