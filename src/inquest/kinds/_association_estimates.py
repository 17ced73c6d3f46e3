"""Two streams of events lag by lag: how closely they go together, measured over all specifications."""

import datetime as dt
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured
from inquest.kinds._association import FORMS, MIN_MONTHS, lags_of
from inquest.model.estimate import Estimates
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.proposition import Proposition
from inquest.stats.lag import Lagged, joint_lagged, lagged, sign_of, smallest_visible
from inquest.stats.whitening import Scale, whitened

LEAST_EVENTS = 24
"""Events in a stream: fewer than one a month over two years can't move with anything."""
LEVEL = 0.98
"""Of intervals: at .95 they held the truth in 91% of worlds in which both streams follow one bend of a smooth war."""


def estimates(p: Proposition, data: Measured, context: Context) -> Estimates:
    """The association by specification; groups share months, trend and scale, so that each is one array operation."""
    size = len(data.params)
    names = ("point", "low", "high", "lag", "months", "visible", "sign", "identified")
    out: dict[str, FloatArray] = {k: np.full(size, np.nan) for k in names}
    failed = [""] * size
    keys = [(int(q.get("window", 0)), str(q["detrend"]), str(q["scale"])) for q in data.params]
    joint: dict[int, list[tuple[FloatArray, Lagged]]] = {}
    covered: dict[int, BoolArray] = {}
    for group in dict.fromkeys(keys):
        rows = np.array([i for i, k in enumerate(keys) if k == group])
        if group[0] not in covered:
            covered[group[0]] = _covered(p, data, context, int(rows[0]))
        months = _both(data, covered[group[0]], rows)
        good, why = _usable(data, rows, months)
        for r in rows[~good]:
            failed[r] = why
        if good.any():
            joint.setdefault(group[0], []).append(_group(p, data, context, (rows[good], months), group, out))
    sign = np.nan_to_num(out["sign"]).astype(np.int8)
    position = np.where(out["identified"] == 0, 0, sign * p.side).astype(np.int8)
    tested = _joint(list(joint.values())) if not FORMS[p.terms["form"]].rival else None
    return Estimates(
        point=out["point"],
        low=out["low"],
        high=out["high"],
        null=np.zeros(size),
        side=np.full(size, p.side, dtype=np.int8),
        position=position,
        margin=np.arctanh(np.clip(out["point"], -0.999, 0.999)) * p.side,
        flip=np.full(size, np.nan),
        flip_events=np.full(size, np.nan),
        doubt="interval",
        failed=tuple(failed),
        extra={k: out[k] for k in ("lag", "months", "visible", "sign", "identified")},
        joint_p=None if tested is None else tested[p.side < 0],
        joint_con=None if tested is None else tested[p.side > 0],
        joint_level=context.default("association_p"),
    )


def _usable(data: Measured, rows: IntArray, months: BoolArray) -> tuple[BoolArray, str]:
    if int(months.sum()) < MIN_MONTHS:
        return np.zeros(rows.size, bool), f"only {int(months.sum())} whole covered months with both streams"
    least = np.minimum(*(data.terms[n].mid[rows][:, months].sum(-1) for n in ("first", "second")))
    return np.asarray(least >= LEAST_EVENTS), f"a stream holds fewer than {LEAST_EVENTS} in these months"


def _covered(p: Proposition, data: Measured, context: Context, row: int) -> BoolArray:
    """Whole covered months of the window of a specification."""
    series = data.terms["first"]
    inside = np.ones(series.mid.shape[1], bool) if series.valid is None else series.valid[row].copy()
    window = p.windows[int(data.params[row].get("window", 0))]
    begin = window.start.year * 12 + window.start.month  # bins run on from the window's first month
    for i in np.flatnonzero(inside):
        year, month = divmod(begin + int(i) - 1, 12)
        first = dt.date(year, month + 1, 1)
        last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        inside[i] = context.record.share_covered(p.countries, first, last) >= context.default("min_covered")
    return inside


def _both(data: Measured, covered: BoolArray, rows: IntArray) -> BoolArray:
    """Covered months from where both streams have begun to where one has ended.

    Decades before a war began hold no month that could move with another.
    """
    inside = covered.copy()
    for name in ("first", "second"):
        there = np.flatnonzero(data.terms[name].mid[rows].sum(axis=0) * inside)
        inside[: there[0] if there.size else inside.size] = False
        inside[there[-1] + 1 if there.size else 0 :] = False
    return inside


def _group(
    p: Proposition,
    data: Measured,
    context: Context,
    part: tuple[IntArray, BoolArray],
    group: tuple[int, str, str],
    out: dict[str, FloatArray],
) -> tuple[FloatArray, Lagged]:
    """Fill the figures of the specifications that share months, trend and scale (``part``: rows, months).

    Returns how many specifications each different pair of series serves, and its association.
    """
    rows, months = part
    both = np.concatenate([data.terms[n].mid[rows][:, months] for n in ("first", "second")], axis=1)
    both, same, many = np.unique(both, axis=0, return_inverse=True, return_counts=True)
    same, length = same.reshape(-1), int(months.sum())
    ways: dict[str, Any] = {
        "degree": 2 if group[1] == "curve" else 1,
        "scale": _scale(group[2]),
    }
    left, right = (whitened(y, **ways)[0] for y in (both[:, :length], both[:, length:]))
    lags = lags_of(p.terms["form"], context)
    found = lagged(left, right, lags, seed=np.random.SeedSequence(data.seed), level=LEVEL)
    sign = sign_of(found, np.ones(lags.size, bool))
    best, low, high = _shown(found, sign)
    figures = {
        "point": found.r[np.arange(best.size), best],
        "low": low,
        "high": high,
        "lag": lags[best],
        "months": np.full(best.size, length),
        "visible": np.full(best.size, smallest_visible(length, lags.size)),
        "sign": sign,
        "identified": _identified(p, left, right, found, sign, data.seed),
    }
    for name, values in figures.items():
        out[name][rows] = values[same]
    return many.astype(np.float64), found


def _shown(found: Lagged, sign: IntArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """The lag shown, and an interval for the association where it is strongest, whichever lag that is.

    With a sign, the lag furthest on its side, from the highest (lowest) lower limit to the highest (lowest) upper one;
    without one, the lag furthest from 0, from the lowest lower to the highest upper limit.
    """
    r = np.nan_to_num(found.r)
    best = np.where(sign > 0, r.argmax(axis=1), np.where(sign < 0, r.argmin(axis=1), np.abs(r).argmax(axis=1)))
    low = np.where(sign > 0, found.lo.max(axis=1), found.lo.min(axis=1))
    high = np.where(sign < 0, found.hi.min(axis=1), found.hi.max(axis=1))
    return best, low, high


def _scale(name: str) -> Scale:
    return "rank" if name == "rank" else "log"


def _identified(
    p: Proposition, left: FloatArray, right: FloatArray, found: Lagged, sign: IntArray, seed: int
) -> BoolArray:
    """Whether the claim's account and its rivals predict different things at what is observed.

    Where the second stream is said to come of the first, an association in the same month alone is what a common cause
    predicts as well, and one in months before it is what the opposite order predicts: both leave it open.
    """
    account = FORMS[p.terms["form"]]
    same = np.ones(sign.size, dtype=bool)
    if account.shared:
        same &= sign != account.shared
    if account.ordered:
        later = sign_of(found, found.lags > 0)
        back = lagged(left, right, -found.lags[found.lags > 0], seed=np.random.SeedSequence(seed))
        earlier = sign_of(back, np.ones(back.lags.size, bool))
        same &= (sign != 1) | ((later == 1) & (earlier != 1))
    return same


def _joint(groups: list[list[tuple[FloatArray, Lagged]]]) -> tuple[float, float] | None:
    """Joint p-values (positive, negative), two-sided: the largest over windows, each over its specifications."""
    tested = []
    for parts in groups:
        whole = parts[0][1]
        merged = Lagged(
            whole.lags,
            *(
                np.concatenate([getattr(f, n) for _, f in parts])
                for n in ("r", "lo", "hi", "p_above", "p_below", "drawn")
            ),
        )
        above, below = joint_lagged(merged, np.concatenate([w for w, _ in parts]))
        tested.append((min(1.0, 2 * above), min(1.0, 2 * below)))  # either sign may be claimed
    return (max(t[0] for t in tested), max(t[1] for t in tested)) if tested else None
