"""One row per world: what was true, what was found."""

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any

from inquest.errors import RecordError

DIGITS = 6


@dataclass(frozen=True)
class Row:
    """How the finding on one world compares with its truth.

    Attributes
    ----------
    world : number within the cell.
    verdict : of the finding; ``not testable`` where the kind refused, with the reason in ``refusal``.
    right_side : +1 if the claim is right, -1 if not, 0 if the truth lies on the null.
    inside : the truth lies within the zone around the null.
    value, null, margin : the truth, as ``model.world.Truth``.
    point, low, high : of the main specification; None where it could not be measured.
    hull : lowest low and highest high of the main reading.
    holds : the main specification's interval or bounds hold the truth; None where it has none.
    approximate : the interval is called approximate and moves no verdict.
    warnings : checks that warned or failed.
    mirrored : the opposite claim got the opposite verdict.
    """

    world: int
    verdict: str
    right_side: int
    inside: bool
    value: float | None
    null: float | None
    margin: float | None
    refusal: str = ""
    point: float | None = None
    low: float | None = None
    high: float | None = None
    hull: tuple[float | None, float | None] = (None, None)
    holds: bool | None = None
    approximate: bool = False
    warnings: tuple[str, ...] = ()
    mirrored: bool = True


_NAMES = tuple(f.name for f in fields(Row))


def six(value: float | None) -> float | None:
    """A figure at six significant digits; None where it isn't finite.

    >>> six(0.12345678), six(float("nan"))
    (0.123457, None)
    """
    return None if value is None or not math.isfinite(value) else float(f"{value:.{DIGITS}g}")


def dump(row: Row) -> str:
    """A row as one line of JSON."""
    return json.dumps(asdict(row), sort_keys=True, ensure_ascii=False, allow_nan=False)


def parse(text: str) -> Row:
    """A row from its line.

    Raises
    ------
    RecordError
        If the line isn't a row: the work folder was written by another program or is damaged.
    """
    try:
        read: dict[str, Any] = json.loads(text)
        read["warnings"], read["hull"] = tuple(read["warnings"]), tuple(read["hull"])
        return Row(**{name: read[name] for name in _NAMES})
    except (ValueError, KeyError, TypeError) as error:
        raise RecordError(
            f"a line of the calibration's work folder can't be read ({error})",
            "a row",
            cure="delete the folder calibration in the cache and run it again",
        ) from error
