"""What is asked of a kind, and whether it holds in every cell fixed in advance."""

import math
from collections.abc import Callable, Sequence

from inquest.calibrate.rates import pooled
from inquest.model.calibration import CellResult, Demand, FaultResult, Rate
from inquest.stats.binomial import most_hits

STRONG, MILD = 0.05, 0.10
"""Most false strong and false mild verdicts, judged by the upper 95% limit."""
POWER, TIMES = 0.80, 3.0
"""Least share of right verdicts at this many times the smallest visible effect."""
COVERED = 0.93
"""Least coverage of an interval that is called a 95% one."""
NAMED, ALARMS = 0.80, 0.05
"""Least share of worlds with a fault in which a warning names it; most without."""
NO_FAULT = "A count of what happened can't err on a complete record: such cells don't count here."


BOUND = 0.999
"""A short run fails only where a rate this sure lies beyond what is allowed."""
EVERY, FEW = "all cells", "cells with few such worlds, together"
ENOUGH = 30
"""Worlds from which a share is judged by itself."""
Of = Callable[[CellResult], Rate]


def demands(
    mode: str, cells: Sequence[CellResult], faults: Sequence[FaultResult], *, short: bool = False
) -> tuple[Demand, ...]:
    """Every demand on a kind.

    Parameters
    ----------
    mode : of the kind's simulator; a cell's own mode decides what it is asked.
    short : judge counts by the 99.9% binomial bound of the allowed rates, in each cell and over all of them.
    """
    plain = [c for c in cells if not c.placebo]
    judged = [c for c in plain if c.mode == "process" or c.fault != "none"]
    clean = [c for c in plain if c.mode == "census" and c.fault == "none"]
    process, placebos = [c for c in plain if c.mode == "process"], [c for c in cells if c.placebo]
    note = NO_FAULT if clean else ""
    most, least = (_most_short, _least_short) if short else (_most, _least)
    named, alarms, unseen = _of_faults(faults)
    out = [
        most("false strong", "wrong strong verdicts outside the zone", STRONG, _pairs(judged, _strong), note),
        most("false mild", "wrong mild verdicts outside the zone", MILD, _pairs(judged, _mild), note),
        most("strong inside the zone", "strong verdicts inside the zone", STRONG, _pairs(judged, _inside), note),
        _never("no error without a fault", NO_ERROR, _pairs(clean, _wrong)),
        least("power", RIGHT, POWER, _pairs(strong_effects(cells), lambda c: c.right), ""),
        least("coverage", COVERS, COVERED, _pairs(process, lambda c: c.covered), _approximate(process)),
        (_least_short if short else _at_least)("faults named", IS_NAMED, NAMED, named, unseen),
        (_most_short if short else _at_most)("false alarms", IS_ALARMED, ALARMS, alarms, ""),
        _never("mirror", MIRRORS, _pairs(cells, lambda c: c.unmirrored)),
    ]
    if mode == "process" or placebos:
        out.append(most("placebo", PLACEBO, STRONG, _pairs(placebos, lambda c: c.supported), ""))
    return tuple(out)


NO_ERROR = "no wrong verdict on a complete record (zero by construction)"
RIGHT = f"right verdicts at {TIMES:g} times the smallest visible effect"
COVERS = "intervals called 95% that hold the truth, in the worst cell"
IS_NAMED = "worlds with a fault in which one of its warnings names it"
IS_ALARMED = "worlds without a fault in which its warnings come"
MIRRORS = "worlds whose opposite claim doesn't get the opposite verdict"
PLACEBO = "worlds with permuted labels supported"
Found = Sequence[tuple[Rate, str]]
"""Rates and the names of their cells or faults."""


def _pairs(cells: Sequence[CellResult], of: Of) -> Found:
    return [(of(c), c.name) for c in cells]


def _strong(cell: CellResult) -> Rate:
    return cell.strong_wrong


def _mild(cell: CellResult) -> Rate:
    return cell.mild_wrong


def _inside(cell: CellResult) -> Rate:
    return cell.strong_inside


def _wrong(cell: CellResult) -> Rate:
    """Wrong verdicts of any strength."""
    one = cell.strong_wrong
    return one.model_copy(update={"hits": one.hits + cell.mild_wrong.hits, "share": _part(cell)})


def _part(cell: CellResult) -> float | None:
    return (cell.strong_wrong.hits + cell.mild_wrong.hits) / cell.outside if cell.outside else None


def gathered(found: Found, least: int) -> list[tuple[Rate, str]]:
    """Rates over at least some worlds; those of cells with fewer are taken together, as they can show nothing alone."""
    small = [r for r, _ in found if 0 < r.of < least]
    return [(r, c) for r, c in found if r.of >= least] + ([(pooled(small), FEW)] if small else [])


def fewest(limit: float) -> int:
    """Worlds from which on none with an error puts the upper 95% limit at most at a share.

    >>> fewest(0.05), fewest(0.1)
    (72, 36)
    """
    return math.ceil(math.log(0.025) / math.log(1 - limit))


def _most(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """The upper 95% limit of a rate is at most something in every cell."""
    least = fewest(limit)
    values, more = _sure(
        gathered(found, least), least, lambda r: r.high, lambda v: v <= limit, lambda r: (r.low or 0) > limit
    )
    return _demand(name, f"{text}, upper 95% limit at most {limit:.0%}", limit, values, max, f"{note} {more}".strip())


def _at_most(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """A rate is at most something."""
    values = [(r.share, c, r.share is not None and r.share <= limit) for r, c in found]
    return _demand(name, f"{text}, at most {limit:.0%}", limit, values, max, note)


def _at_least(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """A rate is at least something."""
    values = [(r.share, c, r.share is not None and r.share >= limit) for r, c in found]
    return _demand(name, f"{text}, at least {limit:.0%}", limit, values, min, note)


def _least(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """A rate is at least something in every cell."""
    values, more = _sure(
        gathered(found, ENOUGH), ENOUGH, lambda r: r.share, lambda v: v >= limit, lambda r: (r.high or 0) < limit
    )
    return _demand(name, f"{text}, at least {limit:.0%}", limit, values, min, f"{note} {more}".strip())


Judged = list[tuple[float | None, str, bool]]


def _sure(
    found: Found,
    least: int,
    figure: Callable[[Rate], float | None],
    holds: Callable[[float], bool],
    fails: Callable[[Rate], bool],
) -> tuple[Judged, str]:
    """What can be judged: rates over enough worlds, and of the others those that fail for sure."""
    values: Judged = []
    left = 0
    for rate, cell in found:
        value = figure(rate)
        if value is not None and (rate.of >= least or fails(rate)):
            values.append((value, cell, holds(value) and rate.of >= least))
        else:
            left += rate.of
    return values, f"{left} worlds are too few to judge ({least} are needed)." if left else ""


def _never(name: str, text: str, found: Found) -> Demand:
    """Something happens in no world."""
    return _demand(name, text, 0.0, [(r.share, c, r.hits == 0) for r, c in found], max, "")


def _most_short(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """No more hits than the bound of the allowed rate."""
    wide = [*found, (pooled([r for r, _ in found]), EVERY)]
    values = [(r.share, c, r.hits <= most_hits(r.of, limit, BOUND)) for r, c in wide]
    return _demand(name, f"{text}, at most {limit:.0%} (short run: 99.9% bound)", limit, values, max, note)


def _least_short(name: str, text: str, limit: float, found: Found, note: str) -> Demand:
    """No more misses than the bound of the allowed rate."""
    wide = [*found, (pooled([r for r, _ in found]), EVERY)]
    values = [(r.share, c, r.of - r.hits <= most_hits(r.of, 1 - limit, BOUND)) for r, c in wide]
    return _demand(name, f"{text}, at least {limit:.0%} (short run: 99.9% bound)", limit, values, min, note)


def _demand(
    name: str,
    text: str,
    limit: float,
    found: Judged,
    worst: Callable[..., float],
    note: str,
) -> Demand:
    """From (figure, cell, holds) to a demand; a cell without a figure isn't asked."""
    values = [(v, c, holds) for v, c, holds in found if v is not None]
    if not values:
        return Demand(name=name, text=text, limit=limit, holds=None, note=note or "No cell asks it.")
    failing = tuple(c for _, c, holds in values if not holds)
    extreme = worst(v for v, c, _ in values if not failing or c in failing)
    return Demand(
        name=name,
        text=text,
        limit=limit,
        holds=not failing,
        worst=extreme,
        cell=next(c for v, c, _ in values if v == extreme and (not failing or c in failing)),
        failing=failing,
        note=note,
    )


def strong_effects(cells: Sequence[CellResult]) -> list[CellResult]:
    """Cells without fault or placebo in which a kind should decide: three times the smallest visible effect."""
    plain = [c for c in cells if c.fault == "none" and not c.placebo and c.visible > 0]
    return [c for c in plain if abs(c.margin) >= TIMES * c.visible * (1 - 1e-6)]


def _approximate(cells: Sequence[CellResult]) -> str:
    shares = [c.approximate.share for c in cells if c.approximate.share is not None]
    if not shares:
        return ""
    return f"Intervals called approximate cover {min(shares):.0%} in the worst cell; they move no verdict."


def _of_faults(faults: Sequence[FaultResult]) -> tuple[Found, Found, str]:
    """Hit rates and false alarms of faults that warnings can name, and which can't be."""
    seen = [f for f in faults if f.named_by]
    unseen = ", ".join(f.name for f in faults if not f.named_by)
    note = f"No record can show: {unseen}." if unseen else ""
    return [(f.named, f.name) for f in seen], [(f.alarms, f.name) for f in seen], note
