"""A sentence after its frames were matched, and what that tells the classifier of each clause."""

from dataclasses import dataclass

from inquest.extract._draft import Draft
from inquest.extract._fill import Filler
from inquest.extract._modes import ModeRule
from inquest.extract._skeleton import Skeleton
from inquest.extract._speech import Voice


@dataclass
class Framed:
    """One voice and mode per clause, drafts by clause.

    ``covered``: clauses that a draft of an earlier clause reads along.
    """

    sk: Skeleton
    voices: list[Voice]
    modes: list[tuple[ModeRule, int] | None]
    filler: Filler
    drafts: dict[int, list[Draft]]
    covered: set[int]
    asked: bool

    def evidence(self, clause: int) -> set[str]:
        """Features of a clause: what frames read in it and beside it, its mode and its voice."""
        here, mode, voice = self.drafts.get(clause, []), self.modes[clause], self.voices[clause]
        found = {f"m:{mode[0].not_checkable if mode else 'none'}", f"v:{voice.mode}"}
        found.add("v:author" if voice.speaker == "author" else "v:said")
        for draft in here:
            frame = draft.match.frame
            found.add(f"f:{frame.kind}")
            found |= {f"weak:{frame.kind}"} if frame.rank < 0 else set()
            found |= {f"unread:{frame.kind}"} if draft.unconfirmed else set()
            found |= {f"deny:{frame.kind}"} if draft.polarity == "deny" else set()
            found |= {f"slot:{name}={value}" for name, value in draft.slots.items()}
        if not here:
            found.add("f:covered" if clause in self.covered else "f:none")
        if len(here) > 1:
            found.add("f:several")
        found |= {
            f"fo:{d.match.frame.kind}" for other, drafts in self.drafts.items() if other != clause for d in drafts
        }
        for mark, holds in (("v:framing", voice.framing), ("v:deny", voice.deny), ("asked", self.asked)):
            found |= {mark} if holds else set()
        return found
