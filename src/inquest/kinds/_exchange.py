"""Pieces of ``exchange``: what the words claim of the rate, its lines, and the rate with its bounds."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured
from inquest.kinds._census import MOST, Line, benchmark, ratio_estimates, sums, unlocated
from inquest.kinds._words import label, number, where
from inquest.model.choice import Choice, Option
from inquest.model.claim import Claim
from inquest.model.estimate import Estimates
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition
from inquest.stats.bounds import Bounds
from inquest.stats.exchange import away_from, exchange_ratio, odds_of_share
from inquest.stats.level import about_half_width

PER_LOSS = "per loss"
"""Unit of "for every soldier lost, two rebels": the other side's dead for each of the first."""
TOWARD = {"up": 1, "more": 1, "down": -1, "less": -1}
"""Slot ``direction`` -> side of the line on which the words put own dead over enemy dead."""
HEAVY = "at least as many, or at least a third of both together"
LIGHT = "fewer, or less than a third of both together"
FRACTION = 0.1
"""Unit of the last digit of a rate that is no whole number."""


@dataclass(frozen=True)
class Said:
    """What the words claim: ``form`` heavy (or light), than (against equality or "far more"), or rate (a number).

    ``toward``: the side of the line that the words put own/enemy on; ``line`` on that scale; ``stated`` the number as
    said and ``upright`` whether it counts own dead for each enemy (else enemies for each own).
    """

    form: str
    toward: int
    line: float
    stated: float
    upright: bool
    senses: tuple[str, ...]


def said_of(claim: Claim, context: Context) -> Said:
    """Read the slots and the number of a claim."""
    direction = claim.slots.get("direction", "up")
    toward = TOWARD.get(direction, 1)
    upright = toward > 0
    quantity = claim.quantity
    if quantity is not None and quantity.unit in ("ratio", PER_LOSS) and quantity.value > 0:
        line = quantity.value if upright else 1 / quantity.value
        senses = {"~": ("about",), "=": ("least", "about")}.get(quantity.op, ("least",))
        turned = -toward if quantity.op in ("<", "<=") else toward
        return Said("rate", turned, line, quantity.value, upright, senses)
    if direction in ("more", "less"):
        far = context.default("exchange_far") if claim.slots.get("strength") == "decisive" else 1.0
        return Said("than", toward, far if upright else 1 / far, far, upright, ("least",))
    return Said("heavy", toward, 1.0, 1.0, True, ("even", "third"))


def sense_choice(p: Proposition, context: Context) -> Choice | None:
    """What "heavy" means, or whether a stated rate is a least or a round number; None if the words leave one sense."""
    senses = p.terms["senses"]
    if len(senses) < 2:
        return None
    third = context.default("exchange_heavy")
    every = {
        "even": Option(
            id="even",
            label="own dead against the enemy's, one for one",
            reason="A price is high if one pays at least as much as the other.",
            params={"sense": "even", "line": 1.0},
        ),
        "third": Option(
            id="third",
            label="own dead against a third of both sides' dead",
            reason="A side may win the exchange and still lose one in three of all who fell.",
            params={"sense": "third", "line": float(odds_of_share([third])[0])},
        ),
        "least": Option(
            id="least",
            label="at least the rate stated",
            reason="Rates of this kind are said to show that one side lost far more.",
            params={"sense": "least", "line": p.terms["line"]},
        ),
        "about": Option(
            id="about",
            label="about the rate stated",
            reason="The words give a number.",
            params={"sense": "about", "line": p.terms["line"]},
        ),
    }
    question = "When are losses heavy?" if p.terms["form"] == "heavy" else "Is the stated rate a least or a measure?"
    return Choice(name="sense", role="reading", question=question, options=tuple(every[s] for s in senses))


def estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Own dead for each enemy dead against its line; for "about" the distance from the stated rate.

    Fewer events than the default ``exchange_events`` are not measured: one of them could turn the rate.
    """
    own, foe = sums(data, "own"), sums(data, "foe")
    unknown = own.high - own.mid
    rate = exchange_ratio(own.mid, foe.mid, unknown, unlocated(data, "own").most, unlocated(data, "foe").most)
    few = (own.n < context.default("exchange_events")) | np.isnan(rate.point)
    rate = Bounds(*(np.where(few, np.nan, np.minimum(v, MOST)) for v in (rate.point, rate.lo, rate.hi)))
    null = np.array([float(q.get("line", p.terms["line"])) for q in data.params])
    extra = {"own": own.mid, "foe": foe.mid, "unknown": unknown, "rate": rate.point, "rate_low": rate.lo,
             "rate_high": rate.hi, "events": own.n}  # fmt: skip
    line = Line(point=rate.point, low=rate.lo, high=rate.hi, null=null, n=own.n, extra=extra)
    needed = benchmark(p, data, context)
    found = ratio_estimates(line, p, needed)
    why = f"the record holds fewer than {number(context.default('exchange_events'))} events of this fighting"
    found = replace(found, failed=tuple(why if f else "" for f in few))
    about = np.array([q.get("sense", p.terms["senses"][0]) == "about" for q in data.params])
    return _about(p, rate, needed, found, about) if about.any() else found


def _about(p: Proposition, rate: Bounds, needed: FloatArray, found: Estimates, about: np.ndarray) -> Estimates:
    """The same with the specifications of a round number replaced: near it if its distance is below 1."""
    if not p.terms["upright"]:
        with np.errstate(divide="ignore"):
            rate = Bounds(*(np.minimum(1 / v, MOST) for v in (rate.point, rate.hi, rate.lo)))
    stated = np.full_like(rate.point, float(p.terms["stated"]))
    whole = float(p.terms["stated"]).is_integer()
    away = away_from(rate, stated, about_half_width(stated, None if whole else np.full_like(stated, FRACTION)))
    side = -p.side * p.terms["toward"]  # what is affirmed lies within a distance of 1
    clear = away.flip >= needed - 1e-9  # edges such as half as much again are met despite rounding
    outside = ((away.lo > 1) & (away.point > 1) & clear).astype(np.int8)
    inside = ((away.hi < 1) & clear).astype(np.int8)
    position = (outside - inside) * side
    margin = np.log(np.clip(away.point, 1e-6, MOST)) * side
    pick: dict[str, Any] = {
        "point": away.point, "low": away.lo, "high": away.hi, "null": np.ones_like(away.point), "flip": away.flip,
        "margin": margin, "side": np.full(about.size, side, np.int8), "position": position.astype(np.int8),
    }  # fmt: skip
    mixed = {k: np.where(about, v, getattr(found, k)).astype(getattr(found, k).dtype) for k, v in pick.items()}
    return replace(found, **mixed)


def tested(p: Proposition, context: Context) -> str:
    """The *Tested* line."""
    mine = label(p.actor, context)
    theirs = label(p.target, context, nobody="its enemies")
    if p.terms["form"] == "heavy":
        said = HEAVY if p.side > 0 else LIGHT
    else:
        said = ("not " if p.side != p.terms["toward"] else "") + (_than(p) if p.terms["form"] == "than" else _rate(p))
    return f"Recorded dead of {mine} against those of {theirs}{where(p, context) if p.place else ''}: {said}."


def _than(p: Proposition) -> str:
    by = "" if p.terms["stated"] == 1 else f", by a factor of {number(p.terms['stated'])}"
    return f"{'more' if p.terms['upright'] else 'fewer'}{by}"


def _rate(p: Proposition) -> str:
    of = "for each enemy killed" if p.terms["upright"] else "enemies for each of its own"
    least = "fewer than" if (p.terms["toward"] > 0) != p.terms["upright"] else "at least"
    word = "about" if p.terms["senses"] == ["about"] else least
    return f"{word} {number(p.terms['stated'])} {of}"
