"""One door for every kind of input: a file, standard input's bytes, or the text itself."""

import datetime as dt
from pathlib import Path

from inquest import registry
from inquest.contracts import Reader
from inquest.errors import InputError, UsageError
from inquest.model.document import Document


def _reader_for(suffix: str) -> Reader:
    readers: tuple[Reader, ...] = registry.every("read")
    for reader in readers:
        if suffix.lower() in reader.suffixes:
            return reader
    if suffix and any(suffix.lower() == s for s in (".html", ".htm", ".pdf", ".docx", ".odt", ".epub")):
        raise InputError(
            f"no reader for {suffix} files",
            "a file whose text can be read as it is",
            tuple(sorted(s for r in readers for s in r.suffixes)),
            "save the article's text as .txt",
        )
    plain: Reader = registry.load("read", "text")
    return plain


def parse_date(value: str | dt.date | None) -> dt.date | None:
    """A date from ``YYYY-MM-DD``.

    Raises
    ------
    UsageError
        If the value is no such date.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            f"{value!r} is no date", "a day as YYYY-MM-DD", cure="for example --date 2020-05-04"
        ) from error


def _bytes_of(source: str | Path | bytes) -> tuple[bytes, str, str]:
    """Data, name for errors, and file suffix."""
    if isinstance(source, bytes):
        return source, "the input", ".txt"
    if isinstance(source, Path):
        try:
            return source.read_bytes(), source.name, source.suffix
        except OSError as error:
            raise InputError(
                f"{source} can't be read ({error.strerror})", "a readable file", cure="check the path and permissions"
            ) from error
    return source.encode("utf-8", errors="replace"), "the text", ".txt"


def read_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises
    ------
    InputError
        If the file can't be read.
    """
    return _bytes_of(path)[0]


def open_document(
    source: str | Path | bytes,
    *,
    date: str | dt.date | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    address: str | None = None,
) -> Document:
    """A document from a path, bytes, or the text itself.

    Parameters
    ----------
    source : str, Path or bytes
        A ``Path`` is read as a file; a ``str`` is the text itself.
    date : str or datetime.date, optional
        Day of publication (``YYYY-MM-DD``); it wins over a dateline in the text.
    title, author, publisher, address : str, optional
        What the text itself doesn't say.

    Raises
    ------
    InputError
        If the source can't be read as an article.
    UsageError
        If ``date`` is no date.
    """
    day = parse_date(date)
    data, name, suffix = _bytes_of(source)
    document = _reader_for(suffix).read(data, name)
    given = {"title": title, "author": author, "publisher": publisher, "address": address}
    update: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if day is not None:
        update |= {"date": day, "date_reason": "given by the user"}
    return document.model_copy(update=update)
