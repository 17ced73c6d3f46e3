"""Checks that look at the events behind a finding: on made-up events, and on worlds with and without faults."""

import dataclasses
from collections import Counter

import numpy as np
import pytest
from tests.checks.test_checks import CONTEXT, judged
from tests.simulate.tried import run

from inquest.checks import centroids, corroboration, dating, heaping, small_events, summaries, twins
from inquest.checks._figures import apart, main_terms
from inquest.model.selection import Quality, Selection, Sides
from inquest.model.world import Cell
from inquest.registry import load, names
from inquest.simulate.level import SIMULATOR

ALL = (centroids, corroboration, dating, heaping, small_events, summaries, twins)


class Events:
    """Answers with the same events whatever is asked; ``tested`` are the rows of what a place test takes."""

    def __init__(self, tested=None, **columns):
        self.columns = {name: np.array(values) for name, values in columns.items()}
        self.count = len(next(iter(self.columns.values()), ()))
        for name in ("side_a", "side_b", "adm_1"):
            if name in self.columns:
                _, numbers = np.unique(self.columns[name], return_inverse=True)
                self.columns[f"{name}:number"] = numbers
        self.columns["ev"] = np.arange(self.count)
        self.tested = np.ones(self.count, dtype=bool) if tested is None else np.array(tested, dtype=bool)

    def details(self, selections, texts=()):
        rows = self.tested if all(s.sides == Sides() and not texts for s in selections) else slice(None)
        return {name: column[rows] for name, column in self.columns.items()}


def of_place():
    found = judged()
    place = Selection(Sides(), 0, 30, place="north", quality=Quality(max_precision=5, max_duration=7))
    return dataclasses.replace(found, selections=[{"x": place}] * len(found.selections))


def spread(count, **more):
    """Events that have nothing wrong with them."""
    half = count // 2
    rng = np.random.default_rng(4)
    plain = {
        "side_a": ["A", "B"] * half, "side_b": ["C"] * count, "adm_1": ["North"] * half + ["South"] * half,
        "sources": rng.permutation([1, 2, 3, 4] * (count // 4)), "best": [1, 3, 9, 11] * (half // 2),
        "twin": [0] * count,
        "precision": [1] * count, "summary": [0] * count, "duration": [1] * count,
        "day": list(range(16_801, 16_801 + count)),
    }  # fmt: skip
    return {**plain, **more}


@pytest.mark.parametrize("check", ALL, ids=lambda c: c.CHECK.name)
def test_a_sound_record_passes_and_no_events_are_no_matter(check):
    sound = check.CHECK.run(of_place(), CONTEXT, Events(**spread(400)))
    assert sound.status == "passed", sound.text
    assert sound.figures
    empty = {name: np.array(values)[:0] for name, values in spread(4).items()}
    assert check.CHECK.run(of_place(), CONTEXT, Events(**empty)).status == "not applicable"
    nothing = dataclasses.replace(of_place(), selections=[{}])
    assert check.CHECK.run(nothing, CONTEXT, Events(**spread(400))).status == "not applicable"


def test_fewer_sources_in_one_area_are_a_warning_that_says_where():
    sources = [1, 1, 1, 2] * 50 + [2, 3, 3, 4] * 50
    found = corroboration.CHECK.run(judged(), CONTEXT, Events(**spread(400, sources=sources)))
    assert found.status == "warning"
    assert found.figures["sources: What happened in North"] == 1.25
    assert found.figures["sources: all others"] == 3.0
    assert found.text.startswith("What happened in North has 1.25 sources an event, all others here 3.00")


def test_fewer_sources_of_a_side_in_coalitions_too():
    sides = ["A, D", "B"] * 200
    sources = [1, 3] * 200
    found = corroboration.CHECK.run(judged(), CONTEXT, Events(**spread(400, side_a=sides, sources=sources)))
    assert found.status == "warning"
    assert any(f"sources: What {member} had a part in" in found.figures for member in ("A", "B", "D"))


def test_fewer_sources_of_what_is_tested_than_of_the_rest():
    tested = [True] * 100 + [False] * 300
    area = ["North"] * 400
    sources = [1, 2] * 50 + [3, 4] * 150
    probe = Events(tested, **spread(400, sources=sources, adm_1=area))
    found = corroboration.CHECK.run(judged(), CONTEXT, probe)
    assert found.status == "warning"
    assert "sources: What is tested" in found.figures


def test_unknown_numbers_of_sources_are_left_out():
    probe = Events(**spread(400, sources=[-1] * 390 + [1] * 10))
    assert corroboration.CHECK.run(judged(), CONTEXT, probe).status == "not applicable"
    assert small_events.CHECK.run(judged(), CONTEXT, probe).status == "not applicable"


def test_small_events_with_few_sources_are_a_warning():
    found = small_events.CHECK.run(judged(), CONTEXT, Events(**spread(400, sources=[1, 3, 3, 3] * 100)))
    assert found.status == "warning"
    assert found.figures == {"sources: one or two deaths": 1.0, "sources: more deaths": 3.0, "small events": 100}


def test_repeated_rows_are_a_warning_from_a_fiftieth():
    found = twins.CHECK.run(judged(), CONTEXT, Events(**spread(400, twin=[1] * 8 + [0] * 392)))
    assert (found.status, found.figures["repeated rows"]) == ("warning", 8)
    assert twins.CHECK.run(judged(), CONTEXT, Events(**spread(400, twin=[1] * 7 + [0] * 393))).status == "passed"
    assert twins.CHECK.run(judged(), CONTEXT, Events(**spread(4, twin=[1, 0, 0, 0]))).status == "passed"


def test_coarse_places_are_a_warning_for_a_place_only():
    probe = Events(**spread(400, precision=[6] * 60 + [1] * 340))
    found = centroids.CHECK.run(of_place(), CONTEXT, probe)
    assert (found.status, found.figures["share of events"]) == ("warning", 0.15)
    assert centroids.CHECK.run(judged(), CONTEXT, probe).status == "not applicable"


def test_summary_rows_with_a_tenth_of_the_deaths_are_a_warning():
    probe = Events(**spread(4, best=[45, 45, 5, 5], summary=[0, 0, 1, 1]))
    found = summaries.CHECK.run(judged(), CONTEXT, probe)
    assert (found.status, found.figures["share of deaths"]) == ("warning", 0.1)
    assert summaries.CHECK.run(judged(), CONTEXT, Events(**spread(4, summary=[1, 0, 0, 0]))).status == "passed"


@pytest.mark.parametrize(("day", "which"), [("2017-03-01", "first"), ("2017-02-28", "last")])
def test_days_at_the_edge_of_months_are_a_warning(day, which):
    number = int(np.datetime64(day).astype(np.int64))
    heaped = [number] * 40 + list(range(16_801, 17_161))
    found = dating.CHECK.run(judged(), CONTEXT, Events(**spread(400, day=heaped)))
    assert found.status == "warning"
    assert found.text.startswith(f"13% of the one-day events fall on the {which} day of a month")


def test_long_spans_are_a_warning():
    found = dating.CHECK.run(judged(), CONTEXT, Events(**spread(400, duration=[9] * 60 + [1] * 340)))
    assert (found.status, found.figures["over a week long"]) == ("warning", 0.15)


def test_round_tolls_are_a_warning():
    found = heaping.CHECK.run(judged(), CONTEXT, Events(**spread(400, best=[1, 10, 15, 9] * 100)))
    assert (found.status, found.figures["events with 8 or more deaths"]) == ("warning", 300)
    assert found.figures["multiples of 5"] == pytest.approx(2 / 3)


def test_groups_are_compared_by_the_pooled_variance():
    values, group = np.array([1, 2, 3, 5, 6, 7]), np.array([True] * 3 + [False] * 3)
    here, there, errors = apart(values, group)
    assert (here, there) == (2.0, 6.0)
    assert errors == pytest.approx(-4 / np.sqrt(1.0 * (1 / 3 + 1 / 3)))  # Student's t of the two samples
    assert apart(values, np.zeros(6, dtype=bool))[2] == 0
    assert apart(np.array([1, 1, 2, 2]), np.array([True, True, False, False]))[2] == -np.inf


def test_terms_that_only_bound_a_place_are_not_looked_at():
    found = of_place()
    place = found.selections[0]["x"]
    series = found.measured.terms["x"]
    named = ("x", "x:located", "x:all", "anyone", "plot:x")
    measured = dataclasses.replace(found.measured, terms=dict.fromkeys(named, series))
    kept = main_terms(dataclasses.replace(found, measured=measured, selections=[dict.fromkeys(named, place)]))
    assert list(kept) == ["x"]
    assert kept["x"].quality == Quality(max_precision=5)


WORLDS = 25


def tried(fault):
    """Share of worlds in which each check warns, and in which any of the fault's own does."""
    said = Counter()
    own = load("simulate.faults", fault) if fault else None
    for seed in range(WORLDS):
        rng = np.random.default_rng([19, seed])
        world, _ = SIMULATOR.simulate(Cell(0.5, 20, 24), rng)
        events = own.apply(world.events, rng) if own else world.events
        _, found = run(world, events, checks=True)
        warned = {check.name for check in found if check.status == "warning"}
        said.update(warned)
        said["own"] += bool(own and warned & set(own.named_by))
    return {name: number / WORLDS for name, number in said.items()}


UNSEEN = {"hidden_losses"}
"""Faults that no record can show, by their own pages."""


def test_only_faults_that_no_record_can_show_have_no_check():
    assert {f for f in names("simulate.faults") if not load("simulate.faults", f).named_by} == UNSEEN


@pytest.mark.parametrize("fault", sorted(set(names("simulate.faults")) - UNSEEN))
def test_a_fault_is_named_in_four_worlds_of_five(fault):
    assert tried(fault)["own"] >= 0.8


def test_no_fault_is_named_where_there_is_none():
    own = {check for fault in names("simulate.faults") for check in load("simulate.faults", fault).named_by}
    said = tried(None)
    assert all(said.get(name, 0) <= 0.05 for name in own), said
