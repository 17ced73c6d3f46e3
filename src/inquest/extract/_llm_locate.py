"""Finds a model's words in the text itself. What isn't there is refused; what is there is kept as the text has it."""

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_JOINED = 0x0590
"""Letters from here on (Hebrew, Arabic, ...) may have a short word written onto them: no word border is asked for."""


@dataclass
class Located:
    """A stretch of text, searched with runs of blanks as one blank and one form of quotation mark and dash."""

    start: int
    folded: str
    at: list[int]
    """Offset of each folded character in the stretch."""

    @classmethod
    def of(cls, text: str, start: int) -> "Located":
        """Of a stretch that begins at an offset of the document."""
        folded, at, blank = [], [], False
        for i, c in enumerate(text):
            if c.isspace():
                if not blank:
                    folded.append(" ")
                    at.append(i)
                blank = True
            else:
                folded.append(c)
                at.append(i)
                blank = False
        return cls(start, "".join(folded).translate(_MARKS), at)

    def find(self, words: str, since: int = 0, until: int | None = None) -> tuple[int, int] | None:
        r"""Start and end in the document of the first whole-word occurrence between two offsets of the document.

        >>> Located.of("the  “Nusra\nFront” fled", 100).find('"Nusra Front"')
        (105, 118)
        """
        wanted = _SPACE.sub(" ", words).strip().translate(_MARKS)
        if not wanted:
            return None
        i = self.folded.find(wanted)
        while i >= 0:
            j = i + len(wanted)
            start, end = self.start + self.at[i], self.start + self.at[j - 1] + 1
            if until is not None and end > until:
                return None
            if start >= since and self._whole(i, j):
                return start, end
            i = self.folded.find(wanted, i + 1)
        return None

    def last(self, words: str, until: int) -> tuple[int, int] | None:
        """The last occurrence that ends before an offset of the document."""
        found, since = None, self.start
        while (one := self.find(words, since, until)) is not None:
            found, since = one, one[0] + 1
        return found

    def _whole(self, i: int, j: int) -> bool:
        text = self.folded
        before = i > 0 and text[i - 1].isalnum() and text[i].isalnum() and ord(text[i]) < _JOINED
        after = j < len(text) and text[j].isalnum() and text[j - 1].isalnum() and ord(text[j - 1]) < _JOINED
        return not before and not after
