"""How unequal must recording have been to overturn the finding?"""

import numpy as np

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class FlipFactor:
    """Smallest flip factor over the weighted specifications, against the benchmark of known revisions."""

    name = "flip_factor"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns below the benchmark; the benchmark and its reason are in the versioned defaults."""
        flips = judged.estimates.flip
        there = np.isfinite(flips) & (judged.weights > 0)
        if not there.any():
            return CheckResult(
                name=self.name, status="not applicable", text="No flip factor is defined for this claim."
            )
        needed = judged.estimates.extra.get("benchmark", np.full(flips.shape, context.default("flip_within")))
        weakest = np.flatnonzero(there)[np.argmin(flips[there] / needed[there])]
        low, middle, benchmark = float(flips[weakest]), float(np.median(flips[there])), float(needed[weakest])
        figures = {"weakest": low, "median": middle, "benchmark": benchmark}
        asked = f"To overturn it, one side's total must really be {low:.2f} times what is recorded"
        text = f"{asked} in the weakest specification (median {middle:.2f}); known revisions reach {benchmark:g}."
        status = "passed" if low >= benchmark else "warning"
        return CheckResult(name=self.name, status=status, text=text, figures=figures)


CHECK = FlipFactor()
