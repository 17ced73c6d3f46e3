"""Times in languages that Inquest doesn't read: said again in English by the model, and checked number by number."""

import re
import unicodedata
from typing import Any

from inquest.extract._grammar import languages
from inquest.extract._language import language as tongue
from inquest.extract._times import find_times

VIA = "“{}” -> {}, as llm puts it into English"


def in_english(mention: dict[str, Any], english: str | None, language: str) -> dict[str, Any]:
    """The mention of a time with its English words, as times are understood; unchanged where they can't be had.

    A language that Inquest reads is put into English by Inquest. Elsewhere the model's English is taken if all of it is
    a time that Inquest understands and each of its numbers stands in the text. A time that stays as it is in another
    language is understood by no kind, which then refuses the claim: no other time is tested in its place.

    >>> heard = {"text": "منذ عام ٢٠١٥", "start": 0, "end": 12}
    >>> in_english(heard, "since 2015", "ar")["text"], in_english(heard, "since 2014", "ar") == heard
    ('since 2015', True)
    """
    words = mention["text"]
    if language in languages():
        found = tongue(language).times(words)
        plain = found[0].plain if len(found) == 1 else ""
        return {**mention, "text": plain, "via": f"“{words}” -> {plain}"} if plain else mention
    said = (english or "").strip()
    whole = any((t.start, t.end) == (0, len(said)) for t in find_times(said)) if said else False
    if said == words or not whole or not set(_numbers(said)) <= set(_numbers(words)):
        return mention
    return {**mention, "text": said, "via": VIA.format(words, said)}


def understood(words: str) -> bool:
    """Whether words are worth asking what time they mean: a kind refuses a claim only for a number it can't place.

    >>> understood("last year"), understood("en 2017"), understood("l'an dernier")
    (True, True, False)
    """
    return any(c.isdigit() for c in words) or bool(find_times(words))


def _numbers(words: str) -> list[str]:
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in words)
    return re.findall(r"\d+", plain)
