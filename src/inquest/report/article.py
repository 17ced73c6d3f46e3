"""The article with its claims underlined, cut into stretches that each lead to one card or refusal."""

import itertools
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from inquest.model.finding import Case, Finding
from inquest.report.clean import clean
from inquest.report.parts import CardView, Stretch


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    id: str


_Marks = Mapping[str, Sequence[tuple[int, str, str, str]]]
"""Claim -> its cards, each (number, anchor, tone, words)."""


def anchors(case: Case) -> dict[str, str]:
    """Claim or statement id -> anchor of its words in the article."""
    ids = [*(c.id for c in case.claims), *(s.id for s in case.statements if s.not_checkable == "no test")]
    return {ident: f"t-{i + 1}" for i, ident in enumerate(dict.fromkeys(ids))}


def article(
    case: Case,
    cards: Sequence[CardView],
    findings: Sequence[Sequence[Finding]],
    refused: Mapping[str, str],
    answered: Container[str] = (),
) -> tuple[tuple[Stretch, ...], ...]:
    """Paragraphs of stretches.

    Parameters
    ----------
    case : Case
    cards, findings : sequences
        In the same order; the findings of each card.
    refused : mapping
        Claim or statement id -> anchor of its refusal.
    answered : container of str
        Claims and statements that are the question the box answers: they are not underlined.
    """
    marks: dict[str, list[tuple[int, str, str, str]]] = {}
    for card, members in zip(cards, findings, strict=True):
        for finding in members:
            marks.setdefault(finding.claim, []).append((card.number, card.id, card.tone, card.verdict_words))
    text = case.document.text
    said = [_Span(c.start, c.end, c.id) for c in case.claims]
    said += [_Span(s.start, s.end, s.id) for s in case.statements if s.not_checkable == "no test"]
    names = anchors(case)
    said = [s for s in said if s.id not in answered]
    spans = sorted((s for s in said if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, s.id))
    breaks = [i + 1 for i, c in enumerate(text) if c == "\n"]
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans), *breaks})
    paragraphs: list[list[Stretch]] = [[]]
    for start, end in itertools.pairwise(edges):
        over = sorted((s for s in spans if s.start <= start and end <= s.end), key=lambda s: (s.end - s.start, s.id))
        ends = tuple((n, i, w) for s in spans if s.end == end for n, i, _, w in marks.get(s.id, ()))
        here = tuple(names[s.id] for s in spans if s.start == start)
        piece = clean(text[start:end])
        if piece.strip() or (paragraphs[-1] and "\n" not in piece):
            paragraphs[-1].append(_stretch(piece, over, marks, refused, (ends, here)))
        if text[end - 1] == "\n" and paragraphs[-1]:
            paragraphs.append([])
    return tuple(tuple(p) for p in paragraphs if p)


def _stretch(
    piece: str,
    over: Sequence[_Span],
    marks: _Marks,
    refused: Mapping[str, str],
    edges: tuple[tuple[tuple[int, str, str], ...], tuple[str, ...]],
) -> Stretch:
    ends, here = edges
    tested = [s for s in over if s.id in marks]
    if tested:
        found = marks[tested[0].id]
        tones = {t for _, _, t, _ in found}
        tone = tones.pop() if len(tones) == 1 else "several"
        return Stretch(piece, tone, found[0][1], found[0][3], ends, here)
    if over:
        target = next((refused[s.id] for s in over if s.id in refused), "")
        return Stretch(piece, "untested", target, "This record can't test this", ends, here)
    return Stretch(piece, ends=ends, ids=here)
