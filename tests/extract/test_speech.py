"""Who says it: one sentence per construction of attribution, denial and quotation."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

SHEET = yaml.safe_load(Path(__file__).with_name("speech.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize("want", SHEET, ids=lambda w: f"{w['said']} - {w['text'][:60]}")
def test_speaker(want: dict[str, Any], names: Gazetteer) -> None:
    found = EXTRACTOR.extract(open_document(want["text"]), names)
    said = [s for s in found.statements if want["said"] in s.quote]
    assert said, [(s.speaker, s.quote) for s in found.statements]
    one = min(said, key=lambda s: len(s.quote))
    if want.get("author"):
        assert one.speaker == "author"
    else:
        assert set(want["by"].lower().split()) <= set(one.speaker.lower().split()), one.speaker
    assert want.get("via", "") in (one.via or "")
    if "deny" in want:
        turned = [c.polarity for c in found.claims if c.statement == one.id]
        assert turned
        assert set(turned) == {"deny" if want["deny"] else "affirm"}


@pytest.mark.parametrize(
    ("second", "speaker"),
    [
        ("According to the spokesman, the rebels attacked Timbuktu in May.", "spokesman for French army"),
        ("A spokesman said that the rebels attacked Timbuktu in May.", "spokesman"),
        ("The governor said that the rebels attacked Timbuktu in May.", "governor"),
    ],
)
def test_the_holder_of_an_office_has_one_name_in_a_passage(second: str, speaker: str, names: Gazetteer) -> None:
    text = f"A spokesman for the French army said that the rebels attacked Gao in April. {second}"
    found = EXTRACTOR.extract(open_document(text), names)
    assert {s.speaker for s in found.statements if "Timbuktu" in s.quote} == {speaker}
