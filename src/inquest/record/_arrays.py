"""The tables of a record made from arrays: the same definitions as ``ingest`` and ``assemble``, nothing on disk."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from inquest.errors import InputError
from inquest.model.panel import BoolArray, IntArray, PanelSpec
from inquest.model.world import COLUMNS, FIRST_ID, EventTable, Side, headline
from inquest.record._schema import DEATHS
from inquest.record._shape import one_key
from inquest.record.assemble import FOREVER, LONG, MANY
from inquest.record.sides import listed_members
from inquest.record.validate import LONGEST_DAYS, SUMMARY_DAYS

_Column = npt.NDArray[Any]
_Table = dict[str, _Column]


class ArrayTables:
    """Tables event, event_day, location, side, member and text of an EventTable, each made when it is first asked for.

    Raises
    ------
    InputError
        If an event is one that ``ingest`` would refuse.
    """

    def __init__(self, events: EventTable, source: str, release: str) -> None:
        _valid(events)
        self.events, self._source, self._release = events, source, release
        self.last: tuple[PanelSpec, Any] | None = None
        countries = np.array([place.country_id for place in events.locations] or [0], dtype=np.int64)
        self._country: IntArray = countries[events.columns["location"]]
        self._makers: Mapping[str, Callable[[], _Table]] = {
            "location": self._locations,
            "side": lambda: self._people[1],
            "member": lambda: self._people[2],
            "event": self._event,
            "event_day": self._event_day,
        }
        self._words: _Table = {}
        self._made: dict[str, _Table] = {}

    def table(self, name: str) -> _Table:
        """All columns of a table."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def whole(self, table: str, name: str) -> IntArray:
        """A column of whole numbers that lacks none."""
        found: IntArray = self.column(table, name)
        return found

    def column(self, table: str, name: str, rows: IntArray | None = None) -> _Column:
        """A column, or some rows of it."""
        found = self._text(name) if table == "text" else self.table(table)[name]
        return found if rows is None else found[rows]

    def _locations(self) -> _Table:
        """The locations at which events fell, in the order of the table."""
        used = np.unique(self.events.columns["location"])
        places = [self.events.locations[i] for i in used]
        columns: _Table = {
            "latitude": np.array([p.latitude for p in places], dtype=np.float64),
            "longitude": np.array([p.longitude for p in places], dtype=np.float64),
            "where_prec": np.array([p.where_prec for p in places], dtype=np.int64),
            "country_id": np.array([p.country_id for p in places], dtype=np.int64),
        }
        for name in ("adm_1", "adm_2", "place", "country"):
            columns[name] = _words(getattr(p, name) for p in places)
        return columns

    @property
    def _people(self) -> tuple[IntArray, _Table, _Table]:
        """Number of each (side, country) of the events, sides a before sides b; the tables side and member."""
        if "side" not in self._made:
            columns = self.events.columns
            country = np.concatenate([self._country, self._country])
            key = one_key([country, np.concatenate([columns["side_a"], columns["side_b"]])])
            _, first, number = np.unique(key, return_index=True, return_inverse=True)
            which = np.concatenate([columns["side_a"], columns["side_b"]])[first]
            ids = np.array([side.id for side in self.events.sides] or [0], dtype=np.int64)
            self._made["side"] = {"side_id": ids[which], "country_id": country[first]}
            self._made["member"] = dict(_members(tuple(self.events.sides[i] for i in which)))
            self._number: IntArray = number.reshape(-1).astype(np.int64)
        return self._number, self._made["side"], self._made["member"]

    def _event(self) -> _Table:
        columns = self.events.columns
        count = len(columns["day"])
        start, end = columns["day"], columns["day_end"]
        zeros = np.zeros(count, dtype=np.int64)
        used, location = np.unique(columns["location"], return_inverse=True)
        precision = np.array([self.events.locations[i].where_prec for i in used] or [0], dtype=np.int64)
        number = self._people[0]
        as_they_are = ("violence", "clarity", "low", "best", "high")
        return {
            "ev": np.arange(count, dtype=np.int64),
            "rank": zeros,
            "until": np.full(count, FOREVER, dtype=np.int64),
            "source": zeros,
            "start_day": start,
            "end_day": end,
            "duration": np.minimum(end - start + 1, LONG),
            "location": location.reshape(-1).astype(np.int64),
            "side_a": number[:count],
            "side_b": number[count:],
            "country": self._country,
            "precision": precision[location.reshape(-1)] if count else zeros,
            "summary": (end - start >= SUMMARY_DAYS).astype(np.int64),
            "twin": self._twins().astype(np.int64),
            "sources": np.minimum(columns["sources"], MANY),
            "floor": np.minimum(columns["low"], columns["best"]),
            "ceiling": np.maximum(columns["best"], columns["high"]),
            **{name: columns[name] for name in (*as_they_are, *(d for d in DEATHS if d.startswith("dead_")))},
        }

    def _twins(self) -> BoolArray:
        """Later rows alike in all that ``validate.SAME`` names; ids count up, so the first row is the one kept."""
        columns, events = self.events.columns, self.events
        spots = _numbers([(p.place, p.latitude, p.longitude) for p in events.locations])
        names = _numbers([side.name for side in events.sides])
        parts = [columns[name] for name in ("report", "day", "day_end", *(d for d in DEATHS if d.startswith("dead_")))]
        parts += [spots[columns["location"]], names[columns["side_a"]], names[columns["side_b"]]]
        twin = np.ones(len(columns["day"]), dtype=bool)
        twin[np.unique(one_key(parts), return_index=True)[1]] = False
        return twin

    def _event_day(self) -> _Table:
        """Deaths of an event over its days, as evenly as whole numbers allow."""
        event = self.table("event")
        days = event["end_day"] - event["start_day"] + 1
        row = np.repeat(event["ev"], days)
        nth = np.arange(len(row), dtype=np.int64) - np.repeat(np.cumsum(days) - days, days)
        of = days[row]
        spread = {c: ((nth + 1) * event[c][row]) // of - (nth * event[c][row]) // of for c in DEATHS}
        return {"ev": row, "day": event["start_day"][row] + nth, "first": (nth == 0).astype(np.int64), **spread}

    def _text(self, name: str) -> _Column:
        """A readable column, one entry per event; each is made when it is first asked for."""
        if name not in self._words:
            self._words[name] = self._readable(name)
        return self._words[name]

    def _readable(self, name: str) -> _Column:
        columns, events = self.events.columns, self.events
        count = len(columns["day"])
        makers: dict[str, Callable[[], _Column]] = {
            "ev": lambda: np.arange(count, dtype=np.int64),
            "id": lambda: _words(str(FIRST_ID + row) for row in range(count)),
            "source": lambda: _words([self._source] * count),
            "release": lambda: _words([self._release] * count),
            "source_office": lambda: _words(events.offices)[columns["office"]],
            "source_headline": lambda: _words(map(headline, columns["report"].tolist())),
            "simulated": lambda: np.ones(count, dtype=np.int64),
            **{n: partial(columns.__getitem__, n) for n in ("best", "low", "high")},
            **{n: partial(_dates, columns[own]) for n, own in _DAYS.items()},
        }
        if name in makers:
            return makers[name]()
        if name in ("side_a", "side_b"):
            return _words(side.name for side in events.sides)[columns[name]]
        where = [getattr(place, name) for place in events.locations]
        return (np.array(where or [0]) if name in _NUMBERS else _words(where))[columns["location"]]


_NUMBERS = ("latitude", "longitude", "where_prec")
_DAYS = {"date_start": "day", "date_end": "day_end", "source_date": "day_end"}


def _words(entries: Iterable[str]) -> _Column:
    """Texts as objects, also where there are none."""
    return np.array([*entries, ""], dtype=object)[:-1]


def _dates(days: IntArray) -> _Column:
    return _words(days.astype("datetime64[D]").astype(str).tolist())


def _numbers(entries: list[Any]) -> IntArray:
    """One number for equal entries."""
    numbers: dict[Any, int] = {}
    return np.array([numbers.setdefault(entry, len(numbers)) for entry in entries] or [0], dtype=np.int64)


@lru_cache(maxsize=64)
def _members(sides: tuple[Side, ...]) -> Mapping[str, _Column]:
    """The table member of sides; worlds of one kind share theirs."""
    rows = listed_members([(i, side.id, side.name) for i, side in enumerate(sides)])
    made: _Table = {
        "side": np.array([row[0] for row in rows], dtype=np.int64),
        "nth": np.array([row[1] for row in rows], dtype=np.int64),
        "name": _words(row[2] for row in rows),
        "actor": np.array([-1 if row[3] is None else row[3] for row in rows], dtype=np.int64),
        "state": np.array([row[4] for row in rows], dtype=np.int64),
    }
    return made


def _valid(events: EventTable) -> None:
    columns = events.columns
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise InputError(f"the event table lacks {', '.join(missing)}", ", ".join(COLUMNS))
    deaths = [columns[name] for name in ("low", "best", "high", "dead_a", "dead_b", "dead_civilians", "dead_unknown")]
    long = columns["day_end"] - columns["day"]
    faulty = {
        "no deaths at all": np.maximum.reduce(deaths[:3]) < 1,
        "a negative number of deaths": np.minimum.reduce(deaths) < 0,
        "an end before its start": long < 0,
        f"a span of more than {LONGEST_DAYS} days": long >= LONGEST_DAYS,
        "an unknown type of violence": (columns["violence"] < 1) | (columns["violence"] > 3),
    }
    for reason, rows in faulty.items():
        if rows.any():
            raise InputError(
                f"event {int(np.flatnonzero(rows)[0])} of the table has {reason}",
                "events that an ingest would take",
                cure="mend the simulator or fault that made it",
            )
