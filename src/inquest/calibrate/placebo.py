"""Labels permuted so that nothing is there: what is still supported then is a false alarm."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from inquest.errors import UnknownNameError
from inquest.model.world import EventTable, Truth

OPTION = "placebo"
"""The option of a cell that asks for a permutation; its value is a name in ``PLACEBOS``."""


def actors(events: EventTable, rng: np.random.Generator) -> EventTable:
    """Pairs of sides exchanged among all events: who fights whom says nothing about when and where.

    Both sides of an event, its kind of violence and its deaths move together; day and place stay.
    """
    order = rng.permutation(events.columns["day"].size)
    deaths = {name for name in events.columns if name.startswith("dead_")}
    moved = {"side_a", "side_b", "violence", "low", "best", "high"} | deaths
    return replace(events, columns={k: v[order] if k in moved else v for k, v in events.columns.items()})


def windows(events: EventTable, rng: np.random.Generator) -> EventTable:
    """All days turned by one random stretch around the span of the record: no window is special.

    Autocorrelation, dispersion and totals stay as they are, but for the seam.
    """
    return _turned(events, rng, np.zeros(events.columns["day"].size, dtype=np.intp))


def streams(events: EventTable, rng: np.random.Generator) -> EventTable:
    """Days turned as by ``windows``, each pair of sides by a stretch of its own: what two streams shared is gone."""
    sides = np.sort(np.stack([events.columns["side_a"], events.columns["side_b"]]), axis=0)
    return _turned(events, rng, np.unique(sides, axis=1, return_inverse=True)[1].reshape(-1))


def _turned(events: EventTable, rng: np.random.Generator, group: npt.NDArray[np.intp]) -> EventTable:
    day, length = events.columns["day"], events.columns["day_end"] - events.columns["day"]
    if not day.size:
        return events
    first, span = int(day.min()), int(day.max() - day.min()) + 1
    stretch = rng.integers(span, size=int(group.max()) + 1)
    turned = first + (day - first + stretch[group]) % span
    return replace(events, columns={**events.columns, "day": turned, "day_end": turned + length})


PLACEBOS: Mapping[str, Callable[[EventTable, np.random.Generator], EventTable]] = {
    "actors": actors,
    "streams": streams,
    "windows": windows,
}


def permuted(events: EventTable, truth: Truth, what: str, rng: np.random.Generator) -> tuple[EventTable, Truth]:
    """Events with labels permuted, and the truth of that: nothing, whichever side is claimed.

    Raises
    ------
    UnknownNameError
        If there is no such permutation.
    """
    if what not in PLACEBOS:
        raise UnknownNameError(f"there is no placebo named {what!r}", choices=sorted(PLACEBOS), cure="use one of these")
    return PLACEBOS[what](events, rng), replace(truth, value=truth.null, margin=0.0)
