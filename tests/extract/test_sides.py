"""Who acts and to whom: one sentence per construction."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Mention
from inquest.read import open_document
from inquest.resolve.gazetteer import Gazetteer, load_gazetteer

SHEET = yaml.safe_load(Path(__file__).with_name("sides.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return load_gazetteer()


def _words(mentions: tuple[Mention, ...]) -> list[str]:
    return [m.text for m in mentions]


@pytest.mark.parametrize("want", SHEET, ids=lambda w: f"{w['said']} - {w['text'][:60]}")
def test_sides(want: dict[str, Any], names: Gazetteer) -> None:
    found = EXTRACTOR.extract(open_document(want["text"], date="2024-06-01"), names)
    said = [c for c in found.claims if want["said"] in c.quote]
    assert said, [(c.kind, c.quote) for c in found.claims]
    one = min(said, key=lambda c: len(c.quote))
    for slot in ("actors", "targets"):
        if slot in want:
            assert _words(getattr(one, slot)) == want[slot]
    if "waits" in want:
        assert bool(one.unconfirmed) is want["waits"]
