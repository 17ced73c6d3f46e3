"""Worlds of ``episode`` and ``association``: their truth by another road, and verdicts far from the line."""

import numpy as np
import pytest
from tests.simulate.tried import judged

from inquest.errors import UsageError
from inquest.model.world import Cell
from inquest.simulate.association import SIMULATOR as ASSOCIATION
from inquest.simulate.episode import SIMULATOR as EPISODE


@pytest.mark.parametrize("simulator", [ASSOCIATION, EPISODE], ids=lambda s: s.name)
def test_cells_differ_and_can_be_drawn(simulator):
    cells = simulator.cells()
    assert len({c.name for c in cells}) == len(cells)
    for cell in cells[::5]:
        _, truth = simulator.simulate(cell, np.random.default_rng(1))
        assert np.isfinite(truth.margin)


def test_the_truth_of_an_episode_is_the_realised_ratio():
    world, truth = EPISODE.simulate(Cell(1.5, 20, 6), np.random.default_rng(1))
    day = world.events.columns["day"].astype("datetime64[D]")
    north = np.array([p.adm_1 for p in world.events.locations])[world.events.columns["location"]] == "North"
    at = np.datetime64(world.grounding.windows[0].start)
    after = (north & (day >= at) & (day < at + 182)).sum()
    before = (north & (day < at) & (day >= at - 182)).sum()
    assert truth.value == pytest.approx(after / before)
    assert truth.margin == pytest.approx(np.log(after / before))


@pytest.mark.parametrize(("margin", "words"), [(2.0, "supported"), (-2.0, "contradicted")])
def test_a_clear_episode_is_decided(margin, words):
    for seed in range(3):
        world, _ = EPISODE.simulate(Cell(margin, 40, 6), np.random.default_rng(seed))
        assert judged(world).verdict == words


def test_a_strong_association_is_decided_and_none_is_open():
    for margin, good in ((0.9, {"supported", "mostly supported"}), (-0.9, {"contradicted", "mostly contradicted"})):
        world, truth = ASSOCIATION.simulate(Cell(margin, 120, 120, rough=35, rho=0.74), np.random.default_rng(2))
        assert truth.value == pytest.approx(np.tanh(margin))
        assert judged(world).verdict in good
    world, _ = ASSOCIATION.simulate(Cell(0.0, 40, 60), np.random.default_rng(3))
    assert judged(world).verdict == "undecided"


def test_a_correlation_that_counts_can_not_have_is_refused():
    with pytest.raises(UsageError, match=r"counts correlated by 0\.76.*rougher counts"):
        ASSOCIATION.simulate(Cell(1.0, 40, 60), np.random.default_rng(1))
