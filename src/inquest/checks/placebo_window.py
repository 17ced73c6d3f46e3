"""Is the tested window special, or would other windows of the same record show as much?"""

import numpy as np

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.stats.arrays import median


class PlaceboWindow:
    """Rank of the tested change among placebo windows that don't overlap it (``extra["placebo"]``, share 0-1)."""

    name = "placebo_window"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Applies to trends: the share of placebo placements with a change at least as large."""
        ranks = judged.estimates.extra.get("placebo")
        there = judged.weights > 0
        if ranks is None or not np.isfinite(ranks[there]).any():
            return CheckResult(
                name=self.name, status="not applicable", text="There are no other windows to compare this one with."
            )
        rank = median(ranks[there & ~np.isnan(ranks)])
        return CheckResult(
            name=self.name,
            status="passed" if rank <= 0.05 else "warning",
            text=f"In {rank:.0%} of other placements of the same windows the change was at least as large.",
            figures={"share of placebo windows at least as large": rank},
        )


CHECK = PlaceboWindow()
