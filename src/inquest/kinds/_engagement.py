"""Pieces of ``engagement``: a grid of cells and fortnights turned into pair rows, and judged spell by spell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from inquest.contracts import Context, Measured, Params
from inquest.kinds._census import MOST
from inquest.kinds._common import actor_of, day, key, outline_of, violence_of, window_of
from inquest.model.estimate import Estimates, Int8Array
from inquest.model.names import ActorSet
from inquest.model.panel import BoolArray, FloatArray, Grid, IntArray
from inquest.model.proposition import Proposition
from inquest.stats.engagement import Engagement, coexisted_position, engagements
from inquest.stats.exposure import GridRows

SPELL_YEARS = 2
"""Years judged at a time for "for years": shorter spells have too few half-year blocks for an interval."""


def family(p: Proposition, params: Params, context: Context) -> tuple[str, ...]:
    """The pair first, then everyone either of them is recorded as fighting or at peace with, without overlaps.

    A bloc that shares members with one already in is left out, so that no event belongs to two. The others come in an
    order that does not hang on who of the pair is named first.
    """
    first, second = actor_of(p, params, "actor"), actor_of(p, params, "target")
    found = [b for b in (first, second) if b]
    taken = [context.blocs[b].core for b in found]
    for bloc in _others(found, context):
        if bloc in context.blocs and not any(_overlap(context.blocs[bloc].core, t) for t in taken):
            found.append(bloc)
            taken.append(context.blocs[bloc].core)
    return tuple(found)


def _others(pair: list[str], context: Context) -> list[str]:
    """Whom the pair fights or is at peace with: those at peace first, then by their place in either's list.

    Ties follow the dictionary's own order, never the sentence's.
    """
    ranks: dict[str, list[tuple[bool, int]]] = {}
    for bloc in pair:
        peace, foes = context.blocs[bloc].control_pair, context.blocs[bloc].opponents
        for place, other in enumerate(dict.fromkeys((*peace, *foes))):
            ranks.setdefault(other, []).append((other not in peace, place))
    order = {bloc: i for i, bloc in enumerate(context.blocs)}
    return sorted(ranks, key=lambda b: (sorted(ranks[b]), order.get(b, len(order))))


def _overlap(a: ActorSet, b: ActorSet) -> bool:
    return bool({*a.ids, *a.names} & {*b.ids, *b.names}) or (a.rule is not None and a.rule == b.rule)


def control_of(p: Proposition, params: Params, context: Context) -> tuple[str, str] | None:
    """A pair that shares a front with either side and is recorded as not at war, other than the pair tested."""
    pair = (str(actor_of(p, params, "actor")), str(actor_of(p, params, "target")))
    members = family(p, params, context)
    found = [
        (members.index(other), bloc, other)
        for bloc in pair
        for other in context.blocs[bloc].control_pair
        if other in members and other not in pair
    ]
    if not found:
        return None
    order = list(context.blocs)
    _, bloc, other = min(found, key=lambda f: (f[0], order.index(f[1])))
    return bloc, other


@dataclass(frozen=True)
class Spell:
    """One spell's result and its control."""

    found: Engagement
    control: Engagement | None
    located: float


def process(p: Proposition, data: Measured, context: Context) -> Estimates:
    """Observed over expected meetings on the grid, by specification."""
    grid = data.grid
    if grid is None:
        raise ValueError("an engagement needs the grid of cells and fortnights")
    size = len(data.params)
    names = ("ratio", "lo", "hi", "observed", "expected", "located", "control", "hazard", "spells")
    tests = ("p_peace", "p_war")
    out = {k: np.full(size, np.nan) for k in (*names, *tests)}
    position = np.zeros(size, dtype=np.int8)
    failed = [""] * size
    judge = _judge(p, data, grid, context)
    for i, params in enumerate(data.params):  # few are different: doctrine, membership, window and outline
        used = {k: v for k, v in params.items() if k in ("doctrine", "member", "window", "place", "actor", "target")}
        values, position[i], failed[i] = judge(tuple(sorted(used.items())))
        for name, value in values.items():
            out[name][i] = value
    line = float(np.sqrt(context.default("coexist_upper") * context.default("coexist_lower")))
    null = np.full(size, line)
    peace, war = (_joint(out[k], out["ratio"]) for k in tests)
    point = np.minimum(out["ratio"], MOST)
    return Estimates(
        point=point,
        low=out["lo"],
        high=out["hi"],
        null=null,
        side=np.full(size, p.side, dtype=np.int8),
        position=(position * -p.side).astype(np.int8),
        margin=np.log((point + 1e-3) / null) * p.side,
        flip=np.where(np.isnan(point), np.nan, np.maximum((point + 1e-9) / null, null / (point + 1e-9))),
        flip_events=np.ceil(np.abs(out["observed"] - null * out["expected"])),
        doubt="interval",
        failed=tuple(failed),
        extra={k: v for k, v in out.items() if k not in ("lo", "hi", *tests)},
        joint_p=peace if p.side < 0 else war,
        joint_con=war if p.side < 0 else peace,
    )


def _joint(every: FloatArray, ratios: FloatArray) -> float | None:
    """The largest p of all specifications that were measured: it is small only if each of them tells (Berger 1982).

    An intersection-union test (doi 10.1080/00401706.1982.10487790) holds its level whatever ties specifications
    together. Without a pair at peace beside it there is none, so that no strong verdict comes of it.
    """
    measured = np.isfinite(ratios)
    found = every[measured]
    return float(found.max()) if found.size and not np.isnan(found).any() else None


_Judge = Callable[[tuple[tuple[str, Any], ...]], tuple[dict[str, float], int, str]]
_judges: list[tuple[Measured, Context, Proposition, _Judge]] = []
"""What the last data were judged by: their mirror meets the same figures, of which only the side turns."""


def _judge(p: Proposition, data: Measured, grid: Grid, context: Context) -> _Judge:
    """Figures by what tells specifications apart, each found once, for a claim and its mirror alike."""
    held = _judges[0] if _judges else None
    if held is not None and held[0] is data and held[1] is context and p in (held[2], held[2].mirror()):
        return held[3]
    judge: _Judge = cache(lambda signature: _specification(p, dict(signature), grid, context))
    _judges[:] = [(data, context, p, judge)]
    return judge


def _specification(p: Proposition, params: Params, grid: Grid, context: Context) -> tuple[dict[str, float], int, str]:
    """Figures, position of "coexisted" and the reason for a refusal of one different specification."""
    window = window_of(p, params)
    whole = _spell(p, params, grid, context, (day(window.start), day(window.end)))
    if whole is None:
        return {}, 0, "the record holds no located fighting of either side there"
    found = whole.found
    figures = {
        "ratio": float(found.ratio[0]),
        "lo": float(found.lo[0]),
        "hi": float(found.hi[0]),
        "observed": float(found.observed[0]),
        "expected": float(found.expected[0]),
        "hazard": float(found.hazard[0]),
        "located": whole.located,
        "control": float(whole.control.ratio[0]) if whole.control else np.nan,
        "spells": 1.0,
        "p_peace": float(found.p_peace[0]) if whole.control else np.nan,
        "p_war": float(found.p_war[0]) if whole.control else np.nan,
    }
    if whole.located < context.default("engagement_covered"):
        return figures | {"ratio": np.nan, "lo": np.nan, "hi": np.nan}, 0, (
            f"only {100 * whole.located:.0f}% of the front's events are located well enough"
        )  # fmt: skip
    if bool(found.refused[0]):
        needed = context.default("engagement_expected")
        return figures, 0, f"{found.expected[0]:.0f} meetings expected, and {needed:.0f} are needed to judge"
    if p.terms.get("universal") != "for_years":
        return figures, _peace(whole, context), ""
    spells = [_spell(p, params, grid, context, s) for s in _spans(window.start.year, window.end.year)]
    places = np.array([_peace(s, context) for s in spells if s is not None], dtype=np.int8)
    return figures | {"spells": float(places.size)}, lasting(places), ""


def _peace(spell: Spell, context: Context) -> int:
    """Position of "coexisted" in a spell."""
    low, high = context.default("coexist_upper"), context.default("coexist_lower")
    return int(coexisted_position(spell.found, spell.control, low, high)[0])


def lasting(places: Int8Array) -> int:
    """Position of "for years" from two-year spells: one pro and none con; or most con and none pro.

    >>> lasting(np.array([0, 1, 0], np.int8)), lasting(np.array([-1, -1, 0], np.int8)), lasting(np.array([1, -1]))
    (1, -1, 0)
    """
    pro, con = int((places > 0).sum()), int((places < 0).sum())
    return int(pro > 0 and con == 0) - int(2 * con > places.size and pro == 0)


def _spans(first: int, last: int) -> list[tuple[int, int]]:
    import datetime as dt

    return [
        (day(dt.date(y, 1, 1)), day(dt.date(y + SPELL_YEARS - 1, 12, 31))) for y in range(first, last - SPELL_YEARS + 2)
    ]


def _spell(p: Proposition, params: Params, grid: Grid, context: Context, span: tuple[int, int]) -> Spell | None:
    rows, events, located = pair_rows(p, params, grid, context, span)
    if not rows.y.size:
        return None
    control = control_of(p, params, context)
    pairs = [(0, 1)]
    if control is not None:
        members = family(p, params, context)
        pairs.append((members.index(control[0]), members.index(control[1])))
    lines = (context.default("coexist_upper"), context.default("coexist_lower"))
    found, *other = _measured(rows, events, tuple(pairs), lines)
    return Spell(found, other[0] if other else None, located)


_FIELDS = ("y", "x", "period", "a", "b", "precise")
Pairs = tuple[tuple[int, int], ...]


def _measured(rows: GridRows, events: IntArray, pairs: Pairs, lines: tuple[float, float]) -> list[Engagement]:
    """The engagement of pairs; equal rows (of other specifications, or of the opposite claim) are measured once."""
    columns = [np.ascontiguousarray(getattr(rows, name)) for name in _FIELDS]
    return _engagements(tuple(c.tobytes() for c in (*columns, np.asarray(events, np.int64))), pairs, lines)


@lru_cache(maxsize=256)
def _engagements(columns: tuple[bytes, ...], pairs: Pairs, lines: tuple[float, float]) -> list[Engagement]:
    y, x, period, a, b, events = (np.frombuffer(columns[i], dtype=np.int64) for i in (0, 1, 2, 3, 4, 6))
    rows = GridRows(y, x, period, a, b, np.frombuffer(columns[5], dtype=bool))
    return engagements(rows, events[None], pairs, lines=lines)


def pair_rows(
    p: Proposition, params: Params, grid: Grid, context: Context, span: tuple[int, int]
) -> tuple[GridRows, IntArray, float]:
    """Grid rows of the window and place as pairs of actor numbers, their events, and the located share.

    Numbers follow ``family``; a last number stands for anyone else, so that fighting a third party shows presence.
    """
    members = family(p, params, context)
    table = grid.any_bits if params.get("member", "any") == "any" else grid.all_bits
    sets = list(grid.spec.actor_sets)
    columns = [sets.index(key(b, p, params)) for b in members]
    number = np.full(len(table), len(members), dtype=np.int64)
    for i in reversed(range(len(columns))):
        number[table[:, columns[i]]] = i
    number[table[:, columns[0]] & table[:, columns[1]]] = len(members)  # both sides at once: neither's
    good = _good(p, params, grid, context, grid.rows, span)
    a, b = number[grid.rows["side_a"]], number[grid.rows["side_b"]]
    good &= a != b
    r = {k: v[good] for k, v in grid.rows.items()}
    one = np.ones(int(good.sum()), dtype=bool)
    near = int(r["n"][(a[good] < 2) | (b[good] < 2)].sum())
    loose = grid.unlocated
    lost = 0
    if loose:
        kept = _good(p, params, grid, context, loose, span)
        c, d = number[loose["side_a"]], number[loose["side_b"]]
        lost = int(loose["n"][kept & ((c < 2) | (d < 2)) & (c != d)].sum())
    located = near / (near + lost) if near + lost else 0.0
    rows = GridRows(r["cell_y"], r["cell_x"], r["period"], a[good], b[good], one)
    return rows, np.asarray(r["n"], np.int64), located


def _good(
    p: Proposition, params: Params, grid: Grid, context: Context, rows: dict[str, IntArray], span: tuple[int, int]
) -> BoolArray:
    length = grid.spec.period
    middle = rows["period"] * length + length // 2
    good = (middle >= span[0]) & (middle <= span[1]) & np.isin(rows["violence"], violence_of(p, params))
    if p.countries:
        good &= np.isin(rows["country"], p.countries)
    outline = outline_of(p, params, context)
    if outline is not None:
        good &= grid.place_bits[rows["location"], list(grid.spec.outlines).index(outline.id)]
    return np.asarray(good, dtype=bool)
