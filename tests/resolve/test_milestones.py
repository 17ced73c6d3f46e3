"""Words for dated events against the shipped milestones and a made-up one."""

import datetime as dt

import pytest

from inquest.model.claim import Mention
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.milestones import candidates, read

GAZETTEER = load_gazetteer()
SYRIA = 652


def ids(text, sides=(), **more):
    found = candidates(Mention(text=text, start=0, end=len(text)), GAZETTEER, sides, **more)
    return [c.id for c in found.candidates], found


@pytest.mark.parametrize(("text", "expected"), [
    ("the fall of Aleppo", ["aleppo-retaken"]),
    ("the fall of Raqqa to the SDF", ["raqqa-taken"]),
    ("the capture of Palmyra by the Syrian army", ["palmyra-retaken-2016", "palmyra-retaken-2017"]),
    ("the ceasefire of March 2020", ["ceasefire-2020-03"]),
    ("the defeat of IS in Mosul", ["mosul-retaken"]),
])  # fmt: skip
def test_place_side_sort_and_date_pick_the_event(text, expected):
    assert ids(text)[0] == expected


def test_a_defeat_is_that_of_a_side_as_a_whole_and_stays_open():
    found, grounded = ids("its defeat by the Coalition", ["islamic-state"])
    assert found == ["mosul-retaken", "raqqa-taken", "iraq-victory", "baghuz-taken"]
    assert sum(c.weight for c in grounded.candidates) == pytest.approx(1)
    assert ids("its defeat", ["government-of-turkey"])[0] == []


def test_an_unknown_place_is_no_event_and_the_nearest_are_named():
    found, grounded = ids("the fall of Gao")
    assert found == []
    assert grounded.unknown
    assert ids("the coup")[0] == []


def test_a_bare_truce_is_the_last_one_before_the_text_in_the_country():
    assert ids("the truce", countries=[SYRIA], day=dt.date(2016, 4, 1))[0] == ["ceasefire-2016-02"]
    assert all(i != "minsk-2" for i in ids("the truce", countries=[SYRIA])[0])


def test_its_capture_was_that_of_the_claims_place():
    assert ids("its capture by the SDF", around=["town-manbij"])[0] == ["manbij-taken"]


def test_an_event_by_the_side_itself_weighs_more_than_one_that_hides_it():
    _, grounded = ids("the Russian intervention")
    assert grounded.candidates[0].id == "russian-intervention"
    assert grounded.candidates[0].weight > 2 * sum(c.weight for c in grounded.candidates[1:]) - 1e-9


def test_what_the_words_ask_for():
    said = read("the loss of Palmyra to IS", GAZETTEER)
    assert said.sorts == {"capture"}
    assert "town-tadmur" in said.places
    assert not said.bare


def test_losers_of_places_are_blocs():
    for name in GAZETTEER.milestones:
        one = GAZETTEER.milestones[name]
        assert one.loser is None or one.loser in GAZETTEER.blocs
        assert not one.decisive or one.loser
