"""The words around a town's name: whether it is the town that is meant, not a person, a word or a part of a name."""

import re
from collections.abc import Mapping
from typing import Any

from inquest.resolve.text import Token, key

_IN = frozenset(
    key(word)
    for word in re.findall(
        r"\w+",
        """in near at around outside inside across throughout toward towards в во под у около близ возле из біля із
        في قرب من""",
    )
)
_OF = frozenset(
    re.findall(
        r"\w+",
        """city town village port district suburb province capital outskirts streets centre center area siege battle
        fall capture recapture liberation bombardment bombing shelling residents people north south east west northeast
        northwest southeast southwest""",
    )
)
_UNITS = frozenset(
    {"city", "province", "district", "governorate", "oblast", "region", "airport", "town", "county", "prefecture"}
)
_WORKS = frozenset(
    re.findall(
        r"\w+",
        """airbase air base airfield academy international military university hospital prison dam bridge road highway
        camp barracks port square zone valley river lake mountain mountains island islands corridor front council
        brigade governorate province state emirate university school mosque church central old new east west north south
        eastern western northern southern and on in monday tuesday wednesday thursday friday saturday sunday january
        february march april may june july august september october november december""",
    )
)
"""Words with a capital that may follow a town's name without making it another name."""
_FIRST = frozenset(
    re.findall(
        r"\w+",
        """kafr kfar kufr tell tal wadi jabal jebel ain bir deir dayr khan bani beni umm ras sidi souk souq beit
        bayt""",
    )
)
"""With these begin names of several words ("Kafr Hamra", "Wadi al-Rabie"): none of the words names another town."""
_JOINT = re.compile(r"(?:del?|do|da|dos|das|al|el|ar|as|ash|ad|az|an|at)(?:[-’' ]|$)")
"""How a name goes on in small letters ("Cartagena del Chairá", "Wadi al-Rabie")."""
_COMPASS = frozenset({"north", "south", "east", "west", "central", "greater", "northern", "southern", "eastern",
                      "western", "old", "new", "the", "downtown", "rural", "upper", "lower"})  # fmt: skip


class Around:
    """Judges a town's name by its neighbours.

    Parameters
    ----------
    packed : mapping
        The packed names: ``given`` and ``titles`` list what a person's name begins with, ``terms`` what a comma
        may lead to.
    """

    def __init__(self, packed: Mapping[str, Any]) -> None:
        self._given = frozenset(packed["given"])
        self._before = self._given | frozenset(packed["titles"])
        self._terms: Mapping[str, str] = packed["terms"]

    def fits(self, text: str, words: list[Token], first: int, last: int, *, weak: bool) -> bool:
        """Whether the words may name a town here; a weak name needs words of place beside it."""
        capital = words[first].capital or (words[last].capital and not weak)
        acronym = text[words[first].start : words[last].end].isupper() and not shouted(words, first, last)
        if not capital or acronym:
            return False
        before = words[first - 1] if first and _spaced(text, words[first - 1], words[first]) else None
        after = words[last + 1] if last + 1 < len(words) and _spaced(text, words[last], words[last + 1]) else None
        titled = before is not None and (before.capital or not before.form.isascii())  # "генерал Хасан"
        if before is not None and titled and before.form in self._before:
            return False
        if after is not None and _name_goes_on(text, after, weak=weak):
            return False
        if before is not None and before.capital and before.form in _FIRST:
            return False
        if _joined(text, words, last):
            return False
        return not weak or self._placed(text, words, (first, last), before, after)

    def stands_alone(self, text: str, words: list[Token], first: int, last: int) -> bool:
        """Whether a surname or a group called like one is no part of another person's name ("Richard Wagner")."""
        if not words[first].capital:
            return False
        before = words[first - 1] if first and _spaced(text, words[first - 1], words[first]) else None
        after = words[last + 1] if last + 1 < len(words) and _spaced(text, words[last], words[last + 1]) else None
        if before is not None and before.capital and before.form in self._given:
            return False
        return after is None or not _name_goes_on(text, after, weak=False)

    def _placed(
        self, text: str, words: list[Token], at: tuple[int, int], before: Token | None, after: Token | None
    ) -> bool:
        """Whether words of place stand beside it: "in Mobile", "the town of Split", "Victoria, Seychelles"."""
        first, last = at
        if after is not None and after.form in _UNITS:
            return True
        if before is not None and before.form in _IN:
            return not (before.upper and words[last].upper)
        if before is not None and before.form == "of" and first > 1 and words[first - 2].form in _OF:
            return True
        named = before is not None and before.capital and before.form not in _COMPASS
        return not named and self._in_a_country(text, words, last)

    def _in_a_country(self, text: str, words: list[Token], last: int) -> bool:
        """Whether a comma and a larger place follow: "Victoria, Seychelles"."""
        if last + 1 >= len(words) or text[words[last].end : words[last + 1].start] != ", ":
            return False
        following = words[last + 1]
        return following.capital and ";place;" in self._terms.get(following.form, "")


def _name_goes_on(text: str, after: Token, *, weak: bool) -> bool:
    """Whether the next word makes another name of it: "Paris Hilton", "Dublin Core"; not "Mosul Dam"."""
    if not after.capital or not text[after.start].isupper() or after.form in _UNITS:
        return False
    return weak or after.form not in _WORKS


def _joined(text: str, words: list[Token], last: int) -> bool:
    """Whether a name goes on behind a word in small letters: "Cartagena del Chairá"; or behind "Wadi"."""
    tail = text[words[last].end : words[last].end + 12]
    rest = tail[1:]
    joint = _JOINT.match(rest) if tail[:1] == " " else None
    if joint is None or not rest[joint.end() : joint.end() + 1].isupper():
        return False
    return words[last].form in _FIRST or rest[: joint.end()].strip() in {"del", "de", "do", "da", "dos", "das"}


def shouted(words: list[Token], first: int, last: int) -> bool:
    """Whether the words around are all capitals too, so that capitals tell nothing."""
    around = [w for w in (*words[max(0, first - 2) : first], *words[last + 1 : last + 3]) if w.form.isalpha()]
    return bool(around) and all(w.upper for w in around) and len(words) > 2


def _spaced(text: str, left: Token, right: Token) -> bool:
    return text[left.end : right.start] in (" ", "\n", "\xa0")
