"""Documents from text: titles, sentences, furniture, dates, and a clear error for what is no article."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.contracts import Reader
from inquest.errors import InputError, UsageError
from inquest.read import open_document
from inquest.read._sentences import split
from inquest.read.text import READER


def test_it_is_a_reader() -> None:
    assert isinstance(READER, Reader)


def test_title_body_and_furniture() -> None:
    document = open_document(
        "Who won the war?\n\nThe army left Goma. Nobody stayed.\n\n2015 — 2023 ©. All rights reserved."
    )
    assert document.title == "Who won the war?"
    assert [s.role for s in document.sentences[:3]] == ["title", "body", "body"]
    assert {s.role for s in document.sentences[3:]} == {"furniture"}
    assert document.date is None
    assert document.date_reason == "no publication date was given, and the text has no dateline"


def test_offsets_are_exact() -> None:
    document = open_document(
        "Mr. Doe of the U.S. Army spoke. «They lost 2.5 tons!» he said. It was Gen. Roe's idea.\r\n\r\nYes, it was."
    )
    assert [s.text for s in document.sentences] == [
        "Mr. Doe of the U.S. Army spoke.",
        "«They lost 2.5 tons!» he said.",
        "It was Gen. Roe's idea.",
        "Yes, it was.",
    ]
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He came from the U.S. In May he left.", 2),
        ("The U.S. Army came. It left.", 2),
        ("It fell by 2.5 percent in Jan. 2017.", 1),
        ("“Who knows?” asked he.", 1),
        ("Troops advanced... and then stopped.", 1),
        ("They left. «Nobody stayed,» he said.", 2),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("GOMA, 3 May 2018 - The army left Goma on Monday.", dt.date(2018, 5, 3)),
        ("The army leaves\nPublished: 2018-05-03\n\nThe army left Goma on Monday.", dt.date(2018, 5, 3)),
        ("The army leaves\nMay 3, 2018\n\nThe army left Goma on Monday.", dt.date(2018, 5, 3)),
        ("Nine people were killed in Goma on 8 February 2022.", None),
        ("The army left Goma on 3 May 2018. It came back.", None),
        ("The army leaves Goma at last\n\nIt left.\n\n2015 - 2023 © All rights reserved", None),
        ("Published 31 February 2018\n\nThe army left Goma.", None),
    ],
)
def test_dates_come_from_datelines_only(text: str, date: dt.date | None) -> None:
    document = open_document(text)
    assert document.date == date
    assert "dateline" in document.date_reason
    assert date is None or "has the dateline" in document.date_reason


def test_a_given_date_wins() -> None:
    document = open_document("GOMA, 3 May 2018 - The army left Goma.", date="2019-01-02", author="A", publisher="B")
    assert (document.date, document.date_reason) == (dt.date(2019, 1, 2), "given by the user")
    assert (document.author, document.publisher) == ("A", "B")


def test_a_wrong_date_is_named() -> None:
    with pytest.raises(UsageError, match=r"'4 May' is no date.*YYYY-MM-DD.*--date 2020-05-04"):
        open_document("The army left Goma.", date="4 May")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"the input is empty.*words in it"),
        (b"  \n \t ", r"the input is empty"),
        (b"%PDF-1.7 ...", r"the input is damaged.*a whole PDF.*\.txt"),
        (b"PK\x03\x04....", r"a zip archive or an office document"),
        (
            b"abc\x00\x01\x02 def",
            r"the input is binary data.*Choices: .*\.docx.*\.pdf.*save the article's text",
        ),
        (b"The army left. " * 3_400_000, r"holds 51 MB of text.*at most 5 MB.*one by one"),
        (b"!!! ... ???", r"holds no sentence.*three words"),
        (b"Goma", r"holds no sentence"),
    ],
)
def test_bad_input_is_named(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"(?s){message}"):
        open_document(data)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt can't be read \(No such file or directory\).*check the path"):
        open_document(tmp_path / "none.txt")


def test_a_format_without_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match=r"a\.odt is a zip archive.*\.docx.*save the article's text"):
        open_document(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The army left Málaga on Monday – at last.".encode(encoding))
    assert open_document(path).text == "The army left Málaga on Monday – at last."


def test_unseen_marks_are_taken_out() -> None:
    assert open_document("The \u202earmy\u200b left\x07 Goma.").text == "The army left Goma."


@given(st.text(max_size=400))
def test_sentences_never_overlap_and_point_into_the_text(text: str) -> None:
    last = 0
    for sentence in split(text):
        assert sentence.start >= last
        assert text[sentence.start : sentence.end] == sentence.text
        last = sentence.end


@pytest.mark.parametrize("piece", ["a", ". ", "U.S.", "\n", '("«', "Mr. ", "© "])
def test_splitting_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.perf_counter()
        split(piece * (size // len(piece)))
        return time.perf_counter() - start

    assert seconds(400_000) < 14 * max(seconds(100_000), 0.004)
