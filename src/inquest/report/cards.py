"""One finding arranged as a card: its face, and what is folded beneath it."""

import re
from collections.abc import Mapping, Sequence

from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.event import Evidence
from inquest.model.finding import Card, Finding, Plot, Reading
from inquest.model.words import VERDICT_TONES, VERDICT_WORDS, words_for
from inquest.report.calibration import measured_words
from inquest.report.clean import clip, line, number
from inquest.report.curve import curve_plot
from inquest.report.geo import PROVINCE_PRECISION
from inquest.report.headings import scale_of
from inquest.report.map import shows_something
from inquest.report.parts import CardView, ChoiceView, ReadingRow, Said, count_words
from inquest.report.publish import accuses
from inquest.report.split import parts_ways, split_rows

NO_MAP = "No map: no event behind this has a place that can be drawn."
CARD_WORDS = 120
"""Words of a card; a quote is shortened to fit."""
LEAST_QUOTE = 4
"""Words of a quote that are shown at the least, its ellipsis among them."""
LONG_NOTE = 30
"""Words beyond which what a finding depends on is left to the table of its readings."""
MOST_QUOTES = 3
"""Quotes on the face of a card whose finding answers more of them."""
SHOWN_EVENTS = 40
"""Events in the table of a card; the rest are in the export."""


def speaker(name: str, via: str | None, found_by: str = "rules") -> str:
    """Who said it, in words; and who found it in the text, if that is not the default extractor alone.

    >>> speaker("author", None), speaker("an official", "a news agency"), speaker("author", None, "rules+llm")
    ('The author', 'an official, via a news agency', 'The author; found by rules and llm')
    """
    who = "The author" if name == "author" else clip(name, 14)
    who = f"{who}, via {clip(via, 14)}" if via else who
    return who if found_by == "rules" else f"{who}; found by {clip(found_by.replace('+', ' and '), 8)}"


def card_view(
    members: Sequence[Finding],
    claims: Mapping[str, Claim],
    place: tuple[int, int],
    *,
    anchors: Mapping[str, str] | None = None,
    see: tuple[tuple[int, str], ...] = (),
    pictures: bool = True,
) -> CardView:
    """The card of findings that tested the same, with every quote.

    Parameters
    ----------
    members : sequence of Finding
        One or more, see ``order.cards_in_order``; the first one's workings are shown.
    claims : mapping
        Claim id -> claim.
    place : tuple
        (number, total) among the cards on this text.
    anchors : mapping, optional
        Claim id -> anchor of its words in the article.
    see : tuple of (number, anchor)
        Other cards read from the same words.
    pictures : bool
        Whether the card carries its plots.
    """
    finding, (index, total) = members[0], place
    card, scale = finding.card, scale_of(finding.proposition)
    curve, plots = all_plots(finding) if pictures else (None, ())
    mapped = any(p.shape == "map" for p in plots)
    alarms = _alarms(finding)
    face = brief(card)
    quotes = list({claims[f.claim].quote: claims[f.claim] for f in members}.values())
    return CardView(
        id=f"f-{index}",
        number=index,
        total=total,
        tone=VERDICT_TONES[finding.verdict],
        verdict_words=line(card.verdict_words),
        said=_said(quotes, CARD_WORDS - count_words(" ".join((*face.values(), *alarms))), anchors or {}),
        see=see,
        split=split_rows(finding, scale) if parts_ways(finding) else (),
        alarms=alarms,
        sentences=(*face["sentences"].split("\n"),),
        tested=face["tested"],
        cannot_show=face["cannot_show"],
        overturn=face["overturn"],
        source=face["source"],
        review=face["review"],
        kind=finding.proposition.kind,
        scale=scale,
        readings=tuple(_reading(r, scale) for r in finding.readings),
        choices=tuple(_choice(c) for c in finding.multiverse.choices),
        dropped=tuple(sorted({(", ".join(o), line(why)) for o, why in finding.multiverse.dropped})),
        checks=finding.checks,
        notes=_notes(finding) + ((NO_MAP,) if pictures and finding.evidence and not mapped else ()),
        curve=curve,
        plots=plots,
        evidence=finding.evidence[:SHOWN_EVENTS],
        events=finding.evidence_total or len(finding.evidence),
        deaths=finding.evidence_deaths,
        command=line(finding.command),
    )


def brief(card: Card) -> dict[str, str]:
    """The texts of a card without what its labels say already; exports carry them whole.

    Dropped: "They cannot show" under *Cannot show*, "this would change" under *What would overturn it*, and a span of
    time in the first sentence that *Tested* names too. ``sentences`` are joined by line ends.
    """
    tested = line(card.tested)
    sentences = [line(s) for s in card.sentences]
    for span in re.findall(r" \([^()]*\d{4}[^()]*\)", sentences[0] if sentences else ""):
        if span in tested:
            sentences[0] = sentences[0].replace(span, "")
    unseen = re.sub(r"^.*They cannot show ", "", line(card.cannot_show))
    return {
        "verdict_words": line(card.verdict_words),
        "sentences": "\n".join(sentences),
        "tested": tested,
        "cannot_show": unseen[:1].upper() + unseen[1:],
        "overturn": re.sub(r", this would change\.$", ".", line(card.overturn)),
        "source": line(card.source),
        "review": line(card.review),
    }


def _alarms(finding: Finding) -> tuple[str, ...]:
    """What must be known before anyone uses the finding."""
    failed = tuple(f"Check failed: {clip(c.text, 20)}" for c in finding.checks if c.status == "failed")
    if accuses(finding) and finding.card.review == Card.model_fields["review"].default:
        failed += (f"An allegation against a named side: published only after review (--reviewed {finding.id}).",)
    return failed + tuple(
        f"Another vintage says otherwise: {line(name.removesuffix(': verdict'))}: {VERDICT_WORDS[str(said)]}."
        for check in finding.checks
        if check.name == "vintage" and check.status == "warning"
        for name, said in check.figures.items()
        if name.endswith(": verdict") and said != finding.verdict
    )


def _said(claims: Sequence[Claim], room: int, anchors: Mapping[str, str]) -> tuple[Said, ...]:
    """Quotes shortened to share the room that the rest of the card leaves; a short one leaves its share to the rest.

    Quotes beyond ``MOST_QUOTES`` have an empty ``quote``: they stand in the workings.
    """
    out = [
        Said("", clip(c.quote, 60), speaker(c.speaker, c.via, c.found_by), anchors.get(c.id, ""))
        for c in claims[MOST_QUOTES:]
    ]
    claims = claims[:MOST_QUOTES]
    who = [speaker(c.speaker, c.via, c.found_by) for c in claims]
    left = max(room - count_words(" ".join(who)), 0)
    sizes = [0] * len(claims)
    waiting = sorted(range(len(claims)), key=lambda i: count_words(line(claims[i].quote)))
    for done, i in enumerate(waiting):
        share = max(left // (len(claims) - done), LEAST_QUOTE)
        need = count_words(line(claims[i].quote))
        sizes[i] = need if need <= share else share - 1
        left -= min(need, share)
    shown = [
        Said(clip(c.quote, n), clip(c.quote, 60), w, anchors.get(c.id, ""))
        for c, n, w in zip(claims, sizes, who, strict=True)
    ]
    return (*shown, *out)


def all_plots(finding: Finding) -> tuple[Plot | None, tuple[Plot, ...]]:
    """The specification curve (None with fewer than two points) and the other pictures, a map included if any."""
    plots = tuple(p for p in finding.plots if p.shape != "curve")
    located = [e for e in finding.evidence if e.latitude is not None and e.where_prec <= PROVINCE_PRECISION]
    if located and not any(p.shape == "map" for p in plots):
        plots += (_map(located),)
    plots = tuple(p for p in plots if p.shape != "map" or shows_something(p))
    curves = [p for p in finding.plots if p.shape == "curve" and p.rows]
    curve = curves[0] if curves else curve_plot(finding)
    return (curve if len(curve.rows) > 1 else None), plots


def _map(events: Sequence[Evidence]) -> Plot:
    keys = ("latitude", "longitude", "where_prec", "deaths")
    rows = tuple({k: getattr(e, k) for k in keys} for e in events)
    caption = (
        "Circles: events with a known spot, by deaths. Shaded: only the district is known, darker with more deaths. "
        "Hatched: only the governorate."
    )
    return Plot(shape="map", title="Where the events behind this are recorded", caption=caption, rows=rows)


def _choice(choice: Choice) -> ChoiceView:
    options = tuple(
        (line(o.label) + (" (uncertain: no weight)" if o.uncertain else ""), line(o.reason)) for o in choice.options
    )
    return ChoiceView(line(choice.name.replace("_", " ")), choice.role, line(choice.question), options)


def _reading(reading: Reading, scale: str) -> ReadingRow:
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
    if finding.depends_on and count_words(" ".join(finding.depends_on)) <= LONG_NOTE:
        notes.append(f"It depends on {', '.join(line(d) for d in finding.depends_on)}.")
    if finding.driver:
        notes.append(f"The choice that decides most: {line(finding.driver).replace('_', ' ')}.")
    if finding.smallest_visible:
        notes.append(f"Smallest visible effect: {line(finding.smallest_visible)}")
    if finding.joint_p is not None:
        notes.append(f"Joint test over all specifications: p = {finding.joint_p:.3f}.")
    notes += [f"Altered by the user: {line(a)}" for a in finding.altered]
    notes += [line(w) for w in finding.proposition.warnings]
    notes.append(measured_words(finding.calibration))
    failed = sum(bool(s.failed) for s in finding.specifications)
    if failed:
        first = next(s.failed for s in finding.specifications if s.failed)
        notes.append(f"{failed} of {len(finding.specifications)} specifications failed, for instance: {line(first)}")
    return tuple(notes)
