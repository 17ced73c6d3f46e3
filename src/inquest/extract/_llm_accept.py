"""What is kept of a model's answer: what the text holds and the claims file allows. The rest is refused and counted."""

import bisect
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inquest.contracts import NameFinder
from inquest.errors import InputError
from inquest.extract._claims_file import read_claim
from inquest.extract._grammar import grammar, languages
from inquest.extract._language import language as tongue
from inquest.extract._llm_amounts import read_amount
from inquest.extract._llm_locate import Located
from inquest.extract._llm_own import TAKEN_FROM, OwnNames, Spot
from inquest.extract._llm_pieces import Piece
from inquest.extract._llm_schema import LONGEST, ROLES, Entry, entry_model
from inquest.extract._llm_times import in_english, understood
from inquest.model.claim import SLOTS, Claim
from inquest.model.document import Document

NAME = "llm"
EARLIER = "named earlier in the text, as llm reads it"
_JSON: TypeAdapter[Any] = TypeAdapter(Any)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_BY_MODE = {"calls for": "call", "offers": "offer", "predicts": "prediction", "asks": "question"}
"""Modes that assert nothing of the world: a claim in one of them is listed, not tested."""
_UNITS = frozenset({"deaths", "events", "%", "% change", "ratio"})
MOST_SENTENCES = 2
"""Sentences that a quote may touch."""
PER_SENTENCE, AT_LEAST = 4, 20
"""Entries of an answer that are looked at: so many for each sentence of the piece, and not fewer than this."""

NOT_THERE = "quotes words that are not in the text"
SHORT = "quotes fewer than two words"
LONG = "quotes more than two sentences"
FIELD = "holds a field that was not asked for"
CLOSED = "holds a kind, mode, slot or value outside the closed lists"
SORT = "holds a field of the wrong sort or length"
NAMES = "names an actor, place, time or event that stands neither in the quote nor before it"
REPLACED = "takes a side, place or time from elsewhere, though the quoted sentence names one itself"
SPEAKER = "names a speaker that is not in the text"
HEDGE = "names a hedge that is not in the quote"
AMOUNT = "gives an amount that the quoted words don't state"
AGAIN = "repeats another"
DENIES = "denies what the quote nowhere negates"
FILE = "does not pass the checks of a claims file"
MANY = "exceeds what a text of this length can hold"
NO_TIME = "it names a time that Inquest can't read, and without it another claim would be tested"
TOP = "stands beside the list of entries"


@dataclass(frozen=True)
class Kept:
    """A statement that an entry gives, with at most one claim (its ids are given later)."""

    start: int
    end: int
    sentence: int
    entry: Entry
    claim: Claim | None
    why: str = ""
    """Why there is none, where the entry gave one."""


@dataclass
class Answers:
    """What was kept of all answers, and how often what was refused for which reason.

    ``refused_at``: sentence -> why an entry that quotes it was refused (the first of several).
    """

    document: Document
    names: NameFinder
    kept: list[Kept] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    refused_at: dict[int, str] = field(default_factory=dict)

    def take(self, text: str, piece: Piece, *, cut: bool = False) -> bool:
        """Keep what can be kept of an answer about a piece; False if it is no answer at all.

        Parameters
        ----------
        cut : the answer was cut off: its last entry, which may be half an entry, is left out.
        """
        read = read_json(text, cut=cut)
        if read is None:
            return False
        self.refused[TOP] += len(read) - 1
        entries = read["entries"][:-1] if cut else read["entries"]
        most = max(AT_LEAST, PER_SENTENCE * len(piece.sentences))
        self.refused[MANY] += max(0, len(entries) - most)
        place = _Place(self.document, piece, OwnNames(self.document, self.names))
        seen: set[str] = set()
        for raw in entries[:most]:
            try:
                made = place.kept(raw)
            except _RefusedError as why:
                self.refused[str(why)] += 1
                for sentence in place.quoted(raw):
                    self.refused_at.setdefault(sentence, str(why))
                continue
            mark = repr((made.start, made.end, made.claim, None if made.claim else made.entry.not_checkable))
            if mark in seen:
                self.refused[AGAIN] += 1
            else:
                self.kept.append(made)
                seen.add(mark)
        return True

    def counted(self) -> list[str]:
        """Each reason with its number, the most frequent first."""
        return [f"{why} ({n})" for why, n in sorted(self.refused.items(), key=lambda r: (-r[1], r[0])) if n]


def read_json(text: str, *, cut: bool = False) -> dict[str, Any] | None:
    """An answer as an object with a list of entries; None if it is none. ``cut``: it may break off anywhere.

    >>> read_json('{"entries": [1, 2', cut=True), read_json("Sure! Here it is:")
    ({'entries': [1, 2]}, None)
    """
    fenced = _FENCE.match(text)
    try:
        read = _JSON.validate_json(fenced[1] if fenced else text, experimental_allow_partial="on" if cut else "off")
    except ValueError:
        return None
    return read if isinstance(read, dict) and isinstance(read.get("entries"), list) else None


class _RefusedError(Exception):
    """An entry is not kept; the message is one of the reasons above."""


class _NoTimeError(Exception):
    """The claim names a time that can't be read: without it another claim would be tested."""


class _Place:
    """One piece, and how far its entries have come."""

    def __init__(self, document: Document, piece: Piece, own: OwnNames) -> None:
        self.document, self.piece, self.own = document, piece, own
        self.text = Located.of(piece.text, piece.start)
        self.starts = [s.start for s in piece.sentences]
        self.at = piece.start

    def kept(self, raw: Any) -> Kept:
        """The entry, checked against the text.

        Raises
        ------
        _RefusedError
            With the reason, in words of our own: nothing that the text doesn't hold goes any further.
        """
        try:
            entry = entry_model().model_validate(raw)
        except ValidationError as error:
            raise _RefusedError(_sort(error)) from error
        start, end, first = self._quote(entry.quote)
        self.at = start
        self._voices(entry, start, end)
        index = self.piece.sentences[first].index
        mode = _BY_MODE.get(entry.mode)
        if mode or entry.not_checkable or entry.kind is None:
            state = entry.not_checkable or mode or "no test"
            return Kept(start, end, index, entry.model_copy(update={"kind": None, "not_checkable": state}), None)
        try:
            return Kept(start, end, index, entry, self._claim(entry, start, end))
        except _NoTimeError:
            untested = entry.model_copy(update={"kind": None, "not_checkable": "no test"})
            return Kept(start, end, index, untested, None, NO_TIME)

    def _quote(self, words: str) -> tuple[int, int, int]:
        """Start and end of the quote, and its first sentence in the piece; repeated words are taken in turn."""
        spot = self.text.find(words, self.at) or self.text.find(words)
        if spot is None:
            raise _RefusedError(NOT_THERE)
        first = bisect.bisect_right(self.starts, spot[0]) - 1
        if len(re.findall(r"\w+", self.document.text[slice(*spot)])) < 2:
            raise _RefusedError(SHORT)
        if bisect.bisect_left(self.starts, spot[1]) - first > MOST_SENTENCES:
            raise _RefusedError(LONG)
        return (*spot, first)

    def quoted(self, raw: Any) -> list[int]:
        """The sentences that an entry which was refused quotes, as far as its words are found in the text."""
        words = raw.get("quote") if isinstance(raw, dict) else None
        short = isinstance(words, str) and len(words) <= LONGEST
        spot = self.text.find(words) if isinstance(words, str) and short else None
        found = [s.index for s in self.piece.sentences if spot and s.start < spot[1] and spot[0] < s.end]
        return found if len(found) <= MOST_SENTENCES else []

    def _voices(self, entry: Entry, start: int, end: int) -> None:
        if any(w is not None and w != "author" and self.text.find(w) is None for w in (entry.speaker, entry.via)):
            raise _RefusedError(SPEAKER)
        if any(self.text.find(h, start, end) is None for h in entry.hedges):
            raise _RefusedError(HEDGE)

    def _claim(self, entry: Entry, start: int, end: int) -> Claim:
        """The claim, by the very checks of a claims file."""
        document = self.document
        lists: dict[str, list[dict[str, Any]]] = {}
        spots: list[Spot] = []
        for part in entry.parts:
            mention = self._mention(part.text, start, end)
            spots.append(Spot(part.role, mention["start"], mention["end"]))
            if part.role in ("periods", "baselines"):
                mention = in_english(mention, part.english, document.language)
                if not understood(mention["text"]):
                    raise _NoTimeError
            if mention not in lists.setdefault(part.role, []):
                lists[part.role].append(mention)
        if entry.polarity == "deny" and not _negates(document.text[start:end], document.language):
            raise _RefusedError(DENIES)
        sentences = self._sentences(start, end)
        voices = [one for w in (entry.speaker, entry.via) if w and (one := self.text.find(w, *sentences))]
        if self.own.replaced(spots, voices, *sentences):
            raise _RefusedError(REPLACED)
        far = next((s for s in spots if not sentences[0] <= s.start < sentences[1]), None)
        raw = {
            "id": "c00",
            "statement": "s00",
            "kind": entry.kind,
            "frame": NAME,
            "found_by": NAME,
            "quote": document.text[start:end],
            "start": start,
            "end": end,
            "speaker": entry.speaker,
            "via": entry.via,
            "polarity": entry.polarity,
            "hedges": entry.hedges,
            "slots": _slots(entry),
            "quantity": self._amount(entry, start, end),
            "unconfirmed": TAKEN_FROM.format(document.text[far.start : far.end]) if far else None,
            **{role: lists[role] for role in ROLES if role in lists},
        }
        try:
            return read_claim(raw, document)
        except InputError as error:
            raise _RefusedError(FILE) from error

    def _sentences(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentences that a quote lies in."""
        here = [s for s in self.piece.sentences if s.start < end and start < s.end]
        return here[0].start, max(end, here[-1].end)

    def _mention(self, words: str, start: int, end: int) -> dict[str, Any]:
        """Where the words stand: in the quote, else nearest before it ("the group" means a name said already)."""
        spot = self.text.find(words, start, end)
        far = spot is None
        spot = spot or self.text.last(words, start)
        if spot is None or not any(c.isalnum() for c in words):
            raise _RefusedError(NAMES)
        found = {"text": self.document.text[slice(*spot)], "start": spot[0], "end": spot[1]}
        return {**found, "via": EARLIER} if far else found

    def _amount(self, entry: Entry, start: int, end: int) -> dict[str, Any] | None:
        """The amount with a unit that the record has, or the quote's own noun."""
        if entry.quantity is None:
            return None
        spot = self.text.find(entry.quantity.text, start, end)
        if spot is None:
            raise _RefusedError(AMOUNT)
        said = entry.quantity.model_copy(update={"text": self.document.text[slice(*spot)]})
        unit = said.unit in _UNITS or self.text.find(said.unit, start, end) is not None
        read = read_amount(said, self.document.language) if unit else None
        if read is None:
            raise _RefusedError(AMOUNT)
        return read


def _slots(entry: Entry) -> dict[str, str]:
    slots: dict[str, str] = {}
    for one in entry.slots:
        if one.value not in SLOTS[one.slot] or slots.get(one.slot, one.value) != one.value:
            raise _RefusedError(CLOSED)
        slots[one.slot] = one.value
    return dict(sorted(slots.items()))


def _sort(error: ValidationError) -> str:
    kinds = {e["type"] for e in error.errors(include_url=False, include_input=False)}
    return FIELD if "extra_forbidden" in kinds else CLOSED if "literal_error" in kinds else SORT


def _negates(quote: str, language: str) -> bool:
    """Whether a quote holds a word that denies; True where Inquest doesn't read the language."""
    if language not in languages():
        return True
    words = grammar(language).any("negations", "failing", "shunning", "denying")
    spoken = tongue(language)
    units = spoken.words(quote.replace("’", "'"), 0)
    said = [u.text for u in (*units, *spoken.order(units, units))]
    return any(w in words or w.endswith("n't") for one in said for w in one.split())
