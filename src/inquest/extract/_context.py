"""What a claim leaves to its context: the other side of a fight, the owner of an attack, the side the text is about.

A passive without an agent, "the assault was repelled", "fighting went on" take their sides from the same sentence or
from the fight spoken of before; ``Mention.via`` then says where each comes from. What isn't plain stays open.
"""

from dataclasses import replace

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._memory import Fight, Memory, bare, keys, same, side
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit

REACH = 4
"""Sentences over which a fight is still the one spoken of."""
FIGHTS = frozenset({"level", "engagement", "episode", "containment", "trend", "comparison", "sequence", "exchange"})
"""Kinds whose sides make a fight."""
COUNTS = frozenset({"level", "comparison", "priority", "trend"})
"""Kinds in which civilians are those who die."""
BOTH = frozenset({"engagement", "containment", "comparison", "trend", "exchange"})
"""Kinds that, where they name nobody, speak of both sides of the fighting."""


class Context:
    """Completes the drafts of one sentence from what the sentence and the text before say."""

    def __init__(self, memory: Memory, sentence: int, roles: Roles, g: Grammar) -> None:
        self.memory, self.sentence, self.roles, self.units, self.g = memory, sentence, roles, roles.units, g

    def complete(self, drafts: list[Draft]) -> None:
        """Fill the sides that a sentence's drafts leave open, and remember its fights."""
        for draft in drafts:
            if draft.match.frame.id in self.g["joint"]:
                draft.actors, draft.targets = [*draft.actors, *draft.targets], []
            self._civilians(draft)
            if draft.match.frame.kind in FIGHTS:
                self._inside(draft)
                self._civilians(draft)
                self._correct(draft)
                self._labels(draft)
            self._note(draft)
        for draft in drafts:
            open_ = not draft.actors or not draft.targets
            if draft.match.frame.kind in FIGHTS and open_:
                self._fill(draft)
                self._note(draft)
        for draft in drafts:
            if draft.match.frame.kind in FIGHTS:
                draft.actors += self._helpers(draft)
        self._remember_topic()

    def _inside(self, draft: Draft) -> None:
        """A party inside the words of the frame that no slot took: "few reverses have hit the group harder"."""
        if draft.actors or draft.targets or draft.match.frame.kind not in {"comparison", "trend", "sequence"}:
            return
        taken = set(draft.match.captured.values())
        inside = [i for i in range(draft.match.first, draft.match.last + 1) if self.units[i].letter == "a"]
        if len(inside) == 1 and inside[0] not in taken:
            draft.actors = list(self.units[inside[0]].parts)
            draft.used.add(inside[0])

    def _civilians(self, draft: Draft) -> None:
        """Civilians as the words give them: "1,200 civilian deaths", "40 villagers were killed"; victims never act."""
        if draft.match.frame.kind not in COUNTS:
            return
        if draft.actors and not draft.targets and side(draft.actors) == "people":
            draft.actors, draft.targets = [], draft.actors
        if draft.targets or "deaths" not in draft.slots.get("measure", ""):
            return
        for i in range(max(draft.match.first - 1, 0), min(draft.match.last + 3, len(self.units))):
            unit, after = self.units[i], [u.text for u in self.units[i + 1 : i + 2]]
            of_deaths = unit.text == "civilian" and after and after[0] in self.g["death_nouns"]
            victims = unit.text in self.g["civil_victims"] and draft.match.first <= i <= draft.match.last
            if (of_deaths or victims) and not unit.letter:
                via = f'"{unit.raw}" are civilians'
                draft.targets = [Part("civilians", unit.start, unit.end, ("civilians",), via, True, "people")]
                return

    def _correct(self, draft: Draft) -> None:
        """Take back a side that the words don't give: a deed's victim as its doer, a place's holder, a country hit."""
        kind, first = draft.match.frame.kind, draft.match.first
        clause = self.roles.sk.clause_units(self.roles.sk.clause_of(first))
        opener = self.units[clause.start].text
        before = self.units[clause.start - 1] if clause.start else None
        deed = opener in {"which", "that"} and before and before.text in self.g["deed_nouns"]
        if deed and same(draft.actors, draft.targets):
            draft.actors = []  # "met with fire which killed many": the fire's owner, not those who were met
        if kind in {"sequence", "trend"} and draft.actors and self._was_hit(draft):
            draft.places = draft.places or draft.actors
            draft.actors = []
        both = kind == "level" and len(draft.targets) == 2 and not draft.actors
        if both and all((p.via or "").startswith(('"both', '"the two')) for p in draft.targets):
            draft.actors, draft.targets = draft.targets[:1], draft.targets[1:]
        holders = self._holders(draft)
        if kind == "engagement" and holders:
            if keys(draft.actors) == keys(holders):
                draft.actors = []
            draft.targets = draft.targets or list(holders)
        topic = self.memory.topic
        open_ = not draft.actors and kind in {"engagement", "level", "episode"}
        if open_ and self._existential() and topic and not same(topic, draft.targets):
            draft.actors = [replace(p, via=f"the side that the sentence before speaks of: {p.text}") for p in topic]

    def _was_hit(self, draft: Draft) -> bool:
        """Whether the subject is a country to which it happens: "X was drawn into the insurgency"."""
        at = next((i for i in self.roles.span(draft.match) if self.units[i].style == "metonym"), None)
        if at is None or self.units[at].parts[0] not in draft.actors:
            return False
        ahead = [u.text for u in self.units[at + 1 : at + 8]]
        passive = bool(set(ahead[:2]) & self.g["passive_be"])
        return passive and bool(set(ahead) & (self.g["insurgency"] | self.g["drawn"]))

    def _holders(self, draft: Draft) -> tuple[Part, ...]:
        """For "the sparing of P, X's bastion": X, in the clauses of the match."""
        for i in self.roles.span(draft.match):
            after = [u.text for u in self.units[i + 1 : i + 5]]
            place = i > 1 and (self.units[i - 2].letter == "p" and self.units[i - 1].text == ",")
            if self.units[i].letter == "a" and place and after[:1] == ["'s"] and set(after) & self.g["holdings"]:
                return self.units[i].parts
        return ()

    def _existential(self) -> bool:
        words = [u.text for u in self.units[:4]]
        return any(words[: len(p)] == list(p) for p in self.g.phrases["existential"].get(words[0], ()))

    def _labels(self, draft: Draft) -> None:
        """A bare "terrorists", "rebels" right after a fight: the armed group of that fight which the label fits."""
        near = [f for f in self._known(()) if self.sentence - f.sentence <= 2]
        for slot in ("actors", "targets"):
            held: list[Part] = getattr(draft, slot)
            if len(held) != 1 or not held[0].role or held[0].via or held[0].side != "group":
                continue
            if held[0].text.lower().split()[-1] not in self.g["leaning_labels"]:
                continue
            for fight in reversed(near):
                sides = [s for s in (fight.one, fight.two) if side(s) == "group" and not any(map(bare, s))]
                fits = [s for s in sides if all(not p.labels or held[0].role in p.labels for p in s)]
                clash = fight.places and self._where(draft) and not fight.places & self._where(draft)
                if len(fits) == 1 and not (clash and fight.sentence < self.sentence - 1):
                    setattr(draft, slot, self._taken(fits[0], fight))
                    break

    def _remember_topic(self) -> None:
        for i, unit in enumerate(self.units):
            before = self.units[i - 1].text if i else ""
            if unit.letter == "a" and i not in self.roles.skip and before not in self.g["prepositions"]:
                self.memory.topic = unit.parts
                return

    def _helpers(self, draft: Draft) -> list[Part]:
        """Who acts along: "with help from X", "backed by X", "together with X", beside the actor of the claim."""
        if not draft.actors or draft.match.frame.reciprocal or len(draft.actors) > 1 or draft.actors[0].via:
            return []
        for i in self.roles.span(draft.match):
            unit = self.units[i]
            if unit.letter != "a" or i in self.roles.skip or i in draft.match.captured.values():
                continue
            before = [u.text for u in self.units[max(i - 5, 0) : i] if u.text not in self.g["determiners"]]
            helped = any(before[-len(p) :] == list(p) for group in self.g.phrases["helped_by"].values() for p in group)
            held = keys(draft.actors) | keys(draft.targets)
            if helped and not keys(unit.parts) & held and not any(p.side == "people" for p in unit.parts):
                return list(unit.parts)
        return []

    # what is remembered

    def _note(self, draft: Draft) -> None:
        one, two = tuple(draft.actors), tuple(draft.targets)
        if draft.match.frame.kind not in FIGHTS or not one or not two or keys(one) & keys(two):
            return
        main = draft.match.frame.kind != "level" or draft.slots.get("measure") != "events"
        fight = Fight(one, two, self.sentence, self._where(draft), main, tuple(self._helpers(draft)))
        if fight not in self.memory.fights:
            self.memory.fights.append(fight)
        if draft.match.frame.id in self.g["attacking"] | self.g["defensive"]:
            self.memory.attacker = (two if draft.match.frame.id in self.g["defensive"] else one, self.sentence)

    @staticmethod
    def _where(draft: Draft) -> frozenset[str]:
        return frozenset(k for p in draft.places for k in (*p.ids, p.text.lower()))

    # how sides are found

    def _fill(self, draft: Draft) -> None:
        if not draft.actors and not draft.targets:
            self._neither(draft)
        if not draft.actors:
            self._actor(draft)
        if draft.actors and not draft.targets and not _inferred(draft.actors[0]):
            self._target(draft)

    def _actor(self, draft: Draft) -> None:
        kind = draft.match.frame.kind
        claimed = self._claimed(draft)
        if claimed:
            draft.actors = list(claimed)
            return
        owner = self._owner_of_deed(draft)
        if owner is not None and kind in {"level", "engagement", "trend", "comparison"}:
            draft.actors = list(owner.parts)
            draft.used.add(self.units.index(owner))
            return
        if kind not in {"level", "engagement", "episode"} or draft.slots.get("form") == "rose":
            return
        if self._linked(draft) and self._carry(draft):
            return
        if draft.targets and side(draft.targets) != "people":
            self._oppose(draft, "targets", "actors")

    def _claimed(self, draft: Draft) -> tuple[Part, ...]:
        """For "X claimed to have killed": X."""
        voice = self.roles.voices[self.roles.sk.clause_of(draft.match.first)]
        after = max(voice.skip, default=-1) + 1
        return voice.party if 0 < after <= draft.match.first and self.units[after].text == "to" else ()

    def _target(self, draft: Draft) -> None:
        kind, frame = draft.match.frame.kind, draft.match.frame
        fights = kind == "engagement" and "universal" not in draft.slots and draft.polarity == "affirm"
        if fights or (kind == "level" and draft.slots.get("measure") == "events"):
            self._oppose(draft, "actors", "targets", usual=False)
        elif frame.id in self.g["against_the_enemy"]:
            self._oppose(draft, "actors", "targets")

    def _neither(self, draft: Draft) -> None:
        kind = draft.match.frame.kind
        words = [self.units[i].text for i in self.roles.span(draft.match)]
        if kind in {"trend", "sequence"} and self._topic(draft, words):
            return
        said = " " + " ".join(words) + " "
        if kind == "level" and any(f" {' '.join(p)} " in said for g in self.g.phrases["both_lose"].values() for p in g):
            fight = self._fight(self._where(draft)) or self._usual(self._where(draft))
            if fight is not None:
                draft.actors, draft.targets = self._taken(fight.one, fight), self._taken(fight.two, fight)
            return
        fighting = bool(set(words) & self.g["fighting_nouns"])
        both = kind in BOTH and fighting and not self._people(draft)
        if both or draft.match.frame.id in self.g["defensive"] | self.g["losses"]:
            fight = self._fight(self._where(draft)) or self._usual(self._where(draft))
            if fight is not None:
                one, two = fight.one, fight.two
                attacker = self.memory.attacker
                if draft.match.frame.id in self.g["defensive"] and attacker and same(attacker[0], one):
                    one, two = two, one
                draft.actors, draft.targets = self._taken(one, fight), self._taken(two, fight)

    def _people(self, draft: Draft) -> bool:
        return any(p.side == "people" for p in (*draft.versus_actors, *draft.versus_targets))

    def _topic(self, draft: Draft, words: list[str]) -> bool:
        """For "the insurgency", "attacks", "violence" in a text about an insurgency: those who wage it."""
        known = self.memory.insurgents
        if known is None or self.sentence - known[1] > REACH:
            return False
        if not set(words) & (self.g["insurgency"] | self.g["deed_nouns"] | self.g["attacked"]):
            return False
        unit, since = known
        self.memory.insurgents = (unit, self.sentence)
        draft.actors = [
            replace(
                p,
                text=f"{p.text} groups" if p.role and not p.plural else p.text,
                via=f"who wages the insurgency spoken of, sentence {since + 1}: {p.text}",
            )
            for p in unit.parts
        ]
        return True

    def _oppose(self, draft: Draft, given: str, wanted: str, usual: bool = True) -> None:
        """The other side of a fight in which one side is the given; open if several may be meant."""
        known = tuple(getattr(draft, given))
        fight = self._fight(self._where(draft), known)
        if fight is None and wanted == "actors":
            other_unit = self._only_other(draft, list(known))
            if other_unit is not None:
                setattr(draft, wanted, list(other_unit.parts))
                return
        if usual and fight is None:
            fight = self._usual(self._where(draft), known)
        if fight is not None:
            setattr(draft, wanted, self._taken(_across(fight, known), fight))

    def _known(self, known: tuple[Part, ...]) -> list[Fight]:
        """Fights of the text between armed sides, with the given one on one side."""
        fights = [f for f in self.memory.fights if side(f.one) != "people" and side(f.two) != "people"]
        return [f for f in fights if not known or _one_side(f, known)]

    def _fight(self, where: frozenset[str], known: tuple[Part, ...] = ()) -> Fight | None:
        """A fight of this sentence, else the last one at the same place."""
        fights = self._known(known)
        here = [f for f in fights if f.sentence == self.sentence] or [f for f in fights if f.places & where]
        return ([f for f in here if f.main] or here)[-1] if here else None

    def _usual(self, where: frozenset[str], known: tuple[Part, ...] = ()) -> Fight | None:
        """The last fight, if it is near and not of another place, or if the text knows no other opponent."""
        fights = self._known(known)
        if not fights:
            return None
        last = fights[-1]
        if known:
            opponents = [_across(f, known) for f in fights]
            if all(same(o, opponents[-1]) for o in opponents):
                return last
        near = self.sentence - last.sentence <= REACH
        return last if near and not (where and last.places) else None

    def _taken(self, parts: tuple[Part, ...], fight: Fight) -> list[Part]:
        found = "in the same sentence" if fight.sentence == self.sentence else f"sentence {fight.sentence + 1}"
        return [replace(p, via=f"taken from the fight before, {found}: {p.text}") for p in parts]

    def _owner_of_deed(self, draft: Draft) -> Unit | None:
        """Who owns the attack in the words: "Russian shelling", "the group's raids", "a strike by the army"."""
        span = self.roles.span(draft.match)
        clause = self.roles.clauses(draft.match).stop
        while clause < len(self.roles.sk.bounds):  # "..., 39 of them in one house, nearly all to X's strikes"
            more = self.roles.sk.clause_units(clause)
            if any(is_verb(self.units[i], self.g) for i in more):
                break
            span, clause = range(span.start, more.stop), clause + 1
        first = self.roles.clauses(draft.match).start
        if first and is_gerund(self.units[span.start], self.g):  # "X's shells hit a school, killing 15"
            span = range(self.roles.sk.clause_units(first - 1).start, span.stop)
        for i in span:
            unit = self.units[i]
            if unit.letter != "a" or i in self.roles.skip or same(list(unit.parts), draft.targets):
                continue
            last = unit.text.split()[-1]
            after = [u.text for u in self.units[i + 1 : i + 5]]
            before = [u.text for u in self.units[max(i - 4, 0) : i]]
            owns = after[:1] == ["'s"] and set(after[1:4]) & self.g["deed_nouns"]
            by = before[-1:] and before[-1] in {"by", "from"} and set(before[:-1]) & self.g["deed_nouns"]
            beside = any(w in self.g["deed_nouns"] for w in after[:2]) and not self.units[i + 1].letter
            if last in self.g["deed_nouns"] or owns or by or beside:
                return unit
        return None

    def _linked(self, draft: Draft) -> bool:
        """Whether the words lean on the event before: "four of the dead", "there", "in the attack"."""
        words = " " + " ".join(self.units[i].text for i in self.roles.span(draft.match)) + " "
        if any(f" {' '.join(p)} " in words for group in self.g.phrases["event_links"].values() for p in group):
            return True
        return any(p.via and p.via.startswith('"there"') for p in draft.places)

    def _carry(self, draft: Draft) -> bool:
        """The attacker, and the victims if none are named, of the attack in the sentence before."""
        near = [f for f in self.memory.fights if self.sentence - f.sentence <= 1]
        near = [
            f for f in near if not draft.targets or same(f.two, draft.targets) or side(f.two) == side(draft.targets)
        ]
        if not near:
            return False
        draft.actors = self._taken(near[-1].one, near[-1])
        draft.targets = draft.targets or self._taken(near[-1].two, near[-1])
        return True

    def _only_other(self, draft: Draft, known: list[Part]) -> Unit | None:
        """The only other party of the sentence, if one of the two is a state and the other an armed group."""
        others: dict[frozenset[str], Unit] = {}
        for i, unit in enumerate(self.units):
            if unit.letter == "a" and i not in self.roles.skip and not same(list(unit.parts), known):
                others.setdefault(keys(unit.parts), unit)
        opposite = {"state": "group", "group": "state"}.get(side(known))
        if len(others) != 1 or opposite is None:
            return None
        unit = next(iter(others.values()))
        return unit if side(unit.parts) == opposite and not all(map(bare, unit.parts)) else None


def _inferred(part: Part) -> bool:
    """Whether a side was taken from the context, rather than named or meant by a pronoun."""
    return bool(part.via) and not (part.via or "").startswith('"')


def _one_side(fight: Fight, known: tuple[Part, ...]) -> bool:
    """Whether a party was on one side of a fight, and not on the other."""
    return (same(fight.one, known) or same(fight.helpers, known)) != same(fight.two, known)


def _across(fight: Fight, known: tuple[Part, ...]) -> tuple[Part, ...]:
    """The side of a fight that a party was not on."""
    return fight.one if same(fight.two, known) else fight.two
