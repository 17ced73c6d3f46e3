"""A file that covers the spring of 2020 turns refusals about it into findings, and is marked wherever it goes."""

import json
import shutil
from pathlib import Path

from rich.console import Console
from tests.end_to_end.conftest import write_rows

from inquest.model.finding import Case
from inquest.model.panel import PanelSpec
from inquest.record.store import open_record
from inquest.report.html import render_html
from inquest.report.json_ import case_json
from inquest.report.text import render_text


def refused_for_time(case: Case) -> set[str]:
    return {r.claim for r in case.refusals if r.reason == "window not covered"}


def put_to_test(case: Case) -> set[str]:
    return {f.claim for f in case.findings}


def test_refusals_about_2020_become_findings(demo_case: Case, unlocked_case: Case) -> None:
    before = refused_for_time(demo_case)
    assert before
    assert not before & put_to_test(demo_case)
    assert refused_for_time(unlocked_case) == set()
    assert before <= put_to_test(unlocked_case)


def test_the_unlock_names_what_to_load(demo_case: Case) -> None:
    for refusal in demo_case.refusals:
        if refusal.reason == "window not covered":
            assert "covers 2020" in refusal.unlock
            assert "inquest data add FILE" in refusal.unlock
            assert refusal.latest_covered


def test_findings_about_earlier_years_stay_as_they_were(demo_case: Case, unlocked_case: Case) -> None:
    def dated(case: Case) -> dict[str, tuple[str, tuple[str, ...]]]:
        named = [f for f in case.findings if any(f"in {y}" in f.proposition.tested for y in (2016, 2017, 2018))]
        return {f.claim + f.proposition.tested: (f.verdict, f.card.sentences) for f in named}

    assert dated(demo_case)
    assert dated(demo_case) == dated(unlocked_case)


def test_every_report_says_it_is_simulated(demo_case: Case, unlocked_case: Case) -> None:
    def printed(case: Case) -> str:
        with Console(width=100, force_terminal=False, markup=False, record=True, quiet=False) as console:
            render_text(case, console)
        return console.export_text()

    assert "simulated" in printed(unlocked_case).lower()
    assert "simulated" not in printed(demo_case).lower()
    page = render_html(unlocked_case)
    assert "simulated" in page.lower()
    assert "SIMULATED EVENT, not a report" in page
    data = json.loads(case_json(unlocked_case))
    assert [m["simulated"] for m in data["record"]["manifests"]].count(True) == 1
    events = [e for f in data["findings"] for e in f["evidence"] if e["date_start"] >= "2020-01-01"]
    assert events
    assert all(e["simulated"] for e in events)


def test_overlapping_files_change_no_sum(
    unlocked_home: Path, simulated_rows: list[dict[str, str]], tmp_path: Path
) -> None:
    mine = tmp_path / "home"
    shutil.copytree(unlocked_home, mine)
    before = sums(mine)
    overlapping = [r for r in simulated_rows if "2020-02" <= r["date_start"][:7] <= "2020-04"]
    file = write_rows(tmp_path / "again.csv", overlapping)
    open_record(mine).add(file, covers="2020-02-01..2020-04-30", simulated=True)
    assert len(open_record(mine).info.manifests) == 4
    assert sums(mine) == before


def sums(home: Path) -> dict[str, int]:
    """Every total of the record's panel."""
    panel = open_record(home).panel(PanelSpec(outlines={}, actor_sets={}, edges=(), datings=("start",), as_of=None))
    return {name: int(values.sum()) for name, values in panel.rows.items() if name in SUMMED}


SUMMED = ("events", "low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
