"""Deeds that are not said to have been done, and figures that are not the one tested, make a claim wait."""

import pytest
from tests.extract.test_unheld_turns import claims

from inquest.extract._reading import MISSED

NOT_DONE = (
    ("The Taliban were reluctant to fight Islamic State in Nangarhar in 2016.", "reluctant to"),
    ("The Taliban were supposed to fight Islamic State in Nangarhar in 2016.", "supposed to"),
    ("The Taliban lost interest in fighting Islamic State in 2016.", "interest in"),
    ("The Taliban shied away from attacking Islamic State in 2016.", "away from"),
    ("The Taliban claimed to have fought Islamic State in Nangarhar in 2016.", "claimed to"),
    ("The Taliban could have attacked Islamic State in Nangarhar in 2016.", "could"),
    ("The Taliban and Islamic State last fought each other in 2017.", "last"),
)
OTHER_FIGURE = (
    ("Violence in Borno fell to a third between 2014 and 2016.", "to a third"),
    ("Borno was three times deadlier than Yobe in 2014.", "three times"),
    ("Boko Haram killed as many civilians as the Nigerian army in Borno in 2014.", "as many"),
    ("Violence in Borno rose between 2012 and 2014, then fell until 2017.", "fell"),
    ("Violence in Borno rose only between 2012 and 2014.", "only"),
    ("Deaths in Borno dropped below those of Yobe between 2014 and 2016.", "below"),
    ("Deaths of Nigerian soldiers in Borno dropped between 2014 and 2016.", "deaths of Nigerian soldiers"),
    ("Boko Haram accounted for more than half of all deaths in Nigeria in 2014.", "Boko Haram"),
    ("The Taliban's main target in 2015 was the army in Helmand.", ""),
    ("Not a tenth of all deaths in Nigeria in 2014 occurred in Yobe.", ""),
    ("Violence in Borno never rose between 2014 and 2017.", "never"),
    ("More Nigerians died in Borno in 2014 than in 2015.", ""),
    ("The war in Nigeria was nowhere bloodier in 2014 than in Borno.", "nowhere"),
    ("The Nigerian army bombed Borno more often in 2015 than in 2014.", ""),
    ("The Nigerian army played a key role in the defeat of Boko Haram in Borno.", "a key"),
    ("Boko Haram was almost single-handedly defeated by the Nigerian army.", "single-handedly"),
)


@pytest.mark.parametrize(("text", "words"), NOT_DONE + OTHER_FIGURE)
def test_it_waits(text: str, words: str) -> None:
    found = claims(text)
    assert found
    assert all(c.unconfirmed for c in found)
    if words:
        assert MISSED.format(words).lower() in [(c.unconfirmed or "").lower() for c in found]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The Taliban continued to fight Islamic State in Nangarhar in 2016.", "affirm"),
        ("The Taliban managed to fight Islamic State in Nangarhar in 2016.", "affirm"),
        ("The Taliban failed to fight Islamic State in Nangarhar in 2016.", "deny"),
        ("The Taliban have yet to fight Islamic State in Kunduz.", "deny"),
        ("The Taliban refrained from attacking Islamic State in 2016.", "deny"),
        ("The Taliban and Islamic State fought each other in 2017.", "affirm"),
        ("Violence in Borno fell by a third between 2014 and 2016.", "affirm"),
        ("Far from falling, violence in Borno rose between 2012 and 2014.", "affirm"),
        ("Borno was deadlier than Yobe in 2014.", "affirm"),
        ("Boko Haram killed twice as many civilians as the Nigerian army in Borno in 2014.", "affirm"),
        ("Deaths in Borno dropped between 2014 and 2016.", "affirm"),
        ("Deaths of civilians in Borno dropped between 2014 and 2016.", "affirm"),
        ("Fighting between Boko Haram and the army accounted for more than half of all deaths in Nigeria in 2014.",
         "affirm"),
        ("The Nigerian army played the decisive role in the defeat of Boko Haram in Borno.", "affirm"),
        ("The army killed three rebels for every soldier it lost in 2016.", "affirm"),
        ("The army killed five rebels for every soldier that it lost in 2016.", "affirm"),
        ("The rebels lost far more fighters than they killed in 2016.", "affirm"),
        ("More soldiers died in Borno in 2014 than in 2015.", "affirm"),
        ("For every soldier lost, the army killed two rebels in 2016.", "affirm"),
    ],
)  # fmt: skip
def test_what_was_done_is_tested(text: str, polarity: str) -> None:
    found = [c for c in claims(text) if not c.unconfirmed]
    assert [c.polarity for c in found] == [polarity], [c.unconfirmed for c in claims(text)]


@pytest.mark.parametrize("victims", ["soldiers", "rebels", "Taliban fighters"])
def test_the_dead_of_a_side_are_compared_and_not_all_the_dead(victims: str) -> None:
    (one,) = claims(f"More {victims} died in Helmand in 2014 than in 2015.")
    assert one.slots["measure"] == "deaths_of_target"
