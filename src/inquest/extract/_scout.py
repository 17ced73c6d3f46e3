"""What a clause speaks of, where no frame fits it: a linear classifier over classes of words.

It only finds that a clause makes a claim of some kind. What it finds is listed with its names, times and amounts, and
is tested when a person has confirmed the reading: a verdict never rests on a guess about words.
Classes are data (``frames/<language>/_scout.yaml``), weights are made by ``tools/train_scout.py`` from the annotated
texts in ``tests/texts``.
"""

import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from inquest.extract._framed import Framed
from inquest.extract._grammar import digest, load_yaml, packed_weights
from inquest.extract._skeleton import Skeleton, Unit

NONE = "none"
WEIGHTS = "_scout.json"


KEPT = 20_000
"""Words whose classes are kept at hand, at most."""


class Lexicon:
    """Classes of words: whole words, beginnings of words, and phrases by their first word."""

    def __init__(
        self,
        words: dict[str, tuple[str, ...]],
        starts: dict[str, tuple[str, ...]],
        phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]],
    ) -> None:
        self.words, self.starts, self.phrases = words, starts, phrases
        self.longest = max((len(rest) for one in phrases.values() for rest, _ in one), default=0)
        self._met: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Classes of a word, in the order of the file."""
        if word not in self._met:
            found = list(self.words.get(word, ()))
            for n in range(3, len(word) + 1):
                found += self.starts.get(word[:n], ())
            if len(self._met) >= KEPT:
                self._met.clear()
            self._met[word] = tuple(dict.fromkeys(found))
        return self._met[word]

    def phrased(self, words: Sequence[str], i: int) -> tuple[str, ...]:
        """Classes of the phrases that begin with the last word of ``words[i]``."""
        begun = words[i].rsplit(maxsplit=1)[-1:]
        known = self.phrases.get(begun[0], ()) if begun else ()
        return tuple(name for rest, name in known if _follows(rest, words[i + 1 : i + 1 + len(rest)]))


def _follows(rest: tuple[str, ...], words: Sequence[str]) -> bool:
    return tuple(" ".join(words).split()[: len(rest)]) == rest


class Weights:
    """A multinomial logistic regression: one bias and one weight per feature for each label.

    ``features`` has the weights in hundredths, as one string each; those of a feature become numbers when it is first
    met, as a short text meets few of the thousands.
    """

    def __init__(self, labels: tuple[str, ...], bias: tuple[float, ...], features: dict[str, str]) -> None:
        self.labels, self.bias, self.features = labels, bias, features
        self._met: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, raw: dict[str, Any]) -> "Weights":
        """From what is packed (``as_strings``)."""
        return cls(tuple(raw["labels"]), tuple(raw["bias"]), raw["features"])

    def of(self, feature: str) -> tuple[int, ...]:
        """The weights of a feature; none if it was not seen in training."""
        if feature not in self.features:
            return ()
        if feature not in self._met:
            self._met[feature] = tuple(map(int, self.features[feature].split()))
        return self._met[feature]

    def chances(self, found: set[str]) -> dict[str, float]:
        """Probability of each label, given the features of a clause."""
        rows = [row for row in map(self.of, found) if row]
        columns = zip(*rows, strict=True) if rows else ((0,) for _ in self.bias)
        sums = [b + sum(column) / 100 for b, column in zip(self.bias, columns, strict=True)]
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        total = math.fsum(powers)
        return {label: p / total for label, p in zip(self.labels, powers, strict=True)}


@cache
def lexicon(language: str) -> Lexicon | None:
    """The classes of a language; None where it has none."""
    if not (files("inquest") / "extract" / "frames" / language / "_scout.yaml").is_file():
        return None
    words: dict[str, tuple[str, ...]] = {}
    starts: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for name, listed in load_yaml(language, "_scout")["classes"].items():
        for entry in listed.split():
            if "_" in entry:
                first, *rest = entry.split("_")
                phrases[first] = (*phrases.get(first, ()), (tuple(rest), name))
            elif entry.endswith("*"):
                starts[entry[:-1]] = (*starts.get(entry[:-1], ()), name)
            else:
                words[entry] = (*words.get(entry, ()), name)
    return Lexicon(words, starts, phrases)


@cache
def weights(language: str) -> Weights | None:
    """The weights of a language; None where nobody trained any."""
    path = files("inquest") / "extract" / "frames" / language / WEIGHTS
    if not path.is_file():
        return None
    content = path.read_bytes()
    mark, raw = packed_weights().get(language, ("", {}))
    raw = raw if mark == digest(content) else as_strings(json.loads(content))
    return Weights.read(raw)


def as_strings(raw: dict[str, Any]) -> dict[str, Any]:
    """Weights as they are packed: those of each feature as one string, which loads much faster than numbers.

    >>> as_strings({"labels": ["a", "b"], "bias": [0.5, 1.0], "features": {"w:said": [-25, 0]}})["features"]
    {'w:said': '-25 0'}
    """
    return raw | {"features": {k: " ".join(map(str, v)) for k, v in raw["features"].items()}}


def _classes(unit: Unit, lex: Lexicon) -> tuple[str, ...]:
    if unit.letter == "q" and unit.amount is not None:
        return ("@q" + (unit.amount.unit or "n"),)
    if unit.letter in {"s"}:
        return ("@s",)
    if unit.letter:
        return ("@" + unit.letter, *(("armed",) if unit.letter == "a" and unit.style == "generic" else ()))
    return lex.of(unit.text)


class Tagged:
    """The classes of a sentence's units, told once for all its clauses; a phrase gives its class to its first word."""

    def __init__(self, units: Sequence[Unit], lex: Lexicon) -> None:
        self.lex = lex
        self.words = [u.raw.lower() if u.letter else u.text for u in units]
        self.plain = [_classes(u, lex) for u in units]
        self.phrased = {i: found for i in range(len(units)) if (found := lex.phrased(self.words, i))}
        self.every = Counter(c for i in range(len(units)) for c in self._all(i))

    def _all(self, i: int) -> set[str]:
        return {*self.plain[i], *self.phrased.get(i, ())}

    def inside(self, span: range) -> list[tuple[str, ...]]:
        """Classes of each unit of a clause; no phrase reaches out of it."""
        own = self.words[: span.stop]
        return [
            tuple(dict.fromkeys((*self.plain[i], *(self.lex.phrased(own, i) if i in self.phrased else ()))))
            for i in span
        ]

    def outside(self, span: range) -> set[str]:
        """Classes of what stands around a clause, with the phrases that go on behind it."""
        before = range(max(span.start - self.lex.longest, 0), span.start)
        rest = [*self.words[before.start : before.stop], *self.words[span.stop : span.stop + self.lex.longest]]
        count = Counter(c for i in (*before, *span) for c in self._all(i))
        found = {c for c, n in self.every.items() if n > count[c]}
        return found.union(*((*self.plain[i], *self.lex.phrased(rest, i - before.start)) for i in before))


def clause_features(sk: Skeleton, clause: int, lex: Lexicon, known: Tagged | None = None) -> set[str]:
    """Features of a clause: classes, their order, plain words, and what the rest of the sentence holds.

    ``known``: the classes of the sentence's units, where they have been told already.
    """
    span = sk.clause_units(clause)
    units = [sk.units[i] for i in span]
    known = known or Tagged(sk.units, lex)
    tagged = known.inside(span)
    here = {c for classes in tagged for c in classes}
    found = {f"c:{c}" for c in here}
    order = [c for classes in tagged for c in classes[:2]]
    found |= {f"{a}>{b}" for a, b in pairwise(order) if a != b}
    words = [u.text for u in units if not u.letter and u.text.isalpha()]
    found |= {f"w:{w}" for w in words}
    found |= {f"p:{w[:5]}" for w in words if len(w) > 5}
    found |= {"superlative" for w in words if len(w) > 5 and w.endswith("est")}
    for near, name in ((clause - 1, "before"), (clause + 1, "after")):
        if 0 <= near < len(sk.bounds):
            head = sk.units[sk.clause_units(near).start]
            found.add(f"{name}:{head.text if not head.letter else '@' + head.letter}")
    found.add(f"n:{min(len(units) // 5, 4)}")
    found.add(f"parties:{min(sum(len(u.parts) for u in units if u.letter == 'a'), 3)}")
    if span.start == 0:
        found.add("opens")
    if units:
        found.add(f"head:{units[0].text if not units[0].letter else '@' + units[0].letter}")
    found |= {f"s:{c}" for c in known.outside(span)}
    if sk.units and sk.units[-1].text == "?":
        found.add("asked")
    return found


def features(found: Framed, clause: int, lex: Lexicon, known: Tagged | None = None) -> set[str]:
    """Everything that the classifier is told of a clause."""
    return clause_features(found.sk, clause, lex, known) | found.evidence(clause)


class Scout:
    """The classifier at one sentence."""

    def __init__(self, found: Framed, language: str) -> None:
        self.found, self.lex, self.trained = found, lexicon(language), weights(language)
        self.known = Tagged(found.sk.units, self.lex) if self.lex is not None else None

    def chances(self, clause: int) -> dict[str, float]:
        """Probability of each kind for a clause; empty where the language has no classifier."""
        if self.lex is None or self.trained is None:
            return {}
        return self.trained.chances(features(self.found, clause, self.lex, self.known))
