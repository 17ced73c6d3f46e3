"""The view model: a case arranged for a reader, as plain frozen dataclasses. No markup, no drawing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from inquest.model.document import Document
from inquest.model.finding import Case, Finding
from inquest.report.article import anchors, article
from inquest.report.cards import card_view
from inquest.report.clean import clip, line, quoted
from inquest.report.headings import heading
from inquest.report.lists import asked, refusal_groups, uncheckable
from inquest.report.order import cards_in_order
from inquest.report.parts import CardView, CaseView, Group, SourceLine
from inquest.report.publish import PublishInfo, is_link, licensed, published, waiting

if TYPE_CHECKING:
    from inquest.report.said import SaidSection


def view(case: Case, publish: PublishInfo | None = None, *, pictures: bool = True) -> CaseView:
    """Arrange a case for a reader.

    Parameters
    ----------
    case : Case
    publish : PublishInfo or None
        With it, only what may be published (section 7 of the design).
    pictures : bool
        Whether cards carry their plots; a terminal shows none.
    """
    held = _held(case, publish)
    case = published(case, publish) if publish else licensed(case)
    claims = {c.id: c for c in case.claims}
    places = {} if publish else anchors(case)
    findings = cards_in_order(case)
    links = _links(findings)
    refusals = refusal_groups(case, [claim for claim, _ in held], links, places)
    refused = {
        k: i.id for g in reversed(refusals) for b in reversed(g.blocks) for i in reversed(b.items) for k in i.keys
    }
    beside = _links(findings, {c.id: c.statement for c in case.claims})
    cards = [
        card_view(
            members,
            claims,
            (i + 1, len(findings)),
            anchors=places,
            see=tuple(dict.fromkeys(x for f in members for x in beside[claims[f.claim].statement] if x[0] != i + 1)),
            pictures=pictures,
        )
        for i, members in enumerate(findings)
    ]
    cards = _with_originals(case, cards, findings)
    groups: dict[str, list[CardView]] = {}
    for members, card in zip(findings, cards, strict=True):
        groups.setdefault(line(heading(members[0].proposition)), []).append(card)
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
        said=_said(case, links),
        paragraphs=() if publish else article(case, cards, findings, refused, asked(case)),
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
        claims=len({c.id for c in case.claims} - asked(case)),
        tested=len({f.claim for members in findings for f in members}),
        single=not doc.title and len(doc.sentences) == 1,
    )


def _said(case: Case, links: Mapping[str, tuple[tuple[int, str], ...]]) -> "SaidSection | None":
    """The section on what was said; None where no original was supplied."""
    if case.said is None:
        return None
    from inquest.report.said import said_section

    return said_section(case, links)


def _with_originals(case: Case, cards: list[CardView], findings: Sequence[Sequence[Finding]]) -> list[CardView]:
    """The cards, each with what the originals supplied say about its words."""
    if case.said is None:
        return cards
    from inquest.report.said import said_lines

    spoken = said_lines(case)
    return [
        card._replace(spoken=tuple(dict.fromkeys(x for f in members for x in spoken.get(f.claim, ()))))
        for members, card in zip(findings, cards, strict=True)
    ]


def _links(
    findings: Sequence[Sequence[Finding]], of: Mapping[str, str] | None = None
) -> dict[str, tuple[tuple[int, str], ...]]:
    """Claim (or with ``of`` its statement) -> the cards read from it, each (number, anchor)."""
    out: dict[str, tuple[tuple[int, str], ...]] = {}
    for i, members in enumerate(findings):
        for key in dict.fromkeys(of[f.claim] if of else f.claim for f in members):
            out[key] = (*out.get(key, ()), (i + 1, f"f-{i + 1}"))
    return out


def _held(case: Case, publish: PublishInfo | None) -> list[tuple[str, str]]:
    if publish is None:
        return []
    quotes = {c.id: quoted(c.quote, 25) for c in case.claims}
    reasons = [(f.claim, waiting(case, f, publish)) for f in case.findings]
    return [(claim, f"“{quotes[claim]}” {why}") for claim, why in reasons if why]


def _credit(doc: Document) -> str:
    parts = [clip(p, 12) for p in (doc.author, doc.publisher) if p]
    parts.append(_day(doc.date, doc.date_precision) if doc.date else "undated")
    return ", ".join(parts)


def _day(day: dt.date, precision: str) -> str:
    """As much of a day as is known."""
    return {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}"}.get(precision, f"{day:%Y}")


def _sources(case: Case) -> tuple[SourceLine, ...]:
    out = []
    for m in case.record.manifests:
        reach = "; ".join(f"{s.country}, {s.start.isoformat()} to {s.end.isoformat()}" for s in m.spans[:6])
        more = f"; {len(m.spans) - 6} more" if len(m.spans) > 6 else ""
        url = m.licence.url if is_link(m.licence.url) else ""
        where = (
            ", ".join(dict.fromkeys(s.country for s in m.spans)) if len(m.spans) <= 3 else f"{len(m.spans)} countries"
        )
        short = f"{m.source.upper().replace('_', ' ')} {line(m.release)} ({where}){' SIMULATED' if m.simulated else ''}"
        named = (m.source, m.release, line(m.citation), m.licence.name, url, reach + more)
        out.append(SourceLine(*named, simulated=m.simulated, short=short))
    return tuple(out)
