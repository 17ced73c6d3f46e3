"""What a time that leans on another one says with it: "that month" after "on 11 December 2016" is December 2016.

A time that is no such length ("those four months" after "in November") is none that the words can mean.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial

from inquest.extract._quantities import number
from inquest.extract._times import grain

YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
HOLE = re.compile(r"\{(\w+)\}")
DAYS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
MONTHS = 12


def months_named(words: str, months: tuple[str, ...]) -> list[int]:
    """The numbers of the months that the words name, in their order.

    >>> months_named("from 29 April to 31 August 2019", tuple(["january", "february", "march", "april", "may",
    ...     "june", "july", "august", "september", "october", "november", "december"]))
    [3, 7]
    """
    pattern, numbers = _beginnings(months)
    return [numbers[found.lower()] for found in pattern.findall(words)]


@cache
def _beginnings(months: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """How the names of months begin, and which each is."""
    short = [name[:3] for name in months]
    return re.compile(rf"(?<![a-z])({'|'.join(short)})", re.IGNORECASE), {name: n for n, name in enumerate(short)}


def said(
    say: str, whole: str, told: str, groups: Mapping[str, str], months: tuple[str, ...], language: str
) -> str | None:
    """``say`` with its holes filled from the time that was told; None if that is no such time.

    ``told``: the same without the preposition that opens it.
    """
    makers: dict[str, Callable[[], str | None]] = {
        "told": lambda: told,
        "whole": lambda: whole,
        "month": partial(_month, told, months, language),
        "year": partial(_year, told, 0),
        "next_year": partial(_year, told, 1),
        "year_before": partial(_year, told, -1),
        "week": lambda: told if grain(told, language) == "week" else None,
        "day": lambda: told if grain(told, language) == "day" else None,
        "span": partial(_span, told, groups, months),
    }
    holes = {name: makers[name]() for name in HOLE.findall(say)}
    if any(value is None for value in holes.values()):
        return None
    return HOLE.sub(lambda m: str(holes[m[1]]), say)


def _year(told: str, later: int) -> str | None:
    years = set(YEAR.findall(told))
    return str(int(years.pop()) + later) if len(years) == 1 else None


def _month(told: str, months: tuple[str, ...], language: str) -> str | None:
    named, years = set(months_named(told, months)), set(YEAR.findall(told))
    if len(named) == 1 and len(years) < 2:
        return " ".join((months[named.pop()].title(), *years))
    return told if not named and grain(told, language) == "month" else None


def _span(told: str, groups: Mapping[str, str], months: tuple[str, ...]) -> str | None:
    """A range of as many days, months or years as are counted, by its ends with or without the last of them."""
    unit = groups["2"].lower().rstrip("s")
    count = number(groups["1"])
    if unit == "day":
        days = [int(d) for d in DAYS.findall(told)]
        one_month = len(set(months_named(told, months))) == 1 and len(days) == 2
        return told if one_month and count in (days[1] - days[0], days[1] - days[0] + 1) else None
    years = [int(y) for y in YEAR.findall(told)]
    ends = months_named(told, months) if unit == "month" else years
    if unit not in {"month", "year"} or len(ends) != 2:
        return None
    away = ends[1] - ends[0]
    if unit == "month":
        away += MONTHS * (years[-1] - years[0]) if len(years) > 1 else MONTHS * (away < 0)
    return told if count in (away, away + 1) else None
