"""The lists beside the cards: what the record can't test, by what is missing, and what is no claim of fact."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inquest.model.claim import MODEL_REFUSED, MODEL_SILENT, MODEL_UNREAD, Claim
from inquest.model.finding import Case
from inquest.model.words import NO_TEST_UNLOCK, NOT_CHECKABLE_WORDS, REFUSAL_WORDS
from inquest.report.cards import speaker
from inquest.report.clean import line, quoted
from inquest.report.parts import RefusalBlock, RefusalGroup, RefusalItem, Uncheckable

BY_ANOTHER = "Another reader (--extractor rules), or the claim by hand in the claims file (inquest claims FILE)."
"""What would unlock a sentence of which a language model gave nothing that could be kept."""
SILENT = "This version has no test that fits these words."
Links = Mapping[str, tuple[tuple[int, str], ...]]
"""Claim id -> its cards, each (number, anchor)."""


@dataclass(frozen=True)
class _Refused:
    """A refusal with the words it is about; ``key`` is the claim's or the statement's id."""

    key: str
    statement: str
    start: int
    reason: str
    unlock: str
    quote: str
    speaker: str
    text: str
    latest: str


def refusal_groups(
    case: Case, skip: Iterable[str] = (), cards: Links | None = None, places: Mapping[str, str] | None = None
) -> tuple[RefusalGroup, ...]:
    """Refusals by what is missing, each distinct unlock once under it, in the order of the text.

    Claims that no kind took up, and statements of fact without a claim that the extractor has no test for, are listed
    too: nothing vanishes. A question that the box answers is no refusal.

    Parameters
    ----------
    case : Case
    skip : iterable of str
        Claims whose findings are held back.
    cards : mapping, optional
        Claim id -> its cards, for claims that were tested in another sense.
    places : mapping, optional
        Claim or statement id -> anchor of its words in the text.
    """
    found = sorted([*_refused(case, set(skip)), *_untested(case)], key=lambda r: (r.start, r.key))
    reasons, numbers = list(REFUSAL_WORDS), itertools.count(1)
    groups = []
    for reason in sorted({r.reason for r in found}, key=reasons.index):
        blocks = []
        unlocks = [r.unlock for r in found if r.reason == reason]
        for unlock in dict.fromkeys(unlocks):
            said: dict[str, list[_Refused]] = {}
            for r in found:
                if (r.reason, r.unlock) == (reason, unlock):
                    said.setdefault(r.statement, []).append(r)
            items = tuple(_item(f"r-{next(numbers)}", m, cards or {}, places or {}) for m in said.values())
            alike = len(items) > 1 and len({i.text for i in items}) == 1
            blocks.append(RefusalBlock(unlock, items, items[0].text if alike else ""))
        groups.append(RefusalGroup(REFUSAL_WORDS[reason], tuple(blocks)))
    return tuple(groups)


def _item(ident: str, members: list[_Refused], cards: Links, places: Mapping[str, str]) -> RefusalItem:
    """One statement's refusals for one reason with one unlock: its words once."""
    first = members[0]
    return RefusalItem(
        id=ident,
        keys=tuple(m.key for m in members),
        quote=first.quote,
        speaker=first.speaker,
        text=" ".join(dict.fromkeys(m.text for m in members)),
        latest=next((m.latest for m in members if m.latest), ""),
        see=tuple(dict.fromkeys(link for m in members for link in cards.get(m.key, ()))),
        at=next((places[m.key] for m in members if m.key in places), ""),
    )


def asked(case: Case) -> set[str]:
    """Claims and statements that are the question the box answers."""
    if case.answer is None:
        return set()
    question = line(case.answer.question)
    asking = {s.id for s in case.statements if s.mode == "asks"}
    claims = [c for c in case.claims if c.statement in asking and line(c.quote) in question]
    return {c.id for c in claims} | {c.statement for c in claims}


def _refused(case: Case, skip: set[str]) -> list[_Refused]:
    claims = {c.id: c for c in case.claims}
    answered = {f.claim for f in case.findings} | {r.claim for r in case.refusals} | skip | asked(case)
    found = [(claims[r.claim], r.reason, r.unlock, r.text, r.latest_covered or "") for r in case.refusals]
    found += [(c, "no test", NO_TEST_UNLOCK, SILENT, "") for c in case.claims if c.id not in answered]
    return [_of_claim(c, reason, unlock, text, latest) for c, reason, unlock, text, latest in found]


def _of_claim(c: Claim, reason: str, unlock: str, text: str, latest: str) -> _Refused:
    wanted = line(unlock)
    who = speaker(c.speaker, c.via, c.found_by)
    return _Refused(c.id, c.statement, c.start, reason, wanted, quoted(c.quote, 40), who, line(text), line(latest))


def _untested(case: Case) -> list[_Refused]:
    """Statements of fact without a claim; one that was read as a claim is listed by its claim."""
    claimed = {c.statement for c in case.claims}
    out = []
    for s in case.statements:
        if s.not_checkable == "no test" and s.id not in claimed:
            why = line(s.reason or "A statement of fact of a kind that this version does not test.")
            why = _sentence(why)
            who = speaker(s.speaker, s.via)
            unread = (s.reason or "").startswith((MODEL_SILENT, MODEL_REFUSED, MODEL_UNREAD))
            group, unlock = ("reading not confirmed", BY_ANOTHER) if unread else ("no test", NO_TEST_UNLOCK)
            out.append(_Refused(s.id, s.id, s.start, group, unlock, quoted(s.quote, 40), who, why, ""))
    return out


def _sentence(text: str) -> str:
    """A reason as a sentence of its own.

    >>> _sentence("it speaks of the future")
    'It speaks of the future.'
    """
    said = line(text).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def uncheckable(case: Case) -> tuple[Uncheckable, ...]:
    """Opinions, calls, offers, predictions, questions, in the order of the text."""
    return tuple(
        Uncheckable(
            quoted(s.quote, 40),
            speaker(s.speaker, s.via),
            NOT_CHECKABLE_WORDS[s.not_checkable],
            _sentence(s.reason or ""),
            line(s.checkable_from or ""),
        )
        for s in case.statements
        if s.not_checkable and s.not_checkable not in ("not a statement", "no test")
    )
