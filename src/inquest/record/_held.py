"""Panels, grids and evidence from columns held in memory: row by row what the engines' queries give."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import BoolArray, ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.record._schema import AS_THEY_ARE, DEATHS, GRID_KEYS, KEYS, SUMS, TEXT, cutoff, describe
from inquest.record._shape import cells_of, edge_counts, extracted, grid_of, one_key, panel_of
from inquest.record.atoms import Atoms, atoms


class Held(Protocol):
    """The tables event, event_day, location, side, member and text (one row per event) as columns."""

    last: tuple[PanelSpec, dict[str, IntArray]] | None
    """The rows of the panel asked for last, and what it was asked for."""

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
    return events_from(held, describe(record), atoms(record, spec), spec)


def held_grid(held: Held, record: Path, spec: GridSpec) -> Grid:
    """Cell x period x pair, and the rest without cells."""
    return grid_from(held, describe(record), atoms(record, spec), spec)


def panel_from(held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> Panel:
    """Sparse rows (atom x day) of a record that says ``about`` itself, with its atoms."""
    found = _rows(held, about, made, spec)
    held.last = (spec, found)  # a text asks for the same rows by event once its findings are judged
    return panel_of(about, made, spec, _summed(found, ("dating", *KEYS), SUMS), by_event=False)[0]


def events_from(held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> tuple[Panel, IntArray]:
    """The panel by event of a record that says ``about`` itself, and the event of each row."""
    asked, found = held.last or (None, {})
    if asked is not spec and asked != spec:
        found = _rows(held, about, made, spec)
    return panel_of(about, made, spec, found, by_event=True)


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
    asked = np.unique(wanted)
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


def _rows(held: Held, about: Mapping[str, Any], made: Atoms, spec: PanelSpec) -> dict[str, IntArray]:
    """One row per event (per event and day for ``spread``) and dating: ``dating``, ``ev``, keys and summands."""
    event = _events(held, about, made, spec, edge_counts(about, spec))
    row = event.pop("row")
    crosses = event["edge_to"] > event["edge_from"]
    for name in ("edge_from", "edge_to"):
        event[name] = np.where(crosses, event[name], 0)
    values = {name: held.whole("event", name)[row] for name in DEATHS}
    counted = {f"n_{name}": (values[name] > 0).astype(np.int64) for name in ("low", "best", "high")}
    parts = []
    for index, dating in enumerate(spec.datings):
        if dating == "spread":
            part = _spread(held, event, counted)
        else:
            day = held.whole("event", f"{dating}_day")[row]
            part = {**event, "day": day, "n": np.ones(len(row), dtype=np.int64), **counted, **values}
        part["dating"] = np.full(len(part["ev"]), index, dtype=np.int64)
        parts.append(part)
    return {name: np.concatenate([part[name] for part in parts]) for name in ("dating", "ev", *KEYS, *SUMS)}


def _spread(held: Held, event: Mapping[str, IntArray], counted: Mapping[str, IntArray]) -> dict[str, IntArray]:
    """Events on each of their days; each counts on its first."""
    ev = held.whole("event_day", "ev")
    place = np.full(int(max(ev.max(initial=0), event["ev"].max(initial=0))) + 1, -1, dtype=np.int64)
    place[event["ev"]] = np.arange(len(event["ev"]))
    days = np.flatnonzero(place[ev] >= 0)
    of = place[ev[days]]
    first = held.whole("event_day", "first")[days]
    return {
        **{name: column[of] for name, column in event.items()},
        "day": held.whole("event_day", "day")[days],
        "n": first,
        **{name: column[of] * first for name, column in counted.items()},
        **{name: held.whole("event_day", name)[days] for name in DEATHS},
    }


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
