"""Small files for the tests of readers, made here: PDFs drawn line by line, Word files, and the words in them."""

import io
from collections.abc import Sequence
from typing import Any

Text = tuple[float, float, float, str]
"""x, y, size and words of one stretch."""


def escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf(pages: Sequence[Sequence[Text]], info: str = "", *, drawing: bytes = b"") -> bytes:
    """A PDF that shows stretches of text in Helvetica; ``info`` is the body of its dictionary of properties."""
    objects: list[bytes] = []
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for i, page in enumerate(pages):
        shown = drawing + b"".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + escaped(words) + b") Tj ET\n"
            for x, y, size, words in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n".encode() + shown + b"\nendstream")
    objects.append(f"<< {info} >>".encode("cp1252"))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def column(x: float, top: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> list[Text]:
    """Lines below each other; an empty one leaves a gap."""
    return [(x, top - i * leading, size, words) for i, words in enumerate(lines) if words]


LEFT = (
    "Fighting around the crossroads town of Be-",
    "ledara lasted four days, the monitors say.",
    "They counted 61 dead between 2 and 5",
    "March 2017, of whom 40 were soldiers of the",
    "government. The rest were fighters of an",
    "anti-government alliance that had moved",
    "in from the north.",
    "",
    "Hospital staff in the district put the num-",
    "ber of wounded at more than 200. None of",
    "them could be reached by road until the",
    "second week of the month, when a con-",
)
RIGHT = (
    "voy of nine lorries crossed the river by",
    "ferry.",
    "",
    "The mission saw no sign that the truce of",
    "January held south of the river. In the four",
    "weeks before it, the monitors had recorded",
    "33 clashes; in the four weeks after, 29.",
    "",
    "Commanders on both sides denied that they",
    "had fired first. A pro-government militia",
    "said that it had lost three men, and that",
    "shells had come from the mill.",
)


SECOND_LEFT = (
    "The mill had burnt down the year before. Its",
    "ruins lay between the lines and were held by",
    "nobody, the mission was told.",
    "",
    "Of the 61 dead, eleven were never named. The",
    "lists of the two hospitals and of the grave-",
    "yard differ by four, and no list holds those",
    "who were buried where they fell. A count by",
)
SECOND_RIGHT = (
    "the church comes to 70.",
    "",
    "Nothing more was heard from the crossroads",
    "after the ninth of the month. The convoy went",
    "back empty, and the ferry has not run since",
    "then. Two of its three pilots had fled, and the",
    "third said that he would not cross again with-",
    "out an escort.",
)


def two_columns(*, row_by_row: bool = False) -> bytes:
    """Two pages of two columns with a running head, a foot, page numbers, a title across, and hyphens."""
    pages = []
    for number in (1, 2):
        head = [(72.0, 810.0, 8.0, "Mission reports | Spring series"), (72.0, 30.0, 8.0, f"Page {number} of 2")]
        title = [(72.0, 770.0, 18.0, "Four days at the crossroads of the river")] if number == 1 else []
        top = 740.0 if number == 1 else 780.0
        left, right = (LEFT, RIGHT) if number == 1 else (SECOND_LEFT, SECOND_RIGHT)
        body = column(72, top, left) + column(310, top, right)
        if row_by_row:
            body = sorted(body, key=lambda t: (-t[1], t[0]))
        pages.append([*head, *title, *body])
    return pdf(
        pages,
        "/Title (Four days at the crossroads of the river) /Author (A. Monitor) "
        "/CreationDate (D:20170320093000+01'00')",
    )


def word(blocks: Sequence[tuple[str, str]], **properties: Any) -> bytes:
    """A Word file of (style, words); properties as python-docx calls them."""
    import docx

    document = docx.Document()
    for style, words in blocks:
        document.add_paragraph(words, style=style)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
