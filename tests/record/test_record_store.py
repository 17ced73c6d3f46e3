"""The folder of the record: whole or absent, one writer, quick to open, and clear when damaged."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from tests.record.specs import SPEC, pair, year

from inquest.errors import MachineError, RecordError
from inquest.record import home as folders
from inquest.record.series import series
from inquest.record.store import open_record

BUILD = (
    "import sys; from pathlib import Path; from inquest.record.store import open_record; open_record(Path(sys.argv[1]))"
)


def copy_of(home: Path, target: Path) -> Path:
    shutil.copytree(home / folders.LAYOUT, target / folders.LAYOUT)
    return target


def whole(home: Path) -> int:
    made = open_record(home)
    made.verify()
    return int(series(made.panel(SPEC), [pair("gov", "is", *year(2017))]).mid[0, 0])


@pytest.mark.parametrize("after", [0.05, 0.3, 0.5, 0.6, 0.7, 0.8, 1.0, 1.3])
def test_killed_at_any_moment_there_is_no_record_or_a_whole_one(tmp_path, after):
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)])
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    pointer = folders.read_pointer(tmp_path / folders.LAYOUT)
    if pointer is not None:
        assert (tmp_path / folders.LAYOUT / "records" / pointer["folder"] / "record.json").is_file()
    assert whole(tmp_path) == 10_711
    assert not list((tmp_path / folders.LAYOUT).glob(".staging-*"))


@pytest.mark.parametrize("step", range(1, 9))
def test_a_failure_at_any_step_leaves_no_record(tmp_path, monkeypatch, step):
    done = []

    def stop(*_: object) -> None:
        done.append(1)
        if len(done) == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_record(tmp_path, progress=stop)
    root = tmp_path / folders.LAYOUT
    assert folders.read_pointer(root) is None
    assert not list(root.glob(".staging-*"))
    assert whole(tmp_path) == 10_711


def test_two_processes_build_one_record(tmp_path):
    both = [subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)]) for _ in range(2)]
    assert [p.wait() for p in both] == [0, 0]
    assert len(list((tmp_path / folders.LAYOUT / "records").iterdir())) == 1
    assert whole(tmp_path) == 10_711


def test_an_interrupted_add_leaves_the_old_record(tmp_path, home, write, monkeypatch):
    mine = open_record(copy_of(home, tmp_path / "home"))
    identity = mine.info.identity

    def fails(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inquest.record.assemble.assemble", fails)
    with pytest.raises(KeyboardInterrupt):
        mine.add(write([{}]))
    monkeypatch.undo()
    assert open_record(tmp_path / "home").info.identity == identity
    assert whole(tmp_path / "home") == 10_711


def test_a_reader_keeps_its_snapshot_while_another_adds(tmp_path, home, write):
    root = copy_of(home, tmp_path / "home")
    reader, writer = open_record(root), open_record(root)
    writer.add(write([{"id": "a"}]))
    assert int(series(reader.panel(SPEC), [pair("gov", "is", *year(2017))]).mid[0, 0]) == 10_711
    assert int(series(writer.panel(SPEC), [pair("gov", "is", *year(2017))]).mid[0, 0]) == 10_721


def test_opening_is_quick(home):
    open_record(home).info  # noqa: B018 - the first use imports what it needs
    start = time.perf_counter()
    open_record(home).info  # noqa: B018 - a property that does the work
    assert time.perf_counter() - start < 0.05


def test_equal_files_give_equal_records(tmp_path, home):
    again = open_record(tmp_path)
    first = open_record(home)
    assert again.info.identity == first.info.identity
    for name in folders.TABLES:
        assert (again.folder / name).read_bytes() == (first.folder / name).read_bytes()


def test_home_is_the_argument_then_the_environment_then_the_user_s_cache(tmp_path, monkeypatch):
    assert folders.home_folder(tmp_path) == tmp_path
    monkeypatch.setenv("INQUEST_HOME", str(tmp_path / "env"))
    assert folders.home_folder() == tmp_path / "env"
    monkeypatch.delenv("INQUEST_HOME")
    assert folders.home_folder().name == "inquest"


def test_progress_and_status(tmp_path):
    seen = []
    made = open_record(tmp_path, progress=lambda *step: seen.append(step))
    assert any("ucdp_ged_syria" in step for step, _, _ in seen)
    assert all(0 <= done <= total for _, done, total in seen)
    status = made.status()
    assert [v["release"] for v in status["vintages"]] == ["19.1", "652.1601.1911"]
    assert status["folder"].startswith(str(tmp_path))
    assert made.quarantine(0).is_file()


def test_nothing_is_left_open_at_exit(home):
    code = (
        "from inquest.record.store import open_record; from tests.record.specs import SPEC; open_record().panel(SPEC)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_asking_imports_no_heavy_library(home):
    code = (
        "import sys; from inquest.model.panel import ExtractSpec; from inquest.record.store import open_record; "
        "from tests.record.specs import SPEC, pair, year; record = open_record(); record.panel(SPEC); "
        "record.evidence(ExtractSpec(**{**vars(SPEC), 'selections': (pair('gov', 'is', *year(2017)),)})); "
        "print([m for m in ('pandas', 'pyarrow', 'polars', 'pyspark', 'scipy.stats') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_pandas_in_use_stays_in_use(record):
    import pandas

    record.panel(SPEC)
    assert sys.modules["pandas"] is pandas


# ---- damage


@pytest.fixture
def mine(tmp_path, home):
    return open_record(copy_of(home, tmp_path / "home"))


@pytest.mark.parametrize("name", folders.TABLES)
def test_verify_names_the_damaged_file(mine, name):
    mine.verify()
    path = mine.folder / name
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(RecordError, match=re.escape(str(path))) as error:
        mine.verify()
    assert "inquest data status" in str(error.value)


def test_verify_names_a_missing_file(mine):
    path = next((mine.root / "vintages").glob("*/events.parquet"))
    path.unlink()
    with pytest.raises(RecordError, match=r"events\.parquet of the record is damaged: it is missing"):
        mine.verify()


@pytest.mark.parametrize("name", ["event.parquet", "location.parquet"])
def test_a_panel_on_a_damaged_file_names_it(mine, name):
    shutil.rmtree(mine.folder / "atoms", ignore_errors=True)
    (mine.folder / name).write_bytes(b"PAR1 no parquet")
    with pytest.raises(RecordError, match=name) as error:
        mine.panel(SPEC)
    assert "Cure: delete the folder" in str(error.value)


def test_a_missing_table_and_a_missing_folder(mine):
    (mine.folder / "event_day.parquet").unlink()
    with pytest.raises(RecordError, match="event_day"):
        mine.panel(SPEC)
    shutil.rmtree(mine.folder)
    with pytest.raises(RecordError, match="lacks its folder"):
        open_record(mine.root.parent)


def test_a_damaged_pointer(mine):
    (mine.root / folders.POINTER).write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match=r"current\.json is damaged"):
        open_record(mine.root.parent)


# ---- the machine


def test_a_home_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(MachineError, match="can't be written") as error:
        open_record(tmp_path / "file")
    assert "INQUEST_HOME" in str(error.value)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_read_only_cache(tmp_path, monkeypatch, code):
    def refuses(self: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "mkdir", refuses)
    with pytest.raises(MachineError, match="can't be written") as error:
        open_record(tmp_path / "new")
    assert "set INQUEST_HOME" in str(error.value)


def test_a_built_record_on_a_read_only_disk_still_opens(mine, monkeypatch):
    def refuses(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", refuses)
    assert len(open_record(mine.root.parent).panel(SPEC).rows["day"]) > 1000


def test_no_disk_space_while_writing(tmp_path):
    """A limit on the size of files makes the system refuse to write, as a full disk does."""
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n" + BUILD
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "MachineError" in done.stderr
    assert "no space left" in done.stderr
    assert folders.read_pointer(tmp_path / folders.LAYOUT) is None
    assert whole(tmp_path) == 10_711


def test_no_disk_space_in_the_engine(tmp_path):
    import duckdb

    with pytest.raises(MachineError, match="no space left"), folders.machine_errors(tmp_path):
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")
    with pytest.raises(duckdb.IOException, match="other"), folders.machine_errors(tmp_path):
        raise duckdb.IOException("other")


def test_no_warning_while_building(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        open_record(tmp_path)
