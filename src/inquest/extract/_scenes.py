"""The times and places that a text names, and where its claims stand: what ``_passage`` settles claims from."""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from inquest.extract._asides import aside
from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._landmarks import landmarks
from inquest.extract._leaning import leaning
from inquest.extract._skeleton import Part, Skeleton, Unit
from inquest.extract._speech import Voice
from inquest.extract._tense import told_tense
from inquest.extract._times import grain
from inquest.model.claim import Statement
from inquest.model.document import Sentence

BACK = 9
"""Words before a time in which a "since" still governs it ("since the offensive that began on 13 June")."""
GENERAL = frozenset(["priority", "comparison", "trend", "association", "counterfactual"])
"""Kinds that take no place over from the passage unless their words lean on it ("70 percent of these")."""
WHOLE = GENERAL | {"attribution", "attention"}
"""Kinds that tell of more than one event: a day told of before is not theirs."""
OUTCOMES = frozenset(["attribution", "counterfactual"])
"""Kinds that tell how a war came out."""
COURSES = frozenset(["trend", "comparison", "containment"])
"""Kinds that tell how fighting went on: it is no event that dates them."""
NEAR = 4
"""Words before a place in which a preposition still governs it ("in the southern city of ...")."""


@dataclass(frozen=True)
class Fact:
    """A time or place that the text names: where, and in what sort of clause.

    ``what``: its grain, or ``place``. ``opener``: the word that opens its clause; ``inner``: a "since" or "until" that
    governs it inside the clause, at ``inner_at``. ``behind``: it stands in a relative clause or looks further back, so
    that the passage is not about it. ``spoken``: it dates what someone said. ``aside``: read from an adjective.
    """

    what: str
    part: Part
    sentence: int
    clause: int
    opener: str = ""
    inner: str = ""
    inner_at: int = 0
    behind: bool = False
    spoken: bool = False
    aside: bool = False
    relative: bool = False
    """It dates what a relative clause tells: "the army, which lost the town in May, ..."."""
    now: bool = False
    """A "since" up to the time of the text: "has killed 70 since landing on 9 July"."""
    begins: bool = False
    """The beginning of what its relative clause tells of: "the offensive, which opened on 8 May, has cost ..."."""
    apart: bool = False
    """A place where something was only agreed or told: "a truce signed in Sochi"."""
    dating: bool = False
    """A place that only names the event by which its sentence dates something: "after the fall of Mosul"."""


class Scene(NamedTuple):
    """Where a claim stands: its sentence and clause, its tense, and what it may take over.

    ``timeless``: it is about all of a time ("never") or dated otherwise. ``placed``: it needs no place. ``wide``: it is
    about a whole country. ``total``: it sums up a whole war. ``battle``: the event it is told by. ``then``: it says
    "then", "later".
    """

    sentence: int
    clause: int
    start: int
    tense: str | None
    behind: bool
    timeless: bool
    placed: bool
    wide: bool
    asked: bool
    total: bool
    share: bool
    then: bool
    battle: Part | None
    general: bool = False
    """It says why or how often, or compares: more than one event."""
    outcome: bool = False
    """It says who brought about how the war went: no month told of before is the time of that."""
    joined: bool = False
    """Its clause goes on with the one before: "and took ...", "killing ..."."""


def _general(draft: Draft) -> bool:
    """Whether a claim is about a side's whole effort, or all of a time: a place told of before would narrow it."""
    return draft.match.frame.kind in GENERAL or draft.slots.get("universal", "first") != "first"


@dataclass
class Scenes:
    """The times and places of a text, and the scenes of its claims."""

    language: str
    facts: list[Fact] = field(default_factory=list)
    scenes: dict[str, Scene] = field(default_factory=dict)
    scenery: set[int] = field(default_factory=set)
    """Where places begin that something happens at, as the words or a claim say; others may stand for governments."""

    def see(self, sk: Skeleton, sentence: Sentence, voices: list[Voice], g: Grammar) -> None:
        """Remember the times and places of a sentence."""
        marks = landmarks(sk, g)
        tenses = [told_tense([sk.units[i] for i in sk.clause_units(n)], g) for n in range(len(sk.bounds))]
        for clause in range(len(sk.bounds)):
            opener, behind = self._clause(sk, clause)
            perfect = tenses[clause] == "perfect"
            relative = self._relative(sk, clause, g)
            skip = set(voices[clause].skip)
            follow = sk.units[sk.bounds[clause + 1]].text if clause + 1 < len(sk.bounds) else ""
            # the clause only says where a thing is said: "in Moscow they repeat that ..."
            told = follow == "that" and voices[clause].speaker == "author"
            for i in sk.clause_units(clause):
                unit = sk.units[i]
                heard = partial(Fact, sentence=sentence.index, clause=clause, opener=opener)
                if unit.letter == "t":
                    inner, at = self._inner(sk, clause, i, g)
                    what = grain(unit.parts[0].text, self.language)
                    since = bool(inner) or opener in leaning(self.language).inner
                    back = behind or (perfect and what not in ("open", "leaning") and not since)
                    time = partial(
                        heard,
                        inner=inner,
                        inner_at=at,
                        behind=back or self._compared(sk.units, i),
                        spoken=i in skip or (i > 0 and sk.units[i - 1].text in leaning(self.language).issued),
                        relative=relative,
                        now="perfect" in tenses and (since or what == "open"),
                        begins=relative and any(u.text in g["begin_verbs"] for u in sk.units[max(i - NEAR, 0) : i]),
                    )
                    self.facts += [time(what, p) for p in unit.parts]
                elif unit.letter == "p":
                    apart = aside(sk.units, i, g)
                    self._sight(sk, i, told or apart, g)
                    dating = any(mark.first <= i <= mark.last for mark in marks)
                    place = partial(
                        heard, "place", behind=behind, spoken=told or apart or i in skip, apart=apart, dating=dating
                    )
                    self.facts += [place(p) for p in unit.parts]
        self._asides(sk, sentence)

    def _sight(self, sk: Skeleton, i: int, away: bool, g: Grammar) -> None:
        """Note a place that something happens at; "the Sahel insurgency" is none."""
        unit = sk.units[i]
        names_war = i + 1 < len(sk.units) and sk.units[i + 1].text in g["common_nouns"]
        governed = self._governed(sk.units, i) or (i > 0 and is_verb(sk.units[i - 1], g))
        if not away and (unit.style == "anaphor" or (governed and not names_war)):
            self.scenery |= {p.start for p in unit.parts}

    def _clause(self, sk: Skeleton, clause: int) -> tuple[str, bool]:
        """The word that opens a clause, and whether it stands behind what the passage is about."""
        forms = leaning(self.language)
        units = [sk.units[i] for i in sk.clause_units(clause)]
        words = [u.text for u in units if not u.letter]
        opener = "" if units[0].letter else next((w for w in words if w != ","), "")
        if " ".join(words[:3]) in forms.openers:  # "by the time peace was declared in May"
            opener = " ".join(words[:3])
        dated = any(u.letter == "t" and grain(u.parts[0].text, self.language) == "day" for u in units)
        return opener, (opener in forms.background and not dated) or forms.back in words

    def _relative(self, sk: Skeleton, clause: int, g: Grammar) -> bool:
        """Whether a clause only tells more of a noun: "which lost the town", "that ended on 5 May"."""
        start = sk.clause_units(clause).start
        then = sk.units[start + 1] if start + 1 < len(sk.units) else None
        that = sk.units[start].text == "that" and then is not None and is_verb(then, g)
        return clause > 0 and (that or sk.units[start].text in g["relative_words"] - {"where"})

    def _inner(self, sk: Skeleton, clause: int, i: int, g: Grammar) -> tuple[str, int]:
        """A "since" or "until" that governs a time from further left in its clause; "after" only in "after ... of"."""
        forms, start = leaning(self.language), sk.clause_units(clause).start
        for k in range(i - 1, max(i - BACK, start) - 1, -1):
            unit = sk.units[k]
            if unit.letter == "t":
                return "", 0
            if k and sk.units[k - 1].text in g["perfect_words"]:
                continue  # "it has since come down"
            if unit.text in forms.inner or (unit.text in forms.openers and sk.units[i - 1].text in forms.joined):
                noun = unit.text in forms.dated_nouns and not any(is_verb(u, g) for u in sk.units[k + 1 : i])
                if noun:  # "before the talks of 12 February" is no clause: it dates whatever stands beside it
                    return unit.text, sk.units[-1].end
                return ("", 0) if k == start or unit.text not in forms.openers else (unit.text, unit.start)
        return "", 0

    def _compared(self, units: list[Unit], i: int) -> bool:
        """Whether a time is only compared with: "than in 2009", "than in the same period of 2009"."""
        near = [units[k] for k in range(i - 1, max(i - BACK, 0) - 1, -1)]
        plain = next((n for n, u in enumerate(near) if u.letter), len(near))
        plain = next((n for n, u in enumerate(near[:plain]) if u.text in {",", "and"}), plain)
        return any(u.text in leaning(self.language).compared for u in near[:plain])

    def _governed(self, units: list[Unit], i: int) -> bool:
        """Whether a preposition of place stands before a place; else it may stand for a government."""
        forms = leaning(self.language)
        for k in range(i - 1, max(i - NEAR, 0) - 1, -1):
            if units[k].text in forms.place_words:
                return not (k and units[k - 1].text in forms.seats)
            if units[k].text == "from":
                return False
        return i == 0

    def _asides(self, sk: Skeleton, sentence: Sentence) -> None:
        """Times told by an adjective, which has a hyphen: "the five-year-old war", "a month-long truce"."""
        for form, say in leaning(self.language).asides if "-" in sentence.text else ():
            for match in form.finditer(sentence.text):
                a, b = match.start() + sentence.start, match.end() + sentence.start
                clause = sk.clause_of(next((i for i, u in enumerate(sk.units) if u.end > a), 0))
                part = Part(match.expand(say), a, b)
                self.facts.append(Fact("open", part, sentence.index, clause, aside=True))

    def stage(self, name: str, sk: Skeleton, draft: Draft, said: Statement, g: Grammar) -> None:
        """Remember where a claim stands."""
        forms = leaning(self.language)
        clause = sk.clause_of(draft.match.first)
        span = range(sk.clause_units(clause).start, sk.clause_units(sk.clause_of(draft.match.last)).stop)
        opener, _ = self._clause(sk, clause)
        words = " ".join(sk.units[i].text for i in span)
        self.scenery |= {p.start for p in draft.places}
        self.scenes[name] = Scene(
            sentence=said.sentence,
            clause=clause,
            start=sk.units[draft.match.first].start,
            tense=told_tense([sk.units[i] for i in span], g),
            behind=opener in forms.background,
            timeless=bool(draft.baselines or draft.milestones) or draft.slots.get("universal", "first") != "first",
            placed=bool(draft.places or draft.versus_places or "superlative" in draft.slots)
            or (_general(draft) and not {sk.units[i].text for i in span} & g["linking"]),
            wide=any(sk.units[i].text in forms.wide for i in span),
            asked=said.mode == "asks",
            total=forms.totals.search(words) is not None,
            share=draft.match.frame.kind == "priority" or draft.slots.get("recorded") == "yes",
            then=opener in forms.afterwards,
            battle=self._battle(sk, draft, g),
            general=draft.match.frame.kind in WHOLE,
            outcome=draft.match.frame.kind in OUTCOMES,
            joined=is_gerund(sk.units[span.start], g) or sk.units[span.start].text in {"and", "but", "or"},
        )

    @staticmethod
    def _led(units: list[Unit], i: int, g: Grammar) -> bool:
        """Whether a preposition governs a noun: "in the long battle"."""
        for k in range(i - 1, max(i - NEAR, -1), -1):
            if units[k].letter or is_verb(units[k], g):
                return False
            if units[k].text in g["prepositions"]:
                return True
        return False

    def _battle(self, sk: Skeleton, draft: Draft, g: Grammar) -> Part | None:
        """The event that a claim is told by: "in the battle for Palmyra", "retaking Palmyra"."""
        forms, units = leaning(self.language), sk.units
        span = range(sk.clause_units(sk.clause_of(draft.match.last)).stop)
        for i in span:
            if units[i].letter or units[i].text not in forms.battle_nouns | forms.battle_verbs:
                continue
            course = draft.match.frame.kind in COURSES and not self._led(units, i, g)
            if course and units[i].text in forms.battle_nouns:
                continue  # "fighting in Mosul fell": that is what fell
            if any(mark.first <= i <= mark.last for mark in landmarks(sk, g)):
                continue  # "after the battle of Mosul"
            after = [k for k in range(i + 1, min(i + 5, span.stop)) if units[k].letter == "p"]
            between = {units[k].text for k in range(i + 1, after[0])} if after else set()
            fits = units[i].text in forms.battle_verbs or between & forms.battle_joiners
            if after and fits and not any(units[k].letter for k in range(i + 1, after[0])):
                first, last = units[i], units[after[0]]
                raw = " ".join(u.raw for u in units[i : after[0] + 1])
                return Part(raw, first.start, last.end)
        return None
