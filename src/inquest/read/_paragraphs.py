"""Paragraphs from printed lines: hyphens at line ends, headings, and sentences that run over a column or a page."""

import itertools
import re
import statistics
from collections.abc import Sequence

from inquest.read._columns import Line
from inquest.read._hyphens import hyphenated

_HYPHEN = re.compile(r"[^\W\d_]{1,30}[-\u00ad\u2010]$")
_ENDS = (".", "!", "?", "…", ":", ".”", '."', ".’", ".'", "!”", "?”", "»", ")", "؟", "。", ";")
_BULLET = re.compile(r"^(?:[•▪◦●■‣*]|[-–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
FEW = 5
"""Gaps that are too few to show what is usual."""
LEADING = 1.45
"""A gap wider than this many usual ones begins a paragraph."""


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The text of the pages, one string per paragraph."""
    flat = [line for lines in pages for line in lines]
    if not flat:
        return []
    words = _words(flat)
    size = statistics.median([line.size for line in flat for _ in range(len(line.text) // 20 + 1)])
    gap = _usual_gap(flat)
    margins = _margins(flat)
    found: list[str] = []
    for i, line in enumerate(flat):
        if i and not _begins(flat[i - 1], line, gap, margins, size):
            found[-1] = _join(found[-1], line.text, words)
        else:
            found.append(line.text)
    return found


def _words(lines: Sequence[Line]) -> set[str]:
    """The words that stand whole in the lines: not the two parts of one that a line's end breaks."""
    found: set[str] = set()
    broken = False
    for line in lines:
        here = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
        first = 1 if broken else 0
        broken = _HYPHEN.search(line.text) is not None
        found.update(w.casefold() for w in (here[first:-1] if broken else here[first:]))
    return found


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [a.y - b.y for a, b in itertools.pairwise(lines) if _together(a, b) and 0 < a.y - b.y < 4 * a.size]
    few = [1.3 * lines[0].size] if 0 < len(gaps) < FEW else []
    return min([statistics.median(gaps), *few]) if gaps else 0.0


def _together(a: Line, b: Line) -> bool:
    return (a.page, a.column) == (b.page, b.column)


def _margins(lines: Sequence[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Left edge and usual width of each column of each page."""
    groups: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.page, line.column), []).append(line)
    found = {}
    for key, group in groups.items():
        ends = sorted(line.end for line in group)
        found[key] = (statistics.median_low([line.x for line in group]), ends[int(0.9 * (len(ends) - 1))])
    return found


def _begins(
    last: Line, line: Line, gap: float, margins: dict[tuple[int, int], tuple[float, float]], size: float
) -> bool:
    """Whether a line begins a paragraph."""
    if _BULLET.match(line.text) or abs(last.size - line.size) > 0.12 * size:
        return not (_HYPHEN.search(last.text) and abs(last.size - line.size) <= 0.12 * size and line.text[0].islower())
    left = margins[(line.page, line.column)][0]
    ended = last.text.endswith(_ENDS)
    last_right = margins[(last.page, last.column)][1]
    fits = last.end + 0.5 * line.size * (len(line.text.split(" ", 1)[0]) + 1) < last_right - 0.12 * (
        last_right - last.x
    )
    if not _together(last, line) or line.y > last.y:  # another column or page: a sentence may run on
        return ended and (fits or not line.text[0].islower()) if not line.text[0].islower() else False
    if gap and last.y - line.y > LEADING * gap * max(1.0, line.size / size):
        return True
    indented = left + 0.6 * line.size < line.x < left + 6 * line.size and last.x < line.x - 0.6 * line.size
    if indented and ended:
        return True
    return fits and not line.text[0].islower() and not _HYPHEN.search(last.text)


def _join(text: str, line: str, words: set[str]) -> str:
    """Two lines of one paragraph; a hyphen at the line's end is kept where the word is written with one."""
    if not _HYPHEN.search(text):
        return f"{text} {line}"
    head = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=.$)", text)
    tail = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
    if not head or not tail:
        return text + line
    kept = not text.endswith("\u00ad") and hyphenated(head.group(), tail.group(), words)
    return (text if kept else text[:-1]) + line
