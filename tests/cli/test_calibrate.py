"""The command ``inquest calibrate``: its outputs and its exit codes."""

import json
import sys
from pathlib import Path

import pytest

from inquest import cli
from inquest.errors import EXIT_CODES
from inquest.model.world import Cell
from inquest.registry import load


def ended(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["inquest", *words])
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> tuple[Cell, ...]:
    few = (Cell(-2.1, 20, 24), Cell(2.1, 20, 24))
    monkeypatch.setattr(type(load("simulate", "level")), "cells", lambda self: few)
    return few


def test_it_prints_writes_and_ends_well(
    cells: tuple[Cell, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INQUEST_HOME", str(tmp_path / "home"))
    words = ["calibrate", "level", "--worlds", "4", "--seed", "3", "--html", str(tmp_path / "c.html")]
    assert ended([*words, "--out", str(tmp_path / "out")], monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Every demand that applies holds." in said
    assert "margin -2.1" in said
    assert (tmp_path / "c.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "out" / "level.md").is_file()
    assert ended([*words[:6], "--json", "-"], monkeypatch) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["seed"], read["worlds"], len(read["kinds"][0]["cells"])) == (3, 4, len(cells))


def test_a_short_run_shares_its_worlds_among_the_cells(
    cells: tuple[Cell, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INQUEST_HOME", str(tmp_path))
    monkeypatch.setattr("inquest.calibrate.run.SHORT", 12)
    assert ended(["calibrate", "level", "--short", "--jobs", "1", "--json", "-"], monkeypatch) == 0
    read = json.loads(capsys.readouterr().out)
    assert {cell["worlds"] for cell in read["kinds"][0]["cells"]} == {6}


def test_a_demand_that_fails_has_its_exit_code(
    cells: tuple[Cell, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INQUEST_HOME", str(tmp_path))
    monkeypatch.setattr(type(load("simulate", "level")), "visible", lambda self, cell: 0.01)
    hard = (Cell(-0.3, 20, 24),)  # decided by no record: within what goes unrecorded
    monkeypatch.setattr(type(load("simulate", "level")), "cells", lambda self: hard)
    code = ended(["calibrate", "level", "--worlds", "5"], monkeypatch)
    assert code == 6
    assert code in EXIT_CODES
    assert "power: fails" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [(["nonesuch"], "no simulator of a kind named 'nonesuch'"), (["level", "--worlds", "0"], "0 worlds a cell")],
)
def test_wrong_words_are_usage_errors(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(["calibrate", *words], monkeypatch) == 2
    assert said in capsys.readouterr().err
