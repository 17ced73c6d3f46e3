"""Where a text quotes: the stretches between quotation marks, and which of them a sentence stands in."""

import bisect
import re

_PARAGRAPH = re.compile(r"\n\s*\n")
_PAIRS = {"“": "”", "«": "»", "„": "“"}
LEAST = 12
"""Characters under which a quotation is a word or two inside a sentence."""


class Quotations:
    """The quotations of a text, in order."""

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        start = 0
        for end in [*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)]:
            self._paragraph(text, start, end)
            start = end
        self._starts = [a for a, _ in self.spans]

    def _paragraph(self, text: str, start: int, end: int) -> None:
        """Quotations never run over the end of a paragraph; one that is not closed ends there."""
        opened, closing = -1, ""
        for match in re.finditer('["“”«»„]', text[start:end]):
            mark, at = match.group(), start + match.start()
            if opened < 0:
                if mark == '"' or mark in _PAIRS:
                    opened, closing = at, _PAIRS.get(mark, '"')
            elif mark == closing:
                self._keep(opened, at + 1)
                opened = -1
        if opened >= 0 and closing != '"':
            self._keep(opened, end)

    def _keep(self, start: int, end: int) -> None:
        if end - start >= LEAST:
            self.spans.append((start, end))

    def around(self, start: int, end: int) -> int | None:
        """Where the quotation began that a sentence opens in; None where it opens outside any.

        >>> said = Quotations('He left. "We saw it all. They fired," she said.')
        >>> said.around(0, 8), said.around(9, 24), said.around(25, 47)
        (None, 9, 9)
        """
        n = bisect.bisect_right(self._starts, start + 1) - 1
        if n < 0 or self.spans[n][1] <= start + 1:
            return None
        covered = min(self.spans[n][1], end) - start
        return self.spans[n][0] if covered >= LEAST and 3 * covered >= end - start else None

    def opened(self, start: int, end: int) -> int | None:
        """Where a quotation begins inside a sentence that goes on behind it; None where none does.

        >>> said = Quotations('He told us: "We saw it all. They fired." He left.')
        >>> said.opened(0, 27), said.opened(28, 40)
        (12, None)
        """
        n = bisect.bisect_left(self._starts, end) - 1
        return self.spans[n][0] if n >= 0 and self.spans[n][0] > start and self.spans[n][1] > end + 1 else None
