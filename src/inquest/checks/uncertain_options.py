"""Would an uncertain option, shown with weight 0, change the verdict if it counted?"""

from inquest.contracts import Context, Judged, Probe
from inquest.model.choice import Choice
from inquest.model.finding import CheckResult
from inquest.verdict import judge


class UncertainOptions:
    """Judges the measured grid again, once for each uncertain option, as if that one were certain."""

    name = "uncertain_options"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where an uncertain option would change the verdict, and says to what."""
        choices = judged.multiverse.choices
        doubtful = [(c, o.id, o.label) for c in choices for o in c.options if o.uncertain]
        if not doubtful:
            return CheckResult(name=self.name, status="not applicable", text="No option is uncertain.")
        found = {f"{c.question} {label}": self._with(judged, c, option) for c, option, label in doubtful}
        moved = [f"“{name}” would make it {verdict}" for name, verdict in found.items() if verdict != judged.verdict]
        if moved:
            text = f"Counted like the others, {'; '.join(moved)}."
            return CheckResult(name=self.name, status="warning", text=text, figures=found)
        text = "No option that is shown with weight 0 would change the verdict."
        return CheckResult(name=self.name, status="passed", text=text, figures=found)

    @staticmethod
    def _with(judged: Judged, choice: Choice, option: str) -> str:
        """The verdict if an option were certain."""
        options = tuple(
            o.model_copy(update={"uncertain": False}) if o.id == option else o for o in choice.options
        )  # fmt: skip
        choices = tuple(
            c.model_copy(update={"options": options}) if c.name == choice.name else c for c in judged.multiverse.choices
        )
        again = judge(
            judged.proposition,
            judged.multiverse.model_copy(update={"choices": choices}),
            judged.params,
            judged.estimates,
            judged.measured,
            judged.selections,
        )
        return again.verdict


CHECK = UncertainOptions()
