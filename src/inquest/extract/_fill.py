"""From a match to claims: roles become slots, the rest of the clause gives place, time and polarity."""

import re
from dataclasses import replace
from itertools import pairwise

from inquest.extract._asides import aside
from inquest.extract._between import split
from inquest.extract._clauses import is_finite, is_verb
from inquest.extract._counts import fill_amount, none_at_all
from inquest.extract._draft import Draft
from inquest.extract._frames import Match
from inquest.extract._landmarks import EVENT_KINDS, landmarks
from inquest.extract._language import language
from inquest.extract._leaning import bare as bare_time
from inquest.extract._leaning import leaning
from inquest.extract._memory import Memory, bare
from inquest.extract._qualify import Qualifier
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit
from inquest.extract._tense import own_words, tense
from inquest.extract._unheld_times import merged, since_year

ELSEWHERE = frozenset({"from", "than", "since", "like", "unlike"})
"""Words before a place at which the claim did not happen: one that is left, or only compared with."""
EVENT_TIME = re.compile(
    r"(?:after|since|before) (?!the (?:war|summer|winter|spring|autumn))the [a-z-]+$", re.IGNORECASE
)
"""A time that is an event: "after the truce"."""
ENDS = frozenset({"since", "after", "until", "till", "before"})
"""Words that make an end of the date that a clause after them tells: "since the truce collapsed on 22 April"."""
BACK = 6
"""Words between "than" and a time that is compared with."""
CLAUSE = 7
"""Words that such a clause has at most."""


class Filler:
    """Fills drafts for one sentence."""

    def __init__(self, roles: Roles, memory: Memory) -> None:
        self.roles, self.sk, self.units, self.skip = roles, roles.sk, roles.units, roles.skip
        self.voices, self.memory, self.g = roles.voices, memory, roles.g
        self.qualifier = Qualifier(roles)
        self.marks = landmarks(self.sk, self.g)

    def draft(self, match: Match) -> Draft:
        """Everything the clause says for one match."""
        draft = Draft(match, slots=dict(match.frame.slots))
        for slot, unit in match.captured.items():
            self._put(draft, slot.split("+")[0], self._outer(unit) if slot == "actors" else unit)
        for slot, (first, last) in match.words.items():
            if slot == "place_words":
                words = " ".join(u.raw for u in self.units[first : last + 1] if u.raw)
                draft.places.append(Part(words, self.units[first].start, self.units[last].end))
            if slot == "milestone_words":
                words = " ".join(u.raw for u in self.units[first : last + 1] if u.raw)
                draft.milestones.append(Part(words, self.units[first].start, self.units[last].end))
        for name, slot in match.frame.roles.items():
            self._fill_role(draft, name, slot)
        self._reciprocal(draft)
        self._place(draft)
        self._time(draft)
        self._milestone(draft)
        fill_amount(draft, self.roles)
        self.qualifier.qualify(draft)
        none_at_all(draft)
        said = self.units[own_words(self.units, self.roles.span(match), match.first) : self.roles.span(match).stop]
        if found := language(self.g.language).tense(said) or tense([u.text for u in said if not u.letter], self.g):
            draft.slots.setdefault("tense", found)
        return draft

    def _outer(self, unit: int) -> int:
        """For "the army, backed by France, fought": the party before the insert that ends with the one captured."""
        comma = unit + 2 < len(self.units) and self.units[unit + 1].text == ","
        over = self.roles.over_insert(unit + 2) if comma else None
        return unit if over is None else over

    def _put(self, draft: Draft, slot: str, unit: int) -> None:
        parts = list(self.units[unit].parts)
        draft.used.add(unit)
        if slot in {"pair", "versus_pair"}:
            first, second = ("actors", "targets") if slot == "pair" else ("versus_actors", "versus_targets")
            getattr(draft, first).extend(parts[:1])
            getattr(draft, second).extend(parts[1:])
        elif slot == "victims":
            if not draft.targets:
                draft.targets.extend(parts)
        elif slot == "victims_side":
            draft.targets.extend(parts)
        elif slot != "quantity":
            getattr(draft, slot).extend(parts)

    def _fill_role(self, draft: Draft, name: str, slot: str) -> None:
        slot = "targets" if slot == "victims_side" else slot
        if name == "between":
            unit = self.roles.after(draft.match, ("between",))
            victims = draft.match.frame.kind == "level" and draft.targets and "victims" in draft.match.captured
            if unit is not None and not draft.actors and victims:
                split(draft, self.units[unit].parts, self.g)
                draft.used.add(unit)
            elif unit is not None and not draft.actors:
                self._put(draft, "pair", unit)
            return
        if name == "side":
            unit = next(
                (i for i in self.roles.span(draft.match) if i > draft.match.last and self.units[i].letter == "a"), None
            )
            if unit is not None and all(bare(p) for p in draft.targets):
                draft.targets = list(self.units[unit].parts)
            return
        if name == "subject" and slot == "targets" and draft.targets and all(bare(p) for p in draft.targets):
            found = self.roles.role(name, draft.match)  # "Turkey lost 55 soldiers": whose they were
            draft.targets = [p for unit in found for p in self.units[unit].parts] or draft.targets
            draft.used.update(found)
            return
        if getattr(draft, slot) and name != "rest":
            return
        for unit in self.roles.role(name, draft.match):
            known = {p.text for p in (*draft.actors, *draft.targets)}
            fresh = [p for p in self.units[unit].parts if p.text not in known or slot == "places"]
            getattr(draft, slot).extend(fresh)
            draft.used.add(unit)

    def _reciprocal(self, draft: Draft) -> None:
        """For "A and B fought each other": the first is the actor, the others the targets."""
        if draft.match.frame.reciprocal and not draft.targets:
            if len(draft.actors) > 1 and not all(p.via for p in draft.actors):
                draft.targets = draft.actors[1:]
                draft.actors = draft.actors[:1]
            elif self.memory.sides and draft.actors and draft.actors[0].via:
                start, end = draft.actors[0].start, draft.actors[0].end
                word = draft.actors[0].via.split(" -> ")[0]
                one, two = (
                    [
                        replace(p, start=start, end=end, via=f"{word} -> {p.text}, the two sides of the claim before")
                        for p in side
                    ]
                    for side in self.memory.sides
                )
                draft.actors, draft.targets = one, two
        if draft.match.frame.inherit and not draft.targets and self.memory.sides:
            draft.targets = [
                replace(p, via=p.via or f"the target of the claim before: {p.text}") for p in self.memory.sides[1]
            ]

    def _place(self, draft: Draft) -> None:
        if (draft.places or draft.versus_places) and not (draft.versus_places and not draft.places):
            return
        span = self.roles.span(draft.match)
        found = [
            i
            for i in span
            if self.units[i].letter == "p"
            and i not in draft.match.captured.values()
            and i not in self.skip
            and self.roles.before(i) not in ELSEWHERE
            and not self._seat(draft, i)
            and not self._said_at(i)
            and not self._dates(draft, i)
            and not aside(self.units, i, self.g)
            and not (i > 1 and self.units[i - 2].text == "not" and self.roles.before(i) in self.g["prepositions"])
            and not (i + 1 < len(self.units) and self.units[i + 1].text in self.g["common_nouns"])
        ]
        if not found:
            found = self._relative(draft.match, "p") or self._leaned_place(draft.match)
        for i in found:
            draft.places.extend(p for p in self.units[i].parts if p.text not in {q.text for q in draft.places})

    def _seat(self, draft: Draft, i: int) -> bool:
        """Whether a place only says whose a government is: "the ministry in Moscow".

        A country behind the verb also says where: "killed more civilians than the government in Syria".
        """
        seats = leaning(self.g.language).seats
        country = all(p.states for p in self.units[i].parts)
        if i > draft.match.first and country and self.units[i - 2].letter == "a" and self.roles.before(i) == "in":
            return False
        return i > 1 and self.roles.before(i) in {"in", "of"} and self.units[i - 2].text in seats

    def _dates(self, draft: Draft, i: int) -> bool:
        """Whether a place only names an event that dates the claim: "since the fall of Raqqa"."""
        return draft.match.frame.kind not in EVENT_KINDS and any(m.first <= i <= m.last for m in self.marks)

    def _said_at(self, i: int) -> bool:
        """Whether a place is only where a thing is said: "told reporters in Aden"."""
        said = i > 1 and self.units[i - 2].text in self.g["spoken_at"]
        return said and self.roles.before(i) in {"in", "at"}

    def _relative(self, match: Match, letter: str) -> list[int]:
        """Symbols of a relative clause that directly follows ("militants who came into Togo on 11 May")."""
        clause = self.roles.clauses(match).stop
        if clause >= len(self.sk.bounds) or self.units[self.sk.bounds[clause]].text not in {"who", "which"}:
            return []
        span = self.sk.clause_units(clause)
        return [
            i
            for i in span
            if self.units[i].letter == letter and i not in self.skip and not aside(self.units, i, self.g)
        ]

    def _leaned_place(self, match: Match) -> list[int]:
        """For "Idlib, where they ...": the place before the relative word; else the place that opens the sentence."""
        clause = self.sk.clause_of(match.first)
        start = self.sk.clause_units(clause).start
        if clause and self.units[start].text == "where":
            back = [i for i in range(max(0, start - 4), start) if self.units[i].letter == "p"]
            if back:
                return back[-1:]
        opening = [
            i
            for i in range(min(7, start))
            if self.units[i].letter == "p"
            and (i == 0 or self.roles.before(i) in {"in", "at", "across", "near"})
            and self.units[0].text not in self.g["subordinators"]
            and i not in self.skip
            and not aside(self.units, i, self.g)
        ]
        if clause and not opening:
            before = self.sk.clause_units(clause - 1)
            inner = [i for i in before if self.units[i].letter == "p" and i not in self.skip]
            inner = [i for i in inner if not aside(self.units, i, self.g)]
            relative = self.units[start].text in {"where", "while", "and", "with", "even"} or self.units[
                start
            ].text.endswith("ing")
            return inner[-1:] if relative and inner else []
        told = self.units[start].text == "that" and self.voices[clause].speaker == "author"
        if told:  # "in Moscow they repeat that ...": where it is said, not where it happened
            opening = [i for i in opening if self.sk.clause_of(i) != clause - 1]
        return opening[:1] if clause else []

    def _time(self, draft: Draft) -> None:
        if draft.periods:
            draft.baselines.extend(since_year(draft, self.roles))
            return
        span = self.roles.span(draft.match)
        times = [
            i
            for i in span
            if self.units[i].letter == "t" and i not in draft.match.captured.values() and i not in self.skip
        ]
        times = times or self._relative(draft.match, "t")
        opening = [i for i in range(min(4, len(self.units))) if self.units[i].letter == "t"]
        if not times and opening and opening[0] not in self.skip and not self._apart(opening[0], draft.match.first):
            times = opening[:1]
        ends = self._told_after(times)
        for i in times:
            unit = self.units[i]
            if i in ends:
                draft.periods.extend(ends[i])
            elif draft.match.frame.kind == "trend" and unit.time and unit.time.first and unit.time.last:
                draft.baselines.append(self._end_of(unit, unit.time.first))
                draft.periods.append(self._end_of(unit, unit.time.last))
            elif i and (self.roles.before(i) in {"with", "than"} or self._compared(draft, i)):
                draft.baselines.extend(unit.parts)
            else:
                draft.periods.extend(unit.parts)
        merged(draft, self.roles, self.g.language)

    def _apart(self, time: int, first: int) -> bool:
        """Whether a time stands with another verb and mark: "Afrin fell on 18 March; 300 had died"."""
        marked = any(u.text in {";", ":", "—"} for u in self.units[time:first])
        return marked and any(is_verb(u, self.g) for u in self.units[:time])

    def _compared(self, draft: Draft, i: int) -> bool:
        """Whether a time is one that a trend or comparison compares with: "more than in the whole of 2018"."""
        if draft.match.frame.kind not in {"trend", "comparison"}:
            return False
        near = self.units[max(i - BACK, 0) : i]
        than = next((n for n in range(len(near) - 1, -1, -1) if near[n].text == "than"), len(near))
        return than < len(near) and not any(
            u.letter not in ("", "t") or is_finite(u, self.g) or u.text == "," for u in near[than:]
        )

    def _told_after(self, times: list[int]) -> dict[int, tuple[Part, ...]]:
        """For "since the truce collapsed on 22 April": the end of the time, which a clause after its word dates.

        Unit -> its parts; none for the unit of the date itself.
        """
        found: dict[int, tuple[Part, ...]] = {}
        for i, j in pairwise(times):
            one, two = self.units[i], self.units[j]
            word, *rest = one.raw.lower().split()
            between = self.units[i + 1 : j]
            clause = any(is_verb(u, self.g) for u in between) and len(between) <= CLAUSE
            plain = not any(u.letter or u.text in {",", "and"} for u in between)
            if word in ENDS and clause and plain and not any(c.isdigit() for c in " ".join(rest)):
                date = bare_time(two.raw, self.g.language)
                words = " ".join(u.raw for u in self.units[i : j + 1])
                found[i], found[j] = (Part(f"{word} {date}", one.start, two.end, via=f"“{words}”"),), ()
        return found

    @staticmethod
    def _milestone(draft: Draft) -> None:
        """Names inside the words for a dated event say which event, and are no part of the claim itself."""
        if draft.match.frame.kind in EVENT_KINDS and not draft.milestones:
            for one in [p for p in draft.periods if EVENT_TIME.match(p.text)]:
                start = one.start + one.text.index(" ") + 1
                draft.milestones.append(replace(one, text=one.text.split(" ", 1)[1], start=start))
                draft.periods.remove(one)
        for one in draft.milestones:
            for slot in ("actors", "targets", "places", "versus_places"):
                kept = [p for p in getattr(draft, slot) if p.via or not one.start <= p.start < one.end]
                setattr(draft, slot, kept)

    @staticmethod
    def _end_of(unit: Unit, ends: tuple[int, int]) -> Part:
        """One end of a range as a time of its own."""
        if unit.time and unit.time.ends:
            return Part(unit.time.ends[ends == unit.time.last], unit.start, unit.end, via=f"“{unit.raw}”")
        shift = unit.start - (unit.time.start if unit.time else 0)
        a, b = ends[0] + shift, ends[1] + shift
        return Part(unit.raw[a - unit.start : b - unit.start], a, b)
