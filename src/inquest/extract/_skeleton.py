"""A sentence as a skeleton of units: words, marks, and symbols for names, times and amounts.

``Damascus and Daesh had no deadly clashes in Tartus in 2017`` becomes ``@a0 had no deadly clashes in @p1 @t2``.
"""

import bisect
import re
from dataclasses import dataclass, field

from inquest.extract._quantities import Amount
from inquest.extract._times import TimeSpan
from inquest.model.claim import Mention

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,6}|\d[\d,.]*\d%?|\d%?|[^\W\d_](?:[^\W_]|['’-](?=[^\W_])){0,60}|[^\s]", re.UNICODE
)
_POSSESSIVE = re.compile(r"(?<=.)['’]s?$")
_DROPPED = frozenset('«»"“”„‘*†[]')
_DASHES = frozenset("—–-")


@dataclass(frozen=True)
class Part:
    """One named thing: offsets into the document, ids it may mean, how it was found."""

    text: str
    start: int
    end: int
    ids: tuple[str, ...] = ()
    via: str | None = None
    plural: bool = False
    side: str = ""
    """``state``, ``group`` (an armed group), ``people`` (civilians); empty if the words don't tell."""
    role: str = ""
    """The role that a label without a country stands for ("the rebels")."""
    labels: tuple[str, ...] = ()
    """Roles under which the names list a group: it goes by no other label."""
    states: tuple[str, ...] = ()
    """Of a demonym or a country: the governments that it may stand for."""
    seat: tuple[str, ...] = ()
    """Of a capital: the governments that it may stand for."""
    town: bool = False
    """A place that a dateline names."""
    aka: str = ""
    """The short name that the text gives in brackets after it."""
    person: bool = False
    """A leader's name that stands for a side."""
    rival: str = ""
    """Of a place that "there" or "the city" stands for: another that they may stand for."""
    doubt: str = ""
    """Why a pronoun or a label that stands for it may stand for another side; empty if nothing else fits."""

    def mention(self) -> Mention:
        """As a model's mention."""
        return Mention(text=self.text, start=self.start, end=self.end, via=self.via)


@dataclass(frozen=True)
class Unit:
    """A word, a punctuation mark or a symbol. ``letter``: a actor, p place, t time, q amount, s speaker, '' word."""

    text: str
    start: int
    end: int
    letter: str = ""
    parts: tuple[Part, ...] = ()
    amount: Amount | None = None
    time: TimeSpan | None = None
    raw: str = ""
    style: str = ""
    gram: object = None
    """What a language's own analysis says of the word; only its module reads it."""

    @property
    def plural(self) -> bool:
        """Whether "they" may stand for it."""
        return len(self.parts) > 1 or any(p.plural for p in self.parts)


@dataclass
class Skeleton:
    """Units and their text; ``bounds`` are the first units of the clauses, ``tails`` of those without a verb."""

    units: list[Unit]
    bounds: list[int] = field(default_factory=lambda: [0])
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    tails: frozenset[int] = frozenset()

    def render(self) -> None:
        """Write the text: units separated by one space, clauses by ``|``; symbols carry their unit's index."""
        pieces, at = [], 1
        self.offsets = []
        marks = set(self.bounds[1:])
        for i, unit in enumerate(self.units):
            if i in marks:
                pieces.append("|")
                at += 2
            word = f"@{unit.letter}{i}" if unit.letter else unit.text
            self.offsets.append(at)
            pieces.append(word)
            at += len(word) + 1
        self.text = " " + " ".join(pieces) + " "

    def unit_at(self, position: int) -> int:
        """Index of the unit at or after a position of the text."""
        return min(bisect.bisect_left(self.offsets, position), len(self.units) - 1)

    def clause_of(self, unit: int) -> int:
        """Index of the clause a unit lies in."""
        return bisect.bisect_right(self.bounds, unit) - 1

    def clause_units(self, clause: int) -> range:
        """Units of a clause."""
        end = self.bounds[clause + 1] if clause + 1 < len(self.bounds) else len(self.units)
        return range(self.bounds[clause], end)


def words_of(text: str, offset: int) -> list[Unit]:
    """Words and marks of a sentence; possessive endings stand apart, quote marks and stars are dropped."""
    units: list[Unit] = []
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start() + offset
        if raw in _DROPPED or raw in {"@", "|"}:
            continue
        if raw in _DASHES or raw in {"’", "'"}:
            joined = raw == "-" and not text[: match.start()][-1:].isspace() and text[match.end() :][:1].isalnum()
            if raw in _DASHES and not joined:  # "its 1,000-strong force" goes on
                units.append(Unit("—", start, start + 1, raw=raw))
            continue
        tail = _POSSESSIVE.search(raw) if raw[0].isalpha() else None
        if tail and not raw.lower().endswith("n't") and len(raw) > 2:
            cut = start + tail.start()
            units.append(Unit(_plain(raw[: tail.start()]), start, cut, raw=raw[: tail.start()]))
            units.append(Unit("'s", cut, match.end() + offset, raw="'s"))
            continue
        units.append(Unit(_plain(raw), start, match.end() + offset, raw=raw))
    return units


def _plain(raw: str) -> str:
    return raw.lower().replace("’", "'")
