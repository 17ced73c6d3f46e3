"""Worlds of known truth: the events of a made-up war, a claim about it, and what is true of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from inquest.model.grounding import Grounding
from inquest.model.names import Bloc, Milestone, Place
from inquest.model.panel import IntArray
from inquest.model.record import Span

Scale = Literal["log ratio", "share", "count"]
"""What a margin is measured on. ``count``: the log of a total over its line."""
ZONES: dict[str, float] = {"log ratio": 0.10, "share": 0.03, "count": 0.10}
"""Half-width of the zone around the null in which no strong verdict is right (DESIGN section 5 and issue of worlds)."""


@dataclass(frozen=True)
class Location:
    """A point as a source codes it. ``where_prec`` 1 (exact) to 7 (country or unknown), as UCDP's."""

    place: str
    adm_1: str
    adm_2: str
    latitude: float
    longitude: float
    country_id: int
    country: str
    where_prec: int = 1


@dataclass(frozen=True)
class Side:
    """One side of events as the source writes it: a number and a name; a coalition's members stand between commas."""

    id: int
    name: str


@dataclass(frozen=True)
class EventTable:
    """E events as columns, each int64 of shape (E,).

    ``day``, ``day_end``: days since 1970-01-01. ``location``, ``side_a``, ``side_b``, ``office``: indices into the
    tuples of the same kind. ``violence`` 1-3, ``clarity`` 1-2, ``sources`` how many reported it, ``report`` the number
    of the report it was coded from (its headline: two rows with one report may be twins). ``low``, ``best``, ``high``
    and the four parts of ``best`` are deaths.
    """

    columns: Mapping[str, IntArray]
    locations: tuple[Location, ...]
    sides: tuple[Side, ...]
    offices: tuple[str, ...] = ("Simulation",)


COLUMNS = (
    "day", "day_end", "location", "side_a", "side_b", "violence", "clarity", "sources", "office", "report",
    "low", "best", "high", "dead_a", "dead_b", "dead_civilians", "dead_unknown",
)  # fmt: skip
"""Columns that every EventTable has."""
FIRST_ID = 90_000_000
"""Id of the first event of a table in a record; the others count up from it."""


def headline(report: int) -> str:
    """The headline of a simulated report, which says that it is one."""
    return f"SIMULATED EVENT, not a report ({report})"


@dataclass(frozen=True)
class Cell:
    """One row of a calibration, fixed in advance.

    Attributes
    ----------
    margin : signed distance of the truth from the null on the truth's scale; above 0 the claim is right.
    rate : events a month of the pair or place that is tested.
    months : length of the tested window.
    fault : registry name of a fault, or ``none``.
    rough : variance-to-mean ratio of the monthly counts.
    rho : month-to-month autocorrelation.
    options : the kind's own further settings, text by name.
    """

    margin: float
    rate: float
    months: int
    fault: str = "none"
    rough: float = 4.0
    rho: float = 0.7
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The cell in one line, unique within a kind.

        >>> Cell(0.5, 20, 24).name
        'margin=0.5 rate=20 months=24 fault=none rough=4 rho=0.7'
        """
        parts = {"margin": f"{self.margin:g}", "rate": f"{self.rate:g}", "months": str(self.months)}
        parts |= {"fault": self.fault, "rough": f"{self.rough:g}", "rho": f"{self.rho:g}", **self.options}
        return " ".join(f"{k}={v}" for k, v in parts.items())


@dataclass(frozen=True)
class Truth:
    """What is true of a world.

    Census: the realised quantity of the complete, fault-free world. Process: the generating parameter. ``side`` is
    the claim's side of the null; ``margin`` the signed distance on ``scale``, above 0 if the claim is right; ``zone``
    the half-width around the null within which no strong verdict is right.
    """

    value: float
    null: float
    side: Literal[1, -1]
    margin: float
    scale: Scale
    zone: float
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """All that a kind needs to test a claim: a record, names, coverage, and the claim as grounded."""

    events: EventTable
    grounding: Grounding
    blocs: Mapping[str, Bloc]
    places: Mapping[str, Place]
    spans: tuple[Span, ...]
    milestones: Mapping[str, Milestone] = field(default_factory=dict)
