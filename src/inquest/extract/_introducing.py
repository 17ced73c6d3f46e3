"""What a clause introduces: whose words follow a verb of saying, denying, counting or blaming."""

from dataclasses import replace
from itertools import pairwise

from inquest.extract._attribution import ENDS, Said, behind, claimed, document, given, quoted_as, says_more, told
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import can_speak, is_noun
from inquest.extract._skeleton import Unit
from inquest.extract._voices import Voice, Voices, apposed

VERBS = (
    "said_words", "said_that", "denied_words", "refuted_words", "blame_words", "naming_verbs", "counted_words",
    "document_verbs",
)  # fmt: skip
"""The lists of verbs that may introduce what somebody says."""
FEW = frozenset({"few", "no", "hardly", "scarcely"})
"""Before a speaker these turn what is said: "few diplomats believe that"."""


def tag(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "..., two officers said." and "..., the governor insisted on Monday, ...": what stands around a sentence."""
    stop, opens = behind(units, i, g)
    if opens not in {"end", "mark"} or (stop < len(units) and units[stop - 1].text == ":"):
        return None
    found = told(units, i, g)
    if found is None or found.first == 0 or units[found.first - 1].text not in {",", ";", "—", "?", "!"}:
        return None
    return found


def introduced(units: list[Unit], span: range, voices: Voices, g: Grammar, current: Voice) -> Voice | None:
    """For "X said (that)", "X denied that", "it is ridiculous to claim that": what the clause introduces."""
    for i in span:
        if units[i].letter:
            continue
        voice = _at(units, i, span, voices, g, current)
        if voice:
            return voice
    return _termed(units, span, voices, g) or _distanced(units, span, g, current)


def _at(units: list[Unit], i: int, span: range, voices: Voices, g: Grammar, current: Voice) -> Voice | None:
    """What the word at unit ``i`` introduces."""
    word = units[i].text
    if word in g["said_gerunds"]:
        return _saying(units, i, span, voices, g, current)
    found = claimed(units, i, g) or quoted_as(units, i, g) or given(units, i, g)
    if found is not None and found.opens == "end" and found.first > span.start:
        return None  # "..., the agency quoted him as saying.": it stands behind what is said
    if found is None and word in g.any(*VERBS):
        return _verb(units, i, span, voices, g, current)
    if found is None:
        return None
    return _voice(units, span, found, found.stop, voices, g)


def _verb(  # noqa: PLR0911 - one return per construction
    units: list[Unit], i: int, span: range, voices: Voices, g: Grammar, current: Voice
) -> Voice | None:
    """What a verb of saying, denying, counting or blaming introduces."""
    word = units[i].text
    if units[i - 1 : i] and i and units[i - 1].text in {"who", "whoever"} and _anyone(units, i):
        stop, opens = behind(units, i, g)
        if opens == "that":
            return replace(current, mode="denies", deny=not current.deny, brief=True, skip=tuple(range(i - 1, stop)))
    found = told(units, i, g) or document(units, i, g)
    if found is None and i and units[i - 1].text in {"and", "but"} and word in g["said_words"]:
        return _joined(units, i, span, voices, g, current)
    if found is None or found.opens == "end":
        return None
    then = units[i + 1] if i + 1 < len(units) else None
    if then is None or (found.opens == "mark" and tag(units, i, g)):
        return None
    denies = word in g["denied_words"]
    if word in g["refuted_words"]:
        that = next((k for k in range(i + 1, min(i + 9, len(units))) if units[k].text == "that"), None)
        if that is None or not any(u.text in g["speech_nouns"] for u in units[i:that]):
            return None
        found, denies = found._replace(stop=that + 1, opens="that"), True
    few = units[found.source[0]].text in FEW or (found.first and units[found.first - 1].text in FEW)
    if found.opens in {"that", "mark"}:
        if word in g["blame_words"] or (word in g["said_that"] and found.opens != "that"):
            return None
        voice = _voice(units, span, found, found.stop, voices, g, denies != bool(few))
        return _first_person(voice, current, denies)
    if denies:
        return replace(_voice(units, span, found, i + 1, voices, g, True), brief=True)
    if word in g["said_bare"] and _governs(units, i, span, g):
        return _first_person(_voice(units, span, found, i + 1, voices, g), current, denies)
    return _of_noun(units, i, span, found, voices, g)


def _joined(units: list[Unit], i: int, span: range, voices: Voices, g: Grammar, current: Voice) -> Voice | None:
    """For "X denied that ... and said ...": X goes on."""
    stop, opens = behind(units, i, g)
    goes_on = opens == "that" or (opens == "bare" and units[i].text in g["said_bare"] and _governs(units, i, span, g))
    skip = tuple(range(span.start, stop if opens == "that" else i + 1))
    if current.speaker == "author" and goes_on:
        subject = _subject(units, i, g)
        return voices.voice(units, *subject, "reports", skip, g) if subject else None
    if not goes_on:
        return None
    return replace(current, mode="reports", deny=False, skip=skip, framing=False)


def _governs(units: list[Unit], i: int, span: range, g: Grammar) -> bool:
    """Whether a clause without "that" follows a verb of saying: "said 400 were killed", "claims to have killed"."""
    ahead = units[i + 1].text
    if ahead == "to":
        return units[i].text.startswith("claim")
    stop = span.stop if span.stop > i + 3 else span.stop + 12
    return ahead not in g["prepositions"] | {"nothing", "little", "so", "much", "enough"} and says_more(
        units, i + 1, stop, g
    )


def _of_noun(units: list[Unit], i: int, span: range, found: Said, voices: Voices, g: Grammar) -> Voice | None:
    """For "X counted 73 bodies", "X puts the toll at 41", "X blames Y for": no clause, but X's word."""
    word, then = units[i].text, units[i + 1]
    source = units[found.source[0] : found.source[1]]
    if not can_speak(source, g) or any(u.text in {"we", "i", "our"} for u in source):
        return None
    ahead = [u.text for u in units[i + 1 : min(i + 14, len(units))]]
    end = next((k for k in range(i + 1, len(units)) if units[k].text in ENDS), len(units))
    number = any(u.letter == "q" for u in units[i + 1 : min(i + 6, end)])
    mutual = any(w in {"each", "one"} and other in {"other", "another"} for w, other in pairwise(ahead))
    if word in g["blame_words"]:
        fits = not mutual and "each" not in {u.text for u in source} | {units[i - 1].text}
    elif word in g["naming_verbs"]:
        fits = "as" in ahead
    elif word in {"put", "puts"}:
        fits = any(w == "at" and units[i + 2 + k].letter == "q" for k, w in enumerate(ahead[:-1]))
    elif word in {"reported", "reports", "report"}:
        fits = then.text not in g["prepositions"] | {"to"}
    else:
        fits = word in g["counted_words"] and number and not any(w in {"lives", "responsibility"} for w in ahead)
    if not fits:
        return None
    voice = _voice(units, range(found.first, span.stop), found, found.source[1], voices, g)
    party = any(u.letter == "a" for u in source) and word not in g["blame_words"]
    return replace(voice, brief=True, framing=False, skip=() if party else voice.skip)


def _anyone(units: list[Unit], i: int) -> bool:
    """Whether a relative clause is about whoever it fits: "anyone who believes that"."""
    before = units[i - 2].text if i > 1 else ""
    return units[i - 1].text == "whoever" or before in {"anyone", "anybody", "those", "everyone"}


def _saying(units: list[Unit], i: int, span: range, voices: Voices, g: Grammar, current: Voice) -> Voice | None:
    """For "..., saying that": the speaker of the sentence, else its subject."""
    stop, opens = behind(units, i, g)
    if opens not in {"that", "bare"} or is_noun(units, i, g):
        return None
    skip = tuple(range(span.start, stop if opens == "that" else i + 1))
    if current.speaker != "author":
        return replace(current, skip=skip, deny=False, mode="reports")
    subject = _subject(units, i, g)
    return voices.voice(units, *subject, "reports", skip, g) if subject else None


def _subject(units: list[Unit], i: int, g: Grammar) -> tuple[int, int] | None:
    """Whoever the sentence begins with, up to its first verb before unit ``i``."""
    finite = g.any("auxiliaries", "irregular_verbs")
    verb = next((k for k in range(1, i) if units[k].text in finite or units[k].text.endswith("ed")), None)
    a = next((k for k in range(i) if units[k].letter != "t" and units[k].text not in ENDS), i)
    if verb is None or verb <= a or units[a].text in g["prepositions"] or not can_speak(units[a:verb], g):
        return None
    return a, verb


def _voice(
    units: list[Unit], span: range, found: Said, stop: int, voices: Voices, g: Grammar, denies: bool = False
) -> Voice:
    """The voice of what an attribution introduces; ``stop``: where its own words end."""
    apposed(units, span.start, found.source, voices, g)
    skip = tuple(range(min(span.start, found.first), stop))
    voice = voices.said(units, found, "denies" if denies else "reports", skip, g)
    rest = range(max(stop, span.start), span.stop)
    only = all(units[m].text in {"that", ",", ":", "."} or units[m].letter == "t" for m in rest)
    return replace(voice, deny=denies, framing=only)


def _first_person(voice: Voice, current: Voice, denies: bool) -> Voice:
    """What "we" say is said by whoever speaks already."""
    words = voice.speaker.lower().split()
    if words and (words[0] == "our" or words in (["we"], ["i"])):
        return replace(voice, speaker=current.speaker, mode="denies" if denies else "asserts", party=current.party)
    return voice


def _termed(units: list[Unit], span: range, voices: Voices, g: Grammar) -> Voice | None:
    """For "what the army termed a fatal blow", "which it describes as": the army's words."""
    for i in span:
        if units[i].text not in {"what", "which", "whom"} or units[i].letter:
            continue
        verb = next((k for k in range(i + 2, min(i + 9, span.stop)) if units[k].text in g["naming_verbs"]), None)
        if verb is None or any(u.text in g["auxiliaries"] for u in units[i + 1 : verb]):
            continue
        if can_speak(units[i + 1 : verb], g, True) or units[i + 1].text == "it":
            return replace(voices.voice(units, i + 1, verb, "reports", tuple(range(i, verb + 1)), g), brief=True)
    return None


def _distanced(units: list[Unit], span: range, g: Grammar, current: Voice) -> Voice | None:
    """Embeddings in which the speaker denies what follows: "ridiculous ... to claim that", "a myth that"."""
    words = [units[i].text for i in span]
    verbs = g["said_words"] | {"claim", "think", "believe", "suggest", "pretend"}
    for k, word in enumerate(words):
        if word not in g["ridicule"]:
            continue
        rest = words[k + 1 : k + 14]
        claims = any(w in verbs for w in rest)
        if claims or "that" in rest[:2] or (span.stop < len(units) and units[span.stop].text == "that"):
            stop = span.start + k + 1 + next((m for m, w in enumerate(rest) if w in verbs), 0)
            framing = stop >= span.stop - 2
            return replace(current, mode="denies", deny=True, framing=framing, skip=tuple(range(span.start, stop + 1)))
    return None
