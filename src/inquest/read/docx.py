"""Word files (.docx): paragraphs, lists and tables in order; title, author and dates of their properties."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

from inquest.errors import InputError
from inquest.model.document import Document
from inquest.read._build import build
from inquest.read._dates import MADE, Stated
from inquest.read._decode import MAX_BYTES, lacking, limited

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a file may come to; a bomb unpacks to far more."""
_BODY = b"word/document.xml"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = frozenset(("del", "moveFrom", "delText", "instrText", "drawing", "pict", "AlternateContent", "pPr", "rPr"))
_LIST = re.compile(r"\bList\b")


def _checked(data: bytes, name: str) -> None:
    """Refuse what is no Word file, is locked, or unpacks to too much.

    Raises
    ------
    InputError
        Each with its own reason.
    """
    limited(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data
        what = "is protected by a password" if locked else "is an old Word file (.doc)"
        raise InputError(
            f"{name} {what}", "an open .docx file", cure="open it in Word, save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = {item.filename: item.file_size for item in packed.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name, str(error)) from error
    if _BODY.decode() not in sizes:
        raise InputError(f"{name} is no Word file", "a .docx file", cure="save its text as .docx or .txt")
    if sum(sizes.values()) > MAX_UNPACKED:
        raise InputError(
            f"{name} unpacks to {sum(sizes.values()) / 1e6:.0f} MB",
            f"one article, at most {MAX_UNPACKED / 1e6:.0f} MB unpacked",
            cure="save the article's text as .txt",
        )


def _damaged(name: str, what: str) -> InputError:
    return InputError(
        f"{name} is damaged ({what[:120]})", "a whole .docx file", cure="get it again, or save its text as .txt"
    )


def _blocks(container: Any) -> list[tuple[str, str]]:
    """Style name and words of every paragraph and table row, in order."""
    found: list[tuple[str, str]] = []
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                cells = {id(cell._tc): cell for cell in row.cells}  # a merged cell is there once
                words = [" ".join(_words(cell._tc).split()) for cell in cells.values()]
                found.append(("Table", " | ".join(w for w in words if w)))
        else:
            found.append(((item.style.name or "") if item.style is not None else "", _words(item._p).strip()))
    return found


def _words(node: Any) -> str:
    """The words below a node with all changes accepted; pictures, boxes and what was moved away are left out."""
    parts = []
    for child in node:
        kind = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if kind == "t":
            parts.append(child.text or "")
        elif kind in _SIGNS:
            parts.append(_SIGNS[kind])
        elif kind not in _SKIPPED:
            parts.append(_words(child) + ("\n" if kind == "p" else ""))
    return "".join(parts)


class Docx:
    """Reader of Word files."""

    name = "docx"
    suffixes = (".docx", ".docm")
    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes are a zip archive with the body of a Word file."""
        return data.startswith(b"PK\x03\x04") and _BODY in data

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the file is damaged, locked, too large or without text.
        MachineError
            If the package that reads it isn't installed.
        """
        _checked(data, name)
        try:
            import docx
        except ImportError as error:
            raise lacking("a Word file", "python-docx") from error
        try:
            word: Any = docx.Document(io.BytesIO(data))
            blocks, core = _blocks(word), word.core_properties
            title, author, created = core.title, core.author, core.created
        except MemoryError:
            raise
        except Exception as error:  # the package raises many kinds on a damaged file; each is told
            raise _damaged(name, f"{type(error).__name__}: {error}") from error
        headed = next((words for style, words in blocks if style == "Title" and words), None)
        text = "\n\n".join(("- " if _LIST.search(style) else "") + words for style, words in blocks if words)
        if len(text) > MAX_BYTES:
            raise InputError(f"{name} holds {len(text) / 1e6:.0f} MB of text", cure="cut it into articles")
        return build(text, name, title=headed or title or None, author=author or None, made=_made(created))


def _made(created: Any) -> Stated | None:
    if not isinstance(created, dt.datetime):
        return None
    return Stated(created.date(), MADE)


READER = Docx()
