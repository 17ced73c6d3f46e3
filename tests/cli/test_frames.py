"""``inquest frames test``."""

from pathlib import Path

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]

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


def test_the_documented_file_prints_what_the_page_shows(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "frames.md").read_text("utf-8")
    file = page.split("With this as `my_level.yaml`\n\n```yaml\n", 1)[1].split("```")[0]
    (tmp_path / "my_level.yaml").write_text(file, encoding="utf-8")
    shown = page.split("$ inquest frames test my_level.yaml\n", 1)[1].split("```")[0]
    done = run("frames", "test", "my_level.yaml")
    assert (done.code, done.out) == (8, shown)
