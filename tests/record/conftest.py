"""Event files made for a test, and the bundled record."""

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from tests.record.ged_rows import GED, ROW

from inquest.record.store import Record, open_record

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows (changes to ``ROW``) as a GED file; ids count up unless given."""

    def made(rows: Iterable[Mapping[str, str]], name: str = "events.csv", columns: list[str] | None = None) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns or GED, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            for number, row in enumerate(rows, 1):
                writer.writerow(ROW | {"id": str(number)} | dict(row))
        return path

    return made


@pytest.fixture(scope="session")
def record(home: Path) -> Record:
    """The bundled record."""
    return open_record(home)


@pytest.fixture
def own_record(tmp_path: Path, home: Path) -> Record:
    """A record of its own, to add files to."""
    return open_record(tmp_path / "home")
