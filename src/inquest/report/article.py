"""The article with its claims underlined, cut into stretches that each lead to one card."""

import itertools
from collections.abc import Sequence

from inquest.model.claim import Claim
from inquest.model.finding import Case, Finding
from inquest.report.clean import clean
from inquest.report.parts import CardView, Stretch


def article(case: Case, cards: Sequence[CardView], findings: Sequence[Finding]) -> tuple[tuple[Stretch, ...], ...]:
    """Paragraphs of stretches; ``cards`` and ``findings`` in the same order."""
    marks: dict[str, list[tuple[int, str, str, str]]] = {}
    for card, finding in zip(cards, findings, strict=True):
        marks.setdefault(finding.claim, []).append((card.number, card.id, card.tone, card.verdict_words))
    text = case.document.text
    spans = [c for c in case.claims if 0 <= c.start < c.end <= len(text)]
    in_order = sorted(spans, key=lambda c: (c.start, c.id))
    edges = sorted({0, len(text), *(c.start for c in spans), *(c.end for c in spans), *_breaks(text)})
    paragraphs: list[list[Stretch]] = [[]]
    for start, end in itertools.pairwise(edges):
        over = sorted((c for c in spans if c.start <= start and end <= c.end), key=lambda c: (c.end - c.start, c.id))
        ends = tuple((n, i, w) for c in in_order if c.end == end for n, i, _, w in marks.get(c.id, ()))
        piece = clean(text[start:end])
        if piece.strip():
            paragraphs[-1].append(_stretch(piece, over, marks, ends))
        if "\n" in text[max(end - 1, 0) : end] and paragraphs[-1]:
            paragraphs.append([])
    return tuple(tuple(p) for p in paragraphs if p)


def _breaks(text: str) -> list[int]:
    return [i + 1 for i, c in enumerate(text) if c == "\n"]


def _stretch(
    piece: str,
    over: Sequence[Claim],
    marks: dict[str, list[tuple[int, str, str, str]]],
    ends: tuple[tuple[int, str, str], ...],
) -> Stretch:
    tested = [c for c in over if c.id in marks]
    if not tested:
        return Stretch(piece, "untested" if over else "", "untested" if over else "", "Not tested", ends)
    found = marks[tested[0].id]
    tones = {t for _, _, t, _ in found}
    tone = tones.pop() if len(tones) == 1 else "several"
    return Stretch(piece, tone, found[0][1], found[0][3], ends)
