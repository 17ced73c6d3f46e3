"""Association: did two recorded streams of events move together, or one after the other ("in step with", "thanks to")?

It never says that one caused the other. Rival accounts declare what they predict; a verdict is given only where no
rival predicts what is observed.
"""

from typing import Any

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._association import (
    FORMS,
    ROLES,
    apart,
    explained,
    filter_choices,
    long_enough,
    meant,
    outlook,
    stream,
    streams,
    timed,
)
from inquest.kinds._association_estimates import estimates
from inquest.kinds._common import actor_of, outline_of, plot_terms, select, window_of
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import refuse
from inquest.kinds._refusing import Lack
from inquest.kinds._words import at, line_plot, main_row, source_name, unit, where
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.names import Outline
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection

LACKS = {
    "causal": Lack(
        "not identified",
        "The record shows when two things happened near each other, not that one helped the other.",
        "a second event series on the supposed cause (strikes, supplies, agreements), coded by date and "
        "place, with what each rival account predicts: inquest data add FILE",
    ),
    "air_strikes": Lack(
        "source not loaded",
        "The record folds air strikes into the events of the side on the ground, so their effect can't be told apart.",
        "a strike log coded by date and place (for example the coalition's strike releases, or Airwars): "
        "inquest data add FILE",
    ),
    "intent": Lack(
        "not recorded",
        "What a side intended, or did for another's sake, is not in a list of deadly events.",
        "orders, agreements or testimony coded by date and actor: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""
USUAL = "causal"


class Association:
    """Detrended lagged association of two recorded streams."""

    name = "association"
    title = "Whether two recorded streams of events moved together, month by month; never why"
    needs = "panel"
    common = ("meaning", "window", "outline", "boundary", "measure", "doctrine", "source", "membership", "precision")
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition where both streams are recorded apart; else what is lacking."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        form = claim.slots.get("form", "")
        if form not in FORMS or claim.slots.get("needs") == "air_strikes":
            return Proposal(refusals=(_lack(claim),))
        draft = settle(grounding, self.name, context, default_time=False)
        found: list[Proposition] = []
        refusals: list[Refusal] = list(draft.refusals)
        for setting in draft.settings:
            pair = streams(setting, form)
            if pair is None:
                refusals.append(_lack(claim))
            elif apart(pair, setting, context) is None:
                refusals.append(_same_events(claim))
            else:
                kept = long_enough(timed(setting, grounding, context))
                if kept.windows:
                    found.append(_proposition(kept, pair, form, claim, len(found), context))
                else:
                    refusals.append(_too_short(claim))
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """How trend and memory are taken out, and on which scale; measurements."""
        return filter_choices()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """Both streams by month, without an event that could belong to the other."""
        p = proposition
        outline = outline_of(p, params, context)
        other = _outline(p.versus_place, context) if p.versus_place else outline
        ends = {r: actor_of(p, params, r) for r in ROLES}
        if p.terms["form"] == "rear":
            ends["versus_actor"] = ends["actor"]  # one side in both streams, whatever its name means
        shared: dict[str, Any] = {"window": window_of(p, params), "bin": "month"}
        first = select(p, params, context, actor=ends["actor"], target=ends["target"], outline=outline, **shared)
        second = select(
            p, params, context, actor=ends["versus_actor"], target=ends["versus_target"], outline=other, **shared
        )
        found = {
            "first": stream(first, p, params, "spared_first"),
            "second": stream(second, p, params, "spared_second"),
        }
        return {**found, **plot_terms(p, context, {"first": (p.actor, p.target), "second": _second(p)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """The largest correlation over the declared lags, once trend and memory are gone."""
        return estimates(proposition, data, context)

    def words(self, judged: Judged, context: Context) -> Words:
        """What moved with what, and which accounts predict that."""
        p, row = judged.proposition, main_row(judged)
        r, low, high = (float(v[row]) for v in (judged.estimates.point, judged.estimates.low, judged.estimates.high))
        months, lag = at(judged, "months", row), at(judged, "lag", row)
        first, second = p.terms["streams"]
        measure = p.terms["measures"][0]
        figures = f"{months:.0f} months; correlation {r:.2f}, {low:.2f} to {high:.2f}"
        if at(judged, "sign", row) == 0:
            said = f"{source_name(context)} shows no clear link between the two once trends are out ({figures})."
        else:
            own = "above" if r > 0 else "below"
            said = (
                f"{source_name(context)} has the second {own} its trend where the first ran above its own, "
                f"{outlook(lag)} ({figures})."
            )
        names = {"first": first, "second": second}
        visible = at(judged, "visible", row)
        return Words(
            sentences=(said, explained(judged, row)),
            cannot_show=("cause", "intent", "who attacked whom"),
            overturn="If one stream went unrecorded just when the other ran high, this would change.",
            figures={"correlation": r, "low": low, "high": high, "lag": lag, "months": months},
            smallest_visible=f"Only a correlation beyond {visible:.2f} (either way) would show in {months:.0f} months.",
            plots=line_plot(judged, context, f"{unit(measure).capitalize()} by month", unit(measure), "", names),
        )


def _outline(place: str, context: Context) -> Outline | None:
    found = context.places[place]
    return None if found.level == "country" else found.outlines[0]


def _second(p: Proposition) -> tuple[str | None, str | None]:
    return p.versus_actor, p.versus_target


def _lack(claim: Claim) -> Refusal:
    lack = LACKS.get(claim.slots.get("needs", USUAL), LACKS[USUAL])
    return refuse(claim, "association", lack.reason, lack.text, lack.unlock)


def _same_events(claim: Claim) -> Refusal:
    text = "Both things said to go together are the same recorded events, so one can't be held against the other."
    unlock = "a claims file that names two separate streams (who against whom, and where): inquest claims FILE"
    return refuse(claim, "association", "not identified", text, unlock)


def _too_short(claim: Claim) -> Refusal:
    text = "The period covers under two years of months, too few to tell a pattern from chance."
    unlock = "a longer period, or a record that covers more of it: inquest data add FILE"
    return refuse(claim, "association", "too few events", text, unlock)


def _proposition(
    s: Setting, pair: tuple[str | None, ...], form: str, claim: Claim, index: int, context: Context
) -> Proposition:
    up = FORMS[form].sign > 0
    if claim.slots.get("direction") in ("down", "less") and form == "step":
        up = False
    if claim.polarity == "deny":
        up = not up
    measure = claim.slots.get("measure", "events")
    spared = apart(pair, s, context)
    assert spared is not None  # noqa: S101 - propose asked before
    p = Proposition(
        id=f"{claim.id}.association" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="association",
        mode="process",
        tested="",
        actor=pair[0],
        target=pair[1],
        versus_actor=pair[2],
        versus_target=pair[3],
        place=s.place,
        versus_place=s.versus_place,
        countries=s.countries,
        windows=s.windows,
        side=1 if up else -1,
        terms={
            **meant(s, form),
            "measures": [measure],
            "violences": ["fighting"],
            "form": form,
            "spared_first": [ROLES[pair.index(b)] for b in spared[0]],
            "spared_second": [ROLES[pair.index(b)] for b in spared[1]],
        },
        warnings=s.warnings,
    )
    names = [_named(pair[:2], spared[0], context), _named(pair[2:], spared[1], context)]
    p = p.model_copy(update={"terms": {**p.terms, "streams": names, "question": QUESTION}})
    what = f"Recorded {unit(measure)} by month{where(p, context)}, trends taken out"
    link = {1: "goes up and down with", -1: "goes up when there is less of"}[p.side]
    if FORMS[form].ordered:
        link = {1: "is followed by more", -1: "is followed by less"}[p.side]
    return p.model_copy(update={"tested": f"{what}: {names[0]} {link} {names[1]}."})


QUESTION = "Did the two kinds of fighting rise and fall together?"
"""The heading under which a finding stands."""


def _named(pair: tuple[str | None, ...], spared: tuple[str, ...], context: Context) -> str:
    from inquest.kinds._words import fighting, listed

    but = f" (other than with {listed([context.blocs[b].label for b in spared])})" if spared else ""
    return fighting(pair[0], pair[1], context) + but


KIND = Association()
