"""Which countries a claim speaks of: what weighs a label that names none ("the regime", "the army", "Tripoli")."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from inquest.model.claim import Claim
from inquest.model.document import Document
from inquest.model.record import RecordInfo
from inquest.resolve.entries import Entries
from inquest.resolve.finder import Found
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import tokens

PLACED, CLAIM, NEAR, WHOLE, COVERED = 24.0, 8.0, 3.0, 1.0, 0.05
"""Weights of where the claim puts it; of what the claim itself names, its sentence and the one before, and the whole
text; and of a country merely being covered by the record."""
TOLD = 0.1
"""Share of the places that a text names from which a country is one that it tells of."""
SCENE = 0.4
"""A country of at least this weight is where a claim that names no place is told to be."""
SPREAD = 3
"""An actor at home in several countries says little about which is meant: each gets 1 / n**SPREAD."""
SHARED, LITTLE = 0.05, 0.5
"""What a name shared by towns of several countries says about the country; and the mass under which what is named says
less than all (so that such a name does not settle by itself which of its towns is meant)."""
DWARFED = 20.0
"""A place that weighs so many times less than another of its name says nothing about the country."""
_IN = frozenset({"in", "across", "inside", "throughout", "within", "of", "into", "near", "around"})


@lru_cache(maxsize=256)
def named(text: str, gazetteer: Gazetteer) -> Mapping[int, float]:
    """How often a text names something in each country; one name spreads over the countries it may lie in.

    Kept: every claim of a text asks it of the whole text.
    """
    counts: dict[int, float] = defaultdict(float)
    words = tokens(text)
    found = gazetteer.names(text)
    metonyms = {f.first for f in found if f.style == "metonym"}
    for f in found:
        before = words[f.first - 1].form if f.first else ""
        for country, share in _share(f, gazetteer).items():
            scene = f.what == "place" and (f.first not in metonyms or before in _IN)
            counts[country] += share * (2.0 if scene else 1.0 if f.what in ("actor", "demonym") else 0.5)
    return counts


def _share(f: Found, gazetteer: Gazetteer) -> Mapping[int, float]:
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


def scene(document: Document, countries: Mapping[int, float], gazetteer: Gazetteer) -> str | None:
    """The country that a text is about, by the places it names and what the claim names; None if that is open.

    Parameters
    ----------
    countries : weights of countries for one claim, as from ``weights``.
    """
    counts = normal(_places(document.text, gazetteer))
    if counts:  # the sides' homes count only among the countries that the text tells of
        countries = {c: w for c, w in countries.items() if counts.get(c, 0.0) >= TOLD}
    total = normal({c: counts.get(c, 0.0) + countries.get(c, 0.0) for c in (*counts, *countries)})
    best = next(iter(total.items()), None)
    return gazetteer.entries.country[best[0]][0] if best is not None and best[1] >= SCENE else None


@lru_cache(maxsize=256)
def _places(text: str, gazetteer: Gazetteer) -> Mapping[int, float]:
    """How often a text names a place in each country, leaving out names that stand for a government."""
    counts: dict[int, float] = defaultdict(float)
    words = tokens(text)
    for f in gazetteer.names(text):
        before = words[f.first - 1].form if f.first else ""
        if f.what == "place" and before in _IN:
            for country, share in _share(f, gazetteer).items():
                counts[country] += share
    return counts


def _near(claim: Claim, document: Document) -> str:
    inside = [s for s in document.sentences if s.start < claim.end and s.end > claim.start and s.role != "furniture"]
    if not inside:
        return claim.quote
    first = max(inside[0].index - 1, 0)
    return " ".join(
        s.text for s in document.sentences if first <= s.index <= inside[-1].index and s.role != "furniture"
    )


def weights(
    claim: Claim, document: Document, gazetteer: Gazetteer, record: RecordInfo | None = None
) -> Mapping[int, float]:
    """Weight of each country, summing to 1; empty if nothing named lies anywhere.

    Parameters
    ----------
    claim, document, gazetteer : what is said, where, and the names.
    record : RecordInfo, optional
        Countries it covers get a little weight, so that a bare sentence is read on the record at hand.
    """
    mentions = (
        *claim.actors,
        *claim.targets,
        *claim.versus_actors,
        *claim.versus_targets,
        *claim.places,
        *claim.versus_places,
    )
    own = [claim.quote, *(m.text for m in mentions if m.text not in claim.quote)]
    total: dict[int, float] = defaultdict(float)
    placed = [m.text for m in (*claim.places, *claim.versus_places)]
    for texts, weight in ((placed, PLACED), (own, CLAIM), ([_near(claim, document)], NEAR), ([document.text], WHOLE)):
        counts: dict[int, float] = defaultdict(float)
        for text in texts:
            for country, count in named(text, gazetteer).items():
                counts[country] += count
        mass = max(sum(counts.values()), LITTLE)
        for country, count in counts.items():
            total[country] += weight * count / mass
    covered = () if record is None else record.countries()
    for country in covered:
        total[country] += COVERED
    if covered and any(total[c] > COVERED for c in covered):
        for country in total:
            if country not in covered:
                total[country] *= 0.25
    return normal(total)


def normal(raw: Mapping[int, float]) -> Mapping[int, float]:
    """Weights scaled to sum to 1."""
    mass = sum(raw.values())
    return {k: v / mass for k, v in sorted(raw.items(), key=lambda x: (-x[1], x[0]))} if mass > 0 else {}


def words(countries: Mapping[int, float], gazetteer: Gazetteer, ids: Sequence[int] = ()) -> str:
    """Countries in words, heaviest first: "Syria, Iraq"."""
    listed = [c for c in countries if not ids or c in ids][:2]
    return ", ".join(gazetteer.entries.country[c][0] for c in listed if c in gazetteer.entries.country)
