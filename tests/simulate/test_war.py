import time

import numpy as np
import pytest
from tests.simulate.worlds import ABROAD, ALPHA, BETA, GAMMA, NORTH, SOUTH, START, rich

from inquest.model.world import COLUMNS
from inquest.simulate._claims import coalition
from inquest.simulate._counts import steps
from inquest.simulate._war import CIVILIANS, Pair, Reporting, Spot, chosen, reporters, war

RNG = np.random.default_rng


def test_a_war_has_all_columns_in_order_of_days_and_repeats():
    pairs = [Pair(ALPHA, BETA, NORTH, 20), Pair(GAMMA, BETA, SOUTH, 10)]
    one, two = (war(pairs, START, 24, RNG(1)) for _ in range(2))
    assert tuple(one.columns) == COLUMNS
    assert (np.diff(one.columns["day"]) >= 0).all()
    for name in COLUMNS:
        assert one.columns[name].dtype == np.int64
        assert np.array_equal(one.columns[name], two.columns[name])
    assert (one.locations, one.sides) == (two.locations, two.sides)
    first, last = np.datetime64("2016-01-01").astype(int), np.datetime64("2017-12-31").astype(int)
    assert one.columns["day"].min() >= first
    assert one.columns["day"].max() <= last


def test_deaths_add_up_and_bounds_hold_the_best():
    table = rich().columns
    parts = sum(table[n] for n in ("dead_a", "dead_b", "dead_civilians", "dead_unknown"))
    assert np.array_equal(parts, table["best"])
    assert (table["low"] <= table["best"]).all()
    assert (table["best"] <= table["high"]).all()
    assert table["best"].min() == 1
    assert (table["low"] < table["high"]).mean() == pytest.approx(0.2, abs=0.08)


def test_expected_deaths_and_parts_hold():
    pair = Pair(ALPHA, BETA, SOUTH, 1500, deadliness=5, tail=1.0, share_b=0.3, share_civilians=0.2, share_unknown=0.1)
    table = war([pair], START, 24, RNG(2), rough=1, rho=0).columns
    assert table["best"].mean() == pytest.approx(5, rel=0.05)
    shares = [table[n].sum() / table["best"].sum() for n in ("dead_a", "dead_b", "dead_civilians", "dead_unknown")]
    assert shares == pytest.approx([0.4, 0.3, 0.2, 0.1], abs=0.01)
    assert table["best"].max() > 60, "a heavy tail"


def test_one_sided_violence_kills_civilians_only():
    table = war([Pair(ALPHA, CIVILIANS, SOUTH, 20, violence=3)], START, 12, RNG(3)).columns
    assert np.array_equal(table["dead_civilians"], table["best"])


def test_places_follow_the_precision_and_sides_the_coalitions():
    both = coalition(ALPHA, GAMMA)
    events = war([Pair(ALPHA, BETA, NORTH, 800, written_a=((both, 0.25),))], START, 12, RNG(4), rough=1, rho=0)
    precision = np.array([p.where_prec for p in events.locations])[events.columns["location"]]
    shares = np.bincount(precision, minlength=7)[1:7] / len(precision)
    assert shares == pytest.approx(NORTH.precision, abs=0.015)
    country = next(p for p in events.locations if p.where_prec == 6)
    assert (country.place, country.adm_1, country.latitude) == ("Arcadia", "", 10.0)
    names = np.array([s.name for s in events.sides])[events.columns["side_a"]]
    assert (names == "Alpha, Gamma").mean() == pytest.approx(0.25, abs=0.02)
    assert set(names) == {"Alpha", "Alpha, Gamma"}


def test_pairs_in_one_spot_share_its_places():
    spot = Spot("Town", "East", "D", 5.0, 5.0, points=4)
    events = war([Pair(ALPHA, BETA, spot, 50), Pair(GAMMA, BETA, spot, 50)], START, 12, RNG(5))
    assert len(events.locations) == 4


def test_factors_make_truces_and_captures():
    factor = steps(24, (6, 0.0), (12, 3.0))
    day = war([Pair(ALPHA, BETA, SOUTH, 200, factor)], START, 24, RNG(6), rough=1, rho=0).columns["day"]
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(int) - 46 * 12
    number = np.bincount(month, minlength=24)
    assert not number[6:12].any()
    assert number[12:].mean() / number[:6].mean() == pytest.approx(3, rel=0.1)


def test_reports_follow_what_is_declared():
    told = Reporting(sources=2.0, offices=(("One", 0.8), ("Two", 0.2)), doubt=0, long=0.3, long_days=5, unclear=0.1)
    events = war([Pair(ALPHA, BETA, SOUTH, 1000)], START, 12, RNG(7), rough=1, rho=0, reporting=told)
    table = events.columns
    assert table["sources"].min() == 1
    assert table["sources"].mean() == pytest.approx(2 / (1 - np.exp(-2)), rel=0.02)
    assert (table["office"] == 0).mean() == pytest.approx(0.8, abs=0.02)
    assert (table["clarity"] == 2).mean() == pytest.approx(0.1, abs=0.01)
    long = table["day_end"] - table["day"]
    assert (long > 0).mean() == pytest.approx(0.3, abs=0.02)
    assert long[long > 0].mean() == pytest.approx(4, rel=0.1)
    assert np.array_equal(table["low"], table["high"])
    assert events.offices == ("One", "Two")


def test_numbers_of_sources_are_truncated_poisson():
    found = reporters(RNG(8), 200_000, 1.5)
    raw = RNG(9).poisson(1.5, size=400_000)
    raw = raw[raw > 0]
    for value in range(1, 6):
        assert (found == value).mean() == pytest.approx((raw == value).mean(), abs=0.005)


def test_no_events_and_some_events():
    none = war([Pair(ALPHA, BETA, SOUTH, 0.0)], START, 12, RNG(1))
    assert none.columns["day"].size == 0
    some = chosen(rich(), np.array([3, 1]))
    assert some.columns["report"].tolist() == [3, 1]


def test_a_world_of_five_thousand_events_takes_ten_milliseconds():
    spots = [Spot(f"Town {i}", f"Area {i}", f"District {i}", 10 + i, 20 + i) for i in range(5)]
    pairs = [Pair(one, BETA, spot, 10) for spot in spots for one in (ALPHA, GAMMA)] + [Pair(ALPHA, GAMMA, ABROAD, 5)]
    taken = []
    for seed in range(5):
        begun = time.perf_counter()
        events = war(pairs, START, 48, RNG(seed))
        taken.append((time.perf_counter() - begun) * 5000 / max(len(events.columns["day"]), 1))
    assert min(taken) < 0.03, taken  # three times what it takes on an idle machine
