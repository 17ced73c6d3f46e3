"""A piece of a Russian sentence, and what it says in the engine's words."""

from dataclasses import dataclass, field, replace

from inquest.extract._russian.tagging import Word
from inquest.extract._skeleton import Unit


@dataclass(frozen=True)
class Item:
    """A piece of the sentence.

    ``kind``: name, noun, adj, amount, time, prep, verb, short, be, neg, adv, conj, mark, exist, other.
    """

    kind: str
    said: str
    units: tuple[Unit, ...]
    word: Word | None = None
    cases: frozenset[str] = field(default_factory=frozenset)

    counts: bool = False
    """An amount that is a share of what follows: "half of"."""

    @property
    def plural(self) -> bool:
        """Whether the words are in the plural."""
        return bool(self.word and self.word.plural)

    def output(self) -> list[Unit]:
        """Units in the engine's words: the symbol itself, or one unit per word; the last carries the stretch."""
        if len(self.units) == 1 and self.units[0].letter:
            unit = replace(self.units[0], text=self.said or self.units[0].text)
            return [unit, inserted("of", unit.end)] if self.counts else [unit]
        if not self.said and len(self.units) == 1 and self.units[0].start == self.units[0].end:
            return []
        words = self.said.split()
        if not words:
            return []
        first, last = self.units[0], self.units[-1]
        raw = " ".join(u.raw for u in self.units)
        lead = [inserted(w, first.start) for w in words[:-1]]
        style = "verb" if self.kind == "verb" else ""
        return [*lead, Unit(words[-1], first.start, last.end, raw=raw, gram=self.word, style=style)]


def inserted(word: str, at: int) -> Unit:
    """A word of the engine that a case or a participle stands for; it covers no text."""
    return Unit(word, at, at)
