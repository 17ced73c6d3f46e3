"""Panels, grids and evidence from columns held in memory: row by row what the engines' queries give."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import BoolArray, ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.record._schema import AS_THEY_ARE, DEATHS, GRID_KEYS, KEYS, SUMS, TEXT, cutoff, describe
from inquest.record._shape import (
    LazyColumns,
    cells_of,
    crosses,
    distinct,
    edge_counts,
    extracted,
    grid_of,
    one_key,
    panel_with,
)
from inquest.record.atoms import Atoms, atoms


class Held(Protocol):
    """The tables event, event_day, location, side, member and text (one row per event) as columns."""

    last: tuple[PanelSpec, Any] | None
    """What the last panel was made of (``_Found``), and what it was asked for."""

    def whole(self, table: str, name: str) -> IntArray:
        """A column of whole numbers that lacks none."""
        ...

    def column(self, table: str, name: str, rows: IntArray | None = None) -> npt.NDArray[Any]:
        """A column, or some rows of it."""
        ...


def held_panel(held: Held, record: Path, spec: PanelSpec) -> Panel:
    """Sparse rows (atom x day) with integer sums."""
    return panel_from(held, describe(record), atoms(record, spec), spec)


def held_events(held: Held, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
    """The panel by event, and the event of each row."""
    about = describe(record)
    return _by_event(_last(held, spec) or _Found(held, about, atoms(record, spec), spec), about, spec)


def held_grid(held: Held, record: Path, spec: GridSpec) -> Grid:
    """Cell x period x pair, and the rest without cells."""
    return grid_from(held, describe(record), atoms(record, spec), spec)


def panel_from(held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> Panel:
    """Sparse rows (atom x day) of a record that says ``about`` itself, with its atoms."""
    found = _Found(held, about, made, spec)
    held.last = (spec, found)  # a text asks for the same rows by event once its findings are judged
    key = one_key([found["day"], found["dating"], found.alike[found.of]])
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=key[order[:1]] - 1))
    first = order[starts]

    def summed(name: str) -> IntArray:
        return np.add.reduceat(found[name][order], starts) if len(starts) else found[name]

    makers = {name: partial(found.taken, name, first) for name in found.keys_of_rows}
    return panel_with(about, made, spec, LazyColumns(makers | {name: partial(summed, name) for name in SUMS}))


def events_from(held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> tuple[Panel, IntArray]:
    """The panel by event of a record that says ``about`` itself, and the event of each row."""
    return _by_event(_last(held, spec) or _Found(held, about, made, spec), about, spec)


def _last(held: Held, spec: PanelSpec) -> "_Found | None":
    asked, found = held.last or (None, None)
    return found if asked is spec or asked == spec else None


def _by_event(found: "_Found", about: Mapping[str, Any], spec: PanelSpec) -> tuple[Panel, IntArray]:
    order = np.argsort(one_key([found["day"], found["dating"], found.alike[found.of], found["ev"]]), kind="stable")
    makers = {name: partial(found.taken, name, order) for name in (*found.keys_of_rows, *SUMS)}
    return panel_with(about, found.made, spec, LazyColumns(makers)), found["ev"][order]


def grid_from(held: Held, about: Mapping[str, Any], made: Atoms, spec: GridSpec) -> Grid:
    """The grid of a record that says ``about`` itself."""
    days = np.arange(about["first_day"], about["last_day"] + 1, dtype=np.int64)
    event = _events(held, about, made, spec, days // spec.period)
    cells, located = cells_of(made, spec.cell)
    place = held.whole("event", "location")[event["row"]]
    best = held.whole("event", "best")[event["row"]]
    precise = (event["precision"] <= spec.max_precision) & located[place]
    columns = {
        **event,
        "cell_y": cells[place, 0],
        "cell_x": cells[place, 1],
        "period": event["edge_from"],
        "n": np.ones(len(place), dtype=np.int64),
    }
    parts = []
    for keys, chosen in ((GRID_KEYS, precise), (GRID_KEYS[2:], ~precise)):
        kept = {name: columns[name][(best > 0) & chosen] for name in (*keys, "n")}
        parts.append(_summed(kept, keys, ("n",)))
    return grid_of(about, made, spec, parts)


def held_extract(held: Held, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
    """The events behind each selection."""
    panel, events = held_events(held, record, spec)
    return extracted(panel, events, spec, lambda wanted: held_texts(held, wanted, TEXT))


def held_texts(held: Held, wanted: IntArray, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Readable columns of events, sorted by ``ev``."""
    every = held.whole("text", "ev")
    asked = distinct(wanted)
    at = np.searchsorted(every, asked)
    there = at < len(every)
    there[there] = every[at[there]] == asked[there]
    rows = at[there]
    return {"ev": every[rows], **{name: held.column("text", name, rows) for name in names}}


def _events(
    held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec, counts: IntArray
) -> dict[str, IntArray]:
    """Events in force, with atoms for locations and sides; ``edge_from``, ``edge_to``: counts on first and last day."""
    newest, first, last = cutoff(about, spec.as_of), about["first_day"], about["last_day"]
    start, end = held.whole("event", "start_day"), held.whole("event", "end_day")
    current: BoolArray = (held.whole("event", "rank") <= newest) & (held.whole("event", "until") > newest)
    inside = (start >= first) & (start <= last) & (end >= first) & (end <= last)
    row = np.flatnonzero(current & inside)
    columns = {name: held.whole("event", name)[row] for name in AS_THEY_ARE}
    return {
        "row": row,
        "ev": held.whole("event", "ev")[row],
        "location": made.location_atom[held.whole("event", "location")[row]],
        "side_a": made.side_atom[held.whole("event", "side_a")[row]],
        "side_b": made.side_atom[held.whole("event", "side_b")[row]],
        **columns,
        "edge_from": counts[start[row] - first],
        "edge_to": counts[end[row] - first],
    }


class _Found:
    """One row per event (per event and day for ``spread``) and dating; columns are made when they are asked for.

    Attributes
    ----------
    of : (R,) the event of each row, as a place among the events in force.
    alike : (E,) a number per event, equal for events that the panel doesn't tell apart by anything but their day; in
        the order of the panel's key columns.
    keys_of_rows : names of the key columns of the panel, in order.
    """

    def __init__(self, held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> None:
        event = _events(held, about, made, spec, edge_counts(about, spec))
        edges = crosses(spec.edges, event.pop("edge_from"), event.pop("edge_to"))
        self._held, self._row, self.made = held, event.pop("row"), made
        self._event = event | edges
        self.keys_of_rows = ("day", "dating", *KEYS[1:-2], *edges)
        self.alike = one_key([self._event[name] for name in self.keys_of_rows[2:]])
        self._datings = spec.datings
        every = np.arange(len(event["ev"]), dtype=np.int64)
        self._days, self._of_day = _days_of(held, event["ev"]) if "spread" in spec.datings else (every[:0], every[:0])
        self.of = np.concatenate([self._of_day if dating == "spread" else every for dating in spec.datings])
        self._kept: dict[str, IntArray] = {}

    def __getitem__(self, name: str) -> IntArray:
        if name not in self._kept:
            if name in self._event:
                self._kept[name] = self._event[name][self.of]
            else:
                self._kept[name] = np.concatenate([self._part(name, i) for i in range(len(self._datings))])
        return self._kept[name]

    def taken(self, name: str, rows: IntArray) -> IntArray:
        """Some rows of a column."""
        return self._event[name][self.of[rows]] if name in self._event else self[name][rows]

    def _part(self, name: str, index: int) -> IntArray:
        """A column that differs by dating: the day, the dating's place in the spec, or a sum."""
        dating, held = self._datings[index], self._held
        spread = dating == "spread"
        if name == "dating":
            return np.full(len(self._days) if spread else len(self._row), index, dtype=np.int64)
        if spread and name in ("day", *DEATHS):
            return held.whole("event_day", name)[self._days]
        first = held.whole("event_day", "first")[self._days] if spread else np.ones(len(self._row), dtype=np.int64)
        if name == "n":
            return first
        if name.startswith("n_"):
            counted = (held.whole("event", name[2:])[self._row] > 0).astype(np.int64)
            return counted[self._of_day] * first if spread else counted
        return held.whole("event", f"{dating}_day" if name == "day" else name)[self._row]


def _days_of(held: Held, events: IntArray) -> tuple[IntArray, IntArray]:
    """Rows of the table event_day that belong to some events, and the place of each one's event among these."""
    ev = held.whole("event_day", "ev")
    place = np.full(int(max(ev.max(initial=0), events.max(initial=0))) + 1, -1, dtype=np.int64)
    place[events] = np.arange(len(events))
    days = np.flatnonzero(place[ev] >= 0)
    return days, place[ev[days]]


def _summed(found: Mapping[str, IntArray], keys: Sequence[str], sums: Sequence[str]) -> dict[str, IntArray]:
    """Sums over rows of equal keys."""
    key = one_key([found[name] for name in keys])
    if not len(key):
        return {name: found[name] for name in (*keys, *sums)}
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=key[order[0]] - 1))
    first = order[starts]
    return {name: found[name][first] for name in keys} | {
        name: np.add.reduceat(found[name][order], starts) for name in sums
    }
