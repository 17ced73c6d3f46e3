"""``inquest check --original``: reported statements beside what was really said, in every output."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from inquest.cli._originals import split_original
from inquest.errors import UsageError

ARTICLE = (
    "A visit\n\nJames Jeffrey said that more than 100 people were killed in Idlib in 2017. “We will not leave "
    "the north,” Jeffrey said. A spokesman said that the army shelled <b>the hospital</b> in Raqqa in 2017."
)
TALK = (
    "Thank you all. More than 1,000 people were killed in Idlib in 2017. We will not leave the north <i>of Syria</i>."
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("files")
def test_every_output_shows_what_was_said(run: Run, files: Path) -> None:
    done = run("check", "article.txt", "--original", "James Jeffrey=talk.txt", "--html", "r.html", "--json", "r.json")
    assert (done.code, done.err) == (0, "")
    assert "Was it said?" in done.out
    assert "verbatim" in done.out
    assert "reworded: differs in a number" in " ".join(done.out.split())
    assert "“100” in the report, “1,000” in the original" in " ".join(done.out.split())
    assert "spokesman (1)" in " ".join(done.out.split())
    said = json.loads((files / "r.json").read_text(encoding="utf-8"))["said"]
    assert said["originals"][0]["speakers"] == ["James Jeffrey"]
    assert [r["result"] for r in said["results"]] == ["reworded", "verbatim"]
    assert said["results"][0]["differs"] == [{"what": "number", "said": "100", "original": "1,000"}]
    page = (files / "r.html").read_text(encoding="utf-8")
    assert 'id="said-h"' in page
    assert "Was it said? Reworded: differs in a number." in page
    assert "<i>of Syria" not in page
    assert "<b>the hospital" not in page


@pytest.mark.usefixtures("files")
def test_without_an_original_nothing_is_said_about_it(run: Run, files: Path) -> None:
    done = run("check", "article.txt", "--html", "r.html", "--json", "r.json")
    assert "Was it said?" not in done.out + (files / "r.html").read_text(encoding="utf-8")
    assert json.loads((files / "r.json").read_text(encoding="utf-8"))["said"] is None


@pytest.mark.usefixtures("files")
def test_a_published_report_keeps_only_what_concerns_its_claims(run: Run, files: Path) -> None:
    names = ("--publish", "--reviewer", "A", "--second-reader", "B")
    run("check", "article.txt", "--original", "talk.txt", "--json", "p.json", *names)
    said = json.loads((files / "p.json").read_text(encoding="utf-8"))["said"]
    assert said["results"]
    assert all(r["claims"] for r in said["results"])


def test_two_originals_of_one_name_are_told_apart(run: Run, files: Path) -> None:
    (files / "b").mkdir()
    (files / "b" / "talk.txt").write_text("We are here to stay in the north.", encoding="utf-8")
    both = ("--original", "Jeffrey=talk.txt", "--original", "Jeffrey=b/talk.txt")
    run("check", "article.txt", *both, "--json", "r.json")
    said = json.loads((files / "r.json").read_text(encoding="utf-8"))["said"]
    assert [o["label"] for o in said["originals"]] == ["talk.txt", "talk.txt (2)"]


def test_a_missing_original_is_an_input_error(run: Run, files: Path) -> None:
    done = run("check", str(files / "article.txt"), "--original", "none.txt")
    assert done.code == 4
    assert "none.txt can't be read" in done.err


@pytest.mark.parametrize("item", ["=talk.txt", "Jeffrey=", ", ="])
def test_half_an_original_is_refused(item: str) -> None:
    with pytest.raises(UsageError) as error:
        split_original(item)
    assert 'write --original talk.txt, or --original "Jeffrey, the envoy=talk.txt"' in str(error.value)


def test_a_file_or_an_address_with_an_equals_sign_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "a=b.txt").write_text("x", encoding="utf-8")
    assert split_original(str(tmp_path / "a=b.txt")) == ((), str(tmp_path / "a=b.txt"))
    assert split_original("https://example.org/?id=3") == ((), "https://example.org/?id=3")
