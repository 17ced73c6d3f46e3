import dataclasses

import numpy as np
import pytest
from tests.multiverse.test_verdict import PROPOSITION, estimates, run, universe

from inquest.api import defaults
from inquest.checks import concentration, flip_factor, joint_test, largest_events, placebo_window, visible_effect
from inquest.contracts import Context, Measured
from inquest.model.panel import Series
from inquest.model.record import RecordInfo
from inquest.model.selection import Selection, Sides

CONTEXT = Context({}, {}, {}, RecordInfo(identity="x", manifests=()), defaults=defaults())
SELECTION = Selection(Sides(), 0, 30)


class Probe:
    def __init__(self, offices=None, deaths=()):
        self.held, self.dead = offices or {}, np.array(deaths, dtype=np.int64)

    def offices(self, selection):
        return self.held

    def deaths(self, selection):
        return self.dead


def judged(points=(2, 2.5, 3), extra=None, mode="census", **changes):
    found = dataclasses.replace(estimates(points), extra=extra or {}, **changes)
    one = run(universe(1, len(points)), found)
    zeros = np.zeros((len(points), 1), dtype=np.int64)
    flat = zeros.reshape(-1)
    term = Series(zeros, zeros, zeros, zeros, flat, flat, flat)
    measured = Measured({"x": term, "plot:x": term}, {}, one.params)
    proposition = PROPOSITION.model_copy(update={"mode": mode})
    return dataclasses.replace(
        one,
        measured=measured,
        proposition=proposition,
        selections=[{"x": SELECTION, "plot:x": SELECTION}] * len(points),
    )


def test_one_office_behind_most_events_is_a_warning():
    found = concentration.CHECK.run(judged(), CONTEXT, Probe({"A": 90, "B": 10}))
    assert found.status == "warning"
    assert found.figures["share"] == 0.9
    assert found.figures["effective number of sources"] == pytest.approx(1 / (0.81 + 0.01))
    assert concentration.CHECK.run(judged(), CONTEXT, Probe({"A": 4, "B": 3, "C": 3})).status == "passed"
    assert concentration.CHECK.run(judged(), CONTEXT, Probe()).status == "not applicable"


def test_five_events_that_hold_half_of_the_deaths_are_a_warning():
    found = largest_events.CHECK.run(judged(), CONTEXT, Probe(deaths=[50, 20, 10, 5, 5, 5, 5]))
    assert found.status == "warning"
    assert found.figures == {
        "x: all events": 100,
        "x: without the largest": 50,
        "x: without the five largest": 10,
    }
    assert largest_events.CHECK.run(judged(), CONTEXT, Probe(deaths=[1] * 20)).status == "passed"
    assert largest_events.CHECK.run(judged(), CONTEXT, Probe()).status == "not applicable"


def test_the_flip_factor_is_held_against_each_specifications_own_benchmark():
    alone = flip_factor.CHECK.run(judged((2, 2.5, 3)), CONTEXT, Probe())
    assert (alone.status, alone.figures["benchmark"]) == ("passed", 1.5)
    across = flip_factor.CHECK.run(judged((2, 2.5, 3), {"benchmark": np.array([1.5, 3.0, 1.5])}), CONTEXT, Probe())
    assert across.status == "warning"
    assert (across.figures["weakest"], across.figures["benchmark"]) == (2.5, 3.0)


def test_the_joint_test_belongs_to_process_claims():
    assert joint_test.CHECK.run(judged(), CONTEXT, Probe()).status == "not applicable"
    assert joint_test.CHECK.run(judged(mode="process"), CONTEXT, Probe()).status == "warning"
    assert (
        joint_test.CHECK.run(judged(mode="process", joint_p=0.01, joint_con=0.9), CONTEXT, Probe()).status == "passed"
    )
    assert (
        joint_test.CHECK.run(judged(mode="process", joint_p=0.4, joint_con=0.6), CONTEXT, Probe()).status == "warning"
    )


def test_a_change_that_other_windows_show_as_well_is_a_warning():
    rank = {"placebo": np.array([0.3, 0.3, 0.4])}
    assert placebo_window.CHECK.run(judged(extra=rank), CONTEXT, Probe()).status == "warning"
    rare = {"placebo": np.array([0.01, 0.02, 0.03])}
    assert placebo_window.CHECK.run(judged(extra=rare), CONTEXT, Probe()).status == "passed"
    assert placebo_window.CHECK.run(judged(), CONTEXT, Probe()).status == "not applicable"


def test_the_smallest_visible_effect_or_the_distance_to_the_line_is_told():
    seen = visible_effect.CHECK.run(judged(extra={"visible": np.array([1.8, 2.0, 2.2])}), CONTEXT, Probe())
    assert seen.figures == {"smallest visible effect": 1.8}
    near = visible_effect.CHECK.run(judged((2, 2.5, 3)), CONTEXT, Probe())
    assert near.figures["nearest factor to the line"] == pytest.approx(2.0)
