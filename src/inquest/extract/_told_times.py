"""The times that a passage has told of up to a claim, and what a time that leans on them says in full."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from inquest.extract._leaning import ORDINAL, YEAR, bare, dated, end_of, leaning, leant, named_month, opened
from inquest.extract._scenes import Fact, Scene, Scenes
from inquest.extract._times import grain
from inquest.model.document import Document

YEAR_REACH = 2
"""Sentences over which a month without a year takes the year told of last."""
LEAN_REACH = 8
"""Sentences over which "two days later" still rests on a time."""
DATED_NEAR, DATED_FAR = 1, 5
"""Years before the text from which a month without a year takes the year told of before: close by, and anywhere."""
SHORT = frozenset({"day", "week", "month", "range"})
BOUNDED = SHORT | {"year"}


class TimesTold:
    """Takes in the times of a text in order, up to the clause of the claim at hand."""

    def __init__(self, scenes: Scenes, document: Document) -> None:
        self.facts, self.language = scenes.facts, scenes.language
        self.date = document.date
        self.today = document.date.isoformat() if document.date and document.date_precision == "day" else None
        self.at = 0
        self.spans: list[Fact] = []
        """The ranges and open times told of: what "the same period" is."""
        self.bounded: list[Fact] = []
        """The bounded times that main clauses told of, in words that stand alone, the last one last."""
        self.with_year: Fact | None = None
        """The last of them that names its year."""
        self.origin: Fact | None = None
        """The last "since ..." of a main clause."""

    def advance(self, scene: Scene) -> None:
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
        words, what = self.words(fact.part.text, fact.sentence), fact.what
        if words.lower() in leaning(self.language).today:
            if self.today is None:
                return
            words = self.today
        form = opened(fact.inner or fact.opener, words, self.language)
        if form is not None and form != bare(words, self.language):
            words, what = form, grain(form, self.language)
        elif what == "leaning":
            what = grain(words, self.language)
        if fact.what == "open" and (point := end_of(words, self.language)) is not None:
            words, what = point, grain(point, self.language)  # "by June": the passage has come to June
        here = replace(fact, what=what, part=replace(fact.part, text=words))
        if fact.what == "leaning" and what == "other":
            return  # "the second attack in a week"
        if what == "range" or (what == "open" and words.lower().startswith("since")):
            self.spans.append(here)
        if what in BOUNDED:
            self.tell(here)
        elif what == "open" and words.lower().startswith(("since ", "from ")):
            month = named_month(words, self.language) is not None
            if month or any(c.isdigit() for c in words):
                self.origin = here
            if month:
                self.tell(here)

    def tell(self, fact: Fact) -> None:
        """Hold a bounded time as the last one told of."""
        self.bounded.append(fact)
        if YEAR.search(fact.part.text):
            self.with_year = fact

    def recent(self, sentence: int, reach: int) -> Iterator[Fact]:
        """The times told of within so many sentences, the last one first."""
        return takewhile(lambda f: sentence - f.sentence <= reach, reversed(self.bounded))

    def base(self, sentence: int) -> Fact | None:
        """The time that "two days later" rests on."""
        short = next((f for f in self.recent(sentence, LEAN_REACH) if f.what in SHORT), None)
        return short or next(self.recent(sentence, LEAN_REACH), None)

    def words(self, words: str, sentence: int, beside: Fact | None = None) -> str:
        """A time in words that stand alone: what it leans on, and the year of the passage, are put in."""
        base = beside or self.base(sentence)
        if leaning(self.language).period in words.lower().split():
            base = self.spans[-1] if self.spans else base
            if base is not None and leant(words, base.part.text, self.language) is not None:
                return base.part.text
        if base is None:
            return words
        stands = leant(words, base.part.text, self.language)
        if stands is not None:
            return stands
        told, base = base, self.with_year or base
        years = YEAR.findall(base.part.text)
        near = DATED_NEAR if sentence - base.sentence <= YEAR_REACH else DATED_FAR
        if ORDINAL.fullmatch(words):  # "on the 15th": of the month told of last, where the text looks back
            years, near = YEAR.findall(told.part.text), 0
            base = told
        past = bool(years) and (self.date is None or int(years[-1]) < self.date.year - near)
        return (dated(words, base.part.text, self.language) if past else None) or words
