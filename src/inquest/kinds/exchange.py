"""Exchange: deaths of one side against deaths of its enemy, in its own fighting ("at great cost")."""

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._common import actor_of, located, outline_of, plot_terms, window_of
from inquest.kinds._exchange import estimates, said_of, sense_choice, tested
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import needs_actor
from inquest.kinds._words import (
    at,
    label,
    line_plot,
    main_row,
    number,
    overturned,
    source_name,
    span,
    times,
    when,
    where,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposal, Proposition
from inquest.model.selection import Selection
from inquest.stats.exchange import odds_of_share


class Exchange:
    """A rate of recorded dead; losses that no event records lie outside it."""

    name = "exchange"
    title = "The dead of one side for each dead of its enemy, in its own fighting"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "doctrine", "source",
        "membership", "precision", "summaries", "clarity", "duration",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for each side whose losses are meant; the enemy is whom it fought, if none is named."""
        claim = grounding.claim
        if claim.kind != self.name or claim.slots.get("needs"):
            return Proposal()
        draft = settle(grounding, self.name, context)
        refusals = list(draft.refusals)
        found: list[Proposition] = []
        for setting in draft.settings:
            mine, theirs = setting.actor.bloc, setting.target.bloc
            if mine is None or context.blocs[mine].civilians:
                refusals.append(needs_actor(claim, self.name, "which armed side bore the losses"))
            elif theirs == mine or (theirs is not None and context.blocs[theirs].civilians):
                refusals.append(needs_actor(claim, self.name, "which armed side the losses were suffered against"))
            else:
                found.append(_proposition(setting, claim, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """The sense of "heavy", or of a stated rate."""
        found = sense_choice(proposition, context)
        return (found,) if found else ()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """``own`` and ``foe``: the dead of each side in the same events."""
        p = proposition
        term = {
            "actor": actor_of(p, params, "actor"),
            "target": actor_of(p, params, "target"),
            "window": window_of(p, params),
            "outline": outline_of(p, params, context),
        }
        found = located(p, params, context, name="own", measure="deaths_of_actor", **term)
        found |= located(p, params, context, name="foe", measure="deaths_of_opponent", **term)
        return {**found, **plot_terms(p, context, {"all": (p.actor, p.target)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """The rate with the dead of unknown side given wholly to either."""
        return estimates(proposition, data, context)

    def words(self, judged: Judged, context: Context) -> Words:
        """Both counts and the rate."""
        p, row = judged.proposition, main_row(judged)
        own, foe, unknown = (at(judged, n, row) for n in ("own", "foe", "unknown"))
        rate, low, high = (at(judged, n, row) for n in ("rate", "rate_low", "rate_high"))
        mine = label(p.actor, context)
        theirs = label(p.target, context, nobody="its enemies")
        dead = f"{number(own)} dead of {mine} and {number(foe)} of {theirs}"
        first = f"{source_name(context)} counts {dead}{_scene(p, context)}."
        line = float(judged.estimates.null[row]) if p.terms["senses"] != ["about"] else float(p.terms["line"])
        per = f"{number(rate)} of its own for each enemy killed"
        if not p.terms["upright"]:
            rate, low, high, line = (1 / v if v > 0 else float("nan") for v in (rate, high, low, line))
            per = f"{number(rate)} enemies for each of its own"
        loose = f", with {number(unknown)} of unknown side given to either" if unknown else ""
        drawn = f"the line is {number(line)}"
        if p.terms["form"] == "heavy":
            third = number(float(odds_of_share([context.default("exchange_heavy")])[0]))
            drawn = f"losses count as heavy from {number(line)}, or from {third} (a third of both sides’ dead)"
        second = f"That is {per} ({span(low, high)}{loose}); {drawn}."
        flip = _overturning(judged, row)
        overturn = overturned(flip, f"If one side’s dead were really {times(flip)} those recorded, this would change.")
        least, events = number(context.default("exchange_events")), at(judged, "events", row)
        if events < context.default("exchange_events"):
            second = f"They come from {number(events)} events; out of fewer than {least} no rate is drawn."
            overturn = f"If the record listed {least} events or more of this fighting, a rate could be drawn."
        return Words(
            sentences=(first, second),
            cannot_show=("people wounded or captured", "how large each force was", "deaths that nobody reported"),
            overturn=overturn,
            figures={"own": own, "enemy": foe, "unknown": unknown, "rate": rate, "low": low, "high": high, "line": line,
                     "flip": flip},
            plots=line_plot(judged, context, "Deaths by month", "deaths", f"Deaths in the fighting of {mine}.",
                            {"all": f"fighting of {mine}"}),
        )  # fmt: skip


def _overturning(judged: Judged, row: int) -> float:
    """The smallest multiplier that turns a decided way of measuring; that of the row shown if none is."""
    flips = judged.estimates.flip[judged.estimates.position != 0]
    flips = flips[np.isfinite(flips)]
    return float(flips.min()) if flips.size else float(judged.estimates.flip[row])


def _scene(p: Proposition, context: Context) -> str:
    place = where(p, context) if p.place else ""
    return f" in their fighting{place}{when(p)}" if p.target else f" in its fighting{place}{when(p)}"


def _proposition(s: Setting, claim: Claim, index: int, context: Context) -> Proposition:
    said = said_of(claim, context)
    side = -said.toward if claim.polarity == "deny" else said.toward
    mine = context.blocs[str(s.actor.bloc)]
    p = Proposition(
        id=f"{claim.id}.exchange" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="exchange",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        place=s.place,
        countries=s.countries,
        windows=s.windows,
        side=1 if side > 0 else -1,
        terms={
            **s.terms(),
            "measures": ["deaths"],
            "violences": ["fighting"],
            "form": said.form,
            "toward": said.toward,
            "line": said.line,
            "stated": said.stated,
            "upright": said.upright,
            "senses": list(said.senses),
            "question": f"What did the fighting cost {mine.label}?",
        },
        warnings=s.warnings,
    )
    return p.model_copy(update={"tested": tested(p, context)})


KIND = Exchange()
