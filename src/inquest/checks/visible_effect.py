"""The smallest effect that the record could have shown, or the distance to the line."""

import numpy as np

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class VisibleEffect:
    """Smallest visible effect of process claims (``extra["visible"]``); distance to the line for a census."""

    name = "visible_effect"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Always reported: "cannot tell" means little without it."""
        visible = judged.estimates.extra.get("visible")
        there = judged.weights > 0
        if visible is not None and np.isfinite(visible[there]).any():
            best = float(np.nanmin(visible[there]))
            return CheckResult(
                name=self.name,
                status="passed",
                text=f"With this many events, the smallest effect that would show four times in five is {best:.3g}.",
                figures={"smallest visible effect": best},
            )
        margin = np.abs(judged.estimates.margin[there & np.isfinite(judged.estimates.margin)])
        if not margin.size:
            return CheckResult(name=self.name, status="not applicable", text="Nothing could be measured.")
        nearest = float(np.exp(margin.min()))
        return CheckResult(
            name=self.name,
            status="passed",
            text=f"In the specification nearest the line, the figure is a factor of {nearest:.2f} away from it.",
            figures={"nearest factor to the line": nearest},
        )


CHECK = VisibleEffect()
