"""Pieces of ``trend``: which windows are compared, and the change of a process by month."""

import datetime as dt

import numpy as np

from inquest.contracts import Context, Measured
from inquest.kinds._census import MOST
from inquest.kinds._common import date_of, day
from inquest.kinds._windows import months_before
from inquest.kinds._words import month_words, number, percent, stated
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.proposition import Proposition
from inquest.stats.flip import flip_ratio
from inquest.stats.joint import joint_change
from inquest.stats.placebo import placebo_rank
from inquest.stats.position import from_interval
from inquest.stats.trend import LogRatio, log_ratio, smallest_visible_ratio

SHORTEST = 70
"""Days, ten weeks: a season that was still running when the text was written is seldom shorter."""


def line_of(claim: Claim, context: Context) -> float:
    """The ratio that the words draw: 1 for a plain rise or fall, 1 - x for "fell by more than x", 2 for "twice"."""
    falling = claim.slots.get("direction") in ("down", "less")
    quantity = claim.quantity
    if quantity is None or quantity.value <= 0:
        return 1.0
    if quantity.unit == "% change":
        part = quantity.value / 100
        return max(1 - part, 1e-6) if falling else 1 + part
    if quantity.unit == "ratio":
        return 1 / quantity.value if falling else quantity.value
    return 1.0


def change_words(claim: Claim, line: float, falling: bool) -> str:
    """How far it is said to have risen or fallen, as the words put it; a point is tested as a floor."""
    quantity = claim.quantity
    if quantity is not None and quantity.unit == "% change":
        op = quantity.op if quantity.op in ("<", "<=", ">") else ">="
        return f"by {stated(op, percent(quantity.value / 100))}"
    return f"to {'less' if falling else 'more'} than {number(line)} times the earlier rate"


def recent_windows(document: dt.date, context: Context) -> tuple[Window, ...]:
    """The last whole months before the text, for a change that is said to be going on."""
    end = document.replace(day=1) - dt.timedelta(days=1)
    found = []
    for name in ("trend_months", "trend_months_short"):
        months = int(context.default(name))
        start = months_before(end, months)
        found.append(
            Window(
                start=start,
                end=end,
                label=f"the {months} months before the text ({month_words(start)} to {month_words(end)})",
                reason="the words speak of a change going on when the text was written",
                named=False,
                relative=True,
            )
        )
    return tuple(found)


def baselines_for(windows: tuple[Window, ...]) -> tuple[tuple[Window, ...], list[list[int]]]:
    """For each window the same span before it, and the same months a year earlier; with the pairs that belong."""
    found: list[Window] = []
    pairs: list[list[int]] = []
    for i, window in enumerate(windows):
        before = window.start - dt.timedelta(days=1)
        months = max(round(((window.end - window.start).days + 1) / 30.44), 1)
        spans = [(months_before(before, months), before, "the same length of time just before")]
        if months < 12:
            spans.append((_year_earlier(window.start), _year_earlier(window.end), "the same months a year earlier"))
        for start, end, label in spans:
            if end >= window.start or any(w.start == start and w.end == end for w in found):
                continue
            pairs.append([i, len(found)])
            reason = "the words name no period to compare with"
            found.append(Window(start=start, end=end, label=f"{label} ({month_words(start)} to {month_words(end)})",
                                reason=reason, named=False))  # fmt: skip
    return tuple(found), pairs


def after_the_year(windows: tuple[Window, ...]) -> tuple[tuple[Window, Window], ...]:
    """For "has fallen since 2014": what came after that year, against the year itself."""
    found = []
    for window in windows:
        word, _, said = window.label.lower().partition(" ")
        year = window.start.year
        rest = dt.date(year + 1, 1, 1)
        if word != "since" or said != str(year) or (window.end - rest).days < SHORTEST:
            continue
        reason = "a change since a year may be one from the year itself"
        later = window.model_copy(update={"start": rest, "label": f"after {year}", "reason": reason})
        base = window.model_copy(update={"end": dt.date(year, 12, 31), "label": f"{year}", "reason": reason})
        found.append((later, base))
    return tuple(found)


def _year_earlier(date: dt.date) -> dt.date:
    return date.replace(year=date.year - 1, day=28 if (date.month, date.day) == (2, 29) else date.day)


HALF_YEAR = 6
"""Months; the interval of longer windows is a 98% one, as slow swings of a series look like changes between them."""
_FIGURES = ("point", "low", "high", "placebo", "rise", "fall", "window", "baseline")


def process(p: Proposition, data: Measured, context: Context, groups: dict[tuple[int, int], IntArray]) -> Estimates:
    """Log ratio with its interval and placebo rank, one group of specifications per pair of windows."""
    size = len(data.params)
    out = {k: np.full(size, np.nan) for k in _FIGURES}
    position, approximate = np.zeros(size, dtype=np.int8), np.zeros(size, dtype=bool)
    failed = [""] * size
    joint: list[tuple[float, float]] = []
    series = data.terms["x"]
    covered = _covered_months(series.starts, p, context)
    line = float(p.terms["line"])
    for (i, j), rows in groups.items():
        window, baseline = (_months(series.starts, w) for w in (p.windows[i], p.baselines[j]))
        if min(window.sum(), baseline.sum()) < 3 or not covered[window | baseline].all():
            for r in rows:
                failed[r] = "the windows hold fewer than three covered months each"
            continue
        y = np.asarray(series.mid[rows], np.int64)
        found, change = _changes(y, window, baseline, covered)
        for name, values in found.items():
            out[name][rows] = values
        approximate[rows] = change.approximate
        if not change.approximate:
            position[rows] = from_interval(change.lo - np.log(line), change.hi - np.log(line), 0.0, p.side)
        test = joint_change(y, window, baseline, p.side, np.ones(rows.size), log_null=np.log(line))
        joint.append((min(1.0, 2 * test.p_pro), min(1.0, 2 * test.p_con)))  # two-sided: either way may be claimed
    null = np.full(size, line)
    with np.errstate(divide="ignore"):
        margin = np.log(np.clip(out["point"], 1 / MOST, MOST)) - np.log(null)
    return Estimates(
        point=out["point"],
        low=out["low"],
        high=out["high"],
        null=null,
        side=np.full(size, p.side, dtype=np.int8),
        position=position,
        margin=margin * p.side,
        flip=np.where(np.isnan(out["point"]), np.nan, flip_ratio(np.nan_to_num(out["point"], nan=1.0), null)),
        flip_events=np.full(size, np.nan),
        doubt="interval",
        failed=_reasons(failed, out["point"]),
        extra={
            "visible": out["rise"],
            "visible_fall": out["fall"],
            **{k: out[k] for k in ("placebo", "window", "baseline")},
        },
        joint_p=max(pro for pro, _ in joint) if joint else None,
        joint_con=max(con for _, con in joint) if joint else None,
        approximate=approximate,
    )


def _changes(
    y: IntArray, window: BoolArray, baseline: BoolArray, covered: BoolArray
) -> tuple[dict[str, FloatArray], LogRatio]:
    """The change of each series, its rank and what would have shown: ``_FIGURES``, each (S,)."""
    longest = max(int(window.sum()), int(baseline.sum()))
    change = log_ratio(y, window, baseline, covered, level=0.95 if longest <= HALF_YEAR else 0.98)
    rank = placebo_rank(y, covered, _bounds(baseline), _bounds(window))
    rise, fall = smallest_visible_ratio(
        y[:, baseline].mean(axis=1), int(window.sum()), int(baseline.sum()), inflation=change.inflation, df=change.df
    )
    values = (
        np.clip(np.exp(change.point), 0, MOST), np.exp(change.lo), np.exp(change.hi), rank.p_two, rise, fall,
        y[:, window].sum(axis=1), y[:, baseline].sum(axis=1),
    )  # fmt: skip
    return dict(zip(_FIGURES, values, strict=True)), change


def _reasons(failed: list[str], point: FloatArray) -> tuple[str, ...]:
    empty = "the record holds no event in either window"
    return tuple(r or (empty if np.isnan(x) else "") for r, x in zip(failed, point, strict=True))


def _months(starts: IntArray, window: Window) -> BoolArray:
    """Months whose middle lies in a window."""
    middle = np.asarray(starts) + 14
    return (middle >= day(window.start)) & (middle <= day(window.end))


def _bounds(mask: BoolArray) -> tuple[int, int]:
    there = np.flatnonzero(mask)
    return int(there[0]), int(there[-1]) + 1


def _covered_months(starts: IntArray, p: Proposition, context: Context) -> BoolArray:
    least = context.default("min_covered")
    found = []
    for start in starts:
        first = date_of(int(start)).replace(day=1)
        last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        found.append(context.record.share_covered(p.countries, first, last) >= least)
    return np.array(found, dtype=bool)
