"""The work folder: one file of rows per chunk of a cell, written whole, reused under the same key."""

import hashlib
import os
import sys
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inquest.calibrate.rows import Row, dump, parse
from inquest.calibrate.worlds import Bench, seed_of
from inquest.errors import RecordError
from inquest.model.world import Cell
from inquest.record.home import disk_error, home_folder
from inquest.registry import load

CHUNK = 20
"""Worlds of a chunk; fixed, as the draws of a world depend on its chunk and its place in it."""
FOLDER = "calibration"
_APART = ("report", "cli", "data/calibration", "data/demo", "data/ged", "data/geo", "api.py", "model/calibration.py")
"""Parts of the package that no row depends on."""


@dataclass(frozen=True)
class Chunk:
    """Some worlds of a cell: ``size`` from number ``index * CHUNK`` on."""

    kind: str
    cell: Cell
    index: int
    size: int

    def path(self, folder: Path) -> Path:
        """Its file in the work folder."""
        mark = hashlib.sha256(self.cell.name.encode()).hexdigest()[:16]
        return folder / self.kind / f"{mark}-{self.index:05d}-{self.size}.jsonl"


def chunks(kind: str, cells: Sequence[Cell], worlds: int) -> list[Chunk]:
    """All chunks of a kind, cell by cell; the last of a cell may be smaller.

    >>> [(c.index, c.size) for c in chunks("level", [Cell(1.0, 20, 12)], 50)]
    [(0, 20), (1, 20), (2, 10)]
    """
    starts = range(0, worlds, CHUNK)
    return [Chunk(kind, c, s // CHUNK, min(CHUNK, worlds - s)) for c in cells for s in starts]


@cache
def code_of(kinds: tuple[str, ...] = ()) -> str:
    """Sha256 over the sources and data that rows depend on, and the files of simulators that other packages add."""
    root = Path(__file__).parents[1]
    made = hashlib.sha256()
    paths = {p for suffix in ("py", "yaml") for p in root.rglob(f"*.{suffix}")}
    for path in sorted(paths, key=lambda p: p.relative_to(root).as_posix()):
        name = path.relative_to(root).as_posix()
        if not name.startswith(_APART):
            made.update(f"{name}\n".encode() + path.read_bytes())
    for kind in sorted(kinds):
        file = getattr(sys.modules[type(load("simulate", kind)).__module__], "__file__", None)
        if file and not Path(file).is_relative_to(root):
            made.update(f"{kind}\n".encode() + Path(file).read_bytes())
    return made.hexdigest()


def work_folder(code: str, seed: int, home: Path | None = None) -> Path:
    """The folder of rows drawn by this code from this seed, under the user's cache."""
    return home_folder(home) / FOLDER / f"{code[:16]}-{seed}"


def done(chunk: Chunk, folder: Path) -> bool:
    """Whether the rows of a chunk are there."""
    return chunk.path(folder).is_file()


def run_chunk(chunk: Chunk, seed: int, folder: Path) -> Chunk:
    """Draw and test the worlds of a chunk, and write their rows in one step."""
    bench = _bench(chunk.kind)
    seeds = seed_of(seed, chunk.kind, chunk.cell.name, chunk.index).spawn(chunk.size)
    rows = [bench.row(chunk.cell, chunk.index * CHUNK + i, s) for i, s in enumerate(seeds)]
    write(chunk.path(folder), "".join(dump(row) + "\n" for row in rows))
    return chunk


@cache
def _bench(kind: str) -> Bench:
    return Bench(kind)


def write(path: Path, text: str) -> None:
    """Write a file of the work folder whole or not at all.

    Raises
    ------
    MachineError
        If the disk takes no more or the folder can't be written.
    """
    temporary = path.with_name(f".{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, path)
    except OSError as error:
        with suppress(OSError):  # there may be no folder to look in
            temporary.unlink(missing_ok=True)
        raise disk_error(path.parent, error) from error


def read(chunk: Chunk, folder: Path) -> list[Row]:
    """The rows of a chunk.

    Raises
    ------
    RecordError
        If the file doesn't hold the rows that it should.
    """
    path = chunk.path(folder)
    rows = [parse(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if [r.world for r in rows] != list(range(chunk.index * CHUNK, chunk.index * CHUNK + chunk.size)):
        raise RecordError(
            f"{path.name} in the calibration's work folder holds {len(rows)} rows",
            f"{chunk.size} worlds in order",
            cure=f"delete {path} and run it again",
        )
    return rows
