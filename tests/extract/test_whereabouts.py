"""Where a claim is about: places of a source or a treaty are not, "the capital" and "this city" are found."""

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

NAMES = load_gazetteer()


def places(text: str) -> list[list[str]]:
    """The places of each claim."""
    found = EXTRACTOR.extract(open_document(text, date="2018-05-03"), NAMES).claims
    return [[m.text for m in c.places] for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "The truce signed in Geneva on 3 May held for two weeks.",
        "A ceasefire agreed by the two sides in Sochi held for seven weeks.",
        "The ceasefire brokered on 4 June in Doha was broken by the rebels.",
        "Eleven survivors interviewed in Adre, Chad, told us that soldiers shot 30 farmers.",
        "Families who have reached the camps at Mardan speak of soldiers who shot 30 farmers.",
        "Residents who fled to Palma told us by phone that soldiers had killed 30 farmers.",
        "According to a monitoring group in Maputo, rebels have killed 300 people since the war began in 2017.",
        "Since the peace of Paris was signed in 1991 the rebels have killed 300 farmers.",
        "The team spoke to 87 witnesses, 31 of them in Goma, and counted 40 dead farmers.",
    ],
)
def test_a_place_of_a_source_or_a_treaty_is_no_place_of_a_claim(text: str) -> None:
    named = {p for claim in places(text) for p in claim}
    assert not named & {"Geneva", "Sochi", "Doha", "Adre", "Chad", "Mardan", "Palma", "Maputo", "Paris", "Goma"}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The rebels killed 30 soldiers in Idlib.", "Idlib"),
        ("The army broke the truce in Aleppo.", "Aleppo"),
        ("Residents told us that soldiers had killed 30 farmers in Palma.", "Palma"),
        ("The truce brokered by Russia in Syria was broken by the rebels.", "Syria"),
        ("A monitoring group in Maputo says that rebels killed 30 farmers at Palma.", "Palma"),
        ("Speaking of the war, he said that rebels killed 30 farmers in Goma.", "Goma"),
    ],
)
def test_where_it_was_stays_the_place(text: str, where: str) -> None:
    assert where in {p for claim in places(text) for p in claim}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("MAIDUGURI, Nigeria - Rebels attacked this city on Sunday.", ["Maiduguri"]),
        ("MAIDUGURI, Nigeria - Rebels attacked this city on Sunday. Soldiers shot 9 in the city.", ["Maiduguri"]),
        ("War in Chad began in 2005. By N'Djamena's account rebels killed 30 soldiers in the capital.", ["N'Djamena"]),
        ("Rebels took Gondar on Monday. In Lalibela they killed 30 soldiers but left the town.", ["Lalibela"]),
        ("Rebels shelled Goma on Friday. Soldiers killed 30 rebels there, and 4 civilians died in Bunia.", ["Bunia"]),
    ],
)  # fmt: skip
def test_words_for_a_place(text: str, last: list[str]) -> None:
    assert places(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "NAIROBI - Rebels in Somalia killed 30 soldiers on Sunday.",
        "Bangkok denied it. Rebels killed 30 soldiers in the capital.",
        "The war in Chad began in 2005. Khartoum helped the rebels. They killed 30 soldiers in the capital.",
    ],
)
def test_a_dateline_and_another_country_s_capital_are_no_place(text: str) -> None:
    assert not {p for claim in places(text) for p in claim} & {"Nairobi", "NAIROBI", "Bangkok", "Khartoum"}


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the rebels killed 30 soldiers, and 4 civilians died in Bunia.",
        "The clashes cost 130 fighters their lives, while soldiers shot 4 civilians in Bunia.",
    ],
)
def test_no_place_is_taken_from_a_clause_about_another_event(text: str) -> None:
    assert places(text)[0] == []
    assert places(text)[-1] == ["Bunia"]


def waits(text: str) -> list[str]:
    """Why each claim waits; empty where it doesn't."""
    found = EXTRACTOR.extract(open_document(text, date="2018-05-03"), NAMES).claims
    return [c.unconfirmed or "" for c in found]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rebels shelled Goma on Friday. Soldiers killed 30 rebels on Saturday.", "told of before"),
        ("Yesterday was a bad day for the north of Israel, eight dead.", "north of Israel"),
        ("Rebels shelled Bakhmut. Soldiers killed 30 rebels in the area on 2 May 2018.", "“the area” may mean"),
        ("The war is in Mali. There soldiers killed 30 rebels on 2 May 2018.", "“There” may mean"),
        ("In Operation Iron Fist the army killed 316 rebels in May 2018.", "Operation Iron Fist"),
        ("Houthis killed three sailors on the tanker True Confidence on 6 March 2018.", "tanker True Confidence"),
        ("Hamas killed 1,200 people in southern Israel in May 2018.", "southern Israel"),
    ],
)
def test_a_claim_whose_place_is_only_likely_waits(text: str, why: str) -> None:
    assert why in waits(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Goma on 2 May 2018 and killed 30 soldiers.",
        "In Goma, where fighting went on, rebels killed 30 soldiers on 2 May 2018.",
        "Rebels shelled Goma on Friday. Soldiers killed 30 rebels there on 2 May 2018.",
        "The army killed 316 rebels in Goma in May 2018.",
    ],
)
def test_a_place_of_its_own_sentence_or_word_keeps_no_claim_waiting(text: str) -> None:
    assert waits(text)[-1] == ""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Soldiers killed 17 rebels in Cartagena del Chairá on 2 May 2018.", "Cartagena del Chairá"),
        ("Clashes at Wadi al-Rabie killed 8 fighters on 2 May 2018.", "Wadi al-Rabie"),
        ("An air strike near Kafr Hamra killed 8 fighters on 2 May 2018.", "Kafr Hamra"),
        ("The war in the Republic of Congo broke out on 5 June 1997.", "Republic of Congo"),
    ],
)
def test_a_name_of_several_words_is_not_cut(text: str, whole: str) -> None:
    assert places(text) == [[whole]]


def test_a_claim_beside_a_place_that_is_only_where_it_was_signed_waits() -> None:
    assert "Sochi" in waits("The ceasefire signed in Sochi on 27 July 1993 held for seven weeks.")[0]
