"""Who acts where the words leave it to the context: each way, and that what isn't plain stays open."""

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim, Extraction
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(open_document(text), load_gazetteer())


def sides(text: str, claim: int = -1) -> tuple[list[str], list[str]]:
    """Labels of the actors and targets of one claim."""
    document = open_document(text)
    found = EXTRACTOR.extract(document, load_gazetteer()).claims[claim]
    grounding = ground(found.model_copy(update={"periods": (), "baselines": ()}), document, load_gazetteer())
    return tuple(  # type: ignore[return-value]
        [g.candidates[0].label if g.candidates else g.mention.text for g in side]
        for side in (grounding.actors, grounding.targets)
    )


def last(text: str) -> Claim:
    return read(text).claims[-1]


UKRAINE, RUSSIA = "Government of Ukraine", "Government of Russia (Soviet Union)"


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        pytest.param(
            "The Taliban attacked Afghan forces in Kunduz. About 40 soldiers were killed.",
            ["Taliban"], ["Government of Afghanistan"], id="the other side of the fight before",
        ),
        pytest.param(
            "Sixty Taliban fighters were killed when the Afghan army stormed their camp in Helmand.",
            ["Government of Afghanistan"], ["Taliban"], id="the only other side in the sentence",
        ),
        pytest.param(
            "Al-Shabaab attacked the Somali army near Baidoa. The assault was repelled.",
            ["Government of Somalia"], ["Al-Shabaab"], id="who repels is not who attacked",
        ),
        pytest.param(
            "The Somali army attacked al-Shabaab near Kismayo. Dozens of militants were killed by the strikes.",
            ["Government of Somalia"], ["Al-Shabaab"], id="the attacker of the sentence before",
        ),
        pytest.param(
            "With help from the Russian air force, Syrian government troops drove Islamic State from Palmyra.",
            ["Government of Syria", "Government of Russia"], ["Islamic State"], id="who acts along",
        ),
    ],
)  # fmt: skip
def test_sides(text: str, actors: list[str], targets: list[str]) -> None:
    assert sides(text) == (actors, targets)
