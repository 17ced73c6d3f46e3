"""Which countries a claim speaks of: what weighs a label that names none ("the regime", "the army", "Tripoli")."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from inquest.model.claim import NAMED, Claim
from inquest.model.document import Document
from inquest.model.record import RecordInfo
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.namesakes import namesakes, strays
from inquest.resolve.text import anonymous, tokens
from inquest.resolve.votes import meant

PLACED, CLAIM, NEAR, WHOLE, COVERED = 24.0, 8.0, 3.0, 1.0, 0.05
"""Weights of where the claim puts it; of what the claim itself names, its sentence and the one before, and the whole
text; and of a country merely being covered by the record."""
TOLD = 0.1
"""Share of the places that a text names from which a country is one that it tells of."""
SCENE = 0.4
"""A country of at least this weight is where a claim that names no place is told to be."""
LEAD = 2
"""Sentences of a text, beside its title, that say where it is set."""
LITTLE = 0.5
"""Mass under which what is named says less than all, so that a name shared by several towns does not settle by itself
which of them is meant."""
ELSEWHERE = 0.5
"""What is added to how often the rest of a text names each country, so that one named nowhere else is not ruled out."""
REGIONS = frozenset({"region", "adm1"})
"""Levels of places between a town and a country."""
_IN = frozenset({"in", "across", "inside", "throughout", "within", "of", "into", "near", "around"})


@lru_cache(maxsize=256)
def named(
    text: str, gazetteer: Gazetteer, lost: frozenset[str] = frozenset(), weak: frozenset[str] = frozenset()
) -> Mapping[int, float]:
    """How often a text names something in each country; one name spreads over the countries it may lie in.

    Kept: every claim of a text asks it of the whole text. Places of ``lost`` (``strays``) say nothing, nor does a
    name that could be a group's of any country ("National Liberation Front"); those of ``weak`` (``namesakes``) say
    little.
    """
    counts: dict[int, float] = defaultdict(float)
    words = tokens(text)
    found = gazetteer.names(text)
    metonyms = {f.first for f in found if f.style == "metonym"}
    for f in found:
        if f.what == "actor" and anonymous(" ".join(w.form for w in words[f.first : f.last + 1])):
            continue
        before = words[f.first - 1].form if f.first else ""
        scene = f.what == "place" and (f.first not in metonyms or before in _IN)
        much = 2.0 if scene else 1.0 if f.what in ("actor", "demonym") else 0.5
        for country, share in meant(f, gazetteer, lost, weak).items():
            counts[country] += share * much
    return counts


def scene(
    document: Document, countries: Mapping[int, float], gazetteer: Gazetteer, *, part: bool, sides: bool = True
) -> str | None:
    """The country that a text is about, by the places it names and what the claim names; None if that is open.

    With ``part`` the region of it that the text opens with ("In Darfur ..."), where it names one.

    Parameters
    ----------
    countries : weights of countries for one claim, as from ``weights``.
    sides : whether the claim names any side; a text that names no place is about no country without one.
    """
    counts = normal(_places(document.text, gazetteer))
    if not counts and not sides:
        return None
    if counts:  # the sides' homes count only among the countries that the text tells of
        countries = {c: w for c, w in countries.items() if counts.get(c, 0.0) >= TOLD}
    total = normal({c: counts.get(c, 0.0) + countries.get(c, 0.0) for c in (*counts, *countries)})
    best, second = (*total.items(), None, None)[:2]
    if best is None or best[1] < SCENE or (not counts and second is not None and second[1] == best[1]):
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
    lost, weak = strays(text, gazetteer), namesakes(text, gazetteer)
    for f in gazetteer.names(text):
        before = words[f.first - 1].form if f.first else ""
        if f.what == "place" and before in _IN:
            for country, share in meant(f, gazetteer, lost, weak).items():
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
    mentions = [mention for field in NAMED for mention in getattr(claim, field)]
    own = [claim.quote, *(m.text for m in mentions if m.text not in claim.quote)]
    total: dict[int, float] = defaultdict(float)
    placed = [m.text for m in (*claim.places, *claim.versus_places)]
    lost, weak = strays(document.text, gazetteer), namesakes(document.text, gazetteer)
    for texts, weight in ((placed, PLACED), (own, CLAIM), ([_near(claim, document)], NEAR), ([document.text], WHOLE)):
        counts: dict[int, float] = defaultdict(float)
        for text in texts:
            for country, count in named(text, gazetteer, lost, weak).items():
                counts[country] += count
        mass = max(sum(counts.values()), LITTLE)
        for country, count in counts.items():
            total[country] += weight * count / mass
    covered = () if record is None else record.countries()
    for country in covered:
        total[country] += COVERED
    sure = any(set(_ids(text, gazetteer)) - lost - weak for text in placed)
    return normal(total if sure else _borne_out(total, claim, document, gazetteer))


def _ids(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Places that words may mean."""
    return (i for f in gazetteer.names(text) if f.what == "place" for i in f.ids)


def _borne_out(
    total: Mapping[int, float], claim: Claim, document: Document, gazetteer: Gazetteer
) -> Mapping[int, float]:
    """Weights leaning to the countries that the rest of the text speaks of.

    What stands beside a claim may name another country than it is about: "their men run for the Afghan border".
    """
    lost, weak = strays(document.text, gazetteer), namesakes(document.text, gazetteer)
    near = named(_near(claim, document), gazetteer, lost, weak)
    rest = {c: max(n - near.get(c, 0.0), 0.0) for c, n in named(document.text, gazetteer, lost, weak).items()}
    return {c: w * (rest.get(c, 0.0) + ELSEWHERE) for c, w in total.items()}


def normal(raw: Mapping[int, float]) -> Mapping[int, float]:
    """Weights scaled to sum to 1."""
    mass = sum(raw.values())
    return {k: v / mass for k, v in sorted(raw.items(), key=lambda x: (-x[1], x[0]))} if mass > 0 else {}


def words(countries: Mapping[int, float], gazetteer: Gazetteer, ids: Sequence[int] = ()) -> str:
    """Countries in words, heaviest first: "Syria, Iraq"."""
    listed = [c for c in countries if not ids or c in ids][:2]
    return ", ".join(gazetteer.entries.country[c][0] for c in listed if c in gazetteer.entries.country)
