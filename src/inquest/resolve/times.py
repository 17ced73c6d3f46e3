"""Times in words, as windows: "in 2017", "since 2014", "yesterday", "for years", "the past three months"."""

import datetime as dt
import re

from inquest.model.document import Document
from inquest.model.grounding import Window
from inquest.resolve.calendar import Span, compiled, date
from inquest.resolve.ends import ENDS
from inquest.resolve.pieces import AS_NAMED, PIECES
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
    past,
)

DATE_NOT_KNOWN = "date not known"
"""How a grounding's note begins when a time leans on a publication date that isn't known."""

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


def _all_along(_: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    if default is None:
        return []
    end = default[1] if anchor is None else max(min(anchor, default[1]), default[0])
    return named((default[0], end), "all that the record covers up to the text", True)


def _in_range(m: "re.Match[str]", anchor: dt.date | None, default: Span | None) -> list[Reading]:
    return parse_readings(m["rest"], anchor, default)


_RULES: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    ((" since", " before"), rf"the {COUNT} {UNIT} since(?: then)?", past),
    (("hour",), rf"(?:the )?(?:past|last|previous)(?: {COUNT})? hours?", hours),
    (tuple(UNITS), rf"{COUNT} {UNIT} (?:earlier|before)", ago),
    *ENDS,
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
            return named(whole, AS_NAMED, leans(words))
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
