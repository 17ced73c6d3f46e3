"""Sentences of ``sequence``: tested line, figures and pictures."""

import datetime as dt
import math

from inquest.contracts import Context, Judged, Words
from inquest.kinds._common import date_of, window_of
from inquest.kinds._milestones import Event, ends, event_of, when_words
from inquest.kinds._words import (
    at,
    date_words,
    fighting,
    label,
    line_plot,
    main_row,
    month_words,
    number,
    overturned,
    percent,
    period,
    source_name,
    span,
    times,
    unit,
    where,
)
from inquest.model.claim import Claim
from inquest.model.finding import Plot
from inquest.model.proposition import Proposition

UNSEEN = ("who attacked first", "plans or intentions", "fighting without deaths")


def tested_words(p: Proposition, claim: Claim, context: Context) -> str:
    """The card's *Tested* line."""
    what = f"{fighting(p.actor, p.target, context)}{where(p, context)}"
    negated = "not " if claim.polarity == "deny" else ""
    form = p.terms["form"]
    if form == "order":
        other = fighting(p.versus_actor, p.versus_target, context).removeprefix("fighting ")
        said = "later" if p.terms["order"] == "after" else "earlier"
        return f"Middle date of recorded {what} against that of {other}: {negated}{said}."
    if form in ("first", "last"):
        return f"The {form} recorded deadly event of {what}: {negated}in {period(p.windows[0])}."
    events = p.terms["events"]
    named = when_words(events[0]) if len(events) == 1 else f"{len(events)} events that may be meant"
    said = {"before": "more than a tenth", "only_after": "hardly any"}.get(
        p.terms["order"], "less than half, or hardly any"
    )
    return f"Share of recorded {what}, for equal time, before {named}: {negated}{said}."


def split_words(judged: Judged, context: Context) -> Words:
    """Figures before and after the event."""
    p, row = judged.proposition, main_row(judged)
    q = judged.params[row]
    one = event_of(p, q)
    b, a = at(judged, "before", row), at(judged, "after", row)
    measure = str(q.get("count", p.terms["measures"][0]))
    what = f"{fighting(p.actor, p.target, context)}{where(p, context)}"
    counted = f"{unit(measure)}{_whose(p, context)}{where(p, context)}"
    shown = f"{number(b)} {counted} before {_dated(one)}"
    first = f"{source_name(context)} counts {shown}, and {number(a)} after."
    share, line = float(judged.estimates.point[row]), float(judged.estimates.null[row])
    low, high = float(judged.estimates.low[row]), float(judged.estimates.high[row])
    doubt = f"low and high counts: {span(low, high, 'percent')}"
    second = f"For equal time {percent(share)} came before ({doubt}); the line is {percent(line)}."
    flip = float(judged.estimates.flip[row])
    missing = "earlier" if share < line else "later"
    return Words(
        sentences=(first, second),
        cannot_show=UNSEEN,
        overturn=overturned(
            flip, f"If the {missing} events were really {times(flip)} those recorded, this would change."
        ),
        figures={"before": b, "after": a, "share_before": share, "low": low, "high": high, "line": line, "flip": flip},
        plots=_shaded(judged, context, f"{unit(measure).capitalize()} by month", unit(measure), what),
    )


def _whose(p: Proposition, context: Context) -> str:
    """Whose events, after their number, in fewer words than under *Tested*."""
    if p.actor and p.target and not context.blocs[p.target].civilians:
        return " between the two"
    return f" of {fighting(p.actor, p.target, context)}"


def _dated(one: Event) -> str:
    """When an event was, in few words."""
    first, last = ends(one)
    if first == last:
        return date_words(first)
    return month_words(first) if (first.year, first.month) == (last.year, last.month) else date_words(last)


def _shaded(judged: Judged, context: Context, title: str, y_label: str, what: str) -> tuple[Plot, ...]:
    """The monthly series with the event's days marked."""
    plots = line_plot(judged, context, title, y_label, what, {"recorded": what})
    marks = []
    for one in judged.proposition.terms["events"]:
        first, last = ends(one)
        marks.append((first.isoformat(), max(last, first + dt.timedelta(days=10)).isoformat(), one["label"]))
    return tuple(p.model_copy(update={"windows": tuple(marks)}) for p in plots)


def ends_words(judged: Judged, context: Context) -> Words:
    """Events in the period and on the wrong side of it."""
    p, row = judged.proposition, main_row(judged)
    inside, out, clear = (at(judged, n, row) for n in ("inside", "outside", "clear_outside"))
    what = f"{fighting(p.actor, p.target, context)}{where(p, context)}"
    window = window_of(p, judged.params[row])
    before = p.terms["form"] == "first"
    first_day, last_day = context.record.first_day(p.countries), context.record.last_day(p.countries)
    edge = (first_day if before else last_day) or window.start
    side = "before it" if before else "after it"
    counted = f"{number(inside)} deadly events{_whose(p, context)}{where(p, context)}"
    first = f"{source_name(context)} counts {counted} in {period(window)}."
    reach = f"back to {date_words(edge)}" if before else f"up to {date_words(edge)}"
    second = f"It holds {number(out)} {side}, {number(clear)} clear, {reach}."
    overturn = f"If a deadly event {side} went unrecorded, this would change."
    if clear >= 1:
        which = "one clear event" if clear == 1 else f"{number(clear)} clear events"
        overturn = f"If the {which} {side} proved wrongly dated or placed, this would change."
    return Words(
        sentences=(first, second),
        cannot_show=("deaths that nobody reported", "fighting without deaths", "who attacked first"),
        overturn=overturn,
        figures={"inside": inside, "outside": out, "clear_outside": clear},
        plots=line_plot(judged, context, "Deadly events by month", "deadly events", what, {"recorded": what}),
    )


def order_words(judged: Judged, context: Context) -> Words:
    """Both middle dates."""
    p, row = judged.proposition, main_row(judged)
    measure = str(judged.params[row].get("count", p.terms["measures"][0]))
    what, other = fighting(p.actor, p.target, context), fighting(p.versus_actor, p.versus_target, context)
    start = window_of(p, judged.params[row]).start
    months = [at(judged, n, row) for n in ("median_one", "median_two")]
    days = ["an unknown date" if math.isnan(m) else month_words(_month(start, m)) for m in months]
    one, two = what, f"that of {other}"
    if p.target and p.versus_target and p.actor == p.versus_actor:  # under *Tested* stands whose
        one, two = f"the fighting with {label(p.target, context)}", f"with {label(p.versus_target, context)}"
    first = f"{source_name(context)} puts the middle of {one} in {days[0]}, {two} in {days[1]}."
    low, high = float(judged.estimates.low[row]), float(judged.estimates.high[row])
    gap, flip = float(judged.estimates.point[row]), float(judged.estimates.flip[row])
    ahead = "earlier" if gap >= 0 else "later"
    second = f"The first comes {number(round(abs(gap)))} days {ahead}; uneven recording allows {_range(low, high)}."
    return Words(
        sentences=(first, second),
        cannot_show=UNSEEN,
        overturn=overturned(
            flip, f"If one part of the time were recorded {times(flip)} as well as the rest, this would change."
        ),
        figures={"first": at(judged, "one", row), "second": at(judged, "two", row), "days_earlier": gap},
        plots=line_plot(
            judged,
            context,
            f"{unit(measure).capitalize()} by month",
            unit(measure),
            f"{what}; {other}",
            {"first": what, "second": other},
        ),
    )


def _range(low: float, high: float) -> str:
    """From so many days later to so many earlier."""
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        return f"{number(round(near))} to {number(round(far))}"
    return f"anything from {number(round(-low))} later to {number(round(high))} earlier"


def _month(start: dt.date, months: float) -> dt.date:
    """The day some months after a date."""
    return date_of((start.replace(day=1) - dt.date(1970, 1, 1)).days + round(months * 30.4375))
