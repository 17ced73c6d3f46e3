"""From a sentence and the names in it to its skeleton."""

import re

from inquest.contracts import NameHit
from inquest.extract._grammar import Grammar
from inquest.extract._language import Language, language
from inquest.extract._parties import shape
from inquest.extract._skeleton import Part, Skeleton, Unit
from inquest.extract._times import TimeSpan

_DATELINE = r"[A-Z][A-Z' -]{2,30}(?:,[^.\n—–]{0,40})?(?: \([^)\n]{0,40}\))? ?(?:—|–|-) "


def _symbols_for(
    units: list[Unit],
    spans: list[tuple[int, int, Unit]],
) -> list[Unit]:
    """Replace the units inside each (start, end) stretch by one symbol."""
    out: list[Unit] = []
    k = 0
    for unit in units:
        while k < len(spans) and spans[k][1] <= unit.start:
            k += 1
        if k < len(spans) and unit.start < spans[k][1] and unit.end > spans[k][0]:
            symbol = spans[k][2]
            if not out or out[-1] is not symbol:
                out.append(symbol)
            continue
        out.append(unit)
    return out


def _choose(
    hits: list[NameHit], text: str, offset: int, grammar: Grammar, tongue: Language
) -> list[tuple[int, int, Unit]]:
    """One reading per stretch: a name that is both a party and a place is decided by the words around it."""
    by_start: dict[int, list[NameHit]] = {}
    for hit in hits:
        by_start.setdefault(hit.start, []).append(hit)
    spans: list[tuple[int, int, Unit]] = []
    last = offset + dateline(text)
    for start in sorted(by_start):
        if start < last:
            continue
        here = by_start[start]
        here = [
            h for h in here if not _common_noun(h, text, offset, grammar) and not _of_region(h, text, offset, grammar)
        ]
        here = [h for h in here if not _names_more(h, text, offset, grammar) and not _maker(h, text, offset, grammar)]
        heads = text[max(h.end for h in here) - offset :].startswith(": ") if here else False
        if start == offset and heads:  # "Syria: Attacks on civilians"
            here = [h for h in here if h.what == "place"]
        if not here:
            continue
        longest = max(h.end for h in here)
        best = [h for h in here if h.end == longest]
        kinds = {h.what: h for h in best}
        before = re.findall(r"[\w'’-]+", text[max(0, start - offset - 40) : start - offset])[-3:]
        after = text[longest - offset : longest - offset + 60]
        joint = text[spans[-1][1] - offset : start - offset].strip() if spans else "-"
        if (
            (joint == "(" or tongue.near([joint])[0] in {"and", "or", ","})
            and len(kinds) > 1
            and spans[-1][2].letter in "ap"
        ):
            hit = kinds.get({"a": "actor", "p": "place"}[spans[-1][2].letter]) or best[0]
        else:
            beside = bool(spans) and spans[-1][2].letter == "p"
            hit = _reading(kinds, [w.lower() for w in tongue.near(before)], after, grammar, beside)
        letter = {"actor": "a", "place": "p", "demonym": "d", "person": "s", "body": "s"}[hit.what]
        words = text[start - offset : longest - offset]
        part = Part(
            words,
            start,
            longest,
            hit.ids,
            plural=_is_plural(words, hit.ids, tongue),
            side=hit.side,
            role=hit.role,
            labels=hit.labels,
            states=hit.states,
            seat=_seat(kinds),
            person="person" in kinds,
        )
        style = hit.style if hit.style != "plain" else ""
        spans.append((start, longest, Unit(words.lower(), start, longest, letter, (part,), raw=words, style=style)))
        last = longest
    return spans


def _seat(kinds: dict[str, NameHit]) -> tuple[str, ...]:
    """The governments that a capital may stand for."""
    actor, place = kinds.get("actor"), kinds.get("place")
    capital = actor is not None and place is not None and actor.style == "metonym" and not place.states
    return actor.ids if capital and actor is not None else ()


def dateline(text: str) -> int:
    """Where a dateline ends ("KATHMANDU -", "GOMA, Congo, 3 May (own report) -"); 0 where none opens the text."""
    match = re.match(_DATELINE, text)
    return match.end() if match else 0


def sent_from(text: str, offset: int) -> Unit | None:
    """The town that a dateline names, whatever its letters: "MAIDUGURI, Nigeria -"."""
    end = dateline(text)
    name = re.match(r"[A-Z][A-Z' -]{1,30}[A-Z]", text[:end])
    if name is None:
        return None
    part = Part(name.group().title(), offset, offset + name.end(), town=True)
    return Unit(part.text.lower(), part.start, part.end, "p", (part,), raw=name.group())


def _of_region(hit: NameHit, text: str, offset: int, g: Grammar) -> bool:
    """Whether a demonym is half of another: "Latin American"."""
    before = re.findall(r"[A-Z][a-z]+ $", text[max(0, hit.start - offset - 20) : hit.start - offset])
    return hit.what in {"demonym", "actor"} and bool(before) and before[0].strip().lower() in g["region_prefixes"]


def _names_more(hit: NameHit, text: str, offset: int, g: Grammar) -> bool:
    """Whether a place only begins the name of a body or a paper: "the Helsinki Committee", "the Geneva Conventions"."""
    after = re.match(r" ([A-Z][a-z]+)", text[hit.end - offset : hit.end - offset + 24])
    return hit.what in {"actor", "place"} and after is not None and after.group(1).lower() in g["named_for_places"]


def _maker(hit: NameHit, text: str, offset: int, g: Grammar) -> bool:
    """Whether a name only says who made a weapon: "British-built jets", "Iranian-made drones"."""
    at = hit.end - offset
    after = re.match(r"-([a-z]{3,12})\b", text[at : at + 16]) if text[at : at + 1] == "-" else None
    return after is not None and after.group(1) in g["made_words"]


def _common_noun(hit: NameHit, text: str, offset: int, g: Grammar) -> bool:
    """Whether a role word ("military", "army") is used as an adjective or a common noun rather than as a party."""
    word = text[hit.start - offset : hit.end - offset]
    after = text[hit.end - offset : hit.end - offset + 24]
    if word.lower().split()[-1] in g["common_nouns"] and not word[0].isupper():
        return True
    if word.lower() not in g["weak_actors"] | {"army", "resistance"} or hit.what != "actor":
        return False
    if after[:1] == "-" or (word[0].isupper() and hit.start > offset):
        return after[:1] == "-"
    ahead = re.findall(r"[\w'’-]+|,", text[max(0, hit.start - offset - 60) : hit.start - offset])[-5:]
    while len(ahead) > 1 and ahead[-1].lower() in g["evaluating"]:
        ahead.pop()  # "the criminal regime": how a side is called changes nothing of whom is meant
        if len(ahead) > 2 and ahead[-1] in {"and", ","} and ahead[-2].lower() in g["evaluating"]:
            ahead.pop()
    before = ahead[-1:]
    follows = re.match(r" ([a-z]+)", after)
    headed = bool(follows) and follows is not None and follows.group(1) in g.any("actor_heads", "ally_nouns", "deeds")
    determined = bool(before) and (before[0].lower() in g["determiners"] or before[0].endswith(("'s", "’s")))
    adjective = (
        word.lower() == "military"
        and follows is not None
        and not headed
        and (
            follows.group(1)
            not in g.any("auxiliaries", "prepositions", "irregular_verbs") | g.sets["said_words"] | {"and"}
        )
    )
    return adjective or not (headed or determined)


def _is_plural(words: str, ids: tuple[str, ...], tongue: Language) -> bool:
    last = words.rsplit(maxsplit=1)[-1] if words.split() else words
    if {"rebel", "insurgent", "opposition", "resistance"} & set(words.lower().split()):
        return True
    if any("coalition" in i or "bloc" in i for i in ids):
        return True
    told = tongue.plural(words)
    if told is not None:
        return told
    return (
        last.lower().endswith("s")
        and not last.isupper()
        and not last.endswith(("us", "ss", "is") if len(last) < 6 else ("us", "ss"))
    )


def _is_scene(before: list[str], after: str, g: Grammar, beside: bool) -> bool:
    """Whether a country is where things were so: "Iraq was deadlier", "Iraq saw 4,000 deaths", "deadlier than Iraq"."""
    words = re.findall(r"[a-z]+|[,;.](?!\d)", after.lower().split("—")[0])
    words = words[: next((i for i, w in enumerate(words) if w in ",;."), None)]
    opens = words[1] if words[:1] in (["has"], ["had"]) and len(words) > 1 else next(iter(words), "")
    if opens in g["being"]:
        return any(w in g["scene_words"] for w in words[1:6])
    if opens in g["seeing"]:
        return words[1:2] != ["off"] and any(w in g["seen"] for w in words[1:8])
    return beside and before[-1:] == ["than"] and any(w in g["scene_words"] for w in before)


def _reading(  # noqa: PLR0911 - one return per reading
    kinds: dict[str, NameHit], before: list[str], after: str, grammar: Grammar, beside: bool
) -> NameHit:
    """Which of several readings of the same stretch holds here; ``beside``: the name before it is a place."""
    if len(kinds) == 1:
        return next(iter(kinds.values()))
    if "actor" in kinds and "place" in kinds:
        tail = re.findall(r"^['’]s (\w+)|^ (\w+)", after)
        owned, follows = tail[0] if tail else ("", "")
        near = [w for w in before if w not in grammar["determiners"]]
        if near[-1:] and near[-1] in grammar["compass"]:  # "in southern Israel"
            near = near[:-1]
        if owned.lower() in grammar["deed_nouns"] | {"air"}:
            return kinds["actor"]  # "the bulk of Turkey's air strikes"
        city = kinds["actor"].style == "metonym" and not kinds["place"].states
        if city and near and near[-1] in grammar["city_verbs"]:
            return kinds["place"]
        if (
            follows.lower() in grammar["place_tails"]
            or owned.lower() in grammar["place_owned"]
            or (near and near[-1] in grammar["place_prepositions"] | grammar["place_verbs"])
            or (
                near[-1:] == ["of"]
                and near[-2:-1]
                and near[-2] not in grammar["actor_heads"] | grammar["epithets"]
                and near[-2] not in {"defeat", "victory", "ally", "allies", "enemy", "enemies", "attacks", "supporters"}
            )
            or _is_scene(before, after, grammar, beside)
        ):
            return kinds["place"]
        return kinds["actor"]
    if kinds.keys() >= {"actor", "demonym"} and re.match(r" [a-z]", after):
        return kinds["demonym"]  # "the Somali capital": of the country, not the people of that name
    for what in ("actor", "person", "body", "demonym", "place"):
        if what in kinds:
            return kinds[what]
    return next(iter(kinds.values()))


def build(text: str, offset: int, hits: list[NameHit], grammar: Grammar) -> Skeleton:
    """The skeleton of one sentence, before anaphors are resolved and clauses are cut."""
    tongue = language(grammar.language)
    spans = _choose(hits, text, offset, grammar, tongue)
    taken = [(a - offset, b - offset) for a, b, _ in spans]
    sent = dateline(text)
    for time in tongue.times(text):
        if time.start < sent or any(time.start < b and a < time.end for a, b in taken):
            continue
        a, b = time.start + offset, time.end + offset
        words = text[time.start : time.end]
        spans.append((a, b, _time(words, a, b, time)))
        taken.append((time.start, time.end))
    for amount in tongue.amounts(text, taken):
        a, b = amount.start + offset, amount.end + offset
        said = text[amount.start : amount.end]
        spans.append((a, b, Unit(said.lower(), a, b, "q", (Part(said, a, b),), amount=amount, raw=said)))
    spans.sort(key=lambda s: (s[0], s[1]))
    plain = tongue.words(text, offset)
    units = tongue.order(_symbols_for(plain, spans), plain)
    return Skeleton(shape(units, grammar))


def _time(words: str, start: int, end: int, time: TimeSpan) -> Unit:
    """A time as a symbol; one in another language says what it means in the engine's words."""
    via = f"“{words}” -> {time.plain}" if time.plain else None
    part = Part(time.plain or words, start, end, via=via)
    return Unit((time.plain or words).lower(), start, end, "t", (part,), time=time, raw=words)
