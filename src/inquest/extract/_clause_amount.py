"""The amount of a clause that no frame fits, and what it counts."""

import re
from typing import NamedTuple

from inquest.extract._amount_words import (
    AFTER_TIME,
    CLOCK,
    DRIVEN,
    HELD,
    KNOWN,
    LANDS,
    LASTING,
    LIVING,
    MEASURES,
    NUMBERED,
    PLACES,
    RATES,
    SHOTS,
    UNITS,
    WITHIN,
)
from inquest.extract._amounts_together import Together
from inquest.extract._clauses import is_verb
from inquest.extract._counts import change_told
from inquest.extract._noun_phrases import speaks
from inquest.extract._roles import Roles
from inquest.extract._scout import Lexicon
from inquest.extract._skeleton import Unit
from inquest.model.claim import Quantity

NO_HEADS = frozenset({"apart", "ago", "away", "alone", "each"})
"""Words that end the noun phrase behind an amount and are no head of it."""
PER_CENT_OF = {"trend": "% change", "episode": "% territory", "prediction": "% territory"}
"""Kind -> what its per cents are; of the others they are shares (``%``)."""
REPEATS = frozenset({"level", "engagement", "containment", "sequence", "episode"})
"""Kinds in which "three times" counts what happened, and compares nothing."""


class Counted(NamedTuple):
    """The unit of an amount, what it counts, and the noun that names it where the record has no such unit."""

    at: int
    unit: str
    noun: int | None = None


class ClauseAmount:
    """The amounts of one clause."""

    def __init__(self, roles: Roles, clause: int, key: int, lex: Lexicon) -> None:
        self.g = roles.g
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
        self.lengths = [i for i in free if self._unit(i) == "measure" and i in self.span]
        self.pairs = Together(self.units, self.span, self.all, lex, self.g)
        self.words = self.pairs.words

    def find(self, kind: str) -> Counted | None:
        """The amount that the kind is about; None where none fits."""
        own = [i for i in self.all if i in self.span]
        share = [i for i in own if self._unit(i) == "%"]
        plain = [i for i in (self.all if kind == "level" else own) if self._unit(i) != "%" and self._counts(i)]
        if kind in {"level", "exchange"}:
            held = plain or share
        elif kind in {"priority", "trend"}:
            held = share or plain
        elif kind in {"attribution", "association", "attention"}:
            held = share
        elif kind in {"engagement", "sequence", "episode", "prediction"}:
            held = self._of_deeds(own, share, kind)
        elif kind == "counterfactual":
            held = [i for i in plain if self._people(i)]
        elif kind == "comparison":
            held = [i for i in own if self._unit(i)] or [
                i for i in plain if self.pairs.whole(i, kind, "", self._counts)
            ]
        elif kind == "containment":
            held = [i for i in own if self._unit(i)]
        else:
            return None
        if not held:
            return None
        best = max(held, key=lambda i: (self._worth(i, kind), -i))
        return self._counted(best, kind)

    def quantity(self, kind: str) -> Quantity | None:
        """The same as an amount of the model; one that goes with another is one with it."""
        found = self.find(kind)
        between = self.pairs.between(found.at, found.unit) if found and kind == "trend" else None
        change = change_told(self.units, self.span) if kind == "trend" and between is None else None
        found = None if change else found
        amount = self.units[found.at].amount if found else None
        if found is None or amount is None:
            return change or self.pairs.as_many(kind)
        unit = self.units[found.noun].text if found.noun is not None else found.unit
        if not unit and kind in {"engagement", "episode", "sequence", "prediction"}:
            return None
        whole = self.pairs.whole(found.at, kind, unit, self._counts)
        text = self.units[found.at].raw
        if unit == "measure" and found.at + 1 < len(self.units):
            unit = self.units[found.at + 1].text
        return whole or Quantity(op=amount.op, value=amount.value, high=amount.high, unit=unit or "deaths", text=text)

    def _of_deeds(self, own: list[int], share: list[int], kind: str) -> list[int]:
        """Amounts of attacks and of what is fired or hit, of places taken and land held, and lengths of a fight."""
        held = []
        for i in own:
            words = [u.text for u in self._after(i) if not u.letter]
            fired = any(SHOTS.fullmatch(w) or any(n.fullmatch(w) for n in UNITS.values()) for w in words[:3])
            times = self._unit(i) == "ratio" and "time" in self.units[i].text
            taken = kind != "engagement" and any(PLACES.fullmatch(w) for w in words)
            harmed = kind == "engagement" and self._people(i) and (DRIVEN.search(self.words) or self._deadly())
            if self._unit(i) in {"", "ratio"} and (times or (self._counts(i) and (fired or taken or harmed))):
                held.append(i)
        lands = [i for i in share if any(LANDS.fullmatch(u.text) for u in self._after(i))]
        return held or (lands if kind in {"episode", "prediction"} else []) or self._lasting()

    def _lasting(self) -> list[int]:
        """Lengths of time that are said of a fight or a siege: "lasted nine months", "after five years of siege"."""
        out = []
        for i in self.lengths:
            after = {u.text for u in self.units[i + 2 : i + 4]}
            led = {u.text for u in self.units[max(i - 2, 0) : i]}
            if led & LASTING or ("of" in after and after & AFTER_TIME):
                out.append(i)
        return out

    def _people(self, i: int) -> bool:
        """Whether an amount counts people."""
        return any(
            u.letter == "a" or {"people", "armed"} & set(self.lex.of(u.text)) or speaks(u, self.g)
            for u in self._after(i)
        )

    def _deadly(self) -> bool:
        return bool({"die", "kill", "hurt"} & {c for w in self.words.split() for c in self.lex.of(w)})

    def _unit(self, i: int) -> str:
        amount = self.units[i].amount
        return amount.unit if amount is not None else ""

    def _after(self, i: int) -> list[Unit]:
        """Words of the noun phrase behind an amount."""
        out: list[Unit] = []
        first = i + 1
        if [u.text for u in self.units[first : first + 1]] == ["of"] and first + 1 < len(self.units):
            owned = self.units[first + 1].text in {"their", "its", "our", "the", "his"}
            first += 2 if owned or self.units[first + 1].letter == "q" else 0  # "41 of their hideouts", "28 of the 31"
        for unit in self.units[first : min(first + WITHIN, max(self.span.stop, first + 2))]:
            if unit.text in {",", ";", ".", ":", "("} or unit.letter == "q":
                break
            out.append(unit)
        return out

    def _counts(self, i: int) -> bool:
        """Whether an amount may count people, events or things: no clock, no length of time, no "the two armies"."""
        unit, after = self.units[i], self._after(i)
        amount = unit.amount
        led = self.units[i - 1] if i else None
        if led is not None and led.text in NUMBERED and (not led.letter or led.style == "unknown"):
            return False  # "Brigade 47"; "at Post 12", where "Post" looks like a place that no dictionary holds
        if amount is None or (i == 0 and CLOCK.fullmatch(unit.raw)):
            return False
        if after and not after[0].letter and MEASURES.fullmatch(after[0].text):
            return False
        before = led.text if led is not None else ""
        if before in {"its", "their", "his", "our", "'s"} and amount.value <= KNOWN:
            return False  # "its twelve posts": not said, but known
        known = unit.text.startswith("the ") or before in {"these", "those", "both", "all"}
        alone = amount.value == 1 and not unit.text.startswith(("at least", "more", "over"))
        none = alone and before in {"not", "no", "the", "any", "than"}
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
        whole = led[-1:] == ["of"] or led == ["of", "the"]  # "of the 14,000 killed, some 5,400", "28 of the 31"
        worth -= 4 * (whole and any(n != i and self._unit(n) != "%" for n in self.all))
        worth += 4 * (kind in {"exchange", "comparison"} and 0 <= self.pairs.each() < i)
        worth -= 6 * (led[-1:] == ["every"] or led[-1:] == ["each"])
        worth += 2 * bool(near & {"kill", "die"}) + bool(near & {"displaced", "hurt", "attack", "things"})
        return worth - abs(i - self.key) / 40

    def _counted(self, i: int, kind: str) -> Counted:
        unit, after = self._unit(i), self._after(i)
        if unit == "%":
            return Counted(i, PER_CENT_OF.get(kind, unit))
        if unit == "ratio" and kind in REPEATS:
            return Counted(i, self._repeated())
        if unit:
            return Counted(i, unit)
        name, noun = self._noun(after, kind)
        if noun is not None:
            return Counted(i, "word", self.units.index(noun, i))
        rate = RATES.search(" ".join(u.text for u in self.units[i + 1 : self.span.stop]))
        if rate and name and not (rate[1] and self._each_own(rate[1], after)):
            name += f" per {rate[1] or {'daily': 'day', 'weekly': 'week', 'monthly': 'month'}[rate[2]]}"
        return Counted(i, name)

    def _each_own(self, span: str, after: list[Unit]) -> bool:
        """Whether "a day" belongs to other words: "in a day"."""
        words = " ".join(self.units[i].text for i in self.span)
        return bool(re.search(rf"\b(?:in|on|within|over|for|than) (?:a|an|each|every) {span}\b", words)) or not after

    def _noun(  # noqa: PLR0911 - one return per sort of noun
        self, after: list[Unit], kind: str
    ) -> tuple[str, Unit | None]:
        """The unit that the nouns and verbs around an amount give it, or the noun itself."""
        words = [u.text for u in after if not u.letter]
        own = {c for w in words for c in self.lex.of(w)}
        clause = [self.units[i].text for i in self.span]
        every = {c for w in clause for c in self.lex.of(w)}
        name = next((name for name, nouns in UNITS.items() if any(nouns.fullmatch(w) for w in words)), "")
        name = name or self._unharmed(clause, words, every)
        people = bool(own & {"people", "armed"}) or any(u.letter == "a" for u in after)
        deadly = bool({"die", "kill"} & every)
        if name:
            return name, None
        head = self._head(after)
        if "things" in own and not people:
            return ("", head) if head is not None and len(self._things()) < 2 else ("materiel", None)
        fell = {"attack"} & every or set(clause) & self.dying
        if kind in {"engagement", "sequence", "episode"} and head is not None:
            return "", head
        if kind == "level" and (deadly or self.lost or (people and fell)):
            return "deaths", None
        if (deadly or self.lost) and people:
            return "deaths", None
        if kind == "trend":
            led = [self.units[i].text for i in self.span if i < self.key + 1]
            known = (name for name, nouns in UNITS.items() if any(nouns.fullmatch(w) for w in led))
            return next(known, "deaths" if deadly else ""), None
        of_them = [u.text for u in after[:1]] == ["of"]
        counted = people or any(self.pairs.person(w) for w in words) or any(u.letter == "a" for u in after)
        if head is not None and not of_them and (self._lives() if counted else head.text.endswith("s")):
            return "", head
        return "deaths" if deadly or kind == "level" else "", None

    def _head(self, after: list[Unit]) -> Unit | None:
        """The noun that an amount counts: the last word before a verb, a preposition or another name."""
        found = None
        for unit in after:
            small = unit.text in self.g.any("prepositions", "relative_words") | {"and", "or", "that"}
            verb = unit.text in self.g["auxiliaries"] or (found is not None and is_verb(unit, self.g))
            if unit.letter in ("p", "t", "s") or small or verb or unit.text in NO_HEADS:
                break
            if unit.text.replace("-", "").isalpha() and not unit.text.endswith("ly"):
                found = unit
        return found if found is not None and not is_verb(found, self.g) else None

    def _things(self) -> list[int]:
        """Amounts of things in the clause."""
        return [i for i in self.all if any("things" in self.lex.of(u.text) for u in self._after(i)[:3])]

    def _lives(self) -> bool:
        """Whether the clause says of those it counts what only the living do or suffer: "are crowded into"."""
        return bool(set(self.words.split()) & LIVING)

    def _repeated(self) -> str:
        """What happens so many times: strikes from the air, else attacks, else nothing that is counted."""
        words = set(self.words.split())
        state = any(p.side == "state" for i in self.span for p in self.units[i].parts if self.units[i].letter == "a")
        if words & {"bombed", "strafed", "aircraft", "jets", "planes", "drones"} or (state and "struck" in words):
            return "strikes"
        return "attacks" if "attack" in {c for w in words for c in self.lex.of(w)} else "times"

    def _unharmed(self, clause: list[str], own_words: list[str], every: set[str]) -> str:
        """The unit of people who did not die: hurt, driven out, taken."""
        deadly, own = {"die", "kill"}, {c for w in own_words for c in self.lex.of(w)}
        if "hurt" in (own or every) and not deadly & (own or every):
            return "wounded"
        if DRIVEN.search(self.words) and not deadly & own:
            return "displaced"
        if "displaced" in every and not deadly & (own | set(self.lex.of(self.units[self.key].text))):
            return "displaced"
        if not deadly & every and any(HELD.fullmatch(w) for w in clause):
            named = [w for w in own_words if HELD.fullmatch(w) and w.endswith("s")]
            if named:
                return named[0]
            return "abducted" if any(w.startswith(("abduct", "kidnap")) for w in clause) else "prisoners"
        return ""
