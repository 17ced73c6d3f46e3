"""No default names an actor, and nothing adds up what a speaker said into a score."""

import ast
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.fairness.conftest import Ask

from inquest.model.finding import Case
from inquest.report.html import render_html
from inquest.report.json_ import case_json
from inquest.resolve.gazetteer import load_gazetteer

# ruff: noqa: E501 - one sentence a line
PACKAGE = Path(str(files("inquest")))
BLIND = ("kinds", "choices", "checks", "multiverse", "stats")
"""Folders whose code may know no actor."""


def actors() -> set[str]:
    """Ids and labels of every bloc that the names data list, whatever its size.

    Civilians are no side, and whoever the source could not name is nobody.
    """
    listed = json.loads((PACKAGE / "data/names/packed/names.json").read_text(encoding="utf-8"))["blocs"]
    blocs = load_gazetteer().blocs
    sides = [blocs[i] for i in listed if i != "civilians" and blocs[i].core.rule != "unnamed"]
    return {b.id.lower() for b in sides} | {b.label.lower() for b in sides if " " in b.label}


def strings(path: Path) -> list[str]:
    """String constants of a module, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        n.value.lower()
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in said
    ]


def test_defaults_name_no_actor_and_give_reason_reverse_and_source() -> None:
    text = (PACKAGE / "data/defaults.yaml").read_text(encoding="utf-8")
    named = [a for a in actors() if re.search(rf"\b{re.escape(a)}\b", text.lower())]
    assert named == []
    for name, entry in yaml.safe_load(text)["defaults"].items():
        assert all(len(str(entry[key])) > 10 for key in ("reason", "reverse", "source")), name


@pytest.mark.parametrize("folder", BLIND)
def test_code_that_decides_knows_no_actor(folder: str) -> None:
    paths = sorted((PACKAGE / folder).glob("*.py"))
    assert paths
    known = actors()
    named = [(p.name, s) for p in paths for s in strings(p) for a in known if re.search(rf"\b{re.escape(a)}\b", s)]
    assert named == []


def test_the_verdict_knows_no_actor_and_no_speaker() -> None:
    source = (PACKAGE / "verdict.py").read_text(encoding="utf-8")
    assert "speaker" not in source
    assert not [a for a in actors() if f'"{a}"' in source]


LABELS = [
    ("the Syrian government", "the Assad regime"),
    ("the Syrian government", "the Assadists"),
    ("the Syrian government", "Damascus"),
    ("the Syrian government", "the Syrian regime"),
]
OPPONENTS = [("ISIS", "Daesh"), ("ISIS", "the ISIS terrorists"), ("ISIS", "the Islamic State terrorist group")]


@pytest.mark.parametrize(
    ("neutral", "label"),
    [
        *[(f"More than 900 people died in clashes between {n} and ISIS in 2018.", f"More than 900 people died in clashes between {w} and ISIS in 2018.") for n, w in LABELS],
        *[(f"More than 900 people died in clashes between the SDF and {n} in 2018.", f"More than 900 people died in clashes between the SDF and {w} in 2018.") for n, w in OPPONENTS],
    ],
)  # fmt: skip
@pytest.mark.usefixtures("home")
def test_labels_come_to_the_same_proposition(neutral: str, label: str) -> None:
    from inquest.api import begin
    from inquest.read import open_document

    one, other = (begin(open_document(text)).propose() for text in (neutral, label))
    assert len(one) == 1
    assert [p.model_dump() for p in one] == [p.model_dump() for p in other]


SCORE = re.compile(r"score|rating|ranking|credib|reliab|trustworth|accuracy|truthful|liar|\blied\b|pants")


@pytest.fixture(scope="module")
def two_speakers(home: Path) -> Case:
    from inquest.api import begin
    from inquest.read import open_document

    text = (
        "A claim and its answer\n\nThe envoy said that more than 100 people were killed in Idlib in 2017. The minister "
        "said that fewer than 100 people were killed in Idlib in 2017. The envoy said that Syrian rebels and ISIS did not "
        "fight each other in Syria in 2016. The minister said that the SDF and ISIS fought each other in Syria in 2016."
    )
    return begin(open_document(text, date="2020-05-04")).run()


def keys(value: Any) -> set[str]:
    """All keys of nested mappings."""
    if isinstance(value, dict):
        return set(value) | {k for v in value.values() for k in keys(v)}
    return {k for v in value for k in keys(v)} if isinstance(value, list) else set()


def test_json_scores_no_speaker(two_speakers: Case) -> None:
    data = json.loads(case_json(two_speakers))
    assert len({c["speaker"] for c in data["claims"]}) == 2
    assert len(data["findings"]) == 4
    assert not [k for k in keys(data) if SCORE.search(k.lower())]
    speakers = {c["speaker"] for c in data["claims"]}
    assert not keys(data) & speakers


class Words(HTMLParser):
    """The words a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def test_the_page_scores_no_speaker_and_calls_nobody_a_liar(two_speakers: Case) -> None:
    page = Words()
    page.feed(render_html(two_speakers))
    text = " ".join(" ".join(page.words).split())
    assert not SCORE.search(text.lower())
    for speaker in ("envoy", "minister"):
        assert not re.search(rf"{speaker}[^.]{{0,80}}\b\d+ (?:of|out of) \d+\b", text.lower())


def test_a_question_is_only_about_names(ask: Ask) -> None:
    case = ask("Government forces killed more than 100 rebels in 2017.")
    assert {q.id.split(":")[0] for q in case.questions} <= {"actor", "place"}
