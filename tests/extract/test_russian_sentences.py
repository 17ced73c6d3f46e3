"""Single Russian sentences say what their English translations say."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extract.test_russian_pairs import plain

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

DATA: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "russian" / "sentences.yaml").read_text(encoding="utf-8")
)
PAIRS: list[list[str]] = DATA["pairs"]


def said(words: str, language: str) -> tuple[list[str], set[str | None]]:
    """The claims of a sentence, and why it is no claim."""
    made = open_document(words, date=DATA["date"]).model_copy(update={"language": language})
    found = EXTRACTOR.extract(made, load_gazetteer())
    return sorted(str(plain(c, made)) for c in found.claims), {s.not_checkable for s in found.statements}


@pytest.mark.parametrize(("english", "russian"), PAIRS, ids=[p[0][:40] for p in PAIRS])
def test_a_sentence_says_the_same(english: str, russian: str) -> None:
    assert said(russian, "ru") == said(english, "en")


def test_there_are_forty() -> None:
    assert len(PAIRS) >= 40
