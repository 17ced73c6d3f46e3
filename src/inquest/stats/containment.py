"""Containment: rates after against before an event in several towns, and whether one holder's towns differ.

The towns are the units: their number, not that of the events, is what a claim about a holder rests on. Whose towns they
are is permuted over all of them at once.
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Bools, Floats, counts, ratio, same_shape, two_sided_t
from inquest.stats.quantiles import t_below

EXACT: Final = 2000
"""All assignments are used up to this many; above it, this many are drawn."""


@dataclass(frozen=True)
class TownChanges:
    """Changes of rate by town; arrays have shape (S, K).

    Attributes
    ----------
    log_ratio : ndarray
        Log of the rate after over the rate before, half an event added to each; 0 where not known.
    known : ndarray of bool
        Towns with enough events before.
    before, after : ndarray
        Events a day.
    """

    log_ratio: Floats
    known: Bools
    before: Floats
    after: Floats


def town_changes(
    before: ArrayLike, after: ArrayLike, days_before: ArrayLike, days_after: ArrayLike, *, least: int
) -> TownChanges:
    """Rates of each town after against before its own date.

    Parameters
    ----------
    before, after : array_like of int, shape (S, K)
        Sums on each side of a town's date.
    days_before, days_after : array_like, shape (S, K) or (K,)
        Covered days; 0 where a town's time is not covered.
    least : int
        Sums before that a town needs to say anything.

    Returns
    -------
    TownChanges

    Raises
    ------
    InputError
        Shapes that do not fit, negative or fractional counts.
    """
    b, a = counts("before", before, 2), counts("after", after, 2)
    same_shape(before=b, after=a)
    t0, t1 = (np.broadcast_to(np.asarray(d, np.float64), b.shape) for d in (days_before, days_after))
    known = (b >= least) & (t0 > 0) & (t1 > 0)
    safe0, safe1 = np.where(known, t0, 1.0), np.where(known, t1, 1.0)
    change = np.log((a + 0.5) / safe1) - np.log((b + 0.5) / safe0)
    return TownChanges(
        np.where(known, change, 0.0), known, np.where(known, b / safe0, 0.0), np.where(known, a / safe1, 0.0)
    )


@dataclass(frozen=True)
class HolderTest:
    """One holder's towns against the others'; arrays have shape (S,).

    Attributes
    ----------
    point, lo, hi : ndarray
        Difference of mean log ratios, holder less others, and Welch's interval; nan with fewer than 2 towns a side.
    p_up, p_down : ndarray
        Part of all assignments of holders to towns with a studentised difference at least as high, or as low; 1 where
        there is no difference to test.
    joint_up, joint_down : float
        The same for the mean of the studentised differences over all specifications.
    towns, others : ndarray of int
        Towns used on each side.
    assignments : int
    """

    point: Floats
    lo: Floats
    hi: Floats
    p_up: Floats
    p_down: Floats
    joint_up: float
    joint_down: float
    towns: NDArray[np.int64]
    others: NDArray[np.int64]
    assignments: int


def assignments(towns: int, holders: int, seed: "np.random.SeedSequence", draws: int = EXACT) -> Bools:
    """Ways to give `holders` of `towns` towns to the holder, the first ones first.

    All of them if there are at most `draws`; else the given one and draws.

    Returns
    -------
    ndarray of bool, shape (D, towns)
    """
    if not 0 < holders < towns:
        raise UsageError(f"{holders} of {towns} towns", "some but not all", cure="add comparators")
    if comb(towns, holders) <= draws:
        chosen = np.array(list(combinations(range(towns), holders)), dtype=np.intp)
        every = np.zeros((len(chosen), towns), dtype=bool)
        np.put_along_axis(every, chosen, True, axis=1)
        return every
    order = np.argsort(np.random.default_rng(seed).random((draws, towns)), axis=1, kind="stable")
    drawn = order < holders
    drawn[0] = np.arange(towns) < holders
    return drawn


def holder_test(
    changes: ArrayLike,
    known: NDArray[np.bool_],
    holder: NDArray[np.bool_],
    *,
    seed: "np.random.SeedSequence",
    level: float = 0.95,
) -> HolderTest:
    """Whether the rate changed otherwise in one holder's towns, by permuting the holder over all towns.

    The statistic is Welch's t, so that the test holds its level, for many towns, where the towns of the two sides are
    not equally variable; it is exact where towns are exchangeable. All specifications share the assignments, and none
    is looped over. Valid for at least 4 towns a side; smallest p: 1 / C(towns, holders).

    Parameters
    ----------
    changes : array_like, shape (S, K)
        Log ratios of rates.
    known : ndarray of bool, shape (S, K)
    holder : ndarray of bool, shape (K,)
    seed : SeedSequence
    level : float

    Returns
    -------
    HolderTest

    Raises
    ------
    InputError
        Shapes that do not fit.
    UsageError
        No town, or only towns, of the holder.

    References
    ----------
    Welch 1947, doi 10.1093/biomet/34.1-2.28; Janssen 1997, doi 10.1016/S0167-7152(97)00043-6; Chung & Romano 2013, doi
    10.1214/13-AOS1090 (studentised permutation).
    """
    x = np.asarray(changes, np.float64)
    if x.ndim != 2 or known.shape != x.shape or holder.shape != (x.shape[1],):
        raise InputError(f"changes {x.shape}, known {known.shape}, holder {holder.shape}", "(S, K), (S, K), (K,)")
    order = np.argsort(~holder, kind="stable")
    x, mask = np.where(known, x, 0.0)[:, order], known[:, order].astype(np.float64)
    tagged, inverse = np.unique(np.concatenate([x, mask], axis=1), axis=0, return_inverse=True)
    which, x, mask = inverse.reshape(-1), tagged[:, : x.shape[1]], tagged[:, x.shape[1] :]
    every = assignments(x.shape[1], int(holder.sum()), seed)
    observed = np.arange(x.shape[1]) < int(holder.sum())
    seen = _welch(x, mask, observed[None, :])
    null = _welch(x, mask, every)[2]
    t = seen[2][:, 0]
    usable = np.isfinite(t)
    clean, own = np.nan_to_num(null), np.nan_to_num(t)
    slack = 1e-9 * np.maximum(1.0, np.abs(own))[:, None]
    up = np.where(usable, (clean >= own[:, None] - slack).mean(axis=1), 1.0)
    down = np.where(usable, (clean <= own[:, None] + slack).mean(axis=1), 1.0)
    weight = np.where(usable, np.bincount(which, minlength=len(x)), 0.0)
    mean, centre = weight @ clean, float(weight @ own)
    sides = (mask @ observed).astype(np.int64), (mask @ ~observed).astype(np.int64)
    half = np.where(usable, two_sided_t(np.maximum(seen[3][:, 0], 1.0), level) * seen[1][:, 0], np.nan)
    point = np.where(usable, seen[0][:, 0], np.nan)
    rounding = 1e-9 * max(1.0, abs(centre))
    return HolderTest(
        point=point[which],
        lo=(point - half)[which],
        hi=(point + half)[which],
        p_up=up[which],
        p_down=down[which],
        joint_up=float((mean >= centre - rounding).mean()),
        joint_down=float((mean <= centre + rounding).mean()),
        towns=sides[0][which],
        others=sides[1][which],
        assignments=len(every),
    )


def _welch(x: Floats, mask: Floats, labels: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Difference of means, its standard error, t and degrees of freedom, each (S, D); nan without 2 towns a side."""
    one = labels.astype(np.float64).T
    n1, n = mask @ one, mask.sum(axis=1, keepdims=True)
    s1, s = x @ one, x.sum(axis=1, keepdims=True)
    q1, q = np.square(x) @ one, np.square(x).sum(axis=1, keepdims=True)
    n0, s0, q0 = n - n1, s - s1, q - q1
    enough = (n1 >= 2) & (n0 >= 2)
    m1, m0 = ratio(s1, n1), ratio(s0, n0)
    v1 = np.maximum(ratio(q1 - n1 * np.square(m1), n1 - 1), 0.0)
    v0 = np.maximum(ratio(q0 - n0 * np.square(m0), n0 - 1), 0.0)
    p1, p0 = ratio(v1, n1), ratio(v0, n0)
    se = np.sqrt(p1 + p0)
    good = enough & (se > 0)
    df = ratio(np.square(p1 + p0), ratio(np.square(p1), n1 - 1) + ratio(np.square(p0), n0 - 1))
    gap = m1 - m0
    hide = np.where(good, 1.0, np.nan)
    return gap * hide, se * hide, ratio(gap, se) * hide, df * hide


@dataclass(frozen=True)
class LeftTest:
    """What is left of a rate over several towns, against a line; arrays have shape (S,).

    Attributes
    ----------
    point, lo, hi : ndarray
        Rate after over rate before, all towns together, with its interval over towns; nan with fewer than 3.
    p_up, p_down : ndarray
        One-sided p of t for the score against the line.
    towns : ndarray of int
    """

    point: Floats
    lo: Floats
    hi: Floats
    p_up: Floats
    p_down: Floats
    towns: NDArray[np.int64]


def left_test(changes: TownChanges, holder: NDArray[np.bool_], line: ArrayLike, *, level: float = 0.95) -> LeftTest:
    """Rate after over rate before in one holder's towns together, the towns being the units.

    The score of a town is after - line * before (events a day); it has mean zero at the line however few events there
    are. The interval of the ratio is Fieller's: all lines that the score's t does not reject, cut to [0, infinity).
    Valid for at least 4 towns; a few large towns dominate it, as they do the violence.

    Parameters
    ----------
    changes : TownChanges
    holder : ndarray of bool, shape (K,)
    line : array_like, shape (S,) or ()
        Ratio, above 0.
    level : float

    Returns
    -------
    LeftTest

    Raises
    ------
    InputError
        Shapes that do not fit, or a line at or below zero.

    References
    ----------
    Fieller 1954, doi 10.1111/j.2517-6161.1954.tb00159.x.
    """
    if holder.shape != (changes.known.shape[1],):
        raise InputError(f"holder of shape {holder.shape}", f"({changes.known.shape[1]},)")
    size = changes.known.shape[0]
    stated = np.broadcast_to(np.asarray(line, np.float64), (size,))
    if not bool(np.all(stated > 0.0)):
        raise InputError("a line at or below zero", "a ratio above 0", cure="pass 0.1 or 1")
    use = (changes.known & holder).astype(np.float64)
    n = use.sum(axis=1)
    a, b = changes.after * use, changes.before * use
    ma, mb = ratio(a.sum(axis=1), n), ratio(b.sum(axis=1), n)
    da, db = (a - ma[:, None]) * use, (b - mb[:, None]) * use
    scale = ratio(1.0, n * (n - 1.0))
    vaa, vbb, vab = (np.sum(u * v, axis=1) * scale for u, v in ((da, da), (db, db), (da, db)))
    enough = (n >= 3) & (mb > 0)
    df = np.maximum(n - 1.0, 1.0)
    spread = np.maximum(vaa - 2.0 * stated * vab + np.square(stated) * vbb, 0.0)
    gap = ma - stated * mb
    t = np.where(spread > 0, ratio(gap, np.sqrt(spread)), np.sign(gap) * np.inf)
    t = np.where(np.isnan(t), 0.0, t)
    q = np.square(two_sided_t(df, level))
    # Fieller: r^2 (mb^2 - q vbb) - 2 r (ma mb - q vab) + (ma^2 - q vaa) <= 0
    c2, c1, c0 = np.square(mb) - q * vbb, ma * mb - q * vab, np.square(ma) - q * vaa
    root = np.sqrt(np.maximum(np.square(c1) - c2 * c0, 0.0))
    bounded = c2 > 0
    lo = np.where(bounded, np.maximum(ratio(c1 - root, c2), 0.0), 0.0)
    hi = np.where(bounded, ratio(c1 + root, c2), np.inf)
    hide = np.where(enough, 1.0, np.nan)
    point = ratio(ma, mb)
    below = t_below(df, t)
    return LeftTest(
        point * hide,
        np.minimum(lo, point) * hide,
        np.maximum(hi, point) * hide,
        np.where(enough, 1.0 - below, 1.0),
        np.where(enough, below, 1.0),
        n.astype(np.int64),
    )
