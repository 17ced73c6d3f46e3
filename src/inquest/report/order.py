"""The order of findings on a text, and which of them are one card: the same in every output."""

from inquest.model.finding import Case, Finding


def in_text_order(case: Case) -> tuple[Finding, ...]:
    """Findings by where their claims stand in the text."""
    spans = {c.id: (c.start, c.end, c.id) for c in case.claims}
    return tuple(sorted(case.findings, key=lambda f: (spans[f.claim], f.id)))


def cards_in_order(case: Case) -> tuple[tuple[Finding, ...], ...]:
    """Findings that are one card, each tuple in the order of the text; "2 of 7 findings" counts along them.

    Findings on different words that tested the same and say the same are one card with all the quotes.
    """
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in in_text_order(case):
        key = (finding.proposition.tested, finding.verdict, *finding.card.sentences)
        found.setdefault(key, []).append(finding)
    return tuple(tuple(members) for members in found.values())
