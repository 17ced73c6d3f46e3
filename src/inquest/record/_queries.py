"""The query text that every engine runs: join, filter, when/then, integer sums. Nothing else is portable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from inquest.record._schema import AS_THEY_ARE, DEATHS, GRID_KEYS, KEYS, SUMS, TEXT

Frame = nw.LazyFrame[Any]


@dataclass(frozen=True)
class Tables:
    """The frames a query starts from.

    Attributes
    ----------
    event, event_day : the record's tables.
    place : location, location_atom, cell_y, cell_x, located (0/1).
    side : side, side_atom.
    start, end : start_day, edge_from / end_day, edge_to.
    cutoff : newest rank that is allowed.
    """

    event: Frame
    event_day: Frame
    place: Frame
    side: Frame
    start: Frame
    end: Frame
    cutoff: int


def _joined(tables: Tables) -> Frame:
    """Events in force, with atoms in place of locations and sides."""
    current = (nw.col("rank") <= tables.cutoff) & (nw.col("until") > tables.cutoff)
    side_a = tables.side.rename({"side": "side_a", "side_atom": "atom_a"})
    side_b = tables.side.rename({"side": "side_b", "side_atom": "atom_b"})
    return (
        tables.event.filter(current)
        .join(tables.place, on="location", how="inner")
        .join(side_a, on="side_a", how="inner")
        .join(side_b, on="side_b", how="inner")
        .join(tables.start, on="start_day", how="inner")
        .join(tables.end, on="end_day", how="inner")
    )


def _crossing(name: str) -> nw.Expr:
    """The edge count where the span crosses an edge, else 0."""
    crosses = nw.col("edge_to") > nw.col("edge_from")
    return nw.when(crosses).then(nw.col(name)).otherwise(nw.lit(0)).alias(name)


def _positive(name: str) -> nw.Expr:
    return nw.when(nw.col(name) > 0).then(nw.lit(1)).otherwise(nw.lit(0))


def rows(tables: Tables, dating: str) -> Frame:
    """One row per event (per event and day for ``spread``): ``ev``, the keys and the summands of the panel."""
    keys = [
        nw.col("location_atom").alias("location"),
        nw.col("atom_a").alias("side_a"),
        nw.col("atom_b").alias("side_b"),
        *(nw.col(name) for name in AS_THEY_ARE),
        _crossing("edge_from"),
        _crossing("edge_to"),
    ]
    events = _joined(tables)
    counted = [_positive(name).alias(f"n_{name}") for name in ("low", "best", "high")]
    if dating != "spread":
        return events.select(
            nw.col("ev"), nw.col(f"{dating}_day").alias("day"), *keys, nw.lit(1).alias("n"), *counted,
            *(nw.col(name) for name in DEATHS),
        )  # fmt: skip
    whole = events.select(nw.col("ev"), *keys, *counted)
    days = tables.event_day.select("ev", "day", "first", *DEATHS)
    return whole.join(days, on="ev", how="inner").select(
        nw.col("ev"), nw.col("day"), *(nw.col(name) for name in KEYS[1:]), nw.col("first").alias("n"),
        *((nw.col(f"n_{name}") * nw.col("first")).alias(f"n_{name}") for name in ("low", "best", "high")),
        *(nw.col(name) for name in DEATHS),
    )  # fmt: skip


def panel(tables: Tables, dating: str) -> Frame:
    """Sums over equal keys."""
    sums = (nw.col(name).sum().cast(nw.Int64).alias(f"sum_{name}") for name in SUMS)
    return rows(tables, dating).group_by(*KEYS).agg(*sums)


def grid(tables: Tables, max_precision: int, located: bool) -> Frame:
    """Events with deaths by cell, period and pair; without cells for those not ``located``. ``start`` holds period."""
    precise = (nw.col("precision") <= max_precision) & (nw.col("located") == 1)
    events = _joined(tables).filter(nw.col("best") > 0).filter(precise if located else ~precise)
    keys = GRID_KEYS if located else GRID_KEYS[2:]
    chosen = events.select(
        *(nw.col(name) for name in ("cell_y", "cell_x", "violence", "country")),
        nw.col("edge_from").alias("period"),
        nw.col("atom_a").alias("side_a"),
        nw.col("atom_b").alias("side_b"),
        nw.col("location_atom").alias("location"),
        nw.lit(1).alias("n"),
    )
    return chosen.group_by(*keys).agg(nw.col("n").sum().cast(nw.Int64).alias("sum_n"))


def texts(events: Frame, wanted: Frame, names: Sequence[str] = TEXT) -> Frame:
    """Readable columns of wanted events (``id`` -> ``ev``) of one vintage."""
    dated = ("date_start", "date_end")
    dates = (nw.col(name).cast(nw.String).alias(name) for name in names if name in dated)
    others = (nw.col(name) for name in names if name not in dated)
    return events.join(wanted.rename({"event_id": "id"}), on="id", how="inner").select(nw.col("ev"), *dates, *others)
