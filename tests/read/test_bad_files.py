"""What can't be read is named with its cure; what can be read in part is kept, and the rest is told."""

import builtins
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.read.made import column, pdf, two_columns, word

from inquest.errors import InputError, MachineError
from inquest.read import open_document
from inquest.read._fetch import fetch

SCAN = b"q 500 0 0 700 40 70 cm\nBI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI\nQ\n"
PROSE = "The army left Goma on Monday. Nobody stayed behind in the town, and the bridge was down."


def locked(algorithm: str, user: str = "secret") -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(two_columns()))
    writer.encrypt(user, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A Word file with its parts changed."""
    out = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(word([("Normal", PROSE)])))
    with whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in whole.namelist():
            part = change(name, whole.read(name))
            if part is not None:
                packed.writestr(name, part)
    return out.getvalue()


def given(data: bytes, name: str, tmp_path: Path) -> Any:
    path = tmp_path / name
    path.write_bytes(data)
    return open_document(path)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (pdf([[]] * 3, drawing=SCAN), "scan.pdf", r"scan\.pdf holds 3 pages with pictures of text but no text.*OCR"),
        (pdf([[(72, 700, 9, "7")]], drawing=SCAN), "scan.pdf", r"holds 1 page with pictures of text but no text"),
        (locked("RC4-128"), "a.pdf", r"a\.pdf is protected by a password.*save it without"),
        (two_columns()[:700], "a.pdf", r"a\.pdf is damaged \(.*a whole PDF.*get it again"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "a.pdf", r"a\.pdf is damaged"),
        (b"not one", "a.pdf", r"a\.pdf is damaged \(it doesn't begin as a PDF does\)"),
        (b"", "a.pdf", r"a\.pdf is damaged"),
        (pdf([[]] * 601), "a.pdf", r"a\.pdf has 601 pages.*at most 600"),
        (b"PK\x03\x04 and no more", "a.docx", r"a\.docx is damaged.*a whole \.docx file"),
        (repacked(lambda name, part: None if "document" in name else part), "a.docx", r"a\.docx is no Word file"),
        (repacked(lambda n, p: p[:200] if n == "word/document.xml" else p), "a.docx", r"is damaged \(XMLSyntax"),
        (repacked(lambda n, p: None if n == "[Content_Types].xml" else p), "a.docx", r"a\.docx is damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.docx", r"a\.docx is an old Word file \(\.doc\)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", r"is protected by a password"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.doc", r"a\.doc is an old office document.*Choices: .*\.docx"),
        (b"{\\rtf1 Goma}", "a.rtf", r"a\.rtf is rich text.*Choices: .*\.docx"),
        (b"", "a.html", r"a\.html is empty"),
        (b"<html><body></body></html>", "a.html", r"a\.html has no main text.*drawn by script"),
        (b"<html><body><script>var a = 1;</script><div id=root></div></body></html>", "a.html", "has no main text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.html", r"a\.html is a PNG picture"),
        (b"<html>" + b" " * 20_000_001, "a.html", r"a\.html holds 20 MB.*at most 20 MB"),
        (b"---\ntitle: x\n---\n", "a.md", r"a\.md is empty"),
        (b"The army left. " * 667_000, "a.txt", r"a\.txt holds 10 MB of text.*one by one"),
        (b"\xff\xfe\x00", "a.txt", r"a\.txt (is empty|holds no sentence)"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(data: bytes, name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"(?s){message}"):
        given(data, name, tmp_path)


def test_a_file_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquest.read.docx.MAX_UNPACKED", 3_000_000)
    data = repacked(lambda name, part: b" " * 4_000_000 if name == "word/styles.xml" else part)
    with pytest.raises(InputError, match=r"a\.docx unpacks to 4 MB.*at most 3 MB unpacked"):
        given(data, "a.docx", tmp_path)


def test_a_cipher_that_is_lacking_is_told_from_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    def lacking(*_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", lacking)
    with pytest.raises(MachineError, match=r'is encrypted with AES.* cryptography.*pip install "pypdf\[crypto\]"'):
        given(locked("RC4-128", user=""), "a.pdf", tmp_path)


def test_a_pdf_that_asks_for_no_password_to_read_is_read(tmp_path: Path) -> None:
    assert "ferry" in given(locked("RC4-128", user=""), "a.pdf", tmp_path).text


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    lines = column(72, 760, [PROSE, PROSE])
    document = given(pdf([lines, [], []], drawing=SCAN), "a.pdf", tmp_path)
    assert "Pages 2, 3 of 3 hold no text: if they are scanned, what they say is missing." in document.notes


def test_a_damaged_page_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    read = pypdf.PageObject.extract_text
    calls = iter(range(9))

    def fails(self: Any, *words: Any, **options: Any) -> str:
        if next(calls) == 1:
            raise KeyError("/Widths")
        return read(self, *words, **options)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", fails)
    document = given(pdf([column(72, 760, [PROSE]), column(72, 760, ["No more."])]), "a.pdf", tmp_path)
    assert document.text == PROSE
    assert "Page 2 of 2 could not be read: the text is incomplete." in document.notes


@pytest.mark.parametrize(
    ("module", "name", "data", "what"),
    [
        ("pypdf", "a.pdf", two_columns(), "a PDF"),
        ("docx", "a.docx", word([("Normal", PROSE)]), "a Word file"),
        ("trafilatura", "a.html", b"<html><body><p>x", "a web page"),
    ],
)
def test_a_missing_extra_names_the_command(
    module: str, name: str, data: bytes, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(module, monkeypatch)
    with pytest.raises(
        MachineError, match=rf'{what} needs the package .*the extra read.*pip install "inquest\[read\]"'
    ):
        given(data, name, tmp_path)


def test_a_missing_httpx_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    without("httpx", monkeypatch)
    with pytest.raises(MachineError, match=r'an address needs the package httpx.*pip install "inquest\[read\]"'):
        fetch("https://news.example/", ())


def without(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that lacks a package."""
    own = builtins.__import__

    def lacking(name: str, *words: Any, **options: Any) -> Any:
        if name.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {module!r}")
        return own(name, *words, **options)

    monkeypatch.setattr(builtins, "__import__", lacking)


@pytest.mark.parametrize(
    ("text", "shown", "note"),
    [
        ("The \u0430rmy left G\u043ema today.", "The army left Goma today.", r"2 words .*\(army, Goma\)"),
        ("Сирийская aрмия ушла, с\u200bказал он.", "Сирийская армия ушла, сказал он.", r"1 word.*\(армия\)"),
        ("The ar\u200bmy le\u2060ft Goma today.", "The army left Goma today.", r"2 invisible characters inside words"),
        ("The army left \u202eamoG\u202c today.", "The army left amoG today.", r"turn the direction of writing"),
        ("The army of \u0406\u0405 left Goma today.", "The army of IS left Goma today.", r"1 word .*\(IS\)"),
        ("The word «\u0441\u043e\u0440\u0430» is Russian.", "The word «сора» is Russian.", None),
        ("The 𝗮𝗿𝗺𝘆 left ﬁve towns.", "The army left five towns.", None),
        ("The army\u00ad left Go\u00adma today.", "The army left Goma today.", None),
        ("The army left \u200eGoma\u200f today.", "The army left Goma today.", None),
        ("The army left Go\ufffdma today.", "The army left Go\ufffdma today.", r"1 character could not be decoded"),
        ("The army lef\U000e0041t Goma today.", "The army left Goma today.", r"1 invisible character inside words"),
        ("Cafe\u0301 owners left Goma today.", "Café owners left Goma today.", None),
        ("The BMW-Бук left Goma today.", "The BMW-Бук left Goma today.", None),
        ("The αβγ-army left Goma today.", "The αβγ-army left Goma today.", None),
    ],
)  # fmt: skip
def test_hidden_and_look_alike_characters(text: str, shown: str, note: str | None) -> None:
    import re

    document = open_document(text)
    assert document.text == shown
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
    assert len(document.notes) == (1 + ("\u200bк" in text) if note else 0)
    assert note is None or any(re.search(note, n) for n in document.notes)


def test_a_joiner_between_arabic_letters_stays() -> None:
    text = "او می\u200cگوید که ارتش شهر را ترک کرد."
    assert "می\u200cگوید" in open_document(text).text


def test_mixed_scripts_are_no_error() -> None:
    text = "The army (الجيش) left Aleppo (Алеппо, 阿勒颇) on Monday, and «все» stayed away from it for the whole year."
    assert open_document(text).text == text


@pytest.mark.parametrize("piece", ["a\u0430", "\u200b", "\u202e", "ﬁ", "May 2018 ", "By A ", "3 May 2018, ", "Go 1. "])
def test_reading_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "The army left Goma. " + piece * (size // len(piece))
        start = time.perf_counter()
        open_document(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(400_000) < 14 * max(seconds(100_000), 0.02)


def test_five_megabytes_in_one_line() -> None:
    start = time.perf_counter()
    document = open_document("The army left Goma and nobody stayed in the town of the lake " * 80_000)
    assert time.perf_counter() - start < 20
    assert max(len(s.text) for s in document.sentences) <= 1500


RUSSIAN = (
    "Армия не вошла в город, но боевики его оставили, и это было на рассвете. По данным местных, убиты пять человек."
)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_a_text_in_another_encoding_is_no_text_in_another_language(encoding: str) -> None:
    with pytest.raises(InputError, match=rf"not UTF-8, and read as Windows-1252 .* iconv -f {encoding} -t utf-8"):
        open_document(RUSSIAN.encode(encoding))


def test_an_encoding_that_is_not_guessed_is_told_too() -> None:
    with pytest.raises(InputError, match=r"makes no words .* iconv -f ENCODING"):
        open_document("قتل تنظيم داعش أكثر من ثلاثمئة شخص في الرقة منذ العام الماضي".encode("cp1256"))


@pytest.mark.parametrize(
    "text", ["L’armée a été repoussée à l’été 2017, près de la frontière.", "«Ça… va», «été…» — «là…»", "Über Größe"]
)
def test_accents_of_windows_1252_are_no_other_encoding(text: str) -> None:
    assert open_document(f"{text} The army left the town.".encode("cp1252")).text.startswith(text)


def test_a_run_without_a_blank_is_no_sentence() -> None:
    text = f"The army left the town on Monday. {'QUJD' * 5_000} was there. It came back on Friday."
    document = open_document(text)
    assert next(s.text for s in document.sentences if s.role == "body") == "The army left the town on Monday."
    assert all(len(s.text) < 100 for s in document.sentences if s.role == "body")
    assert "characters in runs without a blank, longer than any word, were left out" in document.notes[0]
    address = "The army left, as https://example.org/" + "a" * 200 + " says."
    assert open_document(address).notes == ()
