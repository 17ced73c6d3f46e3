"""Whether a clause denies what its words tell of: which negations hold for the whole of it, and how many."""

from itertools import pairwise

NEGATORS = frozenset(
    {
        *("not", "never", "nobody", "none", "neither", "nothing", "nowhere", "cannot", "hardly", "scarcely", "barely"),
        *("no", "denied", "denies"),
    }
)
HARMLESS = {
    "not": {"only", "just", "merely", "simply", "least", "because", "until", "necessarily", "even", "long", "far"},
    "no": {"fewer", "less", "more", "later", "doubt", "matter", "sooner", "wonder"},
    "barely": {"@q"},
    "hardly": {"@q"},
    "scarcely": {"@q"},
    "nothing": {"but", "less"},
}
"""Negator -> the words after which it denies nothing."""
FAILING = frozenset(
    {
        *("fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing", "declined", "refrained"),
        *("neglected", "omitted"),
    }
)
SHUNNING = frozenset({"avoided", "avoids", "avoid", "avoiding", "shunned", "unharmed", "untouched", "unscathed"})
IDLE = (
    (" stood ", " by "),
    (" looked ", " on "),
    (" stayed ", " out of "),
    (" kept ", " out of "),
    (" left ", " alone "),
)
"""Words for keeping out of a fight."""
BREAKING = frozenset(
    {
        *("collapsed", "collapse", "collapses", "broke", "broken", "breaks", "violated", "violates", "breached"),
        *("tore", "spread", "spreads", "spreading", "spilled", "spills", "spilling", "unravelled", "crumbled"),
    }
)
"""What becomes of a truce that does not hold, or of a war that is not contained."""

NAMES = frozenset({"@", "@q", "the", "a", "in", "at", "by", "on", "from", "against"})
"""After "not" one of these makes it deny a name only, if "but" follows: "not the rebels but the army"."""
BUT = 7
ENDING = frozenset({"stop", "stopped", "cease", "ceased", "rest", "relent", "abate", "flag", "subside"})
"""Verbs of ending: what does not end goes on."""
COUNTED = frozenset({"level", "priority", "exchange"})


def _beside(words: list[str], n: int, kind: str) -> bool:
    """Whether a negation leaves the kind's own statement as it is: "six did not survive", "no army lost fewer men"."""
    if kind == "comparison":
        return words[n] in {"no", "nobody", "none", "nothing", "nowhere", "never"}
    amounts = [i for i, word in enumerate(words) if word == "@q"]
    return kind in COUNTED and bool(amounts) and min(amounts) < n and words[n] != "nobody"


def negated(words: list[str], kind: str) -> bool:
    """Whether a clause denies what its kind says; two negations make none.

    ``words`` are the clause's own, without those of an attribution; an amount is ``@q``, another symbol ``@``.

    >>> negated("@ did not carry out a single air strike".split(), "engagement")
    True
    >>> negated("not a day passes in @ without shelling".split(), "engagement")
    False
    >>> negated("@ killed not only soldiers".split(), "level")
    False
    >>> negated("it was not @ but @ who shelled @".split(), "attribution")
    False
    """
    if words[:1] == ["because"] or words[-1:] == ["?"]:
        return False  # a reason, or a question that only asks
    count = 0
    for n, word in enumerate(words):
        then = words[n + 1] if n + 1 < len(words) else ""
        before = words[n - 1] if n else ""
        if word in NEGATORS or (word.endswith("n't") and len(word) > 3):
            contrast = word == "not" and before in {",", "and", "—", "("}  # "and not of bullets"
            goes_on = bool(ENDING & set(words[n + 1 : n + 3])) and then != "to"  # "did not stop"
            asked = then == "to" and before == "asked"
            other = _beside(words, n, kind)
            contrast = contrast or (word == "not" and then in NAMES and "but" in words[n + 1 : n + BUT])
            count += not (then in HARMLESS.get(word, ()) or contrast or goes_on or asked or other)
        elif word == "without" and count:
            count += 1
    count += any(w in FAILING and then in {"to", "from"} for w, then in pairwise(words))
    text = f" {' '.join(words)} "
    if kind == "engagement":
        idle = any(one in text and text.index(one) < text.find(other) for one, other in IDLE)
        count += idle or bool(SHUNNING & set(words))
    if kind == "containment":
        count += bool(BREAKING & set(words))
    return count % 2 == 1
