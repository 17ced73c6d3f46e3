"""Text that others wrote, made harmless for a terminal, a page and a spreadsheet; numbers made readable."""

import math
import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\u061c]")


def clean(text: str) -> str:
    r"""Drop terminal escape sequences, control characters and bidirectional overrides; keep tabs and line ends.

    >>> clean("\x1b[31mred\x1b[0m \u202etxt.exe\x07")
    'red txt.exe'
    """
    return _BIDI.sub("", _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n"))))


def line(text: str) -> str:
    r"""Clean text on one line.

    >>> line("a\n  b\tc")
    'a b c'
    """
    return " ".join(clean(text).split())


def clip(text: str, words: int) -> str:
    """At most ``words`` words and 12 characters a word, with an ellipsis where something was left out.

    >>> clip("one two three", 2)
    'one two …'
    """
    parts = line(text).split(" ")
    kept = " ".join(parts[:words])
    short = kept[: words * 12]
    return short.rstrip() + " …" if len(parts) > words or len(short) < len(kept) else kept


def direction(text: str, base: str = "ltr") -> str:
    """The direction in which a text runs, ``rtl`` or ``ltr``; where it has letters of both, that of its article.

    A quote in English may begin with an Arabic name, or hold several: neither the first letter nor most letters tell.

    >>> direction("حزب الله fought in حلب"), direction("قتل الجيش في Homs", "rtl"), direction("قتل الجيش")
    ('ltr', 'rtl', 'rtl')
    """
    right = {unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha()}
    return base if len(right) != 1 else "rtl" if True in right else "ltr"


_MARKS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
"""Opening quotation mark -> the closing one."""


def balanced(text: str) -> str:
    """A stretch of text whose quotation marks all come in pairs.

    A mark without its other at either end goes, as the stretch stands in quotation marks itself; one further in gets
    its other, with an ellipsis for what lies between.

    >>> balanced("«Who are the victors?"), balanced("it is «growing stronger, even"), balanced('said, "no')
    ('Who are the victors?', 'it is «growing stronger, even …»', 'said, "no …"')
    >>> balanced("a” b"), balanced('We won," he said.'), balanced("«Who? «They,» can they?»")
    ('“… a” b', '"We won," he said.', '«Who? «They,» can they?»')
    """
    stack: list[tuple[int, str]] = []
    lone: list[tuple[int, str]] = []
    for i, mark in enumerate(text):
        top = stack[-1][1] if stack else ""
        closes = mark == '"' and i > 0 and text[i - 1] not in " ([—"
        if (closes and top == '"') or (top == "„" and mark == "“") or (top and mark == _MARKS.get(top)):
            stack.pop()
        elif closes or (mark in _MARKS.values() and mark not in _MARKS):
            lone.append((i, mark))
        elif mark in _MARKS or mark == '"':
            stack.append((i, mark))
    ends = {0: stack[:1], len(text.rstrip(".,;:!? ")) - 1: lone[-1:]}
    drop = {at for at, marks in ends.items() if marks and marks[0][0] == at}
    opened = "".join(
        next((o for o, c in _MARKS.items() if c == mark), mark) for i, mark in reversed(lone) if i not in drop
    )
    closed = "".join(_MARKS.get(mark, mark) for i, mark in reversed(stack) if i not in drop)
    kept = "".join(c for i, c in enumerate(text) if i not in drop)
    before = f"{opened}{'' if kept[:1].isupper() else '… '}" if opened else ""
    after = f"{'' if kept.endswith('…') else ' …'}{closed}" if closed else ""
    return before + kept + after


def quoted(text: str, words: int) -> str:
    """At most ``words`` words for use in quotation marks: its own are closed.

    >>> quoted("ISIS is «growing stronger», he said, «and bolder", 7)
    'ISIS is «growing stronger», he said, «and …»'
    """
    return balanced(clip(text, words))


def cell(value: object) -> object:
    """A spreadsheet cell that no program takes for a formula: text that starts like one is quoted.

    >>> cell("=HYPERLINK(1)"), cell(-1.5), cell("plain")
    ("'=HYPERLINK(1)", -1.5, 'plain')
    """
    if not isinstance(value, str):
        return value
    text = line(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "|", "%") else text


def six(value: float) -> float | None:
    """Rounded to 6 significant digits; None where it is not finite.

    >>> six(0.123456789), six(float("nan"))
    (0.123457, None)
    """
    return float(f"{value:.6g}") if math.isfinite(value) else None


def number(value: float | None, scale: str = "count") -> str:
    """A figure for people: shares as percent, ratios with two digits, counts with thousands separators.

    ``distance``: from a number claimed, in margins (what its wording leaves room for).

    >>> number(0.3345, "share"), number(1.456, "ratio"), number(12345.0), number(None)
    ('33%', '1.46', '12,345', '–')
    >>> number(2.69, "distance"), number(1.0, "distance")
    ('2.7 margins', '1.0 margin')
    """
    if value is None or not math.isfinite(value):
        return "–"
    if scale == "distance":
        return f"{value:,.{0 if value >= 100 else 1}f} margin{'' if value == 1 else 's'}"
    if scale == "share":
        return f"{100 * value:.0f}%" if value == 0 or value >= 0.095 else f"{100 * value:.2g}%"
    if scale == "ratio" or (value != int(value) and abs(value) < 100):
        return f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,.0f}"


def offices(text: str) -> str:
    """Source offices, each named once, in the order of the source.

    >>> offices("SOHR;SOHR;Reuters News;SOHR")
    'SOHR; Reuters News'
    """
    return clip("; ".join(dict.fromkeys(part.strip() for part in line(text).split(";") if part.strip())), 12)
