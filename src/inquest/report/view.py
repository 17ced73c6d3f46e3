"""The view model: a case arranged for a reader, as plain frozen dataclasses. No markup, no drawing."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inquest.model.claim import Claim
from inquest.model.document import Document
from inquest.model.event import Evidence
from inquest.model.finding import Answer, Case, CheckResult, Finding, Plot
from inquest.model.grounding import Question
from inquest.model.proposition import Refusal
from inquest.model.words import NOT_CHECKABLE_WORDS, REFUSAL_WORDS, VERDICT_TONES, words_for
from inquest.report.clean import clean, clip, line, number
from inquest.report.curve import curve_plot
from inquest.report.headings import heading, scale_of
from inquest.report.publish import PublishInfo, held_until, is_bare, is_link, licensed, published

CARD_WORDS = 120
"""Words of a card; a quote is shortened to fit."""
SHOWN_EVENTS = 40
"""Events in the table of a card; the rest are in the export."""


@dataclass(frozen=True)
class ReadingRow:
    """One row of the readings table, figures already written out."""

    label: str
    verdict: str
    tone: str
    point: str
    reach: str
    null: str
    ways: int
    pro: str
    con: str
    note: str


@dataclass(frozen=True)
class CardView:
    """One finding for a reader."""

    id: str
    number: int
    total: int
    tone: str
    verdict_words: str
    quote: str
    speaker: str
    sentences: tuple[str, ...]
    tested: str
    cannot_show: str
    overturn: str
    source: str
    review: str
    kind: str
    scale: str
    readings: tuple[ReadingRow, ...]
    choices: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]
    """(name, role, question, ((option, reason), ...))."""
    dropped: tuple[tuple[str, str], ...]
    checks: tuple[CheckResult, ...]
    notes: tuple[str, ...]
    curve: Plot | None
    plots: tuple[Plot, ...]
    evidence: tuple[Evidence, ...]
    events: int
    deaths: int
    command: str

    @property
    def words(self) -> int:
        """Words on the face of the card."""
        parts = (self.verdict_words, self.quote, self.speaker, *self.sentences, self.tested, self.cannot_show)
        return _count(" ".join((*parts, self.overturn, self.source, self.review)))


@dataclass(frozen=True)
class Group:
    """Findings that answer one question."""

    id: str
    heading: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True)
class RefusalItem:
    """One claim that can't be tested."""

    id: str
    quote: str
    speaker: str
    text: str
    latest: str


@dataclass(frozen=True)
class RefusalGroup:
    """Refusals for one reason with one unlock."""

    heading: str
    unlock: str
    items: tuple[RefusalItem, ...]


@dataclass(frozen=True)
class Uncheckable:
    """A statement that is no claim of fact."""

    quote: str
    speaker: str
    what: str
    reason: str
    when: str


@dataclass(frozen=True)
class Stretch:
    """A stretch of the article. ``target``: anchor of the card or refusal; ``ends``: (number, anchor, words)."""

    text: str
    tone: str = ""
    target: str = ""
    words: str = ""
    ends: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class SourceLine:
    """One vintage of the record."""

    source: str
    release: str
    citation: str
    licence: str
    url: str
    reach: str
    simulated: bool


@dataclass(frozen=True)
class CaseView:
    """A whole report."""

    title: str
    credit: str
    link: str
    date_note: str
    answer: Answer | None
    argument: str
    groups: tuple[Group, ...]
    refusals: tuple[RefusalGroup, ...]
    uncheckable: tuple[Uncheckable, ...]
    paragraphs: tuple[tuple[Stretch, ...], ...]
    language: str
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    simulated: bool
    made: str
    version: str
    seed: int
    record: str
    content_hash: str
    held: tuple[str, ...]
    publish: PublishInfo | None
    findings: int
    claims: int


def view(case: Case, publish: PublishInfo | None = None) -> CaseView:
    """Arrange a case for a reader.

    Parameters
    ----------
    case : Case
    publish : PublishInfo or None
        With it, only what may be published (section 7 of the design).
    """
    held = _held(case, publish)
    case = published(case, publish) if publish else licensed(case)
    claims = {c.id: c for c in case.claims}
    order = {c.id: i for i, c in enumerate(sorted(case.claims, key=lambda c: (c.start, c.end, c.id)))}
    findings = sorted(case.findings, key=lambda f: (order[f.claim], f.id))
    cards = [_card(f, claims[f.claim], i + 1, len(findings)) for i, f in enumerate(findings)]
    groups: dict[str, list[CardView]] = {}
    for finding, card in zip(findings, cards, strict=True):
        groups.setdefault(line(heading(finding.proposition)), []).append(card)
    doc = case.document
    return CaseView(
        title=line(doc.title or "A text without a title"),
        credit=_credit(doc),
        link=doc.address if is_link(doc.address) and doc.address else "",
        date_note="" if doc.date else line(doc.date_reason),
        answer=case.answer,
        argument=line(case.argument),
        groups=tuple(Group(f"q-{i + 1}", h, tuple(c)) for i, (h, c) in enumerate(groups.items())),
        refusals=_refusals(case, claims, order, set() if publish is None else {h[0] for h in held}),
        uncheckable=_uncheckable(case),
        paragraphs=() if publish else _article(case, cards, findings),
        language=doc.language,
        questions=case.questions,
        warnings=tuple(line(w) for w in case.warnings),
        sources=_sources(case),
        simulated=any(m.simulated for m in case.record.manifests),
        made=case.made.isoformat() if case.made else "",
        version=case.inquest_version,
        seed=case.seed,
        record=case.record.identity,
        content_hash=case.content_hash,
        held=tuple(text for _, text in held),
        publish=publish,
        findings=len(cards),
        claims=len(case.claims),
    )


def _held(case: Case, publish: PublishInfo | None) -> list[tuple[str, str]]:
    if publish is None:
        return []
    quotes = {c.id: clip(c.quote, 25) for c in case.claims}
    out = []
    for finding in case.findings:
        until = held_until(case, finding, publish.date)
        if until is not None:
            out.append((finding.claim, f"“{quotes[finding.claim]}” is held back until {until.isoformat()}"))
    return out


def _count(text: str) -> int:
    return len(text.split())


def _credit(doc: Document) -> str:
    parts = [line(p) for p in (doc.author, doc.publisher) if p]
    parts.append(_day(doc.date) if doc.date else "undated")
    return ", ".join(parts)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def speaker(name: str, via: str | None) -> str:
    """Who said it, in words.

    >>> speaker("author", None), speaker("an official", "a news agency")
    ('The author', 'an official, via a news agency')
    """
    who = "The author" if name == "author" else line(name)
    return f"{who}, via {line(via)}" if via else who


def _card(finding: Finding, claim: Claim, index: int, total: int) -> CardView:
    card, scale = finding.card, scale_of(finding.proposition)
    face = (card.verdict_words, *card.sentences, card.tested, card.cannot_show, card.overturn, card.source, card.review)
    who = speaker(claim.speaker, claim.via)
    room = max(CARD_WORDS - _count(" ".join(face)) - _count(who) - 1, 10)
    plots = tuple(p for p in finding.plots if p.shape != "curve")
    located = [e for e in finding.evidence if e.latitude is not None and e.where_prec <= 5]
    if located and not any(p.shape == "map" for p in plots):
        plots += (_map(located),)
    curves = [p for p in finding.plots if p.shape == "curve" and p.rows]
    drawn = curves[0] if curves else curve_plot(finding)
    return CardView(
        id=f"f-{index}",
        number=index,
        total=total,
        tone=VERDICT_TONES[finding.verdict],
        verdict_words=line(card.verdict_words),
        quote=clip(claim.quote, room),
        speaker=who,
        sentences=tuple(line(s) for s in card.sentences),
        tested=line(card.tested),
        cannot_show=line(card.cannot_show),
        overturn=line(card.overturn),
        source=line(card.source),
        review=line(card.review),
        kind=finding.proposition.kind,
        scale=scale,
        readings=tuple(_reading(r, scale) for r in finding.readings),
        choices=tuple(
            (
                c.name.replace("_", " "),
                c.role,
                line(c.question),
                tuple((line(o.label), line(o.reason)) for o in c.options),
            )
            for c in finding.multiverse.choices
        ),
        dropped=tuple(sorted({(", ".join(o), line(why)) for o, why in finding.multiverse.dropped})),
        checks=finding.checks,
        notes=_notes(finding),
        curve=drawn if len(drawn.rows) > 1 else None,
        plots=plots,
        evidence=finding.evidence[:SHOWN_EVENTS],
        events=finding.evidence_total or len(finding.evidence),
        deaths=finding.evidence_deaths,
        command=line(finding.command),
    )


def _map(events: Sequence[Evidence]) -> Plot:
    keys = ("latitude", "longitude", "where_prec", "deaths")
    rows = tuple({k: getattr(e, k) for k in keys} for e in events)
    caption = "Circles: events with a known spot, by deaths. Shaded: only the district or governorate is known."
    return Plot(shape="map", title="Where the events behind this are recorded", caption=caption, rows=rows)


def _reading(reading: object, scale: str) -> ReadingRow:
    from inquest.model.finding import Reading

    if not isinstance(reading, Reading):  # pragma: no cover - the model guarantees it
        raise TypeError(type(reading).__name__)
    reach = f"{number(reading.low, scale)} to {number(reading.high, scale)}" if reading.low is not None else "–"
    notes = [w for w, on in (("the words name it", reading.named), ("uncertain: no weight", reading.uncertain)) if on]
    return ReadingRow(
        label=line(reading.label),
        verdict=words_for(reading.verdict),
        tone=VERDICT_TONES[reading.verdict],
        point=number(reading.point, scale),
        reach=reach,
        null=number(reading.null, scale),
        ways=reading.specifications,
        pro=number(reading.pro, "share"),
        con=number(reading.con, "share"),
        note=", ".join(notes),
    )


def _notes(finding: Finding) -> tuple[str, ...]:
    notes = []
    if finding.depends_on:
        notes.append(f"It depends on {', '.join(line(d) for d in finding.depends_on)}.")
    if finding.driver:
        notes.append(f"The choice that decides most: {line(finding.driver).replace('_', ' ')}.")
    if finding.smallest_visible:
        notes.append(f"Smallest visible effect: {line(finding.smallest_visible)}")
    if finding.joint_p is not None:
        notes.append(f"Joint test over all specifications: p = {finding.joint_p:.3f}.")
    notes += [f"Altered by the user: {line(a)}" for a in finding.altered]
    notes += [line(w) for w in finding.proposition.warnings]
    failed = sum(bool(s.failed) for s in finding.specifications)
    if failed:
        first = next(s.failed for s in finding.specifications if s.failed)
        notes.append(f"{failed} of {len(finding.specifications)} specifications failed, for instance: {line(first)}")
    return tuple(notes)


def _refusals(
    case: Case, claims: dict[str, Claim], order: dict[str, int], skip: Iterable[str]
) -> tuple[RefusalGroup, ...]:
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


def _uncheckable(case: Case) -> tuple[Uncheckable, ...]:
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


def _article(case: Case, cards: Sequence[CardView], findings: Sequence[Finding]) -> tuple[tuple[Stretch, ...], ...]:
    marks: dict[str, list[tuple[int, str, str, str]]] = {}
    for card, finding in zip(cards, findings, strict=True):
        marks.setdefault(finding.claim, []).append((card.number, card.id, card.tone, card.verdict_words))
    text = case.document.text
    spans = [c for c in case.claims if 0 <= c.start < c.end <= len(text)]
    edges = sorted({0, len(text), *(c.start for c in spans), *(c.end for c in spans), *_breaks(text)})
    paragraphs: list[list[Stretch]] = [[]]
    for start, end in zip(edges, edges[1:], strict=False):
        over = sorted((c for c in spans if c.start <= start and end <= c.end), key=lambda c: (c.end - c.start, c.id))
        ends = tuple(
            (n, i, w)
            for c in sorted(spans, key=lambda c: (c.start, c.id))
            if c.end == end
            for n, i, _, w in marks.get(c.id, ())
        )
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


def _sources(case: Case) -> tuple[SourceLine, ...]:
    out = []
    for m in case.record.manifests:
        reach = "; ".join(f"{s.country}, {s.start.isoformat()} to {s.end.isoformat()}" for s in m.spans[:6])
        more = f"; {len(m.spans) - 6} more" if len(m.spans) > 6 else ""
        url = m.licence.url if is_link(m.licence.url) else ""
        out.append(SourceLine(m.source, m.release, line(m.citation), m.licence.name, url, reach + more, m.simulated))
    return tuple(out)


__all__ = ["CaseView", "is_bare", "view"]
