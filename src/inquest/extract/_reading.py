"""One pass over a document: each sentence becomes a skeleton of symbols and clauses, and is matched against frames."""

from dataclasses import replace

from inquest.contracts import NameFinder, NameHit
from inquest.extract._anaphora import resolve
from inquest.extract._beside import take_sides
from inquest.extract._clauses import cut, is_gerund
from inquest.extract._companions import companions
from inquest.extract._context import Context
from inquest.extract._doer_beside import doer_beside
from inquest.extract._draft import Draft, by_each
from inquest.extract._fill import Filler
from inquest.extract._first_person import first_person
from inquest.extract._framed import Framed
from inquest.extract._frames import Frame, Frames, Match, find_matches, frames_of
from inquest.extract._governed import governed
from inquest.extract._grammar import Grammar, grammar
from inquest.extract._guard import adopt, unread
from inquest.extract._landmarks import dated_by
from inquest.extract._memory import Memory
from inquest.extract._modes import ModeRule, find_mode, load_modes
from inquest.extract._quotations import Quotations
from inquest.extract._roles import Roles
from inquest.extract._scenes import Scenes
from inquest.extract._scout import lexicon
from inquest.extract._scouted import waiting_amount
from inquest.extract._skeleton import Skeleton
from inquest.extract._speech import Voices, read_voices
from inquest.extract._spoken_for import spoken_for
from inquest.extract._statements import Statements
from inquest.extract._sums import together, whose_dead
from inquest.extract._symbols import build, sent_from
from inquest.extract._tails import cut_tails
from inquest.extract._unheld import unheld
from inquest.extract._unused import unused
from inquest.extract._weigh import weigh
from inquest.extract._which_place import narrowest, which_place
from inquest.model.claim import SCOUTED
from inquest.model.document import Document, Sentence

PIECE = 20_000
"""Characters in which names are looked up at a time."""
NON = "non-"
"""Before a name it names what is none: "non-civilian"."""
MISSED = "“{}” in it was not understood, and without it another claim would be tested"


class Reading:
    """One pass over a document."""

    def __init__(self, document: Document, hits: tuple[NameHit, ...], frames: tuple[Frame, ...] | None = None) -> None:
        self.document, self.hits = document, sorted(hits, key=lambda h: (h.start, -h.end))
        self.language = document.language
        self.g: Grammar = grammar(self.language)
        self.frames, self.modes = Frames(frames) if frames else frames_of(self.language), load_modes(self.language)
        self.memory, self.voices, self.quotations = Memory(), Voices(), Quotations(document.text)
        self.scenes = Scenes(self.language)
        self.told = Statements(document, self.voices, self.scenes, self.modes, self.g)
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
        self.memory.dateline = sent_from(sentence.text, sentence.start) or self.memory.dateline
        if sk.units:
            resolve(sk, self.memory, sentence.index, self.g)
            cut(sk, self.g)
        return sk

    def sentence(self, sentence: Sentence) -> None:
        """Statements and claims of one sentence."""
        found = self.framed(sentence)
        if found is None:
            return
        sk, drafts, covered, modes, voices = found.sk, found.drafts, found.covered, found.modes, found.voices
        roles, asked = found.filler.roles, found.asked
        for draft in (d for here in drafts.values() for d in here if not asked):
            narrowest(draft, roles)
            left = "" if draft.unconfirmed else governed(draft, roles, self.g) or unheld(draft, roles, self.g)
            draft.unconfirmed = (
                (MISSED.format(left) if left else draft.unconfirmed)
                or dated_by(draft, roles, found.filler.marks, self.document.text)
                or together(draft, roles)
                or doer_beside(draft, roles, self.g)
                or which_place(draft, roles, self.g)
                or whose_dead(draft, roles, self.memory.victims, sentence.index)
                or None
            )
        if not asked:
            weigh(found, self.g)
            for draft in (d for here in drafts.values() for d in here if not d.match.frame.id.startswith(SCOUTED)):
                waiting_amount(sk, draft, found.filler, self.g)
        Context(self.memory, sentence.index, roles, self.g).complete(
            [d for _, here in sorted(drafts.items()) for d in here]
        )
        every = [d for here in drafts.values() for d in here]
        for draft in every if not asked else ():
            left = unused(draft, every, roles, found.filler.marks)
            draft.unconfirmed = MISSED.format(left) if left else draft.unconfirmed
            draft.unconfirmed = companions(draft, every, roles, self.g) or draft.unconfirmed
        called: str | None = None
        before = len(self.told.statements)
        for clause in range(len(sk.bounds)):
            if clause in covered and clause not in drafts:
                continue
            voice, mode = voices[clause], modes[clause]
            rule = mode[0] if mode else None
            if rule and rule.speaker and not drafts.get(clause):
                called = self.told.speaker(sk, clause, voice, called)
                voice = replace(voice, speaker=called)
            self.told.add(sk, sentence, clause, voice, modes[clause], drafts.get(clause, []), asked)
        if len(self.told.statements) == before and sentence.role == "body":  # no sentence is passed over in silence
            longest = max(range(len(sk.bounds)), key=lambda n: len(sk.clause_units(n)))
            self.told.add(sk, sentence, longest, voices[longest], None, [], asked, whole=True)

    def framed(self, sentence: Sentence) -> Framed | None:
        """A sentence with its voices and modes, and what frames read in it; None where it has no words."""
        sk = self.skeleton(sentence)
        if not sk.units:
            return None
        quoted = self.quotations.around(sentence.start, sentence.end)
        opens = self.quotations.opened(sentence.start, sentence.end)
        voices = read_voices(sk, self.voices, sentence.index, self.g, quoted, opens)
        first_person(sk, voices, self.memory, sentence.index, self.g)
        spoken_for(sk, voices, self.g)
        matches = find_matches(sk, self.frames, {i for voice in voices for i in voice.skip})
        if lexicon(self.language) is not None:  # never whether it was trained: it is trained on these clauses
            voices = cut_tails(sk, matches, voices, self.g)
        self.scenes.see(sk, sentence, voices, self.g)
        modes = [find_mode(sk, n, self.modes) for n in range(len(sk.bounds))]
        asked = sentence.text.rstrip("»\"”'’) ").endswith("?")
        filler = Filler(Roles(sk, voices, self.g), self.memory)
        drafts = self._drafts(sk, matches, modes, filler, asked)
        take_sides(drafts, filler.roles)
        return Framed(sk, voices, modes, filler, drafts, self._guarded(drafts, filler.roles), asked)

    def _drafts(
        self,
        sk: Skeleton,
        matches: list[Match],
        modes: list[tuple[ModeRule, int] | None],
        filler: Filler,
        asked: bool,
    ) -> dict[int, list[Draft]]:
        """What frames read, clause by clause."""
        drafts: dict[int, list[Draft]] = {}
        for match in matches:
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
            adopt(draft, filler.roles, self.g, self.language)
            drafts.setdefault(clause, []).extend(by_each(draft, self.memory))
            if draft.actors and draft.targets and match.frame.each is None:
                self.memory.sides = (tuple(draft.actors), tuple(draft.targets))
        return drafts

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

    def _active(self, sk: Skeleton, first: int) -> bool:
        """Whether a transitive verb is no noun, infinitive or passive ("to attack", "its attack", "has been hit")."""
        lead = [u for u in sk.units[max(first - 3, 0) : first] if not u.text.endswith("ly")]
        before = lead[-1] if lead else None
        if before is not None and before.text in self.g["passive_lead"] and not is_gerund(sk.units[first], self.g):
            return False
        return before is None or before.text not in {"the", "to", "a", "an", "of", "its", "their", "his", "after", "'s"}


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


def find_names(document: Document, names: NameFinder) -> tuple[NameHit, ...]:
    """All names; a long text is searched in pieces of whole sentences, so that the time stays linear in its length."""
    hits: list[NameHit] = [*names.find(document.text)] if len(document.text) <= PIECE else _in_pieces(document, names)
    denied = (document.text[max(hit.start - len(NON), 0) : hit.start].lower() == NON for hit in hits)
    return tuple(hit for hit, not_it in zip(hits, denied, strict=True) if not not_it)


def _in_pieces(document: Document, names: NameFinder) -> list[NameHit]:
    hits: list[NameHit] = []
    start = 0
    ends = [s.end for s in document.sentences]
    for n, end in enumerate(ends):
        if n + 1 == len(ends) or ends[n + 1] - start > PIECE:
            found = names.find(document.text[start:end])
            hits += [replace(hit, start=hit.start + start, end=hit.end + start) for hit in found]
            start = end
    return hits
