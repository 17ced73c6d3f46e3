"""What two vintages of one source say about each other, and what a claim comes to on another vintage."""

import datetime as dt
from typing import Literal

from inquest.model.base import Frozen


class Part(Frozen):
    """Events and deaths (best estimate) of one part of a record, a pair of sides or a year, in two releases."""

    label: str
    older_events: int
    newer_events: int
    older_deaths: int
    newer_deaths: int


class RevisedCountry(Frozen):
    """One country in two vintages of a source, over the days that both cover (both inclusive).

    ``shared``: events, by source and id, that both hold; the older vintage's others were withdrawn, the newer one's
    were added. ``newer_from``: the day from which the newer vintage stood.
    """

    source: str
    older: str
    newer: str
    newer_from: str
    country_id: int
    country: str
    start: dt.date
    end: dt.date
    shared: int
    older_events: int
    newer_events: int
    pairs: tuple[Part, ...]
    years: tuple[Part, ...]


class Revision(Frozen):
    """The largest differential revision found: how far two vintages disagree on the ratio between two parts.

    Attributes
    ----------
    by : between ``pairs`` of sides, or between ``years``.
    value : at least 1.
    most, least : the part revised up the most, and the least.
    parts : parts that were large enough to count.
    """

    by: Literal["pairs", "years"]
    measure: Literal["deaths", "events"]
    value: float
    source: str
    older: str
    newer: str
    country_id: int
    country: str
    most: str
    least: str
    parts: int

    @property
    def words(self) -> str:
        """Where it was seen, in plain words."""
        name = self.source.upper().replace("_", " ")
        parts = f"{self.measure} between {self.by} ({self.most}; {self.least})"
        return f"{parts}, {self.country}, {name} {self.older} and {self.newer}"
