"""Stated amounts: digits and words, with the bounds that the words put on them."""

import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_ONES.split())}
_TENS = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_SCALES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2000.0,
    "tens of thousands": 20000.0,
    "hundreds of thousands": 200000.0,
    "millions": 2e6,
    "several dozen": 24.0,
    "several hundred": 200.0,
    "several thousand": 2000.0,
    "several": 2.0,
    "a few": 2.0,
    "a few dozen": 24.0,
    "a few hundred": 200.0,
    "a few thousand": 2000.0,
    "a dozen": 12.0,
    "half a dozen": 6.0,
    "a handful": 2.0,
    "a couple": 2.0,
    "a handful of": 2.0,
    "a number of": 1.0,
}
_COUNTED = frozenset({"a dozen", "half a dozen"})
_FRACTIONS = {
    "half": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
}
_MULTIPLES = {
    "twice": 2.0,
    "double": 2.0,
    "thrice": 3.0,
    "triple": 3.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "twofold": 2.0,
    "tenfold": 10.0,
    "fivefold": 5.0,
    "sixfold": 6.0,
    "an order of magnitude": 10.0,
}

_OPS = (
    (">=", r"at least|no fewer than|not fewer than|no less than|not less than|a minimum of|upwards of"),
    (
        ">",
        r"more than|over|above|greater than|in excess of|well over|well above|exceeding|upward of|far more than",
    ),
    ("<=", r"at most|no more than|not more than|up to|a maximum of|as many as|barely|hardly|scarcely"),
    (
        "<",
        r"(?:far |many |well )?(?:fewer|less) than|(?:well )?(?:under|below)|not even|"
        r"not(?= one (?:in|out of) )",
    ),
    (
        "~",
        r"about|around|some|roughly|approximately|an estimated|(?:(?:an|the) )?estimates? of|perhaps|maybe|"
        r"an average of|circa|or so|nearly|almost|close to|"
        r"just under|just over",
    ),
    ("=", r"exactly|only|just|a mere|a total of|precisely|merely|a full|another"),
)
_OP_WORDS = "|".join(f"(?P<o{i}>{words})" for i, (_, words) in enumerate(_OPS))
_WORD_NUMBER = "|".join([*_UNITS, *_TENS])
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIMPLE = (
    rf"(?:{_DIGITS}|(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS)})|(?:{_WORD_NUMBER})\b)(?: ?(?:dozen|hundred|"
    rf"thousand|million|billion|bn|m)\b(?: thousand| million)?"
    rf"(?: and (?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS)})|(?:{_WORD_NUMBER})\b)"
    rf"(?! (?:dozen|hundred|thousand|million|billion|others?|more)\b))?)?"
)
_FRACTION_WORD = r"(?:half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
_VAGUE_WORDS = "|".join(sorted(_VAGUE, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?<![\w@.,-])(?:(?:{_OP_WORDS}) )?(?:the )?(?:"
    rf"(?:somewhere )?between (?P<least>{_SIMPLE}) and (?P<most_of>{_SIMPLE})"
    rf"(?P<betweenpct> ?(?:%|percent\b|per cent\b))?|"
    rf"between (?P<part>(?:an?|one|two|three) {_FRACTION_WORD}) and "
    rf"(?P<parts>(?:(?:an?|one|two|three) )?{_FRACTION_WORD})|"
    rf"(?P<big>(?:half )?an? (?:hundred|thousand|million|billion)\b(?: thousand| million)?)|"
    rf"(?P<share>(?:a|one|two|three|four|five|six|seven|eight|nine)[- ](?:mere )?{_FRACTION_WORD}(?: of (?:a|one) "
    rf"million)?|(?:quarter|third|half) of (?:a|one) million|half(?! a dozen| of (?:a |an )?(?:year|day|hour)))"
    rf"(?P<asmany>(?= as (?:many|much|high|often|large)\b))?|"
    rf"(?P<either>(?:{_WORD_NUMBER})) or (?P<other>(?:{_WORD_NUMBER})(?: (?:dozen|hundred|thousand|million))?\b)|"
    rf"(?P<of>(?:{_WORD_NUMBER}|\d{{1,2}}) (?:in|out of) (?:every )?(?:{_WORD_NUMBER}|\d{{1,3}}))(?! \d)|"
    rf"(?P<low>{_DIGITS}) ?(?:-|–|to) ?(?P<high>{_DIGITS})(?P<rangetimes> times)?(?P<rangepct> ?(?:%|percent|per "
    rf"cent))?|"
    rf"(?P<number>{_SIMPLE})(?P<times>[- ]times| ?[- ]?fold)?(?P<pct> ?%| percent\b| per cent\b)?|"
    rf"(?P<multiple>{'|'.join(_MULTIPLES)})|(?P<severaltimes>several times|many times)|"
    rf"(?P<most>most of(?= the| all| its| their)|the majority of|a majority of|the bulk of|most(?= (?:were|are|attacks|"
    rf"deaths|strikes|fighting|civilians|victims|people|fatalities|casualties|killings|of)))|"
    rf"(?P<vague>{_VAGUE_WORDS})(?: of)?"
    rf")(?![\w@-])"
)
"""Of small letters: a pattern that ignores case takes three times as long to compile, in every process."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)

_MEASURED = re.compile(
    r"[- ](?:more )?(?:(?:square )?(?:day|week|month|year|hour|minute|kilomet(?:er|re)|met(?:er|re)|mile|hectare)s?|"
    r"km|percentage points)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:at|by|until|around|about|from) \Z", re.IGNORECASE)


_PAST = re.compile(r"\b(?:day|night|week|month|year|war|battle|siege|fighting|truce) (?:was|is|were|are) \Z")
"""Before it, "over" is at an end, and no bound: "before the month was over 88 were dead"."""


class Amount(NamedTuple):
    """A stretch of the sentence and what it says.

    ``unit`` is ``%``, ``ratio``, ``measure`` (of time or space: nothing is counted) or empty (a count).
    """

    start: int
    end: int
    op: str
    value: float
    high: float | None
    unit: str


def number(words: str) -> float:
    """The value of a number in digits or words.

    >>> [number(w) for w in ("4,000", "two hundred", "1.5 million", "twenty-eight", "hundred thousand")]
    [4000.0, 200.0, 1500000.0, 28.0, 100000.0]
    """
    whole, _, rest = words.partition(" and ")
    if rest:  # "one hundred and sixty-two"
        return number(whole) + number(rest)
    total, seen = 1.0, False
    base = 0.0
    for token in re.findall(r"[\d.,]+|[a-z]+", words.lower().replace(",", "")):
        if token[0].isdigit():
            base, seen = float(token.rstrip(".")), True
        elif token in _UNITS or token in _TENS:
            base, seen = base + _UNITS.get(token, _TENS.get(token, 0)), True
        else:
            total *= {"bn": 1e9, "m": 1e6}.get(token) or _SCALES.get(token, 1.0)
    return (base if seen else 1.0) * total


def _fraction(words: str) -> tuple[float, str]:
    words = words.lower().replace("-", " ")
    parts = words.split()
    whole = next((_FRACTIONS[p.rstrip("s")] for p in parts if p.rstrip("s") in _FRACTIONS), 2.0)
    top = _UNITS.get(parts[0], 1)
    if "million" in parts:
        return top / whole * 1e6, ""
    return round(100.0 * max(top, 1) / whole, 4), "%"


def _value(  # noqa: PLR0911 - one return per form of amount
    match: re.Match[str],
) -> tuple[float, float | None, str, str | None]:
    """Value, high end, unit, and the operator that the words imply if none is stated."""
    g = match.groupdict()
    if g["least"]:
        low, high = _ends(g["least"], g["most_of"])
        return low, high, "%" if g["betweenpct"] else "", "between"
    if g["part"]:
        return _fraction(g["part"])[0], _fraction(g["parts"])[0], "%", "between"
    if g["big"]:
        small = g["big"].lower()
        return number(small.removeprefix("half ")) * (0.5 if small.startswith("half") else 1.0), None, "", "~"
    if g["share"]:
        value, unit = _fraction(g["share"])
        if g["asmany"] is not None:
            return round(value / 100, 6), None, "ratio", None
        return value, None, unit, "~" if "million" in g["share"].lower() else None
    if g["either"]:
        low, high = _ends(g["either"], g["other"])
        return min(low, high), max(low, high), "", "between"
    if g["of"]:
        top, bottom = re.split(r" (?:in|out of) (?:every )?", g["of"], maxsplit=1, flags=re.IGNORECASE)
        return round(100.0 * number(top) / max(number(bottom), 1.0), 4), None, "%", None
    if g["low"]:
        unit = "ratio" if g["rangetimes"] else "%" if g["rangepct"] else ""
        return number(g["low"]), number(g["high"]), unit, "between"
    if g["number"]:
        return number(g["number"]), None, "ratio" if g["times"] else "%" if g["pct"] else "", None
    if g["multiple"]:
        return _MULTIPLES[g["multiple"].lower()], None, "ratio", "~" if "order" in g["multiple"].lower() else None
    if g["severaltimes"]:
        return 3.0, None, "ratio", ">"
    if g["most"]:
        return 50.0, None, "%", ">"
    vague = g["vague"].lower()
    return _VAGUE[vague], None, "", "=" if vague in _COUNTED else ">="


def _ends(least: str, most: str) -> tuple[float, float]:
    """Both ends of a range in words; "two and three thousand" are both thousands."""
    low, high = number(least), number(most)
    scale = next((v for w, v in _SCALES.items() if most.lower().endswith(w)), 1.0)
    return (low * scale if low < high / scale <= 999 else low), high


def _outside(text: str, taken: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Matches that touch no taken stretch; after one that does, the search goes on behind that stretch."""
    at = 0
    while (match := _PATTERN.search(text, at)) is not None:
        ends = [b for a, b in taken if match.start() < b and a < match.end()]
        if not ends:
            yield match
        at = max(match.start() + 1, min(*ends, match.end())) if ends else match.end()


def find_amounts(text: str, taken: list[tuple[int, int]]) -> list[Amount]:
    """Amounts in a sentence outside the ``taken`` stretches (times, names), in order.

    >>> [(a.op, a.value, a.unit) for a in find_amounts("More than a third of 4,000, only 13% or dozens", [])]
    [('>', 33.3333, '%'), ('=', 4000.0, ''), ('=', 13.0, '%'), ('>=', 24.0, '')]
    """
    found: list[Amount] = []
    text = text.translate(_SMALL)
    after = re.search(r"\bor (?:(more|above|over)|fewer|less)\b", text)
    for match in _outside(text, taken):
        if match.group() == "one" and (
            text[max(0, match.start() - 3) : match.start()] == "no "
            or re.match(
                r" (?:does|can|must|should|may|has to|that|which|who|another|in|of|day)\b",
                text[match.end() : match.end() + 10],
            )
        ):
            continue  # the pronoun
        if match["most"] and re.search(r"\bthe most", match.group()):
            continue  # a superlative, not a majority
        if re.fullmatch(r"\d{1,2}[.:]\d\d", match.group()) and _CLOCK.search(text[: match.start()]):
            continue  # a time of day
        value, high, unit, implied = _value(match)
        if not unit and _MEASURED.match(text, match.end()):
            unit = "measure"
        stated = next((op for i, (op, _) in enumerate(_OPS) if match.group(f"o{i}")), None)
        if stated == ">" and match.group().startswith("over ") and _PAST.search(text[: match.start()]):
            stated = None  # "before the month was over 88 people were dead"
        op = implied if implied in {"between"} else stated or implied or "="
        if (
            after
            and op == "="
            and after.start() > match.end()
            and not _PATTERN.search(text, match.end(), after.start())
        ):
            op = ">=" if after[1] else "<="
        if implied == ">=" and stated in {"=", "~", ">"}:
            op = ">="
        found.append(Amount(match.start(), match.end(), op, value, high, unit))
    return found
