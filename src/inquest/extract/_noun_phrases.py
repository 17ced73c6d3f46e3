"""The noun phrases that name a speaker, before and after a verb of saying."""

from inquest.extract._clauses import is_finite, is_gerund, is_verb
from inquest.extract._grammar import Grammar
from inquest.extract._skeleton import Unit

LONGEST = 14
"""Words that the name of a speaker has at most."""
FAR = 80
"""Words before a verb of saying in which its subject is looked for."""
BETWEEN = 24
"""Words that stand at most between two commas after a speaker's name."""
BREAKS = frozenset({",", ".", ";", ":", "—", "(", ")", "?", "!"})
LEADS = frozenset(
    {
        *(
            "and",
            "but",
            "or",
            "yet",
            "so",
            "later",
            "meanwhile",
            "then",
            "that",
            "also",
            "still",
            "however",
            "moreover",
        ),
        *("today", "yesterday", "even", "once", "again"),
    }
)
"""Words that may stand before a noun phrase and belong to none."""

OPENING = frozenset(
    {
        *("as", "while", "although", "though", "because", "when", "since", "if", "after", "before", "until", "once"),
        *("where", "there"),
    }
)

PEOPLE = ("ists", "ians", "men", "women", "people")
"""Endings of nouns of people."""


def speaks(unit: Unit, g: Grammar) -> bool:
    """Whether a word is a noun of people or of a body."""
    if unit.letter:
        return unit.letter in ("a", "s")
    text = unit.text
    known = any(text in g[name] for name in ("role_nouns", "speaker_nouns", "civil_victims", "actor_heads"))
    return known or (len(text) > 6 and text.endswith(PEOPLE))


def text_of(units: list[Unit]) -> str:
    out = ""
    for unit in units:
        word = unit.raw if unit.start == unit.end else unit.raw or unit.text
        if not word:
            continue
        out += word if word in {"'s", ",", "."} or not out else " " + word
    return out.strip(" ,.—")


def before_verb(units: list[Unit], verb: int, start: int, g: Grammar) -> int:
    """Where the words before a verb end that are no part of it: auxiliaries, adverbs, times."""
    end = verb
    while end > start and (
        (units[end - 1].text in g["auxiliaries"] and not units[end - 1].letter)
        or units[end - 1].text.endswith("ly")
        or units[end - 1].text in {"also", "further", "later", "then", "just", "still", "since", "now", "not"}
        or units[end - 1].letter == "t"
    ):
        end -= 1
    return end


def phrase_before(units: list[Unit], verb: int, start: int, g: Grammar) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb of saying; what stands between both is passed over."""
    end = before_verb(units, verb, start, g)
    for _ in range(3):  # "the minister, A. B., stated", "survivors interviewed in Adre, Chad, told"
        if end <= start or units[end - 1].text not in {",", "—"}:
            break
        opening = _parenthesis(units, end - 1, start, g)
        if opening is None:
            return None
        name = (opening + 1, end - 1)
        if _named(units, name) and _role(units, opening, start, g):
            return name
        end = opening
    k = end
    while k > start and end - k < FAR and units[k - 1].text not in BREAKS:
        k -= 1
    k, end = _core(units, k, end, g)
    return (k, end) if k < end and end - k <= LONGEST else None


def _named(units: list[Unit], span: tuple[int, int]) -> bool:
    """Whether a stretch between commas is a person's name."""
    inner = units[span[0] : span[1]]
    return 0 < len(inner) <= 5 and all(u.raw[:1].isupper() and u.letter not in ("p", "t", "a") for u in inner)


def _role(units: list[Unit], end: int, start: int, g: Grammar) -> bool:
    """Whether an office stands before a comma: "the prime minister of Chad,"."""
    k = end
    while k > start and units[k - 1].text not in BREAKS:
        k -= 1
    inside = units[k:end]
    return bool(inside) and any(w in g["role_nouns"] for u in inside for w in (u.raw or u.text).lower().split())


def _parenthesis(units: list[Unit], closing: int, start: int, g: Grammar) -> int | None:
    """The comma that opens what the comma at ``closing`` closes."""
    mark = units[closing].text
    for k in range(closing - 1, max(start, closing - BETWEEN) - 1, -1):
        if units[k].text in {".", ";", ":", "?"}:
            return None
        if units[k].text != mark:
            continue
        first, then = units[k + 1], units[k + 2]
        opens = (
            first.letter not in ("", "q", "t")
            or first.text in g.any("relative_words", "prepositions", "determiners")
            or first.text in {"however", "meanwhile", "though", "nevertheless", "too", "moreover"}
            or first.text in {"whose", "one", "now", "himself", "herself", "itself", "when", "also", "like"}
            or is_gerund(first, g)
            or first.text.endswith("ed")
            or first.text in g.any("irregular_verbs", "past_forms")
            or first.raw[:1].isupper()
            or speaks(first, g)
            or (first.letter == "q" and then.text in {"of", "year", "years"})
        )
        return k if opens and k > start and first.text not in {"and", "but", "or"} else None
    return None


def _core(units: list[Unit], k: int, end: int, g: Grammar) -> tuple[int, int]:
    """A noun phrase without the words that lead to it, and cut before what describes it further."""
    for j in range(end - 1, k, -1):  # "..., because the army": what follows the conjunction
        text = units[j].text
        joins = text in {"and", "but", "yet", "or"} and any(is_finite(u, g) for u in units[k:j])
        opener = text in g["openers"] - g["relative_words"] or text in {"as", "when", "that"}
        relative = text in g["relative_words"] or text == "that"
        if not units[j].letter and (joins or (opener and not (relative and _described(units, k, j, g)))):
            k = j + 1
            break
    while k < end and (units[k].letter == "t" or units[k].text in LEADS or units[k].text.endswith("ly")):
        k += 1
    while k < end and not units[k].letter and units[k].text in OPENING:
        k += 1
    if k + 1 < end and units[k].letter == "q" and not _counts(units[k + 1], g):
        k += 1  # the hour that opens an entry
    k = _past_fronted(units, k, end, g)
    for j in range(k + 1, end):
        unit, then = units[j], units[j + 1]
        relative = unit.text in g["relative_words"] or (unit.text == "that" and j > k + 1)
        adjective = units[j - 1].text in g["determiners"] or units[j - 1].letter == "q" or j == k
        part = (
            is_gerund(unit, g) or unit.text.endswith("ed") or unit.text in g["past_forms"] | {"close", "loyal"}
        ) and (then.text in g["prepositions"] or then.letter == "t" or then.text in {"anonymously", "away"})
        if relative or (part and not adjective and not unit.letter):
            end = j
            break
    verbs = [n for n in range(k, end) if is_finite(units[n], g) and units[n].text in g["auxiliaries"]]
    return (verbs[-1] + 1 if verbs and verbs[-1] + 1 < end else k), end  # "there are gentlemen who insinuate"


def _described(units: list[Unit], k: int, j: int, g: Grammar) -> bool:
    """Whether "that" after a noun describes it rather than opening what a verb before it governs."""
    return j > k and not is_verb(units[j - 1], g)


def _counts(unit: Unit, g: Grammar) -> bool:
    """Whether a number may count what follows it."""
    return not unit.raw[:1].isupper() and unit.text not in g["determiners"] and unit.letter in ("", "a")


def _past_fronted(units: list[Unit], k: int, end: int, g: Grammar) -> int:
    """Behind a phrase of place that opens the clause without a comma: "In Kabul officials said"."""
    if k >= end or units[k].text not in g["prepositions"] | {"amid", "asked"}:
        return k
    for j in range(k + 2, end):
        led = units[j - 1].text in g.any("prepositions", "determiners") | {"of", "'s"}
        opens = units[j].text in g["determiners"] or units[j].letter in ("a", "s") or speaks(units[j], g)
        if opens and not led:
            return j
    return k


def can_speak(units: list[Unit], g: Grammar, anyone: bool = False) -> bool:
    """Whether a noun phrase can speak: a person, body or party, a capitalised name, or people of some sort.

    After a verb that only people go with (``anyone``) any noun will do.
    """
    if not units or (len(units) == 1 and units[0].letter == "q") or units[0].text in {"what", "whatever"}:
        return False
    told = any(
        u.letter in ("a", "s", "p")
        or (u.raw[:1].isupper() and n > 0 and not u.letter)
        or speaks(u, g)
        or u.text in {"he", "she", "they", "we", "i"}
        or (u.raw[:1].isupper() and len(units) == 1 and u.text not in g["determiners"] | LEADS | {"it", "there"})
        for n, u in enumerate(units)
    )
    nouns = [
        u for u in units if not u.letter and u.text.isalpha() and u.text not in g.any("determiners", "prepositions")
    ]
    if {u.text for u in units} & {"nobody", "none", "nothing", "you"}:
        return False
    silent = {"it", "nothing", "what", "there", "which", "who", "this", "that", "than", "these", "those", "such"}
    return told or (anyone and bool(nouns) and not {u.text for u in units} & silent)


def phrase_after(units: list[Unit], start: int, g: Grammar) -> tuple[int, int]:
    """The noun phrase that begins at ``start``: up to a mark, a clause, or the verb after a noun of people."""
    k = start
    stops = {",", ".", ";", ":", "that", "who", "which", "while", "—", "(", ")", "?", "but", "as"}
    role = False
    while k < len(units) and k - start < LONGEST and units[k].text not in stops:
        unit = units[k]
        if unit.text == "and" and not _goes_on(units, k + 1, g):
            break
        governed = units[k - 1].text in {"of", "in", "to", "for", "from", "the", "a", "an", "and", "by", "at", "on"}
        named = unit.raw[:1].isupper() and units[k - 1].raw[:1].isupper()
        closes = k + 1 >= len(units) or units[k + 1].text in stops
        named = named or (unit.style == "medium" and units[k - 1].text in g["media_words"])
        named = named or (closes and unit.letter == "s" and any(p.person for p in unit.parts))
        if (
            role
            and not governed
            and not named
            and unit.text != "and"
            and (unit.letter or unit.text in g["determiners"] | {"some"})
        ):
            break
        role = role or speaks(unit, g) or unit.letter in ("s", "a")
        if role and not unit.letter and (unit.text.endswith("ed") or unit.text in g["auxiliaries"]):
            break
        k += 1
    return start, k


def _goes_on(units: list[Unit], k: int, g: Grammar) -> bool:
    """Whether "and" joins another speaker ("residents and aid workers") rather than what is said next."""
    rest = []
    for unit in units[k : k + 8]:
        if unit.text in BREAKS:
            break
        rest.append(unit)
    return len(rest) <= 6 and can_speak(rest, g) and not any(is_verb(u, g) for u in rest)


def is_noun(units: list[Unit], i: int, g: Grammar) -> bool:
    """Whether a word such as "states", "claims" or "reports" stands where a noun stands."""
    before = units[i - 1].text if i else ""
    return (
        before == "'s"
        or before in g["determiners"]
        or before in g["prepositions"]
        or before in {"many", "several", "some", "all", "no", "own", "to"}
    )
