"""Spark: the same queries on ``local[N]`` or on a cluster by its master URL. Needs the extra ``spark`` and Java 17."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import numpy.typing as npt

from inquest.errors import MachineError, RecordError
from inquest.model.event import Evidence
from inquest.model.panel import ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.record._queries import Frame
from inquest.record._run import run_events, run_extract, run_grid, run_panel, run_texts
from inquest.record.home import rebuild

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "INQUEST_SPARK_MASTER"
"""Environment variable with the master's URL; ``local[*]`` if it isn't set."""
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.log.level": "ERROR",
}


def session(master: str | None = None) -> "SparkSession":
    """The Spark session of this process, started on first use.

    Parameters
    ----------
    master : URL of the master, such as ``local[2]`` or ``spark://host:7077``; else INQUEST_SPARK_MASTER.

    Raises
    ------
    MachineError
        If the extra or Java is missing, or the master doesn't answer.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MachineError(
            "the Spark engine needs the package pyspark, which is not installed",
            "the extra spark",
            cure='install it: pip install "inquest[spark]"; or use the engine duckdb',
        ) from error
    if which("java") is None and not os.environ.get("JAVA_HOME"):
        raise MachineError(
            "the Spark engine needs Java, which is not on the path",
            "Java 17 or later",
            cure="install it (Debian: apt install openjdk-17-jre-headless) or set JAVA_HOME; or use the engine duckdb",
        )
    url = master or os.environ.get(MASTER) or "local[*]"
    builder = SparkSession.builder.master(url).appName("inquest")
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        made: SparkSession = builder.getOrCreate()
    except Exception as error:
        if not _from_spark(error) and not isinstance(error, (RuntimeError, OSError)):
            raise
        raise _no_session(url, error) from error
    return made


def _from_spark(error: Exception) -> bool:
    """Whether Spark, or the bridge to its Java process, raised an error."""
    return type(error).__module__.split(".")[0] in {"pyspark", "py4j"}


def _why(error: Exception) -> str:
    """The line of a Java error that says most: its own message where there is one, else the first line."""
    lines = str(error).splitlines() or [type(error).__name__]
    named = [line.strip(": ") for line in lines if "Exception: " in line]
    return (named or lines)[0][:300]


def _no_session(url: str, error: Exception) -> MachineError:
    return MachineError(
        f"Spark can't be started with the master {url} ({_why(error)})",
        "a master URL such as local[2] or spark://host:7077",
        cure=f"check {MASTER} and that java -version says 17 or later; or use the engine duckdb",
    )


class _Backend:
    def __init__(self, spark: "SparkSession") -> None:
        self._spark = spark

    def scan(self, path: Path) -> Frame:
        return nw.from_native(self._spark.read.parquet(path.absolute().as_uri()))

    def small(self, columns: Mapping[str, IntArray]) -> Frame:
        return self.named({n: c.tolist() for n, c in columns.items()}, dict.fromkeys(columns, int))

    def named(self, columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, type]) -> Frame:
        schema = ", ".join(f"{n} {'string' if kinds[n] is str else 'bigint'}" for n in columns)
        rows = list(zip(*columns.values(), strict=True))
        return nw.from_native(self._spark.createDataFrame(rows, schema))

    def fetch(self, frame: Frame) -> dict[str, npt.NDArray[Any]]:
        native = frame.to_native()
        whole = {field.name: field.dataType.typeName() in ("long", "integer") for field in native.schema.fields}
        rows = native.collect()
        columns = list(zip(*rows, strict=True)) or [()] * len(whole)
        return {
            name: np.array(column, dtype=np.int64 if number else object)
            for (name, number), column in zip(whole.items(), columns, strict=True)
        }


@contextmanager
def _backend(record: Path, master: str | None) -> Iterator[_Backend]:
    spark = session(master)
    try:
        yield _Backend(spark)
    except Exception as error:
        if not _from_spark(error):
            raise
        raise RecordError(
            f"Spark can't read the record in {record} ({_why(error)})",
            "a whole record that every worker can read",
            cure=f"on a cluster keep the record on a shared disk (INQUEST_HOME); else {rebuild(record.parent.parent)}",
        ) from error


class Spark:
    """Runs the shared queries on Spark.

    Parameters
    ----------
    master : URL of the master; else INQUEST_SPARK_MASTER, else ``local[*]``.
    """

    name = "spark"

    def __init__(self, master: str | None = None) -> None:
        self.master = master

    def panel(self, record: Path, spec: PanelSpec) -> Panel:
        """Sparse rows (atom x day) with integer sums."""
        with _backend(record, self.master) as backend:
            return run_panel(backend, record, spec)

    def grid(self, record: Path, spec: GridSpec) -> Grid:
        """Cell x period x pair."""
        with _backend(record, self.master) as backend:
            return run_grid(backend, record, spec)

    def extract(self, record: Path, spec: ExtractSpec) -> list[tuple[Evidence, ...]]:
        """Events behind each selection, in the order of the selections."""
        with _backend(record, self.master) as backend:
            return run_extract(backend, record, spec)

    def events(self, record: Path, spec: PanelSpec) -> tuple[Panel, IntArray]:
        """The panel by event, and the event of each row."""
        with _backend(record, self.master) as backend:
            return run_events(backend, record, spec)

    def texts(self, record: Path, wanted: IntArray, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
        """Readable columns of events, sorted by event."""
        with _backend(record, self.master) as backend:
            return run_texts(backend, record, wanted, names)


ENGINE = Spark()
