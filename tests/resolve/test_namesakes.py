"""A town that shares its name with a small one of another country does not make that country's army "the army"."""

import datetime as dt

import pytest

from inquest.api import begin
from inquest.model.grounding import Grounding
from inquest.read._open import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.namesakes import namesakes, strays

COLOMBIA = "The FARC and the AUC fought near Medellin. Colombians fled. "
THAILAND = "Thailand sent more men to Pattani and Narathiwat. "


def side(text: str, actor: str) -> Grounding:
    """The first claim of a text that has an actor in these words."""
    found = begin(open_document(text, date=dt.date(2014, 3, 10))).ground().values()
    return next(g for g in found if any(actor in a.mention.text for a in g.actors))


def best(text: str, actor: str = "army") -> str:
    """Where its first candidate is at home."""
    grounded = next(a for a in side(text, actor).actors if actor in a.mention.text)
    return grounded.candidates[0].label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (COLOMBIA + "The army killed 20 people in Hermosa.", "Government of Colombia"),
        (THAILAND + "The army killed two men at Raman.", "Government of Thailand"),
        ("Soldiers held Unity State and Jonglei. The army killed nine people in Leer.", "Government of South Sudan"),
    ],
)
def test_the_country_that_the_text_names_outweighs_a_namesake(text: str, label: str) -> None:
    assert best(text) == label


def test_alone_the_town_says_whose_army() -> None:
    assert best("The army killed 20 people in Hermosa.") == "Government of Philippines"


def test_the_claims_own_place_comes_first() -> None:
    """A town that the text places in its country, or a large one, is meant whatever the rest tells of."""
    assert best(COLOMBIA + "The army killed 20 people in Hermosa in the Philippines.") == "Government of Philippines"
    assert best(THAILAND + "The army killed 20 people in Kuala Lumpur.") == "Government of Malaysia"


def test_a_country_beside_the_claim_yields_to_that_of_the_text() -> None:
    text = (
        "Peshawar buried its dead. Militants from North Waziristan had come to the city, and Karachi was on guard. "
        "The army killed 20 of them on the way to the Afghan border."
    )
    assert best(text) == "Government of Pakistan"


def test_far_and_small_it_is_not_meant_near_it_hardly_votes() -> None:
    names = load_gazetteer()
    far = COLOMBIA + "Fighting went on in Hermosa."
    near = THAILAND + "Fighting went on in Raman."
    assert strays(far, names) == {"town-hermosa"}
    assert not strays(near, names)
    assert namesakes(near, names) == {"town-raman"}


def test_a_second_word_of_its_country_keeps_it() -> None:
    names = load_gazetteer()
    assert "town-raman" not in namesakes(THAILAND + "Fighting went on in Raman, and in Amritsar in India.", names)


def test_a_town_with_a_war_of_its_own_is_no_namesake() -> None:
    """Foreign soldiers in a town where much is recorded don't make it a namesake."""
    assert not namesakes("Turkish soldiers and Turkish officers stayed in Turkey and in Afrin.", load_gazetteer())


def test_general_names_of_forces_go_with_the_text() -> None:
    assert best("The Joint Task Force killed 20 FARC rebels in Colombia.", "Task Force") == "Government of Colombia"
    assert best("The Joint Task Force killed 20 militants in Borno, Nigeria.", "Task Force") == "Government of Nigeria"


def test_an_operation_is_no_town() -> None:
    found = load_gazetteer().names("Seventeen rebels were killed in Operation Fortaleza.")
    assert not [f for f in found if f.what == "place"]


def test_the_opposition_of_south_sudan_is_written_out() -> None:
    text = "The Sudan People's Liberation Army in Opposition killed 20 soldiers in Unity State in South Sudan."
    assert best(text, "Opposition").startswith("SPLM-IO")


def test_the_options_of_a_question_tell_towns_of_one_name_apart() -> None:
    """Al-Adnaniyah near Raqqa or near Aleppo: the question gives their positions, and each is read by itself."""
    inquiry = begin(open_document("More than 3 people were killed in Al-Adnaniyah in 2017.", date="2019-01-01"))
    (grounding,) = inquiry.ground().values()
    (asked,) = grounding.questions
    assert asked.id == "place:al-adnaniyah"
    assert len({o.label for o in asked.options}) == len(asked.options) == 2
    (planned,) = inquiry.plan()
    (outline,) = [c for c in planned.multiverse.choices if c.name == "outline"]
    assert {o.params["place"] for o in outline.options} == {o.id for o in asked.options}


def test_what_is_compared_with_must_be_one_town() -> None:
    text = "In 2017 more people were killed in Homs than in Al-Salihiyah."
    inquiry = begin(open_document(text, date="2019-01-01"))
    assert not inquiry.plan()
    (refused,) = inquiry.refusals
    assert refused.reason == "name not known"
    assert "--answer place:al-salihiyah=" in refused.unlock
    settled = begin(open_document(text, date="2019-01-01"), answers={"place:al-salihiyah": "town-as-salihiyah"})
    assert len(settled.plan()) == 1
