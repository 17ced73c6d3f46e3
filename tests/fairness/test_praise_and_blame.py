"""Words of praise or blame before a side change nothing of whom a claim means, nor whether it is tested."""

import pytest

from inquest.extract._grammar import grammar
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground

WORDS = sorted(grammar("en")["evaluating"])
SIDES = ("regime", "government", "army", "opposition", "rebels", "jihadists")
CLAIMS = (
    "The {side} killed more than 300 civilians in Daraa in 2018.",
    "The SDF and the {side} have not fought each other since 2017.",
)


def meant(sentence: str) -> list[tuple[str, str | None, list[list[str]]]]:
    """Kind, why it waits, and whom each claim's sides may mean, in order of weight."""
    names = load_gazetteer()
    document = open_document(sentence, date="2019-06-01")
    found = [ground(c, document, names) for c in EXTRACTOR.extract(document, names).claims]
    return [
        (g.claim.kind, g.claim.unconfirmed, [[c.id for c in side.candidates] for side in (*g.actors, *g.targets)])
        for g in found
    ]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("claim", CLAIMS)
def test_praise_and_blame_leave_the_side_as_it_is(claim: str, side: str) -> None:
    plain = meant(claim.format(side=side))
    assert plain
    for word in WORDS:
        assert meant(claim.format(side=f"{word} {side}")) == plain, word


@pytest.mark.parametrize("words", ["terrorist regime", "terror regime", "fascist regime", "terrorist government"])
def test_a_regime_called_terrorist_is_no_terrorist_group(words: str) -> None:
    plain, called = (meant(CLAIMS[0].format(side=side)) for side in ("regime", words))
    assert called == plain
