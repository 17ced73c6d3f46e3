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
    ("text", "counted"),
    [
        ("Soldiers of Brigade 47 died near Bakhmut.", "Soldiers, 47 of them, died near Bakhmut."),
        ("Guards at Post 12 were killed.", "At dawn 12 guards were killed."),
        ("Boys aged 14 died in the blast.", "There 14 boys died in the blast."),
        ("The shell that hit Gate 12 maimed the guards.", "The shell that hit maimed 12 guards."),
    ],
)
def test_a_number_that_is_a_name_or_an_age_counts_nothing(text: str, counted: str, names: Gazetteer) -> None:
    assert counts(text, names) == {None}
    assert None not in counts(counted, names)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The army abandoned its twelve posts near Idlib.", "The army abandoned twelve posts near Idlib."),
        ("The army lost its twelve outposts near Idlib.", "The army lost twelve outposts near Idlib."),
        ("They mourned their two brothers slain in Goma.", "They mourned two brothers slain in Goma."),
    ],
)
def test_what_somebody_owns_is_not_counted(text: str, counted: str, names: Gazetteer) -> None:
    assert counts(text, names) == {None}
    assert None not in counts(counted, names)


def counts(text: str, names: Gazetteer) -> set[float | None]:
    """The amounts of a sentence's claims; None of one without."""
    claims = EXTRACTOR.extract(open_document(text), names).claims
    assert claims
    return {c.quantity.value if c.quantity is not None else None for c in claims}


def test_words_for_numbers() -> None:
    said = {"half a dozen men": ("=", 6.0), "a dozen men": ("=", 12.0), "two hundred and five men": ("=", 205.0)}
    for text, (op, value) in said.items():
        amount = find_amounts(text, [])[0]
        assert (amount.op, amount.value) == (op, value)
    assert [a.value for a in find_amounts("between three and four hundred men", [])] == [300.0]
