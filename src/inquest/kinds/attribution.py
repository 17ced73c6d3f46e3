"""Attribution: the share of the loser's recorded losses by opponent, with bounds; a share is never a cause."""

from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._attribution import (
    UNNAMED,
    family_of,
    hosts_of,
    losses,
    means_refusal,
    pointed,
    scope_choice,
    scoped_windows,
    sense_choice,
    share_stated,
    together,
    unnamed_of,
    unnamed_warning,
)
from inquest.kinds._census import Line, benchmark, share_estimates
from inquest.kinds._common import actor_of, outline_of, plot_terms, select, window_of
from inquest.kinds._meant import hosts
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import folded, needs_actor
from inquest.kinds._shares import EDGE
from inquest.kinds._victims import are_civilians, by_whose_fire
from inquest.kinds._words import (
    at,
    label,
    line_plot,
    listed,
    main_row,
    overturned,
    percent,
    possessive,
    source_name,
    span,
    stated,
    times,
    unit,
    when,
    where,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim, carried
from inquest.model.estimate import Estimates
from inquest.model.finding import Plot
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection


class Attribution:
    """Who inflicted the loser's recorded losses."""

    name = "attribution"
    title = "The share of one side's recorded losses that each opponent inflicted"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "measure", "doctrine", "source",
        "membership", "precision", "summaries", "clarity",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for each winner named; one that the source hides in others is bounded through them."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        if refusal := _untestable(grounding):
            return Proposal(refusals=(refusal,))
        draft = settle(grounding, self.name, context, keep_folded=True)
        refusals: list[Refusal] = list(draft.refusals)
        winners = list(dict.fromkeys(s.actor.bloc for s in draft.settings if s.actor.bloc))
        if len(winners) == 1 and any(carried(g.mention) for g in grounding.places):
            named = list(dict.fromkeys(g.candidates[0].id for g in grounding.actors if g.candidates))
            winners = named if winners[0] in named else winners  # a place that the claim doesn't name leaves nobody out
        if len(winners) > 1:
            return Proposal(refusals=(*refusals, together(claim, winners, context)))
        found: list[Proposition] = []
        for setting in draft.settings:
            target, actor = setting.target.bloc, setting.actor.bloc
            if target is None or actor is None or target == actor:
                continue
            if are_civilians(target, context):
                refusals.append(by_whose_fire(claim, self.name))
                continue
            if not setting.target.doctrine and hosts(target, grounding, context):
                refusals.append(folded(claim, self.name, context.blocs[target], context))
                continue
            hidden = () if setting.actor.doctrine else hosts(actor, grounding, context)
            if hidden:
                refusals.append(folded(claim, self.name, context.blocs[actor], context))
            found.append(_proposition(setting, claim, hidden, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """The countries meant, and the sense of "decisive"."""
        found = (scope_choice(proposition, context), sense_choice(proposition, context))
        return tuple(c for c in found if c is not None)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Losses of the target to everyone (``all``), to each opponent (``by:<bloc>``), to sides without a name."""
        p = proposition
        outline, window = outline_of(p, params, context), window_of(p, params)
        target = actor_of(p, params, "target")
        term: dict[str, Any] = {"target": target, "outline": outline, "window": window}
        found = {"all": select(p, params, context, actor=None, **term)}
        for bloc in family_of(p, params, context):
            found[f"by:{bloc}"] = select(p, params, context, actor=bloc, **term)
        if nameless := unnamed_of(context):
            found[UNNAMED] = select(p, params, context, actor=nameless, **term)
        if "hosts" not in p.terms:
            pairs = {"part": (p.actor, p.target), "all": (None, p.target)}
        else:
            pairs = {b: (b, p.target) for b in hosts_of(p)}
        return {**found, **plot_terms(p, context, pairs)}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Share of the losses, with what is unattributed given wholly to either side."""
        own, rival, extra, (low, point, high), (r_low, r_point, r_high) = losses(proposition, data)
        head = np.array([q.get("sense") == "largest" for q in data.params])
        null = np.array([float(q.get("line", proposition.terms["line"])) for q in data.params])
        line = Line(
            point=np.where(head, r_point, point),
            low=np.where(head, r_low, low),
            high=np.where(head, r_high, high),
            null=null,
            n=np.minimum(own, rival),
            extra=extra,
        )
        return share_estimates(line, proposition, benchmark(proposition, data, context))

    def words(self, judged: Judged, context: Context) -> Words:
        """The share and the largest other."""
        p, row = judged.proposition, main_row(judged)
        q = judged.params[row]
        share, low, high = (at(judged, n, row) for n in ("share", "share_low", "share_high"))
        other = at(judged, "largest_other", row)
        measure = str(q.get("count", p.terms["measures"][0]))
        hidden = hosts_of(p)
        who = _winner(p, context)
        held = listed([label(b, context) for b in hidden])
        side = f"{held}, {who} included," if hidden else who
        of = f"{possessive(label(p.target, context))} recorded losses"
        if not measure.startswith("deaths_of"):
            of = f"the {unit(measure)} in fighting with {label(p.target, context)}"
        place = where(p.model_copy(update={"countries": tuple(q.get("scope", p.countries))}), context)
        first = f"{source_name(context)} gives {side} {percent(share)} of {of}{place}."
        doubt = span(low, high, "percent")
        second = f"With the unattributed given to either side, {doubt}; the largest other has {percent(other)}."
        flip = float(judged.estimates.flip[row])
        gaining = (
            "the others" if float(judged.estimates.point[row]) >= float(judged.estimates.null[row]) else "that side"
        )
        bars = _bars(judged, context, of)
        names = {**{b: f"in fighting with {label(b, context)}" for b in hidden}, "part": f"in fighting with {who}"}
        return Words(
            sentences=(first, second),
            cannot_show=("causes", "air power, intelligence or supplies", "territory taken"),
            overturn=overturned(
                flip, f"If the losses inflicted by {gaining} were {times(flip)} those recorded, this would change."
            ),
            figures={"share": share, "low": low, "high": high, "largest_other": other},
            plots=(
                *bars,
                *line_plot(
                    judged, context, f"{unit(measure).capitalize()} by month", unit(measure), of, {**names, "all": of}
                ),
            ),
        )


def _untestable(grounding: Grounding) -> Refusal | None:
    """Why the words as they stand give nothing to test."""
    claim = grounding.claim
    if claim.slots.get("needs"):
        return means_refusal(claim)
    if not grounding.targets:
        return needs_actor(claim, "attribution", "who was defeated")
    if not grounding.actors:
        return needs_actor(claim, "attribution", "who defeated them")
    return pointed(claim)


def _winner(p: Proposition, context: Context) -> str:
    """The winner's label; one that stands for all who were named with it says so."""
    wider = p.terms.get("doctrine") == "folded" and context.blocs[str(p.actor)].folded is not None
    return f"{label(p.actor, context)} with partners" if wider else label(p.actor, context)


def _bars(judged: Judged, context: Context, of: str) -> tuple[Plot, ...]:
    row = main_row(judged)
    names = sorted(n for n in judged.measured.terms if n.startswith("by:"))
    aside = judged.measured.terms.get(UNNAMED)
    nameless = 0.0 if aside is None else float(aside.mid[row].sum())
    total = float(judged.measured.terms["all"].mid[row].sum()) - nameless
    if total <= 0:
        return ()
    without = f", but for {nameless:,.0f} against sides without a name" if nameless else ""
    values = {n: float(judged.measured.terms[n].mid[row].sum()) / total for n in names}
    rows = tuple({"x": label(n.removeprefix("by:"), context), "y": v} for n, v in sorted(values.items()))
    ordered = tuple(sorted(rows, key=lambda r: (-float(str(r["y"])), str(r["x"]))))
    return (
        Plot(
            shape="bar",
            title="Share of recorded losses by opponent",
            caption=f"Shares of {of}{without}. A share is not a cause.",
            x_label="Opponent",
            y_label="Share",
            rows=ordered,
            reference=float(judged.estimates.null[row]),
        ),
    )


def _proposition(s: Setting, claim: Claim, hidden: tuple[str, ...], index: int, context: Context) -> Proposition:
    side = -1 if claim.polarity == "deny" else 1
    quantity = share_stated(claim)
    if quantity is not None and quantity.op in ("<", "<="):
        side = -side
    measure = claim.slots.get("measure")
    scopes, windows = scoped_windows(s, hidden, context)
    strength = claim.slots.get("strength", "decisive")
    terms: dict[str, Any] = {
        **s.terms(),
        "measures": [measure] if measure else ["deaths_of_target", "deaths", "events"],
        "violences": ["fighting"],
        "strength": strength,
        "scopes": [list(c) for c in scopes],
        "line": min(max(quantity.value / 100, EDGE), 1 - EDGE) if quantity else 0.5,
        **({"stated": quantity.op} if quantity else {}),
    }
    if windows != s.windows:
        terms.pop("later", None)  # a defeat is looked for over all the time covered
    warnings = (*s.warnings, *unnamed_warning(context))
    if hidden:
        terms["hosts"] = list(hidden)
        names = listed([label(b, context) for b in hidden])
        warnings = (*warnings, f"Bounded through {names}, in whose events the source counts this actor.")
    p = Proposition(
        id=f"{claim.id}.attribution" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="attribution",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        countries=scopes[0],
        windows=windows,
        side=1 if side > 0 else -1,
        terms=terms,
        warnings=warnings,
    )
    said = "a tenth or more" if strength == "contributed" else "more than half, or more than any other"
    if side < 0:
        said = "less than a tenth" if strength == "contributed" else "neither more than half nor more than any other"
    if quantity is not None:
        said = ("not " if claim.polarity == "deny" else "") + stated(quantity.op, percent(quantity.value / 100))
    within = f", counted within {listed([label(b, context) for b in hidden])}," if hidden else ""
    share = f"Share of {possessive(label(p.target, context))} recorded losses to {_winner(p, context)}{within}"
    return p.model_copy(update={"tested": f"{share}{where(p, context)}{when(p)}: {said}."})


KIND = Attribution()
