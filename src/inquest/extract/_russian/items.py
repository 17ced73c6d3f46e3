"""The words of a Russian sentence as items: what each is in a phrase, and what it says in the engine's words."""

from dataclasses import replace

from inquest.extract._russian.item import Item
from inquest.extract._russian.lexicon import Lexicon, noun_form, tense_of
from inquest.extract._russian.tagging import ALL, GOVERNS, Word, analyses
from inquest.extract._skeleton import Unit

BE = "быть"
COPULAS = frozenset({BE, "стать", "становиться", "являться", "оказаться", "оставаться", "остаться", "считаться"})
MODALS = frozenset({"обязать", "мочь", "смочь", "уметь", "суметь", "должный", "удаться"})
RELATIVE = frozenset(
    {"который", "где", "когда", "куда", "откуда", "что", "чтобы", "если", "хотя", "пока", "чем", "чей"}
)
"""Words that open a clause; the comma before them says nothing more."""
_MARKS = frozenset(",.;:—()!?…")
_SELF = frozenset({"самый", "самая", "самое", "самые", "самой", "самого", "самым", "самых", "самыми", "самую", "самом"})
_MANY = frozenset({"много", "немало", "мало", "больше", "меньше", "столько", "немного"})
_DEGREES = frozenset({"самый", "наиболее"})


def items_of(units: list[Unit], words: list[Unit], lex: Lexicon) -> list[Item]:
    """Items of a sentence, names, times and amounts among them."""
    found: list[Item] = []
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter:
            found.append(_symbol(unit, [w for w in words if unit.start <= w.start < unit.end], lex))
            i += 1
            continue
        length, item = _phrase(units, i, lex)
        if item is not None:
            found.append(item)
            i += length
            continue
        found.append(_word(unit, found, units, i, lex))
        i += 1
    return found


def _symbol(unit: Unit, inside: list[Unit], lex: Lexicon) -> Item:
    """A name, time or amount; a name has the case of its head, one that doesn't decline may stand in any."""
    kind = {"t": "time", "q": "amount", "d": "adj"}.get(unit.letter, "name")
    words = [w.gram for w in inside if isinstance(w.gram, Word)]
    head = next((w for w in words if w.noun), words[0] if words else None)
    cases = head.cases if head and head.cases else ALL
    if kind == "name" and head is not None and (head.raw.isupper() or head.pos == "OTHER"):
        cases = ALL
    if kind == "amount":
        cases = frozenset({"nomn", "accs"})
    said = " ".join(_plain(w, lex) for w in words) if kind == "name" else unit.text
    return Item(kind, said or unit.text, (unit,), head, cases)


def _plain(word: Word, lex: Lexicon) -> str:
    """A word of a name in the engine's words, where it has one."""
    return lex.noun(word.lemma, word.plural) or lex.get("adjectives", word.lemma) or word.raw.lower()


def _key(unit: Unit) -> tuple[str, str, str]:
    low = unit.raw.lower().replace("ё", "е")
    return (low, unit.gram.lemma, unit.gram.plain) if isinstance(unit.gram, Word) else (low, low, low)


def _phrase(units: list[Unit], i: int, lex: Lexicon) -> tuple[int, Item | None]:
    """The longest phrase of the table that begins here."""
    first = _key(units[i])
    options = [*lex.phrases.get(first[0], ()), *(lex.phrases.get(first[1], ()) if first[1] != first[0] else ())]
    for tokens, said, governs in sorted(options, key=lambda p: -len(p[0])):
        stretch = units[i : i + len(tokens)]
        if len(stretch) < len(tokens) or any(u.letter for u in stretch):
            continue
        if not all(set(token.split("|")) & {*_key(u)} for token, u in zip(tokens, stretch, strict=True)):
            continue
        words = [u.gram for u in stretch if isinstance(u.gram, Word)]
        return len(tokens), _phrase_item(tuple(stretch), words, said, governs, lex)
    return 0, None


def _phrase_item(  # noqa: PLR0911 - one return per sort of phrase
    units: tuple[Unit, ...], words: list[Word], said: str, governs: bool, lex: Lexicon
) -> Item:
    verb = next((w for w in words if w.pos in {"VERB", "INFN", "GRND", "PRTS"}), None)
    if governs or said == "according to":
        return Item("prep", said, units, words[0] if words else None)
    if said.startswith("there "):
        return Item("exist", said, units, verb)
    if said == "not a single":
        return Item("adj", said, units, words[0], ALL)
    if said in {"never", "no longer", "hardly", "almost"}:
        return Item("neg", said, units)
    if verb is not None and verb.lemma != BE and said.split(maxsplit=1)[0] not in {"no", "nothing"}:
        return Item("verb", _verb(verb, said, lex), units, verb)
    nouns = [w for w in words if w.noun]
    if nouns and all(w.noun or w.adjective or w.pos == "PREP" for w in words) and not said.startswith("="):
        head = nouns[0]
        bare = said in {"civilians", "each other", "both sides"} or (
            " " in said.strip() and said.split(maxsplit=1)[0] in {"at", "with"}
        )
        return Item(
            "other" if bare else "noun", said if bare else noun_form(said, head.plural), units, head, head.cases
        )
    return Item("other", said.removeprefix("="), units)


def _word(  # noqa: PLR0911, PLR0912 - one return per sort of word
    unit: Unit, before: list[Item], units: list[Unit], i: int, lex: Lexicon
) -> Item:
    word = unit.gram if isinstance(unit.gram, Word) else None
    if word is None:
        return Item("mark" if unit.text in _MARKS else "other", unit.text, (unit,))
    low = unit.raw.lower().replace("ё", "е")
    if word.pos == "PREP" or low in GOVERNS:
        return Item("prep", lex.get("prepositions", low) or low, (unit,), word)
    if low == "не":
        return Item("neg", "not", (unit,), word)
    if word.lemma == BE:
        return Item("be", _be(word), (unit,), word)
    if low in _SELF and i + 1 < len(units) and _is_adjective(units[i + 1]):
        return Item("adj", "", (unit,), replace(word, lemma="самый"), word.cases or ALL)
    if low in {"его", "ее", "их"}:
        if _possessive(units, i):
            return Item("adj", "their" if low == "их" else "its", (unit,), word, ALL)
        return Item("noun", "them" if low == "их" else "it", (unit,), word, frozenset({"gent", "accs"}))
    if word.pos == "NPRO":
        return _pronoun(unit, word, lex)
    if word.pos == "CONJ" or low in RELATIVE or word.lemma in RELATIVE:
        said = lex.get("function", low) or lex.get("function", word.lemma) or low
        return Item("conj", "who" if word.lemma == "который" and _personal(before) else said, (unit,), word)
    if word.pos in {"VERB", "INFN", "GRND", "PRTS"} or word.lemma in MODALS:
        return _verbal(unit, word, lex)
    if word.pos == "COMP" and (more := lex.get("comparatives", word.lemma)):
        return Item("adj", more, (unit,), word, ALL)
    if low in lex.tables["function"] and word.pos not in {"NOUN"}:
        agrees = word.adjective or low in _MANY
        return Item("adj" if agrees else "adv", lex.tables["function"][low], (unit,), word, word.cases or ALL)
    if word.adjective:
        return _adjective(unit, word, before, units, i, lex)
    if word.noun:
        counted = bool(before) and before[-1].kind == "amount" and not _is_share(before[-1])
        none = bool(before) and before[-1].said == "not a single"
        said = lex.noun(word.lemma, (word.plural or counted) and not none) or _unlisted(unit)
        return Item("noun", said, (unit,), word, word.cases or ALL)
    if word.pos == "ADJS":
        return Item("short", lex.get("adjectives", word.lemma) or word.lemma, (unit,), word)
    adverb = lex.get("adverbs", low) or lex.get("function", word.lemma)
    return Item("adv", _unlisted(unit) if adverb is None else adverb, (unit,), word)


_OBLIQUE = {"он": "it", "она": "it", "оно": "it", "они": "them"}


def _pronoun(unit: Unit, word: Word, lex: Lexicon) -> Item:
    """A pronoun; for a party in another case than the nominative the engine knows "it" and "them"."""
    said = lex.get("function", word.lemma) or word.lemma
    if word.lemma in _OBLIQUE and "nomn" not in word.cases:
        said = _OBLIQUE[word.lemma]
    return Item("noun" if word.lemma not in RELATIVE else "conj", said, (unit,), word, word.cases)


def _is_share(item: Item) -> bool:
    amount = item.units[0].amount
    return amount is not None and amount.unit == "%"


def _is_adjective(unit: Unit) -> bool:
    return isinstance(unit.gram, Word) and unit.gram.pos == "ADJF"


def _unlisted(unit: Unit) -> str:
    return unit.raw.lower()


def _personal(before: list[Item]) -> bool:
    """Whether "который" leans on people or a party rather than on a thing."""
    heads = [b for b in before if b.kind in {"name", "noun"}]
    return bool(heads) and (
        heads[-1].units[0].letter in ("a", "s") or heads[-1].said.endswith(("ers", "ants", "people"))
    )


def _possessive(units: list[Unit], i: int) -> bool:
    """Whether "его", "их" stands before a noun that it owns rather than for somebody."""
    follow = units[i + 1] if i + 1 < len(units) else None
    if follow is None or follow.letter in ("t", "q"):
        return False
    if follow.letter:
        return True
    word = follow.gram
    return isinstance(word, Word) and (word.adjective or word.pos == "NOUN")


def _be(word: Word) -> str:
    if word.tense == "past":
        return "were" if word.plural else "was"
    if word.tense == "futr":
        return "will"
    return "be" if word.pos == "INFN" else "is"


def _adjective(unit: Unit, word: Word, before: list[Item], units: list[Unit], i: int, lex: Lexicon) -> Item:
    lemma = word.lemma
    degree = before[-1].word.lemma if before and before[-1].word else ""
    if lemma in _DEGREES:
        return Item("adj", "", (unit,), word, word.cases)
    if degree in _DEGREES or (before and before[-1].said == "most" and before[-1].kind == "adv"):
        said = lex.get("superlatives", lemma) or f"most {lex.get('adjectives', lemma) or lemma}"
        return Item("adj", said, (unit,), word, word.cases)
    follow = units[i + 1].gram if i + 1 < len(units) and not units[i + 1].letter else None
    alone = not (isinstance(follow, Word) and (follow.noun or follow.adjective) and follow.cases & word.cases)
    alone = alone and not (i + 1 < len(units) and units[i + 1].letter in ("a", "d", "p"))
    named = lex.noun(word.plain, word.plural or (bool(before) and before[-1].kind == "amount")) if alone else None
    if named is not None:
        return Item("noun", named, (unit,), word, word.cases)
    if word.pos == "PRTF":
        return _participle(unit, word, before, lex)
    listed = lex.get("function", unit.raw.lower()) or lex.get("function", lemma)
    said = listed if listed is not None else lex.get("adjectives", lemma) or _unlisted(unit)
    if i + 1 < len(units) and lemma == "единственный":
        said = "only"
    return Item("adj", said, (unit,), word, word.cases)


def _participle(unit: Unit, word: Word, before: list[Item], lex: Lexicon) -> Item:
    """For "захваченный" -> captured; "атаковавшие" after a comma -> who attacked."""
    base = _base(word, lex)
    if not base:
        return Item("adj", _unlisted(unit), (unit,), word, word.cases)
    if word.passive:
        return Item("adj", lex.participle(base), (unit,), word, word.cases)
    behind = bool(before) and before[-1].kind == "mark"
    if behind:
        form = lex.past(base) if word.tense == "past" else lex.present(base, True)
        return Item("verb", f"who {form}", (unit,), word)
    return Item("adj", lex.gerund(base), (unit,), word, word.cases)


def _base(word: Word, lex: Lexicon) -> str:
    """The English base form of a verb; an unlisted reflexive verb is the passive of the verb behind it."""
    listed = lex.get("verbs", word.lemma)
    if listed is not None:
        return listed.removeprefix("=")
    return lex.get("verbs", word.lemma.removesuffix("ся").removesuffix("сь")) or ""


def _verbal(unit: Unit, word: Word, lex: Lexicon) -> Item:
    kind = "short" if word.pos == "PRTS" and word.lemma not in MODALS else "verb"
    entry = lex.get("verbs", word.lemma)
    if kind == "short":
        base = _base(word, lex)
        return Item("short", lex.participle(base) if base else word.lemma, (unit,), word)
    if entry is None and word.lemma.endswith(("ся", "сь")):
        bare = lex.get("verbs", word.lemma[:-2])
        if bare is not None:
            be = {"past": "were" if word.plural else "was", "future": "will be"}.get(tense_of(word), "are")
            return Item("verb", f"{be} {lex.participle(bare.removeprefix('='))}", (unit,), replace(word, passive=True))
    if entry is None:
        aux = {"past": "did", "future": "will", "infinitive": "to", "gerund": "by"}.get(tense_of(word), "does")
        return Item("verb", f"{aux} {word.lemma}", (unit,), word)
    return Item("verb", _verb(word, entry, lex), (unit,), word)


def _verb(word: Word, entry: str, lex: Lexicon) -> str:
    """A verb's English in its tense; entries that begin with "=" stand as they are."""
    if entry.startswith("="):
        said = entry[1:]
        return {"can": "could"}.get(said, said) if word.tense == "past" else said
    tense = tense_of(word)
    if tense == "infinitive":
        return f"to {entry}"
    if tense == "gerund":
        return lex.gerund(entry)
    if tense == "future":
        return f"will {entry}"
    return lex.past(entry) if tense == "past" else lex.present(entry, word.plural)


def base_of(item: Item, lex: Lexicon) -> str:
    """The base form behind a verb item, for "did not attack"."""
    entry = lex.get("verbs", item.word.lemma) if item.word else None
    return entry if entry and not entry.startswith("=") else ""


def known_word(raw: str) -> bool:
    """Whether a capitalised word at the head of a sentence is a common word of the language."""
    first = analyses(raw)[0]
    return first.known and raw[1:].islower()
