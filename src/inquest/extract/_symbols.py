"""A sentence as a skeleton: names, times and amounts become symbols, so that frames see only their roles.

``Damascus and Daesh had no deadly clashes in Tartus in 2017`` becomes ``@a0 had no deadly clashes in @p1 @t2``.
"""

import bisect
import re
from dataclasses import dataclass, field, replace

from inquest.contracts import NameHit
from inquest.extract._grammar import Grammar
from inquest.extract._quantities import Amount, find_amounts
from inquest.extract._times import TimeSpan, find_times
from inquest.model.claim import Mention

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,6}|\d[\d,.]*\d%?|\d%?|[^\W\d_](?:[^\W_]|['’-](?=[^\W_])){0,60}|[^\s]", re.UNICODE
)
_POSSESSIVE = re.compile(r"(?<=.)['’]s?$")
_PUNCTUATION = frozenset(".,;:!?()")
_DROPPED = frozenset("«»\"“”„‘*†[]")
_DASHES = frozenset("—–-")


@dataclass(frozen=True)
class Part:
    """One named thing: offsets into the document, ids it may mean, how it was found."""

    text: str
    start: int
    end: int
    ids: tuple[str, ...] = ()
    via: str | None = None
    plural: bool = False

    def mention(self) -> Mention:
        """As a model's mention."""
        return Mention(text=self.text, start=self.start, end=self.end, via=self.via)


@dataclass(frozen=True)
class Unit:
    """A word, a punctuation mark or a symbol. ``letter``: a actor, p place, t time, q amount, s speaker, '' word."""

    text: str
    start: int
    end: int
    letter: str = ""
    parts: tuple[Part, ...] = ()
    amount: Amount | None = None
    time: TimeSpan | None = None
    raw: str = ""
    style: str = ""

    @property
    def plural(self) -> bool:
        """Whether "they" may stand for it."""
        return len(self.parts) > 1 or any(p.plural for p in self.parts)


@dataclass
class Skeleton:
    """Units and their text; ``bounds`` are the first units of the clauses."""

    units: list[Unit]
    bounds: list[int] = field(default_factory=lambda: [0])
    text: str = ""
    offsets: list[int] = field(default_factory=list)

    def render(self) -> None:
        """Write the text: units separated by one space, clauses by ``|``; symbols carry their unit's index."""
        pieces, at = [], 1
        self.offsets = []
        marks = set(self.bounds[1:])
        for i, unit in enumerate(self.units):
            if i in marks:
                pieces.append("|")
                at += 2
            word = f"@{unit.letter}{i}" if unit.letter else unit.text
            self.offsets.append(at)
            pieces.append(word)
            at += len(word) + 1
        self.text = " " + " ".join(pieces) + " "

    def unit_at(self, position: int) -> int:
        """Index of the unit at or after a position of the text."""
        return min(bisect.bisect_left(self.offsets, position), len(self.units) - 1)

    def clause_of(self, unit: int) -> int:
        """Index of the clause a unit lies in."""
        return bisect.bisect_right(self.bounds, unit) - 1

    def clause_units(self, clause: int) -> range:
        """Units of a clause."""
        end = self.bounds[clause + 1] if clause + 1 < len(self.bounds) else len(self.units)
        return range(self.bounds[clause], end)


def words_of(text: str, offset: int) -> list[Unit]:
    """Words and marks of a sentence; possessive endings stand apart, quote marks and stars are dropped."""
    units: list[Unit] = []
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start() + offset
        if raw in _DROPPED or raw == "@" or raw == "|":
            continue
        if raw in _DASHES or raw == "’" or raw == "'":
            if raw in _DASHES:
                units.append(Unit("—", start, start + 1, raw=raw))
            continue
        tail = _POSSESSIVE.search(raw) if raw[0].isalpha() else None
        if tail and not raw.lower().endswith("n't") and len(raw) > 2:
            cut = start + tail.start()
            units.append(Unit(_plain(raw[: tail.start()]), start, cut, raw=raw[: tail.start()]))
            units.append(Unit("'s", cut, match.end() + offset, raw="'s"))
            continue
        units.append(Unit(_plain(raw), start, match.end() + offset, raw=raw))
    return units


def _plain(raw: str) -> str:
    return raw.lower().replace("’", "'")


def _symbols_for(
    units: list[Unit], spans: list[tuple[int, int, Unit]],
) -> list[Unit]:  # fmt: skip
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


def _choose(hits: list[NameHit], text: str, offset: int, grammar: Grammar) -> list[tuple[int, int, Unit]]:
    """One reading per stretch: a name that is both a party and a place is decided by the words around it."""
    by_start: dict[int, list[NameHit]] = {}
    for hit in hits:
        by_start.setdefault(hit.start, []).append(hit)
    spans: list[tuple[int, int, Unit]] = []
    last = -1
    for start in sorted(by_start):
        if start < last:
            continue
        here = by_start[start]
        here = [h for h in here if not _common_noun(h, text, offset, grammar)]
        if not here:
            continue
        longest = max(h.end for h in here)
        best = [h for h in here if h.end == longest]
        kinds = {h.what: h for h in best}
        before = re.findall(r"[\w'’-]+", text[max(0, start - offset - 40) : start - offset])[-3:]
        after = text[longest - offset : longest - offset + 40]
        joint = text[spans[-1][1] - offset : start - offset].strip() if spans else "-"
        if joint in {"and", "or", ","} and len(kinds) > 1 and spans[-1][2].letter in "ap":
            hit = kinds.get({"a": "actor", "p": "place"}[spans[-1][2].letter]) or best[0]
        else:
            hit = _reading(kinds, [w.lower() for w in before], after, grammar)
        letter = {"actor": "a", "place": "p", "demonym": "d", "person": "s", "body": "s"}[hit.what]
        words = text[start - offset : longest - offset]
        part = Part(words, start, longest, hit.ids, plural=_is_plural(words, hit.ids))
        style = hit.style if hit.style != "plain" else ""
        spans.append((start, longest, Unit(words.lower(), start, longest, letter, (part,), raw=words, style=style)))
        last = longest
    return spans


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
    before = re.findall(r"[\w'’-]+", text[max(0, hit.start - offset - 20) : hit.start - offset])[-1:]
    follows = re.match(r" ([a-z]+)", after)
    headed = bool(follows) and follows is not None and follows.group(1) in g["actor_heads"]
    determined = bool(before) and (before[0].lower() in g["determiners"] or before[0].endswith(("'s", "’s")))
    adjective = word.lower() == "military" and follows is not None and not headed and (
        follows.group(1) not in g["auxiliaries"] | g["prepositions"] | g["irregular_verbs"] | g.sets["said_words"] | {"and"}
    )  # fmt: skip
    return adjective or not (headed or determined)


def _is_plural(words: str, ids: tuple[str, ...]) -> bool:
    last = words.split()[-1] if words.split() else words
    if {"rebel", "insurgent", "opposition", "resistance"} & set(words.lower().split()):
        return True
    if any("coalition" in i or "bloc" in i for i in ids):
        return True
    return last.lower().endswith("s") and not last.isupper() and not last.endswith(("us", "ss", "is"))


def _reading(kinds: dict[str, NameHit], before: list[str], after: str, grammar: Grammar) -> NameHit:
    """Which of several readings of the same stretch holds here."""
    if len(kinds) == 1:
        return next(iter(kinds.values()))
    if "actor" in kinds and "place" in kinds:
        tail = re.findall(r"^['’]s (\w+)|^ (\w+)", after)
        owned, follows = tail[0] if tail else ("", "")
        near = [w for w in before if w not in grammar["determiners"]]
        if (
            follows.lower() in grammar["place_tails"]
            or owned.lower() in grammar["place_owned"]
            or (near and near[-1] in grammar["place_prepositions"] | grammar["place_verbs"])
            or (near[-1:] == ["of"] and near[-2:-1] and near[-2] not in grammar["actor_heads"] | grammar["epithets"]
                and near[-2] not in {"defeat", "victory", "ally", "allies", "enemy", "enemies", "attacks", "supporters"})
        ):  # fmt: skip
            return kinds["place"]
        return kinds["actor"]
    for what in ("actor", "person", "body", "demonym", "place"):
        if what in kinds:
            return kinds[what]
    return next(iter(kinds.values()))


def build(text: str, offset: int, hits: list[NameHit], grammar: Grammar) -> Skeleton:
    """The skeleton of one sentence, before anaphors are resolved and clauses are cut."""
    spans = _choose(hits, text, offset, grammar)
    taken = [(a - offset, b - offset) for a, b, _ in spans]
    for time in find_times(text):
        if any(time.start < b and a < time.end for a, b in taken):
            continue
        a, b = time.start + offset, time.end + offset
        words = text[time.start : time.end]
        spans.append((a, b, Unit(words.lower(), a, b, "t", (Part(words, a, b),), time=time, raw=words)))
        taken.append((time.start, time.end))
    for amount in find_amounts(text, taken):
        a, b = amount.start + offset, amount.end + offset
        words = text[amount.start : amount.end]
        spans.append((a, b, Unit(words.lower(), a, b, "q", (Part(words, a, b),), amount=amount, raw=words)))
    spans.sort(key=lambda s: (s[0], s[1]))
    units = _symbols_for(words_of(text, offset), spans)
    return Skeleton(_coordinate(_generic(_widen(units, grammar), grammar), grammar))


def _merge(units: list[Unit], i: int, j: int, symbol: Unit) -> list[Unit]:
    """Units i..j-1 replaced by ``symbol``, which then covers their stretch."""
    return [*units[:i], replace(symbol, start=units[i].start, end=units[j - 1].end), *units[j:]]


def _widen(units: list[Unit], g: Grammar) -> list[Unit]:
    """Names take in their own head nouns and epithets; demonyms become parties only with such a head."""
    heads = g["actor_heads"]
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter in ("a", "d", "p"):
            j = i + 1
            while j < len(units) and j - i < 4 and not units[j].letter and (
                units[j].text in heads or units[j].text in g["actor_tails"]
                or (unit.letter == "d" and units[j].text in g["actor_adjectives"])
            ):  # fmt: skip
                j += 1
            while j > i + 1 and units[j - 1].text in g["actor_adjectives"] - heads:
                j -= 1
            found = any(u.text in heads or (unit.letter == "a" and u.text in g["actor_tails"]) or
                        (unit.letter == "d" and u.text == "force") for u in units[i + 1 : j])  # fmt: skip
            if found:
                units = _headed(units, i, j)
            elif unit.letter == "d" and i + 1 < len(units) and units[i + 1].text in g["deeds"]:
                units[i] = replace(unit, letter="a")
            elif unit.letter == "d":
                units[i] = Unit(unit.text, unit.start, unit.end, raw=unit.raw)
            elif unit.letter == "p":
                j = i + 1
                while j < len(units) and j - i < 3 and units[j].text in g["place_tails"]:
                    j += 1
                units = _merge(units, i, j, unit)
        i += 1
    return units


def _headed(units: list[Unit], i: int, j: int) -> list[Unit]:
    """A name with its head noun as one party."""
    unit = units[i]
    part = unit.parts[0]
    words = " ".join(u.raw for u in units[i:j])
    last = units[j - 1]
    ids = part.ids if unit.letter == "a" else ()
    text = part.text if unit.letter == "a" else words
    plural = last.text.endswith("s") or last.text in {"men", "police", "military"} or part.plural
    end = part.end if unit.letter == "a" else last.end
    symbol = Unit(words.lower(), unit.start, last.end, "a", (Part(text, part.start, end, ids, plural=plural),),
                  raw=words, style=unit.style)  # fmt: skip
    return _merge(units, i, j, symbol)


def _is_adjective(unit: Unit, first: bool, g: Grammar) -> bool:
    if unit.letter or unit.text in g["determiners"]:
        return False
    return (
        unit.text in g["actor_adjectives"]
        or (len(unit.text) > 5 and unit.text.endswith(("ional", "ish", "ern", "ist", "ian")) and unit.text.isalpha())
        or bool(re.fullmatch(r"[\w-]{1,40}-(?:led|backed|linked|allied|affiliated|supported|aligned|trained|armed)", unit.text))
        or (not first and (unit.raw[:1].isupper() or unit.raw[:3] == "al-") and unit.raw.replace("-", "").isalpha() and unit.text not in g["prepositions"]
            and len(unit.raw) > 2)
    )  # fmt: skip


def _generic(units: list[Unit], g: Grammar) -> list[Unit]:
    """Parties without a known name ("local militia"), and what stands before a name (articles, adjectives, epithets)."""
    i = 0
    while i < len(units):
        unit = units[i]
        strong, weak = unit.text in g["generic_actors"], unit.text in g["weak_actors"]
        before = units[i - 1].text if i else ""
        if unit.text == "force" and before == "air":
            units = [*units[: i - 1], replace(unit, text="air force", raw="air force", start=units[i - 1].start), *units[i + 1 :]]
            i, unit, strong, before = i - 1, units[i - 1], True, units[i - 2].text if i > 1 else ""
        strong = strong or (weak and before in {"its", "his", "their", "the"})
        if not unit.letter and (strong or weak):
            k = i
            while k > 0 and i - k < 3 and _is_adjective(units[k - 1], k - 1 == 0, g):
                k -= 1
            if strong or k < i:
                while i + 1 < len(units) and not units[i + 1].letter and units[i + 1].text in g["actor_heads"] | {"planes", "members"}:
                    i, unit = i + 1, units[i + 1]
                words = " ".join(u.raw for u in units[k : i + 1])
                plural = unit.text.endswith("s") or unit.text == "police"
                part = Part(words, units[k].start, unit.end, plural=plural)
                symbol = Unit(words.lower(), part.start, part.end, "a", (part,), raw=words, style="generic")
                units = _merge(units, k, i + 1, symbol)
                i = k
        i += 1
    return _absorb(units, g)


def _absorb(units: list[Unit], g: Grammar) -> list[Unit]:
    """Articles, adjectives and epithets in front of a party become part of its symbol; so do "and its allies"."""
    out: list[Unit] = []
    for n, unit in enumerate(units):
        if unit.letter == "a":
            symbol, determined = unit, False
            while out and not (determined and out[-1].text != "of") and (_is_adjective(out[-1], len(out) == 1, g) or out[-1].text in g["determiners"]
                           or _is_epithet(out, g) or out[-1].text == "pro"):  # fmt: skip
                if out[-1].text in {"its", "his", "her", "their"} and unit.style == "generic":
                    symbol = replace(symbol, style="possessed " + out[-1].text)
                left = out.pop()
                determined = left.text in g["determiners"]
                symbol = replace(symbol, start=left.start)
                if left.text == "of" and out:
                    left = out.pop()
                    symbol = replace(symbol, start=left.start, style=symbol.style or "epithet")
            out.append(symbol)
        elif (
            unit.text in {"allies", "friends", "partners", "backers", "proxies", "supporters"} and len(out) >= 3
            and out[-1].text in {"its", "his", "their"} and out[-2].text == "and" and out[-3].letter == "a"
        ):  # fmt: skip
            owner = out[-3]
            parts = tuple(replace(p, plural=True) for p in owner.parts)
            out[-3:] = [replace(owner, end=unit.end, parts=parts)]
        elif unit.letter == "p" and out and out[-1].text in {"the", "city", "town", "village"} and n:
            if out[-1].text == "the":
                out.pop()
            out.append(unit)
        else:
            out.append(unit)
    return out


def _is_epithet(out: list[Unit], g: Grammar) -> bool:
    return out[-1].text == "of" and len(out) > 1 and out[-2].text in g["epithets"]


def _coordinate(units: list[Unit], g: Grammar) -> list[Unit]:
    """"A, B and C" and "A/B" become one symbol with several parts; likewise places."""
    i = 0
    while i < len(units):
        unit = units[i]
        if unit.letter in ("a", "p") and not unit.time:
            j, parts = i + 1, list(unit.parts)
            while j + 1 < len(units):
                step = 2 if units[j].text in {",", "/"} and units[j + 1].text in {"and", "or"} else 1
                joint = units[j].text in {"and", "/", ","} or (units[j].text == "or" and step == 1)
                if not joint or j + step >= len(units) or units[j + step].letter != unit.letter:
                    break
                if units[j].text == "," and step == 1 and not _list_goes_on(units, i, j + 1, g):
                    break
                parts += units[j + step].parts
                j += step + 1
            if j > i + 1:
                units = _merge(units, i, j, replace(unit, parts=tuple(parts)))
        i += 1
    return units


def _list_goes_on(units: list[Unit], first: int, at: int, g: Grammar) -> bool:
    """Whether after "A, B" comes ", C" or "and C": else the comma is an apposition."""
    rest, letter = units[at + 1 : at + 4], units[first].letter
    governed = first > 0 and units[first - 1].text in g["prepositions"]
    if governed and len(rest) > 2 and rest[0].text in {"and", "or"} and rest[2].text in g["auxiliaries"]:
        return False  # "thanks to A, B and C are ...": B and C begin a clause
    return len(rest) > 1 and (
        (rest[0].text in {"and", "or"} and rest[1].letter == letter)
        or (rest[0].text == "," and (rest[1].letter == letter or (rest[1].text == "and" and rest[2:] and rest[2].letter == letter)))
    )  # fmt: skip
