"""Claims whose words say less than their slots would test wait for a person; their plain twins are tested."""

import pytest

from inquest.extract._reading import MISSED
from inquest.extract._told_places import BEFORE
from inquest.extract._undated import ELSEWHERE, FROM_WHEN, LEANS, UNDATED, WHOM
from inquest.extract.rules import Rules
from inquest.model.claim import Claim
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer


def claims(text: str, date: str = "2019-06-01") -> tuple[Claim, ...]:
    """The claims of a text."""
    return Rules().extract(open_document(text, date=date), load_gazetteer()).claims


HELD = (
    ("The Taliban took Kunduz, and with it 300 prisoners, in October 2015.", "300"),
    ("Attacks by al-Shabaab in Kenya rose from 20 in 2013 to 60 in 2014.", "20"),
    ("Helmand was the deadliest province of Afghanistan for journalists in 2010.", "for journalists"),
    ("The navy fired on the harbour; nobody died.", "nobody"),
    ("In 2014 nobody killed more civilians in Nigeria than Boko Haram.", "nobody"),
    ("More than 300 people were killed in the northern half of Aden in 2015.", "half of Aden"),
    ("At least 14 people were killed east of Lashkar Gah in June 2010.", "east of Lashkar Gah"),
    ("The Afghan army had fled and has not fought the Taliban in Kunduz since.", "since"),
    ("The Taliban killed more soldiers in Helmand than they lost in Kunduz in 2015.", "than"),
    ("For every soldier killed in Helmand in 2010, two rebels died.", "for every"),
    ("An average of more than 50 people died in Kabul in 2016.", "an average of"),
    ("The army of Mali never fought alongside AQIM in 2013.", "alongside"),
    ("Kandahar was deadlier in May 2010 than Helmand in any month of 2009.", "any"),
    ("Violence in Afghanistan fell in 2010 everywhere but in Helmand.", "but Helmand"),
    ("Attacks fell in all provinces except Kunduz in 2015.", "except Kunduz"),
    ("Only Helmand and Kandahar saw more than 3,000 deaths in 2010.", "only"),
    ("If the army had stayed away, 300 people would not have died in Helmand in 2010.", "would"),
    ("More than 300 people died in Helmand in 2010, unlike in Kunduz.", "unlike Kunduz"),
    ("Up to and including May 2010, 10,000 people had been killed in Helmand.", "up to and including May 2010"),
    ("For every rebel who died fighting the army in Helmand in 2010, two soldiers fell.", "for every"),
    (
        "More than 200 people died in the north-west and south-west regions of Cameroon in 2019.",
        "south-west regions of Cameroon",
    ),
    ("The Islamic State's Somali branch killed 60 people in 2018.", "branch"),
    ("An al-Qaeda affiliate killed 40 people in Mali in 2015.", "affiliate"),
    ("The rebels, not the army, killed 40 civilians in Garissa in 2015.", "army"),
    ("The army killed 40 civilians not in Garissa but in Mandera in 2015.", "not Garissa"),
    ("No side has killed more civilians in Borno than Boko Haram.", "No"),
    ("Houthi allies killed 40 soldiers in Taiz in 2016.", "Houthi allies"),
    ("The SDF and its Arab allies killed 40 rebels in Raqqa in 2017.", "allies"),
    ("Boko Haram's allies killed 40 soldiers in Borno in 2015.", "allies"),
    ("Apart from Helmand, more than 5,000 people died in Afghanistan in 2010.", "apart from Helmand"),
)
PLAIN = (
    "In 2010 alone the Taliban killed more than 500 people in Helmand.",
    "Only 40 civilians were killed in Kunduz in 2015.",
    "But attacks fell in Kunduz in 2015.",
    "The Taliban took Kunduz in September 2015.",
    "The rebels killed dozens of soldiers in Donetsk in May 2015.",
    "Helmand was the deadliest province of Afghanistan in 2010.",
    "Nobody was killed in Misrata in 2013.",
    "More than 300 people were killed in Aden in 2015.",
    "Boko Haram killed more civilians in Yobe than in Borno in 2015.",
    "More than 3,000 people have been killed in Helmand since 2015.",
)


@pytest.mark.parametrize(("text", "words"), HELD)
def test_words_that_no_slot_holds_make_a_claim_wait(text: str, words: str) -> None:
    waiting = [c.unconfirmed or "" for c in claims(text) if not c.frame.startswith("scout-")]
    assert waiting
    assert all(why.lower() == MISSED.format(words).lower() for why in waiting), waiting


@pytest.mark.parametrize("text", PLAIN)
def test_a_claim_whose_words_its_slots_hold_is_tested(text: str) -> None:
    found = claims(text)
    assert found
    assert [c.unconfirmed for c in found] == [None] * len(found)


def test_a_number_of_no_time_is_not_held_against_all_years() -> None:
    (one,) = claims("The Houthis killed 40 soldiers in Taiz.")
    (dated,) = claims("The Houthis killed 40 soldiers in Taiz in May 2016.")
    assert (one.unconfirmed, dated.unconfirmed) == (UNDATED, None)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("More than 3,000 people have been killed in Helmand.", True),
        ("IS has killed 400 civilians in Nangarhar.", True),
        ("So far the Houthis have killed 40 soldiers in Taiz.", True),
        ("By mid-May 2016 the Houthis had killed 40 soldiers in Taiz.", True),
        ("Until 2017 fewer than 500 people were killed in Kunduz.", True),
        ("As of 1 April 2016, 300 civilians had been killed in Aden.", True),
        ("Since 2015 more than 3,000 people have been killed in Helmand.", False),
        ("From March to mid-May 2016 the Houthis killed 40 soldiers in Taiz.", False),
        ("The Houthis killed 40 soldiers in Taiz in the first half of 2016.", False),
        ("Nobody was killed in Kunduz before 2015.", False),
        ("The Houthis have never killed any civilians in Kunduz.", False),
    ],
)
def test_a_number_that_begins_at_no_time_waits(text: str, waits: bool) -> None:
    (one,) = claims(text)
    assert one.unconfirmed == (FROM_WHEN if waits else None)


def test_the_name_of_a_side_is_no_verb_of_its_clause() -> None:
    (one,) = claims("IS killed 400 civilians in Nangarhar in 2016.")
    assert one.slots.get("tense") != "present"


def test_a_time_that_leans_on_nothing_is_not_made_up() -> None:
    (one,) = claims("Boko Haram killed more civilians in Yobe than the army in the same months.")
    assert one.unconfirmed == LEANS.format("the same months")


def test_a_place_where_a_thing_is_only_said_is_no_place_of_the_claim() -> None:
    (one,) = claims("The Houthis and AQAP did not fight in Taiz in 2017, the minister told reporters in Aden.")
    assert [p.text for p in one.places] == ["Taiz"]


def test_what_is_denied_ends_with_its_part_of_the_sentence() -> None:
    found = claims("It is absurd to claim that the Taliban attacked Kunduz; 40 soldiers were killed in Kabul in 2015.")
    assert [c.polarity for c in found if c.kind == "level"] == ["affirm"]


def test_a_side_that_lost_men_is_the_one_whose_dead_are_counted() -> None:
    (one,) = claims("In May 2015 the Taliban lost 30 men in Kunduz.")
    assert one.slots["measure"] == "deaths_of_target"


def test_a_number_killed_of_nobody_named_waits() -> None:
    (one,) = claims("The rebels killed dozens in Donetsk in May 2015.")
    assert one.unconfirmed == WHOM


def test_a_length_of_time_is_no_date() -> None:
    text = "The Taliban took Kunduz on 28 September, killing more than 300 soldiers in one month."
    (counted,) = [c for c in claims(text, "2015-10-05") if c.quantity]
    assert (counted.unconfirmed or "").startswith("“in one month” is a length of time")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Afghanistan lost over 10,000 civilians to the Taliban in 2015.", "Afghanistan"),
        ("Fewer than 100 people died in Helmand in 2017, if one leaves out the suburbs.", "leaves out"),
        ("The Taliban lost 400 fighters in the first half of 2017, half of them in Helmand.", "of them Helmand"),
        ("Every month of 2017, more than 200 people died in Helmand.", "every month"),
    ],
)
def test_a_name_or_a_part_that_no_slot_holds_makes_a_claim_wait(text: str, words: str) -> None:
    (first, *_) = claims(text)
    assert (first.unconfirmed or "").lower() == MISSED.format(words).lower()


@pytest.mark.parametrize("verb", ["attacked", "shelled", "struck"])
def test_a_capital_that_is_attacked_is_the_city(verb: str) -> None:
    (city, _) = claims(f"In 2018 the Taliban {verb} Kabul with rockets and killed more than 40 people.")
    assert ([m.text for m in city.places], [m.text for m in city.targets]) == (["Kabul"], [])


def test_a_capital_that_attacks_is_its_government() -> None:
    (side,) = claims("Kabul has not attacked the Taliban since 2018.")
    assert [m.text for m in side.actors] == ["Kabul"]


@pytest.mark.parametrize(
    ("text", "left", "quoted"),
    [
        (
            "The decisive role in the defeat of the Taliban was played by the Afghan army, with the British beside it "
            "and Pakistan on the other side of the border.",
            "Pakistan",
            "border",
        ),
        ("The Afghan army defeated the Taliban with Pakistan at its side.", "Pakistan", "at its side"),
        ("Pakistan as well as the Afghan army defeated the Taliban.", "Pakistan", "Pakistan"),
        ("The Afghan army, with Pakistan, defeated the Taliban.", "Pakistan", "The Afghan army, with"),
        ("The Taliban killed more than 500 people in Helmand in 2010, with al-Qaida beside them.", "al-Qaida", "them"),
    ],
)
def test_a_side_named_beside_the_one_tested_makes_the_claim_wait_and_stands_in_its_quote(
    text: str, left: str, quoted: str
) -> None:
    (claim,) = [c for c in claims(text) if c.kind in ("attribution", "level")]
    assert "beside “" in (claim.unconfirmed or "")
    assert f"“{left}”" in (claim.unconfirmed or "")
    assert quoted in claim.quote


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban killed more than 500 people in Helmand in 2010, with Pakistan warning of a disaster.",
        "The Afghan army defeated the Taliban in Helmand, on the border of Pakistan.",
        "The Taliban killed more than 500 people in Helmand in 2010, with the dead left in the street.",
    ],
)
def test_a_name_with_a_deed_or_a_place_of_its_own_is_no_companion(text: str) -> None:
    (first, *_) = claims(text)
    assert "beside" not in (first.unconfirmed or "")


def test_a_subject_joined_by_and_after_that_stays_whole() -> None:
    text = "A spokesman said that the Afghan army and its British partners are unable to hold the towns of Helmand."
    assert any(c.quote.startswith("that the Afghan army and its British partners are") for c in claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "The rebels, not the army, killed 40 civilians in Garissa in 2015.",
        "The army killed 40 civilians not in Garissa but in Mandera in 2015.",
        "It was not the guerrillas but the paramilitaries who committed the massacres in Antioquia.",
    ],
)
def test_a_contrast_denies_a_name_and_not_the_claim(text: str) -> None:
    assert {c.polarity for c in claims(text)} == {"affirm"}


def test_a_time_after_than_is_what_is_compared_with() -> None:
    (one,) = claims("Gunmen killed more people in Mali in 2015 than in the whole of 2014.")
    assert ([m.text for m in one.periods], [m.text for m in one.baselines]) == (["in 2015"], ["2014"])


def test_the_dead_and_the_wounded_of_one_deed_are_one_claim() -> None:
    (one,) = claims("The Taliban attacked a bus in Kunduz in 2015, killing two people and wounding four others.")[1:]
    assert one.quantity is not None
    assert one.quantity.value == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kunduz fell in 2015. Attacks rose in 2016.", "Kunduz"),
        ("The war went on.\n\nKunduz fell in 2015. Attacks rose in 2016.", "Kunduz"),
    ],
)
def test_a_number_of_no_place_in_a_text_about_a_town_waits(text: str, place: str) -> None:
    assert claims(text)[-1].unconfirmed == ELSEWHERE.format(place)


def test_a_number_of_no_place_is_tested_where_no_part_of_the_country_is_named() -> None:
    before = "Fighting went on in Afghanistan in 2015. "
    assert claims(before + "In 2015 the Taliban killed more than 300 soldiers.")[-1].unconfirmed is None


@pytest.mark.parametrize(
    "text",
    [
        "The siege of Kunduz ended in May 2015. The army lost fewer than 100 men that month.",
        "In Kunduz fighting went on. In 2015 the Taliban killed more than 300 soldiers.",
        "Fighting went on in Kunduz in 2015.\n\nIn 2015 the Taliban killed more than 300 soldiers.",
    ],
)
def test_a_number_that_takes_its_place_from_the_sentence_before_waits(text: str) -> None:
    assert claims(text)[-1].unconfirmed == BEFORE.format("Kunduz")


def test_a_country_before_a_colon_is_where_and_not_who() -> None:
    said = claims("Afghanistan: The Taliban killed 40 civilians in Kunduz in May 2015.")
    assert [[m.text for m in c.actors] for c in said] == [["Taliban"]]
