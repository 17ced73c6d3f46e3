"""What faults share: events lost through the sources that see them, and groups of events they may fall on."""

import numpy as np

from inquest.model.panel import BoolArray, FloatArray, IntArray
from inquest.model.world import EventTable
from inquest.simulate._war import chosen

ALLOWANCE = 1.5
"""The benchmark B: the largest differential revision between sides that a census finding must stand (DESIGN 5)."""
LEAST, MOST = 0.15, 0.85
"""Share of all events that a group has on which a fault may fall: losing one part of a record is what misleads."""
_HALVINGS = 60


def thinned(events: EventTable, hit: BoolArray, loss: float, rng: np.random.Generator) -> EventTable:
    """Events after the sources of some of them have missed reports.

    Each source of a hit event keeps its report with one probability, so chosen that 1/``loss`` of the hit events are
    expected to keep at least one; an event that loses all of them is not recorded, one that keeps some has fewer. The
    loss is made smaller until neither the events nor the deaths of the hit group shrink by more than ``ALLOWANCE``. An
    unknown number of sources (-1) counts as one and stays unknown.
    """
    sources = np.maximum(events.columns["sources"], 1)
    best = events.columns["best"]
    while True:
        kept = np.where(hit, rng.binomial(sources, _keeping(sources[hit], 1 / loss)), sources)
        here = hit & (kept > 0)
        enough = here.sum() * ALLOWANCE >= hit.sum() and best[here].sum() * ALLOWANCE >= best[hit].sum()
        if enough or loss < 1 + 1e-3:
            break
        loss = 1 + 0.9 * (loss - 1)
    known = events.columns["sources"] > 0
    columns = {**events.columns, "sources": np.where(known, kept, events.columns["sources"]).astype(np.int64)}
    return chosen(EventTable(columns, events.locations, events.sides, events.offices), kept > 0)


def _keeping(sources: IntArray, share: float) -> float:
    """Probability for each source to report, at which a share of events keeps at least one (by bisection)."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        kept = float(np.mean(1 - (1 - middle) ** sources)) if len(sources) else 1.0
        low, high = (middle, high) if kept < share else (low, middle)
    return high


def by_actor(events: EventTable) -> dict[str, BoolArray]:
    """Actor -> events in which it stands on a side, alone or in a coalition; civilians apart."""
    members = [{part.strip() for part in side.name.split(",")} for side in events.sides]
    names = sorted(set().union(*members) - {"Civilians"}) if members else []
    found = {}
    for name in names:
        on = np.array([name in each for each in members], dtype=bool)
        found[name] = on[events.columns["side_a"]] | on[events.columns["side_b"]]
    return found


def by_area(events: EventTable) -> dict[str, BoolArray]:
    """First-level area -> events in it."""
    names = np.array([place.adm_1 for place in events.locations] or [""], dtype=str)
    of = names[events.columns["location"]]
    return {str(name): of == name for name in np.unique(of) if name}


def one_group(groups: dict[str, BoolArray], rng: np.random.Generator) -> BoolArray | None:
    """A group with ``LEAST`` to ``MOST`` of the events, all alike likely; where there is none, the nearest to half."""
    if not groups:
        return None
    shares: FloatArray = np.array([hit.mean() if hit.size else 0.0 for hit in groups.values()])
    every = list(groups.values())
    fit = np.flatnonzero((shares >= LEAST) & (shares <= MOST))
    return every[int(rng.choice(fit))] if fit.size else every[int(np.argmin(np.abs(shares - 0.5)))]
