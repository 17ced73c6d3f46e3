"""Pieces of ``containment`` over towns: captures by a holder and by others, and the tests over them."""

import datetime as dt
from typing import Any, NamedTuple

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._common import select
from inquest.kinds._containment import SPANS, covered_days, halves, long_enough
from inquest.kinds._milestones import Event, ends
from inquest.model.estimate import Estimates
from inquest.model.names import Bloc, Milestone
from inquest.model.panel import BoolArray, FloatArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.containment import holder_test, left_test, town_changes

ONE_OPERATION = 92
"""Days within which two captures of a town by one holder are one."""


class Towns(NamedTuple):
    """Places that changed hands, with the event of each; the holder's first."""

    own: list[Event]
    others: list[Event]
    short: int
    """The holder's captures that lack covered time on one side."""


def towns_of(holder: str, target: str | None, countries: tuple[int, ...], last: dt.date, context: Context) -> Towns:
    """Captures by a holder and by all others, one for each place and holder, covered on both sides.

    Where a place was taken twice by the same side, the first capture with covered time on both sides counts; the time
    after ends when another side takes the place.
    """
    every = [context.milestones[i] for i in sorted(context.milestones)]
    captures = sorted(
        (m for m in every if m.what == "capture" and m.place and m.actor), key=lambda m: (m.earliest, m.id)
    )
    used: dict[tuple[str, str], Event] = {}
    own: list[Event] = []
    others: list[Event] = []
    short: set[str] = set()
    for m in captures:
        who, place = str(m.actor), str(m.place)
        lies = context.places[place].countries
        if (target and (m.loser != target or who == target)) or not set(lies) & set(countries):
            continue
        mine = belongs(who, holder, context)
        one = _event(m, captures)
        if not long_enough(one, lies, last, context):
            short |= {place} if mine else set()
            continue
        held = used.get((who, place))
        if held is not None:
            if (m.earliest - ends(held)[1]).days <= ONE_OPERATION:
                held["latest"], held["until"] = m.latest.isoformat(), one["until"]
            continue
        used[who, place] = one
        (own if mine else others).append(one)
    return Towns(own, others, len(short - {str(one["place"]) for one in own}))


def _event(m: Milestone, captures: list[Milestone]) -> Event:
    later = [c.earliest for c in captures if c.place == m.place and c.actor != m.actor and c.earliest > m.latest]
    until = min(later) - dt.timedelta(days=1) if later else dt.date(9999, 12, 31)
    return {"id": m.id, "label": m.label, "earliest": m.earliest.isoformat(), "latest": m.latest.isoformat(),
            "place": m.place, "until": until.isoformat()}  # fmt: skip


def belongs(who: str, holder: str, context: Context) -> bool:
    """Whether a bloc is the holder, hides it, or belongs to it."""
    if who == holder or who in context.blocs[holder].folded_into:
        return True
    mine, wide = _ids(context.blocs[who]), _ids(context.blocs[holder])
    return bool(mine) and mine <= wide


def _ids(bloc: Bloc) -> set[int]:
    return set(bloc.core.ids)


def town_terms(p: Proposition, params: Params, context: Context) -> dict[str, Selection]:
    """Violence by the target (or any) in every town, before and after its own date."""
    found: dict[str, Selection] = {}
    last = dt.date.fromisoformat(p.terms["last"])
    target = params.get("target", p.target)
    for i, one in enumerate((*p.terms["own"], *p.terms["others"])):
        outline = context.places[one["place"]].outlines[0]
        term: dict[str, Any] = {"actor": None, "target": target, "outline": outline}
        for name, window in zip("ba", halves(one, params, last), strict=True):
            found[f"{name}{i:02d}"] = select(p, params, context, **term, window=window)
    return found


def town_estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Both senses over towns: what is left against a tenth, and the holder's towns against the others'."""
    towns = [*p.terms["own"], *p.terms["others"]]
    holder = np.arange(len(towns)) < len(p.terms["own"])
    before, after = (
        np.stack([np.asarray(data.terms[f"{n}{i:02d}"].mid.sum(axis=1)) for i in range(len(towns))], axis=1)
        for n in "ba"
    )
    changes = town_changes(
        before, after, *_town_days(p, data, context), least=int(context.default("containment_events"))
    )
    line = np.array([float(q["line"]) for q in data.params])
    gone = np.array([q["sense"] == "gone" for q in data.params])
    seed = np.random.SeedSequence(data.seed)
    limit = context.default("containment_p")
    other = holder_test(changes.log_ratio, changes.known, holder, seed=seed, level=1 - 2 * limit)
    left = left_test(changes, holder, line, level=1 - 2 * limit)
    least = int(context.default("containment_towns"))
    few = np.where(gone, left.towns < least, np.minimum(other.towns, other.others) < least)
    up, down = np.where(gone, left.p_up, other.p_up), np.where(gone, left.p_down, other.p_down)
    with np.errstate(over="ignore"):
        point, low, high = (np.where(gone, a, np.exp(b)) for a, b in
                            ((left.point, other.point), (left.lo, other.lo), (left.hi, other.hi)))  # fmt: skip
    hide = np.where(few, np.nan, 1.0)
    natural = np.where((up <= limit) & (low > line), 1, np.where((down <= limit) & (high < line), -1, 0))
    size = len(data.params)
    usable = ~few & ~np.isnan(point)
    with np.errstate(divide="ignore", invalid="ignore"):
        margin = np.log(np.maximum(point, 1e-6)) - np.log(line)
    pro, con = _joint(gone, usable, left.p_up, left.p_down, (other.joint_up, other.joint_down))
    return Estimates(
        point=point * hide,
        low=low * hide,
        high=high * hide,
        null=line,
        side=np.full(size, p.side, dtype=np.int8),
        position=np.where(usable, natural * p.side, 0).astype(np.int8),
        margin=margin * hide * p.side,
        flip=np.full(size, np.nan),
        flip_events=np.full(size, np.nan),
        doubt="interval",
        failed=tuple(_few(a, b, least) if f else "" for f, a, b in zip(few, left.towns, other.others, strict=True)),
        extra={
            "left": left.point,
            "relative": np.exp(other.point),
            "towns": left.towns.astype(np.float64),
            "others": other.others.astype(np.float64),
            "half": (other.hi - other.lo) / 2.0,
        },
        joint_p=pro if p.side > 0 else con,
        joint_con=con if p.side > 0 else pro,
    )


def _joint(
    gone: BoolArray, usable: BoolArray, up: FloatArray, down: FloatArray, relative: tuple[float, float]
) -> tuple[float, float]:
    """The larger of both senses: twice the mean p over specifications (Vovk & Wang 2020), and the permutation's."""
    pro, con = [], []
    if (gone & usable).any():
        pro.append(min(1.0, 2.0 * float(up[gone & usable].mean())))
        con.append(min(1.0, 2.0 * float(down[gone & usable].mean())))
    if (~gone & usable).any():
        pro.append(relative[0])
        con.append(relative[1])
    return max(pro, default=1.0), max(con, default=1.0)


def _few(own: int, others: int, least: int) -> str:
    return f"violence before the capture in {own} towns of the holder and {others} of others; {least} each are needed"


def _town_days(p: Proposition, data: Measured, context: Context) -> tuple[FloatArray, FloatArray]:
    """Covered days before and after, (S, K); one look-up for each different length of time."""
    last = dt.date.fromisoformat(p.terms["last"])
    towns = [*p.terms["own"], *p.terms["others"]]
    keys = [(int(q.get("months", SPANS[0])), int(q.get("siege", 0))) for q in data.params]
    found = {
        key: [
            covered_days(
                one, {"months": key[0], "siege": key[1]}, context.places[one["place"]].countries, last, context
            )
            for one in towns
        ]
        for key in dict.fromkeys(keys)
    }
    days = np.array([found[k] for k in keys], dtype=np.float64)
    return days[:, :, 0], days[:, :, 1]
