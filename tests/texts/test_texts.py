"""The annotated texts keep their own rules: what is quoted is there, and every slot has a known value."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
NOTES = sorted(p for folder in ("dev", "held") for p in (HERE / folder).glob("[0-9][0-9].json"))
KINDS = {
    "normative", "prediction", "counterfactual", "intention", "attention", "opinion", "priority", "comparison",
    "sequence", "trend", "attribution", "association", "containment", "exchange", "episode", "level", "engagement",
}  # fmt: skip
OPS = {"=", "~", ">", ">=", "<", "<=", "between"}
WHY_NOT = {
    "not_recorded", "too_vague", "opinion", "prediction", "intention", "normative", "counterfactual",
}  # fmt: skip
NEVER_CHECKABLE = {"normative", "prediction", "intention", "opinion"}


def _note(path: Path) -> dict[str, Any]:
    note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return note


def _claims() -> list[tuple[str, dict[str, Any]]]:
    return [(p.stem, claim) for p in NOTES for claim in _note(p)["claims"]]


each_text = pytest.mark.parametrize("path", NOTES, ids=[f"{p.parent.name}-{p.stem}" for p in NOTES])


def test_there_are_texts() -> None:
    assert NOTES


@each_text
def test_header_and_sentences_are_the_texts_own(path: Path) -> None:
    note = _note(path)
    header, blank, text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)
    assert header.startswith("# ")
    assert f"date: {note['date']} |" in header
    assert "style: " in header
    assert blank == ""
    assert note["file"] == f"{path.stem}.txt"
    at = 0
    for sentence in note["sentences"]:  # verbatim, in order, without overlap
        at = text.index(sentence, at) + len(sentence)


@each_text
def test_every_sentence_has_claims_or_is_marked_as_without(path: Path) -> None:
    note = _note(path)
    with_claims = {c["sentence_index"] for c in note["claims"]}
    assert with_claims.isdisjoint(note["sentences_without_claim"])
    assert with_claims | set(note["sentences_without_claim"]) == set(range(len(note["sentences"])))
    assert all(c["sentence"] == note["sentences"][c["sentence_index"]] for c in note["claims"])


@each_text
def test_ids_are_unique_and_carry_the_text(path: Path) -> None:
    ids = [c["id"] for c in _note(path)["claims"]]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert all(i.startswith(path.stem + "-") for i in ids)


@each_text
def test_slots_have_known_values(path: Path) -> None:
    for c in _note(path)["claims"]:
        assert c["kind"] in KINDS, c["id"]
        assert c["polarity"] in {"affirm", "deny"}, c["id"]
        assert isinstance(c["checkable"], bool), c["id"]
        assert c["coverage_local"] in {"full", "partial", "none"}, c["id"]
        assert c["speaker"], c["id"]
        assert (c["test"] in {"direct", "proxy"}) == c["checkable"], c["id"]
        assert (c["why_not"] in WHY_NOT) != c["checkable"], c["id"]
        assert not (c["checkable"] and c["kind"] in NEVER_CHECKABLE), c["id"]


@each_text
def test_quantities_have_an_operator_and_a_unit(path: Path) -> None:
    for c in _note(path)["claims"]:
        quantity = c["quantity"]
        if quantity is None:
            continue
        assert quantity["op"] in OPS, c["id"]
        assert quantity["unit"], c["id"]
        assert isinstance(quantity["value"], list) == (quantity["op"] == "between"), c["id"]


@each_text
def test_periods_are_dates_in_order(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    for c in _note(path)["claims"]:
        start, end = (c["time"][k] and date.fromisoformat(c["time"][k]) for k in ("start", "end"))
        assert not (start and end) or start <= end, c["id"]
        for piece in (c["time"]["text"] or "").split(" ... "):
            assert piece in text, c["id"]


def test_every_party_has_its_names() -> None:
    names = json.loads((HERE / "aliases.json").read_text(encoding="utf-8"))["actors"]
    parties = {(stem, party) for stem, c in _claims() for party in [*c["actors"], *c["targets"]]}
    assert sorted(p for p in parties if p[1] not in names) == []


def test_no_other_name_stands_for_two_parties() -> None:
    names = json.loads((HERE / "aliases.json").read_text(encoding="utf-8"))["actors"]
    others = Counter(o for main, other in names.items() for o in {name.casefold() for name in [main, *other]})
    assert [o for o, n in others.items() if n > 1] == []


SENTENCES: list[dict[str, Any]] = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))


def test_sentences_are_many_and_of_every_kind() -> None:
    assert len({s["id"] for s in SENTENCES}) == len({s["sentence"] for s in SENTENCES}) == len(SENTENCES) >= 150
    assert sum(not s["checkable"] for s in SENTENCES) >= 25
    kinds = Counter(s["kind"] for s in SENTENCES)
    assert [k for k in KINDS if kinds[k] < 6] == []


@pytest.mark.parametrize("one", SENTENCES, ids=[s["id"] for s in SENTENCES])
def test_the_slots_of_a_sentence_have_known_values(one: dict[str, Any]) -> None:
    assert one["kind"] in KINDS
    assert one["polarity"] in {"affirm", "deny"}
    assert not (one["checkable"] and one["kind"] in NEVER_CHECKABLE)
    written = date.fromisoformat(one["date"])
    start, end = (d and date.fromisoformat(d) for d in one["period"] or [None, None])
    assert start is None or start <= (end or written)
    names = json.loads((HERE / "aliases.json").read_text(encoding="utf-8"))["actors"]
    assert [p for p in [*one["actors"], *one["targets"]] if p not in names] == []
    if one["quantity"] is not None:
        op, *values, unit = one["quantity"]
        assert op in OPS
        assert len(values) == (2 if op == "between" else 1)
        assert unit
