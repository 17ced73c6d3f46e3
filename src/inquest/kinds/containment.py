"""Containment: did violence go on after a capture or a truce, and was one holder worse at stopping it than others?"""

import datetime as dt
from dataclasses import replace
from math import comb
from typing import Any

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._common import plot_terms
from inquest.kinds._containment import (
    SPANS,
    long_enough,
    place_estimates,
    place_terms,
    sense_choice,
    siege_choice,
    span_choice,
)
from inquest.kinds._containment_towns import belongs, town_estimates, town_terms, towns_of
from inquest.kinds._containment_words import place_words, tested_words, town_words
from inquest.kinds._milestones import Event, event, event_choice, meant, no_side, started
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import date_not_known, needs_actor, place_not_covered, refuse
from inquest.kinds._windows import own_windows
from inquest.kinds._words import label, listed, where
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding, Window
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection

CLAIMS_FILE = "inquest claims FILE, edit it, inquest check it"
NAMES_FILE = (
    "a names file with captures under milestones (id, label, what: capture, place, actor, loser, earliest, latest, "
    "source)"
)


class Containment:
    """Rates of violence after against before an event: in one place, or in all towns that one side took."""

    name = "containment"
    title = "The rate of recorded violence after a capture or truce against before, and against towns that others took"
    needs = "panel"
    common = (
        "meaning", "outline", "measure", "violence", "doctrine", "source", "membership", "precision", "summaries",
        "clarity",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """Ability ("cannot contain") is asked of all towns of a holder; anything else of one place and event."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        able = claim.slots.get("needs") == "capability" and not grounding.milestones
        draft = settle(grounding, self.name, context, default_time=False, keep_folded=able)
        found: list[Proposition] = []
        refusals = list(draft.refusals)
        for setting in draft.settings:
            make = _process if able else _census
            made = make(setting, grounding, len(found), context)
            if isinstance(made, Proposition):
                found.append(made)
            else:
                refusals += made
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Weak or strong sense, which event, how long, and whether the battle for the place counts."""
        p = proposition
        found = (sense_choice(p, context), event_choice(p), span_choice(p), siege_choice(p))
        return tuple(c for c in found if c is not None)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Both sides of the event in the place, or in every town."""
        if proposition.mode == "process":
            return town_terms(proposition, params, context)
        plots = plot_terms(proposition, context, {"recorded": (proposition.actor, proposition.target)})
        return {**place_terms(proposition, params, context), **plots}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """A ratio of rates with recording bounds; over towns with a permutation of the holder."""
        if proposition.mode == "process":
            return town_estimates(proposition, data, context)
        return place_estimates(proposition, data, context)

    def words(self, judged: Judged, context: Context) -> Words:
        """What is left, and how that compares."""
        if judged.proposition.mode == "process":
            return town_words(judged, context)
        return place_words(judged, context)


def _side(claim: Claim) -> int:
    """+1 where the claim is that violence went on; -1 where it is that it stopped or fell."""
    went_on = claim.slots.get("direction") == "up" or claim.slots.get("relation") == "still"
    side = 1 if went_on else -1
    return -side if claim.polarity == "deny" else side


def _said(claim: Claim) -> str | None:
    """The sense that the words name."""
    if claim.slots.get("relation") in ("still", "none"):
        return "gone"
    return "fall" if claim.slots.get("direction") in ("up", "equal") else None


def _measures(claim: Claim) -> list[str]:
    """What is counted: what the words name, else events and deaths."""
    return [claim.slots["measure"]] if "measure" in claim.slots else ["events", "deaths"]


def _last(s: Setting, grounding: Grounding, context: Context) -> dt.date | None:
    last = context.record.last_day(s.countries)
    if last and grounding.document_date:
        last = min(last, grounding.document_date)
    return last


def _process(s: Setting, grounding: Grounding, index: int, context: Context) -> Proposition | list[Refusal]:
    """All towns that the holder took from the target, against those that others took from it."""
    claim, holder = grounding.claim, s.actor.bloc
    if holder is None:
        return [needs_actor(claim, "containment", "who held the places")]
    homes = context.blocs[s.target.bloc].home if s.target.bloc else ()
    countries = tuple(sorted(set(homes) & set(context.record.countries()))) or s.countries
    last = context.record.last_day(s.countries)
    ends = [d for c in countries if (d := context.record.last_day((c,))) is not None]
    last = max(ends) if ends else last
    if last is None:
        return [date_not_known(claim, "containment", "the claim")]
    if grounding.document_date:
        last = min(last, grounding.document_date)
    towns = towns_of(holder, s.target.bloc, countries, last, context)
    least = int(context.default("containment_towns"))
    if not towns.own:
        return [_no_town(claim, holder, s.target.bloc, towns.short, context)]
    ways = comb(len(towns.own) + len(towns.others), len(towns.own))
    if min(len(towns.own), len(towns.others)) < least or ways * context.default("containment_p") < 1:
        return [_too_few(claim, holder, (len(towns.own), len(towns.others), least), context)]
    windows = [_around(one) for one in towns.own]
    p = Proposition(
        id=f"{claim.id}.containment" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="containment",
        mode="process",
        tested="",
        actor=holder,
        target=s.target.bloc,
        countries=countries,
        windows=(Window(start=min(w.start for w in windows), end=last, label="the time around the captures",
                        reason="a year on each side of every capture", named=False),),
        side=1 if _side(claim) > 0 else -1,
        terms={
            **s.terms(), "measures": _measures(claim), "violences": ["any"], "own": towns.own,
            "others": towns.others, "last": last.isoformat(), "spans": list(SPANS[:1]), "captures": True,
            "said": _said(claim),
        },
        warnings=(*s.warnings, *_folded(holder, towns.own, context)),
    )  # fmt: skip
    whose = label(s.target.bloc, context) if s.target.bloc else "violence"
    question = f"Was {whose} contained where {label(holder, context)} took over?"
    return p.model_copy(update={"tested": tested_words(p, claim, context), "terms": {**p.terms, "question": question}})


def _around(one: Event) -> Window:
    first = dt.date.fromisoformat(one["earliest"])
    return Window(start=first - dt.timedelta(days=366), end=first, label=one["label"], reason="the year before it")


def _folded(holder: str, own: list[Event], context: Context) -> tuple[str, ...]:
    takers = {str(context.milestones[one["id"]].actor) for one in own} - {holder}
    if not takers:
        return ()
    names = listed([label(b, context) for b in sorted(takers)])
    return (
        f"Tested on the places that {names} took; no place is recorded as taken by {label(holder, context)} alone.",
    )


def _no_town(claim: Claim, holder: str, target: str | None, short: int, context: Context) -> Refusal:
    whom = f" from {label(target, context)}" if target else ""
    if short:
        least = int(context.default("containment_days"))
        text = (
            f"{label(holder, context)} took {short} known places{whom}, none with {least} covered days on both sides."
        )
        unlock = "a file that covers the year before and after these captures: inquest data add FILE"
        return refuse(claim, "containment", "window not covered", text, unlock)
    text = f"No capture of a place by {label(holder, context)}{whom} is known, so there is no before and after."
    return refuse(claim, "containment", "name not known", text, NAMES_FILE)


def _too_few(claim: Claim, holder: str, counts: tuple[int, int, int], context: Context) -> Refusal:
    own, others, least = counts
    text = (
        f"{own} places taken by {label(holder, context)} and {others} taken by others are known and covered; fewer "
        f"than {least} on a side can't be told from chance."
    )
    return refuse(claim, "containment", "too few events", text, NAMES_FILE)


def _census(s: Setting, grounding: Grounding, index: int, context: Context) -> Proposition | list[Refusal]:
    """One place before and after one event."""
    claim = grounding.claim
    last = _last(s, grounding, context)
    found, refusals = meant(grounding, "containment", context)
    outside = claim.slots.get("relation") == "ended"
    if refusals and not found:
        return refusals
    events = [{**event(m), "place": m.place} for m in found]
    if not events and own_windows(grounding):
        events = [{**one, "place": s.place} for one in started(own_windows(grounding))]
    if not events and s.place:
        taken = [m for m in _captures(s, context) if last is None or m.latest < last]
        events = [{**event(m), "place": m.place} for m in taken]
    if not events:
        return [_no_event(claim, s, context)]
    placed = _placed(s, grounding, events, context)
    if isinstance(placed, list):
        return placed
    s, last = placed
    kept = [one for one in events if long_enough(one, s.countries, last, context)]
    if not kept:
        return [no_side(claim, "containment", events, s.countries, context, last)]
    captures = any(one["id"] in context.milestones and context.milestones[one["id"]].what == "capture" for one in kept)
    if not outside and captures and s.actor.bloc and not s.target.bloc:
        s = replace(s, actor=type(s.actor)())  # "the army pacified X": the holder, not whose violence it is
    pair = s.actor.bloc or s.target.bloc
    first = min(dt.date.fromisoformat(one["earliest"]) for one in kept)
    p = Proposition(
        id=f"{claim.id}.containment" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="containment",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        countries=s.countries,
        windows=(Window(start=first - dt.timedelta(days=366), end=last, label="the time around the event",
                        reason="a year on each side", named=False),),
        side=1 if _side(claim) > 0 else -1,
        terms={
            **s.terms(), "measures": _measures(claim), "violences": ["fighting" if pair else "any"],
            "events": kept, "last": last.isoformat(), "spans": list(SPANS), "captures": captures, "outside": outside,
            "said": _said(claim),
        },
        warnings=s.warnings,
    )  # fmt: skip
    question = f"Did the violence go on{where(p, context)}?"
    return p.model_copy(update={"tested": tested_words(p, claim, context), "terms": {**p.terms, "question": question}})


def _placed(
    s: Setting, grounding: Grounding, events: list[Event], context: Context
) -> tuple[Setting, dt.date] | list[Refusal]:
    """The setting in the event's place where the words name none, and the last day tested."""
    claim = grounding.claim
    places = [str(one["place"]) for one in events if one.get("place")]
    if s.place is None and places:
        s = replace(s, place=places[0], places=(places[0],), countries=context.places[places[0]].countries)
        missing = tuple(c for c in s.countries if not context.record.spans(c))
        if missing:
            return [place_not_covered(claim, "containment", context.places[places[0]].label, missing)]
    if s.place is None and not (s.actor.bloc or s.target.bloc):
        return [needs_actor(claim, "containment", "where, or whose violence")]
    last = _last(s, grounding, context)
    return (s, last) if last else [date_not_known(claim, "containment", "the claim")]


def _captures(s: Setting, context: Context) -> list[Any]:
    """Captures of the place, by the holder where one is named; the latest of each holder."""
    found = [
        m
        for m in (context.milestones[i] for i in sorted(context.milestones))
        if m.what == "capture"
        and m.actor
        and m.place in s.places
        and (s.actor.bloc is None or belongs(m.actor, s.actor.bloc, context))
    ]
    return sorted(found, key=lambda m: (m.earliest, m.id))


def _no_event(claim: Claim, s: Setting, context: Context) -> Refusal:
    spot = f" of {context.places[s.place].label}" if s.place else ""
    by = f" by {label(s.actor.bloc, context)}" if s.actor.bloc else ""
    text = f"The sentence names no event, and no capture{spot}{by} is known, so there is no before and after."
    unlock = f"{NAMES_FILE}, or a claims file that names the event: {CLAIMS_FILE}"
    return refuse(claim, "containment", "name not known", text, unlock)


KIND = Containment()
