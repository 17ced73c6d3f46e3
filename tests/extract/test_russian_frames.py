"""Each frame and mode with a Russian sentence reads it, with the product's own names."""

import pytest
from tests.extract.test_frames import TEN, got

from inquest.extract._frames import Frame, load_frames
from inquest.extract._modes import ModeRule, load_modes
from inquest.extract.rules import EXTRACTOR
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

OWN = [f for f in load_frames("ru") if f.language == "ru"]


@pytest.mark.parametrize("frame", OWN, ids=lambda f: f"{f.kind}-{f.id}")
def test_frame_reads_its_example(frame: Frame) -> None:
    document = open_document(frame.example).model_copy(update={"language": "ru"})
    found = EXTRACTOR.extract(document, load_gazetteer())
    claims = [c for c in found.claims if c.frame == frame.id]
    assert claims, [(c.kind, c.frame) for c in found.claims]
    for key, value in frame.expect.items():
        if key == "slots":
            assert value.items() <= claims[0].slots.items()
        else:
            assert got(claims[0], key) == value


@pytest.mark.parametrize("rule", [r for r in load_modes("ru").rules if r.language == "ru"], ids=lambda r: r.id)
def test_mode_reads_its_example(rule: ModeRule) -> None:
    document = open_document(rule.example).model_copy(update={"language": "ru"})
    found = EXTRACTOR.extract(document, load_gazetteer())
    assert rule.not_checkable in {s.not_checkable for s in found.statements} or (
        rule.not_checkable == "question" and found.statements[0].mode == "asks"
    )


def test_every_kind_has_russian_frames_and_ids_are_unique() -> None:
    assert {f.kind for f in OWN if f.tested} >= TEN
    frames = load_frames("ru")
    assert len({(f.kind, f.id) for f in frames}) == len(frames)
