"""Refusals that kinds share: each has a reason, a plain sentence, and exactly what would unlock the claim."""

import datetime as dt
from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._words import date_words, listed, period
from inquest.model.claim import Claim
from inquest.model.grounding import Grounded, Window
from inquest.model.names import Bloc, Place
from inquest.model.proposition import Proposal, Refusal, RefusalReason

LATEST_START = 1989
"""First year of the global file."""
FEW = 3
"""Countries that a refusal names at most."""


def refuse(
    claim: Claim, kind: str, reason: RefusalReason, text: str, unlock: str, latest: str | None = None
) -> Refusal:
    """A refusal for a claim."""
    return Refusal(claim=claim.id, kind=kind, reason=reason, text=text, unlock=unlock, latest_covered=latest)


def file_for(year: int) -> str:
    """The annual global file that first holds a year, and how to load it.

    Annual releases carry the number of the year after the last one they hold.

    >>> file_for(2020)
    'UCDP GED 21.1 or later (covers 2020): inquest data add FILE'
    """
    release = max(year + 1 - 2000, 20)
    return f"UCDP GED {release}.1 or later (covers {year}): inquest data add FILE"


def unknown_name(claim: Claim, kind: str, grounded: Grounded, what: str) -> Refusal:
    """No bloc or place answers to a name; the nearest names are given."""
    name = grounded.mention.text
    near = f"the nearest names are {listed(grounded.unknown)}" if grounded.unknown else "no name comes near"
    if what == "place" and name == name.lower():
        text = f"“{name}” names no single place, so the record can't be searched for it."
        cure = "a claims file that names the places meant: inquest claims FILE, edit it, inquest check it"
        return refuse(claim, kind, "name not known", text, cure)
    text = f"No {what} named “{name}” is known; {near}."
    if name.casefold() not in claim.quote.casefold():
        text += f" The claim's own words don't hold that name: {grounded.mention.via or 'it was put in by hand'}."
    cure = (
        f"say what “{name}” means: inquest names add NAME --{what} ID (inquest names find TEXT shows ids), "
        "or write a known name into the claims file"
    )
    return refuse(claim, kind, "name not known", text, cure)


def needs_actor(claim: Claim, kind: str, who: str) -> Refusal:
    """The sentence names no side where one is needed."""
    return refuse(
        claim,
        kind,
        "name not known",
        f"The sentence does not say {who}.",
        f"a claims file that names {who}: inquest claims FILE, edit it, inquest check it",
    )


def folded(claim: Claim, kind: str, bloc: Bloc, context: Context, where: Sequence[str] = ()) -> Refusal:
    """The source hides this actor in the events of others; ``where``: of those at home in the claim's countries."""
    hosts = listed([context.blocs[b].label if b in context.blocs else b for b in where or bloc.folded_into])
    return refuse(
        claim,
        kind,
        "not identified",
        f"The record counts the deadly events of {bloc.label} within those of {hosts}, so it can't tell them apart.",
        f"a source that codes the operations of {bloc.label} apart (strike logs, or an event file that lists every "
        "participant): inquest data add FILE",
    )


def against_itself(claim: Claim, kind: str, bloc: Bloc) -> Refusal:
    """Both ends of the claim were read as one side: a count of it against itself would answer nothing."""
    return refuse(
        claim,
        kind,
        "name not known",
        f"The sentence was read as {bloc.label} against itself, so one of the two sides is not the one meant.",
        "a claims file that names both sides: inquest claims FILE, edit it, inquest check it",
    )


def pooled(claim: Claim, kind: str, bloc: Bloc, foe: Bloc, host: Bloc) -> Refusal:
    """Against this foe the source names only a wider bloc."""
    return refuse(
        claim,
        kind,
        "not identified",
        f"The record counts what {bloc.label} fought against {foe.label} within the events of {host.label}, so it "
        "can't tell them apart.",
        f"a source that names the groups fighting {foe.label} one by one: inquest data add FILE",
    )


def place_not_covered(claim: Claim, kind: str, label: str, countries: tuple[int, ...]) -> Refusal:
    """No loaded source covers the country."""
    numbers = listed([str(c) for c in countries])
    return refuse(
        claim,
        kind,
        "place not covered",
        f"No file loaded covers {label}.",
        f"a UCDP GED file that holds {label} (Gleditsch-Ward {numbers}; the global file does): inquest data add FILE",
    )


def no_outline(claim: Claim, kind: str, place: Place, context: Context) -> Refusal:
    """The place is known by name only: a count on something larger would answer another question."""
    inside = [p.label for p in (context.places.get(i) for i in [place.parent] if i) if p is not None]
    where = f" (it lies in {listed(inside)})" if inside else ""
    return refuse(
        claim,
        kind,
        "place not covered",
        f"No outline of {place.label} is held{where}, so the record can't tell what happened inside it.",
        f"an outline of {place.label} in a names file of your own (docs/names.md), or a claim about a whole country or "
        "one of its units",
    )


def date_not_known(claim: Claim, kind: str, words: str) -> Refusal:
    """The time leans on the day of publication, and that is unknown; ``words`` is empty where they name no time."""
    said = f"The time meant by {words}" if words else "The words speak of a change going on, and when that was"
    return refuse(
        claim,
        kind,
        "date not known",
        f"{said} depends on when the text was published, and no date was given or found.",
        "the publication date: inquest check FILE --date YYYY-MM-DD",
    )


UNSEEN = {
    "means": (
        "The record counts deaths by side and place; it does not say by which weapon or means people died.",
        "a source that codes the means (air strikes, mines, detention): inquest data add FILE",
    ),
    "victims": (
        "The record counts deaths by side and of civilians; it does not tell other groups of victims apart.",
        "a source that lists victims one by one: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what is missing, and what would unlock it."""


def unseen(claim: Claim, kind: str) -> Proposal:
    """The refusal of a number of deaths by a means or of a group that the record does not tell apart."""
    if claim.slots.get("needs") not in UNSEEN:
        return Proposal()
    text, unlock = UNSEEN[claim.slots["needs"]]
    return Proposal(refusals=(refuse(claim, kind, "not recorded", text, unlock),))


def no_such_time(claim: Claim, kind: str, words: str) -> Refusal:
    """The words are no day or period of the calendar."""
    return refuse(
        claim,
        kind,
        "date not known",
        f"{words} is no time that can be tested as it stands, and without it another claim would be tested.",
        "a claims file with the period meant: inquest claims FILE, edit it, inquest check it",
    )


def undated(claim: Claim, kind: str, words: str) -> Refusal:
    """A number is told of a battle whose days are not known."""
    return refuse(
        claim,
        kind,
        "date not known",
        f"When {words} began and ended is not known here, so its number can't be counted.",
        "a claims file with the days meant: inquest claims FILE, edit it, inquest check it",
    )


def not_covered(
    claim: Claim, kind: str, windows: tuple[Window, ...], countries: tuple[int, ...], context: Context
) -> Refusal:
    """None of the windows is covered far enough; names whose record ends, the latest that is, and the file to load."""
    record = context.record
    first, last = record.first_day(countries), record.last_day(countries)
    window = max(windows, key=lambda w: record.share_covered(countries, w.start, w.end))
    span = "" if "(" in window.label else f" ({date_words(window.start)} to {date_words(window.end)})"
    if first is None or last is None or first > last:
        return place_not_covered(claim, kind, "all of these countries together", countries)
    latest = latest_covered(window, first, last)
    named = countries or context.record.countries()
    if window.end > last:
        of = _record_of([c for c in named if context.record.last_day((c,)) == last], context)
        text = f"{of} stops on {date_words(last)}; the claim is about {period(window)}{span}."
        year = window.end.year
    else:
        of = _record_of([c for c in named if context.record.first_day((c,)) == first], context)
        text = f"{of} starts on {date_words(first)}; the claim is about {period(window)}{span}."
        year = max(window.start.year, LATEST_START)
    return refuse(claim, kind, "window not covered", text, file_for(year), latest)


def _record_of(countries: Sequence[int], context: Context) -> str:
    """The record of some countries by the source's names for them; of more than a few, just the record."""
    names = dict.fromkeys(s.country for c in countries for s in context.record.spans(c)[:1])
    return f"The record of {listed(tuple(names))}" if 0 < len(names) <= FEW else "The record"


def latest_covered(window: Window, first: dt.date, last: dt.date) -> str:
    """The latest window of the same length that the record covers, in words."""
    length = window.end - window.start
    start = max(first, last - length)
    return f"{date_words(start)} to {date_words(last)}"


def covered(window: Window, countries: tuple[int, ...], context: Context) -> float:
    """Covered share of a window, 0-1."""
    return context.record.share_covered(countries, window.start, window.end)


def covered_enough(window: Window, countries: tuple[int, ...], context: Context) -> bool:
    """Whether a window is covered far enough to be tested."""
    return covered(window, countries, context) >= context.default("min_covered")
