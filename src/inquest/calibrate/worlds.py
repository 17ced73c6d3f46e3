"""One world through propose, plan, run, judge and check: a row."""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from inquest.calibrate.placebo import OPTION, permuted
from inquest.calibrate.rows import Row, six
from inquest.contracts import Context, Fault, Judged, Kind, Simulator
from inquest.errors import InquestError
from inquest.extract._grammar import unpacked
from inquest.model.proposition import Proposal, Proposition
from inquest.model.record import Span
from inquest.model.world import Cell, EventTable, Truth, World
from inquest.multiverse.assemble import main_row
from inquest.multiverse.plan import Planned
from inquest.multiverse.session import Session
from inquest.record.behind import Recorded
from inquest.record.memory import MemoryRecord
from inquest.registry import every, load

JUDGING_SEED = 20_200_504
"""Seed of the draws inside a finding: the default one of ``inquest check``."""


Kept = Callable[[EventTable, tuple[Span, ...]], Recorded]


@cache
def defaults() -> Mapping[str, Any]:
    """The versioned defaults: name -> value."""
    read = unpacked("defaults", files("inquest").joinpath("data/defaults.yaml").read_bytes())
    return {name: entry["value"] for name, entry in read["defaults"].items()}


def mode_of(simulator: Simulator, cell: Cell) -> str:
    """``census`` or ``process``: the cell's own option ``mode``, else the simulator's."""
    return str(cell.options.get("mode", simulator.mode))


@dataclass
class Bench:
    """What all worlds of a kind share; the last plan is kept, as most worlds of a cell ask for the same one."""

    name: str
    _planned: tuple[Proposition, World, Planned] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.kind: Kind = load("kinds", self.name)
        self.simulator: Simulator = load("simulate", self.name)

    def row(self, cell: Cell, number: int, seed: np.random.SeedSequence, kept: Kept = MemoryRecord) -> Row:
        """Draw a world, lay the cell's fault over its record, test its claim and compare with the truth.

        Parameters
        ----------
        number : of the world within its cell.
        kept : makes a record of events; another way than in memory gives the same row.

        Raises
        ------
        InquestError
            If the kind doesn't answer the world's claim with one proposition of the cell's mode, or a refusal.
        """
        world, truth, events = drawn(self.simulator, cell, seed)
        record = kept(events, world.spans)
        context = Context(world.blocs, world.places, world.milestones, record.info, JUDGING_SEED, defaults())
        proposition, refusal = only(
            self.kind.propose(world.grounding, context), mode_of(self.simulator, cell), self.name, cell
        )
        if proposition is None:
            return _row(number, truth, refusal=refusal)
        session = Session(record, context)
        judged = session.run(self.planned(session, proposition, world))
        found = {c.name: c.status for c in (check.run(judged, context, session) for check in every("checks"))}
        return _row(number, truth, judged, found)

    def planned(self, session: Session, proposition: Proposition, world: World) -> Planned:
        """The plan, made again only where the proposition or what it may know has changed."""
        held = self._planned
        if held is not None and held[0] == proposition and _known(held[1]) == _known(world):
            return held[2]
        planned = session.plan(proposition)
        self._planned = proposition, world, planned
        return planned


def _known(world: World) -> tuple[Any, ...]:
    return dict(world.blocs), dict(world.places), dict(world.milestones), world.spans


def drawn(simulator: Simulator, cell: Cell, seed: np.random.SeedSequence) -> tuple[World, Truth, EventTable]:
    """A world, its truth and the record that was kept of it; world, fault and placebo have a stream each."""
    own, for_fault, for_placebo = (np.random.default_rng(_child(seed, i)) for i in range(3))
    world, truth = simulator.simulate(cell, own)
    events = world.events
    if cell.options.get(OPTION):
        events, truth = permuted(events, truth, cell.options[OPTION], for_placebo)
    if cell.fault != "none":
        fault: Fault = load("simulate.faults", cell.fault)
        events = fault.apply(events, for_fault)
    return world, truth, events


def _child(seed: np.random.SeedSequence, number: int) -> np.random.SeedSequence:
    """The child that ``spawn`` gives first, second, ..., whatever was spawned before."""
    return np.random.SeedSequence(seed.entropy, spawn_key=(*seed.spawn_key, number))


def only(proposal: Proposal, mode: str, kind: str, cell: Cell) -> tuple[Proposition | None, str]:
    """The proposition that is judged, or None and the reason of the refusal.

    Raises
    ------
    InquestError
        If there are several of the mode, or neither a proposition nor a refusal: a defect of kind or simulator.
    """
    found = [p for p in proposal.propositions if p.mode == mode]
    if len(found) == 1:
        return found[0], ""
    if not found and proposal.refusals:
        return None, proposal.refusals[0].reason
    other = sorted({p.mode for p in proposal.propositions} - {mode})
    raise InquestError(
        f"{kind} answers the claim of the cell '{cell.name}' with {len(found)} propositions in mode {mode}"
        + (f" and others in mode {', '.join(other)}" if other else ""),
        "one, or a refusal",
        cure=f"mend simulate/{kind}.py or kinds/{kind}.py; a cell's option 'mode' sets the mode",
    )


def _row(
    number: int, truth: Truth, judged: Judged | None = None, found: Mapping[str, str] | None = None, refusal: str = ""
) -> Row:
    margin = truth.margin
    row = Row(
        world=number,
        verdict="not testable" if judged is None else judged.verdict,
        right_side=0 if margin == 0 else 1 if margin > 0 else -1,
        inside=abs(margin) <= truth.zone,
        value=six(truth.value),
        null=six(truth.null),
        margin=six(margin),
        refusal=refusal,
    )
    if judged is None:
        return row
    statuses = found or {}
    return replace(
        row,
        **_figures(judged, truth.value),
        warnings=tuple(sorted(name for name, status in statuses.items() if status in ("warning", "failed"))),
        mirrored=statuses.get("mirror") != "failed",
    )


def _figures(judged: Judged, value: float) -> dict[str, Any]:
    """Point, interval and hull of what stands for the finding, and whether the interval holds the truth."""
    e, i = judged.estimates, main_row(judged)
    point, low, high = (float(v[i]) for v in (e.point, e.low, e.high))
    names = [c.name for c in judged.multiverse.choices]
    chosen = dict(zip(names, judged.multiverse.specifications[i], strict=True))
    reading = next(r for r in judged.readings if all(chosen[k] == v for k, v in r.options.items()))
    slack = 1e-9 * abs(value)  # a count's bounds may both be the truth itself, up to the order of one division
    known = not math.isnan(low) and not math.isnan(high) and not math.isnan(value)
    return {
        "point": six(point),
        "low": six(low),
        "high": six(high),
        "hull": (six(reading.low), six(reading.high)),
        "holds": low - slack <= value <= high + slack if known else None,
        "approximate": bool(e.approximate[i]) if e.approximate is not None else False,
    }


def seed_of(seed: int, kind: str, cell: str, chunk: int) -> np.random.SeedSequence:
    """The seed of a chunk: by kind, cell and chunk alone, so that workers and order don't matter."""
    name = hashlib.sha256(f"{kind}\n{cell}".encode()).digest()[:16]
    return np.random.SeedSequence([seed, int.from_bytes(name, "little"), chunk])
