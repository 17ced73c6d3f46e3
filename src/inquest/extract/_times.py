"""Expressions of time, verbatim. What they mean is for ``resolve``: here only where they are."""

import re
from typing import NamedTuple

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|"
    r"Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_POINT = (
    rf"(?:(?:{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?(?!\d)|(?:(?:early|mid|"
    rf"late)[- ])?{_MONTH}(?: of)?,? {_YEAR}|(?:early|mid|late)[- ]?{_YEAR}|(?:early|mid|"
    rf"late)[- ]{_MONTH}|{_YEAR}-\d\d-\d\d|{_YEAR}|{_MONTH}(?= |[.,;]|$)))"
)
_NUMBER = (
    r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|many|"
    r"some|almost \w{2,6}|about \w{2,6}|nearly \w{2,6}|more than \w{2,6})"
)
_UNIT = r"(?:day|week|month|year|decade|hour|quarter|fortnight)s?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = (
    r"(?:the )?(?:(?:first|second|third|fourth|last|final) (?:half|quarter|months?|weeks?|year)|beginning|end|"
    r"start|middle|early (?:days|months)|course|summer|spring|autumn|winter)"
)

_PATTERNS = (
    ("range", ("between",), rf"\b(?:[Bb]etween) (?P<b1>{_POINT}) and (?P<b2>{_POINT})"),
    (
        "range",
        ("from",),
        rf"\b[Ff]rom (?:the )?(?P<f1>{_POINT}) (?:to|until|till|through|up to) (?P<f2>{_POINT}|now|today)",
    ),
    (
        "range",
        ("-", "–", "—"),
        rf"\b(?:[Ii]n )?(?P<d1>{_YEAR}) ?[-–—] ?(?P<d2>{_YEAR}|\d\d)\b",
    ),
    (
        "time",
        (" of ",),
        rf"\b(?:[Ii]n|[Dd]uring|[Bb]y|[Aa]t|[Oo]ver|[Ss]ince|[Tt]hroughout) {_PART} of (?:{_POINT}|the year|"
        rf"this year|last year)",
    ),
    (
        "time",
        ("spring", "summer", "autumn", "fall", "winter"),
        rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y) (?:the )?{_SEASON}(?: of)? {_YEAR}",
    ),
    ("time", ("from ",), rf"\b[Ff]rom {_POINT} (?:on|onwards?)\b"),
    (
        "time",
        ("",),
        rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Oo]n|[Tt]hroughout|[Aa]fter|[Bb]efore|[Aa]ll through|"
        rf"[Ff]rom|[Oo]ver|[Aa]s of|[Bb]ack in|[Aa]s early as|[Aa]round|[Uu]p to) (?:the )?{_POINT}",
    ),
    (
        "time",
        ("day",),
        rf"\b(?:[Oo]n|[Ll]ast|[Ss]ince|[Nn]ext|[Tt]his) (?:last )?{_WEEKDAY}(?: (?:morning|evening|night|"
        rf"afternoon))?",
    ),
    (
        "time",
        ("ago", "earlier", "later", "before", "after"),
        rf"\b(?:{_NUMBER}) {_UNIT} (?:ago|earlier|later|before|after)\b",
    ),
    (
        "time",
        ("last", "past", "first", "next", "previous", "coming"),
        rf"\b(?:[Ff]or|[Ww]ithin|[Ii]n|[Oo]ver|[Dd]uring|[Ss]ince) (?:the )?(?:(?:last|past|first|next|"
        rf"previous|coming) )(?:{_NUMBER} )?{_UNIT}(?: of (?:the )?(?:{_POINT}|war|conflict))?",
    ),
    ("time", ("for ",), rf"\b[Ff]or (?:{_NUMBER} |the )?(?:long )?{_UNIT}\b"),
    (
        "time",
        ("last", "this", "same", "previous", "following", "next", "that"),
        rf"\b(?:[Ll]ast|[Tt]his|[Tt]he same|[Tt]he previous|[Tt]he following|[Nn]ext|[Tt]hat) (?:{_UNIT}|"
        rf"{_SEASON}|{_MONTH}|night|morning)\b",
    ),
    (
        "time",
        (
            "yesterday",
            "today",
            "tonight",
            "tomorrow",
            "recent",
            "lately",
            "currently",
            "nowadays",
            "far",
            "moment",
            "time",
            "date",
            "present",
        ),
        r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Rr]ecently|[Ll]ately|[Cc]urrently|[Nn]owadays|"
        r"[Tt]hus far|[Ss]o far|[Aa]t that (?:moment|time)|[Aa]t the same time|[Tt]o date|[Aa]t "
        r"present|[Ii]n recent (?:days|weeks|months|years)|[Aa]t the moment)\b",
    ),
    (
        "time",
        ("ceasefire", "truce", "war", "offensive", "invasion", "uprising", "siege"),
        r"\b(?:[Dd]uring|[Tt]hroughout|[Bb]efore|[Aa]fter|[Ss]ince) the (?:ceasefire|truce|war|offensive|"
        r"invasion|uprising|siege)\b",
    ),
    ("time", ("0s",), r"\b(?:[Ii]n|[Bb]y|[Dd]uring|[Ss]ince) (?:the )?(?:1[89]|20)\d0s\b"),
    (
        "time",
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        rf"\b{_MONTH} (?:{_DAY},? )?{_YEAR}",
    ),
    ("time", ("",), rf"(?<![\w,.-]){_YEAR}(?![\w%]|,\d|\.\d|-\w)"),
)
"""What it is, strings of which one must be there in small letters (so that few are compiled), and the pattern."""
_HINT = re.compile(
    r"\d|day|month|year|week|decade|ago|since|recent|late|now|far|moment|time|present|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|[Ss]ince|"
    r"truce|ceasefire|war|night|summer|winter|spring|autumn"
)


class TimeSpan(NamedTuple):
    """A stretch of the sentence; ``first`` and ``last`` are the ends of a range, as offsets, where it has two."""

    start: int
    end: int
    what: str
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None


def find_times(text: str) -> list[TimeSpan]:
    """Expressions of time in a sentence, in order, without overlap (earlier patterns win).

    >>> s = "From April 2016 to March 2017 and again last year."
    >>> [s[t.start:t.end] for t in find_times(s)]
    ['From April 2016 to March 2017', 'last year']
    """
    if not _HINT.search(text):
        return []
    found: list[TimeSpan] = []
    small = text.lower()
    for what, needs, pattern in _PATTERNS:
        for match in re.finditer(pattern, text) if any(need in small for need in needs) else ():
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            ends = [match.span(k) for k, v in match.groupdict().items() if v]
            first, last = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
            kind = "between" if what == "range" and match.group().lower().startswith("between") else what
            found.append(TimeSpan(match.start(), match.end(), kind, first, last))
    return sorted(found)
