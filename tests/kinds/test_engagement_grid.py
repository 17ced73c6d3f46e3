"""Coexistence on a made-up grid: two sides at war, two at peace side by side, and what is refused."""

import datetime as dt

import numpy as np
import pytest
from tests.kinds.kinds_world import BLOCS, NORTH, context, grounding, judged, measured

from inquest.kinds._engagement import family, lasting
from inquest.model.panel import Grid, GridSpec
from inquest.multiverse.plan import plan
from inquest.registry import load

HERE = context(north=(2014, 2017))
SIDES = ("crown", "league", "order", "guild")


def war(pairs, cells=30, periods=104, seed=1, lost=0):
    """A grid with Poisson events: (side, side) -> mean events per cell and fortnight, from January 2014."""
    rng = np.random.default_rng(seed)
    start = (dt.date(2014, 1, 1) - dt.date(1970, 1, 1)).days // 14 + 1
    columns: dict[str, list[int]] = {k: [] for k in ("cell_y", "cell_x", "period", "side_a", "side_b", "n")}
    for (a, b), rate in pairs.items():
        for period in range(periods):
            for cell, n in enumerate(rng.poisson(rate, cells)):
                if n:
                    row = (cell // 6, cell % 6, start + period, SIDES.index(a), SIDES.index(b), n)
                    for key, value in zip(columns, row, strict=True):
                        columns[key].append(int(value))
    rows = {k: np.array(v, dtype=np.int64) for k, v in columns.items()}
    size = rows["n"].size
    rows |= {"violence": np.ones(size, np.int64), "location": np.zeros(size, np.int64)}
    rows["country"] = np.full(size, NORTH)
    unlocated = {k: v[:1].copy() for k, v in rows.items() if not k.startswith("cell")}
    unlocated["n"] = np.array([lost], dtype=np.int64)
    sets = {f"{b}/{d}": BLOCS[b].members(d) for b in sorted(BLOCS) for d in ("core", "folded", "sponsor")}
    bits = np.array([[key.split("/")[0] == side for key in sets] for side in SIDES])
    return Grid(GridSpec({}, sets), rows, np.zeros((1, 0), bool), bits, bits, "r", unlocated)


def run(grid, target="order", actor="crown", **slots):
    said = grounding("engagement", actors=(actor,), targets=(target,), slots={"relation": "coexist", **slots})
    kind = load("kinds", "engagement")
    (p,) = kind.propose(said, HERE).propositions
    assert p.mode == "process"
    planned = plan(p, HERE)
    data = measured(planned, lambda name, params, selection: (np.zeros(1),) * 4)
    from dataclasses import replace

    data = replace(data, grid=grid)
    return p, (kind.measure(p, data, HERE), data, planned)


FIGHTING = {("crown", "league"): 0.4, ("order", "league"): 0.4, ("order", "guild"): 0.4}


def test_sides_at_peace_side_by_side():
    _, (found, _, _) = run(war({**FIGHTING, ("crown", "order"): 0.002}))
    assert set(found.position.tolist()) == {1}
    assert np.all(found.high < 0.25)


def test_sides_at_war():
    everywhere = {**dict.fromkeys(FIGHTING, 0.05), ("crown", "order"): 0.05}  # thin enough that meetings take a while
    p, (found, data, planned) = run(war(everywhere, cells=120))
    assert set(found.position.tolist()) == {-1}
    turned = planned.kind.measure(p.mirror(), data, HERE)
    assert np.array_equal(turned.position, -found.position)
    words = planned.kind.words(judged(p, (found, data, planned)), HERE)
    assert "would be expected" in words.sentences[0]
    assert words.smallest_visible


def test_for_years_is_asked_in_spells_of_two():
    _, (found, _, _) = run(war({**FIGHTING, ("crown", "order"): 0.002}), universal="for_years")
    assert set(found.position.tolist()) == {1}
    assert set(found.extra["spells"].tolist()) == {3.0}
    assert lasting(np.array([1, 0, -1], np.int8)) == 0


def test_badly_located_fronts_are_refused():
    _, (found, _, _) = run(war({**FIGHTING, ("crown", "order"): 0.4}, lost=10**6))
    assert set(found.position.tolist()) == {0}
    assert all("located" in why for why in found.failed)


def test_too_few_expected_meetings_are_refused():
    _, (found, _, _) = run(war({("crown", "league"): 0.002, ("order", "guild"): 0.002}))
    assert set(found.position.tolist()) == {0}
    assert all("expected" in why or "located" in why for why in found.failed)


def test_an_empty_grid_says_so():
    _, (found, _, _) = run(war({}))
    assert all("no located fighting" in why for why in found.failed)


def test_without_a_grid_it_is_a_defect():
    with pytest.raises(ValueError, match="needs the grid"):
        run(None)


def test_family_leaves_out_overlaps():
    p, _ = run(war(FIGHTING))
    assert family(p, {}, HERE) == ("crown", "order", "guild", "league")
