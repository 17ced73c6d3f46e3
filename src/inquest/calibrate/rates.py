"""Rows to rates: how the verdicts of a cell fared, with their limits."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from inquest.calibrate.placebo import OPTION
from inquest.calibrate.rows import Row, six
from inquest.contracts import Fault
from inquest.model.calibration import CellResult, FaultResult, Rate
from inquest.model.world import Cell
from inquest.stats.binomial import clopper_pearson

STRONG = {"supported": 1, "contradicted": -1}
MILD = {"mostly supported": 1, "mostly contradicted": -1}
"""Verdict -> the side of the null that it puts the truth on."""
LEVEL = 0.95


def rate(hits: int, of: int) -> Rate:
    """A rate with its limits.

    >>> rate(0, 0).share is None, rate(5, 100).high
    (True, 0.112835)
    """
    if of == 0:
        return Rate(hits=0, of=0, share=None, low=None, high=None)
    low, high = clopper_pearson(np.array([hits]), np.array([of]), LEVEL)
    return Rate(hits=hits, of=of, share=six(hits / of), low=six(float(low[0])), high=six(float(high[0])))


def of(rows: Iterable[Row], among: Callable[[Row], bool], hit: Callable[[Row], bool]) -> Rate:
    """The rate of a hit among rows."""
    there = [r for r in rows if among(r)]
    return rate(sum(hit(r) for r in there), len(there))


def pooled(rates: Sequence[Rate]) -> Rate:
    """The rate over several cells."""
    return rate(sum(r.hits for r in rates), sum(r.of for r in rates))


def tested(row: Row) -> bool:
    """Whether the kind took the claim on."""
    return row.verdict != "not testable"


def outside(row: Row) -> bool:
    """Whether the truth lies clear of the null."""
    return not row.inside


def _is(row: Row, words: Mapping[str, int], side: int) -> bool:
    return words.get(row.verdict, 0) == side


def _anything(row: Row) -> bool:
    return True


def cell_result(cell: Cell, mode: str, visible: float, rows: Sequence[Row]) -> CellResult:
    """How the verdicts of a cell fared.

    Parameters
    ----------
    mode : ``census`` or ``process``.
    visible : the smallest effect that it should show, on the truth's scale.
    rows : one per world.
    """
    placebo = cell.options.get(OPTION, "")

    def has_interval(row: Row) -> bool:
        return tested(row) and row.holds is not None and not placebo

    warned = Counter(name for row in rows if tested(row) for name in row.warnings)
    return CellResult(
        name=cell.name,
        margin=cell.margin,
        rate=cell.rate,
        months=cell.months,
        fault=cell.fault,
        rough=cell.rough,
        rho=cell.rho,
        options=dict(cell.options),
        mode=mode,
        placebo=placebo,
        visible=six(visible) or 0.0,
        worlds=len(rows),
        outside=sum(map(outside, rows)),
        inside=sum(r.inside for r in rows),
        verdicts=dict(sorted(Counter(r.verdict for r in rows).items())),
        refusals=dict(sorted(Counter(r.refusal for r in rows if r.refusal).items())),
        strong_wrong=of(rows, outside, lambda r: _is(r, STRONG, -r.right_side)),
        mild_wrong=of(rows, outside, lambda r: _is(r, MILD, -r.right_side)),
        strong_inside=of(rows, lambda r: r.inside, lambda r: r.verdict in STRONG),
        supported=of(rows, _anything, lambda r: r.verdict == "supported"),
        right=of(rows, outside, lambda r: _is(r, STRONG | MILD, r.right_side)),
        right_strong=of(rows, outside, lambda r: _is(r, STRONG, r.right_side)),
        undecided=of(rows, _anything, lambda r: r.verdict == "undecided"),
        split=of(rows, _anything, lambda r: r.verdict == "mixed"),
        refused=of(rows, _anything, lambda r: not tested(r)),
        covered=of(rows, lambda r: has_interval(r) and not r.approximate, lambda r: r.holds is True),
        approximate=of(rows, lambda r: has_interval(r) and r.approximate, lambda r: r.holds is True),
        unmirrored=of(rows, tested, lambda r: not r.mirrored),
        warnings=dict(sorted(warned.items())),
    )


def fault_result(fault: Fault, rows: Sequence[tuple[Cell, Sequence[Row]]]) -> FaultResult:
    """Whether warnings name a fault where it is, and keep still where there is none."""
    there = [r for cell, found in rows if cell.fault == fault.name for r in found]
    without = [r for cell, found in rows if cell.fault == "none" for r in found]

    def named(row: Row) -> bool:
        return bool(set(row.warnings) & set(fault.named_by))

    return FaultResult(
        name=fault.name,
        title=fault.title,
        named_by=tuple(fault.named_by),
        allowance=fault.allowance,
        named=of(there, tested, named),
        alarms=of(without, tested, named),
    )
