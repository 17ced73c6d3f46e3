"""Words about time that no slot holds: a date that only tells of which event a time counts, a second time, a length."""

import re

from inquest.extract._clauses import is_gerund, is_verb
from inquest.extract._draft import NUMBERED, Draft
from inquest.extract._grammar import Grammar
from inquest.extract._roles import Roles
from inquest.extract._skeleton import Part, Unit
from inquest.extract._times import time_forms
from inquest.model.late import Late

GOING_ON = ("prepositions", "determiners", "auxiliaries", "openers", "subordinators", "going_on")
"""Lists of words that go on after a time rather than being named by it."""
EVENT = 10
"""Words that the event may take up before its date."""
SINCE_YEAR = Late(r"since \d{4}", re.IGNORECASE)
LENGTH = Late(r"(?:in|over|within|for) (?!the )[\w-]+ (?:day|week|month|year)s?", re.IGNORECASE)
"""How long something took, which the passage reads together with when it was."""
BEFORE_IT = Late(r"(?:(?:in|over|during) )?the [\w-]+ (?:day|week|month|year)s (?:before|after|earlier)", re.IGNORECASE)
"""A length of time that is counted from another time."""


def held_times(draft: Draft, roles: Roles) -> list[int]:
    """Units of the claim's own times."""
    starts = {p.start for p in (*draft.periods, *draft.baselines)}
    return [
        i
        for i, u in enumerate(roles.units)
        if u.letter == "t" and any(u.start <= s < u.end for s in starts) and i not in roles.skip
    ]


def counted_from(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in the year before the withdrawal of May 2017", "the day after the truce of 2 May": the date of an event."""
    units = roles.units
    for i in held_times(draft, roles):
        for k in range(i - 1, max(i - EVENT, 0), -1):
            if units[k].letter == "t" and units[k].raw.lower().endswith((" before", " after")):
                return units[k].raw
            if units[k].letter in ("t", "q") or units[k].text in {",", ";"} or is_verb(units[k], g):
                break
            ahead = units[k - 1]
            length = not ahead.letter and ahead.text in g["spans"]
            told = units[k].text in g["counted_from"] and (length or ahead.letter == "t") and k < i - 1
            if told and not (units[k].text == "of" and not _within(units, k)):
                return f"{ahead.raw} {units[k].raw}"
    return ""


def _within(units: list[Unit], of: int) -> bool:
    """Whether "within three months" stands before an "of"."""
    return any(u.text == "within" for u in units[max(of - 4, 0) : of])


def length(draft: Draft, roles: Roles, g: Grammar) -> str:
    """A length of time that is in no slot: "within three months of", "in the two weeks that followed"."""
    if draft.match.frame.kind not in NUMBERED:
        return ""
    units, span = roles.units, roles.span(draft.match)
    for i in range(span.start, min(span.stop, len(units) - 1)):
        then = units[i + 1]
        if units[i].letter != "q" or then.letter or then.text not in g["spans"]:
            continue
        before = {u.text for u in units[max(i - 2, 0) : i]}
        after = units[i + 2].text if i + 2 < len(units) else ""
        if "within" in before or (before & g["lasting_through"] and after in g["leaning_lengths"]):
            return f"{units[i].raw} {then.raw}"
    return ""


def several(draft: Draft, roles: Roles, g: Grammar) -> str:
    """A second time beside the one that would be tested: "in 2016 and again in 2018", "between the deal of X and Y"."""
    first = draft.match.frame.kind == "sequence" or draft.slots.get("universal") == "first"
    if draft.match.frame.kind not in NUMBERED - {"trend"} and not first:
        return ""
    only_with = {roles.units[i].start for i in held_times(draft, roles) if _compared(roles, draft.match.first, i, g)}
    plain = (p for p in draft.periods if p.via is None and p.start not in only_with)
    own = {p.start: p for p in plain if not LENGTH.fullmatch(p.text)}
    parts = [own[s] for s in sorted(own)]
    return parts[-1].text if len(parts) > 1 else ""


def _compared(roles: Roles, first: int, i: int, g: Grammar) -> bool:
    """Whether a time is only compared with: "as in 2018", "up from 400 in the same period of 2017"."""
    lead = [u.text or u.raw.lower() for u in roles.units[max(i - 2, 0) : i]]
    if lead[-1:] and lead[-1] in g["compared_with"] | {"from", "time"}:  # "for the first time since 2015"
        return True
    if lead[-1:] == ["of"] and lead[0].endswith(("period", "months", "weeks")):
        return True
    said = roles.units[first:i]
    foes = [n for n, u in enumerate(said) if u.text == "against" and any(v.letter == "a" for v in said[n + 1 : n + 3])]
    return any(u.text in g["compared_with"] and n not in foes for n, u in enumerate(said))  # "fought against A in 2016"


def of_a_noun(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in the first week of the May 2016 truce": a part of an event, whose month only dates it."""
    units = roles.units
    for i in held_times(draft, roles):
        then = units[i + 1] if i + 1 < len(units) else None
        if then is None or then.letter or " of the " not in units[i].raw or not then.raw.isalpha():
            continue
        if then.raw.islower() and not is_verb(then, g) and then.text not in g.any(*GOING_ON):
            return f"{units[i].raw} {then.raw}"
    return ""


def of_an_event(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "in the last month of the siege": a part of an event, and no month before the text."""
    units = roles.units
    for i in held_times(draft, roles):
        of = units[i + 1] if i + 1 < len(units) else None
        part = units[i].raw.lower().split()[-1].rstrip("s") in {s.rstrip("s") for s in g["spans"]}
        if part and of is not None and of.text == "of" and i + 2 < len(units) and not _whole(units, i + 2, g):
            return f"{units[i].raw} of {units[i + 2].raw}"
    return ""


def _whole(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether what follows is no event but the war, or deeds that are counted ("in the last month of fighting")."""
    noun = next((u for u in units[i:] if u.letter or u.text not in g["determiners"]), units[i])
    return noun.letter == "t" or noun.text in g["common_nouns"] | {"war", "conflict", "fighting"}


def both_began(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "fighting between A and B broke out": when the two first met, and not when one of them did."""
    first = draft.match.frame.kind == "sequence" and draft.slots.get("order") == "first"
    if not first or len(draft.actors) < 2 or draft.targets:
        return ""
    return next((u.raw for u in roles.units[: draft.match.first] if u.text == "between"), "")


def of_a_name(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "during Ramadan 2016": a name before a year says which part of it is meant."""
    units = roles.units
    for i in held_times(draft, roles):
        before = units[i - 1] if i else None
        if before is None or before.letter or not units[i].raw[:1].isdigit():
            continue
        k = i - 2
        while k > 0 and not units[k].letter and units[k].raw[:1].isupper():
            k -= 1  # "Eid al-Adha 2016"
        lead = units[max(k, 0)].text if i > 1 else ""
        name = before.raw.replace("-", "")
        named = name.isalpha() and not name.islower() and not before.raw.isupper()
        if named and lead in g["prepositions"] | g["determiners"]:
            return f"{before.raw} {units[i].raw}"
    return ""


def edge(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "before the end of the year": a word before the time that makes it an end."""
    units = roles.units
    for i in held_times(draft, roles):
        before = units[i - 1] if i else None
        if (
            before is not None
            and not before.letter
            and before.text in g["edges"]
            and units[i].raw[:4].lower() == "the "
        ):
            return f"{before.raw} {units[i].raw}"
    return ""


def of_another_verb(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "and ended on 23 March, left 500 dead": the time stands with another verb, before a comma."""
    units, first = roles.units, draft.match.first
    for i in held_times(draft, roles):
        if not (0 < i < first and i + 2 == first and units[i + 1].text == ","):
            continue
        before = next((u for u in reversed(units[max(i - 2, 0) : i]) if is_verb(u, g)), None)
        if before is not None and is_verb(units[first], g) and not is_gerund(units[first], g):
            return f"{before.raw} {units[i].raw}"
    return ""


def in_a_row(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "the third year in a row", "the first year since 2010 with": more than the one time is spoken of."""
    if draft.match.frame.kind not in NUMBERED or "superlative" in draft.slots:
        return ""
    stop = min(roles.span(draft.match).stop, len(roles.units))
    words = [u.text or "@" for u in roles.units[:stop]]
    row = g.phrase_in("in_a_row", words)
    if row and any(w == "time" or w in g["spans"] for word in words for w in word.split()):
        return row
    for n in range(len(words) - 1):
        then = words[n + 2] if n + 2 < len(words) else ""
        named = then in g["behind_one_span"] or roles.units[min(n + 2, stop - 1)].letter
        if words[n] in g["counted_times"] and words[n + 1] in g["one_span"] and named and _is(words, n):
            return f"{roles.units[n].raw} {roles.units[n + 1].raw}"
    return ""


def _is(words: list[str], n: int) -> bool:
    """Whether "the first year" is what something is said to be: "2018 was the first year since"."""
    return any(w in {"was", "is", "were", "be", "been", "became"} for w in words[max(n - 4, 0) : n])


def since_year(draft: Draft, roles: Roles) -> list[Part]:
    """The year from which on a superlative of years ranges: "the bloodiest year since 2007"."""
    if draft.slots.get("superlative") != "periods":
        return []
    own = (roles.units[i] for i in roles.span(draft.match) if i not in roles.skip)
    return [p for u in own if SINCE_YEAR.fullmatch(u.raw) for p in u.parts]


def merged(draft: Draft, roles: Roles, language: str) -> None:
    """Put a year and the month or day named apart from it together: "in 2018 ... in July" is July 2018."""
    forms = time_forms(language).parts
    if len(draft.periods) != 2 or any(p.via for p in draft.periods):
        return
    if {"first", "last"} & {roles.units[i].text for i in roles.span(draft.match)}:
        return  # "the first clash in 2018 came in July"
    year = re.compile(rf"(?:(?:in|during|throughout|over) )?({forms['year']})", re.IGNORECASE)
    part = re.compile(
        rf"(?:(?:in|on|during|by) )?(?:{forms['day']} )?{forms['month']}(?: {forms['day']})?", re.IGNORECASE
    )
    years = [(p, m[1]) for p in draft.periods if (m := year.fullmatch(p.text))]
    parts = [p for p in draft.periods if part.fullmatch(p.text)]
    if len(years) != 1 or len(parts) != 1:
        return
    one, said = parts[0], f"{parts[0].text} {years[0][1]}"
    via = f"“{one.text}” of {years[0][1]} -> {said}"
    draft.periods[:] = [type(one)(said, one.start, one.end, via=via)]


def leaning_base(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "than in the twelve months before": a time that leans on the other one of the comparison."""
    return next((p.text for p in draft.baselines if BEFORE_IT.fullmatch(p.text)), "")


CHECKS = (
    leaning_base,
    counted_from,
    length,
    several,
    of_a_noun,
    of_an_event,
    both_began,
    of_a_name,
    edge,
    of_another_verb,
    in_a_row,
)
