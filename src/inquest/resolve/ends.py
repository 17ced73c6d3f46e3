"""Times told by their ends: "from May to July 2016", "since 2014", "until the truce", "three days after 18 May"."""

import datetime as dt
from typing import TYPE_CHECKING

from inquest.resolve.calendar import MONTH, YEAR, Span, months, need
from inquest.resolve.pieces import first_to_last, pair, when
from inquest.resolve.relative import COUNT, UNIT, Read, Reading, leans, named, number, shift

if TYPE_CHECKING:
    import re

SHORT = 31
"""Days of a time from which "a year later" is a month, and no calendar year."""


def _since(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    start = when(m["a"], anchor)
    if start is None:
        return []
    return named((start[0], anchor or need(default and default[1])), "from then to the date of the text", relative=True)


def _until(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    stop = when(m["a"], anchor)
    if stop is None or default is None:
        return []
    last = stop[0] - dt.timedelta(days=1) if m["how"] in ("before", "prior to", "ahead of") else stop[1]
    return named(
        (min(default[0], last.replace(month=1, day=1)), last),
        "from the first day that the record covers",
        leans(m["a"]),
    )


def _until_end(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    stop = when(m["a"], anchor)
    if stop is None or default is None:
        return []
    return named((min(default[0], stop[0]), stop[1]), "from the first day that the record covers", leans(m["a"]))


def _after(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    start = when(m["a"], anchor)
    if start is None:
        return []
    first = start[1] + dt.timedelta(days=1)
    return named(
        (first, anchor or need(default and default[1])), "from the day after to the date of the text", relative=True
    )


def _apart(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "three days after 18 May": that day, or the month or year so many months or years away."""
    base = when(m["a"], anchor)
    if base is None:
        return []
    unit, count, back = m["unit"], number(m["n"]), m["how"] == "before"
    start, end = (shift(d, unit, count if back else -count) for d in base)
    if unit == "month":
        start, end = start.replace(day=1), months(end.year, end.month, end.month)[1]
    elif unit in ("year", "decade") and (base[1] - base[0]).days > SHORT:
        start, end = dt.date(start.year, 1, 1), dt.date(end.year, 12, 31)
    elif unit in ("year", "decade"):
        start, end = start.replace(day=1), months(end.year, end.month, end.month)[1]
    elif unit in ("week", "fortnight"):
        start, end = start - dt.timedelta(days=3), end + dt.timedelta(days=3)
    return named((start, end), f"so long {m['how']} {m['a']}", leans(m["a"]))


def _within(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "within a year of July 2006", and "the nine months before December 2021"."""
    base = when(m["a"], anchor)
    if base is None:
        return []
    unit, count = m["unit"], number(m["n"])
    if m["how"] == "before":
        span = shift(base[0], unit, count), base[0] - dt.timedelta(days=1)
    else:
        span = base[0], shift(base[0], unit, -count)
    return named(span, f"so long {m['how']} {m['a']}", leans(m["a"]))


def _up_to(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the week to 13 February 2018": it ends with that day."""
    base = when(m["a"], anchor)
    if base is None:
        return []
    start = shift(base[1] + dt.timedelta(days=1), m["unit"], number(m["n"] or "one"))
    return named((start, base[1]), f"so long up to {m['a']}", leans(m["a"]))


ENDS: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    ((" after ", " before "), rf"{COUNT} {UNIT} (?P<how>after|before) (?P<a>.+)", _apart),
    (("within ",), rf"within {COUNT} {UNIT} (?P<how>of|after|before) (?P<a>.+)", _within),
    (
        (" to ", " end"),
        rf"(?:(?:in|over|during) )?the (?:{COUNT} )?{UNIT} (?:to|up to|ending|that ended)(?: on)? (?P<a>.+)",
        _up_to,
    ),
    (("the ",), rf"the {COUNT} {UNIT} (?P<how>before|after) (?P<a>.+)", _within),
    (("between ",), r"between (?P<a>.+?) and (?P<b>.+)", first_to_last),
    (("from ",), r"from (?P<a>.+?) (?:to|until|till|through|up to|and|-) (?P<b>.+)", first_to_last),
    ((" and ",), rf"(?P<a>{YEAR}) and (?P<b>{YEAR})", pair),
    (
        ("-",),
        rf"(?P<a>\d{{1,2}}(?:st|nd|rd|th)?)\s?-\s?(?P<b>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}.*)",
        first_to_last,
    ),
    (("-",), rf"(?P<a>{MONTH}(?: {YEAR})?)\s?-\s?(?P<b>{MONTH},? (?:of )?{YEAR})", first_to_last),
    (("-", "/"), rf"(?P<a>{YEAR})\s?[-/]\s?(?P<b>{YEAR}|\d\d)", first_to_last),
    ((" to ", " until ", " through ", " - "), r"(?P<a>.+?) (?:to|until|through|-) (?P<b>.+)", first_to_last),
    (("since ",), r"(?:ever )?since (?P<a>.+)", _since),
    (("from ",), r"from (?P<a>.+?)(?: on| onwards?)", _since),
    (("end of ",), r"(?P<how>by|until|till|up to|before) (?:the )?end of (?P<a>.+)", _until_end),
    (
        ("until ", "till ", "up to ", "before ", "prior to ", "ahead of ", "by "),
        r"(?P<how>until|till|up to|before|prior to|ahead of|by) (?P<a>.+)",
        _until,
    ),
    (("after ",), r"after (?P<a>.+)", _after),
)
"""Forms that ``times`` reads beside those of ``relative``, in the same shape."""
