"""The amount of a clause that no frame fits, and what it counts."""

import re
from typing import NamedTuple

from inquest.extract._roles import Roles
from inquest.extract._scout import Lexicon
from inquest.extract._skeleton import Unit
from inquest.model.claim import Quantity
from inquest.model.late import Late

MEASURES = Late(
    r"(?:day|week|month|year|hour|minute|night|mile|metre|meter|kilometre|kilometer|km|percent|dollar|degree)s?|o'clock|"
    r"[ap]\.?m\.?|decades?"
)
"""Nouns after which an amount counts neither people nor events."""
CLOCK = Late(r"\d{1,2}[.:]\d\d")
RATES = Late(r"(?:per|an?|each|every) (day|week|month|year)|(daily|weekly|monthly)")
UNITS = {
    "attacks": Late(r"(?:attack|raid|ambush|assault|incursion|onslaught|incident)(?:s|es)?"),
    "strikes": Late(r"(?:air)?strikes?|bombardments?|bombings?|targets"),
    "rockets": Late(r"rockets?"),
    "shells": Late(r"shells?"),
    "missiles": Late(r"missiles?"),
    "sorties": Late(r"sorties?"),
    "clashes": Late(r"clash(?:es)?|skirmish(?:es)?|battles?"),
}
"""Unit -> the nouns that it covers."""
HELD = Late(r"(?:abduct|kidnap|captur|captiv|prison|detain|arrest|hostage|freed|freeing)[a-z]{0,5}")
"""Words of people taken or freed."""
WITHIN = 4
"""Words after an amount among which is the noun that it counts."""


class Counted(NamedTuple):
    """The unit of an amount, what it counts, and the noun that names it where the record has no such unit."""

    at: int
    unit: str
    noun: int | None = None


class ClauseAmount:
    """The amounts of one clause."""

    def __init__(self, roles: Roles, clause: int, key: int, lex: Lexicon) -> None:
        self.dying = roles.g["dying_verbs"]
        self.lost = roles.units[key].text in roles.g["losing_verbs"]
        self.units, self.key, self.lex = roles.units, key, lex
        self.span = roles.sk.clause_units(clause)
        opener = self.units[self.span.start].text
        first = self.span.start
        if clause and opener in {"who", "which", "that"}:  # "97 people, who had stepped on mines"
            first = max(roles.sk.clause_units(clause - 1).start, first - WITHIN)
        free = [i for i in range(first, self.span.stop) if self.units[i].letter == "q" and i not in roles.skip]
        self.all = [i for i in free if self._unit(i) != "measure"]

    def find(self, kind: str) -> Counted | None:
        """The amount that the kind is about; None where none fits."""
        own = [i for i in self.all if i in self.span]
        share = [i for i in own if self._unit(i) == "%"]
        plain = [i for i in (self.all if kind == "level" else own) if self._unit(i) != "%" and self._counts(i)]
        if kind in {"level", "exchange"}:
            held = plain or share
        elif kind in {"priority", "trend"}:
            held = share or plain
        elif kind == "attribution":
            held = share
        elif kind in {"comparison", "containment"}:
            held = [i for i in own if self._unit(i)] or plain
        else:
            return None
        if not held:
            return None
        best = max(held, key=lambda i: (self._worth(i, kind), -i))
        return self._counted(best, kind)

    def _unit(self, i: int) -> str:
        amount = self.units[i].amount
        return amount.unit if amount is not None else ""

    def _after(self, i: int) -> list[Unit]:
        """Words of the noun phrase behind an amount."""
        out: list[Unit] = []
        for unit in self.units[i + 1 : min(i + 1 + WITHIN, max(self.span.stop, i + 3))]:
            if unit.text in {",", ";", ".", ":", "("} or unit.letter == "q":
                break
            out.append(unit)
        return out

    def _counts(self, i: int) -> bool:
        """Whether an amount may count people, events or things: no clock, no length of time, no "the two armies"."""
        unit, after = self.units[i], self._after(i)
        amount = unit.amount
        if amount is None or (i == 0 and CLOCK.fullmatch(unit.raw)):
            return False
        if after and not after[0].letter and MEASURES.fullmatch(after[0].text):
            return False
        known = unit.text.startswith("the ") or (i > 0 and self.units[i - 1].text in {"these", "those", "both", "all"})
        alone = amount.value == 1 and not unit.text.startswith(("at least", "more", "over"))
        none = alone and i > 0 and self.units[i - 1].text in {"not", "no", "the", "any", "than"}
        return not none and not (known and amount.value <= 10)

    def _worth(self, i: int, kind: str) -> float:
        """How likely an amount is the one that is claimed."""
        worth = 0.0
        after = self._after(i)
        classes = {c for u in after for c in self.lex.of(u.text)}
        if classes & {"people", "armed", "die", "hurt", "displaced"} or any(u.letter == "a" for u in after):
            worth += 3
        near = {c for u in self.units[max(i - 3, 0) : i + 4] for c in self.lex.of(u.text)}
        first = next((c for u in after for c in self.lex.of(u.text) if c in {"hurt", "kill", "die"}), "")
        worth -= 3 * (first == "hurt")
        led = [u.text for u in self.units[max(i - 2, self.span.start) : i]]
        worth -= 4 * (led[-1:] == ["of"] and i - 1 == self.span.start)  # "of the 14,000 killed, some 5,400"
        worth += 4 * (kind in {"exchange", "comparison"} and 0 <= self._each() < i)
        worth -= 6 * (led[-1:] == ["every"] or led[-1:] == ["each"])
        worth += 2 * bool(near & {"kill", "die"}) + bool(near & {"displaced", "hurt", "attack", "things"})
        return worth - abs(i - self.key) / 40

    def _counted(self, i: int, kind: str) -> Counted:
        unit, after = self._unit(i), self._after(i)
        if unit == "%":
            return Counted(i, "% change" if kind == "trend" else unit)
        if unit == "ratio" and kind in {"level", "engagement", "containment"}:
            return Counted(i, "attacks" if "attack" in self.lex.of(self.units[self.key].text) else "times")
        if unit:
            return Counted(i, unit)
        name, noun = self._noun(after, kind)
        if noun is not None:
            return Counted(i, "word", i + 1 + after.index(noun))
        rate = RATES.search(" ".join(u.text for u in self.units[i + 1 : self.span.stop]))
        if rate and name and not (rate[1] and self._each_own(rate[1], after)):
            name += f" per {rate[1] or {'daily': 'day', 'weekly': 'week', 'monthly': 'month'}[rate[2]]}"
        return Counted(i, name)

    def _each_own(self, span: str, after: list[Unit]) -> bool:
        """Whether "a day" belongs to other words: "in a day"."""
        words = " ".join(self.units[i].text for i in self.span)
        return bool(re.search(rf"\b(?:in|on|within|over|for|than) (?:a|an|each|every) {span}\b", words)) or not after

    def _noun(self, after: list[Unit], kind: str) -> tuple[str, Unit | None]:
        """The unit that the nouns and verbs around an amount give it, or the noun itself."""
        words = [u.text for u in after if not u.letter]
        own = {c for w in words for c in self.lex.of(w)}
        clause = [self.units[i].text for i in self.span]
        every = {c for w in clause for c in self.lex.of(w)}
        name = next((name for name, nouns in UNITS.items() if any(nouns.fullmatch(w) for w in words)), "")
        name = name or self._unharmed(clause, own, every)
        people = bool(own & {"people", "armed"}) or any(u.letter == "a" for u in after)
        deadly = bool({"die", "kill"} & every)
        if name or ("things" in own and not people):
            return name or "materiel", None
        fell = {"attack"} & every or set(clause) & self.dying
        if kind == "level" and (deadly or self.lost or (people and fell)):
            return "deaths", None
        if (deadly or self.lost) and people:
            return "deaths", None
        if kind == "trend":
            head = [self.units[i].text for i in self.span if i < self.key + 1]
            counted = (name for name, nouns in UNITS.items() if any(nouns.fullmatch(w) for w in head))
            return next(counted, "deaths" if deadly else ""), None
        noun = next((u for u in after if not u.letter and u.text.isalpha() and u.text.endswith("s")), None)
        return ("", noun) if noun is not None else ("deaths" if deadly or kind == "level" else "", None)

    def _unharmed(self, clause: list[str], own: set[str], every: set[str]) -> str:
        """The unit of people who did not die: hurt, driven out, taken."""
        deadly = {"die", "kill"}
        if "hurt" in (own or every) and not deadly & (own or every):
            return "wounded"
        if "displaced" in every and not deadly & (own | set(self.lex.of(self.units[self.key].text))):
            return "displaced"
        if not deadly & every and any(HELD.fullmatch(w) for w in clause):
            return "abducted" if any(w.startswith(("abduct", "kidnap")) for w in clause) else "prisoners"
        return ""

    def whole(self, i: int, kind: str, unit: str) -> Quantity | None:
        """The amount with another of the clause that it goes with; None where it stands alone."""
        if kind == "trend":
            return self._range(i, unit)
        if kind in {"exchange", "comparison"}:
            return self._for_each(i)
        if kind == "priority":
            return self._of_every(i)
        return self._sum(i, unit) if kind == "level" else None

    def _range(self, i: int, unit: str) -> Quantity | None:
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

    def _each(self) -> int:
        """The unit of "for" in "for every", "for each"; -1 if there is none."""
        words = [self.units[n].text for n in self.span]
        found = (n for n, w in enumerate(words[:-1]) if w == "for" and words[n + 1] in {"each", "every"})
        return self.span.start + next(found, -1 - self.span.start)

    def _for_each(self, i: int) -> Quantity | None:
        """A ratio: "for every one of ours at least three of theirs", "five lives for each one"."""
        amount = self.units[i].amount
        each = self._each()
        if each < 0 or amount is None or amount.unit or amount.high:
            return None
        at = each + 2
        base = self.units[at].amount if at < self.span.stop else None
        if at == i or (base is not None and base.unit):
            return None
        value = amount.value / (base.value if base is not None and base.value else 1.0)
        return Quantity(op=amount.op, value=round(value, 4), unit="ratio", text=self.units[i].raw)

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

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.units[n].raw for n in range(first, last + 1) if self.units[n].raw)

    def _sum(self, i: int, unit: str) -> Quantity | None:
        """Two amounts of the same sort as one: "14 soldiers and two officers"."""
        first = self.units[i].amount
        for j in self.all:
            second = self.units[j].amount
            between = [self.units[n] for n in range(i + 1, j)]
            if first is None or second is None or j <= i or first.unit or second.unit or first.high or second.high:
                continue
            if not between or between[-1].text != "and" or len(between) > WITHIN or not self._counts(j):
                continue
            one = {c for u in between for c in self.lex.of(u.text)} & {"people", "armed", "things"}
            two = {c for u in self._after(j) for c in self.lex.of(u.text)} & {"people", "armed", "things"}
            if one & two and not any(u.text == "," for u in between):
                op = first.op if first.op != "=" else second.op
                text = self._text(i, min(j + 1, self.span.stop - 1))
                return Quantity(op=op, value=first.value + second.value, unit=unit, text=text)
        return None
