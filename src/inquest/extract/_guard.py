"""What a claim leaves unread: a claim that drops a name, a qualifier or an amount would be tested as another claim.

Such a claim is not tested; its statement is listed with the words that were not understood.
"""

from functools import cache

from inquest.extract._clauses import is_verb
from inquest.extract._draft import COUNTED, Draft
from inquest.extract._grammar import Grammar, grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit
from inquest.model.claim import SIDES

CENSUS = COUNTED | {"engagement"}


THING = "thing"
"""Where a name stands that is no side and no place."""
NEAR = 3
"""Words from the first side of "between X and Y" to the "and"."""
NARROWED = "“{}” narrows it to what the record cannot tell apart"


def adopt(draft: Draft, roles: Roles, g: Grammar, language: str) -> None:
    """Hold a name that no dictionary knows as a mention, so that the claim is refused for it and not widened."""
    frame = draft.match.frame
    if frame.kind not in CENSUS or not frame.tested:
        return
    unit, where = _unknown_name(draft, roles, g, language)
    if where == THING:
        draft.unconfirmed = draft.unconfirmed or NARROWED.format(_whole(roles.units, unit, g))
    elif unit is not None:
        held = {"place": draft.places, "object": draft.targets}.get(where, draft.actors)
        end = next(i for i, u in enumerate(roles.units) if u is unit)
        while end + 1 < len(roles.units) and not roles.units[end + 1].letter and roles.units[end + 1].raw[:1].isupper():
            end += 1
        run = [u for u in roles.units[: end + 1] if u.start >= unit.start]
        held.append(Part(" ".join(u.raw for u in run), unit.start, run[-1].end))


def _thing(units: list[Unit], first: int, after: str, g: Grammar) -> bool:
    """Whether a name is one of an operation, a ship or a house: "Operation X", "the tanker X", "the X hotel"."""
    before = units[first - 1].text if first else ""
    return bool({units[first].text, before, after} & g["named_things"])


def _whole(units: list[Unit], unit: Unit | None, g: Grammar) -> str:
    """The whole name that an unknown word stands in."""
    a = b = next(i for i, u in enumerate(units) if u is unit)
    while a > 0 and (_capital(units[a - 1], g) or units[a - 1].text in g["named_things"]):
        a -= 1
    while b + 1 < len(units) and (_capital(units[b + 1], g) or units[b + 1].text in g["named_things"]):
        b += 1
    return " ".join(u.raw for u in units[a : b + 1])


def unread(draft: Draft, drafts: list[Draft], roles: Roles, g: Grammar) -> str:
    """Words that a claim's own clauses say and the claim doesn't hold; empty if there are none."""
    frame = draft.match.frame
    if frame.kind not in CENSUS or not frame.tested:
        return ""
    if frame.kind in COUNTED and "superlative" not in draft.slots:
        dropped = _dropped_party(draft, drafts, roles) or _other_side(draft, roles)
        return _qualifier(draft, roles, g) or dropped or _second_amount(draft, roles)
    return _qualifier(draft, roles, g) or _no_family(draft, roles, g)


def _span(draft: Draft, roles: Roles) -> range:
    return roles.span(draft.match)


def _unknown_name(draft: Draft, roles: Roles, g: Grammar, language: str) -> tuple[Unit | None, str]:
    """A capitalised word that no dictionary holds, and whether it stands where a place or an object would."""
    units = roles.units
    for i in _span(draft, roles):
        unit = units[i]
        if unit.letter or unit.style or i in roles.skip or not unit.raw[:1].isupper() or len(unit.raw) < 3:
            continue
        if not unit.raw.replace("-", "").isalpha() or unit.text in _words(language):
            continue
        if unit.raw.isupper() and not _acts(units, i, g):
            continue  # "UN", a heading in capitals: only where it stands as a side does is it one
        a, b = i, i
        while a > 0 and _capital(units[a - 1], g):
            a -= 1
        while b + 1 < len(units) and _capital(units[b + 1], g):
            b += 1
        after = units[b + 1].text if b + 1 < len(units) else ""
        if _thing(units, a, after, g):
            return unit, THING
        near = [units[k].letter for k in (a - 1, b + 1) if 0 <= k < len(units)]
        if "p" in near or "a" in near:
            continue  # part of a longer name, one piece of which is known
        if _personal_or_adjective(units, i, g) or unit.text in g.any("body_words", "role_nouns"):
            continue
        opens = all(not u.raw[:1].isalnum() for u in units[:i])
        if opens and (unit.text.endswith("s") or i + 1 >= len(units) or not is_verb(units[i + 1], g)):
            continue
        k = i
        while k > 0 and _capital(units[k - 1], g):
            k -= 1  # "in W National Park": what stands before the whole name
        led = [u for u in units[max(k - 3, 0) : k] if u.text not in g["determiners"]]
        return unit, "place" if after in g["landforms"] | g["place_tails"] else _standing(led, g)
    return None, ""


def _acts(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether an acronym stands where a side does: "ABCD killed", "killed by the ABCD", "fought ABCD"."""
    if all(u.raw.isupper() for u in units if not u.letter and u.raw.isalpha()) or units[i].text in g["no_parties"]:
        return False
    k = i - 1
    while k >= 0 and units[k].text in g["determiners"]:
        k -= 1
    before = units[k].text if k >= 0 and not units[k].letter else ""
    then = units[i + 1] if i + 1 < len(units) else None
    verb = then is not None and not then.letter and (is_verb(then, g) or then.text in g["actor_heads"] | g["deeds"])
    deed = before in g["violent_verbs"] | {"fought", "fighting"}
    return verb or deed or before in {"by", "against", "between", "with"}


def _standing(before: list[Unit], g: Grammar) -> str:
    """Where a name stands by the words before it: ``place``, ``object`` of a verb, or nothing known."""
    before = [u for u in before if u.letter != "q"]  # "killed 90 Nonesuchians"
    if not before:
        return ""
    last, earlier = before[-1], before[-2] if len(before) > 1 else None
    listed = last.text in {"and", ","} and earlier is not None and earlier.letter == "p"
    sides = g["place_tails"] | g["landforms"] | g["directions"]
    named = last.text == "of" and earlier is not None and earlier.text in sides
    if listed or named or last.text in g["place_prepositions"] | {"on"}:
        return "place"
    return "object" if is_verb(last, g) and last.text not in g["auxiliaries"] else ""


def _capital(unit: Unit, g: Grammar) -> bool:
    return not unit.letter and unit.raw[:1].isupper() and unit.text not in g.any("prepositions", "determiners")


def _personal_or_adjective(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether an unknown name is a person's ("a commander known as A. B.") or an adjective ("Roman ruins")."""
    k = b = i
    while k > 0 and _capital(units[k - 1], g):
        k -= 1
    while b + 1 < len(units) and _capital(units[b + 1], g):
        b += 1
    if b + 1 < len(units) and units[b + 1].text in g["said_words"] | g["knowing"]:
        return True  # "the Honourable Member knows very well that"
    before = [u.text for u in units[max(k - 2, 0) : k]]
    if before[-1:] and before[-1] in g.any("named_as", "person_nouns"):
        return True
    follows = units[i + 1] if i + 1 < len(units) else None
    return (
        follows is not None
        and not follows.letter
        and follows.raw.isalpha()
        and follows.raw.islower()
        and units[i].text.endswith(("an", "ish", "ese", "ic", "i"))
        and follows.text not in g.any("actor_heads", "prepositions", "auxiliaries")
        and not is_verb(follows, g)
    )


@cache
def _words(language: str) -> frozenset[str]:
    g = grammar(language)
    classes = {w for words in g.words.values() for phrase in words.split("|") for w in phrase.split()}
    own = [one for name, one in g.phrases.items() if name not in g.guards]
    lists = {w for one in own for phrases in one.values() for phrase in phrases for w in phrase}
    return frozenset(classes | lists).union(*(words for name, words in g.sets.items() if name not in g.guards))


def _qualifier(draft: Draft, roles: Roles, g: Grammar) -> str:
    """A word that changes how much is claimed ("rarely", "only") and that the frame did not take in."""
    taken = range(draft.match.first, draft.match.last + 1)
    units = roles.units
    if draft.targets and any("civilians" in p.ids for p in draft.versus_actors):
        return draft.versus_actors[0].text  # "more soldiers than civilians": victims, not sides, are compared
    bare = draft.match.frame.kind == "engagement" and draft.match.frame.polarity is None
    for i in _span(draft, roles):
        if units[i].letter or i in roles.skip:
            continue
        if bare and units[i].text in g["qualifiers"]:
            return units[i].raw
        if bare and i not in taken and units[i].text in g["comparatives"]:
            return units[i].raw
    if draft.match.frame.kind == "trend" and draft.slots.get("universal") == "every_year":
        return "every year"
    return ""


def _no_family(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the bloodiest city": towns are no family of places over which a superlative can be asked."""
    if draft.slots.get("superlative") != "places":
        return ""
    words = [roles.units[i].text for i in range(draft.match.first, draft.match.last + 1)]
    return next((w for w in words if w in g["no_family"]), "")


def _dropped_party(draft: Draft, drafts: list[Draft], roles: Roles) -> str:
    """A named side in the clause, or in a "when" clause after it, where the claim holds no side at all."""
    if any(getattr(draft, s) for s in SIDES):
        return ""
    held = {p.start for d in drafts for s in SIDES for p in getattr(d, s)}
    stop = roles.clauses(draft.match).stop
    spans = [_span(draft, roles)]
    if stop < len(roles.sk.bounds) and roles.units[roles.sk.bounds[stop]].text in {"when", "as", "while", "after"}:
        spans.append(roles.sk.clause_units(stop))
    for i in (i for span in spans for i in span):
        unit = roles.units[i]
        if unit.letter != "a" or i in roles.skip or unit.style in {"generic", "anaphor"} or not unit.parts[0].ids:
            continue
        if unit.text == "civilian" and i + 1 < len(roles.units) and roles.units[i + 1].text in roles.g["death_nouns"]:
            continue  # "1,031 civilian deaths": who died, which is taken up
        if len(spans) > 1 or not any(p.start in held for p in unit.parts):
            return unit.raw
    return ""


def _other_side(draft: Draft, roles: Roles) -> str:
    """The second side of "between X's proxies and Y", "between X and the groups", where the claim holds X only."""
    if not draft.actors or any(getattr(draft, s) for s in SIDES[1:]):
        return ""
    span = _span(draft, roles)
    opened = [i for i in span if roles.units[i].text == "between" and i not in roles.skip]
    if not opened:
        return ""
    held = {p.start for p in draft.actors}
    named = [i for i in span if i > opened[0] and roles.units[i].letter == "a" and i not in roles.skip]
    first = any(p.start in held for i in named[:1] for p in roles.units[i].parts)
    missed = [roles.units[i].raw for i in named[1:] if not any(p.start in held for p in roles.units[i].parts)]
    if missed or not first or len(draft.actors) > 1:
        return missed[0] if first and missed else ""
    joined = next((i for i in span if i > named[0] and roles.units[i].text == "and"), None)
    if joined is None or joined - named[0] > NEAR or joined + 1 >= len(roles.units):
        return ""
    end = joined + 1 + (roles.units[joined + 1].text in roles.g["determiners"])
    return " ".join(u.raw for u in roles.units[joined : end + 1])


def _second_amount(draft: Draft, roles: Roles) -> str:
    """Another amount beside a second place: "500 in A and 100 in B" is no claim of 500 in both."""
    if len(draft.places) < 2:
        return ""
    captured = set(draft.match.captured.values())
    units = roles.units
    others = [i for i in _span(draft, roles) if units[i].letter == "q" and i not in captured and i not in roles.skip]
    return units[others[0]].raw if others else ""
