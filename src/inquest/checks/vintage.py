"""What other vintages of the record made of the same claim, figure by figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from inquest.contracts import Context, Judged, Probe
from inquest.contracts import Vintage as Standing
from inquest.model.finding import CheckResult

ESTIMATE = "estimate"
"""Name of the headline estimate: that of the first reading that the words name."""


def figure(value: Any) -> str:
    """A figure in words.

    >>> [figure(v) for v in (12345.0, 0.25, None, "IS")]
    ['12,345', '0.25', 'none', 'IS']
    """
    if value is None:
        return "none"
    if isinstance(value, str | bool):
        return str(value)
    whole = float(value) == int(value) and abs(value) < 1e15
    return f"{int(value):,}" if whole else f"{value:,.4g}"


def headline(vintage: Standing) -> dict[str, Any]:
    """Headline estimate and the kind's figures by name."""
    readings = vintage.judged.readings
    first = next((r for r in readings if r.named), next((r for r in readings if not r.uncertain), None))
    point = first.point if first else None
    return {ESTIMATE: None if point is None else float(f"{point:.6g}"), **vintage.figures}


def changed(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """Names of the figures that differ; the estimate is left to the figure that equals it."""
    names = [n for n in dict.fromkeys((*here, *there)) if here.get(n) != there.get(n)]
    same = [n for n in names if n != ESTIMATE and (here.get(n), there.get(n)) == (here[ESTIMATE], there[ESTIMATE])]
    return [n for n in names if n != ESTIMATE or not same]


class Vintage:
    """Judges the same proposition on the vintages that stood earlier and, with ``--as-of``, on the newest."""

    name = "vintage"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where another vintage gives another verdict; says in any case which figures it changes."""
        found = probe.vintages(judged)
        if not found:
            return CheckResult(
                name=self.name,
                status="not applicable",
                text="No two vintages that stood on different days cover this, so none can be compared.",
            )
        used = next(v for v in found if v.used)
        others = [v for v in found if not v.used]
        texts = [_said(used, other, newer=other.day > used.day) for other in others]
        return CheckResult(
            name=self.name,
            status="warning" if any(v.judged.verdict != judged.verdict for v in others) else "passed",
            text=" ".join(texts),
            figures=_figures(found),
        )


def _said(used: Standing, other: Standing, *, newer: bool) -> str:
    """One sentence on another vintage: verdict then and now, and every figure that differs."""
    here, there = headline(used), headline(other)
    when = f"On {' and '.join(other.releases)}, which stood from {other.day}"
    when = f"Since then: on {' and '.join(other.releases)}, which stands from {other.day}" if newer else when
    then, now = other.judged.verdict, used.judged.verdict
    says, said = ("says", "here") if newer else ("said", "now")
    verdict = f"the verdict is the same ({now})" if then == now else f"it {says} {then}; {said} {now}"
    figures = [
        f"{name.replace('_', ' ')} {figure(there.get(name))} ({said} {figure(here.get(name))})"
        for name in changed(here, there)
    ]
    return f"{when}, {verdict}; {', '.join(figures) if figures else 'no figure differs'}."


def _figures(found: Sequence[Standing]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for v in found:
        mark = f"{' and '.join(v.releases)} from {v.day}" + (" (used)" if v.used else "")
        made[f"{mark}: verdict"] = v.judged.verdict
        made |= {f"{mark}: {name}": value for name, value in headline(v).items()}
    return made


CHECK = Vintage()
