"""From bytes to text: encodings, size, and what is no text at all."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager

from inquest.errors import InputError, MachineError

MAX_BYTES = 5_000_000
"""A book is about 1 MB; what is larger is a dump, not an article."""
MAX_FILE = 50_000_000
"""Of a file with pictures, fonts or mark-up around its text."""
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document (.doc, .xls or .ppt)",
    b"{\\rtf": "rich text (.rtf)",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"PAR1": "a Parquet file",
    b"\x7fELF": "a program",
}


def binary(data: bytes) -> str | None:
    """What a file is that plainly holds no text as it is, or None."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            return what
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    head = data[:100_000]
    controls = sum(head.count(bytes([c])) for c in (*range(9), *range(14, 27), *range(28, 32)))
    return "binary data" if b"\x00" in head or controls > len(head) // 100 + 3 else None


def decode(data: bytes, name: str, *, most: int = MAX_BYTES, charset: str | None = None) -> str:
    """The text of a file that holds text, UTF-8, UTF-16 with mark, the declared charset, or Windows-1252.

    Raises
    ------
    InputError
        If the file is too large or binary, or its encoding is none of these.
    """
    limited(data, name, most)
    what = binary(data)
    if what:
        raise InputError(f"{name} is {what}", "plain text", cure="save its text as a .txt file and check that")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        known = _known(charset)
        if known is None:
            from inquest.read._encoding import check_latin

            check_latin(data, name)
        return data.decode(known or "cp1252", errors="replace")


def _known(charset: str | None) -> str | None:
    """A declared charset, if there is such a one for text."""
    try:
        found = codecs.lookup(charset) if charset else None
    except LookupError:
        return None
    return found.name if found and getattr(found, "_is_text_encoding", True) else None


def limited(data: bytes, name: str, most: int = MAX_FILE) -> None:
    """Refuse what is too large for one article.

    Raises
    ------
    InputError
        If there are more bytes than ``most``.
    """
    if len(data) > most:
        raise InputError(
            f"{name} holds {len(data) / 1e6:.0f} MB of text",
            f"one article, at most {most / 1e6:.0f} MB",
            cure="cut the text into articles and check them one by one",
        )


def lacking(what: str, package: str) -> MachineError:
    """The error where a format needs a package of the extra ``read`` that isn't installed."""
    return MachineError(
        f"{what} needs the package {package}, which is not installed",
        "the extra read",
        cure='install it: pip install "inquest[read]"; or save the article\'s text as .txt',
    )


@contextmanager
def quiet(package: str) -> Iterator[None]:
    """A package's own log lines about odd files are not shown; what they come to is told in notes and errors."""
    import logging

    logger = logging.getLogger(package)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
