"""Order in time: the share of a stream before a date, two streams by their medians, the month in which a rate changed.

All of it is about what was recorded, so doubt is recording: low and high counts, events whose side of the date is open,
and one part of the time recorded up to B times as well as another.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints, counts, ratio, same_shape
from inquest.stats.bounds import Bounds

MOST_FLIP: Final = 1e6
"""Cap of the factor that would turn an order round."""
_STEPS: Final = 40


def share_before(
    before: tuple[Floats, Floats, Floats],
    after: tuple[Floats, Floats, Floats],
    between: ArrayLike,
    days_before: ArrayLike,
    days_after: ArrayLike,
) -> Bounds:
    """Share of a stream that lies before a date, for equal lengths of time on both sides.

    s = (b / Tb) / (b / Tb + a / Ta): .5 for a steady stream whatever the lengths, 0 if all came after. Bounds cross
    low and high, and give what fell between the earliest and the latest date wholly to either side; the point leaves it
    out.

    Parameters
    ----------
    before, after : tuple of array_like, each (low, best, high) of shape (S,)
        Sums before the earliest and after the latest date.
    between : array_like, shape (S,)
        High sums between the two.
    days_before, days_after : array_like, shape (S,) or ()
        Covered days on each side, above 0.

    Returns
    -------
    Bounds
        In [0, 1]; nan where both sides are empty.

    Raises
    ------
    InputError
        Sums out of order, negative, or a side without any covered day.
    """
    b, a = (tuple(np.asarray(v, np.float64) for v in triple) for triple in (before, after))
    loose = np.asarray(between, np.float64)
    days = np.asarray(days_before, np.float64), np.asarray(days_after, np.float64)
    if not all(bool(np.all(d > 0.0)) for d in days):
        raise InputError("a side of the date without covered days", "days above 0", cure="refuse the claim")
    for name, triple in (("before", b), ("after", a)):
        if not bool(np.all((triple[0] >= 0) & (triple[0] <= triple[1]) & (triple[1] <= triple[2]))):
            raise InputError(f"{name} is not in the order 0 <= low <= best <= high", cure="order the sums")
    if not bool(np.all(loose >= 0)):
        raise InputError("a negative count between the dates", "zero or more", cure="check the masks")
    scale = days[0] / days[1]
    return Bounds(
        ratio(b[1], b[1] + scale * a[1]),
        ratio(b[0], b[0] + scale * (a[2] + loose)),
        ratio(b[2] + loose, b[2] + loose + scale * a[0]),
    )


@dataclass(frozen=True)
class MedianOrder:
    """Median times of two streams, in periods from the start; arrays have shape (S,).

    Attributes
    ----------
    first, second : ndarray
        Medians; nan for an empty stream.
    first_lo, first_hi, second_lo, second_hi : ndarray
        Their range where one part of the time was recorded up to `factor` times as well as the rest.
    flip : ndarray
        The factor at which the two ranges meet, at least 1.
    """

    first: Floats
    second: Floats
    first_lo: Floats
    first_hi: Floats
    second_lo: Floats
    second_hi: Floats
    flip: Floats


def quantile_time(series: ArrayLike, q: ArrayLike) -> Floats:
    """Time by which a part of a stream has passed, linear within a period.

    Parameters
    ----------
    series : array_like, shape (S, T)
        Counts by period, whole numbers.
    q : array_like, shape (S,) or ()
        Part of the total, in [0, 1].

    Returns
    -------
    ndarray, shape (S,)
        In [0, T]; nan for an empty stream.

    Examples
    --------
    >>> quantile_time([[4, 0, 4]], 0.25).tolist()
    [0.5]
    """
    y = counts("series", series, 2)
    part = np.broadcast_to(np.asarray(q, np.float64), (y.shape[0],))
    if bool(np.any((part < 0.0) | (part > 1.0))):
        raise InputError("a part outside [0, 1]", "0 to 1", cure="pass 0.5 for the median")
    return _time(y, np.cumsum(y, axis=1), part)


def _time(y: Ints, total: Ints, part: Floats) -> Floats:
    """``quantile_time`` of counts and their running sums, both (S, T), at parts (S,)."""
    wanted = part * total[:, -1]
    at = np.minimum((total < wanted[:, None] - 1e-9).sum(axis=1), y.shape[1] - 1)
    row = np.arange(y.shape[0])
    inside = y[row, at]
    some = np.maximum(inside, 1)
    found = at + np.where(inside > 0, np.clip((wanted - total[row, at] + inside) / some, 0.0, 1.0), 0.0)
    return np.where(total[:, -1] > 0, found, np.nan)


def median_order(first: ArrayLike, second: ArrayLike, factor: ArrayLike, *, turn: bool = True) -> MedianOrder:
    """Which of two streams came earlier, by their medians.

    If the time before a day was recorded up to B times as well as the time after it, or the other way round, the
    median lies between the 1/(1+B) and the B/(1+B) quantile, and both ends are reached; so these bounds are sharp for
    every recording that changes over time by at most B. The flip factor is the B at which the ranges of the two
    streams meet.

    Parameters
    ----------
    first, second : array_like of int, shape (S, T)
        Counts by period.
    factor : array_like, shape (S,) or ()
        B, at least 1.
    turn : bool
        Whether the flip factor is wanted; it takes most of the time, and is nan without.

    Returns
    -------
    MedianOrder

    Raises
    ------
    InputError
        Shapes that differ, negative counts, or a factor below 1.
    """
    a, b = counts("first", first, 2), counts("second", second, 2)
    same_shape(first=a, second=b)
    scale = np.array(np.broadcast_to(np.asarray(factor, np.float64), (a.shape[0],)))
    if not bool(np.all(scale >= 1.0)):
        raise InputError("a factor below 1", "1 or more", cure="1 means evenly recorded")
    tagged, inverse = np.unique(
        np.concatenate([a, b, scale[:, None].view(np.int64)], axis=1), axis=0, return_inverse=True
    )
    which, periods = inverse.reshape(-1), a.shape[1]
    a, b = tagged[:, :periods], tagged[:, periods : 2 * periods]
    scale = np.ascontiguousarray(tagged[:, 2 * periods]).view(np.float64)
    low, high = 1.0 / (1.0 + scale), scale / (1.0 + scale)
    one, two = (a, np.cumsum(a, axis=1)), (b, np.cumsum(b, axis=1))
    half = np.full(a.shape[0], 0.5)
    medians = _time(*one, half), _time(*two, half)
    ahead = medians[0] <= medians[1]
    near, far = np.zeros(a.shape[0]), np.full(a.shape[0], np.log(MOST_FLIP))
    for _ in range(_STEPS if turn else 0):
        middle = (near + far) / 2.0
        late, early = 1.0 / (1.0 + np.exp(-middle)), 1.0 / (1.0 + np.exp(middle))
        gap = np.where(ahead, _time(*two, early) - _time(*one, late), _time(*one, early) - _time(*two, late))
        near, far = np.where(gap > 0, middle, near), np.where(gap > 0, far, middle)
    known = turn & ~np.isnan(medians[0]) & ~np.isnan(medians[1])
    flip = np.where(known, np.exp((near + far) / 2.0), np.nan)
    ranges = (_time(*one, low), _time(*one, high), _time(*two, low), _time(*two, high))
    return MedianOrder(*(v[which] for v in (*medians, *ranges, flip)))


@dataclass(frozen=True)
class ChangeMonth:
    """The period from which a stream ran at another rate; arrays have shape (S,).

    Attributes
    ----------
    at : ndarray of int
        First period of the new rate, 1 to T - 1.
    lo, hi : ndarray of int
        All splits whose deviance lies within the limit, from the first to the last.
    change : ndarray
        Rate after over rate before.
    """

    at: Ints
    lo: Ints
    hi: Ints
    change: Floats


def change_month(series: ArrayLike, *, limit: float = 3.841) -> ChangeMonth:
    """One change of rate, by the likelihood of every split, widened for over-dispersion.

    Deviance of a split k against the best one, divided by the dispersion about the best split (never below 1), at most
    `limit` (the .95 quantile of chi-squared with 1 degree of freedom). The profile of a change point is not smooth and
    the counts are autocorrelated, so the range is approximate: it describes and decides nothing by itself.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
    limit : float

    Returns
    -------
    ChangeMonth

    Raises
    ------
    UsageError
        Fewer than 4 periods.

    References
    ----------
    Hinkley 1970, doi 10.1093/biomet/57.1.1 (likelihood of a change point); Worsley 1986, doi 10.1093/biomet/73.1.91
    (confidence regions).
    """
    y = counts("series", series, 2)
    periods = y.shape[1]
    if periods < 4:
        raise UsageError(f"{periods} periods", "at least 4", cure="use finer periods")
    total = np.cumsum(y, axis=1)
    early, late = total[:, :-1], total[:, -1:] - total[:, :-1]
    k = np.arange(1, periods, dtype=np.float64)
    fit = _mass(early, k) + _mass(late, periods - k)
    best = fit.argmax(axis=1)
    row = np.arange(y.shape[0])
    means = early[row, best] / k[best], late[row, best] / (periods - k[best])
    fitted = np.where(np.arange(periods)[None, :] <= best[:, None], means[0][:, None], means[1][:, None])
    squares = np.nan_to_num(ratio(np.square(y - fitted), fitted), posinf=0.0)
    dispersion = np.maximum(squares.sum(axis=1) / (periods - 2.0), 1.0)
    inside = 2.0 * (fit[row, best][:, None] - fit) / dispersion[:, None] <= limit
    first = inside.argmax(axis=1)
    last = inside.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)
    return ChangeMonth(best + 1, first + 1, last + 1, ratio(means[1], means[0]))


def _mass(events: Ints, periods: Floats) -> Floats:
    """Events times the log of their rate, zero without events."""
    known = np.maximum(events, 1)
    return np.where(events > 0, events * np.log(known / periods), 0.0)
