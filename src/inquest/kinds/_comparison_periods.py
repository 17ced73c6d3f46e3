"""Two periods of ``comparison``: totals as they stand, and what their lengths make of them.

"More people were killed in 2014 than between 2003 and 2010" is said of totals; "2014 was deadlier" may be said of how
many died in a day. Where one period is longer than the other by more than a tenth, the words hold only if both do.
"""

import numpy as np

from inquest.contracts import Context, Measured
from inquest.kinds._common import baseline_of, window_of
from inquest.kinds._refuse import covered
from inquest.kinds._words import times
from inquest.model.grounding import Window
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition

ALIKE = 1.1
"""Periods whose lengths differ by less than this factor are alike: each counts per day."""


def lengths(p: Proposition, data: Measured, context: Context) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What turns a ratio of recorded totals into the least, the plain and the most of what is claimed, shape (S,).

    The plain one is a ratio of totals, each over the covered part of its period; for periods alike in length, one of
    deaths a day.
    """
    found = np.array([_one(window_of(p, q), baseline_of(p, q), p, context) for q in data.params])
    return found[:, 0], found[:, 1], found[:, 2]


def _one(window: Window, baseline: Window, p: Proposition, context: Context) -> tuple[float, float, float]:
    parts = [max(covered(w, p.countries, context) * _days(w), 1.0) / _days(w) for w in (window, baseline)]
    whole = parts[1] / parts[0]
    daily = whole * _longer(window, baseline)
    if 1 / ALIKE <= _longer(window, baseline) <= ALIKE:
        return daily, daily, daily
    return min(whole, daily), whole, max(whole, daily)


def _days(window: Window) -> int:
    return (window.end - window.start).days + 1


def _longer(window: Window, baseline: Window) -> float:
    """How many times as long as the period tested the other one is."""
    return _days(baseline) / _days(window)


def unequal(p: Proposition, context: Context) -> str:
    """A sentence on periods of different lengths; empty where they are alike."""
    longer = _longer(p.windows[0], p.baselines[0])
    if 1 / ALIKE <= longer <= ALIKE:
        return ""
    first, other = ("second", longer) if longer > 1 else ("first", 1 / longer)
    return f" The {first} period is {times(other)} as long; the claim must hold in all and per day."
