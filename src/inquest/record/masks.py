"""Masks of panel rows: which rows a selection takes, in which role, and what each is worth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from inquest.errors import UnknownNameError, UsageError
from inquest.model.panel import BoolArray, IntArray, Panel
from inquest.model.selection import ONE_SIDED, Quality, Selection, Sides

ANYONE = "*"
_WORD = 62
_FEW = 8
"""Values up to which comparing with each is faster than looking all up."""


@dataclass(frozen=True)
class Roles:
    """Rows by role: ``forward`` = the actor is side a, ``backward`` = the actor is side b, ``excluded`` = on both."""

    forward: BoolArray
    backward: BoolArray
    excluded: BoolArray

    @cached_property
    def anyone(self) -> BoolArray:
        """Rows in any role."""
        return np.asarray(self.forward | self.backward | self.excluded)


class Rows(dict[str, IntArray]):
    """Columns of some rows, taken only when asked for."""

    def __init__(self, columns: Mapping[str, IntArray], index: IntArray) -> None:
        super().__init__()
        self._columns, self._index = columns, index

    def __missing__(self, name: str) -> IntArray:
        self[name] = self._columns[name].take(self._index)
        return self[name]


class Masks:
    """Masks of one panel, made once each."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._place = {name: i for i, name in enumerate(panel.spec.outlines)}
        self._set = {name: i for i, name in enumerate(panel.spec.actor_sets)}
        self._edge = {day: i for i, day in reversed(list(enumerate(panel.spec.edges)))}
        self._roles: dict[Sides, Roles] = {}
        self._where: dict[tuple[str | None, tuple[int, ...]], BoolArray] = {}
        self._good: dict[Quality, BoolArray] = {}
        self._dated: dict[str, BoolArray] = {}
        self._kinds: dict[tuple[int, ...], BoolArray] = {}
        self._parts: dict[object, Masks] = {}
        self._index: IntArray = np.zeros(0, dtype=np.int64)
        """Rows of the panel that this is a part of."""

    @cached_property
    def tags(self) -> IntArray:
        """A number per role and row, fixed for a number of rows.

        SplitMix64 (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195): a bijection, so that none occurs twice.
        """
        mixed = np.arange(1, 2 * len(self.panel.rows["day"]) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        return (mixed ^ (mixed >> np.uint64(31))).view(np.int64).reshape(2, -1)

    def roles(self, sides: Sides) -> Roles:
        """Who is who in each row."""
        if sides not in self._roles:
            self._roles[sides] = self._make_roles(sides)
        return self._roles[sides]

    def _bits(self, key: str, member: str) -> BoolArray:
        table = self.panel.any_bits if member == "any" else self.panel.all_bits
        if key == ANYONE:
            return np.ones(len(table), dtype=bool)
        if key not in self._set:
            raise UnknownNameError(
                f"the panel holds no actor set {key!r}", choices=sorted(self._set)[:20], cure="name it in the PanelSpec"
            )
        return table[:, self._set[key]]

    def _make_roles(self, sides: Sides) -> Roles:
        rows = self.panel.rows
        actor, opponent = self._bits(sides.actor, sides.member), self._bits(sides.opponent, sides.member)
        barred = np.zeros(len(actor), dtype=bool)
        for key in sides.not_opponent:
            barred |= self._bits(key, sides.member)
        a, b = rows["side_a"], rows["side_b"]
        kind = self._of_kinds(sides.violence)
        none = np.zeros(len(a), dtype=bool)
        if sides.actor == ANYONE and sides.opponent == ANYONE:
            return Roles(kind & ~barred[b], none, none)
        if ANYONE in (sides.actor, sides.opponent):
            own = actor if sides.opponent == ANYONE else opponent
            on_a, on_b = own[a], own[b]
            both = kind & on_a & on_b
            first, second = kind & on_a & ~on_b, kind & on_b & ~on_a
            if sides.opponent == ANYONE:
                return Roles(first & ~barred[b], second & ~barred[a], both)
            return Roles(second & ~barred[b], first & ~barred[a], both)
        actor_a, actor_b, other_a, other_b = actor[a], actor[b], opponent[a], opponent[b]
        met = kind & (actor_a | actor_b) & (other_a | other_b)
        forward = met & actor_a & other_b & ~actor_b & ~other_a
        backward = met & actor_b & other_a & ~actor_a & ~other_b
        return Roles(forward & ~barred[b], backward & ~barred[a], met & ~forward & ~backward)

    def _of_kinds(self, violence: tuple[int, ...]) -> BoolArray:
        """Rows of some kinds of violence."""
        if violence not in self._kinds:
            self._kinds[violence] = _among(self.panel.rows["violence"], violence)
        return self._kinds[violence]

    def nobody(self, sides: Sides) -> bool:
        """Whether a named side stands on no side of any row: most rivals of a superlative do not."""
        for key in {sides.actor, sides.opponent} - {ANYONE}:
            if not (self._bits(key, sides.member) & self._standing).any():
                return True
        return False

    @cached_property
    def _standing(self) -> BoolArray:
        """Which sides of the panel have rows."""
        found = np.zeros(len(self.panel.any_bits), dtype=bool)
        for column in ("side_a", "side_b"):
            found[self.panel.rows[column]] = True
        return found

    def where(self, place: str | None, countries: tuple[int, ...]) -> BoolArray:
        """Rows in an outline and in the countries."""
        key = (place, countries)
        if key not in self._where:
            rows = self.panel.rows
            inside = np.ones(len(rows["day"]), dtype=bool)
            if place is not None:
                if place not in self._place:
                    raise UnknownNameError(
                        f"the panel holds no outline {place!r}",
                        choices=sorted(self._place)[:20],
                        cure="name it in the PanelSpec",
                    )
                inside &= self.panel.place_bits[rows["location"], self._place[place]]
            if countries:
                inside &= _among(rows["country"], countries)
            self._where[key] = inside
        return self._where[key]

    def good(self, quality: Quality) -> BoolArray:
        """Rows that a quality admits, the crossing of window edges apart."""
        quality = replace(quality, crossing="keep")
        if quality not in self._good:
            rows = self.panel.rows
            good = (rows["precision"] <= quality.max_precision) & (rows["clarity"] <= quality.max_clarity)
            if quality.max_duration is not None:
                good &= rows["duration"] <= quality.max_duration
            if quality.summaries == "drop":
                good &= rows["summary"] == 0
            if quality.twins == "drop":
                good &= rows["twin"] == 0
            if quality.min_sources > 0:
                good &= rows["sources"] >= quality.min_sources
            if quality.sources:
                good &= self.of_sources(quality.sources)
            self._good[quality] = good
        return self._good[quality]

    def of_sources(self, names: tuple[str, ...]) -> BoolArray:
        """Rows of some sources (registry names)."""
        return np.isin(self.panel.rows["source"], [self._source(name) for name in names])

    def _source(self, name: str) -> int:
        if name not in self.panel.source_names:
            raise UnknownNameError(
                f"the record holds no source {name!r}", choices=self.panel.source_names, cure="add a file of it"
            )
        return self.panel.source_names.index(name)

    def dated(self, dating: str) -> BoolArray:
        """Rows of one way of dating."""
        if dating not in self._dated:
            if dating not in self.panel.spec.datings:
                raise UnknownNameError(
                    f"the panel isn't dated by {dating!r}", choices=self.panel.spec.datings, cure="name it in the spec"
                )
            self._dated[dating] = self.panel.rows["dating"] == self.panel.spec.datings.index(dating)
        return self._dated[dating]

    def crossing(self, start: int, end: int) -> BoolArray:
        """Rows whose span crosses the first day of a window or the day after its last."""
        crossed = np.zeros(len(self.panel.rows["day"]), dtype=bool)
        for day in (start, end + 1):
            if day not in self._edge:
                raise UnknownNameError(
                    f"day {day} is no edge of the panel", "every window's first day and the day after its last",
                    cure="name it in PanelSpec.edges",
                )  # fmt: skip
            edge = self._edge[day]
            column = self.panel.rows[f"crosses{edge // _WORD or ''}"]
            crossed |= (column >> np.int64(edge % _WORD)) & 1 == 1
        return crossed

    def mask(self, selection: Selection) -> BoolArray:
        """Rows of a selection in any role, whatever their day."""
        good = self.dated(selection.dating) & self.good(selection.quality)
        good &= self.where(selection.place, selection.countries)
        if selection.quality.crossing == "drop":
            good &= ~self.crossing(selection.start, selection.end)
        return good

    def part(self, selection: Selection) -> "Masks":
        """Masks of the rows of one way of dating, of one pair of sides, in one place: few, whatever filters them."""
        dated = self._cut(selection.dating, lambda: self.dated(selection.dating))
        key, roles = (selection.sides, selection.place, selection.countries), dated.roles(selection.sides)
        part = dated._cut(key, lambda: dated.where(selection.place, selection.countries) & roles.anyone)
        if selection.sides not in part._roles:
            own = (mask.take(part._index) for mask in (roles.forward, roles.backward, roles.excluded))
            part._roles[selection.sides] = Roles(*own)
        return part

    def _cut(self, key: object, kept: Callable[[], BoolArray]) -> "Masks":
        """Masks of some rows."""
        if key not in self._parts:
            index = np.flatnonzero(kept())
            part = Masks(replace(self.panel, rows=Rows(self.panel.rows, index)))
            part.tags = self.tags.take(index, axis=1)  # the same numbers for the same rows
            part._index = index
            self._parts[key] = part
        return self._parts[key]


def _among(values: IntArray, few: tuple[int, ...]) -> BoolArray:
    """Which values are among a few."""
    if len(few) > _FEW:
        return np.isin(values, few)
    found = np.zeros(values.shape, dtype=bool)
    for one in few:
        found |= values == one
    return found


def part_of(selection: Selection) -> tuple[object, ...]:
    """What decides the rows that any filter of a selection starts from."""
    return (selection.sides, selection.place, selection.countries, selection.dating)


def measure(
    selection: Selection, rows: Mapping[str, IntArray], forward: BoolArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Low, middle and high value of each row for a measure, by role.

    Events: those with low, best, high above 0. Deaths: min(low, best), best, max(best, high). Deaths of one side or of
    civilians: recorded, recorded, recorded plus the pair's unknown. In one-sided violence the victims are the best
    estimate, which holds the unknown already.
    """
    name, sides = selection.measure, selection.sides
    if name == "events":
        return rows["n_low"], rows["n_best"], rows["n_high"]
    if name == "deaths":
        return rows["floor"], rows["best"], rows["ceiling"]
    if name in ("deaths_of_actor", "deaths_of_opponent"):
        if sides.actor == ANYONE and sides.opponent == ANYONE:
            raise UsageError(
                f"{name} needs a named side, both are anyone's",
                "an actor or an opponent",
                cure="measure deaths instead",
            )
        own = forward if name == "deaths_of_actor" else ~forward
        known = np.where(own, rows["dead_a"], rows["dead_b"])
        one_sided = (rows["violence"] == ONE_SIDED) & ~own
        known = np.where(one_sided, rows["best"], known)
        return known, known, known + np.where(rows["violence"] == ONE_SIDED, 0, rows["dead_unknown"])
    one_sided = rows["violence"] == ONE_SIDED
    if name == "deaths_of_civilians":
        known = np.where(one_sided, rows["best"], rows["dead_civilians"])
    else:
        known = rows["dead_a"] + rows["dead_b"]
    return known, known, known + np.where(one_sided, 0, rows["dead_unknown"])


def chosen_rows(masks: Masks, selection: Selection) -> IntArray:
    """Row numbers of a selection within its window; the rows its sums are made of."""
    roles, day = masks.roles(selection.sides), masks.panel.rows["day"]
    inside = masks.mask(selection) & (roles.forward | roles.backward)
    return np.flatnonzero(inside & (day >= selection.start) & (day <= selection.end))
