"""Where sentences begin and end, which lines are titles, and which are site furniture.

All patterns look at a bounded stretch of text, so the time is linear in the length of the text.
"""

import itertools
import re

from inquest.model.document import Sentence
from inquest.read._stops import is_abbreviation

MAX_SENTENCE = 1500
"""Longer runs without a full stop are cut at a space: hostile or damaged text must not cost more than its length."""
MAX_TITLE = 160
LONGEST_WORD = 500
"""Characters without a blank beyond which a run is no word, in scripts that set blanks."""

WRAPPED = 120
"""Text whose longer lines have at most so many characters was wrapped by hand or by a program."""
_CLOSERS = r"[\"'”’»)\]]"
_END = re.compile(
    rf"[.!?…؟۔।。！？][.!?…؟]{{0,3}}{_CLOSERS}{{0,3}}(?:\[\d{{1,3}}\]){{0,4}}(?=\s|$)|"
    rf"(?<=[a-z])\.{_CLOSERS}?\d{{1,2}}(?=\s{{1,3}}[A-Z])|"
    r"(?<=[a-z]{4})\.(?=[A-Z][a-z]{2})|[。！？]"
)
"""A stop before a blank; before the mark of a footnote; before a word that lacks its blank."""
_FURNITURE = re.compile(
    r"©|\ball rights reserved\b|^\W{0,3}copyright\b|^\W{0,3}share this\b|^\W{0,3}read more\b|^\W{0,3}follow us\b|"
    r"^\W{0,3}subscribe\b|^\W{0,3}photo(?:graph)?\s?:|^\W{0,3}\*{1,3}\s?\w[^.]{0,200}\bbanned\b|^\W{0,3}all comments\b",
    re.IGNORECASE,
)
_BEFORE_WORDS = "\"'“‘«([„—– "
_ITEM = re.compile(r"(?:[-–—•▪●■*‣◦]\s|\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,4})[.)]\s)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zA-Zа-яА-Я]|[ivxIVX]{1,4})")
_RUNS_ON = re.compile(r"(?:[,–—-]|\b(?:the|a|an|of|in|on|at|by|to|for|from|with|and|or|that|as|than|into|over|near))$")


_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Sentence ends inside one paragraph."""
    cuts: list[int] = []
    last = start
    for match in _END.finditer(text, start, end):
        at = match.end()
        rest = text[at : at + 40]
        head = rest.lstrip()[:4].lstrip(_BEFORE_WORDS)[:1]
        if head and head.islower():
            continue  # "Who knows?" asked he; "advanced ... and stopped"
        if match.group() == ".":
            before = text[max(last, match.start() - 40) : match.start()]
            if last == start and _NUMBERED.fullmatch(before.strip()):
                continue  # the number of an item
            if is_abbreviation(before, rest):
                continue
        cuts.append(at)
        last = at
    return cuts


def _hard_wrap(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an overlong stretch at spaces."""
    pieces = []
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def unbroken(words: str) -> bool:
    """Whether a stretch is a run without a blank that is longer than any word or address: data, not prose.

    >>> unbroken("The army left."), unbroken("QUJD" * 200), unbroken("军队" * 400)
    (False, True, False)
    """
    return len(words) > LONGEST_WORD and not any(map(str.isspace, words)) and max(words[:LONGEST_WORD]) < "\u0e00"


def runs_of(text: str) -> list[str]:
    """Every such run of a text."""
    return [run for run in _RUN.findall(text) if unbroken(run)]


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a stretch before, in and after runs without a blank that no word is as long as."""
    if end - start <= LONGEST_WORD:
        return [(start, end)]
    edges = [edge for run in _RUN.finditer(text, start, end) for edge in run.span()]
    return list(itertools.pairwise([start, *edges, end]))


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines, without their line ends."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _title_end(text: str, lines: list[tuple[int, int]]) -> int:
    """Where the title line ends; 0 if the text has none.

    A first line is a title if more text follows, it is short, and it doesn't end like running prose.
    """
    filled = [(a, b) for a, b in lines if text[a:b].strip()]
    if len(filled) < 2:
        return 0
    first = text[slice(*filled[0])].strip()
    second = text[slice(*filled[1])].strip()
    if filled[1][0] == filled[0][1] + 1 and second[0].islower():
        return 0  # the first line of wrapped prose
    if len(first) > MAX_TITLE or (first.endswith((".", ",", ";", ":")) and not first.endswith("...")):
        return 0
    return filled[0][1]


def split(text: str, title: tuple[int, int] | None = None) -> tuple[Sentence, ...]:
    """Sentences with offsets and roles (title, body, furniture).

    Parameters
    ----------
    title : where the title stands, if that is known; else a first line that looks like one is taken for it.

    >>> [s.text for s in split("Mr. Jones left the U.S. on Monday. He took 2.5 tons!")]
    ['Mr. Jones left the U.S. on Monday.', 'He took 2.5 tons!']
    """
    lines = _lines(text)
    title_start, title_end = title or (0, _title_end(text, lines))
    found: list[Sentence] = []
    for start, end in _paragraphs(text, lines, title_start, title_end):
        bounds = [start, *_cuts(text, start, end), end]
        for a, b in itertools.pairwise(bounds):
            runs = [(run, unbroken(text[slice(*run)])) for run in _runs(text, a, b)]
            for piece, data in [(p, data) for run, data in runs for p in _hard_wrap(text, *run)]:
                left, right = _strip(text, *piece)
                if left < right and any(c.isalnum() for c in text[left:right]):
                    words = text[left:right]
                    role = "title" if title_start <= left and right <= title_end else "body"
                    role = "furniture" if data or _FURNITURE.search(words[:400]) else role
                    found.append(Sentence(index=len(found), start=left, end=right, text=words, role=role))
    return tuple(found)


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width to which the text was wrapped; 0 if each of its lines is a paragraph."""
    lengths = sorted(b - a for a, b in lines if text[a:b].strip())
    usual = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    return usual if usual <= WRAPPED else 0


def _paragraphs(text: str, lines: list[tuple[int, int]], title_start: int, title_end: int) -> list[tuple[int, int]]:
    """Runs of lines. A blank line, the title, a list mark, or a line that was ended early closes a paragraph."""
    spans: list[tuple[int, int]] = []
    open_start: int | None = None
    width = _width(text, lines)
    last = ""
    for start, end in lines:
        line = text[start:end].strip()
        if not line:
            open_start = None
            continue
        furniture = len(line) < 200 and bool(_FURNITURE.search(line))
        begins = open_start is None or furniture or start == title_start or start <= title_end < end
        if begins or _ITEM.match(line) or _ended(last, line, width):
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        closes = furniture or end == title_end
        open_start = None if closes else spans[-1][0]
        last = line
    return spans


def _ended(last: str, line: str, width: int) -> bool:
    """Whether the line before ends although the first word of this one would still have fitted: a heading."""
    if line[0].islower() or _RUNS_ON.search(last[-12:]):
        return False
    word = len(line.split(" ", 1)[0])
    return not width or len(last) + 1 + word <= width - 8


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
