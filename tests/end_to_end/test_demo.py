"""The bundled commentary: every statement is answered, and always in the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.end_to_end.conftest import check

from inquest.api import DEMO_DATE, demo_text
from inquest.model.finding import Case
from inquest.report.json_ import case_json


def content(text: str) -> dict[str, Any]:
    """A case's JSON without the day it was made."""
    loaded: dict[str, Any] = json.loads(text)
    loaded.pop("made")
    return loaded


def unanswered(case: Case) -> list[str]:
    """Statements that come out neither as a claim with finding or refusal nor as listed with a reason."""
    answered = {f.claim for f in case.findings} | {r.claim for r in case.refusals if r.text and r.unlock}
    open_ones = []
    for statement in case.statements:
        claims = [c.id for c in case.claims if c.statement == statement.id]
        listed = statement.not_checkable and statement.reason
        asked = statement.mode == "asks" and case.answer
        if not listed and not asked and (not claims or not set(claims) <= answered):
            open_ones.append(statement.quote)
    return open_ones


def test_every_statement_is_answered(demo_case: Case) -> None:
    assert len(demo_case.statements) > 15
    assert unanswered(demo_case) == []


def test_every_sentence_of_the_body_has_a_statement(demo_case: Case) -> None:
    heard = {s.sentence for s in demo_case.statements}
    body = {s.index for s in demo_case.document.sentences if s.role == "body"}
    assert body <= heard


def test_it_shows_each_sort_of_answer(demo_case: Case) -> None:
    verdicts = {f.verdict.removeprefix("mostly ") for f in demo_case.findings}
    assert {"supported", "contradicted", "undecided"} <= verdicts
    assert {r.reason for r in demo_case.refusals} >= {"window not covered", "not recorded", "not identified"}
    assert {s.not_checkable for s in demo_case.statements} >= {"call", "offer", "opinion"}
    assert demo_case.answer
    assert demo_case.argument


def test_evidence_stands_behind_every_finding_with_events(demo_case: Case) -> None:
    for finding in demo_case.findings:
        assert finding.evidence_total >= len(finding.evidence)
        assert len({(e.source, e.id) for e in finding.evidence}) == len(finding.evidence)
        assert finding.card.cannot_show
        assert finding.command.startswith("inquest ask ")


def test_two_runs_and_two_jobs_give_the_same_bytes(demo_case: Case, home: Path) -> None:
    first = case_json(demo_case)
    assert case_json(check(demo_text(), DEMO_DATE, home)) == first
    assert case_json(check(demo_text(), DEMO_DATE, home, jobs=2)) == first


def test_other_processes_with_other_hashes_give_the_same_bytes(
    demo_case: Case, tmp_path: Path, bare_environment: dict[str, str]
) -> None:
    (tmp_path / "commentary.txt").write_text(demo_text(), encoding="utf-8")
    base = [sys.executable, "-m", "inquest", "check", "commentary.txt", "--date", DEMO_DATE, "--json", "-"]
    found = []
    for seed, jobs in (("1", "1"), ("4242", "2")):
        environment = bare_environment | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
        done = subprocess.run(
            [*base, "--jobs", jobs], cwd=tmp_path, env=environment, capture_output=True, timeout=300, check=True
        )
        assert done.stderr == b""
        found.append(content(done.stdout.decode()))
    assert found[0] == found[1] == content(case_json(demo_case))
    assert os.listdir(tmp_path) == ["commentary.txt"]
