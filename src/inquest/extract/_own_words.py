"""Sides that a sentence's own words give and its frame has not taken, and those that it takes back."""

from dataclasses import replace
from itertools import pairwise

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import COUNTED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._memory import Memory, bare, keys, same, side
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit

NEAR = 60
"""Words on either side of a claim in which another party is looked for."""


class OwnWords:
    """What one sentence says of the sides of its claims."""

    def __init__(self, memory: Memory, roles: Roles, g: Grammar) -> None:
        self.memory, self.roles, self.units, self.g = memory, roles, roles.units, g

    def inside(self, draft: Draft) -> None:
        """A party inside the words of the frame that no slot took: "few reverses have hit the group harder"."""
        if draft.actors or draft.targets or draft.match.frame.kind not in {"comparison", "trend", "sequence"}:
            return
        taken = set(draft.match.captured.values())
        inside = [i for i in range(draft.match.first, draft.match.last + 1) if self.units[i].letter == "a"]
        if len(inside) == 1 and inside[0] not in taken:
            draft.actors = list(self.units[inside[0]].parts)
            draft.used.add(inside[0])

    def civilians(self, draft: Draft) -> None:
        """Civilians as the words give them: "1,200 civilian deaths", "40 villagers were killed"; victims never act."""
        died = any(self.units[i].text in self.g["dying_verbs"] for i in self.roles.span(draft.match))
        if draft.match.frame.kind not in COUNTED and not died:
            return
        if draft.actors and not draft.targets and side(draft.actors) == "people":
            draft.actors, draft.targets = [], draft.actors
        if draft.match.frame.kind not in COUNTED:
            return
        for i in self.roles.span(draft.match) if not draft.targets else ():
            led = [u.text for u in self.units[max(i - 2, 0) : i]]
            unit, dead = self.units[i], led[-1:] == ["of"] and led[0] in self.g["killing_nouns"]
            if unit.letter == "a" and side(unit.parts) == "people" and dead:
                draft.targets = list(unit.parts)  # "killings of civilians"
        if draft.targets or "deaths" not in draft.slots.get("measure", ""):
            return
        for i in range(max(draft.match.first - 1, 0), min(draft.match.last + 5, len(self.units))):
            unit, after = self.units[i], [u.text for u in self.units[i + 1 : i + 2]]
            of_deaths = unit.text == "civilian" and after and after[0] in self.g["death_nouns"]
            near = all(not u.letter and u.text != "," for u in self.units[draft.match.last + 1 : i + 1])
            victims = unit.text in self.g["civil_victims"] and draft.match.first <= i and near
            if (of_deaths and i < draft.match.last + 3) or (victims and not unit.letter):
                via = f'"{unit.raw}" are civilians'
                draft.targets = [Part("civilians", unit.start, unit.end, ("civilians",), via, True, "people")]
                return

    def correct(self, draft: Draft) -> None:
        """Take back a side that the words don't give: a deed's victim as its doer, a place's holder, a country hit."""
        kind, first = draft.match.frame.kind, draft.match.first
        losing = self.units[first].text in self.g["losing"] or self._own_losses(draft)
        if kind == "level" and losing and draft.actors and not draft.targets:
            draft.actors, draft.targets = [], draft.actors
        clause = self.roles.sk.clause_units(self.roles.sk.clause_of(first))
        opener = self.units[clause.start].text
        before = self.units[clause.start - 1] if clause.start else None
        if draft.actors and keys(draft.actors) == keys(draft.targets) and kind != "comparison":
            if kind in COUNTED:  # "X buries its dead": nobody else is named
                draft.actors = []
            else:
                draft.targets = []
        deed = opener in {"which", "that"} and before and before.text in self.g["deed_nouns"]
        if deed and same(draft.actors, draft.targets):
            draft.actors = []  # "met with fire which killed many": the fire's owner, not those who were met
        if kind in {"sequence", "trend"} and draft.actors and self._was_hit(draft):
            draft.places = draft.places or draft.actors
            draft.actors = []
        voice = self.roles.voices[self.roles.sk.clause_of(first)]
        if voice.party and first and self.units[first - 1].text == "to" and self.claimed(draft):
            draft.actors = list(voice.party)  # "X claims to have killed Y and to hold P"
        both = kind == "level" and len(draft.targets) == 2 and not draft.actors
        if both and all((p.via or "").startswith(('"both', '"the two')) for p in draft.targets):
            draft.actors, draft.targets = draft.targets[:1], draft.targets[1:]
        self._place_holders(draft)
        topic = self.memory.topic
        open_ = not draft.actors and kind in {"engagement", "level", "episode"}
        if open_ and self._existential() and topic and not same(topic, draft.targets):
            draft.actors = [replace(p, via=f"the side that the sentence before speaks of: {p.text}") for p in topic]

    def _place_holders(self, draft: Draft) -> None:
        """Who holds a place that is struck or taken, as an apposition says, is whom it is taken from."""
        kind, holders = draft.match.frame.kind, self._holders(draft)
        if kind == "episode" and holders and not same(draft.actors, holders):
            draft.targets = draft.targets or list(holders)
        elif kind == "episode" and holders and not draft.targets:
            draft.actors, draft.targets = [], list(holders)  # "P, X's capital, fell"
        if kind == "engagement" and holders:
            if keys(draft.actors) == keys(holders):
                draft.actors = []
            draft.targets = draft.targets or list(holders)

    def _own_losses(self, draft: Draft) -> bool:
        """Whether the words tell of the subject's own dead: "its own losses", "left behind 40 dead"."""
        words = [self.units[i].text for i in self.roles.span(draft.match)]
        owned = any(w in {"its", "their", "our"} and set(words[n + 1 : n + 3]) & self.g["loss_nouns"]
                    for n, w in enumerate(words))  # fmt: skip
        return owned or any(a == "left" and b == "behind" for a, b in pairwise(words))

    def _was_hit(self, draft: Draft) -> bool:
        """Whether the subject is a country to which it happens: "X was drawn into the insurgency"."""
        at = next((i for i in self.roles.span(draft.match) if self.units[i].style == "metonym"), None)
        if at is None or self.units[at].parts[0] not in draft.actors:
            return False
        ahead = [u.text for u in self.units[at + 1 : at + 8]]
        passive = bool(set(ahead[:2]) & self.g["passive_be"])
        return passive and bool(set(ahead) & (self.g.any("insurgency", "drawn")))

    def _holders(self, draft: Draft) -> tuple[Part, ...]:
        """For "the sparing of P, X's bastion": X, in the clauses of the match."""
        for i in self.roles.span(draft.match):
            after = [u.text for u in self.units[i + 1 : i + 6]]
            named = self.units[max(i - 2, 0)]
            place = i > 1 and self.units[i - 1].text == "," and (named.letter == "p" or _capital(named))
            place = place or (after[:2] == ["'s", "seat"] and "," in after)
            if self.units[i].letter == "a" and place and after[:1] == ["'s"] and set(after) & self.g["holdings"]:
                return self.units[i].parts
        return ()

    def _existential(self) -> bool:
        return self.g.phrase_at("existential", [u.text for u in self.units[:4]]) > 0

    def helpers(self, draft: Draft) -> list[Part]:
        """Who acts along: "with help from X", "backed by X", "together with X", beside the actor of the claim."""
        if not draft.actors or draft.match.frame.reciprocal or len(draft.actors) > 1 or draft.actors[0].via:
            return []
        for i in self.roles.span(draft.match):
            unit = self.units[i]
            if unit.letter != "a" or i in self.roles.skip or i in draft.match.captured.values():
                continue
            before = [u.text for u in self.units[max(i - 5, 0) : i] if u.text not in self.g["determiners"]]
            helped = any(self.g.phrase_at("helped_by", before, n) == len(before) - n for n in range(len(before)))
            held = keys(draft.actors) | keys(draft.targets)
            if helped and not keys(unit.parts) & held and not any(p.side == "people" for p in unit.parts):
                return list(unit.parts)
        return []

    def owner_of_deed(self, draft: Draft) -> Unit | None:
        """Who owns the attack in the words: "Russian shelling", "the group's raids", "a strike by the army"."""
        span = self.roles.span(draft.match)
        clause = self.roles.clauses(draft.match).stop
        stop = min(len(self.roles.sk.bounds), clause + 2)
        while clause < stop:  # "..., 39 of them in one house, nearly all to X's strikes"
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
            before = [u.text for u in self.units[max(i - 4, 0) : i] if u.letter != "q"]
            owns = after[:1] == ["'s"] and set(after[1:4]) & self.g["deed_nouns"]
            by = before[-1:] and before[-1] in {"by", "from"} and set(before[:-1]) & self.g["deed_nouns"]
            beside = any(w in self.g["deed_nouns"] for w in after[:2]) and not self.units[i + 1].letter
            if last in self.g["deed_nouns"] or owns or by or beside:
                return unit
        return None

    def agent(self, draft: Draft) -> Unit | None:
        """Who killed or struck, as a passive or a relative clause has it: "killed by X", "at the hands of X"."""
        clauses, sk = self.roles.clauses(draft.match), self.roles.sk
        first, last = max(clauses.start - 1, 0), min(clauses.stop, len(sk.bounds) - 1)
        for i in range(sk.clause_units(first).start, sk.clause_units(last).stop):
            unit = self.units[i]
            if unit.letter != "a" or i in self.roles.skip or same(list(unit.parts), draft.targets):
                continue
            before = [u.text for u in self.units[max(i - 4, 0) : i] if u.text not in self.g["determiners"]]
            after = self.units[i + 1].text if i + 1 < len(self.units) else ""
            by = before[-1:] == ["by"] and bool(set(before) & self.g["violent_verbs"])
            whom = before[-1:] in (["whom"], ["that"], ["which"]) and after in self.g["violent_verbs"]
            came = before[-2:] == ["came", "from"]
            if by or whom or came or before[-2:] in (["hands", "of"], ["victims", "of"]):
                return unit
        return None

    def helper(self, draft: Draft) -> None:
        """In a passive the helper comes last: "X, armed by Y", "X is believed to be armed by Y"."""
        if not draft.actors or not draft.targets:
            return
        by = [i for i in self.roles.span(draft.match) if self.units[i].letter == "a" and self.roles.before(i) == "by"]
        giving = {u.text for u in self.units[draft.match.first : draft.match.last + 1]} & self.g["giving"]
        if giving and any(self.units[i].parts[:1] == tuple(draft.targets[:1]) for i in by):
            draft.actors, draft.targets = draft.targets, draft.actors

    def speakers_arms(self, draft: Draft) -> list[Part]:
        """Who speaks, where a side says that "the planes" or "the artillery" acted: its own."""
        clause = self.roles.sk.clause_of(draft.match.first)
        voice, span = self.roles.voices[clause], self.roles.sk.clause_units(clause)
        own = [i for i in span if i not in voice.skip and i <= draft.match.first]
        armed = voice.party and all(p.side != "people" for p in voice.party) and not same(voice.party, draft.targets)
        bare_arms = any(self.units[i].text in self.g["arms"] and self.units[i - 1].text == "the" for i in own)
        if not armed or not bare_arms:
            return []
        return [replace(p, via=f"the side that speaks of its own arms: {p.text}") for p in voice.party]

    def attacker_here(self, draft: Draft, before: list[Draft]) -> list[Part]:
        """Who attacked in a claim before in the same sentence, where people then died by nobody's hand."""
        if draft.match.frame.kind != "level" or "deaths" not in draft.slots.get("measure", ""):
            return []
        if draft.targets and side(draft.targets) != "people":
            return []
        acted = [d for d in before if d.match.frame.kind in {"engagement", "episode"} and d.polarity == "affirm"]
        acted = [d for d in acted if d.actors and side(d.actors) != "people" and d.match.last < draft.match.first]
        if not acted or draft.polarity != "affirm" or len(acted[-1].targets) > 1:
            return []
        return [replace(p, via=f"who attacked in the same sentence: {p.text}") for p in acted[-1].actors]

    def victims_here(self, draft: Draft, before: list[Draft]) -> list[Part]:
        """The civilians whom the same side attacked in a claim before, of a bare number killed."""
        if draft.match.frame.kind != "level" or not draft.actors or "deaths" not in draft.slots.get("measure", ""):
            return []
        acted = [d for d in before if same(d.actors, draft.actors) and side(d.targets) == "people"]
        return [
            replace(p, via=f"whom it attacked in the same sentence: {p.text}") for d in acted[-1:] for p in d.targets
        ]

    def denied(self, draft: Draft) -> list[Part]:
        """Who speaks, where a side denies a deed that nobody is named for: its own."""
        voice = self.roles.voices[self.roles.sk.clause_of(draft.match.first)]
        armed = voice.party and all(p.side != "people" for p in voice.party) and not same(voice.party, draft.targets)
        if not voice.deny or not armed or draft.match.frame.kind not in {"level", "engagement", "attribution"}:
            return []
        return [replace(p, via=f"the side that denies it: {p.text}") for p in voice.party]

    def claimed(self, draft: Draft) -> tuple[Part, ...]:
        """For "X claimed to have killed": X."""
        voice = self.roles.voices[self.roles.sk.clause_of(draft.match.first)]
        after = max(voice.skip, default=-1) + 1
        return voice.party if 0 < after <= draft.match.first and self.units[after].text == "to" else ()

    def only_other(self, draft: Draft, known: list[Part]) -> Unit | None:
        """The only other party of the sentence, if one of the two is a state and the other an armed group."""
        others: dict[frozenset[str], Unit] = {}
        for i in range(max(draft.match.first - NEAR, 0), min(draft.match.last + NEAR, len(self.units))):
            unit = self.units[i]
            if unit.letter == "a" and i not in self.roles.skip and not same(list(unit.parts), known):
                others.setdefault(keys(unit.parts), unit)
        opposite = {"state": "group", "group": "state"}.get(side(known))
        if len(others) != 1 or opposite is None:
            return None
        unit = next(iter(others.values()))
        return unit if side(unit.parts) == opposite and not all(map(bare, unit.parts)) else None


def _capital(unit: Unit) -> bool:
    """Whether a word may be the name of a place that no gazetteer holds."""
    return not unit.letter and unit.raw[:1].isupper() and unit.raw.isalpha()
