"""The tense of a clause, from its first word that shows one: it says which time is meant where none is named."""

from collections.abc import Sequence

from inquest.extract._clauses import is_finite
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit


def tense(words: Sequence[str], grammar: Grammar) -> str | None:
    """``present``, ``perfect``, ``past``, or None if no word of the clause shows it.

    Parameters
    ----------
    words : the clause in lower case, word by word.
    """
    lists = (
        ("present", grammar["present_words"] | grammar["present_verbs"]),
        ("perfect", grammar["perfect_words"]),
        ("past", grammar["past_words"]),
    )
    verbs = [w for w in words if w not in grammar["present_verbs"]]  # "attacks have killed": a noun
    for word in (*verbs, *words):
        for name, marks in lists:
            if word in marks:
                return name
    return None


def told_tense(units: Sequence[Unit], grammar: Grammar) -> str | None:
    """As ``tense``, and ``past`` for a clause whose only verbs are simple past forms ("bombed", "took")."""
    found = tense([u.text for u in units if not u.letter], grammar)  # "IS" is no "is"
    if found is not None:
        return found
    if any(u.text in grammar["modal_words"] for u in units):
        return "present"
    simple = (u for u in units if u.text not in grammar["auxiliaries"])
    return "past" if any(is_finite(u, grammar) for u in simple) else None


def own_words(units: Sequence[Unit], span: range, first: int) -> int:
    """Where the claim's own words begin: in "it is not true that they were", behind "that"."""
    return next((i + 1 for i in range(first - 1, span.start, -1) if units[i].text == "that"), span.start)
