"""Grounding: every mention of a claim to weighted candidates, times to windows, and the questions that stay open."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from inquest.errors import UsageError
from inquest.model.claim import GUESS, NAMED, SIDES, TAKEN, Claim, Mention, carried
from inquest.model.document import Document
from inquest.model.grounding import NOT_DATED, Candidate, Grounded, Grounding, Question, Told, Window
from inquest.model.record import RecordInfo
from inquest.resolve import actors, battles, countries, milestones, namesakes, places, shorts, times
from inquest.resolve.calendar import YEAR, NeedsDateError, Span
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import tokens

PLAUSIBLE = 0.2
"""A candidate of at least this weight stays plausible; two of them are a question, and so are
many of which none reaches it."""
PRESENT = frozenset({"episode", "level"})
"""Kinds that tell in the present tense how things stand; elsewhere it speaks of a whole war ("it does so because")."""
_YEAR = re.compile(rf"\b{YEAR}\b")
_WHOLE = frozenset({"war", "conflict", "country", "nation", "nationwide", "uprising", "revolution"})
"""Words of a claim about a whole country."""
_SKIP = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def question_id(what: str, text: str) -> str:
    """The stable id of the question a mention may raise.

    >>> question_id("actor", "The rebels'"), question_id("place", "al-Hawija")
    ('actor:rebels', 'place:al-hawija')
    """
    forms = [t.form for t in tokens(text)]
    while len(forms) > 1 and forms[0] in _SKIP:
        forms = forms[1:]
    return f"{what}:{'-'.join(forms)}"


def ground(
    claim: Claim,
    document: Document,
    gazetteer: Gazetteer,
    answers: Mapping[str, str] | None = None,
    record: RecordInfo | None = None,
) -> Grounding:
    """Resolve a claim's mentions as far as the names allow.

    Parameters
    ----------
    claim, document, gazetteer : what is said, where, and the names.
    answers : mapping, optional
        Question id -> option id, as given by ``--answer``; an answer also overrides what the context settled.
    record : RecordInfo, optional
        What is covered: weighs countries a little, and gives open spans of time their other end.

    Raises
    ------
    UsageError
        If an answer names an option that the question does not have; the message lists those there are. (Question ids
        that no claim of a text raises are found by ``check_answers``.)
    """
    answers = answers or {}
    weight = countries.weights(claim, document, gazetteer, record)
    named = _named(document, gazetteer)
    lost = namesakes.strays(document.text, gazetteer)
    told = countries.named(document.text, gazetteer, lost, namesakes.namesakes(document.text, gazetteer))
    years = _years(claim, document)
    questions: dict[str, Question] = {}

    def settle(what: str, mentions: Iterable[Mention], field: str) -> tuple[Grounded, ...]:
        found = []
        for mention in mentions:
            if what == "actor":
                grounded = actors.candidates(mention, gazetteer, weight, named, told, years, field)
                if not grounded.candidates:
                    grounded = shorts.candidates(mention, document, gazetteer) or grounded
            else:
                grounded = places.candidates(mention, gazetteer, weight, lost)
            found.append(_answered(what, grounded, answers, questions))
        return tuple(found)

    resolved = {
        field: settle("place" if "places" in field else "actor", getattr(claim, field), field) for field in NAMED
    }
    resolved["places"] = tuple(g for g in resolved["places"] if not _only_country(g, gazetteer))
    sides = [c.id for f in ("targets", "actors") for g in resolved[f] for c in g.candidates[:1]]
    lies = [n for g in resolved["places"] for c in g.candidates[:1] for n in gazetteer.entries.lies_in(c.id)]
    around = [c.id for g in resolved["places"] for c in g.candidates[:1]]
    dated = tuple(
        _answered(
            "milestone",
            milestones.candidates(m, gazetteer, sides, lies, record, document.date, around),
            answers,
            questions,
        )
        for m in claim.milestones
    )
    notes: list[str] = [n for g in resolved.values() for one in g for n in _note(one, gazetteer)]
    span = _span(record, resolved["places"], gazetteer)
    windows = _windows(claim.periods, document, span, notes, gazetteer)
    baselines = _windows(claim.baselines, document, span, notes, gazetteer)
    return Grounding(
        claim=claim,
        windows=windows,
        baselines=baselines,
        milestones=dated,
        document_date=document.date,
        told=_told(claim, document, windows, baselines, gazetteer),
        questions=tuple(questions[q] for q in sorted(questions)),
        notes=tuple(dict.fromkeys(notes)),
        **resolved,
    )


def answerable(grounding: Grounding) -> set[str]:
    """Ids of the questions that an answer may be given to: those asked, and of every mention what it means."""
    mentions = [("place" if "places" in f else "actor", g) for f in NAMED for g in getattr(grounding, f)]
    mentions += [("milestone", g) for g in grounding.milestones]
    return {q.id for q in grounding.questions} | {question_id(what, g.mention.text) for what, g in mentions}


def check_answers(groundings: Iterable[Grounding], answers: Mapping[str, str]) -> None:
    """Refuse answers to questions that no mention of the text raises.

    Raises
    ------
    UsageError
        The message lists the ids that can be answered.
    """
    known = {ident for grounding in groundings for ident in answerable(grounding)}
    for given in answers:
        if given not in known:
            raise UsageError(
                f"no mention of this text raises the question {given!r}",
                "the id of a question",
                sorted(known),
                "use one of these, as --answer ID=OPTION; delete a question that a claims file answers in vain",
            )


def _answered(what: str, grounded: Grounded, answers: Mapping[str, str], questions: dict[str, Question]) -> Grounded:
    """Apply an answer, or ask where two candidates stay plausible."""
    ident = question_id(what, grounded.mention.text)
    options = grounded.candidates
    given = answers.get(ident)
    plausible = tuple(c for c in options if c.weight >= PLAUSIBLE)
    if given is not None:
        chosen = next((c for c in options if c.id == given), None)
        if chosen is None:
            raise UsageError(
                f"the question {ident!r} has no option {given!r}",
                "the id of one of its options",
                [f"{c.id} ({c.label})" for c in options],
                f"write --answer {ident}=OPTION with one of these",
            )
        questions[ident] = _question(ident, grounded.mention, options, given)
        sure = Candidate(id=chosen.id, label=chosen.label, weight=1.0, reason="chosen by an answer")
        return grounded.model_copy(update={"candidates": (sure,)})
    if len(options) > 1 and not plausible:  # any of many: nothing in the text says which
        questions[ident] = _question(ident, grounded.mention, options, None)
        return grounded.model_copy(update={"candidates": ()})
    if len(plausible) > 1:
        questions[ident] = _question(ident, grounded.mention, options, None)
    return grounded


def _question(ident: str, mention: Mention, options: tuple[Candidate, ...], answer: str | None) -> Question:
    who = {"actor": "Who", "place": "Which place", "milestone": "Which event"}[ident.partition(":")[0]]
    return Question(id=ident, text=f"{who} is meant by “{mention.text}”?", options=options, answer=answer)


def _named(document: Document, gazetteer: Gazetteer) -> Mapping[str, int]:
    """How often the document names each bloc, outright or by its capital."""
    counts: Counter[str] = Counter()
    for f in gazetteer.names(document.text):
        if f.what == "actor" and f.role is None:
            counts.update(f.ids)
    return counts


def _years(claim: Claim, document: Document) -> actors.Years | None:
    """First and last year that a claim names, else the year of its text."""
    named = [int(y) for m in (*claim.periods, *claim.baselines) for y in _YEAR.findall(m.text)]
    if not named and document.date is not None:
        named = [document.date.year]
    return (min(named), max(named)) if named else None


def _open(one: Grounded, gazetteer: Gazetteer) -> bool:
    """Whether a mention is a label without a country ("14 soldiers")."""
    return any(f.role is not None for f in gazetteer.names(one.mention.text))


def _note(one: Grounded, gazetteer: Gazetteer) -> Iterable[str]:
    if not one.candidates:
        if _open(one, gazetteer):
            yield f"“{one.mention.text}” names no country, and the text doesn't say which is meant"
            return
        near = f"; nearest known: {', '.join(one.unknown)}" if one.unknown else ""
        yield f"“{one.mention.text}” names nothing that is known{near}"


def _span(record: RecordInfo | None, found: tuple[Grounded, ...], gazetteer: Gazetteer) -> Span | None:
    """First and last day covered in the countries of the claim's places, else in any country."""
    if record is None:
        return None
    lies = {c for g in found for k in g.candidates[:1] for c in gazetteer.entries.lies_in(k.id)}
    spans = [s for m in record.manifests for s in m.spans if not lies or s.country_id in lies]
    return (min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def _windows(
    mentions: tuple[Mention, ...], document: Document, span: Span | None, notes: list[str], gazetteer: Gazetteer
) -> tuple[Window, ...]:
    """Windows of all mentions in order, equal ones once; several mentions are several readings side by side."""
    found: list[Window] = []
    for mention in mentions:
        try:
            read = times.parse(mention.text, document.date, span, times.earliest(document))
        except NeedsDateError:
            notes.append(f"{times.DATE_NOT_KNOWN}: “{mention.text}” is counted from the day the text was published")
            continue
        if not read and not carried(mention):
            notes.append(f"“{mention.text}” is no time that is understood")
        if carried(mention):
            fought = () if read else battles.windows(mention.text, gazetteer, document.date)
            if not read and len(fought) != 1 and (mention.via or "").startswith(TAKEN):
                notes.append(f"“{mention.text}” {NOT_DATED}")
            read = read or fought
            read = tuple(_inferred(w, mention) for w in read)
        read = tuple(_so_far(w, document.date) for w in read)
        found += [w for w in read if (w.start, w.end) not in {(f.start, f.end) for f in found}]
    return tuple(found)


def _so_far(window: Window, day: dt.date | None) -> Window:
    """A time that was still running when the text was written ends there: no text tells of what came later."""
    if day is None or not window.start <= day < window.end:
        return window
    label = f"{window.label} up to {day.day} {day:%B %Y}"
    return window.model_copy(
        update={"end": day, "label": label, "reason": f"{window.reason}; up to the day of the text"}
    )


def _inferred(window: Window, mention: Mention) -> Window:
    """A window that the claim's own words don't name."""
    via = mention.via or ""
    how = "guessed" if via.startswith(GUESS) else "carried"
    return window.model_copy(update={"named": False, "inferred": how, "reason": f"{via}; {window.reason}"})


def _only_country(one: Grounded, gazetteer: Gazetteer) -> bool:
    """A country that the passage told of: what it says of a claim is left to where the sides are at home."""
    levels = {gazetteer.places[c.id].level for c in one.candidates}
    return carried(one.mention) and levels == {"country"}


def _told(
    claim: Claim,
    document: Document,
    windows: tuple[Window, ...],
    baselines: tuple[Window, ...],
    gazetteer: Gazetteer,
) -> Told:
    """When and where the claim says it was, open ends included; whatever the record at hand covers."""
    place = None
    if not claim.places and not claim.versus_places:
        whole = {t.form for t in tokens(claim.quote)} & _WHOLE
        sides = any(getattr(claim, field) for field in SIDES)
        weight = countries.weights(claim, document, gazetteer)  # not those above, which lean to what is covered
        place = countries.scene(document, weight, gazetteer, part=not whole, sides=sides)
    if windows:
        return _hull(claim, windows, baselines).model_copy(update={"place": place})
    if claim.baselines or claim.milestones or document.date is None:
        return Told(place=place)
    end = _open_end(claim, document)
    if end is None:
        return Told(place=place)
    if claim.slots.get("tense") != "present" or claim.periods or claim.kind not in PRESENT:
        return Told(end=end, place=place, reason=f"its beginning is not said; up to {end.isoformat()}")
    if claim.kind == "episode":
        reason = "how things stand on the day of the text"
        return Told(start=times.earliest(document), end=end, place=place, reason=reason)
    reason = "the present: the month of the text up to its date"
    return Told(start=end.replace(day=1), end=end, place=place, reason=reason)


def _hull(claim: Claim, windows: tuple[Window, ...], baselines: tuple[Window, ...]) -> Told:
    """The days of a claim's best window; of a trend between several named times all of them."""
    if claim.kind != "trend" or len((*claim.periods, *claim.baselines)) < 2:
        return Told(start=windows[0].start, end=windows[0].end, reason=windows[0].reason)
    both = (*windows, *baselines)
    first, last = min(w.start for w in both), max(w.end for w in both)
    return Told(start=first, end=last, reason="from the earlier of its times to the later")


def _open_end(claim: Claim, document: Document) -> dt.date | None:
    """The last day of a time that has no first day ("by June", "so far"); None for words that are not understood."""
    if not claim.periods or document.date is None:
        return document.date
    ever = (dt.date(1, 1, 1), document.date)
    for mention in claim.periods:
        read = times.parse(mention.text, document.date, ever, times.earliest(document))
        if read or carried(mention):
            return read[0].end if read else document.date
    return None
