"""Each frame and mode reads its own example; the files keep the documented format."""

import copy

import pytest
from tests.extract.finder import SmallFinder

from inquest.errors import InputError
from inquest.extract import _frames
from inquest.extract._frames import Frame, load_frames
from inquest.extract._modes import ModeRule, load_modes
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim
from inquest.read import open_document

FINDER = SmallFinder()
TEN = {
    "level",
    "priority",
    "trend",
    "engagement",
    "attribution",
    "comparison",
    "association",
    "episode",
    "counterfactual",
    "attention",
}


def got(claim: Claim, key: str) -> object:
    if key == "quantity":
        return [claim.quantity.op, claim.quantity.value, claim.quantity.unit] if claim.quantity else None
    value = getattr(claim, key)
    return [m.text for m in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("frame", load_frames("en"), ids=lambda f: f"{f.kind}-{f.id}")
def test_frame_reads_its_example(frame: Frame) -> None:
    found = EXTRACTOR.extract(open_document(frame.example), FINDER)
    claims = [c for c in found.claims if c.frame == frame.id]
    assert claims, [c.frame for c in found.claims]
    for key, value in frame.expect.items():
        if key == "slots":
            assert value.items() <= claims[0].slots.items()
        else:
            assert got(claims[0], key) == value


@pytest.mark.parametrize("rule", load_modes("en").rules, ids=lambda r: r.id)
def test_mode_reads_its_example(rule: ModeRule) -> None:
    found = EXTRACTOR.extract(open_document(rule.example), FINDER)
    assert (rule.not_checkable, rule.reason) in [(s.not_checkable, s.reason) for s in found.statements] or (
        rule.not_checkable == "question" and found.statements[0].mode == "asks"
    )


def test_every_kind_has_frames_and_ids_are_unique() -> None:
    frames = load_frames("en")
    assert {f.kind for f in frames if f.tested} >= TEN
    assert len({(f.kind, f.id) for f in frames}) == len(frames)


RAW = {"id": "x", "any": ["a"], "pattern": "a {actors} ", "example": "A.", "expect": {}}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"patern": "a"}, "has the field 'patern'"),
        ({"slots": {"measure": "tanks"}}, "fills the slot 'measure' with 'tanks'"),
        ({"slots": {"colour": "red"}}, "fills the slot 'colour'"),
        ({"roles": {"subjekt": "actors"}}, "has the role 'subjekt'"),
        ({"pattern": "a {tank} "}, "uses {tank}"),
        ({"pattern": "a <tank> "}, "uses the word class <tank>"),
        ({"pattern": "a {..40}b "}, "has a gap of 40 words"),
    ],
)
def test_a_wrong_frame_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as error:
        _frames._frame(copy.deepcopy(RAW) | change, "level", "en", True)
    assert message in str(error.value)
    assert "frame 'x' in en/level.yaml" in str(error.value)


@pytest.mark.parametrize("field", ["id", "pattern", "any", "example", "expect"])
def test_a_frame_needs_its_fields(field: str) -> None:
    raw = {k: v for k, v in RAW.items() if k != field}
    with pytest.raises(InputError, match=f"has no '{field}'"):
        _frames._frame(raw, "level", "en", True)
