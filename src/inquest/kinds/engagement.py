"""Engagement: did two sides fight each other (a census), or leave each other alone where both fought (a process)?"""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import plain_estimates
from inquest.kinds._clashes import counted, covered_years, late, late_terms
from inquest.kinds._common import actor_of, outline_of, plot_terms, select, window_of
from inquest.kinds._engagement import control_of, family, process
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import date_not_known, needs_actor, not_covered, refuse
from inquest.kinds._trend import recent_windows
from inquest.kinds._windows import default_windows, keep_covered
from inquest.kinds._words import (
    at,
    by_chance,
    label,
    line_plot,
    main_row,
    number,
    percent,
    source_name,
    times,
    when,
    where,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding, Window
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Bin, Selection
from inquest.stats.level import every_position, first_position, none_position

FORMS = {
    "clash": "at least one deadly clash",
    "every_year": "a deadly clash in every year",
    "ended": "no deadly clash after it is said to have ended",
    "first": "their first recorded deadly clash",
    "coexist": "they left each other alone where both fought",
}


class Engagement:
    """Mutual deadly events of two sides."""

    name = "engagement"
    title = "Deadly events between two sides, or how rare they were where both fought"
    needs = "grid"
    common = (
        "meaning", "window", "outline", "boundary", "doctrine", "source", "membership", "precision", "twins",
        "corroboration",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for two named sides."""
        claim = grounding.claim
        first = claim.kind == "sequence" and claim.slots.get("universal") == "first"
        if (claim.kind != self.name and not first) or claim.slots.get("needs"):
            return Proposal()
        if first and not (grounding.actors and (grounding.targets or len(grounding.actors) == 2)):
            return Proposal()  # "its first attack": the kind ``sequence`` answers
        if not grounding.targets and len(grounding.actors) == 2:
            halves = {"actors": grounding.actors[:1], "targets": grounding.actors[1:]}
            grounding = grounding.model_copy(update=halves)
        if not (grounding.actors and grounding.targets):
            return Proposal(refusals=(needs_actor(claim, self.name, "which two sides met"),))
        draft = settle(grounding, self.name, context, keep_partial=True, default_time=False)
        found: list[Proposition] = []
        refusals = list(draft.refusals)
        for setting in draft.settings:
            timed = _timed(setting, grounding, context)
            if isinstance(timed, Refusal):
                refusals.append(timed)
            elif timed.actor.bloc != timed.target.bloc:
                found.append(_proposition(timed, claim, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(refusals))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """None of its own."""
        return ()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Mutual events, the clear ones, and everyone's for coverage; the whole family for the grid."""
        p, form = proposition, proposition.terms["form"]
        outline, window = outline_of(p, params, context), window_of(p, params)
        actor, target = actor_of(p, params, "actor"), actor_of(p, params, "target")
        pair: dict[str, Any] = {"actor": actor, "target": target, "outline": outline, "window": window}
        plots = plot_terms(p, context, {"clashes": (p.actor, p.target)})
        if form == "coexist":
            each = {f"near:{b}": {**pair, "actor": b, "target": None} for b in family(p, params, context)}
            grid = {n: select(p, params, context, **t, measure="events") for n, t in each.items()}
            return {"x": select(p, params, context, **pair, measure="events"), **grid, **plots}
        bins: Bin = "year" if form == "every_year" else "window"
        found = counted(p, params, context, pair, bins, "")
        if form != "first":
            found |= late_terms(p, params, context, pair)
        if form == "first":
            start = context.record.first_day(p.countries) or window.start
            end = max(window.start - dt.timedelta(days=1), start)
            before = Window(start=min(start, end), end=end, label="before", reason="the covered record before")
            found |= counted(p, params, context, {**pair, "window": before}, "window", ":before")
        return {**found, **plots}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Counts against none, every year or an earlier one; observed over expected on the grid."""
        p, form = proposition, proposition.terms["form"]
        if form == "coexist":
            return process(p, data, context)
        n = data.terms["x"].n
        clear = np.minimum(data.terms["clear"].low, n)
        if form != "first":
            clear = np.maximum(clear - late(p, data, n.shape[1]), 0)
        others = data.terms["anyone"].n - n
        total, shown = n.sum(axis=1), clear.sum(axis=1)
        extra = {
            "events": total.astype(float),
            "clear": shown.astype(float),
            "others": others.sum(axis=1).astype(float),
            "deaths": data.terms["deaths"].mid.sum(axis=1).astype(float),
        }
        half = np.full(total.size, 0.5)
        if form == "every_year":
            covered = np.broadcast_to(covered_years(data, p, context), n.shape)
            verdict = every_position(n, clear, covered & (others > 0))
            years = (clear > 0).sum(axis=1).astype(float)
            extra["years"], extra["of"] = years, np.full(total.size, float(n.shape[1]))
            most = (n > 0).sum(axis=1).astype(float)
            return plain_estimates(p, years, (years, most), extra["of"] - 0.5, verdict * p.side, extra)
        if form == "first":
            before = data.terms["x:before"].n.sum(axis=1)
            clear_before = np.minimum(data.terms["clear:before"].low.sum(axis=1), before)
            known = data.terms["anyone:before"].n.sum(axis=1) > 0
            verdict = first_position(before, clear_before, shown, known)
            extra["before"] = before.astype(float)
            bounds = (clear_before.astype(float), before.astype(float))
            return plain_estimates(p, before.astype(float), bounds, half, verdict * -p.side, extra)
        verdict = -none_position(total, shown, others.sum(axis=1) > 0)
        bounds = (shown.astype(float), total.astype(float))
        return plain_estimates(p, total.astype(float), bounds, half, verdict * p.side, extra)

    def words(self, judged: Judged, context: Context) -> Words:
        """How many clashes, or how many against how many expected."""
        p, row = judged.proposition, main_row(judged)
        a, b = label(p.actor, context), label(p.target, context)
        spot = f"{where(p, context)}{when(p)}"
        plots = line_plot(
            judged, context, "Deadly clashes by month", "deadly events", f"{a} and {b}{where(p, context)}"
        )
        unseen = ("fighting without deaths", "agreements between the sides", "who started a fight")
        if p.terms["form"] == "coexist":
            return _coexist_words(judged, (a, b, spot), context, unseen)
        events, deaths = at(judged, "events", row), at(judged, "deaths", row)
        counted = f"{number(events)} deadly events between {a} and {b}{spot}"
        first = f"{source_name(context)} counts {counted}, with {number(deaths)} deaths."
        second = f"{number(at(judged, 'clear', row))} of them are described one by one; one such event is enough."
        if events == 0:
            elsewhere = number(at(judged, "others", row))
            first = f"{source_name(context)} counts no deadly event between {a} and {b}{spot}."
            second = f"It holds {elsewhere} deadly events of others there, so it does look at the place."
        figures = {"events": events, "deaths": deaths, "clear": at(judged, "clear", row)}
        if p.terms["form"] == "every_year":
            years, of = at(judged, "years", row), at(judged, "of", row)
            second = f"A clear event falls in {number(years)} of the {number(of)} years."
            figures |= {"years": years, "of": of}
        elif p.terms["form"] == "first":
            before = at(judged, "before", row)
            second = f"It holds {number(before)} such events before that."
            figures |= {"before": before}
        overturn = f"If all {number(events)} recorded clashes were coded wrongly, this would change."
        if events == 0:
            overturn = "If a single deadly clash there went unrecorded, this would change."
        return Words((first, second), unseen, overturn, figures, plots=plots)


def _coexist_words(
    judged: Judged, names: tuple[str, str, str], context: Context, unseen: tuple[str, str, str]
) -> Words:
    row = main_row(judged)
    a, b, spot = names
    observed, expected = at(judged, "observed", row), at(judged, "expected", row)
    ratio, low, high = (float(v[row]) for v in (judged.estimates.point, judged.estimates.low, judged.estimates.high))
    counted = f"{number(observed)} deadly clashes between {a} and {b}{spot}"
    first = f"{source_name(context)} counts {counted}; where both fought, {number(expected)} would be expected."
    second = f"That is {times(ratio)} what is expected; {by_chance(low, high)}."
    if not np.isfinite(ratio):
        second = "That is too little, or too loosely located, to tell peace from distance."
    upper, lower = context.default("coexist_upper"), context.default("coexist_lower")
    line = float(judged.estimates.null[row])
    needed = line / ratio if np.isfinite(ratio) and ratio > 0 else float("nan")
    overturn = f"If clashes were really {times(needed)} those recorded, this would change."
    if not np.isfinite(needed):
        overturn = "If clashes between them went unrecorded, or were placed better, this would change."
    return Words(
        sentences=(first, second),
        cannot_show=unseen,
        overturn=overturn,
        figures={"observed": observed, "expected": expected, "ratio": ratio, "located": at(judged, "located", row)},
        smallest_visible=f"Under {percent(upper)} of the expected clashes counts as peace, {percent(lower)} as war.",
        plots=line_plot(judged, context, "Deadly clashes by month", "deadly events", f"{a} and {b}"),
    )


def _form(claim: Claim) -> str:
    universal = claim.slots.get("universal")
    if claim.slots.get("relation") == "ended":
        return "ended"
    if universal in ("every_year", "first"):
        return universal
    return "coexist" if claim.slots.get("relation") == "coexist" or universal == "for_years" else "clash"


def _timed(s: Setting, grounding: Grounding, context: Context) -> Setting | Refusal:
    """The setting with its windows; "still" leans on the day of the text."""
    if _form(grounding.claim) == "ended":
        return _afterwards(s, grounding, context)
    if s.windows:
        return replace(s, windows=_no_more(s.windows)) if grounding.claim.polarity == "deny" else s
    if grounding.claim.slots.get("relation") == "still":
        if grounding.document_date is None:
            return date_not_known(grounding.claim, "engagement", "“still”")
        windows = recent_windows(grounding.document_date, context)[:1]
    else:
        windows = default_windows(s.countries, grounding, context, now=_form(grounding.claim) == "clash")
        windows = windows[:1] if _form(grounding.claim) != "clash" else windows
    kept, notes = keep_covered(windows, s.countries, context)
    if not kept:
        return not_covered(grounding.claim, "engagement", windows or _today(grounding), s.countries, context)
    return replace(s, windows=kept, warnings=(*s.warnings, *notes))


def _no_more(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """For "have not fought since 1997" the time after that year: they may have fought in it, and for the last time."""
    found = []
    for one in windows:
        since = one.label.lower() == f"since {one.start.year}" and one.end.year > one.start.year
        start, label = dt.date(one.start.year + 1, 1, 1), f"after {one.start.year}"
        found.append(one.model_copy(update={"start": start, "label": label}) if since else one)
    return tuple(found)


def _afterwards(s: Setting, grounding: Grounding, context: Context) -> Setting | Refusal:
    """For "stopped in 2016" the covered time after it, up to the text: there must be no clash in it."""
    day, last = grounding.document_date, context.record.last_day(s.countries)
    if not s.windows:
        return date_not_known(grounding.claim, "engagement", "“stopped”") if day is None else _no_time_after(grounding)
    said = s.windows[0]
    end = last if day is None or last is None else min(day, last)
    start = said.end + dt.timedelta(days=1)
    if end is None or end < start:
        asked = Window(start=start, end=start, label=f"after {said.label}", reason="the time after", relative=True)
        return not_covered(grounding.claim, "engagement", (asked,), s.countries, context)
    label = f"after {said.end.isoformat()}, up to {end.isoformat()}"
    after = Window(start=start, end=end, label=label, reason="it is said to have ended before", named=True)
    return replace(s, windows=(after,))


def _no_time_after(grounding: Grounding) -> Refusal:
    text = "The sentence does not say when the fighting is said to have ended."
    unlock = "a claims file that names the period: inquest claims FILE, edit it, inquest check it"
    return refuse(grounding.claim, "engagement", "no test", text, unlock)


def _today(grounding: Grounding) -> tuple[Window, ...]:
    day = grounding.document_date or dt.date(dt.MINYEAR, 1, 1)
    return (Window(start=day, end=day, label="the time before the text", reason="no period named", named=False),)


def _proposition(s: Setting, claim: Claim, index: int, context: Context) -> Proposition:
    form = _form(claim)
    side = 1 if form in ("clash", "every_year") else -1
    if claim.polarity == "deny" or claim.slots.get("relation") == "none":
        side = -side
    p = Proposition(
        id=f"{claim.id}.engagement" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="engagement",
        mode="process" if form == "coexist" else "census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        countries=s.countries,
        windows=s.windows if form in ("clash", "coexist") else s.windows[:1],
        side=1 if side > 0 else -1,
        terms={
            **s.terms(),
            "measures": ["events"],
            "violences": [claim.slots.get("violence", "fighting")],
            "form": form,
            "universal": claim.slots.get("universal"),
            **({} if form == "coexist" else {"scale": "count"}),
        },
        warnings=s.warnings,
    )
    if form == "coexist" and control_of(p, {}, context) is None:
        note = "No pair at peace is known on this front to compare with."
        p = p.model_copy(update={"warnings": (*p.warnings, note)})
    denied = claim.polarity == "deny" or claim.slots.get("relation") == "none"
    said = {"clash": "no deadly clash"}.get(form, f"not {FORMS[form]}") if denied else FORMS[form]
    who = f"{label(p.actor, context)} and {label(p.target, context)}"
    return p.model_copy(update={"tested": f"Between {who}{where(p, context)}{when(p)}: {said}."})


KIND = Engagement()
