"""What every engine does around the queries: atoms in, tables joined, sorted NumPy columns out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import BoolArray, ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.model.selection import Selection
from inquest.record import _queries
from inquest.record._queries import Frame, Tables
from inquest.record.atoms import Atoms, atoms
from inquest.record.ingest import EVENTS
from inquest.record.masks import Masks, chosen_rows

RECORD = "record.json"
_WORD = 62
"""Edges per ``crosses`` column: bits of a non-negative 64-bit number."""
_CELLS_BELOW = 1 << 40


class Backend(Protocol):
    """The four things an engine must be able to do."""

    def scan(self, path: Path) -> Frame:
        """A Parquet file."""
        ...

    def small(self, columns: Mapping[str, IntArray]) -> Frame:
        """A small table of whole numbers."""
        ...

    def named(self, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Frame:
        """A small table of text (str) and whole numbers (int)."""
        ...

    def fetch(self, frame: Frame) -> dict[str, npt.NDArray[Any]]:
        """Run a query; NumPy columns by name."""
        ...


def describe(record: Path) -> dict[str, Any]:
    """What the record's folder says about itself: sources, vintages, days, identity."""
    loaded: dict[str, Any] = json.loads((record / RECORD).read_text(encoding="utf-8"))
    return loaded


def cutoff(about: Mapping[str, Any], as_of: str | None) -> int:
    """The newest rank that stood on a day; -1 if none did."""
    ranks = [i for i, v in enumerate(about["vintages"]) if as_of is None or v["stands_from"] <= as_of]
    return max(ranks, default=-1)


def _tables(
    backend: Backend,
    record: Path,
    about: Mapping[str, Any],
    made: Atoms,
    spec: PanelSpec,
    counts: IntArray,
    cell: float,
) -> Tables:
    """``counts``: for each day from the record's first to its last, what the ``start`` and ``end`` tables say."""
    days = np.arange(about["first_day"], about["last_day"] + 1, dtype=np.int64)
    located: BoolArray = np.asarray(~np.isnan(made.cells).any(axis=1))
    floors = np.floor(np.nan_to_num(made.cells) / cell)
    cells: IntArray = np.where(located[:, None], floors, _CELLS_BELOW).astype(np.int64)
    place: dict[str, IntArray] = {
        "location": np.arange(len(made.location_atom), dtype=np.int64),
        "location_atom": made.location_atom,
        "cell_y": cells[:, 0],
        "cell_x": cells[:, 1],
        "located": located.astype(np.int64),
    }
    side: dict[str, IntArray] = {"side": np.arange(len(made.side_atom), dtype=np.int64), "side_atom": made.side_atom}
    return Tables(
        event=backend.scan(record / "event.parquet"),
        event_day=backend.scan(record / "event_day.parquet"),
        place=backend.small(place),
        side=backend.small(side),
        start=backend.small({"start_day": days, "edge_from": counts}),
        end=backend.small({"end_day": days, "edge_to": counts}),
        cutoff=cutoff(about, spec.as_of),
    )


def _edge_counts(about: Mapping[str, Any], spec: PanelSpec) -> IntArray:
    days = np.arange(about["first_day"], about["last_day"] + 1, dtype=np.int64)
    return np.searchsorted(np.array(sorted(spec.edges), dtype=np.int64), days, side="right").astype(np.int64)


def crosses(edges: Sequence[int], edge_from: IntArray, edge_to: IntArray) -> dict[str, IntArray]:
    """Columns ``crosses``, ``crosses1``...: bit i says that the span crosses ``edges[i]``, in the spec's own order."""
    order = np.argsort(np.array(edges, dtype=np.int64), kind="stable")
    made = {}
    for word in range(max(1, -(-len(edges) // _WORD))):
        bits = np.zeros(edge_from.shape, dtype=np.int64)
        for place, edge in enumerate(order):
            if edge // _WORD == word:
                hit = (edge_from <= place) & (place < edge_to)
                bits |= hit.astype(np.int64) << np.int64(edge % _WORD)
        made[f"crosses{word or ''}"] = bits
    return made


def _panel(backend: Backend, record: Path, spec: PanelSpec, by_event: bool) -> tuple[Panel, IntArray]:
    about, made = describe(record), atoms(record, spec)
    tables = _tables(backend, record, about, made, spec, _edge_counts(about, spec), 1.0)
    parts = []
    for index, dating in enumerate(spec.datings):
        query = _queries.rows(tables, dating) if by_event else _queries.panel(tables, dating)
        columns = backend.fetch(query)
        columns["dating"] = np.full(len(columns["day"]), index, dtype=np.int64)
        parts.append(columns)
    found = {name: np.concatenate([_whole(part[name]) for part in parts]) for name in parts[0]}
    sums = {name: found[name if by_event else f"sum_{name}"] for name in _queries.SUMS}
    keys = {"day": found["day"], "dating": found["dating"]}
    keys |= {name: found[name] for name in _queries.KEYS[1:-2]}
    keys |= crosses(spec.edges, found["edge_from"], found["edge_to"])
    events = found["ev"] if by_event else np.zeros(len(found["day"]), dtype=np.int64)
    order = np.lexsort([events, *reversed(list(keys.values()))])
    rows = {name: column[order] for name, column in (keys | sums).items()}
    panel = Panel(
        spec=spec,
        rows=rows,
        place_bits=made.place_bits,
        any_bits=made.any_bits,
        all_bits=made.all_bits,
        source_names=tuple(about["sources"]),
        record=about["identity"],
    )
    return panel, events[order]


def _whole(column: npt.NDArray[Any]) -> IntArray:
    if np.ma.isMaskedArray(column) and np.ma.is_masked(column):
        raise ValueError("an engine returned a missing number in a panel")
    return np.ma.getdata(column).astype(np.int64)


def run_panel(backend: Backend, record: Path, spec: PanelSpec) -> Panel:
    """The panel of a record. Only the backend differs between engines."""
    return _panel(backend, record, spec, by_event=False)[0]


def run_grid(backend: Backend, record: Path, spec: GridSpec) -> Grid:
    """The grid of a record: cell x period x pair."""
    about, made = describe(record), atoms(record, spec)
    days = np.arange(about["first_day"], about["last_day"] + 1, dtype=np.int64)
    tables = _tables(backend, record, about, made, spec, days // spec.period, spec.cell)
    found = []
    for located in (True, False):
        columns = backend.fetch(_queries.grid(tables, spec.max_precision, located))
        keys = _queries.GRID_KEYS if located else _queries.GRID_KEYS[2:]
        whole = {name: _whole(columns[name]) for name in keys}
        order = np.lexsort([*reversed(list(whole.values()))])
        found.append({name: c[order] for name, c in (whole | {"n": _whole(columns["sum_n"])}).items()})
    return Grid(
        spec=spec,
        rows=found[0],
        place_bits=made.place_bits,
        any_bits=made.any_bits,
        all_bits=made.all_bits,
        record=about["identity"],
        unlocated=found[1],
    )


def run_extract(backend: Backend, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
    """The events behind each selection, by deaths (most first), then day, then id; at most ``spec.limit`` each."""
    panel, events = _panel(backend, record, spec, by_event=True)
    masks = Masks(panel)
    picked = [ranked(masks, events, [selection])[0][: spec.limit] for selection in spec.selections]
    wanted = np.unique(np.concatenate(picked)) if picked else np.zeros(0, dtype=np.int64)
    shown = evidence_of(run_texts(backend, record, wanted, _queries.TEXT))
    return [tuple(shown[int(event)] for event in chosen) for chosen in picked]


def run_events(backend: Backend, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
    """The panel with one row per event (per event and day for ``spread``), and the event of each row."""
    return _panel(backend, record, spec, by_event=True)


def ranked(masks: Masks, events: IntArray, selections: Sequence[Selection]) -> tuple[IntArray, IntArray]:
    """Events behind any of the selections, by deaths (most first), then day, then event; and their deaths."""
    found = [chosen_rows(masks, selection) for selection in selections]
    index, rows = np.unique(np.concatenate(found)), masks.panel.rows
    by_event, first, place = np.unique(events[index], return_index=True, return_inverse=True)
    deaths = np.zeros(len(by_event), dtype=np.int64)
    np.add.at(deaths, place.reshape(-1), rows["best"][index])
    order = np.lexsort([by_event, rows["day"][index][first], -deaths])
    return by_event[order], deaths[order]


def run_texts(backend: Backend, record: Path, wanted: IntArray, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Readable columns of events, sorted by ``ev``; ``names`` are among ``_queries.TEXT``."""
    about = describe(record)
    parts: list[dict[str, npt.NDArray[Any]]] = []
    if len(wanted):
        keys = backend.fetch(
            backend.scan(record / "event.parquet").join(backend.small({"ev": wanted}), on="ev", how="inner")
            .select("ev", "rank", "id")
        )  # fmt: skip
        for rank, vintage in enumerate(about["vintages"]):
            here = _whole(keys["rank"]) == rank
            if here.any():
                ids: dict[str, Sequence[Any]] = {
                    "event_id": [str(i) for i in keys["id"][here]],
                    "ev": [int(e) for e in keys["ev"][here]],
                }
                table = backend.named(ids, {"event_id": str, "ev": int})
                path = record.parent.parent / "vintages" / vintage["folder"] / EVENTS
                parts.append(backend.fetch(_queries.texts(backend.scan(path), table, names)))
    found = {name: joined([part[name] for part in parts] or [np.zeros(0)]) for name in ("ev", *names)}
    order = np.argsort(_whole(found["ev"]), kind="stable")
    return {name: column[order] for name, column in found.items()}


def joined(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Columns one after the other; missing entries stay masked."""
    found: npt.NDArray[Any] = np.ma.concatenate(columns)  # type: ignore[no-untyped-call]  # NumPy leaves np.ma untyped
    return found


def evidence_of(columns: Mapping[str, npt.NDArray[Any]]) -> dict[int, Evidence]:
    """Event -> what is shown of it, from columns that hold all of ``_queries.TEXT``."""
    rows = zip(*(columns[name] for name in ("ev", *_queries.TEXT)), strict=True)
    return {int(values[0]): _evidence(dict(zip(_queries.TEXT, values[1:], strict=True))) for values in rows}


def _evidence(row: dict[str, Any]) -> Evidence:
    def real(value: Any) -> float | None:
        return None if value is None or value is np.ma.masked or np.isnan(value) else float(value)

    text = ("source", "release", "id", "country", "adm_1", "adm_2", "place", "side_a", "side_b")
    return Evidence(
        **{name: str(row[name]) for name in text},
        date_start=str(row["date_start"])[:10],
        date_end=str(row["date_end"])[:10],
        latitude=real(row["latitude"]),
        longitude=real(row["longitude"]),
        where_prec=int(row["where_prec"]),
        deaths=int(row["best"]),
        low=int(row["low"]),
        high=int(row["high"]),
        office=str(row["source_office"]),
        headline=str(row["source_headline"]),
        headline_date=str(row["source_date"] or "")[:10],
        simulated=bool(int(row["simulated"])),
    )
