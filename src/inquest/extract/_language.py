"""What the engine asks of a language. The engine's own words are English: another language is put into them.

English needs nothing; a language with a module of its own (``_<name>/``) tags its words, puts case and order into the
small words and the order that the engine reads, and says what its times and amounts are. docs/frames.md says how to add
one.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from inquest.extract._quantities import Amount, find_amounts
from inquest.extract._skeleton import Unit, words_of
from inquest.extract._times import TimeSpan, find_times

MODULES = {"ru": "inquest.extract._russian"}
"""Language -> its module, loaded when a text is in it."""


class Language(Protocol):
    """A language as the engine sees it. Units keep their stretch of the text, whatever they say."""

    def words(self, text: str, offset: int) -> list[Unit]:
        """Words and marks of a sentence, in order."""
        ...

    def times(self, text: str) -> list[TimeSpan]:
        """Expressions of time; ``plain`` says each in English."""
        ...

    def amounts(self, text: str, taken: list[tuple[int, int]]) -> list[Amount]:
        """Stated amounts outside the taken stretches."""
        ...

    def order(self, units: list[Unit], words: list[Unit]) -> list[Unit]:
        """The sentence in the engine's words and order, with names, times and amounts as symbols among the words."""
        ...

    def near(self, words: list[str]) -> list[str]:
        """The words before a name, in the engine's words."""
        ...

    def plural(self, words: str) -> bool | None:
        """Whether "they" may stand for a name; None where its English ending tells."""
        ...

    def tense(self, units: Sequence[Unit]) -> str | None:
        """``past`` or ``present``, as the forms of a clause's verbs tell; None where the engine's words do."""
        ...

    def named(self, words: str) -> str:
        """A speaker as a name is given: in the nominative."""
        ...


class English:
    """The engine's own language: every step leaves the words as they are."""

    def words(self, text: str, offset: int) -> list[Unit]:
        """Words and marks."""
        return words_of(text, offset)

    def times(self, text: str) -> list[TimeSpan]:
        """Times."""
        return find_times(text)

    def amounts(self, text: str, taken: list[tuple[int, int]]) -> list[Amount]:
        """Amounts."""
        return find_amounts(text, taken)

    def order(self, units: list[Unit], words: list[Unit]) -> list[Unit]:
        """As they stand."""
        del words
        return units

    def near(self, words: list[str]) -> list[str]:
        """As they stand."""
        return words

    def plural(self, words: str) -> bool | None:
        """Told by the ending."""
        del words
        return None

    def tense(self, units: Sequence[Unit]) -> str | None:
        """Told by the words."""
        del units
        return None

    def named(self, words: str) -> str:
        """As it stands."""
        return words


@cache
def language(code: str) -> Language:
    """The module of a language; English for one that has none."""
    module = MODULES.get(code)
    return cast("Language", import_module(module).LANGUAGE) if module else English()
