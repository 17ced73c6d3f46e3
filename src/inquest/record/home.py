"""The folder of the record: where it is, one writer at a time, nothing half-written."""

import errno
import json
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inquest.errors import InquestError, MachineError, RecordError

LAYOUT = "v1"
"""Name of the folder of this layout; a changed layout gets another, and is built anew."""
POINTER = "current.json"
TABLES = ("event.parquet", "event_day.parquet", "location.parquet", "side.parquet", "member.parquet")
"""The tables of a record; what the engines read."""


def home_folder(home: Path | None = None) -> Path:
    """The folder to keep the record in: the argument, else INQUEST_HOME, else the user's cache directory."""
    if home is not None:
        return Path(home)
    if os.environ.get("INQUEST_HOME"):
        return Path(os.environ["INQUEST_HOME"])
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("inquest"))


@contextmanager
def machine_errors(folder: Path) -> Iterator[None]:
    """Turn what a disk refuses into an error that says what to do."""
    try:
        yield
    except InquestError:
        raise
    except OSError as error:
        raise disk_error(folder, error) from error
    except Exception as error:
        if _is_engine_error(error) and _full(str(error)):
            raise disk_error(folder, OSError(errno.ENOSPC, "No space left on device")) from error
        raise


def _is_engine_error(error: Exception) -> bool:
    return type(error).__module__.split(".")[0] in {"duckdb", "_duckdb"}


def _full(message: str) -> bool:
    return "no space left" in message.lower() or "out of disk" in message.lower()


def disk_error(folder: Path, error: OSError) -> MachineError:
    """The error for a folder that can't be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return MachineError(
            f"there is no space left on the disk of {folder}",
            "about 10 times the size of the compressed event file",
            cure="free some space, or set INQUEST_HOME to a folder on another disk",
        )
    return MachineError(
        f"the folder {folder} can't be written ({error.strerror or error})",
        "a folder that this user may write to",
        cure="set INQUEST_HOME to such a folder",
    )


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the record's lock; another process waits. The system frees it when the holder ends, however it ends."""
    with machine_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        handle = (root / "lock").open("a+b")
    with handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """A new folder beside the finished ones; gone afterwards unless it was moved into place."""
    folder = root / f".staging-{uuid.uuid4().hex}"
    try:  # around its making too: an interrupt may come the moment it is there
        with machine_errors(root):
            folder.mkdir(parents=True)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(root: Path, keep: frozenset[str]) -> None:
    """Remove what a killed process left, and records that no pointer names. Call with the lock held."""
    for left in root.glob(".staging-*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
    for folder in (root / "records").glob("*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def read_pointer(root: Path) -> dict[str, Any] | None:
    """What the record consists of, or None if none is built.

    Raises
    ------
    RecordError
        If the file is there but unreadable.
    """
    path = root / POINTER
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (NotADirectoryError, PermissionError) as error:
        raise disk_error(root, error) from error
    except (ValueError, OSError) as error:
        raise RecordError(
            f"{path} is damaged ({error})", "the list of what the record holds", cure=rebuild(root)
        ) from error
    return loaded


def write_pointer(root: Path, content: dict[str, Any]) -> None:
    """Put a new record in force, in one step."""
    with machine_errors(root):
        temporary = root / f".staging-{uuid.uuid4().hex}.json"
        try:
            with temporary.open("w", encoding="utf-8") as handle:
                json.dump(content, handle, ensure_ascii=False, sort_keys=True)
                handle.flush()
                os.fsync(handle.fileno())
            temporary.replace(root / POINTER)
        finally:
            temporary.unlink(missing_ok=True)


def rebuild(root: Path) -> str:
    """The cure for a damaged record."""
    return f"delete the folder {root} and run `inquest data status`: it is built again; then add your own files again"


@contextmanager
def engine_errors(record: Path) -> Iterator[None]:
    """Turn an engine's failure on the record's own files into an error that names the file."""
    try:
        yield
    except InquestError:
        raise
    except FileNotFoundError as error:
        raise damaged(record, Path(error.filename or record), "it is missing") from error
    except Exception as error:
        if not _is_engine_error(error):
            raise
        own = [record / name for name in TABLES]
        for path in own + sorted(record.parent.parent.glob("vintages/*/*.parquet")):
            why = unreadable(path) if path.is_file() else "it is missing"
            if why:
                raise damaged(record, path, why) from error
        raise


def unreadable(path: Path) -> str:
    """Why a Parquet file can't be read; empty if it can."""
    import duckdb

    with duckdb.connect() as connection:
        try:
            connection.execute("select max(columns(*)) from read_parquet(?)", [str(path)]).fetchall()
        except duckdb.Error as error:
            return str(error).splitlines()[0]
    return ""


def damaged(record: Path, path: Path, why: str) -> RecordError:
    """The error for a damaged file of the record."""
    return RecordError(
        f"the file {path} of the record is damaged: {why}", "an intact Parquet file", cure=rebuild(record.parent.parent)
    )
