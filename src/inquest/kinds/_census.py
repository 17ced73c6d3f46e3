"""Recording bounds and positions that census kinds share, over all specifications at once."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._common import measure_of, select
from inquest.model.estimate import Estimates, Int8Array
from inquest.model.grounding import Window
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.bounds import unlocated_high
from inquest.stats.flip import flip_ratio, flip_share
from inquest.stats.position import from_bounds

MOST = 1e6
"""A ratio with nothing below it is shown as this, so that it keeps its side and its place among margins."""


@dataclass(frozen=True)
class Sums:
    """Low, mid, high of a term as floats of one shape, with the events behind it."""

    low: FloatArray
    mid: FloatArray
    high: FloatArray
    n: FloatArray

    def __sub__(self, other: "Sums") -> "Sums":
        """What is left of a whole without a part of it; both are summed over the same rows."""
        return ordered(self.low - other.low, self.mid - other.mid, self.high - other.high, self.n - other.n)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.low + other.low, self.mid + other.mid, self.high + other.high, self.n + other.n)


def ordered(low: FloatArray, mid: FloatArray, high: FloatArray, n: FloatArray) -> Sums:
    """Sums in the order 0 <= low <= mid <= high: an event may have a low above its best, so sums may too."""
    middle = np.maximum(mid, 0)
    return Sums(np.clip(low, 0, middle), middle, np.maximum(high, middle), np.maximum(n, 0))


def sums(data: Measured, name: str, *, bins: bool = False) -> Sums:
    """A term's sums, shape (S,), or (S, T) with ``bins``."""
    series = data.terms[name]
    picked = [np.asarray(v, np.float64) for v in (series.low, series.mid, series.high, series.n)]
    return ordered(*(picked if bins else [v.sum(axis=1) for v in picked]))


class Loose(NamedTuple):
    """What has no place, for a place test: zeros for a term over whole countries. All of one shape.

    ``most``: most of it that the place may hold; the rest: all of it at the low, best and high counts.
    """

    most: FloatArray
    low: FloatArray
    mid: FloatArray
    high: FloatArray


def unlocated(data: Measured, name: str, *, bins: bool = False) -> Loose:
    """What a term has no place for, shape (S,), or (S, T) with ``bins``."""
    inside = sums(data, name, bins=bins)
    if f"{name}:all" not in data.terms:
        return Loose(*(np.zeros_like(inside.mid) for _ in Loose._fields))
    near, wide = sums(data, f"{name}:located", bins=bins), sums(data, f"{name}:all", bins=bins)
    away = wide - near
    most = unlocated_high(inside.mid.ravel(), near.mid.ravel(), away.high.ravel()).reshape(away.high.shape)
    return Loose(most, away.low, away.mid, away.high)


ROLLED_DAYS = 92
"""Days before a window from which a row that stands for months may still run into it."""


def rolled_terms(proposition: Proposition, params: Params, context: Context, **term: Any) -> dict[str, Selection]:
    """Deaths in and just before a window, with and without rows of a month or longer: ``x:wide`` and ``x:plain``.

    Such a row may stand for many events, wherever in its span. Whether a specification keeps it makes no difference.
    """
    name, window = term.pop("name"), term.pop("window")
    near = Window.model_construct(
        start=window.start - dt.timedelta(days=ROLLED_DAYS), end=window.end, label="wide", reason="rows of months"
    )
    every = {**params, "summaries": "keep", "crossing": "keep"}
    whole = select(proposition, every, context, **{**term, "window": near, "measure": "deaths"})
    plain = replace(whole, quality=replace(whole.quality, summaries="drop"))
    return {f"{name}:wide": whole, f"{name}:plain": plain}


def rolled(data: Measured, name: str) -> FloatArray:
    """Most events that rows of a month or longer may stand for in a term's window, shape (S,): one for each death."""
    return np.maximum(sums(data, f"{name}:wide").high - sums(data, f"{name}:plain").high, 0.0)


def largest(data: Measured, names: list[str]) -> Sums:
    """The largest of several terms, specification by specification: the highest low, mid and high."""
    every = [sums(data, n) for n in names]
    return Sums(
        np.max([s.low for s in every], axis=0),
        np.max([s.mid for s in every], axis=0),
        np.max([s.high for s in every], axis=0),
        np.max([s.n for s in every], axis=0),
    )


def benchmark(
    proposition: Proposition,
    data: Measured,
    context: Context,
    *,
    across: bool = False,
    deaths_agree: BoolArray | None = None,
) -> FloatArray:
    """B of each specification: higher for event counts across periods, unless deaths agree."""
    counted = np.array([measure_of(proposition, p) == "events" for p in data.params], dtype=bool)
    deaths, events, wide = (
        context.benchmark(measure, proposition.countries, across=periods).value
        for measure, periods in (("deaths", across), ("events", False), ("events", True))
    )
    needs = counted & across
    if deaths_agree is not None:
        needs &= ~deaths_agree
    return np.where(needs, wide, np.where(counted & (not across), events, deaths))


@dataclass(frozen=True)
class Line:
    """A point with bounds against a null, all of shape (S,), on the natural scale."""

    point: FloatArray
    low: FloatArray
    high: FloatArray
    null: FloatArray
    n: FloatArray
    """Events behind the smaller term, for the number of events that would flip it."""
    extra: dict[str, FloatArray] = field(default_factory=dict)


def share_estimates(line: Line, proposition: Proposition, needed: FloatArray) -> Estimates:
    """Estimates of a share (0-1) by census rules: bounds on one side and a flip factor of at least B."""
    inner = np.clip(np.nan_to_num(line.point, nan=0.5), 1e-9, 1 - 1e-9)
    flip = np.where(np.isnan(line.point), np.nan, flip_share(np.clip(line.point, 0, 1), line.null))
    margin = np.log(inner / (1 - inner)) - np.log(line.null / (1 - line.null))
    return _assembled(line, proposition, needed, flip, margin)


def ratio_estimates(line: Line, proposition: Proposition, needed: FloatArray) -> Estimates:
    """Estimates of a ratio by census rules."""
    flip = flip_ratio(np.nan_to_num(line.point, nan=1.0), line.null)
    flip = np.where(np.isnan(line.point), np.nan, flip)
    margin = np.log(np.clip(np.nan_to_num(line.point, nan=1.0), 1 / MOST, MOST)) - np.log(line.null)
    return _assembled(line, proposition, needed, flip, margin)


def _assembled(
    line: Line, proposition: Proposition, needed: FloatArray, flip: FloatArray, margin: FloatArray
) -> Estimates:
    size = line.point.size
    side = np.full(size, proposition.side, dtype=np.int8)
    position = from_bounds(line.low, line.high, line.null, side, flip=flip, benchmark=needed)
    empty = np.isnan(line.point)
    return Estimates(
        point=line.point,
        low=line.low,
        high=line.high,
        null=line.null,
        side=side,
        position=np.where(empty, 0, position).astype(np.int8),
        margin=np.where(empty, np.nan, margin * side),
        flip=flip,
        flip_events=np.ceil(
            np.where(np.isfinite(flip), line.n * np.maximum(np.where(np.isfinite(flip), flip, 1) - 1, 0), np.nan)
        ),
        doubt="bounds",
        failed=tuple("the record holds no event of either term" if e else "" for e in empty),
        extra={**line.extra, "benchmark": np.broadcast_to(needed, (size,)).astype(np.float64)},
    )


def finite_ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Quotient capped at ``MOST``; nan where both are zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = top / bottom
    return np.where((top == 0) & (bottom == 0), np.nan, np.minimum(raw, MOST))


def plain_estimates(
    proposition: Proposition,
    point: FloatArray,
    bounds: tuple[FloatArray, FloatArray],
    null: FloatArray,
    position: Int8Array,
    extra: dict[str, FloatArray] | None = None,
    flip: FloatArray | None = None,
) -> Estimates:
    """Estimates of a count whose position was found by the rules for levels."""
    size = point.size
    side = np.full(size, proposition.side, dtype=np.int8)
    factor = np.full(size, np.nan) if flip is None else flip
    return Estimates(
        point=point,
        low=bounds[0],
        high=bounds[1],
        null=null,
        side=side,
        position=position.astype(np.int8),
        margin=(np.log(point + 0.5) - np.log(null + 0.5)) * side,
        flip=factor,
        flip_events=np.ceil(np.abs(point - null)),
        doubt="bounds",
        failed=("",) * size,
        extra=extra or {},
    )
