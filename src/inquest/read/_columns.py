"""The reading order of a printed page: lines from pieces of text, columns, paragraphs, running heads and feet.

Coordinates are in points, upwards. Widths are estimates (PDF files state them in many ways), so columns are told by
where many lines begin, not by where lines end.
"""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 0.5
"""Mean width of a letter in sizes of its font, for prose in common fonts."""
LEAST_LINES = 6
"""Lines that must begin at one place in the middle of the page before it is a column."""
COLUMN_SHARE = 0.25
REPEATED = 0.3
"""Share of pages on which a line at the edge must come again to be a running head or foot; two pages at least."""
EDGE_LINES = 3
NOTE_SIZE = 0.75
"""Digits that are smaller than this share of the line's type are marks of footnotes."""
FOOTNOTE_SIZE = 0.9
"""Footnotes are in type of at most this share of the text's."""
_NOTE = re.compile(r"[*†‡]|\[?\d{1,3}[\].]?\s?\D")
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d\b.{0,120}$|(?:https?|file)://\S+(?:\s+\d{1,3}/\d{1,3})?$"
)
"""What browsers set above and below a page that is printed: the time and the title, the address and the number."""
_PAGE = re.compile(
    r"[-–—|\s]*(?:page|p\.|стр\.?)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|из)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one go."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """Where it ends, as far as can be told."""
        return self.x + WIDTH * self.size * len(self.text.rstrip())


@dataclass
class Line:
    """Pieces on one height, within one column."""

    x: float
    y: float
    size: float
    text: str
    end: float = 0.0
    page: int = 0
    column: int = field(default=0)


def page_lines(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The lines of a page in reading order: what runs across the columns parts them, then left before right."""
    rows = _rows([p for p in pieces if p.text.strip() and p.size > 0])
    middle = _gutter(rows)
    if middle is None:
        return [_line(row, page, 0) for row in rows]
    ordered: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        left, right = [p for p in row if p.x < middle - 3], [p for p in row if p.x >= middle - 3]
        across = left and (left[-1].end > middle + 0.2 * (left[-1].end - left[0].x) or _joined(left, right))
        if across:
            ordered += [*sides[0], *sides[1], _line(row, page, 0)]
            sides = ([], [])
            continue
        for side, part in enumerate((left, right)):
            if part:
                sides[side].append(_line(part, page, side + 1))
    return [*ordered, *sides[0], *sides[1]]


def _joined(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether a row of single words runs through the gutter without a gap."""
    words = len(left) > 2 and all(" " not in p.text.strip() for p in (left[-1], *right[:1]))
    return bool(words and right and right[0].x - left[-1].end < 0.5 * left[-1].size and len(right) > 0)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one height, from the top, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.45 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x) for row in rows]


def _gutter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """Where a second column begins; None on a page of one column, and where what stands there is a table."""
    pieces = [p for row in rows for p in row]
    if len(rows) < LEAST_LINES:
        return None
    low, high = min(p.x for p in pieces), max(p.end for p in pieces)
    zone = [p for p in pieces if low + 0.35 * (high - low) < p.x < low + 0.68 * (high - low)]
    starts = Counter(round(p.x) for p in zone)
    near = {x: sum(starts[x + d] for d in (-1, 0, 1)) for x in starts}
    if not near:
        return None
    start = min(near, key=lambda x: (-near[x], x))
    if near[start] < max(LEAST_LINES, COLUMN_SHARE * len(rows)):
        return None
    right = [
        "".join(p.text for p in row if p.x >= start - 3) for row in rows if any(abs(p.x - start) <= 1.5 for p in row)
    ]
    left = ["".join(p.text for p in row if p.x < start - 3) for row in rows]
    left = [words for words in left if words.strip()]
    prose = min(statistics.median(map(len, right)), statistics.median(map(len, left)) if left else 0) >= 18
    return float(start) if prose else None


def _line(row: Sequence[Piece], page: int, column: int) -> Line:
    """The words of a row, with blanks where pieces stand apart; marks of footnotes are left out."""
    size = max(Counter({p.size: 0 for p in row}) | Counter(_sizes(row)), key=lambda s: (_sizes(row).get(s, 0), s))
    parts: list[str] = []
    last: Piece | None = None
    for piece in row:
        if last is not None and piece.size < NOTE_SIZE * size and piece.text.strip(" ,[]()*").isdigit():
            continue
        spaced = last is not None and not parts[-1].endswith(" ") and not piece.text.startswith(" ")
        parts.append(
            (" " if spaced and last is not None and piece.x - last.end > -0.15 * size * len(last.text) ** 0.5 else "")
            + piece.text
        )
        last = piece
    words = " ".join("".join(parts).split())
    return Line(row[0].x, row[0].y, size, words, max(p.end for p in row), page, column)


def _sizes(row: Sequence[Piece]) -> dict[float, int]:
    found: dict[float, int] = {}
    for piece in row:
        found[piece.size] = found.get(piece.size, 0) + len(piece.text)
    return found


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Pages without running heads, feet and page numbers; and how many lines were left out.

    From the top and from the bottom of each page, rows are left out as long as they come again on other pages at that
    height (numbers aside) or are a page number.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({key for line in lines for key in _keys(line)})
    least = max(2, REPEATED * len(pages))
    kept: list[list[Line]] = []
    for lines in pages:
        heights = sorted({line.y for line in lines}, reverse=True)
        running: set[float] = set()
        for order in (heights, heights[::-1]):
            for i, height in enumerate(order[:EDGE_LINES]):
                row = [line for line in lines if line.y == height]
                again = len(pages) > 1 and all(max(seen[k] for k in _keys(line)) >= least for line in row)
                if not again and not (i < 2 and all(map(_numbered, row))):
                    break
                running.add(height)
        kept.append([line for line in lines if line.y not in running])
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def without_footnotes(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """Pages without the footnotes at the end of their columns, and the lines of these."""
    sizes = [line.size for lines in pages for line in lines for _ in range(len(line.text) // 20 + 1)]
    small = FOOTNOTE_SIZE * statistics.median(sizes) if sizes else 0.0
    kept: list[list[Line]] = []
    notes: list[Line] = []
    for lines in pages:
        found: list[Line] = []
        for column in sorted({line.column for line in lines}):
            own = [line for line in lines if line.column == column]
            run = len(own)
            while run and own[run - 1].size <= small:
                run -= 1
            while run < len(own) and not _NOTE.match(own[run].text):
                run += 1
            found += own[run:] if run else []
        kept.append([line for line in lines if not any(line is note for note in found)])
        notes += found
    return kept, notes


def _numbered(line: Line) -> bool:
    """Whether a line is a page number, or what a browser prints around a page."""
    return bool(_PAGE.fullmatch(line.text) or _PRINTED.match(line.text))


def _keys(line: Line) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a line is on any page, numbers aside, at about its height."""
    shape = re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", line.text.casefold()).strip()[:120]
    return (shape, round(line.y / 6)), (shape, round(line.y / 6 + 0.5))
