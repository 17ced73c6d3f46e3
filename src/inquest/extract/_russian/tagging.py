"""Words of a Russian sentence with what pymorphy3 says of each: dictionary form, part of speech, possible cases."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from inquest.extract._skeleton import Unit, words_of

ALL = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_SAME = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}
_NOUNLIKE = frozenset({"NOUN", "NPRO"})
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_RARE = frozenset({"Infr", "Arch", "Slng", "Erro", "Dist"})


@dataclass(frozen=True)
class Word:
    """One analysis of a word; ``cases`` are all that its ending allows with this lemma and part of speech."""

    raw: str
    lemma: str
    pos: str
    cases: frozenset[str] = frozenset()
    plural: bool = False
    gender: str = ""
    tense: str = ""
    passive: bool = False
    transitive: bool = True
    known: bool = True
    plain: str = ""
    """A participle as an adjective: its masculine nominative."""
    animate: bool = False
    person: bool = False
    """Whether it is a given name, a surname or a patronymic."""

    @property
    def adjective(self) -> bool:
        """Whether it agrees with a noun: an adjective, a participle, an ordinal or a determiner."""
        return self.pos in _ADJECTIVES

    @property
    def noun(self) -> bool:
        """Whether it can head a noun phrase."""
        return self.pos in _NOUNLIKE


@lru_cache(maxsize=1)
def analyser() -> Any:
    """The dictionary of Russian forms."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def analyses(raw: str) -> tuple[Word, ...]:
    """Every reading of a word, the likeliest first; parses of one lemma and part of speech are one reading."""
    if raw.isupper() and len(raw) > 1:  # an acronym doesn't decline
        return (Word(raw, raw.lower(), "NOUN", ALL),)
    grouped: dict[tuple[str, str, bool, bool], tuple[float, Word]] = {}
    parses = analyser().parse(raw)
    shortened = any(parse.tag.POS == "PRTS" for parse in parses)  # "убито": were killed, rather than an adverb
    for parse in parses:
        tag = parse.tag
        pos = str(tag.POS or "OTHER")
        lemma = parse.normal_form.replace("ё", "е")
        if pos == "PRTF" and (plain := parse.inflect({"masc", "sing", "nomn"})):
            adjective = str(plain.word).replace("ё", "е")
        else:
            adjective = lemma
        case = frozenset({_SAME.get(str(tag.case), str(tag.case))} if tag.case else ())
        if "Fixd" in tag or pos == "OTHER":
            case = ALL if pos in _NOUNLIKE | {"OTHER"} and raw[:1].isupper() else case
        plural = tag.number == "plur"
        passive = "pssv" in tag
        score = parse.score * (0.2 if any(r in tag for r in _RARE) else 1.0)
        if shortened:
            score *= 2.0 if pos == "PRTS" else 0.5
        if "impr" in tag:
            score *= 0.1
        if any(mark in tag for mark in ("Surn", "Patr", "Name", "Geox", "Orgn")):
            score *= 0.5 if raw[:1].isupper() else 0.02
        key = (lemma, pos, plural if pos in _NOUNLIKE else False, passive)
        old = grouped.get(key)
        word = Word(
            raw,
            lemma,
            pos,
            case,
            plural,
            str(tag.gender or ""),
            str(tag.tense or ""),
            passive,
            "tran" in tag,
            bool(parse.is_known),
            adjective,
            "anim" in tag,
            any(mark in tag for mark in ("Surn", "Name", "Patr")),
        )
        if old:
            merged = replace(old[1], cases=old[1].cases | word.cases, plural=word.plural)
            grouped[key] = (old[0] + score, merged)
        else:
            grouped[key] = (score, word)
    ordered = sorted(grouped.values(), key=lambda item: -item[0])
    return tuple(word for _, word in ordered)


GOVERNS: dict[str, frozenset[str]] = {
    name: frozenset(cases.split())
    for names, cases in (
        ("в во на", "loct accs"),
        ("о об обо при", "loct"),
        ("с со", "ablt gent"),
        ("между перед над", "ablt gent"),
        ("за под", "ablt accs"),
        ("к ко благодаря вопреки согласно навстречу", "datv"),
        ("по", "datv loct accs"),
        ("из изо от ото у без до после для против вместо среди вокруг около возле близ вблизи кроме ради внутри "
         "вдоль напротив мимо накануне недалеко помимо свыше относительно посреди ввиду вследствие", "gent"),
        ("через сквозь про спустя", "accs"),
    )
    for name in names.split()
}  # fmt: skip


def tag(text: str, offset: int) -> list[Unit]:
    """The words and marks of a sentence, each with its likeliest reading among its neighbours."""
    units = words_of(text, offset)
    chosen: list[Word | None] = []
    for i, unit in enumerate(units):
        if not unit.raw[:1].isalpha():
            chosen.append(None)
            continue
        options = analyses(unit.raw)
        before = next((c for c in reversed(chosen[-1:]) if c is not None), None)
        counted = i > 0 and units[i - 1].raw[:1].isdigit()
        chosen.append(_best(options, before, counted))
    return [replace(u, gram=w) for u, w in zip(units, _agree(chosen), strict=True)]


def _best(options: tuple[Word, ...], before: "Word | None", counted: bool) -> Word:
    """The first reading whose case a preposition or an adjective before it allows."""
    if before is not None and before.raw.lower() in GOVERNS and before.pos == "PREP":
        wanted = GOVERNS[before.raw.lower()]
        fits = [w for w in options if w.cases & wanted and (w.noun or w.adjective or w.pos in {"NUMR", "OTHER"})]
        if fits:
            return replace(fits[0], cases=fits[0].cases & wanted)
    if before is not None and before.adjective and not before.passive:
        fits = [w for w in options if (w.noun or w.adjective) and w.cases & before.cases]
        if fits:
            return fits[0]
    first = options[0]
    same = [w for w in options if w.noun and w.lemma == first.lemma]
    if not first.noun or len(same) < 2 or counted:
        return first
    behind = before is not None and (before.noun or before.pos == "NUMR")
    fits = [w for w in same if ("gent" in w.cases if behind else w.cases & {"nomn", "accs"})]
    return fits[0] if fits else first


def _agree(words: "list[Word | None]") -> "list[Word | None]":
    """Adjectives and the noun behind them share their cases; a governed adjective hands its case on."""
    out = list(words)
    i = 0
    while i < len(out):
        word = out[i]
        if word is not None and word.adjective:
            j = i
            cases = word.cases
            while j + 1 < len(out) and (follow := out[j + 1]) is not None and (follow.adjective or follow.noun):
                common = cases & follow.cases
                if not common:
                    break
                cases, j = common, j + 1
                if follow.noun:
                    break
            if j > i:
                for k in range(i, j + 1):
                    held = out[k]
                    if held is not None:
                        out[k] = replace(held, cases=cases)
                i = j
        i += 1
    return out
