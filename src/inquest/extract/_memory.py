"""What a text has spoken of so far: parties, places, leaders, fights and the side it is about."""

from dataclasses import dataclass, field
from typing import NamedTuple

from inquest.extract._skeleton import Part, Unit

MEMORY = 3
"""Sentences looked back over for a pronoun."""
KEPT = 60
"""Mentions kept."""
CROWD = 240
"""Mentions in one sentence beyond which the first of them are forgotten within it."""


@dataclass
class Seen:
    """A party or place met earlier; ``subject``: it stood where a subject stands; ``scene``: something was in it."""

    unit: Unit
    sentence: int
    subject: bool
    scene: bool = False


class Fight(NamedTuple):
    """Two sides that a claim set against each other. ``places``: folded names and ids of where."""

    one: tuple[Part, ...]
    two: tuple[Part, ...]
    sentence: int
    places: frozenset[str] = frozenset()
    main: bool = True
    """Fighting between the two, not one side's strikes alone."""
    helpers: tuple[Part, ...] = ()
    """Who acted along with the first side."""


@dataclass
class Memory:
    """Parties, places and fights of the text so far, oldest first, and the two sides of the last claim."""

    actors: list[Seen] = field(default_factory=list)
    places: list[Seen] = field(default_factory=list)
    people: list[Seen] = field(default_factory=list)
    """Persons: leaders that stand for a side, and others (whose unit is a speaker's)."""
    fights: list[Fight] = field(default_factory=list)
    doers: tuple[tuple[Part, ...], int, frozenset[str]] | None = None
    """Who acted last in a claim that names nobody on the other side, in which sentence, and where."""
    sides: tuple[tuple[Part, ...], tuple[Part, ...]] | None = None
    attacker: tuple[tuple[Part, ...], int] | None = None
    """Who attacked last, and in which sentence."""
    short: dict[str, Part] = field(default_factory=dict)
    """Short names that the text gave in brackets -> the party."""
    deed: tuple[tuple[Part, ...], int] | None = None
    """Whose attacks were counted last, and in which sentence."""
    own: tuple[Part, ...] = ()
    """The side that issues the text: who "we" are in its own words."""
    topic: tuple[Part, ...] = ()
    """The side that the sentence before was about: its first subject."""
    actor: tuple[tuple[Part, ...], int] | None = None
    """The armed side that the last claim names as acting, and the sentence."""
    victims: int | None = None
    """The sentence in which civilians were last spoken of."""
    dateline: Unit | None = None
    """The town that the text was sent from."""
    insurgents: tuple[Unit, int] | None = None
    """Who wages the insurgency that the text speaks of, and in which sentence it was named."""

    def forget(self, crowd: int = 0) -> None:
        """Keep the latest mentions only, where there are more than a ``crowd``."""
        if max(len(self.actors), len(self.places), len(self.people)) <= crowd:
            return
        del self.actors[:-KEPT], self.places[:-KEPT], self.people[:-KEPT], self.fights[:-KEPT]


def keys(parts: tuple[Part, ...] | list[Part]) -> frozenset[str]:
    """What tells parties apart: their ids, else their folded words."""
    return frozenset(k for p in parts for k in (p.ids or (p.text.lower(),)))


def side(parts: tuple[Part, ...] | list[Part]) -> str:
    """``state``, ``group`` or ``people`` if all parts are of that sort."""
    found = {p.side for p in parts}
    return found.pop() if len(found) == 1 else ""


def bare(part: Part) -> bool:
    """Whether a part is a common noun ("soldiers", "the rebels") rather than a name."""
    return bool(part.role) or (not part.ids and part.text.islower())


def same(one: tuple[Part, ...] | list[Part], two: tuple[Part, ...] | list[Part]) -> bool:
    """Whether two mentions may be of one party: by ids or words, else a common noun of the same sort."""
    if not one or not two:
        return False
    if keys(one) & keys(two):
        return True
    common = all(map(bare, one)) or all(map(bare, two))
    return common and bool(side(one)) and side(one) == side(two)
