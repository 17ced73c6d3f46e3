"""Panel, grid and extract: the only three things asked of an engine, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inquest.model.names import ActorSet, Outline
from inquest.model.selection import Dating, Selection

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PanelSpec:
    """What the panel must be able to tell apart.

    Attributes
    ----------
    outlines : outline id -> Outline; each becomes a bit of the place atom.
    actor_sets : key ``bloc_id/doctrine`` -> ActorSet; each becomes two bits (any member, all members) of a side atom.
    edges : days since 1970-01-01 that are an edge of some window (the first day, and the day after the last): rows
        whose span crosses one carry its bit.
    datings : ways of putting an event on a day.
    as_of : ISO date; only releases that stood then.
    """

    outlines: dict[str, Outline]
    actor_sets: dict[str, ActorSet]
    edges: tuple[int, ...] = ()
    datings: tuple[Dating, ...] = ("start",)
    as_of: str | None = None


@dataclass(frozen=True)
class GridSpec(PanelSpec):
    """Cell x period x pair, for engagement. ``cell`` in degrees, ``period`` in days, located rows only."""

    cell: float = 0.25
    period: int = 14
    max_precision: int = 3


@dataclass(frozen=True)
class ExtractSpec(PanelSpec):
    """Ids and columns of the events behind selections: evidence from the same masks as the panel."""

    selections: tuple[Selection, ...] = ()
    columns: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True)
class Panel:
    """Sparse rows (atom x day) with integer sums, sorted by all key columns in order.

    ``rows`` columns, each int64 of shape (R,): ``day`` (days since 1970-01-01), ``dating`` (index into
    ``spec.datings``), ``location`` (index into ``place_bits``), ``side_a``, ``side_b`` (index into ``side_bits``),
    ``violence``, ``country``, ``precision``, ``clarity``, ``duration`` (days, capped at 400), ``summary`` (0/1),
    ``twin`` (0/1), ``sources`` (number, capped at 20; -1 unknown), ``source`` (index into ``source_names``),
    ``crosses`` (bit i: the span crosses ``spec.edges[i]``; ``crosses1``... from edge 62 on), and the sums
    ``n``, ``n_low``, ``n_best``, ``n_high`` (events; events with low/best/high above 0), ``low``, ``best``, ``high``,
    ``floor`` (sum of min(low, best)), ``ceiling`` (sum of max(best, high)), ``dead_a``, ``dead_b``,
    ``dead_civilians``, ``dead_unknown``.
    """

    spec: PanelSpec
    rows: Mapping[str, IntArray]
    place_bits: BoolArray
    """(locations, outlines) in the order of ``spec.outlines``."""
    any_bits: BoolArray
    """(sides, actor sets): any member of the side belongs."""
    all_bits: BoolArray
    """(sides, actor sets): all members belong."""
    source_names: tuple[str, ...]
    record: str
    """Identity of the record: sha256 over its manifests."""


@dataclass(frozen=True)
class Grid:
    """Cells of a grid.

    Rows of a GridSpec: int64 columns ``cell_y``, ``cell_x``, ``period``, ``side_a``, ``side_b``, ``violence``,
    ``location``, ``country``, ``n`` (events with best > 0), sorted by keys; bits as in Panel.
    """

    spec: GridSpec
    rows: dict[str, IntArray]
    place_bits: BoolArray
    any_bits: BoolArray
    all_bits: BoolArray
    record: str
    unlocated: dict[str, IntArray] = field(default_factory=dict)
    """The same columns without cells, for rows less precise than ``max_precision``: for the coverage of the front."""


@dataclass(frozen=True)
class Series:
    """Sums of one term over specifications: ``low``, ``mid``, ``high`` int64 of shape (S, T).

    T is 1 for the bin ``window``. low/mid/high: events with low/best/high > 0; deaths floor/best/ceiling; deaths by
    role: recorded, recorded, recorded + the pair's unknown.
    ``n`` (S, T): events whatever their deaths. ``excluded`` (S,): events left out because the actor stood on both
    sides. ``total`` (S,): the same selection's mid before any quality filter, for retention.
    ``identity`` (S,): equal numbers = the same events and measure.
    """

    low: IntArray
    mid: IntArray
    high: IntArray
    n: IntArray
    total: IntArray
    excluded: IntArray
    identity: IntArray
    starts: IntArray = field(default_factory=lambda: np.zeros(1, np.int64))
    """(T,) first day of each bin, for the longest window; shorter ones are zero-padded at the end."""
    valid: BoolArray | None = None
    """(S, T) bins inside the specification's window; None = all."""
