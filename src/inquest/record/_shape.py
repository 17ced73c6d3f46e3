"""What every way of asking shares: the record's description, and the shape and order of what comes back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inquest.model.event import Evidence
from inquest.model.panel import BoolArray, ExtractSpec, Grid, GridSpec, IntArray, Panel, PanelSpec
from inquest.model.selection import Selection
from inquest.record._schema import KEYS, SUMS, TEXT
from inquest.record.atoms import Atoms
from inquest.record.masks import Masks, chosen_rows

_WORD = 62
"""Edges per ``crosses`` column: bits of a non-negative 64-bit number."""
_ONE_WORD = 1 << 62
_CELLS_BELOW = 1 << 40


def distinct(values: IntArray) -> IntArray:
    """Different values in order, as ``numpy.unique`` has them; that one loads all of masked arrays first.

    >>> distinct(np.array([7, -1, 7, 3])).tolist()
    [-1, 3, 7]
    """
    ordered = np.sort(values, axis=None)
    new = np.concatenate([np.ones(min(ordered.size, 1), dtype=bool), ordered[1:] != ordered[:-1]])
    return np.asarray(ordered[new])


def edge_counts(about: Mapping[str, Any], spec: PanelSpec) -> IntArray:
    """For each day from the record's first to its last, how many edges lie on or before it."""
    days = np.arange(about["first_day"], about["last_day"] + 1, dtype=np.int64)
    return np.searchsorted(np.array(sorted(spec.edges), dtype=np.int64), days, side="right").astype(np.int64)


def crosses(edges: Sequence[int], edge_from: IntArray, edge_to: IntArray) -> dict[str, IntArray]:
    """Columns ``crosses``, ``crosses1``...: bit i says that the span crosses ``edges[i]``, in the spec's own order."""
    order = np.argsort(np.array(edges, dtype=np.int64), kind="stable")
    made = {}
    for word in range(max(1, -(-len(edges) // _WORD))):
        bits = np.zeros(edge_from.shape, dtype=np.int64)
        for place, edge in enumerate(order):
            if edge // _WORD == word:
                hit = (edge_from <= place) & (place < edge_to)
                bits |= hit.astype(np.int64) << np.int64(edge % _WORD)
        made[f"crosses{word or ''}"] = bits
    return made


def panel_of(
    about: Mapping[str, Any], made: Atoms, spec: PanelSpec, found: Mapping[str, IntArray], by_event: bool
) -> tuple[Panel, IntArray]:
    """The panel of rows in any order, and the event of each row (0 where rows hold many).

    Parameters
    ----------
    found : ``dating`` (index into ``spec.datings``), KEYS and SUMS; with ``by_event`` also ``ev``.
    """
    keys = {"day": found["day"], "dating": found["dating"]}
    keys |= {name: found[name] for name in KEYS[1:-2]}
    keys |= crosses(spec.edges, found["edge_from"], found["edge_to"])
    events = found["ev"] if by_event else np.zeros(len(found["day"]), dtype=np.int64)
    order = np.argsort(one_key([*keys.values(), events]), kind="stable")
    rows = {name: column[order] for name, column in (keys | {name: found[name] for name in SUMS}).items()}
    return panel_with(about, made, spec, rows), events[order]


def panel_with(about: Mapping[str, Any], made: Atoms, spec: PanelSpec, rows: Mapping[str, IntArray]) -> Panel:
    """The panel of rows in order."""
    return Panel(
        spec=spec,
        rows=rows,
        place_bits=made.place_bits,
        any_bits=made.any_bits,
        all_bits=made.all_bits,
        source_names=tuple(about["sources"]),
        record=about["identity"],
    )


class LazyColumns(Mapping[str, IntArray]):
    """Columns by name, each made when it is first asked for: most questions need few of a panel's."""

    def __init__(self, makers: Mapping[str, Callable[[], IntArray]]) -> None:
        self._makers = dict(makers)
        self._made: dict[str, IntArray] = {}

    def __getitem__(self, name: str) -> IntArray:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def grid_of(about: Mapping[str, Any], made: Atoms, spec: GridSpec, found: Sequence[Mapping[str, IntArray]]) -> Grid:
    """The grid of rows in any order: GRID_KEYS and ``n`` of the located ones, the same without cells of the others."""
    ordered = []
    for part in found:
        order = np.argsort(one_key([c for name, c in part.items() if name != "n"]), kind="stable")
        ordered.append({name: column[order] for name, column in part.items()})
    return Grid(
        spec=spec,
        rows=ordered[0],
        place_bits=made.place_bits,
        any_bits=made.any_bits,
        all_bits=made.all_bits,
        record=about["identity"],
        unlocated=ordered[1],
    )


def one_key(columns: Sequence[IntArray]) -> IntArray:
    """One whole number per row that orders rows as the columns do, the first first; equal rows get equal numbers.

    >>> one_key([np.array([2, 1, 2]), np.array([5, 9, -5])]).argsort().tolist()
    [1, 2, 0]
    """
    key, span = np.zeros(len(columns[0]), dtype=np.int64), 1
    if not len(key):
        return key
    for column in columns:
        first, last = int(column.min()), int(column.max())
        width = last - first + 1
        if width == 1:
            continue
        if span * width > _ONE_WORD:
            key = np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
            span = int(key.max()) + 1
        if span * width > _ONE_WORD:
            place = np.unique(column, return_inverse=True)[1].reshape(-1).astype(np.int64)
            width = int(place.max()) + 1
        else:
            place = column - first
        key = key * width + place
        span *= width
    return key


def whole(column: npt.NDArray[Any]) -> IntArray:
    if np.ma.isMaskedArray(column) and np.ma.is_masked(column):
        raise ValueError("an engine returned a missing number in a panel")
    return np.ma.getdata(column).astype(np.int64)


def ranked(masks: Masks, events: IntArray, selections: Sequence[Selection]) -> tuple[IntArray, IntArray]:
    """Events behind any of the selections, by deaths (most first), then day, then event; and their deaths."""
    found = [chosen_rows(masks, selection) for selection in selections]
    index, rows = distinct(np.concatenate(found)), masks.panel.rows
    by_event, first, place = np.unique(events[index], return_index=True, return_inverse=True)
    deaths = np.zeros(len(by_event), dtype=np.int64)
    np.add.at(deaths, place.reshape(-1), rows["best"][index])
    order = np.lexsort([by_event, rows["day"][index][first], -deaths])
    return by_event[order], deaths[order]


def extracted(
    panel: Panel, events: IntArray, spec: ExtractSpec, texts: Callable[[IntArray], Mapping[str, npt.NDArray[Any]]]
) -> list[tuple[Evidence, ...]]:
    """The events behind each selection, by deaths (most first), then day, then id; at most ``spec.limit`` each."""
    masks = Masks(panel)
    picked = [ranked(masks, events, [selection])[0][: spec.limit] for selection in spec.selections]
    wanted = distinct(np.concatenate(picked)) if picked else np.zeros(0, dtype=np.int64)
    shown = evidence_of(texts(wanted))
    return [tuple(shown[int(event)] for event in chosen) for chosen in picked]


def cells_of(made: Atoms, cell: float) -> tuple[IntArray, BoolArray]:
    """(locations, 2) cell of each location, and which are located."""
    located: BoolArray = np.asarray(~np.isnan(made.cells).any(axis=1))
    floors = np.floor(np.nan_to_num(made.cells) / cell)
    return np.where(located[:, None], floors, _CELLS_BELOW).astype(np.int64), located


def joined(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Columns one after the other; missing entries stay masked."""
    if not any(hasattr(column, "mask") for column in columns):
        return np.concatenate(columns)
    found: npt.NDArray[Any] = np.ma.concatenate(columns)  # type: ignore[no-untyped-call]  # NumPy leaves np.ma untyped
    return found


def evidence_of(columns: Mapping[str, npt.NDArray[Any]]) -> dict[int, Evidence]:
    """Event -> what is shown of it, from columns that hold all of ``TEXT``."""
    rows = zip(*(columns[name] for name in ("ev", *TEXT)), strict=True)
    return {int(values[0]): _evidence(dict(zip(TEXT, values[1:], strict=True))) for values in rows}


def _evidence(row: dict[str, Any]) -> Evidence:
    def real(value: Any) -> float | None:
        return None if value is None or value is np.ma.masked or np.isnan(value) else float(value)

    text = ("source", "release", "id", "country", "adm_1", "adm_2", "place", "side_a", "side_b")
    return Evidence(
        **{name: str(row[name]) for name in text},
        date_start=str(row["date_start"])[:10],
        date_end=str(row["date_end"])[:10],
        latitude=real(row["latitude"]),
        longitude=real(row["longitude"]),
        where_prec=int(row["where_prec"]),
        deaths=int(row["best"]),
        low=int(row["low"]),
        high=int(row["high"]),
        office=str(row["source_office"]),
        headline=str(row["source_headline"]),
        headline_date=str(row["source_date"] or "")[:10],
        simulated=bool(int(row["simulated"])),
    )
