"""The closest passage of an original: word for word, shortened by ellipses, or reworded and how much alike."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import partial_ratio

from inquest.said.source import EDIT_GAP, GAP, Source, Window, content, stems
from inquest.said.words import ELLIPSIS, Token, plain

ALIKE = 0.92
"""Jaro-Winkler similarity from which two longer stems are one word, differently spelt or inflected."""
MISSING_NUMBER = 0.3
"""Share of its weight that a number keeps which the passage lacks."""
BREVITY = 0.1
"""How much of the likeness goes by what the passage says besides."""
TWO_SENTENCES = 0.75
"""Factor of a passage of two sentences."""
LEAST_PART = 2
"""Words that each part beside an ellipsis must have."""


@dataclass(frozen=True)
class Verbatim:
    """Where quoted words stand word for word: (first, last) word of each part."""

    source: Source
    parts: tuple[tuple[int, int], ...]
    shortened: bool
    edited: bool


@dataclass(frozen=True)
class Close:
    """The passage most like some words, and how much: 0 to 1."""

    source: Source
    window: Window
    similarity: float


def verbatim(found: Sequence[Token], sources: Sequence[Source]) -> Verbatim | None:
    """Where words stand word for word in the first original that has them; ellipses may join parts of it."""
    parts, joins = _parts(found)
    if not parts or (len(parts) > 1 and min(map(len, parts)) < LEAST_PART and ELLIPSIS in joins):
        return None
    for source in sources:
        placed = _placed(source, parts, joins)
        if placed:
            return Verbatim(source, placed, ELLIPSIS in joins, any(t.mark == "[" for t in found))
    return None


def _parts(found: Sequence[Token]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Words between ellipses and brackets, and what joins each part to the next."""
    parts: list[tuple[str, ...]] = []
    joins: list[str] = []
    piece: list[Token] = []
    mark = ""
    for t in found:
        if t.mark in (ELLIPSIS, "["):
            if words := plain(piece):
                if parts:
                    joins.append(mark)
                parts.append(tuple(w.word for w in words))
                piece, mark = [], t.mark
            mark = ELLIPSIS if ELLIPSIS in (mark, t.mark) else t.mark
        else:
            piece.append(t)
    if words := plain(piece):
        if parts:
            joins.append(mark)
        parts.append(tuple(w.word for w in words))
    return parts, joins


def _placed(source: Source, parts: list[tuple[str, ...]], joins: list[str]) -> tuple[tuple[int, int], ...]:
    """The parts in order, none further from the one before than its join allows; () if they don't stand so."""
    for first in source.occurrences(parts[0]):
        placed = [first]
        for part, join in zip(parts[1:], joins, strict=True):
            after = source.occurrences(part, placed[-1][1] + 1, most=1)
            far = GAP if join == ELLIPSIS else EDIT_GAP
            if not after or source.words[after[0][0]].start - source.words[placed[-1][1]].end > far:
                break
            placed.append(after[0])
        if len(placed) == len(parts):
            return tuple(placed)
    return ()


def closest(found: Sequence[Token], sources: Sequence[Source], besides: frozenset[str]) -> Close | None:
    """The passage most like some words.

    Parameters
    ----------
    found : the words.
    sources : originals; the first of equally close passages wins.
    besides : stems that don't count: the speaker's own name.
    """
    sought = content(found) - besides
    best: Close | None = None
    for source in sources:
        for window in source.near(_known(sought, source)):
            score = similarity(sought, window, source)
            if best is None or score > best.similarity + 1e-12:
                best = Close(source, window, score)
    return best


def alike(found: Sequence[Token], sources: Sequence[Source]) -> Close | None:
    """The sentence most like a quotation letter by letter: for one with too few words of substance."""
    said = " ".join(t.word for t in found)
    best: Close | None = None
    for source in sources:
        for window in (w for w in source.windows if w.single and len(w.words) >= len(found) - 2):
            score = partial_ratio(said, " ".join(t.word for t in window.words)) / 100
            if best is None or score > best.similarity:
                best = Close(source, window, score)
    return best


def _known(sought: frozenset[str], source: Source) -> frozenset[str]:
    """The stems as the original has them: those it lacks are replaced by what is spelt alike."""
    out: set[str] = set()
    for s in sought:
        out |= {s} if source.has(s) else set(source.alike(s, ALIKE))
    return frozenset(out)


def similarity(sought: frozenset[str], window: Window, source: Source) -> float:
    """The share of the words' weight that the passage has, 0 to 1.

    Each stem weighs by how rare it is in the original; a number that the passage lacks weighs little, as it is shown as
    a difference. A passage that says much besides counts less, and so do two sentences against one.
    """
    total = shared = 0.0
    for s in sorted(sought):
        held = s in window.stems or bool(matched(s, window.stems))
        weight = source.weight(s) * (MISSING_NUMBER if s[0] == "#" and not held else 1.0)
        total += weight
        shared += weight * held
    size = sum(source.weight(s) for s in sorted(window.stems)) or 1.0
    besides = (1 - BREVITY) + BREVITY * min(1.0, total / size)
    return shared / total * besides * (1.0 if window.single else TWO_SENTENCES) if total else 0.0


def matched(s: str, among: frozenset[str]) -> str:
    """The stem among some that is spelt alike, or ""."""
    if len(s) < 5 or s[0] == "#":
        return ""
    near = [(JaroWinkler.similarity(s, o), o) for o in among if len(o) >= 5 and o[0] == s[0]]
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else ""


def aligned(said: Sequence[Token], window: Window, besides: frozenset[str]) -> list[tuple[int, int]]:
    """Pairs (word of the statement, word of the passage) that are one, in order of the statement; each used once."""
    places: dict[str, list[int]] = {}
    for n, s in enumerate(stems(window.words)):
        if s:
            places.setdefault(s, []).append(n)
    pairs: list[tuple[int, int]] = []
    last = -1
    for n, s in enumerate(stems(said)):
        if not s or s in besides:
            continue
        there = places.get(s) or places.get(matched(s, window.stems), [])
        if there:
            at = there.pop(min(bisect_left(there, last + 1), len(there) - 1))
            pairs.append((n, at))
            last = at
    return pairs
