"""What was not tested: refusals grouped by reason and unlock, and statements that are no claims of fact."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from inquest.model.finding import Case
from inquest.model.words import NOT_CHECKABLE_WORDS, REFUSAL_WORDS
from inquest.report.cards import speaker
from inquest.report.clean import clip, line
from inquest.report.parts import RefusalGroup, RefusalItem, Uncheckable

NO_TEST = "a kind that tests such claims: a later version, or one of your own"
"""What would unlock a claim that no kind took up."""


@dataclass(frozen=True)
class _Refused:
    """A refusal with the words it is about; ``key`` is the claim's or the statement's id."""

    key: str
    start: int
    reason: str
    unlock: str
    item: tuple[str, str, str, str]


def refusal_groups(case: Case, skip: Iterable[str] = ()) -> tuple[RefusalGroup, ...]:
    """Refusals by (reason, unlock), in the order of the text within each.

    Claims that no kind took up, and statements of fact that the extractor has no test for, are listed too: nothing
    vanishes. ``skip``: claims whose findings are held back.
    """
    groups: dict[tuple[str, str], list[_Refused]] = {}
    for refused in sorted([*_refused(case, set(skip)), *_untested(case)], key=lambda r: (r.start, r.key)):
        groups.setdefault((refused.reason, refused.unlock), []).append(refused)
    reasons = list(REFUSAL_WORDS)
    ranked = sorted(groups.items(), key=lambda g: (reasons.index(g[0][0]), g[1][0].start, g[0][1]))
    numbers = itertools.count(1)
    return tuple(
        RefusalGroup(
            REFUSAL_WORDS[reason],
            unlock,
            tuple(RefusalItem(f"r-{next(numbers)}", r.key, *r.item) for r in members),
        )
        for (reason, unlock), members in ranked
    )


def _refused(case: Case, skip: set[str]) -> list[_Refused]:
    claims = {c.id: c for c in case.claims}
    answered = {f.claim for f in case.findings} | {r.claim for r in case.refusals} | skip
    found = [(claims[r.claim], r.reason, r.unlock, r.text, r.latest_covered or "") for r in case.refusals]
    silent = "No kind of this version proposed a test for these words."
    found += [(c, "no test", NO_TEST, silent, "") for c in case.claims if c.id not in answered]
    out = []
    for c, reason, unlock, text, latest in found:
        item = (clip(c.quote, 40), speaker(c.speaker, c.via), line(text), line(latest))
        out.append(_Refused(c.id, c.start, reason, line(unlock), item))
    return out


def _untested(case: Case) -> list[_Refused]:
    out = []
    for s in case.statements:
        if s.not_checkable == "no test":
            why = line(s.reason or "A statement of fact of a kind that this version does not test.")
            item = (clip(s.quote, 40), speaker(s.speaker, s.via), why, "")
            out.append(_Refused(s.id, s.start, "no test", NO_TEST, item))
    return out


def uncheckable(case: Case) -> tuple[Uncheckable, ...]:
    """Opinions, calls, offers, predictions, questions, in the order of the text."""
    return tuple(
        Uncheckable(
            clip(s.quote, 40),
            speaker(s.speaker, s.via),
            NOT_CHECKABLE_WORDS[s.not_checkable],
            line(s.reason or ""),
            line(s.checkable_from or ""),
        )
        for s in case.statements
        if s.not_checkable and s.not_checkable not in ("not a statement", "no test")
    )
