"""Do rows that roll weeks or months into one event hold much of the figure?"""

from inquest.checks._figures import main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

SHARE = 0.1
"""Share of the deaths from which the finding says so."""


class Summaries:
    """Share of events and deaths in rows that span more than 30 days."""

    name = "summaries"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where such rows hold a tenth of the deaths: their day and place are only roughly known."""
        terms = list(main_terms(judged).values())
        data = probe.details(terms) if terms else {"summary": (), "best": ()}
        number = len(data["summary"])
        if not number or not data["best"].sum():
            return CheckResult(name=self.name, status="not applicable", text="No deaths are behind the figure.")
        rolled = data["summary"] == 1
        share = float(data["best"][rolled].sum() / data["best"].sum())
        figures = {"rows over 30 days": int(rolled.sum()), "events": number, "share of deaths": share}
        text = f"{int(rolled.sum())} of {number} events span more than 30 days and hold {share:.0%} of the deaths"
        if share >= SHARE:
            text += ": each may stand for many events, on days and in places that are only roughly known."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text + ".", figures=figures)


CHECK = Summaries()
