"""Event files as they come: plain, gzip or zip; unpacked once, hashed, and their header read."""

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from inquest.errors import InputError

_BLOCK = 1 << 20
_HEAD = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Unpacked:
    """A file ready to be read by an engine: its path, the sha256 of its bytes, header, delimiter, first rows."""

    path: Path
    sha256: str
    header: tuple[str, ...]
    delimiter: str
    first_rows: tuple[dict[str, str], ...]


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as handle:
        start = handle.read(4)
    if start[:2] == b"\x1f\x8b":
        with gzip.open(path, "rb") as unzipped:
            yield unzipped  # type: ignore[misc]  # a GzipFile reads bytes like any binary file
    elif start == b"PK\x03\x04":
        with zipfile.ZipFile(path) as archive:
            tables = [n for n in archive.namelist() if n.lower().endswith((".csv", ".tsv", ".txt"))]
            if len(tables) != 1:
                raise InputError(
                    f"{path.name} holds {len(tables)} CSV files",
                    "an archive with exactly one CSV file",
                    choices=tables[:10],
                    cure="unpack it and add the one you mean",
                )
            with archive.open(tables[0]) as member:
                yield member
    else:
        with path.open("rb") as plain:
            yield plain


def unpack(path: Path, folder: Path) -> Unpacked:
    """Unpack a file into ``folder`` if it is compressed, hash its bytes and read its header.

    Raises
    ------
    InputError
        If there is no such file, or it is empty, binary, damaged or not UTF-8 at its head.
    """
    if not path.is_file():
        raise InputError(f"there is no file {path}", "an event file (CSV, plain, gzip or zip)", cure="check the path")
    digest = hashlib.sha256()
    head = b""
    target = folder / "input.csv"
    try:
        with _open(path) as source:
            packed = not isinstance(source, io.BufferedReader)
            with target.open("wb") if packed else io.BytesIO() as sink:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    head = head or block[:_HEAD]
                    if packed:
                        sink.write(block)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise InputError(
            f"{path.name} is damaged or cut short ({error})",
            "a whole gzip or zip file",
            cure="download it again and compare its size with the publisher's",
        ) from error
    text = _decoded(head, path.name)
    header, delimiter = _header(text, path.name)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    next(rows)
    first = [row for _, row in zip(range(20), rows, strict=False)]
    named = tuple(dict(zip(header, row, strict=False)) for row in first)
    return Unpacked(target if packed else path, digest.hexdigest(), header, delimiter, named)


def _decoded(head: bytes, name: str) -> str:
    if not head.strip():
        raise InputError(f"{name} is empty", "a CSV file with a header row", cure="check the download")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise wrong_encoding(name, "it starts with a UTF-16 byte order mark")
    if b"\x00" in head:
        raise InputError(f"{name} is a binary file", "a CSV file (plain, gzip or zip)", cure="export it as CSV")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(head) == _HEAD and error.start >= len(head) - 4:  # the block ends inside a character
            return head[: error.start].decode("utf-8-sig")
        raise wrong_encoding(name, f"byte {error.start} is 0x{head[error.start]:02x}") from error


def wrong_encoding(name: str, why: str) -> InputError:
    """The error for a file that isn't UTF-8."""
    return InputError(
        f"{name} is not UTF-8 text: {why}",
        "UTF-8",
        cure="save it again as UTF-8 (it is often Windows-1252: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT)",
    )


def _header(text: str, name: str) -> tuple[tuple[str, ...], str]:
    delimiter = max(_DELIMITERS, key=lambda d: len(next(csv.reader(io.StringIO(text), delimiter=d), [])))
    header = tuple(next(csv.reader(io.StringIO(text), delimiter=delimiter), []))
    seen = [column.strip().lower() for column in header]
    twice = sorted({column for column in seen if column and seen.count(column) > 1})
    if twice:
        raise InputError(
            f"{name} has the column {', '.join(twice)} more than once", "each column once", cure="rename or drop one"
        )
    return header, delimiter
