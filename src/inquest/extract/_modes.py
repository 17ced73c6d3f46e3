"""What makes a clause uncheckable (calls, offers, opinions, predictions ...), hedges and marks of style."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from inquest.extract._grammar import expand, load_yaml
from inquest.extract._skeleton import Skeleton


@dataclass(frozen=True)
class ModeRule:
    """One pattern over a clause and what it makes of the clause."""

    id: str
    mode: str
    not_checkable: str
    reason: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    speaker: str | None
    if_no_claim: bool
    example: str
    language: str = "en"
    """Of its example."""


@dataclass(frozen=True)
class ModeLists:
    """The modes file of a language."""

    rules: tuple[ModeRule, ...]
    hedges: tuple[str, ...]
    irony: tuple[str, ...]
    modals: frozenset[str] = frozenset()
    ahead: tuple[str, ...] = ()
    """Modal verbs, and how times begin that lie ahead: together they make a prediction."""


def _rule(raw: dict[str, Any], language: str) -> ModeRule:
    where = f"mode {raw['id']!r}"
    pattern, unless = (expand(raw[k], language, where) if raw.get(k) else None for k in ("pattern", "unless"))
    anchored = pattern or ""
    lead = "" if anchored.startswith("^") or anchored.startswith("(?:\\?") else "(?<= )"
    return ModeRule(
        id=raw["id"],
        mode=raw["mode"],
        not_checkable=raw["not_checkable"],
        reason=raw["reason"],
        pattern=re.compile(lead + anchored),
        unless=re.compile(unless) if unless else None,
        speaker=raw.get("speaker"),
        if_no_claim=bool(raw.get("if_no_claim")),
        example=raw["example"],
        language=language,
    )


@cache
def load_modes(language: str) -> ModeLists:
    """The modes, hedges and style marks in ``_modes.yaml``."""
    raw = load_yaml(language, "_modes")
    like = load_yaml(language, "_grammar").get("like")
    base = load_modes(like) if like else ModeLists((), (), (), frozenset(raw["modals"]), tuple(raw["ahead"]))
    shared = {r.id: r for r in base.rules}
    own = {r["id"]: r for r in raw["modes"]}
    rules = [
        replace(shared[name], example=r["example"], language=language) if "same" in r else _rule(r, language)
        for name, r in own.items()
    ]
    order = [r for r in rules if r.id not in shared]
    there = {r.id: r for r in rules}
    return ModeLists(
        (*order, *(there.get(r.id, r) for r in base.rules)),
        (*base.hedges, *raw["hedges"]),
        (*base.irony, *raw["irony"]),
        base.modals,
        base.ahead,
    )


def clause_text(sk: Skeleton, clause: int) -> str:
    """The skeleton text of one clause, with a space at either end."""
    units = sk.clause_units(clause)
    start = sk.offsets[units.start]
    end = sk.offsets[units.stop] if units.stop < len(sk.units) else len(sk.text)
    return " " + sk.text[start:end].replace("| ", "").strip() + " "


def find_mode(sk: Skeleton, clause: int, lists: ModeLists) -> tuple[ModeRule, int] | None:
    """The first mode rule that fits a clause, and the unit where its words begin."""
    text = clause_text(sk, clause)
    base = sk.offsets[sk.clause_units(clause).start] - 1
    for rule in lists.rules:
        match = rule.pattern.search(text)
        if match and not (rule.unless and rule.unless.search(text)):
            return rule, sk.unit_at(base + match.start() + (rule.pattern.pattern.startswith("^")))
    return _ahead(sk, clause, lists)


def _ahead(sk: Skeleton, clause: int, lists: ModeLists) -> tuple[ModeRule, int] | None:
    """A prediction by its time: "could begin within weeks", "may fall next month"."""
    rule = next((r for r in lists.rules if r.id == "prediction"), None)
    modal = next((i for i in sk.clause_units(clause) if sk.units[i].text in lists.modals), None)
    if rule is None or modal is None:
        return None
    times = (sk.units[i] for i in sk.clause_units(clause) if i > modal)
    ahead = any((u.raw.lower() if u.letter else u.text).startswith(lists.ahead) for u in times)
    return (rule, modal) if ahead else None


def find_marks(sk: Skeleton, clause: int, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some words occur in a clause, also inside its symbols, in the order of the list."""
    units = [sk.units[i] for i in sk.clause_units(clause)]
    text = " " + " ".join((u.raw.lower() if u.letter else u.text) for u in units if u.letter != "t") + " "
    return tuple(m for m in marks if f" {m} " in text)
