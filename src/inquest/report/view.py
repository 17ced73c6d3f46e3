"""The view model: a case arranged for a reader, as plain frozen dataclasses. No markup, no drawing."""

import datetime as dt

from inquest.model.document import Document
from inquest.model.finding import Case
from inquest.report.article import article
from inquest.report.cards import card_view
from inquest.report.clean import clip, line
from inquest.report.headings import heading
from inquest.report.lists import refusal_groups, uncheckable
from inquest.report.order import in_text_order
from inquest.report.parts import CardView, CaseView, Group, SourceLine
from inquest.report.publish import PublishInfo, held_until, is_link, licensed, published


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
    findings = in_text_order(case)
    refusals = refusal_groups(case, [claim for claim, _ in held])
    refused = {item.key: item.id for group in reversed(refusals) for item in reversed(group.items)}
    cards = [card_view(f, claims[f.claim], i + 1, len(findings)) for i, f in enumerate(findings)]
    groups: dict[str, list[CardView]] = {}
    for finding, card in zip(findings, cards, strict=True):
        groups.setdefault(line(heading(finding.proposition)), []).append(card)
    doc = case.document
    return CaseView(
        title=clip(doc.title or "A text without a title", 40),
        credit=_credit(doc),
        link=doc.address if is_link(doc.address) and doc.address else "",
        date_note="" if doc.date else line(doc.date_reason),
        answer=case.answer,
        argument=line(case.argument),
        groups=tuple(Group(f"q-{i + 1}", h, tuple(c)) for i, (h, c) in enumerate(groups.items())),
        refusals=refusals,
        uncheckable=uncheckable(case),
        paragraphs=() if publish else article(case, cards, findings, refused),
        language=doc.language,
        questions=case.questions,
        warnings=tuple(clip(w, 80) for w in case.warnings),
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


def _credit(doc: Document) -> str:
    parts = [clip(p, 12) for p in (doc.author, doc.publisher) if p]
    parts.append(_day(doc.date) if doc.date else "undated")
    return ", ".join(parts)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _sources(case: Case) -> tuple[SourceLine, ...]:
    out = []
    for m in case.record.manifests:
        reach = "; ".join(f"{s.country}, {s.start.isoformat()} to {s.end.isoformat()}" for s in m.spans[:6])
        more = f"; {len(m.spans) - 6} more" if len(m.spans) > 6 else ""
        url = m.licence.url if is_link(m.licence.url) else ""
        out.append(SourceLine(m.source, m.release, line(m.citation), m.licence.name, url, reach + more, m.simulated))
    return tuple(out)
