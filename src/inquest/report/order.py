"""The order of findings on a text: that of their claims in it, the same in every output."""

from inquest.model.finding import Case, Finding


def in_text_order(case: Case) -> tuple[Finding, ...]:
    """Findings by where their claims stand in the text; "2 of 7 findings" counts along it."""
    spans = {c.id: (c.start, c.end, c.id) for c in case.claims}
    return tuple(sorted(case.findings, key=lambda f: (spans[f.claim], f.id)))
