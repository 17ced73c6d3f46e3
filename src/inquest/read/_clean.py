"""Text as shown: no invisible characters, one letter for one sign, and letters of another script told."""

import re
import unicodedata

from inquest.model.late import Late

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff]")
_HIDDEN = Late("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\U000e0000-\U000e01ef]")
_JOINER = Late("(?<=[\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d](?=[\u0600-\u06ff\u0900-\u0dff])")
"""Joiners between Arabic or Indic letters change how a word is written; anywhere else they only hide."""
_OVERRIDES = Late("[\u202d\u202e]")
_IN_WORDS = Late("[^\\W_][\u200b\u200c\u200d\u2060-\u2064\ufeff\U000e0000-\U000e01ef]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_FORMS = Late("[\ufb00-\ufb06\ufb50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc\uff01-\uff5e\U0001d400-\U0001d7ff]+")
"""Ligatures, presentation forms, wide and styled letters: another shape of the same letter."""
_KEPT_MARKS = str.maketrans({"\u200c": "\ue00c", "\u200d": "\ue00d"})
_MARKS_BACK = str.maketrans({"\ue00c": "\u200c", "\ue00d": "\u200d"})

_LATIN = "aceopxyijshABCEHIJKMOPTXSYgdqwkbrv"
_CYRILLIC = "асеорхуіјѕһАВСЕНІЈКМОРТХЅУԍԁԛԝкЬгѵ"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True)) | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))
_TO_CYRILLIC = {
    latin: sign for latin, sign in zip(_LATIN, _CYRILLIC, strict=True) if "\u0410" <= sign <= "\u044f" and sign != "Ь"
}
_PAIR = Late("[A-Za-z\u00c0-\u024f][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z\u00c0-\u024f]")
_MIXED = Late(f"[^\\W\\d_]{{0,40}}(?:{_PAIR.pattern})[^\\W\\d_]{{0,40}}")
_FOREIGN = Late("[\u0370-\u03ff\u0400-\u052f]")
_ALONE = Late(rf"([A-Za-z][ ,(]{{1,2}})([{''.join(_TO_LATIN)}]{{2,20}})(?=[ ,).;:]{{1,3}}[A-Za-z])")
"""A word between Latin words of which every letter looks Latin and none is; in quotation marks it may be meant."""
SHOWN = 5
"""Words that a note lists at most."""


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text as a reader sees it, and notes on what was hidden in it.

    Line ends are made equal; control, direction and zero-width marks are taken out; other shapes of a letter
    (ligatures, wide or styled letters) become that letter; in a word that mixes scripts, letters that look alike become
    those of the word's own script. Offsets are made later, so they point into what this returns.

    >>> clean("The \u0410rmy left G\u200boma.")[0]
    'The Army left Goma.'
    """
    notes = []
    text = _BREAKS.sub("\n", text)
    hidden = not text.isascii()
    if hidden and _OVERRIDES.search(text):
        notes.append(
            "The text holds marks that turn the direction of writing, so what a screen shows may differ from what is "
            "written; they were taken out, and the text is read in the order in which it is written."
        )
    inside = len(_IN_WORDS.findall(text)) if hidden else 0
    if inside:
        notes.append(f"{_count(inside, 'invisible character')} inside words taken out.")
    if hidden:
        text = _JOINER.sub(lambda m: m.group().translate(_KEPT_MARKS), text)
        text = _HIDDEN.sub("", text).translate(_MARKS_BACK)
        text = plain_letters(text)
        text = unicodedata.normalize("NFC", text)
        text, found = _one_script(text)
        if found:
            listed = ", ".join(found[:SHOWN]) + (" ..." if len(found) > SHOWN else "")
            notes.append(
                f"{_count(len(found), 'word')} with letters of another script that look the same "
                f"({listed}) read as the letters they look like."
            )
    text = _CONTROLS.sub("", text)
    lost = text.count("\ufffd")
    if lost:
        notes.append(f"{_count(lost, 'character')} could not be decoded and are shown as \ufffd.")
    return text.strip("\n"), tuple(notes)


def plain_letters(text: str) -> str:
    """Ligatures, presentation forms, wide and styled letters as the letters that they stand for."""
    return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _latin(letter: str) -> bool:
    return letter < "\u0250"


def _one_script(text: str) -> tuple[str, list[str]]:
    """Words that mix scripts by letters that look alike, set in one script; and those words."""
    found: list[str] = []

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        russian = sum(map(_cyrillic, word)) > sum(map(_latin, word))
        table, own = (_TO_CYRILLIC, _cyrillic) if russian else (_TO_LATIN, _latin)
        if not all(own(c) or c in table for c in word):
            return word
        found.append(mended := "".join(c if own(c) else table[c] for c in word))
        return mended

    def stands_alone(match: re.Match[str]) -> str:
        found.append(mended := "".join(_TO_LATIN[c] for c in match.group(2)))
        return match.group(1) + mended

    if not _FOREIGN.search(text):
        return text, []
    text = _MIXED.sub(mend, text) if _PAIR.search(text) else text
    return _ALONE.sub(stands_alone, text), list(dict.fromkeys(found))
