"""Episode: did fighting in a place flare up, die down, or a side leave it, at about a date; who held it is never told.

What is said of control ("took", "held", "lifted the siege") is refused with what would unlock it. Beside that, where
place, sides and date are named, the place's recorded events around the date are shown; they decide nothing about it.
"""

import datetime as dt
from typing import Any

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import rolled_terms
from inquest.kinds._common import VIOLENCE, actor_of, located, outline_of, plot_terms, select
from inquest.kinds._episode import (
    FORMS,
    around,
    block_of,
    dated_words,
    during_choice,
    estimates,
    line_of,
    span_choice,
    turnover,
    whole_record,
)
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import needs_actor, not_covered, refuse
from inquest.kinds._refusing import Lack
from inquest.kinds._words import (
    at,
    fighting,
    label,
    line_plot,
    main_row,
    number,
    period,
    source_name,
    span,
    times,
    where,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding, Window
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection

LACKS = {
    "control": Lack(
        "not recorded",
        "Deadly events show where people were killed, not who controlled a place.",
        "a file of territorial control by place and date (for example daily control maps): inquest data add FILE",
    ),
    "capability": Lack(
        "not recorded",
        "Deadly events do not show what forces could have done, only what was recorded.",
        "an order of battle or deployment file coded by date and place: inquest data add FILE",
    ),
}
"""Slot ``needs`` -> what the record lacks for it."""
USUAL = "control"
UNIDENTIFIED = "who held the place is not recorded"


class Episode:
    """A change of recorded fighting in a place across a date."""

    name = "episode"
    title = (
        "Whether recorded fighting in a place flared up, died down or lost a side at about a date; never who held it"
    )
    needs = "panel"
    common = (
        "meaning",
        "window",
        "outline",
        "boundary",
        "doctrine",
        "source",
        "membership",
        "precision",
        "summaries",
        "duration",
    )
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """What is said of control is refused; what is said of fighting around a date is tested."""
        claim = grounding.claim
        if claim.kind != self.name:
            return Proposal()
        form, needs = claim.slots.get("form", ""), claim.slots.get("needs", "")
        refused = () if form in FORMS and FORMS[form].tests else (_lack(claim),)
        if form not in FORMS or needs not in ("", "control"):
            return Proposal(refusals=refused or (_lack(claim),))
        draft = settle(grounding, self.name, context, default_time=False, vague_time=False)
        found: list[Proposition] = []
        refusals: list[Refusal] = list(draft.refusals)
        for setting in draft.settings:
            fit = _fit(setting, form, claim, context)
            if isinstance(fit, Refusal):
                refusals.append(fit)
            else:
                found.append(_proposition(fit, form, claim, len(found), context))
        if refused:  # a claim on control: what keeps its fighting from being shown is no matter of its own
            return Proposal(propositions=tuple(found), refusals=refused)
        return Proposal(propositions=tuple(found), refusals=tuple(dict.fromkeys(refusals)))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """How long before and after (a reading), and whether the period named counts as after."""
        during = during_choice(proposition)
        return (span_choice(context), *([during] if during else []))

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """The fighting around the date, over the whole record by fortnight, and the place's events before and after."""
        p = proposition
        outline = outline_of(p, params, context)
        pair: dict[str, Any] = {"actor": actor_of(p, params, "actor"), "target": actor_of(p, params, "target")}
        before, after = around(p, params, context)
        near = Window(start=before.start, end=after.end, label="around the date", reason="the events shown")
        whole = whole_record(p, context)
        shared: dict[str, Any] = {"outline": outline, "measure": "events"}
        found = {"near": select(p, params, context, **pair, window=near, **shared)}
        for name, window in (("before", before), ("after", after)):
            found |= located(p, params, context, name=name, **pair, window=window, **shared)
            deaths: dict[str, Any] = {**pair, "outline": outline, "measure": "deaths"}
            found[f"{name}:deaths"] = select(p, params, context, **deaths, window=window)
            found |= rolled_terms(p, params, context, name=name, **pair, outline=outline, window=window)
            anyone: dict[str, Any] = {"actor": None, "target": None, "violence": VIOLENCE["any"]}
            found[f"all:{name}"] = select(p, params, context, **anyone, window=window, **shared)
            for role in ("actor", "target"):
                if pair[role]:
                    one: dict[str, Any] = {"actor": pair[role], "target": None, "violence": VIOLENCE["any"]}
                    found[f"{role}:{name}"] = select(p, params, context, **one, window=window, **shared)
        found["x"] = select(p, params, context, **pair, window=whole, bin="fortnight", **shared)
        return {**found, **plot_terms(p, context, {"recorded": (p.actor, p.target)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """The rate after the date over the rate before it, where the record's own break is dated there."""
        return estimates(proposition, data, context)

    def words(self, judged: Judged, context: Context) -> Words:
        """Events before and after, the date of the clearest change, and who is recorded in the place."""
        p, row = judged.proposition, main_row(judged)
        before, after = at(judged, "before", row), at(judged, "after", row)
        ratio, low, high = (
            float(v[row]) for v in (judged.estimates.point, judged.estimates.low, judged.estimates.high)
        )
        what = fighting(p.actor, p.target, context) + where(p, context)
        weeks = int(judged.params[row].get("weeks", context.default("episode_weeks")))
        first = (
            f"{source_name(context)} counts {number(before)} deadly events of {what} in the {weeks} weeks before "
            f"{dated_words(at(judged, 'day', row))} and {number(after)} after: {times(ratio)} the rate "
            f"({span(low, high)})."
        )
        less = "after" if ratio < line_of(p, context) else "before"
        flip = times(float(judged.estimates.flip[row]))
        return Words(
            sentences=(first, f"{block_of(judged, row)} {turnover(judged, row, context)}".strip()),
            cannot_show=("who held the place", "movements without deaths", "sieges or deals"),
            overturn=f"If {flip} as many events as recorded took place {less}, this would change.",
            figures={"before": before, "after": after, "ratio": ratio, "low": low, "high": high},
            smallest_visible="",
            plots=line_plot(judged, context, "Deadly events by month", "deadly events", what),
        )


def _lack(claim: Claim) -> Refusal:
    lack = LACKS.get(claim.slots.get("needs", USUAL), LACKS[USUAL])
    return refuse(claim, "episode", lack.reason, lack.text, lack.unlock)


def _fit(s: Setting, form: str, claim: Claim, context: Context) -> Setting | Refusal:
    """The setting with the dates that can be tested, or why there is none."""
    from dataclasses import replace

    leaver = s.target if form == "left" and s.target.bloc else s.actor
    if form == "left":
        s = replace(s, actor=leaver, target=replace(s.target, bloc=None, others=()))
    if form in ("left", "taken") and not s.actor.bloc:
        return needs_actor(claim, "episode", "who is meant")
    if not s.place:
        return refuse(
            claim,
            "episode",
            "name not known",
            "The sentence names no place, so there is no place's record to look at.",
            "a claims file that names the place: inquest claims FILE, edit it, inquest check it",
        )
    longest = dt.timedelta(days=context.default("episode_days"))
    short = tuple(w for w in s.windows if w.end - w.start <= longest)
    if not short:
        text = "The sentence gives no date within three months, so there is no date for a change to be at."
        unlock = "a claims file with the day or month meant: inquest claims FILE, edit it, inquest check it"
        return refuse(claim, "episode", "date not known", text, unlock)
    weeks = dt.timedelta(weeks=context.default("episode_weeks"))
    wide = tuple(Window(start=w.start - weeks, end=w.end + weeks, label=period(w), reason=w.reason) for w in short)
    first, last = context.record.first_day(s.countries), context.record.last_day(s.countries)
    kept = tuple(w for w, x in zip(short, wide, strict=True) if first and last and x.start >= first and x.end <= last)
    if not kept:
        return not_covered(claim, "episode", wide, s.countries, context)
    return replace(s, windows=kept)


def _proposition(s: Setting, form: str, claim: Claim, index: int, context: Context) -> Proposition:
    said = FORMS[form]
    side = said.side * (-1 if claim.polarity == "deny" else 1)
    violence = claim.slots.get("violence") or ("fighting" if s.actor.bloc or s.target.bloc else "any")
    p = Proposition(
        id=f"{claim.id}.episode" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="episode",
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
            "measures": ["events"],
            "violences": [violence],
            "form": form,
            "unidentified": UNIDENTIFIED,
        },
        warnings=s.warnings,
    )
    said_of = said.words.format(who=label(p.actor, context))
    denied = "not true that " if claim.polarity == "deny" else ""
    what = f"{fighting(p.actor, p.target, context)}{where(p, context)}"
    tested = f"Recorded {what}, before and after {period(s.windows[0])}: {denied}{said_of}."
    shown = {"question": f"What changed{where(p, context)} then?", "scale": "ratio"}
    return p.model_copy(update={"tested": tested, "terms": {**p.terms, **shown}})


KIND = Episode()
