"""Sums of many selections over one panel, by masks and running totals; no loop over rows or over bins."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from inquest.errors import UsageError
from inquest.model.panel import BoolArray, IntArray, Panel, Series
from inquest.model.selection import Bin, Selection
from inquest.record.masks import EVENTS, EXCLUDED, MID, Masks, N, part_of

_EPOCH = dt.date(1970, 1, 1).toordinal()
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_FORTNIGHT = 14


@lru_cache(maxsize=4096)
def bins(start: int, end: int, width: Bin) -> tuple[IntArray, BoolArray]:
    """First days of the bins of a window, plus the day after its last; and which bins lie wholly inside.

    Calendar bins start at the first of the month, quarter, half-year or year and are clipped to the window; fortnights
    run from the window's first day.

    Parameters
    ----------
    start, end : days since 1970-01-01, both inclusive.
    width : kind of bin.

    Returns
    -------
    tuple of ndarray
        Edges (T+1,), whole (T,).
    """
    if width == "window":
        return np.array([start, end + 1], dtype=np.int64), np.ones(1, dtype=bool)
    if width == "fortnight":
        edges = np.arange(start, end + 1, _FORTNIGHT, dtype=np.int64)
        whole = edges + _FORTNIGHT <= end + 1
        return np.append(edges, end + 1), whole
    step = _MONTHS[width]
    first = _month(start) // step * step
    months = np.arange(first, _month(end) + step + 1, step, dtype=np.int64)
    edges = np.array([_first_day(int(m)) for m in months], dtype=np.int64)
    edges = edges[: int(np.searchsorted(edges, end + 1)) + 1]
    whole = (edges[:-1] >= start) & (edges[1:] <= end + 1)
    return np.clip(edges, start, end + 1), whole


def _month(day: int) -> int:
    date = dt.date.fromordinal(day + _EPOCH)
    return date.year * 12 + date.month - 1


def _first_day(month: int) -> int:
    return dt.date(month // 12, month % 12 + 1, 1).toordinal() - _EPOCH


def series(panel: Panel, selections: Sequence[Selection], masks: Masks | None = None) -> Series:
    """Sums of selections over a panel.

    Parameters
    ----------
    panel : must know every outline, actor set, dating and (for ``crossing="drop"``) window edge that is named.
    selections : S of them, of any bins; T is the largest number of bins.
    masks : of the same panel, where earlier sums have made some already.

    Returns
    -------
    Series
        ``valid`` is False for bins that the window cuts (their sums stand all the same) and for padding.

    Raises
    ------
    UnknownNameError
        If the panel can't tell apart what a selection names.
    UsageError
        If a window ends before it starts, or a measure by role names no side.
    """
    masks = masks or Masks(panel)
    cuts = [_cut(selection) for selection in selections]
    size = max((len(whole) for _, whole in cuts), default=1)
    shape = (len(selections), size)
    sums = np.zeros((4, *shape), dtype=np.int64)
    valid = np.zeros(shape, dtype=bool)
    total, excluded = np.zeros(shape[0], dtype=np.int64), np.zeros(shape[0], dtype=np.int64)
    tags: list[object] = [None] * len(selections)
    starts = np.zeros(size, dtype=np.int64)
    last: object = None
    for row in _grouped(selections):
        selection, (edges, whole) = selections[row], cuts[row]
        if last is not None and part_of(selection) != last:
            masks.forget_sums()  # a text's running totals together would fill hundreds of megabytes
        last = part_of(selection)
        running = masks.running(selection)
        at = running.day.searchsorted(edges)
        count = len(whole)
        taken = running.sums[:, at]
        sums[:, row, :count] = taken[: N + 1, 1:] - taken[: N + 1, :-1]
        valid[row, :count] = whole
        span = taken[:, -1] - taken[:, 0]
        excluded[row] = span[EXCLUDED]
        plain = masks.plain(selection)
        begin, stop = plain.day.searchsorted(edges[[0, -1]])
        total[row] = plain.sums[MID, stop] - plain.sums[MID, begin]
        cut = () if selection.bin == "window" else (selection.bin, selection.start, selection.end)
        tags[row] = (int(span[EVENTS]), selection.measure, cut)
        if count == size:
            starts = edges[:-1]
    numbers = {tag: i for i, tag in enumerate(dict.fromkeys(tags))}
    identity = np.array([numbers[tag] for tag in tags], dtype=np.int64)
    return Series(sums[0], sums[1], sums[2], sums[3], total, excluded, identity, starts, valid)


def _grouped(selections: Sequence[Selection]) -> list[int]:
    """Selections so ordered that those which share rows, and then those which share a filter, follow each other."""
    parts: dict[object, int] = {}
    filters: dict[object, int] = {}
    ranks = [
        (parts.setdefault(part_of(s), len(parts)), filters.setdefault((s.quality, s.measure), len(filters)))
        for s in selections
    ]
    return sorted(range(len(selections)), key=ranks.__getitem__)


def _cut(selection: Selection) -> tuple[IntArray, BoolArray]:
    if selection.end < selection.start:
        raise UsageError(
            f"the window ends on day {selection.end}, before it starts on day {selection.start}", cure="swap them"
        )
    return bins(selection.start, selection.end, selection.bin)
