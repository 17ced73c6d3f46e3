"""Each fault does what it declares, no more than its allowance, and the same for the same seed."""

import numpy as np
import pytest
from tests.simulate.worlds import ABROAD, ALPHA, BETA, GAMMA, NORTH, SOUTH, SPANS, START, rich

from inquest.contracts import Fault
from inquest.model.world import COLUMNS, EventTable
from inquest.record.memory import MemoryRecord
from inquest.registry import load, names
from inquest.simulate._claims import coalition
from inquest.simulate._faults import by_actor, by_area, one_group, thinned
from inquest.simulate._war import Pair, chosen, war

RNG = np.random.default_rng
FAULTS = names("simulate.faults")
DEATHS = ("best", "dead_a", "dead_b", "dead_civilians", "dead_unknown")


@pytest.fixture(scope="module")
def events():
    pairs = [
        Pair(ALPHA, BETA, SOUTH, 25, written_a=((coalition(ALPHA, GAMMA), 0.2),), share_unknown=0.1),
        Pair(GAMMA, BETA, NORTH, 20),
        Pair(ALPHA, GAMMA, ABROAD, 15),
    ]
    return war(pairs, START, 36, RNG(11))


def of(events, name):
    return load("simulate.faults", name).apply(events, RNG(5))


def test_all_nine_are_there():
    assert set(FAULTS) >= {
        "missed_by_side", "missed_by_place", "missed_by_size", "duplicated", "centroids", "summaries", "delayed",
        "rounded", "dominant_source",
    }  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_faults_fit_the_seam_and_name_checks_that_exist(name):
    fault = load("simulate.faults", name)
    assert isinstance(fault, Fault)
    assert fault.name == name
    assert set(fault.named_by) <= set(names("checks"))
    assert 1 <= fault.allowance <= 1.5


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_left_is_a_record_and_repeats(name, events):
    one, two = of(events, name), of(events, name)
    assert tuple(one.columns) == COLUMNS
    for column in COLUMNS:
        assert one.columns[column].dtype == np.int64
        assert np.array_equal(one.columns[column], two.columns[column])
    assert (np.diff(one.columns["day"]) >= 0).all()
    parts = sum(one.columns[n] for n in DEATHS[1:])
    assert np.array_equal(parts, one.columns["best"])
    assert (one.columns["low"] <= one.columns["best"]).all()
    assert (one.columns["best"] <= one.columns["high"]).all()
    assert MemoryRecord(one, SPANS).info.manifests[0].accepted == len(one.columns["day"])


@pytest.mark.parametrize("name", FAULTS)
def test_rich_and_empty_worlds_survive(name):
    events = rich()
    MemoryRecord(of(events, name), SPANS)
    none = chosen(events, np.zeros(0, dtype=np.int64))
    assert of(none, name).columns["day"].size == 0


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_changes_a_side_by_more_than_its_allowance(name, events):
    """Ratio of deaths and events kept between any two actors, over all areas."""
    allowance = load("simulate.faults", name).allowance
    for seed in range(20):
        kept = load("simulate.faults", name).apply(events, RNG(seed))
        before, after = by_actor(events), by_actor(kept)
        for weigh in (lambda e: e.columns["best"], lambda e: np.ones(len(e.columns["day"]))):
            share = [weigh(kept)[after[a]].sum() / weigh(events)[before[a]].sum() for a in before]
            assert max(share) / min(share) <= allowance * 1.02, (seed, share)


def test_missed_events_leave_fewer_sources_and_no_other_trace(events):
    for name, groups in (("missed_by_side", by_actor), ("missed_by_place", by_area)):
        kept = of(events, name)
        assert np.isin(kept.columns["report"], events.columns["report"]).all()
        rows = kept.columns["report"]
        fewer = {}
        for label, hit in groups(events).items():
            there = np.isin(rows, np.flatnonzero(hit))
            loss = hit.sum() / there.sum()
            fewer[label] = (loss, kept.columns["sources"][there].mean())
        worst = max(fewer.values())
        assert 1.1 < worst[0] <= 1.5
        assert worst[1] < 2.3
        assert (kept.columns["best"] == events.columns["best"][rows]).all()


def test_thinning_loses_what_it_is_asked_to(events):
    hit = by_area(events)["South"]
    lost = [1 - len(thinned(events, hit, 1.3, RNG(s)).columns["day"]) / hit.size for s in range(20)]
    assert np.mean(lost) / hit.mean() == pytest.approx(1 - 1 / 1.3, abs=0.02)
    unknown = EventTable(
        {**events.columns, "sources": np.full_like(events.columns["sources"], -1)},
        events.locations, events.sides, events.offices,
    )  # fmt: skip
    assert set(thinned(unknown, hit, 1.3, RNG(1)).columns["sources"]) == {-1}
    same = thinned(events, np.zeros_like(hit), 1.3, RNG(1))
    assert np.array_equal(same.columns["sources"], events.columns["sources"])


def test_groups_are_parts_of_the_events(events):
    share = one_group(by_actor(events), RNG(1)).mean()
    assert 0.15 <= share <= 0.85
    assert one_group({}, RNG(1)) is None
    assert one_group({"all": np.ones(5, dtype=bool)}, RNG(1)).all()
    assert set(by_actor(events)) == {"Alpha", "Beta", "Gamma"}


def test_small_events_are_missed(events):
    kept = of(events, "missed_by_size").columns["best"]
    best = events.columns["best"]
    assert 1.25 < (best <= 2).sum() / (kept <= 2).sum() <= 1.5
    assert (best > 2).sum() == (kept > 2).sum()


def test_copies_stand_beside_their_events(events):
    kept = of(events, "duplicated")
    number = np.bincount(kept.columns["report"])
    assert set(number) == {1, 2}
    assert 0.08 < (number == 2).mean() < 0.32
    twins = MemoryRecord(kept, SPANS)._tables.whole("event", "twin").sum()
    assert twins == pytest.approx((number == 2).sum() / 2, rel=0.3)


def test_centroids_are_coarser_and_in_the_middle(events):
    kept = of(events, "centroids")
    before, after = (np.array([p.where_prec for p in e.locations])[e.columns["location"]] for e in (events, kept))
    assert (after >= before).all()
    assert 0.15 < (after > before).mean() < 0.36
    country = next(p for p in kept.locations if p.where_prec == 6 and p.country == "Borduria")
    assert (country.adm_1, country.place) == ("", "Borduria")
    assert country.latitude == pytest.approx(ABROAD.latitude, abs=0.2)
    area = next(p for p in kept.locations if p.where_prec == 4 and p.adm_1 == "South")
    assert area.latitude == pytest.approx(SOUTH.latitude, abs=0.2)


def test_summaries_keep_the_deaths_and_span_quarters(events):
    kept = of(events, "summaries")
    for name in (*DEATHS, "low", "high"):
        assert kept.columns[name].sum() == events.columns[name].sum()
    long = kept.columns["day_end"] - kept.columns["day"]
    rolled = long > 80
    assert rolled.any()
    assert long.max() <= 92
    first = kept.columns["day"][rolled].astype("datetime64[D]")
    assert {str(d)[5:] for d in first} <= {"01-01", "04-01", "07-01", "10-01"}
    assert kept.columns["best"][rolled].sum() / kept.columns["best"].sum() > 0.1


def test_summaries_leave_no_pair_of_sides_far_fewer_rows_than_the_others(events):
    sides = [f"{a}/{b}" for a, b in zip(events.columns["side_a"], events.columns["side_b"], strict=True)]
    for seed in range(60):
        kept = load("simulate.faults", "summaries").apply(events, RNG(seed))
        after = [f"{a}/{b}" for a, b in zip(kept.columns["side_a"], kept.columns["side_b"], strict=True)]
        assert len(after) < len(sides)
        for pair in set(sides):
            if not 0.15 <= sides.count(pair) / len(sides) <= 0.85:
                continue
            here = after.count(pair) / sides.count(pair)
            there = (len(after) - after.count(pair)) / (len(sides) - sides.count(pair))
            assert max(here / there, there / here) <= 1.5


def test_delayed_events_are_dated_the_first_of_a_later_month(events):
    kept = of(events, "delayed")
    rows = kept.columns["report"]
    late = kept.columns["day"] != events.columns["day"][rows]
    assert 0.15 < late.mean() < 0.42
    assert {str(d)[8:] for d in kept.columns["day"][late].astype("datetime64[D]")} == {"01"}
    moved = kept.columns["day"][late] - events.columns["day"][rows][late]
    assert moved.min() >= 1
    assert moved.max() <= 62
    assert kept.columns["day"].max() <= events.columns["day"].max()


def test_rounded_tolls(events):
    kept = of(events, "rounded")
    best, toll = events.columns["best"], kept.columns["best"]
    assert np.array_equal(best[best < 5], toll[best < 5])
    changed = toll != best
    assert (toll[changed] % 5 == 0).all()
    assert (toll[changed & (best >= 30)] % 10 == 0).all()
    assert (toll[best >= 8] % 5 == 0).mean() > 0.6
    assert toll.sum() / best.sum() == pytest.approx(1, abs=0.05)


def test_one_office_behind_most(events):
    kept = of(events, "dominant_source")
    assert np.bincount(kept.columns["office"]).max() / len(kept.columns["office"]) > 0.6
    assert np.array_equal(kept.columns["best"], events.columns["best"])
