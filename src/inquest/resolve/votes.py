"""What a name says of the country that a text is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from inquest.resolve.entries import Entries
from inquest.resolve.finder import Found
from inquest.resolve.gazetteer import Gazetteer

SPREAD = 3
"""An actor at home in several countries says little about which is meant: each gets 1 / n**SPREAD."""
SHARED = 0.05
"""What a name shared by towns of several countries says about the country."""
HARDLY = 0.05
"""What share of its vote is left to a town that may be a namesake (``namesakes.namesakes``)."""
DWARFED = 20.0
"""A place that weighs so many times less than another of its name says nothing about the country."""


def share(f: Found, gazetteer: Gazetteer) -> Mapping[int, float]:
    """How much a name speaks for each country: 1 at most, over all of them."""
    entries = gazetteer.entries
    if f.role is not None or f.what in ("person", "body") or f.style == "metonym":
        return {}
    each: dict[int, float] = defaultdict(float)
    ids, mass = (f.ids, 1.0) if f.what == "actor" else _weighty(f.ids, entries)
    for ident in ids:
        countries = entries.home(ident) if f.what == "actor" else entries.lies_in(ident)
        for country in countries:
            each[country] += mass / len(countries) ** SPREAD / len(ids)
    return each


def _weighty(ids: Sequence[str], entries: Entries) -> tuple[tuple[str, ...], float]:
    """Places of one name that are not dwarfed by another of them, and what the name says about the country.

    Each says as much: a name shared by two cities must not vote for the larger one's country.
    """
    weights = {i: entries.weight(i) for i in ids}
    most = max(weights.values(), default=1.0)
    kept = tuple(i for i, w in weights.items() if w * DWARFED >= most)
    if len({c for i in kept for c in entries.lies_in(i)}) > 1 and len(kept) > 1:
        return kept, SHARED
    return kept, min(*(weights[i] for i in kept), 10.0) / 10.0 if kept else 0.0


def meant(f: Found, gazetteer: Gazetteer, lost: frozenset[str], weak: frozenset[str]) -> Mapping[int, float]:
    """The same, without the towns that are not meant (``lost``); those that may be namesakes (``weak``) say little."""
    each = share(f, gazetteer)
    if f.what != "place" or not (lost or weak):
        return each
    kept = [i for i in f.ids if i not in lost]
    sure = [i for i in kept if i not in weak]
    lies = {c for i in sure or kept for c in gazetteer.entries.lies_in(i)}
    return {c: much if sure else HARDLY * much for c, much in each.items() if c in lies}
