"""Persons in Russian: their names beside an office, and who speaks in the form that names him."""

from inquest.extract._russian.tagging import analyser, analyses
from inquest.extract._skeleton import Unit

_OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
_NAMES = ("Surn", "Name", "Patr")
_OF = frozenset(
    {"представитель", "сторонник", "союзник", "советник", "помощник", "адвокат", "родственник", "брат", "жена", "сын",
     "отец", "мать", "дочь", "соратник", "противник", "секретарь", "пресс-секретарь", "заместитель", "посланник"}
)  # fmt: skip
"""People of somebody: the name right behind is his whose people they are ("советник Асада")."""


def is_name(unit: Unit) -> bool:
    """Whether a unit is the name of a person, as far as one word tells."""
    if unit.letter:
        return unit.letter == "s" and any(p.person for p in unit.parts)
    if not unit.raw[:1].isupper() or unit.raw.isupper():
        return False
    first = analyses(unit.raw)[0]
    return first.noun and (first.person or not first.known)


def apposed(office: str, unit: Unit, between: bool) -> bool:
    """Whether a person's name stands beside the noun for his office: "генерал Иванов".

    ``between``: other words stand between both ("представитель министерства обороны Иванов").
    """
    return is_name(unit) and (between or office not in _OF)


def nominative(words: str, oblique: bool = False) -> str:
    """A noun phrase in the form that names it: "министра обороны Шойгу" -> "министр обороны Шойгу".

    ``oblique``: the phrase is surely in another case than the nominative ("по словам Лаврова").

    >>> nominative("военного источника"), nominative("Лаврова", oblique=True)
    ('военный источник', 'Лавров')
    >>> nominative("представителя министерства обороны Игоря Конашенкова")
    'представитель министерства обороны Игорь Конашенков'
    """
    pieces = words.split(" ")
    at = next((n for n, p in enumerate(pieces) if p[:1].isalpha() and analyses(p)[0].noun), None)
    if at is None:
        return words
    head = analyses(pieces[at])[0]
    if not oblique and "nomn" in head.cases:
        return words
    out = list(pieces)
    out[at] = _inflected(pieces[at], "", oblique)
    for n in range(at):
        if pieces[n][:1].isalpha() and analyses(pieces[n])[0].adjective:
            out[n] = _inflected(pieces[n], head.gender if not head.plural else "", True)
    last = head.lemma
    for n in range(at + 1, len(pieces)):
        unit = Unit(pieces[n].lower(), 0, 0, raw=pieces[n])
        if (head.animate or head.person) and is_name(unit) and apposed(last, unit, n > at + 1):
            out[n] = _inflected(pieces[n], "", True)
    return " ".join(out)


def _inflected(piece: str, gender: str, oblique: bool) -> str:
    """One word in the nominative; an adjective takes the gender of its noun."""
    first = analyses(piece)[0]
    parses = [p for p in analyser().parse(piece) if p.tag.case in _OBLIQUE or not oblique]
    same = [p for p in parses if p.normal_form.replace("ё", "е") == first.lemma]
    named = [p for p in parses if any(mark in p.tag for mark in _NAMES)] if piece[:1].isupper() else []
    men = [p for p in named if "masc" in p.tag]
    best = next(iter(men or named or same), None)
    if best is None or "Fixd" in best.tag:
        return piece
    wanted = {"nomn", *([str(best.tag.number)] if best.tag.number else ()), *([gender] if gender else ())}
    changed = best.inflect(wanted) or best.inflect({"nomn"})
    plain = str(changed.word) if changed else piece
    return plain.upper() if piece.isupper() else plain.capitalize() if piece[:1].isupper() else plain
