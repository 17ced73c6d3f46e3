"""Russian for the extractor: its words, cases, times and amounts in the words that the engine reads."""

from collections.abc import Sequence
from dataclasses import replace

from inquest.extract._quantities import Amount
from inquest.extract._russian import amounts, times
from inquest.extract._russian.item import Item
from inquest.extract._russian.items import items_of, known_word
from inquest.extract._russian.lexicon import lexicon
from inquest.extract._russian.order import arranged
from inquest.extract._russian.speakers import nominative
from inquest.extract._russian.tagging import Word, analyses, tag
from inquest.extract._skeleton import Unit
from inquest.extract._times import TimeSpan


class Russian:
    """The language module of ``ru``."""

    def words(self, text: str, offset: int) -> list[Unit]:
        """Words and marks, each with its likeliest reading."""
        return tag(text, offset)

    def times(self, text: str) -> list[TimeSpan]:
        """Times, and what they say in English."""
        return times.find_times(text)

    def amounts(self, text: str, taken: list[tuple[int, int]]) -> list[Amount]:
        """Stated amounts."""
        return amounts.find_amounts(text, taken)

    def order(self, units: list[Unit], words: list[Unit]) -> list[Unit]:
        """The sentence in the engine's words and order."""
        lex = lexicon()
        items = _dashed(items_of(units, words, lex))
        out = arranged(items, lex)
        first = min((u.start for u in out), default=0)
        return [replace(u, raw=u.raw.lower()) if u.start == first and _common(u) else u for u in out]

    def near(self, words: list[str]) -> list[str]:
        """The words before a name in the engine's words; behind a noun a name is taken for its attribute."""
        lex = lexicon()
        out: list[str] = []
        for raw in words:
            word = analyses(raw)[0]
            low = raw.lower()
            said = lex.get("prepositions", low) or lex.noun(word.lemma, word.plural) or lex.get("verbs", word.lemma)
            out.append(said or lex.get("function", low) or low)
        if words and analyses(words[-1])[0].noun and out[-1] != words[-1].lower():
            out += ["of"]
        return out

    def plural(self, words: str) -> bool:
        """Whether "they" may stand for a name."""
        heads = [w for w in (analyses(raw)[0] for raw in words.split()) if w.noun]
        return bool(heads and heads[0].plural)

    def tense(self, units: Sequence[Unit]) -> str | None:
        """The tense of the first finite verb."""
        told = (u.gram.tense for u in units if isinstance(u.gram, Word) and u.gram.pos in {"VERB", "PRTS"})
        return {"past": "past", "pres": "present"}.get(next((t for t in told if t), ""))

    def named(self, words: str) -> str:
        """A speaker in the nominative."""
        return nominative(words)


def _common(unit: Unit) -> bool:
    return not unit.letter and bool(unit.raw) and isinstance(unit.gram, Word) and known_word(unit.raw)


def _dashed(items: list[Item]) -> list[Item]:
    """For "Идлиб — самая кровавая провинция": a dash between nominatives of a clause without a verb stands for "is"."""
    marks = [n for n, x in enumerate(items) if x.kind == "mark" and x.said == "—"]
    verbs = any(x.kind in {"verb", "short", "be", "exist"} for x in items)
    if len(marks) != 1 or verbs or not 0 < marks[0] < len(items) - 1:
        return items
    at = marks[0]
    return [*items[:at], replace(items[at], kind="be", said="is"), *items[at + 1 :]]


LANGUAGE = Russian()
