"""``inquest compare``."""

import json
from pathlib import Path

from tests.cli.conftest import SENTENCE, Run


def test_two_files_are_compared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE.replace("More than 100", "Fewer than 50"), encoding="utf-8")
    done = run(
        "compare",
        "a.txt",
        "b.txt",
        "--date-a",
        "2020-01-01",
        "--date-b",
        "2020-02-01",
        "--html",
        "c.html",
        "--json",
        "c.json",
    )
    assert (done.code, done.err) == (0, "")
    assert "They give different figures: 1" in done.out
    data = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert (data["a"]["name"], data["a"]["date"], data["b"]["date"]) == ("a.txt", "2020-01-01", "2020-02-01")
    assert "<h1>Two texts, one record</h1>" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_a_claims_file_may_be_one_of_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    run("claims", "a.txt", "--output", "a.yaml")
    done = run("compare", "a.yaml", "a.txt", "--json", "-")
    assert [r["relation"] for r in json.loads(done.out)["joined"]] == ["both say"]


def test_standard_input_twice_is_refused(run: Run) -> None:
    done = run("compare", "-", "-")
    assert done.code == 2
    assert "standard input is given twice" in done.err
