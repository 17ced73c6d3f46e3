"""What is asked of a kind, and whether it holds in every cell fixed in advance."""

from collections.abc import Callable, Sequence

from inquest.model.calibration import CellResult, Demand, FaultResult, Rate

STRONG, MILD = 0.05, 0.10
"""Most false strong and false mild verdicts, judged by the upper 95% limit."""
POWER, TIMES = 0.80, 3.0
"""Least share of right verdicts at this many times the smallest visible effect."""
COVERED = 0.93
"""Least coverage of an interval that is called a 95% one."""
NAMED, ALARMS = 0.80, 0.05
"""Least share of worlds with a fault in which a warning names it; most without."""
NO_FAULT = "A count of what happened can't err on a complete record: such cells don't count here."


def demands(mode: str, cells: Sequence[CellResult], faults: Sequence[FaultResult]) -> tuple[Demand, ...]:
    """Every demand on a kind.

    Parameters
    ----------
    mode : of the kind's simulator; a cell's own mode decides what it is asked.
    """
    judged = [c for c in cells if c.placebo == "" and (c.mode == "process" or c.fault != "none")]
    clean = [c for c in cells if c.placebo == "" and c.mode == "census" and c.fault == "none"]
    note = NO_FAULT if clean else ""
    errors = (
        ("false strong", "wrong strong verdicts outside the zone", STRONG, lambda c: c.strong_wrong),
        ("false mild", "wrong mild verdicts outside the zone", MILD, lambda c: c.mild_wrong),
        ("strong inside the zone", "strong verdicts inside the zone", STRONG, lambda c: c.strong_inside),
    )
    out = [_most(n, f"{t}, upper 95% limit at most {x:.0%}", x, judged, of, note) for n, t, x, of in errors]
    out.append(_never("no error without a fault", clean))
    out.append(_power(cells))
    sure = [c for c in cells if c.mode == "process" and c.placebo == ""]
    out.append(_coverage(sure))
    out += _faults(faults)
    out.append(_mirror(cells))
    placebos = [c for c in cells if c.placebo]
    text = f"worlds with permuted labels supported, upper 95% limit at most {STRONG:.0%}"
    if mode == "process" or placebos:
        out.append(_most("placebo", text, STRONG, placebos, lambda c: c.supported, ""))
    return tuple(out)


def _most(
    name: str, text: str, limit: float, cells: Sequence[CellResult], of: Callable[[CellResult], Rate], note: str
) -> Demand:
    """The upper limit of a rate is at most something in every cell."""
    found = [(r.high, c.name) for c in cells if (r := of(c)).high is not None]
    return _demand(name, text, limit, found, lambda value: value <= limit, max, note)


def _demand(
    name: str,
    text: str,
    limit: float,
    found: Sequence[tuple[float | None, str]],
    holds: Callable[[float], bool],
    worst: Callable[..., float],
    note: str = "",
) -> Demand:
    values = [(v, c) for v, c in found if v is not None]
    if not values:
        return Demand(name=name, text=text, limit=limit, holds=None, note=note or "No cell asks it.")
    extreme = worst(v for v, _ in values)
    failing = tuple(c for v, c in values if not holds(v))
    return Demand(
        name=name,
        text=text,
        limit=limit,
        holds=not failing,
        worst=extreme,
        cell=next(c for v, c in values if v == extreme),
        failing=failing,
        note=note,
    )


def _never(name: str, cells: Sequence[CellResult]) -> Demand:
    """A census kind gives no verdict on the wrong side where nothing was missed: zero by construction."""
    text = "no wrong verdict on a complete record (zero by construction)"
    found = [(pool, c.name) for c in cells if (pool := _wrong(c)) is not None]
    return _demand(name, text, 0.0, found, lambda value: value == 0, max)


def _wrong(cell: CellResult) -> float | None:
    if not cell.outside:
        return None
    return (cell.strong_wrong.hits + cell.mild_wrong.hits) / cell.outside


def _power(cells: Sequence[CellResult]) -> Demand:
    """Cells of a complete record whose margin is at least three times the smallest visible effect."""
    text = f"right verdicts at {TIMES:g} times the smallest visible effect, at least {POWER:.0%}"
    found = [(c.right.share, c.name) for c in strong_effects(cells)]
    return _demand("power", text, POWER, found, lambda value: value >= POWER, min)


def strong_effects(cells: Sequence[CellResult]) -> list[CellResult]:
    """Cells without fault or placebo in which a kind should decide."""
    plain = [c for c in cells if c.fault == "none" and not c.placebo and c.visible > 0]
    return [c for c in plain if abs(c.margin) >= TIMES * c.visible * (1 - 1e-6)]


def _coverage(cells: Sequence[CellResult]) -> Demand:
    text = f"intervals called 95% cover at least {COVERED:.0%} in the worst cell"
    found = [(c.covered.share, c.name) for c in cells]
    only = [c for c in cells if c.approximate.of]
    note = ""
    if only:
        least = min(c.approximate.share for c in only if c.approximate.share is not None)
        note = f"Intervals called approximate cover {least:.0%} in the worst cell; they move no verdict."
    return _demand("coverage", text, COVERED, found, lambda value: value >= COVERED, min, note)


def _faults(faults: Sequence[FaultResult]) -> list[Demand]:
    seen = [f for f in faults if f.named_by]
    unseen = ", ".join(f.name for f in faults if not f.named_by)
    note = f"No record can show: {unseen}." if unseen else ""
    text = f"each fault is named by a warning in at least {NAMED:.0%} of the worlds that have it"
    named = [(f.named.share, f.name) for f in seen]
    alarms = [(f.alarms.share, f.name) for f in seen]
    return [
        _demand("faults named", text, NAMED, named, lambda value: value >= NAMED, min, note),
        _demand(
            "false alarms",
            f"each fault's warnings come in at most {ALARMS:.0%} of the worlds without a fault",
            ALARMS,
            alarms,
            lambda value: value <= ALARMS,
            max,
        ),
    ]


def _mirror(cells: Sequence[CellResult]) -> Demand:
    found = [(c.unmirrored.share, c.name) for c in cells]
    return _demand(
        "mirror", "the opposite claim gets the opposite verdict in every world", 0.0, found, lambda v: v == 0, max
    )
