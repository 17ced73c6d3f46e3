"""Civilians who were killed: by whomever, or by a side whose fighting with armed sides killed some too.

A source that lists events by their two sides puts civilians on a side only where they alone were attacked. Most
civilians who die in shelling and air strikes on held towns are listed as dead of a fight between two armed sides,
without saying whose fire killed them. So deaths of civilians are summed over all violence where nobody is named who
killed them; where a side is named, what it did for sure is the low count, and the civilians who died in its fights are
the high one.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import sums, unlocated
from inquest.kinds._common import VIOLENCE, located
from inquest.kinds._propose import Setting
from inquest.kinds._sides import NOBODY, Side
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection


def are_civilians(bloc: str | None, context: Context) -> bool:
    """Whether a bloc stands for civilians."""
    return bloc is not None and context.blocs[bloc].civilians


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


def in_its_fights(
    p: Proposition, params: Params, context: Context, *, name: str, actor: str | None, target: str | None, **term: Any
) -> dict[str, Selection]:
    """Civilians who died in a side's fights with armed sides, as ``civil:<name>``; nothing for other victims."""
    if not are_civilians(target, context) or actor is None:
        return {}
    armed = {**term, "violence": VIOLENCE["fighting"], "measure": "deaths_of_civilians"}
    return located(p, params, context, name=f"civil:{name}", actor=actor, target=None, **armed)


def most_in_its_fights(data: Measured, name: str) -> FloatArray:
    """Most civilians who died in a side's fights with armed sides, shape (S,): nobody says by whose fire."""
    if f"civil:{name}" not in data.terms:
        return np.zeros(len(data.params))
    return sums(data, f"civil:{name}").high + unlocated(data, f"civil:{name}").most
