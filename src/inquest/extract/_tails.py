"""Claims at the end of a clause that have no verb of their own: ", most of them women", ", twice as many as then".

Each is cut off as a clause after the frames were matched, so that no frame loses words it has read; the classifier
tells whether it claims anything.
"""

from dataclasses import replace

from inquest.extract._clauses import is_finite
from inquest.extract._frames import Match
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Skeleton, Unit
from inquest.extract._speech import Voice

LEAD = 4
"""Words such as "not even nearly" that may stand before what opens a tail."""
REACH = 3
"""Words after an amount in which it must be linked to what came before."""
LONG = 5
"""Letters that a superlative has more of: "latest", and no "west"."""
OWN = frozenset({"them", "whom", "which", "these", "those"})
"""Words that stand for what the clause has counted."""


def cut_tails(sk: Skeleton, matches: list[Match], voices: list[Voice], g: Grammar) -> list[Voice]:
    """Cut the tails off and give each the voice of its clause."""
    inside = {i for m in matches for i in range(m.first + 1, m.last + 1)}
    bounds: list[int] = []
    heard: list[Voice] = []
    for clause, voice in enumerate(voices):
        span = sk.clause_units(clause)
        bounds.append(span.start)
        heard.append(voice)
        if voice.framing:
            continue
        for i in _starts(sk.units, span, g):
            if i not in inside and i not in voice.skip:
                bounds.append(i)
                heard.append(replace(voice, framing=False))
    if len(bounds) > len(sk.bounds):
        sk.tails = frozenset(bounds) - frozenset(sk.bounds)
        sk.bounds = bounds
        sk.render()
    return heard


def _starts(units: list[Unit], span: range, g: Grammar) -> list[int]:
    """Where the tails of a clause begin: from the end back, as long as no verb stands between."""
    found: list[int] = []
    stop = span.stop
    for i in range(span.stop - 2, span.start + 2, -1):
        if units[i - 1].text != ",":
            continue
        kind = _opens(units[i:stop], g)
        if kind == "whole" or (kind and not any(is_finite(u, g) for u in units[i:stop])):
            found.append(i)
            stop = i
        elif any(is_finite(u, g) for u in units[i:stop]):
            break
    return sorted(found)


def _opens(units: list[Unit], g: Grammar) -> str:
    """How a tail opens: ``whole`` where it may hold a verb ("most of whom died"), ``bare`` where not, else empty."""
    at = int(units[0].text in {"and", "but"})
    lead = at
    while at < len(units) and at - lead < LEAD and not units[at].letter and units[at].text in g["tail_leads"]:
        at += 1
    if len(units) - at < 2:
        return ""
    unit, rest = units[at], units[at + 1 :]
    amount = unit.letter == "q" or unit.text in g["partitives"] | {"both", "every", "of"}
    if amount and OWN & {u.raw.lower() for u in rest[:2]}:
        return "whole"
    if unit.letter == "q":  # no list: "12 soldiers, 5 policemen"
        return "bare" if any(u.text in g["tail_links"] for u in rest[:REACH]) else ""
    ranked = rest[0].text in g["tail_ranks"] or _superlative(rest[0])
    opens = unit.text in g["tail_openers"] or _superlative(unit) or (unit.text in g["determiners"] and ranked)
    return "bare" if opens else ""


def _superlative(unit: Unit) -> bool:
    return not unit.letter and unit.text.endswith("est") and len(unit.text) > LONG
