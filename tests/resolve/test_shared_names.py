"""Names that groups of many countries bear: settled by the country of the text, else asked, never taken from afar."""

import pytest

from inquest.api import begin
from inquest.model.grounding import Grounded, Question
from inquest.read._open import open_document
from inquest.resolve.text import anonymous


def side(text: str) -> tuple[Grounded, tuple[Question, ...]]:
    """The first side of a text's first claim, and its questions."""
    first = next(iter(begin(open_document(text, date="2019-01-01")).ground().values()))
    return first.actors[0], first.questions


@pytest.mark.parametrize(
    ("text", "bloc"),
    [
        ("The National Liberation Front killed 30 soldiers in Idlib. Aleppo was shelled.", "ucdp-7128"),
        ("The National Liberation Front killed 30 people in Burundi in 1995.", "ucdp-433"),
        ("The National Liberation Army killed 30 people in Colombia in 2001.", "ucdp-744"),
        ("The National Liberation Army killed 30 people near Skopje in Macedonia in 2001.", "ucdp-361"),
    ],
)
def test_the_country_of_the_text_settles_it(text: str, bloc: str) -> None:
    assert [c.id for c in side(text)[0].candidates] == [bloc]


def test_a_group_at_home_elsewhere_is_not_meant() -> None:
    """And the message names those that are known."""
    found, _ = side("The National Liberation Front killed 30 people in Kenya in 2003. Nairobi was calm.")
    assert not found.candidates
    assert any("Burundi" in near or "Syria" in near for near in found.unknown)


def test_without_a_country_it_is_asked() -> None:
    _, questions = side("The National Liberation Army killed 30 people in 2001.")
    (question,) = questions
    assert question.id == "actor:national-liberation-army"
    assert {"ucdp-744", "ucdp-361"} <= {o.id for o in question.options}


def test_a_name_with_a_word_of_its_own_is_no_such_name() -> None:
    assert anonymous("people liberation army")
    assert not anonymous("new people army")
    assert not anonymous("free syrian army")


def test_a_group_founded_long_after_is_not_meant() -> None:
    """Sudan's SLA is recorded from 2003 on."""
    assert [c.id for c in side("The SLA killed 20 civilians in 1993.")[0].candidates] == ["south-lebanon-army"]
    found, _ = side("The SLA killed 20 civilians in Darfur in 2004. The Sudanese army came to Darfur.")
    assert found.candidates[0].id == "ucdp-469"
