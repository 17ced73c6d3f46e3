"""Windows of time: those the words leave open, and how far the record covers them."""

import datetime as dt
import re
from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._refuse import covered, covered_enough
from inquest.kinds._words import listed, month_words, percent, period
from inquest.model.claim import SIDES, carried, from_context
from inquest.model.grounding import NOT_DATED, Grounding, Window

CLOSE_DAYS = 92
"""A record that stops this close to the text still speaks to "now"."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WHOLE_WAR = frozenset({"war", "conflict", "time", "times", "while", "now", "far", "date", "ever"})
"""Words of a time that says no more than that it was in the war, or up to the text."""
WARS = frozenset({"war", "conflict"})
VAGUE_DAYS = 700
"""Days from which a time that leans on the text ("for years") is a manner of speaking and no exact period."""


def default_windows(
    countries: tuple[int, ...], grounding: Grounding, context: Context, *, now: bool = True
) -> tuple[Window, ...]:
    """Windows where the words name none, on the covered record before the text.

    A claim about the present ("they are concentrating on ...") is read over the last covered year and two years; any
    other, or with ``now`` off, over the whole covered record and its last two years.
    """
    first, last = context.record.first_day(countries), context.record.last_day(countries)
    if first is None or last is None:
        return ()
    if grounding.document_date and grounding.document_date < last:
        last = grounding.document_date
    if last <= first:
        return ()
    slots = grounding.claim.slots
    present = now and slots.get("tense") == "present" and "universal" not in slots
    spans = [int(context.default(name)) for name in (("present_months",) if present else ()) + ("recent_months",)]
    recent = [
        Window(
            start=months_before(last, months),
            end=last,
            label=_recent_label(months, last),
            reason="the words are about the time of the text" if present else "the text may mean recent years",
            named=False,
        )
        for months in spans
        if months_before(last, months) > first
    ]
    whole = Window(
        start=first,
        end=last,
        label=f"the whole covered record ({month_words(first)} to {month_words(last)})",
        reason="the words name no period",
        named=False,
    )
    return tuple(recent) if present and recent else (whole, *recent)


def _recent_label(months: int, last: dt.date) -> str:
    return f"the last {months} covered months ({month_words(months_before(last, months))} to {month_words(last)})"


def before_the_text(windows: Sequence[Window], grounding: Grounding) -> str:
    """The month that a claim about the present speaks of, where the record stops well before the text; else empty."""
    day = grounding.document_date
    if day is None or grounding.claim.slots.get("tense") != "present" or not windows:
        return ""
    last = max(w.end for w in windows)
    return month_words(day) if (day - last).days > CLOSE_DAYS else ""


def months_before(end: dt.date, months: int) -> dt.date:
    """First day of the window of so many months that ends on ``end``.

    >>> months_before(dt.date(2019, 11, 30), 6)
    datetime.date(2019, 6, 1)
    """
    after = end + dt.timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    year, month = divmod(index, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(after.day, last))


def keep_covered(
    windows: Sequence[Window], countries: tuple[int, ...], context: Context
) -> tuple[tuple[Window, ...], tuple[str, ...]]:
    """The windows covered far enough, and a warning on each that isn't or is so only in part."""
    kept: list[Window] = []
    warnings: list[str] = []
    seen: set[tuple[dt.date, dt.date]] = set()
    for window in windows:
        if (window.start, window.end) in seen:
            continue  # the same days said twice are one window
        seen.add((window.start, window.end))
        share = covered(window, countries, context)
        if covered_enough(window, countries, context):
            kept.append(window)
            if share < 1:
                warnings.append(
                    f"The record covers {percent(share)} of the period “{period(window)}”; tested on that part."
                )
        else:
            warnings.append(f"Left out: the period “{period(window)}”, of which the record covers {percent(share)}.")
    return tuple(kept), tuple(warnings)


def fair_windows(
    countries: tuple[int, ...], grounding: Grounding, context: Context, *, default: bool = True
) -> tuple[Window, ...]:
    """The windows of a claim: those its words or its passage name, and beside mere guesses those without them.

    ``default`` off: none where no time is named (for kinds that look for the time themselves).
    """
    if any(w.inferred != "guessed" for w in grounding.windows):
        return grounding.windows
    return (*grounding.windows, *default_windows(countries, grounding, context)) if default else ()


def own_windows(grounding: Grounding) -> tuple[Window, ...]:
    """The windows that the claim's own words name."""
    return tuple(w for w in grounding.windows if w.inferred == "no")


def taken_over(windows: Sequence[Window], grounding: Grounding) -> tuple[str, ...]:
    """A note on each time, place and side that the claim's own words don't name: where it comes from."""
    times = [("time", w.reason.partition(";")[0]) for w in windows if w.inferred != "no"]
    places = [("place", g.mention.via or "") for g in grounding.places if carried(g.mention)]
    found = dict.fromkeys((what, via.partition(": ")[2]) for what, via in [*times, *places])
    told = tuple(f"The claim names no {what}; tested on {via}." for what, via in found)
    sides = dict.fromkeys((m.text, m.via or "") for f in SIDES for m in getattr(grounding.claim, f) if from_context(m))
    return (*told, *(f"The claim does not name “{text}”; it is {_before_colon(via)}." for text, via in sides))


def _before_colon(via: str) -> str:
    return via.partition(": ")[0]


def vague(windows: Sequence[Window]) -> bool:
    """Whether the words only say "for years": a time that leans on the text, two years or longer, and names no year."""
    long = all(w.relative and (w.end - w.start).days >= VAGUE_DAYS for w in windows)
    return bool(windows) and long and not any(YEAR.search(w.label) for w in windows)


def relative_without_date(grounding: Grounding) -> bool:
    """Whether the words lean on the day of publication and that is unknown."""
    return bool(grounding.claim.periods) and not grounding.windows and grounding.document_date is None


def undated_battles(grounding: Grounding) -> str:
    """Battles that a number is told of and whose days are not known from the first to the last, in words."""
    told = [n.removesuffix(f" {NOT_DATED}") for n in grounding.notes if n.endswith(NOT_DATED)]
    return listed(told) if grounding.claim.quantity is not None else ""


def strange_times(grounding: Grounding) -> str:
    """Times named in the claim that no day of the calendar answers to ("31 February"), in words.

    So too one that is not understood ("in that month"), unless it speaks of all the war or another time is read. A
    number of all the war is none of the years on record, which are a part of it.
    """
    unread = [n.removesuffix(" is no time that is understood") for n in grounding.notes if n.endswith("understood")]
    alone = not grounding.windows and not grounding.baselines and not grounding.milestones
    total = (
        grounding.claim.kind == "level" and grounding.claim.quantity is not None and grounding.claim.quantity.value > 0
    )
    whole = WHOLE_WAR - WARS if total else WHOLE_WAR
    return listed(
        [w for w in unread if any(c.isdigit() for c in w) or (alone and not whole & set(w.strip("“”").split()))]
    )
