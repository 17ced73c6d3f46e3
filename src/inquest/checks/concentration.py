"""Does one source stand behind the figure?"""

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

MUCH = 0.5
"""Share of events from one source office from which the finding says so."""
LEAST = 20
"""Events below which half of them come from one office by chance."""


class Concentration:
    """Share of the largest source office among the events of the main term, and the effective number of offices."""

    name = "concentration"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where one office is behind half of the events, if they are enough to tell."""
        first = next((next(iter(terms.values())) for terms in judged.selections if terms), None)
        offices = dict(probe.offices(first)) if first else {}
        total = sum(offices.values())
        if total == 0:
            return CheckResult(name=self.name, status="not applicable", text="No event names its source.")
        top, count = max(offices.items(), key=lambda item: (item[1], item[0]))
        share = count / total
        effective = 1 / sum((n / total) ** 2 for n in offices.values())
        figures = {"largest source": top, "share": share, "effective number of sources": effective, "events": total}
        text = f"{top} is named for {share:.0%} of these events (effective number of sources: {effective:.1f})."
        if share >= MUCH and total >= LEAST:
            return CheckResult(
                name=self.name,
                status="warning",
                text=text + " An error of this one source would carry over.",
                figures=figures,
            )
        return CheckResult(name=self.name, status="passed", text=text, figures=figures)


CHECK = Concentration()
