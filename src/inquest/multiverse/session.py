"""Fetch once, then measure and judge any number of propositions on the same panel."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from inquest.contracts import Context, Judged, Measured, Progress, Vintage, quiet
from inquest.model.panel import Grid, GridSpec, IntArray, Panel, PanelSpec, Series
from inquest.model.proposition import Proposition
from inquest.model.selection import Selection
from inquest.multiverse.measure import isolated
from inquest.multiverse.plan import Planned, mirrors, panel_spec, plan
from inquest.multiverse.promote import promoted
from inquest.record.behind import Behind, Recorded
from inquest.record.masks import Masks
from inquest.record.revisions import overlaps
from inquest.record.series import series
from inquest.verdict import judge


@dataclass
class Session:
    """One record, one context, one panel: what ``Probe`` offers to checks and answers.

    Attributes
    ----------
    record : an open record.
    context : names, coverage, defaults.
    as_of : ISO date; only releases that stood then.
    """

    record: Recorded
    context: Context
    as_of: str | None = None
    progress: Progress = quiet
    _panel: Panel | None = None
    _masks: Masks | None = None
    _grid: Grid | None = None
    _series: dict[Selection, tuple[Series, int]] = field(default_factory=dict)
    _behind: list[Behind] = field(default_factory=list)
    _last: tuple[Planned, Planned, Measured] | None = None
    """What was run last: as declared, as promoted, and its data."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    _standing: dict[str, "Session"] = field(default_factory=dict)
    """Sessions on the record as it stood on other days."""

    def twin(self) -> "Session":
        """A session for another thread: the same panel and sums so far, its own from here on, one engine lock."""
        return replace(self, _series=dict(self._series), _masks=None, _last=None)

    def panel(self, spec: PanelSpec) -> Panel:
        """A panel that can tell apart all that ``spec`` names; fetched again only where the last one can't."""
        held = self._panel
        if held is None or not _serves(held.spec, spec):
            with self.lock:
                self._panel = held = self.record.panel(_widened(held.spec, spec) if held else spec)
            self._series.clear()
            self._masks = None
        return held

    def grid(self, spec: PanelSpec) -> Grid:
        """The engagement grid, like ``panel``."""
        held = self._grid
        if held is None or not _serves(held.spec, spec):
            wide = _widened(held.spec, spec) if held else spec
            with self.lock:
                self._grid = held = self.record.grid(
                    GridSpec(outlines=wide.outlines, actor_sets=wide.actor_sets, edges=(), as_of=wide.as_of)
                )
        return held

    def prepare(self, selections: Sequence[Selection]) -> None:
        """Fetch one panel for all selections of a text and sum those over whole windows in one go."""
        wanted = dict.fromkeys(selections)
        if not wanted:
            return
        panel = self.panel(panel_spec(wanted, self.context, self.as_of))
        whole = [s for s in wanted if s.bin == "window" and s not in self._series]
        if whole:
            sums = self._sum(panel, whole)
            self._series.update({s: (sums, i) for i, s in enumerate(whole)})

    def series(self, selections: Sequence[Selection]) -> Series:
        """Sums for selections (all of one bin), one row each."""
        self.prepare(selections)
        if all(s in self._series for s in selections):
            held = [self._series[s] for s in selections]
            if all(h[0] is held[0][0] for h in held):
                return take(held[0][0], np.array([i for _, i in held], dtype=np.intp))
        return self._sum(self.panel(panel_spec(selections, self.context, self.as_of)), selections)

    def _sum(self, panel: Panel, selections: Sequence[Selection]) -> Series:
        if self._masks is None or self._masks.panel is not panel:
            self._masks = Masks(panel)
        return series(panel, selections, self._masks)

    def behind(self, selections: Sequence[Selection]) -> Behind:
        """The events behind selections, from one panel by event for the whole text."""
        spec = panel_spec(selections, self.context, self.as_of)
        with self.lock:
            held = self._behind[0] if self._behind else None
            if held is None or not _serves(held.spec, spec):
                base = self._panel.spec if self._panel is not None else spec
                held = self.record.behind(_widened(base, spec))
                self._behind[:] = [held]
            return held

    def offices(self, selection: Selection) -> Mapping[str, int]:
        """Source office -> events behind a selection."""
        behind = self.behind([selection])
        with self.lock:
            return behind.offices(behind.ranked([selection])[0])

    def deaths(self, selection: Selection) -> IntArray:
        """Deaths (best estimate) of every event behind a selection, the deadliest first."""
        behind = self.behind([selection])
        with self.lock:
            return behind.ranked([selection])[1]

    def standing(self, day: str) -> "Session":
        """A session on the record as it stood on a day (ISO), whatever this one's own; hold its lock while using it."""
        from inquest.multiverse.vintages import on_day

        with self.lock:
            if day not in self._standing:
                self._standing[day] = Session(self.record, on_day(self.context, self.record, day), day)
            return self._standing[day]

    def vintages(self, judged: Judged) -> tuple[Vintage, ...]:
        """The proposition on every vintage that covers it, oldest first; empty unless there are two that do."""
        if next(overlaps(self.record.info), None) is None:
            return ()
        from inquest.multiverse.vintages import vintages

        return vintages(self, judged)

    def details(self, selections: Sequence[Selection], texts: Sequence[str] = ()) -> Mapping[str, Any]:
        """Columns of every event behind any of the selections, one entry each."""
        behind = self.behind(selections)
        with self.lock:
            return behind.details(selections, texts)

    def plan(self, proposition: Proposition, chosen: Mapping[str, str] | None = None) -> Planned:
        """Declare the multiverse of a proposition."""
        return plan(proposition, self.context, chosen)

    def judge(self, proposition: Proposition) -> Judged:
        """Plan, measure and judge another proposition on the same record."""
        if self._last is not None and mirrors(self._last[0], proposition, self.context):
            _, planned, measured = self._last  # the other side of the null: the same specifications and data
            return self._judged(replace(planned, proposition=proposition), measured)
        return self.run(self.plan(proposition))

    def run(self, planned: Planned) -> Judged:
        """Measure and judge a declared multiverse."""
        self.prepare([s for one in planned.selections for s in one.values()])
        measured = self.measured(planned)
        declared, planned = planned, promoted(planned, measured, self.context)
        self._last = declared, planned, measured
        return self._judged(planned, measured)

    def _judged(self, planned: Planned, measured: Measured) -> Judged:
        estimates = isolated(planned, measured, self.context)
        return judge(planned.proposition, planned.multiverse, planned.params, estimates, measured, planned.selections)

    def _summed(self, wanted: Sequence[Selection]) -> tuple[Series, Sequence[int]]:
        """Sums that hold some selections, and the row of each."""
        held = [self._series.get(s) for s in wanted]
        first = held[0] if held else None
        if first is not None and all(h is not None and h[0] is first[0] for h in held):
            return first[0], [h[1] for h in held if h is not None]
        unique = list(dict.fromkeys(wanted))
        index = {s: i for i, s in enumerate(unique)}
        return self.series(unique), [index[s] for s in wanted]

    def measured(self, planned: Planned) -> Measured:
        """One Series per term over all specifications."""
        names = sorted({name for one in planned.selections for name in one})
        terms: dict[str, Series] = {}
        present: dict[str, np.ndarray] = {}
        for name in names:
            there = np.array([name in one for one in planned.selections])
            wanted = [one[name] for one in planned.selections if name in one]
            sums, at = self._summed(wanted)
            rows = np.full(there.size, -1, dtype=np.intp)
            rows[there] = at
            terms[name], present[name] = take(sums, rows), there
        grid = None
        if planned.kind.needs == "grid" and planned.proposition.mode == "process":
            flat = [s for one in planned.selections for s in one.values()]
            grid = self.grid(panel_spec(flat, self.context, self.as_of))
        return Measured(terms, present, planned.params, grid, self.context.seed)


def take(sums: Series, rows: np.ndarray) -> Series:
    """The rows of a Series in a new order; row -1 is all zeros and equal to no other."""
    padded = np.maximum(rows, 0)
    there = rows >= 0

    def pick(values: np.ndarray) -> np.ndarray:
        chosen = values[padded]
        return np.where(there.reshape(-1, *[1] * (chosen.ndim - 1)), chosen, 0)

    return Series(
        low=pick(sums.low),
        mid=pick(sums.mid),
        high=pick(sums.high),
        n=pick(sums.n),
        total=pick(sums.total),
        excluded=pick(sums.excluded),
        identity=np.where(there, sums.identity[padded], -1),
        starts=sums.starts,
        valid=None if sums.valid is None else sums.valid[padded] & there[:, None],
    )


def _serves(held: PanelSpec, wanted: PanelSpec) -> bool:
    return (
        wanted.outlines.items() <= held.outlines.items()
        and wanted.actor_sets.keys() <= held.actor_sets.keys()
        and set(wanted.edges) <= set(held.edges)
        and set(wanted.datings) <= set(held.datings)
        and wanted.as_of == held.as_of
    )


def _widened(held: PanelSpec, wanted: PanelSpec) -> PanelSpec:
    outlines, sets = {**held.outlines, **wanted.outlines}, {**held.actor_sets, **wanted.actor_sets}
    return PanelSpec(
        outlines={k: outlines[k] for k in sorted(outlines)},
        actor_sets={k: sets[k] for k in sorted(sets)},
        edges=tuple(sorted({*held.edges, *wanted.edges})),
        datings=tuple(sorted({*held.datings, *wanted.datings}, key=("start", "end", "spread").index)),
        as_of=wanted.as_of,
    )
