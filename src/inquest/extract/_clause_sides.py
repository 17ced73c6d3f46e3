"""Who does what to whom in a clause that no frame fits: subject, object, agent and victims, by grammar alone."""

from dataclasses import dataclass
from itertools import pairwise

from inquest.extract._clause_verb import ClauseVerb
from inquest.extract._clauses import is_gerund, is_verb, owner_at, thing_before
from inquest.extract._draft import COUNTED, NUMBERED
from inquest.extract._grammar import Grammar
from inquest.extract._roles import OBJECTS, Roles
from inquest.extract._scout import Lexicon
from inquest.extract._skeleton import Part, Unit

STRUCK = frozenset({"level", "engagement"})
"""Kinds in which what belongs to civilians stands for them: "shells fell on a market"."""
_OBJECT_AFTER = frozenset(["on", "upon", "at", "against", "from", "of"])
"""Prepositions after which a party may be the one acted on."""
_NO_ALLY = frozenset(["against", "on", "than", "at"])
"""Prepositions after which a party is none of those who help each other."""


@dataclass(frozen=True)
class Sides:
    """Units of who acts and of who suffers it; ``people`` where a noun for civilians names the latter."""

    actors: int | None = None
    targets: int | None = None
    people: Part | None = None
    allies: tuple[int, ...] = ()
    """Further parties that act together, where the kind is about that."""


class ClauseSides:
    """The sides of one clause, around the word that heads its claim."""

    def __init__(self, roles: Roles, clause: int, key: int, lex: Lexicon, g: Grammar) -> None:
        self.roles, self.sk, self.units = roles, roles.sk, roles.units
        self.clause, self.key, self.lex, self.g = clause, key, lex, g
        self.span = roles.sk.clause_units(clause)
        self.voice = ClauseVerb(roles, clause, key, g)
        self.verb = self.voice.at

    def find(self, kind: str, amount: int | None) -> Sides:
        """The sides, as the kind and the voice of the verb give them."""
        subject, agent = self._subject(), self._agent()
        if kind in COUNTED and any(self.units[i].text in self.g["counting_verbs"] for i in self.span):
            subject = None  # "a commander of theirs counted 14 raids": he counts
        if kind == "association":
            held = [i for i in self.span if self._free(i) and self.roles.before(i) not in _NO_ALLY]
            first = [i for i in (subject, *held) if i is not None and not self._is_people(i)]
            if agent is not None and subject is not None and agent != subject and self._helps(agent):
                return Sides(agent, subject)  # "X, armed by Y"
            given = self._object(subject) if self.units[self.verb].text in self.g["giving"] else None
            if given is not None and given != subject and subject is not None:
                return Sides(subject, given)
            helped = next((i for i in held if self._is_people(i)), None)
            return Sides(first[0] if first else None, helped, None, tuple(dict.fromkeys(first[1:])))
        owner = self._loser(kind, subject) if kind in NUMBERED else None
        if owner is not None:
            return Sides(agent if agent != owner else None, owner)
        suffers = self.voice.passive() or self.voice.undergoes() or self._dies(kind, amount) or self._fallen(subject)
        acted_on = subject if suffers else self._object(subject)
        blamed = kind == "attribution" and acted_on is not None and not suffers and self._blames()
        if blamed and acted_on is not None and acted_on < self._comma():
            return Sides(acted_on)
        actor = agent if suffers or subject is None else subject
        if kind == "episode" and actor is None:
            actor = self._holder()
        people = self._people(kind, suffers, actor) if acted_on is None else None
        if actor is not None and self._is_people(actor) and kind in COUNTED:  # victims never act
            actor, acted_on = None, actor if people is None and acted_on is None else acted_on
        return Sides(actor, acted_on if acted_on != actor else None, people)

    def _dies(self, kind: str, amount: int | None) -> bool:
        """Whether the subject is who dies or loses men: "died", "fell" of people, "lost 50 soldiers"."""
        near = {self.units[i].text for i in (self.key, self.verb)}
        if near & self.g["dying_verbs"]:
            return kind in COUNTED | {"attribution", "exchange"}
        words = [self.units[i].text for i in self.span]
        nobody = "nobody" in words or any(a == "no" and b == "one" for a, b in pairwise(words))
        counted = amount is not None or nobody
        return bool(near & self.g["losing_verbs"]) and kind in NUMBERED and counted

    def _fallen(self, subject: int | None) -> bool:
        """Whether a participle behind it says that the party was hit: "41 servicemen killed and 96 wounded"."""
        if subject is None or subject + 1 >= self.span.stop or self.units[subject + 1].text not in self.g["hit_words"]:
            return False
        after = self.units[subject + 2] if subject + 2 < self.span.stop else None
        return after is None or not after.letter

    def _blames(self) -> bool:
        """Whether the verb lays the deed to its object: "blamed X for", "held X responsible"."""
        words = {self.units[i].text for i in range(self.verb, self.span.stop)}
        return self.units[self.verb].text in self.g["blaming"] or bool(words & self.g["to_blame"])

    # who

    def _free(self, i: int) -> bool:
        return self.units[i].letter == "a" and i not in self.roles.skip

    def _owns(self, i: int) -> bool:
        return i + 1 < len(self.units) and self.units[i + 1].text == "'s"

    def _subject(self) -> int | None:
        over = self.roles.over_insert(self.verb)
        return over if over is not None else self._near_subject(self.voice.group())

    def _near_subject(self, stop: int) -> int | None:
        own = range(self.span.start, max(stop, self.span.start))
        held = [i for i in own if self._free(i) and not self._object_form(i)]
        plain = [i for i in held if self._stands_free(i)]
        for found in (
            [i for i in plain if not self._owns(i)],
            [i for i in held if self._owns(i)],
            [i for i in held if self.roles.before(i) == "of"],
        ):
            if found:
                return found[-1]
        opener = self.units[self.span.start].text
        if self.units[self.verb].text in self.g["auxiliaries"] and self._free(min(self.verb + 1, self.span.stop - 1)):
            return self.verb + 1  # "in none of these did the army lift a finger"
        resumed = opener in self.g["relative_words"] and self.units[max(stop - 1, 0)].text == ","
        if self.clause and resumed:  # "X, whose base was far away, had not come"
            return self._antecedent()
        if self._own_subject(own):
            return None
        if self.clause and opener in {"who", "which", "that", "whose"}:
            return self._antecedent()
        return self._earlier()

    def _object_form(self, i: int) -> bool:
        """Whether a pronoun stands in the form of an object: "beat them off and took the city"."""
        return self.units[i].style == "anaphor" and self.units[i].text in OBJECTS and self.roles.before(i) != "of"

    def _stands_free(self, i: int) -> bool:
        """Whether no preposition governs a party; "as" or "after" that opens the clause is none."""
        opens = i - 1 == self.span.start and self.units[i - 1].text in self.g["subordinators"] | {"as"}
        opens = opens or (i + 1 == self.voice.group() and self.units[i - 1].text in self.g["subordinators"])
        return opens or self.roles.before(i) not in self.g["prepositions"] | {"not", "unlike"}

    def _antecedent(self) -> int | None:
        """The party right before a relative clause; of a deed ("bombs that killed") its owner, if it has one."""
        before = self.sk.clause_units(self.clause - 1)
        if thing := thing_before(self.units, self.span.start, self.g):
            return owner_at(self.units, thing)
        held = [i for i in before if self._free(i)]
        return self.roles.in_focus(held) if held else None

    def _own_subject(self, own: range) -> bool:
        """Whether a noun that names no party stands where the subject stands: "no village had been bombed"."""
        governed = False
        for i in own:
            unit = self.units[i]
            if unit.text in self.g["prepositions"]:
                governed = True
            elif unit.text in {",", ";"}:
                governed = False
            elif not governed and (unit.letter in {"q", "p", "s"} or self._noun_like(unit)):
                return True
        return False

    def _noun_like(self, unit: Unit) -> bool:
        if unit.letter or not unit.text.replace("-", "").isalpha() or is_verb(unit, self.g):
            return False
        closed = self.g.any("openers", "comma_openers", "subordinators", "verb_particles")
        return unit.text not in closed | {"that", "then", "as"} and not unit.text.endswith("ly")

    def _earlier(self) -> int | None:
        """The subject of a clause before, which this one's verb shares: "X attacked A and killed 30"."""
        shares = self.clause and (
            is_gerund(self.units[self.span.start], self.g)
            or self.units[self.span.start].text in {"and", "but", "or", "then"}
            or self.voice.group() == self.span.start
            or self.units[self.voice.group() - 1].text == ","
        )
        if not shares:
            return None
        for clause in range(self.clause - 1, -1, -1):
            units = self.sk.clause_units(clause)
            if self.units[units.start].text in {"who", "which", "whose", "where"} or is_gerund(
                self.units[units.start], self.g
            ):
                continue
            for i in units:
                free = self._free(i) and not self._object_form(i)
                if free and self.roles.before(i) not in self.g["prepositions"] | {"not", "unlike"}:
                    return i
        return None

    def _agent(self) -> int | None:
        """Who acts in the passive, or owns the deed: "by X", "by some fighters of X", "at the hands of X"."""
        for i in self.span:
            before = [self.units[n].text for n in range(max(i - 5, self.span.start), i)]
            if before[-1:] == ["by"] and i < self.verb and self.voice.passive():
                continue  # "a school run by X was hit"
            through = "by" in before[-4:] and before[-1:] == ["of"] and self._headed(i - 2)
            if self._free(i) and (before[-1:] == ["by"] or before[-3:] == ["the", "hands", "of"] or through):
                return i
        return None

    def _object(self, subject: int | None) -> int | None:
        fights = bool({"fight", "truce"} & set(self.lex.of(self.units[self.key].text)))
        for i in range(min(self.key, self.verb) + 1, self.span.stop):
            before = self.roles.before(i)
            allowed = _OBJECT_AFTER | ({"with", "between"} if fights else frozenset())
            if not self._free(i) or i == subject or before in self.g["prepositions"] - allowed:
                continue
            if self._owns(i) and {u.text for u in self.units[i + 2 : i + 4]} & self.g["deed_nouns"]:
                continue  # "dropped its bombs"
            if before == "not" or self._next_verb(i):
                continue
            if subject is not None and {p.text for p in self.units[i].parts} & {
                p.text for p in self.units[subject].parts
            }:
                continue
            if before == "of" and not (i > 1 and self._headed(i - 2)):
                continue
            return i
        return None

    def _next_verb(self, i: int) -> bool:
        """Whether another verb, joined by "and", stands between: "overthrew the president and invited the rebels"."""
        verbs = [n for n in range(max(self.key, self.verb) + 1, i) if self.voice.verbal(n) and not self.units[n].letter]
        return any(self.units[n - 1].text in {"and", "but"} and self.units[n].text.endswith("ed") for n in verbs)

    def _headed(self, i: int) -> bool:
        """Whether what stands before "of the rebels" is a count or a noun of theirs."""
        unit = self.units[i]
        classes = set(self.lex.of(unit.text))
        return unit.letter == "q" or unit.text in self.g["partitives"] or bool(classes & {"armed", "things", "attack"})

    def _helps(self, agent: int) -> bool:
        """Whether "by" before an agent follows a participle of help: "armed by Y"."""
        before = [u.text for u in self.units[max(agent - 4, 0) : agent]]
        return before[-1:] == ["by"] and bool(set(before) & (self.g["giving"] | {"commanded", "led"}))

    def _holder(self) -> int | None:
        """Who holds a place, as "under X's control", "in X's hands" say it."""
        for i in self.span:
            if self._free(i) and self._owns(i) and self.roles.before(i) in {"under", "in", "into"}:
                after = self.units[i + 2].text if i + 2 < len(self.units) else ""
                if after in self.g["control_nouns"]:
                    return i
        return None

    def _among_dead(self, words: list[str]) -> bool:
        """For "nine of the dead were X": the party is what the dead were."""
        to_be = next((n for n, w in enumerate(words) if w in {"were", "was", "are"}), 0)
        return to_be > 1 and words[to_be - 1] in self.g["those_killed"]

    def _loser(self, kind: str, subject: int | None) -> int | None:
        """Whose losses are told: "the army put its losses at five", "the losses of the rebels"."""
        words = [self.units[i].text for i in self.span]
        own = any(w in {"its", "their", "our", "his"} and set(words[n + 1 : n + 3]) & self.g["loss_nouns"]
                  for n, w in enumerate(words))  # fmt: skip
        admitted = bool(set(words) & self.g["admitting"]) and "loss" in words
        if (own or admitted) and subject is not None:
            return subject
        if subject is not None and kind in COUNTED and self._among_dead(words):
            return subject
        for i in self.span:
            if not self._free(i):
                continue
            after = {u.text for u in self.units[i + 1 : i + 4]}
            before = [self.units[n].text for n in range(max(i - 2, self.span.start), i)]
            of_them = len(before) == 2 and before[0] in self.g["loss_nouns"] and before[1] in {"of", "among", "to"}
            at_cost = before[-1:] == ["of"] and "cost" in words[: i - self.span.start]
            if of_them or at_cost or (self._owns(i) and after & self.g["loss_nouns"]):
                return i
        return None

    # civilians

    def _is_people(self, i: int) -> bool:
        return any(p.side == "people" for p in self.units[i].parts)

    def _people(self, kind: str, suffers: bool, actor: int | None) -> Part | None:
        """Civilians that a common noun names: "schoolchildren", "aid workers"; or what is theirs, under attack."""
        after = range(self.verb + 1, self._comma())
        classes = set(self.lex.of(self.units[self.key].text))
        attacked = bool({"attack", "kill"} & classes)
        if kind in STRUCK and attacked:
            for i in self.span if suffers or kind == "level" else after:
                if self.units[i].text in self.g["civil_objects"] and not self.units[i].letter:
                    return _civilians(self.units[i])
        if kind not in COUNTED and not (kind in {"engagement", "attribution"} and (attacked or "spare" in classes)):
            return None
        slain = actor is not None and attacked
        slain = slain or bool({self.units[i].text for i in (self.key, self.verb)} & self.g["massacring"])
        for i in self.span if kind in COUNTED or suffers else after:
            unit, follows = self.units[i], self.units[i + 1].text if i + 1 < len(self.units) else ""
            of_deaths = unit.text == "civilian" and follows in self.g["death_nouns"]
            named = unit.text in self.g["civil_victims"] or (slain and unit.text in self.g["plain_people"])
            if of_deaths or (named and not unit.letter):
                return _civilians(unit)
        return None

    def _comma(self) -> int:
        return next((i for i in range(self.verb + 1, self.span.stop) if self.units[i].text == ","), self.span.stop)


def _civilians(unit: Unit) -> Part:
    return Part("civilians", unit.start, unit.end, ("civilians",), f'"{unit.raw}" are civilians', True, "people")
