"""Events and places by which a claim is dated: no place of the claim, and it waits unless they name their day."""

import pytest
from tests.extract.test_unheld import claims

from inquest.extract._landmarks import BY_EVENT, BY_PLACE, EITHER
from inquest.extract._reading import MISSED

WAITS = (
    ("After Kunduz, Taliban attacks in Afghanistan fell by half.", BY_PLACE, "After Kunduz", ["Afghanistan"]),
    ("Since Aden, the Houthis have killed 90 soldiers in Taiz.", BY_PLACE, "Since Aden", ["Taiz"]),
    ("Taliban attacks in Afghanistan fell by half after Kunduz.", BY_PLACE, "after Kunduz", ["Afghanistan"]),
    ("The RSF has killed more than 500 people in Darfur since the fall of Nyala.", BY_EVENT,
     "since the fall of Nyala", ["Darfur"]),
    ("Before the army's offensive in Baga, Boko Haram killed 300 people in Borno.", BY_EVENT,
     "Before the army's offensive in Baga", ["Borno"]),
    ("Until the siege of Misrata, rebels had killed 40 soldiers in Sirte in 2011.", BY_EVENT,
     "Until the siege of Misrata", ["Sirte"]),
    ("Fighting between the Afghan army and the Taliban ended with the fall of Kunduz.", BY_EVENT,
     "with the fall of Kunduz", []),
)  # fmt: skip
HOLDS = (
    ("Fighting between the Afghan army and the Taliban ended with the fall of Kabul on 13 November 2001.", []),
    ("Fighting between the Afghan army and the Taliban ended after the fall of Kunduz in November 2001.", []),
    ("The Afghan army fought the Taliban only after the fall of Kunduz.", []),
    ("The Afghan army did not attack the Taliban until the fall of Kunduz.", []),
    ("In Helmand, the Afghan army fought the Taliban only after the fall of Kunduz.", ["Helmand"]),
    ("Since the capture of Nyala in October 2023, the RSF has killed 500 people in Darfur.", ["Darfur"]),
    ("In Kunduz, the Taliban killed 500 people in 2015.", ["Kunduz"]),
    ("After 2015, the Taliban killed 500 people in Kunduz.", ["Kunduz"]),
)


@pytest.mark.parametrize(("text", "why", "words", "places"), WAITS)
def test_a_claim_dated_by_an_event_waits(text: str, why: str, words: str, places: list[str]) -> None:
    (one,) = claims(text, "2024-03-01")
    assert one.unconfirmed == why.format(words)
    assert [m.text for m in one.places] == places


@pytest.mark.parametrize(("text", "places"), HOLDS)
def test_an_event_with_its_day_only_dates_the_claim(text: str, places: list[str]) -> None:
    (one,) = claims(text, "2024-03-01")
    assert one.unconfirmed is None
    assert [m.text for m in one.places] == places


def test_a_claim_that_waits_is_not_refused_for_a_time_that_it_does_not_name() -> None:
    from inquest.api import begin
    from inquest.read import open_document

    case = begin(open_document(WAITS[0][0].replace("Kunduz", "Mosul").replace("Taliban", "Islamic State")
                               .replace("Afghanistan", "Iraq"), date="2020-05-04"), home=None).run()  # fmt: skip
    assert [r.reason for r in case.refusals] == ["reading not confirmed"]


EITHER_WAY = (
    (
        "More than 500 people were killed in Anbar after the fall of Ramadi in early 2016.",
        "in early 2016",
        "the fall of Ramadi",
    ),
    (
        "In Anbar attacks fell by half after the recapture of Ramadi in February 2016.",
        "in February 2016",
        "the recapture of Ramadi",
    ),
    (
        "At least 300 civilians died in Raqqa before the defeat of Islamic State in October 2017.",
        "in October 2017",
        "the defeat of Islamic State",
    ),
    (
        "The army lost 200 soldiers in Idlib following the withdrawal from Hama in mid-2019.",
        "in mid-2019",
        "the withdrawal from Hama",
    ),
    (
        "Islamic State killed 90 soldiers in Homs after the withdrawal of the Russians in 2016.",
        "in 2016",
        "the withdrawal of the Russians",
    ),
    ("Violence in Kirkuk rose after the referendum in September 2017.", "in September 2017", "the referendum"),
)
ONE_TIME = (
    "More than 50 people were killed in Idlib after an attack on a market in May 2016.",
    "After the fall of Ramadi in early 2016, attacks in Anbar fell by half.",
    "In Raqqa more than 300 people were killed since the fall of the city in October 2017.",
    "In October 2017, after the fall of the city, more than 300 people were killed in Raqqa.",
    "Twenty soldiers were killed in Homs after clashes with Islamic State in June 2017.",
    "In 2017 the army lost 200 soldiers in Idlib.",
)


@pytest.mark.parametrize(("text", "time", "event"), EITHER_WAY)
def test_a_time_behind_an_event_may_be_that_of_the_event_alone(text: str, time: str, event: str) -> None:
    (one,) = claims(text, "2020-05-04")
    assert one.unconfirmed == EITHER.format(time, event)


@pytest.mark.parametrize("text", ONE_TIME)
def test_a_time_that_can_only_be_the_claims_is_its_own(text: str) -> None:
    assert not any((c.unconfirmed or "").endswith("does not say which") for c in claims(text, "2020-05-04"))


OPENING = (
    ("Among the Kurds, 400 fighters were killed in Raqqa in 2017.", "Kurds"),
    ("Within the Taliban, 400 fighters were killed in Kunduz in 2015.", "Taliban"),
)
ALONG = (
    "With Turkey's help, rebels killed 300 Islamic State fighters in Aleppo in 2016.",
    "Despite Russian warnings to Ankara, rebels killed 300 soldiers in Idlib in 2017.",
    "The army lost 500 soldiers in Homs in 2017.",
)


@pytest.mark.parametrize(("text", "words"), OPENING)
def test_a_name_in_the_words_that_open_a_sentence_is_read_or_the_claim_waits(text: str, words: str) -> None:
    (one,) = claims(text)
    assert one.unconfirmed == MISSED.format(words)


@pytest.mark.parametrize("text", ALONG)
def test_what_only_goes_along_leaves_a_claim_as_it_is(text: str) -> None:
    (one,) = claims(text)
    assert one.unconfirmed is None


def test_fighting_that_fell_is_no_event_that_dates_its_fall() -> None:
    (one,) = claims("Fighting in Hodeidah fell sharply.")
    assert not one.periods
