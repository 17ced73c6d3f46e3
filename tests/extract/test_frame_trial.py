"""``inquest frames test``: a frame file of one's own, checked field by field, its examples read."""

from pathlib import Path

import pytest
import yaml
from tests.extract.finder import SmallFinder

from inquest.errors import InputError
from inquest.extract import _frames
from inquest.extract._frame_trial import try_frames
from inquest.extract.rules import EXTRACTOR

FOLDER = Path(_frames.__file__).parent / "frames" / "en"
GOOD = {
    "id": "bodies-found",
    "any": ["corpses"],
    "pattern": "{..3}{quantity} {..2}corpses ",
    "roles": {"in": "places"},
    "slots": {"measure": "deaths"},
    "quantity": {"unit": "deaths"},
    "example": "More than 300 corpses were found in Helmand in 2017.",
    "expect": {"quantity": [">", 300, "deaths"], "places": ["Helmand"], "slots": {"measure": "deaths"}},
}


def tried(**change: object) -> tuple[str, ...]:
    frame = {k: v for k, v in (GOOD | change).items() if v is not None}
    (one,) = try_frames(yaml.safe_dump({"kind": "level", "frames": [frame]}), "en", SmallFinder(), EXTRACTOR.read)
    return one.faults


def test_a_good_frame_passes() -> None:
    assert tried() == ()


@pytest.mark.parametrize("file", sorted(p.name for p in FOLDER.glob("[a-z]*.yaml")))
def test_the_shipped_frames_pass(file: str) -> None:
    done = try_frames((FOLDER / file).read_text(encoding="utf-8"), "en", SmallFinder(), EXTRACTOR.read)
    assert done
    assert [(t.id, t.faults) for t in done if not t.passed] == []
    assert all(t.replaces for t in done)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"slots": {"measure": "tanks"}}, "fills the slot 'measure' with 'tanks'. Choices: events"),
        ({"slots": {"colour": "red"}}, "fills the slot 'colour'"),
        ({"roles": {"subjekt": "actors"}}, "has the role 'subjekt'"),
        ({"patern": "x"}, "has the field 'patern'"),
        ({"pattern": None}, "has no 'pattern'"),
        ({"pattern": "({quantity} corpses "}, "pattern is no regular expression: missing )"),
        ({"pattern": "{quantity} <tank> "}, "uses the word class <tank>"),
        ({"pattern": 3}, "pattern is 3"),
        ({"any": "corpses"}, "any is 'corpses'. Expected: a list of words. Cure: write any: [corpses]"),
        ({"rank": "high"}, "rank is 'high'. Expected: a whole number"),
        ({"polarity": "no"}, "polarity has 'no'. Expected: one of its choices. Choices: affirm, deny"),
        ({"active": "yes"}, "active has 'yes'. Expected: one of its choices. Choices: true, false"),
        ({"modes": ["ask"]}, "did you mean 'asks'"),
        ({"inherit": ["actor"]}, "did you mean 'actors'"),
        ({"quantity": {"unit": "death"}}, "did you mean 'deaths'"),
        ({"quantity": {"units": "deaths"}}, "did you mean 'unit'"),
        ({"expect": {"place": ["Helmand"]}}, "did you mean 'places'"),
        ({"expect": {"slots": {"measure": "tanks"}}}, "has 'tanks'"),
        ({"expect": ["x"]}, "expect is ['x']"),
    ],
)
def test_a_wrong_field_fails_with_its_choices(change: dict[str, object], message: str) -> None:
    (fault,) = tried(**change)
    assert message in fault
    assert fault.startswith("line ")


def test_what_is_read_otherwise_is_shown() -> None:
    assert tried(expect={"quantity": ["<", 300, "deaths"]}) == (
        "quantity: expected ['<', 300, 'deaths'], read ['>', 300.0, 'deaths']",
    )
    (fault,) = tried(any=["zombies"])
    assert fault.startswith("the example is not read by this frame; read: ")


def test_one_wrong_frame_stops_no_other() -> None:
    frames = [GOOD | {"rank": "x"}, GOOD | {"id": "other"}, GOOD | {"id": "other"}, "text"]
    done = try_frames(yaml.safe_dump({"kind": "level", "frames": frames}), "en", SmallFinder(), EXTRACTOR.read)
    assert [t.passed for t in done] == [False, True, False, False]
    assert "has the id of the frame in line" in done[2].faults[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the frame file holds nothing"),
        ("kind: level", "the frame file holds kind"),
        ("kind: levl\nframes: [a]", "line 1: the frame file has the kind 'levl'.*did you mean 'level'"),
        ("kind: level\nframes: []", "line 2: the frame file has no frames"),
        ("kind: level\nframes: [", "no valid YAML in line"),
    ],
)
def test_what_is_no_frame_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        try_frames(text, "en", SmallFinder(), EXTRACTOR.read)


def test_a_frame_file_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="line 2: the frame file uses this part again and again"):
        try_frames("kind: level\nframes: &a [*a]\n", "en", SmallFinder(), EXTRACTOR.read)
