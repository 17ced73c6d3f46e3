"""Who says it, in which mode: attribution, its carry-over, embedding that denies, and relayers."""

from dataclasses import dataclass, field, replace

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import ROLE_NOUNS, can_speak, is_noun, phrase_after, phrase_before, text_of
from inquest.extract._skeleton import Part, Skeleton, Unit


@dataclass(frozen=True)
class Voice:
    """Speaker, relayer, mode and embedding of a clause. ``embed``: the words that deny or distance what follows."""

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


@dataclass
class Voices:
    """The speakers of a text so far: full names by last word, roles in apposition, and who spoke last."""

    names: dict[str, str] = field(default_factory=dict)
    last: Voice | None = None
    body: str | None = None
    """The organisation last named."""
    last_sentence: int = -9
    turn: "Voice | None" = None
    """Whose turn it is in a transcript."""

    def canonical(self, words: str) -> str:
        """The fullest form met of a speaker's name."""
        plain = words.strip(" ,")
        for opening in ("the ", "a ", "an ", "its ", "their ", "his ", "her "):
            plain = plain[len(opening) :] if plain.lower().startswith(opening) else plain
        key = plain.split()[-1].lower() if plain.split() else plain
        known = self.names.get(key)
        if known and (plain.lower() in known.lower() or key in ROLE_NOUNS):
            return known
        if key not in {"he", "she", "they", "it"} and plain:
            self.names.setdefault(key, plain)
        return plain or words


def _remember_apposition(units: list[Unit], start: int, np: tuple[int, int], voices: Voices) -> None:
    """For "the prime minister of Chad, A. B., stated": the role stands for the name from now on."""
    a, b = np
    if a - 1 > start and units[a - 1].text == ",":
        role = [w for u in units[start : a - 1] for w in (u.raw or u.text).lower().split() if w in ROLE_NOUNS]
        name = text_of(units[a:b])
        if role and name[:1].isupper():
            for word in role:
                voices.names[word] = name
            voices.names[name.split()[-1].lower()] = name


def read_voices(sk: Skeleton, voices: Voices, sentence: int, g: Grammar) -> list[Voice]:
    """One Voice per clause of a sentence."""
    units = sk.units
    opened = _turn(units, g)
    voices.turn = opened or voices.turn
    base = _carried(units, voices, sentence, g)
    if base == Voice() and voices.turn:
        base = replace(voices.turn, skip=())
    bodies = [u for u in units if u.letter == "s" and not any(p.person for p in u.parts)]
    out: list[Voice] = []
    current = base
    whole = _whole_sentence(units, voices, g)
    if whole:
        current = whole
    apart = False
    for clause in range(len(sk.bounds)):
        span = sk.clause_units(clause)
        if current.deny and ";" in {units[span.start].text, units[max(span.start - 1, 0)].text}:
            current = whole or base  # what is denied ends with its part of the sentence
        found = _introduced(units, span, voices, g, current)
        if found:
            current = replace(found, framing=False, skip=())
            voices.last, voices.last_sentence = current, sentence
            out.append(found)
        else:
            skip = tuple(i for i in whole.skip if i in span) if whole else ()
            skip += tuple(i for i in opened.skip if i in span) if opened else ()
            after = whole is not None and min(whole.skip, default=0) > 1 and span.start > max(whole.skip)
            apart = after and (apart or units[span.start].text in g["relative_words"])
            if apart:  # "..., the command declared, a barb at X, whose forces ...": the writer's own words
                out.append(base)
                continue
            opener, follows = units[span.start].text, units[min(span.start + 1, len(units) - 1)].text
            if opener in {"but", "yet"} and follows != "that" and not whole:
                current = base  # the writer takes over again
            out.append(replace(current, skip=skip))
    if whole:
        voices.last, voices.last_sentence = replace(whole, skip=()), sentence
    if bodies:
        voices.body = bodies[-1].raw.removeprefix("the ").removeprefix("The ")
    return out


def _turn(units: list[Unit], g: Grammar) -> Voice | None:
    """For "THE MINISTER OF DEFENCE: ..." and "Question: ...": the speaker of a turn in a transcript."""
    colon = next((i for i, u in enumerate(units[:10]) if u.text == ":"), None)
    if not colon:
        return None
    said, skip = units[:colon], tuple(range(colon + 1))
    words = [w for u in said for w in u.raw.split()]
    if len(said) == 1 and said[0].text in g["turn_words"]:
        if said[0].text not in g["turn_askers"]:
            return Voice(skip=skip)
        return Voice("journalist", mode="asks", skip=skip)
    shouted = all(w.isupper() for w in words if w.isalpha()) and sum(w.isalpha() for w in words) > 1
    if not shouted:
        return None
    name = " ".join(w.lower() if w in {"THE", "OF", "FOR", "AND"} else w.capitalize() for w in words)
    return Voice(name.removeprefix("the "), mode="reports", skip=skip)


def _carried(units: list[Unit], voices: Voices, sentence: int, g: Grammar) -> Voice:
    """An attribution carries on only to a sentence that leans on it."""
    first = [u.text for u in units[:4]]
    words = " " + " ".join(u.text for u in units) + " "
    before = voices.last if voices.last_sentence == sentence - 1 else None
    leaning = any(f" {' '.join(p)} " in words for group in g.phrases["leaning"].values() for p in group)
    if before and before.mode == "reports" and leaning:
        voices.last_sentence = sentence
        return before
    if voices.last and voices.last_sentence == sentence - 1:
        leans = (
            first[:2] == ["in", "particular"] or first[:3] == ["this", "is", "especially"] or first[:1] == ["moreover,"]
        )
        if leans:
            return voices.last
    return Voice()


def _whole_sentence(units: list[Unit], voices: Voices, g: Grammar) -> Voice | None:
    """For "according to X" anywhere, or ", X said" / "said X" in or after the words: holds for the whole sentence."""
    n = len(units)
    for i, unit in enumerate(units):
        if unit.text == "according" and i + 1 < n and units[i + 1].text == "to":
            a, b = phrase_after(units, i + 2)
            if b > a:
                return _voice(units, a, b, voices, "reports", tuple(range(i, b)), g)
        said = unit.text in _said_set(g)
        if not said or i == 0 or is_noun(units, i, g):
            continue
        tail = i + 1 >= n or units[i + 1].text in {".", ",", ";"}
        if units[i - 1].text == "," and i + 1 < n and units[i + 1].text not in {"that"}:
            a, b = phrase_after(units, i + 1)
            ends = (
                b >= n or units[b].text in {".", ",", ";", "—", "while", "who", "and"} or units[b].text.endswith("ed")
            )
            if b > a and b - a <= 8 and ends and can_speak(units[a:b]) and not any(is_verb(u, g) for u in units[a:b]):
                return _voice(units, a, b, voices, "reports", tuple(range(i, b)), g)
        if tail:
            np = phrase_before(units, i, max(0, i - 12), g)
            comma = np and np[0] > 0 and units[np[0] - 1].text in {",", ";"}
            if np and comma and can_speak(units[np[0] : np[1]]):
                return _voice(units, np[0], np[1], voices, "reports", tuple(range(np[0], i + 1)), g)
    return _learned(units, voices, g)


def _learned(units: list[Unit], voices: Voices, g: Grammar) -> Voice | None:
    """For "..., SANA learned from a military source" / "... was told by ...": the source, via the agency."""
    n = len(units)
    for i, unit in enumerate(units):
        words = [u.text for u in units[i : i + 3]]
        width = (
            2
            if words[:2] == ["learned", "from"]
            else 3
            if words in (["was", "told", "by"], ["has", "learned", "from"])
            else 0
        )
        if width and i > 0 and i + width < n:
            a, b = phrase_after(units, i + width)
            voice = _voice(units, a, b, voices, "reports", tuple(range(i - 1, b)), g)
            return replace(voice, via=text_of(units[i - 1 : i])) if b > a else None
        del unit
    return None


def _said_set(g: Grammar) -> frozenset[str]:
    return g["said_words"]


def _voice(units: list[Unit], a: int, b: int, voices: Voices, mode: str, skip: tuple[int, ...], g: Grammar) -> Voice:
    words = text_of([u for u in units[a:b] if u.letter != "t"])
    name = voices.canonical(words)
    key = name.lower().split()[-1] if name.split() else ""
    if name.lower() in g["body_nouns"] and voices.body:
        return Voice(voices.body, mode=mode, skip=skip)
    if any(w in g["body_words"] for w in name.lower().split()) and name[:1].isupper():
        voices.body = name
    if (
        key in {"he", "she", "they", "it", "source"}
        and voices.last
        and ("same" in name or key != "source" or name == "source")
    ):
        return replace(voices.last, mode=mode, skip=skip, deny=False)
    return Voice(name, mode=mode, skip=skip, party=_party(units[a:b]))


def _party(units: list[Unit]) -> tuple[Part, ...]:
    """The side named in a speaker's noun phrase: a party, or the state of a demonym or country."""
    named = [u for u in units if u.letter == "a" and not any(p.side == "people" for p in u.parts)]
    if named:
        return named[-1].parts
    states = [p for u in units for p in u.parts if p.states and (u.style == "demonym" or u.letter == "p")]
    return tuple(replace(p, ids=p.states, side="state") for p in states[:1])


def _introduced(units: list[Unit], span: range, voices: Voices, g: Grammar, current: Voice) -> Voice | None:
    """For "X said (that)", "X denied that", "it is ridiculous to claim that": what the clause introduces."""
    words = [units[i].text for i in span]
    for k, word in enumerate(words):
        i = span.start + k
        if units[i].letter or is_noun(units, i, g):
            continue
        if word in g["denied_words"] or word in g["said_words"]:
            np = phrase_before(units, i, span.start, g)
            ahead = units[i + 1].text if i + 1 < len(units) else ""
            if np is None or not can_speak(units[np[0] : np[1]]) or units[np[0]].text in g["openers"]:
                continue
            if ahead == "to" and i and units[i - 1].text in g["auxiliaries"]:
                continue  # "are reported to have": a hedge, nobody's words
            opens = ahead in {"that", ":", ","} or i + 1 == span.stop or units[i + 1].letter == "t"
            bare = word in g["said_bare"] and not opens and _says_more(units, i + 1, span.stop, g)
            if not (opens or bare):
                continue
            if i + 1 == len(units) or (ahead in {".", ","} and np[0] > span.start):
                continue  # a tag, handled for the whole sentence
            _remember_apposition(units, span.start, np, voices)
            denies = word in g["denied_words"]
            voice = _voice(
                units, np[0], np[1], voices, "denies" if denies else "reports", tuple(range(span.start, i + 1)), g
            )
            if voice.speaker.lower() in {"we", "i"}:
                voice = replace(voice, speaker=current.speaker, mode="asserts")
            only = i + 2 >= span.stop or all(
                units[m].text in {"that", ",", ":"} or units[m].letter == "t" for m in range(i + 1, span.stop)
            )
            return replace(voice, deny=denies, framing=only)
    return _termed(units, span, voices, g) or _distanced(units, span, g, current)


def _termed(units: list[Unit], span: range, voices: Voices, g: Grammar) -> Voice | None:
    """For "what the army termed a fatal blow": the army's words."""
    for i in span:
        if units[i].text != "what":
            continue
        verb = next((k for k in range(i + 2, min(i + 7, span.stop)) if units[k].text in g["naming_verbs"]), None)
        if verb is not None and can_speak(units[i + 1 : verb]):
            return _voice(units, i + 1, verb, voices, "reports", tuple(range(i, verb + 1)), g)
    return None


def _says_more(units: list[Unit], start: int, stop: int, g: Grammar) -> bool:
    """Whether a clause of its own follows ("said 400 were killed"), not just an object ("claimed 300 lives")."""
    rest = units[start:stop]
    return any(is_verb(u, g) and not u.text.endswith("ing") for u in rest[1:12])


def _distanced(units: list[Unit], span: range, g: Grammar, current: Voice) -> Voice | None:
    """Embeddings in which the speaker denies what follows: "ridiculous ... to claim that", "a myth that"."""
    words = [units[i].text for i in span]
    for k, word in enumerate(words):
        if word in g["ridicule"]:
            rest = words[k + 1 : k + 14]
            claims = any(w in g["said_words"] or w in {"think", "believe", "claim", "pretend", "suggest"} for w in rest)
            if claims or "that" in rest[:2] or (span.stop < len(units) and units[span.stop].text == "that"):
                stop = (
                    span.start
                    + k
                    + 1
                    + next(
                        (
                            m
                            for m, w in enumerate(rest)
                            if w in g["said_words"] or w in {"claim", "think", "believe", "suggest"}
                        ),
                        0,
                    )
                )
                framing = stop >= span.stop - 2
                return replace(
                    current, mode="denies", deny=True, framing=framing, skip=tuple(range(span.start, stop + 1))
                )
    return None
