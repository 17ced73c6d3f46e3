"""A record held in memory: simulated events on the path of real ones, without files."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from inquest.model.panel import Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.model.record import CoverageCell, Licence, Manifest, RecordInfo, Span
from inquest.model.world import EventTable
from inquest.record._arrays import ArrayTables
from inquest.record._held import events_from, grid_from, held_texts, panel_from
from inquest.record.atoms import Atoms, atoms_of
from inquest.record.behind import Behind

_EPOCH = dt.date(1970, 1, 1)
LICENCE = Licence(name="CC0", rows=True, attribution="Simulated by Inquest")
RELEASE = "simulated"


class MemoryRecord:
    """Events in memory, asked as a record on disk is (``Recorded``): the same panels, grids and evidence.

    Parameters
    ----------
    events : E simulated events.
    spans : what the record declares to cover.
    source : registry name of the source whose layout and habits the events follow.

    Raises
    ------
    InputError
        If an event is one that an ingest would refuse.
    """

    def __init__(self, events: EventTable, spans: Sequence[Span], source: str = "ucdp_ged") -> None:
        self.events, self._spans, self._source = events, tuple(spans), source
        self._tables = ArrayTables(events, source, RELEASE)

    @cached_property
    def info(self) -> RecordInfo:
        """Identity and one manifest, marked as simulated."""
        first, last = self._days
        count = len(self.events.columns["day"])
        manifest = Manifest(
            source=self._source,
            release=RELEASE,
            released=last,
            file_name="(in memory)",
            sha256=self.identity,
            rows_read=count,
            accepted=count,
            spans=self._spans,
            coverage=self._coverage(),
            licence=LICENCE,
            citation="Simulated events; no source reported them.",
            simulated=True,
            first_day=first,
            last_day=last,
        )
        return RecordInfo(identity=self.identity, manifests=(manifest,))

    @cached_property
    def identity(self) -> str:
        """Sha256 over the events, their names and the coverage."""
        made = hashlib.sha256()
        for name, column in sorted(self.events.columns.items()):
            made.update(name.encode() + np.ascontiguousarray(column, dtype="<i8").tobytes())
        said = (self.events.locations, self.events.sides, self.events.offices, self._spans, self._source)
        made.update(repr(said).encode())
        return made.hexdigest()

    def panel(self, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        return panel_from(self._tables, self._about, self._atoms(spec), spec)

    def grid(self, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        return grid_from(self._tables, self._about, self._atoms(spec), spec)

    def behind(self, spec: PanelSpec) -> Behind:
        """The events behind any selections that the spec can tell apart."""
        return Behind(self._by_event, self._texts, spec)

    def _by_event(self, spec: PanelSpec) -> tuple[Panel, IntArray]:
        return events_from(self._tables, self._about, self._atoms(spec), spec)

    def _texts(self, wanted: IntArray, names: Sequence[str]) -> Mapping[str, npt.NDArray[Any]]:
        return held_texts(self._tables, wanted, names)

    def _atoms(self, spec: PanelSpec) -> Atoms:
        return atoms_of([self._tables.table(name) for name in ("location", "side", "member")], spec)

    @cached_property
    def _days(self) -> tuple[dt.date, dt.date]:
        """First and last day of the events; of the coverage where there are none."""
        columns = self.events.columns
        if not len(columns["day"]):
            ends = [(s.start, s.end) for s in self._spans] or [(_EPOCH, _EPOCH)]
            return min(e[0] for e in ends), max(e[1] for e in ends)
        ends_on = int(columns["day_end"].max())
        return _EPOCH + dt.timedelta(days=int(columns["day"].min())), _EPOCH + dt.timedelta(days=ends_on)

    @cached_property
    def _about(self) -> dict[str, Any]:
        """What a record's folder would say of itself."""
        first, last = self._days
        return {
            "identity": self.identity,
            "sources": [self._source],
            "first_day": (first - _EPOCH).days,
            "last_day": (last - _EPOCH).days,
            "vintages": [{"folder": "", "stands_from": str(last)}],
        }

    def _coverage(self) -> tuple[CoverageCell, ...]:
        """Events and deaths by country and month."""
        columns, places = self.events.columns, self.events.locations
        if not len(columns["day"]):
            return ()
        ids = np.array([p.country_id for p in places], dtype=np.int64)
        names = {p.country_id: p.country for p in places}
        month = columns["day"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        each, which = np.unique(np.stack([ids[columns["location"]], month]), axis=1, return_inverse=True)
        events, deaths = np.bincount(which.reshape(-1)), np.zeros(each.shape[1], dtype=np.int64)
        np.add.at(deaths, which.reshape(-1), columns["best"])
        labels = each[1].astype("datetime64[M]").astype(str)
        return tuple(
            CoverageCell(country_id=int(c), country=names[int(c)], month=str(m), events=int(e), deaths=int(d))
            for c, m, e, d in zip(each[0], labels, events, deaths, strict=True)
        )
