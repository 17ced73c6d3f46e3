"""How unequal must recording have been to overturn the finding?"""

import numpy as np

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.stats.arrays import median


class FlipFactor:
    """Smallest flip factor over the weighted specifications, against the benchmark of known revisions."""

    name = "flip_factor"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns below the benchmark, and says where that comes from: the defaults, or the vintages at hand."""
        flips = judged.estimates.flip
        there = np.isfinite(flips) & (judged.weights > 0)
        if not there.any():
            return CheckResult(
                name=self.name, status="not applicable", text="No flip factor is defined for this claim."
            )
        countries = judged.proposition.countries
        plain = context.benchmark("deaths", countries)
        needed = judged.estimates.extra.get("benchmark", np.full(flips.shape, plain.value))
        weakest = np.flatnonzero(there)[np.argmin(flips[there] / needed[there])]
        low, middle, benchmark = float(flips[weakest]), median(flips[there]), float(needed[weakest])
        every = [context.benchmark(m, countries, across=a) for m in ("deaths", "events") for a in (False, True)]
        origin = next((b.origin for b in (plain, *every) if b.value == benchmark), "the kind's own")
        figures = {"weakest": low, "median": middle, "benchmark": benchmark, "benchmark from": origin}
        asked = f"To overturn it, one side's total must really be {low:.2f} times what is recorded"
        text = f"{asked} in the weakest specification (median {middle:.2f}); "
        text += f"the benchmark is {benchmark:.3g} ({origin})."
        status = "passed" if low >= benchmark else "warning"
        return CheckResult(name=self.name, status=status, text=text, figures=figures)


CHECK = FlipFactor()
