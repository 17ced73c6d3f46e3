"""Pieces of a time in a sentence: found there whole, and read as days."""

import datetime as dt

import pytest

from inquest.extract._times import find_times
from inquest.resolve.times import parse

DAY = dt.date(2021, 8, 10)


@pytest.mark.parametrize(
    ("sentence", "words", "start", "end"),
    [
        ("In 2015 and 2016 it lost ground.", "In 2015 and 2016", "2015-01-01", "2016-12-31"),
        ("Many died in March and April 2019.", "in March and April 2019", "2019-03-01", "2019-04-30"),
        ("They came on 7 and 8 October 2020.", "on 7 and 8 October 2020", "2020-10-07", "2020-10-08"),
        ("They came on 11/12 July 2019.", "on 11/12 July 2019", "2019-07-11", "2019-07-12"),
        ("On the night of 22 June 2019 they came.", "On the night of 22 June 2019", "2019-06-22", "2019-06-22"),
        (
            "In the night of 22 to 23 June 2019 they came.",
            "In the night of 22 to 23 June 2019",
            "2019-06-22",
            "2019-06-23",
        ),
        ("They came in the early hours of Monday.", "in the early hours of Monday", "2021-08-09", "2021-08-09"),
        ("It was hit on each of the past ten days.", "the past ten days", "2021-08-01", "2021-08-10"),
        ("It fell in the first half of the year.", "in the first half of the year", "2021-01-01", "2021-06-30"),
        ("It fell in the last quarter of the year.", "in the last quarter of the year", "2020-10-01", "2020-12-31"),
        ("It fell in the first half of last year.", "in the first half of last year", "2020-01-01", "2020-06-30"),
        ("It fell at the end of last month.", "at the end of last month", "2021-07-22", "2021-07-31"),
        ("It fell late last year.", "late last year", "2020-09-01", "2020-12-31"),
        ("It fell earlier this month.", "earlier this month", "2021-08-01", "2021-08-10"),
        ("In the winter thousands starved.", "In the winter", "2020-12-01", "2021-02-28"),
        ("It fell in late summer.", "in late summer", "2021-08-02", "2021-08-31"),
        ("It fell over the weekend.", "over the weekend", "2021-08-07", "2021-08-08"),
        ("It began in the early 1990s.", "in the early 1990s", "1990-01-01", "1993-12-31"),
        ("They killed 12 people Tuesday.", "Tuesday", "2021-08-10", "2021-08-10"),
        ("Six months on, they came again.", "Six months on", "2021-02-11", "2021-08-10"),
        ("On Christmas Eve 2019 it began.", "On Christmas Eve 2019", "2019-12-24", "2019-12-24"),
        ("It began on New Year's Day.", "on New Year's Day", "2021-01-01", "2021-01-01"),
        ("It fell in the last week of July.", "in the last week of July", "2021-07-25", "2021-07-31"),
        ("It fell in the second half of May.", "in the second half of May", "2021-05-16", "2021-05-31"),
        ("They came between 5 and 12 May.", "between 5 and 12 May", "2021-05-05", "2021-05-12"),
    ],
)
def test_pieces_of_a_time_are_found_and_read(sentence: str, words: str, start: str, end: str) -> None:
    found = [sentence[t.start : t.end] for t in find_times(sentence)]
    assert words in found
    first = parse(words, DAY)[0]
    assert (first.start.isoformat(), first.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "The fall of the town surprised them.",
        "Bloody Sunday was long ago.",
        "They pray every Friday.",
        "Half of it fell.",
    ],
)
def test_other_words_are_no_piece_of_a_time(sentence: str) -> None:
    found = [sentence[t.start : t.end] for t in find_times(sentence)]
    assert not any(word in f for f in found for word in ("fall", "Sunday", "Friday"))


@pytest.mark.parametrize("words", ["the fifth half of 2018", "the first half of nothing", "the third half of 2018"])
def test_pieces_of_nothing_are_not_read(words: str) -> None:
    assert parse(words, DAY) == ()


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("7/8 October 2010", "2010-10-07", "2010-10-08"),
        ("from November to January 2009", "2008-11-01", "2009-01-31"),
        ("late Monday", "2021-08-09", "2021-08-09"),
        ("mid-last year", "2020-05-02", "2020-08-31"),
        ("the 2nd quarter of last year", "2020-04-01", "2020-06-30"),
        ("the latter half 2017", "2017-07-01", "2017-12-31"),
        ("H2 2019", "2019-07-01", "2019-12-31"),
    ],
)
def test_pieces_of_any_time_and_pairs_that_share_a_year(words: str, start: str, end: str) -> None:
    (window,) = parse(words, DAY)
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end)


@pytest.mark.parametrize("words", ["2015 and Tuesday", "the 1990s and last month", "7 and April 2009", "H3 2018"])
def test_two_times_of_different_sorts_are_no_pair(words: str) -> None:
    assert parse(words, DAY) == ()
