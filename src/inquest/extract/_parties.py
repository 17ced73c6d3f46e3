"""Parties as the words shape them: head nouns, epithets, unnamed groups."""

import re
from dataclasses import replace

from inquest.extract._allies import allied_to, allies_of
from inquest.extract._bracketed import bracketed
from inquest.extract._coordinated import coordinate, merge
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Part, Unit
from inquest.extract._unknown import unknown_names


def shape(units: list[Unit], g: Grammar) -> list[Unit]:
    """Names widened by their heads, unnamed parties found, coordinations joined."""
    named = _shared(_generic(_shared(_widen(units, g), g), g), g)
    return coordinate(bracketed(_sided(unknown_names(named, g), g), g), g)


def _widen(units: list[Unit], g: Grammar) -> list[Unit]:
    """Names take in their own head nouns and epithets; demonyms become parties only with such a head."""
    heads = g["actor_heads"]
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter in ("a", "d", "p"):
            j = i + 1
            while (
                j < len(units)
                and j - i < 4
                and not units[j].letter
                and (
                    units[j].text in heads
                    or units[j].text in g["actor_tails"]
                    or (unit.letter == "d" and units[j].text in g["actor_adjectives"])
                )
            ):
                j += 1
            while j > i + 1 and units[j - 1].text in g["actor_adjectives"] - heads:
                j -= 1
            found = any(
                u.text in heads
                or (unit.letter == "a" and u.text in g["actor_tails"])
                or (unit.letter == "d" and u.text == "force")
                for u in units[i + 1 : j]
            )
            if found:
                units = _headed(units, i, j, g)
            elif (ally := _ally(units, i, g)) is not None:
                units = merge(units, i, i + 2, ally)
            elif unit.letter == "d" and i + 1 < len(units) and units[i + 1].text in g["soil"]:
                units = merge(units, i, i + 2, replace(unit, letter="p"))
            elif unit.letter == "d" and (
                (i + 1 < len(units) and units[i + 1].text in g["deeds"])
                or _deed_near(units, i, g)
                or _people_acting(units, i, g)
            ):
                units[i] = replace(unit, letter="a", parts=_states(unit))
            elif _people_counted(units, i):
                units[i] = replace(unit, letter="a", parts=tuple(replace(p, plural=True) for p in unit.parts))
            elif unit.letter == "d":
                units[i] = replace(unit, letter="", style="demonym")
            elif unit.letter == "p":
                j = i + 1
                while j < len(units) and j - i < 3 and units[j].text in g["place_tails"]:
                    j += 1
                units = merge(units, i, j, unit)
        i += 1
    return units


def _shared(units: list[Unit], g: Grammar) -> list[Unit]:
    """Demonyms that share the head of the last one: "Indian and Pakistani troops", "Rwandan and SADC forces"."""
    for i in range(len(units) - 1, 1, -1):
        unit, joint, first = units[i], units[i - 1], units[i - 2]
        state = unit.letter == "a" and unit.parts[0].side == "state"
        state = state and (bool(unit.parts[0].states) or len(unit.text.split()) > 1)
        state = state or (unit.letter == "a" and unit.raw[:1].isupper() and unit.text.split()[-1] in g["shared_heads"])
        if state and joint.text in {"and", ","} and first.style == "demonym" and first.parts[0].states:
            parts = tuple(replace(_of_state(p, first.raw), plural=True) for p in first.parts)
            units[i - 2] = replace(first, letter="a", style="", parts=parts)
    return units


def _headed(units: list[Unit], i: int, j: int, g: Grammar) -> list[Unit]:
    """A name with its head noun as one party."""
    unit = units[i]
    part = unit.parts[0]
    words = " ".join(u.raw for u in units[i:j])
    last = units[j - 1]
    ids, sort = (part.ids, part.side) if unit.letter == "a" else ((), "")
    if unit.letter != "a" and last_is_state(units[j - 1], g):
        ids, sort = part.states, "state" if part.states else ""
    text = part.text if unit.letter == "a" else words
    plural = last.text.endswith("s") or last.text in {"men", "police", "military"} or part.plural
    end = part.end if unit.letter == "a" else last.end
    symbol = Unit(
        words.lower(),
        unit.start,
        last.end,
        "a",
        (replace(part, text=text, end=end, ids=ids, plural=plural, side=sort),),
        raw=words,
        style=unit.style,
    )
    return merge(units, i, j, symbol)


def last_is_state(unit: Unit, g: Grammar) -> bool:
    """Whether the head noun after a demonym is of a state ("Kenyan troops"), not of a group ("Kenyan militants")."""
    return unit.text in g.any("state_nouns", "state_heads")


def _of_state(part: Part, raw: str) -> Part:
    return replace(part, ids=part.states or part.ids, side="state", plural=raw.endswith("s"))


def _states(unit: Unit) -> tuple[Part, ...]:
    return tuple(_of_state(p, unit.raw) for p in unit.parts)


def _ally(units: list[Unit], i: int, g: Grammar) -> Unit | None:
    """A party with a noun for allies behind it: "its Russian partners" are the state, "Coalition allies" others."""
    unit = units[i]
    if i + 1 >= len(units) or units[i + 1].text not in g["ally_nouns"] or unit.letter not in ("a", "d"):
        return None
    whose = i > 0 and units[i - 1].text in g["possessives"]
    if unit.letter == "a":
        return unit if whose else allies_of(unit, units[i + 1])
    state = whose and units[i + 1].text not in g["ally_groups"] and bool(unit.parts[0].states)
    return replace(unit, letter="a", parts=_states(unit)) if state else None


def _people_counted(units: list[Unit], i: int) -> bool:
    """For "90 Palestinians were killed": a people's name behind a number."""
    return units[i].letter == "d" and i > 0 and units[i - 1].letter == "q" and units[i].raw.endswith("s")


def _deed_near(units: list[Unit], i: int, g: Grammar) -> bool:
    """For "Israeli tank shells", "Russian missile strikes": a plain noun between demonym and deed."""
    after = units[i + 1 : i + 3]
    return len(after) == 2 and after[0].raw.islower() and not after[0].letter and after[1].text in g["deed_nouns"]


def _people_acting(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether "the Russians", "the French" stand as a party: an article before, no noun after."""
    if not i or units[i - 1].text != "the":
        return False
    follows = units[i + 1] if i + 1 < len(units) else None
    if follows is None or follows.letter or not follows.raw.isalpha():
        return units[i].raw.endswith("s")
    acts = follows.text in g.any("auxiliaries", "irregular_verbs") or follows.text.endswith("ed")
    return acts or (units[i].raw.endswith("s") and follows.text in g["prepositions"] | {"and", "who", "that"})


def _is_adjective(unit: Unit, first: bool, g: Grammar) -> bool:
    if unit.letter or unit.text in g["determiners"]:
        return False
    return (
        unit.text in g["actor_adjectives"]
        or (len(unit.text) > 5 and unit.text.endswith(("ional", "ish", "ern", "ist", "ian")) and unit.text.isalpha())
        or bool(
            re.fullmatch(
                r"[\w-]{1,40}-(?:led|backed|linked|allied|affiliated|supported|aligned|trained|armed)", unit.text
            )
        )
        or (
            not first
            and unit.gram is None  # a language's own analysis tells its adjectives
            and (unit.raw[:1].isupper() or unit.raw[:3] == "al-")
            and unit.raw.replace("-", "").isalpha()
            and unit.text not in g["prepositions"]
            and len(unit.raw) > 2
        )
    )


def _generic(units: list[Unit], g: Grammar) -> list[Unit]:
    """Parties without a known name ("local militia"); then what stands before a name."""
    i = 0
    while i < len(units):
        unit = units[i]
        strong, weak = unit.text in g["generic_actors"], unit.text in g["weak_actors"]
        before = units[i - 1].text if i else ""
        if unit.text == "force" and before == "air":
            units = [
                *units[: i - 1],
                replace(unit, text="air force", raw="air force", start=units[i - 1].start),
                *units[i + 1 :],
            ]
            i, unit, strong, before = i - 1, units[i - 1], True, units[i - 2].text if i > 1 else ""
        strong = strong or (weak and (before in {"its", "his", "their", "our", "the"} or _whose(units, i)))
        strong = strong or (unit.text in g["own_men"] and before in {"its", "his", "their", "our"})
        if not unit.letter and (strong or weak):
            k = i
            while k > 0 and i - k < 3 and _is_adjective(units[k - 1], k - 1 == 0, g):
                k -= 1
            if strong or k < i:
                while (
                    i + 1 < len(units)
                    and not units[i + 1].letter
                    and units[i + 1].text in g["actor_heads"] | {"planes", "members"}
                ):
                    i, unit = i + 1, units[i + 1]
                words = " ".join(u.raw for u in units[k : i + 1] if u.text.rsplit("-", 1)[-1] not in g["made_words"])
                plural = unit.text.endswith("s") or unit.text == "police"
                part = Part(words, units[k].start, unit.end, plural=plural)
                symbol = Unit(words.lower(), part.start, part.end, "a", (part,), raw=words, style="generic")
                units = merge(units, k, i + 1, symbol)
                i = k
        i += 1
    return _absorb(units, g)


def _whose(units: list[Unit], i: int) -> bool:
    """For "whose separate coalition": a word or two between the relative word and its noun."""
    return any(u.text == "whose" for u in units[max(i - 3, 0) : i]) and not any(u.letter for u in units[i - 1 : i])


def _absorb(units: list[Unit], g: Grammar) -> list[Unit]:
    """Articles, adjectives and epithets in front of a party become part of its symbol; so do "and its allies"."""
    out: list[Unit] = []
    for n, unit in enumerate(units):
        if unit.letter == "a":
            symbol, determined = unit, False
            while (
                out
                and not (determined and out[-1].text != "of")
                and (
                    _is_adjective(out[-1], len(out) == 1, g)
                    or out[-1].text in g["determiners"]
                    or _is_epithet(out, g)
                    or _described(out, unit, g)
                    or out[-1].text == "pro"
                )
            ):
                if out[-1].text in {"its", "his", "her", "their", "our"} and (
                    unit.style == "generic" or out[-1].text == "our" or (unit.parts[0].role and not unit.style)
                ):
                    symbol = replace(symbol, style="possessed " + out[-1].text)
                left = out.pop()
                determined = left.text in g["determiners"]
                symbol = replace(symbol, start=left.start)
                if left.text == "of" and out:
                    left = out.pop()
                    symbol = replace(symbol, start=left.start, style=symbol.style or "epithet")
            out.append(symbol)
        elif not unit.letter and (back := allied_to(out, unit, g)):
            owner, words = out[-back], " ".join(u.raw for u in (*out[len(out) - back + 1 :], unit))
            parts = [replace(p, plural=True) for p in owner.parts]
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text} {words}", end=unit.end)
            out[-back:] = [replace(owner, end=unit.end, parts=tuple(parts))]
        elif unit.letter == "p" and out and out[-1].text in {"the", "city", "town", "village"} and n:
            if out[-1].text == "the":
                out.pop()
            out.append(unit)
        else:
            out.append(unit)
    return out


def _described(out: list[Unit], unit: Unit, g: Grammar) -> bool:
    """Whether a plain word between an article and a name describes it: "the smaller JEM", "the dreaded RSF"."""
    last, before = out[-1], out[-2].text if len(out) > 1 else ""
    plain = not last.letter and not last.style and last.raw.islower() and last.raw.isalpha() and last.gram is None
    closed = g.any("prepositions", "auxiliaries", "deed_nouns", "soil", "common_nouns", "partitives")
    named = bool(unit.parts[0].ids) and unit.parts[0].side != "people"
    return plain and named and before in {"the", "a", "an"} and last.text not in closed


def _is_epithet(out: list[Unit], g: Grammar) -> bool:
    if out[-1].text != "of" or len(out) < 2:
        return False
    return out[-2].text in g["epithets"] or (
        out[-2].letter == "a"
        and out[-2].text.split()[-1] in g.any("generic_actors", "epithets")
        and len(out[-2].parts) == 1
    )


def _sided(units: list[Unit], g: Grammar) -> list[Unit]:
    """What sort of party the words alone say it is, where no name does: soldiers a state's, rebels a group's."""
    return [
        replace(u, parts=tuple(p if p.side else replace(p, side=_sort(p, g)) for p in u.parts))
        if u.letter == "a"
        else u
        for u in units
    ]


def _sort(part: Part, g: Grammar) -> str:
    words = part.text.lower().split()
    if "civilians" in part.ids or words[-1] in g["people_nouns"]:
        return "people"
    if part.ids:
        return ""
    return "state" if words[-1] in g["state_nouns"] else "group" if words[-1] in g["group_labels"] else ""
