"""Verbs of saying and other words of attribution: whose words they make what stands beside them."""

from typing import NamedTuple

from inquest.extract._clauses import is_finite
from inquest.extract._grammar import Grammar
from inquest.extract._noun_phrases import BREAKS, can_speak, is_noun, phrase_after, phrase_before, speaks
from inquest.extract._relay import CITING, Span, cited
from inquest.extract._skeleton import Unit

ADDRESSED = 10
"""Words that may stand between a verb of saying and what it governs: to whom, where and when it was said."""
HOW_MUCH = frozenset({"many", "much", "long", "far", "often", "few", "to", "little"})
ENDS = frozenset({".", ",", ";", "?", "!", "—", ")"})
ADVERBS = frozenset({"also", "not", "being", "been", "often", "sometimes", "now", "long", "still", "commonly"})
BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})


class Said(NamedTuple):
    """Words of attribution: the source, all units of it, and what stands behind them.

    ``opens``: ``that`` (a clause with "that"), ``mark`` (a colon or a comma), ``end``, ``bare`` (a clause or a noun).
    """

    source: tuple[int, int]
    first: int
    stop: int
    opens: str
    via: tuple[int, int] | None = None


def told(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """The verb of saying at unit ``i`` with its subject; None where nobody says anything."""
    if is_noun(units, i, g) or _passive(units, i):
        return None
    span = phrase_before(units, i, 0, g)
    if span is None:
        return None
    anyone = units[i].text in g["said_strong"]
    owner = owner_of_document(units, span, i, g)
    first, last = owner or span
    words = units[first:last]
    mute = owner is None and any(u.text in g["mute_nouns"] for u in words)
    known = anyone or units[i].text in g["said_that"]
    body = known and len(words) == 1 and words[0].text == "it"  # "it said": the ministry
    if mute or not (body or can_speak(words, g, anyone)) or words[0].text in g["openers"] | {"let"}:
        return None
    if any(u.text in g.any("auxiliaries", "said_strong") for u in words):
        return None  # a clause, no name
    stop, opens = behind(units, i, g)
    source, via = _cited(units, (first, last), i, g)
    if via and source[0] > i and opens in {"end", "mark"}:
        stop = max(stop, source[1])
    return Said(source, min(span[0], source[0]), stop, opens, via)


def _passive(units: list[Unit], i: int) -> bool:
    """For "is said to", "we are told that": nobody's words."""
    k = i - 1
    while k > 0 and (units[k].text.endswith("ly") or units[k].text in ADVERBS):
        k -= 1
    return k >= 0 and (units[k].text in BE or units[i - 1].text in BE)


def behind(units: list[Unit], i: int, g: Grammar) -> tuple[int, str]:
    """What follows a verb of saying, its addressee and its adjuncts, and where that begins."""
    n = len(units)
    clear = i + 1 >= n or _adjunct(units[i + 1], g) or units[i].text in g["told_words"]
    for j in range(i + 1, min(i + 2 + ADDRESSED, n)):
        unit = units[j]
        if unit.letter == "q":
            break
        if unit.letter:
            continue
        told_how = unit.text == "how" and j == i + 1 and units[min(j + 1, n - 1)].text not in HOW_MUCH
        if told_how:
            return j + 1, "that"
        if unit.text in {"that", ":"} | ENDS:
            if not clear and j > i + 1:
                break
            if unit.text in {"that", ":"}:
                return j + 1, "that" if unit.text == "that" else "mark"
            later = [u.text for u in units[j + 1 : j + 10]]
            if unit.text == "," and "that" in later[:9] and _aside(units, j, g):
                return j + 1 + later.index("that") + 1, "that"
            return j, "end" if unit.text != "," or j > i + 1 else "mark"
        if unit.text == "to" and j == i + 1 and _addressed_that(units, j, g):
            continue  # "reported to journalists that"
        if unit.text in g.any("auxiliaries", "irregular_verbs") | {"to"}:
            break
    else:
        if clear and i + 2 + ADDRESSED >= n:
            return n, "end"
    return i + 1, "bare"


def _addressed_that(units: list[Unit], to: int, g: Grammar) -> bool:
    """Whether "to" leads to people who are told, and "that" to what they are told."""
    that = next((k for k in range(to + 2, min(to + 7, len(units))) if units[k].text == "that"), None)
    return that is not None and any(speaks(u, g) for u in units[to + 1 : that])


def _adjunct(unit: Unit, g: Grammar) -> bool:
    """Whether a word after a verb of saying begins its where, when or how rather than an object."""
    return unit.letter == "t" or unit.text in g["prepositions"] or unit.text.endswith("ly") or unit.text in ENDS


def _aside(units: list[Unit], comma: int, g: Grammar) -> bool:
    """Whether what follows a comma only says where or when it was said: "told us, on condition of anonymity, that"."""
    then = units[comma + 1] if comma + 1 < len(units) else None
    return then is not None and (then.text in g["prepositions"] | CITING or then.letter == "t")


def owner_of_document(units: list[Unit], span: tuple[int, int], i: int, g: Grammar) -> tuple[int, int] | None:
    """For "a report by the panel", "figures published by the ministry", "the ministry's figures": who made it."""
    words = [units[k].text for k in range(span[0], i)]
    at = next((span[0] + n for n, w in enumerate(words) if w in g["document_nouns"]), None)
    if at is None:
        return None
    if at > span[0] + 1 and "'s" in words[: at - span[0]]:
        own = span[0] + words.index("'s")
        return (span[0], own) if can_speak(units[span[0] : own], g) else None
    for k in range(at + 1, min(i - 1, at + 8)):
        if units[k].text in {"by", "from", "of"}:
            a, b = phrase_after(units[:i], k + 1, g)
            if b > a and can_speak(units[a:b], g):
                return a, b
    return None


def _cited(units: list[Unit], span: Span, i: int, g: Grammar) -> tuple[Span, Span | None]:
    """For "SANA, citing a military source, reported" and "SANA reported, citing ...": the source, via the agency."""
    between = cited(units[:i], span[1], g) if span[1] + 1 < i else None
    source = between or cited(units, i + 1, g)
    return (source, span) if source else (span, None)


def document(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "figures from the ministry show that": the ministry; a document that is nobody's says nothing here."""
    if units[i].text not in g["document_verbs"] or _passive(units, i):
        return None
    span = phrase_before(units, i, 0, g)
    source = owner_of_document(units, span, i, g) if span else None
    if span is None or source is None:
        return None
    stop, opens = behind(units, i, g)
    return Said(source, span[0], stop, opens)


def quoted_as(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "was quoted as saying", "state television quoted the general as saying"."""
    if units[i].text not in {"quoted", "quotes", "cited"}:
        return None
    at = next((k for k in range(i + 1, min(i + 10, len(units) - 1)) if units[k].text == "as"), None)
    if at is None or units[at + 1].text not in g["said_gerunds"]:
        return None
    stop, opens = behind(units, at + 1, g)
    subject = phrase_before(units, i, 0, g)
    if at == i + 1 or _passive(units, i):
        return Said(subject, subject[0], stop, opens) if subject else None
    source = phrase_after(units[:at], i + 1, g)
    return Said(source, subject[0] if subject else i, stop, opens, subject)


def as_put(units: list[Unit], g: Grammar) -> Said | None:
    """For "as the mayor put it," and "as Amnesty says,": holds for the clause beside it."""
    for i, unit in enumerate(units):
        if unit.text != "as" or (i and units[i - 1].text not in BREAKS):
            continue
        for k in range(i + 2, min(i + 10, len(units))):
            word = units[k].text
            put = word in {"put", "puts"} and units[k + 1 : k + 2] and units[k + 1].text == "it"
            says = word in g["said_strong"] | {"noted", "notes", "reported", "reports"} and not is_noun(units, k, g)
            stop = k + (2 if put else 1)
            if says and word in g["told_words"]:  # "as a nurse told the paper,"
                stop = next((m for m in range(stop, min(stop + 8, len(units))) if units[m].text in ENDS), stop)
            if (put or says) and (stop >= len(units) or units[stop].text in ENDS) and can_speak(units[i + 1 : k], g):
                return Said((i + 1, k), i, min(stop + 1, len(units)), "mark")
    return None


def by_count(units: list[Unit], g: Grammar) -> Said | None:
    """For "by the count of X", "by X's own count", "in the words of X", "in X's view"."""
    for i, unit in enumerate(units):
        if unit.text not in g["source_nouns"] or unit.letter:
            continue
        first = next((k for k in range(i - 1, max(i - 10, -1), -1) if units[k].text in g["source_leads"]), None)
        if first is None or (first and units[first - 1].text not in BREAKS):
            continue
        own = next((k for k in range(i - 1, first, -1) if units[k].text == "'s"), None)
        many = i - 1 > first and units[i - 1].text.endswith("s") and units[i - 1].text not in g["determiners"]
        own = i if own is None and many else own  # "by the rebels' account"
        if own is not None:
            source, stop = (first + 1, own), i + 1
        elif units[i + 1 : i + 2] and units[i + 1].text == "of":
            source = phrase_after(units, i + 2, g)
            stop = source[1]
        else:
            continue
        ends = stop >= len(units) or units[stop].text in ENDS
        if ends and source[1] > source[0] and can_speak(units[source[0] : source[1]], g):
            return Said(source, first, stop, "mark")
    return None


def claimed(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "the claim, made by X, that", "X's claim that", "the general's account, that": X's words after "that"."""
    if units[i].text not in g["speech_nouns"] or units[i].letter:
        return None
    that = next((k for k in range(i + 1, min(i + 10, len(units))) if units[k].text == "that"), None)
    if that is None:
        return None
    between = units[i + 1 : that]
    by = next((k for k in range(i + 1, that) if units[k].text in {"by", "from", "of"}), None)
    if by is not None and by - i <= 4:
        source = phrase_after(units[:that], by + 1, g)
    elif i > 1 and "'s" in {units[i - 1].text, units[i - 2].text} and len(between) <= 2:
        own = i - 1 if units[i - 1].text == "'s" else i - 2
        source = own, own
        while source[0] > 0 and units[source[0] - 1].text not in BREAKS and own - source[0] < 5:
            source = source[0] - 1, own
            if units[source[0]].text in g["determiners"] or (
                source[0] and units[source[0] - 1].text in g["prepositions"] | {"and", "that"}
            ):
                break
    else:
        return None
    if source[1] <= source[0] or not can_speak(units[source[0] : source[1]], g):
        return None
    return Said(source, source[0], that + 1, "that")


def given(units: list[Unit], i: int, g: Grammar) -> Said | None:
    """For "the ministry has given a number: ...", "gave its own account:"."""
    if units[i].text not in g["given_verbs"] or units[i].letter:
        return None
    colon = next((k for k in range(i + 2, min(i + 9, len(units))) if units[k].text == ":"), None)
    if colon is None or not any(u.text in g["given_nouns"] for u in units[i + 1 : colon]):
        return None
    span = phrase_before(units, i, 0, g)
    if span is None or not can_speak(units[span[0] : span[1]], g):
        return None
    return Said(span, span[0], colon + 1, "mark")


def says_more(units: list[Unit], start: int, stop: int, g: Grammar) -> bool:
    """Whether a clause of its own follows ("said 400 were killed"), not just an object ("claimed 300 lives")."""
    rest = units[start:stop]
    return any(is_finite(u, g) for u in rest[1:13])
