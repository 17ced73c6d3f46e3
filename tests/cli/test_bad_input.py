"""What a user gets for input that can't be used: what was found, what was expected, the choices and the cure."""

import errno
import gzip
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import SENTENCE, Run
from tests.cli.test_commands import event, write_events

from inquest.simulate._ged_events import COLUMNS

# ruff: noqa: E501 - one bad input and its message a line
FINNISH = (
    "Hallituksen joukot ja kapinalliset taistelivat Idlibissä koko vuoden 2017, ja taisteluissa kuoli yli tuhat "
    "ihmistä. Sota jatkuu edelleen maan pohjoisosassa, vaikka osapuolet sopivat tulitauosta viime keväänä."
)
CHINESE = "叙利亚政府军昨天离开了这座城市。反对派武装在伊德利卜与政府军作战，数百人死亡。"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"a\.txt is empty\. Expected: an article or a sentence\. Cure: give a file or text with words in it\."),
        (bytes(range(256)) * 40, r"a\.txt is binary data\. Expected: plain text\. Cure: save its text as a \.txt file"),
        (b"\x89PNG\r\n\x1a\n....", r"a\.txt is a PNG picture\. Expected: plain text\."),
        (
            b"The army left the town. " * 2_200_000,
            r"a\.txt holds 53 MB of text\. Expected: one article, at most 5 MB\. Cure: cut the text into articles",
        ),
        (
            FINNISH.encode(),
            r"the text is in Finnish, for which there are no frames\. Expected: a language that has frames\. "
            r"Choices: English \(en\).* Cure: use --extractor llm, .* check a translation; or add",
        ),
        (CHINESE.encode(), r"the text is in Chinese, for which .*Choices: English \(en\).* Cure: "),
        (b"Idlib", r"a\.txt holds no sentence\. Expected: running text"),
    ],
    ids=["empty", "binary", "picture", "50 MB", "Finnish", "Chinese", "one word"],
)
@pytest.mark.parametrize("command", ["check", "claims", "plan"])
def test_no_article(run: Run, tmp_path: Path, command: str, data: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = run(command, "a.txt")
    assert (done.code, done.out) == (4, "")
    assert re.match(f"inquest: .*{message}", done.err)
    assert done.err.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt"]


def test_standard_input_that_is_empty(run: Run) -> None:
    done = run("check", "-", stdin=b"")
    assert (done.code, done.err) == (
        4,
        "inquest: the input is empty. Expected: an article or a sentence. "
        "Cure: give a file or text with words in it.\n",
    )


def test_no_file(run: Run) -> None:
    done = run("check", "none.txt")
    assert done.code == 4
    assert "none.txt can't be read (No such file or directory)" in done.err
    assert "Cure: check the path and permissions." in done.err


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--date", "4 May"), 2, r"'4 May' is no date\. Expected: a day as YYYY-MM-DD, or .* Cure: for example --date"),
        (("--as-of", "4 May"), 2, r"the date '4 May'\. Expected: a date such as 2020-05-04\."),
        (("--as-of", "2001-01-01"), 2, r"no release in the record stood on 2001-01-01\. Expected: a day from 20.* on"),
        (("--answer", "who"), 2, r"--answer 'who'\. Expected: NAME=OPTION\."),
        (("--answer", "actor:whom=x"), 2, r"no mention of this text raises the question 'actor:whom'.*Choices: place:"),
        (("--answer", "place:idlib=x"), 2, r"question 'place:idlib' has no option 'x'.*Choices: .*idlib"),
        (("--choose", "measure=x"), 2, r"1 choices are fixed, with 0 reasons\. .*Cure: add --reason TEXT"),
        (
            ("--choose", "nonesuch=x", "--reason", "r"),
            2,
            r"no claim of this text has a choice named 'nonesuch'.*Choices: ",
        ),
        (("--engine", "abacus"), 2, r"there is no engine named 'abacus'\. Choices: duckdb, spark\."),
        (("--html", "no/such/r.html"), 3, r"no/such can't be written to .*Expected: a folder that exists"),
        (("--html", "."), 3, r"\. is a folder\. Expected: the path of a file\. Cure: add a file name"),
        (("--json", "/dev/full"), 3, r"/dev/full can't be written \(the disk is full\)\. Cure: free some space"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_options_that_do_not_exist(run: Run, options: tuple[str, ...], code: int, message: str) -> None:
    done = run("ask", SENTENCE, *options)
    assert done.code == code
    assert re.match(f"inquest: .*{message}", done.err), done.err
    assert done.err.count("\n") == 1


def test_a_fixed_choice_without_that_option(run: Run) -> None:
    names = re.findall(r"^  (\w+) \((?:reading|measurement)\)$", run("plan", SENTENCE).out, re.M)
    done = run("ask", SENTENCE, "--choose", f"{names[0]}=nonesuch", "--reason", "r")
    assert done.code == 2
    assert re.match(rf"inquest: {names[0]} has no option 'nonesuch'\. Choices: \w", done.err)


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ((), r"no reviewer was named\. .*--reviewer NAME --second-reader NAME"),
        (("--reviewer", "A", "--second-reader", "A"), r"the same person \(A\)\. Expected: two different people"),
    ],
)
def test_publishing_needs_two_people(run: Run, people: tuple[str, ...], message: str) -> None:
    done = run("check", "-", "--publish", *people, stdin=SENTENCE.encode())
    assert done.code == 2
    assert re.match(f"inquest: .*{message}", done.err)


def test_no_date_where_one_is_needed(run: Run) -> None:
    done = run("ask", "Yesterday government forces killed more than 100 rebels in Idlib.")
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "“Yesterday” depends on when the text was published, and no date was given or found" in said
    assert "--date YYYY-MM-DD" in said
    dated = run("ask", "Yesterday government forces killed more than 100 rebels in Idlib.", "--date", "2017-03-05")
    assert "depends on when" not in dated.out


@pytest.mark.parametrize(
    ("sentence", "name", "near"),
    [
        ("More than 100 people were killed in fighting between the Zorgon Brigade and ISIS in 2017.", "Zorgon Brigade", ""),
        ("More than 100 people were killed in clashes between the regime and Hayat Tahrir al-Shaam in 2017.", "Hayat Tahrir al-Shaam", "Sham"),
        ("More than 100 people were killed in Idlibb in 2017.", "Idlibb", "Idlib"),
        ("More than 100 people were killed near Aleppoo in 2017.", "Aleppoo", "Aleppo"),
    ],
)  # fmt: skip
def test_unknown_names_are_refused_and_the_nearest_offered(run: Run, sentence: str, name: str, near: str) -> None:
    done = run("ask", sentence)
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "The record backs this" not in said
    assert re.search(rf"No (actor|place) named “{name}” is known", said)
    assert re.search(rf"the nearest names are [^;.]*{near}", said) or not near


def test_a_claims_file_with_a_misspelt_field(run: Run, tmp_path: Path) -> None:
    assert run("claims", "-", "--output", "c.yaml", stdin=SENTENCE.encode()).code == 0
    text = (tmp_path / "c.yaml").read_text(encoding="utf-8")
    (tmp_path / "c.yaml").write_text(text.replace("  quantity:", "  quantitty:"), encoding="utf-8")
    done = run("check", "c.yaml")
    assert done.code == 4
    assert "has the field 'quantitty'. Expected: a field of the claims file. Choices: id, " in done.err
    assert "did you mean 'quantity'" in done.err
    (tmp_path / "c.yaml").write_text("claims: [\n  - {\n", encoding="utf-8")
    broken = run("check", "c.yaml")
    assert (broken.code, "the claims file is no valid YAML in line " in broken.err) == (4, True)


HEADER = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", r"a\.csv is empty\. Expected: a CSV file with a header row"),
        ("a.csv", b"when,where,dead\n2020-01-01,Idlib,3\n", r"(?=.*date_start)(?=.*when, where, dead)"),
        ("a.csv", (HEADER + "\n" + event(1, adm_1="Idlib é")).encode("cp1252"), r"a\.csv is not UTF-8 text.*Cure: save it again"),
        ("a.csv.gz", gzip.compress((HEADER + "\n" + event(1) * 90).encode())[:-40], r"a\.csv\.gz is damaged or cut short.*Cure: download it again"),
        ("a.csv", b"PAR1\x00\x00\x00\x00PAR1", r"a\.csv is a binary file\. Expected: a CSV file .*Cure: export it as CSV"),
        ("a.csv", (HEADER + "\n" + event(1, best="many")).encode(), r"a\.csv holds no usable event .*unparseable or missing number.*Expected: at least one row"),
    ],
    ids=["empty", "columns", "encoding", "truncated", "binary", "only broken rows"],
)  # fmt: skip
def test_event_files_that_cannot_be_read(
    run: Run, home: Path, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    before = (home / "v1" / "current.json").read_bytes()
    (tmp_path / name).write_bytes(data)
    done = run("data", "add", name)
    assert (done.code, done.out) == (4, "")
    assert re.search(message, done.err, re.S), done.err
    assert done.err.startswith("inquest: ")
    assert done.err.count("\n") == 1
    assert (home / "v1" / "current.json").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--source", "nonesuch"), 2, r"'nonesuch'.*Choices: .*ucdp_ged"),
        (("--covers", "2020"), 4, r"'2020'.*YYYY-MM-DD\.\.YYYY-MM-DD|START\.\.END"),
    ],
)
def test_options_of_data_add(run: Run, tmp_path: Path, options: tuple[str, ...], code: int, message: str) -> None:
    done = run("data", "add", write_events(tmp_path / "a.csv", event(1)), *options)
    assert done.code == code
    assert re.search(message, done.err), done.err


def test_no_event_file(run: Run) -> None:
    done = run("data", "add", "none.csv")
    assert (done.code, "there is no file none.csv" in done.err) == (4, True)


@pytest.fixture
def mine(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path_factory.mktemp("mine") / "home"
    shutil.copytree(home, copy)
    monkeypatch.setenv("INQUEST_HOME", str(copy))
    return copy


@pytest.mark.parametrize("words", [("ask", SENTENCE), ("data", "verify")], ids=lambda w: w[0])
def test_damaged_parquet_is_named_with_how_to_rebuild(run: Run, mine: Path, words: tuple[str, ...]) -> None:
    damaged = next((mine / "v1" / "records").glob("*/event.parquet"))
    damaged.write_bytes(damaged.read_bytes()[: damaged.stat().st_size // 2])
    shutil.rmtree(damaged.parent / "atoms", ignore_errors=True)
    done = run(*words)
    assert (done.code, done.out) == (5, "")
    assert f"the file {damaged} of the record is damaged" in done.err
    assert f"Cure: delete the folder {mine / 'v1'} and run `inquest data status`" in done.err
    shutil.rmtree(mine / "v1")
    assert run("data", "status").code == 0


def test_no_disk_space_for_the_record(run: Run, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (mine / "v1" / "current.json").read_bytes()
    file = write_events(tmp_path / "a.csv", event(1))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("inquest.record.store.ingest", full)
    done = run("data", "add", file)
    assert done.code == 3
    assert re.match(
        r"inquest: there is no space left on the disk of .*Cure: free some space, or set INQUEST_HOME", done.err
    )
    assert (mine / "v1" / "current.json").read_bytes() == before
    assert not list((mine / "v1").glob(".staging-*"))


def test_no_disk_space_for_a_report(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.html").write_text("the old one", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("inquest.report.files.os.fdopen", full)
    done = run("ask", SENTENCE, "--html", "r.html")
    assert done.code == 3
    assert (
        done.err == "inquest: r.html can't be written (the disk is full). Cure: free some space or give another path.\n"
    )
    assert [(p.name, p.read_text("utf-8")) for p in tmp_path.iterdir()] == [("r.html", "the old one")]


def test_a_read_only_cache(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INQUEST_HOME", str(tmp_path / "locked"))

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    done = run("data", "status")
    assert done.code == 3
    assert re.match(
        r"inquest: the folder .*locked.* can't be written \(Read-only file system\)\. Expected: a folder that this user "
        r"may write to\. Cure: set INQUEST_HOME",
        done.err,
    )


def test_a_pipe_with_a_name_is_no_file(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    done = run("check", "a.txt")
    assert done.code == 4
    assert "a.txt is no file, but a pipe. Expected: a file." in done.err


def test_a_link_that_leads_nowhere_is_named_among_the_files_of_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("More than 100 people were killed in Idlib in 2017.")
    (folder / "b.txt").symlink_to(folder / "gone.txt")
    done = run("check", "texts")
    assert done.code == 4
    assert "1 of 2 texts of texts done." in done.out
    assert "Not read: b.txt: texts/b.txt can't be read (No such file or directory)" in " ".join(done.out.split())


def test_a_long_text_says_that_it_takes_minutes(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> None:
    monkeypatch.setattr("inquest.cli._common.LONG", 80)
    (tmp_path / "a.txt").write_text("They went home at once, as they said. " * 4, encoding="utf-8")
    assert "inquest: a text of 0.0 million characters: reading it takes minutes" in run("check", "a.txt").err
    (tmp_path / "b.txt").write_text("They went home at once, as they said. " + "x" * 5_000, encoding="utf-8")
    assert "takes minutes" not in run("check", "b.txt").err
