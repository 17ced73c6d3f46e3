"""A time that nothing dates: the claim is not tested on all the years on record instead."""

from pathlib import Path

import pytest

import inquest

UNDATED = (
    ("During the offensive more than 1,000 civilians were killed in Raqqa.", "During the offensive"),
    ("During the siege Islamic State killed 300 soldiers in Deir ez-Zor.", "During the siege"),
    ("Throughout the truce the army killed more than 100 civilians in Idlib.", "Throughout the truce"),
    ("During the ceasefire the Syrian army fought the rebels more often than Islamic State.", "During the ceasefire"),
    ("During the uprising more than 5,000 people were killed in Homs.", "During the uprising"),
    ("During the war 400,000 people were killed in Syria.", "During the war"),
)
TESTED = (
    "Throughout the war the army's main enemy was the rebels.",
    "During the war the Syrian army fought the rebels.",
    "In 2017 more than 1,000 civilians were killed in Raqqa.",
)


@pytest.mark.parametrize(("text", "words"), UNDATED)
def test_a_time_that_nothing_dates_is_asked_for(text: str, words: str, home: Path) -> None:
    case = inquest.check(text, date="2018-02-05", home=home).frozen
    assert not case.findings
    told = [r for r in case.refusals if r.reason == "date not known"]
    assert [r.text for r in told] == [
        f"“{words}” is no time that can be tested as it stands, and without it another claim would be tested."
    ] or {r.reason for r in case.refusals} == {"reading not confirmed"}
    assert all("inquest claims FILE" in r.unlock for r in case.refusals)


@pytest.mark.parametrize("text", TESTED)
def test_the_war_itself_is_what_the_record_is_of(text: str, home: Path) -> None:
    assert inquest.check(text, date="2018-02-05", home=home).frozen.findings


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("В феврале и марте 2018 года в Алеппо погибло более 500 человек.", "in February and March 2018"),
        ("В январе-марте 2018 года в Алеппо погибло более 500 человек.", "from January 2018 to March 2018"),
        ("Летом и осенью 2018 года в Алеппо погибло более 500 человек.", "in summer and autumn 2018"),
        ("1 и 2 марта 2018 года в Алеппо погибло более 500 человек.", "on 1 and 2 March 2018"),
        ("In January-March 2018 more than 500 people were killed in Aleppo.", "(January-March 2018)"),
        ("In January and February 2018 more than 500 people were killed in Aleppo.", "in January and February 2018"),
        ("In January and March 2018 more than 500 people were killed in Aleppo.", ""),
        ("В 2016 и 2018 годах в Алеппо погибло более 500 человек.", ""),
        ("В феврале или марте 2018 года в Алеппо погибло более 500 человек.", ""),
        ("В январе, марте и июле 2018 года в Алеппо погибло более 500 человек.", ""),
    ],
)
def test_times_told_together_are_one_time_or_none(text: str, time: str, home: Path) -> None:
    """Neither is tested by itself, and no time between them is added."""
    case = inquest.check(text, date="2019-03-20", home=home).frozen
    assert len(case.claims) == 1
    assert [f" {time}: more than 500." in f.proposition.tested for f in case.findings] == ([True] if time else [])


def test_a_text_that_follows_close_upon_an_event_is_told_so(home: Path) -> None:
    """The record goes on long after: no file of events would help."""
    said = "Islamic State attacks in Raqqa province continued in November and December 2017."
    (refusal,) = inquest.check(said, date="2018-02-05", home=home).frozen.refusals
    assert refusal.text.endswith("(31 October 2017) and the text of 5 February 2018 to tell what came after.")
    assert "inquest data add" not in refusal.unlock
