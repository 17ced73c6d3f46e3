"""What all tests share: folders, the built bundled record, seeds."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
CASES = next((p for p in (ROOT.parent / "shared", ROOT / "shared") if (p / "cases" / "sentences.json").is_file()), None)
"""The folder of worked cases beside the checkout, if it is there."""

# The same examples on every run; --hypothesis-profile=explore looks further, with fresh ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that use the worked cases carry the marker, and skip only where the folder is absent."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")
        if CASES is None and item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the folder of worked cases is not beside this checkout"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of worked cases (article, cases, data)."""
    if CASES is None:
        pytest.skip("the folder of worked cases is not beside this checkout")
    return CASES


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, nor any process it starts, reads or writes the user's own cache."""
    folder = tmp_path_factory.mktemp("inquest")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INQUEST_HOME", str(folder))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("INQUEST_NAMES", str(folder / "names.yaml"))  # none: whatever dictionary the developer keeps
        yield folder


@pytest.fixture(scope="session")
def home(own_folders: Path) -> Path:
    """A folder (INQUEST_HOME) in which the bundled record is built."""
    from inquest.record.store import open_record

    open_record()
    return own_folders


@pytest.fixture(autouse=True)
def seeds() -> None:
    """Whatever draws from a global generator draws the same in every test."""
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - other packages still draw from it


@pytest.fixture
def rng() -> np.random.Generator:
    """A local generator, the same in every test."""
    return np.random.default_rng(20160101)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; its absence is a failure, as ./dev test installs it."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not on PATH; ./dev test installs it")
    return path


@pytest.fixture(scope="session")
def bare_environment(own_folders: Path) -> dict[str, str]:
    """The environment of a newcomer's shell, for processes that tests start."""
    keep = ("PATH", "HOME", "JAVA_HOME", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_FILE")
    env = {key: os.environ[key] for key in keep if key in os.environ}
    return env | {
        "INQUEST_HOME": str(own_folders),
        "INQUEST_NAMES": "none.yaml",
        "TERM": "dumb",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
