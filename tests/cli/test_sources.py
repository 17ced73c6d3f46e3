"""What commands take as SOURCE: files of every format, folders of them, and addresses; and what they refuse."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import SENTENCE, Run
from tests.read.made import column, pdf, word

import inquest
from inquest.read import _fetch, open_document
from inquest.read._fetch import Fetched

TEXT = f"{SENTENCE} The army left Goma on Monday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three texts, one that can't be read, and two files of other kinds."""
    made = tmp_path / "texts"
    made.mkdir()
    (made / "b.txt").write_text(TEXT)
    (made / "a.docx").write_bytes(word([("Title", "A letter of the mission"), ("Normal", TEXT.strip())]))
    (made / "c.pdf").write_bytes(pdf([column(72, 760, ["A letter of the mission", "", SENTENCE])]))
    (made / "damaged.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (made / "table.csv").write_text("a,b\n")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / ".hidden.txt").write_text(TEXT)
    return made


def test_a_folder_is_checked_in_the_order_of_names(run: Run, folder: Path) -> None:
    done = run("check", str(folder), "--html", "pages", "--json", "cases", "--date", "2020-05-04")
    assert done.code == 4, done.err
    heads = [line for line in done.out.splitlines() if line.startswith("== ")]
    assert heads == ["== a.docx (1 of 4)", "== b.txt (2 of 4)", "== c.pdf (3 of 4)", "== damaged.pdf (4 of 4)"]
    assert "3 of 4 texts of" in done.out
    assert "Not read: damaged.pdf: damaged.pdf is damaged" in done.out
    assert "Left alone, of other kinds (2): picture.png, table.csv" in done.out
    assert sorted(p.name for p in Path("pages").iterdir()) == ["a.docx.html", "b.txt.html", "c.pdf.html"]
    case = json.loads(Path("cases/a.docx.json").read_text())
    assert case["document"]["title"] == "A letter of the mission"
    assert [f["claim"] for f in case["findings"]]


def test_a_folder_that_is_read_in_full_ends_well(run: Run, folder: Path) -> None:
    (folder / "damaged.pdf").unlink()
    done = run("plan", str(folder), "--date", "2020-05-04")
    assert done.code == 0, done.err
    assert "3 of 3 texts of" in done.out


def test_claims_of_a_folder(run: Run, folder: Path) -> None:
    assert run("claims", str(folder), "--output", "claims").code == 4
    assert sorted(p.name for p in Path("claims").iterdir()) == ["a.docx.yaml", "b.txt.yaml", "c.pdf.yaml"]
    assert run("check", "claims/c.pdf.yaml", "--date", "2020-05-04").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("claims", "texts"), r"a folder of texts without --output"),
        (("check", "texts", "--json", "-"), r"--json - with a folder of texts. Expected: a folder"),
        (("check", "texts", "--html", "texts/b.txt"), r"--html texts/b.txt with a folder of texts"),
        (("check", "texts", "--answer", "q=a"), r"--answer with a folder of texts. Expected: one text"),
        (("plan", "texts", "--choose", "a=b", "--reason", "x"), r"--choose with a folder of texts"),
        (("check", "texts", "--link", "https://x.example"), r"--link with a folder of texts"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_options_of_one_text_are_refused_for_a_folder(run: Run, words: tuple[str, ...], message: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert message in done.err


def test_a_folder_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.csv").write_text("a")
    done = run("check", "none")
    assert done.code == 4
    assert "the folder none holds no file that is read (of 1)" in done.err
    assert ".docx" in done.err


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("http://127.0.0.1:9/a", 4, "127.0.0.1 is not on the open internet"),
        ("http://localhost/a", 4, "localhost is not on the open internet"),
        ("ftp://news.example/a", 2, "begins with ftp:"),
        ("https://a:b@news.example/a", 2, "holds a user name or password"),
    ],
)
@pytest.mark.parametrize("command", ["check", "claims", "plan"])
def test_addresses_that_are_not_fetched(run: Run, command: str, source: str, code: int, message: str) -> None:
    done = run(command, source)
    assert (done.code, message in done.err) == (code, True), done.err


def test_a_page_at_an_address_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><head><meta name=pubdate content=2019-05-03></head><body><article><p>{TEXT * 3}</p></article>"

    def fetched(address: str, media_types: set[str]) -> Fetched:
        assert {"text/html", "application/pdf", "text/plain"} <= media_types
        return Fetched(page.encode(), "https://news.example/final", "text/html")

    monkeypatch.setattr(_fetch, "fetch", fetched)
    done = run("check", "https://news.example/a", "--json", "-")
    assert done.code == 0, done.err
    case = json.loads(done.out)
    assert case["document"]["address"] == "https://news.example/final"
    assert case["document"]["date"] == "2019-05-03"
    assert case["findings"]


def test_standard_input_may_hold_any_format(run: Run) -> None:
    data = word([("Normal", TEXT.strip())])
    done = run("check", "-", "--date", "2020-05", "--json", "-", stdin=data)
    assert done.code == 0, done.err
    document = json.loads(done.out)["document"]
    assert (document["date"], document["date_precision"]) == ("2020-05-31", "month")
    assert document["text"] == TEXT.strip()


@pytest.mark.usefixtures("home")
def test_a_document_is_checked_from_python() -> None:
    case = inquest.check(open_document(TEXT), date="2020-05")
    assert case.frozen.document.date_precision == "month"
    assert case.findings


def test_what_was_odd_in_a_text_is_shown_with_the_report(run: Run) -> None:
    done = run("check", "-", stdin=TEXT.replace("army", "\u0430rmy").encode())
    assert "1 word with letters of another script that look the same (army)" in " ".join(done.out.split())
