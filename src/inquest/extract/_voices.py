"""The speakers of a text so far, and what a speaker's noun phrase says of who that is."""

from dataclasses import dataclass, field, replace

from inquest.extract._attribution import Said
from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import can_speak, speaks, text_of
from inquest.extract._relay import fronted, passed_on, relay_name
from inquest.extract._skeleton import Part, Unit

PRONOUNS = frozenset({"he", "she", "they", "it"})
RECENT = 2
"""Sentences over which a pronoun may stand for who spoke last."""
PASSAGE = 6
"""Sentences over which "the spokesman" may stand for a spokesman named with whom they speak for."""
OF = frozenset({"for", "of", "from", "at", "with", "in"})
"""Words between an office and whose it is."""


@dataclass(frozen=True)
class Voice:
    """Speaker, relayer and mode of a clause. ``deny``: the speaker says that it is not so."""

    speaker: str = "author"
    via: str | None = None
    mode: str = "asserts"
    deny: bool = False
    party: tuple[Part, ...] = ()
    """The side that the speaker speaks for, where the words name it ("a Chadian officer")."""
    framing: bool = False
    """The clause only introduces speech ("the minister said")."""
    skip: tuple[int, ...] = ()
    """Units of the clause that belong to the attribution, not to what is said."""
    brief: bool = False
    """It ends with its clause ("denied any part in the raid")."""
    sort: str = ""
    """``person``, ``body`` or ``many``, as far as the words tell: "he" is no ministry, "it" no general."""


@dataclass
class Voices:
    """The speakers of a text so far: full names by last word, roles in apposition, and who spoke last."""

    names: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    """Office -> the name of who holds it."""
    offices: dict[str, tuple[Voice, int]] = field(default_factory=dict)
    """Office -> who was last named as holding it for somebody ("a spokesman for the army"), and in which sentence."""
    last: Voice | None = None
    body: str | None = None
    """The organisation last named."""
    last_sentence: int = -9
    turn: "Voice | None" = None
    """Whose turn it is in a transcript."""
    heard: list[tuple[int, Voice]] = field(default_factory=list)
    """Who spoke lately, with the sentence."""
    subjects: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By sort: whom the last sentence that begins with such is about, and its index."""
    sentence: int = 0
    said_in: dict[int, Voice] = field(default_factory=dict)
    """Where a quotation begins -> who speaks in it."""
    waiting: list[tuple[int, int]] = field(default_factory=list)
    """Sentences inside a quotation whose speaker is named only after them: the sentence and where it began."""
    settled: dict[int, Voice] = field(default_factory=dict)
    """Sentences read earlier whose speaker was found since."""
    spoken: bool = False
    """Whether the last sentence held a quotation with its speaker."""

    def canonical(self, words: str) -> str:
        """The fullest form met of a speaker's name."""
        plain = words.strip(" ,")
        for opening in ("the ", "a ", "an ", "its ", "their ", "his ", "her "):
            plain = plain[len(opening) :] if plain.lower().startswith(opening) else plain
        key = plain.split()[-1].lower() if plain.split() else plain
        known = self.names.get(key)
        if key in self.roles:
            return self.roles[key]
        if known and (plain.lower() in known.lower() or plain.lower() == key):
            return known
        if key not in PRONOUNS and plain:
            self.names.setdefault(key, plain)
        return plain or words

    def caller(self, units: list[Unit]) -> str:
        """Who calls for something: a pronoun is the party that it stands for, else whoever spoke last."""
        words = " ".join(u.raw for u in units if u.raw)
        if words.lower() not in PRONOUNS:
            return self.canonical(words)
        stands = " and ".join(dict.fromkeys(p.text for u in units for p in u.parts))
        return stands or self._pronoun(units[0], words.lower()).speaker

    def said(self, units: list[Unit], found: Said, mode: str, skip: tuple[int, ...], g: Grammar) -> Voice:
        """The voice of an attribution."""
        voice = self.voice(units, *found.source, mode, skip, g)
        if found.via:
            return replace(voice, via=self.canonical(text_of(units[found.via[0] : found.via[1]])))
        return self.relayed(voice, units, found.source[1], found.stop, g, found.first)

    def relayed(self, voice: Voice, units: list[Unit], start: int, stop: int, g: Grammar, first: int = 0) -> Voice:
        """The voice with whoever passes it on, where the words between two units or right behind them say so."""
        relay = passed_on(units, start, stop, g) or (fronted(units, first, g) if first else None)
        if relay is None:
            return voice
        name = self.canonical(text_of(relay_name(units, relay)))
        skip = tuple(sorted({*voice.skip, *range(*relay)})) if voice.skip else ()
        return replace(voice, via=name, skip=skip) if name != voice.speaker else voice

    def voice(self, units: list[Unit], a: int, b: int, mode: str, skip: tuple[int, ...], g: Grammar) -> Voice:
        """The voice of a noun phrase; a pronoun is who spoke last, or whom the text was about."""
        words = text_of([u for u in units[a:b] if u.letter != "t"])
        key = units[a].text if b - a == 1 and units[a].text in PRONOUNS else words.lower()
        if key in PRONOUNS:
            return replace(self._pronoun(units[a], key), mode=mode, skip=skip, deny=False, brief=False, framing=False)
        voice = self._named(units[a:b], words, mode, skip, g)
        self.heard = [*self.heard[-7:], (self.sentence, replace(voice, skip=(), deny=False, brief=False))]
        return voice

    def _named(self, units: list[Unit], words: str, mode: str, skip: tuple[int, ...], g: Grammar) -> Voice:
        name, sort = self.canonical(words), sort_of(units, g)
        if (before := self._office(units, name, g)) is not None:
            return replace(before, mode=mode, skip=skip, deny=False, brief=False, framing=False)
        if name.lower() in g["body_nouns"] and self.body:
            return Voice(self.body, mode=mode, skip=skip, sort="body")
        if any(w in g["body_words"] for w in name.lower().split()) and name[:1].isupper():
            self.body = name
        if name.lower() in g["document_nouns"] and (issuer := self._issuer(words)):
            return replace(issuer, mode=mode, skip=skip)
        if name.startswith("same ") and self.heard and "source" not in name:
            return replace(self.heard[-1][1], mode=mode, skip=skip)
        if self.last and (name.lower() == "source" or name.startswith("same ")):
            return replace(self.last, mode=mode, skip=skip, deny=False, brief=False)
        told = Voice(name, mode=mode, skip=skip, party=party(units) or _seated(units, g), sort=sort)
        parts = name.lower().split()
        head = next((n for n, word in enumerate(parts) if word in OF), len(parts)) - 1
        if len(parts) > 1 and head >= 0 and parts[head] in g["person_nouns"]:
            self.offices[parts[head]] = (told, self.sentence)
        return told

    def _office(self, units: list[Unit], name: str, g: Grammar) -> Voice | None:
        """Whom "the spokesman" stands for: the one named lately with whom they speak for."""
        definite = bool(units) and (units[0].text == "the" or units[0].raw.lower().startswith("the "))
        found = self.offices.get(name.lower()) if definite and name.lower() in g["person_nouns"] else None
        return found[0] if found and self.sentence - found[1] <= PASSAGE else None

    def _issuer(self, words: str) -> Voice | None:
        """Whose "the statement" is: whoever the text was about, or who spoke, in the sentences before."""
        if not words.lower().startswith(("the ", "its ", "this ", "that ")):
            return None
        told = [(n, Voice(name)) for name, n in self.subjects.values() if 0 < self.sentence - n <= RECENT]
        told += [(n, replace(v, via=None)) for n, v in self.heard if 0 < self.sentence - n <= RECENT]
        return max(told, key=lambda t: t[0])[1] if told else None

    def _pronoun(self, unit: Unit, word: str) -> Voice:
        """Who spoke last, or whom the text was about since, of the sort that the pronoun stands for."""
        wanted = {"he": {"person", ""}, "she": {"person", ""}, "it": {"body", ""}}.get(word)
        near = [(n, v) for n, v in self.heard if self.sentence - n <= RECENT and (wanted is None or v.sort in wanted)]
        when, last = near[-1] if near else (-9, None)
        if last is not None and last == self.last:
            when = self.last_sentence
        stands = " and ".join(dict.fromkeys(p.text for p in unit.parts)) if unit.letter in ("a", "s") else ""
        told = [about for sort, about in self.subjects.items() if wanted is None or sort in wanted]
        about = max((t for t in told if self.sentence - t[1] <= RECENT), key=lambda t: t[1], default=None)
        if last is not None and (about is None or about[1] <= when):
            return last
        if stands and word in {"it", "they"}:
            return Voice(stands, party=unit.parts)
        if about is not None and about[1] < self.sentence:
            return Voice(about[0])
        if stands:
            return Voice(stands, party=unit.parts)
        return self.last or Voice((unit.raw or word).capitalize())

    def quoting(self, base: Voice, sentence: int, quoted: int | None) -> Voice:
        """Who speaks in a sentence that lies in a quotation: whoever its other sentences, or the last ones, name."""
        if quoted is None or base != Voice():
            return base
        if quoted in self.said_in:
            return self.said_in[quoted]
        if self.spoken and self.last is not None and self.last_sentence == sentence - 1:
            self.last_sentence = sentence
            return replace(self.last, mode="reports", deny=False, brief=False)
        return base

    def opening(self, opens: int | None, out: list[Voice]) -> None:
        """Remember who speaks in a quotation that goes on behind its first sentence: the one whom it is told of."""
        if opens is not None and out and out[-1].speaker != "author" and not out[-1].brief:
            self.said_in.setdefault(opens, replace(out[-1], skip=(), framing=False, deny=False))

    def note(self, units: list[Unit], sentence: int, quoted: int | None, out: list[Voice], g: Grammar) -> None:
        """Remember whom a sentence is about and, in a quotation, who speaks."""
        found = next((v for v in out if v.speaker != "author" and not v.brief), None)
        self.spoken = quoted is not None and found is not None
        if quoted is not None and found is not None:
            voice = replace(found, skip=(), framing=False, deny=False)
            self.said_in.setdefault(quoted, voice)
            self.settled.update({n: voice for n, start in self.waiting if start == quoted})
        self.waiting = [(n, start) for n, start in self.waiting if start == quoted and found is None]
        if quoted is not None and found is None:
            self.waiting.append((sentence, quoted))
        verb = next((k for k, u in enumerate(units[:12]) if k and is_verb(u, g)), None)
        opening = units[:verb] if verb else []
        meant = any(u.style == "anaphor" for u in opening)  # "they", "their rockets": nobody is named
        if opening and not meant and any(speaks(u, g) for u in opening) and can_speak(opening, g):
            words = text_of([u for u in opening if u.letter != "t"])
            if words.lower() not in PRONOUNS and len(opening) <= 8 and opening[0].text not in g["prepositions"]:
                name = words.removeprefix("The ").removeprefix("the ")
                self.subjects[sort_of(opening, g)] = (name, sentence)


def apposed(units: list[Unit], start: int, np: tuple[int, int], voices: Voices, g: Grammar) -> None:
    """For "the prime minister of Chad, A. B., stated": the role stands for the name from now on."""
    a, b = np
    if a - 1 > start and units[a - 1].text == ",":
        role = [w for u in units[start : a - 1] for w in (u.raw or u.text).lower().split() if w in g["role_nouns"]]
        name = text_of(units[a:b])
        if role and name[:1].isupper():
            for word in role:
                voices.roles[word] = name
            voices.names[name.split()[-1].lower()] = name


def sort_of(units: list[Unit], g: Grammar) -> str:
    """Whether a speaker's noun phrase names a person, a body or several people; empty where the words don't tell."""
    stop = next(
        (k for k, u in enumerate(units) if k and not u.letter and u.text in g["prepositions"] | {"of", ","}), None
    )
    inside = [u for u in units[:stop] if u.letter != "t"]
    if not inside:
        return ""
    head = inside[-1]
    words = {w for u in inside for w in (u.raw or u.text).lower().split()}
    if any(u.text in g["role_nouns"] - g["collectives"] for u in inside[:-1] if not u.letter):
        return "person" if not head.text.endswith("s") or head.raw[:1].isupper() else "many"  # "General Saleh"
    if head.letter in ("a", "s", "p", "d"):
        return "person" if any(p.person for p in head.parts) else "many" if head.plural else "body"
    if words & g["body_words"] or (head.raw or head.text).lower() in g["collectives"]:
        return "body"
    if head.raw.islower() and head.text.endswith("s") and not head.text.endswith("ss"):
        return "many"
    known = head.text in g.any("role_nouns", "speaker_nouns") or head.raw[:1].isupper()
    return "person" if known else ""


def party(units: list[Unit]) -> tuple[Part, ...]:
    """The side named in a speaker's noun phrase: a party, or the state of a demonym or country."""
    named = [u for u in units if u.letter == "a" and not any(p.side == "people" for p in u.parts)]
    if named:
        return named[-1].parts
    states = [p for u in units for p in u.parts if p.states and (u.style == "demonym" or u.letter == "p")]
    return tuple(replace(p, ids=p.states, side="state") for p in states[:1])


def _seated(units: list[Unit], g: Grammar) -> tuple[Part, ...]:
    """For "the defence ministry in Moscow": the government whose organ it is."""
    organ = next((k for k, u in enumerate(units) if u.text in g["organs"]), None)
    seats = [p for u in units[organ or 0 :] if u.letter == "p" for p in u.parts if p.seat]
    return tuple(replace(p, ids=p.seat, side="state") for p in seats[:1]) if organ is not None else ()
