"""``inquest frames test``."""

from pathlib import Path

from tests.cli.conftest import Run

FILE = """kind: level
frames:
  - id: bodies-found
    any: [corpses]
    pattern: "{..3}{quantity} {..2}corpses "
    roles: {in: places}
    quantity: {unit: deaths}
    example: "More than 300 corpses were found in Raqqa in 2017."
    expect: {quantity: [">", 300, deaths], places: [Raqqa]}
"""


def test_a_good_file_passes_and_a_wrong_one_fails_by_its_code(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(FILE, encoding="utf-8")
    done = run("frames", "test", "mine.yaml", "--language", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("pass  bodies-found, line 3: More than 300 corpses")
    (tmp_path / "mine.yaml").write_text(FILE.replace("300, deaths", "200, deaths"), encoding="utf-8")
    done = run("frames", "test", "mine.yaml")
    assert done.code == 8
    assert "quantity: expected ['>', 200, 'deaths'], read ['>', 300.0, 'deaths']" in done.out
    assert "0 of 1 frames read their examples as expected." in done.out


def test_a_language_without_frames_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(FILE, encoding="utf-8")
    done = run("frames", "test", "mine.yaml", "--language", "xx")
    assert done.code == 2
    assert "Choices: en" in done.err
