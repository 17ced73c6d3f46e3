"""The statements of a text and their claims, as the model has them: quote, speaker, mode, style, slots."""

from inquest.extract._clauses import is_verb
from inquest.extract._draft import Draft, mentions
from inquest.extract._grammar import Grammar
from inquest.extract._language import language
from inquest.extract._modes import ModeLists, ModeRule, find_marks, find_mode
from inquest.extract._scenes import Scenes
from inquest.extract._skeleton import Skeleton, Unit
from inquest.extract._speech import Voice, Voices
from inquest.extract._spoken_of import spoken_of, spoken_where
from inquest.model.claim import Claim, Mention, Statement
from inquest.model.document import Document, Sentence

NO_TEST = "no test in this version"
NO_FRAME = "its wording is not one that is known"


class Statements:
    """What has been read of a document so far, in the order of its clauses."""

    def __init__(self, document: Document, voices: Voices, scenes: Scenes, modes: ModeLists, g: Grammar) -> None:
        self.document, self.voices, self.scenes, self.modes, self.g = document, voices, scenes, modes, g
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []

    def add(
        self,
        sk: Skeleton,
        sentence: Sentence,
        clause: int,
        voice: Voice,
        mode: tuple[ModeRule, int] | None,
        drafts: list[Draft],
        asked: bool,
        whole: bool = False,
    ) -> None:
        """List a clause, with the claims read from it; what says nothing is passed over."""
        units = [sk.units[i] for i in sk.clause_units(clause)]
        if voice.framing and not drafts:
            return
        said = [u for n, u in zip(sk.clause_units(clause), units, strict=True) if n not in voice.skip]
        verbs = any(is_verb(u, self.g) for u in said)
        if not drafts and (not verbs or len(said) < 3) and not mode and not (whole and len(said) > 3):
            return
        first = min(u.start for u in [*units, *self._subject(sk, clause, drafts)])
        start, end = self._span(first, max(u.end for u in units))
        spoken, state, reason = _state(voice.mode, mode[0] if mode else None, drafts, asked)
        number = len(self.statements) + 1
        hedges = find_marks(sk, clause, self.modes.hedges)
        tongue = language(self.g.language)
        statement = Statement.model_validate(
            {
                "id": f"s{number:02d}",
                "sentence": sentence.index,
                "quote": self.document.text[start:end],
                "start": start,
                "end": end,
                "speaker": tongue.named(voice.speaker),
                "via": tongue.named(voice.via) if voice.via else None,
                "mode": spoken,
                "hedges": hedges,
                "style": self._style(sk, clause),
                "not_checkable": state,
                "reason": reason,
                "checkable_from": "once a record covers the time it speaks of" if state == "prediction" else None,
                **self._told(sk, clause, voice, mode, state),
            }
        )
        self.statements.append(statement)
        for n, draft in enumerate(drafts):
            name = f"c{number:02d}{_letter(n)}"
            self.scenes.stage(name, sk, draft, statement, self.g)
            self.claims.append(self._claim(sk, draft, statement, name))

    def spoken_later(self) -> None:
        """Give sentences of a quotation the speaker who is named only after them."""
        voices, tongue = self.voices.settled, language(self.g.language)
        changed: dict[str, dict[str, str]] = {}
        for n, one in enumerate(self.statements):
            if one.sentence in voices and one.speaker == "author":
                told = {"speaker": tongue.named(voices[one.sentence].speaker), "mode": "reports"}
                changed[one.id] = told
                self.statements[n] = one.model_copy(update=told)
        for n, claim in enumerate(self.claims):
            if claim.statement in changed:
                self.claims[n] = claim.model_copy(update={"speaker": changed[claim.statement]["speaker"]})

    def _told(
        self, sk: Skeleton, clause: int, voice: Voice, mode: tuple[ModeRule, int] | None, state: str | None
    ) -> dict[str, tuple[Mention, ...]]:
        """Whose an intention, call or prediction is, at whom it is aimed, and where."""
        at = mode[1] if mode else sk.clause_units(clause).stop
        who, whom = spoken_of(sk, clause, voice, at, state or "", self.g)
        where = spoken_where(sk, clause, voice, state or "", self.g)
        return {"actors": mentions(who), "targets": mentions(whom), "places": mentions(where)}

    def speaker(self, sk: Skeleton, clause: int, voice: Voice, called: str | None) -> str:
        """For calls the one who calls: named in the clause, or in the call before it in the sentence."""
        units = [sk.units[i] for i in sk.clause_units(clause)]
        found = find_mode(sk, clause, self.modes)
        stop = (found[1] if found else 0) - sk.clause_units(clause).start
        words = [u for u in units[: max(stop, 0)] if u.letter != "t" and u.text not in {"and", ",", "but"}]
        clause_of_its_own = any(is_verb(u, self.g) for u in words)
        named = not clause_of_its_own and any(u.letter in ("a", "s") or u.raw[:1].isupper() for u in words)
        return self.voices.caller(words) if words and named else called or voice.speaker

    def _subject(self, sk: Skeleton, clause: int, drafts: list[Draft]) -> list[Unit]:
        """The stretch right before a clause that has no verb and names who acts in it: "The SDF, | with B, took"."""
        if clause == 0:
            return []
        before = [sk.units[i] for i in sk.clause_units(clause - 1)]
        doers = {p.start for d in drafts for p in d.actors if p.via is None}
        own = any(u.start <= at < u.end for u in before for at in doers) or any(d.led for d in drafts)
        return before if own and not any(is_verb(u, self.g) for u in before) else []

    def _style(self, sk: Skeleton, clause: int) -> tuple[str, ...]:
        marks = list(find_marks(sk, clause, self.modes.irony))
        for i in sk.clause_units(clause):
            unit = sk.units[i]
            if unit.letter == "a" and unit.style in {"epithet", "polemical"}:
                marks.append(self.document.text[unit.start : unit.end])
        return tuple(dict.fromkeys(marks))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        text = self.document.text
        while end > start and text[end - 1] in " ,;:—–-(\n":
            end -= 1
        return start, end

    def _claim(self, sk: Skeleton, draft: Draft, statement: Statement, name: str) -> Claim:
        match = draft.match
        last = sk.clause_units(sk.clause_of(match.last) if draft.until is None else draft.until)
        start, end = self._span(statement.start, max(sk.units[i].end for i in last))
        lists = {
            k: mentions(getattr(draft, k))
            for k in (
                "actors",
                "targets",
                "versus_actors",
                "versus_targets",
                "places",
                "versus_places",
                "periods",
                "baselines",
                "milestones",
            )
        }
        return Claim(
            id=name,
            statement=statement.id,
            kind=match.frame.kind,
            frame=match.frame.id,
            quote=self.document.text[start:end],
            start=start,
            end=end,
            speaker=statement.speaker,
            via=statement.via,
            quantity=draft.quantity,
            polarity=draft.polarity,
            hedges=statement.hedges,
            slots=dict(sorted(draft.slots.items())),
            unconfirmed=draft.unconfirmed,
            **lists,
        )


def _state(spoken: str, rule: ModeRule | None, drafts: list[Draft], asked: bool) -> tuple[str, str | None, str | None]:
    """Mode of a statement, why it is not checkable if it isn't, and the reason in plain words."""
    if asked and not any(d.match.frame.kind == "counterfactual" for d in drafts):
        return ("asks", None, None) if drafts else ("asks", "question", "a question asserts nothing by itself")
    if drafts and not any(d.match.frame.tested for d in drafts):
        kinds = sorted({d.match.frame.kind for d in drafts})
        return spoken, "no test", f"{NO_TEST} ({', '.join(kinds)})"
    if drafts:
        return spoken, None, None
    if rule and rule.not_checkable != "question":
        return (rule.mode if rule.mode != "asserts" else spoken), rule.not_checkable, rule.reason
    return spoken, "no test", f"{NO_TEST}: {NO_FRAME}"


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"z{n}"
