"""Weights of specifications, such that duplicated and inert options change no verdict.

Within a choice, options whose margins differ by at most .05 over all other cells and that agree in position are
one cluster. A specification's weight is the product over choices of 1/clusters times 1/members, rescaled to sum to
one over what is left after drops.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError
from inquest.stats.arrays import Floats, Ints, numbered

CLOSE: Final = 0.05
"""Margins (distance of the estimate from the null, on the scale of the kind) that differ by less are alike."""


AT_ONCE: Final = 2**20
"""Pairs of options times combinations of the others that are compared at once."""


@dataclass(frozen=True)
class Weights:
    """Weights of a multiverse.

    Attributes
    ----------
    weight : ndarray, shape (S,)
        Of each specification; sums to one; 0 for uncertain ones.
    distinct : ndarray of int, shape (S,)
        Number of the identical set that each belongs to, from 0, in order of the keys.
    n_distinct : int
        Distinct specifications among those with weight.
    clusters : ndarray of int, shape (S, C)
        Cluster of the option taken, within its choice; -1 for uncertain specifications.
    n_clusters : ndarray of int, shape (C,)
        Clusters of each choice; 1 means that the choice is inert.
    """

    weight: Floats
    distinct: Ints
    n_distinct: int
    clusters: Ints
    n_clusters: Ints


def specification_weights(
    options: ArrayLike,
    margins: ArrayLike,
    positions: ArrayLike,
    keys: ArrayLike,
    uncertain: ArrayLike | None = None,
) -> Weights:
    """Weights of the specifications of one reading.

    Clusters are connected sets of pairwise alike options: the order of options plays no part. Two options are
    compared on the combinations of the other choices where both exist, and are alike only if there is one.
    Identical specifications (equal keys) are alike whatever their margins. "Members" are the different ones of the
    cluster that exist in the same combination of the other choices: identical ones share the place of one, and drops
    fall on no option's twin.

    Parameters
    ----------
    options : array_like of int, shape (S, C)
        Option taken in each choice; rows are distinct.
    margins : array_like, shape (S,)
        Estimate less null on the kind's scale; nan if there is none (alike only to identical ones).
    positions : array_like of int, shape (S,)
        +1, 0 or -1.
    keys : array_like of int, shape (S,)
        Hash of the events, weights, roles and null used.
    uncertain : array_like of bool, shape (S,), optional
        Specifications that take an uncertain option: weight 0, and no part in any cluster.

    Returns
    -------
    Weights

    Raises
    ------
    InputError
        Shapes differ, a combination occurs twice, identical specifications with different positions, or nothing
        certain is left.

    Examples
    --------
    >>> out = specification_weights([[0], [1], [2]], [0.4, 0.41, -0.3], [1, 1, -1], [7, 8, 9])
    >>> out.weight.tolist()
    [0.25, 0.25, 0.5]
    """
    grid, margin, place, key = _checked(options, margins, positions, keys)
    sure = np.ones(key.shape, bool) if uncertain is None else ~np.asarray(uncertain, bool)
    if sure.shape != key.shape:
        raise InputError(f"uncertain has shape {sure.shape}", f"{key.shape}", cure="one flag a specification")
    if not bool(sure.any()):
        raise InputError("no certain specification is left", "at least one", cure="see which were dropped and why")
    distinct = numbered(key)
    weight = np.zeros(key.shape)
    clusters = np.full(grid.shape, -1, np.int64)
    same = _as_they_come(distinct[sure])
    weight[sure], clusters[sure], n_clusters = _clustered(grid[sure], margin[sure], place[sure], same)
    n_distinct = int(same.max()) + 1
    return Weights(weight / weight.sum(), distinct.astype(np.int64), n_distinct, clusters, n_clusters)


def pooled(weights: Weights) -> tuple[NDArray[np.int64], Floats]:
    """First row and summed weight of each distinct specification, for drawing the curve once each.

    Returns
    -------
    rows : ndarray of int, shape (D,)
    weight : ndarray, shape (D,)
    """
    _, rows = np.unique(weights.distinct, return_index=True)
    return rows.astype(np.int64), np.bincount(weights.distinct, weights.weight).astype(np.float64)


def _as_they_come(labels: Ints) -> Ints:
    """Labels from 0 on in the order of their first occurrence; ``labels`` are whole numbers from 0.

    >>> _as_they_come(np.array([4, 1, 4, 0])).tolist()
    [0, 1, 0, 2]
    """
    first = np.full(int(labels.max(initial=-1)) + 1, labels.size)
    first[labels[::-1]] = np.arange(labels.size)[::-1]
    place = np.empty_like(first)
    place[np.argsort(first, kind="stable")] = np.arange(first.size)
    return place[labels]


def _clustered(grid: Ints, margin: Floats, place: Ints, same: Ints) -> tuple[Floats, Ints, Ints]:
    """Shares before rescaling (S,), clusters (S, C) and numbers of clusters (C,).

    Clusters are told from differences, so a finding and its mirror, whose margins and positions have the other sign,
    have the same: they are sought once.
    """
    told = np.concatenate([place, margin])
    turn = -1.0 if bool((told[np.flatnonzero(told)[:1]] < 0).any()) else 1.0
    arrays = (np.ascontiguousarray(grid), margin * turn + 0.0, (place * turn).astype(np.int64), same)
    return _kept_clusters(*(one.tobytes() for one in arrays), grid.shape)


@lru_cache(maxsize=256)
def _kept_clusters(
    grid: bytes, margins: bytes, places: bytes, sames: bytes, shape: tuple[int, int]
) -> tuple[Floats, Ints, Ints]:
    margin = np.frombuffer(margins, np.float64)
    place, same = np.frombuffer(places, np.int64), np.frombuffer(sames, np.int64)
    share, clusters = np.ones(shape[0]), np.zeros(shape, np.int64)
    n_clusters = np.ones(shape[1], np.int64)
    for choice, plan in enumerate(_kept_plans(grid, shape)):
        label, found = _clusters(plan, margin, place, same)
        share /= found * _members(plan.cell * found + label, same)
        clusters[:, choice], n_clusters[choice] = label, found
    for one in (share, clusters, n_clusters):
        one.flags.writeable = False
    return share, clusters, n_clusters


@dataclass(frozen=True)
class _Plan:
    """One choice of a grid: what its clusters are looked for in, whatever was measured.

    ``option`` and ``cell`` (S,) number the options taken and the combinations of the other choices; ``here``
    (options, cells) says which exist.
    """

    option: Ints
    cell: Ints
    here: NDArray[np.bool_]


@lru_cache(maxsize=64)
def _kept_plans(grid: bytes, shape: tuple[int, int]) -> tuple[_Plan, ...]:
    """A plan for each choice of a grid: the readings of a finding share one grid."""
    rows = np.frombuffer(grid, np.int64).reshape(shape)
    plans = []
    for choice in range(shape[1]):
        others = np.delete(rows, choice, axis=1)
        cell = numbered(_numbers(others)) if others.shape[1] else np.zeros(shape[0], np.int64)
        option = numbered(rows[:, choice])
        here = np.zeros((int(option.max()) + 1, int(cell.max()) + 1), bool)
        here[option, cell] = True
        plans.append(_Plan(option, cell, here))
    return tuple(plans)


def _numbers(rows: Ints) -> Ints:
    """One number per row, in the order of the rows' columns; sorts as they do."""
    lows = rows.min(axis=0)
    spans = [int(v) for v in rows.max(axis=0) - lows + 1]
    if math.prod(spans) >= 2**62:
        return np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    steps = [math.prod(spans[i + 1 :]) for i in range(len(spans))]
    return np.asarray((rows - lows) @ np.array(steps, dtype=np.int64))


def _clusters(plan: _Plan, margin: Floats, place: Ints, same: Ints) -> tuple[Ints, int]:
    """Cluster of each specification's option in one choice, and how many there are."""
    n = len(plan.here)
    if n == 1:
        return np.zeros(len(margin), np.int64), 1  # one option: nothing to cluster
    margins, places = np.full(plan.here.shape, np.nan), np.zeros(plan.here.shape, np.int64)
    sames = np.full(plan.here.shape, -1, np.int64)
    at = plan.option, plan.cell
    margins[at], places[at], sames[at] = margin, place, same
    alike = np.empty((n, n), bool)
    step = max(1, AT_ONCE // plan.here.size)
    for start in range(0, n, step):
        one = slice(start, start + step)
        with np.errstate(invalid="ignore"):
            near = np.abs(margins[one, None] - margins) <= CLOSE + 1e-12
        near |= margins[one, None] == margins
        near |= sames[one, None] == sames
        near &= places[one, None] == places
        both = plan.here[one, None] & plan.here
        alike[one] = both.any(-1) & (near | ~both).all(-1)
    np.fill_diagonal(alike, val=True)
    if int(alike.sum()) > n:
        for _ in range(n.bit_length()):
            alike = (alike.astype(np.int64) @ alike.astype(np.int64)) > 0
    label = numbered(alike.argmax(-1))
    return label[plan.option], int(label.max()) + 1


def _members(group: Ints, same: Ints) -> Ints:
    """Different members of each specification's group, times the copies of it there."""
    copy = numbered(group * (int(same.max()) + 1) + same)
    first = np.zeros(int(copy.max()) + 1, np.int64)
    first[copy] = group  # the group of each different pair
    return np.asarray(np.bincount(first)[group] * np.bincount(copy)[copy])


def _checked(
    options: ArrayLike, margins: ArrayLike, positions: ArrayLike, keys: ArrayLike
) -> tuple[Ints, Floats, Ints, Ints]:
    grid, margin = np.asarray(options, np.int64), np.asarray(margins, np.float64)
    place, key = np.asarray(positions, np.int64), np.asarray(keys)
    if grid.ndim != 2 or not margin.shape == place.shape == key.shape == grid.shape[:1]:
        raise InputError(
            f"options {grid.shape}, margins {margin.shape}, positions {place.shape}, keys {key.shape}",
            "options (S, C), the others (S,)",
        )
    if grid.shape[0] > 1 and (not grid.shape[1] or int(numbered(_numbers(grid)).max()) + 1 < grid.shape[0]):
        raise InputError("a combination of options occurs twice", "distinct rows", cure="declare each option once")
    order = np.argsort(key, kind="stable")
    twins = key[order][1:] == key[order][:-1]
    if bool(np.any(twins & (place[order][1:] != place[order][:-1]))):
        raise InputError("identical specifications with different positions", "one position", cure="check the keys")
    return grid, margin, place, key
