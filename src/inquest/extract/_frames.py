"""Frames as loaded from data, and their matches in a skeleton. The format is documented in docs/frames.md."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from inquest.errors import InputError
from inquest.extract._grammar import expand, load_yaml
from inquest.extract._skeleton import Skeleton
from inquest.model.claim import SLOTS
from inquest.model.late import Late

FIELDS = frozenset(
    [
        "id",
        "any",
        "pattern",
        "rank",
        "roles",
        "slots",
        "quantity",
        "polarity",
        "reciprocal",
        "each",
        "modes",
        "inherit",
        "need",
        "civilians",
        "measure_by_words",
        "active",
        "example",
        "expect",
    ]
)
ROLES = frozenset(
    [
        "subject",
        "subject_any",
        "object",
        "object_passive",
        "next",
        "by",
        "against",
        "between",
        "on",
        "of",
        "of_before",
        "of_owner",
        "with",
        "from",
        "to",
        "for",
        "in",
        "side",
        "owner",
        "topic",
        "nearest",
        "adjacent",
        "rest",
        "at_hands",
        "by_attack",
    ]
)
TARGETS_OF_ROLES = frozenset(["actors", "targets", "places", "versus_actors", "versus_targets", "victims_side", "pair"])


@dataclass(frozen=True)
class Frame:
    """One pattern of one kind."""

    id: str
    kind: str
    source: str
    any: tuple[str, ...]
    rank: int = 0
    roles: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    quantity: dict[str, Any] = field(default_factory=dict)
    polarity: str | None = None
    reciprocal: bool = False
    each: str | None = None
    modes: tuple[str, ...] = ()
    inherit: tuple[str, ...] = ()
    need: tuple[Late, ...] = ()
    civilians: bool = False
    measure_by_words: bool = False
    active: bool = False
    tested: bool = True
    example: str = ""
    language: str = "en"
    """Of its example."""
    expect: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern; compiled when first needed, as most texts need few."""
        return re.compile(self.source)


@dataclass(frozen=True)
class Match:
    """A frame found in a sentence: the units it covers and the symbols it captured (slot -> unit index)."""

    frame: Frame
    first: int
    last: int
    captured: dict[str, int]
    words: dict[str, tuple[int, int]]


def _frame(raw: dict[str, Any], kind: str, language: str, tested: bool) -> Frame:
    where = f"frame {raw.get('id', '?')!r} in {language}/{kind}.yaml"
    unknown = sorted(set(raw) - FIELDS)
    if unknown:
        raise InputError(f"{where} has the field {unknown[0]!r}", choices=sorted(FIELDS), cure="see docs/frames.md")
    for missing in ("id", "pattern", "any", "example", "expect"):
        if missing not in raw:
            raise InputError(f"{where} has no {missing!r}", cure="see docs/frames.md")
    for role, slot in raw.get("roles", {}).items():
        if role not in ROLES or slot not in TARGETS_OF_ROLES:
            raise InputError(
                f"{where} has the role {role!r}: {slot!r}", choices=sorted(ROLES), cure="see docs/frames.md"
            )
    for slot, value in raw.get("slots", {}).items():
        if slot not in SLOTS or value not in SLOTS[slot]:
            raise InputError(f"{where} fills the slot {slot!r} with {value!r}", choices=SLOTS.get(slot, tuple(SLOTS)))
    known = {k: v for k, v in raw.items() if k not in {"pattern", "any", "need", "modes", "inherit"}}
    return Frame(
        language=language,
        kind=kind,
        tested=tested,
        source=r"(?<= )" + expand(raw["pattern"], language, where),
        any=tuple(raw["any"]),
        need=tuple(Late(expand(n, language, where)) for n in raw.get("need", ())),
        modes=tuple(raw.get("modes", ())),
        inherit=tuple(raw.get("inherit", ())),
        **known,
    )


def read_frame(raw: dict[str, Any], kind: str, language: str, *, tested: bool) -> Frame:
    """A frame from an entry of a file.

    Raises
    ------
    InputError
        Naming the field, role, slot or value that doesn't exist, with the choices.
    """
    return _frame(raw, kind, language, tested)


@cache
def load_frames(language: str) -> tuple[Frame, ...]:
    """All frames of a language, checked and compiled: one file per kind, and ``_no_test``."""
    like = load_yaml(language, "_grammar").get("like")
    shared = {(f.kind, f.id): f for f in (load_frames(like) if like else ())}
    folder = files("inquest") / "extract" / "frames" / language
    frames: list[Frame] = []
    for name in sorted(p.name.removesuffix(".yaml") for p in folder.iterdir()):
        if name == "_no_test":
            for kind, raws in load_yaml(language, name)["kinds"].items():
                frames += [_own(raw, kind, language, False, shared) for raw in raws]
        elif not name.startswith("_"):
            data = load_yaml(language, name)
            if data["kind"] != name:
                raise InputError(f"{language}/{name}.yaml says kind {data['kind']!r}", "the file's own name", (name,))
            frames += [_own(raw, name, language, True, shared) for raw in data["frames"]]
    own = {(f.kind, f.id) for f in frames}
    return (*frames, *(f for key, f in shared.items() if key not in own))


def _own(raw: dict[str, Any], kind: str, language: str, tested: bool, shared: dict[tuple[str, str], Frame]) -> Frame:
    """A frame of a language's file: one with a pattern of its own, or one of the language it is put into (``same``)."""
    if "same" not in raw:
        return _frame(raw, kind, language, tested)
    where = f"frame {raw.get('id', '?')!r} in {language}/{kind}.yaml"
    extra = sorted(set(raw) - {"id", "same", "example", "expect"})
    if extra or not {"id", "example", "expect"} <= set(raw):
        raise InputError(
            f"{where} has the fields {sorted(raw)}", "id, same, example and expect", cure="see docs/frames.md"
        )
    known = shared.get((kind, raw["same"]))
    if known is None:
        raise InputError(
            f"{where} is the same as {raw['same']!r}, which is no frame of that kind",
            choices=sorted(name for k, name in shared if k == kind),
        )
    return replace(known, id=raw["id"], example=raw["example"], expect=raw["expect"], language=language)


class Frames:
    """Frames by the words that hint at them: each word is looked for once in a sentence, not once a frame."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.frames = frames
        self.by_word: dict[str, list[int]] = {}
        for n, frame in enumerate(frames):
            for word in frame.any:
                self.by_word.setdefault(word, []).append(n)

    def hinted(self, text: str) -> list[Frame]:
        """Frames of which a word is in a sentence, in their order."""
        found = {n for word, numbers in self.by_word.items() if word in text for n in numbers}
        return [self.frames[n] for n in sorted(found)]


@cache
def frames_of(language: str) -> Frames:
    """All frames of a language, by their words."""
    return Frames(load_frames(language))


def find_matches(sk: Skeleton, frames: Frames, blocked: set[int]) -> list[Match]:
    """Matches that don't contend for the same words: higher rank first, then the longer, then the earlier."""
    found: list[tuple[int, int, int, Match]] = []
    text = sk.text
    for frame in frames.hinted(text):
        if not all(need.search(text) for need in frame.need):
            continue
        for match in frame.pattern.finditer(text):
            first, last = sk.unit_at(match.start()), sk.unit_at(match.end() - 1 - (text[match.end() - 1] == " "))
            last = last - 1 if sk.offsets[last] >= match.end() else last
            captured = _captured(match)
            words = {
                k: _word_units(sk, match, k) for k, v in match.groupdict().items() if v is not None and not v.isdigit()
            }
            item = Match(frame, first, last, captured, words)
            if not _blocked(item, blocked) and _unit_fits(sk, item):
                found.append((-frame.rank, -(match.end() - match.start()), match.start(), item))
    found.sort(key=lambda f: (f[0], f[1], f[2], f[3].frame.id))
    used: set[int] = set()
    chosen: list[Match] = []
    for *_, item in found:
        own = {i for i in range(item.first, item.last + 1) if not sk.units[i].letter}
        own |= {item.captured["quantity"]} if "quantity" in item.captured else set()
        if own & used:
            continue
        used |= own
        chosen.append(item)
    return sorted(chosen, key=lambda m: (m.first, m.last, m.frame.id))


def _captured(match: re.Match[str]) -> dict[str, int]:
    """Slot -> unit; a second capture of a slot gets the key ``slot+2``."""
    captured: dict[str, int] = {}
    for group, value in match.groupdict().items():
        if value is not None and value.isdigit():
            slot = group.split("__")[0]
            captured[slot if slot not in captured else f"{slot}+{len(captured)}"] = int(value)
    return captured


def _word_units(sk: Skeleton, match: re.Match[str], group: str) -> tuple[int, int]:
    first = sk.unit_at(match.start(group))
    last = first
    while last + 1 < len(sk.units) and sk.offsets[last + 1] < match.end(group):
        last += 1
    return first, last


def _unit_fits(sk: Skeleton, item: Match) -> bool:
    """A share needs a percentage or fraction, a count a plain number."""
    wanted = item.frame.quantity.get("unit")
    amount = sk.units[item.captured["quantity"]].amount if "quantity" in item.captured else None
    if not amount or not wanted:
        return True
    allowed = {"%": ("%",), "% change": ("%", "ratio"), "ratio": ("ratio",), "deaths": ("",), "word": ("", "%")}
    return amount.unit in allowed.get(wanted, ("",))


def _blocked(item: Match, blocked: set[int]) -> bool:
    """Whether a match begins, ends or takes a symbol in words that belong to an attribution."""
    return item.first in blocked or item.last in blocked or any(i in blocked for i in item.captured.values())
