"""Shares of ``priority`` by who died: how many of the dead, or of those whom a side killed, were civilians.

Of all the dead in a place: deaths of civilians against those of fighters, over all violence. Of a side's victims: all
civilians who died in its violence against the dead of its opponents; as most died in fights, where nobody says by whose
fire (``_victims``), the low count holds those of its attacks on civilians alone. Dead whom the record gives no side
may be either's.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import Sums, sums, unlocated
from inquest.kinds._common import VIOLENCE, located
from inquest.kinds._propose import Setting
from inquest.kinds._refuse import needs_actor, refuse
from inquest.kinds._sides import NOBODY
from inquest.kinds._victims import are_civilians
from inquest.kinds._words import label, when, where
from inquest.model.claim import Claim
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition, Refusal
from inquest.model.selection import Selection
from inquest.stats.bounds import share_bounds

MEASURE = "deaths_of_civilians"
"""Slot ``measure`` of a claim that says which share of the dead were civilians."""


def of_civilians(claim: Claim) -> bool:
    """Whether a share is one of the dead by who they were."""
    return claim.slots.get("measure") == MEASURE and bool(claim.targets)


def fitted(setting: Setting, claim: Claim, context: Context) -> Setting | Refusal:
    """The setting with civilians as what is counted; a refusal where others are meant, or others beside them."""
    universal = claim.slots.get("universal") in ("never", "always")
    if universal or len(claim.targets) != 1 or not are_civilians(setting.target.bloc, context):
        text = "Shares of the dead by who they were are tested for civilians only, and over the whole of a time."
        unlock = "a claims file that gives the number of dead meant: inquest claims FILE, edit it, inquest check it"
        return refuse(claim, "priority", "no test", text, unlock)
    if not (setting.actor.bloc or setting.place):
        return needs_actor(claim, "priority", "where, or by whom, they were killed")
    return setting if setting.actor.bloc else replace(setting, target=NOBODY)


def unseen(claim: Claim) -> Refusal:
    """Other groups of victims than civilians, and means of killing."""
    text = (
        "The record tells civilians from fighters; it does not say by which means people died, nor who else they were."
    )
    return refuse(
        claim, "priority", "not recorded", text, "a source that lists victims one by one: inquest data add FILE"
    )


def among_the_dead(p: Proposition) -> bool:
    """Whether the share is one of the dead by who they were."""
    return bool(p.terms.get("civilians"))


def civilian_terms(p: Proposition, params: Params, context: Context, term: dict[str, Any]) -> dict[str, Selection]:
    """Civilians as ``part`` (with ``civil:part`` in the fights of a side), fighters as ``rest``."""
    actor = term["actor"]
    wide: dict[str, Any] = {**term, "target": None}
    if actor is None:
        every = {**wide, "violence": VIOLENCE["any"]}
        part = located(p, params, context, name="part", **every, measure="deaths_of_civilians")
        return part | located(p, params, context, name="rest", **every, measure="deaths_of_combatants")
    fights = {**wide, "violence": VIOLENCE["fighting"]}
    part = located(p, params, context, name="part", **term)
    beside = located(p, params, context, name="civil:part", **fights, measure="deaths_of_civilians")
    return part | beside | located(p, params, context, name="rest", **fights, measure="deaths_of_opponent")


def civilian_shares(data: Measured) -> tuple[tuple[FloatArray, FloatArray, FloatArray], Sums, Sums]:
    """Low, point and high of the share, with the civilians and all of the dead."""
    part, rest = sums(data, "part"), sums(data, "rest")
    high = part.high + unlocated(data, "part").most
    if "civil:part" in data.terms:
        beside = sums(data, "civil:part")
        part = replace(part, mid=part.mid + beside.mid, n=part.n + beside.n)
        high += beside.high + unlocated(data, "civil:part").most
    part = replace(part, high=high)
    others = replace(rest, high=rest.high + unlocated(data, "rest").most)
    found = share_bounds((part.low, part.mid, part.high), (others.low, others.mid, others.high), np.zeros_like(high))
    return (found.lo, found.point, found.hi), part, part + others


def nouns(p: Proposition, context: Context) -> tuple[str, str]:
    """The part and the whole in words."""
    spot = where(p, context)
    if p.actor:
        return "deaths of civilians", f"the deaths of others in the violence of {label(p.actor, context)}{spot}"
    return "deaths of civilians", f"all deaths{spot}"


def beside_words(p: Proposition) -> str:
    """What the low count leaves out, where a side's victims are meant."""
    return " The low count leaves out civilians who died in its fights with armed sides." if p.actor else ""


def tested(p: Proposition, said: str, negated: str, context: Context) -> str:
    """What is tested, in a sentence."""
    return f"Share of civilians among {nouns(p, context)[1]}{when(p)}: {negated}{said}."
