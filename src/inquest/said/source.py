"""An original, prepared for look-ups: its words, its sentences, and where each stem occurs."""

import heapq
import itertools
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import JaroWinkler

from inquest.model.document import Document
from inquest.said.numbers import values
from inquest.said.words import FUNCTION_WORDS, Token, plain, stem, tokens

MOST_PLACES = 50
"""Occurrences of the first part of a shortened quotation that are tried."""
GAP = 4_000
"""Characters that an ellipsis may leave out between two parts of a quotation."""
EDIT_GAP = 80
"""Characters that words in square brackets may stand for."""
BEST = 24
"""Passages that share the most weight with the words, looked at closely."""


@dataclass(frozen=True)
class Window:
    """One sentence or two adjoining ones: stretches among which the closest passage is sought."""

    start: int
    end: int
    words: tuple[Token, ...]
    stems: frozenset[str]
    single: bool


@dataclass
class Source:
    """An original with its label, and the names of its speaker where the user gave them."""

    document: Document
    label: str
    speakers: tuple[str, ...] = ()

    @cached_property
    def words(self) -> list[Token]:
        """Every word of the text."""
        return plain(tokens(self.document.text))

    @cached_property
    def _joined(self) -> str:
        return " " + " ".join(t.word for t in self.words) + " "

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each word begins in the joined words."""
        found, at = [], 1
        for t in self.words:
            found.append(at)
            at += len(t.word) + 1
        return found

    def occurrences(self, part: tuple[str, ...], after: int = 0, most: int = MOST_PLACES) -> list[tuple[int, int]]:
        """Where words stand in this order, as (first, last) word; from the word ``after`` on."""
        if not part or after >= len(self.words):
            return []
        sought = " " + " ".join(part) + " "
        found: list[tuple[int, int]] = []
        at = self._joined.find(sought, self._offsets[after] - 1)
        while at >= 0 and len(found) < most:
            first = bisect_left(self._offsets, at + 1)
            found.append((first, first + len(part) - 1))
            at = self._joined.find(sought, at + 1)
        return found

    @cached_property
    def windows(self) -> list[Window]:
        """Sentences, and pairs of adjoining ones."""
        spans = [(s.start, s.end) for s in self.document.sentences if s.role != "furniture"]
        starts = [t.start for t in self.words]
        singles = []
        for start, end in spans:
            words = tuple(self.words[bisect_left(starts, start) : bisect_left(starts, end)])
            singles.append(Window(start, end, words, content(words), single=True))
        pairs = [
            Window(a.start, b.end, a.words + b.words, a.stems | b.stems, single=False)
            for a, b in itertools.pairwise(singles)
        ]
        return singles + pairs

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, window in enumerate(self.windows):
            for s in window.stems:
                found.setdefault(s, []).append(n)
        return found

    def weight(self, s: str) -> float:
        """How much a stem tells passages apart: rare ones more than frequent ones."""
        return math.log(1 + len(self.windows) / (len(self._index.get(s, ())) + 0.5))

    def has(self, s: str) -> bool:
        """Whether a stem occurs."""
        return s in self._index

    def alike(self, s: str, least: float) -> list[str]:
        """Stems of the text that are spelt like one it lacks."""
        if len(s) < 5 or s[0] == "#":
            return []
        return [o for o in self._initials.get(s[0], ()) if JaroWinkler.similarity(s, o) >= least]

    @cached_property
    def _initials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for s in sorted(self._index):
            if len(s) >= 5:
                found.setdefault(s[0], []).append(s)
        return found

    def near(self, sought: frozenset[str]) -> list[Window]:
        """The windows that share the most weight with some stems, best first."""
        shared: dict[int, float] = {}
        for s in sorted(sought):
            weight = self.weight(s)
            for n in self._index.get(s, ()):
                shared[n] = shared.get(n, 0.0) + weight
        best = heapq.nlargest(BEST, shared.values())
        among = [n for n, weight in shared.items() if weight >= best[-1]] if best else []
        ranked = sorted(among, key=lambda n: (-shared[n], self.windows[n].end - self.windows[n].start, n))
        return [self.windows[n] for n in ranked[:BEST]]


def stems(words: Sequence[Token]) -> list[str]:
    """The stem of each word of substance, "" for others; a number, however written, is "#" and its value."""
    value = values(words)
    return [
        ("#" + value[n] if value[n] else "") if n in value else "" if t.word in FUNCTION_WORDS else stem(t.word)
        for n, t in enumerate(words)
    ]


def content(words: Sequence[Token]) -> frozenset[str]:
    """Stems of the words of substance."""
    return frozenset(stems(words)) - {""}
