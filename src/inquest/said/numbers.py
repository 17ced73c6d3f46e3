"""Numbers in figures and in words, so that "three hundred" and "300" are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from inquest.said.words import Token

_UNITS = dict(
    zip(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ).split(),
        range(20),
        strict=True,
    )
)
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_VAGUE = frozenset("dozens scores hundreds thousands millions half twice".split())


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
    word = found[at].word
    if word in _VAGUE:
        return at + 1, word
    if word == "one" and not (at + 1 < len(found) and found[at + 1].word in _SCALES):
        return at, ""
    if word == "a":
        scaled = at + 1 < len(found) and found[at + 1].word in _SCALES
        return (at + 2, f"{_SCALES[found[at + 1].word]:g}") if scaled else (at, "")
    total, part, end = 0.0, None, at
    while end < len(found):
        word = found[end].word
        if _is_figure(word) and end == at:
            try:
                part = float(word.replace(",", "."))
            except ValueError:
                return at + 1, word
        elif word in _UNITS or word in _TENS:
            if part is not None and (word in _TENS or part % 10 or part < 20) and part % 100:
                if not (word in _UNITS and part % 10 == 0 and part % 100 >= 20):
                    break
            part = (part or 0) + _UNITS.get(word, _TENS.get(word, 0))
        elif word in _SCALES and part is not None:
            part *= _SCALES[word]
            if _SCALES[word] >= 1000:
                total, part = total + part, 0.0
        elif word == "and" and part is not None and _goes_on(found, end):
            pass
        else:
            break
        end += 1
    return (end, f"{total + (part or 0):.12g}") if end > at else (at, "")


def _goes_on(found: Sequence[Token], at: int) -> bool:
    """Whether "and" stands within a number: "two hundred and fifty"."""
    if at == 0 or at + 1 >= len(found):
        return False
    before, after = found[at - 1].word, found[at + 1].word
    return before in ("hundred", "thousand", "million") and (after in _UNITS or after in _TENS)
