"""Who says it, in which mode: attribution, its carry-over, embedding that denies, and relayers."""

from dataclasses import replace

from inquest.extract._attribution import ENDS, Said, as_put, by_count, owner_of_document, quoted_as
from inquest.extract._grammar import Grammar
from inquest.extract._introducing import introduced, tag
from inquest.extract._noun_phrases import can_speak, is_noun, phrase_after, text_of
from inquest.extract._relay import Span, by_way_of, cited
from inquest.extract._skeleton import Skeleton, Unit
from inquest.extract._voices import Voice, Voices

__all__ = ["Voice", "Voices", "read_voices"]

SHORTEST = 3
"""Letters of a word in capitals that is no name yet ("UN:")."""


def read_voices(
    sk: Skeleton, voices: Voices, sentence: int, g: Grammar, quoted: int | None = None, opens: int | None = None
) -> list[Voice]:
    """One Voice per clause of a sentence.

    ``quoted``: where the quotation began that the sentence stands in; ``opens``: where one begins that goes on.
    """
    units = sk.units
    opened = _turn(units, g)
    voices.turn = opened or voices.turn
    base = _carried(units, voices, sentence, g)
    base = voices.quoting(base, sentence, quoted)
    if base == Voice() and voices.turn:
        base = replace(voices.turn, skip=())
    bodies = [u for u in units if u.letter == "s" and not any(p.person for p in u.parts)]
    out: list[Voice] = []
    current = base
    voices.sentence = sentence
    whole = _whole_sentence(units, voices, g)
    if whole:
        current = whole
    apart = False
    for clause in range(len(sk.bounds)):
        span = sk.clause_units(clause)
        if current.deny and {units[span.start].text, units[max(span.start - 1, 0)].text} & {";", ":", "—"}:
            current = whole or base  # what is denied ends with its part of the sentence
        found = introduced(units, span, voices, g, current)
        if found:
            teller = out[-1].speaker if out and out[-1].framing and out[-1].skip else whole.speaker if whole else None
            if teller not in {None, "author", found.speaker} and found.via is None and not found.brief:
                found = replace(found, via=teller)  # "the agency said that a source had stated that"
            out.append(found)
            if not found.brief:
                current = replace(found, framing=False, skip=())
            if found.speaker != "author":
                voices.last, voices.last_sentence = replace(found, framing=False, skip=(), deny=False), sentence
            continue
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
    voices.note(units, sentence, quoted, out, g)
    voices.opening(opens, out)
    if bodies:
        voices.body = bodies[-1].raw.removeprefix("the ").removeprefix("The ")
    return _spread(sk, out)


def _spread(sk: Skeleton, out: list[Voice]) -> list[Voice]:
    """Words of an attribution that stand in clauses before its verb are no claim of these clauses."""
    taken = {i for voice in out for i in voice.skip}
    spans = [sk.clause_units(n) for n in range(len(out))]
    return [
        replace(voice, skip=tuple(sorted({*voice.skip, *(i for i in span if i in taken)})))
        for voice, span in zip(out, spans, strict=True)
    ]


def _turn(units: list[Unit], g: Grammar) -> Voice | None:
    """For "THE MINISTER OF DEFENCE: ..." and "Question: ...": the speaker of a turn in a transcript."""
    short = len(units) > 2 and units[0].text in {"q", "a"} and units[1].text == "." and units[0].raw.isupper()
    colon = 1 if short else next((i for i, u in enumerate(units[:10]) if u.text == ":"), None)
    if not colon:
        return None
    said, skip = units[:colon], tuple(range(colon + 1))
    words = [w for u in said for w in u.raw.split()]
    if len(said) == 1 and said[0].text in g["turn_words"]:
        if said[0].text not in g["turn_askers"]:
            return Voice(skip=skip)
        return Voice("interviewer" if short else "journalist", mode="asks", skip=skip)
    shouted = all(w.isupper() for w in words if w.isalpha()) and (sum(w.isalpha() for w in words) > 1 or _one(said, g))
    if not shouted:
        return None
    name = " ".join(w.lower() if w in {"THE", "OF", "FOR", "AND"} else w.capitalize() for w in words)
    return Voice(name.removeprefix("the "), mode="reports", skip=skip)


def _one(said: list[Unit], g: Grammar) -> bool:
    """Whether one word in capitals is the name of a speaker: "KONASHENKOV: ..."."""
    word = said[0]
    named = not word.letter and word.raw.isalpha() and len(word.raw) > SHORTEST
    return len(said) == 1 and named and word.text not in g["headings"]


def _carried(units: list[Unit], voices: Voices, sentence: int, g: Grammar) -> Voice:
    """An attribution carries on only to a sentence that leans on it."""
    before = voices.last if voices.last_sentence == sentence - 1 else None
    words = [u.text for u in units] if before else []
    if before and before.mode == "reports" and g.holds("leaning", words):
        voices.last_sentence = sentence
        return before
    if before and g.phrase_at("elaborating", words):
        return before
    return Voice()


def _whole_sentence(units: list[Unit], voices: Voices, g: Grammar) -> Voice | None:
    """For "according to X" anywhere, or ", X said" / "said X" in or after the words: holds for the whole sentence."""
    named = by_way_of(units, g)
    if named:
        (a, b), (c, d) = named
        return replace(voices.voice(units, a, b, "reports", tuple(range(a, d)), g), via=text_of(units[c:d]))
    for i in range(len(units)):
        found = _beside(units, i, voices, g)
        if found:
            return found
    put = as_put(units, g) or by_count(units, g)
    if put and not any(u.text in g["ridicule"] for u in units):
        return voices.said(units, put, "reports", tuple(range(put.first, put.stop)), g)
    return _learned(units, voices, g)


def _beside(units: list[Unit], i: int, voices: Voices, g: Grammar) -> Voice | None:
    """The attribution at unit ``i`` that stands in, before or behind what is said."""
    unit, n = units[i], len(units)
    if unit.text == "according" and i + 1 < n and units[i + 1].text == "to":
        a, b = phrase_after(units, i + 2, g)
        if b > a:
            return _by_source(units, (a, b), i, voices, g)
    last = _quoted_last(units, i, g) if i else None
    if last:
        return voices.said(units, last, "reports", tuple(range(last.first, last.stop)), g)
    if unit.letter or i == 0 or unit.text not in g["said_words"] or is_noun(units, i, g):
        return None
    if units[i - 1].text in {",", "?", "!"} and i + 1 < n and units[i + 1].text not in {"that"}:
        a, b = phrase_after(units, i + 1, g)
        ends = b >= n or units[b].text in ENDS | {":", "while", "who", "and", "on", "in", "but", "as"}
        ends = ends or units[b].letter == "t" or units[b].text.endswith("ed")
        if b > a and b - a <= 8 and ends and can_speak(units[a:b], g):
            said = voices.voice(units, a, b, "reports", tuple(range(i, b)), g)
            return voices.relayed(said, units, b, b, g)
    found = tag(units, i, g)
    if found is None:
        return None
    said = voices.said(units, found, "reports", tuple(range(found.first, found.stop)), g)
    return said if said.via else _passed_on_by(units, found, said, voices, g)


def _by_source(units: list[Unit], source: Span, i: int, voices: Voices, g: Grammar) -> Voice:
    """For "according to X": X, or whom X cites; whoever is named as passing it on stands beside."""
    a, b = source
    stop = next((k for k in range(a, min(a + 16, len(units))) if units[k].text in ENDS), min(a + 16, len(units)))
    owner = owner_of_document(units, source, stop, g)
    if owner:
        return voices.voice(units, *owner, "reports", tuple(range(i, max(b, owner[1]))), g)
    further = cited(units, b, g)
    if further:
        skip = tuple(range(i, further[1]))
        return replace(voices.voice(units, *further, "reports", skip, g), via=voices.canonical(text_of(units[a:b])))
    return voices.relayed(voices.voice(units, a, b, "reports", tuple(range(i, b)), g), units, b, b, g)


def _passed_on_by(units: list[Unit], found: Said, voice: Voice, voices: Voices, g: Grammar) -> Voice:
    """For "..., a military source said, according to SANA": the source, via the agency."""
    for k in range(found.stop, min(found.stop + 3, len(units) - 1)):
        if units[k].text == "according" and units[k + 1].text == "to":
            a, b = phrase_after(units, k + 2, g)
            if b > a and can_speak(units[a:b], g):
                skip = (*voice.skip, *range(k, b))
                return replace(voice, via=voices.canonical(text_of(units[a:b])), skip=skip)
    return voice


def _quoted_last(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "..., SANA quoted a military source as saying." behind what is said."""
    found = quoted_as(units, i, g)
    behind_it = found is not None and found.first > 0 and units[found.first - 1].text in {",", ";", "—", "?", "!"}
    return found if behind_it and found is not None and found.opens == "end" else None


def _learned(units: list[Unit], voices: Voices, g: Grammar) -> Voice | None:
    """For "..., SANA learned from a military source" / "... was told by ...": the source, via the agency."""
    n = len(units)
    for i in range(1, n):
        words = [u.text for u in units[i : i + 3]]
        three = words in (["was", "told", "by"], ["has", "learned", "from"])
        width = 2 if words[:2] == ["learned", "from"] else 3 if three else 0
        if width and i + width < n:
            a, b = phrase_after(units, i + width, g)
            voice = voices.voice(units, a, b, "reports", tuple(range(i - 1, b)), g)
            return replace(voice, via=text_of(units[i - 1 : i])) if b > a else None
    return None
