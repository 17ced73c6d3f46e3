"""Names that a model takes from elsewhere in the text: never in place of the quoted sentence's own."""

import pytest
from tests.extract.endpoint import Endpoint, entry, gives
from tests.extract.test_llm import read

from inquest.extract._llm_own import OwnNames, Spot
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

RAQQA = "Islamic State held Raqqa until 2015. "


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The Syrian army killed 40 rebels in Homs in 2017.", {"actors": "Islamic State", "targets": "rebels"}),
        ("The Syrian army killed 40 rebels in Homs in 2017.", {"actors": "Syrian army, Islamic State"}),
        ("The Syrian army killed 40 rebels in Homs in 2017.", {"actors": "Syrian army", "places": "Raqqa"}),
        ("The Syrian army killed 40 rebels in Homs in 2017.", {"actors": "Syrian army", "periods": "2015"}),
    ],
)
def test_names_from_elsewhere_never_stand_in_for_the_sentences_own(
    endpoint: Endpoint, sentence: str, parts: dict[str, str]
) -> None:
    """A card would show one side's deed under words that name another."""
    own = {"targets": "rebels", "places": "Homs", "periods": "2017", "actors": "Syrian army"}
    endpoint.answers = [gives(entry(sentence, "level", **{**own, **parts}))]
    found = read(RAQQA + sentence)
    assert found.claims == ()
    assert found.notes == (
        "llm: 1 of the model's entries was refused: takes a side, place or time from elsewhere, though the quoted "
        "sentence names one itself (1).",
    )
    told = "what the language model read from it was refused: its entry takes a side, place or time from elsewhere"
    assert (found.statements[1].reason or "").startswith(told)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The group killed 40 rebels in Homs in 2017.", {"actors": "Islamic State", "places": "Homs"}),
        ("There the army killed 40 rebels in 2017.", {"places": "Raqqa"}),
        ("That year 40 rebels were killed in Homs.", {"places": "Homs", "periods": "2015"}),
    ],
)
def test_a_claim_with_a_name_from_elsewhere_waits(endpoint: Endpoint, sentence: str, parts: dict[str, str]) -> None:
    time = {} if "periods" in parts else {"periods": "2017"}
    endpoint.answers = [gives(entry(sentence, "level", targets="rebels", **parts, **time))]
    (claim,) = read(RAQQA + sentence).claims
    assert "is named elsewhere in the text" in (claim.unconfirmed or "")


def test_a_label_of_the_same_sort_leaves_the_side_open() -> None:
    text = "Islamic State held Raqqa. The militants killed 40 people. The army killed 40 people."
    own = OwnNames(open_document(text, date="2018-01-01"), load_gazetteer())
    second, third = text.index("The militants"), text.index("The army")
    far = Spot("actors", 0, len("Islamic State"))
    assert not own.replaced([far], [], second, third - 1)
    assert own.replaced([far], [], third, len(text))
