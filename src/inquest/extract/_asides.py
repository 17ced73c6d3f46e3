"""Places that belong to a source or a treaty, not to what is told: "a truce signed in X", "survivors met in X"."""

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

LEAD = 5
"""Words between a place and its preposition ("in the border town of X"), at most."""
BACK = 7
"""Words back from a preposition to the verb that it belongs to ("signed by both sides in X")."""
AHEAD = 5
"""Words from a place to the verb of those who tell ("families who have reached X speak of ...")."""
TOLD_TO = 14
"""Words back to the verb of asking ("spoke to 87 survivors, 31 of them in X")."""
WHERE = frozenset({"in", "at", "near", "outside"})


def aside(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether the place at unit ``i`` only says where a thing was signed or asked, or names a treaty.

    So too the second of two ("in Adre, Chad").
    """
    if i > 1 and units[i - 1].text in {",", "and"} and units[i - 2].letter == "p" and aside(units, i - 2, g):
        return True
    return _settled(units, i, g) or _treaty(units, i, g) or _of_tellers(units, i, g)


def _preposition(units: list[Unit], i: int, g: Grammar) -> int:
    """The word that governs a place, over "the border town of"."""
    k = i - 1
    while k > 0 and i - k < LEAD:
        word = units[k].text
        noun = word == "of" and units[k - 1].text in g["place_tails"]
        if units[k].letter or not (noun or word in g.any("determiners", "place_tails", "directions")):
            break
        k -= 1
    return k


def _settled(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "a ceasefire signed in X", "agreed by the two sides in X", "talks held in X"."""
    at = _preposition(units, i, g)
    if at < 1 or units[at].text not in WHERE:
        return False
    near = at - 2 if units[at - 1].letter == "t" and at > 1 else at - 1
    if units[near].text in g["settled_verbs"]:
        return True
    if all(p.states for p in units[i].parts):  # "a truce brokered by Russia in Syria"
        return False
    for k in range(near, max(near - BACK, -1), -1):
        if units[k].text in g["settled_verbs"]:
            return True
        if units[k].text in {",", ";", ":", "—"} or is_verb(units[k], g):
            return False
    return False


def _treaty(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "the peace of X", "the X deal": a place that names what was agreed there."""
    at = _preposition(units, i, g)
    if at > 0 and units[at].text == "of" and units[at - 1].text in g["treaty_nouns"]:
        return not all(p.states for p in units[i].parts)
    then = units[i + 1].text if i + 1 < len(units) else ""
    named = i > 0 and units[i - 1].text in g["determiners"]
    return named and then in g["treaty_nouns"] and not all(p.states for p in units[i].parts)


def _of_tellers(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "families who have reached X speak of ..." and "spoke to 87 survivors, 31 of them in X"."""
    for k in range(i + 1, min(i + AHEAD, len(units) - 1)):
        if units[k].letter or units[k].text in {",", ";", ":", "—", "."}:
            break
        if units[k].text in g["telling_verbs"]:
            return units[k + 1].text in {"of", "about"}
    for k in range(i - 1, max(i - TOLD_TO, 0), -1):
        if units[k].text in {"to", "with"} and units[k - 1].text in g["telling_verbs"]:
            return True
        if units[k].text in {";", ":", "—"} or is_verb(units[k], g):
            return units[k].text in g["asking_verbs"]
    return False
