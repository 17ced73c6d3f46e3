"""Shares of ``priority`` that fall in a place, and shares said to be about a number."""

import numpy as np

from inquest.contracts import Context
from inquest.kinds._census import Sums, plain_estimates
from inquest.kinds._words import where
from inquest.model.claim import Quantity
from inquest.model.estimate import Estimates
from inquest.model.panel import FloatArray
from inquest.model.proposition import Proposition
from inquest.stats.bounds import share_bounds
from inquest.stats.flip import flip_share

EDGE = 1e-6
"""A stated share of nothing or of all is held this far inside, so that odds stay finite."""


def located_part(p: Proposition) -> bool:
    """Whether a share of all deaths is the part that fell in a place: of a wider place that is named, or of all."""
    return bool(p.place and (p.versus_place or not (p.actor or p.target)))


def whole_place(p: Proposition, context: Context) -> str:
    """The place whose deaths are divided, in words."""
    if p.versus_place:
        return context.places[p.versus_place].label
    return where(p.model_copy(update={"place": None}), context).removeprefix(" in ")


def inner_shares(
    part: Sums, whole: Sums, loose: tuple[FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Low, point and high of part/whole where both lie in one place.

    ``loose``: most unlocated that may belong to the part, and to the whole.
    """
    rest = whole - part
    mine, every = loose
    a, b = (part.low, part.mid, part.high), (rest.low, rest.mid, rest.high)
    others = np.maximum(every - mine, 0)
    return share_bounds(a, b, others).lo, share_bounds(a, b, 0 * mine).point, share_bounds(a, b, mine).hi


def top(quantity: Quantity | None) -> float | None:
    """The upper end of a stated range of shares, 0-1."""
    if quantity is None or quantity.high is None:
        return None
    return min(max(quantity.high / 100, EDGE), 1 - EDGE)


def about_share(
    p: Proposition, bounds: tuple[FloatArray, FloatArray, FloatArray], needed: FloatArray, extra: dict[str, FloatArray]
) -> Estimates:
    """A share said to be about a number, or between two: pro inside, con outside by bounds and by F >= B.

    The estimate is the distance from the middle over half the width of what the words allow: half a unit of the last
    digit of the percentage, at least a tenth of it.
    """
    low, point, high = bounds
    if p.terms["high"] is None:
        centre = np.full_like(point, float(p.terms["line"]))
        half = np.maximum(0.1 * centre, 0.005)
    else:
        first, last = float(p.terms["line"]), float(p.terms["high"])
        centre, half = np.full_like(point, (first + last) / 2), np.full_like(point, abs(last - first) / 2)
    edge = np.clip(np.where(point > centre, centre + half, centre - half), EDGE, 1 - EDGE)
    shown = np.clip(np.nan_to_num(point, nan=0.5), EDGE, 1 - EDGE)
    flip = flip_share(shown, edge)
    inside = (low > centre - half) & (high < centre + half)
    outside = ((low > centre + half) | (high < centre - half)) & (flip >= needed)
    away = np.abs(point - centre) / half
    ends = np.abs(low - centre) / half, np.abs(high - centre) / half
    near = np.where((low <= centre) & (high >= centre), 0.0, np.minimum(*ends))
    position = (outside.astype(np.int8) - inside.astype(np.int8)) * p.side
    empty = np.isnan(point)
    return plain_estimates(
        p, away, (np.minimum(near, away), np.maximum(*ends)), np.ones_like(point), np.where(empty, 0, position), extra
    )
