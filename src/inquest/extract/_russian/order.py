"""Russian clauses in the order that the engine reads.

Russian marks who does what by endings and is free in its order; the engine reads a subject before its verb and an
object behind it. Only within a clause is anything moved.
"""

import re

from inquest.extract._russian.chunks import VERBAL, Chunk, chunks_of
from inquest.extract._russian.item import Item
from inquest.extract._russian.items import BE, MODALS
from inquest.extract._russian.lexicon import Lexicon, lexicon
from inquest.extract._russian.verbs import conditional, existing, lent, negated, particles, passives, struck
from inquest.extract._skeleton import Unit

_GROUP = frozenset({"neg", "be", "adv"})
_SPEECH = frozenset(
    re.split(
        " ", "say state report note stress add explain admit write claim tell announce declare recall confirm deny"
    )
)


def arranged(items: list[Item], lex: Lexicon) -> list[Unit]:
    """The units of a sentence, clause by clause."""
    out: list[Unit] = []
    segments = _segments(items)
    for n, segment in enumerate(segments):
        chunks = conditional(struck(passives(chunks_of(segment)), lex), lex)
        chunks = lent(_ordered(existing(particles(negated(chunks, lex)))))
        ahead = segments[n + 1] if n + 1 < len(segments) else []
        if len(ahead) > 1 and ahead[0].said == "than" and ahead[1].kind == "time":  # two times are compared
            times = [c for c in chunks if c.kind == "time"]
            chunks = [*(c for c in chunks if c.kind != "time"), *times]
        out += [u for c in chunks for u in c.output()]
    return out


def _segments(items: list[Item]) -> list[list[Item]]:
    """Stretches between marks, and before conjunctions that a verb follows."""
    segments: list[list[Item]] = [[]]
    for i, item in enumerate(items):
        follows = items[i + 1] if i + 1 < len(items) else None
        if item.kind == "mark":
            opens = follows is not None and follows.kind in {"conj", "prep"} and item.said == ","
            if opens and follows is not None and follows.said not in {"and", "but", "or"} and follows.kind == "conj":
                segments.append([])  # the comma before "that", "which", "than" says nothing more
                continue
            if item.said == "," and _listed(items, i):
                segments[-1].append(item)
                continue
            segments += [[item], []]
            continue
        if item.kind == "conj" and (item.said not in {"and", "or", "but", "as", "than"} or _clause_ahead(items, i)):
            segments.append([])
        segments[-1].append(item)
    return [s for s in segments if s]


def _listed(items: list[Item], i: int) -> bool:
    """Whether a comma stands in a list of names: "A, B и C"."""
    if not 0 < i < len(items) - 1:
        return False
    left, right = items[i - 1], items[i + 1]
    return left.kind == right.kind == "name" and left.units[0].letter == right.units[0].letter


def _clause_ahead(items: list[Item], i: int) -> bool:
    """Whether after "and" comes a clause of its own: a verb before the next mark, and a verb before it."""
    before = any(x.kind in VERBAL for x in items[max(0, i - 14) : i])
    reach = items[i + 1 : i + 8]
    stop = next((n for n, x in enumerate(reach) if x.kind in {"mark", "conj"}), len(reach))
    return before and any(x.kind in VERBAL or x.kind == "exist" for x in reach[:stop])


def _agrees(chunk: Chunk, verb: Item) -> bool:
    """Whether a phrase can be the subject of a verb in the past: number, and gender in the singular."""
    word = verb.word
    if word is None or (word.tense != "past" and not word.passive):
        return True
    counted = any(x.kind == "amount" or x.said in {"more", "fewer", "many", "not a single"} for x in chunk.items)
    head = chunk.head.word if chunk.head else None
    if counted or head is None or head.raw.isupper() or head.pos == "OTHER":
        return True
    if word.plural != head.plural:
        return False
    return word.plural or not word.gender or not head.gender or word.gender == head.gender


def _ordered(chunks: list[Chunk]) -> list[Chunk]:
    """Subject, verb, object."""
    at = next((n for n, c in enumerate(chunks) if c.kind in {"verb", "short"} and not _infinitive(c)), None)
    if at is None:
        at = next((n for n, c in enumerate(chunks) if c.kind == "be"), None)
        if at is None or any(c.predicate for c in chunks[:at]):
            return chunks
    chunks, at = _fronted(chunks, at)
    start = at
    while start and (chunks[start - 1].kind in _GROUP or _modal(chunks[start - 1])):
        start -= 1
    stop = at + 1
    while stop < len(chunks) and chunks[stop].kind in {"verb", "short", "be", "neg"}:
        stop += 1
    left, group, right = chunks[:start], chunks[start:stop], chunks[stop:]
    right = _given(right, chunks[at].items[0])
    subjects, objects = _roles(left, right, chunks[at].items[0])
    moved_right, right = _taken(right, subjects)
    moved_left, left = _taken(left, objects)
    left, pair = _between(left, moved_right)
    if any(x.said in {"more", "fewer"} for c in moved_right for x in c.items):  # "в боях погибло больше, чем": behind
        late = _led(left)
        left, moved_left = [c for c in left if not any(c is x for x in late)], [*moved_left, *late]
    none = any(x.said == "not a single" for c in moved_right for x in c.items)
    if none:
        group = [c for c in group if c.items[0].said != "not"]
    return [*left, *moved_right, *([] if none else pair), *group, *(pair if none else []), *moved_left, *right]


def _fronted(chunks: list[Chunk], at: int) -> tuple[list[Chunk], int]:
    """For "воевала в основном с": "mostly fought with"."""
    follow = chunks[at + 2] if at + 2 < len(chunks) else None
    subject = follow is not None and follow.kind == "phrase" and follow.prep is None and "nomn" in follow.cases
    if at + 1 < len(chunks) and chunks[at + 1].items[0].said in {"mostly", "mainly"} and not subject:
        chunks = [*chunks[:at], chunks[at + 1], chunks[at], *chunks[at + 2 :]]
        return chunks, at + 1
    return chunks, at


def _given(right: list[Chunk], verb: Item) -> list[Chunk]:
    """For "нанесли ИГ потери": "inflicted losses on IS": the one who suffers stands behind what is done."""
    if verb.word is None or verb.word.lemma not in {"нанести", "наносить", "причинить"} or len(right) < 2:
        return right
    first, second = right[0], right[1]
    takes = first.kind == second.kind == "phrase" and first.prep is None and "datv" in first.cases
    if takes and second.prep is None and not second.attached and not second.mark:
        first.mark = "on"
        return [second, first, *right[2:]]
    return right


def _led(left: list[Chunk]) -> list[Chunk]:
    """Phrases with a preposition, and what is attached to them, before a subject that is compared."""
    found: list[Chunk] = []
    for n, chunk in enumerate(left):
        leads = chunk.kind == "phrase" and chunk.prep is not None
        if leads or (found and left[n - 1] is found[-1] and (chunk.attached or _coordinated(left, n, found))):
            found.append(chunk)
    return found


def _between(left: list[Chunk], subject: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """For "между A и B начались бои": the pair stands behind the fighting."""
    n = next(
        (k for k, c in enumerate(left) if c.prep is not None and c.prep.said == "between" and not c.attached), None
    )
    if n is None or not subject:
        return left, []
    stop = n + 1
    while stop < len(left) and (left[stop].attached or _coordinated(left, stop, left[n:stop])):
        stop += 1
    return [*left[:n], *left[stop:]], left[n:stop]


def _infinitive(chunk: Chunk) -> bool:
    word = chunk.items[0].word
    return bool(word and word.pos in {"INFN", "GRND"})


def _modal(chunk: Chunk) -> bool:
    word = chunk.items[0].word
    return chunk.kind == "verb" and bool(word and word.lemma in MODALS)


def _roles(left: list[Chunk], right: list[Chunk], verb: Item) -> tuple[list[Chunk], list[Chunk]]:
    """Phrases on the right that are the subject, and on the left that are the object."""

    def free(side: list[Chunk]) -> list[Chunk]:
        return [c for c in side if c.kind == "phrase" and c.prep is None and not c.attached and not c.mark]

    word = verb.word
    spoken = lexicon().get("verbs", word.lemma) in _SPEECH if word else False
    passive = spoken or bool(word and (word.passive or word.pos == "PRTS" or word.lemma == BE or not word.transitive))
    before, after = free(left), free(right)
    surely = [c for c in before if "nomn" in c.cases and (passive or "accs" not in c.cases) and _agrees(c, verb)]
    if surely:
        return [], [c for c in before if c not in surely and "accs" in c.cases and "nomn" not in c.cases]
    ahead = [c for c in after if "nomn" in c.cases and (passive or "accs" not in c.cases) and _agrees(c, verb)]
    if ahead:
        return ahead[:1], [c for c in before if "accs" in c.cases][:1] if not passive else []
    maybe = [c for c in before if "nomn" in c.cases and _agrees(c, verb)]
    if maybe:
        return [], [c for c in before if c is not maybe[0] and "accs" in c.cases and "nomn" not in c.cases]
    unclear = [c for c in after if "nomn" in c.cases and _agrees(c, verb)]
    objects = [c for c in before if "accs" in c.cases]
    return (unclear[:1] if objects else []), objects[:1]


def _taken(side: list[Chunk], chosen: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """The chosen phrases with what is attached to them, and the rest."""
    taken: list[Chunk] = []
    rest: list[Chunk] = []
    n = 0
    while n < len(side):
        if any(side[n] is c for c in chosen):
            taken.append(side[n])
            n += 1
            while n < len(side) and (side[n].attached or _coordinated(side, n, taken)):
                taken.append(side[n])
                n += 1
        else:
            rest.append(side[n])
            n += 1
    return taken, rest


def _coordinated(side: list[Chunk], n: int, taken: list[Chunk]) -> bool:
    """Whether "and" at n, or the phrase behind it, goes on with the same case."""
    if side[n].items[0].said in {"and", "or", ","} and side[n].kind in {"conj", "mark"}:
        follow = side[n + 1] if n + 1 < len(side) else None
        between = taken[-1].prep is not None
        return bool(
            follow and follow.kind == "phrase" and (between or follow.prep is None) and follow.cases & taken[-1].cases
        )
    return taken[-1].kind in {"conj", "mark"} and side[n].kind == "phrase"
