"""Amounts of a clause that belong together, and those that a verb or an adverb tells without a number."""

from collections.abc import Callable

from inquest.extract._amount_words import WITHIN
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import speaks
from inquest.extract._scout import Lexicon
from inquest.extract._skeleton import Unit
from inquest.model.claim import Quantity
from inquest.model.late import Late

AS_MANY = Late(
    r" (at least |about |almost |nearly |roughly )?as (?:many|much) (?!in |on |as |of )(?:[a-z@\d]+ ){0,3}as "
)
"""One for one: "as many men as"."""


class Together:
    """Amounts of one clause that go with each other: ranges, ratios, sums."""

    def __init__(self, units: list[Unit], span: range, free: list[int], lex: Lexicon, g: Grammar) -> None:
        self.units, self.span, self.all, self.lex, self.g = units, span, free, lex, g
        self.words = f" {' '.join(units[i].text for i in span)} "

    def whole(self, i: int, kind: str, unit: str, counts: Callable[[int], bool]) -> Quantity | None:
        """The amount with another of the clause that it goes with; None where it stands alone."""
        if kind == "trend":
            return self.between(i, unit)
        if kind in {"exchange", "comparison"}:
            return self._for_each(i) or self._to_one(i)
        if kind == "priority":
            return self._of_every(i)
        return self._sum(i, unit, counts) if kind == "level" else None

    def between(self, i: int, unit: str) -> Quantity | None:
        """What a trend goes between: "from four in 2019 to 31 in 2020"."""
        first = self.units[i].amount
        if first is not None and first.high is not None:
            low, high = sorted((first.value, first.high))
            name = "%" if first.unit == "%" else unit
            return Quantity(op="between", value=low, high=high, unit=name, text=self.units[i].raw)
        ends = {self.units[j - 1].text: j for j in self.all if j and self.units[j - 1].text in {"from", "to"}}
        one, two = (self.units[ends[w]].amount if w in ends else None for w in ("from", "to"))
        if one is None or two is None or one.unit != two.unit or one.high or two.high:
            return None
        low, high = sorted((one.value, two.value))
        at = sorted(ends.values())
        name = "%" if one.unit == "%" else unit
        return Quantity(op="between", value=low, high=high, unit=name, text=self._text(at[0], at[1]))

    def each(self) -> int:
        """The unit of "for" in "for every", "for each"; -1 if there is none."""
        words = [self.units[n].text for n in self.span]
        found = (n for n, w in enumerate(words[:-1]) if w == "for" and words[n + 1] in {"each", "every"})
        return self.span.start + next(found, -1 - self.span.start)

    def _for_each(self, i: int) -> Quantity | None:
        """A ratio: "for every one of ours at least three of theirs", "five lives for each one"."""
        amount = self.units[i].amount
        each = self.each()
        if each < 0 or amount is None or amount.unit or amount.high:
            return None
        at = each + 2
        base = self.units[at].amount if at < self.span.stop else None
        if at == i or (base is not None and base.unit):
            return None
        value = amount.value / (base.value if base is not None and base.value else 1.0)
        return Quantity(op=amount.op, value=round(value, 4), unit="ratio", text=self.units[i].raw)

    def _to_one(self, i: int) -> Quantity | None:
        """A ratio: "by three to one", "one man for three Russians"."""
        one = self.units[i].amount
        for j in self.all:
            two = self.units[j].amount
            between = [self.units[n].text for n in range(i + 1, j)]
            if j <= i or one is None or two is None or one.unit or two.unit or 1 not in {one.value, two.value}:
                continue
            if between == ["to"] or (len(between) <= 3 and between[-1:] == ["for"]):
                op = one.op if one.op != "=" else two.op
                return Quantity(op=op, value=max(one.value, two.value), unit="ratio", text=self._text(i, j))
        return None

    def _of_every(self, i: int) -> Quantity | None:
        """A share: "of every ten who were killed, eight"."""
        amount = self.units[i].amount
        for j in self.all:
            base = self.units[j].amount
            led = [u.text for u in self.units[max(j - 2, 0) : j]]
            if j < i and led in (["of", "every"], ["of", "each"]) and amount and base and base.value > amount.value:
                value = round(100 * amount.value / base.value, 4)
                return Quantity(op=amount.op, value=value, unit="%", text=self._text(j, i))
        return None

    def _sorts(self, units: list[Unit]) -> set[str]:
        """What some words are: people, things."""
        return {"people" if self.person(u.text) else c for u in units for c in self.lex.of(u.text) or [""]}

    def person(self, word: str) -> bool:
        return bool({"people", "armed"} & set(self.lex.of(word))) or speaks(Unit(word, 0, 0), self.g)

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.units[n].raw for n in range(first, last + 1) if self.units[n].raw)

    def _sum(self, i: int, unit: str, counts: Callable[[int], bool]) -> Quantity | None:
        """Two amounts of the same sort as one: "14 soldiers and two officers", "two officers and a conscript"."""
        first = self.units[i].amount
        near = [u.text for u in self.units[i + 1 : i + 5]]
        single = first is not None and not first.unit and not first.high and near[1:3] in (["and", "a"], ["and", "an"])
        people = len(near) > 3 and self.person(near[0]) and self.person(near[3]) and not near[3].endswith("s")
        if first and single and people:
            return Quantity(op=first.op, value=first.value + 1, unit=unit, text=self._text(i, i + 4))
        for j in self.all:
            second = self.units[j].amount
            between = [self.units[n] for n in range(i + 1, j)]
            if first is None or second is None or j <= i or first.unit or second.unit or first.high or second.high:
                continue
            if not between or between[-1].text != "and" or len(between) > WITHIN or not counts(j):
                continue
            one, two = self._sorts(between), self._sorts(self.units[j + 1 : j + 1 + WITHIN])
            if one & two & {"people", "things"} and not any(u.text == "," for u in between):
                op = first.op if first.op != "=" else second.op
                text = self._text(i, min(j + 1, self.span.stop - 1))
                return Quantity(op=op, value=first.value + second.value, unit=unit, text=text)
        return None

    def as_many(self, kind: str) -> Quantity | None:
        """For "as many men as", "at least as many as": one for one."""
        found = AS_MANY.search(self.words)
        if found is None or kind not in {"comparison", "exchange"}:
            return None
        op = {"at least ": ">=", None: "="}.get(found[1], "~")
        return Quantity.model_validate({"op": op, "value": 1.0, "unit": "ratio", "text": found[0].strip()})
