"""Weights of specifications, such that duplicated and inert options change no verdict.

Within a choice, options whose margins differ by at most .05 over all other cells and that agree in position are
one cluster. A specification's weight is the product over choices of 1/clusters times 1/members, rescaled to sum to
one over what is left after drops.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError
from inquest.stats.arrays import Floats, Ints, numbered

CLOSE: Final = 0.05
"""Margins (distance of the estimate from the null, on the scale of the kind) that differ by less are alike."""


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
    weight = sure.astype(np.float64)
    clusters = np.full(grid.shape, -1, np.int64)
    n_clusters = np.ones(grid.shape[1], np.int64)
    sure_grid, sure_margin, sure_place, sure_distinct = grid[sure], margin[sure], place[sure], distinct[sure]
    for choice in range(grid.shape[1]):
        if sure_grid.size and (sure_grid[:, choice] == sure_grid[0, choice]).all():
            clusters[sure, choice] = 0  # one option: nothing to cluster, and no member but itself
            weight[sure] /= _members(_cells(np.delete(sure_grid, choice, axis=1)), sure_distinct)
            continue
        cell = _cells(np.delete(sure_grid, choice, axis=1))
        label, found = _clusters(sure_grid[:, choice], cell, sure_margin, sure_place, sure_distinct)
        weight[sure] /= found * _members(cell * found + label, sure_distinct)
        clusters[sure, choice], n_clusters[choice] = label, found
    n_distinct = int(numbered(distinct[sure]).max()) + 1
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


def _cells(others: Ints) -> Ints:
    """Number of each combination of the other choices; shape (S,)."""
    if others.shape[1] == 0:
        return np.zeros(others.shape[0], np.int64)
    return numbered(_numbers(others))


def _numbers(rows: Ints) -> Ints:
    """One number per row, in the order of the rows' columns; sorts as they do."""
    lows = rows.min(axis=0)
    spans = [int(v) for v in rows.max(axis=0) - lows + 1]
    if math.prod(spans) >= 2**62:
        return np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    steps = [math.prod(spans[i + 1 :]) for i in range(len(spans))]
    return np.asarray((rows - lows) @ np.array(steps, dtype=np.int64))


def _clusters(taken: Ints, cell: Ints, margin: Floats, place: Ints, same: Ints) -> tuple[Ints, int]:
    """Cluster of each specification's option in one choice, and how many there are."""
    option = numbered(taken)
    n = int(option.max()) + 1
    shape = (n, int(cell.max()) + 1)
    here = np.zeros(shape, bool)
    here[option, cell] = True
    margins, places, sames = np.full(shape, np.nan), np.zeros(shape, np.int64), np.full(shape, -1, np.int64)
    margins[option, cell], places[option, cell], sames[option, cell] = margin, place, same
    alike = np.eye(n, dtype=bool)
    for one in range(n):
        both = here[one] & here
        equal = (sames[one] == sames) | (margins[one] == margins)
        with np.errstate(invalid="ignore"):
            near = equal | (np.abs(margins[one] - margins) <= CLOSE + 1e-12)
        agree = near & (places[one] == places)
        alike[one] |= both.any(-1) & (agree | ~both).all(-1)
    for _ in range(n.bit_length()):
        alike = (alike.astype(np.int64) @ alike.astype(np.int64)) > 0
    label = numbered(alike.argmax(-1))
    return label[option].astype(np.int64), int(label.max()) + 1


def _members(group: Ints, same: Ints) -> Ints:
    """Different members of each specification's group, times the copies of it there."""
    together = numbered(group)
    copy = numbered(together * (int(same.max()) + 1) + same)
    first = np.zeros(int(copy.max()) + 1, np.int64)
    first[copy] = together  # the group of each different pair
    return np.asarray(np.bincount(first)[together] * np.bincount(copy)[copy])


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
