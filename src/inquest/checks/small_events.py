"""Are events with few deaths reported by fewer sources, so that more of them may be missing?"""

import numpy as np

from inquest.checks._figures import apart, main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

SMALL = 2
"""Deaths up to which an event is small."""
RATIO, ERRORS, LEAST = 1.5, 3.5, 20
"""Ratio of the mean numbers of sources, standard errors they lie apart, events on either side."""


class SmallEvents:
    """Mean number of sources of events with one or two deaths against that of larger ones."""

    name = "small_events"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where small events have far fewer sources: those that no source saw are not in the record."""
        terms = list(main_terms(judged).values())
        none = np.zeros(0, dtype=np.int64)
        data = probe.details(terms) if terms else {"sources": none, "best": none}
        sources, best = np.asarray(data["sources"]), np.asarray(data["best"])
        known = (sources > 0) & (best > 0)
        small = best[known] <= SMALL
        if min(small.sum(), (~small).sum()) < LEAST:
            text = "Too few small or large events say how many sources they have."
            return CheckResult(name=self.name, status="not applicable", text=text)
        here, there, errors = apart(sources[known], small)
        figures = {"sources: one or two deaths": here, "sources: more deaths": there, "small events": int(small.sum())}
        text = f"Events with one or two deaths have {here:.2f} sources each, larger ones {there:.2f}"
        if there / here >= RATIO and -errors >= ERRORS:
            text += ": small events may be missing from the record, and with them the side that had more of them."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text + ".", figures=figures)


CHECK = SmallEvents()
