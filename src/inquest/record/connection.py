"""DuckDB connections of the record layer: always closed, bounded in memory where a lot is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY = "512MB"
"""What an ingest may hold before it spills to disk."""


@contextmanager
def engine(folder: Path | None = None) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A DuckDB connection that is closed in any case; with ``folder`` it may spill to disk there."""
    import duckdb

    connection = duckdb.connect()
    try:
        connection.execute("set enable_progress_bar = false")
        if folder is not None:
            connection.execute(f"set memory_limit = '{MEMORY}'")
            connection.execute(f"set temp_directory = {literal(folder / 'spill')}")
        yield connection
    finally:
        connection.close()


def literal(value: object) -> str:
    """A value as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"
