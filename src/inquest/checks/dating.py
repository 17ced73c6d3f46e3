"""Are events heaped on the first or last day of months, or spread over long spans: dated by reports, not by the day?"""

import numpy as np
import numpy.typing as npt

from inquest.checks._figures import main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.model.panel import IntArray

USUAL = 12 / 365.25
"""Share of days that are a month's first, or its last."""
SHARE, ERRORS, LEAST = 0.08, 4.0, 20
"""Share of events on such a day, standard errors above the usual share, one-day events needed."""
LONG, MANY = 7, 0.15
"""Days from which a span is long; share of events with one from which the finding says so (a fiftieth is usual)."""


class Dating:
    """Share of one-day events on the first and on the last day of a month, and share of events over a week or more."""

    name = "dating"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where days look like those of reports: events may lie in another month than they are counted in."""
        terms = list(main_terms(judged).values())
        data = probe.details(terms) if terms else {"day": np.zeros(0, dtype=np.int64)}
        if len(data["day"]) < LEAST:
            return CheckResult(
                name=self.name, status="not applicable", text="Too few events to see how they are dated."
            )
        one = data["duration"] == 1
        long = float((data["duration"] > LONG).mean())
        day = data["day"][one].astype("datetime64[D]")
        firsts, lasts = (_in_month(day) == 1, _in_month(day + 1) == 1)
        number = max(int(one.sum()), 1)
        first, last = float(firsts.sum() / number), float(lasts.sum() / number)
        figures = {"first day of a month": first, "last day of a month": last, "over a week long": long}
        heaped = max(first, last)
        errors = (heaped - USUAL) / np.sqrt(USUAL * (1 - USUAL) / number)
        where = "first" if first >= last else "last"
        text = f"{heaped:.0%} of the one-day events fall on the {where} day of a month (3% would be usual); "
        text += f"{long:.0%} span more than a week"
        if (number >= LEAST and heaped >= SHARE and errors >= ERRORS) or long >= MANY:
            text += ": many are dated by a report, not by the day, so they may be counted in the wrong period."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text + ".", figures=figures)


def _in_month(day: npt.NDArray[np.datetime64]) -> IntArray:
    """Day of the month, from 1."""
    found: IntArray = (day - day.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    return found


CHECK = Dating()
