"""Sentences of cards on the bundled record: every time has its year, every dead their side, every count is whole."""

import re
from pathlib import Path

import pytest

import inquest
from inquest.model.finding import Card


def card_of(sentence: str, home: Path, date: str = "2018-12-14") -> Card:
    findings = inquest.check(sentence, date=date, home=home).frozen.findings
    assert len(findings) == 1, [f.proposition.tested for f in findings]
    return findings[0].card


def test_a_month_without_a_year_gets_the_year_that_is_meant(home: Path) -> None:
    card = card_of("Between February and April more than 500 people were killed in Aleppo.", home)
    assert card.sentences[0].endswith("in Aleppo governorate between February and April 2018.")
    assert "between February and April 2018: more than 500" in card.tested


def test_a_time_that_leans_on_the_text_is_dated(home: Path) -> None:
    card = card_of("Attacks by Islamic State in Deir ez-Zor have increased since the summer.", home)
    assert "since the summer (June 2018 to " in card.tested
    assert " since the summer, against " in card.sentences[0]
    assert " over the same length of time just before." in card.sentences[0]


def test_the_side_whose_dead_are_counted_is_named(home: Path) -> None:
    card = card_of("In 2018 the Syrian army killed more than 3,000 Islamic State fighters.", home)
    assert " deaths of Islamic State from fighting between Government of Syria and Islamic State" in card.sentences[0]
    assert "Recorded deaths of Islamic State from" in card.tested
    assert card.sentences[1].endswith("As many again may have gone unrecorded.")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "More than 300 people were killed in Aleppo on 15 April 2017.",
            r"150 times the recorded one, 2\.\d times its",
        ),
        ("More than 10,000 people were killed in Syria in 2018.", r"If more than 9,899 of the 19,899 recorded deaths"),
        (
            "The government killed more than 5,000 civilians in Aleppo province in 2016.",
            r"If its high count of 5,\d+ is",
        ),
    ],
)
def test_what_would_overturn_a_level_reckons_with_its_bounds(sentence: str, told: str, home: Path) -> None:
    assert re.search(told, card_of(sentence, home).overturn)


def test_two_totals_are_joined_by_words_that_fit(home: Path) -> None:
    times = card_of("Fewer people were killed in Raqqa province in December 2017 than in September 2017.", home)
    assert times.tested.endswith("in December 2017: fewer than in September 2017.")
    assert re.search(r" in December 2017, against \d+ in September 2017\.$", times.sentences[0])
    assert not re.search(r"\d\.\d", times.sentences[1])
    most = card_of("More civilians were killed in Nineveh in 2017 than in any other province of Iraq.", home)
    assert "against 332 in the next highest (Anbar governorate)" in most.sentences[0]


def test_a_fall_keeps_to_percent(home: Path) -> None:
    card = card_of(
        "Deaths in fighting between the government and ISIS in Syria fell by more than half between 2017 and 2018.",
        home,
    )
    assert re.search(r"a fall of \d+%; low and high counts put it at \d+% to \d+%\.$", card.sentences[1])
    assert card.verdict_words == "The record can't tell: its figures allow both answers"
