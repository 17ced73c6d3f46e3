"""Every statement of the seed article's table comes out, as a claim or as listed with a reason."""

from pathlib import Path

import pytest

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim, Extraction, Mention, Statement
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

SHARED = Path(__file__).parents[3] / "shared"
ENVOY, AUTHOR = "Jeffrey", "author"
SYRIA, RUSSIA, IS, REBELS = "government-of-syria", "government-of-russia", "islamic-state", "syrian-rebels"

# row: speaker, kind of the claim (or reason why there is none), words of the quote, and what must be filled
ROWS: dict[int, dict[str, object]] = {
    1: {"speaker": AUTHOR, "kind": "attribution", "words": "victors", "targets": [IS], "mode": "asks"},
    2: {"speaker": AUTHOR, "kind": "counterfactual", "words": "do without"},
    3: {"speaker": AUTHOR, "kind": "attention", "words": "unnoticed", "needs": "media"},
    4: {"speaker": ENVOY, "kind": "containment", "words": "incapable", "actors": [RUSSIA, SYRIA], "targets": [IS]},
    5: {"speaker": ENVOY, "why": "call", "words": "cooperation"},
    6: {
        "speaker": ENVOY,
        "kind": "priority",
        "words": "enclave",
        "actors": [RUSSIA, SYRIA],
        "targets": [REBELS],
        "places": ["Idlib"],
    },
    7: {"speaker": ENVOY, "kind": "trend", "words": "activation", "actors": [IS], "direction": "up"},
    8: {
        "speaker": ENVOY,
        "kind": "trend",
        "words": "positions",
        "actors": [IS],
        "places": ["Badia"],
        "direction": "up",
    },
    9: {"speaker": ENVOY, "kind": "level", "words": "cities", "actors": [IS], "places": ["cities"]},
    10: {"speaker": ENVOY, "kind": "episode", "words": "territory", "actors": [IS], "needs": "control"},
    11: {"speaker": ENVOY, "why": "offer", "words": "prepared to"},
    12: {"speaker": ENVOY, "why": "opinion", "words": "prioritization"},
    13: {
        "speaker": ENVOY,
        "kind": "priority",
        "words": "main forces",
        "actors": ["damascus-bloc"],
        "places": ["Idlib"],
    },
    14: {"speaker": ENVOY, "why": "prediction", "words": "be expected"},
    15: {"speaker": "White House", "why": "call", "words": "political settlement"},
    16: {
        "speaker": AUTHOR,
        "kind": "priority",
        "words": "never been",
        "actors": [SYRIA, RUSSIA],
        "targets": [IS],
        "polarity": "deny",
        "universal": "never",
    },
    17: {
        "speaker": AUTHOR,
        "kind": "engagement",
        "words": "coexisted",
        "actors": [SYRIA, RUSSIA],
        "targets": [IS],
        "universal": "for_years",
        "periods": ["For years"],
        "relation": "coexist",
    },
    18: {"speaker": AUTHOR, "kind": "association", "words": "rear", "needs": "intent"},
    20: {
        "speaker": AUTHOR,
        "kind": "attribution",
        "words": "ridiculous",
        "actors": [RUSSIA],
        "targets": [IS],
        "polarity": "deny",
        "mode": "denies",
    },
    21: {
        "speaker": AUTHOR,
        "kind": "attribution",
        "words": "contribution",
        "actors": ["us-led-coalition", "government-of-united-states"],
        "targets": [IS],
        "strength": "decisive",
    },
    22: {
        "speaker": AUTHOR,
        "kind": "attribution",
        "words": "proxies",
        "actors": ["government-of-iraq", "sdf"],
        "targets": [IS],
    },
    23: {"speaker": AUTHOR, "kind": "sequence", "words": "turned to", "actors": ["damascus-bloc"], "targets": [IS]},
    24: {"speaker": AUTHOR, "kind": "association", "words": "airstrikes", "needs": "air_strikes"},
    25: {"speaker": AUTHOR, "kind": "ability", "words": "been able", "needs": "capability"},
    26: {"speaker": AUTHOR, "kind": "containment", "words": "not capable", "actors": [RUSSIA, SYRIA], "targets": [IS]},
    27: {
        "speaker": AUTHOR,
        "kind": "priority",
        "words": "Sunni majority",
        "actors": [RUSSIA, SYRIA],
        "targets": [REBELS],
        "universal": "always",
        "places": ["Syria"],
    },
    28: {"speaker": AUTHOR, "kind": "trend", "words": "calm", "places": ["Syria"], "direction": "down"},
    29: {"speaker": AUTHOR, "kind": "declaration", "words": "rhetoric", "needs": "declared"},
    30: {"speaker": AUTHOR, "kind": "association", "words": "thanks to the Americans", "needs": "causal"},
    31: {"speaker": AUTHOR, "why": "opinion", "words": "main threat"},
}
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found() -> Extraction:
    document = open_document(SHARED / "article" / "seed.txt")
    extraction = EXTRACTOR.extract(document, load_gazetteer())
    for item in (*extraction.statements, *extraction.claims):
        assert document.text[item.start : item.end] == item.quote
    return extraction


def ids(mentions: tuple[Mention, ...]) -> set[str]:
    """Everything the mentions may mean."""
    names = load_gazetteer()
    return {i for m in mentions for h in names.find(m.text) if h.what == "actor" for i in h.ids}


def fits(claim: Claim, statement: Statement, row: dict[str, object]) -> list[str]:
    """What a claim lacks of its row."""
    lacks = [
        f"{k}={row[k]}"
        for k in ("needs", "direction", "universal", "relation", "strength")
        if k in row and claim.slots.get(k) != row[k]
    ]
    for name in ("actors", "targets"):
        lacks += [f"{name}: {i}" for i in row.get(name, []) if i not in ids(getattr(claim, name))]
    for name in ("places", "periods"):
        texts = [m.text for m in getattr(claim, name)]
        lacks += [f"{name}: {p}" for p in row.get(name, []) if not any(p in t for t in texts)]
    lacks += (
        []
        if claim.polarity == row.get("polarity", "affirm") or claim.kind in {"containment", "ability"}
        else ["polarity"]
    )
    lacks += [] if statement.mode == row.get("mode", statement.mode) else [f"mode {statement.mode}"]
    return lacks


@pytest.mark.parametrize("number", ROWS)
def test_row(found: Extraction, number: int) -> None:
    row = ROWS[number]
    words, speaker = str(row["words"]), str(row["speaker"])
    statements = {s.id: s for s in found.statements}
    if "why" in row:
        hits = [s for s in found.statements if words in s.quote]
        assert [s.not_checkable for s in hits] == [row["why"]]
        assert hits[0].reason
        assert speaker in hits[0].speaker
        assert not [c for c in found.claims if c.statement == hits[0].id]
        return
    hits2 = [c for c in found.claims if words in c.quote and c.kind == row["kind"]]
    assert hits2, f"no {row['kind']} claim with {words!r}"
    assert all(speaker in c.speaker for c in hits2)
    assert min((fits(c, statements[c.statement], row) for c in hits2), key=len) == []


def test_row_19_both_sides_have_a_claim_of_their_own(found: Extraction) -> None:
    pair = [c for c in found.claims if c.kind == "priority" and "main enemy" in c.quote]
    assert [ids(c.actors) for c in pair] == [{SYRIA, RUSSIA}, {IS}]
    assert all(REBELS in ids(c.targets) for c in pair)


def test_means_that_no_record_holds_are_a_claim_of_their_own(found: Extraction) -> None:
    means = [c for c in found.claims if c.slots.get("needs") == "means"]
    assert len(means) == 1
    assert "government-of-united-states" in ids(means[0].actors)


def test_the_footer_is_no_statement_and_no_date(found: Extraction) -> None:
    assert not [s for s in found.statements if "©" in s.quote or "rights" in s.quote]
    document = open_document(SHARED / "article" / "seed.txt")
    assert document.date is None
    assert "no dateline" in document.date_reason


def test_anaphors_say_how_they_were_resolved(found: Extraction) -> None:
    vias = [m.via for c in found.claims for m in (*c.actors, *c.targets, *c.places) if m.via]
    assert any(v.startswith('"they" -> ') for v in vias)
    assert any("both sides" in v for v in vias)
