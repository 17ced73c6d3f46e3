"""Single sentences: our own, and those of the folder of worked cases."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import CASES
from tests.extract.finder import SmallFinder

from inquest.extract.rules import EXTRACTOR
from inquest.model.claim import Claim, Extraction
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer

OWN = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
LISTS = ("actors", "targets", "places", "periods", "baselines", "versus_actors", "versus_targets", "versus_places")


def wrong(claim: Claim, want: dict[str, Any]) -> list[str]:
    """What a claim reads otherwise than expected."""
    found: list[str] = []
    for name in LISTS:
        texts = [m.text for m in getattr(claim, name)]
        if name in want and not all(any(w in t for t in texts) for w in want[name]):
            found.append(f"{name} {texts}")
    if "quantity" in want:
        q = claim.quantity
        if q is None or [q.op, q.value, q.unit] != want["quantity"]:
            found.append(f"quantity {q}")
    found += [f"slots {claim.slots}"] if not want.get("slots", {}).items() <= claim.slots.items() else []
    found += [f"polarity {claim.polarity}"] if claim.polarity != want.get("polarity", claim.polarity) else []
    found += [f"speaker {claim.speaker}"] if want.get("speaker", "author") not in claim.speaker else []
    found += [f"via {claim.via}"] if want.get("via", "") not in (claim.via or "") else []
    return found


@pytest.mark.parametrize("want", OWN, ids=lambda w: w["text"][:50])
def test_own_sentence(want: dict[str, Any]) -> None:
    found = EXTRACTOR.extract(open_document(want["text"]), SmallFinder())
    if "why" in want:
        waiting = ["unconfirmed" for c in found.claims if c.unconfirmed]
        assert want["why"] in [s.not_checkable for s in found.statements] + waiting
        assert all(s.reason for s in found.statements if s.not_checkable)
    if "mode" in want:
        assert want["mode"] in [s.mode for s in found.statements]
    if "kind" in want:
        claims = [c for c in found.claims if c.kind == want["kind"]]
        assert claims, [(c.kind, c.frame) for c in found.claims]
        assert min((wrong(c, want) for c in claims), key=len) == []
    else:
        assert all(c.unconfirmed for c in found.claims)  # nothing that would be tested as it stands


def test_there_are_enough_of_every_sort() -> None:
    kinds = [w.get("kind") for w in OWN]
    assert len(OWN) >= 40
    assert len({k for k in kinds if k}) >= 12


PAIRS = {  # case id: what its claim must hold (ids of actors, targets; words of place; quantity)
    "t03": (["government-of-syria"], ["islamic-state"], [], ("<", 2000.0, "deaths")),
    "t04": (["sdf"], ["islamic-state"], [], (">=", 5000.0, "deaths")),
    "t07": ([], [], ["Idlib"], ("<", 300.0, "deaths")),
    "t08": ([], [], ["Mosul"], (">", 4000.0, "deaths")),
    "t14": (["islamic-state"], ["civilians"], ["Syria"], ("<", 100.0, "deaths")),
    "t15": ([], [], ["Anbar"], (">", 3000.0, "deaths")),
    "t17": (["islamic-state"], ["government-of-syria"], [], None),
    "t18": (["islamic-state"], ["sdf"], [], None),
    "t25": (["sdf"], ["islamic-state"], ["Deir ez-Zor"], None),
    "t28": ([], [], ["Nineveh"], None),
    "t33": (["government-of-syria"], ["syrian-rebels"], ["Syria"], (">", 33.3333, "%")),
    "t34": (["government-of-syria"], ["syrian-rebels"], ["Syria"], ("<", 10.0, "%")),
    "t38": (["government-of-syria"], ["islamic-state"], [], (">", 75.0, "% change")),
    "t39": (["government-of-syria"], ["islamic-state"], [], (">", 75.0, "% change")),
    "t40": (["government-of-syria"], ["islamic-state"], [], None),
    "t48": (["government-of-syria"], ["islamic-state"], ["Deir ez-Zor"], None),
    "t49": (["sdf"], ["islamic-state"], ["Tartus"], None),
    "t52": (["government-of-syria"], ["islamic-state"], ["Tadmor"], None),
    "t54": (["syrian-rebels"], ["islamic-state"], ["Syria"], None),
    "t59": (["mahdi-army"], ["government-of-iraq"], [], None),
    "t60": (["mahdi-army"], ["government-of-iraq"], [], None),
    "u02": (["islamic-state"], ["government-of-syria"], ["Badia"], None),
    "u04": (["islamic-state"], [], ["Syria"], ("=", 33.3333, "%")),
    "u08": None,
}
ALTERED = {
    "t17": {"direction": "more"},
    "t25": {"direction": "more"},
    "t28": {"superlative": "places"},
    "t33": {"share_of": "all"},
    "t38": {"direction": "down"},
    "t39": {"direction": "down"},
    "t40": {"direction": "up"},
    "t52": {"universal": "every_year"},
    "u02": {"direction": "up"},
    "u04": {"needs": "control"},
}
DENIED = {"t48", "t49", "t54"}


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(open_document(text), load_gazetteer())


def ids(claim: Claim, name: str) -> set[str]:
    finder = load_gazetteer()
    return {i for m in getattr(claim, name) for h in finder.find(m.text) if h.what == "actor" for i in h.ids}


@pytest.mark.shared
@pytest.mark.parametrize("case", PAIRS)
def test_worked_sentence(case: str) -> None:
    assert CASES is not None
    cases = {c["id"]: c for c in json.loads((CASES / "cases" / "sentences.json").read_text(encoding="utf-8"))}
    assert set(cases) == set(PAIRS)
    found, want = read(cases[case]["text"]), PAIRS[case]
    if want is None:
        assert [s.not_checkable for s in found.statements] == ["normative"]
        assert all(c.unconfirmed for c in found.claims)  # nothing that would be tested as it stands
        return
    assert [c.kind for c in found.claims] == [cases[case]["kind"]]
    claim = found.claims[0]
    actors, targets, places, quantity = want
    for name, wanted in (("actors", actors), ("targets", targets)):
        assert set(wanted) <= ids(claim, name)
        assert bool(wanted) == bool(getattr(claim, name))
    assert all(any(p in m.text for m in claim.places) for p in places)
    got = claim.quantity and (claim.quantity.op, claim.quantity.value, claim.quantity.unit)
    assert got == quantity
    assert ALTERED.get(case, {}).items() <= claim.slots.items()
    assert claim.polarity == ("deny" if case in DENIED else "affirm")


@pytest.mark.shared
def test_polemical_words_change_no_slot() -> None:
    assert CASES is not None
    cases = {c["id"]: c["text"] for c in json.loads((CASES / "cases" / "sentences.json").read_text(encoding="utf-8"))}
    neutral, polemical = (read(cases[i]).claims[0] for i in ("t38", "t39"))
    assert (neutral.kind, neutral.slots, neutral.quantity) == (polemical.kind, polemical.slots, polemical.quantity)
