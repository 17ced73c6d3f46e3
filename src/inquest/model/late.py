"""Patterns that are compiled when first used: compiling those of the whole package takes a tenth of a short run."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Late:
    """A regular expression that is compiled when it is first asked for something.

    >>> Late("[a-z]+", re.IGNORECASE).sub("town", "near Raqqa", count=1)
    'town Raqqa'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as ``re`` has it."""
        return re.compile(self.pattern, self.flags)

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the beginning."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the whole text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self.compiled.search(text)

    def findall(self, text: str) -> list[str]:
        """All matches of a pattern without groups."""
        return self.compiled.findall(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        return self.compiled.finditer(text)

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with matches replaced."""
        return self.compiled.sub(by, text, count)
