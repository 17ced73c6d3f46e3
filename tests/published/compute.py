"""Inquest's own figure for each published one: sums through the session that findings use."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from inquest.model.selection import Quality, Selection, Sides
from inquest.multiverse.session import Session

EPOCH = dt.date(1970, 1, 1).toordinal()
COUNTRIES = {"Syria": 652, "Iraq": 645}
FIGURES = Path(__file__).with_name("figures.yaml")
BUSY = 0.25
"""A month belongs to a battle if it holds at least this part of the deaths of the battle's deadliest month."""


def published() -> dict[str, Any]:
    """The file: classes of closeness, sources, figures."""
    found: dict[str, Any] = yaml.safe_load(FIGURES.read_text("utf-8"))
    return found


def days(day: dt.date) -> int:
    return day.toordinal() - EPOCH


def selection(ask: Mapping[str, Any]) -> Selection:
    """The selection that a query names. ``violence``: 1 state-based, 2 non-state, 3 one-sided."""
    sides = Sides(
        ask.get("actor", "*"),
        ask.get("opponent", "*"),
        violence=tuple(ask.get("violence", (1, 2, 3))),
        not_opponent=tuple(ask.get("not_opponent", ())),
    )
    return Selection(
        sides,
        days(ask["start"]),
        days(ask["end"]),
        ask.get("measure", "deaths"),
        ask.get("place"),
        (COUNTRIES[ask["country"]],),
        Quality(max_duration=ask.get("max_duration")),
        bin=ask.get("bin", "window"),
    )


def total(session: Session, ask: Mapping[str, Any]) -> int:
    """Sum over a window."""
    return int(session.series([selection(ask)]).mid.sum())


def bounds(session: Session, ask: Mapping[str, Any]) -> tuple[int, int]:
    """The record's own low and high of a sum: deaths of unknown status are in the high of a count of civilians."""
    sums = session.series([selection(ask)])
    return int(sums.low.sum()), int(sums.high.sum())


def binned(session: Session, ask: Mapping[str, Any], width: str) -> list[tuple[str, int]]:
    """Sum in each month or year: its first day -> sum."""
    sums = session.series([selection({**ask, "bin": width})])
    starts = [str(dt.date.fromordinal(int(d) + EPOCH)) for d in sums.starts]
    return list(zip(starts, (int(v) for v in sums.mid[0]), strict=True))


def battle(series: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """First and last of the unbroken run of busy months around the deadliest one."""
    values = [v for _, v in series]
    first = last = values.index(max(values))
    least = BUSY * max(values)
    while first > 0 and values[first - 1] >= least:
        first -= 1
    while last + 1 < len(values) and values[last + 1] >= least:
        last += 1
    return series[first][0], series[last][0]


def computed(session: Session, entry: Mapping[str, Any]) -> Any:
    """What the bundled record says, in the form of the published figure: a number, a month or year, two months."""
    ask, shape = entry["ask"], entry["shape"]
    if shape == "total":
        return total(session, ask)
    if shape == "ratio":
        return round(total(session, ask["over"]) / total(session, ask["under"]), 3)
    if shape == "years":
        whole = {y: {**ask, "start": dt.date(y, 1, 1), "end": dt.date(y, 12, 31)} for y in entry["figure"]}
        return {y: total(session, a) for y, a in whole.items()}
    which, _, width = shape.partition(" ")
    series = binned(session, ask, width or "month")
    if which == "battle":
        return [day[:7] for day in battle(series)]
    value = {"deadliest": max, "calmest": min}[which](v for _, v in series)
    day = next(d for d, v in series if v == value)
    return int(day[:4]) if width == "year" else day[:7]


def distance(published: Any, found: Any) -> float:
    """How far apart two figures are: the ratio of found to published; months or years apart for dates.

    Of a range the nearer end is taken; a figure within it is at 1. Of several the one furthest from 1.
    """
    if isinstance(published, dict):
        return max((found[k] / v for k, v in published.items()), key=lambda r: abs(r - 1))
    if isinstance(published, str):
        return abs(_month(published) - _month(found))
    if isinstance(published, list) and isinstance(published[0], str):
        return max(distance(p, f) for p, f in zip(published, found, strict=True))
    if isinstance(published, list):
        return min(1.0, found / published[0]) if found < published[0] else max(1.0, found / published[1])
    return float(found / published)


def _month(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7])
