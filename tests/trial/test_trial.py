"""Single claims of our own against the bundled record, and sentences that must not be tested as something else."""

from collections import Counter
from pathlib import Path

import pytest
from tests.end_to_end.conftest import check
from tests.trial.compute_truth import LEFT_OUT, answers
from tests.trial.score import AGAINST, FOR, load, table

from inquest.model.finding import Case

LEVELS = {"seen": 0.9, "kept": 0.85}
"""Least part that must be right; of the kept ones the level measured when they were scored."""
DECIDED = FOR | AGAINST

ANOTHER_CLAIM = (
    "The Blue Falcons killed more than 300 civilians in Syria in 2017.",
    "Attacks of the Blue Falcons left more than 300 people dead in Syria in 2017.",
    "Zubarran saw more than 100 deaths in 2017.",
    "The Blue Falcons and ISIS did not fight each other in 2017.",
    "In the Zubarran pocket of Syria more than 500 people were killed in 2017.",
    "Between January and Blursday 2017 more than 500 people were killed in Raqqa.",
    "More than 100 people were killed in Idlib on 31 February 2017.",
    "More than 200 people were killed in Idlib in the spring of 2034.",
    "More than 2,000 people died in Kharkiv in 2016.",
    "More than 5,000 people were killed in 2017.",
    "ISIS and the regime rarely fought each other in 2017.",
    "ISIS only fought the rebels in 2016.",
    "More than 500 people were killed in Raqqa in 2017 and fewer than 100 in Tartus.",
    "More than 5,000 people were killed by landmines in Syria in 2017.",
    "More than 500 children were killed in Syria in 2017.",
    "ISIS killed more soldiers than civilians in Syria in 2017.",
    "Raqqa was Syria's bloodiest city in 2017.",
    "Deaths in Syria fell every year from 2016 to 2019.",
    "Nusra and the Syrian government did not clash in 2018.",
    "The KDP and ISIS did not fight each other in 2015.",
)
TURNED = {
    "It is not true that the SDF and ISIS did not clash in Raqqa in 2017.": FOR,
    "Nobody denies that the SDF and ISIS clashed in Raqqa in 2017.": FOR,
    "The SDF did not fail to fight ISIS in Raqqa in 2017.": FOR,
    "It is a lie that the SDF and ISIS clashed in Raqqa in 2017.": AGAINST,
    "Barely 5 percent of the deaths in Syria in 2017 occurred in Raqqa province.": AGAINST,
    "Nearly 40,000 people were killed in Raqqa province in 2017.": AGAINST,
    "Fighting between Iraqi forces and ISIS stopped in 2017.": AGAINST,
}


@pytest.mark.parametrize("name", LEVELS)
def test_enough_are_right_and_none_the_wrong_way_round(name: str, home: Path) -> None:
    sentences = load(name)
    marks, lines = table(sentences, lambda text: check(text, home=home))
    total = sum(marks.values(), Counter[str]())
    assert total["wrong"] == 0, lines
    assert total["right"] >= LEVELS[name] * len(sentences), lines


def test_there_are_enough_of_every_form() -> None:
    forms = Counter(s["form"] for name in LEVELS for s in load(name))
    assert sum(forms.values()) >= 120
    assert min(forms.values()) >= 10
    assert len(forms) == 7


@pytest.mark.parametrize("one", [s for n in LEVELS for s in load(n) if "test" in s][::10], ids=lambda s: s["id"])
def test_the_stored_truth_is_that_of_the_files(one: dict[str, object]) -> None:
    assert answers(str(one["test"]))[0] == {one["verdict"]}


@pytest.mark.parametrize(
    "one", [s for n in LEVELS for s in load(n) if "'CIV'" in s.get("test", "")], ids=lambda s: s["id"]
)
def test_a_sentence_on_civilians_holds_whichever_are_meant(one: dict[str, object]) -> None:
    assert answers(str(one["test"]))[0] == {one["verdict"]}


def test_which_civilians_are_meant_is_worked_out() -> None:
    _, figures = answers("deaths(SY,'IS','CIV',2017) > 0")
    attacked, died = figures["best"][0], figures["best, in all its violence"][0]
    assert 0 < attacked < died


@pytest.mark.parametrize("one", load(LEFT_OUT), ids=lambda s: s["id"])
def test_what_is_left_out_has_no_one_answer(one: dict[str, object]) -> None:
    assert answers(str(one["test"]))[0] == {True, False}
    assert one["set"] in LEVELS


def decided(case: Case) -> set[str]:
    return {f.verdict for f in case.findings} & DECIDED


@pytest.mark.parametrize("date", [None, "2020-01-15"])
@pytest.mark.parametrize("text", ANOTHER_CLAIM)
def test_no_verdict_on_something_else_than_was_said(text: str, date: str | None, home: Path) -> None:
    assert not decided(check(text, date=date, home=home))


@pytest.mark.parametrize("text", TURNED)
def test_turns_of_a_sentence_are_followed(text: str, home: Path) -> None:
    found = decided(check(text, home=home))
    assert found
    assert found <= TURNED[text]
