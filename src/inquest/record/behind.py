"""The events behind selections: one panel by event for a whole text; words are read only for what is used."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.model.record import RecordInfo
from inquest.model.selection import Selection
from inquest.record._schema import TEXT
from inquest.record._shape import evidence_of, joined, ranked
from inquest.record.masks import Masks, Rows, chosen_rows

_WHERE = ("latitude", "longitude", "where_prec", "place", "adm_1", "adm_2", "country")
_LIGHT = (*_WHERE, "source_office")
_PLACED = ("location", "side_a", "side_b")
"""Columns of a panel that number its own atoms: without it they mean nothing."""
_REMEMBERED = 6
"""Answers of ``details`` kept: several checks of a finding ask for the same events."""
NO_OFFICE = "(not recorded)"
_DISTRICT = 5
"""Coarsest precision (``where_prec``) that is drawn."""


@dataclass(frozen=True)
class Spot:
    """A location as the source codes it, with the events and deaths (best estimate) of a selection there."""

    latitude: float
    longitude: float
    where_prec: int
    place: str
    adm_1: str
    adm_2: str
    country: str
    events: int
    deaths: int


Events = Callable[[PanelSpec], tuple[Panel, IntArray]]
Texts = Callable[[IntArray, Sequence[str]], Mapping[str, npt.NDArray[Any]]]


class Behind:
    """The events behind selections of one spec.

    Parameters
    ----------
    events : makes the panel by event of a spec, and the event of each row.
    texts : readable columns of events, sorted by ``ev``.
    spec : must name every outline, actor set, edge and dating of the selections asked about.
    """

    def __init__(self, events: Events, texts: Texts, spec: PanelSpec) -> None:
        self._events, self._texts, self.spec = events, texts, spec
        empty: dict[str, npt.NDArray[Any]] = {name: np.zeros(0, dtype=object) for name in _LIGHT}
        self._light = {"ev": np.zeros(0, dtype=np.int64), **empty}
        self._details: dict[object, Mapping[str, npt.NDArray[Any]]] = {}

    @cached_property
    def _made(self) -> tuple[Panel, IntArray]:
        return self._events(self.spec)

    @cached_property
    def _masks(self) -> Masks:
        return Masks(self._made[0])

    def ranked(self, selections: Sequence[Selection]) -> tuple[IntArray, IntArray]:
        """Events behind any of the selections, most deaths first, and their deaths; two arrays of one length."""
        if not selections:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return ranked(self._masks, self._made[1], selections)

    def details(self, selections: Sequence[Selection], texts: Sequence[str] = ()) -> Mapping[str, npt.NDArray[Any]]:
        """Columns of every event behind any of the selections, one entry each, by event: those of a panel and texts.

        Parameters
        ----------
        texts : readable columns wanted besides (``side_a``, ``side_b``, ``adm_1``, ...).
        """
        key = (tuple(selections), tuple(texts))
        if key not in self._details:
            while len(self._details) >= _REMEMBERED:
                del self._details[next(iter(self._details))]
            self._details[key] = self._detailed(selections, texts)
        return self._details[key]

    def _detailed(self, selections: Sequence[Selection], texts: Sequence[str]) -> Mapping[str, npt.NDArray[Any]]:
        rows, of = self._masks.panel.rows, self._made[1]
        found = [chosen_rows(self._masks, selection) for selection in selections]
        index = np.concatenate([np.zeros(0, dtype=np.int64), *found])
        events, first = np.unique(of[index], return_index=True)
        made: dict[str, npt.NDArray[Any]] = Rows({n: c for n, c in rows.items() if n not in _PLACED}, index[first])
        if texts:
            made.update(self._texts(events, texts))
        made["ev"] = events
        return made

    def shown(self, events: IntArray) -> tuple[Evidence, ...]:
        """What is shown of some events, in their order."""
        found = evidence_of(self._texts(np.sort(events), TEXT))
        return tuple(found[int(event)] for event in events)

    def spots(self, events: IntArray, deaths: IntArray) -> tuple[Spot, ...]:
        """Events and deaths by location (``where_prec`` 1 to 5), by latitude, longitude, precision."""
        columns = self._columns(events)
        rows = zip(*(np.ma.filled(columns[name], None).tolist() for name in _WHERE), strict=True)
        numbers: dict[tuple[Any, ...], int] = {}
        place = np.array([numbers.setdefault(row, len(numbers)) for row in rows], dtype=np.int64)
        counts = np.bincount(place, minlength=len(numbers)).tolist()
        dead = np.zeros(len(numbers), dtype=np.int64)
        np.add.at(dead, place, deaths)
        totals: dict[tuple[Any, ...], list[int]] = {}
        for row, count, fallen in zip(numbers, counts, dead.tolist(), strict=True):
            if row[0] is not None and row[0] == row[0] and int(row[2]) <= _DISTRICT:
                key = (float(row[0]), float(row[1]), int(row[2]), *map(str, row[3:]))
                before = totals.get(key, [0, 0])
                totals[key] = [before[0] + count, before[1] + fallen]
        return tuple(Spot(*key, *totals[key]) for key in sorted(totals))

    def offices(self, events: IntArray) -> dict[str, int]:
        """Source office -> events, most first. An event with two offices counts for both."""
        counts: dict[str, int] = {}
        for text, number in sorted(Counter(np.ma.filled(self._columns(events)["source_office"], "").tolist()).items()):
            for office in sorted({part.strip() for part in text.split(";")} - {""}) or [NO_OFFICE]:
                counts[office] = counts.get(office, 0) + number
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _columns(self, events: IntArray) -> dict[str, npt.NDArray[Any]]:
        missing = np.setdiff1d(events, self._light["ev"])
        if missing.size:
            new = self._texts(missing, _LIGHT)
            held = self._light if self._light["ev"].size else {name: new[name][:0] for name in ("ev", *_LIGHT)}
            merged = {name: joined([held[name], new[name]]) for name in ("ev", *_LIGHT)}
            order = np.argsort(np.asarray(merged["ev"]), kind="stable")
            self._light = {name: column[order] for name, column in merged.items()}
        at = np.searchsorted(np.asarray(self._light["ev"]), events)
        return {name: column[at] for name, column in self._light.items()}


class Recorded(Protocol):
    """What the multiverse asks of a record, on disk or in memory."""

    @property
    def info(self) -> RecordInfo:
        """Identity and manifests."""
        ...

    def panel(self, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        ...

    def grid(self, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        ...

    def behind(self, spec: PanelSpec) -> Behind:
        """The events behind any selections that the spec can tell apart."""
        ...
