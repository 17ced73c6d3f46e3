"""Draws, kernel and joint test: against plain loops, and independent of how the work is cut."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inquest.errors import InputError, UsageError
from inquest.stats import distinct, draws, shifts
from inquest.stats.coverage import simulate_series, true_share
from inquest.stats.distinct import _merge_atoms, merge_rows, series_of
from inquest.stats.joint import joint_change, joint_share
from inquest.stats.kernel import kernel, kernel_of
from inquest.stats.tails import tail_percentiles

SEED = np.random.SeedSequence(11)


def test_chunks_do_not_depend_on_who_makes_them():
    whole = draws.resamples(SEED, 600, 20, 4)
    assert whole.shape == (600, 20)
    assert (whole.sum(1) == 20).all()
    last = draws.resamples_chunk(SEED, 2, 88, 20, 4)
    np.testing.assert_array_equal(whole[512:], last)
    np.testing.assert_array_equal(draws.resamples(SEED, 300, 20, 4), whole[:300])
    assert SEED.n_children_spawned == 0
    assert draws.chunk_sizes(600) == [256, 256, 88]


def test_signs_are_constant_in_blocks_and_fair():
    signs = draws.signs_chunk(SEED, 0, 256, 30, 5)
    assert set(np.unique(signs)) == {-1.0, 1.0}
    changes = (np.diff(signs, axis=1) != 0).sum(1)
    assert changes.max() <= 6
    assert abs(signs.mean()) < 0.1
    np.testing.assert_array_equal(signs[:10], draws.signs_chunk(SEED, 0, 10, 30, 5))


def test_shifts_are_all_rotations():
    np.testing.assert_array_equal(
        np.arange(4)[draws.shifts(4)], [[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1], [3, 0, 1, 2]]
    )
    assert [draws.default_block(n) for n in (1, 8, 27, 48)] == [1, 3, 4, 5]


def test_draw_errors():
    with pytest.raises(UsageError, match="0 draws"):
        draws.n_chunks(0)
    with pytest.raises(UsageError, match="blocks of 9 in 5 periods"):
        draws.resamples(SEED, 2, 5, 9)


@settings(max_examples=40)
@given(st.integers(1, 12), st.integers(2, 300), st.integers(0, 99), st.sampled_from([0.5, 0.9, 0.95]), st.booleans())
def test_kernel_equals_a_loop_with_numpy_percentiles(specs, n_draws, seed, level, heavy):
    rng = np.random.default_rng(seed)
    scale = 10**8 if heavy else 1
    top = rng.integers(0, 6, (specs, 15)) * scale
    top[rng.integers(0, specs)] = top[0]
    bottom = top + rng.integers(1, 9, (1, 15))
    multiplicity = draws.resamples(np.random.SeedSequence(seed), n_draws, 15, 3)
    out = kernel(top, bottom, multiplicity, level=level)
    tails = [50 * (1 - level), 50 * (1 + level)]
    for s in range(specs):
        ratios = (multiplicity @ top[s]) / (multiplicity @ bottom[s])
        np.testing.assert_allclose([out.lo[s], out.hi[s]], np.percentile(ratios, tails), rtol=1e-6, atol=1e-12)
        assert out.value[s] == top[s].sum() / bottom[s].sum()
    assert out.n_unique == len(np.unique(np.concatenate([top, bottom], axis=1), axis=0))


def test_threads_change_nothing():
    rng = np.random.default_rng(5)
    top, multiplicity = rng.integers(0, 9, (1200, 30)), draws.resamples(SEED, 1000, 30, 4)
    one, two = kernel(top, top + 3, multiplicity), kernel(top, top + 3, multiplicity, threads=2)
    assert one.lo.tobytes() == two.lo.tobytes()
    assert one.hi.tobytes() == two.hi.tobytes()


def test_rows_with_one_key_are_told_apart(monkeypatch):
    monkeypatch.setattr("inquest.stats.distinct._multipliers", lambda n: np.zeros(n, np.uint64))
    first, which = merge_rows(np.array([[2, 1], [1, 1], [2, 1]]))
    assert first.tolist() == [0, 1]
    assert which.tolist() == [0, 1, 0]


def test_kernel_marks_empty_bottoms():
    top, bottom = np.zeros((2, 4), int), np.array([[0, 0, 0, 0], [1, 0, 0, 0]])
    out = kernel(top, bottom, np.array([[0.0, 2, 1, 1], [1, 1, 1, 1]]))
    assert np.isnan(out.value[0])
    assert np.isnan(out.lo).all()
    assert np.isnan(out.hi).all()


@settings(max_examples=60)
@given(st.integers(1, 60), st.floats(-1, 1), st.floats(0, 2), st.floats(0, 0.49), st.booleans(), st.integers(0, 9))
def test_tail_percentiles_are_exact_whatever_the_guess(n, centre, reach, quantile, ties, seed):
    values = np.random.default_rng(seed).standard_normal((4, n))
    values = np.round(values) if ties else values
    values[3, 0] = np.nan
    centres, reaches = np.array([centre, np.nan, centre, np.nan]), np.array([reach, reach, np.inf, reach])
    lo, hi = tail_percentiles(values, centres, reaches, quantile * (n - 1))
    np.testing.assert_allclose(lo, np.quantile(values, quantile, axis=1), atol=1e-12)
    np.testing.assert_allclose(hi, np.quantile(values, 1 - quantile, axis=1), atol=1e-12)


@given(st.lists(st.lists(st.integers(0, 1), min_size=2, max_size=2), min_size=1, max_size=9))
def test_merge_rows_gives_first_occurrences(rows):
    table = np.array(rows)
    first, which = merge_rows(table)
    np.testing.assert_array_equal(table[first][which], table)
    assert list(first) == sorted(first)
    assert len(first) == len({tuple(r) for r in rows})
    np.testing.assert_array_equal(merge_rows(table.astype(bool))[1], which)


def test_series_of_sums_atoms_by_measure():
    rng = np.random.default_rng(1)
    panel = rng.integers(0, 10**7, (2, 9, 5))
    masks, measure = rng.random((6, 9)) < 0.5, np.array([0, 1, 0, 1, 0, 0])
    masks[4] = masks[0]
    series, which = series_of(panel, masks, measure)
    for s in range(6):
        np.testing.assert_array_equal(series[which[s]], panel[measure[s]][masks[s]].sum(0))
    assert which[4] == which[0]
    assert merge_rows(np.zeros((3, 0)))[0].tolist() == [0]


@pytest.mark.parametrize("most", [40, 10**7])
def test_a_sparse_panel_gives_the_series_of_a_dense_product(monkeypatch, most):
    rng = np.random.default_rng(4)
    panel = rng.integers(1, most, (2, 30, 50)) * (rng.random((2, 30, 50)) < 0.04)
    masks, measure = rng.random((300, 30)) < 0.5, np.arange(300) % 2
    dense, where = series_of(panel, masks, measure)
    monkeypatch.setattr(distinct, "WORTH", 1)
    sparse, same = series_of(panel, masks, measure)
    np.testing.assert_array_equal(sparse, dense)
    np.testing.assert_array_equal(same, where)
    np.testing.assert_array_equal(dense[where[7]], panel[1][masks[7]].sum(0))


def test_atoms_treated_alike_are_one_atom():
    rng = np.random.default_rng(2)
    panel = rng.integers(0, 99, (2, 40, 5))
    masks, measure = (rng.random((30, 4)) < 0.5)[:, np.arange(40) % 4], np.arange(30) % 2
    merged, summed = _merge_atoms(masks, panel)
    assert merged.shape[1] == summed.shape[1] == 4
    series, which = series_of(panel, masks, measure)
    for s in range(30):
        np.testing.assert_array_equal(series[which[s]], panel[measure[s]][masks[s]].sum(0))
    apart = np.eye(40, dtype=bool)
    assert _merge_atoms(apart, panel)[1] is panel


@pytest.mark.parametrize("whole", [True, False])
def test_pairs_of_a_table_give_what_pairs_of_series_give(whole):
    rng = np.random.default_rng(3)
    series, top, bottom = rng.integers(0, 9, (20, 25)) + 1, rng.integers(0, 20, 90), rng.integers(0, 20, 90)
    multiplicity = draws.resamples(SEED, 300, 25, 4) if whole else rng.random((300, 25))
    one, two = kernel_of(series, top, bottom, multiplicity), kernel(series[top], series[bottom], multiplicity)
    np.testing.assert_array_equal([one.value, one.lo, one.hi], [two.value, two.lo, two.hi])
    assert one.n_unique == two.n_unique == len({*zip(top.tolist(), bottom.tolist(), strict=True)})
    expected = np.percentile((multiplicity @ series[top].T) / (multiplicity @ series[bottom].T), [2.5, 97.5], axis=0)
    np.testing.assert_allclose([one.lo, one.hi], expected, rtol=3e-7 if whole else 1e-12)


def test_kernel_errors():
    with pytest.raises(InputError, match=r"series \(2, 5\), top \(1,\), bottom \(1,\), draws \(3, 4\)"):
        kernel_of(np.ones((2, 5), int), np.zeros(1, int), np.ones(1, int), np.ones((3, 4)))
    ones = np.ones((1, 4), int)
    with pytest.raises(InputError, match=r"top \(1, 4\), bottom \(2, 4\)"):
        kernel(ones, np.ones((2, 4), int), np.ones((3, 4)))
    with pytest.raises(UsageError, match="over 1 draws"):
        kernel(ones, ones, np.ones((1, 4)))
    with pytest.raises(InputError, match="panel"):
        series_of(np.ones((1, 2, 3), int), np.ones((1, 4), bool), np.zeros(1, int))


def curve(setting, worlds, specs=3, periods=36, rho=0.3, seed=1):
    n1, n2 = simulate_series(periods, rho, setting, worlds, np.random.SeedSequence(seed))
    rng = np.random.default_rng(seed)
    return [np.stack([rng.binomial(n, p) for p in np.linspace(1, 0.7, specs)]) for n in (n1, n2)]


def test_joint_share_holds_its_level_and_has_power():
    setting = (-0.7, 0.8, 20.0)
    n1, n2 = curve(setting, 200)
    truth = true_share(setting)
    small = [0, 0]
    for w in range(200):
        out = joint_share(n1[:, w], n2[:, w], truth, 1, np.ones(3), seed=np.random.SeedSequence(w), draws=256)
        small = [small[0] + (out.p_pro <= 0.05), small[1] + (out.p_con <= 0.05)]
    assert max(small) / 200 < 0.12
    out = joint_share(n1[:, 0], n2[:, 0], 0.1, 1, np.ones(3), seed=SEED)
    assert out.p_pro <= 0.01
    assert out.p_con > 0.9
    assert out.median_pro <= 0.01
    assert 0.05 < out.sign_pro < 1


def test_joint_share_mirrors_merges_and_repeats():
    n1, n2 = (v[:, 0] for v in curve((-0.7, 0.8, 20.0), 1))
    out = joint_share(n1, n2, 0.3, 1, [1, 2, 1], seed=SEED, draws=300)
    assert out == joint_share(n1, n2, 0.3, 1, [1, 2, 1], seed=SEED, draws=300)
    turned = joint_share(n1, n2, 0.3, -1, [1, 2, 1], seed=SEED, draws=300)
    assert (out.p_pro, out.p_con, out.median_pro) == pytest.approx((turned.p_con, turned.p_pro, turned.median_con))
    index = [0, 1, 1, 2]
    twice = joint_share(n1[index], n2[index], 0.3, 1, [1, 1, 1, 1], seed=SEED, draws=300)
    assert twice.n_unique == out.n_unique == 3
    assert twice.p_pro == out.p_pro
    other = joint_share(n2, n1, 0.7, -1, [1, 2, 1], seed=SEED, draws=300)
    assert other.p_pro == pytest.approx(out.p_pro, abs=0.01)


def test_joint_share_of_constant_series_is_not_evidence():
    out = joint_share(np.full((1, 24), 2), np.full((1, 24), 2), 0.5, 1, [1.0], seed=SEED, draws=50)
    assert out.p_pro == out.p_con == 1


def test_joint_change_enumerates_all_shifts():
    rng = np.random.default_rng(3)
    y = rng.poisson(5, (2, 30))
    baseline, window = np.arange(30) < 20, np.arange(30) >= 20
    out = joint_change(y, window, baseline, 1, [3.0, 1.0])
    means = []
    for k in range(30):
        moved = np.roll(y, -k, axis=1)
        change = np.log((moved[:, 20:].sum(1) + 0.5) / 10) - np.log((moved[:, :20].sum(1) + 0.5) / 20)
        means.append(change @ [0.75, 0.25])
    assert out.draws == 29
    assert out.p_pro == pytest.approx(sum(m >= means[0] - 1e-9 for m in means) / 30)
    assert out.p_con == pytest.approx(sum(m <= means[0] + 1e-9 for m in means) / 30)
    step = np.where(window, 30, 3)[None] + y[:1]
    assert joint_change(step, window, baseline, 1, [1.0]).p_pro == 1 / 30
    assert joint_change(step, window, baseline, -1, [1.0]).p_con == 1 / 30


def test_joint_errors():
    y = np.ones((1, 24), int)
    with pytest.raises(UsageError, match="20 periods"):
        joint_share(y[:, :20], y[:, :20], 0.5, 1, [1.0], seed=SEED)
    with pytest.raises(InputError, match="weights of shape"):
        joint_share(y, y, 0.5, 1, [0.0], seed=SEED)


def test_the_benchmark_runs_on_a_small_panel():
    path = Path(__file__).parents[2] / "benchmarks" / "kernel.py"
    spec = importlib.util.spec_from_file_location("benchmark_kernel", path)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    panel = bench.synthetic_panel(n_rows=400, periods=24, n_specifications=8)
    multiplicity = draws.resamples(SEED, 64, 24, 4)
    found, *_ = bench.run_kernel(panel, multiplicity)
    np.testing.assert_allclose(found, bench.run_loop(panel, multiplicity, None, "matrix"), rtol=1e-6)


def test_joint_change_takes_windows_of_several_runs_and_many_specifications():
    rng = np.random.default_rng(5)
    y = rng.poisson(3, (150, 24))
    baseline, window = np.isin(np.arange(24), [0, 1, 2, 7, 8, 9]), np.isin(np.arange(24), [4, 5, 12, 22, 23])
    side = rng.choice([-1, 1], 150)
    means = []
    for k in range(24):
        moved = np.roll(y, -k, axis=1)
        late, early = moved[:, window].sum(1), moved[:, baseline].sum(1)
        means.append((side * (np.log((late + 0.5) / 5) - np.log((early + 0.5) / 6))).mean())
    out = joint_change(y, window, baseline, side, np.ones(150))
    assert out.p_pro == pytest.approx(sum(m >= means[0] - 1e-9 for m in means) / 24)
    assert out.p_con == pytest.approx(sum(m <= means[0] + 1e-9 for m in means) / 24)
    assert np.isnan(out.median_pro)


@pytest.mark.parametrize("case", ["plain", "split", "stated", "ties", "large"])
def test_changes_found_in_single_precision_have_the_p_of_double(case, monkeypatch):
    rng = np.random.default_rng(12)
    y = rng.poisson(np.exp(rng.normal(0.0, 1.5, (70, 1))) * (1.0 + np.arange(90) / 90), (70, 90))
    if case == "ties":
        y = np.tile(np.tile([0, 1, 4], 30), (70, 1))  # every third shift is the tested placement again
    if case == "large":
        y = y * 10**5  # sums that single precision doesn't hold
    at = np.arange(90)
    window = (at > 60) & ((at < 75) | (at > 80)) if case == "split" else at > 60
    baseline, side = at < 40, np.where(rng.random(70) < 0.2, -1, 1)
    given = (y, window, baseline, side, rng.random(70))
    stated = {"log_null": 0.4 if case == "stated" else 0.0}
    exact = joint_change(*given, **stated)
    roughly, made = shifts._roughly, []
    monkeypatch.setattr(shifts, "MANY", 0)
    monkeypatch.setattr(shifts, "_roughly", lambda *a: made.append(roughly(*a)) or made[-1])
    found = joint_change(*given, **stated)
    assert (found.p_pro, found.p_con) == (exact.p_pro, exact.p_con)
    assert (made[0] is None) == (case in ("ties", "large"))
    assert 1 / 90 <= exact.p_pro <= 1
