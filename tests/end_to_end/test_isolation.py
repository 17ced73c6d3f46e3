"""A specification that fails is shown with its reason and stops no other."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.end_to_end.conftest import check

from inquest.api import begin
from inquest.model.finding import Case
from inquest.read import open_document
from inquest.registry import load
from inquest.report.html import render_html

SENTENCE = "More than 100 people were killed in Idlib in 2017."
Kind = Any


@pytest.fixture
def kind() -> Kind:
    return load("kinds", "level")


def wrapped(kind: Kind, monkeypatch: pytest.MonkeyPatch, method: str, wrap: Callable[..., Any]) -> None:
    original = getattr(kind, method)
    monkeypatch.setattr(type(kind), method, lambda _, *words: wrap(original, *words))


def rest(case: Case, failed: set[int]) -> list[tuple[float | None, int]]:
    finding = case.findings[0]
    return [(s.point, s.position) for i, s in enumerate(finding.specifications) if i not in failed]


@pytest.mark.usefixtures("home")
def test_one_that_cannot_be_measured(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = check(SENTENCE)
    bad = begin(open_document(SENTENCE)).plan()[0].params[3]

    def fails(original: Callable[..., Any], proposition: Any, measured: Any, context: Any) -> Any:
        if bad in list(measured.params):
            raise ZeroDivisionError("made for a test")
        return original(proposition, measured, context)

    wrapped(kind, monkeypatch, "measure", fails)
    case = check(SENTENCE)
    specifications = case.findings[0].specifications
    assert [i for i, s in enumerate(specifications) if s.failed] == [3]
    assert specifications[3].failed == "ZeroDivisionError: made for a test"
    assert (specifications[3].point, specifications[3].position) == (None, 0)
    assert rest(case, {3}) == rest(whole, {3})
    assert case.findings[0].verdict == whole.findings[0].verdict == "supported"
    assert "made for a test" in render_html(case)


@pytest.mark.usefixtures("home")
def test_one_whose_terms_cannot_be_built(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = begin(open_document(SENTENCE)).plan()[0].params[0]

    def fails(original: Callable[..., Any], proposition: Any, params: Any, context: Any) -> Any:
        if params == bad:
            raise ValueError("no such terms")
        return original(proposition, params, context)

    wrapped(kind, monkeypatch, "terms", fails)
    case = check(SENTENCE)
    failed = {i: s.failed for i, s in enumerate(case.findings[0].specifications) if s.failed}
    assert failed == {0: "ValueError: no such terms"}
    assert case.findings[0].verdict == "supported"


@pytest.mark.usefixtures("home")
def test_a_kind_that_always_fails_gives_no_finding_but_says_so(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    wrapped(kind, monkeypatch, "measure", fails)
    case = check(SENTENCE)
    assert case.findings == ()
    assert "ZeroDivisionError: a defect" in case.refusals[0].text


@pytest.mark.usefixtures("home")
def test_a_finding_that_fails_is_shown_in_its_place_and_stops_no_other(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(original: Callable[..., Any], judged: Any, context: Any) -> Any:
        raise ZeroDivisionError("made for a test")

    wrapped(kind, monkeypatch, "words", fails)
    case = check(f"{SENTENCE} In 2016 more people died in Aleppo than in Idlib.")
    assert [f.proposition.kind for f in case.findings] == ["comparison"]
    refusal = next(r for r in case.refusals if r.kind == "level")
    assert refusal.reason == "no test"
    assert "a defect, not an answer" in refusal.text
    assert "made for a test" in refusal.text


@pytest.mark.usefixtures("home")
def test_a_kind_that_fails_to_propose_stops_no_other(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(original: Callable[..., Any], grounding: Any, context: Any) -> Any:
        if grounding.claim.kind == "level":
            raise KeyError("made for a test")
        return original(grounding, context)

    wrapped(kind, monkeypatch, "propose", fails)
    case = check(f"{SENTENCE} In 2016 more people died in Aleppo than in Idlib.")
    assert [f.proposition.kind for f in case.findings] == ["comparison"]
    refusal = next(r for r in case.refusals if r.kind == "level")
    assert "KeyError: 'made for a test'): a defect, not an answer" in refusal.text
