"""Sides whose name fits several actors, or who fight where no file reaches: never tested on another claim."""

import pytest

from inquest.api import begin
from inquest.model.finding import Case
from inquest.read import open_document


def case(text: str) -> Case:
    return begin(open_document(text, date="2019-01-01")).run()


@pytest.mark.parametrize(
    "text",
    [
        "The PKK killed 300 people in 2016.",
        "The PKK was the deadliest group in 2016.",
        "Attacks by the PKK doubled from 2015 to 2016.",
    ],
)
def test_a_group_at_home_beyond_the_record_is_not_tested_on_the_rest(text: str) -> None:
    found = case(text)
    assert [r.reason for r in found.refusals] == ["place not covered"]
    assert not found.findings


def test_it_is_tested_where_the_claim_or_the_text_puts_it() -> None:
    assert case("The PKK killed 300 people in Iraq in 2016.").findings
    told = case("All over Iraq and against Iraqis the war went on in 2016. The PKK killed 300 people in 2016.")
    assert [f.proposition.tested for f in told.findings if "PKK" in f.proposition.tested]


def test_a_meaning_that_the_record_cannot_test_leaves_the_claim_open() -> None:
    found = case("The PKK killed 300 soldiers in 2016.")  # Turkey's or Iraq's
    assert not found.findings
    assert [r.reason for r in found.refusals] == ["not identified"]


def test_each_meaning_is_counted_where_it_is_at_home() -> None:
    found = case("Government forces lost more than 5,000 men in 2016.").findings[0]
    assert "Iraq and Syria" in found.proposition.tested
    assert {r.options["meaning"]: r.verdict for r in found.readings} == {
        "government-of-iraq": "contradicted",
        "government-of-syria": "supported",
    }


def test_sides_of_one_sentence_fight_in_one_country() -> None:
    found = case("The army killed 300 rebels in 2017.").findings[0]
    assert "Government of Syria and Syrian rebels" in found.proposition.tested


@pytest.mark.parametrize(
    "name", ["IS-K", "ISKP", "ISWAP", "ISGS", "Wilayat Sinai", "Islamic State Khorasan Province", "ISCAP", "IS-Somalia"]
)
def test_a_branch_of_a_group_is_not_tested_on_the_whole(name: str) -> None:
    found = case(f"{name} killed 60 people in 2018.")
    assert not found.findings
    assert [r.reason for r in found.refusals] == ["place not covered"]


def test_a_group_only_linked_to_another_is_not_that_one() -> None:
    assert not case("An Islamic State-linked group killed 40 people in Mosul in 2017.").findings


def test_a_name_that_holds_the_allies_needs_no_more_of_them() -> None:
    (found,) = case("The priority of the Assad regime and its allies was the capture of Idlib in 2018.").findings
    assert found.proposition.actor == "damascus-bloc"


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian government killed more civilians than Islamic State in 2018.",
        "Islamic State killed more civilians than the Syrian government in Syria in 2018.",
    ],
)
def test_civilians_dead_in_fights_keep_a_comparison_of_killers_open(text: str) -> None:
    """A state's bombing of a held town is listed as a fight, a group's killing as an attack: neither way is backed."""
    (found,) = case(text).findings
    assert found.verdict == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 more people died in fighting between the army and the rebels than between the army and Islamic State.",
        "In 2016 more people died in fighting between the army and Islamic State than between the army and the rebels.",
        "The army fought the rebels before turning on the Islamic State.",
        "Fighting between the army and the rebels went hand in hand with fighting between the army and Islamic State.",
    ],
)
def test_one_name_on_both_sides_of_a_comparison_is_one_side(text: str) -> None:
    found = case(text).findings[0]
    assert "Government of Iraq" not in found.proposition.tested
    assert {r.options["meaning"].split("+")[0] for r in found.readings} == {"government-of-syria", "government-of-iraq"}
    assert not [
        r for r in found.readings if {"government-of-iraq", "syrian-rebels"} <= {*r.options["meaning"].split("+")}
    ]


def test_a_number_of_a_battle_is_counted_on_its_days_or_not_at_all() -> None:
    found = case("More than 1,000 civilians were killed in the battle for Raqqa.").findings[0]
    assert "(June 2017 to October 2017)" in found.proposition.tested
    lost = case("30,000 people died in the battle of Aleppo.")  # milestones give its end only
    assert not lost.findings
    assert [(r.reason, r.text) for r in lost.refusals] == [
        ("date not known", "When “battle of Aleppo” began and ended is not known here, so its number can't be counted.")
    ]
