"""Names as terms: how an entry of the dictionaries becomes what the finder looks up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inquest.model.names import TOWN
from inquest.resolve.table import script_of
from inquest.resolve.text import key

CASES = {"any": "a", "title": "t", "upper": "u", "town": "p", "placed": "w", "named": "n", "unit": "g", "own": "o"}
"""``town``: capitals, and no person's name; ``placed``: words of place around it besides; ``named``: no part of a
longer name ("Richard Wagner"). See ``around``. ``unit``: a word for a region beside it ("Kunduz province"), ``own``:
the word that its country uses ("Niger state"). See ``units``."""


def usual(form: str) -> str:
    """The packed value of the commonest sort of name: a town called so.

    >>> usual("khan shaykhun")
    'p;place;plain;town-khan-shaykhun'
    """
    return f"p;place;plain;{TOWN}{form.replace(' ', '-')}"


class Terms:
    """Folded names with what they mean, in a form that is quick to load.

    A packed value joins entries by ``|``; each is ``case;what;style;id,id``. ``what`` may be ``role``: the ids then
    hold the role and the number of its usage table. An empty value is short for ``usual``.
    """

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, tuple[str, str, list[str]]]] = defaultdict(dict)
        self._weak: set[tuple[str, str]] = set()
        self.usage: list[dict[str, float]] = []
        self.towns_of: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, form: str, what: str, ids: Iterable[str], case: str = "any", style: str = "plain") -> None:
        """A name; a second meaning of the same sort is added to the first."""
        if not form:
            return
        old = self._terms[form].get(what)
        merged = list(dict.fromkeys([*(old[2] if old else ()), *ids]))
        mine = CASES[case]
        if old is not None and (old[0] != "w" or mine == "w"):
            mine = old[0]
        self._terms[form][what] = (mine, old[1] if old else style, merged)

    def own(self, form: str, what: str, ident: str, case: str) -> None:
        """A name from a source's own list; the same name of another actor is added to it, an alias is not."""
        self.add(form, what, [ident], case)
        self._weak.add((form, what))

    def has(self, form: str, what: str) -> bool:
        """Whether a name is taken by an alias."""
        entry = self._terms.get(form, {})
        return ((what in entry) or (what == "actor" and "role" in entry)) and (form, what) not in self._weak

    def forms(self, ident: str) -> list[str]:
        """Names that mean an id and nothing else."""
        return sorted(f for f, e in self._terms.items() if any(x[2] == [ident] for x in e.values()))

    def other_scripts(self, what: str) -> dict[str, list[str]]:
        """Names of a sort that are not in Latin letters, by what they mean."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, entry in self._terms.items():
            if what in entry and script_of(form) != "latin":
                for ident in entry[what][2]:
                    found[ident].append(form)
        return found

    def ids(self, form: str, what: str) -> list[str]:
        """What a name of a sort means so far."""
        return list(self._terms.get(form, {}).get(what, ("", "", []))[2])

    def narrow_one(self, form: str, what: str, ids: list[str]) -> None:
        """Leave a name only some of its meanings of a sort; none takes the name away."""
        if ids:
            self._terms[form][what][2][:] = ids
        else:
            self._terms.get(form, {}).pop(what, None)

    def same(self, form: str, as_: str) -> None:
        """Let a name mean what another means, whatever it meant."""
        if as_ in self._terms:
            self._terms[form] = {
                what: (case, style, list(ids)) for what, (case, style, ids) in self._terms[as_].items()
            }

    def rename(self, old: str, new: str) -> None:
        """Let every name of one id mean another."""
        for entry in self._terms.values():
            for _, _, ids in entry.values():
                ids[:] = [new if i == old else i for i in ids]

    def narrow(self, what: str, keep: Callable[[str, list[str]], list[str]]) -> None:
        """Leave only some of the ids of every name of a sort."""
        for form, entry in self._terms.items():
            if what in entry:
                entry[what][2][:] = keep(form, entry[what][2])

    def drop(self, words: Iterable[str]) -> None:
        """Leave out names of a source's lesser actors that are common words."""
        for word in words:
            if (word, "actor") in self._weak:
                self._terms[word].pop("actor", None)

    def packed(self) -> dict[str, str]:
        """Folded name -> packed value."""
        found = {}
        for form, entry in sorted(self._terms.items()):
            value = "|".join(f"{c};{what};{s};{','.join(ids)}" for what, (c, s, ids) in sorted(entry.items()))
            if value:
                found[form] = "" if value == usual(form) else value
        return found


def longest(forms: Iterable[str]) -> dict[str, int]:
    """First word -> words of the longest name that begins with it, where that is more than one.

    >>> longest(["free syrian army", "free", "homs"])
    {'free': 3}
    """
    most: dict[str, int] = {}
    for form in forms:
        words = form.split(" ")
        if len(words) > 1:
            most[words[0]] = max(most.get(words[0], 0), len(words))
    return dict(sorted(most.items()))


def add_alias(terms: Terms, alias: Mapping[str, Any]) -> None:
    """One entry of ``aliases.yaml`` (its header says what the fields mean)."""
    style = alias.get("style", "plain")
    if alias.get("metonym"):
        style = "metonym"
    case = alias.get("case", "any")
    what, ids = "actor", list(alias.get("ids", ()))
    if "role" in alias:
        number = len(terms.usage)
        terms.usage.append({str(k): v for k, v in alias.get("usage", {}).items()})
        what, ids = "role", [alias["role"], str(number)]
    for name in alias["names"]:
        own = case
        if case == "any" and name.isupper() and len(name) <= 3 and name.isascii():
            own = "upper"
        form = key(name).removeprefix("the ")
        terms.add(form, what, ids, own, style)
        if alias.get("speaker"):
            terms.add(form, alias["speaker"], ids, "title")


def add_speaker(terms: Terms, speaker: Mapping[str, Any]) -> None:
    """One entry of ``speakers.yaml``."""
    ids = [speaker["for"]] if "for" in speaker else []
    style = "medium" if speaker.get("medium") else "plain"
    for name in speaker["names"]:
        terms.add(key(name), speaker["what"], ids, speaker.get("case", "title"), style)
