"""Files that leave Inquest: written whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from inquest.errors import MachineError


def write_text(path: Path, text: str) -> None:
    """Write a file atomically: a reader sees the old one or the whole new one.

    Raises
    ------
    MachineError
        If the folder is missing or read-only, or the disk is full.
    """
    if path.is_dir():
        raise MachineError(f"{path} is a folder", "the path of a file", cure="add a file name to it")
    if path.exists() and not path.is_file():  # a device or pipe (/dev/stdout) is written to, never replaced
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise _failed(path, error) from error
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise MachineError(
            f"{path.parent} can't be written to ({error.strerror})",
            "a folder that exists and may be written to",
            cure="give another path",
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> MachineError:
    what = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror)
    return MachineError(f"{path} can't be written ({what})", cure="free some space or give another path")
