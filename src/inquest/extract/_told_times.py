"""The times that a passage has told of up to a claim, and what a time that leans on them says in full."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from inquest.extract._leaning import (
    ORDINAL,
    bare,
    dated,
    end_of,
    leaning,
    leant,
    named_month,
    opened,
    points_back,
)
from inquest.extract._leant import YEAR
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
        self.latest: Fact | None = None
        """The time named last, also one that the passage is not about."""
        self.year = ""
        """The year named last, also one that something is said to be since."""

    def advance(self, scene: Scene) -> None:
        """Take in the times told of up to a claim's clause."""
        while self.at < len(self.facts):
            fact = self.facts[self.at]
            if (fact.sentence, fact.clause) >= (scene.sentence, scene.clause):
                return
            self.at += 1
            if fact.what == "place" or fact.spoken:
                continue
            self.latest = fact
            if not fact.behind:
                self._take(fact)

    def _take(self, fact: Fact) -> None:
        words, what = self.words(fact.part.text, fact.sentence, now=fact.now), fact.what
        if words.lower() in leaning(self.language).today:
            if self.today is None:
                return
            words = self.today
        self.year = (YEAR.findall(words) or [self.year])[-1]
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

    def words(self, words: str, sentence: int, beside: Fact | None = None, *, now: bool = False) -> str:
        """A time in words that stand alone: what it leans on, and the year of the passage, are put in.

        ``now``: it runs up to the time of the text, whose year it has.
        """
        length = leaning(self.language).up_to_now.match(words)
        back = points_back(words, self.language)
        base = self._last(words, sentence, beside) if back else beside or self.base(sentence)
        if length is not None or (back and base is not None):
            found = (
                f"the past {length.group(1)}" if length else leant(words, base.part.text if base else "", self.language)
            )
            return found or words
        if base is None or back:
            return words
        stands = leant(words, base.part.text, self.language)
        if stands is not None:
            return stands
        of_year = self._of_a_year(words, sentence)
        if of_year is not None:
            return of_year
        if now:
            return words
        told, base = base, self.with_year or base
        years = YEAR.findall(base.part.text)
        near = DATED_NEAR if sentence - base.sentence <= YEAR_REACH else DATED_FAR
        if ORDINAL.fullmatch(words):  # "on the 15th": of the month told of last, where the text looks back
            years, near = YEAR.findall(told.part.text), 0
            base = told
        past = bool(years) and (self.date is None or int(years[-1]) < self.date.year - near)
        return (dated(words, base.part.text, self.language) if past else None) or words

    def _last(self, words: str, sentence: int, beside: Fact | None) -> Fact | None:
        """The time that "that month" points to: the one told of last, or one named since that alone is a month."""
        if leaning(self.language).period in words.lower().split() and self.spans:
            return self.spans[-1]
        told = beside or next(self.recent(sentence, LEAN_REACH), None)
        since = self.latest
        if since is None or not since.behind or sentence - since.sentence > LEAN_REACH:
            return told
        if told is not None and (since.part.start < told.part.start or self._fits(words, told)):
            return told
        return since if self._fits(words, since) else told

    def _of_a_year(self, words: str, sentence: int) -> str | None:
        """For "in May of that year", "in May last year" and "in the second half of the year", with the year."""
        forms = leaning(self.language)
        that = forms.of_year.search(words)
        if that is not None:
            return f"{words[: that.start()]} {self.year}" if self.year else words
        half = forms.the_year.search(words)
        if half is None:
            return words if forms.own_year.search(words) else None
        year = self._past_year(words, sentence)
        return f"{words[: half.start(1)]}of {year}" if year else words

    def _past_year(self, words: str, sentence: int) -> str:
        """The year of "the second half of the year" in a passage about one that is over."""
        told = self.with_year
        if told is None or self.date is None or sentence - told.sentence > LEAN_REACH or words[:5].lower() == "since":
            return ""
        year = YEAR.findall(told.part.text)[-1]
        return "" if int(year) == self.date.year else year

    def _fits(self, words: str, fact: Fact) -> bool:
        return leant(words, fact.part.text, self.language) != words

    def doubted(self, words: str, sentence: int, beside: Fact | None = None) -> bool:
        """Whether a time may rest on more than one that the text tells of."""
        if points_back(words, self.language):
            return self._rivalled(words, sentence, beside)
        if words.lower().startswith(leaning(self.language).since_then):
            return self._aside(words, sentence)
        if leaning(self.language).the_year.search(words):
            far = self.with_year is None or sentence - self.with_year.sentence > YEAR_REACH
            past = self._past_year(words, sentence)
            return bool(past) and (far or past != self.year)
        month = named_month(words, self.language)
        year = "" if YEAR.search(words) else self.year
        own = YEAR.findall(self.words(words, sentence, beside))
        if month is None or not year or self.date is None or leaning(self.language).own_year.search(words):
            return False
        if own:
            return own[-1] not in (year, str(int(year) + 1))
        near = self.with_year is not None and sentence - self.with_year.sentence <= YEAR_REACH
        return near and int(year) != self.date.year - (month + 1 > self.date.month)

    def _aside(self, words: str, sentence: int) -> bool:
        """For "since then" after a time that only a relative clause names: "which fell in March, ..."."""
        base, last = self.base(sentence), self.latest
        named = last is not None and last.behind and sentence - last.sentence <= 1 and last.what in BOUNDED
        leans = leant(words, "", self.language) is not None
        return bool(named and leans and last and (base is None or last.part.start > base.part.start))

    def _rivalled(self, words: str, sentence: int, beside: Fact | None) -> bool:
        """Whether "that month" may point to two times that differ."""
        base = self._last(words, sentence, beside)
        others = [beside or next(self.recent(sentence, LEAN_REACH), None), self.latest]
        near = [f for f in others if f is not None and sentence - f.sentence <= LEAN_REACH and self._fits(words, f)]
        said = {leant(words, f.part.text, self.language) for f in near}
        return base is not None and bool(said - {leant(words, base.part.text, self.language)})
