"""Sums of many selections over one panel: rows are summed once by class and day, then classes by matrix product."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from inquest.errors import UsageError
from inquest.model.panel import BoolArray, IntArray, Panel, Series
from inquest.model.selection import Bin, MeasureName, Quality, Selection
from inquest.record._classes import Filter, classes
from inquest.record.masks import Masks, measure, part_of

_EPOCH = dt.date(1970, 1, 1).toordinal()
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_FORTNIGHT = 14
_PIECE = 22
"""Bits of an event's number that are summed at a time: sums over 2**31 rows stay exact in double precision."""
_N, _EXCLUDED, _PIECES = 0, 1, slice(2, 5)
"""Columns that every measure has; three more a measure follow: low, middle, high."""
_MEASURES = 5


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
    found = _Found(len(selections), size)
    parts: dict[object, list[int]] = {}
    for row, selection in enumerate(selections):
        parts.setdefault(part_of(selection), []).append(row)
    for rows in parts.values():
        _sum_part(masks, [selections[row] for row in rows], [cuts[row][0] for row in rows], rows, found)
    valid = np.zeros((len(selections), size), dtype=bool)
    starts = np.zeros(size, dtype=np.int64)
    for row in (row for rows in parts.values() for row in rows):
        edges, whole = cuts[row]
        valid[row, : len(whole)] = whole
        if len(whole) == size:
            starts = edges[:-1]
    tags = [
        (events, s.measure, () if s.bin == "window" else (s.bin, s.start, s.end))
        for events, s in zip(found.events.tolist(), selections, strict=True)
    ]
    numbers = {tag: i for i, tag in enumerate(dict.fromkeys(tags))}
    identity = np.array([numbers[tag] for tag in tags], dtype=np.int64)
    low, mid, high, n = found.sums
    return Series(low, mid, high, n, found.total, found.excluded, identity, starts, valid)


class _Found:
    """Sums (4, S, T) of low, middle, high and n; per selection the unfiltered total, events excluded and their tag."""

    def __init__(self, count: int, size: int) -> None:
        self.sums = np.zeros((4, count, size), dtype=np.int64)
        self.total, self.excluded, self.events = np.zeros((3, count), dtype=np.int64)


def _sum_part(
    masks: Masks, selections: Sequence[Selection], edges: Sequence[IntArray], rows: Sequence[int], found: _Found
) -> None:
    """Fill in the sums of selections that start from the same rows; ``rows`` are their places in what is found."""
    if masks.nobody(selections[0].sides):
        return  # no rows: all sums are zero
    filters = {Filter(Quality()): 0}
    of_filter = np.array([filters.setdefault(_filter(s), len(filters)) for s in selections])
    measures: dict[MeasureName, int] = {}
    column = np.array([_MEASURES + 3 * measures.setdefault(s.measure, len(measures)) for s in selections])
    days = sorted({day for one in {id(one): one for one in edges}.values() for day in one.tolist()})
    place = {day: i for i, day in enumerate(days)}
    running = _running(masks.part(selections[0]), selections[0], list(filters), list(measures), days)
    begin = np.array([place[one[0]] for one in edges])
    stop = np.array([place[one[-1]] for one in edges])
    at = np.array(rows)
    span = running[:_MEASURES, of_filter, stop] - running[:_MEASURES, of_filter, begin]
    found.excluded[at] = span[_EXCLUDED]
    first, second, third = span[_PIECES]
    found.events[at] = first + (second << _PIECE) + (third << 2 * _PIECE)
    found.total[at] = running[column + 1, 0, stop] - running[column + 1, 0, begin]
    for k, columns in enumerate((column, column + 1, column + 2, np.full_like(column, _N))):
        found.sums[k, at, 0] = running[columns, of_filter, stop] - running[columns, of_filter, begin]
    for i, one in enumerate(edges):
        if len(one) > 2:
            wanted = [column[i], column[i] + 1, column[i] + 2, _N]
            cut = running[wanted, of_filter[i]][:, [place[day] for day in one.tolist()]]
            found.sums[:, rows[i], : len(one) - 1] = np.diff(cut, axis=1)


def _filter(selection: Selection) -> Filter:
    drops = selection.quality.crossing == "drop"
    return Filter(selection.quality, (selection.start, selection.end) if drops else None)


def _running(
    part: Masks, like: Selection, filters: Sequence[Filter], measures: Sequence[MeasureName], days: Sequence[int]
) -> IntArray:
    """Sums (columns, filters, days) of the rows of a part from the first of some days up to each.

    Doubles hold the sums exactly (whole numbers below 2**53), and matrix products of doubles are the fastest.
    """
    made, roles, rows = classes(part, filters), part.roles(like.sides), part.panel.rows
    at = rows["day"].searchsorted(days)
    span = slice(at[0], at[-1])
    segments = len(days) - 1
    cell = made.of_row[span] * segments + np.repeat(np.arange(segments), np.diff(at))
    forward, counted = roles.forward, roles.forward | roles.backward
    tags = np.where(forward, part.tags[0], np.where(roles.backward, part.tags[1], 0))
    columns = [rows["n"] * counted, rows["n"] * ~counted]
    columns += [(tags >> shift) & ((1 << _PIECE) - 1) for shift in (0, _PIECE, 2 * _PIECE)]
    for name in measures:
        columns += [values * counted for values in measure(replace(like, measure=name), rows, forward)]
    count = made.admitted.shape[1]
    sums = np.stack([np.bincount(cell, one[span], count * segments) for one in columns])
    totals = made.admitted @ sums.reshape(len(columns), count, segments)
    running = np.zeros((*totals.shape[:2], segments + 1))
    np.cumsum(totals, axis=2, out=running[:, :, 1:])
    return running.astype(np.int64)


def _cut(selection: Selection) -> tuple[IntArray, BoolArray]:
    if selection.end < selection.start:
        raise UsageError(
            f"the window ends on day {selection.end}, before it starts on day {selection.start}", cure="swap them"
        )
    return bins(selection.start, selection.end, selection.bin)
