"""The time to read a text is linear in its length, whatever is repeated in it."""

import time

import pytest
from tests.extract.finder import SmallFinder

from inquest.extract._passage import settle
from inquest.extract._reading import Reading, find_names
from inquest.extract.rules import EXTRACTOR
from inquest.model.document import Document
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

HEAD = "They said that they will, at last, go home. "
PIECES = (
    "killed ",
    ", and ",
    "the ",
    "((",
    "more than 3,000 ",
    "“he said ‘that ",
    "never a priority ",
    "from 30 to 80 ",
    "&amp;",
    "army's ",
    "who ",
    "1,234,",
    "\u00a0\u200b",
)


def document(text: str) -> Document:
    return open_document(text, date="2010-05-01").model_copy(update={"language": "en"})


@pytest.mark.parametrize("piece", PIECES)
def test_near_matches_are_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        article = document(f"{HEAD}The army killed {piece * (size // len(piece))} in Helmand in 2009.")
        start = time.process_time()
        EXTRACTOR.extract(article, SmallFinder())
        return time.process_time() - start

    seconds(100)
    assert any(seconds(8_000) < 10 * max(seconds(2_000), 0.02) for _ in range(3))  # a busy machine may disturb one


@pytest.mark.parametrize(
    "said",
    ["The army killed 30 people in Helmand on Monday. ", "War in Syria went on. Over 30 people died in May 2009. "],
)
def test_claims_are_settled_in_linear_time(said: str) -> None:
    def seconds(count: int) -> float:
        article = document("A year of war\n\n" + said * count)
        reading = Reading(article, find_names(article, load_gazetteer()))
        for sentence in article.sentences:
            reading.sentence(sentence)
        assert len(reading.told.claims) >= count
        took = []
        for _ in range(3):
            start = time.process_time()
            settle(reading.scenes, reading.told.claims, article)
            took.append(time.process_time() - start)
        return min(took)

    assert any(seconds(480) < 9 * max(seconds(120), 0.005) for _ in range(3))  # a busy machine may disturb one
