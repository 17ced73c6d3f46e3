"""The verb of a clause that no frame fits: where its group begins, and whether its subject acts or suffers."""

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles

HELPED = 5
"""Words at most between a helping verb and the verb that it helps: "did the rebels ever attack"."""


class ClauseVerb:
    """The verb around the word that heads the clause's claim (``at``)."""

    def __init__(self, roles: Roles, clause: int, key: int, g: Grammar) -> None:
        self.roles, self.units, self.key, self.g = roles, roles.units, key, g
        self.span = roles.sk.clause_units(clause)
        self.at = key if self.verbal(key) else self._first_verb()

    def _first_verb(self) -> int:
        verbs = [i for i in self.span if i not in self.roles.skip and self.verbal(i)]
        if not verbs:
            return self.key
        led = verbs[0] + 1 < self.span.stop and self.units[verbs[0] + 1].text == "by"
        if led and len(verbs) > 1 and verbs[0] > self.span.start and self.units[verbs[0] - 1].letter == "a":
            verbs = verbs[1:]  # "the coalition led by X launched": the participle is no verb of the clause
        full = [i for i in verbs if self.units[i].text not in self.g["auxiliaries"]]
        joined = bool(full) and all(self.units[i].text != "," for i in range(verbs[0], full[0]))
        return full[0] if joined and full[0] - verbs[0] <= HELPED else verbs[0]

    def verbal(self, i: int) -> bool:
        """Whether a word is a verb form here; a form that may be a noun counts after a party, a plural or "to"."""
        unit, before = self.units[i], self.units[i - 1] if i > self.span.start else None
        if before is not None and before.text in self.g["determiners"] | {"'s", "no"} - {"these", "those"}:
            return unit.text in self.g["auxiliaries"]
        if is_gerund(unit, self.g) and before is not None:
            return before.text not in self.g["prepositions"]
        if unit.letter or unit.text not in self.g["present_forms"]:
            return is_verb(unit, self.g) or (not unit.letter and unit.text in self.g["past_forms"])
        if before is None or before.text in self.g["determiners"] | self.g["prepositions"] - {"to"}:
            return False
        plural = before.text.endswith("s") and before.text != "'s" and not unit.text.endswith("s")
        return before.letter == "a" or plural or before.text in self.g.any("verb_leads", "auxiliaries")

    def group(self) -> int:
        """The first unit of the verb's group: its auxiliaries, adverbs and negations."""
        i = self.at
        while i > self.span.start and (
            self.units[i - 1].text in self.g.any("auxiliaries", "verb_particles")
            or (self.units[i - 1].text.endswith("ly") and not self.units[i - 1].letter)
        ):
            i -= 1
        return i

    def passive(self) -> bool:
        """Whether the verb is a participle after a form of "be", or stands alone before "by" and a party."""
        text = self.units[self.at].text
        led = self.units[self.at - 1].text if self.at > self.span.start else ""
        if text in self.g["present_forms"] and led in self.g["be_forms"] and is_verb(self.units[self.at - 1], self.g):
            return True  # "had been hit", "were shot"
        if (
            text in self.g["present_forms"]
            or text.endswith("ing")
            or not is_verb(self.units[self.at], self.g)
            or text in self.g["auxiliaries"]
        ):
            return False
        helpers = [
            self.units[i].text
            for i in range(self.group(), self.at)
            if self.units[i].text in self.g.any("auxiliaries", "be_forms")
        ]
        if helpers:
            return helpers[-1] in self.g["be_forms"]
        after = self.units[self.at + 1 : self.at + 3]
        return len(after) == 2 and after[0].text == "by" and after[1].letter == "a"

    def undergoes(self) -> bool:
        """Whether the subject suffers what an active verb says: "came under fire"."""
        return self.g.holds("undergoing", [self.units[i].text for i in self.span])
