"""The table on a card whose readings part: those that agree are one row, never an average."""

import re
from collections.abc import Mapping, Sequence

from inquest.model.finding import Finding, Reading, Verdict
from inquest.model.words import VERDICT_TONES, words_for
from inquest.report.clean import line, number
from inquest.report.parts import SplitRow
from inquest.report.ways import points

MOST_ROWS = 6
"""Rows on a card; all readings are in the workings."""
_SIDES = {"supported": 1, "mostly supported": 1, "mostly contradicted": -1, "contradicted": -1, "mixed": 2}

_Leaf = tuple[tuple[str, ...], tuple[Reading, ...]]


def parts_ways(finding: Finding) -> bool:
    """Whether a card shows the table: a split verdict, or an undecided one of which some readings are decided."""
    return finding.verdict == "mixed" or (
        finding.verdict == "undecided" and any(_side(r) for r in finding.readings if not r.uncertain)
    )


def split_rows(finding: Finding, scale: str) -> tuple[SplitRow, ...]:
    """Rows for a card: the readings cut by the choices that part them, at most ``MOST_ROWS``.

    Parts that hold both sides are cut further while there is room. A row's verdict is the weakest of its readings',
    its figure the range over all ways of measuring them, so that it takes in what the card quotes. Readings without
    weight are left out, and so are dates in brackets that no row needs.
    """
    readings = tuple(r for r in finding.readings if not r.uncertain)
    labels = {c.name: {o.id: line(o.label) for o in c.options} for c in finding.multiverse.choices}
    names = [n for n in labels if len({r.options.get(n) for r in readings}) > 1]
    leaves: list[_Leaf] = [((), readings)]
    while True:
        room = MOST_ROWS - len(leaves) + 1
        cuts = [(_minority(r), -i, _cut(path, r, room, names, labels)) for i, (path, r) in enumerate(leaves)]
        fits = [c for c in cuts if c[0] and len(c[2]) > 1]
        if not fits:
            break
        _, place, parts = max(fits, key=lambda c: c[:2])
        leaves[-place : 1 - place] = parts
    rows = tuple(_row(path, members, points(finding, members), scale) for path, members in leaves)
    plain = [re.sub(r" \([^()]*\d{4}[^()]*\)", "", r.label) for r in rows]
    if len(set(plain)) < len(rows):
        return rows
    return tuple(r._replace(label=label) for r, label in zip(rows, plain, strict=True))


def _side(reading: Reading) -> int:
    return _SIDES.get(reading.verdict, 0)


def _cut(
    path: tuple[str, ...],
    readings: tuple[Reading, ...],
    room: int,
    names: Sequence[str],
    labels: Mapping[str, Mapping[str, str]],
) -> list[_Leaf]:
    """Cut by the choice that leaves the fewest readings in a minority, if its rows fit; else the part as it was."""
    best: list[_Leaf] = [(path, readings)]
    for name in names:
        parts = {o: tuple(r for r in readings if r.options.get(name) == o) for o in labels[name]}
        rows = _joined([((*path, labels[name][o]), part) for o, part in parts.items() if part])
        if 1 < len(rows) <= room and (len(best) == 1 or _lost(rows) < _lost(best)):
            best = rows
    return best


def _lost(leaves: Sequence[_Leaf]) -> int:
    return sum(_minority(part) for _, part in leaves)


def _minority(readings: Sequence[Reading]) -> int:
    sides = [_side(r) for r in readings]
    return len(sides) - max((sides.count(s) for s in set(sides)), default=0)


def _joined(leaves: list[_Leaf]) -> list[_Leaf]:
    """Options whose readings all lie on one side are one row: "in Syria or in Iraq"."""
    out: list[_Leaf] = []
    for path, members in leaves:
        pure = {_side(r) for r in members}
        at = next((i for i, (_, m) in enumerate(out) if len(pure) == 1 and {_side(r) for r in m} == pure), None)
        if at is None:
            out.append((path, members))
        else:
            before, others = out[at]
            out[at] = ((*path[:-1], f"{before[-1]} or {path[-1]}"), (*others, *members))
    return out


def _row(path: tuple[str, ...], members: tuple[Reading, ...], figures: Sequence[float], scale: str) -> SplitRow:
    words, tone = verdict_of(members)
    return SplitRow(
        label="; ".join(path) or "all readings",
        verdict=words,
        tone=tone,
        figure=_range(figures or [r.point for r in members], scale),
        line=_range([r.null for r in members], scale),
        readings=len(members),
    )


def verdict_of(members: tuple[Reading, ...]) -> tuple[str, str]:
    """Words (after "the record") and mark of readings together: the weakest on one side, and how many are undecided."""
    verdicts = {r.verdict for r in members}
    sides = {_side(r) for r in members}
    if sides - {0} in ({1}, {-1}):
        weak: Verdict = "mostly supported" if 1 in sides else "mostly contradicted"
        verdict = next(iter(verdicts)) if len(verdicts) == 1 else weak
        decided, every = sum(_side(r) != 0 for r in members), len(members)
        if decided == every:
            return _short(verdict), VERDICT_TONES[verdict]
        if 2 * decided >= every:
            return f"{_short(weak)}; can't tell in {every - decided} of {every} readings", VERDICT_TONES[weak]
        return f"can't tell; {_short(weak)} in {decided} of {every} readings", VERDICT_TONES["undecided"]
    shown: Verdict = "undecided" if sides == {0} else "mixed"
    return _short(shown), VERDICT_TONES[shown]


def _short(verdict: Verdict) -> str:
    """A verdict's words under the heading "the record"."""
    return words_for(verdict).removeprefix("The record ")


def _range(values: Sequence[float | None], scale: str) -> str:
    known = sorted(v for v in values if v is not None)
    if not known:
        return "–"
    low, high = number(known[0], scale), number(known[-1], scale)
    return low if low == high else f"{low} to {high}"
