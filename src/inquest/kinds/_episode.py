"""Pieces of ``episode``: what each form of words predicts, the windows around a date, and the change across it.

Two dated past windows are compared, so this is a census: recording bounds and a flip factor, no sampling error. Only
where in time the change lies is a matter of chance, and that has an interval of its own.
"""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params
from inquest.kinds._census import Line, benchmark, finite_ratio, ratio_estimates, rolled, sums, unlocated
from inquest.kinds._common import date_of, day, window_of
from inquest.kinds._words import at, date_words, label, percent, possessive
from inquest.model.choice import Choice, Option
from inquest.model.estimate import Estimates
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.proposition import Proposition
from inquest.stats.changepoint import inflation, single_break
from inquest.stats.flip import flip_ratio
from inquest.stats.position import from_bounds
from inquest.stats.step import step

FORTNIGHT = 14
LEAST_EVENTS = 10
"""Events before and after together, without which no change can be told."""
SHORTEST = 6
"""Fortnights either side of the date at least, for a break to be dated."""


@dataclass(frozen=True)
class Form:
    """What a form of words predicts of the recorded fighting.

    ``side`` of the line that the ratio of rates, after over before, is said to be on; ``tests``: whether the fighting
    answers the claim at all.
    """

    side: Literal[1, -1]
    words: str
    tests: bool = True


FORMS: dict[str, Form] = {
    "rose": Form(1, "it flared up"),
    "fell": Form(-1, "it died down"),
    "left": Form(-1, "{who} is in less than half as much of it after"),
    "taken": Form(1, "shown, and no test of who held the place", tests=False),
}
"""Slot ``form`` -> prediction."""


def line_of(p: Proposition, context: Context) -> float:
    """The ratio that the words draw: the earlier rate, or for a side that left the default part of it."""
    return context.default("episode_left") if p.terms["form"] == "left" else 1.0


def span_choice(context: Context) -> Choice:
    """How long before and after the date is looked at; a reading."""
    long, short = (int(context.default(n)) for n in ("episode_weeks", "episode_weeks_short"))
    return Choice(
        name="span",
        role="reading",
        question="How long before and after?",
        options=(
            Option(id="long", label=f"{long} weeks", reason="Long enough for what lasted.", params={"weeks": long}),
            Option(id="short", label=f"{short} weeks", reason="The words are of the moment.", params={"weeks": short}),
        ),
    )


def during_choice(p: Proposition) -> Choice | None:
    """Whether the period named counts as after; None where it is a single day."""
    if all(w.start == w.end for w in p.windows):
        return None
    return Choice(
        name="during",
        role="measurement",
        question="Does the period named count as the time after?",
        options=(
            Option(id="after", label="it does", reason="The change came in it.", params={"during": "after"}),
            Option(
                id="out", label="it is left out", reason="It may have taken until its end.", params={"during": "out"}
            ),
        ),
    )


def around(p: Proposition, params: Params, context: Context) -> tuple[Window, Window]:
    """The spans before the period named and after it (or from its first day on)."""
    weeks = dt.timedelta(weeks=int(params.get("weeks", context.default("episode_weeks"))))
    window, one = window_of(p, params), dt.timedelta(days=1)
    begin = window.end + one if params.get("during") == "out" else window.start
    return (
        Window(start=window.start - weeks, end=window.start - one, label="before", reason="the time just before"),
        Window(start=begin, end=begin + weeks - one, label="after", reason="the time just after"),
    )


def whole_record(p: Proposition, context: Context) -> Window:
    """The covered record, so begun that fortnights have an edge on the first window's first day."""
    first = context.record.first_day(p.countries) or p.windows[0].start
    last = context.record.last_day(p.countries) or p.windows[0].end
    start = first + dt.timedelta(days=(day(p.windows[0].start) - day(first)) % FORTNIGHT)
    return Window(start=min(start, last), end=last, label="the covered record", reason="other dates to compare with")


def estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """The rate after over the rate before by census rules; a rise or a fall must also be dated here."""
    form, size = FORMS[p.terms["form"]], len(data.params)
    after, before = sums(data, "after"), sums(data, "before")
    line = np.full(size, line_of(p, context))
    more, earlier = rolled(data, "after"), rolled(data, "before")  # each row of months may stand for many events
    found = Line(
        point=finite_ratio(after.mid, before.mid),
        low=finite_ratio(after.low, before.high + unlocated(data, "before").most + earlier),
        high=finite_ratio(after.high + unlocated(data, "after").most + more, before.low),
        null=line,
        n=np.maximum(np.minimum(after.n, before.n), 1),
        extra={"before": before.mid, "after": after.mid, **dated(p, data, context), **_shares(data)},
    )
    needed = benchmark(p, data, context, across=True, deaths_agree=_deaths_agree(p, data, context))
    made = ratio_estimates(found, p, needed)
    point = np.nan_to_num(found.point, nan=1.0)
    far = (found.extra["dated"] == 0) & (np.sign(point - line) == np.sign(point - 1.0))
    few = after.n + before.n < LEAST_EVENTS
    other = sums(data, "after:deaths"), sums(data, "before:deaths")
    dead = np.nan_to_num(finite_ratio(other[0].mid, other[1].mid), nan=1.0)
    against = np.sign(dead - line) == -np.sign(point - line)  # events rolled into one row leave deaths where they were
    position = np.where(far | few | against, 0, made.position) if form.tests else np.zeros(size)
    return replace(
        made,
        position=position.astype(np.int8),
        extra={**made.extra, "identified": np.full(size, 1.0 if form.tests else 0.0)},
    )


def _deaths_agree(p: Proposition, data: Measured, context: Context) -> BoolArray:
    """Where deaths tell the same as events do, decided by their own bounds and B."""
    after, before = sums(data, "after:deaths"), sums(data, "before:deaths")
    point, line = finite_ratio(after.mid, before.mid), np.full(len(data.params), line_of(p, context))
    more, earlier = rolled(data, "after"), rolled(data, "before")  # a row of months may lie on either side
    low = finite_ratio(np.maximum(after.low - more, 0), before.high + earlier)
    high = finite_ratio(after.high + more, np.maximum(before.low - earlier, 0))
    flip = flip_ratio(np.nan_to_num(point, nan=1.0), line)
    decided = from_bounds(low, high, line, 1, flip=flip, benchmark=context.default("flip_within"))
    events = np.sign(finite_ratio(sums(data, "after").mid, sums(data, "before").mid) - line)
    return np.asarray(~np.isnan(point) & (decided != 0) & (decided == events))


_DATED = ("day", "break_first", "break_last", "dated", "placebo")


def dated(p: Proposition, data: Measured, context: Context) -> dict[str, FloatArray]:
    """Where in the time around the date its clearest break lies, in days from the date, with its interval.

    ``dated`` is 1 where that interval reaches the date, give or take the default ``episode_around``. ``placebo`` is the
    share of other dates of the record with as large a change. Specifications with the same date and span are one array
    operation. Neither is found where too little of the record is left.
    """
    out = {k: np.full(len(data.params), np.nan) for k in _DATED}
    usual = context.default("episode_weeks")
    keys = [(int(q.get("window", 0)), int(q.get("weeks", usual))) for q in data.params]
    slack = int(np.ceil(context.default("episode_around") / FORTNIGHT))
    series = data.terms["x"]
    for at_window, weeks in dict.fromkeys(keys):
        rows = np.array([i for i, k in enumerate(keys) if k == (at_window, weeks)])
        date, long = p.windows[at_window].start, p.windows[at_window].end - p.windows[at_window].start
        whole = series.mid[rows] if series.valid is None else series.mid[rows][:, series.valid[rows[0]]]
        y, width = np.asarray(whole, np.int64), max(weeks // 2, SHORTEST)
        starts = np.asarray(series.starts)[: y.shape[1]]
        place = int(np.abs(starts - day(date)).argmin()) if starts.size else 0
        out["day"][rows] = day(date)
        if place < width or place + width > y.shape[1]:
            continue
        y, same = np.unique(y, axis=0, return_inverse=True)
        broken, rank = single_break(y[:, place - width : place + width], inflation(y)), step(y, place, width, width)
        reach = width + -(-long.days // FORTNIGHT)
        near = (broken.first - slack <= reach) & (broken.last + slack >= width)
        found = (
            np.full(near.size, day(date)),
            (broken.first - width) * FORTNIGHT,
            (broken.last - width) * FORTNIGHT,
            near,
            np.minimum(1.0, 2.0 * np.minimum(rank.p_rise, rank.p_fall)),
        )
        for name, values in zip(_DATED, found, strict=True):
            out[name][rows] = values[same.reshape(-1)]
    return out


def _shares(data: Measured) -> dict[str, FloatArray]:
    """Share of the place's events, before and after, in which each side is recorded."""
    out: dict[str, FloatArray] = {}
    for role, when in product(("actor", "target"), ("before", "after")):
        if f"{role}:{when}" in data.terms:
            part = data.terms[f"{role}:{when}"].n.sum(axis=1).astype(np.float64)
            whole = data.terms[f"all:{when}"].n.sum(axis=1).astype(np.float64)
            share = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
            out[f"share_{role}_{when}"] = share
    return out


def dated_words(number: float) -> str:
    """A day, in words."""
    return date_words(date_of(int(number))) if np.isfinite(number) else "the date"


def block_of(judged: Judged, row: int) -> str:
    """The interval of the clearest change in the time around, in words."""
    date, first, last = (at(judged, n, row) for n in ("day", "break_first", "break_last"))
    if not np.isfinite(first + last + date):
        return ""
    if last - first >= WIDE * FORTNIGHT:
        return "No date stands out."
    begin, end = date_words(date_of(int(date + first))), date_words(date_of(int(date + last)))
    return f"The clearest break lies at {begin}." if begin == end else f"The clearest break lies from {begin} to {end}."


WIDE = 13
"""Fortnights; an interval wider than this dates nothing in a year."""


def turnover(judged: Judged, row: int, context: Context) -> str:
    """Who is recorded in the place's events before and after; nothing where that hardly changed."""
    p = judged.proposition
    parts = []
    for role, bloc in (("actor", p.actor), ("target", p.target)):
        if bloc is None:
            continue
        before, after = (at(judged, f"share_{role}_{when}", row) for when in ("before", "after"))
        if abs(after - before) >= TURNED:
            who = possessive(label(bloc, context))
            parts.append(f"{who} part in the place’s events went from {percent(before)} to {percent(after)}.")
    return " ".join(parts[:1])


TURNED = 0.2
"""Change of a share of the place's events worth a sentence."""
