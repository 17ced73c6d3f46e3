"""What every engine does around the queries: atoms in, tables joined, sorted NumPy columns out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.record import _queries
from inquest.record._queries import Frame, Tables
from inquest.record._schema import GRID_KEYS, KEYS, SUMS, TEXT, cutoff, describe
from inquest.record._shape import cells_of, edge_counts, extracted, grid_of, joined, panel_of, whole
from inquest.record.atoms import Atoms, atoms
from inquest.record.ingest import EVENTS


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
    cells, located = cells_of(made, cell)
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


def _panel(backend: Backend, record: Path, spec: PanelSpec, by_event: bool) -> tuple[Panel, IntArray]:
    about, made = describe(record), atoms(record, spec)
    tables = _tables(backend, record, about, made, spec, edge_counts(about, spec), 1.0)
    parts = []
    for index, dating in enumerate(spec.datings):
        query = _queries.rows(tables, dating) if by_event else _queries.panel(tables, dating)
        columns = backend.fetch(query)
        columns["dating"] = np.full(len(columns["day"]), index, dtype=np.int64)
        parts.append(columns)
    named = ("ev", *KEYS, *SUMS) if by_event else (*KEYS, *SUMS)
    sums = () if by_event else SUMS
    found = {
        name: np.concatenate([whole(part[f"sum_{name}" if name in sums else name]) for part in parts])
        for name in (*named, "dating")
    }
    return panel_of(about, made, spec, found, by_event)


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
        keys = GRID_KEYS if located else GRID_KEYS[2:]
        found.append({name: whole(columns[name]) for name in keys} | {"n": whole(columns["sum_n"])})
    return grid_of(about, made, spec, found)


def run_extract(backend: Backend, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
    """The events behind each selection, by deaths (most first), then day, then id; at most ``spec.limit`` each."""
    panel, events = _panel(backend, record, spec, by_event=True)
    return extracted(panel, events, spec, lambda wanted: run_texts(backend, record, wanted, TEXT))


def run_events(backend: Backend, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
    """The panel with one row per event (per event and day for ``spread``), and the event of each row."""
    return _panel(backend, record, spec, by_event=True)


def run_texts(backend: Backend, record: Path, wanted: IntArray, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Readable columns of events, sorted by ``ev``; ``names`` are among ``TEXT``."""
    about = describe(record)
    parts: list[dict[str, npt.NDArray[Any]]] = []
    if len(wanted):
        keys = backend.fetch(
            backend.scan(record / "event.parquet").join(backend.small({"ev": wanted}), on="ev", how="inner")
            .select("ev", "rank", "id")
        )  # fmt: skip
        for rank, vintage in enumerate(about["vintages"]):
            here = whole(keys["rank"]) == rank
            if here.any():
                ids: dict[str, Sequence[Any]] = {
                    "event_id": [str(i) for i in keys["id"][here]],
                    "ev": [int(e) for e in keys["ev"][here]],
                }
                table = backend.named(ids, {"event_id": str, "ev": int})
                path = record.parent.parent / "vintages" / vintage["folder"] / EVENTS
                parts.append(backend.fetch(_queries.texts(backend.scan(path), table, names)))
    found = {name: joined([part[name] for part in parts] or [np.zeros(0)]) for name in ("ev", *names)}
    order = np.argsort(whole(found["ev"]), kind="stable")
    return {name: column[order] for name, column in found.items()}
