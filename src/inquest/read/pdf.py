"""PDF files: pages in reading order, also of two columns; hyphens joined; running heads, feet and numbers left out."""

import io
from typing import Any

from inquest.errors import InputError, MachineError
from inquest.model.document import Document
from inquest.read._build import build
from inquest.read._clean import plain_letters
from inquest.read._columns import Line, Piece, page_lines
from inquest.read._dates import MADE, Stated
from inquest.read._decode import MAX_BYTES, lacking, limited, quiet
from inquest.read._furniture import without_footnotes, without_furniture
from inquest.read._paragraphs import paragraphs

MAX_PAGES = 600
"""A long report has some hundred pages."""
SCANNED = 25
"""Letters a page below which a file of pictures of pages is taken for scanned."""


def _pieces(page: Any) -> list[Piece]:
    """Every upright stretch of text of a page, with its place and size."""
    found: list[Piece] = []

    def see(text: str, outer: Any, inner: Any, font: Any, size: Any) -> None:
        if not text:
            return
        a, b = inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3]
        if abs(b) > 0.3 * abs(a):
            return  # turned: a watermark or the words of a figure
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[2] * outer[1] + inner[3] * outer[3])
        height = abs(float(size or 0)) * scale
        lines = [line for line in plain_letters(text).split("\n") if line]
        found.extend(Piece(float(x), float(y), round(height, 1) or 10.0, line) for line in lines)

    page.extract_text(visitor_text=see, orientations=(0,))
    return found


def _opened(data: bytes, name: str) -> Any:
    """The file, unlocked if its password is empty.

    Raises
    ------
    InputError
        If it is locked or damaged.
    MachineError
        If opening it needs a package that isn't installed.
    """
    import pypdf
    from pypdf.errors import DependencyError

    try:
        file = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if file.is_encrypted and not file.decrypt(""):
            raise _locked(name)
        len(file.pages)
    except (InputError, MemoryError):
        raise
    except DependencyError as error:
        raise MachineError(
            f"{name} is encrypted with AES, which needs the package cryptography",
            "that package, or an open PDF",
            cure='install it: pip install "pypdf[crypto]"; or open the file and print it into a new PDF',
        ) from error
    except Exception as error:  # the package raises many kinds on a damaged file; each is told
        raise _damaged(name, f"{type(error).__name__}: {error}") from error
    return file


def _locked(name: str) -> InputError:
    return InputError(
        f"{name} is protected by a password",
        "an open PDF",
        cure="open it with its password and save it without, or save its text as .txt",
    )


def _damaged(name: str, what: str) -> InputError:
    return InputError(
        f"{name} is damaged ({what[:120].strip()})", "a whole PDF", cure="get it again, or save its text as .txt"
    )


def _pages(file: Any, name: str) -> tuple[list[list[Line]], list[int], int]:
    """Lines of every page, the numbers of pages that can't be read, and how many pages there are."""
    total = len(file.pages)
    if total > MAX_PAGES:
        raise InputError(
            f"{name} has {total} pages",
            f"one text, at most {MAX_PAGES} pages",
            cure="cut it into its parts and check them one by one",
        )
    pages: list[list[Line]] = []
    lost = []
    size = 0
    for number in range(total):
        try:
            pieces = _pieces(file.pages[number])
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception:  # noqa: BLE001 - one damaged page stops no other; it is named in the document's notes
            lost.append(number + 1)
            pieces = []
        pages.append(page_lines(pieces, number))
        size += sum(len(p.text) for p in pieces)
        if size > MAX_BYTES:
            raise InputError(
                f"{name} holds over {MAX_BYTES / 1e6:.0f} MB of text", "one article", cure="cut it into its parts"
            )
    return pages, lost, total


class Pdf:
    """Reader of PDF files."""

    name = "pdf"
    suffixes = (".pdf",)
    media_types = ("application/pdf", "application/x-pdf")

    def recognises(self, data: bytes) -> bool:
        """Whether the mark of a PDF stands at the head of the bytes."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, name: str) -> Document:
        """The document in ``data``; ``name`` is what errors call it.

        Raises
        ------
        InputError
            If the file is damaged, locked, scanned, or without text.
        MachineError
            If the package that reads it isn't installed.
        """
        limited(data, name)
        try:
            import pypdf  # noqa: F401 - only whether it is there
        except ImportError as error:
            raise lacking("a PDF", "pypdf") from error
        if b"%PDF-" not in data[:1024]:
            raise _damaged(name, "it doesn't begin as a PDF does")
        with quiet("pypdf"):
            file = _opened(data, name)
            pages, lost, total = _pages(file, name)
            data_of = _metadata(file)
        letters = sum(len(line.text) for lines in pages for line in lines)
        if letters < SCANNED * max(1, total - len(lost)):
            if lost:
                raise _damaged(
                    name, f"none of its {total} pages can be read" if not letters else "most pages can't be read"
                )
            raise InputError(
                f"{name} holds {total} page{'s' if total > 1 else ''} with pictures of text but no text",
                "a PDF with text in it",
                cure="run text recognition (OCR) over it first, for example with ocrmypdf",
            )
        kept, left_out = without_furniture(pages)
        kept, footnotes = without_footnotes(kept)
        notes = [f"{_pages_named(lost)} of {total} could not be read: the text is incomplete."] if lost else []
        empty = [i + 1 for i, lines in enumerate(pages) if not lines and i + 1 not in lost]
        if empty:
            notes.append(
                f"{_pages_named(empty)} of {total} hold no text: if they are scanned, what they say is missing."
            )
        if left_out:
            lines = "1 line" if left_out == 1 else f"{left_out} lines"
            notes.append(f"Left out of the PDF: {lines} of running heads, feet and page numbers.")
        text, aside = "\n\n".join(paragraphs(kept)), "\n\n".join(paragraphs([footnotes]))
        return build(text, name, aside=aside, notes=notes, **data_of)


def _pages_named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" ..." if len(numbers) > 8 else "")
    return f"Page{'s' if len(numbers) > 1 else ''} {shown}"


def _metadata(file: Any) -> dict[str, Any]:
    """Title, author and day of making, as far as the file's own data are sound."""
    try:
        info = file.metadata
        title, author = (info.title, info.author) if info else (None, None)
        made = info.creation_date if info else None
    except Exception:  # noqa: BLE001 - damaged metadata say nothing; the text is what counts
        return {}
    stated = None
    if made is not None:
        stated = Stated(made.date(), MADE)
    sound = (
        title
        if isinstance(title, str) and " " in title.strip() and not title.lower().startswith("microsoft word")
        else None
    )
    return {"title": sound, "author": author if isinstance(author, str) else None, "made": stated}


READER = Pdf()
