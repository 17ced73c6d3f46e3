"""Worlds of ``exchange``, ``counterfactual`` and ``comparison``: truth recomputed, and decided rightly."""

import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.model.world import Cell
from inquest.registry import load
from inquest.simulate._faults import LEAST, MOST, by_actor, by_area

KINDS = ("exchange", "counterfactual", "comparison")
FOR, AGAINST = {"supported", "mostly supported"}, {"contradicted", "mostly contradicted"}


@pytest.mark.parametrize("kind", KINDS)
def test_cells_differ_and_name_known_faults(kind):
    cells = load("simulate", kind).cells()
    assert len({c.name for c in cells}) == len(cells)
    for fault in {c.fault for c in cells} - {"none"}:
        assert load("simulate.faults", fault).name == fault


@pytest.mark.parametrize("kind", KINDS)
def test_a_world_repeats(kind):
    simulator = load("simulate", kind)
    cell = simulator.cells()[0]
    one, two = (simulator.simulate(cell, np.random.default_rng(3)) for _ in range(2))
    assert one[1] == two[1]
    assert all(np.array_equal(one[0].events.columns[n], two[0].events.columns[n]) for n in one[0].events.columns)


def names(events, column):
    return np.array([s.name for s in events.sides])[events.columns[column]]


def test_the_rate_lies_within_the_recorded_one_and_all_splits_of_the_unknown():
    simulator = load("simulate", "exchange")
    world, truth = simulator.simulate(Cell(0.5, 20, 24, options={"unknown": "0.3"}), np.random.default_rng(2))
    c, window = world.events.columns, world.grounding.windows[0]
    day = c["day"].astype("datetime64[D]")
    rows = (names(world.events, "side_a") == "Alpha") & (day >= np.datetime64(window.start))
    rows &= day <= np.datetime64(window.end)
    own, foe, loose = (int(c[n][rows].sum()) for n in ("dead_a", "dead_b", "dead_unknown"))
    assert loose > 50
    assert own / (foe + loose) <= truth.value <= (own + loose) / foe
    assert truth.margin == pytest.approx(np.log(truth.value / truth.null))
    assert truth.margin == pytest.approx(0.5, abs=0.01)
    found = judged(world)
    assert found.estimates.low[0] <= truth.value <= found.estimates.high[0]


def test_what_would_be_missing_lies_in_the_range():
    simulator = load("simulate", "counterfactual")
    for seed in range(4):
        world, truth = simulator.simulate(Cell(0.04, 40, 48), np.random.default_rng(seed))
        c = world.events.columns
        alpha = names(world.events, "side_a") == "Alpha"
        assert 0 < truth.value <= c["dead_b"][alpha].sum() / c["dead_b"].sum() + 1e-12
        found = judged(world)
        e = found.estimates
        dead = np.array([q["count"] == "deaths_of_target" and q["summaries"] == "keep" for q in found.params])
        assert np.all((e.low <= truth.value)[dead] & (truth.value <= e.high)[dead])
        assert found.verdict == "undecided"


@pytest.mark.parametrize("family", ["places", "years", "actors", "sides"])
def test_the_ratio_is_the_realised_one(family):
    cell = Cell(0.5, 20, 48, options={"family": family})
    world, truth = load("simulate", "comparison").simulate(cell, np.random.default_rng(4))
    c, events = world.events.columns, world.events
    if family == "places":
        key = np.array([p.adm_1 for p in events.locations])[c["location"]]
    elif family == "years":
        key = c["day"].astype("datetime64[D]").astype("datetime64[Y]").astype(str)
    else:
        key = names(events, "side_a")
    named = {"places": "North", "years": "2018"}.get(family, "Alpha")
    totals = {str(k): int(c["best"][key == k].sum()) for k in np.unique(key)}
    mine = totals.pop(named)
    rival = totals["Gamma"] if family == "sides" else max(totals.values())
    assert truth.value == pytest.approx(mine / rival)
    assert truth.margin == pytest.approx(0.5, abs=0.1)


def test_a_need_in_a_place_counts_the_losses_there():
    world, truth = load("simulate", "counterfactual").simulate(
        Cell(-0.094, 40, 48, options={"where": "place"}), np.random.default_rng(1)
    )
    c = world.events.columns
    here = np.array([p.adm_1 == "North" for p in world.events.locations])[c["location"]]
    alpha = names(world.events, "side_a") == "Alpha"
    assert truth.value == pytest.approx(c["dead_b"][here & alpha].sum() / c["dead_b"][here].sum())
    assert truth.margin == pytest.approx(truth.value - 0.1)
    assert judged(world).verdict in AGAINST


@pytest.mark.parametrize("kind", KINDS)
def test_events_without_a_place_are_tried_where_a_place_is_tested(kind):
    cells = [c for c in load("simulate", kind).cells() if c.fault == "centroids"]
    assert cells
    assert all(c.options.get("where") == "place" or c.options.get("family") == "places" for c in cells)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_on_one_side_or_area_has_a_part_of_the_events_to_fall_on(kind):
    simulator = load("simulate", kind)
    for cell in simulator.cells():
        if cell.fault not in ("missed_by_side", "missed_by_place"):
            continue
        events = simulator.simulate(cell, np.random.default_rng(5))[0].events
        groups = by_actor(events) if cell.fault == "missed_by_side" else by_area(events)
        assert any(LEAST <= hit.mean() <= MOST for hit in groups.values()), cell.name


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("exchange", Cell(1.22, 20, 24)),
        ("exchange", Cell(-1.22, 20, 24)),
        ("counterfactual", Cell(-0.094, 40, 48)),
        *(("comparison", Cell(m, 20, 48, options={"family": f})) for f in ("places", "years", "actors", "sides")
          for m in (-1.22, 1.22)),
    ],
)  # fmt: skip
def test_far_from_the_line_the_record_decides_on_the_right_side(kind, cell):
    for seed in range(3):
        world, truth = load("simulate", kind).simulate(cell, np.random.default_rng(seed))
        assert judged(world).verdict in (FOR if truth.margin > 0 else AGAINST)


@pytest.mark.parametrize("fault", ["hidden_losses", "missed_by_side", "summaries"])
def test_near_the_line_a_fault_makes_no_wrong_verdict(fault):
    for margin in (-0.2, 0.2):
        for seed in range(5):
            rng = np.random.default_rng(seed)
            world, truth = load("simulate", "exchange").simulate(Cell(margin, 20, 24, fault), rng)
            kept = load("simulate.faults", fault).apply(world.events, rng)
            assert judged(world, kept).verdict not in (AGAINST if truth.margin > 0 else FOR)


def test_hidden_losses_fall_on_the_dead_of_one_side_alone():
    world, _ = load("simulate", "exchange").simulate(Cell(0.2, 40, 24), np.random.default_rng(1))
    before = world.events
    after = load("simulate.faults", "hidden_losses").apply(before, np.random.default_rng(2))
    kept = {}
    for actor in ("Alpha", "Beta", "Gamma", "Delta"):
        sums = [
            sum(int(e.columns[d][names(e, s) == actor].sum()) for s, d in (("side_a", "dead_a"), ("side_b", "dead_b")))
            for e in (before, after)
        ]
        kept[actor] = sums[1] / sums[0]
    fewer = [a for a, share in kept.items() if share < 1]
    assert len(fewer) == 1
    assert 1 / 1.5 < kept[fewer[0]] < 1 / 1.2
