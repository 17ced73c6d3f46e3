"""Rank of a change among placebo windows: all other placements of the same split on the covered series."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, Ints, counts


@dataclass(frozen=True)
class PlaceboRank:
    """Rank of a change among placebo placements of the same split; arrays have shape (S,).

    Attributes
    ----------
    p_rise, p_fall : ndarray
        (1 + placebos at least as far in that direction) / (1 + placebos), in (0, 1].
    p_two : ndarray
        Twice the smaller, at most 1.
    n_placebos : int
        Placements used; none gives p = 1, the weakest possible.
    """

    p_rise: Floats
    p_fall: Floats
    p_two: Floats
    n_placebos: int


def placebo_rank(
    series: ArrayLike, covered: NDArray[np.bool_], baseline: tuple[int, int], window: tuple[int, int]
) -> PlaceboRank:
    """Rank of the tested change among all admissible placements of the same split.

    A placement keeps the lengths of baseline, gap and window. It is admissible if every period it spans is
    covered and it does not overlap the tested break (the span from the end of the earlier tested window to the
    start of the later one): a collapse is not ranked against itself. Rates carry half an event, so that
    empty windows rank.

    Parameters
    ----------
    series : array_like of int, shape (S, T)
        Counts by period.
    covered : ndarray of bool, shape (T,)
        Periods that the source covers.
    baseline, window : tuple of int
        Half-open (start, stop) of the tested windows; either may come first.

    Returns
    -------
    PlaceboRank

    Raises
    ------
    InputError
        Wrong shapes.
    UsageError
        Windows that overlap, are empty, or leave the series.
    """
    y = counts("series", series, 2)
    periods = y.shape[1]
    if covered.shape != (periods,):
        raise InputError(f"covered has shape {covered.shape}", f"({periods},)", cure="one flag a period")
    first, second = sorted((baseline, window))
    if not (0 <= first[0] < first[1] <= second[0] < second[1] <= periods):
        raise UsageError(
            f"windows {baseline} and {window} of {periods} periods", "two disjoint windows inside the series"
        )
    starts, keep = placements(covered, first, second)
    sums = np.concatenate([np.zeros((y.shape[0], 1), np.int64), np.cumsum(y, axis=1)], axis=1)
    every = np.concatenate([[first[0]], starts[keep]])
    change = _change(sums, every, first, second)
    if baseline == second:
        change = -change
    tested, placebo = change[:, :1], change[:, 1:]
    n = placebo.shape[1]
    slack = 1e-12
    rise = (1.0 + (placebo >= tested - slack).sum(-1)) / (1.0 + n)
    fall = (1.0 + (placebo <= tested + slack).sum(-1)) / (1.0 + n)
    return PlaceboRank(rise, fall, np.minimum(1.0, 2.0 * np.minimum(rise, fall)), n)


def placements(
    covered: NDArray[np.bool_], first: tuple[int, int], second: tuple[int, int]
) -> tuple[NDArray[np.int64], Bools]:
    """All starts of the split, and which of them are admissible placebos.

    Returns
    -------
    starts : ndarray of int, shape (P,)
    keep : ndarray of bool, shape (P,)
        Fully covered, and wholly before the end of the earlier tested window or after the start of the later.
    """
    span = second[1] - first[0]
    starts = np.arange(covered.size - span + 1)
    known = np.concatenate([[0], np.cumsum(covered)])
    full = known[starts + span] - known[starts] == span
    clear = (starts + span <= first[1]) | (starts >= second[0])
    return starts, full & clear


def _change(sums: Ints, starts: NDArray[np.int64], first: tuple[int, int], second: tuple[int, int]) -> Floats:
    """Log ratio of later over earlier rates at each start; shape (S, P)."""
    one, gap, two = first[1] - first[0], second[0] - first[1], second[1] - second[0]
    early = sums[:, starts + one] - sums[:, starts]
    late = sums[:, starts + one + gap + two] - sums[:, starts + one + gap]
    return np.asarray(np.log((late + 0.5) / two) - np.log((early + 0.5) / one))
