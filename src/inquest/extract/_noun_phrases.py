"""The noun phrases that name a speaker, before and after a verb of saying."""

from inquest.extract._clauses import is_gerund
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

ROLE_NOUNS = frozenset(
    [
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "representative",
        "minister",
        "president",
        "commander",
        "general",
        "official",
        "officials",
        "source",
        "sources",
        "ambassador",
        "secretary",
        "chief",
        "head",
        "analyst",
        "analysts",
        "expert",
        "experts",
        "resident",
        "residents",
        "witness",
        "witnesses",
        "activist",
        "activists",
        "monitor",
        "monitors",
        "group",
        "observatory",
        "report",
        "statement",
        "ministry",
        "command",
        "agency",
        "organisation",
        "organization",
        "researchers",
        "leader",
        "governor",
        "mayor",
        "diplomat",
        "diplomats",
        "adviser",
        "advisor",
        "aide",
        "colonel",
        "major",
        "lieutenant",
        "captain",
        "admiral",
        "army",
        "military",
        "police",
        "government",
        "coalition",
        "network",
        "people",
        "refugees",
        "survivors",
        "author",
        "authors",
        "journalist",
        "journalists",
        "investigators",
        "house",
        "ministry",
        "un",
        "nations",
        "observers",
        "observer",
        "historians",
        "historian",
        "generals",
        "medics",
        "medic",
        "doctors",
        "doctor",
        "nurses",
        "workers",
        "worker",
        "agencies",
        "groups",
        "locals",
        "villagers",
        "villager",
        "farmers",
        "peasants",
        "prisoners",
        "relatives",
        "survivor",
        "inhabitants",
        "scholars",
        "lawyers",
        "critics",
        "supporters",
        "opponents",
        "campaigners",
        "panel",
        "commission",
        "committee",
        "mission",
        "tribunal",
        "delegation",
        "prefect",
        "bishop",
        "priest",
        "deputy",
        "senator",
        "defectors",
        "deserters",
        "insiders",
        "centre",
        "center",
    ]
)


def text_of(units: list[Unit]) -> str:
    out = ""
    for unit in units:
        word = unit.raw if unit.start == unit.end else unit.raw or unit.text
        if not word:
            continue
        out += word if word in {"'s", ",", "."} or not out else " " + word
    return out.strip(" ,.—")


def phrase_before(units: list[Unit], verb: int, start: int, g: Grammar) -> tuple[int, int] | None:
    """The noun phrase that ends before a verb of saying: from the last comma or clause start."""
    end = verb
    while end > start and (
        units[end - 1].text in g["auxiliaries"]
        or units[end - 1].text.endswith("ly")
        or units[end - 1].text in {"also", "further", "later", "then"}
        or units[end - 1].letter == "t"
    ):
        end -= 1
    apposed = end > start and units[end - 1].text == ","
    if apposed or (end == start and start > 1 and units[start - 1].text == ","):
        end -= 1  # "the minister, A. B., stated"
        if end <= start or units[start].text in {"who", "which"} or is_gerund(units[start], g):
            return _head_of_relative(units, start if apposed else start - 1, g)
    k = end
    while k > start and units[k - 1].text not in {",", ".", ";"} and not _is_break(units[k - 1], g):
        k -= 1
    while k < end and (units[k].letter == "t" or units[k].text in {"and", "but", "later", "meanwhile", "then", "that"}):
        k += 1
    if apposed and not (k > start and units[k - 1].text == ","):
        return None
    if apposed and units[k].text in g["prepositions"]:  # "X, through its agency, claims": X
        end = k = k - 1
        while k > start and units[k - 1].text not in {",", ".", ";"} and not _is_break(units[k - 1], g):
            k -= 1
        while k < end and units[k].letter in ("t", "q"):
            k += 1
    return (k, end) if k < end and end - k <= 12 else None


def _head_of_relative(units: list[Unit], start: int, g: Grammar) -> tuple[int, int] | None:
    """For "Rami Abdulrahman, who heads the Observatory, said": the noun phrase before the relative clause."""
    at = start
    while (
        at > 0
        and units[at].text not in {"who", "which"}
        and not (units[at - 1].text == "," and is_gerund(units[at], g))
    ):
        at -= 1
    end = at
    while end > 0 and units[end - 1].text in {",", "—"}:
        end -= 1
    k = end
    while k > 0 and units[k - 1].text not in {",", ".", ";", "and", "but"}:
        k -= 1
    return (k, end) if k < end and end - k <= 8 else None


def _is_break(unit: Unit, g: Grammar) -> bool:
    return unit.text in {"who", "which", "that", "as"}


def can_speak(units: list[Unit]) -> bool:
    """Whether a noun phrase can speak: a person, body or party, a capitalised name, or a role."""
    if any(u.letter == "q" for u in units[:1]):
        return False
    return any(
        u.letter in ("a", "s", "p")
        or (u.raw[:1].isupper() and n > 0)
        or u.text in ROLE_NOUNS
        or u.text in {"he", "she", "they", "we", "i"}
        or (u.raw[:1].isupper() and len(units) == 1)
        for n, u in enumerate(units)
    )


def phrase_after(units: list[Unit], start: int) -> tuple[int, int]:
    """The noun phrase that begins at ``start``: up to a comma, a verb or the end (12 words)."""
    k = start
    stops = {",", ".", ";", ":", "that", "who", "which", "while", "—", "and"}
    role = False
    while k < len(units) and k - start < 12 and units[k].text not in stops:
        governed = units[k - 1].text in {"of", "in", "to", "for", "from", "the", "a", "an"}
        if role and not governed and (units[k].letter or units[k].text in {"the", "a", "an", "some", "its"}):
            break
        role = role or units[k].text in ROLE_NOUNS or units[k].letter in ("s", "a")
        if role and units[k].text.endswith("ed") and not units[k].letter:
            break
        k += 1
    return start, k


def is_noun(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether a word such as "states", "claims" or "reports" stands where a noun stands."""
    before = units[i - 1].text if i else ""
    return (
        before == "'s"
        or before in g["determiners"]
        or before in g["prepositions"]
        or before in {"many", "several", "some", "all"}
    )
