"""Days, months, seasons, years and decades in words: "8 February 2022", "spring 2020", "the early 1990s".

Parts of them are in ``pieces``, times between two of them in ``ends``.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import cache

_ENGLISH = [calendar.month_name[n].lower() for n in range(1, 13)]
_LEVANTINE = (
    ("كانون الثاني", "kanun al thani", "kanoun al thani"), ("شباط", "shubat", "shbat"), ("آذار", "adhar", "athar"),
    ("نيسان", "nisan", "naysan"), ("أيار", "ayyar", "ayar"), ("حزيران", "huzayran", "haziran"),
    ("تموز", "tammuz", "tamuz"), ("آب", "ab"), ("أيلول", "aylul", "ailul"),
    ("تشرين الأول", "tishrin al awwal", "tishreen al awwal"), ("تشرين الثاني", "tishrin al thani", "tishreen al thani"),
    ("كانون الأول", "kanun al awwal", "kanoun al awwal"),
)  # fmt: skip
_RUSSIAN = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма[йя]",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)


def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in enumerate(_ENGLISH, 1):
        found |= {name: number, name[:3]: number}
    found["sept"] = 9
    for number, names in enumerate(_LEVANTINE, 1):
        found |= dict.fromkeys(names, number)
    return found


compiled = cache(re.compile)
"""Forms, each compiled when first needed and then kept: ``re`` itself keeps only so many."""
MONTHS = _months()
MONTH = (
    r"(?:"
    + "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True))
    + "|"
    + "|".join(f"{m}\\w*" for m in _RUSSIAN)
    + r")\.?"
)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
YEAR = r"(?:1[89]\d\d|20\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"

_STEMS = (*MONTHS, *(stem.partition("[")[0] for stem in _RUSSIAN))
_FORMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("iso", ("-",), rf"(?P<y>{YEAR})-(?P<m>\d\d)(?:-(?P<d>\d\d))?"),
    ("dotted", (".",), rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>{YEAR})"),
    ("day", _STEMS, rf"(?:the )?{_DAY} (?:of )?(?P<month>{MONTH})(?:,? (?P<y>{YEAR}))?"),
    ("day", _STEMS, rf"(?P<month>{MONTH}) (?:the )?{_DAY}(?:,? (?P<y>{YEAR}))?(?!\d)"),
    ("month", _STEMS, rf"(?P<month>{MONTH})(?:,? (?:of )?(?P<y>{YEAR}))?"),
    ("month", _STEMS, rf"(?P<month>{MONTH}) (?:of )?(?P<rel>last|this) year"),
    ("season", tuple(SEASONS), rf"(?P<season>{'|'.join(SEASONS)})(?: of)?(?: (?P<y>{YEAR}))?"),
    ("decade", ("0s",), r"(?P<part>early|mid|late)?[- ]?(?:the )?(?P<y>(?:1[89]|20)\d0)s"),
    ("year", ("1", "2"), rf"(?:the )?(?:whole |entire |calendar )?(?:year )?(?P<y>{YEAR})(?: as a whole)?"),
)
"""Name, strings of which one must be there (so that few forms are compiled for a text), and the form."""
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "several": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30,
}  # fmt: skip
Span = tuple[dt.date, dt.date]


class NeedsDateError(ValueError):
    """The words lean on the document's date, which isn't known."""


def need(anchor: dt.date | None) -> dt.date:
    """The date of the text, which the words lean on."""
    if anchor is None:
        raise NeedsDateError
    return anchor


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month; months beyond 12 run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span:
    """The span of months ``first``..``last`` of a year (last may be above 12)."""
    return dt.date(year, first, 1), last_day(year, last)


def month_number(word: str) -> int:
    """The number of a month's name in English, Russian or Levantine Arabic.

    >>> month_number("sept."), month_number("shubat"), month_number("февраля")
    (9, 2, 2)
    """
    word = word.rstrip(".")
    if word in MONTHS:
        return MONTHS[word]
    return next(n for n, stem in enumerate(_RUSSIAN, 1) if re.match(stem, word))


def date(words: str, anchor: dt.date | None = None) -> Span | None:
    """The span of one date expression, or None if the words are none.

    Parameters
    ----------
    words : str
        Lower case, one space between words.
    anchor : date, optional
        The day the text was published: a month without a year is the latest one that had begun by then.

    Raises
    ------
    NeedsDateError
        If the words name no year and there is no anchor.
    """
    for name, needs, form in _FORMS:
        match = compiled(form).fullmatch(words) if any(need in words for need in needs) else None
        if match is not None:
            found = _READ[name](match.groupdict(), anchor)
            if found is not None:
                return found
    return None


def _year_for(month: int, anchor: dt.date | None, day: int = 1) -> int:
    today = need(anchor)
    return today.year - ((month, day) > (today.month, today.day))


def _iso(g: dict[str, str], _: dt.date | None) -> Span | None:
    try:
        if g["d"] is None:
            return months(int(g["y"]), int(g["m"]), int(g["m"]))
        day = dt.date(int(g["y"]), int(g["m"]), int(g["d"]))
    except ValueError:
        return None
    return day, day


def _day(g: dict[str, str], anchor: dt.date | None) -> Span | None:
    month, number = month_number(g["month"]), int(g["d"])
    year = int(g["y"]) if g["y"] else _year_for(month, anchor, number)
    try:
        day = dt.date(year, month, number)
    except ValueError:
        return None
    return day, day


def _month(g: dict[str, str], anchor: dt.date | None) -> Span:
    month = month_number(g["month"])
    if g.get("rel"):
        year = need(anchor).year - (g["rel"] == "last")
    else:
        year = int(g["y"]) if g["y"] else _year_for(month, anchor)
    return months(year, month, month)


def _season(g: dict[str, str], anchor: dt.date | None) -> Span:
    first, last = SEASONS[g["season"]]
    return months(int(g["y"]) if g["y"] else _year_for(first, anchor), first, last)


def _decade(g: dict[str, str], _: dt.date | None) -> Span | None:
    first = int(g["y"])
    if first % 10:
        return None
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(g["part"] or "", (0, 9))
    return dt.date(first + low, 1, 1), dt.date(first + high, 12, 31)


_READ: dict[str, Callable[[dict[str, str], dt.date | None], Span | None]] = {
    "iso": _iso,
    "dotted": _iso,
    "day": _day,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "year": lambda g, _: months(int(g["y"]), 1, 12),
}
