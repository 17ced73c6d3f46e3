"""Five texts in Russian beside their English translation: the same claims, the same findings."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inquest import api
from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim
from inquest.model.document import Document
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer
from inquest.resolve.ground import ground

TEXTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "russian" / "pairs.yaml").read_text(encoding="utf-8")
)
IDS = [t["id"] for t in TEXTS]
LEAST = 0.95
"""F1 of the annotated claims that each language must reach."""


def document(text: dict[str, Any], language: str) -> Document:
    words = "\n\n".join(pair[language] for pair in text["pairs"])
    return open_document(words, date=text["date"])


def read(text: dict[str, Any], language: str) -> list[list[dict[str, Any]]]:
    """What is claimed, sentence by sentence, with names as ids."""
    made = document(text, language)
    assert made.language == language
    assert len(made.sentences) == len(text["pairs"])
    found = EXTRACTOR.extract(made, load_gazetteer())
    sentence = {s.id: s.sentence for s in found.statements}
    out: list[list[dict[str, Any]]] = [[] for _ in made.sentences]
    for claim in found.claims:
        out[sentence[claim.statement]].append(plain(claim, made))
    return out


def plain(claim: Claim, made: Document) -> dict[str, Any]:
    """A claim without what differs between languages: its words, and the tense (English tells perfect from past)."""
    grounding = ground(claim, made, load_gazetteer())
    ids = {
        slot: [g.candidates[0].id if g.candidates else "unknown" for g in getattr(grounding, slot)]
        for slot in ("actors", "targets", "places", "versus_actors", "versus_targets", "versus_places")
    }
    q = claim.quantity
    return {
        "kind": claim.kind,
        **ids,
        "windows": [(w.start, w.end) for w in grounding.windows],
        "baselines": [(w.start, w.end) for w in grounding.baselines],
        "quantity": [q.op, q.value, q.unit] if q else None,
        "polarity": claim.polarity,
        "slots": {k: v for k, v in claim.slots.items() if k != "tense"},
    }


def score(found: list[list[dict[str, Any]]], text: dict[str, Any]) -> float:
    """F1 of the annotated claims: kind, names, quantity and polarity must be right."""
    hits = wanted = given = 0
    for claims, pair in zip(found, text["pairs"], strict=True):
        wanted += len(pair["claims"])
        given += len(claims)
        left = list(claims)
        for one in pair["claims"]:
            want = {"polarity": "affirm"} | one
            match = next((c for c in left if all(c[k] == v for k, v in want.items())), None)
            if match is not None:
                hits += 1
                left.remove(match)
    return 2 * hits / (wanted + given)


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_annotated_claims_are_read(text: dict[str, Any], language: str) -> None:
    assert score(read(text, language), text) >= LEAST


@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_both_languages_claim_the_same(text: dict[str, Any]) -> None:
    for english, russian, pair in zip(read(text, "en"), read(text, "ru"), text["pairs"], strict=True):
        assert sorted(map(str, russian)) == sorted(map(str, english)), pair["ru"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", TEXTS, ids=IDS)
def test_both_languages_get_the_same_findings(text: dict[str, Any]) -> None:
    cases = [api.check(document(text, language).text, date=text["date"]) for language in ("en", "ru")]
    said = [
        (
            [(f.proposition.kind, f.verdict) for f in case.frozen.findings],
            [(r.kind, r.reason) for r in case.frozen.refusals],
            [s.not_checkable for s in case.frozen.statements],
        )
        for case in cases
    ]
    assert said[0] == said[1]
    assert said[0][0] or said[0][1]


def test_offsets_point_into_the_russian_text() -> None:
    for text in TEXTS:
        made = document(text, "ru")
        found = EXTRACTOR.extract(made, load_gazetteer())
        for claim in found.claims:
            assert made.text[claim.start : claim.end] == claim.quote
            for slot in ("actors", "targets", "places"):
                for mention in getattr(claim, slot):
                    assert mention.via or made.text[mention.start : mention.end].endswith(mention.text)


@pytest.mark.parametrize(
    "words",
    [
        "В Москве и Дамаске повторяют, что разгромили ИГИЛ. В 2016 году сирийская армия воевала с повстанцами.",
        "In Moscow and Damascus it was repeated that they had beaten ISIS. In 2016 the Syrian army fought the rebels.",
    ],
    ids=["ru", "en"],
)
def test_where_a_thing_is_said_is_no_place_of_the_fighting(words: str) -> None:
    found = EXTRACTOR.extract(open_document(words), load_gazetteer())
    fought = [c for c in found.claims if c.kind == "engagement"]
    assert fought
    assert not any(c.places for c in fought)
