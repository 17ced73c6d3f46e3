"""How predicted claims agree with annotated ones: names, periods and amounts compared, pairs found, figures counted.

The rules of matching are those of the folder of worked cases; a test holds the two scorers to the same figures.
"""

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SLOTS = ("kind", "actors", "targets", "place", "period", "speaker", "polarity", "quantity")
WEIGHTS = {
    "kind": 3.0, "actors": 2.0, "targets": 2.0, "quantity": 2.0, "place": 1.0, "period": 1.0, "polarity": 1.0,
    "checkable": 1.0, "speaker": 0.5,
}  # fmt: skip
EITHER_ORDER = {"engagement", "exchange", "comparison"}
"""Kinds of two-sided fighting: the sides may be named in either order, unless civilians are one of them."""
PLACE_WORDS = frozenset(
    {
        "province", "city", "town", "village", "countryside", "governorate", "district", "region", "area", "rural",
        "central", "and", "of", "north", "south", "east", "west", "northeast", "northwest", "northern", "southern",
        "eastern", "western", "northeastern", "northwestern",
    }
)  # fmt: skip
OPEN_END = dt.timedelta(days=3652)

Claim = dict[str, Any]


def plain(name: str) -> str:
    """A name without case, accents, punctuation, bracketed words and articles."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    letters = re.sub(r"\([^)]*\)", " ", letters)
    for apostrophe in ("'s ", "’s "):
        letters = letters.replace(apostrophe, " ")
    words = re.sub(r"[^\w%]+", " ", letters.replace("u.s.", "us")).split()
    return " ".join(word for word in words if word != "the")


@dataclass
class Names:
    """Other name -> canonical name in one text, for actors, places, speakers and units."""

    tables: dict[str, dict[str, str]]

    @classmethod
    def of(cls, aliases: dict[str, Any], stem: str) -> "Names":
        own = aliases["by_text"].get(stem, {})
        tables: dict[str, dict[str, str]] = {}
        for group in ("actors", "places", "speakers", "units"):
            table = {plain(n): plain(main) for main, others in aliases[group].items() for n in [*others, main]}
            tables[group] = table | {plain(n): plain(main) for n, main in own.get(group, {}).items()}
        return cls(tables)

    def canonical(self, group: str, name: str | None) -> str:
        key = plain(name or "")
        return self.tables[group].get(key, key)

    def parties(self, names: list[str] | None) -> frozenset[str]:
        return frozenset(self.canonical("actors", n) for n in names or [])

    def places(self, text: str | None) -> set[str]:
        found = set()
        for part in re.split("[;,]", re.sub(r"\([^)]*\)", " ", text or "")):
            name = self.canonical("places", part)
            bare = " ".join(w for w in name.split() if w not in PLACE_WORDS)
            found.add(self.canonical("places", bare or name))
        return found - {""}

    def unit(self, quantity: Claim) -> str:
        noun = re.split(r" of | \(", quantity.get("unit") or "")[0]
        return (self.canonical("units", noun).split() or [""])[0]


def _day(text: str, *, last: bool) -> dt.date:
    """The first or the last day of an ISO date that may lack its day or its month."""
    year, *rest = (int(part) for part in re.findall(r"\d+", text)[:3])
    if len(rest) == 2:
        return dt.date(year, rest[0], rest[1])
    month = rest[0] if rest else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _span(period: Claim | None) -> tuple[dt.date, dt.date] | None:
    start, end = (period or {}).get("start"), (period or {}).get("end")
    if not start and not end:
        return None
    to = _day(end, last=True) if end else _day(start, last=False) + OPEN_END
    return (_day(start, last=False) if start else to - OPEN_END), to


def same_period(one: Claim | None, other: Claim | None) -> bool:
    """At least half of the days that either covers are covered by both; an open end counts as ten years."""
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return a is b
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    return max(0, shared) >= 0.5 * ((max(a[1], b[1]) - min(a[0], b[0])).days + 1)


def same_quantity(want: Claim | None, got: Claim | None, names: Names) -> bool:
    """Same operator (">" and ">=" are one, "<" may stand for "~"), value within two percent, same unit if both say."""
    if not want or not got:
        return not want and not got
    ops = {want["op"][0], (got.get("op") or "=")[0]}
    if len(ops) > 1 and ops != {"<", "~"}:
        return False
    sides = [v if isinstance(v, list) else [v] for v in (want["value"], got.get("value"))]
    if len(sides[0]) != len(sides[1]):
        return False
    for x, y in zip(*sides, strict=True):
        if x != y and (x is None or y is None or abs(x - y) > 0.02 * max(abs(x), abs(y))):
            return False
    units = names.unit(want), names.unit(got)
    return not all(units) or units[0] == units[1]


def slots(want: Claim, got: Claim, names: Names) -> dict[str, bool]:
    """Which slots of a predicted claim agree with the annotated one."""
    sides = names.parties(want["actors"]), names.parties(want["targets"])
    ours = names.parties(got.get("actors")), names.parties(got.get("targets"))
    if want["kind"] in EITHER_ORDER and ours == sides[::-1] and "civilians" not in sides[0] | sides[1]:
        ours = sides
    place, ours_place = names.places(want["place"]), names.places(got.get("place"))
    voice, ours_voice = (set(names.canonical("speakers", c.get("speaker") or "article").split()) for c in (want, got))
    return {
        "kind": want["kind"] == got.get("kind"),
        "actors": sides[0] == ours[0],
        "targets": sides[1] == ours[1],
        "place": bool(place & ours_place) or not (place or ours_place),
        "period": same_period(want["time"], got.get("period")),
        "speaker": voice <= ours_voice or ours_voice <= voice,
        "polarity": want["polarity"] == (got.get("polarity") or "affirm"),
        "quantity": same_quantity(want["quantity"], got.get("quantity"), names),
        "checkable": bool(want["checkable"]) == bool(got.get("checkable")),
    }


def pairs(agreement: list[list[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs of rows and columns with the largest sum; among equals the first."""
    rows, columns = len(agreement), len(agreement[0]) if agreement else 0
    flipped = rows > columns
    longer, shorter = (rows, columns) if flipped else (columns, rows)

    @cache
    def best(at: int, taken: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if at == longer:
            return 0.0, ()
        choices = [best(at + 1, taken)]
        for other in range(shorter):
            if not taken >> other & 1:
                row, column = (at, other) if flipped else (other, at)
                worth, rest = best(at + 1, taken | 1 << other)
                choices.append((worth + agreement[row][column], ((row, column), *rest)))
        return max(choices, key=lambda choice: choice[0])

    return list(best(0, 0)[1]) if rows and columns else []


@dataclass
class Pair:
    """An annotated claim and the prediction that it was paired with; one of them may be missing."""

    sentence: str
    want: Claim | None
    got: Claim | None
    agree: dict[str, bool] = field(default_factory=dict)


def _homes(text: str, sentences: list[str], predicted: list[Claim]) -> list[int | None]:
    """The sentence that each prediction overlaps most."""
    spans, at = [], 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    homes: list[int | None] = []
    for claim in predicted:
        start, end = claim.get("start"), claim.get("end")
        if start is None or end is None:
            start = text.find(claim["quote"])
            end = start + len(claim["quote"])
        overlaps = [min(end, e) - max(start, s) for s, e in spans]
        homes.append(overlaps.index(max(overlaps)) if start >= 0 and max(overlaps) > 0 else None)
    return homes


def match(note: Claim, text: str, predicted: list[Claim], names: Names) -> list[Pair]:
    """Annotated and predicted claims of one text side by side; sentences without claim are left out."""
    homes = _homes(text, note["sentences"], predicted)
    found = [Pair("", None, p) for p, home in zip(predicted, homes, strict=True) if home is None]
    for index, sentence in enumerate(note["sentences"]):
        if index in note["sentences_without_claim"]:
            continue
        wanted = [c for c in note["claims"] if c["sentence_index"] == index]
        here = [p for p, home in zip(predicted, homes, strict=True) if home == index]
        table = [[slots(w, p, names) for p in here] for w in wanted]
        worth = [[100 + sum(WEIGHTS[s] for s, right in cell.items() if right) for cell in row] for row in table]
        chosen = pairs(worth)
        found += [Pair(sentence, wanted[r], here[c], table[r][c]) for r, c in chosen]
        found += [Pair(sentence, w, None) for r, w in enumerate(wanted) if r not in {r for r, _ in chosen}]
        found += [Pair(sentence, None, p) for c, p in enumerate(here) if c not in {c for _, c in chosen}]
    return found


def _f1(hit: int, predicted: int, wanted: int) -> float:
    return 2 * hit / (predicted + wanted) if hit else 0.0


def figures(found: list[Pair]) -> dict[str, Any]:
    """Detection of checkable claims, of all claims, with kind and actors right; accuracy of each slot."""
    both = [p for p in found if p.want and p.got]
    want_check = sum(bool(p.want and p.want["checkable"]) for p in found)
    got_check = sum(bool(p.got and p.got.get("checkable")) for p in found)
    both_check = [p for p in both if p.want and p.got and p.want["checkable"] and p.got.get("checkable")]
    accuracy: dict[str, float] = {}
    for slot in SLOTS:
        asked = [
            p for p in both if slot != "quantity" or (p.want and p.want["quantity"]) or (p.got and p.got["quantity"])
        ]
        accuracy[slot] = sum(p.agree[slot] for p in asked) / len(asked) if asked else 0.0
    return {
        "checkable": _f1(len(both_check), got_check, want_check),
        "listed": _f1(len(both), sum(p.got is not None for p in found), sum(p.want is not None for p in found)),
        "kind_and_actors": _f1(sum(p.agree["kind"] and p.agree["actors"] for p in both_check), got_check, want_check),
        "accuracy": accuracy,
        "annotated": sum(p.want is not None for p in found),
        "predicted": sum(p.got is not None for p in found),
        "matched": len(both),
    }


def confusion(found: list[Pair]) -> dict[str, Counter[str]]:
    """Annotated kind -> predicted kinds."""
    table: dict[str, Counter[str]] = {}
    for p in found:
        if p.want and p.got:
            table.setdefault(p.want["kind"], Counter())[p.got.get("kind") or "none"] += 1
    return dict(sorted(table.items()))


def score_folder(folder: Path, aliases: Path, predicted: dict[str, list[Claim]]) -> dict[str, list[Pair]]:
    """Stem -> annotated and predicted claims side by side, for every annotated text of the folder."""
    names = json.loads(aliases.read_text(encoding="utf-8"))
    out: dict[str, list[Pair]] = {}
    for path in sorted(folder.glob("[0-9][0-9].json")):
        note = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 2)[2]
        out[path.stem] = match(note, text, predicted.get(path.stem, []), Names.of(names, path.stem))
    return out
