"""Which full stops end no sentence: abbreviations and initials, in English, Russian and Ukrainian."""

import re

_BEFORE_NAMES_WORDS = (
    "mr mrs ms dr prof gen lt col sgt capt maj brig adm cmdr cpl pvt pfc sen rep gov pres amb hon rev fr messrs st "
    "ste ft mt vs approx cf viz e.g i.e fig figs vol art sec para pp nos ca ст тов им ул пос дер обл ген полк подп "
    "майор кап лейт проф акад см ср напр т.е просп пл корп"
)
"""What follows them is part of the same sentence, also with a capital."""
_BEFORE_NUMBERS_WORDS = (
    "no p jan feb mar apr jun jul aug sep sept oct nov dec etc co inc ltd corp jr sr dept est al bros km m тыс млн "
    "млрд руб чел экз стр гл рис др пр проч г гг с д р в вв оз ок т.д т.п т.к"
)
"""A capital after them begins a sentence; a small letter or a number doesn't."""
_BEFORE_PLACES = frozenset(("г", "с", "д", "р", "оз", "о", "п"))
"""Russian for town, village, river ...: a name follows, unless a number stands before (2015 г. is a year)."""
_STARTERS_WORDS = (
    "The A An In On At It He She They We You But And Or So Yet If When While After Before Since During From With "
    "Although Though However Meanwhile This That These Those There Then As By Not Some Most Many Several All Both "
    "Earlier Later Last According Its Their His Her Our Nobody Nothing None One Two Three Both Each Under Over "
    "Between Until В На Но И А Он Она Они Мы Это Эти При После До По Из С К О За Когда Если Как Также Однако"
)
_BEFORE_NAMES = frozenset(_BEFORE_NAMES_WORDS.split())
_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS_WORDS.split())
_STARTERS = frozenset(_STARTERS_WORDS.split())
_LAST_WORD = re.compile(r"([^\s(\"'“‘«\[]{1,24})$")
_NEXT_WORD = re.compile(r"\s{1,4}[\"'“‘«(\[]{0,2}([^\s]{1,20})")
_LETTERS = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]")
_OPENERS = "\"'“‘«([„"


def is_abbreviation(before: str, after: str) -> bool:
    """Whether the full stop that ends ``before`` belongs to an abbreviation and ends no sentence.

    >>> is_abbreviation("by Gen", " Roe"), is_abbreviation("in Sept", " The army"), is_abbreviation("he left", " The")
    (True, False, False)
    """
    found = _LAST_WORD.search(before[-30:])
    if not found:
        return False
    word = found.group(1)
    small = word.casefold()
    start = after.lstrip()[:2].lstrip(_OPENERS)[:1]
    if small in _BEFORE_NAMES:
        return True
    if small in _BEFORE_PLACES and word.islower() and not re.search(r"\d\W{0,2}$", before[: -len(word)]):
        return True
    if small in _BEFORE_NUMBERS and (word.islower() or len(word) > 1):
        return not start.isupper()
    if _LETTERS.fullmatch(word):  # U.S, a.m, e.g, В.В
        following = _NEXT_WORD.match(after)
        return not (following and following.group(1).strip(",") in _STARTERS)
    return len(word) == 1 and word.isalpha() and word.isupper() and word != "I" and start.isupper()
