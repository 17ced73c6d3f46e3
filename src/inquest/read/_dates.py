"""A document's date, only where the text itself states it as a dateline."""

import datetime as dt
import re

_MONTHS = {
    m: i
    for i, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for m in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_FORMS = (
    (("-",), r"(?P<year>(?:19|20)\d\d)-(?P<num>\d\d)-(?P<day>\d\d)(?![\d-])"),
    (tuple(_MONTHS), rf"(?i)(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b"),
    (tuple(_MONTHS), rf"(?i)\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b"),
)
"""Strings of which one must be there in small letters (so that few forms are compiled), and the form."""
_LEAD = (
    r"^\W{0,3}(?i:published|updated|posted|date|dateline|issued|released)?\s?(?i:on|:)?\s?$|"
    r"^\W{0,3}[A-Z][A-Z .'-]{2,40}(?:,? [A-Z][a-z]+)?(?: \([A-Za-z ]{2,20}\))?,? ?(?:[-–—:|] ?)?$|"
    r"^\W{0,3}(?:[Bb]y )[^.!?]{0,60}[|,·•-] ?(?:[Pp]ublished |[Uu]pdated )?(?:on )?$|"
    r"^[^.!?]{0,60}[|·•] ?(?:[Pp]ublished |[Uu]pdated )?(?:on )?$"
)
_TAIL = r"^[\s.,)]{0,3}(?:$|[-–—|:(·•]|\d\d:\d\d|GMT|UTC)"
HEAD_LINES = 6
MAX_LINE = 160


def _date(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    month = int(parts["num"]) if parts.get("num") else _MONTHS[parts["month"].lower()]
    try:
        return dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:  # 31 February: not a date
        return None


def dateline(text: str) -> tuple[dt.date, str] | None:
    """Date and reason where one of the first lines is, or begins with, a dateline; None otherwise.

    A date within a sentence is what the text tells of, not when it was written; a range in a footer is neither.

    >>> dateline("DAMASCUS, 3 May 2018 - The army said ...")[0]
    datetime.date(2018, 5, 3)
    >>> dateline("Nine people were killed on 8 February 2022.") is None
    True
    """
    filled = [line.strip() for line in text[:4000].split("\n") if line.strip()][:HEAD_LINES]
    for line in filled:
        small = line.casefold()
        for needs, form in _FORMS:
            match = re.search(form, line[:MAX_LINE]) if any(need in small for need in needs) else None
            if not match:
                continue
            lead, tail = line[: match.start()], line[match.end() :]
            alone = not lead.strip() and not tail.strip(" .")
            if alone or (re.match(_LEAD, lead) and re.match(_TAIL, tail[:20])):
                found = _date(match)
                if found:
                    return found, f'the text has the dateline "{line[: match.end()].strip()}"'
    return None
