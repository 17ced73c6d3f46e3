"""Pieces of ``engagement`` where clashes are counted: the terms, and days on which a report may date earlier ones."""

import datetime as dt
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._common import VIOLENCE, date_of, select, window_of
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, IntArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Bin, Selection


def counted(
    p: Proposition, params: Params, context: Context, pair: dict[str, Any], bins: Bin, suffix: str
) -> dict[str, Selection]:
    """Mutual events, clear ones, everyone's and the deaths, under one suffix."""
    anyone = {**pair, "actor": None, "target": None, "violence": VIOLENCE["any"]}
    clear = {**params, "max_clarity": 1}
    found = {
        f"x{suffix}": select(p, params, context, **pair, measure="events", bin=bins),
        f"clear{suffix}": select(p, clear, context, **pair, measure="events", bin=bins),
        f"anyone{suffix}": select(p, params, context, **anyone, measure="events", bin=bins),
    }
    if not suffix:
        found["deaths"] = select(p, params, context, **pair, measure="deaths", bin=bins)
    return found


LATE_MONTHS = 2
"""Months that a report may come late; what it tells of is then dated the first of a month."""


def _late_days(window: Window, *, yearly: bool) -> list[tuple[dt.date, int]]:
    """First days of months on which a report may date what lies before a window, or before a year; with the bin.

    Always as many for windows of one length in years; those beyond the window's end are left out by ``late``.
    """
    starts = [window.start]
    if yearly:
        starts += [dt.date(y, 1, 1) for y in range(window.start.year + 1, window.end.year + 1)]
    found = []
    for bin_, start in enumerate(starts):
        month = start.year * 12 + start.month - 1 + (start.day > 1)
        found += [(dt.date((month + i) // 12, (month + i) % 12 + 1, 1), bin_) for i in range(LATE_MONTHS)]
    return found


def late_terms(p: Proposition, params: Params, context: Context, pair: dict[str, Any]) -> dict[str, Selection]:
    """Clear events on the days on which a report may date what lies before: they can't decide by themselves."""
    clear = {**params, "max_clarity": 1}
    days = _late_days(window_of(p, params), yearly=p.terms["form"] == "every_year")
    found = {}
    for i, (day, _) in enumerate(days):
        one = Window(start=day, end=day, label="late", reason="the day of a report that may tell of earlier events")
        found[f"late:{i}"] = select(p, clear, context, **{**pair, "window": one}, measure="events")
    return found


def late(p: Proposition, data: Measured, bins: int) -> IntArray:
    """Clear events dated so, by specification and bin, shape (S, T)."""
    found = np.zeros((len(data.params), bins), dtype=np.int64)
    windows = [window_of(p, params) for params in data.params]
    days = [_late_days(w, yearly=p.terms["form"] == "every_year") for w in windows]
    for i in range(len(days[0])):
        inside = np.array([d[i][0] <= w.end for d, w in zip(days, windows, strict=True)])
        found[:, days[0][i][1]] += data.terms[f"late:{i}"].low[:, 0] * inside
    return found


def covered_years(data: Measured, p: Proposition, context: Context) -> BoolArray:
    """Which calendar years of the window are covered far enough, shape (1, Y)."""
    years = [date_of(int(start)).year for start in data.terms["x"].starts]
    least = context.default("min_covered")
    shares = [context.record.share_covered(p.countries, dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in years]
    return np.array([shares], dtype=float) >= least
