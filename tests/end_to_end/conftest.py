"""Whole cases, made once a session."""

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inquest.api import DEMO_DATE, begin, demo_text
from inquest.model.finding import Case
from inquest.read import open_document
from inquest.record.store import open_record
from inquest.simulate._ged_events import COLUMNS, Stream, simulate

SYRIA = (652, "Syria")
GOVERNMENT, ISLAMIC_STATE, REBELS = (118, "Government of Syria"), (234, "IS"), (4456, "Syrian insurgents")
STREAMS = (
    Stream(
        ISLAMIC_STATE, GOVERNMENT, SYRIA, "Sukhna town", "Homs Governorate", "Tadmor district", 34.887, 38.873, 40.0
    ),
    Stream(
        GOVERNMENT, REBELS, SYRIA, "Saraqib town", "Idlib Governorate", "Markaz Idlib district", 35.864, 36.806, 90.0
    ),
)
"""Who fought whom, where, and how often a month in the simulated half-year."""

Check = Callable[..., Case]


def check(text: str, date: str | None = None, home: Path | None = None, jobs: int = 1) -> Case:
    """A case, frozen."""
    inquiry = begin(open_document(text, date=date), home=home)
    inquiry.jobs = jobs
    return inquiry.run()


@pytest.fixture(scope="session")
def demo_case(home: Path) -> Case:
    """The case of the bundled commentary on the bundled record."""
    return check(demo_text(), DEMO_DATE, home)


@pytest.fixture(scope="session")
def simulated_rows() -> list[dict[str, str]]:
    """Events of January to June 2020 in the layout of GED, each marked as simulated."""
    rows, _ = simulate(STREAMS, dt.date(2020, 1, 1), 6, seed=20200504)
    return rows


@pytest.fixture(scope="session")
def simulated_file(simulated_rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These events as a CSV file."""
    return write_rows(tmp_path_factory.mktemp("simulated") / "spring-2020.csv", simulated_rows)


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    """GED rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="session")
def unlocked_home(home: Path, simulated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled record with the simulated half-year on top."""
    mine = tmp_path_factory.mktemp("unlocked") / "home"
    shutil.copytree(home, mine)
    open_record(mine).add(simulated_file, covers="2019-12-01..2020-06-30", simulated=True)
    return mine


@pytest.fixture(scope="session")
def unlocked_case(unlocked_home: Path) -> Case:
    """The case of the bundled commentary on that record."""
    return check(demo_text(), DEMO_DATE, unlocked_home)
