"""Which ways of measuring a reader is told of on the card."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

import inquest
from inquest.contracts import Judged
from inquest.model.choice import Choice, Multiverse, Option
from inquest.multiverse.reaching import against, reaching


def choice(name: str, *labels: str) -> Choice:
    options = tuple(Option(id=label, label=label, reason="as it is") for label in labels)
    return Choice(name=name, role="measurement", question=f"Which {name}?", options=options)


def judged(low: list[float], weights: list[float] | None = None) -> Judged:
    """Four ways: edge in or out, day one or last; the line lies at 10 and every high bound above it."""
    grid = (("in", "first"), ("in", "last"), ("out", "first"), ("out", "last"))
    made: Any = SimpleNamespace(
        estimates=SimpleNamespace(low=np.array(low), high=np.full(4, 20.0), null=np.full(4, 10.0)),
        weights=np.array(weights or [1.0] * 4),
        multiverse=Multiverse(
            choices=(choice("edge", "in", "out"), choice("day", "first", "last")), specifications=grid
        ),
    )
    return cast("Judged", made)


@pytest.mark.parametrize(
    ("low", "said"),
    [
        ([15, 15, 5, 5], "Only the answer “out” to “Which edge?” leaves it in doubt."),
        ([5, 15, 5, 15], "Only the answer “first” to “Which day?” leaves it in doubt."),
        ([15, 15, 15, 5], "1 of 4 ways of measuring leave it in doubt; the workings list them."),
        ([5, 5, 5, 5], ""),
        ([15, 15, 15, 15], ""),
    ],
)
def test_the_way_that_reaches_the_line_is_named(low: list[float], said: str) -> None:
    assert reaching(judged(low)) == said


def test_ways_without_weight_do_not_count() -> None:
    assert reaching(judged([15, 15, 5, 5], [1.0, 1.0, 0.0, 0.0])) == ""


def test_a_card_whose_counts_lie_on_one_side_says_what_reaches_the_other() -> None:
    case = inquest.check("The Syrian army killed hundreds of rebels in Aleppo in November 2016.").frozen
    card = case.findings[0].card
    assert card.verdict_words == "The record can't tell: its figures allow both answers"
    assert card.sentences[-1].startswith(
        "Only the answer “left out if it crosses an edge” to “Do events count that began"
    )


def decided(verdict: str, points: list[float]) -> Judged:
    """The same four ways with a verdict, and a claim that puts the figure above the line."""
    made: Any = judged([15] * 4)
    made.verdict = verdict
    made.estimates.point, made.estimates.side = np.array(points, float), np.ones(4)
    return cast("Judged", made)


@pytest.mark.parametrize(
    ("verdict", "points", "said"),
    [
        ("mostly supported", [9, 12, 12, 12], "with “out”, and in 3 of 4 ways of measuring, they turn."),
        ("mostly supported", [9, 12, 9, 12], "with “last”, and in 2 of 4 ways of measuring, they turn."),
        ("mostly contradicted", [12, 12, 12, 9], "in 1 of 4 ways of measuring they turn."),
        ("mostly contradicted", [9, 9, 9, 12], ""),
        ("supported", [12, 12, 12, 12], ""),
        ("mixed", [9, 12, 12, 12], ""),
    ],
)
def test_figures_that_speak_against_the_verdict_are_explained(verdict: str, points: list[float], said: str) -> None:
    expected = f"These figures alone say otherwise; {said}" if said else ""
    assert against(decided(verdict, points)) == expected


def test_a_card_says_that_its_own_figures_are_the_exception() -> None:
    case = inquest.check("The SDF lost more men in July 2017 than in June 2017 in Raqqa.").frozen
    card = case.findings[0].card
    assert card.sentences[0].endswith("in July 2017, against 189 in June 2017.")
    assert card.verdict_words == "The record mostly backs this"
    assert card.sentences[-1].startswith("These figures alone say otherwise; with “")
