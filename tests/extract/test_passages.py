"""The annotated passages of the folder of worked cases, scored by the folder's own script."""

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import CASES
from tests.extract.score_cases import score

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    assert CASES is not None
    return score(CASES / "cases", tmp_path_factory.mktemp("predictions"), load_gazetteer())


@pytest.mark.parametrize(("part", "floor"), [("checkable", 0.80), ("listed", 0.85), ("kind_and_actors", 0.60)])
def test_found(report: dict[str, Any], part: str, floor: float) -> None:
    assert report["all"][part]["f1"] >= floor


@pytest.mark.parametrize(
    ("slot", "floor"),
    {
        "kind": 0.90, "actors": 0.85, "period": 0.75, "speaker": 0.85, "polarity": 0.95, "quantity": 0.75,
        "targets": 0.75, "place": 0.70,
    }.items(),
)  # fmt: skip
def test_slots(report: dict[str, Any], slot: str, floor: float) -> None:
    assert report["all"]["accuracy"][slot] >= floor


def test_every_claim_of_the_article_can_be_grounded() -> None:
    assert CASES is not None
    document, names = open_document(Path(CASES / "article" / "seed.txt"), date="2020-05-04"), load_gazetteer()
    found = EXTRACTOR.extract(document, names)
    assert found.claims
    for claim in found.claims:
        grounding = ground(claim, document, names)
        assert len(grounding.actors) == len(claim.actors)
