"""Which symbol plays which role around a match: subject, owner, "by X", "against Y" ..."""

from typing import TYPE_CHECKING

from inquest.extract._clauses import is_gerund, is_verb, owner_at, thing_before
from inquest.extract._frames import Match
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Skeleton
from inquest.extract._speech import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

_PREP_OF_ROLE = {
    "by": ("by",),
    "against": ("against",),
    "on": ("on", "upon"),
    "of": ("of",),
    "with": ("with",),
    "from": ("from",),
    "to": ("to",),
    "for": ("for",),
    "in": ("in",),
}


INSERT = 16
"""Words of an insert between subject and verb, at most."""
ENDINGS = frozenset({";", ":", "—", "and", "but", "that", "while", "when", "after", "as", "because", "although"})
"""Marks and words before which another clause may have stood."""
OBJECTS = frozenset({"them", "him"})
"""Pronouns that never act."""
CLAUSES = 12
"""Clauses looked back over for a subject."""


class Roles:
    """The roles in one sentence."""

    def __init__(self, sk: Skeleton, voices: list[Voice], grammar: Grammar) -> None:
        self.sk, self.units, self.voices, self.g = sk, sk.units, voices, grammar
        self.skip = {i for voice in voices for i in voice.skip}

    def clauses(self, match: Match) -> range:
        """Clauses the match lies in."""
        return range(self.sk.clause_of(match.first), self.sk.clause_of(match.last) + 1)

    def span(self, match: Match) -> range:
        """Units of these clauses."""
        clauses = self.clauses(match)
        return range(self.sk.clause_units(clauses.start).start, self.sk.clause_units(clauses.stop - 1).stop)

    def before(self, i: int) -> str:
        return self.units[i - 1].text if i and not self.units[i - 1].letter else ""

    def leads(self, i: int) -> str:
        """The word before a party, its articles left out: "rather than the army"."""
        k = i - 1
        while k >= 0 and self.units[k].text in self.g["determiners"]:
            k -= 1
        return self.units[k].text if k >= 0 and not self.units[k].letter else ""

    def in_focus(self, held: list[int]) -> int:
        """The last of some parties, but for one held against it: "it was A rather than B that", "A, not B, who"."""
        plain = [i for i in held if self.leads(i) not in {"than", "not"}]
        return (plain or held)[-1]

    def _is_subject(self, i: int) -> bool:
        if self.units[i].letter != "a" or i in self.skip:
            return False
        before = self.before(i)
        if self.units[i].style == "anaphor" and self.units[i].text in OBJECTS and before != "of":
            return False
        if before == "of" and i > 1:  # "most of the men"
            return self.units[i - 2].letter == "q" or self.units[i - 2].text in self.g["partitives"]
        return before not in self.g["prepositions"] | {"not", "unlike", "than"}

    def subject(self, match: Match, any_actor: bool = False) -> int | None:
        """Unit of the subject: left of the match in its clause, else of the clause it leans on."""
        clause = self.sk.clause_of(match.first)
        span = self.sk.clause_units(clause)
        over = self.over_insert(match.first)
        if over is not None and over not in match.captured.values():
            return over
        for i in range(match.first, span.start - 1, -1):
            if i < match.last + 1 and self._is_subject(i) and i not in match.captured.values():
                if i + 1 < len(self.units) and self.units[i + 1].text == "'s" and i + 1 < match.first and not any_actor:
                    continue
                return i
        owner = next(
            (
                i
                for i in range(match.first, span.start - 1, -1)
                if self.units[i].letter == "a"
                and i + 1 < len(self.units)
                and self.units[i + 1].text == "'s"
                and i not in match.captured.values()
                and i not in self.skip
            ),
            None,
        )
        if owner is not None:
            return owner
        opener = self.units[span.start].text if span.start < len(self.units) else ""
        if clause > 0 and opener in {"who", "which", "that", "whose"}:
            if thing := thing_before(self.units, span.start, self.g):
                return owner_at(self.units, thing)
            previous = self.sk.clause_units(clause - 1)
            held = [i for i in previous if self.units[i].letter == "a" and i not in self.skip]
            if held:
                return self.in_focus(held)
        return self._earlier_subject(clause, match)

    def over_insert(self, verb: int) -> int | None:
        """The party before an insert between commas that ends right before a verb: "X, fighting beside Y, killed"."""
        k = verb
        while k and not self.units[k - 1].letter and self.units[k - 1].text in self.g["auxiliaries"]:
            k -= 1
        if not k or self.units[k - 1].text != "," or not is_verb(self.units[verb], self.g):
            return None
        if is_gerund(self.units[verb], self.g):
            return None
        for i in range(k - 2, max(k - INSERT, 0), -1):
            if self.units[i].text in {";", ":", "—"}:
                return None
            if self.units[i].text == "," and self._is_subject(i - 1):
                start = next((n + 1 for n in range(i - 1, -1, -1) if self.units[n].text in ENDINGS), 0)
                ahead = self.units[start : i - 1]
                return None if any(is_verb(u, self.g) for u in ahead) else i - 1
        return None

    def _earlier_subject(self, clause: int, match: Match) -> int | None:
        order = list(range(clause - 1, max(clause - 1 - CLAUSES, -1), -1))
        relative = [c for c in order if c and self._is_relative(c)]
        for earlier in [*(c for c in order if c not in relative), *relative]:  # "X, who fought Y, declared": X
            if is_gerund(self.units[self.sk.clause_units(earlier).start], self.g):
                continue  # "X attacked, killing 5 of Y, and took Z": X
            for i in self.sk.clause_units(earlier):
                if self._is_subject(i) and i not in match.captured.values() and not self._is_object(i):
                    return i
        return None

    def _is_relative(self, clause: int) -> bool:
        span = self.sk.clause_units(clause)
        opens = self.units[span.start].text in self.g["relative_words"]
        return opens and any(is_verb(self.units[i], self.g) for i in span)

    def _is_object(self, i: int) -> bool:
        """Whether a pronoun stands right after a verb: "held it", "drove them"."""
        return i > 0 and self.units[i].style == "anaphor" and is_verb(self.units[i - 1], self.g)

    def topic_actor(self, match: Match) -> int | None:
        """Any party named before the match in the sentence, the nearest clause first."""
        taken = set(match.captured.values())
        for i in range(match.first - 1, -1, -1):
            if self.units[i].letter == "a" and i not in self.skip and i not in taken:
                return i
        return None

    def after(self, match: Match, prepositions: tuple[str, ...], letter: str = "a") -> int | None:
        """A symbol behind one of some prepositions, in the clauses of the match, after the match first."""
        span = self.span(match)
        order: list[int] = [*range(match.first, span.stop), *range(span.start, match.first)]
        for i in order:
            near = self.before(i) in prepositions or (self.before(i) == "the" and self.before(i - 1) in prepositions)
            if self.units[i].letter == letter and near and i not in match.captured.values() and i not in self.skip:
                return i
        return None

    def _next(self, match: Match, reach: int, free: bool = False) -> int | None:
        for i in range(match.last + 1, min(match.last + 1 + reach, len(self.units))):
            bound = free and self.before(i) in self.g["prepositions"] | {"to"}
            if self.units[i].letter == "a" and i not in match.captured.values() and i not in self.skip and not bound:
                return i
        return None

    def role(self, name: str, match: Match) -> list[int]:
        """Units that play a role."""
        if name == "rest":
            stop = self.sk.clause_units(self.clauses(match).stop - 1).stop
            return [i for i in range(match.last + 1, stop) if self.units[i].letter == "a"]
        if name in _PREP_OF_ROLE:
            one = self.after(match, _PREP_OF_ROLE[name], "p" if match.frame.roles[name] == "places" else "a")
        else:
            one = self._single(name, match)
        return [] if one is None else [one]

    def _single(self, name: str, match: Match) -> int | None:
        """The unit of a role that isn't a matter of one preposition."""
        find: dict[str, Callable[[], int | None]] = {
            "subject": lambda: self.subject(match),
            "object_passive": lambda: self.subject(match),
            "subject_any": lambda: _first(self.subject(match, True), lambda: self._next(match, 14, True)),
            "object": lambda: self._next(match, 4),
            "next": lambda: self._next(match, 14, True),
            "topic": lambda: _first(self.subject(match), lambda: self.topic_actor(match)),
            "nearest": lambda: self.topic_actor(match),
            "adjacent": lambda: self._adjacent(match),
            "owner": lambda: self._owner(match),
            "of_before": lambda: self.after(match, ("of", "for")),
            "of_owner": lambda: self._owner_after(match),
            "by_attack": lambda: self.after(match, ("by",)),
            "at_hands": lambda: self._at_hands(match),
        }
        return find[name]()

    def _adjacent(self, match: Match) -> int | None:
        before = match.first - 1
        return before if before >= 0 and self.units[before].letter == "a" and before not in self.skip else None

    def _owner(self, match: Match) -> int | None:
        for i in self.span(match):
            owns = i + 1 < len(self.units) and self.units[i + 1].text == "'s"
            if self.units[i].letter == "a" and owns and i not in match.captured.values():
                return i
        return None

    def _at_hands(self, match: Match) -> int | None:
        near = self.units[match.last : match.last + 5]
        return self._next(match, 8) if any(u.text == "hands" for u in near) else None

    def _owner_after(self, match: Match) -> int | None:
        for i in range(match.first, min(match.last + 8, len(self.units) - 1)):
            if (
                self.units[i].letter in ("a", "p")
                and self.units[i + 1].text == "'s"
                and i not in match.captured.values()
            ):
                return i
        return None


def _first(one: int | None, other: "Callable[[], int | None]") -> int | None:
    return other() if one is None else one
