"""Rows by event, and what is written of events: each numbered once for a whole text."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.panel import IntArray
from inquest.model.selection import Selection
from inquest.record._shape import distinct, joined
from inquest.record.masks import Masks, chosen_rows


class ByEvent:
    """A panel by event; which events some selections take.

    Parameters
    ----------
    masks : of the panel by event.
    events : (R,) the event of each row.
    """

    def __init__(self, masks: Masks, events: IntArray) -> None:
        self.masks = masks
        self._every, place = np.unique(events, return_inverse=True)
        self._place: IntArray = place.reshape(-1).astype(np.int64)

    def rows(self, selections: Sequence[Selection]) -> IntArray:
        """Rows behind the selections, those of the first one first; a row may come twice."""
        found = [chosen_rows(self.masks, selection) for selection in selections]
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    def first(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """Events of some rows, by number, and the first of these rows that is of each."""
        place = self._place[rows]
        first = np.full(len(self._every), -1, dtype=np.int64)
        first[place[::-1]] = rows[::-1]  # what is written last stays
        there = np.flatnonzero(first >= 0)
        return self._every[there], first[there]

    def ranked(self, selections: Sequence[Selection]) -> tuple[IntArray, IntArray]:
        """Events behind any of the selections, by deaths (most first), then day, then event; and their deaths."""
        rows = self.masks.panel.rows
        taken = np.zeros(len(self._place), dtype=bool)
        for selection in selections:
            taken[chosen_rows(self.masks, selection)] = True
        index = np.flatnonzero(taken)
        events, first = self.first(index)
        place = self._place[index]
        deaths = np.zeros(len(self._every), dtype=np.int64)
        np.add.at(deaths, place, rows["best"][index])
        deaths = deaths[self._place[first]]
        order = np.lexsort([events, rows["day"][first], -deaths])
        return events[order], deaths[order]


class Texts(Protocol):
    """Readable columns of events, sorted by ``ev``."""

    def __call__(self, events: IntArray, names: Sequence[str], /) -> Mapping[str, npt.NDArray[Any]]:
        """The columns of the names, and ``ev``."""
        ...


class Words:
    """Readable columns of events, read once each, and numbers of their different entries.

    Parameters
    ----------
    texts : where they are read.
    names : of the columns.
    groups : name -> columns whose entries are numbered together.
    """

    def __init__(self, texts: Texts, names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
        self._texts, self._names, self._groups = texts, tuple(names), groups
        self._ev: IntArray = np.zeros(0, dtype=np.int64)
        self._columns: dict[str, npt.NDArray[Any]] = {}
        self._numbers: dict[str, IntArray] = {group: self._ev for group in groups}
        self._different: dict[str, dict[tuple[Any, ...], int]] = {group: {} for group in groups}

    def at(self, events: IntArray) -> IntArray:
        """Places of some events here; those not here yet are read."""
        found = np.searchsorted(self._ev, events)
        if len(self._ev):
            there = self._ev[np.minimum(found, len(self._ev) - 1)] == events
        else:
            there = np.zeros(len(events), dtype=bool)
        if not there.all() or not self._columns:
            self._read(distinct(events[~there]))
            found = np.searchsorted(self._ev, events)
        return found

    def column(self, name: str, at: IntArray) -> npt.NDArray[Any]:
        """A column at some places."""
        return self._columns[name][at]

    def numbers(self, group: str, at: IntArray) -> IntArray:
        """Numbers of the entries of a group at some places."""
        return self._numbers[group][at]

    def entries(self, group: str) -> list[tuple[Any, ...]]:
        """Different entries of a group, in the order of their numbers; a later reading adds some at the end."""
        return list(self._different[group])

    def _read(self, events: IntArray) -> None:
        new = self._texts(events, self._names)
        numbers = {}
        for group, names in self._groups.items():
            different = self._different[group]
            rows = zip(*(_entries(new[name]) for name in names), strict=True)
            numbers[group] = np.array([different.setdefault(row, len(different)) for row in rows], dtype=np.int64)
        events = np.asarray(new["ev"])
        order = np.argsort(np.concatenate([self._ev, events]), kind="stable")
        for name in self._names:
            self._columns[name] = joined([self._columns[name], new[name]])[order] if len(self._ev) else new[name]
        for group, own in numbers.items():
            self._numbers[group] = np.concatenate([self._numbers[group], own])[order]
        self._ev = np.concatenate([self._ev, events])[order]


def _entries(column: npt.NDArray[Any]) -> list[Any]:
    """Entries of a column, None where one is missing."""
    if not hasattr(column, "mask"):  # no masked array: their module is loaded only where there is one
        return list(column.tolist())
    listed: list[Any] = np.ma.getdata(column).tolist()
    for at in np.flatnonzero(np.ma.getmaskarray(column)).tolist():
        listed[at] = None
    return listed
