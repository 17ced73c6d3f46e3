"""Verdict of a reading from its specifications, and the headline over readings.

P and K are the weights of specifications pro and con, S that of point estimates on the claim's side (an
estimate on the line, or none, counts half on either side, so that the mirror of a claim gets the mirror of
its verdict exactly).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from inquest.errors import InputError, UsageError
from inquest.stats.arrays import Floats, Ints, Signs

SUPPORTED: Final = "supported"
MOSTLY_SUPPORTED: Final = "mostly supported"
MIXED: Final = "mixed"
UNDECIDED: Final = "undecided"
MOSTLY_CONTRADICTED: Final = "mostly contradicted"
CONTRADICTED: Final = "contradicted"
WORDS: Final = (SUPPORTED, MOSTLY_SUPPORTED, MIXED, UNDECIDED, MOSTLY_CONTRADICTED, CONTRADICTED)
MIRRORED: Final = {
    SUPPORTED: CONTRADICTED,
    MOSTLY_SUPPORTED: MOSTLY_CONTRADICTED,
    MIXED: MIXED,
    UNDECIDED: UNDECIDED,
    MOSTLY_CONTRADICTED: MOSTLY_SUPPORTED,
    CONTRADICTED: SUPPORTED,
}
SLACK: Final = 1e-9
"""Sums of weights such as 1/3 + 1/3 meet their thresholds despite rounding."""


@dataclass(frozen=True)
class Support:
    """Weights in [0, 1]: pro (P), con (K), estimates on the claim's side (S) and on the other (1 - S)."""

    pro: float
    con: float
    on_side: float
    off_side: float


@dataclass(frozen=True)
class Headline:
    """Word over all readings, and the readings (by name) that it depends on or that were decided."""

    word: str
    depends_on: tuple[str, ...]


def support(positions: ArrayLike, point_sides: ArrayLike, weights: ArrayLike) -> Support:
    """P, K and S of one reading.

    Parameters
    ----------
    positions, point_sides : array_like of int, shape (S,)
        +1, 0 or -1.
    weights : array_like, shape (S,)
        Non-negative; rescaled to sum to one.

    Returns
    -------
    Support

    Raises
    ------
    InputError
        Shapes differ, or no specification has weight.
    """
    place, point, w = np.asarray(positions), np.asarray(point_sides), np.asarray(weights, np.float64)
    if not place.shape == point.shape == w.shape or place.ndim != 1:
        raise InputError(f"shapes {place.shape}, {point.shape}, {w.shape}", "three of shape (S,)")
    if not bool(np.all(w >= 0)) or not float(w.sum()) > 0:
        raise InputError("no specification has weight", "at least one", cure="see which were dropped and why")
    total = float(w.sum())
    half = float(w[point == 0].sum()) / 2
    return Support(
        float(w[place > 0].sum()) / total,
        float(w[place < 0].sum()) / total,
        (float(w[point > 0].sum()) + half) / total,
        (float(w[point < 0].sum()) + half) / total,
    )


def verdict(
    found: Support,
    *,
    process: bool = False,
    joint_pro: float = np.nan,
    joint_con: float = np.nan,
    level: float = 0.05,
) -> str:
    """Word of one reading.

    supported: S >= .9, P >= .75, K <= .05; mostly supported: S >= .7, P >= .25, K <= .05; the same mirrored; else
    mixed if P >= .1 and K >= .1; else undecided.

    Parameters
    ----------
    found : Support
    process : bool
        Process claims also need a joint p of at most ``level`` for the strong two.
    joint_pro, joint_con : float
        Joint p for the claim and against it; nan (not run) never suffices.
    level : float
        In (0, 1).

    Returns
    -------
    str
        One of `WORDS`.
    """
    strong_pro = not process or joint_pro <= level
    strong_con = not process or joint_con <= level
    grade = _grade(found.on_side, found.pro, found.con, strong_pro)
    if grade:
        return (MOSTLY_SUPPORTED, SUPPORTED)[grade - 1]
    grade = _grade(found.off_side, found.con, found.pro, strong_con)
    if grade:
        return (MOSTLY_CONTRADICTED, CONTRADICTED)[grade - 1]
    if found.pro >= 0.1 - SLACK and found.con >= 0.1 - SLACK:
        return MIXED
    return UNDECIDED


def _grade(on: float, decided: float, against: float, strong: bool) -> int:
    """2 for the strong word, 1 for the mostly word, 0 for neither."""
    if against > 0.05 + SLACK:
        return 0
    if strong and on >= 0.9 - SLACK and decided >= 0.75 - SLACK:
        return 2
    return int(on >= 0.7 - SLACK and decided >= 0.25 - SLACK)


def side_of(word: str) -> int:
    """+1 for the two words of support, -1 for the two of contradiction, 0 for mixed and undecided.

    Raises
    ------
    UsageError
        A word that is no verdict of a tested reading.
    """
    if word not in WORDS:
        raise UsageError(f"verdict {word!r}", choices=WORDS, cure="leave out readings that could not be tested")
    return {SUPPORTED: 1, MOSTLY_SUPPORTED: 1, MIXED: 0, UNDECIDED: 0}.get(word, -1)


def lean(found: Support) -> int:
    """Side on which most of a reading's estimates lie: +1, -1, or 0 if they are split evenly."""
    return int(found.on_side > found.off_side + SLACK) - int(found.off_side > found.on_side + SLACK)


def headline(
    names: Sequence[str], words: Sequence[str], leans: Sequence[int], named: Sequence[bool] | None = None
) -> Headline:
    """Headline over readings.

    Any reading mixed, or readings decided on both sides: mixed, with all mixed and decided readings. A side wins
    if at least half of the readings are decided for it and the estimates of at least .7 of all readings lie on it:
    then the weakest of its verdicts, at most "mostly" if a reading is undecided (these are listed). Else
    undecided, with those that were decided. Never an average.

    Parameters
    ----------
    names, words : sequence of str
        Readings and their verdicts.
    leans : sequence of int
        Side of each reading's estimates, from `lean`.
    named : sequence of bool, optional
        Readings that the words name; if any is, only these count.

    Returns
    -------
    Headline

    Raises
    ------
    UsageError
        No readings, lengths that differ, or a word that is no verdict.
    """
    flags = list(named) if named is not None else [False] * len(names)
    if not names or not len(names) == len(words) == len(leans) == len(flags):
        raise UsageError(f"{len(names)} readings, {len(words)} verdicts", "one verdict and lean for each reading")
    table = zip(names, words, leans, flags, strict=True)
    rows = [(n, w, side_of(w), d) for n, w, d, f in table if f or not any(flags)]
    decided = {row[2] for row in rows} - {0}
    if any(row[1] == MIXED for row in rows) or len(decided) == 2:
        return Headline(MIXED, tuple(n for n, w, s, _ in rows if s != 0 or w == MIXED))
    for side in decided:
        wins = sum(row[2] == side for row in rows)
        leaning = sum(row[3] == side for row in rows)
        if 2 * wins >= len(rows) and leaning >= 0.7 * len(rows) - SLACK:
            open_readings = tuple(row[0] for row in rows if row[2] == 0)
            strong = not open_readings and all(row[1] in (SUPPORTED, CONTRADICTED) for row in rows)
            word = SUPPORTED if strong else MOSTLY_SUPPORTED
            return Headline(word if side > 0 else MIRRORED[word], open_readings)
    return Headline(UNDECIDED, tuple(row[0] for row in rows if row[2] != 0))


def drivers(options: Ints, positions: Signs, point_sides: Signs, weights: Floats) -> list[int]:
    """Choices whose options judged alone include both a (mostly) supported and a (mostly) contradicted.

    Parameters
    ----------
    options : ndarray of int, shape (S, C)
        Option of each choice.
    positions, point_sides, weights : ndarray, shape (S,)

    Returns
    -------
    list of int
        Columns of `options`, in order.
    """
    found = []
    for choice in range(options.shape[1]):
        judged = set()
        for option in sorted(set(options[:, choice].tolist())):
            rows = options[:, choice] == option
            if float(weights[rows].sum()) > 0:
                judged.add(side_of(verdict(support(positions[rows], point_sides[rows], weights[rows]))))
        if {1, -1} <= judged:
            found.append(choice)
    return found
