"""Finds names in a text: one walk over its words, the longest name at each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from inquest.contracts import NameHit
from inquest.resolve.around import Around, shouted
from inquest.resolve.compile import usual
from inquest.resolve.entries import Entries
from inquest.resolve.table import World
from inquest.resolve.text import ARTICLES, Token, joined, key, tokens
from inquest.resolve.units import beside, called

PRONOUNS = frozenset({"is", "us", "it", "who", "am"})
"""Acronyms that are words too: in a line all in capitals they are read as words."""
STATE_ROLES = frozenset({"government", "coalition"})
"""Roles of a label without a country that states play."""
TAILS = 8
"""Nouns behind an actor's name that it takes in, at most."""

BACKED = frozenset(
    {
        "backed",
        "supported",
        "sponsored",
        "aligned",
        "allied",
        "armed",
        "trained",
        "funded",
        "controlled",
        "occupied",
        "linked",
        "affiliated",
        "inspired",
    }
)
_PREPOSITIONS = frozenset({"in", "at", "near", "across", "inside", "over", "from", "of", "to", "into", "throughout",
                           "around", "against", "on", "with", "by", "for", "like", "where"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A name at words ``first``..``last`` (both inclusive). ``role`` and ``usage`` only for labels without country."""

    first: int
    last: int
    what: str
    ids: tuple[str, ...]
    style: str
    role: str | None = None
    usage: int = -1


def _inside(actors: list[Found]) -> set[Found]:
    """Those that begin within another that begins before them."""
    inside: set[Found] = set()
    furthest = -1
    for first, group in groupby(sorted(actors, key=lambda f: f.first), key=lambda f: f.first):
        here = list(group)
        if first <= furthest:
            inside.update(here)
        furthest = max(furthest, *(f.last for f in here))
    return inside


def _backer(text: str, words: list[Token], f: Found) -> bool:
    """Whether a name only says who stands behind the side that follows: "Moscow-backed", "Rwanda-supported"."""
    after = f.last + 1
    return after < len(words) and words[after].form in BACKED and text[words[f.last].end : words[after].start] == "-"


def compound(text: str, words: list[Token], found: Iterable[Found]) -> frozenset[int]:
    """Words at which a people's name stands behind another: "Kosovo Serb", "Turkish Kurds"; not "in Iraq Iranian".

    Such a pair names a people within a country: it means neither the government of the first nor of the second.
    """
    ends = {f.last: f for f in found if f.what == "demonym" or (f.what == "place" and f.first == f.last)}
    inner = set()
    for first in {f.first for f in found if f.what == "demonym" or _people(f)}:
        before = ends.get(first - 1)
        if before is None or before.first == first or text[words[first - 1].end : words[first].start] != " ":
            continue
        scene = before.first > 0 and words[before.first - 1].form in _PREPOSITIONS
        if before.what == "demonym" or not scene:
            inner.add(first)
    return frozenset(inner)


def _people(f: Found) -> bool:
    return f.what == "actor" and "civilians" in f.ids and len(f.ids) > 1 and f.first == f.last


class Finder:
    """Looks names up by their folded words.

    A hash of folded names and, per first word, the length of the longest name: nothing is built at start, and a text is
    walked once. Names of towns, of regions and in other letters are looked up in tables that are read when needed.
    """

    def __init__(self, packed: Mapping[str, Any], entries: Entries, world: World) -> None:
        self._world = world
        self._around = Around(packed)
        self._terms: Mapping[str, str] = packed["terms"]
        self._longest: Mapping[str, int] = packed["longest"]
        self._entries = entries
        self._heads = {key(h) for h in packed["heads"]}
        self._tails = {key(t) for t in (*packed["tails"], *packed["heads"])}
        self._modifiers = {key(m) for m in packed["modifiers"]}
        self._listed: dict[str, list[str]] = {}
        for role, countries in packed["roles"].items():
            for ident in {i for ids in countries.values() for i in ids}:
                self._listed.setdefault(ident, []).append(role)
        self._known = tuple(int(c) for c in packed["roles"]["government"])

    def find(self, text: str) -> tuple[NameHit, ...]:
        """All names of a text, in order."""
        words = tokens(text)
        hits = []
        for f in self.names(text, words):
            ids = f.ids if f.role is None else self.role_ids(f.role)
            start, end = words[f.first].start, words[f.last].end
            if f.what != "actor":
                own = (self._entries.number[c] for c in ids if c in self._entries.number)
                states = tuple(s for s in map(self._entries.government, own) if s is not None)
                hits.append(NameHit(start, end, f.what, ids, f.style, states=states))
                continue
            labels = () if f.role else tuple(dict.fromkeys(r for i in ids for r in self._listed.get(i, ())))
            hits.append(NameHit(start, end, f.what, ids, f.style, self._side(f.role, ids), f.role or "", labels))
        return tuple(hits)

    def _side(self, role: str | None, ids: tuple[str, ...]) -> str:
        """Whether a label stands for states or for armed groups; neither for civilians and mixed labels."""
        if role is not None:
            return "state" if role in STATE_ROLES else "group"
        kinds = {self._entries.is_state(i) for i in ids}
        return "" if len(kinds) != 1 else {True: "state", False: "group", None: ""}[kinds.pop()]

    def role_ids(self, role: str) -> tuple[str, ...]:
        """Every bloc that a label without a country may mean, over the countries with entries of their own."""
        return tuple(dict.fromkeys(b for c in self._known for b in self._entries.role(role, c)))

    def names(self, text: str, words: list[Token] | None = None) -> list[Found]:
        """The same with word numbers, roles and usage."""
        words = tokens(text) if words is None else words
        found: list[Found] = []
        reach: dict[str, int] = {}
        for i in range(len(words)):
            for f in self._at(text, words, i):
                if _backer(text, words, f):
                    continue
                slot = "actor" if f.what == "role" else f.what
                if f.first > reach.get(slot, -1):
                    reach[slot] = f.last
                    found.append(f)
        merged = [self._extend(text, words, f) for f in self._merge(text, words, found)]
        inside = _inside([f for f in merged if f.what == "actor"])
        return sorted((f for f in merged if f not in inside), key=lambda f: (f.first, f.what, -f.last))

    def _extend(self, text: str, words: list[Token], f: Found) -> Found:
        """Take in the nouns that only say what of the actor is meant: "IS fighters", "regime positions"."""
        last = f.last
        if f.what == "actor" and f.style != "metonym":
            while (
                last + 1 < min(len(words), f.last + TAILS + 1)
                and words[last + 1].form in self._tails
                and words[last + 1].form.isascii()  # only in English does the noun for what of the actor follow
                and joined(text, *words[last : last + 2])
            ):
                last += 1
        return f if last == f.last else replace(f, last=last)

    def _at(self, text: str, words: list[Token], i: int) -> Iterable[Found]:
        """The longest name of each sort that begins at a word."""
        first = words[i]
        asked = first.capital or not first.form.isascii() or first.form in ARTICLES
        others = self._world.group(first.form) if asked else {}
        most = (
            max(self._longest.get(first.form, 1), *(f.count(" ") + 1 for f in others))
            if others
            else (self._longest.get(first.form, 1))
        )
        most = min(most, len(words) - i)
        forms = [words[i].form]
        for j in range(i + 1, i + most):
            if not joined(text, words[j - 1], words[j]):
                break
            forms.append(words[j].form)
        done: set[str] = set()
        for n in range(len(forms), 0, -1):
            form = " ".join(forms[:n])
            value = self._terms.get(form)
            if value is None:
                value = others.get(form)
            if value is None:
                continue
            for entry in (value or usual(form)).split("|"):
                case, what, style, ids = entry.split(";")
                if what == "area":
                    if "place" not in done and (region := self._region(case, ids, text, words, i, i + n - 1)):
                        done.add("place")
                        yield region
                    continue
                slot = "actor" if what == "role" else what
                if slot in done or not self._case(case, text, words, i, i + n - 1):
                    continue
                done.add(slot)
                named = tuple(ids.split(",")) if ids else ()
                if what == "role":
                    yield Found(i, i + n - 1, "actor", (), style, named[0], int(named[1]))
                else:
                    yield Found(i, i + n - 1, what, named, style)

    def _region(self, case: str, ids: str, text: str, words: list[Token], first: int, last: int) -> Found | None:
        """A first-level region whose word stands beside its name; it is meant before a town of the name."""
        said = beside(text, words, first, last)
        if said is None:
            return None
        span, word = said
        kept = called(tuple(ids.split(",")), word, self._world.regions, own=case == "o")
        return Found(*span, "place", kept, "plain") if kept else None

    def _case(self, case: str, text: str, words: list[Token], first: int, last: int) -> bool:
        """Whether the letters, and for some names the words around, are those of the name (see ``compile.CASES``)."""
        if case in ("p", "w"):
            return self._around.fits(text, words, first, last, weak=case == "w")
        if case == "n":
            return self._around.stands_alone(text, words, first, last)
        capital = words[first].capital
        if case == "u":
            word = words[first].form in PRONOUNS and shouted(words, first, last)
            return all(w.upper for w in words[first : last + 1]) and not word
        return case == "a" or capital or any(w.capital for w in words[first + 1 : last + 1])

    def _merge(self, text: str, words: list[Token], found: list[Found]) -> list[Found]:
        """Join a demonym or a country with the label after it: "Syrian rebel", "Russian jets", "Iraq's army"."""
        actors = {f.first: f for f in found if f.what == "actor"}
        reach: dict[int, int] = {}
        for a in actors.values():
            if a.last > a.first:
                for at in range(a.first, a.last + 1):
                    reach[at] = max(reach.get(at, -1), a.last)
        inner = compound(text, words, found)
        gone: set[Found] = {f for f in found if f.first in inner and _people(f)}
        new: list[Found] = []
        for f in found:
            own = f.what == "demonym" or (f.what == "place" and f.ids and f.ids[0] in self._entries.number)
            if not own or reach.get(f.first, -1) >= f.last:
                continue
            j = f.last + 1
            while j < len(words) and words[j].form in self._modifiers and joined(text, words[j - 1], words[j]):
                j += 1
            if j >= len(words) or not joined(text, words[j - 1], words[j]):
                continue
            countries = [self._entries.number[c] for c in f.ids if c in self._entries.number]
            label = actors.get(j)
            if f.first in inner:
                gone.update([label] if label is not None and label.role is not None else ())
                continue
            if label is not None and label.role is not None:
                ids = tuple(dict.fromkeys(b for c in countries for b in self._entries.role(label.role, c)))
                last, style = label.last, label.style
                gone.add(label)
            elif words[j].form in self._heads:
                two = j + 1 < len(words) and f"{words[j].form} {words[j + 1].form}" in self._heads
                last, style = (j + 1 if two else j), "plain"
                ids = tuple(g for g in (self._entries.government(c) for c in countries) if g is not None)
            else:
                continue
            if ids:
                new.append(Found(f.first, last, "actor", ids, style))
                gone.update(actors[at] for at in range(f.first, last + 1) if at in actors)
        return [f for f in found if f not in gone] + new
