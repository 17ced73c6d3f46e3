"""What a claim leaves to its context: the other side of a fight, the owner of an attack, the side the text is about.

A passive without an agent, "the assault was repelled", "fighting went on" take their sides from the same sentence or
from the fight spoken of before; ``Mention.via`` then says where each comes from. What isn't plain stays open.
"""

from dataclasses import replace
from itertools import pairwise

from inquest.extract._draft import COUNTED, Draft
from inquest.extract._fights import REACH, Fights, across, inferred, where_of
from inquest.extract._grammar import Grammar
from inquest.extract._memory import Fight, Memory, bare, keys, same, side
from inquest.extract._own_words import OwnWords
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Unit
from inquest.model.claim import SIDES

SUGGESTED = "who did it is not said there; the words before suggest {}"
"""Why a claim waits whose actor only the claim before it names."""
SUGGESTED_WHOM = "whom they killed is not said there; the words before suggest {}"
"""The same where the claim before it names the victims."""
GUESSED = ("taken from the fight before", "who acted in the sentence before", "the side that the sentence before")
"""How ``Part.via`` begins where a side is inferred from what other claims tell."""
FIGHTS = frozenset({"level", "engagement", "episode", "containment", "trend", "comparison", "sequence", "exchange"})
"""Kinds whose sides make a fight."""
BOTH = frozenset({"engagement", "containment", "comparison", "trend", "exchange"})
"""Kinds that, where they name nobody, speak of both sides of the fighting."""


class Context:
    """Completes the drafts of one sentence from what the sentence and the text before say."""

    def __init__(self, memory: Memory, sentence: int, roles: Roles, g: Grammar) -> None:
        self.memory, self.sentence, self.roles, self.units, self.g = memory, sentence, roles, roles.units, g
        self.own, self.fights = OwnWords(memory, roles, g), Fights(memory, sentence)

    def complete(self, drafts: list[Draft]) -> None:
        """Fill the sides that a sentence's drafts leave open, and remember its fights."""
        for draft in drafts:
            if draft.match.frame.id in self.g["joint"]:
                draft.actors, draft.targets = [*draft.actors, *draft.targets], []
            self.own.civilians(draft)
            self._share(draft)
            if draft.match.frame.kind == "association":
                self.own.helper(draft)
            if draft.match.frame.kind in FIGHTS:
                self.own.inside(draft)
                self.own.civilians(draft)
                self.own.correct(draft)
                self._labels(draft)
            self._note(draft)
        for n, draft in enumerate(drafts):
            self._open(draft, drafts[:n])
        for draft in drafts:
            self._follows(draft)
        for draft in drafts:
            if draft.match.frame.kind in FIGHTS:
                draft.actors += self.own.helpers(draft)
            if draft.actors and not inferred(draft.actors[0]) and side(draft.actors) in {"state", "group"}:
                self.memory.actor = (tuple(draft.actors), self.sentence)
            _waiting(draft)
        self._remember_topic()

    def _open(self, draft: Draft, before: list[Draft]) -> None:
        """Fill what a claim leaves open; ``before``: the claims before it in the sentence."""
        if not draft.actors and (attacker := self.own.attacker_here(draft, before)):
            draft.actors = attacker
            draft.unconfirmed = draft.unconfirmed or SUGGESTED.format(attacker[0].text)
        if not draft.targets and (victims := self.own.victims_here(draft, before)):
            draft.targets = victims
            draft.unconfirmed = draft.unconfirmed or SUGGESTED_WHOM.format(victims[0].text)
        open_ = not draft.actors or not draft.targets
        if draft.match.frame.kind in FIGHTS and open_:
            self._fill(draft)
            self._note(draft)
        elif draft.match.frame.kind == "priority" and not draft.actors:
            self._actor(draft)

    def _share(self, draft: Draft) -> None:
        """For "70 percent of these were directed at X": whose attacks the sentence before counted."""
        deed = self.memory.deed
        if draft.match.frame.kind != "priority" or draft.actors or deed is None or self.sentence - deed[1] > 1:
            return
        words = [self.units[i].text for i in self.roles.span(draft.match)]
        if any(a == "of" and b in self.g["these"] for a, b in pairwise(words)):
            said = f"sentence {deed[1] + 1}"
            draft.actors = [replace(p, via=f"whose attacks were counted before, {said}: {p.text}") for p in deed[0]]

    def _labels(self, draft: Draft) -> None:
        """A bare "terrorists", "rebels" right after a fight: the armed group of that fight which the label fits."""
        near = [f for f in self.fights.known(()) if self.sentence - f.sentence <= 2]
        for slot in ("actors", "targets"):
            held = getattr(draft, slot)
            if len(held) != 1 or not held[0].role or held[0].via or held[0].side != "group":
                continue
            if held[0].text.lower().split()[-1] not in self.g["leaning_labels"]:
                continue
            for fight in reversed(near):
                sides = [s for s in (fight.one, fight.two) if side(s) == "group" and not any(map(bare, s))]
                fits = [s for s in sides if all(not p.labels or held[0].role in p.labels for p in s)]
                clash = fight.places and where_of(draft) and not fight.places & where_of(draft)
                if len(fits) == 1 and not (clash and fight.sentence < self.sentence - 1):
                    setattr(draft, slot, self.fights.taken(fits[0], fight))
                    break

    def _remember_topic(self) -> None:
        for i, unit in enumerate(self.units):
            before = self.units[i - 1].text if i else ""
            if unit.letter == "a" and i not in self.roles.skip and before not in self.g["prepositions"]:
                self.memory.topic = unit.parts
                return

    def _follows(self, draft: Draft) -> None:
        """A deed without a doer, right after a sentence that tells what a side did: likely the same side's."""
        known = self.memory.actor
        if draft.actors or draft.targets or known is None or self.sentence - known[1] != 1:
            return
        if draft.match.frame.kind not in {"episode", "engagement"} or draft.polarity != "affirm":
            return
        if any(self.units[i].text in self.g["group_labels"] for i in self.roles.span(draft.match)):
            return  # somebody is named there
        draft.actors = [replace(p, via=f"who acts in the sentence before: {p.text}") for p in known[0]]
        draft.unconfirmed = draft.unconfirmed or SUGGESTED.format(known[0][0].text)

    # what is remembered

    def _note(self, draft: Draft) -> None:
        one, two = tuple(draft.actors), tuple(draft.targets)
        if one and draft.slots.get("measure") == "events":
            self.memory.deed = (one, self.sentence)
        if one and not two and draft.match.frame.kind in {"engagement", "episode"} and not inferred(one[0]):
            self.memory.doers = (one, self.sentence, where_of(draft))
        if draft.match.frame.kind not in FIGHTS or not one or not two or keys(one) & keys(two):
            return
        main = draft.match.frame.kind != "level" or draft.slots.get("measure") != "events"
        fight = Fight(one, two, self.sentence, where_of(draft), main, tuple(self.own.helpers(draft)))
        if fight not in self.memory.fights:
            self.memory.fights.append(fight)
        if draft.match.frame.id in self.g.any("attacking", "defensive"):
            self.memory.attacker = (two if draft.match.frame.id in self.g["defensive"] else one, self.sentence)

    # how sides are found

    def _fill(self, draft: Draft) -> None:
        if not draft.actors and not draft.targets:
            self._neither(draft)
        if not draft.actors:
            self._actor(draft)
        if draft.actors and not draft.targets and not inferred(draft.actors[0]):
            self._target(draft)

    def _actor(self, draft: Draft) -> None:
        kind = draft.match.frame.kind
        claimed = self.own.claimed(draft)
        if claimed:
            draft.actors = list(claimed)
            return
        owner = self.own.owner_of_deed(draft)
        if owner is not None and kind in {"level", "engagement", "trend", "comparison", "priority", "sequence"}:
            draft.actors = list(owner.parts)
            draft.used.add(self.units.index(owner))
            return
        denied = self.own.denied(draft) or self.own.speakers_arms(draft)
        if denied:
            draft.actors = denied
            return
        agent = self.own.agent(draft) if kind in COUNTED else None
        if agent is not None:
            draft.actors = list(agent.parts)
            draft.used.add(self.units.index(agent))
            return
        if kind not in {"level", "engagement", "episode"} or draft.slots.get("form") == "rose":
            return
        if self._linked(draft) and self._carry(draft):
            return
        if draft.targets and side(draft.targets) != "people":
            self._oppose(draft, "targets", "actors")

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
        if kind == "level" and self.g.holds("both_lose", words):
            fight = self.fights.at(where_of(draft)) or self.fights.usual(where_of(draft))
            if fight is not None:
                draft.actors, draft.targets = self.fights.taken(fight.one, fight), self.fights.taken(fight.two, fight)
            return
        fighting = bool(set(words) & self.g["fighting_nouns"])
        both = kind in BOTH and fighting and not self._people(draft)
        if both or draft.match.frame.id in self.g.any("defensive", "losses"):
            fight = self.fights.at(where_of(draft)) or self.fights.usual(where_of(draft))
            if fight is not None:
                one, two = fight.one, fight.two
                attacker = self.memory.attacker
                if draft.match.frame.id in self.g["defensive"] and attacker and same(attacker[0], one):
                    one, two = two, one
                draft.actors, draft.targets = self.fights.taken(one, fight), self.fights.taken(two, fight)

    def _people(self, draft: Draft) -> bool:
        return any(p.side == "people" for p in (*draft.versus_actors, *draft.versus_targets))

    def _topic(self, draft: Draft, words: list[str]) -> bool:
        """For "the insurgency", "attacks", "violence" in a text about an insurgency: those who wage it."""
        known = self.memory.insurgents
        if known is None or self.sentence - known[1] > REACH:
            return False
        if not set(words) & (self.g.any("insurgency", "deed_nouns", "attacked")):
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
        fight = self.fights.at(where_of(draft), known)
        if fight is None and wanted == "actors":
            other_unit = self.own.only_other(draft, list(known))
            if other_unit is not None:
                setattr(draft, wanted, list(other_unit.parts))
                if not self._beside(draft, other_unit):
                    draft.unconfirmed = draft.unconfirmed or SUGGESTED.format(other_unit.parts[0].text)
                return
        did = self.fights.did(draft, known) if wanted == "actors" and usual and fight is None else []
        if usual and fight is None:
            fight = self.fights.usual(where_of(draft), known)
            if did and fight is not None and fight.sentence < self.sentence - 1:
                fight = None  # who acted in the sentence before is nearer
        if fight is not None:
            setattr(draft, wanted, self.fights.taken(across(fight, known), fight))
        elif did:
            draft.actors = did

    def _beside(self, draft: Draft, unit: Unit) -> bool:
        """Whether a party stands in the claim's own clause, or in the one that says when or how it came about."""
        clauses, at = self.roles.clauses(draft.match), self.roles.sk.clause_of(self.units.index(unit))
        opener = self.units[self.roles.sk.clause_units(at).start].text
        return at in clauses or (at == clauses.stop and opener in self.g["subordinators"] | {"when", "as", "while"})

    def _linked(self, draft: Draft) -> bool:
        """Whether the words lean on the event before: "four of the dead", "there", "in the attack"."""
        if self.g.holds("event_links", [self.units[i].text for i in self.roles.span(draft.match)]):
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
        draft.actors = self.fights.taken(near[-1].one, near[-1])
        draft.targets = draft.targets or self.fights.taken(near[-1].two, near[-1])
        return True


def _waiting(draft: Draft) -> None:
    """Let a claim wait one side of which only another claim suggests: a verdict never rests on such a guess."""
    for slot, why in (("actors", SUGGESTED), ("targets", SUGGESTED_WHOM)):
        told = next((p for p in getattr(draft, slot) if (p.via or "").startswith(GUESSED)), None)
        if told is not None and draft.match.frame.tested:
            draft.unconfirmed = draft.unconfirmed or why.format(told.text)
    held = (p.doubt for slot in SIDES for p in getattr(draft, slot) if p.doubt)
    if draft.match.frame.tested and (doubt := next(held, "")):
        draft.unconfirmed = draft.unconfirmed or doubt
