"""How concentrated the sources are, and how much of each side a filter keeps."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import Bools, Floats, counts, ratio, same_shape

RETENTION_LIMIT: Final = 1.25
"""Retention of two sides that differs by more makes the filter a reading."""


@dataclass(frozen=True)
class Concentration:
    """Concentration of sources; arrays of shape (S,).

    Attributes
    ----------
    largest_share : ndarray
        Share of the largest source in [0, 1]; nan without events.
    largest : ndarray of int
        Column of the largest source (the first of equals); -1 without events.
    effective : ndarray
        Effective number of sources, 1 / sum of squared shares, from 1 to the number of sources.
    """

    largest_share: Floats
    largest: Floats
    effective: Floats


def concentration(events: ArrayLike) -> Concentration:
    """Share of the largest source and the effective number of sources.

    Parameters
    ----------
    events : array_like of int, shape (S, K)
        Events by source.

    Returns
    -------
    Concentration

    Raises
    ------
    InputError
        Wrong shape, no source, fractions or negative counts.

    References
    ----------
    Hill 1973, doi 10.2307/1934352 (the number of order two); Laakso & Taagepera 1979, doi
    10.1177/001041407901200101.

    Examples
    --------
    >>> concentration([[3, 1]]).effective.tolist()
    [1.6]
    """
    table = counts("events", events, 2)
    if table.shape[1] == 0:
        raise InputError("no source", "one column or more", cure="count events by source")
    shares = ratio(table, table.sum(-1, keepdims=True))
    empty = table.sum(-1) == 0
    largest = np.where(empty, -1, table.argmax(-1))
    return Concentration(shares.max(-1), largest, ratio(1.0, np.square(shares).sum(-1)))


@dataclass(frozen=True)
class Retention:
    """What a filter keeps of each side.

    Attributes
    ----------
    kept_share : ndarray, shape (S, K)
        kept / total by side; nan where a side has nothing.
    spread : ndarray, shape (S,)
        Largest over smallest kept share of the sides that have anything: at least 1; infinite if one side is lost
        wholly and another not; 1 if fewer than two sides have anything, or all are lost.
    is_reading : ndarray of bool, shape (S,)
        Spread above 1.25.
    """

    kept_share: Floats
    spread: Floats
    is_reading: Bools


def retention(kept: ArrayLike, total: ArrayLike) -> Retention:
    """Kept over total of each side, and how much it differs between sides.

    Parameters
    ----------
    kept, total : array_like of int, shape (S, K)
        Events or deaths of each side with and without the filter.

    Returns
    -------
    Retention

    Raises
    ------
    InputError
        Wrong shapes, or more kept than there is.

    Examples
    --------
    >>> retention([[49, 82]], [[100, 100]]).spread.round(2).tolist()
    [1.67]
    """
    part, whole = counts("kept", kept, 2), counts("total", total, 2)
    same_shape(kept=part, total=whole)
    if bool((part > whole).any()):
        raise InputError("a filter keeps more than there is", "kept <= total", cure="check the masks")
    share = ratio(part, whole)
    known = whole > 0
    top = np.max(share, axis=-1, where=known, initial=0.0)
    bottom = np.min(share, axis=-1, where=known, initial=1.0)
    spread = np.where((known.sum(-1) < 2) | (top == 0.0), 1.0, ratio(top, bottom))
    return Retention(share, spread, spread > RETENTION_LIMIT)
