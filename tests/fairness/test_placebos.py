"""Placebos on the real record: with the labels that a process claim is about dealt at random, it finds nothing.

For each kind with a process form: which months belong to the window (trend), which stream goes with which months
(association), who fought whom in a stretch of land and time (engagement), who held which town (containment). A census
claim, a share of recorded fighting among them, has no chance in it to permute.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from tests.fairness.claims import CLAIMS, DAY, PLAIN, kinds
from tests.fairness.relabel import inquiry

from inquest.contracts import Context, Judged, Measured
from inquest.model.panel import IntArray
from inquest.multiverse.measure import isolated
from inquest.multiverse.plan import Planned
from inquest.multiverse.session import Session
from inquest.verdict import judge

SEED = 20_161_203
STRONG, MILD = 0.05, 0.10
"""Largest share of placebos that may be called (mostly) supported: the nominal rates of verdicts."""
OPEN = ("window", "baseline", "measure", "violence", "form")
"""Choices that stay open; the others are held to their first option, which a smaller grid makes no safer."""
TILE, HALF_YEAR = 4, 13
"""Cells (of a quarter degree) and fortnights of a block in which the sides of events are dealt anew."""


@dataclass(frozen=True)
class Held:
    """A process claim with its data."""

    session: Session
    planned: Planned
    measured: Measured

    def verdict(self, measured: Measured | None = None, planned: Planned | None = None) -> Judged:
        """Judged on other data, or as another proposition on data fetched for it."""
        p = planned or self.planned
        data = measured if measured is not None else self.session.measured(p)
        context: Context = self.session.context
        return judge(p.proposition, p.multiverse, p.params, isolated(p, data, context), data, p.selections)


def process(sentence: str, home: Path, date: str = DAY) -> Held:
    """The process claim that a sentence makes."""
    asked = inquiry(sentence, home, date=date)
    found = [p for p in asked.propose() if p.mode == "process"]
    assert found, f"no process claim in {sentence!r}"
    session = asked.session
    choices = session.plan(found[0]).multiverse.choices
    held = {c.name: c.options[0].id for c in choices if c.name not in OPEN}
    planned = session.plan(found[0], held)
    return Held(session, planned, session.measured(planned))


Placebo = Callable[[Held, np.random.Generator, int], Iterator[Judged]]


def rolled(test: Held, term: str, months: int) -> Measured:
    """The data with one monthly stream moved on, round the end."""
    old = test.measured.terms[term]
    new = {name: np.roll(getattr(old, name), months, axis=1) for name in ("low", "mid", "high", "n")}
    return replace(test.measured, terms={**test.measured.terms, term: replace(old, **new)})


def shifted(test: Held, rng: np.random.Generator, draws: int) -> Iterator[Judged]:
    """Every month moves by the same number of places, so that blocks of months stay together."""
    length = test.measured.terms["x"].mid.shape[1]
    for months in rng.permutation(np.arange(1, length))[:draws]:
        yield test.verdict(rolled(test, "x", int(months)))


def set_apart(test: Held, rng: np.random.Generator, draws: int) -> Iterator[Judged]:
    """One stream moves on against the other, by more than the lags that are looked at."""
    length = test.measured.terms["second"].mid.shape[1]
    far = np.arange(length // 4, length - length // 4)
    for months in rng.permutation(far)[:draws]:
        yield test.verdict(rolled(test, "second", int(months)))


def dealt(test: Held, rng: np.random.Generator, draws: int) -> Iterator[Judged]:
    """Within a block of land and time, the sides of all events are shuffled: who fought whom is chance."""
    grid = test.measured.grid
    assert grid is not None
    rows = grid.rows
    block = _number(rows["cell_y"] // TILE, rows["cell_x"] // TILE, rows["period"] // HALF_YEAR)
    sides, blocks = np.concatenate([rows["side_a"], rows["side_b"]]), np.concatenate([block, block])
    order = np.argsort(blocks, kind="stable")
    for _ in range(draws):
        new = np.empty_like(sides)
        new[order] = sides[np.lexsort((rng.random(sides.size), blocks))]
        mixed = {**rows, "side_a": new[: block.size], "side_b": new[block.size :]}
        yield test.verdict(replace(test.measured, grid=replace(grid, rows=mixed)))


def _number(*columns: IntArray) -> IntArray:
    return np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)[1].reshape(-1)


def exchanged(test: Held, rng: np.random.Generator, draws: int) -> Iterator[Judged]:
    """The holder's towns are drawn from all towns that changed hands."""
    p = test.planned.proposition
    towns = [*p.terms["own"], *p.terms["others"]]
    own = len(p.terms["own"])
    held = {c.name: c.options[0].id for c in test.planned.multiverse.choices if len(c.options) == 1}
    for _ in range(draws):
        dealt_to = [towns[i] for i in rng.permutation(len(towns))]
        other = p.model_copy(update={"terms": {**p.terms, "own": dealt_to[:own], "others": dealt_to[own:]}})
        yield test.verdict(planned=test.session.plan(other, held))


@dataclass(frozen=True)
class Dealing:
    """How the labels of a kind's claims are dealt anew, how often for each claim, and which claims.

    ``both``: whether the opposite claim is as untrue of dealt labels. Where sides are dealt at random they do fight as
    often as others do, so "they coexisted" must fail and its opposite may hold.
    """

    deal: Placebo
    draws: int
    claims: tuple[str, ...]
    both: bool = True


PLACEBOS: dict[str, Dealing] = {
    "trend": Dealing(
        shifted,
        30,
        (
            "ISIS is stepping up its attacks on the SDF in Syria.",
            "ISIS is stepping up its attacks on the Syrian government in Syria.",
            "There is a resurgence of ISIS in Syria.",
            "Fighting between the Syrian government and Syrian rebels has intensified in recent months.",
            "Fighting between the Syrian government and ISIS in Homs has intensified in recent months.",
            "Fighting between Syrian rebels and the SDF has intensified in recent months.",
        ),
    ),
    "engagement": Dealing(
        dealt,
        12,
        (
            "ISIS and the Syrian government coexisted in Syria.",
            "The SDF and the Syrian government coexisted in Syria.",
            "ISIS and Syrian rebels coexisted in Syria.",
            "The SDF and Syrian rebels coexisted in Syria.",
        ),
        both=False,
    ),
    "association": Dealing(
        set_apart,
        20,
        (
            "Fighting between the Syrian government and ISIS in Syria went hand in hand with fighting between the SDF "
            "and ISIS.",
            "Fighting between the Syrian government and ISIS in Syria went hand in hand with fighting between Syrian "
            "rebels and the SDF.",
        ),
    ),
    "containment": Dealing(
        exchanged,
        40,
        ("The Syrian government is incapable of containing ISIS in the areas it holds.",),
    ),
}


def processes(home: Path) -> set[str]:
    """Kinds of the fairness table that test a claim as a process."""
    found = set()
    for kind in kinds():
        for claim in CLAIMS.get(kind, ()):
            found |= {p.kind for p in inquiry(PLAIN.fill(claim), home, date=DAY).propose() if p.mode == "process"}
    return found


def test_every_process_kind_has_a_placebo(home: Path) -> None:
    missing = processes(home) - set(PLACEBOS)
    assert not missing, f"{sorted(missing)} test processes and have no placebo in {Path(__file__).name}: add one"


@pytest.mark.parametrize("kind", [k for k in PLACEBOS if k in kinds()])
def test_placebos_are_supported_at_most_at_the_nominal_rate(home: Path, kind: str) -> None:
    one = PLACEBOS[kind]
    rng = np.random.default_rng(SEED)
    found: Counter[str] = Counter()
    for claim in one.claims:
        found.update(j.verdict for j in one.deal(process(claim, home), rng, one.draws))
    total = found.total()
    assert total >= 40
    sides = [("supported", "mostly supported"), ("contradicted", "mostly contradicted")][: 1 + one.both]
    for strong, mild in sides:
        assert found[strong] <= STRONG * total, found
        assert found[strong] + found[mild] <= MILD * total, found


def test_a_rule_of_signs_would_fail(home: Path) -> None:
    """The placebos can tell a bad rule: by the sides of their estimates alone, far too many would be decided."""
    one, rng = PLACEBOS["trend"], np.random.default_rng(SEED)
    decided = []
    for claim in one.claims[:3]:
        for judged in one.deal(process(claim, home), rng, 12):
            e = judged.estimates
            on_side = e.side * (e.point - e.null) > 0
            decided.append(bool(on_side.all() or not on_side.any()))
    assert np.mean(decided) > 2 * MILD


def test_a_rise_that_is_there_is_found(home: Path) -> None:
    """Forty times the fighting in the last three months; moved elsewhere by the calendar it is not found."""
    test = process("ISIS is stepping up its attacks on the Syrian government in Syria.", home)
    x = test.measured.terms["x"]
    planted = {name: getattr(x, name).copy() for name in ("low", "mid", "high", "n")}
    for values in planted.values():
        values[:, -3:] = 40 * (1 + values[:, -3:])
    risen = replace(test, measured=replace(test.measured, terms={**test.measured.terms, "x": replace(x, **planted)}))
    assert risen.verdict(risen.measured).verdict in ("supported", "mostly supported")
    assert risen.verdict(rolled(risen, "x", -8)).verdict not in ("supported", "mostly supported")


def test_a_truce_that_is_there_is_found(home: Path) -> None:
    """The pair that kept one on the record is found, and never with its labels dealt."""
    test = process("The SDF and the Syrian government coexisted in Syria.", home)
    assert test.verdict(test.measured).verdict in ("supported", "mostly supported")
    placebos = [j.verdict for j in dealt(test, np.random.default_rng(SEED), 5)]
    assert not {"supported", "mostly supported"} & set(placebos)
