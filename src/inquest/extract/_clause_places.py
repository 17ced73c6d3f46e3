"""Places of a clause that no dictionary holds, as its words give them: "towards Nonesuch", "Nonesuch Province"."""

from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit

LONGEST = 4
"""Words of one name at most."""


def unknown_places(roles: Roles, clause: int, kind: str, key: int, g: Grammar) -> list[Part]:
    """Capitalised names after a preposition of place, before a noun of place, or taken and lost in an episode."""
    units, span = roles.units, roles.sk.clause_units(clause)
    found: list[Part] = []
    i = span.start
    while i < span.stop:
        stop = i
        while stop < span.stop and stop - i < LONGEST and _is_name(units, stop, g):
            stop += 1
        listed = bool(found) and units[i - 1].text == "and" and found[-1].end == units[i - 2].end
        if stop > i and i not in roles.skip and (listed or _stands(units, i, stop, kind, key, g)):
            words = " ".join(u.raw for u in units[i:stop])
            found.append(Part(words, units[i].start, units[stop - 1].end))
        i = max(stop, i + 1)
    return found


def _is_name(units: list[Unit], i: int, g: Grammar) -> bool:
    unit = units[i]
    bare = unit.raw.replace("-", "").replace("'", "").replace("’", "")
    return (
        not unit.letter
        and i > 0
        and unit.raw[:1].isupper()
        and not unit.raw.isupper()
        and bare.isalpha()
        and len(bare) > 2
        and unit.text not in g.any("no_names", "determiners")
    )


def _stands(units: list[Unit], first: int, stop: int, kind: str, key: int, g: Grammar) -> bool:
    """Whether a name stands where a place stands."""
    lead = [u.text for u in units[max(first - 3, 0) : first] if u.text not in {"the", "whole"}]
    after = units[stop].text if stop < len(units) else ""
    if after == "'s" or units[stop - 1].text in g["party_words"]:
        return False
    if units[stop - 1].text in g["place_tails"] and stop - first > 1:
        return True
    before = lead[-1] if lead else ""
    if before in g["unknown_place_leads"]:
        return lead[-2:-1] != ["according"] and (before != "to" or lead[-2:-1] != ["thanks"])
    episode = kind == "episode"
    taken = episode and key < first and before == units[key].text
    fell = episode and units[key].text in g["dying_verbs"] and stop == key
    return taken or fell
