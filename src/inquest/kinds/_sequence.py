"""Pieces of ``sequence``: senses, shares before a date, first and last, and the order of two streams."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import Line, benchmark, plain_estimates, share_estimates, sums, unlocated
from inquest.kinds._common import VIOLENCE, actor_of, select, window_of
from inquest.kinds._milestones import Event, ends, event_of, sides
from inquest.model.choice import Choice, Option
from inquest.model.estimate import Estimates
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.flip import flip_share
from inquest.stats.level import first_position
from inquest.stats.position import from_bounds
from inquest.stats.sequence import change_month, median_order, share_before

DAYS = 30.4375
"""Days in a month, on average."""


def scope_of(one: Event) -> Window:
    """The days from the earliest to the latest of an event, or of the record, as a window."""
    first, last = ends(one)
    return Window(start=first, end=last, label=one["label"], reason="the time that both sides share", named=False)


def sense_choice(p: Proposition, context: Context) -> Choice | None:
    """How much "after" claims: hardly any before, or merely less than after; "only" and "long before" leave one."""
    if p.terms["form"] != "split":
        return None
    hardly = Option(
        id="hardly",
        label="hardly any before",
        reason="'Only after' leaves room for no more than a stray event before.",
        params={"line": context.default("only_before")},
    )
    less = Option(
        id="less",
        label="less before than after",
        reason="A turn claims more afterwards, not nothing before.",
        params={"line": context.default("turned_half")},
    )
    options = (less, hardly) if p.terms["order"] == "after" else (hardly,)
    return Choice(name="sense", role="reading", question="How little before is meant?", options=options)


def way_choice(p: Proposition) -> Choice | None:
    """Two streams are ordered by their medians; their largest changes of rate stand beside."""
    if p.terms["form"] != "order":
        return None
    options = (
        Option(
            id="medians",
            label="by the day on which half of each had passed",
            reason="No single event decides it.",
            params={"way": "medians"},
        ),
        Option(
            id="changes",
            label="by the month in which each changed most",
            reason="A turn may be what is meant; its month is known only roughly, so this reading decides nothing.",
            params={"way": "changes"},
            uncertain=True,
        ),
    )
    return Choice(name="way", role="reading", question="By what are the two ordered?", options=options)


def split_estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Share of the stream before the event, for equal time, with crossed bounds."""
    halves = [sides(event_of(p, q), window_of(p, q)) for q in data.params]
    days = np.array([[_days(p, w, context) for w in pair or ()] for pair in halves])
    b, a = sums(data, "b"), sums(data, "a")
    between = loose(data)
    b_high, a_high = b.high + unlocated(data, "b").most, a.high + unlocated(data, "a").most
    bounds = share_before((b.low, b.mid, b_high), (a.low, a.mid, a_high), between, days[:, 0], days[:, 1])
    null = np.array([float(q.get("line", context.default("only_before"))) for q in data.params])
    agree, oppose = _deaths(data, days, null, context)
    line = Line(
        point=bounds.point,
        low=bounds.lo,
        high=bounds.hi,
        null=null,
        n=np.minimum(b.n, a.n),
        extra={"before": b.mid, "after": a.mid, "between": between, "days_before": days[:, 0], "days_after": days[:, 1],
               "deaths_agree": agree.astype(np.float64)},
    )  # fmt: skip
    found = share_estimates(line, p, benchmark(p, data, context, across=True, deaths_agree=agree))
    return replace(found, position=np.where(oppose, 0, found.position).astype(np.int8))


def loose(data: Measured, unit: str = "") -> FloatArray:
    """What lies on neither side for sure: between the earliest and latest day, or across an edge; shape (S,)."""
    whole, b, a = (sums(data, f"{name}{unit}") for name in ("t", "b", "a"))
    return np.maximum(whole.high - b.high - a.high, 0.0)


def _days(p: Proposition, window: Window, context: Context) -> int:
    return context.record.covered_days(p.countries, window.start, window.end)


def _deaths(data: Measured, days: FloatArray, null: FloatArray, context: Context) -> tuple[BoolArray, BoolArray]:
    """Where deaths, by their own bounds and B, lie on the events' side of the line; where they lie on the other.

    Rows that roll many events into one shrink counts of events on one side of a date and leave deaths as they are; so
    a count that deaths speak against decides nothing.
    """
    b, a = sums(data, "b:deaths"), sums(data, "a:deaths")
    found = share_before((b.low, b.mid, b.high), (a.low, a.mid, a.high), loose(data, ":deaths"), days[:, 0], days[:, 1])
    known = ~np.isnan(found.point)
    flip = flip_share(np.clip(np.nan_to_num(found.point, nan=0.5), 0, 1), null)
    decided = from_bounds(found.lo, found.hi, null, 1, flip=flip, benchmark=context.default("flip_within"))
    own_b, own_a = sums(data, "b").mid, sums(data, "a").mid
    events = np.sign(own_b * (1 - null) * days[:, 1] - own_a * null * days[:, 0])
    agree = known & (decided != 0) & (decided == events)
    return np.asarray(agree), np.asarray(known & (np.sign(found.point - null) == -events) & (events != 0))


def ends_terms(p: Proposition, params: Params, context: Context, term: dict[str, Any]) -> dict[str, Selection]:
    """Events in the period and in the covered record before (or after) it, clear ones, and everyone's for coverage."""
    inside = window_of(p, params)
    first = context.record.first_day(p.countries) or inside.start
    last = _until(p) or context.record.last_day(p.countries) or inside.end
    if p.terms["form"] == "first":
        end = max(inside.start - dt.timedelta(days=1), first)
        beyond = Window(start=min(first, end), end=end, label="before", reason="the covered record before")
    else:
        start = min(inside.end + dt.timedelta(days=1), last)
        beyond = Window(start=start, end=max(last, start), label="after", reason="the covered record after")
    found: dict[str, Selection] = {}
    anyone = {**term, "actor": None, "target": None, "violence": VIOLENCE["any"]}
    if not (p.actor or p.target):
        anyone["outline"] = None
    for name, window in (("in", inside), ("out", beyond)):
        found[name] = select(p, params, context, **term, window=window, measure="events")
        clear = {**params, "max_clarity": 1}
        found[f"{name}:clear"] = select(p, clear, context, **term, window=window, measure="events")
        found[f"{name}:anyone"] = select(p, params, context, **anyone, window=window, measure="events")
    return found


def first_or_last(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Con on one clear event outside on the wrong side, or a covered period without any; pro if none lies outside."""
    inside, out = data.terms["in"].n.sum(axis=1), data.terms["out"].n.sum(axis=1)
    clear = np.minimum(data.terms["in:clear"].low.sum(axis=1), inside)
    clear_out = np.minimum(data.terms["out:clear"].low.sum(axis=1), out)
    seen, seen_out = (data.terms[f"{n}:anyone"].n.sum(axis=1) for n in ("in", "out"))
    days = np.array([_outside_days(p, q, context) for q in data.params])
    known = (seen_out - out * bool(p.actor or p.target) > 0) & (days >= context.default("sequence_days"))
    empty = (inside == 0) & (seen > 0)
    position = np.where(empty, -1, first_position(out, clear_out, clear, known))
    point = np.where(empty, np.maximum(clear_out, 1), clear_out).astype(np.float64)
    extra = {
        "inside": inside.astype(np.float64),
        "outside": out.astype(np.float64),
        "clear_outside": clear_out.astype(np.float64),
        "days": days.astype(np.float64),
    }
    half = np.full(point.size, 0.5)
    top = np.maximum(point, out)
    return plain_estimates(p, point, (point, top), half, -position * p.side, extra)


def _outside_days(p: Proposition, params: Params, context: Context) -> int:
    inside = window_of(p, params)
    day = dt.timedelta(days=1)
    if p.terms["form"] == "first":
        return context.record.covered_days(p.countries, dt.date(1900, 1, 1), inside.start - day)
    return context.record.covered_days(p.countries, inside.end + day, _until(p) or dt.date(2100, 1, 1))


def _until(p: Proposition) -> dt.date | None:
    """The last day that the text can speak of."""
    until = p.terms.get("until")
    return dt.date.fromisoformat(str(until)) if until else None


def order_terms(p: Proposition, params: Params, context: Context, term: dict[str, Any]) -> dict[str, Selection]:
    """Both streams by month over the scope."""
    window = window_of(p, params)
    versus = {
        **term,
        "actor": actor_of(p, params, "versus_actor"),
        "target": actor_of(p, params, "versus_target"),
    }
    return {
        "one": select(p, params, context, **term, window=window, bin="month"),
        "two": select(p, params, context, **versus, window=window, bin="month"),
    }


def order_estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Days by which the first stream's median precedes the second's, with the range under uneven recording."""
    one, two = data.terms["one"], data.terms["two"]
    needed = benchmark(p, data, context, across=True)
    counted = ((k, getattr(one, k), getattr(two, k)) for k in ("low", "mid", "high"))
    found = [median_order(a, b, needed, turn=k == "mid") for k, a, b in counted]
    gap = (found[1].second - found[1].first) * DAYS
    low = np.min([f.second_lo - f.first_hi for f in found], axis=0) * DAYS
    high = np.max([f.second_hi - f.first_lo for f in found], axis=0) * DAYS
    flip = found[1].flip
    changes = np.array([q.get("way") == "changes" for q in data.params])
    if changes.any() and one.mid.shape[1] >= 4:
        a, b = change_month(one.mid), change_month(two.mid)
        known = (one.mid.sum(axis=1) > 0) & (two.mid.sum(axis=1) > 0)
        use = changes & known
        gap = np.where(use, (b.at - a.at) * DAYS, gap)
        low, high = np.where(use, (b.lo - a.hi) * DAYS, low), np.where(use, (b.hi - a.lo) * DAYS, high)
        flip = np.where(use, np.nan, flip)
    size = gap.size
    null, side = np.zeros(size), np.full(size, p.side, dtype=np.int8)
    gone = np.isnan(gap)
    low, high = np.where(gone, np.nan, np.fmin(low, gap)), np.where(gone, np.nan, np.fmax(high, gap))
    position = np.where(
        gone | changes, 0, from_bounds(np.nan_to_num(low), np.nan_to_num(high), null, side, flip=flip, benchmark=needed)
    )
    return Estimates(
        point=gap,
        low=low,
        high=high,
        null=null,
        side=side,
        position=position.astype(np.int8),
        margin=gap / 365.25 * p.side,
        flip=flip,
        flip_events=np.full(size, np.nan),
        doubt="bounds",
        failed=tuple("the record holds no event of one of the two" if g else "" for g in gone),
        extra={"one": one.mid.sum(axis=1).astype(np.float64), "two": two.mid.sum(axis=1).astype(np.float64),
               "median_one": found[1].first, "median_two": found[1].second},
    )  # fmt: skip
