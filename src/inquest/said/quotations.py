"""Stretches of a text in quotation marks."""

import re
from dataclasses import dataclass

_CLOSE = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", '"': '"', "‘": "’"}
_MARK = re.compile(r"[“«„‹「\"‘]")
LONGEST = 3_000
"""Characters after which an opening mark is taken for a slip."""


@dataclass(frozen=True)
class Quotation:
    """What stands between two quotation marks, the marks apart; offsets into the text."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Outermost quotations of a text; one without a closing mark ends with its paragraph.

    >>> said = 'He said “we won’t go” and «stay», then: "leave."'
    >>> [said[q.start : q.end] for q in quotations(said)]
    ['we won’t go', 'stay', 'leave.']
    """
    out: list[Quotation] = []
    at = 0
    while match := _MARK.search(text, at):
        start = match.end()
        if match.group() in '‘"' and match.start() and text[match.start() - 1].isalnum():
            at = start  # an apostrophe, or inches
            continue
        limit = text.find("\n", start, start + LONGEST)
        limit = min(start + LONGEST, len(text)) if limit < 0 else limit
        end = _closing(text, match.group(), start, limit)
        if end < 0 and (match.group() in '‘"' or limit - start >= LONGEST):
            at = start
            continue
        end = limit if end < 0 else end
        if end > start:
            out.append(Quotation(start, end))
        at = end + 1
    return out


def _closing(text: str, opening: str, start: int, limit: int) -> int:
    """Where the quotation ends, or -1."""
    marks = re.compile(f"[{re.escape(_CLOSE[opening])}]")
    for match in marks.finditer(text, start, limit):
        after = text[match.end() : match.end() + 1]
        if opening == "‘" and after.isalpha():
            continue  # an apostrophe
        return match.start()
    return -1
