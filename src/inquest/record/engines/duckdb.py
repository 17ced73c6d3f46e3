"""DuckDB: the default engine, in this process.

What it has read of a small record once stays beside the record as NumPy columns (``record.columns``), and is asked
there: starting an engine takes longer than the answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.record._held import held_events, held_extract, held_grid, held_panel, held_texts
from inquest.record.columns import Columns, columns
from inquest.record.connection import engine, without_pandas
from inquest.record.home import engine_errors

if TYPE_CHECKING:
    from inquest.record._queries import Frame


class _Backend:
    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._tables = 0

    def scan(self, path: Path) -> "Frame":
        import narwhals as nw

        frame: Frame = nw.from_native(self._connection.read_parquet(str(path)))
        return frame

    def _register(self, columns: Mapping[str, npt.NDArray[Any]]) -> "Frame":
        import narwhals as nw

        self._tables += 1
        name = f"small_{self._tables}"
        self._connection.register(f"{name}_view", dict(columns))
        self._connection.execute(f"create temp table {name} as from {name}_view")
        self._connection.unregister(f"{name}_view")
        frame: Frame = nw.from_native(self._connection.table(name))
        return frame

    def small(self, columns: Mapping[str, IntArray]) -> "Frame":
        return self._register(columns)

    def named(self, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> "Frame":
        return self._register({n: np.array(columns[n], dtype=object if kinds[n] is str else np.int64) for n in columns})

    def fetch(self, frame: "Frame") -> dict[str, npt.NDArray[Any]]:
        found: dict[str, npt.NDArray[Any]] = frame.to_native().fetchnumpy()
        return found


@contextmanager
def _backend(record: Path) -> Iterator[_Backend]:
    with engine_errors(record), without_pandas(), engine() as connection:
        yield _Backend(connection)


def _held(record: Path) -> Columns | None:
    with engine_errors(record):
        return columns(record)


class DuckDB:
    """Runs the shared queries on DuckDB."""

    name = "duckdb"

    def panel(self, record: Path, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        held = _held(record)
        if held is not None:
            return held_panel(held, record, spec)
        from inquest.record._run import run_panel

        with _backend(record) as backend:
            return run_panel(backend, record, spec)

    def grid(self, record: Path, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        held = _held(record)
        if held is not None:
            return held_grid(held, record, spec)
        from inquest.record._run import run_grid

        with _backend(record) as backend:
            return run_grid(backend, record, spec)

    def extract(self, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
        """Events behind each selection, in the order of the selections."""
        held = _held(record)
        if held is not None:
            return held_extract(held, record, spec)
        from inquest.record._run import run_extract

        with _backend(record) as backend:
            return run_extract(backend, record, spec)

    def events(self, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
        """The panel by event, and the event of each row."""
        held = _held(record)
        if held is not None:
            return held_events(held, record, spec)
        from inquest.record._run import run_events

        with _backend(record) as backend:
            return run_events(backend, record, spec)

    def texts(self, record: Path, wanted: IntArray, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
        """Readable columns of events, sorted by event."""
        held = _held(record)
        if held is not None:
            return held_texts(held, wanted, names)
        from inquest.record._run import run_texts

        with _backend(record) as backend:
            return run_texts(backend, record, wanted, names)


ENGINE = DuckDB()
