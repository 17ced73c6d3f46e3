"""JSON, CSV, Markdown, the terminal, and the committed schemas."""

import csv
import datetime as dt
import io
import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console
from tests.report.example import case, record

from inquest.errors import UsageError
from inquest.model.finding import Case
from inquest.report.export import card_markdown, specifications_csv
from inquest.report.json_ import case_json, content_hash, finding_json
from inquest.report.publish import PublishInfo
from inquest.report.schema import SCHEMAS, schema, schema_text, write_schemas
from inquest.report.text import render_text

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"


def floats(value: Any) -> list[float]:
    if isinstance(value, float):
        return [value]
    if isinstance(value, dict):
        return [f for v in value.values() for f in floats(v)]
    return [f for v in value for f in floats(v)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", SCHEMAS)
def test_committed_schema_is_the_generated_one(name: str) -> None:
    found = (ROOT / "schemas" / name).read_text("utf-8")
    assert found == schema_text(name), "the model changed: run the command of docs/report.md and commit schemas/"


def test_write_schemas(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("case-*.json")), ids=lambda p: p.name)
def test_old_files_still_validate_and_load(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads((ROOT / "schemas" / "case-1.json").read_text("utf-8"))).validate(data)
    assert Case.model_validate(data).schema_version.startswith("1.")


def test_what_is_written_validates_and_comes_back() -> None:
    written = case_json(case())
    data = json.loads(written)
    jsonschema.Draft202012Validator(schema(Case)).validate(data)
    again = Case.model_validate(data)
    assert again.findings[0].card == case().findings[0].card
    assert case_json(again) == written


def test_a_field_that_nobody_knows_is_refused_by_the_schema() -> None:
    data = json.loads(case_json(case()))
    data["score_of_speaker"] = 1
    with pytest.raises(jsonschema.ValidationError, match="score_of_speaker"):
        jsonschema.Draft202012Validator(schema(Case)).validate(data)


def test_keys_are_sorted_and_floats_have_six_digits() -> None:
    data = json.loads(case_json(case()))
    assert list(data) == sorted(data)
    numbers = floats(data)
    assert len(numbers) > 100
    assert all(f == float(f"{f:.6g}") for f in numbers)
    assert data["findings"][0]["headline_figures"]["share"] == 0.123457


def test_not_a_number_becomes_null() -> None:
    plain = case()
    odd = plain.findings[0].model_copy(update={"headline_figures": {"ratio": math.nan, "list": (math.inf,)}})
    data = json.loads(case_json(plain.model_copy(update={"findings": (odd,)})))
    assert data["findings"][0]["headline_figures"] == {"list": [None], "ratio": None}


def test_hash_is_of_content_without_times_and_paths() -> None:
    plain = case()
    same = content_hash(plain)
    command = plain.findings[0].model_copy(update={"command": "other"})
    manifest = plain.record.manifests[0].model_copy(update={"file_name": "elsewhere.csv"})
    document = plain.document.model_copy(update={"address": "/home/one/a.txt"})
    elsewhere = plain.document.model_copy(update={"address": "/home/two/b.txt"})
    assert content_hash(case(made=None)) == same
    assert content_hash(case(content_hash="x")) == same
    assert content_hash(case(findings=(command, *plain.findings[1:]))) == same
    assert content_hash(case(record=plain.record.model_copy(update={"manifests": (manifest,)}))) == same
    assert content_hash(case(document=document)) == content_hash(case(document=elsewhere)) != same
    assert content_hash(case(argument="other")) != same
    assert content_hash(case(seed=1)) != same
    assert json.loads(case_json(plain))["content_hash"] == same


def test_noise_beyond_six_digits_changes_no_hash() -> None:
    plain = case()
    noisy = plain.findings[0].model_copy(update={"headline_figures": {"share": 0.12345670000001}})
    assert content_hash(case(findings=(noisy, *plain.findings[1:]))) == content_hash(plain)


def test_every_export_of_a_finding_carries_its_context() -> None:
    plain = case()
    finding = plain.findings[2]
    exports = (finding_json(plain, finding), specifications_csv(finding, plain), card_markdown(plain, finding))
    for text in exports:
        for part in ("League, 2016–2018", "They cannot show", "UCDP GED 19.1", "2019-02-10", "Not reviewed", "3 of 7"):
            assert part in text, part


def test_findings_are_counted_in_the_order_of_the_text_everywhere() -> None:
    plain = case()
    turned = plain.model_copy(update={"findings": tuple(reversed(plain.findings))})
    assert "3 of 7" in card_markdown(turned, plain.findings[2])


def test_a_finding_of_another_case_is_refused() -> None:
    plain = case()
    with pytest.raises(UsageError, match=r"finding F1 is not in this case.*Choices: F2, F3"):
        card_markdown(case(findings=plain.findings[1:]), plain.findings[0])


def test_csv_has_a_row_for_each_specification() -> None:
    finding = case().findings[0]
    text = specifications_csv(finding)
    rows = [r for r in csv.reader(io.StringIO(text)) if not r[0].startswith("#")]
    assert len(rows) == 1 + len(finding.specifications)
    assert rows[0][:5] == ["specification", "strength", "measure", "precision", "fatality_value"]
    assert {len(r) for r in rows} == {len(rows[0])}
    position = rows[0].index("position")
    assert {r[position] for r in rows[1:]} <= {"pro", "con", "open"}
    assert float(rows[1][rows[0].index("point")]) == 0.18
    assert "the case file has the others" in text


def test_closed_rows_leave_no_json() -> None:
    text = case_json(case(record=record(rows=False)))
    assert "League fighters attack" not in text
    assert "240017" in text


def summary(shown: Case, *, terminal: bool = False, path: str | None = None) -> str:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=terminal, color_system="standard" if terminal else None)
    render_text(shown, console, report_path=path)
    return out.getvalue()


def test_summary_says_the_main_things() -> None:
    text = summary(case(), path="report.html")
    for part in (
        "44%",
        "The conclusion rests on",
        "The record points the other way",
        "Was fighting the River League a priority?",
        "To test these:",
        "Not claims of fact: 4",
        "--answer valley=upper",
        "Report: report.html",
        "CC BY 4.0",
    ):
        assert part in text, part


def test_summary_is_plain_when_nobody_watches() -> None:
    assert "\x1b" not in summary(case())
    assert "\x1b" in summary(case(), terminal=True)
    assert not [row for row in summary(case()).splitlines() if row != row.rstrip()]
    assert max(len(row) for row in summary(case()).splitlines()) <= 100


def test_summary_of_nothing_and_of_a_simulated_record() -> None:
    bare = case(
        findings=(), refusals=(), claims=(), statements=(), answer=None, argument="", record=record(simulated=True)
    )
    text = summary(bare)
    assert "simulated" in text
    assert "Report:" not in text


def test_summary_on_a_terminal_without_unicode() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", errors="replace")
    render_text(case(), Console(file=out, width=80))
    out.flush()
    assert b"[-] The record points the other way" in raw.getvalue()


def sentence(**changes: Any) -> Case:
    """The example as ``inquest ask`` would have it: one sentence without a title, and its findings."""
    plain = case()
    words = plain.claims[0].quote
    one = plain.document.sentences[0].model_copy(update={"start": 0, "end": len(words), "text": words})
    document = plain.document.model_copy(update={"text": words, "title": None, "sentences": (one,)})
    kept = {"claims": plain.claims[:1], "findings": plain.findings[:1], "statements": (), "refusals": ()}
    return case(**{"document": document, "questions": (), "warnings": (), **kept, **changes})


def printed(shown: Case, width: int = 100) -> str:
    out = io.StringIO()
    render_text(shown, Console(file=out, width=width, highlight=False, markup=False))
    return out.getvalue()


def test_a_single_sentence_is_its_card_and_no_more() -> None:
    said = printed(sentence())
    for left_out in ("A text without a title", "The conclusion rests", "1 claims", "Who really broke"):
        assert left_out not in said
    labels = [line[:24].strip() for line in said.splitlines() if line.startswith("  ") and line[2] != " "]
    assert labels[-5:] == ["Tested", "Cannot show", "What would overturn it", "Source", "Review"]
    assert said.splitlines()[2] == "◆ The record points the other way"
    assert max(map(len, said.splitlines())) <= 100


def test_a_sentence_that_is_no_claim_says_so() -> None:
    opinion = case().statements[14]
    said = printed(sentence(claims=(), findings=(), statements=(opinion,)))
    assert "Not a claim of fact: an opinion. Courage and shame are not in any record." in said
    assert "No claim was found in this sentence." in printed(sentence(claims=(), findings=(), statements=()))


def test_later_lines_of_a_list_hang() -> None:
    said = printed(case(), width=60).splitlines()
    at = next(i for i, line in enumerate(said) if line.startswith("  ○ “") and not said[i + 1].startswith("  ○"))
    assert said[at + 1].startswith("    ")


def test_the_published_json_of_the_command_line_is_the_published_case(tmp_path: Path) -> None:
    from inquest.cli._common import deliver

    info = PublishInfo("A", "B", dt.date(2026, 1, 1))
    deliver(case(), None, tmp_path / "case.json", info)
    written = (tmp_path / "case.json").read_text("utf-8")
    assert written == case_json(case(), publish=info)
    assert "buried without a name" not in written
