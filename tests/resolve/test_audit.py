"""No default favours a side: sources everywhere, mirrored cases, and blind relabelling."""

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from inquest.model.grounding import Grounding
from inquest.resolve.gazetteer import Gazetteer

Ground = Callable[..., Grounding]
SHARED = Path(__file__).parents[3] / "shared"
LABELS = {
    "government-of-syria": ["the Assad regime", "Assadists", "Damascus"],
    "government-of-russia": ["Putinists", "the Kremlin", "Moscow"],
    "damascus-bloc": ["Assadist-Russian-Iranian forces"],
    "syrian-rebels": ["Syrian rebels", "resistance forces"],
    "sdf": ["YPG/SDF"],
    "government-of-iraq": ["the government army in Iraq"],
    "us-led-coalition": ["the international coalition", "SENTCOM"],
    "government-of-united-states": ["the US"],
    "islamic-state": ["ISIS*"],
}


def raw() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(
        (files("inquest") / "data/names/packed/names.json").read_text(encoding="utf-8")
    )
    return loaded


def test_every_entry_has_a_source(gazetteer: Gazetteer) -> None:
    blocs = [gazetteer.blocs[i].source for i in gazetteer.blocs]
    outlines = [o.source for i in gazetteer.places for o in gazetteer.places[i].outlines]
    reasons = [o.reason for i in gazetteer.places for o in gazetteer.places[i].outlines]
    milestones = [gazetteer.milestones[i].source for i in gazetteer.milestones]
    assert all(len(s.strip()) > 5 for s in (*blocs, *outlines, *reasons, *milestones))


def test_reverse_links_are_symmetric(gazetteer: Gazetteer) -> None:
    listed = [gazetteer.blocs[i] for i in raw()["blocs"]]  # type: ignore[attr-defined]  # items of JSON
    assert all(gazetteer.blocs[b.reverse].reverse == b.id for b in listed)
    for b in listed:
        assert all(o in gazetteer.blocs for o in (*b.opponents, *b.folded_into, *b.control_pair)), b.id


def test_doctrine_switches_all_sides_at_once(gazetteer: Gazetteer) -> None:
    for one, other in (("government-of-syria", "syrian-rebels"), ("government-of-iraq", "us-led-coalition")):
        for bloc in (gazetteer.blocs[one], gazetteer.blocs[other]):
            assert len(bloc.members("folded").ids) > len(bloc.members("core").ids), bloc.id


def test_milestones_are_ordered_and_point_to_entries(gazetteer: Gazetteer) -> None:
    for milestone in map(gazetteer.milestones.__getitem__, gazetteer.milestones):
        assert milestone.earliest <= milestone.latest
        assert milestone.place is None or milestone.place in gazetteer.places, milestone.id
        assert milestone.actor is None or milestone.actor in gazetteer.blocs, milestone.id


def test_code_names_no_actor() -> None:
    known = set(raw()["blocs"]) - {"civilians", "unnamed"}  # type: ignore[call-overload]  # items of JSON
    for path in Path(str(files("inquest") / "resolve")).glob("*.py"):
        text = re.sub(r">>>.*|^\s*\[.*\]$|\"\"\".*?\"\"\"", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
        assert not [k for k in known if f'"{k}"' in text], path.name


def test_blind_relabelling_leaves_defaults_unchanged(grounded: Ground) -> None:
    one, other = "government-of-syria", "syrian-rebels"
    text = json.dumps(raw(), ensure_ascii=False)
    swapped = Gazetteer(json.loads(text.replace(one, "@@").replace(other, one).replace("@@", other)))
    sentences = (
        ("In Syria the regime fought rebels and terrorists.", ["the regime"], ["rebels"]),
        ("Damascus fought the Syrian opposition near Homs.", ["Damascus"], ["the Syrian opposition"]),
        ("Government forces fought militants.", ["Government forces"], ["militants"]),
    )
    turn = {one: other, other: one}
    for sentence, actors, targets in sentences:
        here = grounded(sentence, actors=actors, targets=targets)
        there = grounded(sentence, names=swapped, actors=actors, targets=targets)
        for field in ("actors", "targets"):
            mine = {turn.get(c.id, c.id): c.weight for g in getattr(here, field) for c in g.candidates}
            assert mine == {c.id: c.weight for g in getattr(there, field) for c in g.candidates}


@pytest.mark.parametrize(("bloc", "label"), [(b, x) for b, labels in LABELS.items() for x in labels])
def test_labels_stand_for_their_actor(grounded: Ground, bloc: str, label: str) -> None:
    found = grounded(f"In the war in Syria {label} fought.", actors=[label]).actors[0]
    assert found.candidates[0].id == bloc
    assert found.candidates[0].weight == 1


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the folder of worked cases is not beside the checkout")
def test_labels_of_the_reading_resolve_as_it_says(grounded: Ground) -> None:
    text = (SHARED / "article/READING.md").read_text(encoding="utf-8")
    paragraph = text[text.index("Actors behind the names:") :]
    wanted = {
        "Government of Syria": "government-of-syria",
        "Government of Russia": "government-of-russia",
        "the Damascus bloc": "damascus-bloc",
        "Syrian insurgents": "syrian-rebels",
        "Government of Iraq": "government-of-iraq",
        "US-led Coalition": ("us-led-coalition", "government-of-united-states"),
        "IS": "islamic-state",
    }
    checked = 0
    for part in paragraph.split(";"):
        labels, arrow, meant = part.partition("->")
        if not arrow:
            continue
        bloc = next(v for k, v in wanted.items() if meant.strip().startswith(k))
        for label in re.findall(r'"([^"]+)"', labels):
            found = grounded(f"In Syria {label} fought.", actors=[label]).actors[0]
            assert found.candidates[0].id in (bloc if isinstance(bloc, tuple) else (bloc,)), label
            checked += 1
    assert checked >= 14
