"""Civilians who were killed: by whomever, or by a side whose fighting with armed sides killed some too.

A source that lists events by their two sides puts civilians on a side only where they alone were attacked. Most
civilians who die in shelling and air strikes on held towns are listed as dead of a fight between two armed sides,
without saying whose fire killed them. So deaths of civilians are summed over all violence where nobody is named who
killed them; where a side is named, its attacks on civilians are one reading and all civilians who died in its violence
another, of which the attacks are the low count.
"""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import sums, unlocated
from inquest.kinds._common import VIOLENCE, located
from inquest.kinds._propose import Setting
from inquest.kinds._refuse import refuse
from inquest.kinds._sides import NOBODY, Side
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition, Refusal
from inquest.model.selection import Selection


def are_civilians(bloc: str | None, context: Context) -> bool:
    """Whether a bloc stands for civilians."""
    return bloc is not None and context.blocs[bloc].civilians


def by_whose_fire(claim: Claim, kind: str) -> Refusal:
    """Whose civilian dead most were: most died in fights of two armed sides, and nobody says by whose fire."""
    text = (
        "Most civilians who died are listed as dead of fights between armed sides, without saying by whose fire, so "
        "the record can't share them out among the sides."
    )
    return refuse(claim, kind, "not identified", text, "a source that says who killed each: inquest data add FILE")


def by_whomever(s: Setting, measure: str | None, context: Context) -> tuple[Setting, str | None]:
    """Deaths of civilians as a measure of all violence, where no side is named that killed them."""
    if (
        measure not in ("deaths", "deaths_of_civilians")
        or s.actor.bloc
        or s.versus_actor.bloc
        or not are_civilians(s.target.bloc, context)
    ):
        return s, measure
    versus: Side = NOBODY if are_civilians(s.versus_target.bloc, context) else s.versus_target
    return replace(s, target=NOBODY, versus_target=versus), "deaths_of_civilians"


def inflicted(p: Proposition) -> bool:
    """Whether what counts is whom a side killed, whoever they were: the dead of others, not its own."""
    return p.actor is not None and p.target is None and p.terms.get("measures") == ["deaths_of_target"]


def victims_choice(p: Proposition, context: Context) -> Choice | None:
    """Whose dead are meant where a side is said to have killed civilians; None for other victims."""
    pairs = ((p.actor, p.target), (p.versus_actor, p.versus_target))
    if p.terms.get("measures") != ["deaths"] or not any(one and are_civilians(two, context) for one, two in pairs):
        return None
    options = (
        Option(
            id="attacked",
            label="killed in attacks on civilians",
            reason="The source lists these with the side that did it.",
            params={"victims": "attacked"},
        ),
        Option(
            id="died",
            label="all civilians who died in its violence",
            reason="Those who die in shelling and strikes between armed sides are listed without saying by whose fire.",
            params={"victims": "died"},
        ),
    )
    return Choice(name="victims", role="reading", question="Which civilians are meant?", options=options)


def in_its_fights(
    p: Proposition, params: Params, context: Context, *, name: str, actor: str | None, target: str | None, **term: Any
) -> dict[str, Selection]:
    """Civilians who died in a side's fights with armed sides, as ``civil:<name>``; none where they aren't meant.

    A total of civilians whom a side killed takes them in at its high count even where only its attacks are meant: what
    the source lists as a fight may have been an attack. So does either of two sides that are compared: a state's
    bombing of a held town is listed as a fight, a group's killing in it as an attack.
    """
    bounded = p.kind == "level" or p.terms.get("axis") == "sides"
    meant = params.get("victims") == "died" or (bounded and params.get("victims") == "attacked")
    meant = meant and are_civilians(target, context)
    if actor is None or not (meant or inflicted(p)):
        return {}
    armed = {**term, "violence": VIOLENCE["fighting"], "measure": "deaths_of_civilians"}
    return located(p, params, context, name=f"civil:{name}", actor=actor, target=None, **armed)


class Beside(NamedTuple):
    """Civilians who died in a side's fights: the best count of all, and the most. Nobody says by whose fire."""

    mid: FloatArray
    high: FloatArray


def beside_its_attacks(data: Measured, name: str) -> Beside:
    """What comes on top of a side's attacks on civilians, shape (S,): zeros where these alone are meant."""
    if f"civil:{name}" not in data.terms:
        return Beside(*(np.zeros(len(data.params)) for _ in Beside._fields))
    found = sums(data, f"civil:{name}")
    attacked = np.array([q.get("victims") == "attacked" for q in data.params])
    return Beside(np.where(attacked, 0.0, found.mid), found.high + unlocated(data, f"civil:{name}").most)
