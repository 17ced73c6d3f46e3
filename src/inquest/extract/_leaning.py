"""Times that rest on one told of before: "the same day", "since then", "three days later", "on 18 May" of that year.

The forms are data (``_times.yaml``): what they say is put in words that ``resolve`` reads, with the time they rest on.
"""

import re
from functools import cache, partial
from typing import NamedTuple

from inquest.extract._grammar import load_yaml
from inquest.extract._leant import YEAR, months_named, said
from inquest.extract._times import time_forms
from inquest.model.late import Late

ORDINAL = re.compile(r"(?:on )?the (\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
"""A day that names its number only: of the month told of last."""


class Leaning(NamedTuple):
    """The forms of a language."""

    forms: tuple[tuple[Late, str], ...]
    nearest: tuple[Late, ...]
    """Those that point to the time told of last, however long that is."""
    lead: Late
    openers: dict[str, str]
    inner: frozenset[str]
    joined: frozenset[str]
    dated_nouns: frozenset[str]
    since_then: tuple[str, ...]
    compared: frozenset[str]
    issued: frozenset[str]
    background: frozenset[str]
    back: str
    months: tuple[str, ...]
    spans: tuple[str, ...]
    today: frozenset[str]
    asides: tuple[tuple[Late, str], ...]
    by: tuple[Late, str]
    battle_nouns: frozenset[str]
    battle_verbs: frozenset[str]
    battle_joiners: frozenset[str]
    battles_named: frozenset[str]
    totals: Late
    afterwards: frozenset[str]
    place_words: frozenset[str]
    seats: frozenset[str]
    wide: frozenset[str]
    period: str
    so_far: frozenset[str]
    no_start: Late
    of_year: Late
    the_year: Late
    own_year: Late
    another: frozenset[str]
    vague: frozenset[str]
    pointing: frozenset[str]
    up_to_now: Late
    held_since: Late
    held_for: Late
    held_on: Late
    parts: Late


@cache
def leaning(language: str) -> Leaning:
    """The forms in ``_times.yaml``."""
    raw = load_yaml(language, "_times")
    if "like" in raw:  # its times are put into the words of another language
        return leaning(raw["like"])
    parts = time_forms(language).parts

    def read(name: str) -> tuple[tuple[Late, str], ...]:
        filled = [(re.sub(r"\{([a-z]+)\}", lambda m: parts[m.group(1)], f["words"]), f["say"]) for f in raw[name]]
        return tuple((Late(words, re.IGNORECASE), say) for words, say in filled)

    every = read("leaning")
    return Leaning(
        forms=every,
        nearest=tuple(form for (form, _), f in zip(every, raw["leaning"], strict=True) if f.get("nearest")),
        lead=Late(raw["lead"], re.IGNORECASE),
        openers=dict(raw["openers"]),
        inner=frozenset(raw["inner"]),
        joined=frozenset(raw["joined"]),
        dated_nouns=frozenset(raw["dated_nouns"]),
        since_then=tuple(raw["since_then"]),
        compared=frozenset(raw["compared"]),
        issued=frozenset(raw["issued"]),
        background=frozenset(raw["background"]),
        back=raw["back"],
        months=tuple(raw["months"]),
        spans=tuple(raw["spans"]),
        today=frozenset(raw["today"]),
        asides=read("asides"),
        by=(Late(raw["by"], re.IGNORECASE), raw["by_says"]),
        battle_nouns=frozenset(raw["battles"]["nouns"]),
        battle_verbs=frozenset(raw["battles"]["verbs"]),
        battle_joiners=frozenset(raw["battles"]["joiners"]),
        battles_named=frozenset(raw["battles"]["named"]),
        totals=Late(rf"\b(?:{'|'.join(raw['totals'])})\b"),
        afterwards=frozenset(raw["afterwards"]),
        place_words=frozenset(raw["place_words"]),
        seats=frozenset(raw["seats"]),
        wide=frozenset(raw["wide"]),
        period=raw["period"],
        so_far=frozenset(raw["so_far"]),
        no_start=Late(raw["no_start"], re.IGNORECASE),
        of_year=Late(raw["of_year"], re.IGNORECASE),
        the_year=Late(raw["the_year"], re.IGNORECASE),
        own_year=Late(raw["own_year"], re.IGNORECASE),
        another=frozenset(raw["another"]),
        vague=frozenset(raw["vague_places"]),
        pointing=frozenset(raw["pointing"]),
        up_to_now=Late(raw["up_to_now"].replace("{number}", parts["number"]), re.IGNORECASE),
        held_since=Late(raw["held_since"], re.IGNORECASE),
        held_for=Late(raw["held_for"].replace("{number}", parts["number"]), re.IGNORECASE),
        held_on=Late(raw["held_on"], re.IGNORECASE),
        parts=Late(raw["parts_of_places"], re.IGNORECASE),
    )


def bare(words: str, language: str) -> str:
    """A time without the preposition before it.

    >>> bare("on 18 May 2009", "en"), bare("In the first half of August", "en")
    ('18 May 2009', 'first half of August')
    """
    return leaning(language).lead.sub("", words, count=1) if leaning(language).lead.match(words) else words


def _group(groups: dict[str, str], match: re.Match[str]) -> str:
    return groups[match.group(1)]


def leant(words: str, told: str, language: str) -> str | None:
    """What a leaning time says, given the time it rests on; None if it leans on none.

    The words themselves where they can't mean such a time.

    >>> leant("Three days later", "on 18 May 2009", "en"), leant("since then", "in May 2011", "en")
    ('Three days after 18 May 2009', 'since May 2011')
    >>> leant("that month", "on 18 May 2009", "en"), leant("in those four months", "in May 2011", "en")
    ('May 2009', 'in those four months')
    """
    for form, say in leaning(language).forms:
        match = form.fullmatch(words.strip(" ,"))
        if match:
            groups = {str(n): g or "" for n, g in enumerate(match.groups(), 1)}
            filled = re.sub(r"\\(\d)", partial(_group, groups), say)
            return said(filled, told, bare(told, language), groups, leaning(language).months, language) or words
    return None


def points_back(words: str, language: str) -> bool:
    """Whether words point to the time told of last ("that month"), and not on from a day ("two days later")."""
    return any(form.fullmatch(words.strip(" ,")) for form in leaning(language).nearest)


def up_to(words: str, told: str, language: str) -> str | None:
    """For "by mid-May" after a time told of before: from then to it.

    >>> up_to("by mid-May", "on 2 January 2009", "en")
    'from 2 January 2009 to mid-May'
    """
    form, say = leaning(language).by
    match = form.fullmatch(words.strip(" ,"))
    return match.expand(say).replace("{told}", bare(told, language)) if match else None


def turned(words: str) -> str:
    """For "on 24 April, nine days after they had met": of what comes behind it the time is so long before.

    >>> turned("nine days after"), turned("nine days later")
    ('nine days before', 'nine days later')
    """
    for one, other in ((" after", " before"), (" before", " after")):
        if words.endswith(one):
            return words.removesuffix(one) + other
    return words


def end_of(words: str, language: str) -> str | None:
    """The end in "by June", "until mid-May"; None for other words.

    >>> end_of("by June", "en"), end_of("in June", "en")
    ('June', None)
    """
    match = leaning(language).by[0].fullmatch(words.strip(" ,"))
    return match.group(1) if match else None


def opened(opener: str, words: str, language: str) -> str | None:
    """What a time in a clause that ``opener`` begins says of the main clause; None if that is no clause of time.

    >>> opened("since", "in February 2021", "en"), opened("when", "in May", "en")
    ('since February 2021', 'May')
    """
    form = leaning(language).openers.get(opener)
    return form.replace("{told}", bare(words, language)) if form else None


def dated(words: str, told: str, language: str) -> str | None:
    """A month or day without a year, in the year of the passage: the first such one after the time told of before.

    >>> dated("on 18 May", "On 2 January 2009", "en"), dated("in February", "in May 2011", "en")
    ('on 18 May 2009', 'in February 2012')
    >>> dated("on the 15th", "in October 1997", "en")
    '15 October 1997'
    """
    years = YEAR.findall(told)
    number = ORDINAL.fullmatch(words)
    if number is not None:
        month = named_month(told, language)
        if month is None:
            return None
        return " ".join((number.group(1), leaning(language).months[month].title(), *years[-1:]))
    month, before = named_month(words, language), named_month(told, language)
    if not years or YEAR.search(words) or month is None:
        return None
    year = int(years[-1]) + (before is not None and month < before)
    return f"{words} {year}"


def named_month(words: str, language: str) -> int | None:
    """The number of the last month named, if any."""
    found = months_named(words, leaning(language).months)
    return found[-1] if found else None
