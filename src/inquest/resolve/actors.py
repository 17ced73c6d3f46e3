"""Actors: a mention to weighted blocs, each with the reason it may be meant."""

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inquest.model.claim import Mention
from inquest.model.grounding import Candidate, Grounded
from inquest.model.names import NONSTATE
from inquest.resolve.countries import words as country_words
from inquest.resolve.finder import Found, compound
from inquest.resolve.gazetteer import Gazetteer
from inquest.resolve.text import Token, anonymous, key, tokens

Years = tuple[int, int]
SLACK = 1
"""Years by which a text may lag behind what it tells of: a leader just out of office is still meant."""
ELSEWHEN = 0.05
"""Weight of an actor of the name that the source does not record in the years of the text."""
FOUNDED = 5
"""Years by which a group may be older than the first deadly event that the source has of it."""
LONG_AGO, NOW = 1900, 9999
NEARBY, KNOWN = 200, 5.0
"""Places that are looked at for the nearest, and points of likeness that ten times the events or people are worth."""
PLAYS = 2.0
"""How much a text must name of some country (``countries.named``) before it says where it plays."""
CIVILIANS = "civilians"
PEOPLE = {"actors": 0.85, "targets": 0.7}
"""Weight of the state where a people's name stands for a side ("the Russians"): who fights is the state, who is struck
may be the people."""
DROP = 0.05
"""Candidates under this weight are left out."""
_LINKS = frozenset({"in", "of", "from", "at", "near", "inside", "around", "against", "with", "by", "across", "to"})
_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        """they them it he she we us you i its their his her our both side sides one two group groups force forces
        fighters troops opponent opponents enemy enemies ally allies adversary adversaries
        party parties other others men people
        city military unit units themselves itself who whom which that this these those the a an former latter each""",
    )
)
LIKE = 80
"""Percent of likeness from which a known name is offered for an unknown one: "Hezbolah" for Hezbollah, but nothing for
a name that only shares some letters."""
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "many", "suspected", "alleged"})
_FLOOR = 0.002
"""Added to every usage share, so that a country without the word in its headlines is not ruled out."""


def candidates(
    mention: Mention,
    gazetteer: Gazetteer,
    countries: Mapping[int, float],
    named: Mapping[str, int],
    told: Mapping[int, float],
    years: Years | None = None,
    field: str = "actors",
) -> Grounded:
    """Blocs that a mention may mean, best first, weights summing to 1.

    Parameters
    ----------
    mention, gazetteer : the words, and the names.
    countries : weight of each country the claim speaks of (``countries.weights``).
    named : how often the document names each bloc; a label like "the government" leans to those named more.
    told : how often the whole text names something in each country (``countries.named``).
    years : first and last year that the claim speaks of, or of its text; weighs names that changed hands.
    field : where the mention stands; a people's name may mean its civilians where it is struck.
    """
    found = _head(mention.text, gazetteer)
    if found is None:
        return Grounded(mention=mention, unknown=nearest(mention.text, gazetteer))
    if found.role is not None:
        scored = _by_role(mention.text, found, gazetteer, countries, named)
        return Grounded(mention=mention, candidates=_ranked(scored, gazetteer, mention.text))
    if _anonymous(mention.text, found):
        if sum(told.values()) < PLAYS:
            countries = {}  # nothing but the name and what happens to be loaded: asked
        else:
            at_home = _at_home(found.ids, gazetteer, told)
            if not at_home:
                return Grounded(mention=mention, unknown=tuple(_with_land(i, gazetteer) for i in found.ids)[:3])
            found = replace(found, ids=at_home)
    scored = _by_name(mention.text, found, gazetteer, countries, years)
    if CIVILIANS in found.ids and len(found.ids) > 1:
        scored = _people(scored, PEOPLE["targets" if field.endswith("targets") else "actors"])
    return Grounded(mention=mention, candidates=_ranked(scored, gazetteer))


def _at_home(ids: tuple[str, ...], gazetteer: Gazetteer, told: Mapping[int, float]) -> tuple[str, ...]:
    """Those of a name that could be a group's of any country which are at home where the text plays, and states.

    "National Liberation Front" in a text about Syria is not Burundi's.
    """
    entries = gazetteer.entries
    return tuple(i for i in ids if entries.is_state(i) is not False or any(told.get(c) for c in entries.home(i)))


def _anonymous(text: str, found: Found) -> bool:
    return anonymous(" ".join(w.form for w in tokens(text)[found.first : found.last + 1]))


def _with_land(bloc: str, gazetteer: Gazetteer) -> str:
    """The label with the countries where it is at home, for the nearest known."""
    label = gazetteer.entries.label(bloc)
    lands = country_words(dict.fromkeys(gazetteer.entries.home(bloc), 1.0), gazetteer)
    return f"{label} in {lands}" if lands and "(" not in label else label


def _people(scored: list[tuple[str, float, str]], share: float) -> list[tuple[str, float, str]]:
    """A people's name: its state or army, and with less weight the people themselves."""
    sides = [s for s in scored if s[0] != CIVILIANS]
    mass = sum(w for _, w, _ in sides)
    reason = "the name of a people; here it may mean its state or army"
    told = [(i, w / mass * share, reason if len(sides) == 1 else r) for i, w, r in sides]
    return [*told, (CIVILIANS, 1.0 - share, "the name of a people; it may mean its civilians")]


def _head(text: str, gazetteer: Gazetteer) -> Found | None:
    """The name that the phrase is about: the last one before "in", "of", "from" ..., else the first after."""
    words = tokens(text)
    found = [f for f in gazetteer.names(text) if f.what in ("actor", "demonym", "place")]
    actors = [f for f in found if f.what == "actor"]
    people = [f for f in gazetteer.names(text) if f.what == "person" and f.ids]
    if not actors:
        if compound(text, words, found):
            return None  # "Kosovo Serb militia": a side of its own, and neither government
        own = next((f for f in found if f.what == "demonym" or f.ids[0] in gazetteer.entries.number), None)
        if own is None or _of_a_people(text, words, own, gazetteer):
            return people[0] if people and own is None else None
        governments = (gazetteer.entries.government(gazetteer.entries.number[i]) for i in own.ids)
        ids = tuple(g for g in governments if g is not None)
        return Found(own.first, own.last, "actor", ids, "plain") if ids else None
    inside = {i for a in actors for i in range(a.first + 1, a.last + 1)}
    link = next((i for i, w in enumerate(words) if w.form in _LINKS and i not in inside), None)
    if link is not None:
        before = [a for a in actors if a.first < link]
        after = [a for a in actors if a.first > link and a.role is None]
        if before and before[-1].role is not None and words[link].form in ("of", "from") and after:
            return after[0]  # "terrorists of X": X is named
        return before[-1] if before else actors[0]
    return actors[-1]


def _of_a_people(text: str, words: Sequence[Token], own: Found, gazetteer: Gazetteer) -> bool:
    """Whether a country only says where a people lives: "Iranian Kurds", "Ukrainian Russians"."""
    if own.last + 1 >= len(words):
        return False
    after = words[own.last + 1]
    known = after.form in gazetteer.packed["minorities"] or CIVILIANS in gazetteer.ids_of(after.form, "actor")
    return known and after.capital and text[words[own.last].end : after.start] == " "


def _by_role(
    text: str, found: Found, gazetteer: Gazetteer, countries: Mapping[int, float], named: Mapping[str, int]
) -> list[tuple[str, float, str]]:
    """A label without a country: the countries of the text, how often each country's reporting uses the word."""
    entries = gazetteer.entries
    role = found.role or ""
    usage = gazetteer.usage(found.usage)
    default = sum(usage.values()) / len(usage) if usage else 0.0
    inside = {f.ids[0] for f in gazetteer.names(text) if f.what in ("place", "demonym") and f.ids}
    said = {c for i in inside for c in entries.lies_in(i)}
    weights = {c: 1.0 for c in said} if said else dict(countries)
    if not weights:
        weights = {int(c): 1.0 for c in gazetteer.known_countries()}
    scored = []
    for country, weight in weights.items():
        blocs = entries.role(role, country)
        only = _only_group(blocs, country, gazetteer, named)
        if only is not None:
            where = gazetteer.entries.country[country][0]
            scored.append((only, weight, f"the only armed group that the text names, and at home in {where}"))
            continue
        rate = (usage.get(country, default) + _FLOOR) if usage and not said else 1.0
        reason = f"a label without a country; the text speaks of {country_words({country: 1.0}, gazetteer)}"
        scored += [(b, weight * rate * (1 + named.get(b, 0)) / len(blocs), reason) for b in blocs]
    return scored


def _only_group(blocs: tuple[str, ...], country: int, gazetteer: Gazetteer, named: Mapping[str, int]) -> str | None:
    """For "the militants" in a country without labels of its own: the one armed group of the text, if at home there."""
    if blocs != (f"{NONSTATE}{country}",):
        return None
    entries = gazetteer.entries
    groups = [b for b in named if entries.is_state(b) is False]
    return groups[0] if len(groups) == 1 and country in entries.home(groups[0]) else None


def _by_name(
    text: str, found: Found, gazetteer: Gazetteer, countries: Mapping[int, float], years: Years | None
) -> list[tuple[str, float, str]]:
    """A name: certain if only one bloc has it, else by the countries where each fights, and when."""
    entries = gazetteer.entries
    held = _held(text, found, gazetteer)
    if held:
        now = [(b, f, t) for b, f, t in held if years is None or (f - SLACK <= years[1] and years[0] <= t + SLACK)]
        exact = [(b, f, t) for b, f, t in now if years is not None and f <= years[0] and years[1] <= t]
        return [(b, 1.0, f"the name stands for it {_span(f, t)}") for b, f, t in exact or now]
    if len(found.ids) == 1:
        meant = "stands for its government" if found.style == "metonym" else "is a name of this actor"
        return [(found.ids[0], 1.0, f"the name {meant}")]
    scored = []
    ids = [i for i in found.ids if years is None or not _unfounded(entries.active(i), years)] or found.ids
    for ident in ids:
        home = entries.home(ident)
        weight = sum(countries.get(c, 0.0) for c in home) + 0.02
        active = entries.active(ident)
        reason = (
            f"several actors have the name; this one fights in {country_words(dict.fromkeys(home, 1.0), gazetteer)}"
        )
        if active is not None:
            reason += f" {_span(*active)}"
        early = years is not None and active is not None and (years[1] < active[0] - 1 or years[0] > active[1] + 1)
        scored.append((ident, weight * (ELSEWHEN if early or active is None else 1.0), reason))
    return scored


def _unfounded(active: Years | None, years: Years) -> bool:
    """Whether the source records an actor only long after the years spoken of: the name then was another's."""
    return active is not None and years[1] < active[0] - FOUNDED


def _held(text: str, found: Found, gazetteer: Gazetteer) -> list[tuple[str, int, int]]:
    """The blocs that a name stood for and when, where the dictionary says so."""
    spans: Mapping[str, list[tuple[str, int, int]]] = gazetteer.packed["spans"]
    forms = [w.form for w in tokens(text)][found.first : found.last + 1]
    for n in range(len(forms), 0, -1):
        held = spans.get(" ".join(forms[:n]))
        if held:
            return [(b, f, t) for b, f, t in held if b in found.ids]
    return []


def _span(first: int, last: int) -> str:
    if last >= NOW:
        return f"since {first}" if first > LONG_AGO else "at all times"
    return f"from {first} to {last}" if first > LONG_AGO else f"until {last}"


def _label(ident: str, gazetteer: Gazetteer, words: str) -> str:
    """The plain label; for every non-state side of a country the text's own word for them stands in front."""
    label = gazetteer.entries.label(ident)
    if not ident.startswith(NONSTATE) or not words:
        return label
    own = " ".join(t.form for t in tokens(words) if t.form not in _ARTICLES)
    return f"{own}{'' if own.endswith('s') else ' groups'} ({label})"


def _ranked(scored: list[tuple[str, float, str]], gazetteer: Gazetteer, words: str = "") -> tuple[Candidate, ...]:
    """Scaled to 1, small ones dropped, best first; ties in the order of ids.

    ``words``: of a label without a country, as the text has it.
    """
    total: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for ident, weight, reason in sorted(scored, key=lambda s: (-s[1], s[0])):
        total[ident] = total.get(ident, 0.0) + weight
        reasons.setdefault(ident, reason)
    mass = sum(total.values())
    kept = {i: w for i, w in total.items() if mass > 0 and w / mass >= DROP}
    mass = sum(kept.values())
    return tuple(
        Candidate(id=i, label=_label(i, gazetteer, words), weight=round(w / mass, 4), reason=reasons[i])
        for i, w in sorted(kept.items(), key=lambda x: (-x[1], x[0]))
    )


@functools.lru_cache(maxsize=1024)
def _near(form: str, what: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    names = gazetteer.forms(what)
    hits = process.extract(form, names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=12 if what == "actor" else NEARBY)
    alike = [(i, score) for name, score, _ in hits for i in gazetteer.ids_of(name, what)[:1]]
    if what == "place":  # of names as near the better known first: "Mosal" is Mosul, not a hamlet
        alike.sort(key=lambda x: (-x[1] - KNOWN * math.log10(1 + gazetteer.entries.weight(x[0])), x[0]))
    return tuple(dict.fromkeys(gazetteer.entries.label(i) for i, _ in alike))[:3]


def nearest(text: str, gazetteer: Gazetteer, what: str = "actor") -> tuple[str, ...]:
    """Labels of the nearest known names, for a message; none for pronouns and bare nouns ("they", "their enemies")."""
    forms = [w.form for w in tokens(text) if w.form not in _PRONOUNS]
    if not forms or not any(w.capital for w in tokens(text)):
        return ()
    return _near(key(" ".join(forms)), what, gazetteer)
