"""How unequally two releases of one record revised the parts of it: the benchmark of the flip factor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError
from inquest.stats.arrays import counts, same_shape

MINIMUM = 20
"""Least events of a part, and least of the quantity itself, in the older release: below it one event moves a ratio."""


@dataclass(frozen=True)
class Differential:
    """The largest revision of one part against another.

    ``value`` at least 1, nan with fewer than two usable parts; ``most`` and ``least``: index of the part that was
    revised up the most and the least (or down the most), -1 without a value; ``parts``: how many were usable;
    ``gone``: usable parts of which the newer release holds nothing.
    """

    value: float
    most: int
    least: int
    parts: int
    gone: int


def differential_revision(
    older: ArrayLike, newer: ArrayLike, events: ArrayLike, *, minimum: int = MINIMUM
) -> Differential:
    """Largest ratio between the revision factors of two parts of a record.

    With r_g = newer_g / older_g the factor by which part g (a pair of sides, a year) was revised between two releases,
    the differential revision is max r / min r: how far the two releases disagree on the ratio between two parts. A
    revision of all parts by one factor changes no ratio and gives 1.

    Parameters
    ----------
    older, newer : array_like of int, shape (G,)
        Totals (events, or deaths) of each part in the older and the newer release, over days that both cover.
    events : array_like of int, shape (G,)
        Events of each part in the older release.
    minimum : int
        Parts with fewer events, or a smaller total, in the older release are left out.

    Returns
    -------
    Differential
        Parts that the newer release doesn't hold at all are left out and counted in ``gone``: a part that vanishes
        whole was coded under another name, and no factor says by how much it was revised.

    Raises
    ------
    InputError
        Shapes that differ, negative or broken counts, or a minimum below 1.

    Notes
    -----
    Valid as a benchmark of unequal recording only where both releases count the same kind of event over the same days.
    It grows with the number of parts, as any maximum does.

    Examples
    --------
    >>> differential_revision([100, 50], [200, 50], [100, 50]).value
    2.0
    """
    if minimum < 1:
        raise InputError(f"the minimum is {minimum}", "1 or more", cure="pass the least events of a part")
    old, new, held = counts("older", older, 1), counts("newer", newer, 1), counts("events", events, 1)
    same_shape(older=old, newer=new, events=held)
    enough = (held >= minimum) & (old >= minimum)
    usable = np.flatnonzero(enough & (new > 0))
    gone = int(np.count_nonzero(enough & (new == 0)))
    if usable.size < 2:
        return Differential(float("nan"), -1, -1, int(usable.size), gone)
    factor = new[usable] / old[usable]
    most, least = int(usable[factor.argmax()]), int(usable[factor.argmin()])
    return Differential(float(factor.max() / factor.min()), most, least, int(usable.size), gone)
