"""The word lists and frames of a language: loaded once, compiled, checked."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from inquest.errors import InputError

FRAMES = files("inquest") / "extract" / "frames"
WEIGHTS_PACKED = "packed_weights.json"


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder of frames.

    >>> "en" in languages()
    True
    """
    return tuple(sorted(p.name for p in FRAMES.iterdir() if p.is_dir() and not p.name.startswith("_")))


def load_yaml(language: str, name: str) -> dict[str, Any]:
    """One data file of a language's frame folder; from the packed copy where that was made of the very same text."""
    return unpacked(f"{language}/{name}", (FRAMES / language / f"{name}.yaml").read_bytes())


def unpacked(name: str, content: bytes) -> dict[str, Any]:
    """What a data file says: from the packed copy, or parsed where the file was edited since."""
    language, _, file = name.partition("/")
    mark, held = _packed(language if file else "en").get(name, ("", {}))
    return held if mark == digest(content) else parse_yaml(content)


def parse_yaml(content: bytes) -> dict[str, Any]:
    """A data file as written by hand."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(content, Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
    return loaded


def digest(content: bytes) -> str:
    """The mark of a text in the packed copy."""
    return hashlib.sha256(content).hexdigest()


@cache
def _packed(language: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Parsed copies of a language's files (``tools/build_frames.py``): parsing YAML costs a tenth of a whole question.

    Those of English, with the defaults, are in ``packed.json``; another language has a ``packed_<language>.json``, so
    that an English text loads no other.
    """
    path = FRAMES / packed_name(language)
    if not path.is_file():
        return {}
    found: dict[str, tuple[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def packed_name(language: str) -> str:
    """The packed file of a language.

    >>> packed_name("en"), packed_name("ru")
    ('packed.json', 'packed_ru.json')
    """
    return "packed.json" if language == "en" else f"packed_{language}.json"


@cache
def packed_weights() -> dict[str, tuple[str, dict[str, Any]]]:
    """Language -> the mark of its ``_scout.json`` and the weights: each feature's as one string."""
    path = FRAMES / WEIGHTS_PACKED
    if not path.is_file():
        return {}
    found: dict[str, tuple[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Grammar:
    """The closed word lists of one language."""

    sets: dict[str, frozenset[str]]
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    """List name -> first word -> phrases, the longest first."""
    words: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    guards: frozenset[str] = frozenset()
    """Names of the lists of ``_guards.yaml``: a capitalised word of theirs may still be an unknown name."""
    joined: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """Lists that were asked for together, each union made once."""

    def any(self, *names: str) -> frozenset[str]:
        """The words of several lists.

        >>> {"attack", "aircraft"} <= grammar("en").any("deed_nouns", "arms")
        True
        """
        if names not in self.joined:
            self.joined[names] = frozenset().union(*(self.sets[name] for name in names))
        return self.joined[names]

    def one_of(self, name: str) -> str:
        """The words or phrases of a list as alternatives of a regular expression, the longest first.

        >>> grammar("en").one_of("at_which")
        'while|when|as'
        """
        held = self.sets.get(name) or {" ".join(p) for phrases in self.phrases[name].values() for p in phrases}
        return "|".join(sorted(map(re.escape, held), key=lambda one: (-len(one), one)))

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]

    def phrase_at(self, name: str, words: Sequence[str], at: int = 0) -> int:
        """Words of the longest phrase of a list that begins at ``at``; 0 if none does.

        >>> grammar("en").phrase_at("mutual", "they fought each other for years".split(), 2)
        2
        """
        phrases = self.phrases[name].get(words[at], ()) if at < len(words) else ()
        return next((len(p) for p in phrases if p == tuple(words[at : at + len(p)])), 0)

    def phrase_in(self, name: str, words: Sequence[str]) -> str:
        """The first phrase of a list among some words, of which one may be several ("most of"); empty if there is none.

        >>> grammar("en").phrase_in("exceptions", "all provinces apart from".split())
        'apart from'
        """
        starts, plain = self.phrases[name], " ".join(words).split()
        found = ((n, self.phrase_at(name, plain, n)) for n, word in enumerate(plain) if word in starts)
        return next((" ".join(plain[n : n + length]) for n, length in found if length), "")

    def holds(self, name: str, words: Sequence[str]) -> bool:
        """Whether a phrase of a list stands among some words.

        >>> [grammar("en").holds("mutual", one) for one in (["they", "accused each", "other"], ["each", "fought"])]
        [True, False]
        """
        return bool(self.phrase_in(name, words))


@cache
def grammar(language: str) -> Grammar:
    """The word lists in ``_grammar.yaml`` and ``_guards.yaml``; lists written with ``|`` are phrases.

    A language that is put into the words of another (``like``) has that one's lists, and adds to those of the first.
    """
    raw = load_yaml(language, "_grammar")
    guards = {} if "like" in raw else load_yaml(language, "_guards")
    base = grammar(raw["like"]) if "like" in raw else Grammar({}, {}, guards=frozenset(guards))
    sets, phrases = dict(base.sets), dict(base.phrases)
    for name, value in (*raw.items(), *guards.items()):
        if isinstance(value, str) and name not in {"language", "like"}:
            if "|" in value:
                found = {tuple(p.split()) for p in value.split("|")}
                ordered = sorted(found, key=lambda p: (-len(p), p))
                phrases[name] = {p[0]: tuple(q for q in ordered if q[0] == p[0]) for p in ordered}
            else:
                sets[name] = sets.get(name, frozenset()) | frozenset(value.split())
    return Grammar(sets, phrases, base.words | dict(raw["words"]), language, base.guards)


_MACRO = re.compile(r"\{([a-z_]+)\}|\{\.\.(\d{1,2})\}|(?<!P)<([a-z_]+)>")
_LETTERS = {
    "actors": "a",
    "targets": "a",
    "versus_actors": "a",
    "versus_targets": "a",
    "pair": "a",
    "versus_pair": "a",
    "places": "p",
    "versus_places": "p",
    "periods": "t",
    "baselines": "t",
    "quantity": "q",
    "victims": "a",
}
_BARE = {"actor": "a", "place": "p", "time": "t", "amount": "q"}
MAX_GAP = 12


def expand(pattern: str, language: str, where: str) -> str:
    """A frame's pattern as a regular expression over the skeleton.

    ``{actors}``, ``{places}`` ... capture a symbol into that slot, ``{actor}`` matches one without capture, ``{..n}``
    up to n words of the same clause, ``<name>`` a word class. Every element is followed by one space.
    """
    words = grammar(language).words
    seen: dict[str, int] = {}

    def one(match: re.Match[str]) -> str:
        name, gap, word_class = match.groups()
        if gap is not None:
            if int(gap) > MAX_GAP:
                raise InputError(f"{where} has a gap of {gap} words", f"gaps of at most {MAX_GAP} words")
            return rf"(?:[^|\s]+ ){{0,{gap}}}?"
        if word_class is not None:
            if word_class not in words:
                raise InputError(f"{where} uses the word class <{word_class}>", choices=sorted(words))
            return f"(?:{words[word_class]})"
        if name == "break":
            return r"(?:[|,:—] )*"
        if name in _LETTERS:
            seen[name] = seen.get(name, 0) + 1  # alternatives may capture the same slot
            return rf"@{_LETTERS[name]}(?P<{name}__{seen[name]}>\d+)"
        if name in _BARE:
            return rf"@{_BARE[name]}\d+"
        raise InputError(f"{where} uses {{{name}}}", choices=sorted([*_LETTERS, *_BARE]))

    return _MACRO.sub(one, pattern)
