"""Which period the tested one is compared with, where several are fair."""

from typing import Literal

from inquest.choices._build import made
from inquest.contracts import Context
from inquest.model.choice import Choice, Option
from inquest.model.proposition import Proposition


class Baseline:
    """Which period is the baseline."""

    name = "baseline"
    role: Literal["reading", "measurement"] = "reading"

    def build(self, proposition: Proposition, context: Context) -> Choice | None:
        """The fair baselines of the proposition; pairs that the kind excludes (``terms["pairs"]``) drop out.

        ``terms["pairs"]`` lists the (window, baseline) indices that belong together; without it all do.
        """
        options = [
            Option(
                id=f"{w.start.isoformat()}..{w.end.isoformat()}",
                label=f"against {w.label}",
                reason=w.reason,
                params={"baseline": i},
                named=w.named,
            )
            for i, w in enumerate(proposition.baselines)
        ]
        pairs = {tuple(p) for p in proposition.terms.get("pairs", [])}
        windows = [f"{w.start.isoformat()}..{w.end.isoformat()}" for w in proposition.windows]
        drops = tuple(
            (option.id, "window", window, "this baseline belongs to another window")
            for i, window in enumerate(windows)
            for j, option in enumerate(options)
            if pairs and (i, j) not in pairs
        )
        return made(self.name, self.role, "Which period is it compared with?", options, drops)


CHOICE = Baseline()
