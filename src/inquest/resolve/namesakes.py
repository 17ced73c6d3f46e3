"""Towns that may only share their name with a place of the text's country, which the gazetteer lacks."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

from inquest.model.names import REGION, TOWN
from inquest.resolve.entries import A_MILLION
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import anonymous, tokens
from inquest.resolve.votes import share

MOSTLY, ENOUGH = 0.5, 2.0
"""Share of the names of a text, and how many, from which one country is plainly where it happens."""
OF_SOME = 0.5
"""What the adjective of a country says of where a text is set, beside a place in it: "a South African contractor"."""
OUTRIGHT, TRACE = 0.75, 0.1
"""How much a text names another country, and the town's own at most, where a small town is taken for a namesake."""
NOTHING = 1e-9
"""What taking away from a sum may leave of nothing."""
GREAT = 1_000_000.0
"""People of a town that is spoken of anywhere."""
POWERS = frozenset({2, 200, 220, 365, 710})
"""States that fight far from home: a text set in one of their capitals may tell of a town anywhere."""
_PARTS = ((2, 200), (200, 400), (400, 600), (600, 700), (700, 1000))
"""Parts of the world by Gleditsch-Ward number: the Americas, Europe, Africa, the Middle East, Asia."""
_BESIDE = frozenset({(1, 3), (2, 3), (3, 4), (1, 4)})


@lru_cache(maxsize=256)
def strays(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Towns and regions in a far part of the world that only share their name with a place of the text's country.

    A gazetteer lacks small towns. "Palma" in a text on Mozambique is not the one in Spain, of which the text has no
    other word; capitals and very large towns may be meant anywhere.
    """
    lost: set[str] = set()
    for ids, rest, main in _alone(text, gazetteer):
        lost.update(
            i for i in ids
            if gazetteer.entries.people(i) < GREAT
            and rest[main] >= (OUTRIGHT if gazetteer.entries.weight(i) < A_MILLION else ENOUGH)
            and all(c not in rest and _far(c, main) for c in gazetteer.entries.lies_in(i))
        )  # fmt: skip
    return frozenset(lost)


@lru_cache(maxsize=256)
def namesakes(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Small towns of a country of which a text has no other word, while it names another country outright.

    Whether such a town is meant or one that the gazetteer lacks is open: it hardly says which country's army "the
    army" is. "Raman" in a text on Thailand need not be the one in India, "Leer" on South Sudan not the one in Germany.
    """
    entries, found = gazetteer.entries, set[str]()
    for ids, rest, main in _alone(text, gazetteer):
        if rest[main] >= OUTRIGHT:
            found.update(
                i for i in ids
                if entries.weight(i) < A_MILLION and all(rest.get(c, 0.0) < TRACE for c in entries.lies_in(i))
            )  # fmt: skip
    return frozenset(found)


@lru_cache(maxsize=256)
def _alone(text: str, gazetteer: Gazetteer) -> list[tuple[tuple[str, ...], Mapping[int, float], int]]:
    """Each town's name: its towns, what the other names say of each country, and the one that they plainly mean."""
    words = tokens(text)
    by_name: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    towns: dict[str, tuple[str, ...]] = {}
    found = gazetteer.names(text)
    metonyms = {f.first for f in found if f.style == "metonym" and f.ids}
    for f in found:
        form = " ".join(w.form for w in words[f.first : f.last + 1])
        if f.what not in ("place", "demonym") and (f.what != "actor" or anonymous(form)):
            continue
        for country, much in share(f, gazetteer).items():
            if f.what != "actor":
                by_name[form][country] += much if f.what == "place" else much * OF_SOME
            elif country not in POWERS:  # once each: who fights is said more often than where
                by_name[form][country] = max(much, by_name[form][country])
        if f.first not in metonyms and f.what != "actor" and all(i.startswith((TOWN, REGION)) for i in f.ids):
            towns[form] = f.ids
    alone: list[tuple[tuple[str, ...], Mapping[int, float], int]] = []
    rests = _rests(by_name)
    for form, ids in towns.items():
        rest = rests(form)
        main = max(rest, key=lambda c: (rest[c], -c), default=0)
        if main and main not in POWERS and rest[main] >= MOSTLY * sum(rest.values()):
            alone.append((ids, rest, main))
    return alone


def _rests(by_name: Mapping[str, Mapping[int, float]]) -> Callable[[str], dict[int, float]]:
    """What all names but those that hold one say of each country: the sum of all, less these few."""
    total: dict[int, float] = defaultdict(float)
    having: dict[str, list[str]] = defaultdict(list)  # word -> the names that hold it
    for form, counts in by_name.items():
        for country, count in counts.items():
            total[country] += count
        for word in dict.fromkeys(form.split()):
            having[word].append(form)

    def rest(form: str) -> dict[int, float]:
        left = dict(total)
        for other in having[form.split(maxsplit=1)[0]]:
            for country, count in by_name[other].items() if form in other else ():
                left[country] -= count
        return {c: n for c, n in left.items() if n > NOTHING}

    return rest


def _far(one: int, other: int) -> bool:
    """Whether two countries lie in parts of the world that don't touch.

    >>> _far(230, 541), _far(640, 365), _far(100, 101)
    (True, False, False)
    """
    parts = sorted(next(n for n, (low, high) in enumerate(_PARTS) if low <= c < high) for c in (one, other))
    return parts[0] != parts[1] and (parts[0], parts[1]) not in _BESIDE
