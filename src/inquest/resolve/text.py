"""Words as names are compared: case, accents, apostrophes, hyphens and possessives folded away."""

import re
import unicodedata
from dataclasses import dataclass

from inquest.resolve.cyrillic import stem

_APOSTROPHES = "'’‘ʼ`ʻʿʾ´"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|\w+(?:[{_APOSTROPHES}]\w+)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_LONE = str.maketrans(
    {c: "" for c in _APOSTROPHES}
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "_": ""}
    | {"ک": "ك", "ی": "ي", "ى": "ي", "ة": "ه", "ـ": ""}  # letters of Arabic that are also written otherwise
)
_GAP = re.compile(rf"[\s\-‐‑–—/.·{_APOSTROPHES}«»“”\"]{{0,3}}$")
ARTICLES = frozenset({"al", "ar", "as", "ad", "ash", "at", "az", "an", "el", "ath", "adh"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its folded form (in Cyrillic without its ending), offsets into the text and the letters' case.

    Ends are exclusive, a possessive is left out.

    Letters of a script without case count as capitals.
    """

    form: str
    start: int
    end: int
    capital: bool
    upper: bool


def fold(word: str) -> str:
    """The form under which a word is compared.

    >>> fold("Da’esh"), fold("Qaḑā’"), fold("Erdoğan")
    ('daesh', 'qada', 'erdogan')
    """
    if word.isascii():
        return word.translate(_LONE).replace(".", "").lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) != "Mn")
    return plain.translate(_LONE).replace(".", "").casefold()


def tokens(text: str) -> list[Token]:
    """The words of a text in order.

    >>> [t.form for t in tokens("The U.S.-led coalition struck Syria's Deir ez-Zor (ISIS*).")]
    ['the', 'us', 'led', 'coalition', 'struck', 'syria', 'deir', 'ez', 'zor', 'isis']
    """
    found = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        tail = _POSSESSIVE.search(raw)
        if tail is not None:
            raw = raw[: tail.start()]
        form = stem(fold(raw))
        if form:
            end = match.start() + len(raw)
            found.append(Token(form, match.start(), end, not raw[0].islower(), raw == raw.upper()))
    return found


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether only space, a hyphen, a slash or a quotation mark stands between two words."""
    gap = text[left.end : right.start]
    if gap[:2] in ("'s", "’s"):
        gap = gap[2:]
    return _GAP.match(gap) is not None and ". " not in gap and "\n\n" not in gap


def key(name: str) -> str:
    """The folded words of a name, one space between.

    >>> key("Hay'at Tahrir al-Sham")
    'hayat tahrir al sham'
    """
    return " ".join(t.form for t in tokens(name))


ANONYMOUS = frozenset(
    re.findall(
        r"\w+",
        """alliance armed army coalition council defence defense democratic force forces freedom front islamic
        liberation military movement national organisation organization party patriotic people peoples popular
        resistance salvation union for of the and""",
    )
)
"""Words of which groups of many countries make their names."""


def anonymous(form: str) -> bool:
    """Whether a folded name could be that of a group in any country.

    >>> anonymous("national liberation front"), anonymous("kosovo liberation army"), anonymous("army")
    (True, False, False)
    """
    return " " in form and ANONYMOUS.issuperset(form.split(" "))


def slug(name: str) -> str:
    """A kebab-case id of a name.

    >>> slug("Tall ‘Afar")
    'tall-afar'
    """
    return key(name).replace(" ", "-")


def without_article(name: str) -> str:
    """A folded name without its leading Arabic article, unless too little would be left.

    >>> without_article("al qaryatayn"), without_article("al bab")
    ('qaryatayn', 'al bab')
    """
    first, _, rest = name.partition(" ")
    return rest if first in ARTICLES and len(rest) > 4 else name
