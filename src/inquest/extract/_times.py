"""Expressions of time, verbatim. What they mean is for ``resolve``: here only where they are, and how long they are.

The patterns are data, ``frames/<language>/_times.yaml``.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from inquest.extract._grammar import load_yaml
from inquest.model.late import Late

_compiled = cache(re.compile)
"""Patterns of the data, each compiled when first needed and then kept: ``re`` itself keeps only so many."""
_NAMED = re.compile(r"\{([a-z_]+)\}")


class TimeSpan(NamedTuple):
    """A stretch of the sentence; ``first`` and ``last`` are the ends of a range, as offsets, where it has two.

    ``plain`` and ``ends`` say the same in English, where the text is in another language.
    """

    start: int
    end: int
    what: str
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    plain: str = ""
    ends: tuple[str, str] | None = None


class TimePattern(NamedTuple):
    """What it is, strings of which one must be there in small letters, and the pattern."""

    what: str
    needs: tuple[str, ...]
    pattern: str


@dataclass(frozen=True)
class TimeForms:
    """How a language names times. Patterns are compiled when a sentence may hold one."""

    hint: re.Pattern[str]
    patterns: tuple[TimePattern, ...]
    parts: dict[str, str]
    counted: Late
    not_counted: Late
    """What makes a bare year an amount: the words after it, unless certain words stand before it."""
    grains: tuple[tuple[str, str], ...]
    """Grain and pattern: how long an expression is; the first that matches its beginning holds."""


@cache
def time_forms(language: str) -> TimeForms:
    """The forms in ``_times.yaml``; pieces named in braces are put in."""
    raw = load_yaml(language, "_times")
    if "like" in raw:  # its times are put into the words of another language
        return time_forms(raw["like"])
    parts: dict[str, str] = {}
    for name, piece in raw["parts"].items():
        parts[name] = _filled(piece, parts)

    return TimeForms(
        re.compile(raw["hint"]),
        tuple(TimePattern(p["what"], tuple(p["needs"]), _filled(p["pattern"], parts)) for p in raw["patterns"]),
        parts,
        Late(raw["counted"]),
        Late(raw["not_counted"], re.IGNORECASE),
        tuple((p["what"], _filled(p["pattern"], parts)) for p in raw["grains"]),
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    return _NAMED.sub(lambda m: parts[m.group(1)], pattern)


def find_times(text: str, language: str = "en") -> list[TimeSpan]:
    """Expressions of time in a sentence, in order, without overlap (earlier patterns win).

    >>> s = "From April 2016 to March 2017 and again last year."
    >>> [s[t.start:t.end] for t in find_times(s)]
    ['From April 2016 to March 2017', 'last year']
    """
    forms = time_forms(language)
    if not forms.hint.search(text):
        return []
    found: list[TimeSpan] = []
    small = text.lower()
    for what, needs, pattern in forms.patterns:
        for match in _compiled(pattern).finditer(text) if any(need in small for need in needs) else ():
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            if match.group().isdigit() and _counts(text, match, forms):
                continue
            ends = [match.span(k) for k, v in match.groupdict().items() if v]
            first, last = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
            found.append(TimeSpan(match.start(), match.end(), what, first, last))
    return sorted(found)


def _counts(text: str, match: re.Match[str], forms: TimeForms) -> bool:
    """Whether four digits count what follows: "more than 2000 people", not "the 2015 attacks"."""
    before = text[max(match.start() - 12, 0) : match.start()]
    return bool(forms.counted.match(text[match.end() :])) and not forms.not_counted.search(before)


def grain(words: str, language: str = "en") -> str:
    """How long a time is: ``day``, ``week``, ``month``, ``year``, ``range``, ``open``, ``leaning`` or ``other``.

    ``open`` runs to the time of the text ("since 2014"), ``leaning`` rests on a time named before ("that day").

    >>> [grain(w) for w in ("on Sunday", "in May 2011", "since 2007", "from 6 June to 12 October 2017", "that day")]
    ['day', 'month', 'open', 'range', 'leaning']
    """
    forms = time_forms(language).grains
    return next((what for what, pattern in forms if _compiled(pattern, re.IGNORECASE).match(words)), "other")
