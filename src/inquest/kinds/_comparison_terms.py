"""What a comparison tests: its two terms, what is counted, the line, and all that in one sentence."""

from dataclasses import replace
from typing import Any

from inquest.contracts import Context
from inquest.kinds._comparison import (
    below_line,
    families,
    unit_of,
    unseen_years,
)
from inquest.kinds._propose import Setting
from inquest.kinds._victims import are_civilians, by_whomever
from inquest.kinds._words import (
    dead_of,
    during,
    fighting,
    number,
    stated,
    unit,
    when,
    where,
)
from inquest.model.claim import Claim
from inquest.model.grounding import Grounding
from inquest.model.proposition import Proposition

LESS = ("less", "down")


def proposition(s: Setting, claim: Claim, how: str, index: int, grounding: Grounding, context: Context) -> Proposition:
    """What is tested of one setting, with the sentence that says so."""
    less = claim.slots.get("direction") in LESS
    if how == "places":
        unit_id = unit_of(s.place, context)
        s = replace(s, place=unit_id, places=(unit_id,) if unit_id else ())
    family: dict[str, Any] = {}
    if how == "years":
        first, last = context.record.first_day(s.countries), context.record.last_day(s.countries)
        until = grounding.document_date or last
        after = s.baselines[0].start.year if s.baselines else 0
        family = {"unseen": unseen_years(s.countries, after, until.year, context) if until else 0}
        family |= {"after": after} if after else {}
        family |= {"until": until.isoformat()} if until else {}
        note = f"Of the years, those from {first} to {last} are covered."
        s = replace(s, windows=s.windows[:1], baselines=(), warnings=(*s.warnings, note))
    line = 1.0
    if claim.quantity is not None and claim.quantity.unit == "ratio" and claim.quantity.value > 0:
        line = claim.quantity.value
    line = 1 / line if less else line
    below = below_line(claim.quantity, line, less)
    above = (not less) ^ below ^ (claim.polarity == "deny")
    whom = s
    s, whole = by_whomever(s, claim.slots.get("measure") or "deaths", context)
    measures, violences = _counted(s, claim, how, context) if s is whom else ([str(whole)], ["any"])
    if how == "actors":
        family = {"groups": claim.slots["superlative"] == "groups"}
    p = Proposition(
        id=f"{claim.id}.comparison" + (f"-{index + 1}" if index else ""),
        claim=claim.id,
        kind="comparison",
        mode="census",
        tested="",
        actor=s.actor.bloc,
        target=s.target.bloc,
        versus_actor=s.versus_actor.bloc or (s.actor.bloc if s.versus_target.bloc else None),
        versus_target=s.versus_target.bloc or (s.target.bloc if s.versus_actor.bloc else None),
        place=s.place,
        versus_place=s.versus_place,
        countries=s.countries,
        windows=s.windows,
        baselines=s.baselines,
        side=1 if above else -1,
        terms={**s.terms(), **family, "measures": measures, "violences": violences, "axis": how, "line": line},
        warnings=s.warnings,
    )
    p = p.model_copy(update={"terms": {**p.terms, **families(p, context)}})
    what, other = names_of(p, context)
    against = before(p, measures[0], context)
    against = f"the {against}" if against.startswith("deaths") else against
    than = f"{'fewer' if less else 'more'} than {against}{other}"
    if line != 1.0 and claim.quantity is not None:
        op = claim.quantity.op if claim.quantity.op in ("<", "<=", ">") else "<=" if below else ">="
        many = stated(op, number(round(1 / line if less else line, 2)))
        than = f"{many} times {'fewer than' if less else 'those'} {against}{other}"
    negated = "not " if claim.polarity == "deny" else ""
    noun = noun_of(p, measures[0], context)
    tested = f"Recorded {noun} in {what}{when(p)}: {negated}{than}."
    return p.model_copy(update={"tested": tested})


def _counted(s: Setting, claim: Claim, how: str, context: Context) -> tuple[list[str], list[str]]:
    """Measures and kinds of violence; the deadliest of several sides by whom it killed, or the deaths it had a part in.

    Victims who are civilians are counted as all deaths of attacks on them.
    """
    civil = are_civilians(s.target.bloc, context)
    measure = claim.slots.get("measure")
    measures = ["deaths", "events"] if measure is None else ["deaths" if civil else measure]
    if how == "actors" and not civil and measure in (None, "deaths"):
        measures = ["deaths_of_target", "deaths"]
    wide = "any" if how == "actors" and not s.target.bloc and measure in (None, "deaths") else "fighting"
    return measures, [claim.slots.get("violence", wide if s.actor.bloc or s.target.bloc else "any")]


def names_of(p: Proposition, context: Context) -> tuple[str, str]:
    """Both terms as nouns."""
    how = p.terms["axis"]
    mine = fighting(p.actor, p.target, context)
    if how == "places":
        return f"{mine}{where(p, context)}", "the next highest"
    if how == "actors":
        noun = "violence" if p.terms["violences"] == ["any"] else "fighting"
        return f"{mine.replace('fighting', noun, 1)}{where(p, context)}", "the next highest"
    if how == "years":
        since = f" since {int(p.terms['after']) + 1}" if p.terms.get("after") else ""
        return f"{mine}{where(p, context)}", f"any other year covered{since}"
    if how == "periods":
        return f"{mine}{where(p, context)}", during(p.baselines[0]).strip()
    if how == "two places":
        return f"{mine}{where(p, context)}", context.places[str(p.versus_place)].label
    return f"{mine}{where(p, context)}", fighting(p.versus_actor, p.versus_target, context)


def noun_of(p: Proposition, measure: str, context: Context) -> str:
    """What is counted; for the deadliest of several sides, whom each killed."""
    if measure == "deaths_of_target" and not p.target:
        return "deaths of others"
    return dead_of(measure, p.actor, p.target, context)


def before(p: Proposition, measure: str, context: Context) -> str:
    """The words before the second term: a side's is "for" it, a time has its own, dead are named by their side."""
    dead = dead_of(measure, p.versus_actor, p.versus_target, context)
    if p.terms["axis"] == "sides" and dead != unit(measure):
        return f"{dead} in "
    return {"actors": "for ", "periods": ""}.get(p.terms["axis"], "in ")
