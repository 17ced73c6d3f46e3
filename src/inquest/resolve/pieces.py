"""Pieces of a time: "the first half of the year", "the last week of July", "late last year", "the night of 5 May"."""

import datetime as dt
import re

from inquest.resolve.calendar import MONTH, NUMBERS, ORDINALS, SEASONS, YEAR, Span, compiled, date, months
from inquest.resolve.relative import POINTS, Read, Reading, leans, named, need, shift

_COUNTS = "|".join(NUMBERS)
_UNITS = {"half": 2, "third": 3, "quarter": 4}
_FIXED = {"christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year's": (1, 1)}
_SEASON = "|".join(SEASONS)
_PIECE = (
    r"(?:(?P<n>first|second|third|fourth|last|final|opening|closing|early|latter|later) "
    rf"(?:(?P<k>{_COUNTS}|\d+) )?(?P<unit>half|quarter|third|months?|weeks?|days?|part)|"
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
    whole, movable = _base(m["whole"], anchor)
    span = whole and _cut(m.groupdict(), whole)
    if whole is not None and span is not None and movable and anchor is not None and span[1] > anchor:
        span = _cut(m.groupdict(), months(whole[0].year - 1, 1, 12))
    return named(span, "as the words name it", leans(m["whole"]))


def _cut(g: dict[str, str | None], whole: Span) -> Span | None:
    start, end = whole
    days = (end - start).days + 1
    which, unit = g["n"] or "", (g["unit"] or "").rstrip("s")
    if g["edge"] == "course" or (unit == "part" and not which):
        return whole
    if g["edge"] == "middle":
        return start + dt.timedelta(days=days // 3), end - dt.timedelta(days=days // 3)
    if g["edge"] or unit == "part" or (unit in ("month", "week", "day") and not g["k"] and g["unit"] != unit):
        first = which in ("first", "early", "opening") or g["edge"] in ("beginning", "start")
        long = dt.timedelta(days=max(days // (2 if unit == "part" else 3) - 1, 0))
        return (start, start + long) if first else (end - long, end)
    number = {"opening": 1, "early": 1, "closing": -1, "latter": -1, "later": -1}.get(which) or ORDINALS[which]
    if unit in _UNITS:
        return _fraction(whole, number, _UNITS[unit])
    count = NUMBERS.get(g["k"] or "") or int(g["k"] or 1)
    if number > 0:
        first_day = shift(start, unit, -count * (number - 1))
        last = shift(start, unit, -count * number) - dt.timedelta(days=1)
    else:
        first_day, last = shift(end, unit, count) + dt.timedelta(days=1), end
        if unit == "month":
            back = end.year * 12 + end.month - count
            first_day = dt.date(back // 12, back % 12 + 1, 1)
    return (max(first_day, start), min(last, end)) if first_day <= end and last >= start else None


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
    if m["how"] in ("earlier", "later"):
        span = whole
    else:
        which = "first" if m["how"] == "early" else "last"
        span = _cut({"n": which, "unit": "days", "k": None, "edge": None}, whole) or whole
    return named((span[0], max(min(span[1], day), span[0])), "counted from the date of the text", True)


def _night(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "the night of 5 May", "the early hours of Monday", "the night of 22 to 23 September"."""
    last = when(m["day"], anchor)
    if last is None or (last[1] - last[0]).days > 1:
        return []
    first = last[0].replace(day=int(m["from"])) if m["from"] and int(m["from"]) <= last[0].day else last[0]
    return named((first, last[1]), "as the words name it", leans(m["day"]))


def _fixed(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "Christmas Eve 1989", "New Year's Day": the latest such day up to the text, where no year is named."""
    month, number = _FIXED[m["feast"]]
    if m["y"]:
        day = dt.date(int(m["y"]), month, number)
    else:
        today = need(anchor)
        day = dt.date(today.year - ((month, number) > (today.month, today.day)), month, number)
    return named((day, day), "as the words name it", m["y"] is None)


def _weekend(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "over the weekend": the latest Saturday and Sunday that had begun by the text."""
    day = need(anchor)
    saturday = day - dt.timedelta(days=(day.weekday() - 5) % 7)
    if m["which"] == "last " and day.weekday() >= 5:
        saturday -= dt.timedelta(days=7)
    return named((saturday, min(saturday + dt.timedelta(days=1), day)), "the latest up to the date of the text", True)


def _pair(m: "re.Match[str]", anchor: dt.date | None, _: Span | None) -> list[Reading]:
    """For "March and April 2009", "7 and 8 October": from the first to the last."""
    one, two, year = m["a"], m["b"], re.search(YEAR, m["b"])
    month = re.search(MONTH, one) or re.search(MONTH, two)
    if month is not None and not re.search(MONTH, two):
        two = f"{month.group()} {two}"
    if month is not None and not re.search(MONTH, one):
        one = f"{one} {month.group()}"
    if year is not None and not re.search(YEAR, one):
        one = f"{one} {year.group()}"
    first, last = when(one, anchor), when(two, anchor)
    if first is None or last is None or first[0] > last[1]:
        return []
    return named((first[0], last[1]), "from the first to the last, both included", leans(m["b"]))


PIECES: tuple[tuple[tuple[str, ...], str, Read], ...] = (
    ((" of ",), rf"(?:the )?{_PIECE} of (?:the )?(?P<whole>year|this year|.+)", _piece),
    (
        ("early ", "earlier ", "late ", "later "),
        rf"(?P<how>early|earlier|late|later) (?P<which>this|last) (?P<unit>year|month|week|{_SEASON})",
        _early,
    ),
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
    ((" and ", "/"), r"(?:both in )?(?P<a>[\w.]+(?: \d{1,2})?)(?: and |/)(?P<b>[\w., ]+)", _pair),
)
"""Forms that ``times`` reads beside those of ``relative``, in the same shape."""
