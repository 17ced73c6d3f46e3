"""What a claim takes from the passage it stands in, where its own clause names no time or place.

A time once told of holds for what follows until another is told of; so does a place. What is taken over says so in
``Mention.via``; what is only likely begins with ``GUESS``, and is tested beside the reading without it.
"""

from dataclasses import dataclass, field, replace

from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar
from inquest.extract._leaning import YEAR, bare, dated, leaning, leant, named_month, opened
from inquest.extract._skeleton import Part, Skeleton
from inquest.extract._speech import Voice
from inquest.extract._tense import told_tense
from inquest.extract._times import grain
from inquest.model.claim import GUESS, TAKEN, Claim, Mention, Statement
from inquest.model.document import Document

REACH = 5
"""Sentences over which a time told of still holds."""
YEAR_REACH = 2
"""The same for a year, which says little: it is only guessed to hold, and not beyond its paragraph."""
PLACE_REACH = 2
"""Sentences over which a place still holds."""
BOUNDED = frozenset({"day", "week", "month", "year", "range"})


@dataclass(frozen=True)
class Fact:
    """A time or place that the text names: where, and in what sort of clause.

    ``what``: its grain, or ``place``. ``opener``: the word that opens its clause. ``behind``: it stands in a relative
    clause or looks further back, so that the passage is not about it. ``spoken``: it dates what someone said.
    """

    what: str
    part: Part
    sentence: int
    clause: int
    opener: str = ""
    behind: bool = False
    spoken: bool = False


@dataclass(frozen=True)
class Scene:
    """Where a claim stands: its sentence and clause, its tense, and whether it may take a time or a place over."""

    sentence: int
    clause: int
    start: int
    tense: str | None
    behind: bool
    timeless: bool
    placed: bool
    asked: bool


@dataclass
class Passages:
    """The times and places of a text, and the scenes of its claims."""

    language: str
    facts: list[Fact] = field(default_factory=list)
    scenes: dict[str, Scene] = field(default_factory=dict)

    def see(self, sk: Skeleton, sentence: int, voices: list[Voice]) -> None:
        """Remember the times and places of a sentence."""
        for clause in range(len(sk.bounds)):
            opener, behind = self._clause(sk, clause)
            skip = set(voices[clause].skip)
            for i in sk.clause_units(clause):
                unit = sk.units[i]
                if unit.letter not in ("t", "p") or unit.style == "anaphor":
                    continue
                if unit.letter == "p" and i and sk.units[i - 1].text == "from":
                    continue
                what = grain(unit.parts[0].text, self.language) if unit.letter == "t" else "place"
                self.facts += [Fact(what, p, sentence, clause, opener, behind, i in skip) for p in unit.parts]

    def _clause(self, sk: Skeleton, clause: int) -> tuple[str, bool]:
        """The word that opens a clause, and whether it stands behind what the passage is about."""
        forms = leaning(self.language)
        words = [sk.units[i].text for i in sk.clause_units(clause) if not sk.units[i].letter]
        first = sk.units[sk.clause_units(clause).start]
        opener = "" if first.letter else next((w for w in words if w != ","), "")
        return opener, opener in forms.background or forms.back in words

    def stage(self, name: str, sk: Skeleton, draft: Draft, said: Statement, g: Grammar) -> None:
        """Remember where a claim stands."""
        clause = sk.clause_of(draft.match.first)
        span = range(sk.clause_units(clause).start, sk.clause_units(sk.clause_of(draft.match.last)).stop)
        opener, _ = self._clause(sk, clause)
        self.scenes[name] = Scene(
            sentence=said.sentence,
            clause=clause,
            start=sk.units[draft.match.first].start,
            tense=told_tense([sk.units[i] for i in span], g),
            behind=opener in leaning(self.language).background,
            timeless=bool(draft.baselines or draft.milestones) or "universal" in draft.slots,
            placed=bool(draft.places or draft.versus_places or "superlative" in draft.slots),
            asked=said.mode == "asks",
        )

    def settle(self, claims: list[Claim], document: Document) -> tuple[Claim, ...]:
        """The claims, with what each takes over from its passage."""
        reader = _Reader(self, document)
        return tuple(reader.claim(c, self.scenes[c.id]) if c.id in self.scenes else c for c in claims)


class _Reader:
    """Goes through the claims in order, with the time that the passage tells of."""

    def __init__(self, passages: Passages, document: Document) -> None:
        self.facts, self.language = passages.facts, passages.language
        self.text, self.date = document.text, document.date
        self.at = 0
        self.told: Fact | None = None
        """The last bounded time that a main clause told of, in words that stand alone."""
        self.origin: Fact | None = None
        """The last "since ..." of a main clause."""
        ranges = {
            f.part.text.lower(): f for f in self.facts if f.what == "range" and named_month(f.part.text, self.language)
        }
        self.only = next(iter(ranges.values())) if len(ranges) == 1 else None

    def claim(self, claim: Claim, scene: Scene) -> Claim:
        """A claim with its period and place settled."""
        self._advance(scene)
        periods = tuple(self._own(m) for m in claim.periods)
        if not periods and not claim.baselines and not claim.milestones:
            taken = self._time(scene)
            periods = (taken,) if taken else ()
        places = claim.places
        if not places and not scene.placed:
            where = self._place(scene)
            places = (where,) if where else ()
        return claim.model_copy(update={"periods": periods, "places": places})

    def _advance(self, scene: Scene) -> None:
        """Take in the times told of up to a claim's clause."""
        while self.at < len(self.facts):
            fact = self.facts[self.at]
            if (fact.sentence, fact.clause) >= (scene.sentence, scene.clause):
                return
            self.at += 1
            self._take(fact)

    def _take(self, fact: Fact) -> None:
        if fact.what == "place" or fact.behind or fact.spoken:
            return
        words = self._words(fact.part.text)
        form = opened(fact.opener, words, self.language) if fact.opener else None
        what = fact.what
        if form is not None and form != bare(words, self.language):
            words, what = form, grain(form, self.language)
        elif what == "leaning":
            what = grain(words, self.language)
            what = "week" if what == "leaning" else what
        here = replace(fact, what=what, part=replace(fact.part, text=words))
        if what in BOUNDED:
            self.told = here
        elif what == "open" and (YEAR.search(words) or any(c.isupper() for c in words[1:])):
            self.origin = here

    def _words(self, words: str) -> str:
        """A time in words that stand alone: what it leans on, and the year of the passage, are put in."""
        if self.told is None:
            return words
        told = self.told.part.text
        stands = leant(words, told, self.language)
        if stands is not None:
            return stands
        years = YEAR.findall(told)
        past = bool(years) and (self.date is None or int(years[-1]) < self.date.year - 1)
        return (dated(words, told, self.language) if past else None) or words

    def _own(self, mention: Mention) -> Mention:
        """A claim's own time; one that leans on another says which."""
        words = self._words(mention.text)
        if words == mention.text or self.told is None:
            return mention
        return mention.model_copy(update={"text": words, "via": f"“{mention.text}” -> {words}"})

    def _time(self, scene: Scene) -> Mention | None:
        """The time of a claim whose clause names none."""
        inside = self._inside(scene)
        if inside is not None or scene.tense == "present":
            return inside
        past = scene.tense != "perfect" and not scene.timeless
        if past and self.told and self._still(self.told, scene):
            how = GUESS if self.told.what == "year" else TAKEN
            return _taken(self.told, f"{how}the time told of before, “{self.told.part.text}”")
        if self.origin is not None and self.origin.sentence <= scene.sentence:
            return _taken(self.origin, f"{GUESS}the time that the text speaks of, “{self.origin.part.text}”")
        if past and self.only is not None and not scene.asked:
            return _taken(self.only, f"{GUESS}the period that the text is about, “{self.only.part.text}”")
        return None

    def _still(self, told: Fact, scene: Scene) -> bool:
        """Whether a time told of before still holds: a year only for its paragraph's next sentences."""
        away = scene.sentence - told.sentence
        if told.what != "year":
            return 0 <= away <= REACH
        return 0 <= away <= YEAR_REACH and "\n" not in self.text[told.part.start : scene.start]

    def _inside(self, scene: Scene) -> Mention | None:
        """A time named in another clause of the same sentence."""
        here = [f for f in self.facts if f.sentence == scene.sentence and f.what != "place" and not f.spoken]
        near = sorted(
            (f for f in here if f.clause != scene.clause), key=lambda f: (abs(f.clause - scene.clause), f.part.start)
        )
        for fact in near:
            form = opened(fact.opener, self._words(fact.part.text), self.language) if fact.opener else None
            plain = form is not None and form == bare(fact.part.text, self.language)
            if plain and (fact.what not in BOUNDED or scene.tense in ("present", "perfect")):
                continue  # "while it fights for days": another time than that of the claim
            if abs(fact.clause - scene.clause) == 1 and form is not None:
                return _taken(
                    replace(fact, part=replace(fact.part, text=form)),
                    f"{TAKEN}the time of the clause beside it, “{form}”",
                )
        before = [f for f in near if f.clause < scene.clause and not f.behind and f.what in BOUNDED]
        if before and scene.tense in ("past", None) and not scene.behind and not scene.timeless:
            return _taken(before[0], f"{TAKEN}the time of its sentence, “{before[0].part.text}”")
        return None

    def _place(self, scene: Scene) -> Mention | None:
        """The place that the passage tells of."""
        if scene.tense in ("present", "perfect"):
            return None
        known = [
            f
            for f in self.facts
            if f.what == "place"
            and not f.behind
            and f.part.start < scene.start
            and scene.sentence - f.sentence <= PLACE_REACH
        ]
        return _taken(known[-1], f"{TAKEN}the place told of before, “{known[-1].part.text}”") if known else None


def _taken(fact: Fact, via: str) -> Mention:
    return Mention(text=fact.part.text, start=fact.part.start, end=fact.part.end, via=via)
