"""The editing loop end to end: claims, a person's edits, check; names that are kept."""

import re
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run

TEXT = "A report\n\nThe Tigers of the North fought the government of Syria in Homs in 2017."
NAME = "Tigers of the North"


@pytest.fixture
def edited(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INQUEST_NAMES", str(tmp_path / "own" / "names.yaml"))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("claims", "a.txt", "--output", "a.yaml").code == 0
    return tmp_path / "a.yaml"


def rewrite(file: Path, **sections: object) -> None:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump(data | sections, sort_keys=False), encoding="utf-8")


def settle(file: Path, ident: str) -> None:
    quote = "The Tigers of the North fought the government of Syria in Homs in 2017."
    claim = {"quote": quote, "kind": "engagement", "actors": [NAME], "targets": ["government of Syria"]}
    claim |= {"places": ["Homs"], "periods": ["in 2017"], "slots": {"relation": "clash"}}
    rewrite(file, claims=[claim], names={NAME: ident})


def test_a_name_that_a_person_settles_is_tested_and_noted(run: Run, edited: Path) -> None:
    settle(edited, "islamic-state")
    done = run("check", "a.yaml")
    assert (done.code, done.err) == (0, "")
    assert "The record backs this" in done.out
    assert f"Names settled by a person: “{NAME}” = islamic-state." in " ".join(done.out.split())
    assert not (edited.parent / "own").exists()


def test_a_kept_name_is_known_from_then_on(run: Run, edited: Path) -> None:
    settle(edited, "islamic-state")
    done = run("check", "a.yaml", "--keep-names")
    assert done.code == 0
    assert "1 name kept in" in done.err
    own = yaml.safe_load((edited.parent / "own" / "names.yaml").read_text(encoding="utf-8"))
    assert own == {"aliases": [{"names": [NAME], "ids": ["islamic-state"]}]}
    assert "The record backs this" in run("ask", TEXT.splitlines()[-1]).out
    settle(edited, "syrian-rebels")
    assert run("check", "a.yaml", "--keep-names").code == 0
    own = yaml.safe_load((edited.parent / "own" / "names.yaml").read_text(encoding="utf-8"))
    assert own == {"aliases": [{"names": [NAME], "ids": ["syrian-rebels"]}]}


def test_an_id_of_no_side_is_refused_with_those_that_come_near(run: Run, edited: Path) -> None:
    settle(edited, "islamic-stat")
    done = run("check", "a.yaml", "--keep-names")
    assert done.code == 4
    assert "'Tigers of the North' means 'islamic-stat', which there is no side of" in done.err
    assert "Choices: islamic-state" in done.err
    assert not (edited.parent / "own").exists()


def test_nothing_to_keep_is_said(run: Run, edited: Path) -> None:
    done = run("check", edited.name, "--keep-names")
    assert done.code == 2
    assert "--keep-names, and a.yaml says of no name what it means" in done.err


def test_a_broken_dictionary_is_named_and_left_alone(run: Run, edited: Path) -> None:
    own = edited.parent / "own" / "names.yaml"
    own.parent.mkdir()
    own.write_text("names: [", encoding="utf-8")
    settle(edited, "islamic-state")
    done = run("check", "a.yaml", "--keep-names")
    assert done.code == 4
    assert "names.yaml is not YAML" in done.err
    assert own.read_text(encoding="utf-8") == "names: ["


def test_a_folder_that_can_not_be_written_is_named(run: Run, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INQUEST_NAMES", str(edited / "names.yaml"))  # below a file
    settle(edited, "islamic-state")
    done = run("check", "a.yaml", "--keep-names")
    assert done.code == 3
    assert "set INQUEST_NAMES to another path" in done.err


def test_a_deleted_claim_whose_question_was_answered_has_a_cure(run: Run, edited: Path) -> None:
    question = {"id": "place:nowhere", "text": "?", "options": {"a": "A"}, "answer": "a"}
    rewrite(edited, claims=[], questions=[question])
    done = run("check", "a.yaml")
    assert done.code == 2
    assert "delete a question that a claims file answers in vain" in done.err


WAITING = "Gunmen of Islamic State mowed down 40 shepherds near the wells of Raqqa in 2017."


def test_a_claim_that_waits_is_tested_once_a_person_confirms_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text(f"A report\n\n{WAITING}", encoding="utf-8")
    assert run("claims", "w.txt", "--output", "w.yaml").code == 0
    before = run("check", "w.yaml")
    assert "Not tested yet" in before.out
    assert "The record backs this" not in before.out
    text = (tmp_path / "w.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if "unconfirmed:" not in line]
    assert len(kept) == len(text.splitlines()) - 1
    (tmp_path / "w.yaml").write_text("".join(kept), encoding="utf-8")
    after = run("check", "w.yaml")
    assert "Not tested yet" not in after.out
    assert "UCDP’s record counts" in after.out


def test_what_no_kind_could_test_says_why_though_the_reading_is_in_doubt(run: Run) -> None:
    """“near Aleppoo” waits, as the place is only near; that nobody knows an Aleppoo comes first."""
    found = run("ask", "More than 100 people were killed near Aleppoo in 2017.").out
    assert "No place named “Aleppoo” is known" in " ".join(found.split())
    assert "Not tested yet" in run("ask", "More than 100 people were killed near Aleppo in 2017.").out


def test_another_date_for_a_claims_file_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("More than 100 people were killed in Idlib last year.", "utf-8")
    assert run("claims", "a.txt", "--date", "2018-05-01", "--output", "c.yaml").code == 0
    stated, given = run("check", "c.yaml"), run("check", "c.yaml", "--date", "2019-05-01")
    counts = [re.findall(r"counts ([\d,]+) deaths", " ".join(done.out.split())) for done in (stated, given)]
    assert counts[0]
    assert counts[1]
    assert counts[0] != counts[1]
    assert "The date given is 2019-05-01" in " ".join(given.out.split())
