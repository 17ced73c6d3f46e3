"""Are deaths heaped on round numbers: estimated rather than counted?"""

import numpy as np

from inquest.checks._figures import main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

FROM = 8
"""Deaths from which a toll is looked at: below, 5 alone would be round."""
USUAL, SHARE, ERRORS, LEAST = 0.2, 0.4, 3.0, 10
"""Share of multiples of 5 that is usual, that is named, standard errors above the usual, events needed."""


class Heaping:
    """Share of tolls of 8 or more that are multiples of 5."""

    name = "heaping"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns from twice the usual share."""
        terms = list(main_terms(judged).values())
        best = np.asarray(probe.details(terms)["best"]) if terms else np.zeros(0, dtype=np.int64)
        large = best[best >= FROM]
        if large.size < LEAST:
            return CheckResult(
                name=self.name, status="not applicable", text="Too few large events to see if tolls are round."
            )
        share = float((large % 5 == 0).mean())
        figures = {"multiples of 5": share, "events with 8 or more deaths": int(large.size)}
        text = f"{share:.0%} of the tolls of 8 or more are multiples of 5 (20% would be usual)"
        if share >= SHARE and share - USUAL >= ERRORS * np.sqrt(USUAL * (1 - USUAL) / large.size):
            text += ": many are estimates in round numbers."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text + ".", figures=figures)


CHECK = Heaping()
