"""Does the mirrored claim get the mirrored verdict?"""

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.stats.support import MIRRORED


class Mirror:
    """Runs the proposition with its side flipped, on the same record."""

    name = "mirror"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Passed if the verdict is the exact mirror; anything else is a defect and fails."""
        other = probe.judge(judged.proposition.mirror())
        wanted = MIRRORED.get(judged.verdict, judged.verdict)
        figures = {"verdict": judged.verdict, "mirrored": other.verdict}
        if other.verdict == wanted:
            return CheckResult(
                name=self.name, status="passed", text="The opposite claim gets the opposite verdict.", figures=figures
            )
        return CheckResult(
            name=self.name,
            status="failed",
            text=f"The opposite claim should be {wanted}, but it is {other.verdict}: this finding has a defect.",
            figures=figures,
        )


CHECK = Mirror()
