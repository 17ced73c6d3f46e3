"""From estimates to a verdict: weights, readings, headline, driver. Pure: arrays and frozen types in, a Judged out."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from inquest.contracts import Judged, Measured, Params
from inquest.model.choice import Choice, Multiverse
from inquest.model.estimate import Estimates
from inquest.model.finding import Reading
from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.stats.position import point_side
from inquest.stats.support import (
    MIXED,
    MOSTLY_CONTRADICTED,
    MOSTLY_SUPPORTED,
    UNDECIDED,
    Headline,
    drivers,
    headline,
    lean,
    side_of,
    support,
    verdict,
)
from inquest.stats.weights import specification_weights

MEANING = "meaning"
"""The choice of whom or what a name means."""


def coded(multiverse: Multiverse) -> IntArray:
    """Options as integers, shape (S, C): the index of each specification's option within its choice."""
    codes = [{o.id: i for i, o in enumerate(c.options)} for c in multiverse.choices]
    rows = [[code[o] for code, o in zip(codes, spec, strict=True)] for spec in multiverse.specifications]
    return np.array(rows, dtype=np.int64).reshape(len(multiverse.specifications), len(codes))


def uncertain(choices: Sequence[Choice], options: IntArray) -> BoolArray:
    """Which cells use an uncertain option; shape (S, C)."""
    flags = [np.array([o.uncertain for o in c.options], dtype=bool) for c in choices]
    cells = [flag[options[:, i]] for i, flag in enumerate(flags)]
    return np.stack(cells, axis=1) if cells else np.zeros((len(options), 0), dtype=bool)


def identity(measured: Measured, size: int) -> IntArray:
    """Equal numbers for specifications whose terms all use the same events and measure; shape (size,)."""
    names = [n for n in sorted(measured.terms) if not n.startswith("plot:")]
    if not names:
        return np.arange(size, dtype=np.int64)
    stacked = np.stack([measured.terms[n].identity for n in names], axis=1)
    return np.unique(stacked, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def roles(estimates: Estimates, keys: IntArray) -> IntArray:
    """Identity of events, role and null together, shape (S,).

    The same events against another line, or judged by another allowance, are another specification.
    """
    columns = (keys, np.nan_to_num(estimates.null), estimates.side, estimates.position, np.nan_to_num(estimates.point))
    table = np.stack([np.asarray(c, dtype=np.float64) for c in columns], axis=1)
    return np.unique(table, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)


def judge(
    proposition: Proposition,
    multiverse: Multiverse,
    params: Sequence[Params],
    estimates: Estimates,
    measured: Measured,
    selections: Sequence[Mapping[str, Selection]],
) -> Judged:
    """Judge a measured multiverse by DESIGN section 6.

    Each reading (combination of reading options) gets its own verdict over its pooled measurements; the headline is
    taken over the readings that the words name, if any, and otherwise over all that are not uncertain.
    """
    choices = multiverse.choices
    options = coded(multiverse)
    doubtful = uncertain(choices, options)
    is_reading = np.array([c.role == "reading" for c in choices], dtype=bool)
    on_side = point_side(estimates.point, estimates.null, estimates.side)
    keys = roles(estimates, identity(measured, len(options)))
    groups, inverse = _groups(options[:, is_reading])
    weights = np.zeros(len(options))
    readings: list[Reading] = []
    leans: list[int] = []
    for g in range(len(groups)):
        rows = np.flatnonzero(inverse == g)
        usable = rows[np.isfinite(estimates.point[rows]) & ~doubtful[rows][:, ~is_reading].any(axis=1)]
        if usable.size:
            weights[usable] = specification_weights(
                options[usable][:, ~is_reading], estimates.margin[usable], estimates.position[usable], keys[usable]
            ).weight
        word, s, p, k, side = _reading_verdict(proposition, estimates, on_side, weights, usable)
        readings.append(
            _reading(choices, groups[g], is_reading, doubtful[rows[0]], word, (s, p, k), estimates, weights, rows)
        )
        leans.append(side)
    head = _headline(readings, leans)
    certain = ~doubtful.any(axis=1)
    shown = drivers(options[certain], estimates.position[certain], on_side[certain], weights[certain])
    return Judged(
        proposition=proposition,
        multiverse=multiverse,
        params=params,
        estimates=estimates,
        weights=weights,
        readings=tuple(readings),
        verdict=head[0],  # type: ignore[arg-type]  # one of support.WORDS, all of which are Verdicts
        depends_on=head[1],
        driver=choices[shown[0]].name if shown else None,
        measured=measured,
        selections=selections,
    )


def _groups(table: IntArray) -> tuple[IntArray, npt.NDArray[np.intp]]:
    if table.shape[1] == 0:
        return np.zeros((1, 0), dtype=np.int64), np.zeros(len(table), dtype=np.intp)
    groups, inverse = np.unique(table, axis=0, return_inverse=True)
    return groups, inverse.reshape(-1)


def _reading_verdict(
    proposition: Proposition, estimates: Estimates, on_side: npt.NDArray[np.int8], weights: FloatArray, usable: IntArray
) -> tuple[str, float, float, float, int]:
    if not usable.size:
        return UNDECIDED, 0.5, 0.0, 0.0, 0
    found = support(estimates.position[usable], on_side[usable], weights[usable])
    word = verdict(
        found,
        process=proposition.mode == "process",
        joint_pro=math.nan if estimates.joint_p is None else estimates.joint_p,
        joint_con=math.nan if estimates.joint_con is None else estimates.joint_con,
        level=estimates.joint_level,
    )
    return word, found.on_side, found.pro, found.con, lean(found)


def weighted_median(values: FloatArray, weights: FloatArray) -> float:
    """The value at which half of the weight is reached.

    >>> weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 1.0]))
    2.0
    """
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def _reading(
    choices: Sequence[Choice],
    group: IntArray,
    is_reading: BoolArray,
    doubtful: BoolArray,
    word: str,
    spk: tuple[float, float, float],
    estimates: Estimates,
    weights: FloatArray,
    rows: IntArray,
) -> Reading:
    mine = [c for c, flag in zip(choices, is_reading, strict=True) if flag]
    chosen = [c.options[i] for c, i in zip(mine, group, strict=True)]
    names_words = [any(o.named for o in c.options) for c in mine]
    named = any(names_words) and all(o.named for o, flag in zip(chosen, names_words, strict=True) if flag)
    shown = rows[np.isfinite(estimates.point[rows]) & (weights[rows] > 0)]
    pointed = estimates.doubt != "range"
    distinct = [o.label for o, c in zip(chosen, mine, strict=True) if len(c.options) > 1]
    return Reading(
        options={c.name: o.id for c, o in zip(mine, chosen, strict=True)},
        label="; ".join(distinct) or "the only reading",
        named=named,
        verdict=word,
        support=spk[0],
        pro=spk[1],
        con=spk[2],
        specifications=int(rows.size),
        point=weighted_median(estimates.point[shown], weights[shown]) if shown.size and pointed else None,
        low=_hull(estimates.low[shown], np.min),
        high=_hull(estimates.high[shown], np.max),
        null=float(estimates.null[shown[0]]) if shown.size else float(estimates.null[rows[0]]),
        uncertain=bool(doubtful[is_reading].any()),
    )


def _hull(values: FloatArray, of: np.ufunc | object) -> float | None:
    finite = values[np.isfinite(values)]
    return float(of(finite)) if finite.size else None  # type: ignore[operator]  # np.min or np.max


def _headline(readings: Sequence[Reading], leans: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    """The headline over readings; where a name may mean several, all meanings must agree on it.

    Fair senses of a sentence are weighed by DESIGN section 6. Which of several actors or places a name means is no
    matter of weight: a verdict that holds for one meaning only is none.
    """
    pairs = [(r, side) for r, side in zip(readings, leans, strict=True) if not r.uncertain]
    if not pairs:
        return UNDECIDED, ()
    meanings = dict.fromkeys(r.options.get(MEANING, "") for r, _ in pairs)
    found = [_over([p for p in pairs if p[0].options.get(MEANING, "") == m]) for m in meanings]
    words = [f.word for f in found]
    depends = tuple(dict.fromkeys(name for f in found for name in f.depends_on))
    if len(set(words)) == 1:
        return words[0], depends
    sides = {side_of(w) for w in words}
    if sides in ({1}, {-1}):
        return (MOSTLY_SUPPORTED if sides == {1} else MOSTLY_CONTRADICTED), depends
    decided = tuple(r.label for r, _ in pairs if side_of(r.verdict) != 0 or r.verdict == MIXED)
    return (MIXED if MIXED in words or {1, -1} <= sides else UNDECIDED), decided


def _over(pairs: Sequence[tuple[Reading, int]]) -> Headline:
    return headline(
        [r.label for r, _ in pairs],
        [r.verdict for r, _ in pairs],
        [side for _, side in pairs],
        [r.named for r, _ in pairs],
    )
