"""Sequence: what came first, last, or only after a dated event ("only after the fall of ...", "before ...")."""

from typing import Any

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._common import actor_of, located, outline_of, plot_terms, select, window_of
from inquest.kinds._milestones import covered_sides, dated, event, event_choice, event_of, meant, no_side, sides
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import date_not_known, needs_actor, not_covered, refuse
from inquest.kinds._sequence import (
    ends_terms,
    first_or_last,
    order_estimates,
    order_terms,
    scope_of,
    sense_choice,
    split_estimates,
    way_choice,
)
from inquest.kinds._sequence_words import ends_words, order_words, split_words, tested_words
from inquest.kinds._windows import keep_covered, own_windows
from inquest.kinds._words import label, where
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding, Window
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection

ENDS = ("first", "last")


class Sequence:
    """When recorded events came, against a date or another stream."""

    name = "sequence"
    title = "What share of a stream of recorded events came before a dated event, or which of two came first"
    needs = "panel"
    common = (
        "meaning", "outline", "measure", "doctrine", "source", "membership", "precision", "summaries", "clarity",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for each setting; first clashes of two sides belong to ``engagement``."""
        claim = grounding.claim
        if claim.kind != self.name or _a_first_clash(grounding):
            return Proposal()
        form = form_of(grounding)
        if form is None:
            return Proposal(refusals=(_no_date(claim),))
        said = grounding
        if form == "split" and not grounding.milestones:  # the date is the event, not the time tested
            said = grounding.model_copy(update={"windows": (), "claim": claim.model_copy(update={"periods": ()})})
        draft = settle(said, self.name, context, default_time=False)
        found: list[Proposition] = []
        refusals = list(draft.refusals)
        for setting in draft.settings:
            if not (setting.actor.bloc or setting.target.bloc or (setting.place and form in ENDS)):
                refusals.append(needs_actor(claim, self.name, "whose fighting is meant"))
                continue
            if setting.actor.bloc and setting.actor.bloc == setting.target.bloc:
                continue
            made = _proposition(setting, grounding, form, len(found), context)
            if isinstance(made, Proposition):
                found.append(made)
            else:
                refusals += made
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Which event is meant, how much "after" claims, and how two streams are ordered."""
        found = (event_choice(proposition), sense_choice(proposition, context), way_choice(proposition))
        return tuple(c for c in found if c is not None)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """The stream before, between and after the dates; before or after a period; or two streams by month."""
        p = proposition
        actor, target = actor_of(p, params, "actor"), actor_of(p, params, "target")
        term: dict[str, Any] = {"actor": actor, "target": target, "outline": outline_of(p, params, context)}
        plots = plot_terms(p, context, {"recorded": (p.actor, p.target)})
        if p.terms["form"] == "order":
            return {**order_terms(p, params, context, term), **order_plots(p, context)}
        if p.terms["form"] in ENDS:
            return {**ends_terms(p, params, context, term), **plots}
        halves = sides(event_of(p, params), window_of(p, params))
        if halves is None:
            raise ValueError("the event lies outside the time covered")
        whole = window_of(p, params)
        within = {**params, "crossing": "drop"}  # what crosses an edge may lie on either side of it
        deaths = {**params, "summaries": "keep", "max_clarity": 2}  # all deaths, to hold the count of events against
        found = {  # first, as the first terms are what is shown as evidence
            "t": select(p, params, context, **term, window=whole),
            "t:deaths": select(p, deaths, context, **term, window=whole, measure="deaths"),
        }
        for name, window in zip(("b", "a"), halves, strict=True):
            found |= located(p, within, context, name=name, **term, window=window)
            found[f"{name}:deaths"] = select(
                p, {**deaths, "crossing": "drop"}, context, **term, window=window, measure="deaths"
            )
        return {**found, **plots}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Shares before a date, events outside a period, or the distance of two medians."""
        form = proposition.terms["form"]
        if form == "order":
            return order_estimates(proposition, data, context)
        if form in ENDS:
            return first_or_last(proposition, data, context)
        return split_estimates(proposition, data, context)

    def words(self, judged: Judged, context: Context) -> Words:
        """The figures on both sides of the date."""
        form = judged.proposition.terms["form"]
        if form == "order":
            return order_words(judged, context)
        return ends_words(judged, context) if form in ENDS else split_words(judged, context)


def order_plots(p: Proposition, context: Context) -> dict[str, Selection]:
    """Both streams by month."""
    return plot_terms(p, context, {"first": (p.actor, p.target), "second": (p.versus_actor, p.versus_target)})


def form_of(grounding: Grounding) -> str | None:
    """``split`` at a date, ``first`` or ``last`` in a period, ``order`` of two streams; None without any date."""
    order = grounding.claim.slots.get("order")
    if order in ENDS or (order is None and grounding.claim.slots.get("universal") == "first"):
        return (order or "first") if grounding.claim.periods else None
    if grounding.versus_actors or grounding.versus_targets:
        return "order"
    return "split" if grounding.milestones or grounding.claim.periods else None


def _a_first_clash(grounding: Grounding) -> bool:
    pair = (grounding.actors and grounding.targets) or len(grounding.actors) == 2
    return grounding.claim.slots.get("universal") == "first" and bool(pair)


def _no_date(claim: Claim) -> Refusal:
    return refuse(
        claim,
        "sequence",
        "date not known",
        "The sentence names no date or known event that the record could be read against.",
        "a claims file with a period or a milestone: inquest claims FILE, edit it, inquest check it",
    )


def _proposition(
    s: Setting, grounding: Grounding, form: str, index: int, context: Context
) -> Proposition | list[Refusal]:
    claim = grounding.claim
    first, last = context.record.first_day(s.countries), context.record.last_day(s.countries)
    if grounding.document_date and last:
        last = min(last, grounding.document_date)
    if first is None or last is None or first >= last:
        return [date_not_known(claim, "sequence", "the claim")]
    whole = scope_of({"label": "the covered record", "earliest": first.isoformat(), "latest": last.isoformat()})
    terms: dict[str, Any] = {**s.terms(), "violences": ["fighting"]}
    windows: tuple[Window, ...] = (whole,)
    warnings = s.warnings
    order = claim.slots.get("order", "after")
    measures = [claim.slots["measure"]] if "measure" in claim.slots else ["events", "deaths"]
    if form in ENDS:
        windows, _ = keep_covered(s.windows, s.countries, context)
        if not windows:
            return [not_covered(claim, "sequence", s.windows or (whole,), s.countries, context)]
        terms |= {"measures": ["events"], "violences": ["fighting" if s.actor.bloc or s.target.bloc else "any"]}
        terms |= {"until": last.isoformat()}
    elif form == "split":
        found, refusals = meant(grounding, "sequence", context)
        if refusals and not found:
            return refusals
        events = [event(m) for m in found] or dated(own_windows(grounding))
        scope = s.windows[0] if s.windows and found else whole
        windows = (scope,)
        kept, notes = covered_sides(events, scope, s.countries, context)
        if not kept:
            return [no_side(claim, "sequence", events, s.countries, context)]
        warnings = (*warnings, *notes, *_starts_late(first, context))
        terms |= {"events": kept, "measures": measures}
    else:
        windows = s.windows[:1] or windows
        terms |= {"measures": measures}
    side = 1 if (form == "order" and order != "after") or (form == "split" and order == "before") else -1
    if claim.polarity == "deny":
        side = -side
    p = Proposition(
        id=f"{claim.id}.sequence" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="sequence",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        versus_actor=(s.versus_actor.bloc or s.actor.bloc) if form == "order" else None,
        versus_target=(s.versus_target.bloc or s.target.bloc) if form == "order" else None,
        place=s.place,
        countries=s.countries,
        windows=windows,
        side=1 if side > 0 else -1,
        terms={**terms, "form": form, "order": order},
        warnings=warnings,
    )
    shown = {"question": _question(p, context), "scale": "share" if form == "split" else "count"}
    return p.model_copy(update={"tested": tested_words(p, claim, context), "terms": {**p.terms, **shown}})


def _question(p: Proposition, context: Context) -> str:
    """The heading under which the finding stands."""
    names = [label(b, context) for b in (p.actor, p.target) if b]
    return f"When did {' and '.join(names)} fight{where(p, context)}?" if names else f"When was it{where(p, context)}?"


def _starts_late(first: Any, context: Context) -> tuple[str, ...]:
    from inquest.kinds._words import month_words

    return (f"The record starts in {month_words(first)}; what came before is not counted.",)


KIND = Sequence()
