"""Times in Russian: where they are, and what they say in English, by the table in ``frames/ru/_times.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from inquest.extract._grammar import load_yaml
from inquest.extract._times import TimeSpan

_NAMED = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class _Form:
    what: str
    pattern: re.Pattern[str]
    say: Any


@dataclass(frozen=True)
class _Forms:
    hint: re.Pattern[str]
    values: tuple[tuple[str, re.Pattern[str]], ...]
    points: tuple[_Form, ...]
    times: tuple[_Form, ...]


@cache
def _forms() -> _Forms:
    raw = load_yaml("ru", "_times")
    parts: dict[str, str] = {}

    def filled(pattern: str) -> str:
        return _NAMED.sub(lambda m: parts[m.group(1)], pattern)

    for name, piece in raw["parts"].items():
        parts[name] = filled(piece)

    def forms(entries: list[dict[str, Any]], start: str = "", end: str = "") -> tuple[_Form, ...]:
        return tuple(
            _Form(e.get("what", "point"), re.compile(f"{start}(?:{filled(e['words'])}){end}", re.IGNORECASE), e["say"])
            for e in entries
        )

    return _Forms(
        re.compile(raw["hint"], re.IGNORECASE),
        tuple((name, re.compile(p, re.IGNORECASE)) for name, p in raw["values"].items()),
        forms(raw["points"]),
        forms(raw["times"], r"(?<![-\w])", r"(?![-\w])"),
    )


def _value(words: str) -> str:
    """A piece of a time in English: a date, a month, a number, a unit; what is not known stays as it is."""
    point = _point(words)
    if point is not None:
        return point
    return next((name for name, pattern in _forms().values if pattern.fullmatch(words)), words)


def _point(words: str) -> str | None:
    for form in _forms().points:
        match = form.pattern.fullmatch(words)
        if match:
            return str(form.say.format(**{k: _plain(v) for k, v in match.groupdict().items() if v}))
    return None


def _plain(words: str) -> str:
    return next((name for name, pattern in _forms().values if pattern.fullmatch(words)), words)


def _said(form: _Form, match: "re.Match[str]") -> str:
    if isinstance(form.say, dict):
        return next(str(v) for k, v in form.say.items() if match.group().lower().startswith(k))
    groups = {k: _value(v) for k, v in match.groupdict().items() if v}
    said = str(form.say.format(**groups))
    return said.replace("one years", "one year").replace("one months", "one month").replace("one weeks", "one week")


def find_times(text: str) -> list[TimeSpan]:
    """Expressions of time in a sentence, in order, without overlap; ``plain`` is what each says in English.

    >>> [t.plain for t in find_times("С апреля 2016 по март 2017 года, вчера и за последние полгода.")]
    ['from April 2016 to March 2017', 'yesterday', 'in the past six months']
    """
    if not _forms().hint.search(text):
        return []
    found: list[TimeSpan] = []
    for form in _forms().times:
        for match in form.pattern.finditer(text):
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            groups = match.groupdict()
            two = form.what in {"range", "between"} and groups.get("a") and groups.get("b")
            ends = (_value(groups["a"]), _value(groups["b"])) if two else None
            if ends and "." not in ends[0]:
                ends = _lent(*ends)
            first, last = (match.span("a"), match.span("b")) if two else (None, None)
            said = _said(form, match)
            if ends and form.what == "range" and said.startswith("from "):
                said = f"from {ends[0]} to {ends[1]}"
            found.append(TimeSpan(match.start(), match.end(), form.what, first, last, said, ends))
    return sorted(found)


def _lent(first: str, last: str) -> tuple[str, str]:
    """For "from April to June 2017", "from 5 to 9 May 2017": the first date takes what the last alone names."""
    if first.isdigit() and len(first) <= 2:
        first = " ".join([first, *last.split()[1:]])
    year = re.search(r"(?:19|20)\d\d$", last)
    if year and not re.search(r"\d{4}", first):
        first = f"{first} {year.group()}"
    if re.fullmatch(r"(?:19|20)\d\d", first) and re.fullmatch(r"\d\d", last):
        last = first[:2] + last
    return first, last
