"""What is compared: quotations, and reported statements of one sentence and speaker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from inquest.model.claim import Claim, Extraction, Statement
from inquest.model.document import Document
from inquest.said.quotations import Quotation, quotations
from inquest.said.source import content
from inquest.said.words import plain, stem, tokens

AUTHOR = "author"
LEAST_QUOTED = 2
"""Words from which a quotation in a reported statement is compared; one word proves nothing."""
LEAST_BARE = 4
"""The same for a quotation that nobody is named for: shorter ones are titles, terms and irony."""
LEAST_ALONE = 3
"""Words of substance from which a clause is compared by itself."""
COVERED = 0.6
"""Share of a reported statement's words in quotation marks from which the quotations stand for it."""


@dataclass(frozen=True)
class Unit:
    """Words to be looked for in the originals."""

    form: Literal["quotation", "reported"]
    start: int
    end: int
    speaker: str
    via: str | None
    statements: tuple[str, ...]
    claims: tuple[str, ...]
    denied: bool = False
    """The report turns it round: "she denied that ..."."""


OPENING = 2
"""Characters before a quotation that opens a statement: its mark."""
TAG = 30
"""Characters within which a tag names who spoke: “, said the ”."""
MOST_COMMAS = 3
"""Commas of a tag, with those around a name's title."""


def units(document: Document, extraction: Extraction) -> list[Unit]:
    """Quotations and reported statements, in the order of the text."""
    quoted = quotations(document.text)
    out = [u for q in quoted if (u := _quotation(q, document, extraction)) is not None]
    kept = [Quotation(u.start, u.end) for u in out]
    for group in _groups(document, extraction.statements):
        start, end = group[0].start, max(s.end for s in group)
        inside = sum(_words(document, max(q.start, start), min(q.end, end)) for q in kept)
        if inside < COVERED * _words(document, start, end) and not _only_tagged(group, kept, document):
            ids = {s.id for s in group}
            claims = tuple(c.id for c in extraction.claims if c.statement in ids)
            who, via = group[0].speaker, group[0].via
            denied = all(s.mode == "denies" for s in group)
            out.append(Unit("reported", start, end, who, via, tuple(s.id for s in group), claims, denied))
    return sorted(out, key=lambda u: (u.start, u.end, u.form))


def _only_tagged(group: Sequence[Statement], quoted: Sequence[Quotation], document: Document) -> bool:
    """Whether a statement is a quotation and who said it: “"We have won", the general told reporters.”.

    The quotation is compared by itself; with its tag it would not be found.
    """
    start, end, who = group[0].start, max(s.end for s in group), group[0].speaker
    opening = next((q for q in quoted if start <= q.start <= start + OPENING and q.end < end), None)
    if opening is None:
        return False
    rest = document.text[opening.end : end]
    ends = document.text[opening.end - 1] in ",.!?" or rest.lstrip("\"”»“’' ")[:1] in (",", "—", "–")
    return (
        ends and who in rest[: len(who) + TAG] and not any(c in rest for c in ";:") and rest.count(",") <= MOST_COMMAS
    )


def _words(document: Document, start: int, end: int) -> int:
    return len(plain(tokens(document.text, start, end))) if end > start else 0


def _groups(document: Document, statements: Iterable[Statement]) -> list[list[Statement]]:
    """Reported statements; one with few words of substance goes with its neighbour of the same sentence and speaker."""
    groups: list[list[Statement]] = []
    for s in sorted((s for s in statements if s.speaker != AUTHOR), key=lambda s: (s.start, s.end)):
        before = groups[-1] if groups else []
        together = before and (before[0].sentence, before[0].speaker, before[0].via) == (s.sentence, s.speaker, s.via)
        if together and (
            _substance(document, s) < LEAST_ALONE or sum(_substance(document, b) for b in before) < LEAST_ALONE
        ):
            before.append(s)
        else:
            groups.append([s])
    return groups


def _substance(document: Document, statement: Statement) -> int:
    return len(content(plain(tokens(document.text, statement.start, statement.end))))


def _quotation(quote: Quotation, document: Document, extraction: Extraction) -> Unit | None:
    over = [s for s in extraction.statements if _overlap(s, quote) > 0]
    spoken = [s for s in over if s.speaker != AUTHOR]
    least = LEAST_QUOTED if spoken else LEAST_BARE
    if _words(document, quote.start, quote.end) < least:
        return None
    whose = max(spoken, key=lambda s: (_overlap(s, quote), -s.start), default=None)
    claims = tuple(c.id for c in extraction.claims if _overlap(c, quote) > 0)
    return Unit(
        "quotation",
        quote.start,
        quote.end,
        whose.speaker if whose else AUTHOR,
        whose.via if whose else None,
        tuple(s.id for s in over),
        claims,
    )


def _overlap(one: Statement | Claim, quote: Quotation) -> int:
    return min(one.end, quote.end) - max(one.start, quote.start)


def is_by(unit: Unit, speakers: Sequence[str]) -> bool:
    """Whether a unit's speaker, or its relayer, goes by one of some names.

    "Putin" is "President Vladimir Putin", and "James Jeffrey" is "Jeffrey"; "Vladimir Putin" isn't "Vladimir Lavrov".
    """
    spoken = [_name(s) for s in (unit.speaker, unit.via) if s and s != AUTHOR]
    given = [_name(s) for s in speakers]
    return any(a and b and (a <= b or b <= a) for a in spoken for b in given)


def _name(words: str) -> frozenset[str]:
    return frozenset(t.word for t in plain(tokens(words)) if t.word not in ("the", "a", "an", "of"))


def own_name(unit: Unit, speakers: Sequence[str]) -> frozenset[str]:
    """Stems of the speaker's names: they stand in a report, not in what was said."""
    names = [unit.speaker, unit.via or "", *speakers]
    return frozenset(stem(t.word) for n in names for t in plain(tokens(n)) if n != AUTHOR)
