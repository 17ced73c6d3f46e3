"""Where "it" stands for no side: "it is obvious that", "it was X that", "it was the work of", a thing."""

from inquest.extract._clauses import is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

TO_BE = frozenset({"is", "was", "'s"})
CLEFT = 16
"""Words after "it is" within which the "that" of a cleft is looked for."""
SUBJECTS = frozenset({"they", "he", "she", "we", "i", "you"})


def expletive(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "it is obvious that", "it was X that", "it was the work of": stands for nothing, or for an event."""
    after = units[i + 1 : i + 12]
    before = units[i - 1].text if i else ""
    if before in g["not_of_parties"] or (after and after[0].text in g["it_happens"]):
        return True
    if not after or after[0].text not in {"is", "was", "has", "'s", "would", "will", "seems", "appears", "took"}:
        return False
    if after[0].text == "has" and after[1:] and after[1].text not in {"been", "become"}:
        return False
    if len(after) > 1 and after[1].text in g["it_adjectives"] and any(u.text in {"that", "to"} for u in after):
        return True
    if after[0].text in {"took", "seems", "appears"} or any(u.text in {"that", "who", "to"} for u in after[:9]):
        return True
    return after[0].text in TO_BE and _cleft(units, i, g)


def _cleft(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "it was peasants who", "it is children they shoot", "it is thought", "it was a massacre"."""
    after = units[i + 2 : i + 2 + CLEFT]
    first = after[0] if after else None
    if first is None:
        return False
    if first.text in g["it_thought"]:
        return True
    if first.letter == "a" or (not first.letter and first.text.isalpha()):
        heads = [k for k, u in enumerate(after[:4]) if u.letter == "a" or (u.raw.islower() and u.text.endswith("s"))]
        focus = heads[0] if heads else None
        plural = focus is not None and (after[focus].plural or (not after[focus].letter and focus < 2))
        stop = next((k for k, u in enumerate(after) if u.text in {";", ":", "—"}), len(after))
        if plural and any(u.text in {"that", "who", "which"} | SUBJECTS for u in after[1:stop]):
            return True
    if first.text in {"a", "an", "the"}:
        noun = next((u for u in after[1:4] if not u.letter and u.text in g["it_things"]), None)
        return noun is not None
    return False


def thing(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "it" stands for no party: the sentence is about a thing, or it only opens "it was the sixth time"."""
    before, after = units[i - 1].text if i else "", [u.text for u in units[i + 1 : i + 8]]
    if before in g["denied_words"] | {"denies"}:
        return True
    opens = i == 0 or before in {",", ";", "inshallah", "whether", "if", "and", "but"}
    if opens and after[:1] in (["holds"], ["held"]) and after[1:2] in ([], ["."], [","], [";"], ["for"]):
        return True  # a truce
    if after[:1] and after[0] in {"is", "was"} and after[1:3] and after[1] == "the":
        return any(w in g["ordinals"] or (w.endswith("est") and len(w) > 4) for w in after[2:5])
    head = next((k for k in range(i) if is_verb(units[k], g) or units[k].text in g["said_words"]), None)
    if head is None:
        return False
    opened = [u for u in units[:head] if u.text not in g.any("subordinators", "determiners", "first_person")]
    plain = [u for u in opened if not u.letter and u.text.isalpha() and u.text not in g["prepositions"]]
    later = any(units[k].letter == "a" for k in range(head, i))
    return bool(plain) and not later and not any(u.letter in {"a", "s"} or u.style == "metonym" for u in opened)
