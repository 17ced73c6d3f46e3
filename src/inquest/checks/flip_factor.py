"""How unequal must recording have been to overturn the finding?"""

import numpy as np

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class FlipFactor:
    """Smallest flip factor over the weighted specifications, against the benchmark of known revisions."""

    name = "flip_factor"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns below the benchmark; the benchmark and its reason are in the versioned defaults."""
        benchmark = context.default("flip_within")
        flips = judged.estimates.flip
        there = np.isfinite(flips) & (judged.weights > 0)
        if not there.any():
            return CheckResult(
                name=self.name, status="not applicable", text="No flip factor is defined for this claim."
            )
        low, middle = float(flips[there].min()), float(np.median(flips[there]))
        figures = {"smallest": low, "median": middle, "benchmark": benchmark}
        needed = f"To overturn it, one side's total must really be {low:.2f} times what is recorded"
        text = f"{needed} in the weakest specification (median {middle:.2f}); known revisions reach {benchmark:g}."
        status = "passed" if low >= benchmark else "warning"
        return CheckResult(name=self.name, status=status, text=text, figures=figures)


CHECK = FlipFactor()
