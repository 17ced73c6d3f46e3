"""Counterfactual: what would be missing without one side ("could not have without"), as a range and never a point.

Tested only where effects add up: losses of a named opponent, inflicted by a side that the record lists apart.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._attribution import scope_choice, scoped_windows
from inquest.kinds._census import Line, benchmark, share_estimates, sums, unlocated
from inquest.kinds._common import actor_of, located, outline_of, plot_terms, window_of
from inquest.kinds._meant import hosts
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import refuse
from inquest.kinds._refusing import Lack
from inquest.kinds._shares import inner_shares
from inquest.kinds._words import (
    at,
    label,
    line_plot,
    main_row,
    number,
    percent,
    possessive,
    source_name,
    times,
    unit,
    when,
    where,
)
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection
from inquest.stats.counterfactual import missing_share

LACKS = {
    "causal": Lack(
        "not identified",
        "The record holds what happened; what would have happened otherwise is not in it.",
        "a comparison case, or a claims file that names the opponent and the side it is about, so that bounds can be "
        "drawn: inquest claims FILE; or a file that codes each participant's own operations: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "not identified",
        "The record folds air strikes into the events of the side on the ground, so what remains without them"
        " can't be told.",
        "a strike log coded by date and place: inquest data add FILE",
    ),
    "capability": Lack(
        "not identified",
        "The record holds what happened, not what a side was able to do alone.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
    "means": Lack(
        "not recorded",
        "The record lists deadly events by side; what one side gave another is not in it.",
        "an aid and support file, coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""


class Counterfactual:
    """Bounds from full substitution to none; they can speak against a need and never for one."""

    name = "counterfactual"
    title = "What part of a side's losses would be missing without one of its opponents, as a range"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "measure", "doctrine", "source",
        "membership", "precision", "summaries", "clarity",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition where the words name the opponent and the side without which; else what is lacking."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        need = claim.slots.get("needs")
        if need or not (grounding.targets and grounding.versus_actors):
            return Proposal(refusals=(_lacking(claim, need or "causal"),))
        draft = settle(_without_subject(grounding, context), self.name, context)
        refusals = list(draft.refusals)
        found: list[Proposition] = []
        for setting in draft.settings:
            taken, target = setting.versus_actor.bloc, setting.target.bloc
            if taken is None or target is None or taken == target or _civilian(taken, target, context):
                refusals.append(_lacking(claim, "causal"))
            else:
                found.append(_proposition(setting, claim, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """The countries meant, and whether what the others inflicted is taken to stand."""
        others = Choice(
            name="others",
            role="reading",
            question="Would the others have inflicted what they did?",
            options=(
                Option(
                    id="stood",
                    label="what the others inflicted stands",
                    reason="Losses add up: those inflicted by others are counted as theirs.",
                    params={"leaning": 0.0},
                ),
                Option(
                    id="leaned",
                    label="the others may have leaned on it",
                    reason="A side can hold down an enemy for others; the record can't tell, so this is never decided.",
                    params={"leaning": 1.0},
                ),
            ),
        )
        scope = scope_choice(proposition, context)
        return (scope, others) if scope else (others,)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Losses of the opponent: inflicted by the side (``own``), and by anyone (``whole``)."""
        p = proposition
        term: dict[str, Any] = {
            "target": actor_of(p, params, "target"),
            "window": window_of(p, params),
            "outline": outline_of(p, params, context),
        }
        found = located(p, params, context, name="own", actor=actor_of(p, params, "actor"), **term)
        found |= located(p, params, context, name="whole", actor=None, **term)
        return {**found, **plot_terms(p, context, {"own": (p.actor, p.target), "whole": (None, p.target)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """What would be missing, between nothing and the side's share; ``point`` is that share, for drawing only."""
        own, whole = sums(data, "own"), sums(data, "whole")
        loose = unlocated(data, "own").most, unlocated(data, "whole").most
        low, share, high = inner_shares(own, whole, loose)
        few = (whole.n < context.default("universal_events")) | (own.n == 0)
        low, share, high = (np.where(few, np.nan, v) for v in (low, share, high))
        leaning = np.array([float(q["leaning"]) for q in data.params])
        alone, leant = missing_share(low, high), missing_share(low, high, leaning=(0.0, 1.0))
        null = np.full_like(share, float(proposition.terms["line"]))
        extra = {"own": own.mid, "whole": whole.mid, "share": share, "share_low": low, "share_high": high,
                 "events": whole.n}  # fmt: skip
        line = Line(
            point=share,
            low=np.where(leaning > 0, leant.lo, alone.lo),
            high=np.where(leaning > 0, leant.hi, alone.hi),
            null=null,
            n=np.maximum(np.minimum(own.n, (whole - own).n), 1),
            extra=extra,
        )
        found = share_estimates(line, proposition, benchmark(proposition, data, context))
        least = number(context.default("universal_events"))
        reason = f"the record holds fewer than {least} events of the opponent, or none with this side"
        why = tuple(reason if f else "" for f in few)
        return replace(found, doubt="range", failed=why)

    def words(self, judged: Judged, context: Context) -> Words:
        """The side's part, and the range of what would be missing."""
        p, row = judged.proposition, main_row(judged)
        own, whole, low, high = (at(judged, n, row) for n in ("own", "whole", "share_low", "share_high"))
        measure = str(judged.params[row].get("count", p.terms["measures"][0]))
        mine, theirs = label(p.actor, context), label(p.target, context)
        of = f"dead of {theirs}" if measure == "deaths_of_target" else f"{unit(measure)} in the fighting of {theirs}"
        scope = p.model_copy(update={"countries": tuple(judged.params[row].get("scope", p.countries))})
        scene = f"{where(scope, context)}{when(p)}"
        first = f"{source_name(context)} counts {number(own)} of {number(whole)} {of}{scene} in fighting with {mine}."
        line = float(p.terms["line"])
        span = f"none of these (if others did its part) and {percent(high)} (if nobody did)"
        second = f"Without it, between {span} would be missing; a need starts above {percent(line)}."
        overturn = "If it were known how much of its part others could have taken over, this could change."
        if high < line:
            flip = times(float(judged.estimates.flip[row]))
            overturn = f"If its part were {flip} what is recorded, or others leaned on it, this would change."
        if not np.isfinite(high):
            second = "Too few events are listed, or none between these two, so no range is drawn."
        return Words(
            sentences=(first, second),
            cannot_show=("what others would have done", "support that one side gave another", "causes of a defeat"),
            overturn=overturn,
            figures={"own": own, "all": whole, "share_low": low, "missing_low": 0.0, "missing_high": high},
            plots=line_plot(judged, context, f"{unit(measure).capitalize()} by month", unit(measure), of,
                            {"own": f"in fighting with {mine}", "whole": f"in all fighting with {theirs}"}),
        )  # fmt: skip


def _lacking(claim: Claim, need: str) -> Refusal:
    lack = LACKS.get(need, LACKS["causal"])
    return refuse(claim, "counterfactual", lack.reason, lack.text, lack.unlock)


def _civilian(taken: str, target: str, context: Context) -> bool:
    return context.blocs[taken].civilians or context.blocs[target].civilians


def _without_subject(grounding: Grounding, context: Context) -> Grounding:
    """The grounding without a subject that is unknown or folded: its own fighting is not measured."""
    kept = tuple(
        g
        for g in grounding.actors
        if any(c.id in context.blocs and not hosts(c.id, grounding, context) for c in g.candidates[:1])
    )
    return grounding.model_copy(update={"actors": kept})


def _proposition(s: Setting, claim: Claim, index: int, context: Context) -> Proposition:
    subject = s.actor.bloc
    s = replace(s, actor=s.versus_actor, versus_actor=s.actor)
    scopes, windows = scoped_windows(s, (), context)
    measure = claim.slots.get("measure")
    meanings = s.terms().get("meanings")
    terms: dict[str, Any] = {
        **s.terms(),
        "measures": [measure] if measure else ["deaths_of_target", "deaths", "events"],
        "violences": ["fighting"],
        "scopes": [list(c) for c in scopes],
        "line": context.default("counterfactual_line"),
        "scale": "share",
        "question": f"What would be missing without {label(s.actor.bloc, context)}?",
    }
    if isinstance(meanings, dict):
        terms["meanings"] = {k: v for k, v in meanings.items() if k in ("actor", "target")}
    side = -1 if claim.polarity == "deny" else 1
    p = Proposition(
        id=f"{claim.id}.counterfactual" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="counterfactual",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        versus_actor=subject if subject not in (s.actor.bloc, s.target.bloc) else None,
        place=s.place,
        countries=scopes[0],
        windows=windows,
        side=1 if side > 0 else -1,
        terms=terms,
        warnings=s.warnings,
    )
    said = "more" if side > 0 else "no more"
    part = f"part of {possessive(label(p.target, context))} recorded losses that would be missing"
    without = f"Without {label(p.actor, context)}, the {part}{where(p, context)}"
    return p.model_copy(update={"tested": f"{without}: {said} than {percent(float(terms['line']))}."})


KIND = Counterfactual()
