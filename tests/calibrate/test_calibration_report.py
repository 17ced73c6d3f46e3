"""What a reader sees of a calibration: page, pictures, tables, words, schema, and the cards' workings."""

import html
import json
import re
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console
from tests.calibrate.made import calibration, kind
from tests.report.example import case

from inquest.calibrate.summary import packed, summaries
from inquest.errors import MachineError, UsageError
from inquest.model.calibration import Calibration
from inquest.model.finding import Plot
from inquest.report.calibration import curves, forests, labels, measured_words, usual
from inquest.report.calibration_files import calibration_json, measured_line, write_folder
from inquest.report.calibration_html import render_calibration_html
from inquest.report.calibration_text import calibration_page, render_calibration
from inquest.report.cards import card_view
from inquest.report.charts import chart_svg
from inquest.report.forest import forest_svg


def test_the_page_is_one_file_without_script_and_says_everything(root: Path) -> None:
    found = calibration()
    page = render_calibration_html(found)
    assert page == render_calibration_html(found)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "an outside address"
    assert "&lt;that&gt;" in page, "text is escaped"
    assert 'name="viewport"' in page
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    for cell in found.kinds[0].cells:
        assert labels(found.kinds[0].cells)[cell.name] in text
    for demand in found.kinds[0].demands:
        assert demand.text in text
    assert found.command in text
    assert page.count("<svg") == sum(len(curves(k)) + len(forests(k)) for k in found.kinds)


def test_the_page_fits_a_phone(chromium: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    (tmp_path / "c.html").write_text(render_calibration_html(calibration()), "utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800}, java_script_enabled=True)
        page.goto((tmp_path / "c.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        browser.close()


def test_a_picture_names_its_lines_and_its_limit() -> None:
    right = curves(kind())[0]
    assert {r["series"] for r in right.rows} == {"20 a month, 24 months", "60 a month, 48 months"}
    assert right.reference == 0.8
    drawn = re.sub(r'aria-label="[^"]*"', "", chart_svg(right, "share"))
    assert "60 a month" in drawn, "the legend is drawn although each line has a band"


def test_error_rates_of_a_census_leave_out_complete_records() -> None:
    titles = {p.title: p for p in forests(kind("level", "census"))}
    assert len(titles["Wrong strong verdicts, truth outside the zone"].rows) == 2
    assert "Intervals that hold the truth" not in titles
    assert "Bounds that hold the truth, under faults" in titles
    assert [p.title for p in curves(kind("level", "census"))] == ["Right verdicts by margin"]


def test_a_row_beyond_its_limit_has_another_shape() -> None:
    shares = (("<a>", 0.01), ("<b>", 0.2))
    rows = tuple({"label": n, "value": v, "low": v / 2, "high": 2 * v, "holds": v < 0.05} for n, v in shares)
    drawn = forest_svg(Plot(shape="bar", title="t", caption="", rows=rows, reference=0.05))
    assert drawn.count("<circle") == 1
    assert "h8v8h-8z" in drawn
    assert "&lt;a&gt;" in drawn
    assert "5%" in drawn
    with pytest.raises(UsageError, match="no rows"):
        forest_svg(Plot(shape="bar", title="t", caption=""))


def test_labels_say_only_what_differs() -> None:
    cells = kind().cells
    assert usual(cells) == "20 a month, 24 months, variance/mean 4, autocorrelation 0.7"
    found = set(labels(cells).values())
    assert "margin -0.3" in found
    assert "margin -0.3, 60 a month, 48 months" in found
    assert "margin -0.1, missed" in found
    assert len(found) == len(cells)


def test_the_terminal_names_every_cell_and_what_fails() -> None:
    stream = StringIO()
    render_calibration(calibration(), Console(file=stream, width=100, highlight=False, markup=False))
    said = stream.getvalue()
    assert "Not every demand holds for: priority, level." in said
    assert "strong inside the zone: fails" in said
    for label in labels(kind().cells).values():
        assert any(line.startswith(label) for line in said.splitlines()), "a label is cut or wrapped"


def test_the_docs_page_has_command_seed_version_and_every_cell() -> None:
    found = calibration()
    page = calibration_page(found, found.kinds[0])
    assert f"`{found.command}`" in page
    assert "seed 1" in page
    assert all(f"| {label} |" in page for label in labels(found.kinds[0].cells).values())


def test_a_folder_gathers_the_kinds_of_several_runs(tmp_path: Path) -> None:
    write_folder(calibration(kind()), tmp_path / "out")
    write_folder(calibration(kind("level", "census")), tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "priority.json", "priority.md", "level.json", "level.md", "index.md", "calibration.html",
    }  # fmt: skip
    index = (tmp_path / "out" / "index.md").read_text("utf-8")
    assert "[priority](priority.md)" in index
    assert "[level](level.md)" in index
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MachineError, match="can't be made"):
        write_folder(calibration(kind()), tmp_path / "file" / "out")


def test_results_follow_their_schema(root: Path) -> None:
    schema = json.loads((root / "schemas" / "calibration-1.json").read_text("utf-8"))
    text = calibration_json(calibration())
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))
    assert Calibration.model_validate_json(text) == calibration()


def test_words_for_a_reader() -> None:
    made = kind(worlds=200, wrong=0.01)
    figures = summaries(calibration(made), made)["process"]
    said = measured_words(figures.plain())
    assert said.startswith(
        f"On {figures.worlds:,} made-up wars where the truth is known, this kind of test gave a wrong"
    )
    assert "in the worst setting" in said
    assert "Not met of what is asked of it: strong inside the zone" in said
    assert "hasn't been measured" in measured_words({})
    census = kind("level", "census")
    assert "under faults of recording" in measured_words(summaries(calibration(census), census)["census"].plain())
    line = measured_line("level", json.loads(packed(calibration(census), census)))
    assert line.startswith("**Measured.** On ")
    assert line.endswith("[Table](../calibration/level.md).")


def test_a_cards_workings_say_how_often_its_test_errs() -> None:
    made = kind(worlds=200)
    figures = summaries(calibration(made), made)["process"].plain()
    whole = case()
    claims = {c.id: c for c in whole.claims}
    bare = whole.findings[0]
    assert measured_words({}) in card_view([bare], claims, (1, 1)).notes
    shown = card_view([bare.model_copy(update={"calibration": figures})], claims, (1, 1))
    assert measured_words(figures) in shown.notes
