"""Times in words, as windows: "in 2017", "since 2014", "yesterday", "for years", "the past three months"."""

import datetime as dt
import re
from collections.abc import Callable

from inquest.model.document import Document
from inquest.model.grounding import Window
from inquest.resolve.calendar import MONTH, NUMBERS, YEAR, NeedsDateError, Span, date

DATE_NOT_KNOWN = "date not known"
"""How a grounding's note begins when a time leans on a publication date that isn't known."""

LONG = 27
"""Days from which two spans that lie apart are two readings, and no span in between."""
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
_COUNT = rf"(?P<n>\d+|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_LEAD = re.compile(
    r"^(?:back )?(?:in|on|at|during|over|throughout|within|for|as of|and|but|only|the whole of|all of|all through|"
    r"in the course of|the course of|the period|period)\s+"
)
_LOOSE = {"day": (7, 14, 30), "week": (21, 42, 90), "month": (90, 180, 365), "year": (730, 1095, 1825)}
"""Days meant by "for weeks", "in recent months": three fair readings each, shortest first."""
_NOW = ("now", "currently", "at the moment", "at present", "these days", "right now", "nowadays", "today")


def _plain(text: str) -> str:
    words = re.sub(r"[‐‑–—−]", "-", text.casefold())
    words = re.sub(r"[«»“”\"()*\[\]]", " ", words)
    return re.sub(r"\s+", " ", words).strip(" ,.;:-")


def _when(words: str, anchor: dt.date | None) -> Span | None:
    """One date expression, with or without an article or "in" before it."""
    return date(re.sub(r"^(?:in )?(?:the )?(?:year )?", "", words.strip(" ,")), anchor)


def _need(anchor: dt.date | None) -> dt.date:
    if anchor is None:
        raise NeedsDateError
    return anchor


def _shift(day: dt.date, unit: str, n: int) -> dt.date:
    """A day, ``n`` units earlier, kept inside the calendar."""
    if unit in ("year", "decade", "month"):
        months = day.year * 12 + day.month - 1 - n * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(max(months, 12), 12)
        from inquest.resolve.calendar import last_day

        return dt.date(year, month + 1, min(day.day, last_day(year, month + 1).day))
    return dt.date.fromordinal(max(day.toordinal() - n * _UNITS[unit], 1))


def _number(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


Reading = tuple[Span, str, bool]
"""(span, reason, leans on the document's date)."""
Read = Callable[["re.Match[str]", "dt.date | None", "Span | None"], "list[Reading]"]


def _named(span: Span | None, reason: str, relative: bool = False) -> list[Reading]:
    return [] if span is None or span[0] > span[1] else [(span, reason, relative)]


def _leans(*words: str) -> bool:
    """Whether words name no year, so that a date in them leans on the anchor."""
    return any(re.search(rf"{YEAR}|\d0s", w) is None for w in words)


def _range(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    left, right = m["a"].strip(" ,"), m["b"].strip(" ,")
    if re.fullmatch(YEAR, left) and re.fullmatch(r"\d\d", right):
        right = left[:2] + right
    year = re.search(rf"{YEAR}$", right)
    if year is not None and not re.search(YEAR, left):
        if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", left):
            month = re.search(MONTH, right)
            left = f"{left} {month.group()}" if month else left
        left = f"{left} {year.group()}"
    elif year is None and (own := re.search(rf"{YEAR}$", left)) and date(right + " " + own.group()) is not None:
        right = f"{right} {own.group()}"
    one, two = _when(left, anchor), _when(right, anchor)
    if one is None or two is None:
        return []
    if one[0] > two[1] and year is not None and re.fullmatch(rf"{MONTH} {YEAR}", left):
        one = date(f"{left[:-4]}{int(left[-4:]) - 1}")
    return _named(
        (one[0], two[1]) if one else None, "from the first day to the last, both included", _leans(left, right)
    )


def _since(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    start = _when(m["a"], anchor)
    if start is None:
        return []
    end = anchor or (default[1] if default else None)
    if end is None:
        raise NeedsDateError
    return _named((start[0], end), "from then to the date of the text", relative=True)


def _until(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    stop = _when(m["a"], anchor)
    if stop is None or default is None:
        return []
    last = stop[0] - dt.timedelta(days=1) if m["how"] in ("before", "prior to", "ahead of") else stop[1]
    return _named(
        (min(default[0], last.replace(month=1, day=1)), last),
        "from the first day that the record covers",
        _leans(m["a"]),
    )


def _until_end(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    stop = _when(m["a"], anchor)
    if stop is None or default is None:
        return []
    return _named((min(default[0], stop[0]), stop[1]), "from the first day that the record covers", _leans(m["a"]))


def _after(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    start = _when(m["a"], anchor)
    end = anchor or (default[1] if default else None)
    if start is None:
        return []
    if end is None:
        raise NeedsDateError
    first = start[1] + dt.timedelta(days=1)
    return _named((first, end), "from the day after to the date of the text", relative=True)


def _ago(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    day, unit = _need(anchor), m["unit"]
    then = _shift(day, unit, _number(m["n"]))
    if unit in ("year", "decade"):
        return _named((dt.date(then.year, 1, 1), dt.date(then.year, 12, 31)), "the calendar year that long ago", True)
    slack = {"day": 0, "week": 3, "fortnight": 3, "month": 15}[unit]
    wide = dt.timedelta(days=slack)
    return _named((then - wide, then + wide), f"that long ago, give or take {slack} days", True)


def _past(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    day = _need(anchor)
    start = _shift(day, m["unit"], _number(m["n"]) if m["n"] else 1) + dt.timedelta(days=1)
    return _named((min(start, day), day), "counted back from the date of the text", True)


def _loose(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    day, unit = _need(anchor), m["unit"]
    found = []
    for days in _LOOSE["day" if unit == "fortnight" else "year" if unit == "decade" else unit]:
        start = dt.date.fromordinal(max(day.toordinal() - days + 1, 1))
        about = f"{days // 365} years" if days >= 730 else f"{days} days"
        found.append(((start, day), f"an open span: read as the last {about}", True))
    return found


def _last_unit(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    day, unit, back = _need(anchor), m["unit"], int(m["which"] in ("last", "previous"))
    if unit == "year":
        span = dt.date(day.year - back, 1, 1), dt.date(day.year - back, 12, 31)
    elif unit == "month":
        then = _shift(day.replace(day=1), "month", back)
        from inquest.resolve.calendar import last_day

        span = then, last_day(then.year, then.month)
    elif unit == "week":
        monday = day - dt.timedelta(days=day.weekday() + 7 * back)
        span = monday, monday + dt.timedelta(days=6)
    else:
        span = _shift(day, unit, 1), day
    return _named(
        (span[0], min(span[1], day)) if back == 0 else span, "the calendar period, from the date of the text", True
    )


def _weekday(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    day = _need(anchor)
    back = (day.weekday() - _WEEKDAYS.index(m["day"])) % 7
    if m["last"] and back == 0:
        back = 7
    then = day - dt.timedelta(days=back)
    return _named((then, then), "the latest such day up to the date of the text", True)


def _yesterday(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    back = {"yesterday": 1, "last night": 1, "the day before yesterday": 2, "overnight": 1}.get(m["w"], 0)
    then = _need(anchor) - dt.timedelta(days=back)
    return _named((then, then), "counted from the date of the text", True)


def _now(_: "re.Match[str]", anchor: dt.date | None, __: Span | None) -> list[Reading]:
    day = _need(anchor)
    return [
        ((day - dt.timedelta(days=n - 1), day), f"the present: read as the {n} days up to the date of the text", True)
        for n in (30, 90)
    ]


def _all_along(_: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    if default is None:
        return []
    end = default[1] if anchor is None else max(min(anchor, default[1]), default[0])
    return _named((default[0], end), "all that the record covers up to the text", True)


def _in_range(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    return parse_readings(m["rest"], anchor, default)


_RULES: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    (("between ",), r"between (?P<a>.+?) and (?P<b>.+)", _range),
    (("from ",), r"from (?P<a>.+?) (?:to|until|till|through|up to|and|-) (?P<b>.+)", _range),
    ((" and ",), rf"(?P<a>{YEAR}) and (?P<b>{YEAR})", _range),
    (("-", "/"), rf"(?P<a>{YEAR})\s?[-/]\s?(?P<b>{YEAR}|\d\d)", _range),
    ((" to ", " until ", " through ", " - "), r"(?P<a>.+?) (?:to|until|through|-) (?P<b>.+)", _range),
    (("since ",), r"(?:ever )?since (?P<a>.+)", _since),
    (("from ",), r"from (?P<a>.+?)(?: on| onwards?)", _since),
    (("end of ",), r"(?P<how>by|until|till|up to|before) (?:the )?end of (?P<a>.+)", _until_end),
    (
        ("until ", "till ", "up to ", "before ", "prior to ", "ahead of ", "by "),
        r"(?P<how>until|till|up to|before|prior to|ahead of|by) (?P<a>.+)",
        _until,
    ),
    (("after ",), r"after (?P<a>.+)", _after),
    (
        (" ago",),
        rf"(?:about |around |nearly |almost |some |over |more than )?(?:a )?{_COUNT} (?:of )?{_UNIT} ago",
        _ago,
    ),
    (
        ("past", "last", "previous", "preceding"),
        rf"(?:the )?(?:past|last|previous|preceding)(?: (?:a )?{_COUNT})? {_UNIT}(?<=s)",
        _past,
    ),
    (("past ",), rf"(?:the )?past (?P<n>\b)?{_UNIT}", _past),
    (tuple(_UNITS), rf"{_COUNT} {_UNIT}", _past),
    (tuple(_UNITS), r"(?:many |several |some )?(?P<unit>day|week|month|year|decade)s(?: now| on end)?", _loose),
    (
        ("recent", "past", "last"),
        r"(?:the )?(?:recent|past|last few|past few) (?P<unit>day|week|month|year|decade)s",
        _loose,
    ),
    (("last", "previous", "this"), rf"(?P<which>last|previous|this) {_UNIT}", _last_unit),
    (("day",), rf"(?P<last>last |this past |this )?(?P<day>{'|'.join(_WEEKDAYS)})(?: \w+ing| night)?", _weekday),
    (
        ("yesterday", "night", "this morning"),
        r"(?P<w>(?:the day before )?yesterday|last night|overnight|tonight|this morning)(?: \w+ing)?",
        _yesterday,
    ),
    ((*_NOW, "recently", "lately", "of late"), rf"(?:{'|'.join(_NOW)}|recently|lately|of late)", _now),
    (
        ("all along", "ever", "always", "so far", "to date", "time", "throughout the war"),
        r"all along|ever|never|always|so far|to date|(?:all the|at any) time|throughout the war",
        _all_along,
    ),
    (("from ", "between "), r".+? (?P<rest>(?:from|between) .+)", _in_range),
)
"""Strings of which one must be there (so that few forms are compiled for a text), the form and its reader."""


def parse_readings(text: str, anchor: dt.date | None, default: Span | None) -> list[Reading]:
    """The readings of a time in words, best first; empty if the words are no time."""
    words = _plain(text)
    while True:
        whole = date(words, anchor)
        if whole is not None:
            return _named(whole, "as the words name it", _leans(words))
        for needs, form, read in _RULES:
            match = re.fullmatch(form, words) if any(need in words for need in needs) else None
            if match is not None and (found := read(match, anchor, default)):
                return found
        shorter = _LEAD.sub("", words)
        if shorter == words:
            shorter = words.removeprefix("the ")
        if shorter == words:
            return []
        words = shorter


def earliest(document: Document) -> dt.date | None:
    """The first day that the document's date may be, where only its month or year is known."""
    day = document.date
    if day is None or document.date_precision == "day":
        return day
    return day.replace(day=1) if document.date_precision == "month" else day.replace(month=1, day=1)


def parse(
    text: str, anchor: dt.date | None, span_default: Span | None = None, earliest: dt.date | None = None
) -> tuple[Window, ...]:
    """Windows that words of time may mean, best first.

    Parameters
    ----------
    text : str
        The words of the mention ("In 2016", "for years", "the past three months").
    anchor : date, optional
        The day the text was published; the last day that it may be, where ``earliest`` is given.
    span_default : (date, date), optional
        First and last day that the record covers: the open end of "until 2018", "all along", and of "since 2014" where
        there is no anchor.
    earliest : date, optional
        The first day that the text may have been published on. A time that leans on the day takes in both; months and
        years that lie apart are two readings.

    Returns
    -------
    tuple of Window
        Empty if the words are no time that is understood.

    Raises
    ------
    NeedsDateError
        If the words lean on the publication date and it is not known.

    >>> [(w.start.isoformat(), w.end.isoformat()) for w in parse("between April 2016 and March 2017", None)]
    [('2016-04-01', '2017-03-31')]
    >>> last = dt.date(2018, 6, 30)
    >>> [(w.start.isoformat(), w.end.isoformat()) for w in parse("on Friday", last, None, dt.date(2018, 6, 1))]
    [('2018-06-01', '2018-06-29')]
    """
    label = re.sub(r"\s+", " ", text).strip()
    readings = parse_readings(text, anchor, span_default)
    if anchor is not None and earliest is not None and earliest < anchor:
        readings = _both(readings, parse_readings(text, earliest, span_default))
    return tuple(
        Window(start=a, end=b, label=label, reason=reason, relative=relative) for (a, b), reason, relative in readings
    )


def _both(late: list[Reading], early: list[Reading]) -> list[Reading]:
    """Readings that hold for the first and the last day that a text may be of."""
    if len(late) != len(early):
        return late
    found: list[Reading] = []
    for (one, reason, leans), (other, _, _) in zip(late, early, strict=True):
        if one == other:
            found.append((one, reason, leans))
            continue
        why = f"{reason}; the day of the text is not known"
        apart = other[1] < one[0] and (one[1] - one[0]).days >= LONG
        if apart:
            found += [(one, why, leans), (other, why, leans)]
        elif one[0] == other[0]:
            found.append((one, why, leans))  # "since 2014": to the last day that the text may be of
        else:
            found.append(((min(one[0], other[0]), max(one[1], other[1])), why, leans))
    return found
