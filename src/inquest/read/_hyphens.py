"""Whether a word that a line's end breaks at a hyphen is written with one: "Turkish-backed", but "insurgents".

The text speaks first: it may write the word elsewhere. Then plain rules on both parts; a word is joined where none of
them speaks for the hyphen.
"""

_ALWAYS = (
    "anti non self semi quasi then vice two three four five six seven eight nine twenty thirty forty fifty sixty "
    "seventy eighty ninety abu ibn bint северо юго военно"
)
"""First parts that are as a rule written with a hyphen."""
_BEFORE_WORDS = "pro ex co mid counter inter multi pan post pre cross well long short high low full part half"
"""First parts that are, where what follows is a word of its own: "pro-government", but "province"."""
_SECOND = (
    "backed led held controlled run owned based sponsored supported funded trained armed allied aligned affiliated "
    "linked brokered mediated occupied administered dominated ridden torn affected related speaking known equipped "
    "scale term range ranking level born wing"
)
"""Second parts that are as a rule written with a hyphen: "rebel-held", "large-scale"."""
_BOUND = "a as be con cor de dis fore in inter mis out over pre re sub un under up with"
"""First parts that go before those in one word: "withheld", "unarmed"."""
LONG = 4
"""Letters from which on a second part that the text shows elsewhere is taken for a word of its own."""


def hyphenated(head: str, tail: str, words: set[str]) -> bool:
    """Whether the hyphen between two parts stays.

    Parameters
    ----------
    head, tail : as they stand; a part may hold hyphens itself.
    words : of the text, case-folded.

    Examples
    --------
    >>> [hyphenated(a, b, {"backed"}) for a, b in (("Turkish", "backed"), ("US", "led"), ("anti", "government"))]
    [True, True, True]
    >>> [hyphenated(a, b, {"insurgents"}) for a, b in (("in", "surgents"), ("with", "held"), ("Rus", "sia"))]
    [False, False, False]
    """
    first, last = head.casefold(), tail.casefold()
    if f"{first}-{last}" in words:
        return True
    if first + last in words:
        return False
    near, far = first.rpartition("-")[2], last.partition("-")[0]
    if not tail[0].islower() or near in _ALWAYS.split() or _acronym(head):
        return True
    if far in _SECOND.split() and near not in _BOUND.split():
        return True
    own = far in words and len(far) >= LONG
    return own and (near in _BEFORE_WORDS.split() or (head[0].isupper() and near in words))


def _acronym(head: str) -> bool:
    """Whether a first part is an acronym ("US", "UN")."""
    return len(head) > 1 and head.isupper()
