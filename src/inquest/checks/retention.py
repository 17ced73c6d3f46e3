"""Do the filters keep unequal parts of the terms compared?"""

import numpy as np

from inquest.checks._figures import kept_and_total, tested
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class Retention:
    """Kept/total of every term in the specification where they differ most."""

    name = "retention"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where the kept shares of two terms differ by more than the default ``retention``."""
        shares: dict[str, np.ndarray] = {}
        with np.errstate(divide="ignore", invalid="ignore"):
            for name, series in tested(judged).items():
                kept, total = kept_and_total(judged, series)
                shares[name] = np.where(total > 0, kept / total, np.nan)
        if not shares:
            return CheckResult(name=self.name, status="not applicable", text="No term is filtered.")
        table = np.stack(list(shares.values()))
        usable = np.isfinite(table).sum(axis=0) >= min(2, len(table))
        if not usable.any():
            return CheckResult(name=self.name, status="not applicable", text="No events to keep or drop.")
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = np.where(
                usable, np.nanmax(np.where(np.isfinite(table), table, -np.inf), axis=0), np.nan
            ) / np.nanmin(np.where(np.isfinite(table), table, np.inf), axis=0)
        spread = np.where(usable & np.isnan(spread), 1.0, spread)  # nothing kept of either: equal parts
        worst = int(np.argmax(np.where(usable, np.where(np.isfinite(spread), spread, 0), -1)))
        figures = {
            f"kept: {name}": float(values[worst]) for name, values in shares.items() if np.isfinite(values[worst])
        }
        least = (
            f"the strictest specification keeps {min(figures.values()):.0%} to {max(figures.values()):.0%} of its terms"
        )
        if len(table) > 1 and (spread[worst] > context.default("retention") or not np.isfinite(spread[worst])):
            return CheckResult(
                name=self.name,
                status="warning",
                text=f"A filter keeps unequal parts of what is compared, so it is a reading of its own: {least}.",
                figures=figures,
            )
        return CheckResult(name=self.name, status="passed", text=least.capitalize() + ".", figures=figures)


CHECK = Retention()
