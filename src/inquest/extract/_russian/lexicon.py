"""Russian words in the engine's words: the table ``frames/ru/_words.yaml``, and the English forms of what it says."""

from dataclasses import dataclass
from functools import cache

from inquest.extract._grammar import load_yaml
from inquest.extract._russian.tagging import Word, analyses


@dataclass(frozen=True)
class Lexicon:
    """The tables, by dictionary form."""

    tables: dict[str, dict[str, str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    """First word -> phrases (words, what they say, whether it is a preposition), the longest first."""

    def get(self, table: str, lemma: str) -> str | None:
        """What a table says of a word."""
        return self.tables[table].get(lemma)

    # English forms

    def noun(self, lemma: str, plural: bool) -> str | None:
        """The English noun of a lemma, singular or plural."""
        entry = self.tables["nouns"].get(lemma)
        return None if entry is None else noun_form(entry, plural)

    def past(self, base: str) -> str:
        """Simple past of a verb with its particle: "drive out" -> "drove out"."""
        return self._form(base, 0)

    def participle(self, base: str) -> str:
        """Past participle of a verb with its particle."""
        return self._form(base, 1)

    def _form(self, base: str, which: int) -> str:
        verb, _, rest = base.partition(" ")
        irregular = self.tables["irregular"].get(verb)
        form = irregular.split()[which] if irregular else regular(verb)
        return f"{form} {rest}".strip()

    def gerund(self, base: str) -> str:
        """The -ing form of a verb with its particle."""
        verb, _, rest = base.partition(" ")
        doubled = self.tables["irregular"].get(verb, "").split()[1:]
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ie")) else verb
        if doubled and doubled[0] == f"{verb}{verb[-1]}ed":
            stem = verb + verb[-1]
        return f"{'dy' if verb == 'die' else stem}ing {rest}".strip()

    def present(self, base: str, plural: bool) -> str:
        """Simple present, third person."""
        if plural:
            return base
        verb, _, rest = base.partition(" ")
        special = {"have": "has", "do": "does"}.get(verb)
        end = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
        third = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + end
        return f"{special or third} {rest}".strip()


def regular(verb: str) -> str:
    """The regular past of a verb.

    >>> [regular(v) for v in ("attack", "capture", "deny", "destroy")]
    ['attacked', 'captured', 'denied', 'destroyed']
    """
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def noun_form(entry: str, plural: bool) -> str:
    """The singular or plural of a table's noun.

    >>> noun_form("person/people", True), noun_form("attack", True), noun_form("enemy/enemies", False)
    ('people', 'attacks', 'enemy')
    """
    single, _, many = entry.partition("/")
    if not plural:
        return single
    if many:
        return many
    return (
        single
        if single.endswith(("s", "ing"))
        else single[:-1] + "ies"
        if single.endswith(("ty", "my"))
        else single + "s"
    )


def _token(word: str, several: bool) -> str:
    """A word of a phrase: nouns and adjectives stand for all their forms, the rest for the form given."""
    first = analyses(word)[0]
    return f"{word}|{first.lemma}" if several and first.pos in {"NOUN", "ADJF"} else word


@cache
def lexicon() -> Lexicon:
    """The tables as loaded."""
    raw = load_yaml("ru", "_words")
    tables = {
        name: {str(k): str(v) for k, v in table.items()} for name, table in raw.items() if isinstance(table, dict)
    }
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for name in ("phrases", "prepositions"):
        for words, said in tables[name].items():
            tokens = tuple(_token(w, len(words.split()) > 1) for w in words.replace(",", " ,").split())
            if name == "phrases" or len(tokens) > 1:
                for first in tokens[0].split("|"):
                    found.setdefault(first, []).append((tokens, said, name == "prepositions"))
    phrases = {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in found.items()}
    return Lexicon(tables, phrases)


def tense_of(word: Word) -> str:
    """``past``, ``present``, ``future``, ``infinitive`` or ``gerund``."""
    if word.pos == "INFN":
        return "infinitive"
    if word.pos == "GRND":
        return "gerund"
    return {"past": "past", "futr": "future", "pres": "present"}.get(word.tense, "past")
