"""The seed article: each row of its table is answered: a finding, a refusal, or a listed statement with its reason."""

from pathlib import Path

import pytest
from tests.end_to_end.conftest import check
from tests.end_to_end.test_demo import unanswered

from inquest.model.finding import Case

pytestmark = pytest.mark.shared
ROWS: dict[int, str] = {
    1: "victors", 2: "do without", 3: "unnoticed", 4: "incapable", 5: "cooperation", 6: "enclave", 7: "activation",
    8: "positions", 9: "cities", 10: "territory", 11: "prepared to", 12: "prioritization", 13: "main forces",
    14: "be expected", 15: "political settlement", 16: "never been", 17: "coexisted", 18: "rear", 19: "main enemy",
    20: "ridiculous", 21: "contribution", 22: "proxies", 23: "turned to", 24: "airstrikes", 25: "been able",
    26: "not capable", 27: "Sunni majority", 28: "calm", 29: "rhetoric", 30: "thanks to the Americans",
    31: "main threat",
}  # fmt: skip
"""Row of the table -> words that mark its statement."""
NO_CLAIM = {5, 11, 12, 14, 15, 31}
"""Calls, offers, opinions and predictions: listed, never tested."""


@pytest.fixture(scope="session")
def seed_case(home: Path, shared: Path) -> Case:
    return check((shared / "article" / "seed.txt").read_text(encoding="utf-8"), "2020-05-04", home)


@pytest.mark.parametrize("row", ROWS)
def test_row_is_answered(seed_case: Case, row: int) -> None:
    words = ROWS[row]
    statements = [s for s in seed_case.statements if words in s.quote]
    assert statements, f"no statement with {words!r}"
    claims = {c.id for c in seed_case.claims if c.statement in {s.id for s in statements}}
    findings = [f for f in seed_case.findings if f.claim in claims]
    refusals = [r for r in seed_case.refusals if r.claim in claims]
    listed = [s for s in statements if s.not_checkable and s.reason]
    if row in NO_CLAIM:
        assert listed
        assert not findings
        assert not refusals
    elif row == 1:
        assert seed_case.answer
        assert len(seed_case.answer.sentences) >= 2
    else:
        assert findings or refusals or listed
    assert all(r.text and r.unlock for r in refusals)


def test_nothing_is_left_open(seed_case: Case) -> None:
    assert unanswered(seed_case) == []


def test_both_sides_of_row_19_are_claims_of_their_own(seed_case: Case) -> None:
    claims = [c.id for c in seed_case.claims if ROWS[19] in c.quote and c.kind == "priority"]
    assert len(claims) == 2
    answered = {f.claim for f in seed_case.findings} | {r.claim for r in seed_case.refusals}
    assert set(claims) <= answered


def test_the_spring_of_2020_is_refused_for_its_time(seed_case: Case) -> None:
    late = {c.id for c in seed_case.claims if any(ROWS[row] in c.quote for row in (8, 28))}
    refusals = [r for r in seed_case.refusals if r.claim in late]
    assert refusals
    assert any(r.reason == "window not covered" and "21.1" in r.unlock for r in refusals)


def test_irony_and_epithets_are_kept_apart_from_the_test(seed_case: Case) -> None:
    assert any(s.style for s in seed_case.statements)
    for finding in seed_case.findings:
        assert "regime" not in finding.proposition.tested
        assert "Assadist" not in finding.proposition.tested
