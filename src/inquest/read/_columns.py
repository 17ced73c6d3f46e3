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
NOTE_SIZE = 0.75
"""Digits that are smaller than this share of the line's type are marks of footnotes."""


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
    shown = [p for p in pieces if p.size > 0]
    rows = _rows([p for p in shown if p.text.strip()])
    if leftward("".join(p.text for p in shown)):
        filled = [row for row in _rows(shown) if any(p.text.strip() for p in row)]
        return [_leftward_line(row, page) for row in filled]
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
    size = max(_sizes(row).items(), key=lambda item: (item[1], item[0]))[0]
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


def leftward(text: str) -> bool:
    """Whether most letters of a text belong to scripts that run from right to left."""
    letters = [c for c in text if c.isalpha()]
    return sum(map(_leftward, letters)) > len(letters) / 2


def _leftward(letter: str) -> bool:
    return "\u0590" <= letter <= "\u08ff" or "\ufb1d" <= letter <= "\ufefc"


def _leftward_line(row: Sequence[Piece], page: int) -> Line:
    """The words of a row from the right; words of other scripts and numbers within it run from the left."""
    if not leftward("".join(p.text for p in row)):
        return _line([p for p in row if p.text.strip()], page, 0)
    turned: list[Piece] = []
    run: list[Piece] = []
    for piece in [*sorted(row, key=lambda p: -p.x), None]:
        other = piece is not None and any(c.isalnum() and not _leftward(c) for c in piece.text)
        if piece is not None and (other or (run and not piece.text.strip())):
            run.append(piece)
            continue
        last = max((i for i, p in enumerate(run) if p.text.strip()), default=-1) + 1
        turned += [*run[:last][::-1], *run[last:]]
        run = []
        if piece is not None:
            turned.append(piece)
    between = "" if any(not p.text.strip() for p in row) else " "
    words = re.sub(r"\s+([.،؛؟!:])", r"\1", between.join(p.text for p in turned))
    size = max(_sizes(row).items(), key=lambda item: (item[1], item[0]))[0]
    return Line(min(p.x for p in row), row[0].y, size, " ".join(words.split()), max(p.end for p in row), page)
