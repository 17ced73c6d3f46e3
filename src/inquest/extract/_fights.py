"""The fights of a text: which one a claim leans on, and who was on the other side."""

from dataclasses import replace

from inquest.extract._draft import Draft
from inquest.extract._memory import Fight, Memory, bare, same, side
from inquest.extract._skeleton import Part

REACH = 4
"""Sentences over which a fight is still the one spoken of."""


class Fights:
    """The fights known when a sentence is read."""

    def __init__(self, memory: Memory, sentence: int) -> None:
        self.memory, self.sentence = memory, sentence

    def known(self, known: tuple[Part, ...]) -> list[Fight]:
        """Fights of the text between armed sides, with the given one on one side."""
        fights = [f for f in self.memory.fights if side(f.one) != "people" and side(f.two) != "people"]
        return [f for f in fights if not known or one_side(f, known)]

    def at(self, where: frozenset[str], known: tuple[Part, ...] = ()) -> Fight | None:
        """A fight of this sentence, else the last one at the same place."""
        fights = self.known(known)
        here = [f for f in fights if f.sentence == self.sentence] or [f for f in fights if f.places & where]
        return ([f for f in here if f.main] or here)[-1] if here else None

    def usual(self, where: frozenset[str], known: tuple[Part, ...] = ()) -> Fight | None:
        """The last fight, if it is near and not of another place, or if the text knows no other opponent."""
        fights = self.known(known)
        if not fights:
            return None
        last = fights[-1]
        if known and not all(map(bare, known)):
            opponents = [across(f, known) for f in fights]
            if all(same(o, opponents[-1]) for o in opponents):
                return last
        near = self.sentence - last.sentence <= REACH
        return last if near and not (where and last.places) else None

    def taken(self, parts: tuple[Part, ...], fight: Fight) -> list[Part]:
        found = "in the same sentence" if fight.sentence == self.sentence else f"sentence {fight.sentence + 1}"
        return [replace(p, via=f"taken from the fight before, {found}: {p.text}") for p in parts]

    def did(self, draft: Draft, known: tuple[Part, ...]) -> list[Part]:
        """The state or group that acted in the sentence before, where the victims are of the other sort."""
        if self.memory.doers is None:
            return []
        parts, sentence, places = self.memory.doers
        where = where_of(draft)
        apart = {side(parts), side(known)} == {"state", "group"}
        if not apart or self.sentence - sentence > 1 or (where and places and not where & places):
            return []
        said = f"sentence {sentence + 1}"
        return [replace(p, via=f"who acted in the sentence before, {said}: {p.text}") for p in parts]


def where_of(draft: Draft) -> frozenset[str]:
    """Ids and folded names of a claim's places."""
    return frozenset(k for p in draft.places for k in (*p.ids, p.text.lower()))


def inferred(part: Part) -> bool:
    """Whether a side was taken from the context, rather than named or meant by a pronoun."""
    return bool(part.via) and not (part.via or "").startswith('"')


def one_side(fight: Fight, known: tuple[Part, ...]) -> bool:
    """Whether a party was on one side of a fight, and not on the other."""
    return (same(fight.one, known) or same(fight.helpers, known)) != same(fight.two, known)


def across(fight: Fight, known: tuple[Part, ...]) -> tuple[Part, ...]:
    """The side of a fight that a party was not on."""
    return fight.one if same(fight.two, known) else fight.two
