"""Are many events coded to the middle of a province or country, where a test of a place can't use them?"""

from dataclasses import replace

from inquest.checks._figures import main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.model.selection import Quality

COARSE = 4
"""``where_prec`` from which a point stands for a province (4, 5), a country or water (6, 7)."""
SHARE = 0.15
"""Share of events with such a point from which the finding says so; about a twelfth is usual."""


class Centroids:
    """Share of the same sides' events, wherever they fell, whose point stands for a province or country."""

    name = "centroids"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns, for a test of a place, from about twice the usual share."""
        placed = next((s for s in main_terms(judged).values() if s.place), None)
        if placed is None:
            text = "Whole countries are tested: where in them an event fell makes no difference."
            return CheckResult(name=self.name, status="not applicable", text=text)
        anywhere = replace(placed, place=None, countries=judged.proposition.countries, quality=Quality())
        data = probe.details([anywhere])
        number = len(data["precision"])
        if not number:
            return CheckResult(name=self.name, status="not applicable", text="No events are behind the figure.")
        coarse = data["precision"] >= COARSE
        deaths = max(int(data["best"].sum()), 1)
        share, dead = float(coarse.mean()), float(data["best"][coarse].sum() / deaths)
        figures = {"share of events": share, "share of deaths": dead, "events": number}
        text = f"{share:.0%} of these sides' events ({dead:.0%} of the deaths) are placed only in a province or country"
        if share >= SHARE:
            text += ": some that fell in this place may not be counted in it."
            return CheckResult(name=self.name, status="warning", text=text, figures=figures)
        return CheckResult(name=self.name, status="passed", text=text + ".", figures=figures)


CHECK = Centroids()
