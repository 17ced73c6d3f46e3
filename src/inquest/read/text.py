"""Plain text, UTF-8 (with or without byte order mark), UTF-16 with mark, or Windows-1252."""

import codecs

from inquest.errors import InputError
from inquest.model.document import Document
from inquest.read._build import build

MAX_BYTES = 5_000_000
"""A book is about 1 MB; what is larger is a dump, not an article."""
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PAR1": "a Parquet file",
    b"\x7fELF": "a program",
}


def decode(data: bytes, name: str) -> str:
    """The text of a plain-text file.

    Raises
    ------
    InputError
        If the file is too large or binary.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} holds {len(data) / 1e6:.0f} MB of text",
            f"one article, at most {MAX_BYTES / 1e6:.0f} MB",
            cure="cut the text into articles and check them one by one",
        )
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{name} is {what}", "plain text", cure="save its text as a .txt file and check that")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    head = data[:100_000]
    controls = sum(head.count(bytes([c])) for c in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\x00" in head or controls > len(head) // 100 + 3:
        raise InputError(f"{name} is binary data", "plain text", cure="save its text as a .txt file and check that")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class PlainText:
    """Reader of plain text."""

    name = "text"
    suffixes = (".txt", ".text", ".md")

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the bytes are no plain text, are too many, or hold no sentence.
        """
        return build(decode(data, name), name)


READER = PlainText()
