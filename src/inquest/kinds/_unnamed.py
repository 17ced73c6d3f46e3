"""What a single group may have done or lost in events that the source lists under a wider movement.

What is counted under the group's own name is then only a part: the most that it may be takes in the movement's events
with the foes against which the source names no groups.
"""

from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import sums, unlocated
from inquest.kinds._common import VIOLENCE, located
from inquest.kinds._movements import around, foes
from inquest.kinds._victims import inflicted
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection


def unnamed(
    p: Proposition, params: Params, context: Context, *, name: str, actor: str | None, target: str | None, **term: Any
) -> dict[str, Selection]:
    """What the source lists under a movement against its foes, as ``around:<name>:<movement>:<foe>``.

    Made where one side is a single group and the other is not named: the group may have had any of it.
    """
    group = actor or target
    if actor and target:
        return {}
    found: dict[str, Selection] = {}
    for movement in around(group, p.countries, context):
        for foe in foes(movement, p.countries, context):
            one, two = (movement, foe) if actor else (foe, movement)
            at = f"around:{name}:{movement}:{foe}"
            found |= located(p, params, context, name=at, actor=one, target=two, **term)
        if inflicted(p):  # civilians who died in its fights, by whichever side's fire
            dead = {**term, "violence": VIOLENCE["fighting"], "measure": "deaths_of_civilians"}
            at = f"around:{name}:{movement}:"
            found |= located(p, params, context, name=at, actor=movement, target=None, **dead)
    return found


def unnamed_most(data: Measured, name: str) -> FloatArray:
    """The most that a group may have on top of what is counted under its own name, shape (S,)."""
    most = np.zeros(len(data.params))
    for term in sorted(data.terms):
        if term.startswith(f"around:{name}:") and not term.endswith((":located", ":all")):
            most = most + sums(data, term).high + unlocated(data, term).most
    return most
