"""Variants found by file name or entry point, loaded lazily.

A folder of variants holds one file per variant; the file's name is the registry name, and the file defines one object
under the folder's agreed name (``KIND``, ``CHOICE``, ...). Other packages may add variants by entry points in the
group ``inquest.<folder>``. Files that start with an underscore are shared helpers, no variants.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from inquest.errors import UnknownNameError

FOLDERS: dict[str, str] = {
    "kinds": "KIND",
    "choices": "CHOICE",
    "checks": "CHECK",
    "sources": "SOURCE",
    "read": "READER",
    "extract": "EXTRACTOR",
    "record.engines": "ENGINE",
    "simulate": "SIMULATOR",
    "simulate.faults": "FAULT",
}
"""Folder of variants -> the name under which each file defines its variant."""


@cache
def _added(folder: str) -> tuple[Any, ...]:
    """Entry points of other packages in the group of a folder; all packages are looked through once."""
    return tuple(_groups().get(f"inquest.{folder}", ()))


@cache
def _groups() -> dict[str, list[Any]]:
    from importlib.metadata import distributions

    found: dict[str, list[Any]] = {}
    for distribution in distributions():
        if "[inquest." in (distribution.read_text("entry_points.txt") or ""):
            for entry in distribution.entry_points:
                found.setdefault(entry.group, []).append(entry)
    return found


@cache
def names(folder: str) -> tuple[str, ...]:
    """Registry names in a folder, sorted.

    >>> "duckdb" in names("record.engines")
    True
    """
    path = Path(__file__).parent.joinpath(*folder.split("."))
    own = {p.stem for p in path.glob("*.py") if not p.stem.startswith("_")}
    return tuple(sorted(own | {e.name for e in _added(folder)}))


@cache
def load(folder: str, name: str) -> Any:
    """The variant ``name`` of a folder.

    Raises
    ------
    UnknownNameError
        If there is no such variant; the message lists those there are.
    """
    if name not in names(folder):
        raise UnknownNameError(
            f"there is no {FOLDERS[folder].lower()} named {name!r}",
            choices=names(folder),
            cure="use one of these",
        )
    for entry in _added(folder):
        if entry.name == name:
            return entry.load()
    return getattr(import_module(f"inquest.{folder}.{name}"), FOLDERS[folder])


def every(folder: str) -> tuple[Any, ...]:
    """All variants of a folder, in the order of their names."""
    return tuple(load(folder, name) for name in names(folder))
