"""Claims of two texts joined on kind, sides, place and period; whether they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from inquest.compare.positions import CHANGES, Key, Position, meets
from inquest.model.claim import Claim

Agreement = Literal["both say", "different figures", "opposite", "rivals"]
ORDER: tuple[Agreement, ...] = ("rivals", "opposite", "different figures", "both say")
"""The strongest first: what a row is called where its claims disagree in several ways."""


@dataclass(frozen=True)
class Heard:
    """A claim of one text (``side`` 0 or 1) with the matters it speaks to."""

    side: int
    claim: Claim
    positions: tuple[Position, ...]


@dataclass
class Matter:
    """Claims joined: those of the first and of the second text, and how they agree."""

    heard: list[Heard]
    agreements: set[Agreement] = field(default_factory=set)

    def of(self, side: int) -> list[Heard]:
        """The claims of one text, in its order."""
        return sorted((h for h in self.heard if h.side == side), key=lambda h: (h.claim.start, h.claim.id))

    @property
    def agreement(self) -> Agreement | None:
        """How the texts agree; None where only one of them speaks."""
        return next((a for a in ORDER if a in self.agreements), None)


def join(heard: Sequence[Heard]) -> list[Matter]:
    """Matters: every claim in exactly one; claims of one text on one matter stand together."""
    owner = list(range(len(heard)))
    agreements: dict[tuple[int, int], Agreement] = {}

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    first: dict[tuple[int, tuple[Position, ...]], int] = {}
    for i, one in enumerate(heard):  # claims of one text that stand alike are one, so that repetition costs nothing
        if one.positions:
            owner[i] = first.setdefault((one.side, one.positions), i)
    for i, j in _pairs(heard, first.values()):
        one, other = heard[i], heard[j]
        found = agreement(one, other)
        if found is not None and (one.side != other.side or found == "both say"):
            owner[max(root(i), root(j))] = min(root(i), root(j))
            if one.side != other.side:
                agreements[i, j] = found
    matters: dict[int, Matter] = {}
    for i, one in enumerate(heard):
        matters.setdefault(root(i), Matter([])).heard.append(one)
    for (i, _), found in agreements.items():
        matters[root(i)].agreements.add(found)
    return list(matters.values())


def _pairs(heard: Sequence[Heard], among: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of some claims that share a matter, whatever the period."""
    there: dict[Key, list[int]] = {}
    for i in among:
        for key in dict.fromkeys(p.key for p in heard[i].positions):
            there.setdefault(key, []).append(i)
    return sorted({(j, i) for some in there.values() for n, i in enumerate(some) for j in some[:n]})


def agreement(one: Heard, other: Heard) -> Agreement | None:
    """How two claims agree on a matter that both speak to; None if there is none.

    What they led to when tested decides; their words only where neither or only one can be tested.
    """
    found: dict[str, set[Agreement]] = {}
    for a in one.positions:
        for b in other.positions:
            if meets(a, b):
                found.setdefault(str(a.key[0]), set()).add(_agreement(a, b))
    kept = found.get("tested") or found.get("said") or set()
    if "different figures" in kept:
        kept = kept - {"opposite"}  # "200" and "more than 500" lie on two sides of a line, but speak of figures
    kept = kept | found.get("first place", set())
    return next((x for x in ORDER if x in kept), None)


def _agreement(a: Position, b: Position) -> Agreement:
    if a.first and b.first:
        return "rivals" if not a.first & b.first else "both say"
    if {a.unit, b.unit} & CHANGES and a.sign * b.sign < 0:
        return "opposite"
    if a.unit is not None and a.unit == b.unit:
        return "both say" if a.low <= b.high and b.low <= a.high else "different figures"
    return "opposite" if a.sign * b.sign < 0 else "both say"
