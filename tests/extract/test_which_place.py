"""Words for a place that leave open which it is make a claim wait; "the city" is a city, and no province."""

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

NAMES = load_gazetteer()


def last(text: str) -> Claim:
    """The last claim of a text."""
    return EXTRACTOR.extract(open_document(text, date="2019-06-12"), NAMES).claims[-1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rebels fought in Manbij and in Tabqa. In May 2018 they killed 30 men there.", "“there” may be"),
        ("Rebels took Manbij. They left Tabqa. It rained. In May 2018 they killed 30 men in the town.", "may be"),
        ("Rebels hit Idlib province, then Homs province. In 2018 they killed 300 men in the province.", "may be"),
        ("Rebels fought in Deir ez-Zor province. In 2018 they killed 300 men in the city.", "which place “the city”"),
        (
            "Rebels fought in Homs and Idlib. They attacked Manbij. It rained. In May 2018 they killed 30 men there.",
            "“there” may be “Manbij”",
        ),
        ("In March 2018 the army killed 1,500 people in the enclave.", "which place “the enclave”"),
        ("In 2018 rebels killed 149 people in government-held areas.", "which place “government-held areas”"),
        ("In 2018 rebels killed 300 people in eight provinces.", "which place “eight provinces”"),
        ("In 2018 rebels killed 300 people in the north.", "which place “the north”"),
        ("In May 2018 the army killed 40 people in a market in Idlib.", "which place “a market”"),
        ("In May 2018 rebels killed 40 people in Aleppo city and in Manbij.", "together"),
        ("Fighting raged in Raqqa and Manbij. In May 2018 rebels killed 30 people there.", "together"),
    ],
)
def test_a_place_that_words_leave_open_waits(text: str, why: str) -> None:
    assert why in (last(text).unconfirmed or "")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Rebels fought in Manbij. In May 2018 they killed 30 men there.", ["Manbij"]),
        ("Rebels took Tabqa. They fought in Manbij. In May 2018 they killed 30 men in the town.", ["Manbij"]),
        ("Rebels fought in Mosul, in northern Iraq. In May 2018 they killed 30 men there.", ["Mosul"]),
        ("Rebels hit Idlib province. In 2018 they killed 300 men in the province.", ["Idlib province"]),
        ("Rebels fought in Aleppo. In May 2018 they killed 30 men in the city.", ["Aleppo city"]),
        ("In May 2018 the army killed 30 men in the city of Aleppo.", ["Aleppo city"]),
        ("In May 2018 the army killed 30 men in the town of Manbij.", ["Manbij"]),
        ("In May 2018 the army killed 30 men in the Ghouta enclave.", ["Ghouta"]),
        ("In May 2018 the army killed 30 men in Palmyra, in Homs province.", ["Palmyra"]),
        ("In May 2018 the army killed 30 men in the country.", []),
        ("In May 2018 the army killed 30 men in Idlib.", ["Idlib"]),
    ],
)
def test_a_place_that_words_settle_is_read(text: str, where: list[str]) -> None:
    claim = last(text)
    assert [m.text for m in claim.places] == where
    assert claim.unconfirmed is None


def test_civilians_own_no_rockets() -> None:
    claim = last("The rebels killed 89 civilians in Aleppo in April. In May their rockets killed 30 men in Homs.")
    assert "civilians" not in [m.text for m in (*claim.actors, *claim.targets)]


@pytest.mark.parametrize("words", ["every single year", "year after year", "in every year"])
def test_every_year_is_more_than_once(words: str) -> None:
    assert last(f"The Syrian army fought Islamic State {words}.").slots["universal"] == "every_year"


def test_how_long_something_was_told_is_not_how_long_it_went_on() -> None:
    claim = last("For years the army told the world that it was fighting Islamic State.")
    assert "universal" not in claim.slots


def test_a_pronoun_names_no_speaker() -> None:
    text = (
        "The ministry spoke of rebels. In May alone their rockets hit Homs. The army kills no men, the statement said."
    )
    assert "rockets" not in last(text).speaker
    told = "The Observatory counted 40 dead. The same group says that rebels killed 30 men in Homs in May."
    assert last(told).speaker == "Observatory"
    assert (
        last("COLONEL DORRIAN: What I can say is that rebels killed 30 men in Homs in May.").speaker
        == "Colonel Dorrian"
    )


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_who_opens_a_quotation_speaks_to_its_end(marks: str) -> None:
    one, two = marks
    text = (
        f"The minister told reporters: {one}Rebels killed 30 men in Homs in May. But the army killed 50 men in Homs in "
        f"June.{two} Rebels killed 70 men in Homs in March."
    )
    found = EXTRACTOR.extract(open_document(text, date="2019-06-12"), NAMES).claims
    assert [c.speaker for c in found] == ["minister", "minister", "author"]


@pytest.mark.parametrize(
    "text",
    [
        "The war in Chad began in 2005. On 18 December 2005 rebels attacked the army, and 100 men died.",
        "Idriss Déby's government in Chad met with a rebellion in 2005. The rebels killed 100 men in 2006.",
    ],
)
def test_a_country_told_of_in_another_sentence_is_read_without_fail(text: str) -> None:
    found = EXTRACTOR.extract(open_document(text, date="2014-06-01"), NAMES).claims
    assert "Chad" in {p.text for c in found for p in c.places}
