"""Which language a text is in: by script, then by its common words; only where these don't decide, by a library.

A language without frames is no reason to refuse a text: the extractor decides what it can read.
"""

import re
from collections import Counter
from typing import NamedTuple

from inquest.model.words import language_name

_SCRIPTS = {
    "Latin": ("\u0041", "\u024f"),
    "Cyrillic": ("\u0400", "\u04ff"),
    "Arabic": ("\u0600", "\u06ff"),
    "Hebrew": ("\u0590", "\u05ff"),
    "Greek": ("\u0370", "\u03ff"),
    "Armenian": ("\u0530", "\u058f"),
    "Georgian": ("\u10a0", "\u10ff"),
    "Ethiopic": ("\u1200", "\u137f"),
    "Devanagari": ("\u0900", "\u097f"),
    "Bengali": ("\u0980", "\u09ff"),
    "Tamil": ("\u0b80", "\u0bff"),
    "Sinhala": ("\u0d80", "\u0dff"),
    "Thai": ("\u0e00", "\u0e7f"),
    "Burmese": ("\u1000", "\u109f"),
    "Khmer": ("\u1780", "\u17ff"),
    "Chinese or Japanese": ("\u3040", "\u9fff"),
    "Korean": ("\uac00", "\ud7af"),
}
_OF_SCRIPT = {
    "Hebrew": "he",
    "Greek": "el",
    "Armenian": "hy",
    "Georgian": "ka",
    "Bengali": "bn",
    "Tamil": "ta",
    "Sinhala": "si",
    "Thai": "th",
    "Burmese": "my",
    "Khmer": "km",
    "Korean": "ko",
}
"""Scripts that (nearly) one language writes."""
_STOP_WORDS = {
    "en": "the of and to in that was for on with as by at from it is are were has have had who not but which "
    "their this",
    "de": "der die das und ist nicht von mit den dem ein eine zu im auf für sich auch wurde wurden als des",
    "fr": "le la les des et est dans que qui une pour sur pas par avec ont du au aux été son ses ce plus",
    "es": "el la los las de y que en una por con para del se ha han fue su sus más como al",
    "it": "il lo gli di che è una per con del della nel sono stato hanno dei non anche più al",
    "pt": "os as de que em uma por com para do da dos das foi não mais ao na no seu",
    "tr": "ve bir bu için ile olarak da de olan çok daha sonra kadar göre en ise",
    "sv": "och att det som är på en av för med den till inte har om ett var",
    "nl": "de het een van en in dat is op te zijn voor met niet aan die door",
    "pl": "i w na z że się do nie jest to przez od po jak oraz został",
    "ru": "и в не на что с по как его из для это был были было от но за их же до также при после лишь только у более",
    "uk": "і в не на що з та як його до за для це був були було від але їх про при після у ще під також більше",
}
_MARKS = {
    "ru": "ыэъё",
    "uk": "іїєґ",
}
"""Letters that one of the two languages has and the other lacks."""
_FOREIGN_CYRILLIC = frozenset("ўјљњђћџќѓѕәіңөұүһғқҳҷӣӯ") - {"і"}
_WORD = re.compile(r"[^\W\d_]{1,15}")
_SAMPLE = 20_000
ENOUGH = 15
"""Different words from which the language of a text can be told by the lack of common words."""
LEAST = 0.08
"""Share of common words that running text has at least; English has 0.2 to 0.4."""
NOTED = 0.15
"""Share of a text in another script or language from which on it is noted."""
UNKNOWN = "und"


class Detected(NamedTuple):
    """A language code (``und``: not recognised), and a note where the text holds more than one language."""

    language: str
    note: str


def detect(text: str) -> Detected:
    """The language of the main part of a text.

    >>> detect("The army left the town on Monday."), detect("Армия не вошла в город, но боевики его оставили.")
    (Detected(language='en', note=''), Detected(language='ru', note=''))
    """
    sample = text[:_SAMPLE]
    shares = _scripts(sample)
    script = max(shares, key=lambda name: shares[name], default="Latin")
    words = [w for w in _WORD.findall(sample.lower()) if _in(w[0], script)]
    language, second = _language(words, script, sample)
    others = [
        f"{share:.0%} of its letters are in {name} script"
        for name, share in shares.items()
        if name != script and share >= NOTED
    ]
    if second:
        others.append(f"parts of it look {language_name(second)}")
    note = f"The text was read as {language_name(language)}; {'; '.join(others)}." if others else ""
    return Detected(language, note)


def _in(letter: str, script: str) -> bool:
    low, high = _SCRIPTS[script]
    return low <= letter <= high


def _scripts(sample: str) -> dict[str, float]:
    """Share of the letters in each script that occurs, the largest first."""
    if sample.isascii():
        return {"Latin": 1.0}
    letters = Counter(c for c in sample if c.isalpha())
    counted = {name: sum(n for c, n in letters.items() if _in(c, name)) for name in _SCRIPTS}
    total = sum(counted.values()) or 1
    ordered = sorted(counted.items(), key=lambda item: -item[1])
    return {name: n / total for name, n in ordered if n}


def _language(words: list[str], script: str, sample: str) -> tuple[str, str]:
    """The language, and a second one of the same script if much of the text is in it."""
    if script in _OF_SCRIPT:
        return _OF_SCRIPT[script], ""
    if script == "Latin":
        return _latin(words, sample)
    if script == "Cyrillic":
        return _cyrillic(words, sample)
    if script == "Chinese or Japanese":
        kana = any("\u3040" <= c <= "\u30ff" for c in sample)
        return "ja" if kana else "zh", ""
    return _by_library(sample), ""


def common(text: str, language: str) -> float:
    """Share of the common words of a language among the words of a text, as blanks part them."""
    words = [word.strip(".,;:!?()\"'«»“”–—-") for word in text.lower().split()]
    return _scores(words, (language,))[language] / len(words) if words else 0.0


def _scores(words: list[str], codes: tuple[str, ...]) -> dict[str, int]:
    counted = Counter(words)
    return {code: sum(counted[w] for w in _STOP_WORDS[code].split()) for code in codes}


def _latin(words: list[str], sample: str) -> tuple[str, str]:
    codes = tuple(c for c in _STOP_WORDS if c not in _MARKS)
    scores = _scores(words, codes)
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    if len(set(words)) < ENOUGH:  # a sentence or two: English unless its words speak for another language
        clear = scores[best] >= 3 and scores[best] > 1.5 * scores["en"]
        return (best if clear else "en"), ""
    different = {code: len({*words} & {*_STOP_WORDS[code].split()}) for code in codes}
    if scores[best] < LEAST * len(words) or different[best] < 2:
        found = _by_library(sample)
        return (found if found != "en" else UNKNOWN), ""
    if best == "en":
        return best, _second(words, best, codes)
    found = best if scores[best] > 1.5 * scores["en"] else _by_library(sample)
    return found, _second(words, found, codes) if found in codes else ""


def _cyrillic(words: list[str], sample: str) -> tuple[str, str]:
    codes = ("ru", "uk")
    small = sample.lower()
    letters = Counter(c for c in small if "\u0400" <= c <= "\u04ff")
    if sum(letters[c] for c in _FOREIGN_CYRILLIC) > 0.01 * sum(letters.values()):
        return _by_library(sample), ""
    marks = {code: sum(letters[c] for c in _MARKS[code]) for code in codes}
    scores = _scores(words, codes)
    best = max(codes, key=lambda code: (marks[code], scores[code], code == "ru"))
    if len(set(words)) >= ENOUGH and (scores[best] < LEAST / 2 * len(words) or not marks[best]):
        return _by_library(sample), ""
    return best, _second(words, best, codes)


def _second(words: list[str], best: str, codes: tuple[str, ...]) -> str:
    """Another language of which a stretch of the text has as many common words as running text would."""
    for start in range(0, len(words) - 25, 25):
        piece = words[start : start + 25]
        scores = _scores(piece, codes)
        other = max((c for c in codes if c != best), key=lambda code: scores[code])
        if scores[other] >= 5 and scores[other] > 2 * scores[best]:
            return other
    return ""


def _by_library(sample: str) -> str:
    """The guess of a trained model over 97 languages, where script and common words don't decide."""
    import py3langid

    found: str = py3langid.classify(sample)[0]
    return found
