"""What was not tested: refusals grouped by reason and unlock, and statements that are no claims of fact."""

from collections.abc import Iterable, Mapping

from inquest.model.claim import Claim
from inquest.model.finding import Case
from inquest.model.proposition import Refusal
from inquest.model.words import NOT_CHECKABLE_WORDS, REFUSAL_WORDS
from inquest.report.cards import speaker
from inquest.report.clean import clip, line
from inquest.report.parts import RefusalGroup, RefusalItem, Uncheckable


def refusal_groups(
    case: Case, claims: Mapping[str, Claim], order: Mapping[str, int], skip: Iterable[str]
) -> tuple[RefusalGroup, ...]:
    """Refusals by (reason, unlock); a claim that nothing took up is listed too. ``skip``: claims held back."""
    answered = {f.claim for f in case.findings} | {r.claim for r in case.refusals} | set(skip)
    silent = [
        Refusal(
            claim=c.id,
            kind=c.kind,
            reason="no test",
            text="No kind of this version proposed a test for these words.",
            unlock="a kind that tests such claims: a later version, or one of your own",
        )
        for c in case.claims
        if c.id not in answered
    ]
    groups: dict[tuple[str, str], list[tuple[int, Refusal]]] = {}
    for refusal in [*case.refusals, *silent]:
        groups.setdefault((refusal.reason, line(refusal.unlock)), []).append((order[refusal.claim], refusal))
    reasons = list(REFUSAL_WORDS)
    out, index = [], 0
    for (reason, unlock), members in sorted(
        groups.items(), key=lambda g: (reasons.index(g[0][0]), g[1][0][0], g[0][1])
    ):
        items = []
        for _, r in sorted(members, key=lambda m: m[0]):
            index += 1
            claim, latest = claims[r.claim], line(r.latest_covered or "")
            who = speaker(claim.speaker, claim.via)
            items.append(RefusalItem(f"r-{index}", clip(claim.quote, 40), who, line(r.text), latest))
        out.append(RefusalGroup(REFUSAL_WORDS[reason], unlock, tuple(items)))
    return tuple(out)


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
        if s.not_checkable and s.not_checkable != "not a statement"
    )
