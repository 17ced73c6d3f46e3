"""Which countries a claim speaks of: what weighs a label that names none ("the regime", "the army", "Tripoli")."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from inquest.model.claim import Claim
from inquest.model.document import Document
from inquest.model.record import RecordInfo
from inquest.resolve.entries import UNIT, Entries
from inquest.resolve.finder import Found
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import anonymous, tokens

PLACED, CLAIM, NEAR, WHOLE, COVERED = 24.0, 8.0, 3.0, 1.0, 0.05
"""Weights of where the claim puts it; of what the claim itself names, its sentence and the one before, and the whole
text; and of a country merely being covered by the record."""
TOLD = 0.1
"""Share of the places that a text names from which a country is one that it tells of."""
SCENE = 0.4
"""A country of at least this weight is where a claim that names no place is told to be."""
LEAD = 2
"""Sentences of a text, beside its title, that say where it is set."""
REGIONS = frozenset({"region", "adm1"})
"""Levels of places between a town and a country."""
SPREAD = 3
"""An actor at home in several countries says little about which is meant: each gets 1 / n**SPREAD."""
SHARED, LITTLE = 0.05, 0.5
"""What a name shared by towns of several countries says about the country; and the mass under which what is named says
less than all (so that such a name does not settle by itself which of its towns is meant)."""
DWARFED = 20.0
"""A place that weighs so many times less than another of its name says nothing about the country."""
SOLE, ENOUGH = 0.6, 2.0
"""Share of the places of a text, and how many, from which one country is plainly where it happens."""
GREAT = 1_000_000.0
"""People of a town that is spoken of anywhere."""
POWERS = frozenset({2, 200, 220, 365, 710})
"""States that fight far from home: a text set in one of their capitals may tell of a town anywhere."""
_PARTS = ((2, 200), (200, 400), (400, 600), (600, 700), (700, 1000))
"""Parts of the world by Gleditsch-Ward number: the Americas, Europe, Africa, the Middle East, Asia."""
_BESIDE = frozenset({(1, 3), (2, 3), (3, 4), (1, 4)})
_IN = frozenset({"in", "across", "inside", "throughout", "within", "of", "into", "near", "around"})


@lru_cache(maxsize=256)
def strays(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Towns and regions in a far part of the world that only share their name with a place of the text's country.

    A gazetteer lacks small towns. "Palma" in a text on Mozambique is not the one in Spain, of which the text has no
    other word; capitals and very large towns may be meant anywhere.
    """
    entries, words = gazetteer.entries, tokens(text)
    by_name: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    towns: dict[str, tuple[str, ...]] = {}
    found = gazetteer.names(text)
    metonyms = {f.first for f in found if f.style == "metonym" and f.ids}
    for f in found:
        if f.what not in ("place", "demonym"):
            continue
        form = " ".join(w.form for w in words[f.first : f.last + 1])
        for country, share in _share(f, gazetteer).items():
            by_name[form][country] += share
        if f.first not in metonyms and all(i.startswith(("town-", UNIT)) for i in f.ids):
            towns[form] = f.ids
    lost: set[str] = set()
    for form, ids in towns.items():
        rest: dict[int, float] = defaultdict(float)
        for other, counts in by_name.items():
            if other != form and form not in other:
                for country, count in counts.items():
                    rest[country] += count
        main = max(rest, key=lambda c: (rest[c], -c), default=0)
        if not main or main in POWERS or rest[main] < max(ENOUGH, SOLE * sum(rest.values())):
            continue
        lost.update(
            i for i in ids
            if entries.people(i) < GREAT and all(c not in rest and _far(c, main) for c in entries.lies_in(i))
        )  # fmt: skip
    return frozenset(lost)


def _far(one: int, other: int) -> bool:
    """Whether two countries lie in parts of the world that don't touch.

    >>> _far(230, 541), _far(640, 365), _far(100, 101)
    (True, False, False)
    """
    parts = sorted(next(n for n, (low, high) in enumerate(_PARTS) if low <= c < high) for c in (one, other))
    return parts[0] != parts[1] and (parts[0], parts[1]) not in _BESIDE


@lru_cache(maxsize=256)
def named(text: str, gazetteer: Gazetteer, lost: frozenset[str] = frozenset()) -> Mapping[int, float]:
    """How often a text names something in each country; one name spreads over the countries it may lie in.

    Kept: every claim of a text asks it of the whole text. Places of ``lost`` (``strays``) say nothing, nor does a
    name that could be a group's of any country ("National Liberation Front").
    """
    counts: dict[int, float] = defaultdict(float)
    words = tokens(text)
    found = gazetteer.names(text)
    metonyms = {f.first for f in found if f.style == "metonym"}
    for f in found:
        if lost and f.what == "place" and lost.issuperset(f.ids):
            continue
        if f.what == "actor" and anonymous(" ".join(w.form for w in words[f.first : f.last + 1])):
            continue
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


def scene(document: Document, countries: Mapping[int, float], gazetteer: Gazetteer, *, part: bool) -> str | None:
    """The country that a text is about, by the places it names and what the claim names; None if that is open.

    With ``part`` the region of it that the text opens with ("In Darfur ..."), where it names one.

    Parameters
    ----------
    countries : weights of countries for one claim, as from ``weights``.
    """
    counts = normal(_places(document.text, gazetteer))
    if counts:  # the sides' homes count only among the countries that the text tells of
        countries = {c: w for c, w in countries.items() if counts.get(c, 0.0) >= TOLD}
    total = normal({c: counts.get(c, 0.0) + countries.get(c, 0.0) for c in (*counts, *countries)})
    best = next(iter(total.items()), None)
    if best is None or best[1] < SCENE:
        return None
    told = [s for s in document.sentences if s.role != "furniture"][: LEAD + 2]
    head = tuple(s.text for s in told[: LEAD + sum(s.role == "title" for s in told)])
    return (_region(head, best[0], gazetteer) if part else None) or gazetteer.entries.country[best[0]][0]


@lru_cache(maxsize=256)
def _region(head: tuple[str, ...], country: int, gazetteer: Gazetteer) -> str | None:
    """The first region smaller than a country that the head of a text puts something in."""
    for text in head:
        words = tokens(text)
        for f in gazetteer.names(text):
            before = {w.form for w in words[max(f.first - 3, 0) : f.first]}
            if f.what != "place" or f.style == "metonym" or not before & _IN:
                continue
            levels = {gazetteer.places[i].level for i in f.ids}
            if levels <= REGIONS and any(gazetteer.entries.lies_in(i) == (country,) for i in f.ids):
                return text[words[f.first].start : words[f.last].end]
    return None


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
    lost = strays(document.text, gazetteer)
    for texts, weight in ((placed, PLACED), (own, CLAIM), ([_near(claim, document)], NEAR), ([document.text], WHOLE)):
        counts: dict[int, float] = defaultdict(float)
        for text in texts:
            for country, count in named(text, gazetteer, lost).items():
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
