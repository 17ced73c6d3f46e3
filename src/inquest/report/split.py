"""The table on a card whose verdict is split: readings that agree are one row, never an average."""

from collections.abc import Mapping, Sequence

from inquest.model.finding import Finding, Reading
from inquest.model.words import VERDICT_TONES, words_for
from inquest.report.clean import line, number
from inquest.report.parts import SplitRow

MOST_ROWS = 6
"""Rows on a card; all readings are in the workings."""
_SIDES = {"supported": 1, "mostly supported": 1, "mostly contradicted": -1, "contradicted": -1, "mixed": 2}
_WEAKER = ("mostly supported", "mostly contradicted")

_Leaf = tuple[tuple[str, ...], tuple[Reading, ...]]


def split_rows(finding: Finding, scale: str) -> tuple[SplitRow, ...]:
    """Rows for a card: the readings cut by the choices that part them, at most ``MOST_ROWS``.

    A row holds readings on one side; its verdict is the weakest of theirs, its figure their range. Readings without
    weight are left out.
    """
    readings = tuple(r for r in finding.readings if not r.uncertain)
    labels = {c.name: {o.id: line(o.label) for o in c.options} for c in finding.multiverse.choices}
    names = [n for n in labels if len({r.options.get(n) for r in readings}) > 1]
    leaves = _cut(readings, names, labels, ())
    if len(leaves) > MOST_ROWS:
        leaves = _by_side(readings)
    return tuple(_row(path, members, scale, len(leaves)) for path, members in leaves)


def _side(reading: Reading) -> int:
    return _SIDES.get(reading.verdict, 0)


def _cut(
    readings: tuple[Reading, ...], names: Sequence[str], labels: Mapping[str, Mapping[str, str]], path: tuple[str, ...]
) -> list[_Leaf]:
    """Cut by the choice that leaves the fewest readings in a minority, until every part is on one side."""
    if len({_side(r) for r in readings}) <= 1 or not names:
        return [(path, readings)]
    parts = {n: [[r for r in readings if r.options.get(n) == o] for o in labels[n]] for n in names}
    best = min(names, key=lambda n: (sum(_minority(part) for part in parts[n]), names.index(n)))
    rest = [n for n in names if n != best]
    out: list[_Leaf] = []
    for option, part in zip(labels[best], parts[best], strict=True):
        if part:
            out += _cut(tuple(part), rest, labels, (*path, labels[best][option]))
    return _joined(out)


def _minority(readings: Sequence[Reading]) -> int:
    sides = [_side(r) for r in readings]
    return len(sides) - max((sides.count(s) for s in set(sides)), default=0)


def _joined(leaves: list[_Leaf]) -> list[_Leaf]:
    """Neighbouring options with one result are one row: "in Syria or in Iraq"."""
    out: list[_Leaf] = []
    for path, members in leaves:
        if out and {_side(r) for r in out[-1][1]} == {_side(r) for r in members} and out[-1][0][:-1] == path[:-1]:
            before, others = out.pop()
            out.append(((*path[:-1], f"{before[-1]} or {path[-1]}"), (*others, *members)))
        else:
            out.append((path, members))
    return out


def _by_side(readings: tuple[Reading, ...]) -> list[_Leaf]:
    """One row a side where no few choices part them."""
    sides = sorted({_side(r) for r in readings}, key=(1, -1, 2, 0).index)
    return [((), tuple(r for r in readings if _side(r) == s)) for s in sides]


def _row(path: tuple[str, ...], members: tuple[Reading, ...], scale: str, rows: int) -> SplitRow:
    verdicts = {r.verdict for r in members}
    weak = next((w for w in _WEAKER if w in verdicts), None)
    verdict = weak or sorted(verdicts)[0]
    count = f"{len(members)} reading{'' if len(members) == 1 else 's'}"
    return SplitRow(
        label="; ".join(path) or (count if rows > 1 else "all readings"),
        verdict=words_for(verdict),
        tone=VERDICT_TONES[verdict],
        figure=_range([r.point for r in members], scale),
        line=_range([r.null for r in members], scale),
        readings=len(members),
    )


def _range(values: Sequence[float | None], scale: str) -> str:
    known = sorted(v for v in values if v is not None)
    if not known:
        return "–"
    low, high = number(known[0], scale), number(known[-1], scale)
    return low if low == high else f"{low} to {high}"
