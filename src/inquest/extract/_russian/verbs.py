"""What Russian says with a verb's form alone: passives, conditionals, negation, "there was", a subject left out."""

from dataclasses import replace
from itertools import pairwise

from inquest.extract._russian.chunks import Chunk
from inquest.extract._russian.item import Item
from inquest.extract._russian.items import MODALS, base_of
from inquest.extract._russian.lexicon import Lexicon, tense_of
from inquest.extract._skeleton import Unit

_STRIKES = frozenset({"strike", "strikes", "raid", "raids", "bombing"})
_FALLS_ON = frozenset({"напасть", "нападать", "ударить", "наступать"})


def passives(chunks: list[Chunk]) -> list[Chunk]:
    """For "убиты", "готовы" without "были": the engine reads "were killed"."""
    out: list[Chunk] = []
    for n, chunk in enumerate(chunks):
        item = chunk.items[0]
        kept = chunk
        if chunk.kind == "short":
            near = [c.items[0] for c in chunks[max(0, n - 3) : n + 2] if c.kind in {"be", "exist"}]
            if not near:
                at = item.units[0].start
                out.append(Chunk([Item("be", "were" if item.plural else "was", (Unit("", at, at),), item.word)]))
            elif near[0].said == "will":
                kept = Chunk([Item("short", f"be {item.said}", item.units, item.word)])
        out.append(kept)
    return out


def conditional(chunks: list[Chunk], lex: Lexicon) -> list[Chunk]:
    """For "смогла бы взять": "could have taken"; "проиграла бы": "would have lost"."""
    if not any(u.raw.lower() in {"бы", "б"} for c in chunks for x in c.items for u in x.units):
        return chunks
    out: list[Chunk] = []
    could = False
    for chunk in chunks:
        item, kept = chunk.items[0], chunk
        base = base_of(item, lex)
        if chunk.kind == "be" and item.said in {"was", "were"}:
            kept = Chunk([Item("be", "would have been", item.units, item.word)])
        elif chunk.kind == "verb" and item.word is not None:
            if item.word.lemma in MODALS and item.word.lemma != "должный":
                could, kept = True, Chunk([Item("verb", "could", item.units, item.word)])
            elif base and could and item.word.pos == "INFN":
                kept = Chunk([Item("verb", f"have {lex.participle(base)}", item.units, item.word)])
            elif base and item.word.tense == "past":
                kept = Chunk([Item("verb", f"would have {lex.participle(base)}", item.units, item.word)])
        out.append(kept)
    return out


def negated(chunks: list[Chunk], lex: Lexicon) -> list[Chunk]:
    """For "не атаковали": "did not attack"; "не был взят": "was not taken"; modals keep their base form."""
    out: list[Chunk] = []
    modal = False
    for chunk in chunks:
        item, kept = chunk.items[0], chunk
        behind = bool(out) and out[-1].kind == "neg"
        if behind and (item.kind == "be" or item.said.split()[:1] in (["could"], ["would"])):
            if item.said.startswith("would "):
                out.insert(-1, Chunk([Item("be", "would", item.units[:1], item.word)]))
                kept = Chunk([Item("verb", item.said.removeprefix("would "), item.units, item.word)])
                out.append(kept)
                continue
            out.insert(-1, kept)
            continue
        if chunk.kind == "verb" and item.word is not None:
            base = base_of(item, lex)
            denied = behind and out[-1].items[0].said == "not"
            if denied and any(c.items[0].said == "never" for c in out[:-1]):
                out.pop()  # "ни разу ... не": one denial
                denied = False
            will = any(c.items[0].said == "will" for c in out[-3:])
            if base and (modal or will) and item.word.pos == "INFN":
                kept = Chunk([Item("verb", base, item.units, item.word)])
            elif base and denied and item.word.tense == "past":
                last = out[-1].items[0]
                out[-1] = Chunk([Item("neg", "have not" if item.plural else "has not", last.units, last.word)])
                kept = Chunk([Item("verb", lex.participle(base), item.units, item.word)])
            elif item.said in {"can", "could", "must"} and denied:
                out.pop()
                kept = Chunk([Item("verb", f"{item.said} not", item.units, item.word)])
            modal = item.word.lemma in MODALS
        out.append(kept)
    return out


def particles(chunks: list[Chunk]) -> list[Chunk]:
    """For "призвал к" -> "called for": the verb's own small word takes the place of the preposition or the case."""
    for before, chunk in pairwise(chunks):
        words = before.items[0].said.split()
        governs = before.kind == "verb" and words[-1:] and words[-1] in {"for", "from", "to", "on", "of"}
        if before.kind == "verb" and words[0].startswith("concentrat") and chunk.prep is not None:
            chunk.prep = replace(chunk.prep, said="on") if chunk.prep.units[0].raw.lower() == "на" else chunk.prep
        lemma = before.items[0].word.lemma if before.items[0].word else ""
        if lemma in _FALLS_ON and chunk.prep is not None and chunk.prep.units[0].raw.lower() in {"на", "по"}:
            chunk.prep = None
        if governs and words[0] != "to" and chunk.kind == "phrase":
            chunk.prep, chunk.mark = None, ""
    return chunks


def struck(chunks: list[Chunk], lex: Lexicon) -> list[Chunk]:
    """For "нанесла 20 ударов": "carried out 20 strikes"."""
    heads = {c.head.said.split()[-1] for c in chunks if c.head and c.head.said}
    out: list[Chunk] = []
    for chunk in chunks:
        word = chunk.items[0].word
        if chunk.kind == "verb" and word and word.lemma in {"нанести", "наносить"} and heads & _STRIKES:
            said = {"past": "carried out", "infinitive": "to carry out", "gerund": "carrying out"}
            form = said.get(tense_of(word), lex.present("carry out", word.plural))
            out.append(Chunk([Item("verb", form, chunk.items[0].units, word)]))
        else:
            out.append(chunk)
    return out


def existing(chunks: list[Chunk]) -> list[Chunk]:
    """For "боев между A и B не было": "there was no fighting between A and B"."""
    at = next((n for n, c in enumerate(chunks) if c.kind == "exist"), None)
    if at is None:
        return chunks
    free = [n for n in range(at) if chunks[n].kind == "phrase" and chunks[n].prep is None and not chunks[n].attached]
    what = next((n for n in free if "gent" in chunks[n].cases), None)
    if what is None:
        return chunks
    return [*chunks[:what], chunks[at], *chunks[what:at], *chunks[at + 1 :]]


def lent(chunks: list[Chunk]) -> list[Chunk]:
    """For "опровергла, что атаковала": "denied that it attacked": a clause of its own has a subject."""
    opens = bool(chunks) and chunks[0].items[0].said == "that" and chunks[0].kind == "conj"
    verb = next((c.items[0] for c in chunks if c.kind == "verb"), None)
    told = verb is not None and verb.word is not None and verb.word.pos == "VERB" and verb.word.tense == "past"
    if not opens or not told or verb is None or verb.plural or (verb.word and verb.word.gender == "neut"):
        return chunks
    if any(c.kind == "phrase" and c.prep is None and not c.attached and "nomn" in c.cases for c in chunks):
        return chunks
    at = verb.units[0].start
    return [chunks[0], Chunk([Item("noun", "it", (Unit("it", at, at),))]), *chunks[1:]]
