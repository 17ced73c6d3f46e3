"""JSON, CSV, Markdown, the terminal, and the committed schemas."""

import csv
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
