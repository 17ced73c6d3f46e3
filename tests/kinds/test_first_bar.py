"""Of several bars to a claim the first in a fixed order is given: place and time not covered, then names."""

from typing import Any

import pytest
from tests.kinds.kinds_world import context, grounding, known, unknown, year

from inquest import registry
from inquest.model.proposition import Refusal

HERE = context()


def refusals(kind: str = "level", **said: Any) -> tuple[Refusal, ...]:
    return registry.load("kinds", kind).propose(grounding(kind, quantity=(">", 5.0, "deaths"), **said), HERE).refusals


@pytest.mark.parametrize("where", [unknown("towns"), unknown("Nonesuch"), ()])
def test_a_time_outside_every_file_bars_a_claim_whatever_its_names_mean(where: Any) -> None:
    (one,) = refusals(actors=known("crown"), places=where, windows=(year(2020),))
    assert (one.reason, one.text.split(";")[0]) == (
        "window not covered",
        "The record of North stops on 31 December 2019",
    )


def test_a_name_is_the_bar_where_the_time_is_covered() -> None:
    assert {r.reason for r in refusals(actors=known("crown"), places=unknown("towns"), windows=(year(2016),))} == {
        "name not known"
    }


def test_a_place_of_no_file_goes_before_the_time_and_the_names() -> None:
    (one,) = refusals(actors=unknown("Nobody"), places=known("far"), windows=(year(2020),))
    assert (one.reason, one.text) == ("place not covered", "No file loaded covers Farland.")


def test_a_time_goes_before_sides_that_the_source_does_not_tell_apart() -> None:
    (one,) = refusals(actors=known("patron"), places=known("north"), windows=(year(2020),))
    assert one.reason == "window not covered"


@pytest.mark.parametrize(
    ("where", "window", "words"),
    [
        ("north", year(2020), "The record of North stops on 31 December 2019"),
        ("south", year(2020), "The record of South stops on 31 December 2018"),
        ("south", year(1990), "The record of South starts on 1 January 2014"),
    ],
)
def test_a_refusal_for_time_names_the_country_whose_record_ends(where: str, window: Any, words: str) -> None:
    (one,) = refusals(actors=known("order"), places=known(where), windows=(window,))
    assert one.text.startswith(words)


def test_of_several_countries_the_one_is_named_whose_record_ends_first() -> None:
    (one,) = refusals(actors=known("order"), windows=(year(2020),))
    assert one.text.startswith("The record of South stops on 31 December 2018")
