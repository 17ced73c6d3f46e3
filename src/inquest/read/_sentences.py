"""Where sentences begin and end, which lines are titles, and which are site furniture.

All patterns look at a bounded stretch of text, so the time is linear in the length of the text.
"""

import itertools
import re

from inquest.model.document import Sentence

MAX_SENTENCE = 1500
"""Longer runs without a full stop are cut at a space: hostile or damaged text must not cost more than its length."""
MAX_TITLE = 160

_END = re.compile(r"[.!?…؟۔।።][.!?…]{0,3}[\"'”’»)\]]{0,3}(?=\s|$)|[。！？]")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "maj",
        "brig",
        "adm",
        "sen",
        "rep",
        "gov",
        "st",
        "no",
        "vs",
        "etc",
        "approx",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "e.g",
        "i.e",
        "fig",
        "inc",
        "ltd",
        "co",
        "al",
        "тыс",
        "млн",
        "млрд",
        "гг",
        "г",
        "им",
        "ул",
        "обл",
        "чел",
        "руб",
        "стр",
        "св",
    ]
)
_DATED = re.compile(r"\d\s?(?:гг?|тыс|млн|млрд|руб|чел)$")
"""An abbreviation behind a number: it may end a sentence, unlike the same letters before a name ("г. Дамаск")."""
_FURNITURE = re.compile(
    r"©|\ball rights reserved\b|^\W{0,3}copyright\b|^\W{0,3}share this\b|^\W{0,3}read more\b|^\W{0,3}follow us\b|"
    r"^\W{0,3}subscribe\b|^\W{0,3}photo(?:graph)?\s?:|^\W{0,3}\*{1,3}\s?\w[^.]{0,200}\bbanned\b|^\W{0,3}all comments\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\s(\"'“‘«]{1,24})$")
_OPENERS = "\"'“‘«(["


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether the full stop that ends ``before`` belongs to an abbreviation."""
    found = _LAST_WORD.search(before[-30:])
    if not found:
        return False
    word = found.group(1).lower()
    start = after.lstrip()[:2].lstrip(_OPENERS)[:1]
    if word in _ABBREVIATIONS and _DATED.search(before[-12:].lower()):
        return not start.isupper()
    if word in _ABBREVIATIONS:
        return word not in {"etc", "no", "mar", "co", "al"} or not start.isupper()
    if re.fullmatch(r"(?:[a-z]\.){1,5}[a-z]", word):  # U.S, a.m, e.g
        following = re.match(r"\s{1,4}([^\s]{1,20})", after)
        return not (following and _starts_sentence(following.group(1)))
    return len(word) == 1 and word.isalpha() and word != "i"  # an initial


def _starts_sentence(word: str) -> bool:
    """Whether a capitalised word after "U.S." opens a sentence rather than a name: only function words do."""
    return word in {"The", "A", "An", "In", "On", "It", "He", "She", "They", "But", "And", "This", "That", "We"}


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Sentence ends inside one paragraph."""
    cuts: list[int] = []
    last = start
    for match in _END.finditer(text, start, end):
        at = match.end()
        rest = text[at : at + 40]
        head = rest.lstrip()[:2].lstrip(_OPENERS)[:1]
        if match.group()[0] == "." and match.end() - match.start() == 1:
            if _is_abbreviation(text[max(last, match.start() - 30) : match.start()], rest):
                continue
            if head and head.islower():
                continue
        elif head and head.islower():
            continue  # "Who knows?" asked he; "advanced ... and stopped"
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
    for start, end in _paragraphs(text, lines, title_end):
        bounds = [start, *_cuts(text, start, end), end]
        for a, b in itertools.pairwise(bounds):
            for piece in _hard_wrap(text, a, b):
                left, right = _strip(text, *piece)
                if left < right and any(c.isalnum() for c in text[left:right]):
                    words = text[left:right]
                    role = "title" if title_start <= left and right <= title_end else "body"
                    role = "furniture" if _FURNITURE.search(words[:400]) else role
                    found.append(Sentence(index=len(found), start=left, end=right, text=words, role=role))
    return tuple(found)


def _paragraphs(text: str, lines: list[tuple[int, int]], title_end: int) -> list[tuple[int, int]]:
    """Runs of lines. A blank line, the title, a list mark or a line that ends a sentence closes a paragraph."""
    spans: list[tuple[int, int]] = []
    open_start: int | None = None
    for start, end in lines:
        line = text[start:end].strip()
        if not line:
            open_start = None
            continue
        furniture = len(line) < 200 and bool(_FURNITURE.search(line))
        if open_start is None or furniture or line[0] in "-•*" or start <= title_end < end:
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        closes = furniture or end == title_end
        open_start = None if closes else spans[-1][0]
    return spans


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
