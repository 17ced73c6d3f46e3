"""Variants found by file name or entry point, loaded lazily.

A folder of variants holds one file per variant; the file's name is the registry name, and the file defines one object
under the folder's agreed name (``KIND``, ``CHOICE``, ...). Other packages may add variants by entry points in the
group ``inquest.<folder>``. Files that start with an underscore are shared helpers, no variants.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
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
}
"""Folder of variants -> the name under which each file defines its variant."""


@cache
def names(folder: str) -> tuple[str, ...]:
    """Registry names in a folder, sorted.

    >>> "duckdb" in names("record.engines")
    True
    """
    path = Path(__file__).parent.joinpath(*folder.split("."))
    own = {p.stem for p in path.glob("*.py") if not p.stem.startswith("_")}
    return tuple(sorted(own | {e.name for e in entry_points(group=f"inquest.{folder}")}))


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
    for entry in entry_points(group=f"inquest.{folder}"):
        if entry.name == name:
            return entry.load()
    return getattr(import_module(f"inquest.{folder}.{name}"), FOLDERS[folder])


def every(folder: str) -> tuple[Any, ...]:
    """All variants of a folder, in the order of their names."""
    return tuple(load(folder, name) for name in names(folder))
