"""Sentences of ``containment``."""

import datetime as dt

import numpy as np

from inquest.contracts import Context, Judged, Words
from inquest.kinds._containment import halves
from inquest.kinds._milestones import ends, when_words
from inquest.kinds._words import (
    at,
    by_chance,
    fighting,
    label,
    line_plot,
    main_row,
    number,
    overturned,
    percent,
    source_name,
    span,
    times,
    unit,
    where,
)
from inquest.model.claim import Claim
from inquest.model.finding import Plot
from inquest.model.proposition import Proposition

UNSEEN = ("who controls a place", "ability", "violence without deaths")
YEAR = 365
POWER = 2.8
"""Standard errors that a difference needs to be seen four times in five."""


def _what(p: Proposition, context: Context) -> str:
    if p.actor or p.target:
        return fighting(p.actor, p.target, context)
    return "deadly violence"


def tested_words(p: Proposition, claim: Claim, context: Context) -> str:
    """The card's *Tested* line."""
    goes_on = "it went on" if p.side > 0 else "gone, or lower"
    if p.mode == "process":
        whose = f"violence involving {label(p.target, context)}" if p.target else "deadly violence"
        own, others = len(p.terms["own"]), len(p.terms["others"])
        return (
            f"Recorded {whose} in the year after {label(p.actor, context)} took {own} places, against the year before "
            f"and {others} that others took: {goes_on}."
        )
    events = p.terms["events"]
    named = when_words(events[0]) if len(events) == 1 else f"{len(events)} events that may be meant"
    spot = f" outside {context.places[str(p.place)].label}" if p.terms.get("outside") else where(p, context)
    return f"Recorded {_what(p, context)}{spot}, a year after against a year before {named}: {goes_on}."


def place_words(judged: Judged, context: Context) -> Words:
    """Totals on both sides and the ratio of rates."""
    p, row = judged.proposition, main_row(judged)
    q = judged.params[row]
    b, a = at(judged, "before", row), at(judged, "after", row)
    measure = str(q.get("count", p.terms["measures"][0]))
    spot = f" outside {context.places[str(p.place)].label}" if p.terms.get("outside") else where(p, context)
    what = f"{_what(p, context)}{spot}"
    days = [at(judged, f"days_{n}", row) for n in ("before", "after")]
    whole = min(days) >= YEAR
    before, after = "the year before", "after"
    if not whole:
        before, after = f"the {number(days[0])} covered days before", f"in the {number(days[1])} after"
    whose = " between the two" if p.actor and p.target else f" with {label(p.actor or p.target, context)}"
    counted = f"{unit(measure)}{whose if p.actor or p.target else ''}{spot}"
    first = f"{source_name(context)} counts {number(b)} {counted} in {before}, and {number(a)} {after}."
    ratio, line = float(judged.estimates.point[row]), float(judged.estimates.null[row])
    low, high = float(judged.estimates.low[row]), float(judged.estimates.high[row])
    doubt = f"low and high counts: {span(low, high, 'percent')}"
    limit = percent(context.default("contained_left"))
    left = f"{percent(ratio)} is left ({doubt})" if whole else f"For equal time {percent(ratio)} is left ({doubt})"
    second = f"{left}; gone means under {limit}."
    flip = float(judged.estimates.flip[row])
    less = "later" if ratio < line else "earlier"
    plots = line_plot(
        judged, context, f"{unit(measure).capitalize()} by month", unit(measure), what, {"recorded": what}
    )
    marks = tuple((ends(e)[0].isoformat(), ends(e)[1].isoformat(), str(e["label"])) for e in p.terms["events"])
    return Words(
        sentences=(first, second),
        cannot_show=UNSEEN,
        overturn=overturned(flip, f"If {less} violence were really {times(flip)} that recorded, this would change."),
        figures={"before": b, "after": a, "ratio": ratio, "low": low, "high": high, "flip": flip},
        plots=tuple(plot.model_copy(update={"windows": marks}) for plot in plots),
    )


def town_words(judged: Judged, context: Context) -> Words:
    """What is left in the holder's towns, and how that compares with the others'."""
    p, row = judged.proposition, main_row(judged)
    left, relative = at(judged, "left", row), at(judged, "relative", row)
    towns, others = at(judged, "towns", row), at(judged, "others", row)
    measure = str(judged.params[row].get("count", p.terms["measures"][0]))
    first = (
        f"In the {number(towns)} places taken, {source_name(context)} has {percent(left)} as many {unit(measure)} "
        "after as before."
    )
    low, high = _range(judged, "fall")
    second = f"That is {times(relative)} what is left in {number(others)} that others took; {by_chance(low, high)}."
    half = at(judged, "half", row)
    visible = ""
    if np.isfinite(half):
        seen = float(np.exp(half / 2.0 * POWER))
        visible = f"Only a difference of {times(seen)} between the places would show here."
    return Words(
        sentences=(first, second),
        cannot_show=UNSEEN,
        overturn="If more went unrecorded in these places than in the others, this would change.",
        figures={"left": left, "relative": relative, "towns": towns, "others": others, "low": low, "high": high},
        smallest_visible=visible,
        plots=_bars(judged, context, row),
    )


def _range(judged: Judged, sense: str) -> tuple[float, float]:
    """The interval of the plainest specification of a sense."""
    rows = [i for i, q in enumerate(judged.params) if q["sense"] == sense and np.isfinite(judged.estimates.point[i])]
    if not rows:
        return float("nan"), float("nan")
    return float(judged.estimates.low[rows[0]]), float(judged.estimates.high[rows[0]])


def _bars(judged: Judged, context: Context, row: int) -> tuple[Plot, ...]:
    """Rate after over before, town by town."""
    p, terms = judged.proposition, judged.measured.terms
    q, last = judged.params[row], dt.date.fromisoformat(judged.proposition.terms["last"])
    rows = []
    for i, one in enumerate((*p.terms["own"], *p.terms["others"])):
        before, after = (float(terms[f"{n}{i:02d}"].mid[row].sum()) for n in "ba")
        spans = halves(one, q, last)
        days = [max(context.record.covered_days(p.countries, w.start, w.end), 1) for w in spans]
        if before > 0:
            rows.append({"x": one["label"], "y": after / days[1] / (before / days[0])})
    if not rows:
        return ()
    return (
        Plot(
            shape="bar",
            title="Rate after over rate before, by place",
            caption=f"First the places that {label(p.actor, context)} took, then those of others.",
            x_label="Place",
            y_label="After over before",
            rows=tuple(rows),
            reference=float(context.default("contained_left")),
        ),
    )
