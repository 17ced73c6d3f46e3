"""Exposure of pairs of actors on a grid: where and when both were near, how often they fought, when they first met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inquest.stats.arrays import Bools, Ints

PERIODS_PER_BLOCK: Final = 13
"""Periods of 14 days in a block: half a year."""
CELLS_PER_TILE: Final = 2
"""Cells of 0.25 degrees along the side of a tile: half a degree."""


@dataclass(frozen=True)
class GridRows:
    """Pair rows of a grid, shared by all specifications; each array has shape (R,).

    Attributes
    ----------
    y, x : ndarray of int
        Row and column of the cell, floor(latitude / 0.25) and floor(longitude / 0.25).
    period : ndarray of int
        floor(days / 14).
    a, b : ndarray of int
        The two actors, numbered from 0; a row says that they fought each other. The order plays no part.
    precise : ndarray of bool
        Located with precision 3 or better.
    """

    y: Ints
    x: Ints
    period: Ints
    a: Ints
    b: Ints
    precise: Bools


@dataclass(frozen=True)
class Tally:
    """Mutual events and exposure by block of time, shape (S, K); first contacts and risk by tile, shape (S, L)."""

    events: Ints
    exposure: Ints
    firsts: Ints
    risk: Ints

    def plus(self, other: "Tally", times: Ints) -> "Tally":
        """Sum with another tally, taken 0 or 1 times; `times` has shape (S, 1)."""
        return Tally(
            self.events + times * other.events,
            self.exposure + times * other.exposure,
            self.firsts + times * other.firsts,
            self.risk + times * other.risk,
        )


class Grid:
    """Dense arrays (S, period, y, x) over the box of the rows, with one cell of margin all round."""

    def __init__(self, rows: GridRows) -> None:
        self.rows = rows
        axes = (rows.period, rows.y, rows.x)
        lows = [int(v.min()) - 1 for v in axes]
        self.shape = tuple(int(v.max()) - low + 2 for v, low in zip(axes, lows, strict=True))
        self.cell = np.ravel_multi_index([v - low for v, low in zip(axes, lows, strict=True)], self.shape)
        first = np.minimum(rows.a, rows.b)
        second = np.maximum(rows.a, rows.b)
        self.first, self.second = first, second
        self.pairs = set(zip(first.tolist(), second.tolist(), strict=True))
        self.actors = sorted(set(rows.a.tolist()) | set(rows.b.tolist()))
        self.size = int(np.prod(self.shape))

    def _spread(self, events: Ints, taken: Bools) -> Ints:
        """Events of the taken rows on the dense grid, shape (S, period, y, x)."""
        places, inverse = np.unique(self.cell[taken], return_inverse=True)
        dense = np.zeros((events.shape[0], self.size), np.int64)
        if places.size:
            sums = np.zeros((places.size, events.shape[0]), np.int64)
            np.add.at(sums, inverse, events[:, taken].T)
            dense[:, places] = sums.T
        return dense.reshape(events.shape[0], *self.shape)

    def _present(self, events: Ints, actor: int) -> Bools:
        """Whether an actor fought anyone in the 3x3 neighbourhood over three periods."""
        here = self._spread(events, (self.rows.a == actor) | (self.rows.b == actor)) > 0
        for axis in (1, 2, 3):
            wide = here.copy()
            ahead: list[slice] = [slice(None)] * 4
            behind: list[slice] = [slice(None)] * 4
            ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
            wide[tuple(ahead)] |= here[tuple(behind)]
            wide[tuple(behind)] |= here[tuple(ahead)]
            here = wide
        return here

    def presence(self, events: Ints, actors: Iterable[int] | None = None) -> dict[int, Bools]:
        """Presence of each actor (all by default), shapes (S, period, y, x)."""
        return {k: self._present(events, k) for k in (self.actors if actors is None else actors)}

    def ground(self, events: Ints) -> Bools:
        """Whether anyone ever fights in a cell, shape (S, 1, y, x)."""
        everyone = np.ones(self.cell.size, bool)
        return np.asarray((self._spread(events, everyone) > 0).any(axis=1, keepdims=True))

    def tally(self, events: Ints, pair: tuple[int, int], near: dict[int, Bools], ground: Bools) -> Tally:
        """Events, exposure, first contacts and risk of a pair by block; nobody is near who is not in the rows.

        Risk counts only where anyone ever fights (``ground``): a neighbourhood reaches beyond the front.
        """
        mutual = self._spread(events, (self.first == pair[0]) & (self.second == pair[1]))
        nowhere = np.zeros(mutual.shape, bool)
        exposed = near.get(pair[0], nowhere) & near.get(pair[1], nowhere)
        met = mutual > 0
        before: Ints = np.cumsum(met, axis=1) - met
        risk = exposed & ground & (before == 0)
        return Tally(self._by_block(mutual), self._by_block(exposed), self._by_tile(risk & met), self._by_tile(risk))

    def _by_tile(self, values: NDArray[np.generic]) -> Ints:
        tiled = values.sum(axis=1, dtype=np.int64)
        for axis in (1, 2):
            tiled = np.add.reduceat(tiled, np.arange(0, tiled.shape[axis], CELLS_PER_TILE), axis=axis)
        return np.asarray(tiled.reshape(tiled.shape[0], -1))

    def _by_block(self, values: NDArray[np.generic]) -> Ints:
        by_period = values.sum(axis=(2, 3), dtype=np.int64)
        return np.asarray(np.add.reduceat(by_period, np.arange(0, self.shape[0], PERIODS_PER_BLOCK), axis=1))
