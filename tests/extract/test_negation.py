"""Whether it is denied: one sentence per construction of negation."""

import pytest

from inquest.extract._flat import flat_claims, to_ground
from inquest.extract._grammar import grammar
from inquest.extract._negation import negated
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer
from inquest.resolve.ground import ground

DENIED = [
    "In the same week the Sudanese army did not carry out a single air strike in Nyala.",
    "At no time in 2014 did the Syrian army attack Islamic State in Raqqa.",
    "Neither in August nor in September was a single strike made against a hospital in Aleppo.",
    "No aircraft had been over Kutum since the raid.",
    "Peacekeepers looked on and did nothing to stop the killing in Bor.",
    "The guerrillas avoided battle with the army in Malanje.",
    "No state should sell weapons to Juba.",
    "Barkhane no longer attacks the jihadists in Kidal.",
    "Nor did the army attack the rebels in Idlib in 2014.",
    "The FARC had refrained from attacking the army in Cauca.",
]
COMPARED = [
    "Borno was no less violent than Yobe in 2014.",
    "Yobe was no more violent than Borno in 2014.",
    "Borno was anything but calmer than Yobe in 2014.",
    "Borno was far from calmer than Yobe in 2014.",
    "Boko Haram killed no fewer civilians than the Nigerian army did in 2014.",
    "Fighting between the army and the FARC was no deadlier than that between the army and the ELN in 2002.",
]
"""A comparison is turned, and nothing but the comparison."""
AFFIRMED = [
    "Far from Maiduguri, in Yobe, Boko Haram killed 40 civilians.",
    "No less than 40 civilians were killed in Baga.",
    "Far from calming, violence rose in Borno between 2013 and 2014.",
    "Not a day passes in Kherson without shelling.",
    "The rockets on Sderot did not stop for the truce.",
    "Six soldiers were hit by the mine near Kikaikom, and five did not survive.",
    "No army in the region has lost fewer men to Boko Haram.",
    "No fewer than 40 civilians were killed in Baga.",
    "They attack camps because they cannot attack barracks.",
    # what is forecast or wanted is affirmed, however it is worded
    "Kandahar won't see peace in our lifetime.",
    "Hezbollah has no intention of opening a second front.",
    "The rebels will not accept the truce.",
    "The army did not stop attacking the rebels in Idlib.",
    "The army attacked not only the rebels in Idlib.",
]


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("text", "polarity"), [(t, "deny") for t in DENIED + COMPARED] + [(t, "affirm") for t in AFFIRMED]
)
def test_polarity(text: str, polarity: str, names: Gazetteer) -> None:
    document = open_document(text)
    found = EXTRACTOR.extract(document, names)
    listed = flat_claims(found, [ground(c, document, names) for c in to_ground(found)])
    assert listed
    assert polarity in {claim.polarity for claim in listed}
    if polarity == "affirm":
        assert {claim.polarity for claim in listed} == {"affirm"}


@pytest.mark.parametrize(
    ("words", "kind", "turned"),
    [
        ("the truce in @ collapsed within hours", "containment", True),
        ("the war never spread beyond the river", "containment", False),
        ("@ failed to stop the raid", "engagement", True),
        ("@ did not fail to fight", "engagement", False),
        ("it was @ , not @ , who fired", "attribution", False),
        ("was there not shooting in @ ?", "engagement", False),
    ],
)
def test_two_negations_make_none(words: str, kind: str, turned: bool) -> None:
    assert negated(words.split(), kind, grammar("en")) is turned
