"""The record's own description: manifests, coverage, licence, vintages."""

import datetime as dt

from pydantic import Field

from inquest.model.base import Frozen


class Licence(Frozen):
    """What may leave the user's disk. ``rows``: event rows may be shown and exported."""

    name: str
    url: str = ""
    rows: bool = True
    attribution: str


class CoverageCell(Frozen):
    """Events of one country in one month, accepted rows only."""

    country_id: int
    country: str
    month: str
    events: int
    deaths: int


class Span(Frozen):
    """What a source declares to cover in one country, whether or not an event fell in it. Both days inclusive."""

    country_id: int
    country: str
    start: dt.date
    end: dt.date


class Manifest(Frozen):
    """One vintage: one file read once."""

    source: str
    release: str
    file_name: str
    sha256: str
    added: dt.date | None = None
    released: dt.date | None = None
    """The day the release first stood, where known; ``--as-of`` before it leaves the vintage out."""
    rows_read: int
    accepted: int
    quarantined: dict[str, int] = Field(default_factory=dict)
    """Reason -> rows. accepted + sum(quarantined) + furniture = rows_read."""
    furniture: int = 0
    """Rows that are no events by design (the HXL tag row)."""
    spans: tuple[Span, ...]
    coverage: tuple[CoverageCell, ...] = ()
    licence: Licence
    citation: str
    simulated: bool = False
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class RecordInfo(Frozen):
    """All vintages loaded. ``identity`` is a sha256 over the manifests, without times and paths."""

    identity: str
    manifests: tuple[Manifest, ...]

    def standing(self, day: str) -> "RecordInfo":
        """The same with only the vintages that stood on a day (ISO): released, or else added, by then."""
        kept = tuple(m for m in self.manifests if str(m.released or m.added or "9999-12-31") <= day)
        return self.model_copy(update={"manifests": kept})

    def spans(self, country: int) -> tuple[Span, ...]:
        """Declared coverage of a country, over all sources."""
        return tuple(s for m in self.manifests for s in m.spans if s.country_id == country)

    def countries(self) -> tuple[int, ...]:
        """Countries that any source covers, ascending."""
        return tuple(sorted({s.country_id for m in self.manifests for s in m.spans}))

    def covered_days(self, countries: tuple[int, ...], start: dt.date, end: dt.date) -> int:
        """Days of [start, end] that are covered in every one of ``countries`` (all countries if empty)."""
        best: int | None = None  # a bit a day, from start
        for country in countries or self.countries():
            covered = 0
            for span in self.spans(country):
                lo, hi = max(span.start, start), min(span.end, end)
                if lo <= hi:
                    covered |= ((1 << (hi - lo).days + 1) - 1) << (lo - start).days
            best = covered if best is None else best & covered
        return (best or 0).bit_count()

    def share_covered(self, countries: tuple[int, ...], start: dt.date, end: dt.date) -> float:
        """Covered share of a window, 0-1."""
        return self.covered_days(countries, start, end) / ((end - start).days + 1)

    def last_day(self, countries: tuple[int, ...]) -> dt.date | None:
        """Last day covered in every one of ``countries``."""
        ends = [max((s.end for s in self.spans(c)), default=None) for c in countries or self.countries()]
        return None if not ends or any(e is None for e in ends) else min(e for e in ends if e is not None)

    def first_day(self, countries: tuple[int, ...]) -> dt.date | None:
        """First day covered in every one of ``countries``."""
        starts = [min((s.start for s in self.spans(c)), default=None) for c in countries or self.countries()]
        return None if not starts or any(s is None for s in starts) else max(s for s in starts if s is not None)
