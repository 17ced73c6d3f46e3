"""Priority: the share of one side's fighting (or of all deaths) that is against a foe, or in a place."""

from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import Line, benchmark, largest, share_estimates, sums, unlocated
from inquest.kinds._civilian_shares import (
    among_the_dead,
    beside_words,
    civilian_shares,
    civilian_terms,
    fitted,
    nouns,
    of_civilians,
    unseen,
)
from inquest.kinds._common import VIOLENCE, actor_of, located, outline_of, plot_terms, select, window_of
from inquest.kinds._priority import (
    never_or_always,
    others,
    proposition_of,
    sense_choice,
    shares,
    universal_terms,
    windows_choice,
)
from inquest.kinds._propose import settle
from inquest.kinds._refuse import needs_actor, refuse
from inquest.kinds._shares import about_share, inner_shares, located_part, whole_place
from inquest.kinds._words import (
    at,
    fighting,
    label,
    line_plot,
    main_row,
    overturned,
    percent,
    source_name,
    span,
    stated,
    times,
    unit,
    when,
    where,
)
from inquest.model.choice import Choice
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.names import Outline
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import Selection


class Priority:
    """A share of recorded fighting; what was intended is not recorded."""

    name = "priority"
    title = "The share of a side's recorded fighting that is against one foe, or in one place"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "measure", "violence", "doctrine", "source",
        "membership", "precision", "summaries", "clarity",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for each side whose fighting is divided; a share of all deaths needs none."""
        claim = grounding.claim
        share = claim.quantity is not None and claim.quantity.unit == "%"
        if claim.kind != self.name and not (claim.kind == "level" and share):
            return Proposal()
        if claim.slots.get("needs") in ("victims", "means"):
            return Proposal(refusals=(unseen(claim),))
        if claim.slots.get("needs"):
            text = "The record lists deadly events; it holds neither plans nor declared aims."
            unlock = "a source of statements or orders, coded by date and speaker: inquest data add FILE"
            return Proposal(refusals=(refuse(claim, self.name, "not recorded", text, unlock),))
        whole = claim.slots.get("share_of", "actor" if grounding.actors and not share else "all")
        draft = settle(grounding, self.name, context)
        refusals = list(draft.refusals)
        found: list[Proposition] = []
        for setting in draft.settings:
            if of_civilians(claim):
                dead = fitted(setting, claim, context)
                if isinstance(dead, Refusal):
                    refusals.append(dead)
                else:
                    found.append(proposition_of(dead, claim, whole, len(found), context))
            elif whole == "actor" and not setting.actor.bloc:
                refusals.append(needs_actor(claim, self.name, "whose fighting is meant"))
            elif not (setting.target.bloc or setting.actor.bloc or _area(setting.place, context)):
                refusals.append(needs_actor(claim, self.name, "what the share is of"))
            elif whole == "actor" and not (setting.target.bloc or _area(setting.place, context)):
                refusals.append(needs_actor(claim, self.name, "against whom, or where, the fighting was"))
            else:
                found.append(proposition_of(setting, claim, whole, len(found), context))
        return Proposal(propositions=tuple(found), refusals=tuple(refusals))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """The sense of the word (a third, a half, the largest) and, for "never", the length of the windows."""
        found = (sense_choice(proposition, context), windows_choice(proposition))
        return tuple(c for c in found if c is not None)

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """``part`` and ``whole``; the other foes for "the largest"; both by half-year for "never"."""
        p = proposition
        window, outline = window_of(p, params), outline_of(p, params, context)
        actor, target = actor_of(p, params, "actor"), actor_of(p, params, "target")
        inside: dict[str, Any] = {"actor": actor, "target": target, "window": window, "outline": outline}
        if among_the_dead(p):
            part = civilian_terms(p, params, context, inside)
            return {**part, **plot_terms(p, context, {"whole": (p.actor, None)})}
        whole: dict[str, Any] = {"actor": actor, "target": None, "window": window, "outline": None}
        if p.terms["share_of"] == "all":
            whole |= {"actor": None, "outline": _around(p, outline, context), "violence": VIOLENCE["any"]}
        elif p.terms["share_of"] == "target":
            whole |= {"actor": target, "outline": outline}
        pairs = {"part": (p.actor, p.target), "whole": (whole["actor"], None)}
        plots = plot_terms(p, context, pairs, () if p.terms["share_of"] == "all" else ("whole",))
        if p.terms.get("universal"):
            return {**universal_terms(p, params, context, inside, whole), **plots}
        found = located(p, params, context, name="part", **inside)
        if whole["outline"] is not None:
            found |= located(p, params, context, name="whole", **whole)
        else:
            found["whole"] = select(p, params, context, **whole)
        if params.get("sense") == "largest":
            for bloc in others(p, context):
                rival = {**inside, "target": bloc} if p.terms["share_of"] != "target" else {**inside, "actor": bloc}
                found[f"other:{bloc}"] = select(p, params, context, **rival)
        return {**found, **plots}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Shares with crossed bounds; for "never" the extreme over declared windows."""
        if proposition.terms.get("universal"):
            return never_or_always(proposition, data, context)
        if among_the_dead(proposition):
            (low, point, high), part, whole = civilian_shares(data)
        elif "whole:all" in data.terms:
            part, whole = sums(data, "part"), sums(data, "whole")
            low, point, high = inner_shares(part, whole, (unlocated(data, "part").most, unlocated(data, "whole").most))
        else:
            part, whole = sums(data, "part"), sums(data, "whole")
            low, point, high = shares(part, whole, unlocated(data, "part"))
        null = np.array([float(q.get("line", proposition.terms["line"])) for q in data.params])
        extra = {"part": part.mid, "whole": whole.mid, "share": point, "share_low": low, "share_high": high}
        if proposition.terms["about"]:
            return about_share(proposition, (low, point, high), benchmark(proposition, data, context), extra)
        names = sorted(n for n in data.terms if n.startswith("other:"))
        if names:
            rival = largest(data, names)
            head = np.array([q.get("sense") == "largest" for q in data.params])
            against = shares(part, part + rival)
            low, point, high = (np.where(head, a, b) for a, b in zip(against, (low, point, high), strict=True))
            extra["largest_other"] = np.where(head, rival.mid, np.nan)
        line = Line(point=point, low=low, high=high, null=null, n=np.minimum(part.n, (whole - part).n), extra=extra)
        return share_estimates(line, proposition, benchmark(proposition, data, context))

    def words(self, judged: Judged, context: Context) -> Words:
        """The share and the line."""
        p, row = judged.proposition, main_row(judged)
        part, whole, share = (at(judged, n, row) for n in ("part", "whole", "share"))
        measure = str(judged.params[row].get("count", p.terms["measures"][0]))
        mine, of = _nouns(p, unit(measure), context)
        if p.terms.get("universal"):
            which = "lowest" if p.terms["universal"] == "always" else "highest"
            source = f"{source_name(context)}, read by half-years,"
            first = f"{source} puts {percent(share)} of {of} in {mine} in the {which} one."
        else:
            first = f"{source_name(context)} puts {percent(share)} of {of}{when(p)} in {mine}."
        low, high = at(judged, "share_low", row), at(judged, "share_high", row)
        line = float(p.terms["line"] if p.terms["about"] else judged.estimates.null[row])
        second = f"Low and high counts put it at {span(low, high, 'percent')}; the line is {percent(line)}."
        flip = float(judged.estimates.flip[row])
        missing = "all other fighting" if share >= line else mine
        overturn = overturned(flip, f"If {missing} were really {times(flip)} what is recorded, this would change.")
        if p.terms["about"]:
            high_end = None if p.terms["high"] is None else percent(p.terms["high"])
            claimed = stated(p.terms["about"], percent(line), high_end)
            second = f"Low and high counts put it at {span(low, high, 'percent')}; the claim says {claimed}."
            overturn = f"If the real share lay far from the {percent(share)} recorded, this would change."
        second += beside_words(p) if among_the_dead(p) else ""
        return Words(
            sentences=(first, second),
            cannot_show=("plans or intentions", "who started a fight", "fighting without deaths"),
            overturn=overturn,
            figures={
                "share": share,
                "low": low,
                "high": high,
                "line": line,
                "part": part,
                "whole": whole,
                "flip": flip,
            },
            plots=line_plot(
                judged,
                context,
                f"{unit(measure).capitalize()} by month",
                unit(measure),
                f"{mine}; {of}",
                {"part": mine, "whole": of},
            ),
        )


def _nouns(p: Proposition, noun: str, context: Context) -> tuple[str, str]:
    """The part and the whole in words."""
    if among_the_dead(p):
        return nouns(p, context)
    divided, named = {"actor": (p.actor, p.target), "target": (p.target, p.actor)}.get(
        p.terms["share_of"], (None, None)
    )
    if divided is None and located_part(p):
        return f"{fighting(p.actor, p.target, context)}{where(p, context)}", f"all {noun} in {whole_place(p, context)}"
    if divided is None:
        return fighting(p.actor, p.target, context), f"all {noun}{where(p, context)}"
    spot = where(p, context) if p.place else ""
    around, spot = (spot, "") if p.terms["share_of"] == "target" else ("", spot)
    part = f"fighting with {label(named, context)}{spot}" if named else f"fighting{spot}"
    whole = noun if noun == "deadly events" else f"{noun} in fighting"
    return part, f"{whole} involving {label(divided, context)}{around}"


def _around(p: Proposition, outline: Outline | None, context: Context) -> Outline | None:
    """Where the whole is counted: in the wider place named, over the countries, or in the place of the part."""
    if not located_part(p):
        return outline
    wide = context.places[p.versus_place] if p.versus_place else None
    return None if wide is None or wide.level == "country" else wide.outlines[0]


def _area(place: str | None, context: Context) -> bool:
    return place is not None and context.places[place].level != "country"


KIND = Priority()
