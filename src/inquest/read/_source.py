"""What a person names on the command line: a file, an address, or a folder of files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from inquest.errors import InputError
from inquest.model.document import Document
from inquest.read._open import given_date, open_document, readable, reader_for, readers, with_known

if TYPE_CHECKING:
    from inquest.read._fetch import Fetched

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://\S+")


def is_address(source: str) -> bool:
    """Whether a word names an address, also one that is not fetched.

    >>> is_address("https://example.org/a"), is_address("article.txt"), is_address("see https://example.org")
    (True, False, False)
    """
    return bool(_ADDRESS.fullmatch(source.strip()))


def open_source(source: str, *, date: str | None = None, link: str | None = None) -> Document:
    """A document from the path of a file or from an address, which is fetched.

    Raises
    ------
    InputError, UsageError, MachineError
        If it can't be read, or is none.
    """
    if not is_address(source):
        return open_document(Path(source), date=date, address=link)
    from inquest.read._fetch import fetch

    given = given_date(date)
    media_types = {kind for reader in readers() for kind in reader.media_types}
    return with_known(read_fetched(fetch(source.strip(), media_types)), given, {"address": link})


def read_fetched(fetched: "Fetched") -> Document:
    """The document in what an address gave; its address is where it was, not what it says of itself."""
    path = re.sub(r"[?#].*", "", fetched.address)
    suffix = Path(path).suffix if path.count("/") > 2 else ""
    data = fetched.data
    reader = reader_for(data, fetched.address, suffix, fetched.media_type)
    if fetched.charset and (fetched.media_type.startswith("text/") or fetched.media_type.endswith("+xml")):
        data = _as_utf8(data, fetched.charset)
    return reader.read(data, fetched.address).model_copy(update={"address": fetched.address})


def _as_utf8(data: bytes, charset: str) -> bytes:
    """Text in the charset that the server states, in UTF-8; as it came where that doesn't fit."""
    try:
        return data.decode(charset).encode("utf-8")
    except (UnicodeDecodeError, LookupError):
        return data  # the server is wrong: the reader tells by the bytes


def files_of(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files of a folder that some reader reads, and the others, each by name; hidden files and folders are neither.

    Raises
    ------
    InputError
        If the folder can't be listed or holds no file that is read.
    """
    try:
        files = sorted(
            (p for p in folder.iterdir() if not p.name.startswith(".") and not p.is_dir()), key=lambda p: p.name
        )
    except OSError as error:
        raise InputError(f"{folder} can't be listed ({error.strerror})", "a folder that may be read") from error
    known = tuple(p for p in files if p.suffix.lower() in readable())
    if not known:
        raise InputError(
            f"the folder {folder} holds no file that is read (of {len(files)})",
            "files with one of these endings",
            readable(),
            "name a file, or another folder; folders within a folder are not looked into",
        )
    return known, tuple(p for p in files if p not in known)
