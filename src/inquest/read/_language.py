"""Which language a text is in, as far as script and common words tell."""

import re
from collections import Counter
from importlib.resources import files

from inquest.errors import InputError

_SCRIPTS = {
    "Arabic script (Arabic, Persian, Kurdish ...)": ("\u0600", "\u06ff"),
    "Cyrillic script (Russian, Ukrainian ...)": ("\u0400", "\u04ff"),
    "Hebrew": ("\u0590", "\u05ff"),
    "Greek": ("\u0370", "\u03ff"),
    "Chinese or Japanese": ("\u3040", "\u9fff"),
    "Korean": ("\uac00", "\ud7af"),
    "Devanagari script (Hindi ...)": ("\u0900", "\u097f"),
}
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
}
_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "tr": "Turkish",
    "sv": "Swedish",
    "nl": "Dutch",
    "pl": "Polish",
}
_SAMPLE = 20_000
ENOUGH = 15
"""Different words from which a text of another language can be told by the lack of common words."""
LEAST = 0.08
"""Share of common words that running text of a language with frames has at least; English has 0.2 to 0.4."""


def languages_with_frames() -> tuple[str, ...]:
    """Language codes that have a folder of frames.

    >>> languages_with_frames()
    ('en',)
    """
    root = files("inquest") / "extract" / "frames"
    return tuple(sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("_")))


def _foreign_script(sample: str) -> str | None:
    letters = [c for c in sample if c.isalpha()]
    for name, (low, high) in _SCRIPTS.items():
        if sum(low <= c <= high for c in letters) > 0.3 * max(len(letters), 1):
            return name
    return None


def detect(text: str) -> str:
    """Language code of a text that has frames.

    Raises
    ------
    InputError
        If the script or the common words belong to a language without frames.
    """
    sample = text[:_SAMPLE]
    available = languages_with_frames()
    choices = tuple(f"{_NAMES.get(code, code)} ({code})" for code in available)
    script = _foreign_script(sample)
    if script:
        raise InputError(
            f"the text is written in {script}",
            "a language that has frames",
            choices,
            "check a translation, or add a folder of frames (docs/frames.md)",
        )
    found = re.findall(r"[^\W\d_]{1,15}", sample.lower())
    words = Counter(found)
    scores = {code: sum(words[w] for w in stop.split()) for code, stop in _STOP_WORDS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    if scores[best] >= 3 and best not in available and scores[best] > 1.5 * max(scores[c] for c in available):
        raise InputError(
            f"the text looks {_NAMES[best]}",
            "a language that has frames",
            choices,
            "check a translation, or add a folder of frames (docs/frames.md)",
        )
    known = {code: [w for w in _STOP_WORDS[code].split() if words[w]] for code in available}
    if len(words) >= ENOUGH and all(scores[c] < LEAST * len(found) or len(known[c]) < 2 for c in available):
        few = max(scores[c] for c in available)
        raise InputError(
            f"the text is in no language that is recognised ({few} of its first {len(found)} words are common words "
            "of one that has frames)",
            "a language that has frames",
            choices,
            "check a translation, or add a folder of frames (docs/frames.md)",
        )
    return best if best in available else available[0]
