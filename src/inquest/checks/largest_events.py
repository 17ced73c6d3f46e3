"""Does the figure rest on a handful of events?"""

from inquest.checks._figures import tested
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult

FEW = 5
"""Events whose part of the deaths is told apart, beside that of the largest one."""


class LargestEvents:
    """Deaths of each tested term in the main specification, without its largest and its five largest events."""

    name = "largest_events"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where five events hold half of a term's deaths: one revision of them would move the figure."""
        terms = next((t for t in judged.selections if t), {})
        figures: dict[str, float] = {}
        worst = 0.0
        for name in [n for n in terms if n in tested(judged)][:2]:
            deaths = probe.deaths(terms[name])
            total = int(deaths.sum())
            if total > 0:
                figures[f"{name}: all events"] = total
                figures[f"{name}: without the largest"] = total - int(deaths[0])
                figures[f"{name}: without the five largest"] = total - int(deaths[:FEW].sum())
                worst = max(worst, float(deaths[:FEW].sum()) / total)
        if not figures:
            return CheckResult(name=self.name, status="not applicable", text="No deaths are behind the figure.")
        text = f"The five deadliest events hold {worst:.0%} of the deaths behind the figure."
        much = worst >= context.default("few_events")
        return CheckResult(name=self.name, status="warning" if much else "passed", text=text, figures=figures)


CHECK = LargestEvents()
