"""First-level regions by their word: "Kunduz province", "the state of Borno", "Донецкая область", "محافظة صعدة"."""

from collections.abc import Mapping

from inquest.resolve.text import Token, key

PLURAL = {
    "provinces": "province", "states": "state", "regions": "region", "governorates": "governorate",
    "oblasts": "oblast", "departments": "department", "prefectures": "prefecture", "republics": "republic",
    "districts": "district", "counties": "county", "divisions": "division", "cantons": "canton", "zones": "zone",
    "territories": "territory", "wilayas": "wilaya",
}  # fmt: skip
WORDS = frozenset({*PLURAL.values(), "krai", "okrug", "entity", "marz", "emirate"})
"""Words for a first-level region in some country."""
ANYWHERE = frozenset({"province", "state", "region", "governorate", "oblast", "department", "prefecture", "republic"})
"""Words that English reports use for the regions of any country; "district", "county" ... are mostly smaller units."""
_CYRILLIC = {
    key(name): word for word, names in {
        "province": "провинция провінція вилаят вілаят вилайет вілаєт", "oblast": "область", "krai": "край",
        "republic": "республика республіка", "okrug": "округ", "region": "регион регіон", "state": "штат",
        "governorate": "губернаторство мухафаза", "department": "департамент", "prefecture": "префектура",
        "canton": "кантон", "district": "район",
    }.items() for name in names.split()
}  # fmt: skip
_ARABIC = {
    key(name): word for word, names in {
        "governorate": "محافظة", "state": "ولاية", "region": "إقليم منطقة", "province": "مقاطعة", "republic": "جمهورية",
    }.items() for name in names.split()
}  # fmt: skip
_CLITICS = frozenset("بولف")
"""Letters of Arabic for "in", "and", "to", "so" that are written together with the word after them."""
_BETWEEN = frozenset({"regional", "autonomous", "federal", "national", "union"})
Span = tuple[int, int]


def beside(text: str, words: list[Token], first: int, last: int) -> tuple[Span, str] | None:
    """The span of a name with the word for a region beside it, and that word; None if there is none.

    Parameters
    ----------
    text, words : the text and its words.
    first, last : the words of the name, both inclusive.

    Examples
    --------
    >>> from inquest.resolve.text import tokens
    >>> said = "in Kunduz province and the state of Borno"
    >>> beside(said, tokens(said), 1, 1), beside(said, tokens(said), 7, 7)
    (((1, 2), 'province'), ((5, 7), 'state'))
    >>> said = "Helmand and Kandahar provinces, Kano states that"
    >>> beside(said, tokens(said), 2, 2), beside(said, tokens(said), 4, 4)
    (((2, 3), 'province'), None)
    >>> said = "в провинции Кундуз и в Донецкой области, بمحافظة صعدة"
    >>> beside(said, tokens(said), 2, 2), beside(said, tokens(said), 5, 5), beside(said, tokens(said), 8, 8)
    (((1, 2), 'province'), ((5, 6), 'oblast'), ((7, 8), 'governorate'))
    """
    if not any(w.capital for w in words[first : last + 1]) or _goes_on(text, words, first - 1):
        return None
    after = last + 1
    if after < len(words) and words[after].form in _BETWEEN and _next(text, words, last):
        after += 1
    word = words[after].form if after < len(words) and _next(text, words, after - 1) else ""
    if first and words[first - 1].form in ("and", "or"):  # "Kano states that" is a verb
        word = PLURAL.get(word, word)
    word = _CYRILLIC.get(word, word)
    if word in WORDS:
        return (first, after), word
    if first and _next(text, words, first - 1) and (other := _other(words[first - 1].form)):
        return (first - 1, last), other
    if first > 1 and words[first - 1].form == "of" and _next(text, words, first - 1) and _next(text, words, first - 2):
        word = words[first - 2].form
        word = PLURAL.get(word, word)
        longer = after < len(words) and words[after].capital and _next(text, words, last)
        return ((first - 2, last), word) if word in WORDS and not longer else None
    return None


def _other(form: str) -> str:
    """The word for a region in Cyrillic or Arabic letters, which stands before the name; empty if it is none."""
    bare = form[1:] if form[:1] in _CLITICS else form
    return _CYRILLIC.get(form) or _ARABIC.get(form) or _ARABIC.get(bare, "")


def called(ids: tuple[str, ...], word: str, regions: Mapping[str, str], *, own: bool) -> tuple[str, ...]:
    """The regions among ids whose country uses a word for them; if none does, all of them for a word used anywhere."""
    lines = {i: regions.get(i) for i in ids}
    words = {i: ANYWHERE if line is None else line.split("\t")[3].split(",") for i, line in lines.items()}
    first = tuple(i for i in ids if word in words[i])
    return first or (ids if not own and word in ANYWHERE else ())


def _goes_on(text: str, words: list[Token], at: int) -> bool:
    """Whether the word before is a part of the same name: "Islamic State Sahel Province"."""
    return at >= 0 and words[at].capital and words[at].form in WORDS and _next(text, words, at)


def _next(text: str, words: list[Token], at: int) -> bool:
    """Whether a word and the next stand side by side."""
    return text[words[at].end : words[at + 1].start] in (" ", "\n", "\xa0")
