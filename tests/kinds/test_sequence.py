"""Sequence on given numbers: the date that splits a stream, first and last, two streams."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.kinds.kinds_world import context, estimate, grounding, judged, known, unknown, year

from inquest.model.names import Milestone
from inquest.registry import load

FALL = Milestone(id="fall", label="the fall of Vale", what="capture", place="vale", actor="crown", loser="order",
                 earliest=dt.date(2016, 6, 1), latest=dt.date(2016, 6, 10), source="made up")  # fmt: skip
LATE = FALL.model_copy(update={"id": "late", "label": "the fall of Moor", "earliest": dt.date(2018, 1, 1),
                               "latest": dt.date(2018, 1, 1)})  # fmt: skip
HERE = replace(context(), milestones={m.id: m for m in (FALL, LATE)})
KIND = load("kinds", "sequence")


def said(order="only_after", milestones=("fall",), **more):
    told = {"actors": ("crown",), "targets": ("order",), "places": ("north",), **more}
    slots = {"order": order, **told.pop("slots", {})}
    return grounding("sequence", slots=slots, milestones=known(*milestones) if milestones else (), **told)


def counts(before, after, deaths=None):
    """Numbers of a stream before and after, with as many deaths unless given."""

    def give(name, params, selection):
        b, a = deaths if deaths and (name.endswith(":deaths") or params["count"] == "deaths") else (before, after)
        value = {"b": b, "a": a, "t": b + a}.get(name[:1], 0)
        return (value,) * 4

    return give


def positions(before, after, order="only_after", deaths=None, **more):
    (p,) = KIND.propose(said(order, **more), HERE).propositions
    found = estimate(p, HERE, counts(before, after, deaths))
    return p, found


def test_only_after_is_backed_by_hardly_any_before_and_contradicted_by_a_steady_stream():
    for before, after, expected in ((2, 400, 1), (200, 300, -1), (20, 270, 0)):
        _, (estimates, _, _) = positions(before, after)
        assert set(estimates.position.tolist()) == {expected}, (before, after)


def test_the_share_is_one_of_rates_over_covered_days():
    _, (estimates, _, _) = positions(100, 100)
    days = (dt.date(2016, 6, 1) - dt.date(2014, 1, 1)).days, (dt.date(2019, 12, 31) - dt.date(2016, 6, 10)).days
    assert estimates.point[0] == pytest.approx((100 / days[0]) / (100 / days[0] + 100 / days[1]))


def test_long_before_is_the_opposite_and_denial_turns_it():
    _, (only, _, _) = positions(200, 300)
    _, (before, _, _) = positions(200, 300, "before")
    assert np.array_equal(before.position, -only.position)
    _, (denied, _, _) = positions(200, 300, deny=True)
    assert np.array_equal(denied.position, -only.position)


def test_a_turn_has_two_senses():
    p, (estimates, _, _) = positions(60, 300, "after")
    sense = KIND.choices(p, HERE)[0]
    assert [o.id for o in sense.options] == ["less", "hardly"]
    assert set(estimates.position.tolist()) == {1, -1}


def test_events_that_deaths_speak_against_decide_nothing():
    _, (estimates, _, planned) = positions(2, 400, deaths=(500, 400))
    events = [q["count"] == "events" for q in planned.params]
    assert not estimates.position[events].any()


def test_a_stream_wholly_on_one_side_would_take_no_number_of_events_to_flip():
    for before, after in ((0, 300), (300, 0), (0, 0)):
        _, (estimates, _, _) = positions(before, after)
        assert np.isnan(estimates.flip_events).all()
        assert not np.isfinite(estimates.flip).any()


def test_several_events_are_readings_and_those_at_the_edge_are_left_out():
    (p,) = KIND.propose(said(milestones=("fall", "late")), HERE).propositions
    assert [o.id for o in KIND.choices(p, HERE)[0].options] == ["fall", "late"]
    edge = LATE.model_copy(update={"id": "edge", "earliest": dt.date(2019, 12, 1), "latest": dt.date(2019, 12, 1)})
    where = replace(HERE, milestones={"fall": FALL, "edge": edge})
    (p,) = KIND.propose(said(milestones=("fall", "edge")), where).propositions
    assert [e["id"] for e in p.terms["events"]] == ["fall"]
    assert any("too little covered time" in w for w in p.warnings)
    (refusal,) = KIND.propose(said(milestones=("edge",)), where).refusals
    assert refusal.reason == "window not covered"
    assert "GED" in refusal.unlock


def test_unknown_events_and_missing_dates_are_refused_with_what_unlocks_them():
    lost = said().model_copy(update={"milestones": unknown("the fall of Gao", "the fall of Vale")})
    (refusal,) = KIND.propose(lost, HERE).refusals
    assert refusal.reason == "name not known"
    assert "the fall of Vale" in refusal.text
    assert "names file" in refusal.unlock
    (refusal,) = KIND.propose(said(milestones=()), HERE).refusals
    assert refusal.reason == "date not known"


def test_a_date_stands_in_for_an_event():
    (p,) = KIND.propose(said(milestones=(), windows=(year(2016),)), HERE).propositions
    assert p.terms["events"][0]["latest"] == "2016-12-31"


@pytest.mark.parametrize(("order", "inside", "out", "expected"), [
    ("first", 3, 0, 1), ("first", 3, 2, -1), ("first", 0, 0, -1), ("last", 3, 0, 1), ("last", 3, 1, -1),
])  # fmt: skip
def test_first_and_last(order, inside, out, expected):
    claim = said(order, milestones=(), targets=(), windows=(year(2016),))
    (p,) = KIND.propose(claim, HERE).propositions

    def give(name, params, selection):
        value = {"in": inside, "out": out}[name.split(":")[0]] if "anyone" not in name and "plot" not in name else 50
        return (value,) * 4

    estimates, _, _ = estimate(p, HERE, give)
    assert set(estimates.position.tolist()) == {expected}


def test_two_streams_are_ordered_by_their_medians():
    claim = said("before", milestones=(), versus_targets=("league",))
    (p,) = KIND.propose(claim, HERE).propositions
    early, late = np.r_[np.full(30, 20), np.zeros(42, int)], np.r_[np.zeros(42, int), np.full(30, 20)]

    def give(name, params, selection):
        values = late if name == "two" else early
        return (values,) * 4

    found = estimate(p, HERE, give, lambda name: np.arange(72) * 30)
    estimates = found[0]
    medians = np.array([q["way"] == "medians" for q in found[2].params])
    assert set(estimates.position[medians].tolist()) == {1}
    assert set(estimates.position[~medians].tolist()) == {0}
    assert estimates.point[0] == pytest.approx(42 * 30.4375)
    words = KIND.words(judged(p, found), HERE)
    assert "days earlier" in words.sentences[1]
    turned = estimate(p.mirror(), HERE, give, lambda name: np.arange(72) * 30)[0]
    assert np.array_equal(turned.position, -estimates.position)


def test_first_clashes_of_two_sides_belong_to_engagement():
    claim = said("first", milestones=(), windows=(year(2016),), slots={"universal": "first"})
    assert KIND.propose(claim, HERE).propositions == ()
    assert load("kinds", "engagement").propose(claim, HERE).propositions


def test_words_are_plain_and_short():
    p, found = positions(200, 300)
    words = KIND.words(judged(p, found), HERE)
    assert words.sentences[0].startswith("UCDP’s record counts 200 deadly events")
    said_words = " ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn])
    assert len(said_words.split()) <= 105
    assert words.overturn.startswith("If ")
