"""A made-up war as an EventTable: pairs of sides fighting in spots at monthly rates, all of it drawn as arrays."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inquest.model.world import COLUMNS, EventTable, Location, Side
from inquest.simulate._counts import FloatArray, IntArray, counts

CIVILIANS = Side(9_009_999, "Civilians")
ONE_SIDED = 3
_KM = 111.2
"""Kilometres in a degree of latitude."""


@dataclass(frozen=True)
class Spot:
    """A cluster of places.

    ``points``: how many; each event falls on one, the first being the commonest (1/rank). ``spread_km``: standard
    deviation of their distance from the middle. ``precision``: share of events by where_prec 1-7; those coded 4 or 5
    stand at the middle of the spot under the name of its area, 6 and 7 at ``country_point`` without any area.
    """

    name: str
    adm_1: str
    adm_2: str
    latitude: float
    longitude: float
    country_id: int = 990
    country: str = "Arcadia"
    points: int = 5
    spread_km: float = 5.0
    precision: tuple[float, ...] = (1.0,)
    country_point: tuple[float, float] = (10.0, 10.0)


@dataclass(frozen=True)
class Pair:
    """Two sides in one spot.

    Attributes
    ----------
    rate : expected events a month, where ``factor`` is 1.
    factor : (M,) factors on the rate (``steps``): captures, truces, pockets.
    deadliness : expected deaths of an event, at least 1; ``tail``: standard deviation of its logarithm, where it is
        large (1.2 is like a real record).
    share_b, share_civilians, share_unknown : expected parts of the deaths; the rest is side a's. In one-sided violence
        all deaths are civilians'.
    written_a, written_b : other ways in which the source writes a side (coalitions: names with commas), each with
        the share of events that have it.
    """

    side_a: Side
    side_b: Side
    spot: Spot
    rate: float
    factor: FloatArray | None = None
    violence: int = 1
    deadliness: float = 4.0
    tail: float = 1.2
    share_b: float = 0.5
    share_civilians: float = 0.0
    share_unknown: float = 0.0
    written_a: tuple[tuple[Side, float], ...] = ()
    written_b: tuple[tuple[Side, float], ...] = ()


@dataclass(frozen=True)
class Reporting:
    """How events are written down where nothing goes wrong.

    Attributes
    ----------
    sources : mean of the Poisson number of sources of an event, given that there is one.
    offices : who collected the reports, with shares.
    doubt : share of events whose low and high differ from the best estimate.
    long : share of events coded over several days; ``long_days`` their expected length.
    unclear : share of events of clarity 2.
    """

    sources: float = 3.0
    offices: tuple[tuple[str, float], ...] = tuple((f"Agency {i + 1}", 0.2) for i in range(5))
    doubt: float = 0.2
    long: float = 0.05
    long_days: float = 4.0
    unclear: float = 0.0


REPORTING = Reporting()


@dataclass
class _Names:
    """Sides and locations by number, and the locations of each spot."""

    sides: dict[Side, int] = field(default_factory=dict)
    places: dict[Location, int] = field(default_factory=dict)
    spots: dict[Spot, tuple[list[int], list[float]]] = field(default_factory=dict)

    def side(self, side: Side) -> int:
        return self.sides.setdefault(side, len(self.sides))

    def place(self, place: Location) -> int:
        return self.places.setdefault(place, len(self.places))


def war(
    pairs: Sequence[Pair],
    start: dt.date,
    months: int,
    rng: np.random.Generator,
    *,
    rough: float = 4.0,
    rho: float = 0.7,
    reporting: Reporting = REPORTING,
) -> EventTable:
    """The complete events of a war, by day.

    Parameters
    ----------
    pairs : P pairs in spots.
    start : first day of the first month.
    months : M.
    rough, rho : variance-to-mean ratio and autocorrelation of every pair's monthly counts, see ``counts``.
    reporting : how events are written down.

    Raises
    ------
    UsageError
        If no process has these ``rough`` and ``rho``.
    """
    rates = np.array([np.ones(months) * p.rate * (1.0 if p.factor is None else p.factor) for p in pairs])
    number = counts(rates.reshape(len(pairs), months), rng, rough=rough, rho=rho)
    pair = np.repeat(np.repeat(np.arange(len(pairs)), months), number.reshape(-1))
    month = np.repeat(np.tile(np.arange(months), len(pairs)), number.reshape(-1))
    return write(pairs, pair, _day(start, month, months, rng), rng, reporting=reporting)


def write(
    pairs: Sequence[Pair],
    pair: IntArray,
    day: IntArray,
    rng: np.random.Generator,
    *,
    reporting: Reporting = REPORTING,
) -> EventTable:
    """Events of given pairs on given days, with all else drawn.

    Parameters
    ----------
    pair : (E,) index into ``pairs``. day : (E,) days since 1970-01-01. Any order; the table is by day.
    """
    order = np.argsort(day, kind="stable")
    pair, day = pair[order], day[order]
    names = _Names()
    columns: dict[str, IntArray] = {
        "day": day,
        "day_end": day + _extra_days(len(day), reporting, rng),
        "location": _each(pair, [_points(p.spot, names, rng) for p in pairs], rng),
        "side_a": _each(pair, [_written(p.side_a, p.written_a, names) for p in pairs], rng),
        "side_b": _each(pair, [_written(p.side_b, p.written_b, names) for p in pairs], rng),
        "violence": np.array([p.violence for p in pairs], dtype=np.int64)[pair],
        "clarity": 1 + (rng.random(len(day)) < reporting.unclear).astype(np.int64),
        "sources": reporters(rng, len(day), reporting.sources),
        "office": _drawn(np.array([s for _, s in reporting.offices]), len(day), rng),
        "report": np.arange(len(day), dtype=np.int64),
        **_deaths(pairs, pair, reporting, rng),
    }
    return EventTable(
        {name: columns[name] for name in COLUMNS},
        tuple(names.places),
        tuple(names.sides),
        tuple(name for name, _ in reporting.offices),
    )


def reporters(rng: np.random.Generator, count: int, mean: float) -> IntArray:
    """Numbers of sources: Poisson with that mean, given at least one."""
    table = np.exp(-mean) * np.cumprod(np.concatenate([[1.0], mean / np.arange(1, int(8 + 4 * mean))]))
    table = np.cumsum(table[1:] / table[1:].sum())
    return 1 + np.minimum(np.searchsorted(table, rng.random(count)), len(table) - 1).astype(np.int64)


def chosen(events: EventTable, rows: npt.NDArray[np.bool_] | IntArray) -> EventTable:
    """Some events of a table, in the order of ``rows`` (mask or indices)."""
    taken = {name: column[rows] for name, column in events.columns.items()}
    return EventTable(taken, events.locations, events.sides, events.offices)


def _day(start: dt.date, month: IntArray, months: int, rng: np.random.Generator) -> IntArray:
    """A day of each event's month, all alike."""
    first = np.datetime64(start, "M") + np.arange(months + 1)
    edges = first.astype("datetime64[D]").astype(np.int64)
    length = np.diff(edges)[month]
    found: IntArray = edges[month] + np.floor(rng.random(len(month)) * length).astype(np.int64)
    return found


def _extra_days(count: int, reporting: Reporting, rng: np.random.Generator) -> IntArray:
    more = rng.geometric(1 / max(reporting.long_days - 1, 1.0), size=count)
    extra: IntArray = np.where(rng.random(count) < reporting.long, more, 0).astype(np.int64)
    return extra


def _drawn(weights: FloatArray, count: int, rng: np.random.Generator) -> IntArray:
    edges = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(edges, rng.random(count), side="right"), len(edges) - 1).astype(np.int64)


def _each(pair: IntArray, options: Sequence[tuple[list[int], list[float]]], rng: np.random.Generator) -> IntArray:
    """One of each event's pair's options, by weight: one search over the weights of all pairs end to end."""
    if not len(options):
        return np.zeros(0, dtype=np.int64)
    edges = np.concatenate([at + np.cumsum(w) / np.sum(w) for at, (_, w) in enumerate(options)])
    last = np.cumsum([len(w) for _, w in options]) - 1
    found = np.searchsorted(edges, pair + rng.random(len(pair)), side="right")
    every = np.array([value for values, _ in options for value in values], dtype=np.int64)
    taken: IntArray = every[np.minimum(found, last[pair])]
    return taken


def _written(side: Side, others: tuple[tuple[Side, float], ...], names: _Names) -> tuple[list[int], list[float]]:
    sides, shares = [s for s, _ in others], [w for _, w in others]
    return [names.side(s) for s in (*sides, side)], [*shares, max(0.0, 1 - sum(shares))]


def _points(spot: Spot, names: _Names, rng: np.random.Generator) -> tuple[list[int], list[float]]:
    """Locations of a spot and their shares, by precision and place; drawn once for all pairs in it."""
    if spot in names.spots:
        return names.spots[spot]
    away = rng.normal(0, spot.spread_km / _KM, size=(spot.points, 2))
    away[0] = 0
    narrow = 1 / np.cos(np.radians(spot.latitude))
    where = np.round([spot.latitude, spot.longitude] + away * [1, narrow], 6).tolist()
    rank = 1 / np.arange(1, spot.points + 1)
    places: list[int] = []
    shares: list[float] = []
    for prec, share in enumerate(spot.precision, 1):
        if share <= 0:
            continue
        if prec > 3:
            places.append(names.place(coarse(spot, prec)))
            shares.append(share)
            continue
        for i, (latitude, longitude) in enumerate(where):
            label = f"{spot.name} {i + 1}" if i else spot.name
            own = (spot.adm_1, spot.adm_2, latitude, longitude, spot.country_id, spot.country, prec)
            places.append(names.place(Location(label, *own)))
        shares += (share * rank / rank.sum()).tolist()
    names.spots[spot] = (places, shares)
    return places, shares


def coarse(spot: Spot, precision: int) -> Location:
    """The location of a spot as coded to its area (4, 5) or to its country (6, 7)."""
    if precision > 5:
        latitude, longitude = spot.country_point
        return Location(spot.country, "", "", latitude, longitude, spot.country_id, spot.country, precision)
    middle = (spot.latitude, spot.longitude)
    return Location(spot.adm_1, spot.adm_1, "", *middle, spot.country_id, spot.country, precision)


def _deaths(
    pairs: Sequence[Pair], pair: IntArray, reporting: Reporting, rng: np.random.Generator
) -> dict[str, IntArray]:
    """Deaths of each event: 1 + Poisson with a lognormal mean, so that expectations hold and the tail is heavy."""
    count = len(pair)
    mean = np.array([p.deadliness - 1 for p in pairs])[pair]
    tail = np.array([p.tail for p in pairs])[pair]
    best = 1 + rng.poisson(mean * np.exp(tail * rng.standard_normal(count) - tail**2 / 2)).astype(np.int64)
    parts = np.array([_parts(p) for p in pairs]).reshape(-1, 4)
    split = rng.multinomial(best, parts[pair]).astype(np.int64) if count else np.zeros((0, 4), dtype=np.int64)
    doubtful = rng.random(count) < reporting.doubt
    low = best - np.where(doubtful, rng.binomial(best, 0.2), 0)
    high = best + np.where(doubtful, rng.poisson(0.3 * best), 0)
    named = ("dead_a", "dead_b", "dead_civilians", "dead_unknown")
    return {"low": low, "best": best, "high": high, **{name: split[:, i] for i, name in enumerate(named)}}


def _parts(pair: Pair) -> list[float]:
    if pair.violence == ONE_SIDED:
        return [0.0, 0.0, 1.0, 0.0]
    b, civilians, unknown = pair.share_b, pair.share_civilians, pair.share_unknown
    return [max(0.0, 1 - b - civilians - unknown), b, civilians, unknown]
