"""One door for every kind of input: a file, standard input's bytes, an address, or the text itself."""

import datetime as dt
import re
import stat
from pathlib import Path

from inquest import registry
from inquest.contracts import Reader
from inquest.errors import InputError, UsageError
from inquest.model.document import Document
from inquest.read._dates import Stated, partial
from inquest.read._decode import binary

_GIVEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def readers() -> tuple[Reader, ...]:
    """Every reader, in the order of their names."""
    found: tuple[Reader, ...] = registry.every("read")
    return found


def readable() -> tuple[str, ...]:
    """Endings of the files that can be read, sorted."""
    return tuple(sorted(s for reader in readers() for s in reader.suffixes))


def reader_for(data: bytes, name: str, suffix: str = "", media_type: str = "") -> Reader:
    """The reader of some bytes: what they plainly are, else by content type, else by the ending of their name.

    Raises
    ------
    InputError
        If they are of no format that is read.
    """
    for reader in readers():
        if reader.recognises(data):
            return reader
    for reader in readers():
        if media_type and media_type in reader.media_types and media_type != "text/plain":
            return reader
    for reader in readers():
        if suffix.lower() in reader.suffixes:
            return reader
    what = binary(data)
    if what:
        raise InputError(
            f"{name} is {what}", "a text in a format that is read", readable(), "save the article's text as .txt"
        )
    plain: Reader = registry.load("read", "text")
    return plain


def parse_date(value: str | dt.date | None) -> dt.date | None:
    """A date from ``YYYY-MM-DD``; the last day of the month from ``YYYY-MM``, of the year from ``YYYY``.

    Raises
    ------
    UsageError
        If the value is no such date.
    """
    stated = given_date(value)
    return stated.date if stated else None


def given_date(value: str | dt.date | None) -> Stated | None:
    """The date that a user gave, as far as it goes.

    Raises
    ------
    UsageError
        If the value is no such date.
    """
    if value is None:
        return None
    if isinstance(value, dt.date):
        return Stated(value, "given by the user")
    match = _GIVEN.fullmatch(value.strip())
    known = partial(*(int(p) if p else None for p in match.groups())) if match else None  # type: ignore[arg-type]  # the year is there
    if known is None:
        raise UsageError(
            f"{value!r} is no date",
            "a day as YYYY-MM-DD, or a month as YYYY-MM or a year as YYYY where no more is known",
            cure="for example --date 2020-05-04",
        )
    less = "" if known[1] == "day" else f" as {value.strip()}: the last day that it may be is taken"
    return Stated(known[0], f"given by the user{less}", known[1])


def _sort(mode: int) -> str:
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def read_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises
    ------
    InputError
        If the file can't be read.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and path.parts[:2] != ("/", "dev"):
            raise InputError(
                f"{path} is no file, but {_sort(mode)}",
                "a file",
                cure="save the text as a file, or hand it to standard input: inquest check - < FILE",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} can't be read ({error.strerror})", "a readable file", cure="check the path and permissions"
        ) from error


def _read(source: str | Path | bytes) -> Document:
    if isinstance(source, str):
        plain: Reader = registry.load("read", "text")
        return plain.read(source.encode("utf-8", errors="replace"), "the text")
    if isinstance(source, bytes):
        return reader_for(source, "the input").read(source, "the input")
    data = read_bytes(source)
    return reader_for(data, source.name, source.suffix).read(data, source.name)


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
        A ``Path`` is read as a file; a ``str`` is the text itself. ``open_source`` takes addresses.
    date : str or datetime.date, optional
        Day of publication (``YYYY-MM-DD``; ``YYYY-MM`` or ``YYYY`` where no more is known); it wins over what the
        document itself says.
    title, author, publisher, address : str, optional
        What the text itself doesn't say.

    Raises
    ------
    InputError
        If the source can't be read as an article.
    MachineError
        If its format needs a package that isn't installed.
    UsageError
        If ``date`` is no date.
    """
    given = given_date(date)
    known = {"title": title, "author": author, "publisher": publisher, "address": address}
    return with_known(_read(source), given, known)


def with_known(document: Document, date: Stated | None, known: dict[str, str | None]) -> Document:
    """The document with what its user knows better."""
    update: dict[str, object] = {key: value for key, value in known.items() if value is not None}
    if date is not None:
        update |= {"date": date.date, "date_reason": date.reason, "date_precision": date.precision}
        own = Stated(document.date, document.date_reason, document.date_precision) if document.date else None
        if own and not own.agrees(date):
            update["notes"] = (*document.notes, f"The date given is {date.shown}, but {own.reason} ({own.shown}).")
    return document.model_copy(update=update)
