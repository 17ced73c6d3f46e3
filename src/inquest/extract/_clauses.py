"""Where clauses begin: marks, conjunctions before a verb, relative words, participles after a comma."""

from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Skeleton, Unit

_HARD = frozenset({";", ":", "—", "(", ")"})


def is_verb(unit: Unit, g: Grammar) -> bool:
    """Whether a word looks like a verb form: auxiliaries, listed irregular forms, -ed and -ing."""
    text = unit.text
    if unit.letter or not text.isalpha():
        return False
    return (
        unit.style == "verb"  # told by a language's own analysis
        or text in g["auxiliaries"]
        or text in g["irregular_verbs"]
        or (len(text) > 4 and text.endswith("ed") and text not in g["ed_not"])
        or is_gerund(unit, g)
    )


def is_gerund(unit: Unit, g: Grammar) -> bool:
    """Whether a word is an -ing form that may open a clause."""
    return (
        not unit.letter and len(unit.text) > 4 and unit.text.endswith("ing") and unit.text not in g["participles_not"]
    )


def is_finite(unit: Unit, g: Grammar) -> bool:
    """Whether a word is likely a verb with a subject: a verb form, but no -ing form ("being" is none either)."""
    return is_verb(unit, g) and not unit.text.endswith("ing")


def _skip_adverbs(units: list[Unit], i: int) -> int:
    while i < len(units) and (
        units[i].text.endswith("ly") or units[i].text in {"then", "even", "also", "still", "not", "so", "thus"}
    ):
        i += 1
    return i


def _after_and(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "and" at i joins predicates or sentences rather than nouns."""
    j = _skip_adverbs(units, i + 1)
    if j >= len(units):
        return False
    if units[j].text in g["openers"] or units[j].text in {"that", "after", "before", "as"}:
        return True
    if is_verb(units[j], g):
        follows = units[j + 1] if j + 1 < len(units) else None
        noun_like = units[j].text.endswith("ed") and follows is not None and follows.text in g["actor_heads"]
        return not noun_like
    # "and 28 terrorists were killed": a verb within reach, and what came before was complete
    reach = units[j : j + 6]
    since = next((k + 1 for k in range(i - 2, max(0, i - 12), -1) if units[k].text == ","), max(0, i - 12))
    if units[i - 1].text == ",":
        since = max(0, i - 12)
    reported = next((k + 1 for k in range(i - 1, since, -1) if units[k].text == "that" and is_verb(units[k - 1], g)), 0)
    since = max(since, reported)  # not the verb in "said that A and its allies are unable"
    earlier = any(is_verb(u, g) for u in units[since:i])  # not in "37 patients and nurses were killed"
    stops = next(
        (k for k, u in enumerate(reach) if u.text in {",", "and", ".", ";"} or u.text in g["openers"]), len(reach)
    )
    return earlier and any(u.text in g["auxiliaries"] or u.text in g["irregular_verbs"] for u in reach[:stops])


def _opens(units: list[Unit], i: int, g: Grammar) -> bool:  # noqa: PLR0911 - one return per opener
    """Whether a clause begins at unit i (i > 0)."""
    unit, before = units[i], units[i - 1]
    text = unit.text
    follows = units[i + 1] if i + 1 < len(units) else None
    if unit.letter or follows is None:
        return before.text in _HARD and unit.text not in _HARD
    if before.text in _HARD:
        return True
    if before.text == ",":
        if text in {"and", "or", "but", "nor"}:
            return _after_and(units, i, g) or text == "but"
        if text in g["comma_openers"]:
            return True
        if is_gerund(unit, g) or (text == "even" and is_gerund(follows, g)):
            return True
    if text in {"and", "but", "or"}:
        return _after_and(units, i, g)
    if text in {"which", "where", "who", "whom", "whose"}:
        return before.text not in g["prepositions"]
    if before.text in g["prepositions"] and text in {"which", "whom"}:
        return False
    if text in g["openers"]:
        return before.text not in {"even", "as"} and not (text == "if" and before.text == ",")
    if text == "that":
        return (
            is_verb(before, g)
            or before.text == "but"
            or ((follows.text in g["auxiliaries"] or is_verb(follows, g)) and i > 1)
        )
    if text in {"after", "before", "as", "when", "since", "until", "once"} and i > 0:
        return _subordinate(units, i, g)
    return False


def _subordinate(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "after", "as", "since" ... opens a clause (a verb follows soon) rather than a phrase of time."""
    if units[i].text in {"as", "since"} and units[i - 1].text in {
        "such",
        "same",
        "known",
        "well",
        "far",
        "soon",
        "ever",
    }:
        return False
    follows = units[i + 1]
    if is_gerund(follows, g) and units[i].text != "as":
        return True
    reach = units[i + 1 : i + 7]
    stop = next((k for k, u in enumerate(reach) if u.text in {",", "."} or u.text in g["openers"]), len(reach))
    return any(is_finite(u, g) for u in reach[1:stop])


def cut(skeleton: Skeleton, g: Grammar) -> None:
    """Set the skeleton's clause bounds; a clause without a word worth keeping joins its neighbour."""
    units = skeleton.units
    bounds = [0]
    for i in range(1, len(units)):
        opens = _opens(units, i, g) or _closes_subordinate(units, bounds[-1], i, g)
        if opens and (i - bounds[-1] >= 2 or units[i - 1].text in _HARD):
            bounds.append(i)
    skeleton.bounds = [b for n, b in enumerate(bounds) if n == 0 or b < len(units)]
    skeleton.render()


def _closes_subordinate(units: list[Unit], start: int, i: int, g: Grammar) -> bool:
    """Whether the comma before unit i ends a subordinate clause that stood in front of its main clause."""
    if units[i - 1].text != "," or i - start < 4:
        return False
    first = start + (units[start].text in {"that", "and", "but", "even", "so", "yet", "moreover"})
    if units[first].text == "," or units[first].text == "even":
        first += 1
    head = units[first].text if first < len(units) else ""
    if units[i].letter == "t":
        return False
    if head in {"which", "who", "where"}:
        return any(is_verb(u, g) for u in units[start : i - 1]) and not (
            units[i - 2].letter and units[i].letter == units[i - 2].letter
        )
    opener = head in g["subordinators"] or head == "with" or (head == "as" and i - start > 3)
    if not opener and is_gerund(units[first], g) and start == first and first == 0:
        opener = True
    listed = units[i - 2].letter and units[i].letter == units[i - 2].letter
    return opener and not listed


def thing_before(units: list[Unit], opener: int, g: Grammar) -> int:
    """The noun for a weapon or an attack on which "that" or "which" leans; 0 if it leans on something else."""
    i = opener - 1
    while i > 0 and units[i].text == ",":
        i -= 1
    fits = units[opener].text in {"that", "which"} and not units[i].letter
    return i if fits and units[i].text in g.any("deed_nouns", "means") else 0


def owner_at(units: list[Unit], deed: int) -> int | None:
    """The unit of a deed's owner: "X's fire", "the X raid"."""
    if deed > 1 and units[deed - 1].text == "'s" and units[deed - 2].letter == "a":
        return deed - 2
    return deed - 1 if deed and units[deed - 1].letter == "a" else None
