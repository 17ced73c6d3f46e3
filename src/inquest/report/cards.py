"""One finding arranged as a card: its face, and what is folded beneath it."""

from collections.abc import Mapping, Sequence

from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.event import Evidence
from inquest.model.finding import Card, Finding, Plot, Reading
from inquest.model.words import VERDICT_TONES, VERDICT_WORDS, words_for
from inquest.report.calibration import measured_words
from inquest.report.clean import clip, line, number
from inquest.report.curve import curve_plot
from inquest.report.face import CARD_WORDS, brief, cut, fitted, quote_of, quotes_shown
from inquest.report.geo import PROVINCE_PRECISION
from inquest.report.headings import scale_of
from inquest.report.map import shows_something
from inquest.report.parts import CardView, ChoiceView, ReadingRow, Said, count_words
from inquest.report.publish import accuses
from inquest.report.split import parts_ways, split_rows
from inquest.report.ways import card_figure

NO_MAP = "No map: no event behind this has a place that can be drawn."
WHOLE = 60
"""Words of a quote in the workings."""
LONG_NOTE = 30
"""Words beyond which what a finding depends on is left to the table of its readings."""
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
    quotes = list({claims[f.claim].quote: claims[f.claim] for f in members}.values())
    whole = brief(card)
    face = fitted(whole, alarms, [quote_of(c, speaker(c.speaker, c.via, c.found_by)) for c in quotes])
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
        full=(*whole["sentences"].split("\n"),),
        tested=face["tested"],
        cannot_show=face["cannot_show"],
        overturn=face["overturn"],
        source=face["source"],
        review=face["review"],
        kind=finding.proposition.kind,
        scale=scale,
        readings=tuple(_reading(r, scale) for r in finding.readings),
        figure_note=_figure_note(finding, scale),
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
    """Quotes as the face has room for; those with an empty ``quote`` stand in the workings."""
    quotes = [quote_of(c, speaker(c.speaker, c.via, c.found_by)) for c in claims]
    return tuple(
        Said(shown, cut(c.quote, WHOLE, q.core), q.who, anchors.get(c.id, ""))
        for c, q, shown in zip(claims, quotes, quotes_shown(quotes, room), strict=True)
    )


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


def _figure_note(finding: Finding, scale: str) -> str:
    """How the figures of the readings' table are to be read."""
    if scale == "distance":
        return (
            "Figures are distances from the number claimed, in margins (one is what its wording leaves room for). "
            "Figure: the middle one of all ways of measuring the reading."
        )
    terms = finding.proposition.terms
    wide = terms.get("recorded") is False and not terms.get("none")  # a total, which more may stand behind
    room = ", with room for what went unrecorded" if wide else ""
    told = f"Figure: the middle of all ways of measuring the reading; Between: the lowest and highest they allow{room}."
    return f"{told} {card_figure(finding, scale)}".rstrip()


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
