"""Deaths by an arm of a side: the record has no word of it, so a side's whole fighting is not tested instead."""

from pathlib import Path

import pytest

import inquest

BY_AN_ARM = (
    "Turkish warplanes killed more than 100 PKK fighters in northern Iraq in 2018.",
    "In 2018 more than 100 PKK fighters were killed by Turkish jets in northern Iraq.",
    "The Syrian air force killed more than 200 people in Idlib in 2018.",
    "Government helicopters killed 300 people in Aleppo in 2016.",
    "In 2017 Russian jets killed more civilians in Syria than coalition planes.",
    "Deaths from air strikes in Idlib fell by half between 2017 and 2018.",
)
BY_A_SIDE = (
    "Turkish forces killed more than 100 PKK fighters in northern Iraq in 2018.",
    "The Syrian army killed more than 200 rebels in Idlib in 2018.",
)


@pytest.mark.parametrize("text", BY_AN_ARM)
def test_an_arm_is_a_means(text: str, home: Path) -> None:
    case = inquest.check(text, date="2019-05-01", home=home).frozen
    assert not case.findings
    assert any("by which weapon or means" in r.text for r in case.refusals)


@pytest.mark.parametrize("text", BY_A_SIDE)
def test_a_side_is_none(text: str, home: Path) -> None:
    assert inquest.check(text, date="2019-05-01", home=home).frozen.findings
