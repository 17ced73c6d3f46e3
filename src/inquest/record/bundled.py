"""What the package knows of event files: those it carries, and what known files and releases declare."""

import csv
import datetime as dt
import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from inquest.model.record import Span

_DATA = Path(str(files("inquest"))) / "data" / "ged"


@dataclass(frozen=True)
class Known:
    """What is declared about one file. ``bundled``: its name in the package, if it is carried."""

    source: str
    release: str
    released: dt.date | None
    spans: tuple[Span, ...]
    bundled: str | None


@cache
def _declared() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((_DATA / "coverage.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def known_files() -> dict[str, Known]:
    """Sha256 of the unpacked file -> what is declared about it, in the order of the data file."""
    return {
        sha: Known(
            source=entry["source"],
            release=str(entry["release"]),
            released=entry.get("released"),
            spans=tuple(Span.model_validate(s) for s in entry["spans"]),
            bundled=entry.get("bundled"),
        )
        for sha, entry in _declared()["files"].items()
    }


def released(source: str, release: str) -> dt.date | None:
    """The day a release first stood, where known."""
    day: dt.date | None = _declared()["releases"].get(source, {}).get(release)
    return day


def bundled_files() -> tuple[Path, ...]:
    """Event files that the package carries, in the order in which they are read."""
    return tuple(_DATA / k.bundled for k in known_files().values() if k.bundled)


@dataclass(frozen=True)
class ActorNames:
    """UCDP's actor list: id -> name, casefolded name -> ids, ids of states."""

    name: dict[int, str]
    ids: dict[str, tuple[int, ...]]
    states: frozenset[int]


@cache
def actor_names() -> ActorNames:
    """UCDP actors (Actor Dataset 22.1): names by id, ids by name (later names included), and which are states."""
    text = gzip.decompress((_DATA / "actors.csv.gz").read_bytes()).decode("utf-8")
    name: dict[int, str] = {}
    ids: dict[str, set[int]] = {}
    states = set()
    for row in csv.DictReader(StringIO(text)):
        actor = int(row["id"])
        name[actor] = row["name"]
        for each in {row["name"], *row["also"].split(", ")} - {""}:
            ids.setdefault(each.casefold(), set()).add(actor)
        if row["org"] == "4":
            states.add(actor)
    return ActorNames(name, {k: tuple(sorted(v)) for k, v in ids.items()}, frozenset(states))
