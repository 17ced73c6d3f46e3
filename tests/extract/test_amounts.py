"""How many: one sentence per construction of an amount."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest.extract._quantities import find_amounts
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

SHEET = yaml.safe_load(Path(__file__).with_name("amounts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("want", SHEET, ids=lambda w: w["text"][:60])
def test_amount(want: dict[str, Any], names: Gazetteer) -> None:
    found = EXTRACTOR.extract(open_document(want["text"]), names)
    stated = [c.quantity for c in found.claims if want["said"] in c.quote and c.quantity is not None]
    assert want["is"] in [[q.op, q.value, q.unit] for q in stated], [
        (c.kind, c.quote, c.quantity) for c in found.claims
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three guards died at Post 12.",
        "The ambush near Camp 5 killed three guards.",
        "Three of the dead were under the age of 15.",
    ],
)
def test_a_number_that_is_a_name_or_an_age_counts_nothing(text: str, names: Gazetteer) -> None:
    found = EXTRACTOR.extract(open_document(text), names)
    assert all(c.quantity is None or c.quantity.value == 3 for c in found.claims)
    assert found.claims


@pytest.mark.parametrize("text", ["The army says that its twelve observation posts protect the zone around Idlib."])
def test_what_somebody_owns_is_not_counted(text: str, names: Gazetteer) -> None:
    found = EXTRACTOR.extract(open_document(text), names)
    assert all(c.quantity is None for c in found.claims)


def test_words_for_numbers() -> None:
    said = {"half a dozen men": ("=", 6.0), "a dozen men": ("=", 12.0), "two hundred and five men": ("=", 205.0)}
    for text, (op, value) in said.items():
        amount = find_amounts(text, [])[0]
        assert (amount.op, amount.value) == (op, value)
    assert [a.value for a in find_amounts("between three and four hundred men", [])] == [300.0]
