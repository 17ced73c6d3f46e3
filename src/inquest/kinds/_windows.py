"""Windows of time: those the words leave open, and how far the record covers them."""

import datetime as dt
from collections.abc import Sequence

from inquest.contracts import Context
from inquest.kinds._common import default
from inquest.kinds._refuse import covered, covered_enough
from inquest.kinds._words import month_words, percent, period
from inquest.model.grounding import Grounding, Window

VAGUE_DAYS = 700
"""Days from which a time that leans on the text ("for years") is a manner of speaking and no exact period."""


def default_windows(countries: tuple[int, ...], grounding: Grounding, context: Context) -> tuple[Window, ...]:
    """Windows where the words name none: the whole covered record, and its last two years before the text."""
    first, last = context.record.first_day(countries), context.record.last_day(countries)
    if first is None or last is None:
        return ()
    if grounding.document_date and grounding.document_date < last:
        last = grounding.document_date
    if last <= first:
        return ()
    whole = Window(
        start=first,
        end=last,
        label=f"the whole covered record ({month_words(first)} to {month_words(last)})",
        reason="the words name no period",
        named=False,
    )
    months = int(default(context, "recent_months"))
    start = months_before(last, months)
    if start <= first:
        return (whole,)
    recent = Window(
        start=start,
        end=last,
        label=f"the last {months} covered months ({month_words(start)} to {month_words(last)})",
        reason="the words name no period; the text may mean recent years",
        named=False,
    )
    return (whole, recent)


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
    for window in windows:
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


def vague(windows: Sequence[Window]) -> bool:
    """Whether the words only say "for years": a time that leans on the text and is two years or longer."""
    return bool(windows) and all(w.relative and (w.end - w.start).days >= VAGUE_DAYS for w in windows)


def relative_without_date(grounding: Grounding) -> bool:
    """Whether the words lean on the day of publication and that is unknown."""
    return bool(grounding.claim.periods) and not grounding.windows and grounding.document_date is None
