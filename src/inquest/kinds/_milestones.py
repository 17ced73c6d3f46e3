"""Dated events in a proposition: which one the words mean, and the covered time on both sides of it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from inquest.contracts import Context
from inquest.kinds._refuse import file_for, not_covered, refuse
from inquest.kinds._words import date_words, listed, period
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim
from inquest.model.grounding import Grounded, Grounding, Window
from inquest.model.names import Milestone
from inquest.model.proposition import Proposition, Refusal

FAIR = 0.5
"""A candidate of at least this part of the best one's weight is a reading of its own."""
Event = dict[str, Any]
"""What a proposition keeps of a milestone: id, label, earliest and latest (ISO)."""


def meant(grounding: Grounding, kind: str, context: Context) -> tuple[list[Milestone], list[Refusal]]:
    """The milestones that the words may mean, and a refusal for words that name none."""
    found: list[Milestone] = []
    refusals: list[Refusal] = []
    for one in grounding.milestones:
        known = [c for c in one.candidates if c.id in context.milestones]
        if not known:
            refusals.append(unknown_event(grounding.claim, kind, one))
            continue
        fair = [context.milestones[c.id] for c in known if c.weight >= FAIR * known[0].weight]
        found += [m for m in fair if m not in found]
    return sorted(found, key=lambda m: (m.earliest, m.id)), refusals


def unknown_event(claim: Claim, kind: str, one: Grounded) -> Refusal:
    """No milestone answers to the words; the nearest are given."""
    near = f"the nearest known are: {'; '.join(one.unknown)}" if one.unknown else "none comes near"
    return refuse(
        claim,
        kind,
        "name not known",
        f"No dated event is known for “{one.mention.text}”; {near}.",
        "a names file with the event under milestones (id, label, what, place, actor, earliest, latest, source), or a "
        "date in its place in a claims file: inquest claims FILE, edit it, inquest check it",
    )


def dated(windows: Sequence[Window]) -> list[Event]:
    """Dates that stand in an event's place ("only after 2016")."""
    found = []
    for w in windows:
        open_end = w.label.lower().startswith(("after ", "since "))
        day = w.start - dt.timedelta(days=1) if open_end else w.end
        label = f"the end of {w.label}" if w.start != w.end and not open_end else date_words(day)
        found.append({"id": day.isoformat(), "label": label, "earliest": day.isoformat(), "latest": day.isoformat()})
    return found


def started(windows: Sequence[Window]) -> list[Event]:
    """Starts of periods that stand in an event's place ("calm has returned since 2018")."""
    days = [w.start - dt.timedelta(days=1) for w in windows]
    return [
        {"id": d.isoformat(), "label": _begun(period(w)), "earliest": d.isoformat(), "latest": d.isoformat()}
        for d, w in zip(days, windows, strict=True)
    ]


def event(milestone: Milestone) -> Event:
    """A milestone as a proposition keeps it."""
    return {
        "id": milestone.id,
        "label": milestone.label,
        "earliest": milestone.earliest.isoformat(),
        "latest": milestone.latest.isoformat(),
    }


def ends(one: Event) -> tuple[dt.date, dt.date]:
    """Earliest and latest day of an event."""
    return dt.date.fromisoformat(one["earliest"]), dt.date.fromisoformat(one["latest"])


def sides(one: Event, scope: Window) -> tuple[Window, Window] | None:
    """The time of a scope before the earliest and after the latest day; None if either is empty."""
    first, last = ends(one)
    before, after = first - dt.timedelta(days=1), last + dt.timedelta(days=1)
    if before < scope.start or after > scope.end:
        return None
    reason = f"on one side of {one['label']}"
    return (
        Window(start=scope.start, end=before, label=f"before {one['label']}", reason=reason, named=False),
        Window(start=after, end=scope.end, label=f"after {one['label']}", reason=reason, named=False),
    )


def _begun(words: str) -> str:
    """The beginning of a time, in words.

    >>> _begun("May 2017"), _begun("after May 2017")
    ('the start of May 2017', 'the time after May 2017')
    """
    return f"the time {words}" if words.lower().startswith(("after ", "since ")) else f"the start of {words}"


def covered_sides(
    events: Sequence[Event], scope: Window, countries: tuple[int, ...], context: Context
) -> tuple[list[Event], list[str]]:
    """Events with enough covered days on both sides, and a warning on each of the others."""
    least = context.default("sequence_days")
    kept, notes = [], []
    for one in events:
        halves = sides(one, scope)
        days = [context.record.covered_days(countries, w.start, w.end) for w in halves] if halves else [0]
        if min(days) >= least:
            kept.append(one)
        else:
            notes.append(f"Left out: {when_words(one)}, with too little covered time on one side.")
    return kept, notes


LATER = "a claims file with an earlier event, or a later text: inquest claims FILE, edit it, inquest check it"
"""What would unlock a claim on what came after an event that the text follows closely."""


def no_side(
    claim: Claim,
    kind: str,
    events: Sequence[Event],
    countries: tuple[int, ...],
    context: Context,
    until: dt.date | None = None,
) -> Refusal:
    """Every event lies outside the covered time, or too near its edge or the text's day, ``until``."""
    first, last = context.record.first_day(countries), context.record.last_day(countries)
    span = [d for one in events for d in ends(one)]
    window = Window(start=min(span), end=max(span), label="the event named", reason="named")
    if first is None or last is None or max(span) < first or min(span) > last:
        return not_covered(claim, kind, (window,), countries, context)
    named = listed([when_words(one) for one in events[:2]], "or")
    if until is not None and until < last and (until - max(span)).days < (min(span) - first).days:
        text = f"Too little time lies between {named} and the text of {date_words(until)} to tell what came after."
        return refuse(claim, kind, "too few events", text, LATER)
    text = (
        f"The record runs from {date_words(first)} to {date_words(last)}; too little of that lies on both sides of "
        f"{named}."
    )
    edge = min(span).year - 1 if (min(span) - first).days < (last - max(span)).days else max(span).year + 1
    return refuse(claim, kind, "window not covered", text, file_for(edge))


def when_words(one: Event) -> str:
    """An event with its date."""
    first, last = ends(one)
    if first == last:
        return str(one["label"]) if one["label"] == date_words(first) else f"{one['label']} ({date_words(first)})"
    if (first.year, first.month) == (last.year, last.month):
        return f"{one['label']} ({first.day} to {date_words(last)})"
    return f"{one['label']} ({date_words(first)} to {date_words(last)})"


def event_of(p: Proposition, params: Any) -> Event:
    """The event that a specification uses."""
    found: Event = p.terms["events"][int(params.get("event", 0))]
    return found


def event_choice(p: Proposition) -> Choice | None:
    """Which event the words mean; None if they leave one."""
    events = p.terms.get("events", [])
    if len(events) < 2:
        return None
    options = tuple(
        Option(id=one["id"], label=when_words(one), reason="The words fit this event too.", params={"event": i})
        for i, one in enumerate(events)
    )
    return Choice(name="milestone", role="reading", question="Which event is meant?", options=options)
