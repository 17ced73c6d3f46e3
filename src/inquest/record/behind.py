"""The events behind selections: one panel by event for a whole text; words are read only for what is used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.model.record import RecordInfo
from inquest.model.selection import Selection
from inquest.record._by_event import ByEvent, Texts, Words
from inquest.record._schema import TEXT
from inquest.record._shape import evidence_of
from inquest.record.masks import Masks, Rows

_WHERE = ("latitude", "longitude", "where_prec", "place", "adm_1", "adm_2", "country")
_LIGHT = (*_WHERE, "source_office")
_PLACED = ("location", "side_a", "side_b")
"""Columns of a panel that number its own atoms: without it they mean nothing."""
_REMEMBERED = 6
"""Answers kept of each kind: several checks of a finding ask for the same events."""
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


Key = TypeVar("Key")
Found = TypeVar("Found")
Events = Callable[[PanelSpec], tuple[Panel, IntArray]]


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
        self._drawn = Words(texts, _LIGHT, {"spot": _WHERE, "office": ("source_office",)})
        self._spots: list[tuple[Any, ...] | None] = []
        """Of each different entry of a location: what tells its spot, None if it isn't drawn."""
        self._said: dict[tuple[str, ...], Words] = {}
        self._details: dict[object, Mapping[str, npt.NDArray[Any]]] = {}
        self._ranked: dict[tuple[Selection, ...], tuple[IntArray, IntArray]] = {}

    @cached_property
    def _made(self) -> ByEvent:
        panel, events = self._events(self.spec)
        return ByEvent(Masks(panel), events)

    def ranked(self, selections: Sequence[Selection]) -> tuple[IntArray, IntArray]:
        """Events behind any of the selections, most deaths first, and their deaths; two arrays of one length."""
        if not selections:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return _remembered(self._ranked, tuple(selections), lambda: self._made.ranked(selections))

    def details(self, selections: Sequence[Selection], texts: Sequence[str] = ()) -> Mapping[str, npt.NDArray[Any]]:
        """Columns of every event behind any of the selections, one entry each, by event: those of a panel and texts.

        Parameters
        ----------
        texts : readable columns wanted besides (``side_a``, ``side_b``, ``adm_1``, ...); each comes with its
            ``:number``, equal for equal texts.
        """
        key = (tuple(selections), tuple(texts))
        return _remembered(self._details, key, lambda: self._detailed(selections, tuple(texts)))

    def _detailed(self, selections: Sequence[Selection], texts: tuple[str, ...]) -> Mapping[str, npt.NDArray[Any]]:
        events, first = self._made.first(self._made.rows(selections))
        rows = self._made.masks.panel.rows
        made: dict[str, npt.NDArray[Any]] = Rows({n: c for n, c in rows.items() if n not in _PLACED}, first)
        if texts:
            if texts not in self._said:
                self._said[texts] = Words(self._texts, texts, {name: (name,) for name in texts})
            said = self._said[texts]
            at = said.at(events)
            made |= {name: said.column(name, at) for name in texts}
            made |= {f"{name}:number": said.numbers(name, at) for name in texts}
        made["ev"] = events
        return made

    def shown(self, events: IntArray) -> tuple[Evidence, ...]:
        """What is shown of some events, in their order."""
        found = evidence_of(self._texts(np.sort(events), TEXT))
        return tuple(found[int(event)] for event in events)

    def spots(self, events: IntArray, deaths: IntArray) -> tuple[Spot, ...]:
        """Events and deaths by location (``where_prec`` 1 to 5), by latitude, longitude, precision."""
        place = self._drawn.numbers("spot", self._drawn.at(events))
        for row in self._drawn.entries("spot")[len(self._spots) :]:
            drawn = row[0] is not None and row[0] == row[0] and int(row[2]) <= _DISTRICT
            key = (float(row[0]), float(row[1]), int(row[2]), *(str(one or "") for one in row[3:])) if drawn else None
            self._spots.append(key)
        counts = np.bincount(place, minlength=len(self._spots))
        dead = np.zeros(len(self._spots), dtype=np.int64)
        np.add.at(dead, place, deaths)
        there = np.flatnonzero(counts)
        totals: dict[tuple[Any, ...], list[int]] = {}
        for at, count, fallen in zip(there.tolist(), counts[there].tolist(), dead[there].tolist(), strict=True):
            key = self._spots[at]
            if key is not None:
                before = totals.get(key, [0, 0])
                totals[key] = [before[0] + count, before[1] + fallen]
        return tuple(Spot(*key, *totals[key]) for key in sorted(totals))

    def offices(self, events: IntArray) -> dict[str, int]:
        """Source office -> events, most first. An event with two offices counts for both."""
        number = self._drawn.numbers("office", self._drawn.at(events))
        texts = [str(text or "") for (text,) in self._drawn.entries("office")]
        found = {text: 0 for text in texts}
        for text, events_of in zip(texts, np.bincount(number, minlength=len(texts)).tolist(), strict=True):
            found[text] += events_of
        counts: dict[str, int] = {}
        for text in sorted(text for text, events_of in found.items() if events_of):
            for office in sorted({part.strip() for part in text.split(";")} - {""}) or [NO_OFFICE]:
                counts[office] = counts.get(office, 0) + found[text]
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _remembered(kept: dict[Key, Found], key: Key, make: Callable[[], Found]) -> Found:
    """What was made for a key; the oldest of many is forgotten."""
    if key not in kept:
        while len(kept) >= _REMEMBERED:
            del kept[next(iter(kept))]
        kept[key] = make()
    return kept[key]


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
