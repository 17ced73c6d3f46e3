"""The time that a text as a whole tells of: a report's period, or the years of a war that it looks back on."""

from collections.abc import Sequence

from inquest.extract._leaning import bare, leaning, named_month
from inquest.extract._leant import YEAR
from inquest.extract._scenes import Fact
from inquest.model.claim import GUESS, Mention
from inquest.model.document import Document

HEAD = 3
"""Sentences at the beginning of a text in which a report says its period."""
PAST = 2
"""Years after which a text looks back on a war."""


def report_period(facts: Sequence[Fact], language: str) -> Fact | None:
    """The one dated range of a text, or the first if it stands at its head.

    Told by months or parts of a year: whole years are too long to be a report's period.
    """
    ranges: dict[str, Fact] = {}
    for fact in facts:
        words = fact.part.text
        short = named_month(words, language) is not None or any(s in words for s in leaning(language).spans)
        if fact.what == "range" and short and YEAR.search(words):
            ranges[words.lower()] = fact
    first = next(iter(ranges.values()), None)
    return first if first is not None and (len(ranges) == 1 or first.sentence < HEAD) else None


def past_war(facts: Sequence[Fact], document: Document, language: str) -> Mention | None:
    """From the first year that a text on a past war names to the last; None where it speaks of its own day."""
    told = [f for f in facts if f.what != "place" and not f.spoken and YEAR.search(f.part.text)]
    if document.date is None or len(told) < 2:
        return None
    first = min(told, key=lambda f: (YEAR.findall(f.part.text)[0], f.part.start))
    last = max(told, key=lambda f: (YEAR.findall(f.part.text)[-1], f.part.start))
    begin, end = YEAR.findall(first.part.text)[0], YEAR.findall(last.part.text)[-1]
    if document.date.year - int(end) < PAST or begin == end:
        return None
    words = f"from {_point(first, begin, language)} to {_point(last, end, language)}"
    via = f"{GUESS}the time that the text tells of, “{words}”"
    return Mention(text=words, start=first.part.start, end=first.part.end, via=via)


def _point(fact: Fact, year: str, language: str) -> str:
    """A time as the end of a range: its own words where they are one day, month or year."""
    plain = fact.what in ("day", "month", "year") and len(YEAR.findall(fact.part.text)) == 1
    return bare(fact.part.text, language) if plain else year
