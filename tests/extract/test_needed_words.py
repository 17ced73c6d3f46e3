"""Forms of times and dates are tried only where a text holds what they need: that must never hide a match."""

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest

from inquest.extract import _times
from inquest.read import _dates
from inquest.resolve import calendar, times

POINTS = (
    "2017", "May 2017", "early 2017", "mid-2017", "3 May", "3 May 2017", "May 3, 2017", "2017-05-03", "3.5.2017",
    "late May", "the end of 2017", "the beginning of 2017", "spring 2017", "the first half of 2017", "h2 2017",
    "Q3 2017", "the third quarter of 2017", "the last three months of 2018", "the 1990s", "the calendar year 2017",
    "February",
    "8 февраля 2022", "мая 2018", "shubat 2019", "September", "the start of May 2017", "Dec. 2016", "last year",
    "Friday", "Friday evening", "last Monday night", "the war", "the siege", "summer", "a few weeks", "three years",
)  # fmt: skip
FRAMES = (
    "{}", "In {}", "during {}", "since {}", "ever since {}", "by {}", "by the end of {}", "until {}", "after {}",
    "before {}", "From {} on", "from {} onwards", "from {} to {}", "Between {} and {}", "{}-{}", "{} – {}", "2016/{}",
    "for {}", "{} ago", "over the past {}", "the last {}", "in recent {}", "this {}", "nine people from {} to {}",
)  # fmt: skip
LOOSE = (
    "yesterday", "the day before yesterday", "last night", "overnight", "this morning", "tonight", "now", "of late",
    "recently", "lately", "nowadays", "so far", "to date", "all along", "never", "throughout the war", "for years",
    "for weeks on end", "in recent months", "last year", "the previous month", "this week", "past six months",
    "two decades ago", "several days", "at the moment", "at that time", "tomorrow", "the following month", "1980s",
    "three days earlier", "a year later", "the coming year", "during the ceasefire", "After the invasion",
)  # fmt: skip
WORDS = (*LOOSE, *(frame.format(point, point) for frame, point in product(FRAMES, POINTS)))


def everything(forms: tuple[tuple[object, ...], ...]) -> tuple[tuple[object, ...], ...]:
    """The same forms, needing nothing."""
    return tuple(
        tuple(("",) if isinstance(part, tuple) else part for part in form)  # the needs are the one tuple in a form
        for form in forms
    )


def found() -> list[object]:
    day = dt.date(2020, 5, 4)
    return [
        (
            _times.find_times(f"Nine people were killed {words}."),
            times.parse_readings(words, day, (dt.date(2016, 1, 1), dt.date(2019, 12, 31))),
            _dates.dateline(f"{words} - The army said so."),
        )
        for words in WORDS
    ]


def test_what_a_form_needs_hides_no_match(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = found()
    forms = _times.time_forms("en")
    bare = replace(forms, patterns=everything(forms.patterns))
    monkeypatch.setattr(_times, "time_forms", lambda _: bare)
    for module, name in ((times, "_RULES"), (calendar, "_FORMS"), (_dates, "_FORMS")):
        monkeypatch.setattr(module, name, everything(getattr(module, name)))
    for words, one, other in zip(WORDS, narrow, found(), strict=True):
        assert one == other, words
    assert sum(bool(one[1]) for one in narrow) > len(WORDS) // 3  # most of them are times


def test_every_form_but_the_plainest_needs_something() -> None:
    bare = [what for what, needs, _ in _times.time_forms("en").patterns if needs == ("",)]
    assert len(bare) == 2
    assert not [needs for needs, *_ in times._RULES if "" in needs]
