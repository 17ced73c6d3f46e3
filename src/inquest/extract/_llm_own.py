"""Names that a model took from elsewhere in the text, held to the names of the sentence that it quotes.

A quote must not stand over a verdict on other names than its own. A side, place or time from before the sentence is
allowed only where the sentence names none of that sort that the claim leaves out; the claim then waits for a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inquest.contracts import NameFinder, NameHit
from inquest.extract._grammar import languages
from inquest.extract._language import language as tongue
from inquest.model.claim import SIDES
from inquest.model.document import Document

_POINTING = re.compile(r"(?:(?:in|on|during|at) )?(?:that|those|the same) ", re.IGNORECASE)
"""How a time begins that only points at one told of elsewhere."""
PLACES, TIMES = ("places", "versus_places"), ("periods", "baselines")
TAKEN_FROM = "“{}” is named elsewhere in the text, and that the quoted words mean it is the language model's reading"


@dataclass(frozen=True)
class Spot:
    """Where a model's words stand, and for which role it gave them."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class OwnNames:
    """What the sentences of a text name, as the gazetteers and the reader of times know it."""

    document: Document
    names: NameFinder

    def replaced(self, spots: Sequence[Spot], others: Sequence[tuple[int, int]], start: int, end: int) -> bool:
        """Whether a name from elsewhere stands beside, or instead of, one that the sentence has for that slot.

        Parameters
        ----------
        spots : where each name of the claim stands.
        others : stretches that the claim uses otherwise (speaker, relayer).
        start, end : the sentences of the quote.
        """
        far = [s for s in spots if not start <= s.start < end]
        near = [(s.start, s.end) for s in spots if start <= s.start < end]
        if not far:
            return False
        if {s.role for s in far} & {s.role for s in spots if start <= s.start < end}:
            return True
        used = [*near, *others]
        hits = [h for h in self._hits(start, end) if not _over(h.start, h.end, used)]
        return any(self._clash(spot, hits, used, start, end) for spot in far)

    def _clash(
        self, spot: Spot, hits: Sequence[NameHit], used: Sequence[tuple[int, int]], start: int, end: int
    ) -> bool:
        if spot.role in PLACES:
            return any(h.what == "place" for h in hits)
        if spot.role in TIMES:
            return self._time(used, start, end)
        if spot.role not in SIDES:
            return False
        meant = {h.side for h in self._hits(spot.start, spot.end) if h.what == "actor"}
        return any(not h.role or h.side not in meant for h in hits if h.what == "actor" and h.ids != ("civilians",))

    def _hits(self, start: int, end: int) -> list[NameHit]:
        """Names of a stretch, with offsets of the document."""
        return [
            NameHit(h.start + start, h.end + start, h.what, h.ids, h.style, h.side, h.role, h.labels, h.states)
            for h in self.names.find(self.document.text[start:end])
        ]

    def _time(self, used: Sequence[tuple[int, int]], start: int, end: int) -> bool:
        """Whether the sentence tells a time that the claim leaves out; languages that Inquest reads only."""
        if self.document.language not in languages():
            return False
        found = tongue(self.document.language).times(self.document.text[start:end])
        said = self.document.text[start:end]
        told = [t for t in found if not _POINTING.match(t.plain or said[t.start : t.end])]
        return any(not _over(t.start + start, t.end + start, used) for t in told)


def _over(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in stretches)
