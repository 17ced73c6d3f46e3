"""Extractor by frames: no model, no server; the same text gives the same claims.

Each sentence becomes a skeleton of symbols (names, times, amounts), is cut into clauses, gets a speaker per clause,
and is matched against the frames of its language. Everything that decides is data in ``frames/<language>``.
"""

from dataclasses import replace
from typing import ClassVar

from inquest.contracts import NameFinder, NameHit
from inquest.errors import InputError
from inquest.extract._anaphora import resolve
from inquest.extract._clauses import cut, is_verb
from inquest.extract._context import Context
from inquest.extract._draft import Draft, by_each, mentions
from inquest.extract._fill import Filler
from inquest.extract._first_person import first_person
from inquest.extract._frames import Frame, find_matches, load_frames
from inquest.extract._grammar import Grammar, grammar, languages
from inquest.extract._guard import adopt, unread
from inquest.extract._language import language
from inquest.extract._memory import Memory
from inquest.extract._modes import ModeRule, find_marks, find_mode, load_modes
from inquest.extract._passage import settle
from inquest.extract._roles import Roles
from inquest.extract._scenes import Scenes
from inquest.extract._scout import NONE
from inquest.extract._scouted import doubt, guess, judged
from inquest.extract._scouted import draft as scouted
from inquest.extract._skeleton import Skeleton
from inquest.extract._speech import Voice, Voices, read_voices
from inquest.extract._spoken_of import spoken_of, spoken_where
from inquest.extract._symbols import build
from inquest.extract._unheld import bounded, unheld
from inquest.model.claim import Claim, Extraction, Mention, Statement
from inquest.model.document import Document, Sentence
from inquest.model.words import language_name

PIECE = 20_000
"""Characters in which names are looked up at a time."""
NO_TEST = "no test for this kind in this version"
NO_FRAME = "no frame of this version fits it"
MISSED = "“{}” in it was not understood, and without it another claim would be tested"


class _Reading:
    """One pass over a document."""

    def __init__(self, document: Document, hits: tuple[NameHit, ...], frames: tuple[Frame, ...] | None = None) -> None:
        self.document, self.hits = document, sorted(hits, key=lambda h: (h.start, -h.end))
        self.language = document.language
        self.g: Grammar = grammar(self.language)
        self.frames, self.modes = frames or load_frames(self.language), load_modes(self.language)
        self.memory, self.voices = Memory(), Voices()
        self.scenes = Scenes(self.language)
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []
        self._at = 0

    def _hits_in(self, sentence: Sentence) -> list[NameHit]:
        while self._at < len(self.hits) and self.hits[self._at].end <= sentence.start:
            self._at += 1
        here, i = [], self._at
        while i < len(self.hits) and self.hits[i].start < sentence.end:
            if self.hits[i].start >= sentence.start and self.hits[i].end <= sentence.end:
                here.append(self.hits[i])
            i += 1
        return here

    def skeleton(self, sentence: Sentence) -> Skeleton:
        """A sentence with its names, times and amounts as symbols, anaphors resolved, and its clauses."""
        sk = build(sentence.text, sentence.start, self._hits_in(sentence), self.g)
        if sk.units:
            resolve(sk, self.memory, sentence.index, self.g)
            cut(sk, self.g)
        return sk

    def sentence(self, sentence: Sentence) -> None:
        """Statements and claims of one sentence."""
        sk = self.skeleton(sentence)
        if not sk.units:
            return
        voices = read_voices(sk, self.voices, sentence.index, self.g)
        first_person(sk, voices, self.memory, sentence.index, self.g)
        self.scenes.see(sk, sentence, voices, self.g)
        modes = [find_mode(sk, n, self.modes) for n in range(len(sk.bounds))]
        asked = sentence.text.rstrip("»\"”'’) ").endswith("?")
        roles = Roles(sk, voices, self.g)
        filler = Filler(roles, self.memory)
        blocked = {i for voice in voices for i in voice.skip}
        drafts: dict[int, list[Draft]] = {}
        for match in find_matches(sk, self.frames, blocked):
            clause = sk.clause_of(match.first)
            mode = modes[clause]
            if (
                mode
                and not mode[0].if_no_claim
                and "asks" not in match.frame.modes
                and not (mode[0].not_checkable != "question" and mode[1] > match.last + 1)
            ):
                continue
            if asked and "asks" not in match.frame.modes:
                continue
            if match.frame.active and not self._active(sk, match.first):
                continue
            if match.last + 1 < len(sk.units) and sk.units[match.last + 1].text == "what":
                continue  # "striking what the army termed a blow": a name for it, no deed
            draft = filler.draft(match)
            adopt(draft, roles, self.g, self.language)
            drafts.setdefault(clause, []).extend(by_each(draft, self.memory))
            if draft.actors and draft.targets and match.frame.each is None:
                self.memory.sides = (tuple(draft.actors), tuple(draft.targets))
        covered = self._guarded(drafts, roles)
        for draft in (d for here in drafts.values() for d in here if not asked):
            left = "" if draft.unconfirmed else unheld(draft, roles, self.g)
            draft.unconfirmed = MISSED.format(left) if left else draft.unconfirmed or doubt(sk, draft, self.language)
        self._scouted(sk, drafts, covered, modes, voices, filler, asked)
        Context(self.memory, sentence.index, roles, self.g).complete(
            [d for _, here in sorted(drafts.items()) for d in here]
        )
        called: str | None = None
        before = len(self.statements)
        for clause in range(len(sk.bounds)):
            if clause in covered and clause not in drafts:
                continue
            voice, mode = voices[clause], modes[clause]
            rule = mode[0] if mode else None
            if rule and rule.speaker and not drafts.get(clause):
                called = self._speaker(sk, clause, voice, rule, called)
                voice = replace(voice, speaker=called)
            self._statement(sk, sentence, clause, voice, modes[clause], drafts.get(clause, []), asked)
        if len(self.statements) == before and sentence.role == "body":  # no sentence is passed over in silence
            longest = max(range(len(sk.bounds)), key=lambda n: len(sk.clause_units(n)))
            self._statement(sk, sentence, longest, voices[longest], None, [], asked, whole=True)

    def _guarded(self, drafts: dict[int, list[Draft]], roles: Roles) -> set[int]:
        """Mark drafts that leave words unread, where no other of the clause reads them; the clauses covered."""
        covered: set[int] = set()
        for here in drafts.values():
            here[:] = _without_echoes(here)
            missed = {id(d): unread(d, here, roles, self.g) for d in here}
            whole = [d for d in here if not missed[id(d)]]
            for draft in here if not whole else ():
                draft.unconfirmed = MISSED.format(missed[id(draft)])
            here[:] = whole or here[:1]
            covered |= {c for d in here for c in roles.clauses(d.match)[1:]}
        return covered

    def _scouted(
        self,
        sk: Skeleton,
        drafts: dict[int, list[Draft]],
        covered: set[int],
        modes: list[tuple[ModeRule, int] | None],
        voices: list[Voice],
        filler: Filler,
        asked: bool,
    ) -> None:
        """Claims and opinions in clauses that no frame and no mode fits; they wait for a person's word."""
        beside = bool(drafts)
        for clause in range(len(sk.bounds)):
            if asked or drafts.get(clause) or clause in covered or modes[clause] or voices[clause].framing:
                continue
            label = guess(sk, clause, filler.skip, self.g, beside)
            rule = judged(label)
            if rule:
                modes[clause] = (rule, sk.clause_units(clause).start)
            elif label != NONE:
                drafts[clause] = [scouted(sk, clause, label, filler, self.g)]

    def _active(self, sk: Skeleton, first: int) -> bool:
        """Whether a transitive verb is no noun or infinitive ("to attack", "its attack on")."""
        before = sk.units[first - 1] if first else None
        return before is None or before.text not in {"the", "to", "a", "an", "of", "its", "their", "his", "after", "'s"}

    def _statement(
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
        units = [sk.units[i] for i in sk.clause_units(clause)]
        if voice.framing and not drafts:
            return
        said = [u for n, u in zip(sk.clause_units(clause), units, strict=True) if n not in voice.skip]
        verbs = any(is_verb(u, self.g) for u in said)
        if not drafts and (not verbs or len(said) < 3) and not mode and not (whole and len(said) > 3):
            return
        start, end = self._span(sk, min(u.start for u in units), max(u.end for u in units))
        spoken, state, reason = _state(voice.mode, mode[0] if mode else None, drafts, asked)
        number = len(self.statements) + 1
        hedges = find_marks(sk, clause, self.modes.hedges)
        tongue = language(self.language)
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

    def _told(
        self, sk: Skeleton, clause: int, voice: Voice, mode: tuple[ModeRule, int] | None, state: str | None
    ) -> dict[str, tuple[Mention, ...]]:
        """Whose an intention, call or prediction is, at whom it is aimed, and where."""
        at = mode[1] if mode else sk.clause_units(clause).stop
        who, whom = spoken_of(sk, clause, voice, at, state or "", self.g)
        where = spoken_where(sk, clause, voice, state or "", self.g)
        return {"actors": mentions(who), "targets": mentions(whom), "places": mentions(where)}

    def _speaker(self, sk: Skeleton, clause: int, voice: Voice, rule: ModeRule, called: str | None) -> str:
        """For calls the one who calls: named in the clause, or in the call before it in the sentence."""
        units = [sk.units[i] for i in sk.clause_units(clause)]
        found = find_mode(sk, clause, self.modes)
        stop = (found[1] if found else 0) - sk.clause_units(clause).start
        words = [u for u in units[: max(stop, 0)] if u.letter != "t" and u.text not in {"and", ",", "but"}]
        named = any(u.letter in ("a", "s") or u.raw[:1].isupper() for u in words)
        return (
            self.voices.canonical(" ".join(u.raw for u in words if u.raw))
            if words and named
            else called or voice.speaker
        )

    def _style(self, sk: Skeleton, clause: int) -> tuple[str, ...]:
        marks = list(find_marks(sk, clause, self.modes.irony))
        for i in sk.clause_units(clause):
            unit = sk.units[i]
            if unit.letter == "a" and unit.style in {"epithet", "polemical"}:
                marks.append(self.document.text[unit.start : unit.end])
        return tuple(dict.fromkeys(marks))

    def _span(self, sk: Skeleton, start: int, end: int) -> tuple[int, int]:
        text = self.document.text
        while end > start and text[end - 1] in " ,;:—–-(\n":
            end -= 1
        return start, end

    def _claim(self, sk: Skeleton, draft: Draft, statement: Statement, name: str) -> Claim:
        match = draft.match
        last = sk.clause_units(sk.clause_of(match.last))
        start, end = self._span(sk, statement.start, max(sk.units[i].end for i in last))
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


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Drop bare mentions of fighting in a clause whose other claims already say more about it."""
    if any(d.match.frame.kind == "engagement" and d.slots.get("universal") == "first" for d in drafts):
        drafts = [d for d in drafts if d.match.frame.kind != "sequence"]
    others = [d for d in drafts if d.match.frame.rank >= 0]
    return others + [d for d in drafts if d.match.frame.rank < 0 and not any(_says_more(o, d) for o in others)]


def _says_more(other: Draft, weak: Draft) -> bool:
    if weak.match.frame.kind != "engagement":
        return False
    names = {p.text for p in (*other.actors, *other.targets)}
    return other.match.frame.kind != "engagement" and names >= {p.text for p in (*weak.actors, *weak.targets)}


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"z{n}"


def _find_names(document: Document, names: NameFinder) -> tuple[NameHit, ...]:
    """All names; a long text is searched in pieces of whole sentences, so that the time stays linear in its length."""
    if len(document.text) <= PIECE:
        return names.find(document.text)
    hits: list[NameHit] = []
    start = 0
    ends = [s.end for s in document.sentences]
    for n, end in enumerate(ends):
        if n + 1 == len(ends) or ends[n + 1] - start > PIECE:
            found = names.find(document.text[start:end])
            hits += [replace(hit, start=hit.start + start, end=hit.end + start) for hit in found]
            start = end
    return tuple(hits)


class Rules:
    """Extractor by frames."""

    name = "rules"
    languages: ClassVar[tuple[str, ...]] = languages()

    def extract(self, document: Document, names: NameFinder) -> Extraction:
        """Every statement, and the claims read from them; offsets point into ``document.text``.

        Raises
        ------
        InputError
            If the document's language has no frames.
        """
        if document.language not in self.languages:
            raise InputError(
                f"the text is in {language_name(document.language)}, for which there are no frames",
                "a language that has frames",
                tuple(f"{language_name(code)} ({code})" for code in self.languages),
                "use --extractor llm, which reads any language; or check a translation; or add a folder of frames of "
                "your own (docs/frames.md)",
            )
        return self.read(document, names)

    def read(self, document: Document, names: NameFinder, frames: tuple[Frame, ...] | None = None) -> Extraction:
        """The same with frames of one's own in the place of those of the language."""
        reading = _Reading(document, _find_names(document, names), frames)
        for sentence in document.sentences:
            if sentence.role != "furniture":
                reading.sentence(sentence)
        claims = tuple(bounded(c) for c in settle(reading.scenes, reading.claims, document))
        return Extraction(statements=tuple(reading.statements), claims=claims)


EXTRACTOR = Rules()
