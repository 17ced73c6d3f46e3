import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.extract._times import find_times
from inquest.resolve.calendar import MONTHS, NeedsDateError
from inquest.resolve.times import parse

DAY = dt.date(2020, 5, 4)
SPAN = (dt.date(2016, 1, 1), dt.date(2019, 11, 30))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("yesterday", "2020-05-03", "2020-05-03"),
        ("on Sunday", "2020-05-03", "2020-05-03"),
        ("last Monday", "2020-04-27", "2020-04-27"),
        ("last year", "2019-01-01", "2019-12-31"),
        ("this year", "2020-01-01", "2020-05-04"),
        ("last month", "2020-04-01", "2020-04-30"),
        ("two weeks ago", "2020-04-17", "2020-04-23"),
        ("almost two years ago", "2018-01-01", "2018-12-31"),
        ("in February", "2020-02-01", "2020-02-29"),
        ("in September", "2019-09-01", "2019-09-30"),
        ("since 2014", "2014-01-01", "2020-05-04"),
        ("since the summer of 2018", "2018-06-01", "2020-05-04"),
        ("In 2016", "2016-01-01", "2016-12-31"),
        ("between April 2016 and March 2017", "2016-04-01", "2017-03-31"),
        ("from 2016 to 2019", "2016-01-01", "2019-12-31"),
        ("2016–19", "2016-01-01", "2019-12-31"),
        ("in 2016 and 2017", "2016-01-01", "2017-12-31"),
        ("January-March 2018", "2018-01-01", "2018-03-31"),
        ("November 2017–January 2018", "2017-11-01", "2018-01-31"),
        ("in summer and autumn 2018", "2018-06-01", "2018-11-30"),
        ("the first half of 2018", "2018-01-01", "2018-06-30"),
        ("the first three months of 2017", "2017-01-01", "2017-03-31"),
        ("early 2017", "2017-01-01", "2017-05-01"),
        ("mid-2017", "2017-05-02", "2017-09-01"),
        ("spring 2020", "2020-03-01", "2020-05-31"),
        ("winter 2016", "2016-12-01", "2017-02-28"),
        ("Q3 2018", "2018-07-01", "2018-09-30"),
        ("by the end of 2017", "2016-01-01", "2017-12-31"),
        ("until 2018", "2016-01-01", "2018-12-31"),
        ("before 2014", "2013-01-01", "2013-12-31"),
        ("after 2017", "2018-01-01", "2020-05-04"),
        ("during the offensive from 6 June to 12 October 2017", "2017-06-06", "2017-10-12"),
        ("8 February 2022", "2022-02-08", "2022-02-08"),
        ("March 5, 2020", "2020-03-05", "2020-03-05"),
        ("2017-03-04", "2017-03-04", "2017-03-04"),
        ("the past three months", "2020-02-05", "2020-05-04"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("شباط 2016", "2016-02-01", "2016-02-29"),
        ("in Shubat 2017", "2017-02-01", "2017-02-28"),
        ("all along", "2016-01-01", "2019-11-30"),
        ("in every year from 2016 to 2019", "2016-01-01", "2019-12-31"),
    ],
)
def test_times(words: str, start: str, end: str) -> None:
    window = parse(words, DAY, SPAN)[0]
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end)
    assert window.reason


def test_open_spans_have_several_readings() -> None:
    years = parse("For years", DAY)
    assert len(years) == 3
    assert {w.end for w in years} == {DAY}
    assert all(w.relative for w in years)


@pytest.mark.parametrize("words", ["the war", "", "near Homs", "31 February 2017", "2017-13-01", "from 2021 on"])
def test_what_is_no_time_gives_nothing(words: str) -> None:
    assert parse(words, DAY, SPAN) == ()


@pytest.mark.parametrize("words", ["yesterday", "in February", "for years", "since 2014", "last year", "now"])
def test_a_missing_date_is_not_guessed(words: str) -> None:
    with pytest.raises(NeedsDateError):
        parse(words, None)


def test_open_ends_use_the_record_without_a_date() -> None:
    assert parse("since 2018", None, SPAN)[0].end == SPAN[1]


FRAMES = [
    "in {y}", "since {y}", "until {y}", "before {y}", "early {y}", "late {y}", "mid-{y}", "in {m} {y}", "{d} {m} {y}",
    "{m} {d}, {y}", "between {y} and {z}", "from {m} {y} to {m} {z}", "spring {y}", "winter {y}",
    "{n} weeks ago", "the past {n} years", "for months", "in {m}", "q{q} {y}", "{n} years ago", "{d} {m}",
    "the end of {y}", "the second half of {y}",
]  # fmt: skip
PIECES = st.fixed_dictionaries(
    {
        "y": st.integers(1850, 2099),
        "z": st.integers(1850, 2099),
        "m": st.sampled_from(sorted(MONTHS)),
        "d": st.integers(1, 31),
        "n": st.integers(1, 90),
        "q": st.integers(1, 4),
    }
)


@given(st.sampled_from(FRAMES), PIECES, st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_windows_are_never_reversed_and_case_and_space_do_not_matter(
    frame: str, pieces: dict[str, object], day: dt.date
) -> None:
    words = frame.format(**pieces)
    windows = parse(words, day, SPAN)
    assert all(w.start <= w.end for w in windows)
    spans = [(w.start, w.end) for w in windows]
    assert spans == [(w.start, w.end) for w in parse(f"  {words.upper()} ".replace(" ", "  "), day, SPAN)]


@given(st.integers(1800, 2099))
def test_every_year_round_trips(year: int) -> None:
    whole = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    for words in (f"{year}", f"in {year}", f"In {year}", f"during {year}", f"throughout {year}", f"in the year {year}"):
        window = parse(words, None)[0]
        assert (window.start, window.end, window.relative) == (*whole, False)


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert all(w.start <= w.end for w in parse(text, DAY, SPAN))


@pytest.mark.parametrize("count", ["0", "99", "999", "9999", "99999", "9" * 5000])
@pytest.mark.parametrize("unit", ["hours", "days", "weeks", "fortnights", "months", "years", "decades"])
def test_no_count_leads_out_of_the_calendar(count: str, unit: str) -> None:
    forms = (
        "{} ago", "since {} ago", "the past {}", "{} before 1 January 1900", "{} after May 2016", "within {} of 2016",
        "the {} before July 2016", "the first {} of 2016", "the last {} of 2016", "for {}", "the last {}",
    )  # fmt: skip
    for form in forms:
        assert all(w.start <= w.end for w in parse(form.format(f"{count} {unit}"), DAY, SPAN))


def test_the_last_months_of_a_time_are_counted_from_its_end() -> None:
    (found,) = parse("the last three months of 2016", None)
    assert (found.start, found.end) == (dt.date(2016, 10, 1), dt.date(2016, 12, 31))


@pytest.mark.parametrize("first", ["0", "6", "31"])
def test_a_night_from_no_day_of_the_month_is_that_of_the_day_named(first: str) -> None:
    (found,) = parse(f"the night of {first} to 5 May 2017", None)
    assert (found.start, found.end) == (dt.date(2017, 5, 5), dt.date(2017, 5, 5))


def test_a_length_of_time_may_be_rough() -> None:
    last = dt.date(2020, 11, 2)
    assert [(w.start, w.end) for w in parse("For almost thirty years", last)] == [(dt.date(1990, 11, 3), last)]


@pytest.mark.parametrize(
    "words",
    [
        "between 1 and 12 November 2018",
        "from 1 to 12 November 2018",
        "on 1-12 November 2018",
        "between the 1st and the 12th of November 2018",
        "between November 1 and 12, 2018",
        "from November 1 to 12, 2018",
    ],
)
def test_days_of_one_month(words: str) -> None:
    (window,) = parse(words, None)
    assert (window.start, window.end) == (dt.date(2018, 11, 1), dt.date(2018, 11, 12))
    sentence = f"At least 40 people were killed {words}."
    assert [sentence[t.start : t.end] for t in find_times(sentence)] == [words]


@pytest.mark.parametrize(
    "words",
    ["in 2016 and 2018", "in January and March 2018", "on 1 and 5 March 2018", "in February or March 2018"],
)
def test_times_that_lie_apart_are_no_one_span(words: str) -> None:
    """Between them lies a time that is not meant."""
    assert parse(words, DAY, SPAN) == ()
