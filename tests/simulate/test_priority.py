"""Worlds of ``priority``: shares recomputed from the events, in every wording."""

import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.model.world import Cell
from inquest.simulate.priority import SIMULATOR

FOR, AGAINST = {"supported", "mostly supported"}, {"contradicted", "mostly contradicted"}


def drawn(margin, seed=1, fault="none", **options):
    return SIMULATOR.simulate(Cell(margin, 30, 24, fault, options=options), np.random.default_rng(seed))


def stands(world, name):
    """Events of the window with an actor on a side, by a plain loop."""
    window, c = world.grounding.windows[0], world.events.columns
    found = []
    for day, a, b in zip(c["day"], c["side_a"], c["side_b"], strict=True):
        members = f"{world.events.sides[a].name}, {world.events.sides[b].name}".split(", ")
        inside = np.datetime64(window.start) <= np.datetime64(int(day), "D") <= np.datetime64(window.end)
        found.append(bool(inside) and name in members)
    return np.array(found)


def test_cells_differ_and_ask_for_centroids_in_a_place_alone():
    cells = SIMULATOR.cells()
    assert len({c.name for c in cells}) == len(cells)
    assert {c.options.get("where") for c in cells if c.fault == "centroids"} == {"place"}


@pytest.mark.parametrize("options", [{}, {"measure": "deaths"}, {"allies": "many"}])
def test_a_stated_share_lies_so_far_from_the_real_one(options):
    world, truth = drawn(0.12, **options)
    weight = world.events.columns["best"] if options.get("measure") else np.ones(len(world.events.columns["day"]))
    alpha = stands(world, "Alpha")
    both = alpha & stands(world, "Beta")
    assert truth.value == pytest.approx(weight[both].sum() / weight[alpha].sum())
    assert world.grounding.claim.quantity.value / 100 == pytest.approx(truth.value - 0.12, abs=1e-3)
    assert judged(world).estimates.extra["share"][0] == pytest.approx(truth.value)


def test_a_share_in_a_place_counts_its_events():
    world, truth = drawn(0.3, where="place")
    alpha = stands(world, "Alpha")
    north = np.array([p.adm_1 == "North" for p in world.events.locations])[world.events.columns["location"]]
    assert truth.value == pytest.approx((alpha & north).sum() / alpha.sum())
    assert judged(world).verdict == "supported"


@pytest.mark.parametrize("margin", [-0.3, -0.06, 0.06, 0.3])
def test_the_priority_is_clear_in_both_senses_or_in_neither(margin):
    for seed in range(3):
        world, truth = drawn(margin, seed, words="the")
        alpha, beta, gamma = (stands(world, name) for name in ("Alpha", "Beta", "Gamma"))
        own = (alpha & beta).sum()
        share, head = own / alpha.sum(), own / (own + (alpha & gamma & ~beta).sum())
        assert truth.margin == pytest.approx(margin, abs=0.02)
        assert truth.margin == pytest.approx(share - 0.5 if margin > 0 else head - 0.5)
        assert (share > 0.5) == (head > 0.5) == (margin > 0)
        assert judged(world).verdict not in (AGAINST if margin > 0 else FOR)


@pytest.mark.parametrize("margin", [-0.3, -0.06, 0.06, 0.3])
def test_never_is_right_if_no_half_year_reaches_a_third(margin):
    for seed in range(3):
        world, truth = drawn(margin, seed, words="never")
        month = world.events.columns["day"].astype("datetime64[D]").astype("datetime64[M]").astype(int)
        alpha, beta = stands(world, "Alpha"), stands(world, "Beta")
        shares = [
            (alpha & beta)[month // 6 == h].sum() / alpha[month // 6 == h].sum() for h in np.unique(month[alpha] // 6)
        ]
        assert len(shares) == 4
        assert truth.value == pytest.approx(max(shares))
        assert truth.margin == pytest.approx(1 / 3 - max(shares))
        assert truth.margin == pytest.approx(margin, abs=0.02)
        assert judged(world).verdict not in (AGAINST if margin > 0 else FOR)
    assert judged(world).verdict in (FOR | {"undecided"} if margin > 0 else AGAINST | {"undecided"})
