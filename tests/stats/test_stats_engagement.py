"""Engagement: exposure by brute force, simulated truce and war, rate ratios with known error rates."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats as reference

from inquest.errors import InputError, UsageError
from inquest.stats.engagement import coexisted_position, engagement, engagements, for_years
from inquest.stats.exposure import Grid, GridRows
from inquest.stats.rates import rate_ratio, rate_tests


def rows_of(table):
    """Rows (period, y, x, a, b, precise) as GridRows."""
    t = np.array(table)
    return GridRows(t[:, 1], t[:, 2], t[:, 0], t[:, 3], t[:, 4], t[:, 5].astype(bool))


def world(seed, mutual_rate, periods=104, size=10):
    """Fronts that open and close: 0, 1, 2 each fight 3, 0 fights 1, and 1 fights 2 at a stated rate."""
    rng = np.random.default_rng(seed)
    opening = rng.integers(0, periods, (size, size))
    t = np.arange(periods)[:, None, None]
    active = (t >= opening) & (t < opening + 20)
    table, n = [], []
    for pair, rate in (((0, 3), 0.2), ((1, 3), 0.2), ((2, 3), 0.2), ((0, 1), 0.2), ((1, 2), mutual_rate)):
        hits = rng.poisson(rate * active)
        for place in np.argwhere(hits > 0):
            table.append([*place, *pair, 1])
            n.append(hits[tuple(place)])
    return rows_of(table), np.array(n)[None]


def test_exposure_and_first_contacts_by_brute_force():
    rng = np.random.default_rng(1)
    table = [
        [rng.integers(0, 9), rng.integers(0, 5), rng.integers(0, 5), *rng.choice(3, 2, replace=False), 1]
        for _ in range(25)
    ]
    rows, n = rows_of(table), rng.integers(0, 3, (2, 25))
    grid = Grid(rows)
    tally = grid.tally(n, (0, 1), grid.presence(n), grid.ground(n))
    for s in range(2):
        live = [r for r, k in zip(table, n[s], strict=True) if k]

        def near(actor, t, y, x, live=live):
            return any(
                actor in r[3:5] and abs(r[0] - t) <= 1 and abs(r[1] - y) <= 1 and abs(r[2] - x) <= 1 for r in live
            )

        cells = [(t, y, x) for t in range(-1, 11) for y in range(-1, 7) for x in range(-1, 7)]
        exposed = {c for c in cells if near(0, *c) and near(1, *c)}
        met = {tuple(r[:3]) for r in live if set(r[3:5]) == {0, 1}}
        fought = {tuple(r[1:3]) for r in live}
        risk = {c for c in exposed if c[1:] in fought and not any(m[1:] == c[1:] and m[0] < c[0] for m in met)}
        assert tally.exposure[s].sum() == len(exposed)
        assert tally.risk[s].sum() == len(risk)
        assert tally.firsts[s].sum() == len(risk & met)
        total = sum(k for r, k in zip(table, n[s], strict=True) if set(r[3:5]) == {0, 1})
        assert tally.events[s].sum() == total


def test_a_truce_is_told_from_the_usual_rate():
    rows, n = world(2, 0.0)
    truce, usual = engagement(rows, n, (1, 2)), engagement(rows, n, (1, 0))
    assert truce.observed[0] == 0
    assert truce.hi[0] < 0.25
    assert usual.lo[0] < 1 < usual.hi[0]
    assert coexisted_position(truce, None).tolist() == [1]
    assert coexisted_position(usual, None).tolist() == [-1]
    assert coexisted_position(usual, truce).tolist() == [-1]
    assert coexisted_position(truce, truce).tolist() == [1]
    assert coexisted_position(truce, usual).tolist() == [1]


def test_order_of_the_pair_and_equal_specifications():
    rows, n = world(3, 0.05)
    one, two = engagement(rows, np.repeat(n, 3, axis=0), (1, 2)), engagement(rows, n, (2, 1))
    assert one.observed.tolist() == [two.observed[0]] * 3
    np.testing.assert_array_equal(one.lo, np.repeat(two.lo, 3))
    assert two.expected[0] > 20
    assert 0 < two.ratio[0] < 1


def test_refusals_for_coverage_and_expected_events():
    rows, n = world(4, 0.0)
    vague = GridRows(rows.y, rows.x, rows.period, rows.a, rows.b, np.arange(rows.a.size) % 40 == 0)
    out = engagement(vague, n, (1, 2))
    assert out.coverage[0] < 0.6
    assert out.refused[0]
    assert np.isnan(out.lo[0])
    assert coexisted_position(out, None).tolist() == [0]
    rows, n = world(5, 0.0, periods=60, size=1)
    sparse = n * (np.arange(n.size) % 9 == 0)
    out = engagement(rows, sparse, (1, 2))
    assert not out.expected[0] >= 20
    assert out.refused[0]


def test_an_actor_outside_the_rows_is_refused_not_guessed():
    rows, n = world(6, 0.1, periods=30)
    out = engagement(rows, n, (1, 99))
    assert out.exposure[0] == 0
    assert out.refused[0]


def test_rate_ratio_limits_are_exact_poisson_without_dispersion():
    d1, e1 = np.zeros((1, 5), int), np.full((1, 5), 100)
    d0, e0 = np.full((1, 5), 50), np.full((1, 5), 1000)
    out = rate_ratio(d1, e1, d0, e0)
    assert out.expected[0] == 25
    assert out.value[0] == out.lo[0] == 0
    assert out.hi[0] == pytest.approx(reference.chi2.ppf(0.975, 2) / 2 / 25)
    empty = rate_ratio(d1, e1 * 0, d0, e0)
    assert np.isnan(empty.lo[0])


def test_rate_ratio_covers_with_and_without_dispersion():
    rng = np.random.default_rng(7)
    exposure = rng.integers(50, 200, (1500, 8))
    for shape in (np.inf, 3.0):
        extra = 1.0 if shape == np.inf else rng.gamma(shape, 1 / shape, (1500, 8))
        d1, d0 = rng.poisson(0.2 * exposure * extra), rng.poisson(0.4 * 5 * exposure)
        out = rate_ratio(d1, exposure, d0, 5 * exposure)
        assert ((out.lo <= 0.5) & (out.hi >= 0.5)).mean() > 0.93


def persistent(rng, worlds, blocks):
    """Levels of two streams by block that keep .7 of themselves from one to the next."""
    noise = rng.normal(size=(2, worlds, blocks))
    level = noise.copy()
    for k in range(1, blocks):
        level[..., k] = 0.7 * level[..., k - 1] + np.sqrt(1 - 0.49) * noise[..., k]
    return np.exp(0.3 * level)


@pytest.mark.parametrize("blocks", [4, 8, 16])
def test_ups_and_downs_that_outlast_a_block_need_an_interval_in_time(blocks):
    own, others = persistent(np.random.default_rng(blocks), 1500, blocks)
    rng = np.random.default_rng(9)
    exposure = np.full(own.shape, 100)
    d1, d0 = rng.poisson(100 * own), rng.poisson(400 * others)

    def covered(**how):
        out = rate_ratio(d1, exposure, d0, 4 * exposure, **how)
        return ((out.lo <= 1) & (out.hi >= 1)).mean()

    assert covered() < 0.9
    assert covered(in_time=True) >= 0.93


def test_one_sided_tests_agree_with_the_interval_and_hold_their_level():
    rng = np.random.default_rng(11)
    exposure = rng.integers(50, 200, (2000, 8))
    d1, d0 = rng.poisson(0.1 * exposure), rng.poisson(0.4 * 5 * exposure)
    args = (d1, exposure, d0, 5 * exposure)
    out = rate_ratio(*args, in_time=True)
    peace, war = rate_tests(*args, 0.25, 0.25, in_time=True)
    np.testing.assert_array_equal(peace <= 0.025, out.hi <= 0.25)
    np.testing.assert_array_equal(war <= 0.025, out.lo >= 0.25)
    assert (peace <= 0.05).mean() <= 0.05
    assert (war <= 0.05).mean() <= 0.05
    assert (rate_tests(*args, 0.5, 0.25, in_time=True)[0] <= 0.05).mean() > 0.6
    nothing = rate_tests(d1[:1], exposure[:1] * 0, d0[:1], exposure[:1], 0.25, 0.5)
    assert [p.tolist() for p in nothing] == [[1.0], [1.0]]


def test_a_pair_known_to_be_at_peace_is_no_part_of_what_is_expected():
    rows, n = world(12, 0.01)  # 1 and 2 met a few times
    alone, beside = engagement(rows, n, (0, 1)), engagements(rows, n, ((0, 1), (1, 2)))
    assert beside[0].observed[0] == alone.observed[0]
    assert beside[0].expected[0] > 1.1 * alone.expected[0]
    assert beside[1].hi[0] < beside[0].lo[0]
    assert beside[1].p_peace[0] < beside[0].p_peace[0]
    assert beside[0].p_war[0] < beside[1].p_war[0]


def test_where_first_contacts_tell_nothing_the_rates_above_the_control_decide():
    rows, n = world(13, 0.01)
    war, truce = engagements(rows, n, ((0, 1), (1, 2)))
    blind = replace(war, hazard_lo=truce.hazard_hi - 0.01)
    assert coexisted_position(blind, truce).tolist() == [-1]
    assert coexisted_position(replace(blind, lo=truce.hi - 0.01), truce).tolist() == [0]
    assert coexisted_position(replace(blind, hazard_hi=np.array([0.2])), truce).tolist() == [0]


def test_for_years_needs_two_in_a_row():
    assert for_years([[1, 1, 0], [1, 0, 1], [1, 1, -1], [-1, -1, 0], [-1, 0, 0], [-1, -1, 1]]).tolist() == [
        1,
        0,
        0,
        -1,
        0,
        0,
    ]


def test_engagement_errors():
    rows, n = world(8, 0.1, periods=20)
    with pytest.raises(InputError, match="rows of shape"):
        engagement(rows, n[:, :-1], (1, 2))
    with pytest.raises(UsageError, match=r"the pair \(1, 1\)"):
        engagement(rows, n, (1, 1))
    with pytest.raises(UsageError, match="level 95"):
        engagement(rows, n, (1, 2), level=95)
    same = GridRows(rows.y, rows.x, rows.period, rows.a, rows.a, rows.precise)
    with pytest.raises(InputError, match="an actor with itself"):
        engagement(same, n, (1, 2))
