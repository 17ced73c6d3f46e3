"""Worlds of attribution: the share that each opponent inflicted is known."""

from dataclasses import replace

import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.calibrate.worlds import drawn as of_bench
from inquest.model.world import Cell
from inquest.simulate.attribution import FAULTS, MARGINS, SIMULATOR

CELL = Cell(0.2, 60, 24)


def drawn(margin, seed, **changes):
    return SIMULATOR.simulate(replace(CELL, margin=margin, **changes), np.random.default_rng(seed))


def recorded(world, names, countries=(990,)):
    """Beta's dead by opponents of these names in the window, unknown sides left out."""
    c, window = world.events.columns, world.grounding.windows[0]
    day = c["day"].astype("datetime64[D]")
    there = np.isin([p.country_id for p in world.events.locations], countries)[c["location"]]
    inside = (day >= np.datetime64(window.start)) & (day <= np.datetime64(window.end)) & there
    side = np.array([s.name for s in world.events.sides])
    return int(c["dead_b"][inside & (side[c["side_b"]] == "Beta") & np.isin(side[c["side_a"]], names)].sum())


OWN, JOINT = ("Alpha",), ("Alpha, Epsilon", "Alpha, Gamma")
OTHERS = ("Gamma", "Delta", "Epsilon", "XXX990")


def test_cells_differ_and_every_fault_is_laid_at_two_margins():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)
    assert {len({c.margin for c in cells if c.fault == f}) for f in (*FAULTS, "centroids")} == {2}


@pytest.mark.parametrize("margin", MARGINS)
def test_the_share_lies_between_giving_allies_all_and_nothing(margin):
    for seed in range(4):
        world, truth = drawn(margin, seed)
        own, joint, others = (recorded(world, names) for names in (OWN, JOINT, OTHERS))
        total = own + joint + others
        slack = 0.03  # deaths of unknown side, and opponents that nobody knows
        assert own / total - slack <= truth.value <= (own + joint) / total + slack
        assert truth.value == pytest.approx(0.5 + margin, abs=0.04)
        assert truth.margin == pytest.approx(truth.value - truth.null)


@pytest.mark.parametrize(("margin", "verdict"), [(0.3, "supported"), (-0.3, "contradicted")])
def test_the_record_decides_on_the_right_side(margin, verdict):
    for seed in range(4):
        assert judged(drawn(margin, seed)[0]).verdict == verdict


def test_a_rival_leads_where_the_winner_does_not():
    world, _ = drawn(-0.12, 1)
    assert recorded(world, ("Gamma",)) > recorded(world, OWN + JOINT)


def test_a_war_abroad_is_no_part_of_a_claim_about_a_country():
    world, truth = drawn(0.2, 2, options={"abroad": "too"})
    assert recorded(world, ("Delta",), (991,)) > 5 * recorded(world, ("Delta",))
    found = judged(world)
    assert found.verdict == "supported"
    assert found.estimates.extra["share"][0] == pytest.approx(truth.value, abs=0.1)


def test_a_tenth_is_the_line_of_a_contribution():
    for margin, verdict in ((0.14, "supported"), (-0.08, "contradicted")):
        world, truth = drawn(margin, 3, options={"strength": "contributed"})
        assert truth.null == 0.1
        assert judged(world).verdict == verdict


def test_losses_to_nobody_known_decide_nothing():
    world, truth = drawn(0.06, 0, rate=30, options={"strength": "contributed"})
    without = replace(world, blocs={k: b for k, b in world.blocs.items() if k != "unnamed"})
    told, untold = judged(world).estimates, judged(without).estimates
    role = [i for i, q in enumerate(judged(world).params) if q.get("member", "any") == "any"]
    assert recorded(world, ("XXX990",)) > 0
    assert np.all(told.high[role] > untold.high[role])
    assert np.all(told.low[role] <= untold.low[role] + 1e-12)
    assert truth.margin > 0


def test_a_burst_of_losses_to_nobody_known_never_makes_a_tenth_too_little():
    """Worlds that were judged against the truth while such losses stood with the others."""
    cell = Cell(0.06, 30, 24, options={"strength": "contributed"})
    for number in (84, 181, 193, 246):
        world, truth, events = of_bench(SIMULATOR, cell, np.random.SeedSequence([5, number]))
        assert truth.margin > 0
        assert "contradicted" not in judged(world, events).verdict


def test_visible_is_where_the_odds_pass_the_benchmark():
    assert SIMULATOR.visible(CELL) == pytest.approx(0.1)
    tenth = replace(CELL, options={"strength": "contributed"})
    assert SIMULATOR.visible(tenth) == pytest.approx(1 / 7 - 0.1)
