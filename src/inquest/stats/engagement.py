"""Engagement: did two actors fight each other as often as others do when both fight nearby?

Observed mutual events over those expected from the exposure of the pair, on a grid of 0.25 degrees by 14 days, with the
baseline rate taken from the other pairs; and the hazard of a first contact. Arrays of pair rows in, numbers out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, Ints, Signs, counts, ratio
from inquest.stats.distinct import merge_rows
from inquest.stats.exposure import Grid, GridRows, Tally
from inquest.stats.rates import rate_ratio, rate_tests

CELL_DEGREES: Final = 0.25
PERIOD_DAYS: Final = 14
MIN_BLOCKS: Final = 4
BATCH_CELLS: Final = 4_000_000
"""Cell-periods times specifications held at once."""
MIN_COVERAGE: Final = 0.6
MIN_EXPECTED: Final = 20.0
LOW: Final = 0.25
HIGH: Final = 0.5


@dataclass(frozen=True)
class Engagement:
    """Result for one pair, by specification; arrays of shape (S,).

    Attributes
    ----------
    observed, expected : ndarray
        Mutual events, and those expected from exposure times the rate of the other pairs.
    ratio, lo, hi : ndarray
        Observed / expected and its 95% interval; nan where refused.
    hazard, hazard_lo, hazard_hi : ndarray
        First-contact hazard over that of the other pairs, with its interval; nan where refused or unknown.
    coverage : ndarray
        Share of the jointly exposed cell-periods that are so by events of precision 3 or better.
    exposure : ndarray of int
        Jointly exposed cell-periods.
    p_peace, p_war : ndarray
        One-sided p that O/E is at least the upper line of peace, and that it is at most the lower line of war.
    refused : ndarray of bool
        Coverage below 60% or fewer than 20 expected events.
    """

    observed: Ints
    expected: Floats
    ratio: Floats
    lo: Floats
    hi: Floats
    hazard: Floats
    hazard_lo: Floats
    hazard_hi: Floats
    coverage: Floats
    exposure: Ints
    p_peace: Floats
    p_war: Floats
    refused: Bools


def engagement(rows: GridRows, events: ArrayLike, pair: tuple[int, int], *, level: float = 0.95) -> Engagement:
    """Observed over expected mutual events of a pair, and its first-contact hazard ratio: see `engagements`."""
    return engagements(rows, events, (pair,), level=level)[0]


def engagements(
    rows: GridRows,
    events: ArrayLike,
    pairs: Sequence[tuple[int, int]],
    *,
    level: float = 0.95,
    lines: tuple[float, float] = (LOW, HIGH),
) -> list[Engagement]:
    """Observed over expected mutual events of some pairs, and their first-contact hazard ratios.

    An actor is present at a cell and period if it fought anyone in the 3x3 neighbourhood in that period, the one
    before or the one after. A pair is exposed where both are present. The rate of the other pairs is
    their mutual events over their exposed cell-periods, over all pairs of the rows that ever fight each other, those
    asked for left out: a pair known to be at peace (a control) says nothing of how often sides at war meet. Only
    precise rows enter the rates; imprecise ones enter the coverage.

    A cell is at risk of a first contact in each exposed period up to the first mutual event, if anyone ever fights in
    it: a neighbourhood reaches beyond the front, where nobody meets. The hazard is first contacts over cell-periods at
    risk.

    Intervals are those of `rate_ratio`, over half-year blocks for the rates and over half-degree tiles for the hazard.
    Valid for 4 blocks with exposure or more; fewer are refused. Where presence is seen wherever it is (some events of
    each side in most neighbourhoods), observed over expected tends to the ratio of the rates; on thinner fronts it is
    drawn towards 1, as a meeting makes the presence that it is measured by.

    Parameters
    ----------
    rows : GridRows
    events : array_like of int, shape (S, R)
        Events of each row in each specification; a row counts where it is above 0.
    pairs : sequence of tuple of int
        Two actors each.
    level : float
        In (0, 1).
    lines : tuple of float
        Observed over expected that counts as peace at most, and as war at least.

    Returns
    -------
    list of Engagement
        One for each pair.

    Raises
    ------
    InputError
        Shapes that do not fit, or a row of an actor with itself.
    UsageError
        A pair of one actor, or a level outside (0, 1).
    """
    n = counts("events", events, 2)
    for pair in pairs:
        _check(rows, n, pair)
    if not 0.0 < level < 1.0:
        raise UsageError(f"level {level:g}", "a number between 0 and 1", cure="pass 0.95")
    grid = Grid(rows)
    unique, which = merge_rows(n)
    step = max(1, BATCH_CELLS // grid.size)
    parts = [_measured(grid, n[unique[k : k + step]], pairs, level, lines) for k in range(0, unique.size, step)]
    return [_joined([part[i] for part in parts], which) for i in range(len(pairs))]


def _joined(parts: Sequence[Engagement], which: Ints) -> Engagement:
    """Batches end to end, each different specification as often as it was asked for."""
    return Engagement(*(np.concatenate([getattr(part, f.name) for part in parts])[which] for f in fields(Engagement)))


def _measured(
    grid: Grid, n: Ints, pairs: Sequence[tuple[int, int]], level: float, lines: tuple[float, float]
) -> list[Engagement]:
    """Results for different specifications, a batch that fits in memory."""
    targets = [(min(pair), max(pair)) for pair in pairs]
    precise = n * grid.rows.precise
    near, ground = grid.presence(precise), grid.ground(precise)
    own = [grid.tally(precise, target, near, ground) for target in targets]
    other = Tally(*(np.zeros_like(v) for v in (own[0].events, own[0].exposure, own[0].firsts, own[0].risk)))
    for another in sorted(grid.pairs - set(targets)):
        tally = grid.tally(precise, another, near, ground)
        other = other.plus(tally, (tally.events.sum(-1, keepdims=True) > 0).astype(np.int64))
    return [_compared(grid, n, target, (one, other), level, lines) for target, one in zip(targets, own, strict=True)]


def _compared(
    grid: Grid,
    n: Ints,
    target: tuple[int, int],
    tallies: tuple[Tally, Tally],
    level: float,
    lines: tuple[float, float],
) -> Engagement:
    """A pair against the others."""
    own, other = tallies
    exposure = own.exposure.sum(-1)
    if bool(grid.rows.precise.all()):
        everywhere = exposure
    else:
        anywhere = grid.presence(n, target)
        everywhere = (anywhere[target[0]] & anywhere[target[1]]).sum((1, 2, 3))
    coverage = ratio(exposure, everywhere)
    rate = rate_ratio(own.events, own.exposure, other.events, other.exposure, level, in_time=True)
    peace, war = rate_tests(own.events, own.exposure, other.events, other.exposure, *lines, in_time=True)
    hazard = rate_ratio(own.firsts, own.risk, other.firsts, other.risk, level)
    blocks = ((own.exposure + other.exposure) > 0).sum(-1)
    refused = ~((coverage >= MIN_COVERAGE) & (rate.expected >= MIN_EXPECTED)) | (blocks < MIN_BLOCKS)
    return Engagement(
        observed=own.events.sum(-1),
        expected=rate.expected,
        ratio=np.where(refused, np.nan, rate.value),
        lo=np.where(refused, np.nan, rate.lo),
        hi=np.where(refused, np.nan, rate.hi),
        hazard=np.where(refused, np.nan, hazard.value),
        hazard_lo=np.where(refused, np.nan, hazard.lo),
        hazard_hi=np.where(refused, np.nan, hazard.hi),
        coverage=coverage,
        exposure=exposure,
        p_peace=np.where(refused, 1.0, peace),
        p_war=np.where(refused, 1.0, war),
        refused=refused,
    )


def coexisted_position(found: Engagement, control: Engagement | None, low: float = LOW, high: float = HIGH) -> Signs:
    """Position of "coexisted": pro if O/E upper < low and the hazard agrees; con if lower > high and it agrees.

    For con the hazard's interval must lie above the control pair's, or, as on a dense front every pair meets within a
    fortnight and the hazard tells nothing, that of O/E above the control pair's; for pro the hazard's must not lie
    above it. Without a
    control pair (or where that is refused) the hazard must lie wholly below 1 for pro and not lie wholly
    below `low` for con, and the caller caps the verdict at "mostly".

    Parameters
    ----------
    found, control : Engagement
        Of the pair, and of a pair known to have kept a truce (same specifications).
    low, high : float
        Observed over expected that counts as peace at most, and as war at least.

    Returns
    -------
    ndarray of int8, shape (S,)
    """
    pro_agrees, con_agrees = found.hazard_hi < 1.0, found.hazard_hi >= low
    if control is not None:
        known = np.isfinite(control.hazard_hi)
        pro_agrees = np.where(known, found.hazard_lo <= control.hazard_hi, pro_agrees)
        above = (found.hazard_lo > control.hazard_hi) | (found.lo > control.hi)
        con_agrees = np.where(known, above & con_agrees, con_agrees)
    pro = (found.hi < low) & pro_agrees & ~found.refused
    con = (found.lo > high) & con_agrees & ~found.refused
    return np.asarray(pro.astype(np.int8) - con.astype(np.int8))


def for_years(positions: ArrayLike) -> Signs:
    """Position of "for years" from those of single years.

    Pro if two consecutive years are pro and none is con; con if most years are con and none is pro.

    Parameters
    ----------
    positions : array_like of int, shape (S, Y)

    Returns
    -------
    ndarray of int8, shape (S,)
    """
    place = np.asarray(positions, np.int8)
    pro, con = place > 0, place < 0
    lasting = (pro[:, 1:] & pro[:, :-1]).any(-1) & ~con.any(-1)
    against = (2 * con.sum(-1) > place.shape[1]) & ~pro.any(-1)
    return np.asarray(lasting.astype(np.int8) - against.astype(np.int8))


def _check(rows: GridRows, n: Ints, pair: tuple[int, int]) -> None:
    size = rows.y.shape
    same = all(v.shape == size for v in (rows.x, rows.period, rows.a, rows.b, rows.precise))
    if not same or n.shape[1:] != size or size == (0,):
        raise InputError(f"rows of shape {size} and events {n.shape}", "rows (R,) with R > 0, events (S, R)")
    if bool((rows.a == rows.b).any()):
        raise InputError("a row of an actor with itself", "two actors", cure="leave out events on one side only")
    if pair[0] == pair[1]:
        raise UsageError(f"the pair {pair}", "two actors", cure="name the other one")
