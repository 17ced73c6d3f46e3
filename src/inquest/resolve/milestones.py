"""Milestones: the words for a dated event ("after the fall of Gao") to entries of the milestone file, with reasons."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inquest.model.claim import Mention
from inquest.model.grounding import Candidate, Grounded
from inquest.model.names import TOWN, Milestone
from inquest.model.record import RecordInfo, Span
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import tokens

MOST = 6
"""Candidates kept, likeliest first."""
NEAREST = 3
HIDDEN = 0.4
"""Weight of an event by a side in whose events the one named is hidden, against one by itself."""
OUTSIDE = 0.25
"""Weight of an event outside the time that the record covers, against one inside."""
_PRONOUN = re.compile(r"\b(?:its|their|his|her|it|they|them)\b", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|over|against|of) (?:the )?$", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DATE = re.compile(rf"\b(?:({'|'.join(_MONTHS)}) )?((?:19|20)\d\d)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<!^)\b[A-Z][\w'’-]+")


@dataclass(frozen=True)
class Said:
    """What the words of a mention ask of a milestone; empty sets ask nothing."""

    sorts: frozenset[str]
    places: frozenset[str]
    doers: frozenset[str]
    """Blocs named after "by"."""
    losers: frozenset[str]
    """Blocs that were defeated, or from whom the place was taken."""
    others: frozenset[str]
    """Blocs named whose part the words leave open."""
    labels: frozenset[str] = frozenset()
    """Names no dictionary holds; they must stand in the milestone's own label ("the Astana talks")."""
    dates: tuple[tuple[int, int], ...] = ()
    """(year, month) named with it; month 0 for a year alone."""

    @property
    def bare(self) -> bool:
        """Whether nothing but the sort of event is named ("the truce")."""
        return not (self.places or self.doers or self.losers or self.others or self.labels or self.dates)


def candidates(
    mention: Mention,
    gazetteer: Gazetteer,
    sides: Sequence[str] = (),
    countries: Iterable[int] = (),
    record: RecordInfo | None = None,
    day: dt.date | None = None,
    around: Sequence[str] = (),
) -> Grounded:
    """Milestones that a mention may mean, best first, weights summing to 1.

    Parameters
    ----------
    mention, gazetteer : the words, and the names.
    sides : ids of the blocs that a pronoun ("its defeat") stands for, likeliest first: the claim's target, else actor.
    countries : Gleditsch-Ward numbers the claim lies in; an event elsewhere weighs less.
    record : what is covered; an event outside weighs less.
    around : ids of the claim's own places: where "its capture" was, and where a bare "the truce" most likely held.
    day : when the text was published; a bare "the truce" is the latest one before it.

    Returns
    -------
    Grounded
        Without candidates, ``unknown`` holds the labels of the nearest milestones.
    """
    every = [gazetteer.milestones[i] for i in gazetteer.milestones]
    said = read(mention.text, gazetteer, sides)
    if "capture" in said.sorts and not said.places and _PRONOUN.search(mention.text):
        said = replace(said, places=frozenset(around))
    if said.bare and not said.sorts:
        return Grounded(mention=mention, unknown=_nearest(said, every, gazetteer))
    near = frozenset(countries)
    scored = [(m, *_score(m, said, gazetteer, near, record)) for m in every]
    found = sorted(((w, m, why) for m, w, why in scored if w > 0), key=lambda f: (-f[0], f[1].earliest, f[1].id))
    if not found:
        return Grounded(mention=mention, unknown=_nearest(said, every, gazetteer))
    there = {i for one in around for i in (one, *_within(one, every, gazetteer))}
    if said.bare and any(m.place in there for _, m, _ in found):
        found = [f for f in found if f[1].place in there]
    if said.bare and day is not None:
        past = [f for f in found if f[1].earliest <= day]
        found = [max(past, key=lambda f: f[1].earliest)] if past else found
    kept = found[:MOST]
    total = sum(w for w, _, _ in kept)
    return Grounded(
        mention=mention,
        candidates=tuple(Candidate(id=m.id, label=m.label, weight=w / total, reason=why) for w, m, why in kept),
    )


def read(text: str, gazetteer: Gazetteer, sides: Sequence[str] = ()) -> Said:
    """What the words ask for: sorts of event, places, who did it, who lost.

    >>> from inquest.resolve.gazetteer import load_gazetteer
    >>> said = read("its defeat by the Coalition", load_gazetteer(), ["islamic-state"])
    >>> sorted(said.sorts), sorted(said.losers)
    (['defeat'], ['islamic-state'])
    """
    words: Mapping[str, list[str]] = gazetteer.packed["milestone_words"]
    forms = {t.form for t in tokens(text)}
    sorts = {what for what, known in words.items() if forms & set(known)}
    if "defeat" in sorts:
        sorts -= {"capture"}
    hits = [h for h in gazetteer.find(text) if h.ids]
    doing = bool(sorts & {"intervention", "withdrawal", "declaration"})
    actors = [h for h in hits if h.what == "actor" and (doing or h.style != "metonym")]
    taken = [(h.start, h.end) for h in actors]
    places = {
        i for h in hits if h.what == "place" and not any(a <= h.start and h.end <= b for a, b in taken) for i in h.ids
    }
    doers, losers, others = set[str](), set[str](), set[str]()
    for hit in actors:
        before = text[: hit.start]
        if _BY.search(before):
            doers |= set(hit.ids)
        elif "defeat" in sorts or ("capture" in sorts and _FROM.search(before)):
            losers |= set(hit.ids)
        else:
            others |= set(hit.ids)
    if doing and not actors:
        numbers = (gazetteer.entries.number.get(i) for h in hits if h.what == "demonym" for i in h.ids)
        others |= {gazetteer.packed["government"][str(n)] for n in numbers if str(n) in gazetteer.packed["government"]}
    if "defeat" in sorts and not losers and _PRONOUN.search(text):
        losers |= set(sides[:1])
    covered = [(h.start, h.end) for h in hits]
    known = {w for listed in words.values() for w in listed} | set(_MONTHS)
    labels = {
        c.group().casefold()
        for c in _CAPITAL.finditer(text)
        if not any(a <= c.start() < b for a, b in covered) and c.group().casefold() not in known
    }
    dates = tuple(
        (int(d.group(2)), _MONTHS.index(d.group(1).casefold()) + 1 if d.group(1) else 0) for d in _DATE.finditer(text)
    )
    return Said(
        sorts=frozenset(sorts),
        places=frozenset(places),
        doers=frozenset(doers),
        losers=frozenset(losers),
        others=frozenset(others),
        labels=frozenset(labels),
        dates=dates,
    )


def _score(
    m: Milestone, said: Said, gazetteer: Gazetteer, countries: frozenset[int], record: RecordInfo | None
) -> tuple[float, str]:
    """Weight before scaling and the reason; 0 where the words rule the milestone out."""
    if not (_sort_fits(m, said) and _place_fits(m, said, gazetteer) and _sides_fit(m, said, gazetteer)):
        return 0.0, ""
    if not (_dates_fit(m, said) and said.labels <= {t.form for t in tokens(m.label)}):
        return 0.0, ""
    lies = set(gazetteer.places[m.place].countries) if m.place else set()
    if said.bare and countries and not lies & countries:
        return 0.0, ""  # "the truce": one of another war is none
    weight, why = 1.0, "the words fit it"
    named = said.doers | said.losers | said.others
    if named and not {m.actor, m.loser} & named:
        weight, why = HIDDEN, "the words fit a side whose part it holds"
    if countries and lies and not lies & countries:
        weight, why = weight / 2, "the words fit it, though it lies in another country"
    if record is not None and not any(s.start <= m.latest and m.earliest <= s.end for s in _spans(record, lies)):
        weight, why = weight * OUTSIDE, "the words fit it, but it lies outside the time covered"
    return weight, why


def _spans(record: RecordInfo, countries: set[int]) -> list[Span]:
    return [s for m in record.manifests for s in m.spans if not countries or s.country_id in countries]


def _sort_fits(m: Milestone, said: Said) -> bool:
    if "defeat" in said.sorts:
        return bool(m.loser) and m.what in ("capture", "declaration") and (m.decisive or bool(said.places))
    return not said.sorts or m.what in said.sorts


def _within(place: str, every: Sequence[Milestone], gazetteer: Gazetteer) -> set[str]:
    """Places of milestones that lie in a place smaller than a country."""
    if gazetteer.places[place].level == "country":
        return set()
    return {m.place for m in every if m.place and gazetteer.places[m.place].parent == place}


def _dates_fit(m: Milestone, said: Said) -> bool:
    if not said.dates:
        return True
    spans = [(d.year, d.month) for d in (m.earliest, m.latest)]
    return any(y == year and month in (0, mo) for year, month in said.dates for y, mo in spans)


def was_at(m: Milestone, places: Collection[str], gazetteer: Gazetteer) -> bool:
    """Whether an event was at one of some places, or at a namesake of one (a town and its district)."""
    if m.place is None or m.place in places:
        return m.place is not None
    return any(_name(i, gazetteer) in (_name(m.place, gazetteer), *m.label.casefold().split()) for i in places)


def _place_fits(m: Milestone, said: Said, gazetteer: Gazetteer) -> bool:
    if not said.places or m.place is None:
        return not said.places
    if gazetteer.places[m.place].parent in said.places and m.place not in said.places:
        return not any(p.startswith(TOWN) for p in said.places)
    return was_at(m, said.places, gazetteer)


def _name(place: str, gazetteer: Gazetteer) -> str:
    label = gazetteer.places[place].label
    return re.sub(r"\W+", " ", label).strip().casefold()


def _sides_fit(m: Milestone, said: Said, gazetteer: Gazetteer) -> bool:
    if said.doers and not _any_of(m.actor, said.doers, gazetteer):
        return False
    if said.losers and not _any_of(m.loser, said.losers, gazetteer):
        return False
    named = (m.actor, m.loser) if m.what == "capture" else (m.actor,)
    return not said.others or any(_any_of(one, said.others, gazetteer) for one in named)


def _any_of(bloc: str | None, named: frozenset[str], gazetteer: Gazetteer) -> bool:
    """Whether a bloc is one of those named, hides one of them, or belongs to one."""
    if bloc is None:
        return False
    mine = set(gazetteer.blocs[bloc].core.ids)
    for one in named:
        other = gazetteer.blocs[one]
        if bloc == one or bloc in other.folded_into or (mine and mine <= set(other.core.ids)):
            return True
    return False


def _nearest(said: Said, every: Sequence[Milestone], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Labels of the milestones that share most with the words: place, side, sort."""

    def shared(m: Milestone) -> int:
        place = _place_fits(m, said, gazetteer) if said.places else False
        blocs = said.doers | said.losers | said.others
        side = any(_any_of(b, blocs, gazetteer) for b in (m.actor, m.loser))
        return 2 * place + side + (m.what in said.sorts)

    ranked = sorted(every, key=lambda m: (-shared(m), m.earliest, m.id))
    return tuple(m.label for m in ranked[:NEAREST] if shared(m) > 0)
