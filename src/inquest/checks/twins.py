"""Are some events in the record twice?"""

import numpy as np

from inquest.checks._figures import main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

SHARE, LEAST = 0.02, 3
"""Share of the events, and number of them, from which the finding says so."""


class Twins:
    """Share of events that repeat another row: the same sides, days, place, deaths and headline."""

    name = "twins"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where a fiftieth of the events are repeats: others may be too, with another day or toll."""
        terms = list(main_terms(judged).values())
        data = probe.details(terms) if terms else {"twin": np.zeros(0, dtype=np.int64)}
        number = len(data["twin"])
        if not number:
            return CheckResult(name=self.name, status="not applicable", text="No events are behind the figure.")
        twins = int(data["twin"].sum())
        figures = {"repeated rows": twins, "events": number, "deaths in them": int((data["best"] * data["twin"]).sum())}
        text = f"{twins} of {number} events repeat another row (same sides, day, place, deaths and headline)."
        if twins >= LEAST and twins / number >= SHARE:
            text += " Events may be counted twice."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text, figures=figures)


CHECK = Twins()
