"""Whom a statement without a claim of fact speaks of: who intends, will do or ought to do something, and to whom."""

from inquest.extract._grammar import Grammar
from inquest.extract._memory import keys, side
from inquest.extract._skeleton import Part, Skeleton
from inquest.extract._speech import Voice

NAMED = frozenset({"intention", "prediction", "normative", "opinion", "offer", "call"})
"""States of a statement that are somebody's."""
AIMED = frozenset({"intention", "prediction", "offer"})
"""Those that are aimed at somebody."""


def spoken_where(sk: Skeleton, clause: int, voice: Voice, state: str, g: Grammar) -> list[Part]:
    """Places that a clause without a claim of fact names; none of them where one is only compared with or left."""
    places: list[Part] = []
    for i in sk.clause_units(clause) if state in NAMED else ():
        unit, before = sk.units[i], sk.units[i - 1].text if i else ""
        follows = sk.units[i + 1].text if i + 1 < len(sk.units) else ""
        if unit.letter == "p" and i not in voice.skip and before not in {"from", "than"}:
            named = {q.text for q in places}
            places += [p for p in unit.parts if p.text not in named and follows not in g["common_nouns"]]
    return places


def spoken_of(
    sk: Skeleton, clause: int, voice: Voice, at: int, state: str, g: Grammar
) -> tuple[list[Part], list[Part]]:
    """Actors and targets of a clause whose mode begins at unit ``at``; what the words don't name stays empty."""
    if state not in NAMED:
        return [], []
    span = sk.clause_units(clause)
    named = [i for i in span if sk.units[i].letter == "a" and i not in voice.skip]
    if sk.units[span.start].text in g["conditional"]:  # "should X win, Y will ...": Y
        comma = next((i for i in span if sk.units[i].text == ","), span.stop)
        named = [i for i in named if i > comma]
    free = [i for i in named if i == 0 or sk.units[i - 1].letter or sk.units[i - 1].text not in g["prepositions"]]
    subject = next((i for i in free if i <= at and side(sk.units[i].parts) != "people"), None)
    if subject is None and state == "intention":  # "victory is of no interest to the junta"
        subject = next((i for i in named if sk.units[i - 1].text == "to"), None)
    if state in {"call", "normative"} and (subject is None or at > subject):  # "calls on the junta to withdraw"
        called = [i for i in named if i > at and sk.units[i - 1].text in {"on", "upon"}]
        subject = called[0] if called else subject
    if subject is None and state == "prediction":  # "we expect the group to return"
        led = [i for i in free if i > at and sk.units[min(i + 1, span.stop - 1)].text in {"to", "will", "would"}]
        subject = led[0] if led else None
    if subject is None and "let" in {sk.units[i].text for i in list(span)[:2]}:  # "let London refuse them"
        subject = free[0] if free else None
    if subject is None:
        return [], []
    actors = list(sk.units[subject].parts)
    be_at = next((i for i in range(subject + 1, min(subject + 5, span.stop)) if sk.units[i].text == "be"), None)
    then = sk.units[be_at + 1] if be_at and be_at + 1 < span.stop else None
    if state == "prediction" and then is not None and then.text.endswith("ed"):  # "X will be defeated"
        return [], actors
    if state not in AIMED:
        return actors, []
    aimed = [i for i in named if i > subject and not keys(sk.units[i].parts) & keys(actors)]
    return actors, list(sk.units[aimed[0]].parts) if aimed else []
