"""What is committed and shipped agrees: full results, pages, summaries, docs of kinds."""

import json
from pathlib import Path

import jsonschema
import pytest

from inquest.calibrate.run import command, simulated
from inquest.calibrate.summary import packed, rejudged
from inquest.model.calibration import Calibration
from inquest.multiverse.calibrated import measured_errors
from inquest.report.calibration_files import calibration_json, measured_line
from inquest.report.calibration_html import render_calibration_html
from inquest.report.calibration_text import calibration_index, calibration_page

ROOT = Path(__file__).parents[2]
DOCS, SHIPPED = ROOT / "docs" / "calibration", ROOT / "src" / "inquest" / "data" / "calibration"
COMMITTED = sorted(p.stem for p in DOCS.glob("*.json"))
CURE = "run tools/write_calibration.py and commit what it writes"


def results(kind: str) -> Calibration:
    return Calibration.model_validate_json((DOCS / f"{kind}.json").read_text("utf-8"))


def test_what_ships_is_what_is_committed() -> None:
    assert sorted(p.stem for p in SHIPPED.glob("*.json")) == COMMITTED
    assert set(COMMITTED) <= set(simulated())


@pytest.mark.parametrize("kind", COMMITTED)
def test_pages_and_summary_are_those_of_the_results(kind: str) -> None:
    found = results(kind)
    jsonschema.Draft202012Validator(json.loads((ROOT / "schemas" / "calibration-1.json").read_text("utf-8"))).validate(
        json.loads(calibration_json(found))
    )
    assert [k.kind for k in found.kinds] == [kind]
    assert rejudged(found) == found, "run tools/write_calibration.py --pages"
    assert found.command == command([kind], found.worlds, found.seed), "a short run is not committed"
    assert (DOCS / f"{kind}.md").read_text("utf-8") == calibration_page(found, found.kinds[0]), CURE
    assert (SHIPPED / f"{kind}.json").read_text("utf-8") == packed(found, found.kinds[0]), CURE


@pytest.mark.parametrize("kind", COMMITTED)
def test_a_finding_and_the_docs_hold_the_same_figures(kind: str) -> None:
    figures = json.loads((SHIPPED / f"{kind}.json").read_text("utf-8"))
    for mode, values in figures.items():
        assert dict(measured_errors(kind, mode)) == values
    page = (ROOT / "docs" / "kinds" / f"{kind}.md").read_text("utf-8")
    assert measured_line(kind, figures) in page, CURE


@pytest.mark.skipif(not COMMITTED, reason="nothing is calibrated yet")
def test_index_and_page_hold_every_kind() -> None:
    every = [(found, k) for kind in COMMITTED for found in [results(kind)] for k in found.kinds]
    assert (DOCS / "index.md").read_text("utf-8") == calibration_index(every), CURE
    page = (DOCS / "calibration.html").read_text("utf-8")
    assert all(f'id="k-{kind}"' in page for kind in COMMITTED)
    assert "<script" not in page
    assert render_calibration_html(results(COMMITTED[0])).startswith(page[:200])
