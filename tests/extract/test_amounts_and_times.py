"""Amounts with the bounds that words put on them, and expressions of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquest.extract._quantities import find_amounts, number
from inquest.extract._times import find_times, grain
from inquest.extract.rules import Rules
from inquest.read import open_document
from inquest.resolve.gazetteer import load_gazetteer


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("More than 4,000 people", ">", 4000, ""),
        ("fewer than 300 lives", "<", 300, ""),
        ("at least 5,000 people", ">=", 5000, ""),
        ("no fewer than 12", ">=", 12, ""),
        ("no more than 12", "<=", 12, ""),
        ("nearly 400 fighters", "~", 400, ""),
        ("some 180 soldiers", "~", 180, ""),
        ("hundreds of civilians", ">=", 200, ""),
        ("dozens of strikes", ">=", 24, ""),
        ("tens of thousands", ">=", 20000, ""),
        ("several soldiers", ">=", 2, ""),
        ("twenty-eight men", "=", 28, ""),
        ("1.5 million people", "=", 1.5e6, ""),
        ("a third of all deaths", "=", 33.3333, "%"),
        ("more than three quarters", ">", 75, "%"),
        ("less than a tenth", "<", 10, "%"),
        ("well over half of them", ">", 50, "%"),
        ("44 percent of", "=", 44, "%"),
        ("44 per cent of", "=", 44, "%"),
        ("only 13% of", "=", 13, "%"),
        ("more than nine in ten", ">", 90, "%"),
        ("most of the attacks", ">", 50, "%"),
        ("twice as many", "=", 2, "ratio"),
        ("fewer than half as many deaths", "<", 0.5, "ratio"),
        ("an order of magnitude less", "~", 10, "ratio"),
        ("not one in ten of the dead", "<", 10, "%"),
        ("a few hundred men", ">=", 200, ""),
        ("four or five men", "between", 4, ""),
        ("two or three thousand men", "between", 2000, ""),
        ("several times more", ">", 3, "ratio"),
        ("three times more", "=", 3, "ratio"),
        ("a quarter of a million dead", "~", 250000, ""),
        ("Two dozen people", "=", 24, ""),
        ("more than two dozen", ">", 24, ""),
        ("the death toll was over 4,000", ">", 4000, ""),
        ("before the month was over 88 were dead", "=", 88, ""),
    ],
)
def test_amount(text: str, op: str, value: float, unit: str) -> None:
    found = find_amounts(text, [])
    assert [(a.op, a.value, a.unit) for a in found] == [(op, value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"), [("10-15 times more", 10, 15, "ratio"), ("from 30 to 80 percent", 30, 80, "%")]
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    found = find_amounts(text, [])
    assert [(a.op, a.value, a.high, a.unit) for a in found] == [("between", low, high, unit)]


def test_a_hundred_and_three_others_are_two_amounts() -> None:
    found = find_amounts("one hundred soldiers and three others", []) + find_amounts("one hundred and three others", [])
    assert [a.value for a in found] == [100, 3, 100, 3]


@pytest.mark.parametrize(
    "text", ["had the most people killed", "no one was hurt", "in T-72 tanks", "One does not need"]
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text, []) == []


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_are_read_back(n: int) -> None:
    assert number(f"{n:,}") == n
    assert [a.value for a in find_amounts(f"exactly {n:,} people", [])] == [n]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It fell between 2017 and 2019.", ["between 2017 and 2019"]),
        ("Between April 2016 and March 2017 it fell.", ["Between April 2016 and March 2017"]),
        ("It lasted from 6 June to 12 October 2017.", ["from 6 June to 12 October 2017"]),
        ("They clashed in every year from 2016 to 2019.", ["from 2016 to 2019"]),
        ("In the first half of 2017 and last year.", ["In the first half of 2017", "last year"]),
        ("For years, they fought; since 2014 no more.", ["For years", "since 2014"]),
        ("Yesterday, two weeks ago, on Sunday morning.", ["Yesterday", "two weeks ago", "on Sunday morning"]),
        ("He may go. They march on.", []),
        ("Brigade 2017-A met 2,017 people.", []),
    ],
)
def test_times(text: str, times: list[str]) -> None:
    assert [text[t.start : t.end] for t in find_times(text)] == times


def test_ends_of_a_range() -> None:
    text = "between April 2016 and March 2017"
    (time,) = find_times(text)
    assert time.first is not None
    assert time.last is not None
    assert (text[slice(*time.first)], text[slice(*time.last)]) == ("April 2016", "March 2017")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("On Friday", "day"),
        ("on 8 February 2022", "day"),
        ("2016-03-01", "day"),
        ("two days ago", "day"),
        ("last week", "week"),
        ("in September", "month"),
        ("mid-March", "month"),
        ("in 2015", "year"),
        ("spring 2020", "year"),
        ("2016-19", "range"),
        ("between May and July 2014", "range"),
        ("since last week", "open"),
        ("thus far", "open"),
        ("over the past three months", "week"),
        ("at the same time", "leaning"),
        ("three months before", "leaning"),
        ("during the war", "other"),
    ],
)
def test_grain(words: str, expected: str) -> None:
    assert grain(words) == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("somewhere between 300 and 500 people", 300, 500, ""),
        ("Between two and three thousand men", 2000, 3000, ""),
        ("between 40 and 50 percent", 40, 50, "%"),
        ("between a quarter and a third", 25, 33.3333, "%"),
    ],
)
def test_between(text: str, low: float, high: float, unit: str) -> None:
    assert [(a.op, a.value, a.high, a.unit) for a in find_amounts(text, [])] == [("between", low, high, unit)]


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("well over a million people", ">", 1e6),
        ("half a million people", "~", 5e5),
        ("a number of villagers", ">=", 1),
        ("the estimate of 69,000 dead", "~", 69000),
    ],
)
def test_round_amounts(text: str, op: str, value: float) -> None:
    assert [(a.op, a.value) for a in find_amounts(text, [])] == [(op, value)]


def test_an_amount_behind_a_time_is_not_lost() -> None:
    text = "from four in 2019 to 31 in 2020"
    times = [(text.index("in 2019"), text.index(" to ")), (text.index("in 2020"), len(text))]
    assert [a.value for a in find_amounts(text, times)] == [4.0, 31.0]


@pytest.mark.parametrize(
    ("text", "times", "amounts"),
    [
        ("More than 2000 people were killed in 2017.", ["in 2017"], [2000.0]),
        ("The army lost 1950 Iraqi soldiers there.", [], [1950.0]),
        ("The 2015 attacks killed 130 people.", ["2015"], [130.0]),
        ("In 2016 people were killed there.", ["In 2016"], []),
        ("They fought until 2016 rebels came.", ["until 2016"], []),
    ],
)
def test_four_digits_that_count_are_no_year(text: str, times: list[str], amounts: list[float]) -> None:
    found = find_times(text)
    assert [text[t.start : t.end] for t in found] == times
    assert [a.value for a in find_amounts(text, [(t.start, t.end) for t in found])] == amounts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("More than 280 people have died in Helmand since the truce collapsed on 22 April.", "since 22 April"),
        ("No fewer than 90 people have died in Kunduz since the garrison fled on 3 May 2015.", "since 3 May 2015"),
    ],
)
def test_the_date_of_what_a_time_begins_with_is_no_time_of_its_own(text: str, words: str) -> None:
    (claim,) = [
        c for c in Rules().extract(open_document(text, date="2016-05-05"), load_gazetteer()).claims if c.quantity
    ]
    (period,) = claim.periods
    assert period.text == words
    assert period.via
