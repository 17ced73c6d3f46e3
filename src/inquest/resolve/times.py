"""Times in words, as windows: "in 2017", "since 2014", "yesterday", "for years", "the past three months"."""

import datetime as dt
import re

from inquest.model.document import Document
from inquest.model.grounding import Window
from inquest.resolve.calendar import MONTH, YEAR, NeedsDateError, Span, compiled, date, months
from inquest.resolve.pieces import PIECES, when
from inquest.resolve.relative import (
    COUNT,
    POINTS,
    UNIT,
    UNITS,
    Read,
    Reading,
    ago,
    hours,
    leans,
    loose,
    named,
    now,
    number,
    past,
    shift,
)

DATE_NOT_KNOWN = "date not known"
"""How a grounding's note begins when a time leans on a publication date that isn't known."""

SHORT = 31
"""Days of a time from which "a year later" is a month, and no calendar year."""
LONG = 27
"""Days from which two spans that lie apart are two readings, and no span in between."""
_LEAD = re.compile(
    r"^(?:back )?(?:in|on|at|during|over|throughout|within|for|as of|and|but|only|the whole of|all of|all through|"
    r"in the course of|in the space of|the course of|those|these|the period|period)\s+"
)
_NOW = ("now", "currently", "at the moment", "at present", "these days", "right now", "nowadays", "today")


def _plain(text: str) -> str:
    words = re.sub(r"[‐‑–—−]", "-", text.casefold())
    words = re.sub(r"[«»“”\"()*\[\]]", " ", words)
    return re.sub(r"\s+", " ", words).strip(" ,.;:-")


def _range(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    left, right = (side.strip(" ,").removeprefix("the ") for side in (m["a"], m["b"]))
    if re.fullmatch(YEAR, left) and re.fullmatch(r"\d\d", right):
        right = left[:2] + right
    if re.fullmatch(rf"\d{{1,2}}(?:st|nd|rd|th)?(?:,? {YEAR})?", right) and (named_month := re.match(MONTH, left)):
        right = f"{named_month.group()} {right}"
    year = re.search(rf"{YEAR}$", right)
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", left) and (month := re.search(MONTH, right)):
        left = f"{left} {month.group()}"
    if year is not None and not re.search(YEAR, left):
        left = f"{left} {year.group()}"
    elif year is None and (own := re.search(rf"{YEAR}$", left)) and date(right + " " + own.group()) is not None:
        right = f"{right} {own.group()}"
    one, two = when(left, anchor), when(right, anchor)
    if one is None or two is None:
        return []
    if one[0] > two[1] and year is not None and re.fullmatch(rf"{MONTH} {YEAR}", left):
        one = date(f"{left[:-4]}{int(left[-4:]) - 1}")
    return named((one[0], two[1]) if one else None, "from the first day to the last, both included", leans(left, right))


def _since(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    start = when(m["a"], anchor)
    if start is None:
        return []
    end = anchor or (default[1] if default else None)
    if end is None:
        raise NeedsDateError
    return named((start[0], end), "from then to the date of the text", relative=True)


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
    end = anchor or (default[1] if default else None)
    if start is None:
        return []
    if end is None:
        raise NeedsDateError
    first = start[1] + dt.timedelta(days=1)
    return named((first, end), "from the day after to the date of the text", relative=True)


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
    if m["how"] in ("before", "to", "up to"):
        span = shift(base[0], unit, count), base[0] - dt.timedelta(days=1)
    else:
        span = base[0], shift(base[0], unit, -count)
    return named(span, f"so long {m['how']} {m['a']}", leans(m["a"]))


def _all_along(_: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    if default is None:
        return []
    end = default[1] if anchor is None else max(min(anchor, default[1]), default[0])
    return named((default[0], end), "all that the record covers up to the text", True)


def _in_range(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    return parse_readings(m["rest"], anchor, default)


_RULES: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    ((" after ", " before "), rf"{COUNT} {UNIT} (?P<how>after|before) (?P<a>.+)", _apart),
    (("within ",), rf"within {COUNT} {UNIT} (?P<how>of|after|before) (?P<a>.+)", _within),
    (("the ",), rf"the {COUNT} {UNIT} (?P<how>before|after|to|up to) (?P<a>.+)", _within),
    ((" since", " before"), rf"the {COUNT} {UNIT} since(?: then)?", past),
    (("hour",), rf"(?:the )?(?:past|last|previous)(?: {COUNT})? hours?", hours),
    (tuple(UNITS), rf"{COUNT} {UNIT} (?:earlier|before)", ago),
    (("between ",), r"between (?P<a>.+?) and (?P<b>.+)", _range),
    (("from ",), r"from (?P<a>.+?) (?:to|until|till|through|up to|and|-) (?P<b>.+)", _range),
    ((" and ",), rf"(?P<a>{YEAR}) and (?P<b>{YEAR})", _range),
    (("-",), rf"(?P<a>\d{{1,2}}(?:st|nd|rd|th)?)\s?-\s?(?P<b>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}.*)", _range),
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
    *POINTS[:1],
    *PIECES,
    (("s on",), rf"{COUNT} {UNIT} on", past),
    (
        ("past", "last", "previous", "preceding"),
        rf"(?:the )?(?:past|last|previous|preceding)(?: (?:a )?{COUNT})? {UNIT}(?<=s)",
        past,
    ),
    (("past ",), rf"(?:the )?past (?P<n>\b)?{UNIT}", past),
    (
        tuple(UNITS),
        rf"(?:(?:about|around|almost|nearly|more than|over|only|barely|just(?: over| under)?) )?{COUNT} {UNIT}",
        past,
    ),
    (tuple(UNITS), r"(?:many |several |some )?(?P<unit>day|week|month|year|decade)s(?: now| on end)?", loose),
    (
        ("recent", "past", "last"),
        r"(?:the )?(?:recent|past|last few|past few) (?P<unit>day|week|month|year|decade)s",
        loose,
    ),
    *POINTS[1:],
    ((*_NOW, "recently", "lately", "of late"), rf"(?:{'|'.join(_NOW)}|recently|lately|of late)", now),
    (
        ("all along", "ever", "always", "far", "to date", "time", "throughout the war"),
        r"all along|ever|never|always|(?:so|thus) far|to date|(?:all the|at any) time|throughout the war",
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
            return named(whole, "as the words name it", leans(words))
        for needs, form, read in _RULES:
            match = compiled(form).fullmatch(words) if any(need in words for need in needs) else None
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
    for (one, reason, relative), (other, _, _) in zip(late, early, strict=True):
        if one == other:
            found.append((one, reason, relative))
            continue
        why = f"{reason}; the day of the text is not known"
        apart = other[1] < one[0] and (one[1] - one[0]).days >= LONG
        if apart:
            found += [(one, why, relative), (other, why, relative)]
        elif one[0] == other[0]:
            found.append((one, why, relative))  # "since 2014": to the last day that the text may be of
        else:
            found.append(((min(one[0], other[0]), max(one[1], other[1])), why, relative))
    return found
