"""Numbers, dates and lists in plain words; each card's sentences are made of these."""

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from inquest.contracts import Context, Judged
from inquest.model.finding import Plot
from inquest.model.grounding import Window
from inquest.model.late import Late
from inquest.model.names import Place
from inquest.model.proposition import Proposition

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float) -> str:
    """A count or figure as a reader expects it.

    >>> number(10711.0), number(2.345), number(float("nan"))
    ('10,711', '2.3', 'unknown')
    >>> number(1e-6)
    'under 0.01'
    """
    if not math.isfinite(value):
        return "unknown"
    if 0 < abs(value) < 0.01:
        return "under 0.01"
    if abs(value) >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2g}"


def percent(value: float) -> str:
    """A share in percent.

    >>> percent(0.5604), percent(0.004)
    ('56%', '0.4%')
    """
    if not math.isfinite(value):
        return "an unknown share"
    if value >= 0.995 and value < 1.0:
        return "over 99%"
    return f"{100 * value:.0f}%" if value >= 0.01 or value == 0 else f"{100 * value:.1g}%"


def times(value: float) -> str:
    """A ratio in words.

    >>> times(3.02), times(1.04), times(1e6), times(227.3)
    ('3.0 times', '1.04 times', 'more than 1,000 times', '227 times')
    """
    if not math.isfinite(value):
        return "an unknown multiple of"
    if value > 1000:
        return "more than 1,000 times"
    near = 0.95 <= value < 1.05 and value != 1
    if value >= 10:
        return f"{value:,.0f} times"
    return f"{value:.{2 if near else 1}f} times" if value >= 0.1 else f"{number(value)} times"


def overturned(flip: float, told: str) -> str:
    """What would overturn a finding; where one side has nothing recorded, no multiple of it could.

    >>> overturned(2.0, "If it were twice that, this would change.")
    'If it were twice that, this would change.'
    >>> overturned(float("nan"), "If it were unknown, this would change.")
    'If events went unrecorded where none is recorded now, this would change.'
    """
    return told if math.isfinite(flip) else "If events went unrecorded where none is recorded now, this would change."


def date_words(date: dt.date) -> str:
    """A day in words.

    >>> date_words(dt.date(2019, 11, 30))
    '30 November 2019'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def month_words(date: dt.date) -> str:
    """A month in words.

    >>> month_words(dt.date(2019, 11, 30))
    'November 2019'
    """
    return f"{MONTHS[date.month - 1]} {date.year}"


def from_to(start: dt.date, end: dt.date) -> str:
    """A stretch of time in months; in days where it lies within one.

    >>> from_to(dt.date(2016, 1, 5), dt.date(2018, 9, 16)), from_to(dt.date(2016, 5, 1), dt.date(2016, 5, 31))
    ('January 2016 to September 2018', 'May 2016')
    >>> from_to(dt.date(2016, 5, 1), dt.date(2016, 5, 4)), from_to(dt.date(2016, 5, 4), dt.date(2016, 5, 4))
    ('1 to 4 May 2016', '4 May 2016')
    """
    month = month_words(end)
    if (start.year, start.month) != (end.year, end.month):
        return f"{month_words(start)} to {month}"
    whole = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    days = "" if whole else f"{end.day} " if start == end else f"{start.day} to {end.day} "
    return days + month


def possessive(name: str) -> str:
    """A name as owner.

    >>> possessive("Government of Syria and allies"), possessive("Islamic State")
    ('Government of Syria and allies’', 'Islamic State’s')
    """
    return name + ("’" if name.endswith("s") else "’s")


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a row.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def label(bloc: str | None, context: Context, nobody: str = "anyone") -> str:
    """A bloc's label."""
    return context.blocs[bloc].label if bloc else nobody


def fighting(actor: str | None, target: str | None, context: Context) -> str:
    """What is counted between two sides, as a noun."""
    if actor and target and context.blocs[target].civilians:
        return f"attacks by {label(actor, context)} on civilians"
    if actor and target:
        return f"fighting between {label(actor, context)} and {label(target, context)}"
    if actor or target:
        return f"fighting that involves {label(actor or target, context)}"
    return "all deadly violence"


OPERATORS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most", "~": "about"}
"""Operator of a stated amount -> its words; "=" needs none."""


def stated(op: str, value: str, high: str | None = None, *, counted: bool = False) -> str:
    """A stated amount as the words put it; ``counted``: of things that can be fewer.

    >>> stated(">=", "500"), stated("<", "500", counted=True), stated("between", "300", "500"), stated("=", "500")
    ('at least 500', 'fewer than 500', 'between 300 and 500', '500')
    """
    if op == "between" and high is not None:
        return f"between {value} and {high}"
    if op == "=":
        return value
    return f"{'fewer than' if counted and op == '<' else OPERATORS[op]} {value}"


def area(place: Place) -> str:
    """The area that a place's name is first tested on, in words.

    >>> from inquest.model.names import Outline, Place
    >>> one = {"group": "area", "reason": "r", "source": "s", "level": "adm1"}
    >>> wide = Outline(id="r-1", label="Raqqa governorate (drawn by hand)", **one)
    >>> area(Place(id="r", label="Raqqa", level="region", countries=(652,), outlines=(wide,)))
    'Raqqa governorate'
    >>> steppe = Outline(id="b-1", label="steppe west of the Euphrates", **one)
    >>> area(Place(id="b", label="the Badia", level="region", countries=(652,), outlines=(steppe,)))
    'the Badia (steppe west of the Euphrates)'
    """
    if place.level == "country" or not place.outlines:
        return place.label
    drawn = re.sub(r" \([^()]*\)$", "", place.outlines[0].label)
    same = drawn.casefold() == place.label.removeprefix("the ").casefold()
    return place.label if same else drawn if place.label in drawn else f"{place.label} ({drawn})"


def where(proposition: Proposition, context: Context) -> str:
    """The area tested, with its preposition and a leading space; empty for the whole record."""
    if proposition.place:
        return f" in {area(context.places[proposition.place])}"
    names = sorted(
        {s.country for m in context.record.manifests for s in m.spans if s.country_id in proposition.countries}
    )
    return f" in {listed(names)}" if names else ""


YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
IN_TIMES = ("early ", "late ", "mid-", "spring ", "summer ", "autumn ", "winter ")
"""How a time begins that something happens in."""
LEADS = ("from ", "between ", "since ", "during ", "before ", "after ", "until ", "in ", "on ")
ONE_DAY = Late(r"\d{1,2} [A-Z][a-z]+(?: \d{4})?$|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?$|\d{4}-\d\d-\d\d$")


def when(proposition: Proposition) -> str:
    """The first window's label with its preposition and a leading space."""
    return during(proposition.windows[0]) if proposition.windows else ""


def during(window: Window) -> str:
    """A window's label with its preposition, its year and a leading space.

    >>> from inquest.model.grounding import Window
    >>> one, two = dt.date(2018, 2, 1), dt.date(2018, 4, 30)
    >>> [during(Window(start=one, end=two, label=x, reason="named")) for x in ("early 2018", "since the winter")]
    [' in early 2018', ' since the winter (February 2018 to April 2018)']
    """
    if not window.named:
        return f" ({from_to(window.start, window.end)})"
    text = with_year(window)
    if text.lower().startswith(LEADS):
        return f" {text[0].lower()}{text[1:]}"
    if text.lower().startswith("the "):
        return f" over {text}"
    if ONE_DAY.match(text):
        return f" on {text}"
    dated = text[:1].isdigit() or text.lower().startswith(IN_TIMES) or text.split(" ")[0] in MONTHS
    return f" in {text}" if dated else f" ({text})"


def with_year(window: Window) -> str:
    """A window's label; where it names no year, with the one that is meant.

    >>> from inquest.model.grounding import Window
    >>> one, two = dt.date(2018, 2, 1), dt.date(2018, 4, 30)
    >>> [with_year(Window(start=one, end=two, label=x, reason="named")) for x in ("February to April", "last year")]
    ['February to April 2018', 'last year (February 2018 to April 2018)']
    """
    text = window.label
    if YEAR.search(text):
        return text
    if window.start.year == window.end.year and text.split(" ")[-1] in MONTHS:
        return f"{text} {window.end.year}"
    return f"{text} ({from_to(window.start, window.end)})"


def period(window: Window) -> str:
    """A window's label as a noun.

    >>> from inquest.model.grounding import Window
    >>> day = dt.date(2017, 1, 1)
    >>> period(Window(start=day, end=day, label="In 2017", reason="named"))
    '2017'
    """
    return bare(window.label)


def bare(label: str) -> str:
    """A time without the word that puts it into a sentence.

    >>> bare("In 2017"), bare("since 2017")
    ('2017', 'since 2017')
    """
    return label[3:] if label.lower().startswith(("in ", "on ")) else label


def unit(measure: str) -> str:
    """What is counted, as a plural noun; ``dead_of`` says whose deaths where they are those of one side."""
    return {
        "events": "deadly events",
        "deaths": "deaths",
        "deaths_of_target": "deaths on that side",
        "deaths_of_actor": "deaths on that side",
        "deaths_of_civilians": "deaths of civilians",
        "deaths_of_combatants": "deaths of fighters of either side",
    }[measure]


def dead_of(measure: str, actor: str | None, target: str | None, context: Context) -> str:
    """What is counted, in a pair's violence, with the side whose deaths are meant by name."""
    whose = {"deaths_of_target": target, "deaths_of_actor": actor}.get(measure)
    return f"deaths of {label(whose, context)}" if whose else unit(measure)


def count(value: float) -> str:
    """A count as a whole number: what is shared out among places holds fractions.

    >>> count(55.9), count(1234.0), count(float("nan"))
    ('56', '1,234', 'unknown')
    """
    return number(round(value)) if math.isfinite(value) else number(value)


def source_name(context: Context) -> str:
    """The record's name as the subject of a sentence."""
    names = sorted({m.source for m in context.record.manifests})
    known = {"ucdp_ged": "UCDP"}
    return f"{listed([known.get(n, n) for n in names])}’s record" if names else "The record"


def main_row(judged: Judged) -> int:
    """The specification a card quotes: the heaviest of those nearest the plainest reading.

    The plainest is the first option of every choice; if that failed, the first one that was measured.
    """
    measured = np.flatnonzero(np.isfinite(judged.estimates.point))
    return int(measured[0]) if measured.size else 0


def at(judged: Judged, name: str, row: int) -> float:
    """A further figure of one specification."""
    return float(judged.estimates.extra[name][row])


def span(low: float, high: float, words: str = "number") -> str:
    """A range in words."""
    say = {"percent": percent, "count": count}.get(words, number)
    return say(low) if say(low) == say(high) else f"{say(low)} to {say(high)}"


def by_chance(low: float, high: float) -> str:
    """How far a multiple could differ if chance alone had been otherwise.

    >>> by_chance(0.0412, 58.7)
    'allowing for chance, 0.041 to 59 times'
    """
    return f"allowing for chance, {number(low)} to {times(high)}"


def line_plot(
    judged: Judged,
    context: Context,
    title: str,
    y_label: str,
    caption: str,
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Plot, ...]:
    """The monthly series declared under ``plot:``, if they were measured; ``names``: label -> a reader's words."""
    from inquest.kinds._common import date_of

    countries = judged.proposition.countries
    first, last = context.record.first_day(countries), context.record.last_day(countries)
    rows: list[dict[str, object]] = []
    for name in sorted(n for n in judged.measured.terms if n.startswith("plot:")):
        key, series = name.removeprefix("plot:"), judged.measured.terms[name]
        found = np.flatnonzero(judged.measured.present.get(name, np.ones(len(series.mid), bool)))
        if not found.size:
            continue
        for start, value in zip(series.starts, series.mid[found[0]], strict=True):
            date = date_of(int(start))
            if (first and date < first.replace(day=1)) or (last and date > last):
                continue
            rows.append({"x": date.isoformat(), "y": int(value), "series": names.get(key, key)})
    if not rows:
        return ()
    shaded = [*judged.proposition.windows[:1], *judged.proposition.baselines[:1]]
    return (
        Plot(
            shape="line",
            title=title,
            caption=caption,
            x_label="Month",
            y_label=y_label,
            rows=tuple(rows),
            windows=tuple((w.start.isoformat(), w.end.isoformat(), w.label) for w in shaded),
        ),
    )
