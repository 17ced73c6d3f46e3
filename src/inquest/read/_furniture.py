"""What a printed page shows around its text: running heads and feet, page numbers, footnotes."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence

from inquest.read._columns import Line

REPEATED = 0.3
"""Share of pages on which a line at the edge must come again to be a running head or foot; two pages at least."""
EDGE_LINES = 3
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
        rows = _heights(lines)
        running: set[int] = set()
        for order in (rows, rows[::-1]):
            for i, row in enumerate(order[:EDGE_LINES]):
                again = len(pages) > 1 and all(max(seen[k] for k in _keys(line)) >= least for line in row)
                if not again and not (i < 2 and _numbered(row)):
                    break
                running.update(map(id, row))
        kept.append([line for line in lines if id(line) not in running])
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


def _heights(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of any column on one height, from the top of the page."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-one.y, one.x)):
        if rows and abs(rows[-1][0].y - line.y) < 0.45 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _numbered(row: Sequence[Line]) -> bool:
    """Whether a row is a page number, or what a browser prints around a page."""
    whole = " ".join(line.text for line in sorted(row, key=lambda one: one.x))
    return bool(_PAGE.fullmatch(whole) or _PRINTED.match(whole))


def _keys(line: Line) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a line is on any page, numbers aside, at about its height."""
    shape = re.sub(r"\d+|\b[ivxlc]{1,6}\b", "#", line.text.casefold()).strip()[:120]
    return (shape, round(line.y / 6)), (shape, round(line.y / 6 + 0.5))
