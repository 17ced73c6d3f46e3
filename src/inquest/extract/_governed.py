"""Words that govern a claim and take back what it says: "nobody knows how many", "few believe that", "whether".

What is only wondered at, doubted or not known is not said: tested as it stands, the claim would be somebody else's.
"""

import re
from functools import cache

from inquest.extract._draft import Draft
from inquest.extract._grammar import Grammar, grammar
from inquest.extract._qualify import DOUBLED, TURNED
from inquest.extract._roles import Roles

BEFORE = 3
"""Units before a clause in which a word that makes it one of several cases still opens it."""
KINDS = frozenset({"level", "comparison", "trend", "priority", "engagement", "exchange", "sequence", "episode"})


def governed(draft: Draft, roles: Roles, g: Grammar) -> str:
    """Words that take back the claim; empty if there are none."""
    if draft.match.frame.kind not in KINDS:
        return ""
    return (
        _asked(draft, roles, g)
        or _not_held(draft, roles, g)
        or _of_some(draft, roles, g)
        or _all_of(draft, roles, g)
        or _then_by(draft, roles)
    )


def _asked(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "nobody knows how many", "whether the army killed 40"."""
    units, span = roles.units, roles.span(draft.match)
    for i in range(max(span.start - 1, 0), draft.match.last + 1):
        if units[i].text == "how" and i + 1 < len(units) and units[i + 1].text in g["how_many"]:
            return f"how {units[i + 1].raw}"
    first = max(span.start - BEFORE, 0)
    found = (u for u in units[first : draft.match.first] if not u.letter and u.text in g["open_case"])
    return next((u.raw for u in found), "")


def _not_held(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "nobody believes that", "there is no evidence that", where the denial is not read as one of the claim."""
    voice = roles.voices[roles.sk.clause_of(draft.match.first)]
    words = " ".join("@" if u.letter else u.text for u in roles.units[: draft.match.first])
    if voice.deny or re.search(TURNED, words) or re.search(DOUBLED, words):
        return ""
    governing, aside = _governing(g.language)
    found = governing.search(words[-400:])
    return found[1] if found and not aside.search(found["tail"]) else ""


@cache
def _governing(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before a claim by which somebody does not hold it, with what stands between; and those that end them."""
    g = grammar(language)
    unheld = rf"(?:{g.one_of('not_holding')}|[a-z]+n't)"
    think = rf"(?:(?:{g.one_of('holding_stems')})(?:ed|e|es|s|ing|ies|ied|y|en)?|{g.one_of('holding')})"
    sure = "".join(f"(?<!{words} )" for words in g.one_of("undoubting").split("|"))
    doubt = rf"{sure}(?:{g.one_of('doubting')})"
    between = r"(?: (?!but |and |while )[\w@'’-]+){0,5}"
    governing = rf"\b({unheld}{between} {think}|{doubt})\b(?P<tail>[^,;:]{{0,80}})$"
    return re.compile(governing), re.compile(rf"\b(?:{g.one_of('said_all_the_same')})\b")


def _of_some(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "nobody important was killed", "no one over 60 died": nobody of some only."""
    if draft.polarity != "deny":
        return ""
    units = roles.units
    behind = units[draft.match.last + 1] if draft.match.last + 1 < len(units) else None
    if draft.match.frame.kind == "level" and behind is not None and behind.text in g["relative_words"] | {"that"}:
        return f"{units[draft.match.last].raw} {behind.raw}"  # "did not kill anyone who gave up"
    for i in range(draft.match.first, draft.match.last):
        one = units[i].text == "one" and i > 0 and units[i - 1].text == "no"
        victims = (
            units[i].letter == "a" and i > 0 and units[i - 1].text == "no"
        )  # "no soldiers who gave up were killed"
        if not one and not victims and units[i].text not in g["nobody"]:
            continue
        then = units[i + 1]
        verbal = then.text in g["auxiliaries"] or then.text.endswith("ly") or then.text in g["dying"]
        where = then.text in g["where_or_when"] and all(u.text not in g["some_only"] for u in units[i + 1 : i + 4])
        if not (verbal or where):
            return f"{units[i].raw} {then.raw}"
    return ""


def _all_of(draft: Draft, roles: Roles, g: Grammar) -> str:
    """For "all attacks were carried out by A": who else attacked is the claim, and not whether A did."""
    if draft.match.frame.kind != "engagement":
        return ""
    units = roles.units
    for i in roles.span(draft.match):
        near = [u.text for u in units[i + 1 : i + 4]]
        if units[i].text in g["all_deeds"] and not units[i].letter and any(w in g["deed_nouns"] for w in near):
            return f"{units[i].raw} {units[i + 1].raw}"
    return ""


def _then_by(draft: Draft, roles: Roles) -> str:
    """For "70 percent of attacks on civilians were carried out by A": a share of all such attacks, and not of A's."""
    if draft.match.frame.kind != "priority" or draft.slots.get("share_of") != "actor":
        return ""
    starts = {p.start for p in draft.actors}
    units, rest = roles.units, range(draft.match.last + 1, roles.span(draft.match).stop)
    by = (i for i in rest if units[i].text == "by" and i + 1 < len(units))
    done = next((i for i in by if any(p.start in starts for p in units[i + 1].parts)), None)
    return f"{units[done].raw} {units[done + 1].raw}" if done is not None else ""
