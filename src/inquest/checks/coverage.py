"""How much of the window and the place the record covers."""

from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult


class Coverage:
    """Share of the tested days that the sources declare to cover, and what share of deaths has no usable place."""

    name = "coverage"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where a window is partly covered, or where a fifth of the deaths can't be placed."""
        proposition = judged.proposition
        shares = {
            w.label: context.record.share_covered(proposition.countries, w.start, w.end)
            for w in (*proposition.windows, *proposition.baselines)
        }
        figures: dict[str, float] = {f"covered: {k}": v for k, v in shares.items()}
        notes = [f"{label} is covered to {share:.0%}" for label, share in shares.items() if share < 1]
        if proposition.place:
            unplaced = self._unplaced(judged, probe)
            if unplaced is not None:
                figures["deaths without a usable place"] = unplaced
                if unplaced >= 0.2:
                    notes.append(
                        f"{unplaced:.0%} of the deaths between these sides have no place finer than the country"
                    )
        if notes:
            return CheckResult(
                name=self.name, status="warning", text="; ".join(notes).capitalize() + ".", figures=figures
            )
        return CheckResult(
            name=self.name, status="passed", text="The record covers the whole time and place tested.", figures=figures
        )

    @staticmethod
    def _unplaced(judged: Judged, probe: Probe) -> float | None:
        from dataclasses import replace

        first = next((s for terms in judged.selections for s in terms.values() if s.place), None)
        if first is None:
            return None
        anywhere = replace(first, place=None, countries=judged.proposition.countries, measure="deaths", bin="window")
        placed = replace(anywhere, quality=replace(anywhere.quality, max_precision=5))
        every, some = (int(probe.series([s]).mid.sum()) for s in (anywhere, placed))
        return None if every == 0 else 1 - some / every


CHECK = Coverage()
