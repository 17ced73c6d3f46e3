"""The date of a document: who states it, how much of it is known, and what is no date at all."""

import datetime as dt

import pytest
from tests.read.made import column, pdf

from inquest.errors import UsageError
from inquest.model.document import Document
from inquest.read import open_document, parse_date
from inquest.read._dates import from_data

BODY = "The army left Goma on Monday. Nobody stayed behind in the town, and the bridge was down.\n"


def head(line: str) -> Document:
    return open_document(f"The army leaves Goma\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    ("line", "date", "precision"),
    [
        ("3 May 2018", "2018-05-03", "day"),
        ("Thursday, 3 May 2018", "2018-05-03", "day"),
        ("Published on 3rd May 2018 at 10:00 GMT", "2018-05-03", "day"),
        ("First published: May 3, 2018", "2018-05-03", "day"),
        ("Date: 03.05.2018", "2018-05-03", "day"),
        ("Date: 25/12/2018", "2018-12-25", "day"),
        ("Date: 12/25/2018", "2018-12-25", "day"),
        ("2018-05-03T10:30:00Z", "2018-05-03", "day"),
        ("Date: Thu, 3 May 2018 10:30:00 +0200", "2018-05-03", "day"),
        ("Updated 9:41 AM ET, Thu May 3, 2018", "2018-05-03", "day"),
        ("Thursday 3 May 2018 10.52 BST", "2018-05-03", "day"),
        ("3rd of May, 2018", "2018-05-03", "day"),
        ("By Ana Quill | 3 May 2018 | 4 min read", "2018-05-03", "day"),
        ("GOMA (Courier), 3 May 2018 - The army has left.", "2018-05-03", "day"),
        ("Goma, 3 May 2018", "2018-05-03", "day"),
        ("3 May 2018, Goma", "2018-05-03", "day"),
        ("date: 2018-05 (day unknown)", "2018-05-31", "month"),
        ("2018-06 (day unknown)", "2018-06-30", "month"),
        ("# source: mission | date: 2018-05-03 | own words", "2018-05-03", "day"),
        ("May 2018", "2018-05-31", "month"),
        ("Published: May 2018", "2018-05-31", "month"),
        ("Date: 2018", "2018-12-31", "year"),
        ("Москва, 3 мая 2018 года", "2018-05-03", "day"),
        ("3 травня 2018", "2018-05-03", "day"),
        ("3 أيار 2018", "2018-05-03", "day"),
        ("٣ أيار ٢٠١٨", "2018-05-03", "day"),
        ("3 травня 2018 року", "2018-05-03", "day"),
        ("Анна Петрова, 3 мая 2018 года", "2018-05-03", "day"),
        ("3 mai 2018", "2018-05-03", "day"),
        ("1er mai 2018", "2018-05-01", "day"),
        ("3. Mai 2018", "2018-05-03", "day"),
        ("3 de mayo de 2018", "2018-05-03", "day"),
        ("Report A, 3 May 2018", "2018-05-03", "day"),
        ("Statement to the press by the mission in Goma, 3 May 2018", "2018-05-03", "day"),
    ],
)
def test_a_line_that_states_the_date(line: str, date: str, precision: str) -> None:
    document = head(line)
    assert document.date == dt.date.fromisoformat(date)
    assert document.date_precision == precision
    assert "the text has the dateline" in document.date_reason
    assert (f"only the {precision} is known" in document.date_reason) == (precision != "day")


@pytest.mark.parametrize("line", ["03/05/2018", "Date: 03/05/2018", "Published on 03/05/2018"])
def test_of_two_readings_the_later_day_is_taken_and_said(line: str) -> None:
    document = head(line)
    assert (document.date, document.date_precision) == (dt.date(2018, 5, 3), "year")
    assert "which is 5 March or 3 May: the later is taken, only the year for sure" in document.date_reason


@pytest.mark.parametrize(
    "body",
    [
        "Армия ушла из города в понедельник. Никто не остался, и мост был разрушен.",
        "L'armée a quitté la ville lundi. Personne n'est resté dans la ville et le pont était détruit.",
    ],
)
def test_a_language_that_sets_the_day_first_leaves_one_reading(body: str) -> None:
    document = open_document(f"03/05/2018\n\n{body}\n")
    assert (document.date, document.date_precision) == (dt.date(2018, 5, 3), "day")


def test_an_opening_line_that_ends_with_its_date() -> None:
    assert open_document(f"Report A, 3 January 2018\n\n{BODY}").date == dt.date(2018, 1, 3)
    assert open_document(f"Forty soldiers were killed in the north, 3 January 2018\n\n{BODY}").date is None


@pytest.mark.parametrize(
    "line",
    [
        "2018",
        "2015 - 2023",
        "May 2015 - May 2018",
        "3 May 2018 was a Thursday and it rained.",
        "On Thursday, 3 May 2018 - the army had left.",
        "© 3 May 2018",
        "Copyright 2018",
        "Copyright: 3 May 2018",
        "Published 31 February 2018",
        "The truce of May 2018",
        "Updated 2015-2018",
        "Call 2018-05-03-77",
        "The summer of 2018",
    ],
)
def test_a_line_that_states_none(line: str) -> None:
    document = head(line)
    assert document.date is None
    assert "no dateline" in document.date_reason


def test_a_line_at_the_end_states_it() -> None:
    document = open_document(f"{BODY * 9}\nGoma, 3 May 2018\n\n© 2015 - 2023 The Mission")
    assert document.date == dt.date(2018, 5, 3)
    assert 'ends with the dateline "Goma, 3 May 2018"' in document.date_reason


@pytest.mark.parametrize(
    ("given", "date", "precision"),
    [("2020-05-04", "2020-05-04", "day"), ("2015-11", "2015-11-30", "month"), ("2022", "2022-12-31", "year")],
)
def test_a_date_may_be_given_as_far_as_it_is_known(given: str, date: str, precision: str) -> None:
    document = open_document(BODY, date=given)
    assert (document.date, document.date_precision) == (dt.date.fromisoformat(date), precision)
    assert document.date_reason.startswith("given by the user")
    assert ("the last day" in document.date_reason) == (precision != "day")
    assert parse_date(given) == document.date


@pytest.mark.parametrize("given", ["4 May", "2020-13", "2020-02-30", "20", "2020-5-4", ""])
def test_what_is_no_date_is_named(given: str) -> None:
    with pytest.raises(UsageError, match=r"is no date.*YYYY-MM-DD.*YYYY-MM.*--date 2020-05-04"):
        open_document(BODY, date=given)


def test_a_given_date_that_the_text_denies_is_noted() -> None:
    document = open_document(f"GOMA, 3 May 2018 - {BODY}", date="2019-01-02")
    assert document.date == dt.date(2019, 1, 2)
    assert document.notes == (
        'The date given is 2019-01-02, but the text has the dateline "GOMA, 3 May 2018" (2018-05-03).',
    )
    assert open_document(f"GOMA, 3 May 2018 - {BODY}", date="2018").notes == ()


def test_a_page_and_its_text_that_differ_are_noted() -> None:
    shown = f"<p>GOMA, 3 May 2018 - {BODY}</p><p>{BODY}</p>"
    data = '<!doctype html><html><head><meta name="pubdate" content="2021-01-01"></head><body><article>{}</article>'
    document = open_document(data.format(shown).encode())
    assert document.date == dt.date(2021, 1, 1)
    assert document.notes == (
        'The date taken is 2021-01-01: the page\'s field pubdate says "2021-01-01"; but the text has the dateline '
        '"GOMA, 3 May 2018", that is 2018-05-03.',
    )


def test_when_a_file_was_made_is_not_when_it_was_published() -> None:
    info = "/CreationDate (D:20240101120000Z)"
    dated = open_document(
        pdf([column(72, 760, ["GOMA, 3 May 2018 - The army left Goma on Monday.", BODY.strip()])], info)
    )
    assert dated.date == dt.date(2018, 5, 3)
    assert "but the file was made on 2024-01-01." in dated.notes[0]
    bare = open_document(pdf([column(72, 760, ["The army left Goma on Monday.", BODY.strip()])], info))
    assert bare.date == dt.date(2024, 1, 1)
    assert "the file's properties say that it was made on that day" in bare.date_reason
    assert bare.notes[-1].startswith("The date taken is 2024-01-01: the file's properties say that it was made")
    assert bare.notes[-1].endswith("give that: --date.")
    numbered = open_document(f"Jane Doe · Brief No. 41 · 18 September 2018\n\n{BODY}")
    assert numbered.date == dt.date(2018, 9, 18)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018-05-03T10:00:00+02:00", "2018-05-03"), ("20180503", "2018-05-03"), ("2018/05/03 10:00", "2018-05-03"),
        ("Thu, 03 May 2018 10:00:00 GMT", "2018-05-03"), ("1525341600", None), ("yesterday", None), (None, None),
        (20180503, None), ("2018-02-31", None), ("2018-05", "2018-05-31"), ("0001-01-01", None),
    ],
)  # fmt: skip
def test_dates_in_data(value: object, date: str | None) -> None:
    found = from_data(value)
    assert (found[0].isoformat() if found else None) == date
