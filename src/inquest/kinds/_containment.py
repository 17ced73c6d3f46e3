"""Pieces of ``containment``: a place before and after an event, towns that changed hands, both senses of the word."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import (
    Line,
    Sums,
    benchmark,
    finite_ratio,
    ratio_estimates,
    rolled,
    rolled_terms,
    sums,
    unlocated,
)
from inquest.kinds._common import located, measure_of, outline_of, select
from inquest.kinds._milestones import Event, ends, event_of
from inquest.kinds._windows import months_before
from inquest.model.choice import Choice, Option
from inquest.model.estimate import Estimates
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.flip import flip_ratio
from inquest.stats.position import from_bounds

SPANS = (12, 6)
"""Months compared on each side of an event, longest first."""
SIEGE = 60
"""Days before a capture that belong to the battle for the town."""


def sense_choice(p: Proposition, context: Context) -> Choice:
    """Weak: violence is not gone. Strong: it is not even falling."""
    fall = "than where others took over" if p.mode == "process" else "than before"
    options = (
        Option(
            id="gone",
            label="gone: under a tenth of the earlier rate left",
            reason="To contain may mean to put an end to it.",
            params={"sense": "gone", "line": context.default("contained_left")},
            named=p.terms.get("said") == "gone",
        ),
        Option(
            id="fall",
            label=f"lower: a smaller rate {fall}",
            reason="To contain may mean no more than to bring it down.",
            params={"sense": "fall", "line": context.default("contained_fall")},
            named=p.terms.get("said") == "fall",
        ),
    )
    return Choice(name="sense", role="reading", question="How much is claimed?", options=options)


def span_choice(p: Proposition) -> Choice | None:
    """How many months on each side are compared."""
    spans = p.terms["spans"]
    if len(spans) < 2:
        return None
    whys = ("A year holds every season of fighting.", "A shorter time stays nearer the event, and holds less.")
    options = tuple(
        Option(
            id=f"months-{n}", label=f"up to {n} months on each side", reason=why, params={"months": n}, uncertain=i > 0
        )
        for i, (n, why) in enumerate(zip(spans, whys, strict=True))
    )
    return Choice(name="span", role="reading", question="How long before and after?", options=options)


def siege_choice(p: Proposition) -> Choice | None:
    """Whether the battle for the place counts as the time before."""
    if not p.terms["captures"] or p.terms.get("outside"):
        return None
    options = (
        Option(
            id="kept",
            label="with the siege",
            reason="The battle for the place is part of the violence there.",
            params={"siege": 0},
        ),
        Option(
            id="left-out",
            label=f"without the {SIEGE} days before the capture",
            reason="The battle for the place would make any later rate look low.",
            params={"siege": SIEGE},
        ),
    )
    return Choice(
        name="siege",
        role="reading",
        question="Does the siege count as before?",
        options=options,
    )


def halves(one: Event, params: Params, last: dt.date) -> tuple[Window, Window]:
    """The time before and after an event under a specification; the later part ends with the record or the text."""
    first, latest = ends(one)
    months = int(params.get("months", SPANS[0]))
    before = first - dt.timedelta(days=1)
    after = latest + dt.timedelta(days=1)
    stop = before - dt.timedelta(days=int(params.get("siege", 0)))
    end = min(months_after(after, months), last, dt.date.fromisoformat(one.get("until", "9999-12-31")))
    begin = months_before(before, months)
    reason = f"{months} months around {one['label']}"
    return (
        Window(start=min(begin, stop), end=stop, label=f"before {one['label']}", reason=reason, named=False),
        Window(start=after, end=max(end, after), label=f"after {one['label']}", reason=reason, named=False),
    )


def months_after(start: dt.date, months: int) -> dt.date:
    """Last day of the window of so many months that begins on ``start``.

    >>> months_after(dt.date(2019, 1, 1), 6)
    datetime.date(2019, 6, 30)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    length = ((dt.date(year, month + 1, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(start.day, length)) - dt.timedelta(days=1)


def long_enough(one: Event, countries: tuple[int, ...], last: dt.date, context: Context) -> bool:
    """Whether enough of the year before and after is covered."""
    least = context.default("containment_days")
    return all(days >= least for days in covered_days(one, {}, countries, last, context))


def covered_days(
    one: Event, params: Params, countries: tuple[int, ...], last: dt.date, context: Context
) -> tuple[int, int]:
    """Covered days before and after an event under a specification."""
    before, after = halves(one, params, last)
    b, a = (context.record.covered_days(countries, w.start, w.end) for w in (before, after))
    return b, a


def place_terms(p: Proposition, params: Params, context: Context) -> dict[str, Selection]:
    """Violence in the place (or everywhere else, for "driven back") before and after the event."""
    outline = None if p.terms.get("outside") else outline_of(p, params, context)
    found: dict[str, Selection] = {}
    last = dt.date.fromisoformat(p.terms["last"])
    pair: dict[str, Any] = {"actor": params.get("actor", p.actor), "target": params.get("target", p.target)}
    before, after = halves(event_of(p, params), params, last)
    both = Window(start=before.start, end=after.end, label="both sides", reason="what crosses an edge", named=False)
    within = {**params, "crossing": "drop"}  # what crosses an edge may lie on either side of it
    for name, window, own in (("t", both, params), ("b", before, within), ("a", after, within)):
        term = {**pair, "outline": outline, "window": window}
        found |= located(p, own, context, name=name, **term)
        every = {**own, "summaries": "keep", "max_clarity": 2}  # all deaths, to hold the count of events against
        found[f"{name}:deaths"] = select(p, every, context, **term, measure="deaths")
        if name != "t":
            found |= rolled_terms(p, own, context, name=name, **term)
        if p.terms.get("outside"):
            there = {**term, "outline": outline_of(p, params, context)}
            found[f"{name}:in"] = select(p, own, context, **there)
            found[f"{name}:in:deaths"] = select(p, every, context, **there, measure="deaths")
    return {"t": found["t"], "t:deaths": found["t:deaths"], **found}  # the first terms are what is shown as evidence


def place_estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Ratio of rates after over before, with crossed bounds, against both lines."""
    last = dt.date.fromisoformat(p.terms["last"])
    days = np.array([covered_days(event_of(p, q), q, p.countries, last, context) for q in data.params], np.float64)
    null = np.array([float(q["line"]) for q in data.params])
    after, before = _with_loose(data, p, "")
    counted = np.array([measure_of(p, q) == "events" for q in data.params])
    more, earlier = (np.where(counted, rolled(data, name), 0.0) for name in ("a", "b"))  # rows of months: many events
    scale = days[:, 0] / np.maximum(days[:, 1], 1.0)
    line = Line(
        point=finite_ratio(after.mid, before.mid) * scale,
        low=finite_ratio(after.low, before.high + earlier) * scale,
        high=finite_ratio(after.high + more, before.low) * scale,
        null=null,
        n=np.minimum(after.n, before.n),
        extra={"before": before.mid, "after": after.mid, "days_before": days[:, 0], "days_after": days[:, 1]},
    )
    line = Line(line.point, np.fmin(line.low, line.point), np.fmax(line.high, line.point), null, line.n, line.extra)
    agree, oppose = _deaths(data, p, scale, null, line.point, context)
    found = ratio_estimates(line, p, benchmark(p, data, context, across=True, deaths_agree=agree))
    return replace(found, position=np.where(oppose, 0, found.position).astype(np.int8))


def _with_loose(data: Measured, p: Proposition, unit: str) -> tuple[Sums, Sums]:
    """After and before, with what crosses an edge added to the high of either; the siege, left out, is in neither."""
    a, b, whole = (_outside(data, name, unit) for name in ("a", "b", "t"))
    if p.terms["captures"]:
        return a, b
    loose = np.maximum(whole.high - a.high - b.high, 0.0)
    return Sums(a.low, a.mid, a.high + loose, a.n), Sums(b.low, b.mid, b.high + loose, b.n)


def _outside(data: Measured, name: str, unit: str = "") -> Sums:
    """A term with what may belong to it; less what lies in the place, for what happened elsewhere."""
    whole = sums(data, f"{name}{unit}")
    if f"{name}:in{unit}" not in data.terms:
        loose = unlocated(data, name).most if not unit else 0.0
        return Sums(whole.low, whole.mid, whole.high + loose, whole.n)
    inside = sums(data, f"{name}:in{unit}")
    low, mid = np.maximum(whole.low - inside.high, 0), np.maximum(whole.mid - inside.mid, 0)
    return Sums(np.minimum(low, mid), mid, np.maximum(whole.high - inside.low, mid), np.maximum(whole.n - inside.n, 0))


def _deaths(
    data: Measured, p: Proposition, scale: FloatArray, null: FloatArray, point: FloatArray, context: Context
) -> tuple[BoolArray, BoolArray]:
    """Where deaths, by their own bounds and B, lie on the events' side of the line; where they lie on the other.

    A count of events that deaths speak against decides nothing: rows that roll many events into one may have shrunk it.
    """
    a, b = _with_loose(data, p, ":deaths")
    ratio = finite_ratio(a.mid, b.mid) * scale
    more, earlier = rolled(data, "a"), rolled(data, "b")  # a row of months may lie on either side
    low = finite_ratio(np.maximum(a.low - more, 0), b.high + earlier) * scale
    high = finite_ratio(a.high + more, np.maximum(b.low - earlier, 0)) * scale
    known = ~(np.isnan(ratio) | np.isnan(point))
    flip = flip_ratio(np.nan_to_num(ratio, nan=1.0), null)
    decided = from_bounds(low, high, null, 1, flip=flip, benchmark=context.default("flip_within"))
    events = np.sign(np.nan_to_num(point) - null)
    agree = known & (decided != 0) & (decided == events)
    return np.asarray(agree), np.asarray(known & (np.sign(ratio - null) == -events) & (events != 0))
