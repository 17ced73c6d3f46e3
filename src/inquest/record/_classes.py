"""Classes of rows that every filter of some selections treats alike, so that rows are summed once for all filters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inquest.model.panel import FloatArray, IntArray
from inquest.model.selection import Quality
from inquest.record.masks import Masks

_DENSE = 1024
"""Classes up to which those that don't occur are kept too; more are renumbered."""


@dataclass(frozen=True)
class Filter:
    """A quality, with the days of the window (first, last) whose crossings it drops; None where it drops none."""

    quality: Quality
    window: tuple[int, int] | None = None


@dataclass(frozen=True)
class Classes:
    """Attributes: ``of_row`` (R,) the class of each row; ``admitted`` (F, C) 1.0 where a filter admits a class."""

    of_row: IntArray
    admitted: FloatArray


def classes(masks: Masks, filters: Sequence[Filter]) -> Classes:
    """Classes of the rows of a panel under some filters.

    Each property that a filter tests gives a digit per row, the number of thresholds the row is beyond, and a limit per
    filter; a filter admits the rows whose every digit is within its limits. The digits make the class.

    Parameters
    ----------
    masks : of the panel.
    filters : F of them.
    """
    factors = [*_thresholds(masks, filters), *_lists(masks, filters)]
    of_row = np.zeros(len(masks.panel.rows["day"]), dtype=np.int64)
    radices = [radix for _, radix, _ in factors]
    for digit, radix, _ in factors:
        if radix > 1:
            of_row *= radix
            of_row += digit
    count = int(np.prod(radices, dtype=object))
    occurring = np.arange(count if count <= _DENSE else 0)
    if count > _DENSE:
        occurring, of_row = np.unique(of_row, return_inverse=True)
    admitted = np.ones((len(filters), len(occurring)), dtype=bool)
    rest = occurring
    for _, radix, limits in reversed(factors):
        rest, digit = np.divmod(rest, radix)
        admitted &= digit <= limits[:, None]
    return Classes(of_row, admitted.astype(np.float64))


_Factor = tuple[IntArray, int, IntArray]
"""Digit of each row, number of digits, limit of each filter."""


def _thresholds(masks: Masks, filters: Sequence[Filter]) -> list[_Factor]:
    """Properties that are good up to a threshold; None admits every value."""
    qualities = [one.quality for one in filters]
    wanted: dict[str, list[int | None]] = {
        "precision": [q.max_precision for q in qualities],
        "clarity": [q.max_clarity for q in qualities],
        "duration": [q.max_duration for q in qualities],
        "summary": [0 if q.summaries == "drop" else None for q in qualities],
        "twin": [0 if q.twins == "drop" else None for q in qualities],
        "sources": [-q.min_sources if q.min_sources > 0 else None for q in qualities],
    }
    found = []
    for name, limits in wanted.items():
        steps = sorted({limit for limit in limits if limit is not None})
        if steps:
            values = masks.panel.rows[name]
            values = -values if name == "sources" else values
            place = {step: i for i, step in enumerate(steps)}
            digit = np.add.reduce([values > step for step in steps], dtype=np.int64)
            of_filter = [len(steps) if limit is None else place[limit] for limit in limits]
            found.append((digit, len(steps) + 1, np.array(of_filter)))
    return found


def _lists(masks: Masks, filters: Sequence[Filter]) -> list[_Factor]:
    """Lists of sources, and windows whose crossings are dropped: one factor each, 1 for the rows that it drops."""
    found = []
    for names in dict.fromkeys(one.quality.sources for one in filters if one.quality.sources):
        own = np.array([one.quality.sources != names for one in filters], dtype=np.int64)
        found.append((1 - masks.of_sources(names).astype(np.int64), 2, own))
    for window in dict.fromkeys(one.window for one in filters if one.window):
        own = np.array([one.window != window for one in filters], dtype=np.int64)
        found.append((masks.crossing(*window).astype(np.int64), 2, own))
    return found
