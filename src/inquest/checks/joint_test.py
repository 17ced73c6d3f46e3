"""Process claims: would a curve like this come up where the null is true?"""

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class JointTest:
    """Reports the joint test of the whole curve (Simonsohn, Simmons & Nelson 2020, doi 10.1038/s41562-020-0912-z)."""

    name = "joint_test"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Not applicable to a census; warns where the strong verdicts are out of reach."""
        if judged.proposition.mode != "process":
            return CheckResult(
                name=self.name, status="not applicable", text="A count of what happened has no sampling error."
            )
        p, against = judged.estimates.joint_p, judged.estimates.joint_con
        if p is None:
            return CheckResult(name=self.name, status="warning", text="No joint test could be run: no strong verdict.")
        figures = {"p for the claim": p, "p against it": against}
        text = f"Where the null is true, a curve at least this far on the claim's side comes up in {p:.1%} of draws."
        best = min(p, 1.0 if against is None else against)
        return CheckResult(
            name=self.name,
            status="passed" if best <= judged.estimates.joint_level else "warning",
            text=text,
            figures=figures,
        )


CHECK = JointTest()
