"""Numbers in figures and in words, so that "three hundred" and "300" are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from inquest.said.words import Token

_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: n for n, word in enumerate(_ONES.split())}
_TENS = {word: 10 * (n + 2) for n, word in enumerate(_TEN.split())}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE = frozenset(("dozens", "scores", "hundreds", "thousands", "millions", "half"))


@dataclass(frozen=True)
class Number:
    """A number as written (``text``) and as compared (``value``); ``first`` and ``last``: its tokens."""

    value: str
    text: str
    first: int
    last: int


def _is_figure(word: str) -> bool:
    return word[:1].isdigit()


def values(found: Sequence[Token]) -> dict[int, str]:
    """First word of each number -> its value; the other words of the number -> ""."""
    out: dict[int, str] = {}
    at = 0
    while at < len(found):
        end, value = _read(found, at)
        out |= {n: value if n == at else "" for n in range(at, end)}
        at = max(end, at + 1)
    return out


def numbers(found: Sequence[Token], text: str) -> list[Number]:
    """Every number among the words of a text, in order; "one" alone and "a" are none.

    >>> from inquest.said.words import plain, tokens
    >>> said = "two hundred and fifty of 1,200 men, 1.5 million shells, dozens, one of them"
    >>> [n.value for n in numbers(plain(tokens(said)), said)]
    ['250', '1200', '1500000', 'dozens']
    """
    out: list[Number] = []
    at = 0
    while at < len(found):
        end, value = _read(found, at)
        if end > at:
            out.append(Number(value, text[found[at].start : found[end - 1].end], at, end - 1))
        at = max(end, at + 1)
    return out


def _read(found: Sequence[Token], at: int) -> tuple[int, str]:
    """The end of the number that begins at a token, and its value; the same place where none begins."""
    word, after = found[at].word, [t.word for t in found[at + 1 : at + 3]]
    if word == "half" and len(after) == 2 and after[0] == "a" and after[1] in _SCALES:
        return at + 3, str(_SCALES[after[1]] // 2)
    if word in _VAGUE:
        return at + 1, word
    if word == "a":
        return (at + 2, str(_SCALES[after[0]])) if after and after[0] in _SCALES else (at, "")
    if word == "one" and not (after and after[0] in _SCALES):
        return at, ""
    if word[:1].isdigit():
        return _scaled(found, at)
    return _spelt(found, at)


def _scaled(found: Sequence[Token], at: int) -> tuple[int, str]:
    """A number in figures, with the words that multiply it: "1.5 million"."""
    try:
        value = float(found[at].word.replace(",", "."))
    except ValueError:
        return at + 1, found[at].word
    end = at + 1
    while end < len(found) and found[end].word in _SCALES:
        value *= _SCALES[found[end].word]
        end += 1
    return end, f"{value:.12g}"


def _spelt(found: Sequence[Token], at: int) -> tuple[int, str]:
    """A number in words: "two hundred and fifty thousand"."""
    total = part = 0
    end, room = at, 1_000
    """What may still be added: after "twenty" less than ten, after "two" nothing."""
    while end < len(found):
        word = found[end].word
        value = _UNITS.get(word, _TENS.get(word))
        if value is not None and (end == at or 0 < value < room):
            part += value
            room = 10 if word in _TENS else 0
        elif word in _SCALES and end > at and part:
            part *= _SCALES[word]
            if _SCALES[word] >= 1000:
                total, part = total + part, 0
            room = 100 if word == "hundred" else 1_000
        elif not (word == "and" and _goes_on(found, end)):
            break
        end += 1
    return (end, str(total + part)) if end > at else (at, "")


def _goes_on(found: Sequence[Token], at: int) -> bool:
    """Whether "and" stands within a number: "two hundred and fifty"."""
    if at == 0 or at + 1 >= len(found):
        return False
    before, after = found[at - 1].word, found[at + 1].word
    return before in ("hundred", "thousand", "million") and (after in _UNITS or after in _TENS)
