# ruff: noqa: S608 - the text in these statements is this module's own; paths go through literal()
"""The tables of a small record as NumPy columns on disk beside it: asked without starting an engine.

They are derived from the record's Parquet files alone, on first use, and written in one step; where a file of the
record is newer, missing or of another size they are not used, and the engine answers (or says what is damaged). A
record above ``LARGEST`` has none: there the engine's aggregate query is the better way.
"""

import hashlib
import json
import mmap
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inquest.model.panel import BoolArray, IntArray, PanelSpec
from inquest.record._schema import TEXT, describe
from inquest.record.connection import engine, literal
from inquest.record.home import TABLES

LARGEST = 24 * 2**20
"""Bytes of Parquet (about 200,000 events) up to which a record is kept as columns too."""
FOLDER = "columns"
EVENTS = "events.parquet"
_SORTED = {"location": "location", "side": "side", "member": "side, nth", "event": "ev", "event_day": "ev, day"}
_Column = npt.NDArray[Any]


class Columns:
    """Columns of the tables event, event_day, location, side, member and text (one row per event), read when used."""

    def __init__(self, path: Path) -> None:
        self._loaded = _read(path)
        self._names = frozenset(self._loaded)
        self._kept: dict[str, _Column] = {}
        self.last: tuple[PanelSpec, Any] | None = None
        """What the last panel was made of, and what it was asked for."""

    def whole(self, table: str, name: str) -> IntArray:
        """A column of whole numbers that lacks none."""
        found: IntArray = self._plain(f"{table}/{name}")
        return found

    def column(self, table: str, name: str, rows: IntArray | None = None) -> _Column:
        """A column, or some rows of it: text as objects; masked only where some entry is missing."""
        key = f"{table}/{name}"
        taken = self._plain(key) if rows is None else self._plain(key)[rows]
        if f"{key}/words" in self._names:
            taken = self._words(key)[taken]
        if f"{key}/missing" not in self._names:
            return taken
        missing: BoolArray = self._plain(f"{key}/missing").astype(bool)
        gaps = missing if rows is None else missing[rows]
        masked: _Column = np.ma.array(taken, mask=gaps)
        return masked

    def table(self, table: str, names: Sequence[str]) -> dict[str, _Column]:
        """Several columns by name."""
        return {name: self.column(table, name) for name in names}

    def _plain(self, key: str) -> _Column:
        if key not in self._kept:
            read = self._loaded[key]
            self._kept[key] = read.astype(np.int64) if read.dtype.kind == "i" else read
        return self._kept[key]

    def _words(self, key: str) -> _Column:
        """Different entries of a column of text."""
        words = f"{key}/words"
        if words not in self._kept:
            text, ends = self._loaded[words].tobytes().decode("utf-8"), self._loaded[f"{key}/ends"].tolist()
            entries = [text[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)] if ends else []
            self._kept[words] = np.array([*entries, ""], dtype=object)[:-1]
        return self._kept[words]


def columns(record: Path) -> Columns | None:
    """The columns of a record, made if need be; None if it is too large, incomplete or on a disk that takes none."""
    mark = _mark(record)
    return None if mark is None else _opened(record, mark)


@lru_cache(maxsize=4)
def _opened(record: Path, mark: str) -> Columns | None:
    path = record / FOLDER / f"{mark}.bin"
    if not path.is_file():
        packed = _made(record)
        if packed is None or not _write(path, packed):
            return None
    return Columns(path)


def _files(record: Path) -> list[Path]:
    vintages = [record.parent.parent / "vintages" / v["folder"] / EVENTS for v in describe(record)["vintages"]]
    return [record / name for name in TABLES] + vintages


def _mark(record: Path) -> str | None:
    """Changes with every file of the record (size and time); None if one is missing or all are too large."""
    try:
        found = [(path.name, path.stat()) for path in _files(record)]
    except OSError:  # the engine says which file is missing
        return None
    size = sum(one.st_size for _, one in found)
    seen = [f"{name} {one.st_size} {one.st_mtime_ns}" for name, one in found]
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:32] if size <= LARGEST else None


def _write(path: Path, packed: Mapping[str, _Column]) -> bool:
    temporary = path.with_name(f".{uuid.uuid4().hex}.bin")
    try:
        path.parent.mkdir(exist_ok=True)
        _dump(temporary, packed)
        temporary.replace(path)
    except OSError:  # a full or read-only disk: the engine answers
        temporary.unlink(missing_ok=True)
        return False
    return True


def _dump(path: Path, packed: Mapping[str, _Column]) -> None:
    """Name, type and length of every array, then the arrays end to end.

    Such a file is mapped at once; an archive of arrays would cost a parse for each.
    """
    head = json.dumps([[name, column.dtype.str, column.size] for name, column in packed.items()]).encode()
    with path.open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        for column in packed.values():
            file.write(bytes(-file.tell() % 8))
            file.write(np.ascontiguousarray(column).tobytes())


def _read(path: Path) -> dict[str, _Column]:
    """The arrays of a file that ``_dump`` wrote, mapped: what isn't asked for isn't read."""
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    at = 8 + int.from_bytes(held[:8], "little")
    found: dict[str, _Column] = {}
    for name, kind, count in json.loads(held[8:at]):
        at += -at % 8
        found[name] = np.frombuffer(held, dtype=kind, count=count, offset=at)
        at += found[name].nbytes
    return found


def _made(record: Path) -> dict[str, _Column] | None:
    packed: dict[str, _Column] = {}
    with engine() as con:
        for table, order in _SORTED.items():
            source = f"from read_parquet({literal(record / f'{table}.parquet')}) order by {order}"
            found = con.execute(source).fetchnumpy()
            for name, column in found.items():
                if table.startswith("event") and np.ma.is_masked(column):
                    return None  # the engine reports a missing number in a panel
                packed |= _pack(f"{table}/{name}", column)
        wanted = ", ".join(f"{n}::varchar as {n}" if n in ("date_start", "date_end") else n for n in TEXT)
        ranks = [
            f"select {rank}::bigint as rank, {wanted} from read_parquet({literal(path)})"
            for rank, path in enumerate(_files(record)[len(TABLES) :])
        ]
        text = con.execute(
            f"select e.ev, t.* exclude (rank) from ({' union all '.join(ranks)}) t "
            f"join read_parquet({literal(record / 'event.parquet')}) e on e.rank = t.rank and e.id = t.id order by e.ev"
        ).fetchnumpy()
    for name, column in text.items():
        packed |= _pack(f"text/{name}", column)
    return packed


def _pack(key: str, column: _Column) -> dict[str, _Column]:
    """A column as arrays without objects: numbers, or numbers of different texts with the texts end to end."""
    missing = np.ma.getmaskarray(column) if np.ma.is_masked(column) else None
    values = np.ma.getdata(column)
    gaps = {f"{key}/missing": missing} if missing is not None else {}
    if values.dtype == object:
        listed = values.tolist() if missing is None else np.ma.filled(column, "").tolist()
        numbers: dict[str, int] = {}
        codes = np.array([numbers.setdefault(entry, len(numbers)) for entry in listed], dtype=np.int32)
        text = np.frombuffer("".join(numbers).encode("utf-8"), dtype=np.uint8)
        ends = np.cumsum([len(entry) for entry in numbers], dtype=np.int64)
        return {key: codes, f"{key}/words": text, f"{key}/ends": ends, **gaps}
    small = values.dtype.kind == "i" and values.size and np.abs(values).max() < 2**31
    return {key: values.astype(np.int32) if small else values, **gaps}
