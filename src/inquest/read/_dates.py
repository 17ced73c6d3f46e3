"""A document's date: what the text states in a line of its own, and dates as data write them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from inquest.model.late import Late
from inquest.read._months import MONTHS

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Stated:
    """A date, how much of it is known, and who says so.

    ``reason`` follows "the date is known because": 'the text has the dateline "GOMA, 3 May 2018"'. Where less than the
    day is known, ``date`` is the last day that it may be.
    """

    date: dt.date
    reason: str
    precision: Precision = "day"

    @property
    def shown(self) -> str:
        """As much of the date as is known: 2018-05-03, 2018-05 or 2018."""
        return self.date.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def agrees(self, other: "Stated") -> bool:
        """Whether both may be one day, each as far as it is known."""
        return self.shown.startswith(other.shown) or other.shown.startswith(self.shown)


def partial(year: int, month: int | None = None, day: int | None = None) -> tuple[dt.date, Precision] | None:
    """The last day that a date may be, and how much of it is known; None if there is no such date.

    >>> partial(2015, 11)
    (datetime.date(2015, 11, 30), 'month')
    """
    if not 1900 <= year <= 2199 or not (month is None or 1 <= month <= 12):
        return None
    if month is None:
        return dt.date(year, 12, 31), "year"
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, last), "month"
    return (dt.date(year, month, day), "day") if 1 <= day <= last else None


MADE = "the file's properties say that it was made on that day; nothing says when it was published"
"""The reason of a date that is only the day on which a file was made."""

_DATA = Late(r"\s*(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2})(?!\d))?)?(?![\d])")


def from_data(value: object) -> tuple[dt.date, Precision] | None:
    """A date as data write it: 2018-05-03T10:00:00+02:00, 20180503, 2018-05, 2018, or "3 May 2018".

    The day is that of the writer's own clock.
    """
    if not isinstance(value, str):
        return None
    match = _DATA.match(value[:40])
    if match:
        return partial(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # year is there
    found = _search(value[:60])
    return found[1] if found else None


_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_AFTER = r"(?![\d-]|\s?[-–—/]\s?(?:19|20)?\d\d\b)"
"""A range of years or of days is no date."""
_FORMS = (
    (("-",), rf"(?<![\d-]){_YEAR}-(?P<num>\d\d)-(?P<day>\d\d)(?!\d|-\d)"),
    ((".",), rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<num>\d\d?)\.\s?{_YEAR}(?!\d)"),
    (
        tuple(MONTHS),
        rf"(?<![\d-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)? (?:de |of )?{_MONTH},? (?:de |del )?{_YEAR}\b",
    ),
    (tuple(MONTHS), rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b"),
    (("/",), rf"(?<!\d)(?P<day>\d{{1,2}})/(?P<num>\d{{1,2}})/{_YEAR}(?!\d)"),
    (tuple(MONTHS), rf"(?<![\w-])(?<!\d ){_MONTH},? {_YEAR}\b{_AFTER}"),
    (("-",), rf"(?<![\d-]){_YEAR}-(?P<num>\d\d)(?![\d-])"),
    (("19", "20"), rf"(?<![\d-])(?<![-–—] ){_YEAR}\b{_AFTER}"),
)
"""Strings of which one must be there in small letters (so that few forms are compiled), and the form; fuller first."""
_LABEL = (
    r"(?:first |last |originally )?(?:published|updated|posted|dated?|dateline|issued|released?|written|"
    r"publication date|date of (?:publication|issue|release)|release date|time|day)"
)
_STEMS = ("publi", "updated", "posted", "dat", "issue", "written", "release", "time", "day")
"""Pieces of a label of which one must be there, so that its form is compiled for few lines."""
_LABELLED = Late(rf"(?:^|[\W_]){_LABEL}(?: on)?\s?:?\s{{0,3}}$", re.IGNORECASE)
_FUNCTION = r"(?:On|In|By|Since|After|Before|Until|From|Between)"
_WEEKDAY = r"(?:(?:\w{3,9}day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|mon|tue|wed|thu|fri|sat|sun)\b\.?),? )?"
_TIME = r"(?:\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4}\b)?,? )?"
_CAPITAL = r"[^\W\d_a-zа-я][\w'’-]{0,20}"
_LEAD = Late(
    rf"^(?i:(?:[^.!?]{{0,120}}[|·•;#])?\W{{0,4}}{_WEEKDAY}{_LABEL}?(?: on)?\s?:?\s{{0,3}}{_TIME}{_WEEKDAY})$|"
    r"^\W{0,3}[A-Z\u0410-\u042f][A-Z\u0410-\u042f .'’/-]{2,50}(?:,? [A-Z][a-z]+){0,3}(?: ?\([\w ./]{2,30}\))?"
    rf",? ?(?:[-–—:|] ?)?{_WEEKDAY}$|"
    rf"^\W{{0,3}}(?!{_FUNCTION}\b){_CAPITAL}(?:[ /]{_CAPITAL}){{0,3}}(?:,| ?[|:–—-]) {_WEEKDAY}$|"
    r"^\W{0,3}[Bb]y [^.!?]{0,80}[|,·•–—-] ?(?i:published |updated )?(?:on )?$|"
    r"^(?:[^.!?]|\bNo\.){0,80}[|·•] ?(?i:published |updated )?(?:on )?$"
)
_TITLED = Late(
    r"(?i)^[^.!?]{0,70}\b(?:report|statement|briefing|press release|communique|communiqué|bulletin|update|dispatch|"
    r"letter|transcript|interview|speech|address|remarks|lecture|testimony|commentary|editorial|column|analysis|memo|"
    r"memorandum|newsletter|factsheet|fact sheet|note|отч[её]т|доклад|заявление|сводка|речь|выступление|интервью|"
    r"сообщение|бюллетень|стенограмма|письмо|звіт|заява|зведення|промова|повідомлення)\b[^.!?]{0,60}"
    r"(?:,|[|:·•–—-]) ?$"
)
"""What a line calls itself before the date that ends it: "Press release, Geneva, 3 May 2018"."""
_PLACE = Late(r"^\W{0,3}[^\W\d_]")
_TAIL = Late(r"^[\s.,)]{0,3}(?:$|[-–—|:(·•]|(?:at )?\d\d?[:.]\d\d|T\d\d:|GMT|UTC|г\.|р\.|года?\b|року\b)")
_YEAR_WORD = Late(r"^ ?(?:г\.|р\.|года?\b|року\b)")
"""The word for "year" that some languages set behind it."""
_PLACE_AFTER = Late(r"^, [A-Z\u0410-\u042f][\w'’ -]{1,40}$")
_UNKNOWN_DAY = Late(r"^[\s,]{0,3}(?:$|[(\[|·•]|day\b)")
_DIGITS = {first + n: str(n) for first in (0x660, 0x6F0) for n in range(10)}
"""Digits of Arabic and Persian -> those of Latin script, one for one."""
DAY_FIRST = frozenset({"ru", "uk", "be", "bg", "sr", "fr", "de", "es", "it", "pt", "pl", "tr", "ar", "fa", "nl"})
"""Languages in which 03/05/2018 is 3 May."""
HEAD_LINES = 8
TAIL_LINES = 3
MAX_LINE = 240
MAX_TITLED = 120


def _value(match: re.Match[str], day_first: bool = False) -> tuple[dt.date, Precision] | None:
    """The day; of a date that may be read in two ways the later, of which only the year is known."""
    parts = match.groupdict()
    year, day = int(parts["year"]), parts.get("day")
    if parts.get("month"):
        month: int | None = MONTHS[parts["month"].casefold()]
    else:
        month = int(parts["num"]) if parts.get("num") else None
    if day is not None and month is not None and "/" in match.group():
        if day_first or int(day) > 12 >= month or int(day) == month:
            pass
        elif month > 12 >= int(day):
            day, month = str(month), int(day)  # 05/13/2018: only one of the two can be the month
        elif two := _readings(match):
            return max(two), "year"
    return partial(year, month, int(day) if day else None)


def _readings(match: re.Match[str]) -> list[dt.date]:
    """Both days that 03/05/2018 may be."""
    year, one, other = (int(match.group(name)) for name in ("year", "day", "num"))
    found = (partial(year, other, one), partial(year, one, other))
    return sorted(date for date, _ in filter(None, found))


def _search(line: str, day_first: bool = False) -> tuple[re.Match[str], tuple[dt.date, Precision]] | None:
    """The fullest date in a stretch of text; ``day_first``: its language never writes the month first."""
    line = line.translate(_DIGITS)
    if not re.search(r"(?:19|20)\d\d", line):
        return None
    small = line.casefold()
    for needs, form in _FORMS:
        for match in re.finditer(form, line, re.IGNORECASE) if any(need in small for need in needs) else ():
            value = _value(match, day_first)
            if value:
                return match, value
            if "day" in match.groupdict():
                return None  # 31 February: not a date, and no month or year of one
    return None


def _dated_line(line: str, day_first: bool = False) -> tuple[re.Match[str], tuple[dt.date, Precision], bool] | None:
    """A date that a line is, begins with or labels; and whether it is all that the line says."""
    if "©" in line or re.search(r"(?i)\bcopyright\b|\ball rights\b", line):
        return None
    found = _search(line, day_first)
    if not found:
        return None
    match, value = found
    lead, tail = line[: match.start()], line[match.end() :]
    near = lead[-40:].casefold()
    labelled = any(stem in near for stem in _STEMS) and bool(_LABELLED.search(lead))
    alone = not lead.strip(" \t#*([_-–—") and not _YEAR_WORD.sub("", tail).strip(" \t.*)]_-–—")
    if value[1] != "day":  # "Summer 2018" may be a heading: a month or year needs a label, or the line to itself
        told = labelled and _UNKNOWN_DAY.match(tail)
        alone = alone or (not lead.strip(" #*(") and bool(re.match(r"\s?\((?:day|exact)[^)]{0,40}\)\s*$", tail)))
        return (match, value, alone) if told or (alone and (value[1] == "month" or _two_ways(match, value))) else None
    ended = len(line) <= MAX_TITLED and not _YEAR_WORD.sub("", tail).strip(" .)]") and _TITLED.match(lead)
    if (
        alone
        or ended
        or (_LEAD.match(lead) and _TAIL.match(tail[:20]))
        or (not lead.strip() and _PLACE_AFTER.match(tail))
    ):
        return match, value, alone or labelled
    return None


def _two_ways(match: re.Match[str], value: tuple[dt.date, Precision]) -> bool:
    """Whether a date is known but for which of its numbers is the month."""
    return value[1] == "year" and bool(match.groupdict().get("day"))


def dateline(text: str, language: str = "") -> Stated | None:
    """The date where one of the first lines is, begins with or labels it, or one of the last is a date; else None.

    A date within a sentence is what the text tells of, not when it was written; a range in a footer is neither.
    ``language`` tells which number of 03/05/2018 is the month; in an English text either may be.

    >>> dateline("DAMASCUS, 3 May 2018 - The army said ...").date
    datetime.date(2018, 5, 3)
    >>> dateline("Nine people were killed on 8 February 2022.") is None
    True
    """
    day_first = language in DAY_FIRST
    head = [line.strip() for line in text[:4000].split("\n") if line.strip()][:HEAD_LINES]
    for line in head:
        found = _dated_line(line[:MAX_LINE], day_first)
        if found:
            match, (date, precision), _ = found
            said = f'the text has the dateline "{line[: match.end()].strip()[-80:]}"'
            return Stated(date, f"{said}{_known(found[0], found[1])}", precision)
    tail = [line.strip() for line in text[-2000:].split("\n") if line.strip()][-TAIL_LINES:]
    for line in tail[::-1] if len(text) > 400 else ():
        found = _dated_line(line, day_first) if len(line) <= 80 else None
        if found and (found[2] or _place_and_date(line, found[0])):
            match, (date, precision), _ = found
            return Stated(date, f'the text ends with the dateline "{line}"{_known(match, found[1])}', precision)
    return None


def only_dated(line: str) -> bool:
    """Whether a line says when (and perhaps where) the text is from, and nothing else.

    >>> only_dated("Goma, 3 May 2018"), only_dated("GOMA, 3 May 2018 - The army left.")
    (True, False)
    """
    found = _dated_line(line) if len(line) <= 90 else None
    if found is None:
        return False
    lead, tail = line[: found[0].start()], line[found[0].end() :]
    tail = _YEAR_WORD.sub("", tail)
    return len(lead.split()) <= 8 and not re.search(r"[^\W\d_]{4}", re.sub(r"\b(?:read|unknown|exact)\b", "", tail))


def _place_and_date(line: str, match: re.Match[str]) -> bool:
    return bool(_PLACE.match(line)) and not line[match.end() :].strip(" .")


def _known(match: re.Match[str], value: tuple[dt.date, Precision]) -> str:
    """What a reason adds where the day isn't known."""
    if _two_ways(match, value):
        first, second = (f"{day.day} {calendar.month_name[day.month]}" for day in _readings(match))
        return f", which is {first} or {second}: the later is taken, only the year for sure (--date tells which it is)"
    return "" if value[1] == "day" else f", of which only the {value[1]} is known: its last day is taken"
