"""The places that a passage has told of up to a claim, and which of them is the place of one that names none."""

import re
from bisect import bisect_left, bisect_right

from inquest.extract._leaning import leaning
from inquest.extract._scenes import Fact, Scene, Scenes
from inquest.model.claim import TAKEN, Claim, Mention, carried
from inquest.model.document import Document

REACH = 1
"""Sentences over which a place still holds."""
BEFORE = "its own sentence names no place, and that “{}”, told of before, is meant is only likely"
LATER = "its own words name no place, and “{}” stands with something else that its sentence tells"
PART = "“{}” names a part of a place that is known only as a whole"
VAGUE = "“{}” may mean more or less than “{}”"
APART = "“{}” is only where a thing was agreed or told, and its words name no other place"
LED = 24
"""Characters before a place in which words may say that a part of it is meant."""


class PlacesTold:
    """Goes through the claims in order, with the places of the passage."""

    def __init__(self, scenes: Scenes, document: Document) -> None:
        self.text, self.scenery = document.text, scenes.scenery
        self.forms = leaning(scenes.language)
        self.at: dict[int, list[Fact]] = {}
        for fact in (f for f in scenes.facts if f.what == "place"):
            self.at.setdefault(fact.sentence, []).append(fact)
        self.countries = {f.part.start for f in scenes.facts if f.what == "place" and f.part.states}
        self.parts = [f for f in scenes.facts if f.what == "place" and not f.part.states and not f.spoken]
        """The places within a country that the text names, in its order."""
        self.paragraphs = [m.end() for m in re.finditer(r"\n\n", document.text)]
        self.where: tuple[tuple[Mention, ...], int] | None = None
        """The places of the last claim that has any, and its sentence."""

    def of(self, claim: Claim, scene: Scene) -> tuple[Mention, ...]:
        """A claim's own places, else those it takes over."""
        if claim.places and not scene.behind:
            self.where = claim.places, scene.sentence
        own = claim.places or scene.placed or self._dated_by_place(claim, scene)
        return claim.places if own else self._told(scene)

    def _told(self, scene: Scene) -> tuple[Mention, ...]:
        """The places that the passage tells of: of the same sentence, else of the claim before."""
        here = self._scenery(scene.sentence)
        before = [f for f in here if f.part.start < scene.start]
        here = [f for f in here if not self._another(f, scene)]
        found = before[-1] if before else here[0] if here else None
        if found is None and scene.tense in ("past", None) and not scene.wide:
            if self.where is not None and scene.sentence - self.where[1] <= REACH:
                return tuple(m.model_copy(update={"via": _from_before(m.text)}) for m in self.where[0])
            near = (f for back in range(1, REACH + 1) for f in reversed(self._scenery(scene.sentence - back)))
            found = next(near, None)
        if (
            found is None
            and scene.behind
            and not scene.wide
            and self.where is not None
            and scene.sentence - self.where[1] <= REACH + 1
        ):
            return tuple(m.model_copy(update={"via": _from_before(m.text)}) for m in self.where[0])
        return (taken(found, _from_before(found.part.text)),) if found else ()

    def _dated_by_place(self, claim: Claim, scene: Scene) -> bool:
        """For "only after the fall of Aleppo": what is dated by an event elsewhere did not happen there, nor before."""
        named = [(m.start, m.end) for m in claim.milestones]
        here = self.at.get(scene.sentence, ())
        return any(f.dating or any(a <= f.part.start < b for a, b in named) for f in here)

    def elsewhere(self, claim: Claim, scene: Scene) -> str:
        """The place within a country that its paragraph told of last, if the claim's own sentence names no place.

        A place in a later clause about another event is none of its own.
        """
        if claim.places or claim.versus_places or scene.wide:
            return ""
        if any(not self._another(f, scene) for f in self.at.get(scene.sentence, ())):
            return ""
        before = bisect_left(self.parts, scene.sentence, key=lambda f: f.sentence)
        if not before:
            return ""
        part = self.parts[before - 1].part
        apart = bisect_right(self.paragraphs, part.start) != bisect_right(self.paragraphs, scene.start)
        return "" if apart else part.text

    def unsure(self, claim: Claim, scene: Scene) -> str:
        """Why the place of a claim is only likely the one that is meant; empty if nothing says so."""
        here = {f.part.start: f for f in self.at.get(scene.sentence, ())}
        apart = next((f for f in here.values() if f.apart and claim.start <= f.part.start < claim.end), None)
        if apart is not None and not claim.places and not claim.versus_places:
            return APART.format(apart.part.text)
        for mention in claim.places:
            if not carried(mention):
                words = (mention.via or "").partition('" -> ')[0].removeprefix('"')
                country = mention.start in here and here[mention.start].part.states
                vague = words.split()[-1:] and words.split()[-1].lower() in self.forms.vague
                if mention.via and (vague or (country and words.lower() in self.forms.pointing)):
                    return VAGUE.format(words, mention.text)
                continue
            led = self.forms.parts.search(self.text[max(mention.start - LED, 0) : mention.start])
            if led is not None:
                return PART.format(f"{led.group().strip()} {mention.text}")
            if mention.start not in here and mention.start not in self.countries:
                return BEFORE.format(mention.text)
            if mention.start in here and here[mention.start].clause - scene.clause > 1:
                return LATER.format(mention.text)
        return ""

    def _another(self, fact: Fact, scene: Scene) -> bool:
        """Whether a place stands in a later clause that tells of another event: "..., and 4 men died in Bunia"."""
        return fact.clause > scene.clause and fact.opener in self.forms.another

    def _scenery(self, sentence: int) -> list[Fact]:
        """The places of a sentence at which something happens."""
        here = self.at.get(sentence, ())
        return [f for f in here if f.part.start in self.scenery and not f.spoken and not f.behind]


def _from_before(words: str) -> str:
    return f"{TAKEN}the place told of before, “{words}”"


def taken(fact: Fact, via: str) -> Mention:
    """A time or place of the passage as a claim's own."""
    return Mention(text=fact.part.text, start=fact.part.start, end=fact.part.end, via=via)
