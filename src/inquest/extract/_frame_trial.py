"""A frame file of a user's own, tried: every field checked against its choices, every example read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from inquest import registry
from inquest.contracts import NameFinder
from inquest.errors import InputError
from inquest.extract._claims_slips import Spot, near, read_yaml
from inquest.extract._frames import FIELDS, TARGETS_OF_ROLES, Frame, load_frames, read_frame
from inquest.model.claim import SLOTS, Claim, Extraction, Mention
from inquest.model.document import Document, Sentence

Read = Callable[[Document, NameFinder, tuple[Frame, ...]], Extraction]
TOP = ("kind", "frames")
UNITS = ("deaths", "events", "%", "% change", "ratio", "word")
OPS = ("=", "~", ">", ">=", "<", "<=", "between")
MODES = ("asserts", "reports", "denies", "calls for", "offers", "predicts", "asks")
MENTIONS = tuple(sorted(name for name, f in Claim.model_fields.items() if str(f.annotation).find("Mention") >= 0))
EXPECTED = (*MENTIONS, "kind", "polarity", "quantity", "slots")
SLIP = 85
"""Likeness (of 100) from which an unknown unit is taken for a misspelt one."""
FLAGS = ("reciprocal", "civilians", "measure_by_words", "active")
LISTS = ("any", "modes", "inherit", "need")


@dataclass(frozen=True)
class Trial:
    """What became of one frame: passed, or why not, line by line."""

    id: str
    line: int
    example: str
    faults: tuple[str, ...] = ()
    replaces: bool = False
    """A frame that is shipped has this id: this one stands for it."""

    @property
    def passed(self) -> bool:
        """Whether the example was read as expected."""
        return not self.faults


def try_frames(text: str, language: str, names: NameFinder, read: Read) -> list[Trial]:
    """Try every frame of a file, in its order, beside the frames that are shipped; one of the same id stands for it.

    Parameters
    ----------
    text : the file.
    language : of its examples.
    names : the names that may stand in them.
    read : reads a document by given frames (the extractor by frames).

    Raises
    ------
    InputError
        If the text is no frame file; a fault of one frame is its trial's.
    """
    kind, raws, top = _file(text)
    known = {f.id: f for f in load_frames(language) if f.kind == kind}
    tried: list[tuple[str, Spot, dict[str, Any], Frame | str]] = []
    seen: dict[str, int] = {}
    for n, raw in enumerate(raws):
        spot = top.at("frames", n, words=f"frame {n + 1}")
        ident = str(raw.get("id", f"number {n + 1}")) if isinstance(raw, dict) else f"number {n + 1}"
        spot = Spot(f"frame {ident!r}", spot.path, spot.root)
        try:
            if ident in seen:
                raise spot.slip(f"has the id of the frame in line {seen[ident]}", "each id once", cure="rename one")
            seen[ident] = spot.line or 0
            tried.append((ident, spot, raw, _checked(raw, kind, language, spot)))
        except InputError as error:
            tried.append((ident, spot, raw if isinstance(raw, dict) else {}, str(error)))
    own = {f.id: f for *_, f in tried if isinstance(f, Frame)}
    others = [f for f in load_frames(language) if f.kind != kind or f.id not in own]
    frames = (*others, *own.values())
    out = []
    for ident, spot, raw, frame in tried:
        faults = (
            (frame,)
            if isinstance(frame, str)
            else _faults(frame, language, lambda document: read(document, names, frames))
        )
        out.append(Trial(ident, spot.line or 0, str(raw.get("example", "")), faults, replaces=ident in known))
    return out


def _file(text: str) -> tuple[str, list[Any], Spot]:
    data, top = read_yaml(text, "the frame file")
    if not isinstance(data, dict) or set(data) != set(TOP):
        found = ", ".join(map(str, data)) if isinstance(data, dict) else "nothing" if data is None else "no fields"
        raise InputError(f"the frame file holds {found}", "kind and frames", TOP, "see docs/frames.md")
    kinds = registry.names("kinds")
    if data["kind"] not in kinds:
        hint = near(str(data["kind"]), kinds)
        cure = f"did you mean {hint!r}" if hint else "use one of these"
        raise top.at("kind", words="the frame file").slip(f"has the kind {data['kind']!r}", "a kind", kinds, cure)
    if not isinstance(data["frames"], list) or not data["frames"]:
        raise top.at("frames", words="the frame file").slip("has no frames", "a list", cure="see docs/frames.md")
    return str(data["kind"]), data["frames"], top


def _checked(raw: Any, kind: str, language: str, spot: Spot) -> Frame:
    """The frame of an entry; every field is checked against what it may hold."""
    if not isinstance(raw, dict):
        raise spot.slip(f"is {type(raw).__name__}", "fields with values", sorted(FIELDS), "see docs/frames.md")
    _shapes(raw, spot)
    _choices(raw, spot)
    try:
        frame = read_frame(raw, kind, language, tested=True)
        _ = frame.pattern, [one.compiled for one in frame.need]  # compiled here, so that a slip shows here
    except InputError as error:
        raise InputError(f"line {spot.line}: {error.found}", error.expected, error.choices, error.cure) from error
    except re.error as error:
        raise spot.at("pattern").slip(
            f"is no regular expression: {error}", "see docs/frames.md", cure="check brackets and bars in it"
        ) from error
    return frame


def _shapes(raw: dict[str, Any], spot: Spot) -> None:
    """Lists are lists of words, fields with values are that, and the rank is a number."""
    for name in LISTS:
        if name in raw and not (isinstance(raw[name], list) and all(isinstance(x, str) for x in raw[name])):
            raise spot.at(name).slip(f"is {raw[name]!r}", "a list of words", cure=f"write {name}: [{raw[name]}]")
    for name in ("roles", "slots", "quantity", "expect"):
        if name in raw and not isinstance(raw[name], dict):
            raise spot.at(name).slip(f"is {raw[name]!r}", "fields with values", cure="see docs/frames.md")
    for name in ("pattern", "example"):
        if name in raw and not isinstance(raw[name], str):
            raise spot.at(name).slip(f"is {raw[name]!r}", "words", cure="put it between quotes")
    if isinstance(raw.get("rank", 0), bool) or not isinstance(raw.get("rank", 0), int):
        raise spot.at("rank").slip(f"is {raw['rank']!r}", "a whole number", cure="write rank: 0")


def _choices(raw: dict[str, Any], spot: Spot) -> None:
    """Closed values are among their choices."""
    amount, here = raw.get("quantity", {}), spot.at("quantity")
    for holder, name, allowed, at in (
        *((raw, flag, (True, False), spot) for flag in FLAGS),
        (raw, "polarity", ("affirm", "deny"), spot),
        (raw, "each", tuple(sorted(TARGETS_OF_ROLES)), spot),
        (amount, "op", OPS, here),
    ):
        if name in holder:
            _known(holder[name], allowed, at.at(name))
    if "unit" in amount and ratio(str(amount["unit"]), near(str(amount["unit"]), UNITS)) >= SLIP:
        _known(amount["unit"], UNITS, here.at("unit"))  # another noun is a unit of its own ("prisoners")
    expected = spot.at("expect")
    for values, allowed, at in (
        (raw.get("modes", ()), MODES, spot.at("modes")),
        (raw.get("inherit", ()), MENTIONS, spot.at("inherit")),
        (amount, ("unit", "op", "value", "high", "optional"), here),
        (raw.get("expect", {}), EXPECTED, expected),
        (raw.get("expect", {}).get("slots", {}), tuple(SLOTS), expected.at("slots")),
    ):
        for value in values:
            _known(value, allowed, at)
    for slot, value in raw.get("expect", {}).get("slots", {}).items():
        _known(value, SLOTS[slot], expected.at("slots", slot))


def _known(value: Any, allowed: Sequence[Any], spot: Spot) -> None:
    if value in allowed:
        return
    words = [str(a).lower() if isinstance(a, bool) else str(a) for a in allowed]
    hint = near(str(value), words)
    cure = f"did you mean {hint!r}" if hint else "use one of these"
    raise spot.slip(f"has {value!r}", "one of its choices", words, cure)


def _faults(frame: Frame, language: str, read: Callable[[Document], Extraction]) -> tuple[str, ...]:
    """What of a frame's example is not read as expected; () if all is."""
    text = frame.example
    whole = Sentence(index=0, start=0, end=len(text), text=text)
    document = Document(text=text, language=language, sentences=(whole,))
    found = read(document)
    own = [c for c in found.claims if c.frame == frame.id and c.kind == frame.kind]
    if not own:
        others = ", ".join(f"{c.kind}/{c.frame}" for c in found.claims) or "nothing"
        why = next((s.reason for s in found.statements if s.reason), "")
        return (f"the example is not read by this frame; read: {others}" + (f" ({why})" if why else ""),)
    return tuple(
        f"{name}: expected {value!r}, read {_got(own[0], name)!r}"
        for name, value in frame.expect.items()
        if not _as_expected(own[0], name, value)
    )


def _as_expected(claim: Claim, name: str, value: Any) -> bool:
    if name == "slots":
        return bool(value.items() <= claim.slots.items())
    return bool(_got(claim, name) == value)


def _got(claim: Claim, name: str) -> Any:
    """What a claim holds, as ``expect`` writes it."""
    if name == "quantity":
        q = claim.quantity
        return [q.op, q.value, q.unit] if q else None
    value = getattr(claim, name)
    return [m.text for m in value if isinstance(m, Mention)] if isinstance(value, tuple) else value
