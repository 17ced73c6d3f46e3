"""Selections: which rows of the panel a term sums. Hashable, so that equal ones are merged before measuring."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

MeasureName = Literal[
    "events", "deaths", "deaths_of_actor", "deaths_of_opponent", "deaths_of_civilians", "deaths_of_combatants"
]
Dating = Literal["start", "end", "spread"]
Bin = Literal["window", "month", "quarter", "half_year", "year", "fortnight"]
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose events. ``actor``/``opponent`` are actor-set keys (``bloc_id/doctrine``), or ``*`` for anyone.

    By role, never by column: an event counts if the actor is on one side and the opponent on the other; the actor on
    both sides, or both on one side, is excluded and counted. ``member``: a coalition side belongs to a set if ``any``
    or ``all`` of its members do. ``not_opponent``: sets that the opponent must not belong to.
    """

    actor: str = "*"
    opponent: str = "*"
    member: Literal["any", "all"] = "any"
    violence: tuple[int, ...] = (STATE_BASED, NON_STATE)
    not_opponent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """Which rows are good enough. ``None`` and the defaults drop nothing."""

    max_precision: int = 7
    max_duration: int | None = None
    """Days, inclusive, from date_start to date_end (same day = 1)."""
    max_clarity: int = 2
    summaries: Literal["keep", "drop"] = "keep"
    """Rows suspected of rolling a longer time or a wider area into one event."""
    crossing: Literal["keep", "drop"] = "keep"
    """Rows whose span crosses an edge of the tested window."""
    min_sources: int = 0
    sources: tuple[str, ...] = ()
    """Only these sources (registry names); empty for all loaded."""
    twins: Literal["keep", "drop"] = "keep"
    """Near-identical rows (same sides, day, deaths, headline) beyond the first: flagged at ingest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A sum over panel rows: sides x place x window x quality x measure, in bins of time.

    ``start`` and ``end`` are days since 1970-01-01, both inclusive. ``place`` is an outline id or None (all of
    ``countries``; empty = the whole record).
    """

    sides: Sides
    start: int
    end: int
    measure: MeasureName = "deaths"
    place: str | None = None
    countries: tuple[int, ...] = ()
    quality: Quality = Quality()
    dating: Dating = "start"
    bin: Bin = "window"
    _hash: int = field(default=0, init=False, repr=False, compare=False)
    """Made once: a text has thousands of selections, and each is looked up many times."""

    def __post_init__(self) -> None:
        own = (self.sides, self.start, self.end, self.measure, self.place)
        object.__setattr__(self, "_hash", hash((*own, self.countries, self.quality, self.dating, self.bin)))

    def __hash__(self) -> int:
        return self._hash


_SIDES = ("member", "violence", "not_opponent")
_QUALITY = tuple(Quality.__dataclass_fields__)
_SELECTION = ("measure", "place", "countries", "dating", "bin")


def with_params(base: Selection, params: Mapping[str, Any]) -> Selection:
    """Apply the merged parameters of a specification to a selection; unknown names are the kind's own.

    Lists are turned to tuples so that the result stays hashable.

    >>> s = Selection(Sides("is/core"), 0, 30)
    >>> with_params(s, {"measure": "events", "max_precision": 5, "threshold": 0.3}).quality.max_precision
    5
    """

    def pick(names: tuple[str, ...]) -> dict[str, Any]:
        return {k: tuple(v) if isinstance(v, list) else v for k, v in params.items() if k in names}

    return replace(
        base,
        sides=replace(base.sides, **pick(_SIDES)),
        quality=replace(base.quality, **pick(_QUALITY)),
        **pick(_SELECTION),
    )
