"""Pieces of a time: "the first half of the year", "Q3 2017", "late last year", "the night of 5 May"."""

import datetime as dt
import re

from inquest.resolve.calendar import MONTH, NUMBERS, SEASONS, YEAR, Span, compiled, date, months, need
from inquest.resolve.relative import POINTS, Read, Reading, leans, named, shift

AS_NAMED, BOTH_ENDS = "as the words name it", "from the first day to the last, both included"
ALIKE = 1.2
"""How many times as long as the other the longer of two times of one sort may be: months and years differ a little."""
_COUNTS = "|".join(NUMBERS)
_ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "early": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": -1, "final": -1, "closing": -1, "latter": -1, "later": -1,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4}
_EDGES = {"beginning": 1, "start": 1, "early": 1, "middle": 0, "mid": 0, "end": -1, "close": -1, "late": -1}
_FIXED = {"christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year's": (1, 1)}
_SEASON = "|".join(SEASONS)
_PIECE = (
    rf"(?:(?P<n>{'|'.join(_ORDINALS)}) "
    rf"(?:(?P<k>{_COUNTS}|\d{{1,5}}) )?(?P<unit>half|quarter|third|months?|weeks?|days?|part)|"
    r"(?P<edge>beginning|end|start|middle|close|course))"
)


def when(words: str, anchor: dt.date | None) -> Span | None:
    """One date expression, with or without an article or "in" before it; also "two years ago", "late last week"."""
    bare = re.sub(r"^(?:(?:in|on) )?(?:the )?(?:year (?=\d))?", "", words.strip(" ,"))
    found = date(bare, anchor)
    if found is None:
        for needs, form, read in (*POINTS, *PIECES):
            match = compiled(form).fullmatch(bare) if any(need in bare for need in needs) else None
            if match is not None and (readings := read(match, anchor, None)):
                return readings[0][0]
    return found


def _base(words: str, anchor: dt.date | None) -> tuple[Span | None, bool]:
    """The whole that a piece is of, and whether it may be the year before."""
    if words in ("the year", "year"):
        year = need(anchor).year
        return months(year, 1, 12), True
    if words == "this year":
        year = need(anchor).year
        return months(year, 1, 12), False  # not cut at the text's day: halves are those of the calendar
    return when(words, anchor), False


def _piece(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the first half of 2018", "the last two weeks of July", "the end of last month"."""
    whole, movable = _base(m["year"] or m["whole"], anchor)
    span = whole and _cut(m.groupdict(), whole)
    if whole is not None and span is not None and movable and anchor is not None and span[1] > anchor:
        span = _cut(m.groupdict(), months(whole[0].year - 1, 1, 12))
    return named(span, AS_NAMED, leans(m["year"] or m["whole"]))


def _cut(g: dict[str, str | None], whole: Span) -> Span | None:
    """The piece of a span that the groups of ``_PIECE`` name."""
    if g["edge"]:
        return whole if g["edge"] == "course" else _edge(whole, _EDGES[g["edge"]])
    number, unit = _ORDINALS[g["n"] or ""], (g["unit"] or "").rstrip("s")
    if unit in _PARTS:
        return _fraction(whole, number, _PARTS[unit])
    if unit == "part" or (not g["k"] and g["unit"] != unit):  # "the first weeks of"
        return _edge(whole, 1 if number == 1 else -1, 2 if unit == "part" else 3)
    start, end = whole
    count = NUMBERS.get(g["k"] or "") or int(g["k"] or 1)
    if number > 0:
        first = shift(start, unit, -count * (number - 1))
        last = shift(start, unit, -count * number) - dt.timedelta(days=1)
    elif unit == "month":
        first, last = shift(end.replace(day=1), unit, count - 1), end
    else:
        first, last = shift(end, unit, count) + dt.timedelta(days=1), end
    return (max(first, start), min(last, end)) if first <= end and last >= start else None


def _edge(whole: Span, where: int, share: int = 3) -> Span:
    """The first (1), middle (0) or last (-1) third of a span, or another such share."""
    start, end = whole
    part = ((end - start).days + 1) // share
    if where == 0:
        return start + dt.timedelta(days=part), end - dt.timedelta(days=part)
    long = dt.timedelta(days=max(part - 1, 0))
    return (start, start + long) if where > 0 else (end - long, end)


def _fraction(whole: Span, number: int, parts: int) -> Span | None:
    """The half, third or quarter of a span; of a calendar year in whole months."""
    start, end = whole
    number = parts if number == -1 else number
    if number > parts:
        return None
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        long = 12 // parts
        return months(start.year, (number - 1) * long + 1, number * long)
    days = (end - start).days + 1
    first = start + dt.timedelta(days=days * (number - 1) // parts)
    return first, start + dt.timedelta(days=days * number // parts - 1)


def _of_year(m: "re.Match[str]", _: dt.date | None, __: Span | None) -> list[Reading]:
    """For "H1 2018" and "Q3 2017"."""
    year = months(int(m["y"]), 1, 12)
    return named(_fraction(year, int(m["n"]), {"h": 2, "q": 4}[m["unit"]]), AS_NAMED)


def _third(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "early 2017", "mid-May", "late in the summer"."""
    whole = _base(m["whole"], anchor)[0]
    return named(whole and _edge(whole, _EDGES[m["how"]]), AS_NAMED, leans(m["whole"]))


def _early(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "late last year", "early this month", "earlier this year"."""
    day = need(anchor)
    unit, back = m["unit"], int(m["which"] == "last")
    if unit in SEASONS:
        whole = when(f"{m['which']} {unit}", anchor)
    elif unit == "year":
        whole = months(day.year - back, 1, 12)
    elif unit == "month":
        then = shift(day.replace(day=1), "month", back)
        whole = months(then.year, then.month, then.month)
    else:
        monday = day - dt.timedelta(days=day.weekday() + 7 * back)
        whole = monday, monday + dt.timedelta(days=6)
    if whole is None:
        return []
    span = whole if m["how"] in ("earlier", "later") else _edge(whole, _EDGES[m["how"]])
    return named((span[0], max(min(span[1], day), span[0])), "counted from the date of the text", True)


def _night(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the night of 5 May", "the early hours of Monday", "the night of 22 to 23 September"."""
    last = when(m["day"], anchor)
    if last is None or (last[1] - last[0]).days > 1:
        return []
    first = last[0].replace(day=int(m["from"])) if m["from"] and 0 < int(m["from"]) <= last[0].day else last[0]
    return named((first, last[1]), AS_NAMED, leans(m["day"]))


def _fixed(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "Christmas Eve 1989", "New Year's Day": the latest such day up to the text, where no year is named."""
    month, number = _FIXED[m["feast"]]
    if m["y"]:
        day = dt.date(int(m["y"]), month, number)
    else:
        today = need(anchor)
        day = dt.date(today.year - ((month, number) > (today.month, today.day)), month, number)
    return named((day, day), AS_NAMED, m["y"] is None)


def _weekend(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "over the weekend": the latest Saturday and Sunday that had begun by the text."""
    day = need(anchor)
    saturday = day - dt.timedelta(days=(day.weekday() - 5) % 7)
    if m["which"] == "last " and day.weekday() >= 5:
        saturday -= dt.timedelta(days=7)
    return named((saturday, min(saturday + dt.timedelta(days=1), day)), "the latest up to the date of the text", True)


def _both(m: "re.Match[str]", anchor: dt.date | None) -> tuple[str, str]:
    """The words of two times, each with the month and year that only the other one names."""
    left, right = (side.strip(" ,").removeprefix("the ") for side in (m["a"], m["b"]))
    if re.fullmatch(YEAR, left) and re.fullmatch(r"\d\d", right):
        right = left[:2] + right
    if re.fullmatch(rf"\d{{1,2}}(?:st|nd|rd|th)?(?:,? {YEAR})?", right) and (month := re.match(MONTH, left)):
        right = f"{month.group()} {right}"
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", left) and (month := re.search(MONTH, right)):
        left = f"{left} {month.group()}"
    year, own = re.search(rf"{YEAR}$", right), re.search(rf"{YEAR}$", left)
    if year is not None and not re.search(YEAR, left):
        left = f"{left} {year.group()}"
    elif year is None and own is not None and when(f"{right} {own.group()}", anchor) is not None:
        right = f"{right} {own.group()}"
    return left, right


def first_to_last(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "from 5 to 12 May", "between November 2008 and January 2009"."""
    left, right = _both(m, anchor)
    one, two = when(left, anchor), when(right, anchor)
    if one is None or two is None:
        return []
    if one[0] > two[1] and re.search(rf"{YEAR}$", right) and re.fullmatch(rf"{MONTH} {YEAR}", left):
        one = date(f"{left[:-4]}{int(left[-4:]) - 1}") or one  # "from November to January 2009"
    return named((one[0], two[1]), BOTH_ENDS, leans(left, right))


def pair(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "March and April 2009", "7/8 October": two days, months or years of which one follows the other.

    "In 2016 and 2018" leaves out the year between: no one span is meant.
    """
    left, right = _both(m, anchor)
    one, two = when(left, anchor), when(right, anchor)
    if one is None or two is None:
        return []
    short, long = sorted((end - start).days + 1 for start, end in (one, two))
    alike = long <= ALIKE * short and (two[0] - one[1]).days == 1
    return named((one[0], two[1]), BOTH_ENDS, leans(left, right)) if alike else []


PIECES: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    (
        (" of ", "half ", "quarter ", "months "),
        rf"(?:the )?{_PIECE}(?: (?P<year>{YEAR})| of (?:the )?(?P<whole>year|this year|.+))",
        _piece,
    ),
    (("h1 ", "h2 ", "q"), rf"(?P<unit>h|q)(?P<n>[1-4]) (?P<y>{YEAR})", _of_year),
    (
        ("early ", "earlier ", "late ", "later "),
        rf"(?P<how>early|earlier|late|later) (?P<which>this|last) (?P<unit>year|month|week|{_SEASON})",
        _early,
    ),
    (("early", "mid", "late"), r"(?P<how>early|mid|late)(?: in)?(?: the)?[ -](?P<whole>.+)", _third),
    (
        (" of ", " on "),
        r"(?:the )?(?:early |late )?(?:hours|morning|evening|night|afternoon|dawn|eve) (?:of|on) (?:the )?"
        r"(?:(?P<from>\d{1,2})(?:st|nd|rd|th)? (?:to|and) (?:the )?)?(?P<day>.+)",
        _night,
    ),
    (
        ("christmas", "new year"),
        rf"(?P<feast>christmas(?: eve)?|new year's(?: eve)?)(?: day)?(?:,? (?:of )?(?P<y>{YEAR}))?",
        _fixed,
    ),
    (("weekend",), r"(?P<which>this |last )?weekend", _weekend),
    ((" and ", "/"), r"(?:both in )?(?P<a>[\w.]+(?: \d{1,2})?)(?: and |/)(?P<b>[\w., ]+)", pair),
)
"""Forms that ``times`` reads beside those of ``relative``, in the same shape."""
