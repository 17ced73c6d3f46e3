"""DuckDB connections of the record layer: always closed, bounded in memory where a lot is read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

MEMORY = "700MB"
"""What an ingest may hold before it spills to disk."""


@contextmanager
def engine(folder: Path | None = None) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A DuckDB connection that is closed in any case; with ``folder`` it may spill to disk there.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C stopped a query; DuckDB itself raises RuntimeError.
    """
    import duckdb

    connection = duckdb.connect()
    try:
        connection.execute("set enable_progress_bar = false")
        if folder is not None:
            connection.execute(f"set memory_limit = '{MEMORY}'")
            connection.execute(f"set temp_directory = {literal(folder / 'spill')}")
        yield connection
    except RuntimeError as error:
        if "Query interrupted" in str(error):
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.close()


def literal(value: object) -> str:
    """A value as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


@contextmanager
def without_pandas() -> Iterator[None]:
    """Keep DuckDB from importing pandas while a query is written.

    For every constant in an expression DuckDB asks whether it is a pandas value, and imports pandas to ask, where it is
    installed: half a second for nothing. If the program uses pandas already, nothing is changed.
    """
    modules: dict[str, Any] = sys.modules
    if "pandas" in modules:
        yield
        return
    modules["pandas"] = None
    try:
        yield
    finally:
        if modules.get("pandas", 0) is None:
            del modules["pandas"]
