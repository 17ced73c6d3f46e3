"""The rules by which a row is an event, written as SQL over text columns; every refused row keeps its reason."""

from collections.abc import Mapping
from typing import Any

from inquest.model.event import COLUMNS

_WHOLE = ("country_id", "where_prec", "violence", "side_a_id", "side_b_id")
DEATHS = ("dead_a", "dead_b", "dead_civilians", "dead_unknown", "low", "best", "high")
_DEFAULTS = {"date_prec": 1, "clarity": 1, "n_sources": -1}
"""Whole numbers that may be missing, and what stands in: -1 sources = not recorded."""
_REAL = ("latitude", "longitude")
_DATES = ("date_start", "date_end")
_LARGEST = 10**15
LONGEST_DAYS = 3660
"""A row that spans more days than this is a mistake, not an event."""
SUMMARY_DAYS = 30
"""A row that spans more days than this is suspected of rolling several events into one."""

SAME = (
    "side_a", "side_b", "date_start", "date_end", "dead_a", "dead_b", "dead_civilians", "dead_unknown", "place",
    "latitude", "longitude", "source_headline",
)  # fmt: skip
"""Rows alike in all of these, with a headline, are twins of the one with the lowest id."""

BROKEN = "broken row (number of fields or quotes)"
DUPLICATE = "duplicate id in this file"
FURNITURE = "furniture"
REASONS: tuple[tuple[str, str], ...] = (
    ("missing id", "id = ''"),
    ("bad date", "date_start is null or date_end is null or year(date_start) < 1900 or year(date_end) > 2100"),
    ("end before start", "date_end < date_start"),
    (f"spans more than {LONGEST_DAYS} days", f"date_end - date_start >= {LONGEST_DAYS}"),
    ("unparseable or missing number", "bad_number"),
    ("negative number of deaths", " or ".join(f"{c} < 0" for c in DEATHS)),
    ("unknown type of violence", "violence not between 1 and 3"),
    ("unknown precision of place", "where_prec not between 1 and 7"),
    ("no deaths at all", "low < 1 and best < 1 and high < 1"),
    ("coordinates out of range", "abs(latitude) > 90 or abs(longitude) > 180"),
    ("missing side", "side_a = '' or side_b = ''"),
)
"""Reason -> SQL condition on the typed columns, in the order in which they are asked."""


def _whole(text: str) -> str:
    """A whole number as text (``645`` or ``645.0``) to BIGINT; NULL if it is anything else."""
    number = f"try_cast({text} as double)"
    return (
        f"case when contains({text}, '.') or contains(lower({text}), 'e') "
        f"then case when abs({number}) < {_LARGEST} and {number} = floor({number}) then {number}::bigint end "
        f"else try_cast({text} as bigint) end"
    )


def typed_columns(columns: Mapping[str, str], constants: Mapping[str, Any], simulated: bool) -> list[str]:
    """SQL expressions ``... as name`` for every canonical column plus ``bad_number``.

    Parameters
    ----------
    columns : canonical column -> SQL name of the text column that holds it.
    constants : canonical column -> value for the rest.
    simulated : the whole file is simulated.
    """
    made, bad = [], []
    for name in COLUMNS:
        text = f"trim({columns[name]})" if name in columns else None
        if name in ("summary", "twin"):
            continue
        if text is None:
            made.append(f"{_constant(name, constants, simulated)} as {name}")
        elif name == "simulated":
            made.append(f"greatest(coalesce({_whole(text)}, 0), {int(simulated)})::bigint as simulated")
        elif name in _DATES:
            made.append(f"try_cast(substr({text}, 1, 10) as date) as {name}")
        elif name in _REAL:
            made.append(f"try_cast({text} as double) as {name}")
            bad.append(f"({text} <> '' and (try_cast({text} as double) is null or isnan(try_cast({text} as double))))")
        elif name in _WHOLE or name in DEATHS:
            made.append(f"{_whole(text)} as {name}")
            bad.append(f"{name} is null")
        elif name in _DEFAULTS:
            made.append(
                f"case when {text} = '' or {text} is null then {_DEFAULTS[name]} else {_whole(text)} end as {name}"
            )
            bad.append(f"{name} is null")
        elif name == "id":
            made.append(f"coalesce(case when suffix({text}, '.0') then {text}[:-3] else {text} end, '') as id")
        else:
            made.append(f"coalesce({text}, '') as {name}")
    made.append(f"({' or '.join(bad)}) as bad_number")
    return made


def _constant(name: str, constants: Mapping[str, Any], simulated: bool) -> str:
    kind = COLUMNS[name]
    if name == "simulated":
        return f"{int(simulated)}::bigint"
    value = constants.get(name, _DEFAULTS.get(name, "" if kind == "VARCHAR" else None))
    if value is None:
        return f"null::{kind}"
    quoted = "'" + str(value).replace("'", "''") + "'"
    return f"{quoted}::{kind}"


def reason_case(raw: list[str]) -> str:
    """One SQL CASE over typed columns: the reason for refusing a row, ``furniture`` for a tag row, NULL if it is good.

    ``raw`` are the SQL names of the text columns that are read: a row without id in which some cell starts with ``#``
    is an HXL tag row, which is no event by design.
    """
    cells = f"contains(concat_ws(chr(31), '', {', '.join(raw)}), chr(31) || '#')"
    whens = [f"when id = '' and {cells} then '{FURNITURE}'"]
    whens += [f"when {condition} then '{reason}'" for reason, condition in REASONS]
    return f"case {' '.join(whens)} end"
