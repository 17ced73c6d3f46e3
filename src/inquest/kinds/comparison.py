"""Comparison: one total against another, between actors, places or periods ("more than", "the most of all")."""

from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import (
    Line,
    benchmark,
    finite_ratio,
    ratio_estimates,
    sums,
    unlocated,
)
from inquest.kinds._common import VIOLENCE, actor_of, baseline_of, located, outline_of, plot_terms, window_of
from inquest.kinds._comparison import (
    beside,
    family_choice,
    is_year,
    rival_totals,
    rivals,
    years,
)
from inquest.kinds._comparison_periods import lengths, unequal
from inquest.kinds._comparison_terms import LESS, before, names_of, noun_of, proposition
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import covered, refuse, unseen
from inquest.kinds._victims import beside_its_attacks, in_its_fights, victims_choice
from inquest.kinds._words import (
    at,
    bare,
    line_plot,
    main_row,
    number,
    overturned,
    source_name,
    span,
    times,
    unit,
    when,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection

FAMILIES = ("places", "actors", "years")
"""What a superlative may range over."""


class Comparison:
    """Ratio of two recorded totals, with low and high crossed."""

    name = "comparison"
    title = "One recorded total against another"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "measure", "violence", "doctrine", "source",
        "membership", "precision", "summaries", "clarity", "duration",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition where the sentence names both terms of the comparison."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        if claim.slots.get("needs"):
            return unseen(claim, self.name)
        draft = settle(grounding, self.name, context, keep_partial=True)
        found: list[Proposition] = []
        refusals = list(draft.refusals)
        for setting in draft.settings:
            how = _axis(setting, claim)
            if how is None:
                refusals.append(_one_term(claim))
                continue
            p = proposition(setting, claim, how, len(found), grounding, context)
            alone = (how in ("places", "actors") and not rivals(p)) or (how == "years" and not years(p, context))
            if alone or (how in FAMILIES and claim.slots.get("direction") in LESS):
                refusals.append(_one_term(claim))
                continue
            found.append(p)
        return Proposal(propositions=tuple(found), refusals=tuple(refusals))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """What a superlative ranges over; which civilians are meant, where a side is said to have killed some."""
        own = family_choice(proposition, context), victims_choice(proposition, context)
        return tuple(c for c in own if c)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """The named term ``a`` and the other, ``b`` or one ``b:<place or bloc>`` for each rival."""
        p, how = proposition, proposition.terms["axis"]
        window, outline = window_of(p, params), outline_of(p, params, context)
        actor, target = actor_of(p, params, "actor"), actor_of(p, params, "target")
        term: dict[str, Any] = {"actor": actor, "target": target, "window": window, "outline": outline}
        found = located(p, params, context, name="a", **term) | in_its_fights(p, params, context, name="a", **term)
        if how == "places":
            for place in rivals(p):
                other = {**term, "outline": context.places[place].outlines[0]}
                found |= located(p, params, context, name=f"b:{place}", **other)
                found |= in_its_fights(p, params, context, name=f"b:{place}", **other)
        elif how == "actors":
            named = {f"b:{b}": b for b in rivals(p, params.get("family", "everyone"))}
            named |= {f"around:{b}": b for b in p.terms["around"]} | {f"pool:{b}": b for b in p.terms["pools"]}
            found |= beside(found, named, p, params)
            everyone = {**term, "actor": None, "violence": VIOLENCE["fighting"], "measure": "deaths_of_civilians"}
            if "civil:a" in found:
                found |= located(p, params, context, name="civil:b", **{**everyone, "target": None})
        elif how == "years":
            for year in years(p, context):
                then = {**term, "window": year}
                found |= located(p, params, context, name=f"b:{year.label}", **then)
                found |= in_its_fights(p, params, context, name=f"b:{year.label}", **then)
        elif how == "periods":
            earlier = {**term, "window": baseline_of(p, params)}
            found |= located(p, params, context, name="b", **earlier)
            found |= in_its_fights(p, params, context, name="b", **earlier)
        elif how == "two places":
            there = context.places[str(p.versus_place)]
            alike = [o for o in there.outlines if outline is not None and o.group == outline.group]
            area = None if there.level == "country" else [*alike, there.outlines[0]][0]  # a city against a city
            other_params = {**params, "scope": list(there.countries)} if area is None else params
            found |= located(p, other_params, context, name="b", **{**term, "outline": area})
            found |= in_its_fights(p, other_params, context, name="b", **{**term, "outline": area})
        else:
            versus = {
                "actor": actor_of(p, params, "versus_actor"),
                "target": actor_of(p, params, "versus_target"),
            }
            found |= located(p, params, context, name="b", **{**term, **versus})
            found |= in_its_fights(p, params, context, name="b", **{**term, **versus})
        pairs = {"a": (p.actor, p.target)}
        if how == "sides":
            pairs["b"] = (p.versus_actor, p.versus_target)
        return {**found, **plot_terms(p, context, pairs)}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """The ratio, its crossed bounds and what would overturn it."""
        a = sums(data, "a")
        b, b_high, a_more = rival_totals(proposition, data, context)
        mine, theirs = beside_its_attacks(data, "a"), beside_its_attacks(data, "b")
        a_high = np.maximum(a.high + unlocated(data, "a").most, a_more) + mine.high
        b_high = b_high + theirs.high
        a, b = (replace(side, mid=side.mid + more.mid) for side, more in ((a, mine), (b, theirs)))
        if proposition.terms["axis"] == "years":
            a_high = a_high / covered(proposition.windows[0], proposition.countries, context)
        across = proposition.terms["axis"] in ("periods", "years")
        least, scale, most = (
            lengths(proposition, data, context) if proposition.terms["axis"] == "periods" else [np.ones_like(a.mid)] * 3
        )
        null = np.full(a.mid.size, float(proposition.terms["line"]))
        line = Line(
            point=finite_ratio(a.mid, b.mid) * scale,
            low=finite_ratio(a.low, b_high) * least,
            high=finite_ratio(a_high, b.low) * most,
            null=null,
            n=np.minimum(a.n, b.n),
            extra={"a": a.mid, "b": b.mid, "a_low": a.low, "a_high": a_high, "b_low": b.low, "b_high": b_high},
        )
        return ratio_estimates(_ordered(line), proposition, benchmark(proposition, data, context, across=across))

    def words(self, judged: Judged, context: Context) -> Words:
        """Both totals and their ratio."""
        p, row = judged.proposition, main_row(judged)
        a, b = at(judged, "a", row), at(judged, "b", row)
        ratio = float(judged.estimates.point[row])
        measure = p.terms["measures"][0]
        what, other = names_of(p, context)
        if p.terms["axis"] in FAMILIES:
            other = f"the next highest ({bare(_next(judged, row, context))})"
        noun = noun_of(p, measure, context)
        counted = f"{number(a)} {noun} in {what}{when(p)}"
        first = f"{source_name(context)} counts {counted}, against {number(b)} {before(p, measure, context)}{other}."
        low, high = (
            span(at(judged, "a_low", row), at(judged, "a_high", row), "count"),
            span(at(judged, "b_low", row), at(judged, "b_high", row), "count"),
        )
        second = f"Its low and high counts are {low} against {high}."
        if "civil:a" in judged.measured.terms:
            second += " The high ones take in civilians who died in fights with armed sides, by whichever side."
        second += unequal(p, context) if p.terms["axis"] == "periods" else ""
        flip = float(judged.estimates.flip[row])
        smaller = "second" if ratio >= float(p.terms["line"]) else "first"
        return Words(
            sentences=(first, second),
            cannot_show=("deaths that nobody reported", "who started the fighting", "people wounded or displaced"),
            overturn=overturned(flip, f"If the {smaller} figure were really {times(flip)} as high, this would change."),
            figures={"first": a, "second": b, "ratio": ratio, "flip": flip},
            plots=line_plot(
                judged,
                context,
                f"{unit(measure).capitalize()} by month",
                unit(measure),
                f"{what}; {other}",
                {"a": what, "b": other},
            ),
        )


def _next(judged: Judged, row: int, context: Context) -> str:
    """The largest rival of a superlative."""
    terms = judged.measured.terms
    names = sorted(n for n in terms if n.startswith("b:") and not n.endswith((":located", ":all")))
    best = max(names, key=lambda n: int(terms[n].mid[row].sum())).removeprefix("b:")
    if best in context.places:
        return context.places[best].label
    return context.blocs[best].label if best in context.blocs else best


def _axis(s: Setting, claim: Claim) -> str | None:
    """What is compared: superlatives over places or actors, two sides, two places, or two periods."""
    superlative = claim.slots.get("superlative")
    if superlative == "places" and s.place:
        return "places"
    if superlative == "periods" and all(b.label.lower().startswith("since ") for b in s.baselines):
        before = any(b.start.year >= w.start.year for b in s.baselines for w in s.windows[:1])
        return "years" if s.windows and is_year(s.windows[0]) and not before else None
    if superlative in ("actors", "groups") and s.actor.bloc:
        return "actors"
    if s.versus_actor.bloc or s.versus_target.bloc:
        return "sides"
    if s.versus_place and s.place:
        return "two places"
    return "periods" if s.baselines else None


def _one_term(claim: Claim) -> Refusal:
    text = "The sentence does not say what it compares with."
    unlock = "a claims file that names the second term: inquest claims FILE, edit it, inquest check it"
    return refuse(claim, "comparison", "no test", text, unlock)


def _ordered(line: Line) -> Line:
    """Without a point there are no bounds."""
    empty = np.isnan(line.point) | np.isnan(line.low) | np.isnan(line.high)
    gone = np.where(empty, np.nan, 1.0)
    return Line(line.point, line.low * gone, line.high * gone, line.null, line.n, line.extra)


KIND = Comparison()
