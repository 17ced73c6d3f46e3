"""What the words around a match qualify: all of a time, what is counted, and whether it is denied."""

import re
from collections.abc import Iterable

from inquest.extract._draft import COUNTED, Draft
from inquest.extract._frames import Match
from inquest.extract._negation import negated
from inquest.extract._roles import Roles
from inquest.model.claim import SCOUTED, SLOTS

CONTRAST = 8
"""Words after "not" within which "but" makes it a contrast."""
TURNED = r"\b(?:not true|untrue|false|a lie|a myth|wrong|not the case|incorrect)(?: to say)? that\b"
DOUBLED = r"\b(?:nobody|no one|none|not|cannot|never) (?:\w+ )?(?:den(?:y|ies|ied)|dispute[ds]?|doubts?)\b"
"""What turns a clause that it governs: "it is not true that", "nobody denies that"."""


class Qualifier:
    """Fills the closed slots and the polarity of one sentence's drafts."""

    def __init__(self, roles: Roles) -> None:
        self.roles, self.sk, self.units, self.skip = roles, roles.sk, roles.units, roles.skip
        self.voices, self.g = roles.voices, roles.g

    def qualify(self, draft: Draft) -> None:
        """All that the words around the match say of how it is meant."""
        self._universal(draft)
        self._measure(draft)
        self._polarity(draft)

    def _universal(self, draft: Draft) -> None:
        if "universal" in draft.slots:
            return
        span = self.roles.span(draft.match)
        words = " " + " ".join(self.units[i].text for i in span if i not in self.skip) + " "
        for phrase, value in (
            (" never ", "never"),
            (" always ", "always"),
            (" all along ", "always"),
            (" in every year ", "every_year"),
            (" every year ", "every_year"),
            (" every single year ", "every_year"),
            (" each year ", "every_year"),
            (" each and every year ", "every_year"),
            (" year after year ", "every_year"),
            (" constantly ", "always"),
            (" for years ", "for_years"),
            (" for many years ", "for_years"),
            (" at no time ", "never"),
        ):
            if value == "for_years" and draft.match.frame.kind not in {"engagement", "containment"}:
                continue
            if phrase in words or (
                value == "for_years" and any(p.text.lower() == phrase.strip() for p in draft.periods)
            ):
                draft.slots["universal"] = value
                return
        if draft.slots.get("relation") == "clash" and self._first_time(draft.match, words):
            draft.slots["universal"] = "first"
            return
        before = self.sk.clause_of(draft.match.first) - 1
        if before >= 0:
            words = " " + " ".join(self.units[i].text for i in self.sk.clause_units(before)) + " "
            if " all along " in words:
                draft.slots["universal"] = "always"

    def _first_time(self, match: Match, clause: str) -> bool:
        """Whether "first fought" or "fought for the first time" makes it a claim about the beginning."""
        near = [self.units[i].text for i in range(match.first, match.last + 1)]
        return "first" in near or " for the first time " in clause

    def _in_fighting(self, draft: Draft) -> bool:
        """Whether the dead are those of fights: "killed in heavy fighting"; civilians are counted over all violence."""
        units = [self.units[i] for i in self.roles.span(draft.match) if i not in self.skip]
        if any("civilians" in p.ids for u in units for p in u.parts):
            return False
        fights = [n for n, u in enumerate(units) if u.text in self.g["fights_alone"]]
        return any("in" in {u.text for u in units[max(n - 3, 0) : n]} for n in fights)

    def _measure(self, draft: Draft) -> None:
        frame, slots = draft.match.frame, draft.slots
        clause = " " + " ".join(self.units[i].text for i in self.roles.span(draft.match)) + " "
        if frame.measure_by_words:
            head = " ".join(u.text for u in self.units[draft.match.first : draft.match.first + 4])
            deaths = any(w in head for w in ("death", "fatalit", "killing", "dead", "casualt", "killed", "lives"))
            events = any(w in head for w in ("attack", "strike", "clash", "raid", "incident", "bombing"))
            if deaths or events:
                slots["measure"] = "deaths" if deaths else "events"
        civilians = any("civilian" in p.text.lower() or "civilians" in p.ids for p in draft.targets)
        if frame.kind == "priority":
            self._who_died(draft)
        elif frame.civilians and civilians:
            slots["measure"] = "deaths_of_civilians"
            draft.versus_targets = draft.versus_targets or list(draft.targets)
        elif frame.civilians and draft.targets and draft.versus_actors and slots.get("measure") == "deaths":
            slots["measure"] = "deaths_of_target"  # "killed more rebels than the army did": the dead of the rebels
        dead = frame.kind == "comparison" and "victims" in draft.match.captured and not draft.actors
        if dead and not civilians and slots.get("measure", "deaths") == "deaths":
            slots["measure"] = "deaths_of_target"  # "more soldiers died in A than in B": the dead of the army
        between = " between " in clause and draft.actors and draft.targets
        if frame.kind == "level" and slots.get("measure") == "deaths":
            fought = between or (not (draft.actors or draft.targets) and self._in_fighting(draft))
            slots.setdefault("violence", "one_sided" if civilians and draft.actors else "fighting" if fought else "any")
        named = {self.units[i].text for i in range(draft.match.first, draft.match.last + 1)}
        if frame.kind == "level" and slots.get("measure") == "deaths" and between and "combatants" in named:
            slots["measure"] = "deaths_of_combatants"
        lost = frame.roles.get("subject") == "targets"  # "the rebels lost 300 men": their own dead
        victims = lost or "victims" in draft.match.captured or "victims_side" in frame.roles.values()
        if frame.kind == "level" and victims and draft.targets and not civilians and slots.get("measure") == "deaths":
            slots["measure"] = "deaths_of_target"
        if frame.kind in {"level", "priority"} and any(
            f" {w} " in clause for w in ("recorded", "documented", "registered")
        ):
            slots["recorded"] = "yes"
        self._fine(draft)
        for slot in [s for s, v in slots.items() if v not in SLOTS[s]]:
            del slots[slot]

    def _who_died(self, draft: Draft) -> None:
        """For "civilians made up a third of the deaths": they are not who killed, but who died."""
        if draft.match.frame.civilians and draft.actors and all("civilians" in p.ids for p in draft.actors):
            draft.targets, draft.actors = draft.actors, []
            draft.slots["measure"] = "deaths_of_civilians"

    def _fine(self, draft: Draft) -> None:
        """Deaths by a means, or of a group, that the record does not tell apart."""
        frame = draft.match.frame
        if frame.kind not in COUNTED or "deaths" not in draft.slots.get("measure", "deaths"):
            return
        words = [self.units[i].text for i in self.roles.span(draft.match) if i not in self.skip]
        words += [w for p in draft.targets for w in p.text.lower().split()]  # "women and children" are one symbol
        sent = [p.text.lower().split() for p in (*draft.actors, *draft.versus_actors)]  # "Turkish warplanes killed"
        by_arm = any(set(w) & self.g["arms"] or self.g.holds("arms_pairs", w) for w in sent)
        if by_arm or set(words) & self.g["means"] or self.g.holds("means_pairs", words):
            draft.slots.setdefault("needs", "means")
        elif set(words) & self.g["victim_groups"]:
            draft.slots.setdefault("needs", "victims")

    def _plain(self, span: Iterable[int]) -> list[str]:
        """Words with symbols for names and amounts, those of an attribution left out."""
        own = [self.units[i] for i in span if i not in self.skip]
        return [{"": u.text, "q": "@q"}.get(u.letter, "@") for u in own]

    def _contrast(self, i: int) -> bool:
        """For "X, not Y, killed" and "not in A but in B": the "not" denies what it stands before, and no more."""
        if self.units[i].text != "not" or i + 1 >= len(self.units):
            return False
        then = next((u for u in self.units[i + 1 : i + 4] if u.text not in self.g["determiners"]), self.units[i])
        named = bool(then.letter) or then.text in self.g["prepositions"]
        aside = i > 0 and self.units[i - 1].text in {",", "and", "—", "("}
        return named and (aside or any(u.text == "but" for u in self.units[i + 1 : i + CONTRAST]))

    def _polarity(self, draft: Draft) -> None:
        frame, match = draft.match.frame, draft.match
        voice = self.voices[self.sk.clause_of(match.first)]
        if frame.polarity:
            deny = frame.polarity == "deny"
        elif frame.id.startswith(SCOUTED) or not frame.tested:
            main = voice.brief and voice.deny  # "whoever believes that ... has not been there": the main clause's "not"
            deny = not main and negated(self._plain(self.roles.span(match)), frame.kind, self.g)
        else:
            start = max(self.sk.clause_units(self.sk.clause_of(match.first)).start, match.first - 4)
            governing = [i for i in range(start, match.first) if self.units[i].text == "that"]
            near = range(governing[-1] + 1 if governing else start, match.last + 1)
            words = self._plain(i for i in near if not self._contrast(i))
            deny = negated(words, frame.kind, self.g, near=True)
            start = self.sk.clause_units(self.sk.clause_of(match.first)).start
            early = [self.units[i].text for i in range(start, match.first) if i not in self.skip]
            deny = deny or self.g.holds("denying_all", early)
        deny = deny != self._matrix(match, voice.deny)
        draft.polarity = "deny" if deny != voice.deny else "affirm"

    def _matrix(self, match: Match, ridiculed: bool) -> bool:
        """Whether the sentence that holds the clause turns it: "it is not true that", "nobody denies that"."""
        words = " ".join(self.units[i].text for i in range(match.first) if not self.units[i].letter)
        turned = re.search(TURNED, words)
        doubled = re.search(DOUBLED, words)
        return (bool(turned) and not ridiculed) != (bool(doubled) and ridiculed)
