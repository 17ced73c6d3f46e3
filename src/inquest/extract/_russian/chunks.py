"""Phrases of a Russian clause: a noun and what agrees with it, its preposition, the small word its case stands for."""

import re
from dataclasses import dataclass, field, replace

from inquest.extract._russian.item import Item, inserted
from inquest.extract._russian.items import COPULAS
from inquest.extract._russian.speakers import apposed, is_name, nominative
from inquest.extract._skeleton import Unit

VERBAL = frozenset({"verb", "short", "be"})
_TOWARDS = frozenset({"on", "against", "with", "between"})
_DEED_WORDS = (
    "attack attacks strike strikes clash clashes fighting battle battles war conflict shelling bombing raid raids "
    "offensive operation operations fight ceasefire violence assault ambush ambushes campaign bombings offensives "
    "resurgence surge lull"
)
_DEEDS = frozenset(re.split(" ", _DEED_WORDS))
_SHARED = frozenset({"contribution", "role", "part"})
_DEATHS = frozenset({"гибель", "смерть", "убийство", "потеря", "жизнь", "жертва"})
_STRUCK = frozenset({"losses", "loss", "strike", "strikes", "defeat", "blow", "damage", "air", "casualties"})
_INSTRUMENTAL_OBJECTS = frozenset({"овладеть", "владеть", "управлять", "руководить", "командовать", "завладеть"})
_PLACE_NOUNS = frozenset({"city", "town", "village", "settlement", "cities", "towns", "villages", "capital"})
_AREAS = frozenset({"province", "region", "governorate", "district", "state", "desert", "airport"})
_DEFINITE = frozenset({"declared", "greatest", "main", "first", "last", "only", "deadliest", "bloodiest", "heaviest"})
_BODIES = frozenset(
    {"fighter", "fighters", "troops", "force", "forces", "army", "militia", "militias", "unit", "units", "terrorist"}
    | {"terrorists", "jihadist", "jihadists", "group", "groups", "regime", "government", "leadership", "command"}
    | {"soldiers", "gangs", "islamists", "extremists", "rebels", "military", "side", "authorities", "enemies"}
)
"""Words for a body of men, whose name may stand beside them: "боевики ИГ"."""
_SOURCES = frozenset({"according to", ", citing", "citing"})
_MANY = frozenset({"more", "fewer", "many", "few", "as many", "not a single"})
_CHANGED = frozenset({"amount"})
_ACT_WORDS = (
    "атака нападение удар авиаудар налет авианалет теракт рейд наступление вылет засада операция кампания "
    "контрнаступление вторжение"
)
_ACTS = frozenset(re.split(" ", _ACT_WORDS))


@dataclass
class Chunk:
    """A noun phrase with its preposition, or one other item. ``mark``: the small word its case stands for."""

    items: list[Item]
    head: Item | None = None
    prep: Item | None = None
    cases: frozenset[str] = field(default_factory=frozenset)
    mark: str = ""
    attached: bool = False
    """Whether it belongs to the noun phrase before it."""
    predicate: bool = False
    """Whether a copula says it of the subject: "was a priority"."""

    @property
    def kind(self) -> str:
        """``phrase`` for a noun phrase, else the kind of its item."""
        return "phrase" if self.head else self.items[0].kind

    def output(self) -> list[Unit]:
        """Its units in the engine's words."""
        units = [u for item in self.items for u in item.output()]
        if self.prep is not None and self.prep.said in _SOURCES:  # "по словам Лаврова": Лавров
            units = [replace(u, raw=nominative(u.raw, oblique=True)) if is_name(u) else u for u in units]
        lead = self.prep.output() if self.prep else []
        if self.mark and units:
            lead = [*lead, inserted(self.mark, units[0].start)]
        return [*lead, *units]


def chunks_of(items: list[Item]) -> list[Chunk]:
    """Noun phrases with their prepositions, and all else one by one."""
    out: list[Chunk] = []
    i = 0
    while i < len(items):
        chunk, i = _chunk(items, i)
        out.append(chunk)
    _mark(out)
    return out


def _chunk(items: list[Item], i: int) -> tuple[Chunk, int]:
    """The chunk that begins at an item, and where the next one does."""
    prep = items[i] if items[i].kind == "prep" else None
    j = i + (prep is not None)
    while prep and j < len(items) and items[j].kind == "adv" and items[j].said in {"only", "even", "almost", "also"}:
        j += 1
    start = i + (prep is not None)
    first = j
    while j < len(items) and items[j].kind in {"adj", "amount"}:
        j += 1
    head = items[j] if j < len(items) and items[j].kind in {"noun", "name"} else None
    if head is None:
        if j > first and (items[j - 1].kind == "amount" or prep is None):
            counted = items[j - 1]
            many = counted.word is not None and counted.word.pos in {"COMP", "ADVB"}
            cases = frozenset[str]() if many else counted.cases
            chunk = Chunk(items[start:j], counted, _by(prep, items[start:j]), cases)
            raw = counted.units[0].raw.lower()
            chunk.mark = "by" if prep is None and (" на " in raw or raw.endswith(("наполовину", "вполовину"))) else ""
            return chunk, j
        return Chunk([items[i]]), i + 1
    phrase = [_share(x) if n < j - start else x for n, x in enumerate(items[start : j + 1])]
    follow = items[j + 1] if j + 1 < len(items) else None
    if head.kind == "noun" and follow is not None and _apposed(head, follow):
        j += 1
        tail = [head] if head.said in _AREAS else []  # "the city of Aleppo": the name alone
        phrase = [*items[start : j - 1], follow, *tail]
    several = any(x.kind == "amount" or x.said in _MANY for x in phrase)
    cases = head.cases
    if several and not (prep or (cases & {"ablt", "datv", "loct"} and not cases & {"gent"})):
        cases = frozenset({"nomn", "accs"})
    return Chunk(phrase, head, _on(prep, head), cases), j + 1


def _share(item: Item) -> Item:
    """For "половина потерь": half of."""
    amount = item.units[0].amount if item.kind == "amount" else None
    return replace(item, counts=True) if amount is not None and amount.unit == "%" else item


def _on(prep: Item | None, head: Item) -> Item | None:
    """For "атаки на войска": on; "на севере" stays "in"; "отбила у боевиков": from."""
    if prep is not None and prep.units[0].raw.lower() == "у" and head.kind == "name" and head.units[0].letter == "a":
        return replace(prep, said="from")
    if prep is None or prep.units[0].raw.lower() != "на" or len(prep.units) > 1:
        return prep
    party = head.kind == "name" and head.units[0].letter in ("a", "s")
    return replace(prep, said="on") if party or (head.cases & {"accs"} and "loct" not in head.cases) else prep


def _by(prep: Item | None, phrase: list[Item]) -> Item | None:
    """For "на 40 процентов": by how much."""
    if prep is not None and prep.units[0].raw.lower() in {"на", "в"} and phrase[-1].kind in _CHANGED:
        return replace(prep, said="by")
    return prep


def _apposed(head: Item, name: Item) -> bool:
    """Whether a place's name stands beside the noun for it ("в провинции Хама"), not as its genitive."""
    if name.kind != "name" or name.units[0].letter != "p" or head.said not in _PLACE_NOUNS | _AREAS:
        return False
    return "nomn" in name.cases or (head.said in _PLACE_NOUNS and bool((name.cases & head.cases) - {"gent"}))


def _mark(chunks: list[Chunk]) -> None:
    """Case marks: a genitive behind a noun, an instrumental, a dative."""
    verb = next((c.items[0] for c in chunks if c.kind in VERBAL), None)
    at = next((n for n, c in enumerate(chunks) if verb is not None and c.items[0] is verb), len(chunks))
    lemmas = {c.items[0].word.lemma for c in chunks if c.kind in VERBAL and c.items[0].word}
    copula = bool(lemmas & COPULAS) and not any(c.kind == "short" for c in chunks)
    nominative = any(
        c.kind == "phrase" and c.prep is None and "nomn" in c.cases and "gent" not in c.cases for c in chunks
    )
    for n, chunk in enumerate(chunks):
        if chunk.kind != "phrase":
            continue
        before = chunks[n - 1] if n else None
        if _joined_to(chunks, n) is not None or _names_holder(chunks, n):
            chunk.attached = True
            continue
        if chunk.prep is not None:
            chunk.attached = _leans(chunk, before)
        elif _genitive(chunk, before, n < at and not nominative and at < len(chunks)):
            chunk.mark, chunk.attached = "by" if _agent(chunk, before) else "of", True
        elif before is not None and before.kind == "exist":
            continue
        elif "ablt" in chunk.cases and not chunk.cases & {"nomn", "accs", "gent"}:
            _instrumental(chunk, copula, bool(lemmas & _INSTRUMENTAL_OBJECTS))
        elif "datv" in chunk.cases and not chunk.cases & {"nomn", "accs", "gent"}:
            struck = any(c.kind == "phrase" and c.head and c.head.said.split()[-1] in _STRUCK for c in chunks)
            chunk.mark = "on" if struck else "to"


def _instrumental(chunk: Chunk, copula: bool, governed: bool) -> None:
    if copula:
        chunk.predicate = True
        said = {x.said.split()[0] for x in chunk.items if x.said}
        chunk.mark = "the" if said & _DEFINITE or any(x.said.startswith("most ") for x in chunk.items) else "a"
        if chunk.head and (chunk.head.kind != "noun" or chunk.head.plural):
            chunk.mark = ""
    elif not governed:
        chunk.mark = "by"


def _joined_to(chunks: list[Chunk], n: int) -> Chunk | None:
    """The phrase that "and" or a comma joins this one to, in the same case: it needs no mark of its own."""
    if n < 2 or chunks[n].prep is not None or chunks[n - 1].items[0].said not in {"and", "or", ","}:
        return None
    before = next((c for c in reversed(chunks[: n - 1]) if c.kind == "phrase" and not c.attached), None)
    near = chunks[n - 2]
    for other in (near, before):
        if other is None or other.kind != "phrase":
            continue
        if (other.prep is not None or other.mark) and other.cases & chunks[n].cases:
            return other
    return None


def _names_holder(chunks: list[Chunk], n: int) -> bool:
    """Whether a person's name stands beside his office: "генерал Иванов", "министр обороны Шойгу"."""
    chunk = chunks[n]
    if chunk.prep is not None or chunk.head is None or len(chunk.head.units) != 1:
        return False
    k = n - 1
    while k > 0 and chunks[k].kind == "phrase" and chunks[k].attached and chunks[k].prep is None:
        k -= 1
    office = chunks[k] if k >= 0 else None
    if office is None or office.kind != "phrase" or office.head is None or office.head.word is None:
        return False
    holds = office.head.kind == "noun" and office.head.word.animate and bool(office.cases & chunk.cases)
    return holds and apposed(office.head.word.lemma, chunk.head.units[0], k < n - 1)


def _leans(chunk: Chunk, before: Chunk | None) -> bool:
    """Whether a phrase with a preposition belongs to the noun before it: "fighting between", "contribution to"."""
    if before is None or before.kind != "phrase" or before.head is None or chunk.prep is None:
        return False
    if before.head.said in _SHARED and chunk.prep.units[0].raw.lower() == "в":
        chunk.prep = replace(chunk.prep, said="to")
        return True
    deed = before.head.said.split()[-1] in _DEEDS or (before.attached and before.mark == "of")
    return chunk.prep.said in _TOWARDS and deed


def _agent(chunk: Chunk, before: Chunk | None) -> bool:
    """Whether a genitive names who acts: "удары армии", not "обстрел города"."""
    head = before.head if before else None
    party = chunk.head is not None and chunk.head.kind == "name" and chunk.head.units[0].letter == "a"
    return party and head is not None and head.word is not None and head.word.lemma in _ACTS


def _genitive(  # noqa: PLR0911 - one return per sort of neighbour
    chunk: Chunk, before: Chunk | None, lacking: bool
) -> bool:
    """Whether a phrase is the genitive attribute of the one before it."""
    if before is None or before.kind != "phrase" or before.head is None:
        return False
    if any(x.kind == "amount" for x in chunk.items):
        return bool(before.head.word and before.head.word.lemma in _DEATHS)
    if "gent" not in chunk.cases:
        return False
    if before.head.kind == "amount":
        return before.prep is None or "%" in before.head.units[0].text
    if "nomn" not in chunk.cases:
        return True
    # a name that doesn't decline: the subject, if the clause lacks one and the verb is still to come
    if before.head.kind == "name":  # "боевики ИГ": two parties side by side
        parties = before.head.units[0].letter == "a" and chunk.head is not None and chunk.head.units[0].letter == "a"
        return parties and before.head.said.split()[-1] in _BODIES
    return not (lacking and before.prep is not None and before.head.said in _PLACE_NOUNS | _AREAS)
