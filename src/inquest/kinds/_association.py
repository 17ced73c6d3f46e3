"""Pieces of ``association``: which streams, which accounts, and what each predicts at which lag."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Params
from inquest.kinds._common import actor_of, key
from inquest.kinds._propose import Setting
from inquest.kinds._windows import default_windows
from inquest.kinds._words import at
from inquest.model.choice import Choice, Option
from inquest.model.estimate import Estimates
from inquest.model.grounding import Grounding
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.lag import MIN_PERIODS, Lagged, Scale, joint_lagged, lagged, sign_of, smallest_visible, whitened

MIN_MONTHS = MIN_PERIODS + 1
LEAST_EVENTS = 24
"""Events in a stream: fewer than one a month over two years can't move with anything."""
LEVEL = 0.98
"""Of intervals: at .95 they held the truth in 91% of worlds in which both streams follow one bend of a smooth war."""


@dataclass(frozen=True)
class Account:
    """What a form of words predicts, and which rivals predict the same.

    ``sign``: of the association claimed. ``ordered``: the second stream is said to come of the first, so lags run
    from the same month on, and what lies in the same month or before it is also predicted by rivals. ``rivals``:
    signs at which rivals overlap wholly, in plain words.
    """

    sign: int
    ordered: bool
    shared: int = 0
    rival: str = ""


FORMS: dict[str, Account] = {
    "step": Account(1, ordered=False),
    "instead": Account(-1, ordered=False),
    "help": Account(1, ordered=True, rival="Help, and both sides answering to the same thing, predict this alike"),
    "rear": Account(
        -1, ordered=False, shared=-1, rival="A quiet rear, and forces that can't be everywhere, predict this alike"
    ),
}
"""Slot ``form`` -> the account that the words give. ``shared``: the sign that a rival predicts as well."""


def lags_of(form: str, context: Context) -> IntArray:
    """Declared lags in months, second stream after the first."""
    reach = int(context.default("association_months"))
    return np.arange(0, reach + 1) if FORMS[form].ordered else np.arange(-1, 2)


ROLES = ("actor", "target", "versus_actor", "versus_target")
MOVED = {"help": {"target": "versus_actor"}, "rear": {"target": "versus_target"}}
"""Form -> role of the words that stands in another role of the proposition."""


def meant(s: Setting, form: str) -> dict[str, Any]:
    """The setting's terms, the meanings of each name under the role that it has in the proposition."""
    terms = dict(s.terms())
    if "meanings" in terms:
        by = dict(terms["meanings"])  # type: ignore[call-overload]  # a mapping of role to ids
        terms["meanings"] = {MOVED.get(form, {}).get(role, role): ids for role, ids in by.items()}
    return terms


def streams(s: Setting, form: str) -> tuple[str | None, ...] | None:
    """(first side, its foe, second side, its foe), or None where the words don't name two."""
    actor, target, v_actor, v_target = (x.bloc for x in (s.actor, s.target, s.versus_actor, s.versus_target))
    if form == "help":
        return (actor, None, target, None) if actor and target else None
    if form == "rear":
        return (actor, None, actor, target) if actor and target else None
    if not (actor or target) or not (v_actor or v_target or (s.versus_place and s.versus_place != s.place)):
        return None
    if not (v_actor or v_target):
        return (actor, target, actor, target)
    return (actor or target, target if actor else None, v_actor or v_target, v_target if v_actor else None)


def apart(pair: tuple[str | None, ...], s: Setting, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom to leave out of each stream so that no event is in both; None where both are the same events.

    Streams in two places share no event. In one place a side's fighting with anyone leaves out its fighting with the
    other stream's sides.
    """
    if s.versus_place and s.versus_place != s.place:
        return (), ()
    a, b, c, d = pair
    first, second = {x for x in (a, b) if x}, {x for x in (c, d) if x}
    if any(_overlap(x, y, context) for x in first - second for y in second - first):
        return None  # one is part of the other: its events can't be told apart
    if b and d:
        return None if first == second else ((), ())
    if not b and not d:
        return None if first == second or not (a and c) else ((c,), (a,))
    lone, whole = (str(a), {c, d}) if not b else (str(c), {a, b})
    if lone not in whole:
        return (), ()
    other = next(str(x) for x in whole if x != lone)
    return ((other,), ()) if not b else ((), (other,))


def _overlap(one: str, two: str, context: Context) -> bool:
    x, y = context.blocs[one].core, context.blocs[two].core
    return bool({*x.ids, *x.names} & {*y.ids, *y.names}) or (x.rule is not None and x.rule == y.rule)


def stream(selection: Selection, p: Proposition, params: Params, name: str) -> Selection:
    """A stream without the opponents spared for the other one."""
    spared = tuple(key(actor_of(p, params, role), p, params) for role in p.terms.get(name, ()))
    return replace(selection, sides=replace(selection.sides, not_opponent=spared)) if spared else selection


def timed(s: Setting, grounding: Grounding, context: Context) -> Setting:
    """The setting with the whole covered record before the text where the words name no period.

    A pattern over months is not of the moment, whatever the tense.
    """
    return s if s.windows else replace(s, windows=default_windows(s.countries, grounding, context, now=False)[:1])


def long_enough(s: Setting) -> Setting:
    """The setting with the windows that hold enough whole months."""
    return replace(s, windows=tuple(w for w in s.windows if (w.end - w.start).days >= MIN_MONTHS * 31))


def filter_choices() -> tuple[Choice, ...]:
    """How trend and memory are taken out, and the scale."""
    detrend = (
        (
            "curve",
            "a bent trend and one month's memory",
            "Two wars that both rise and then wane correlate for that alone.",
        ),
        ("line", "a straight trend and one month's memory", "Less is taken out."),
    )
    scale = (
        ("log", "the logarithm of one more than the count", "Ratios matter more than differences in war counts."),
        ("rank", "ranks", "A single great battle can't carry it."),
    )
    return (
        _choice("detrend", "How are trend and memory taken out?", detrend),
        _choice("scale", "On which scale are months compared?", scale),
    )


def _choice(name: str, question: str, rows: tuple[tuple[str, str, str], ...]) -> Choice:
    options = tuple(Option(id=i, label=label, reason=reason, params={name: i}) for i, label, reason in rows)
    return Choice(name=name, role="measurement", question=question, options=options)


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


def outlook(lag: float) -> str:
    """A lag in words.

    >>> outlook(0), outlook(1), outlook(-1)
    ('in the same month', 'a month later', 'a month before')
    """
    if not np.isfinite(lag) or lag == 0:
        return "in the same month"
    many = "a month" if abs(lag) == 1 else f"{abs(lag):.0f} months"
    return f"{many} {'later' if lag > 0 else 'before'}"


def explained(judged: Judged, row: int) -> str:
    """Which accounts predict what is seen."""
    account = FORMS[judged.proposition.terms["form"]]
    sign, known = at(judged, "sign", row), at(judged, "identified", row)
    if sign == 0:
        return "Chance alone gives two unconnected streams as much."
    if known == 0:
        return f"{account.rival}: the record can't tell them apart."
    if account.rival and sign != account.sign:
        return "The account given predicts the opposite."
    if account.rival:
        return "A common cause predicts the same month alone; this comes after it. That is still no proof of help."
    return "What moved them is not recorded: a third thing may lie behind both."
