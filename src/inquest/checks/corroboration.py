"""Are some of the events compared reported by fewer sources than others?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from inquest.checks._figures import everything, main_terms
from inquest.contracts import Context, Judged, Probe
from inquest.model.finding import CheckResult
from inquest.model.panel import BoolArray, FloatArray, IntArray

RATIO = 1.3
"""Ratio of the mean numbers of sources from which the finding says so."""
ERRORS = 3.5
"""Standard errors that they must lie apart: some twenty groups are looked at."""
SMALLEST, LEAST = 0.05, 20
"""Share of the events, and number of them, that a group and the rest must have to be compared; a side or area is
looked at if it has that share of what is tested."""


class Corroboration:
    """Mean number of sources of the events tested, of each side's and of each area's, against all others' here."""

    name = "corroboration"

    def run(self, judged: Judged, context: Context, probe: Probe) -> CheckResult:
        """Warns where a group of events has far fewer sources: what no source saw is likelier missing there."""
        terms = main_terms(judged)
        if not terms:
            return CheckResult(name=self.name, status="not applicable", text="Nothing could be measured.")
        data = probe.details([everything(judged, terms)], ("side_a", "side_b", "adm_1"))
        tested = {name: np.isin(data["ev"], probe.details([one])["ev"]) for name, one in terms.items()}
        known = np.asarray(data["sources"]) > 0
        if known.sum() < 2 * LEAST:
            return CheckResult(
                name=self.name, status="not applicable", text="Too few of these events say how many sources they have."
            )
        sources = np.where(known, data["sources"], 0)
        labels, groups = zip(*_groups(data, tested), strict=True)
        found: list[tuple[float, bool, str, float, float]] = []
        for label, number, here, there, errors in zip(labels, *_apart(sources, known, groups), strict=True):
            enough = LEAST <= number <= known.sum() - LEAST
            enough &= bool(SMALLEST <= number / known.sum() <= 1 - SMALLEST) and here > 0
            if enough and abs(errors) >= ERRORS:
                found.append((max(here, there) / min(here, there), here < there, label, here, there))
        figures: dict[str, Any] = {"events with a number of sources": int(known.sum())}
        figures["mean number of sources"] = float(sources.sum() / known.sum())
        if not found or max(found)[0] < RATIO:
            text = "The events compared have about as many sources as each other."
            return CheckResult(name=self.name, status="passed", text=text, figures=figures)
        *_, label, here, there = max(found)  # of two halves, the one with fewer sources
        figures |= {f"sources: {label}": here, "sources: all others": there}
        text = f"{label} has {here:.2f} sources an event, all others here {there:.2f}: with fewer sources, more may be "
        return CheckResult(
            name=self.name, status="warning", text=text + "missing, so the record may be unequal.", figures=figures
        )


def _groups(data: Mapping[str, Any], tested: Mapping[str, BoolArray]) -> Iterator[tuple[str, BoolArray]]:
    """What is tested, the events of each side and those of each area, where these are a part of what is tested."""
    finding = np.logical_or.reduce(list(tested.values()))
    yield "What is tested", finding
    for name, rows in tested.items():
        if len(tested) > 1:
            yield f"One of the terms compared ({name})", rows
    enough = SMALLEST * finding.sum()
    for member, rows in _members(data, finding, enough):
        yield f"What {member} had a part in", rows
    names, of = _numbered(data, "adm_1")
    there = np.bincount(of[finding], minlength=len(names))
    for at in np.flatnonzero(there >= enough).tolist():
        if names[at]:
            yield f"What happened in {names[at]}", of == at


def _members(data: Mapping[str, Any], finding: BoolArray, enough: float) -> Iterator[tuple[str, BoolArray]]:
    """Actors that stand on a side of enough of the events tested, alone or in a coalition, and their events."""
    sides = [_numbered(data, column) for column in ("side_a", "side_b")]
    counts = [np.bincount(of[finding], minlength=len(names)) for names, of in sides]
    members = [[{part.strip() for part in name.split(",")} for name in names] for names, _ in sides]
    standing: dict[str, list[list[int]]] = {}
    for side, of_name in enumerate(members):
        for at in np.flatnonzero(counts[side]).tolist():
            for member in of_name[at]:
                standing.setdefault(member, [[], []])[side].append(at)
    for member, written in sorted(standing.items()):
        if sum(int(count[where].sum()) for count, where in zip(counts, written, strict=True)) >= enough:
            rows = np.zeros(len(finding), dtype=bool)
            for of_name, (_, of) in zip(members, sides, strict=True):
                rows |= np.array([member in those for those in of_name], dtype=bool)[of]
            if rows[finding].sum() >= enough:
                yield member, rows


def _numbered(data: Mapping[str, Any], column: str) -> tuple[list[str], IntArray]:
    """Texts of a column by their numbers (empty for numbers of other events), and the number of each entry's."""
    of: IntArray = np.asarray(data[f"{column}:number"])
    first = np.full(int(of.max(initial=-1)) + 1, -1, dtype=np.int64)
    first[of[::-1]] = np.arange(len(of))[::-1]
    texts = data[column].filled("") if hasattr(data[column], "filled") else data[column]  # np.ma only where it is used
    return [str(texts[at]) if at >= 0 else "" for at in first.tolist()], of


def _apart(sources: IntArray, known: BoolArray, groups: Sequence[BoolArray]) -> tuple[FloatArray, ...]:
    """Events of each group with a number of sources, means there and of the rest, and standard errors between them.

    From sums of whole numbers, which are exact; pooled variance, 0 errors where there is none (as ``apart``).
    """
    columns = np.stack([known, sources, np.square(sources)], axis=1).astype(np.int64)
    most = columns.sum(axis=0)
    exact = np.float32 if most.max() < 2**24 else np.float64  # what holds all sums exactly
    own = (np.stack(groups).astype(exact) @ columns.astype(exact)).astype(np.float64)
    (number, total, squares), rest = own.T, (most - own).T
    with np.errstate(divide="ignore", invalid="ignore"):
        here, there = total / number, rest[1] / rest[0]
        spread = squares - total * here + rest[2] - rest[1] * there
        error = np.sqrt(spread / (number + rest[0] - 2) * (1 / number + 1 / rest[0]))
        errors = np.where(here == there, 0.0, (here - there) / error)
    return number, here, there, np.nan_to_num(errors, nan=0.0, posinf=np.inf, neginf=-np.inf)


CHECK = Corroboration()
