"""Times counted from the date of the text: "yesterday", "two weeks ago", "last October", "the past 24 hours"."""

import datetime as dt
import re
from collections.abc import Callable

from inquest.resolve.calendar import MONTH, NUMBERS, SEASONS, YEAR, Span, date, last_day, months, need

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
FIRST, LAST = dt.date(2, 1, 1), dt.date(9998, 12, 31)
"""Days between which counting stays: a year inside the calendar, so that some days more are still dates."""
UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
COUNT = rf"(?P<n>\d{{1,5}}|{'|'.join(NUMBERS)})"
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_TEENS = {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_LOOSE = {"day": (7, 14, 30), "week": (21, 42, 90), "month": (90, 180, 365), "year": (730, 1095, 1825)}
"""Days meant by "for weeks", "in recent months": three fair readings each, shortest first."""

Reading = tuple[Span, str, bool]
"""(span, reason, leans on the document's date)."""
Read = Callable[["re.Match[str]", "dt.date | None", "Span | None"], "list[Reading]"]


def shift(day: dt.date, unit: str, n: int) -> dt.date:
    """A day, ``n`` units earlier, kept inside the calendar."""
    if unit in ("year", "decade", "month"):
        months = day.year * 12 + day.month - 1 - n * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(min(max(months, FIRST.year * 12), LAST.year * 12 + 11), 12)
        return dt.date(year, month + 1, min(day.day, last_day(year, month + 1).day))
    return dt.date.fromordinal(min(max(day.toordinal() - n * UNITS[unit], FIRST.toordinal()), LAST.toordinal()))


def number(word: str) -> int:
    """A number in digits or as a word."""
    return NUMBERS[word] if word in NUMBERS else int(word)


def named(span: Span | None, reason: str, relative: bool = False) -> list[Reading]:
    """One reading, or none where there is no span."""
    return [] if span is None or span[0] > span[1] else [(span, reason, relative)]


def leans(*words: str) -> bool:
    """Whether words name no year, so that a date in them leans on the anchor."""
    return any(re.search(rf"{YEAR}|\d0s", w) is None for w in words)


def ago(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "two weeks ago", "almost two years ago"."""
    day, unit = need(anchor), m["unit"]
    then = shift(day, unit, number(m["n"]))
    if unit in ("year", "decade"):
        return named((dt.date(then.year, 1, 1), dt.date(then.year, 12, 31)), "the calendar year that long ago", True)
    slack = {"day": 0, "week": 3, "fortnight": 3, "month": 15}[unit]
    wide = dt.timedelta(days=slack)
    return named((then - wide, then + wide), f"that long ago, give or take {slack} days", True)


def hours(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the last 24 hours"."""
    day = need(anchor)
    back = -(-(number(m["n"]) if m["n"] else 1) // 24)
    return named((day - dt.timedelta(days=back), day), "counted back from the date of the text", True)


def _ordinal(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the 3rd": the latest day of that number up to the date of the text."""
    day = need(anchor)
    number = int(m["d"]) if m["d"] else _TEENS[m["w"]]
    for back in range(4):
        then = shift(day.replace(day=1), "month", back)
        if number <= months(then.year, then.month, then.month)[1].day and then.replace(day=number) <= day:
            return named((then.replace(day=number),) * 2, "the latest such day up to the date of the text", True)
    return []


def _named_unit(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "last October", "this summer": the latest that had begun by then; "last" is none that is still going on."""
    day = need(anchor)
    found = date(m["rest"], anchor)
    if found is not None and m["which"] == "last" and found[1] >= day:
        found = date(m["rest"], shift(day, "year", 1))
    if found is None:
        return []
    return named((found[0], min(found[1], day)), "the latest up to the date of the text", True)


def past(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the past three months"."""
    day = need(anchor)
    start = shift(day, m["unit"], number(m["n"]) if m["n"] else 1) + dt.timedelta(days=1)
    return named((min(start, day), day), "counted back from the date of the text", True)


def loose(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "for years", "in recent weeks": three fair spans."""
    day, unit = need(anchor), m["unit"]
    found = []
    for days in _LOOSE["day" if unit == "fortnight" else "year" if unit == "decade" else unit]:
        start = dt.date.fromordinal(max(day.toordinal() - days + 1, 1))
        about = f"{days // 365} years" if days >= 730 else f"{days} days"
        found.append(((start, day), f"an open span: read as the last {about}", True))
    return found


def _last_unit(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "last year", "this month"."""
    day, unit, back = need(anchor), m["unit"], int(m["which"] in ("last", "previous"))
    if unit == "year":
        span = dt.date(day.year - back, 1, 1), dt.date(day.year - back, 12, 31)
    elif unit == "month":
        then = shift(day.replace(day=1), "month", back)
        span = then, last_day(then.year, then.month)
    elif unit == "week":
        monday = day - dt.timedelta(days=day.weekday() + 7 * back)
        span = monday, monday + dt.timedelta(days=6)
    else:
        span = shift(day, unit, 1), day
    return named(
        (span[0], min(span[1], day)) if back == 0 else span, "the calendar period, from the date of the text", True
    )


def _weekday(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "on Friday"."""
    day = need(anchor)
    back = (day.weekday() - _WEEKDAYS.index(m["day"])) % 7
    if m["last"] and back == 0:
        back = 7
    then = day - dt.timedelta(days=back)
    return named((then, then), "the latest such day up to the date of the text", True)


def _yesterday(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "yesterday", "overnight"."""
    back = {"yesterday": 1, "last night": 1, "the day before yesterday": 2, "overnight": 1}.get(m["w"], 0)
    then = need(anchor) - dt.timedelta(days=back)
    return named((then, then), "counted from the date of the text", True)


def now(_: "re.Match[str]", anchor: dt.date | None, __: Span | None) -> list[Reading]:
    """For "currently", "at present"."""
    day = need(anchor)
    return [
        ((day - dt.timedelta(days=n - 1), day), f"the present: read as the {n} days up to the date of the text", True)
        for n in (30, 90)
    ]


POINTS: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    (
        (" ago",),
        rf"(?:about |around |nearly |almost |some |over |more than )?(?:a )?{COUNT} (?:of )?{UNIT} ago",
        ago,
    ),
    (("last", "previous", "this"), rf"(?P<which>last|previous|this) {UNIT}", _last_unit),
    (
        ("last", "this", "past"),
        rf"(?P<which>last|this past|this|past) (?P<rest>{MONTH}|(?:{'|'.join(SEASONS)}))",
        _named_unit,
    ),
    (("day",), rf"(?P<last>last |this past |this )?(?P<day>{'|'.join(_WEEKDAYS)})(?: \w+ing| night)?", _weekday),
    (
        ("yesterday", "night", "this morning"),
        r"(?P<w>(?:the day before )?yesterday|last night|overnight|tonight|this morning)(?: \w+ing)?",
        _yesterday,
    ),
    (("st", "nd", "rd", "th"), rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)|(?P<w>{'|'.join(_TEENS)}))", _ordinal),
)
"""Points of time that lean on the date of the text, also inside "since ...", "after ..."."""
