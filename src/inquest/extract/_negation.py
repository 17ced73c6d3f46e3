"""Whether a clause denies what its words tell of: which negations hold for the whole of it, and how many.

The words are lists of the grammar.
"""

from collections.abc import Sequence
from itertools import pairwise

from inquest.extract._grammar import Grammar

NAMES = frozenset({"@", "@q", "the", "a", "in", "at", "by", "on", "from", "against"})
"""After "not" one of these makes it deny a name only, if "but" follows: "not the rebels but the army"."""
BUT = 7
"""Words after "not" within which it follows."""
COUNTED = frozenset({"level", "priority", "exchange"})
COMPARED = frozenset({"less", "more", "fewer"})


def _beside(words: Sequence[str], n: int, kind: str) -> bool:
    """Whether a negation leaves the kind's own statement as it is: "six did not survive", "no army lost fewer men"."""
    if kind == "comparison":
        return words[n] in {"no", "nobody", "none", "nothing", "nowhere", "never"}
    amounts = [i for i, word in enumerate(words) if word == "@q"]
    return kind in COUNTED and bool(amounts) and min(amounts) < n and words[n] != "nobody"


def negated(words: Sequence[str], kind: str, g: Grammar, near: bool = False) -> bool:
    """Whether a clause denies what its kind says; two negations make none.

    ``words`` are the clause's own, without those of an attribution; an amount is ``@q``, another symbol ``@``.
    ``near``: they are only the words around what a frame has read, so that each negation among them is about that.

    >>> from inquest.extract._grammar import grammar
    >>> g = grammar("en")
    >>> negated("@ did not carry out a single air strike".split(), "engagement", g)
    True
    >>> negated("not a day passes in @ without shelling".split(), "engagement", g)
    False
    >>> negated("@ killed not only soldiers".split(), "level", g)
    False
    >>> negated("it was not @ but @ who shelled @".split(), "attribution", g)
    False
    >>> negated("fell to them without a fight".split(), "engagement", g, near=True)
    True
    >>> negated("@ was no less violent than @".split(), "comparison", g, near=True)
    True
    >>> negated("@ was anything but calmer than @".split(), "comparison", g, near=True)
    True
    """
    if not near and (words[:1] == ["because"] or words[-1:] == ["?"]):
        return False  # a reason, or a question that only asks
    count = 0
    for n, word in enumerate(words):
        if word == "without":
            count += near or count > 0
        elif word in g["negations"] or (word.endswith("n't") and len(word) > 3):
            count += _denies(words, n, kind, g, near)
    count += any(w in g["failing"] and then in {"to", "from"} for w, then in pairwise(words))
    count += near and any(g.phrase_at("turning", words, n) and "," not in words[n:] for n in range(len(words)))
    if kind == "engagement":
        count += _idle(words, g) or bool(g["shunning"] & set(words))
    if kind == "containment" and not near:
        count += bool(g["breaking"] & set(words))
    return count % 2 == 1


def _denies(words: Sequence[str], n: int, kind: str, g: Grammar, near: bool) -> bool:
    """Whether a negation at ``n`` denies: no "not only", ", not of bullets", "did not stop", "neither A nor B"."""
    word, before = words[n], words[n - 1] if n else ""
    then = words[n + 1] if n + 1 < len(words) else ""
    contrast = word == "not" and before in {",", "and", "—", "("}  # "and not of bullets"
    contrast = contrast or (word == "not" and then in NAMES and "but" in words[n + 1 : n + BUT])
    goes_on = bool(g["ending"] & set(words[n + 1 : n + 3])) and then != "to"  # "did not stop"
    asked = then == "to" and before == "asked"
    paired = word == "nor" and (not near or bool({"neither", "not", "nor"} & set(words[:n])))
    other = not near and _beside(words, n, kind)
    harmless = g.phrase_at("harmless", words, n) and not (kind == "comparison" and _no_more(words, n))
    return not (harmless or contrast or goes_on or asked or paired or other)


def _no_more(words: Sequence[str], n: int) -> bool:
    """For "was no less violent than", "killed no more civilians than": a comparison is denied, no amount is bounded."""
    then, after = [*words[n + 1 : n + 3], "", ""][:2]
    return words[n] == "no" and then in COMPARED and after != "than"


def _idle(words: Sequence[str], g: Grammar) -> bool:
    """Whether a side keeps out of a fight: "looked on", "left the town alone"."""
    text = f" {' '.join(words)} "
    for first, phrases in g.phrases["idle"].items():
        at = text.find(f" {first} ")
        if at >= 0 and any(at < text.find(f" {' '.join(rest)} ") for _, *rest in phrases):
            return True
    return False
