"""Containment on given numbers: a place around a truce, and the towns of a holder."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.kinds.kinds_world import PLACES, context, estimate, grounding, judged, known, outline

from inquest.model.names import Milestone, Place
from inquest.registry import load

KIND = load("kinds", "containment")
TRUCE = Milestone(id="truce", label="a truce in Vale", what="ceasefire", place="vale", earliest=dt.date(2017, 1, 1),
                  latest=dt.date(2017, 1, 1), source="made up")  # fmt: skip
TOWNS = {
    f"town-{i}": Place(
        id=f"town-{i}", label=f"Town {i}", level="town", countries=(1,),
        outlines=(outline(f"town-{i}", "town", f"town-{i}", point=(1.0 + i, 1.0), radius_km=5.0),),
    )
    for i in range(12)
}  # fmt: skip


def capture(i, actor, day=dt.date(2016, 1, 1)):
    return Milestone(id=f"taken-{i:02d}", label=f"Town {i} is taken", what="capture", place=f"town-{i}", actor=actor,
                     loser="order", earliest=day, latest=day, source="made up")  # fmt: skip


def world(own=6, others=6, **more):
    taken = [capture(i, "crown" if i < own else "guild", **more) for i in range(own + others)]
    return replace(context(), places={**PLACES, **TOWNS}, milestones={m.id: m for m in (*taken, TRUCE)})


def said(**more):
    told = {"actors": ("crown",), "targets": ("order",), **more}
    return grounding(
        "containment", slots=told.pop("slots", {"needs": "capability"}), deny=told.pop("deny", True), **told
    )


def towns(own_left, other_left):
    """A hundred before in each town, and what is left after."""

    def give(name, params, selection):
        i = int(name[1:])
        if name[0] == "b":
            return (100 + i,) * 4
        return (int((100 + i) * (own_left if i < 6 else other_left)) + i % 3,) * 4

    return give


def test_a_holder_that_is_worse_than_others_is_found_and_its_mirror():
    (p,) = KIND.propose(said(), world()).propositions
    assert p.mode == "process"
    for own, other, expected in ((0.8, 0.1, 1), (0.03, 0.6, -1)):
        found, _, _ = estimate(p, world(), towns(own, other))
        assert set(found.position.tolist()) == {expected}
        assert (found.joint_p if expected > 0 else found.joint_con) < 0.01
        turned, _, _ = estimate(p.mirror(), world(), towns(own, other))
        assert np.array_equal(turned.position, -found.position)
        assert (turned.joint_p, turned.joint_con) == (found.joint_con, found.joint_p)


def test_weak_and_strong_sense_differ():
    (p,) = KIND.propose(said(), world()).propositions
    found, _, planned = estimate(p, world(), towns(0.5, 0.5))
    gone = np.array([q["sense"] == "gone" for q in planned.params])
    assert set(found.position[gone].tolist()) == {1}
    assert set(found.position[~gone].tolist()) == {0}
    assert KIND.words(judged(p, (found, _, planned)), world()).smallest_visible.startswith("Only a difference")


@pytest.mark.parametrize(("own", "others", "reason", "text"), [
    (0, 8, "name not known", "No capture"),
    (3, 8, "too few events", "3 places taken by Crown and 8"),
    (4, 4, "too few events", "4 places taken by Crown and 4"),
])  # fmt: skip
def test_too_few_towns_are_refused_with_their_number(own, others, reason, text):
    (refusal,) = KIND.propose(said(), world(own, others)).refusals
    assert refusal.reason == reason
    assert text in refusal.text
    assert "names file" in refusal.unlock


def test_towns_without_time_on_both_sides_are_said():
    (refusal,) = KIND.propose(said(), world(day=dt.date(2014, 2, 1))).refusals
    assert refusal.reason == "window not covered"
    assert "took 6 known places" in refusal.text


def place(before, after, deaths=None):
    def give(name, params, selection):
        b, a = deaths if deaths and (":deaths" in name or params["count"] == "deaths") else (before, after)
        return ({"b": b, "a": a, "t": a + b}.get(name[:1], 0),) * 4

    return give


def truce(direction="down", **more):
    claim = said(actors=(), targets=(), places=("vale",), slots={"direction": direction}, deny=False, **more)
    return claim.model_copy(update={"milestones": known("truce")})


def test_a_truce_that_halved_violence_splits_the_senses():
    (p,) = KIND.propose(truce(), world()).propositions
    assert p.mode == "census"
    found, _, planned = estimate(p, world(), place(400, 100))
    gone = np.array([q["sense"] == "gone" for q in planned.params])
    assert set(found.position[gone].tolist()) == {-1}
    assert set(found.position[~gone].tolist()) == {1}
    assert found.point[0] == pytest.approx(0.25, rel=0.02)
    quiet, _, _ = estimate(p, world(), place(400, 2))
    assert set(quiet.position.tolist()) == {1}


def test_violence_that_returned_is_the_other_side_and_names_its_sense():
    (p,) = KIND.propose(truce("up"), world()).propositions
    assert p.side == 1
    found, _, planned = estimate(p, world(), place(100, 400))
    assert set(found.position.tolist()) == {1}
    named = {o.id for c in planned.multiverse.choices for o in c.options if c.name == "sense" and o.named}
    assert named == {"fall"}


def test_events_that_deaths_speak_against_decide_nothing():
    (p,) = KIND.propose(truce("up"), world()).propositions
    found, _, planned = estimate(p, world(), place(400, 40, deaths=(100, 900)))
    events = np.array([q["count"] == "events" and q["sense"] == "fall" for q in planned.params])
    assert not found.position[events].any()


def test_without_an_event_captures_of_the_place_are_used_or_it_is_refused():
    claim = said(actors=("crown",), targets=(), places=("town-1",), slots={"direction": "down"}, deny=False)
    (p,) = KIND.propose(claim, world()).propositions
    assert [e["id"] for e in p.terms["events"]] == ["taken-01"]
    assert p.actor is None
    lost = said(actors=(), targets=(), places=("vale",), slots={"direction": "down"}, deny=False)
    (refusal,) = KIND.propose(lost, world()).refusals
    assert refusal.reason == "name not known"
    assert "no capture" in refusal.text


def test_words_are_plain_and_short():
    (p,) = KIND.propose(truce(), world()).propositions
    words = KIND.words(judged(p, estimate(p, world(), place(400, 100))), world())
    said_words = " ".join([*words.sentences, p.tested, *words.cannot_show, words.overturn])
    assert words.sentences[0].startswith("UCDP’s record counts 400 deadly events")
    assert len(said_words.split()) <= 105
