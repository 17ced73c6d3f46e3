"""What a claim takes from the passage it stands in, where its own clause names no time or place.

A time once told of holds for what follows until another is told of; so does a place. What is taken over says so in
``Mention.via`` (``TAKEN``); what is only likely (``GUESS``) is tested beside the reading without it.
"""

import re
from dataclasses import dataclass, replace

from inquest.extract._held_times import begun, held
from inquest.extract._leaning import (
    bare,
    leaning,
    leant,
    opened,
    turned,
    up_to,
)
from inquest.extract._leant import YEAR
from inquest.extract._scenes import Fact, Scene, Scenes
from inquest.extract._text_span import past_war, report_period
from inquest.extract._told_places import PlacesTold, taken
from inquest.extract._told_times import BOUNDED, SHORT, TimesTold
from inquest.model.claim import GUESS, TAKEN, Claim, Mention, carried
from inquest.model.document import Document

REACH = 5
"""Sentences over which a time told of still holds."""
DAY_REACH = 2
"""The same for a single day."""
SHORTER = frozenset(["day", "week", "month"])
"""Times that no outcome of a war is told of by the passage."""
ORIGIN_REACH = 6
"""The same for a "since ...", which is only guessed to hold."""
LENGTH = re.compile(r"(?:in|over|within|for) (?!the )[\w-]+ (?:day|week|month|year)s?$", re.IGNORECASE)
"""How long something took, beside when it was."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim with what it takes over from its passage, and how its lengths of time were read as times.

    ``lengths``: "in one month" and the days that were made of it with a date told elsewhere. ``elsewhere``: a place
    within a country that the paragraph names, where the claim's own sentence names none.
    """

    claim: Claim
    lengths: tuple[tuple[str, str], ...] = ()
    leans: tuple[str, ...] = ()
    """Times that lean on another one, which nothing tells."""
    doubted: tuple[tuple[str, str], ...] = ()
    """Times that may lean on more than one, and how each is read."""
    elsewhere: str = ""
    unsure: str = ""
    """Why its place or its time is only likely the one that is meant."""


def settle(scenes: Scenes, claims: list[Claim], document: Document) -> tuple[Settled, ...]:
    """The claims, with what each takes over from its passage."""
    reader = _Reader(scenes, document)
    return tuple(reader.claim(c, scenes.scenes[c.id]) if c.id in scenes.scenes else Settled(c) for c in claims)


class _Reader:
    """Goes through the claims in order, with the times that the passage tells of."""

    def __init__(self, scenes: Scenes, document: Document) -> None:
        self.facts, self.language = scenes.facts, scenes.language
        self.of_sentence: dict[int, list[Fact]] = {}
        self.times_at: dict[int, Fact] = {}
        for fact in scenes.facts:
            self.of_sentence.setdefault(fact.sentence, []).append(fact)
            if fact.what != "place":
                self.times_at.setdefault(fact.part.start, fact)
        self.text = document.text
        self.places = PlacesTold(scenes, document)
        self.told = TimesTold(scenes, document)
        self.only = report_period(self.facts, self.language)
        self.span = past_war(self.facts, document, self.language)

    def claim(self, claim: Claim, scene: Scene) -> Settled:
        """A claim with its period and place settled."""
        self.told.advance(scene)
        own = [m for m in claim.periods if len(claim.periods) == 1 or not self._lasted(m, scene)] or claim.periods
        read = self._without_bases([(m, p) for m in own for p in self._own(m, scene)])
        periods = tuple(p for _, p in read)
        if not periods and not claim.milestones:
            found = self._inside(scene) if claim.baselines else self._time(scene)
            periods = (found,) if found else ()
        periods = held(claim, periods, scene.tense, self.language)
        places = self.places.of(claim, scene)
        lengths = [(m.text, p.text) for m, p in read if _worked_out(m, p) and LENGTH.match(m.text)]
        if periods:  # "in two weeks in 2017": the year is longer than what is spoken of
            kept = {m.start for m, _ in read}
            lengths += [(m.text, periods[0].text) for m in claim.periods if _dropped(m, kept)]
        leans = tuple(p.text for p in periods if p.via is None and leant(p.text, "", self.language))
        leans = leans if len(leans) == len(periods) else ()  # "this year 200, up from 40 in the same period of 2018"
        doubted = tuple((m.text, p.text) for m, p in read if self._doubted(m, scene))
        settled = claim.model_copy(update={"periods": periods, "places": places})
        unsure = self.places.unsure(settled, scene) or begun(claim, periods, self.language)
        return Settled(settled, tuple(lengths), leans, doubted, self.places.elsewhere(claim, scene), unsure)

    def _doubted(self, mention: Mention, scene: Scene) -> bool:
        """Whether a claim's own time may lean on more than one that the text tells of."""
        return self.told.doubted(mention.text, scene.sentence, self._beside(mention, scene))

    def _beside(self, mention: Mention, scene: Scene) -> Fact | None:
        """A day named before a time in its own sentence: "on 6 January they were back, and in three weeks ..."."""
        here = [f for f in self._here(scene) if f.what in SHORT and not f.behind]
        before = [f for f in here if f.part.end <= mention.start and not f.spoken]
        return before[-1] if before else None

    def _lasted(self, mention: Mention, scene: Scene) -> bool:
        """Whether a time only says how long it took ("in May 2009 ... within a day"): no time beside a month."""
        beside = self._beside(mention, scene)
        return beside is not None and beside.what != "day" and LENGTH.match(mention.text) is not None

    def _own(self, mention: Mention, scene: Scene) -> tuple[Mention, ...]:
        """A claim's own time; one that leans on another says which, and "by May" is also read from the time before."""
        fact = self.times_at.get(mention.start)
        if (
            mention.text.lower() in leaning(self.language).today
            and scene.tense == "past"
            and self.told.today is not None
        ):
            return (
                mention.model_copy(update={"text": self.told.today, "via": f"“{mention.text}” -> {self.told.today}"}),
            )
        words = turned(mention.text)
        if words != mention.text and self._beside(mention, scene) is None:
            words = mention.text
        elif words != mention.text and scene.start < mention.end:
            return ()  # "it began on 24 April, nine days after they had met": the time of what follows
        since = words.lower().startswith(leaning(self.language).since_then)
        if since or not (scene.tense == "perfect" and fact is not None and fact.what == "leaning"):
            now = fact is not None and fact.now
            words = self.told.words(words, scene.sentence, self._beside(mention, scene), now=now)
        if fact is not None and fact.inner and scene.start < fact.inner_at:
            words = opened(fact.inner, words, self.language) or words
        elif (
            fact is not None
            and fact.opener
            and (
                scene.clause < fact.clause
                or (scene.clause == fact.clause and scene.start > fact.part.end)
                or (
                    scene.clause == fact.clause
                    and fact.opener in leaning(self.language).inner
                    and scene.tense == "perfect"
                )
            )
        ):
            words = opened(fact.opener, words, self.language) or words
        base = self.told.base(scene.sentence)
        own = mention
        if words != mention.text:
            own = mention.model_copy(update={"text": words, "via": f"“{mention.text}” -> {words}"})
        if words.lower() in leaning(self.language).so_far and self.told.origin is not None:
            via = f"{GUESS}the time that the text speaks of, “{self.told.origin.part.text}”"
            return mention.model_copy(update={"text": self.told.origin.part.text, "via": via}), own
        if base is None or base.part.start >= mention.start or bare(base.part.text, self.language) in words:
            return self._from_its_end(own, mention, base if since else None)
        span = up_to(words, base.part.text, self.language)
        if span is None or YEAR.fullmatch(bare(words, self.language)):
            return (own,)
        via = f"{GUESS}from the time told of before, “{base.part.text}”"
        return mention.model_copy(update={"text": span, "via": via}), own

    def _from_its_end(self, own: Mention, mention: Mention, base: Fact | None) -> tuple[Mention, ...]:
        """For "since then" after a month or year: with it, or from its end on."""
        if base is None or base.what not in ("month", "year") or own is mention:
            return (own,)
        after = f"after {bare(base.part.text, self.language)}"
        return own, own.model_copy(update={"text": after, "via": f"“{mention.text}” -> {after}"})

    @staticmethod
    def _without_bases(read: list[tuple[Mention, Mention]]) -> list[tuple[Mention, Mention]]:
        """For "on 6 January ... in three weeks": the three weeks from that day, not the day beside them."""
        leans = [p.text for m, p in read if _worked_out(m, p)]
        if any(not LENGTH.match(p.text) for _, p in read):  # "in four days last August"
            read = [(m, p) for m, p in read if p.via or not LENGTH.match(p.text)]
        return [(m, p) for m, p in read if p.via or not any(t.endswith(p.text.split(" ", 1)[-1]) for t in leans)]

    def _time(self, scene: Scene) -> Mention | None:
        """The time of a claim whose clause names none."""
        inside = self._inside(scene)
        if inside is not None or scene.tense == "present":
            return inside
        past = scene.tense != "perfect" and not scene.timeless
        found = self._past(scene) if past else None
        if (
            found is None
            and self.told.origin is not None
            and scene.sentence - self.told.origin.sentence <= ORIGIN_REACH
        ):
            found = taken(self.told.origin, f"{GUESS}the time that the text speaks of, “{self.told.origin.part.text}”")
        return self._only() if found is None and past and not scene.asked else found

    def _past(self, scene: Scene) -> Mention | None:
        """What a claim in the past tense takes over: of a whole war, of a battle, or the time told of before."""
        if (scene.total or scene.share) and self.only is not None:
            return self._only()
        if scene.general and self.span is not None:
            return self.span
        if scene.battle is not None:
            at, words = scene.battle, scene.battle.text
            sure = words.split()[0].lower() in leaning(self.language).battles_named
            return Mention(
                text=words, start=at.start, end=at.end, via=f"{TAKEN if sure else GUESS}the time of “{words}”"
            )
        told = next((f for f in self.told.recent(scene.sentence, REACH) if self._still(f, scene)), None)
        if told is None or (told.what == "day" and scene.general) or (told.what in SHORTER and scene.outcome):
            return self.span
        days = {f.part.text for f in self.told.bounded if f.what == "day"}
        if told.what in SHORT and (told.what != "day" or len(days) == 1):
            self.told.tell(replace(told, sentence=scene.sentence))  # what a claim takes over goes on
        words = told.part.text
        if scene.then and told.what in ("month", "year"):
            since = replace(told, part=replace(told.part, text=f"since {bare(words, self.language)}"))
            return taken(since, f"{GUESS}the time since “{words}”")
        own = any(f.part.start == told.part.start for f in self._here(scene))
        return taken(told, f"{TAKEN if own else GUESS}the time told of before, “{words}”")

    def _only(self) -> Mention | None:
        """The one dated range of the text."""
        only = self.only
        return taken(only, f"{GUESS}the period that the text is about, “{only.part.text}”") if only else None

    def _still(self, told: Fact, scene: Scene) -> bool:
        """Whether a time told of before still holds; a year says too little."""
        away = scene.sentence - told.sentence
        reach = DAY_REACH if told.what == "day" else REACH
        return told.what in SHORT and 0 <= away <= reach

    def _inside(self, scene: Scene) -> Mention | None:
        """A time named in another clause of the same sentence."""
        here = [f for f in self._here(scene) if f.what != "place" and not f.spoken]
        aside = next((f for f in here if f.aside and not f.part.text.startswith("since")), None)
        if aside is not None and scene.tense in ("present", "perfect"):
            return taken(aside, f"{TAKEN}its own words, “{self.text[aside.part.start : aside.part.end]}”")
        near = sorted(
            (f for f in here if f.clause != scene.clause and not f.aside),
            key=lambda f: (abs(f.clause - scene.clause), f.part.start),
        )
        for fact in near:
            words = self.told.words(fact.part.text, fact.sentence, now=fact.now)
            form = opened(fact.opener, words, self.language) if fact.opener else None
            plain = form is not None and form == bare(words, self.language)
            if plain and (fact.what not in BOUNDED or scene.tense in ("present", "perfect")):
                continue  # "while it fights for days": another time than that of the claim
            if abs(fact.clause - scene.clause) == 1 and form is not None:
                return taken(
                    replace(fact, part=replace(fact.part, text=form)),
                    f"{TAKEN}the time of the clause beside it, “{form}”",
                )
        first = next((f for f in near if f.begins and f.clause < scene.clause), None)
        if first is not None and scene.tense == "perfect":
            since = f"since {bare(self.told.words(first.part.text, first.sentence, now=True), self.language)}"
            return taken(replace(first, part=replace(first.part, text=since)), f"{TAKEN}its beginning, “{since}”")
        before = [f for f in near if f.clause < scene.clause and not f.behind and f.what in BOUNDED]
        if before and scene.tense in ("past", None) and not scene.behind and not scene.timeless:
            sure = TAKEN if scene.joined or not before[0].relative else GUESS
            opener, words = before[0].inner or before[0].opener, before[0].part.text
            form = opened(opener, words, self.language) if opener != "before" else None
            words = form if form is not None and form != bare(words, self.language) else words
            told = replace(before[0], part=replace(before[0].part, text=words))
            return taken(told, f"{sure}the time of its sentence, “{words}”")
        return None

    def _here(self, scene: Scene) -> list[Fact]:
        return self.of_sentence.get(scene.sentence, [])


def _dropped(mention: Mention, kept: set[int]) -> bool:
    """Whether a length of time was left out beside another time."""
    return mention.start not in kept and LENGTH.match(mention.text) is not None


def _worked_out(said: Mention, read: Mention) -> bool:
    """Whether a time was read with another one that it leans on."""
    return read.text != said.text and not carried(read)
