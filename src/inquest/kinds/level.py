"""Level: a total against a stated or implied number ("more than 5,000", "about 300", "there was no")."""

from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params, Words
from inquest.kinds._census import Sums, plain_estimates, sums, unlocated
from inquest.kinds._common import (
    VIOLENCE,
    actor_of,
    located,
    measure_of,
    outline_of,
    plot_terms,
    select,
    window_of,
)
from inquest.kinds._movements import around
from inquest.kinds._propose import Setting, settle
from inquest.kinds._refuse import covered, needs_actor, refuse, unseen
from inquest.kinds._unnamed import unnamed, unnamed_most
from inquest.kinds._victims import beside_its_attacks, by_whomever, in_its_fights, inflicted, victims_choice
from inquest.kinds._words import (
    at,
    count,
    dead_of,
    fighting,
    label,
    line_plot,
    listed,
    main_row,
    number,
    source_name,
    span,
    stated,
    times,
    unit,
    when,
    where,
)
from inquest.model.choice import Choice
from inquest.model.claim import Claim, Quantity
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposal, Proposition, Refusal
from inquest.model.selection import MeasureName, Selection
from inquest.stats.flip import flip_level
from inquest.stats.level import about_half_width, level_position, none_position

FRACTION = 0.1
"""Unit of the last digit taken for a stated fraction; a tenth of the number is wider in all but odd cases."""
UNITS = ("deaths", "events")
SHARES = ("%", "% change")
"""Units of shares and changes that other kinds test."""
WORDINGS: dict[str, str] = {">": "more", ">=": "more", "<": "fewer", "<=": "fewer", "~": "about", "=": "about"}
STEPS: dict[str, float] = {">=": -0.5, "<=": 0.5}
"""Comparisons that the number itself fulfils: the step to the line between two counts."""
APART = 1.2
"""High count over the recorded one from which a card says what multiple of it would answer otherwise, too."""
OPERATOR: dict[str, str] = {"more": ">", "fewer": "<", "about": "~", "between": "between"}
"""Wording of a proposition that was saved without its operator -> the operator."""


class Level:
    """A total against a number, with an allowance for what went unrecorded."""

    name = "level"
    title = "A total of deaths or deadly events against a stated number"
    needs = "panel"
    common = (
        "meaning", "window", "outline", "boundary", "measure", "violence", "doctrine", "source",
        "membership", "precision", "summaries", "dating", "duration",
    )  # fmt: skip
    refuses = False

    def propose(self, grounding: Grounding, context: Context) -> Proposal:
        """A proposition for each setting in which a number of deaths or events is claimed."""
        claim = grounding.claim
        if claim.kind != self.name or (claim.quantity and claim.quantity.unit in SHARES):
            return Proposal()
        if claim.slots.get("needs"):
            return unseen(claim, self.name)
        if claim.quantity is None or claim.quantity.unit not in UNITS or claim.quantity.value < 0:
            return Proposal(refusals=(_no_number(claim),))
        draft = settle(
            grounding, self.name, context, keep_partial=True, vague_time=claim.quantity.value == 0
        )  # a part of a time has no total
        if not any(getattr(grounding, f) for f in ("actors", "targets", "places")):
            return Proposal(refusals=(needs_actor(claim, self.name, "where, or by whom"), *draft.refusals))
        found = tuple(_proposition(s, claim, claim.quantity, i, context) for i, s in enumerate(draft.settings))
        return Proposal(propositions=found, refusals=tuple(draft.refusals))

    def choices(self, proposition: Proposition, context: Context) -> tuple[Choice, ...]:
        """Which civilians are meant, where a side is said to have killed some."""
        found = victims_choice(proposition, context)
        return (found,) if found else ()

    def terms(self, proposition: Proposition, params: Params, context: Context) -> dict[str, Selection]:
        """The total, its clear events, and for coverage all events of the place and window."""
        window, outline = window_of(proposition, params), outline_of(proposition, params, context)
        actor, target = actor_of(proposition, params, "actor"), actor_of(proposition, params, "target")
        term: dict[str, Any] = {"actor": actor, "target": target, "window": window, "outline": outline}
        found = located(proposition, params, context, name="x", **term)
        found |= in_its_fights(proposition, params, context, name="x", **term)
        found |= unnamed(proposition, params, context, name="x", **term)
        if proposition.terms["none"]:
            clear = {**params, "max_clarity": 1}
            killed: MeasureName = measure_of(proposition, params) if inflicted(proposition) else "events"
            found["clear"] = select(proposition, clear, context, **term, measure=killed)
            everyone = {**term, "actor": None, "target": None, "violence": VIOLENCE["any"]}
            found["anyone"] = select(proposition, params, context, **everyone, measure="events")
        return {**found, **plot_terms(proposition, context, {"recorded": (proposition.actor, proposition.target)})}

    def measure(self, proposition: Proposition, data: Measured, context: Context) -> Estimates:
        """Totals and their recording bounds against the number."""
        total = sums(data, "x")
        beside = beside_its_attacks(data, "x")
        best = total.mid if inflicted(proposition) else total.mid + beside.mid
        wider = unnamed_most(data, "x")
        total = Sums(total.low, best, total.high + beside.high + wider, total.n)
        low, high = total.low, total.high + unlocated(data, "x").most
        share = np.array([covered(window_of(proposition, p), proposition.countries, context) for p in data.params])
        k = _allowance(proposition, context)
        figures = {"total": total.mid, "total_low": low, "total_high": high, "events": total.n, "covered": share}
        figures |= {"beside": beside.high, "around": wider}
        t = np.full(total.mid.size, float(proposition.terms["value"]) + float(proposition.terms.get("step", 0.0)))
        if proposition.terms["none"]:
            return _none(proposition, data, (total.mid, low, high, total.n), figures)
        wording = proposition.terms["wording"]
        if wording in ("about", "between"):
            return _range(proposition, (total.mid, low, high), t, (k, share), figures)
        position = level_position(low, high, t, "more", allowance=k, covered=share) * proposition.side
        return plain_estimates(
            proposition, total.mid, (low, k * high / share), t, position, figures, flip_level(total.mid, t)
        )

    def words(self, judged: Judged, context: Context) -> Words:
        """The total and the number claimed."""
        p, row = judged.proposition, main_row(judged)
        total, low, high = (at(judged, n, row) for n in ("total", "total_low", "total_high"))
        measure = p.terms["measures"][0]
        what = fighting(p.actor, p.target, context)
        first = f"{source_name(context)} counts {number(total)} {_counted(p, context)}{where(p, context)}{when(p)}."
        if p.terms["none"]:
            second = "The claim turns on whether there was any; one clear event is enough to answer that."
            overturn = "If clashes went unrecorded that no source reported, a count of none would not hold."
        else:
            low_high = span(low, high, "count")
            low_high = low_high if " to " in low_high else f"both {low_high}"
            line = ("not " if p.terms["denied"] else "") + _amount(p, p.terms.get("op", OPERATOR[p.terms["wording"]]))
            second = f"Its low and high counts are {low_high}; the claim says {line}."
            if high < float(p.terms["value"]) <= high * _allowance(p, context):
                second += " As many again may have gone unrecorded."
            overturn = _overturn(p, (low, total, high), "deadly events" if measure == "events" else "deaths")
        if at(judged, "around", row) > 0:
            wide = listed([label(b, context) for b in around(p.actor or p.target, p.countries, context)])
            second += f" The high count takes in what it lists under {wide} without naming groups."
        elif at(judged, "beside", row) > 0:
            second += " The high count takes in civilians who died in its fights with armed sides, by whichever side."
        return Words(
            sentences=(first, second),
            cannot_show=("deaths that nobody reported", "who started the fighting", "people wounded or displaced"),
            overturn=overturn,
            figures={
                "total": total,
                "low": low,
                "high": high,
                "number": p.terms["value"],
                "events": at(judged, "events", row),
            },
            smallest_visible="",
            plots=line_plot(judged, context, f"{unit(measure).capitalize()} by month", unit(measure), what),
        )


def _no_number(claim: Claim) -> Refusal:
    if claim.quantity is None or claim.quantity.unit in UNITS:
        text = "The sentence gives no number of deaths or events to hold against the record."
        unlock = "a claims file with the number meant: inquest claims FILE, add quantity, inquest check it"
        return refuse(claim, "level", "no test", text, unlock)
    noun = claim.quantity.unit.removeprefix("% of ")
    text = f"The record counts deaths and deadly events; it holds no number of {noun}."
    return refuse(claim, "level", "not recorded", text, f"a source that counts {noun}: inquest data add FILE")


def _proposition(s: Setting, claim: Claim, quantity: Quantity, index: int, context: Context) -> Proposition:
    wording = "between" if quantity.op == "between" else WORDINGS[quantity.op]
    none = (
        quantity.value == 0
        or (quantity.op == "<" and quantity.value <= 1)
        or (quantity.op == ">=" and quantity.value == 1)
    )
    more = wording == "more"
    side = 1 if more else -1
    if claim.polarity == "deny":
        side = -side
    s, whose = by_whomever(s, claim.slots.get("measure") or quantity.unit, context)
    measure = whose or quantity.unit
    if measure == "deaths" and s.actor.bloc and not s.target.bloc:
        measure = "deaths_of_target"  # "X killed 200 people", "X killed nobody": others, not its own dead
    violence = claim.slots.get("violence") or ("fighting" if s.actor.bloc or s.target.bloc else "any")
    attacks = measure == "events" and violence == "any" and s.actor.bloc and not s.target.bloc
    shown = f"{number(quantity.value)} and {number(quantity.high)}" if quantity.high else number(quantity.value)
    p = Proposition(
        id=f"{claim.id}.level" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="level",
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
            "measures": [measure],
            "violences": ["any", "one_sided"] if attacks else [violence],  # who attacked in a fight is not recorded
            "value": 0.5 if none else quantity.value,
            "high": quantity.high,
            "number": shown,
            "wording": wording,
            "step": 0.0 if none else STEPS.get(quantity.op, 0.0),
            "op": quantity.op,
            "none": none,
            "denied": claim.polarity == "deny",
            "recorded": claim.slots.get("recorded") == "yes",
            **({"scale": "distance"} if wording in ("about", "between") else {}),
        },
        warnings=s.warnings,
    )
    tested_as = "~" if quantity.op == "=" else quantity.op
    said = ("at least one" if side > 0 else "none") if none else _amount(p, tested_as)
    negated = "not " if claim.polarity == "deny" and not none else ""
    counted = f"Recorded {_counted(p, context)}"
    return p.model_copy(update={"tested": f"{counted}{where(p, context)}{when(p)}: {negated}{said}."})


def _amount(p: Proposition, op: str) -> str:
    """The number stated, as the words put it; ``number`` holds both ends of a range."""
    return f"between {p.terms['number']}" if op == "between" else stated(op, str(p.terms["number"]), counted=True)


def _counted(p: Proposition, context: Context) -> str:
    """What is counted, as a noun."""
    if inflicted(p):
        return f"deaths of others in violence by or against {label(p.actor, context)}"
    return f"{dead_of(p.terms['measures'][0], p.actor, p.target, context)} from {_violence(p, context)}"


def _violence(p: Proposition, context: Context) -> str:
    """The violence that is counted, as a noun."""
    if p.terms["violences"] == ["fighting"] and not (p.actor or p.target):
        return "fighting between armed sides"
    if len(p.terms["violences"]) > 1:
        return f"violence by or against {label(p.actor, context)}"
    return fighting(p.actor, p.target, context)


def _none(
    proposition: Proposition, data: Measured, total: tuple[FloatArray, ...], figures: dict[str, FloatArray]
) -> Estimates:
    mid, low, high, n = total
    clear = np.minimum(data.terms["clear"].low.sum(axis=1), n)
    others = data.terms["anyone"].n.sum(axis=1) - n
    found = none_position(n, clear, others > 0)
    open_ = (figures["beside"] > 0) | (figures["around"] > 0)
    found = np.where((found > 0) & open_, 0, found)  # some may be of its fire: no answer that none is
    position = -found * proposition.side
    return plain_estimates(proposition, mid, (low, high), np.full(mid.size, 0.5), position, figures)


def _range(
    proposition: Proposition,
    total: tuple[FloatArray, FloatArray, FloatArray],
    t: FloatArray,
    doubt: tuple[float, FloatArray],
    figures: dict[str, FloatArray],
) -> Estimates:
    """A range around or between stated numbers, on the scale of the distance from its middle over its half-width."""
    mid, low, high = total
    k, share = doubt
    if proposition.terms["wording"] == "between":
        top = np.full_like(t, float(proposition.terms["high"]))
        centre, half = (t + top) / 2, (top - t) / 2
    else:
        whole = bool(np.all(t == np.floor(t)))
        centre, half = t, about_half_width(t, None if whole else np.full_like(t, FRACTION))
    most = k * high / share
    inside = (low > centre - half) & (most < centre + half)
    outside = (low > centre + half) | (most < centre - half)
    point = np.abs(mid - centre) / half
    near = np.where(
        (low <= centre) & (most >= centre), 0.0, np.minimum(np.abs(low - centre), np.abs(most - centre)) / half
    )
    far = np.maximum(np.abs(low - centre), np.abs(most - centre)) / half
    position = (outside.astype(np.int8) - inside.astype(np.int8)) * proposition.side
    null = np.ones_like(t)
    return plain_estimates(proposition, point, (np.minimum(near, point), far), null, position, figures)


def _allowance(p: Proposition, context: Context) -> float:
    """How many times the recorded number the real one may be; 1 where the words say "recorded"."""
    return 1.0 if p.terms["recorded"] else context.default("under_recording")


def _overturn(p: Proposition, counts: tuple[float, float, float], noun: str) -> str:
    value, (low, total, high) = float(p.terms["value"]), counts
    if p.terms["wording"] not in ("more", "fewer"):
        return f"If the real number of {noun} lay far from the {number(total)} recorded, this would change."
    if low < value < high:
        end, reached = ("low", low) if total > value else ("high", high)
        way = "falls short of" if total > value else "passes"
        return f"If its {end} count of {count(reached)} is the right one: that {way} {number(value)}."
    if total > value:
        wrong = number(total - value)
        return f"If more than {wrong} of the {number(total)} recorded {noun} were wrong, this would change."
    if total == 0:
        return f"If more than {number(value)} {noun} went unrecorded, this would change."
    of_high = f", {times(value / high)} its high count" if high >= APART * total else ""
    return f"If the real number of {noun} were {times(value / total)} the recorded one{of_high}, this would change."


KIND = Level()
