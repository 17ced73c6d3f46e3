"""Which points lie in the rings of an area: arrays in, arrays out, and the points where rounding could decide."""

import re

import numpy as np

from inquest.model.panel import BoolArray, FloatArray

_PLAIN = re.compile(r"(?:MULTI)?POLYGON *\(([-+.,() 0-9eE]+)\)$")
_ROUNDING = 2.0**-50
"""Relative error that an orientation of four rounded differences can have, several times over (Shewchuk 1997, doi
10.1007/PL00009321)."""


def plain_rings(wkt: str) -> list[FloatArray] | None:
    """The rings of a POLYGON or MULTIPOLYGON in two dimensions, each (V, 2) and closed; None for anything else."""
    matched = _PLAIN.match(wkt.strip())
    if matched is None:
        return None
    found = []
    for ring in matched[1].replace("(", "").split(")"):
        numbers = ring.strip(" ,").replace(",", " ").split()
        if numbers:
            points = np.array(numbers, dtype=np.float64)
            if len(points) % 2 or ring.strip(" ,").count(",") + 1 != len(points) // 2:
                return None
            found.append(points.reshape(-1, 2))
            if len(points) < 8 or not np.array_equal(found[-1][0], found[-1][-1]):
                return None
    return found or None


def crossings(rings: list[FloatArray], x: FloatArray, y: FloatArray) -> tuple[BoolArray, BoolArray]:
    """Whether a line from each point to the east crosses the rings an odd number of times.

    Parameters
    ----------
    rings : (V, 2) each, closed; x then y.
    x, y : (P,) points.

    Returns
    -------
    odd : (P,) True inside.
    close : (P,) True where the side of some edge that the point lies on is a matter of rounding: not to be trusted.

    References
    ----------
    Shimrat 1962, "Algorithm 112: Position of point relative to polygon", doi 10.1145/368637.368653.
    """
    odd, close = np.zeros(x.shape, dtype=bool), np.zeros(x.shape, dtype=bool)
    x1, y1 = np.concatenate([ring[:-1] for ring in rings]).T
    x2, y2 = np.concatenate([ring[1:] for ring in rings]).T
    order = np.argsort(y, kind="stable")
    first = np.searchsorted(y[order], np.minimum(y1, y2), side="left")
    last = np.searchsorted(y[order], np.maximum(y1, y2), side="right")
    count = last - first  # points on the height of each edge
    edge = np.repeat(np.arange(len(x1)), count)
    point = order[np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)]
    rise, run = y2[edge] - y1[edge], x2[edge] - x1[edge]
    left, right = (x[point] - x1[edge]) * rise, (y[point] - y1[edge]) * run
    side = left - right
    near = np.abs(side) <= _ROUNDING * (np.abs(left) + np.abs(right))
    # An edge holds its lower end and not its upper one, so that a corner counts once.
    held = (y1[edge] > y[point]) != (y2[edge] > y[point])
    east = held & ((side < 0) == (rise > 0))
    odd = np.bincount(point[east], minlength=len(x)) % 2 == 1
    inside_of = (np.minimum(x1, x2)[edge] <= x[point]) & (x[point] <= np.maximum(x1, x2)[edge])
    close[point[near & inside_of]] = True
    return odd, close
