"""Text that others wrote, made harmless for a terminal, a page and a spreadsheet; numbers made readable."""

import math
import re

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
