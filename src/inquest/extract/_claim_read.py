"""One claim of an edited claims file: its words found in the text, its mentions and its amount."""

import datetime as dt
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz

from inquest.extract._claims_slips import Spot, fields
from inquest.model.claim import SLOTS, Claim, Mention, Quantity
from inquest.model.document import Document

LISTS = ("actors", "targets", "versus_actors", "versus_targets", "places", "versus_places", "milestones",
         "periods", "baselines")  # fmt: skip
_SAME = {"“": "[“”\"«»„]", "”": "[“”\"«»„]", '"': "[“”\"«»„]", "«": "[“”\"«»„]", "»": "[“”\"«»„]", "’": "['’‘]",
         "'": "['’‘]", "‘": "['’‘]", "–": "[–—-]", "—": "[–—-]", "-": "[–—-]"}  # fmt: skip
BY_HAND = "written by hand in the claims file"
M = TypeVar("M", bound=BaseModel)


def find_words(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    r"""Where words stand in a text, whole; quotation marks, dashes and line ends may be written otherwise.

    >>> find_words("ISIS and IS fought", "IS"), find_words("a “b”\n c", 'a "b" c')
    ((9, 11), (0, 8))
    """
    words = words.strip()
    if not words:
        return None
    pattern = r"\s+".join("".join(_SAME.get(c, re.escape(c)) for c in word) for word in words.split())
    head = r"(?<!\w)" if words[0].isalnum() else ""
    tail = r"(?!\w)" if words[-1].isalnum() else ""
    match = re.compile(head + pattern + tail).search(text, start, len(text) if end is None else end)
    return match.span() if match else None


def model(kind: type[M], entry: dict[str, Any], spot: Spot) -> M:
    """An entry as a model; a slip names its field, what was found and the cure."""
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(p) for p in first["loc"])
        given = "" if first["type"] == "missing" else f", found {first['input']!r}"[:80]
        options = first.get("ctx", {}).get("expected", "")
        missing = f"write {at}: ... there" if first["type"] == "missing" else "correct the value in the claims file"
        raise spot.at(*first["loc"], words=spot.words).slip(
            f", field {at!r}: {first['msg']}{given}", str(options), cure=missing
        ) from error


def mention(value: Any, document: Document, start: int, end: int, spot: Spot) -> Mention:
    """A mention from a mapping or from plain text, which is looked up in the claim's words first."""
    if isinstance(value, (str, int, float, dt.date)) and not isinstance(value, bool):
        words = str(value)
        at = find_words(document.text, words, start, end) or find_words(document.text, words)
        if at is not None and document.text[at[0] : at[1]] == words:
            return Mention(text=words, start=at[0], end=at[1])
        return Mention(text=words, start=start, end=end, via=BY_HAND)
    return model(Mention, fields(value, tuple(Mention.model_fields), spot), spot)


def read_claim(raw: Any, document: Document, spot: Spot | None = None) -> Claim:
    """A claim from an entry of the file, checked: known fields, slots and values, a quote that the text holds.

    Raises
    ------
    InputError
        Naming the field and what it may hold.
    """
    name = f"claim {raw.get('id', '?')!r}" if isinstance(raw, dict) else "a claim"
    spot = Spot(name, spot.path, spot.root) if spot else Spot(name)
    entry = dict(fields(raw, (*Claim.model_fields, "candidates"), spot))
    entry.pop("candidates", None)
    slots = spot.at("slots")
    for slot, value in fields(entry.get("slots") or {}, tuple(SLOTS), slots).items():
        if value not in SLOTS[slot]:
            raise slots.at(slot, words=spot.words).slip(
                f"fills the slot {slot!r} with {value!r}", "one of its values", SLOTS[slot], "use one of these"
            )
    _quantity(entry, spot)
    start, end = _span(entry, document, spot)
    for name in LISTS:
        values, here = entry.get(name) or [], spot.at(name)
        if not isinstance(values, list):
            raise here.slip(f"is {values!r}"[:80], "a list", cure=f"write {name}: [{values}]")
        entry[name] = [mention(v, document, start, end, here.at(n, words=here.words)) for n, v in enumerate(values)]
    return model(Claim, {"frame": "by hand", **entry, "start": start, "end": end}, spot)


def _quantity(entry: dict[str, Any], spot: Spot) -> None:
    """Check an amount; its words are made up where a person gave none."""
    amount, here = entry.get("quantity"), spot.at("quantity")
    if amount is None:
        return
    if not isinstance(amount, dict):
        raise here.slip(
            f"is {amount!r}", "op, value and unit", cure="write quantity: {op: '>', value: 500, unit: deaths}"
        )
    known = fields(amount, tuple(Quantity.model_fields), here)
    if "text" not in known:
        entry["quantity"] = {**known, "text": f"{known.get('op', '')} {known.get('value', '')}".strip()}


def _span(entry: dict[str, Any], document: Document, spot: Spot) -> tuple[int, int]:
    """Where the claim's words stand: as the offsets say if they fit the quote, else where the quote is found."""
    quote = str(entry.get("quote") or "")
    if not quote:
        raise spot.slip("has no 'quote'", "words of the text, verbatim", cure="add quote: and the words")
    start, end = entry.get("start"), entry.get("end")
    for name, value in (("start", start), ("end", end)):
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise spot.at(name).slip(f"is {value!r}", "an offset, a whole number", cure="delete start: and end:")
    if isinstance(start, int) and isinstance(end, int) and document.text[start:end] == quote:
        return start, end
    at = find_words(document.text, quote)
    if at is None:
        raise spot.at("quote", words=spot.words).slip(
            f"quotes words that are not in the text: {quote[:60]!r}",
            "words of the text, verbatim",
            cure=f"copy them from the text; the nearest there: {_nearest(quote, document)!r}",
        )
    entry["quote"] = document.text[at[0] : at[1]]
    return at


def _nearest(quote: str, document: Document) -> str:
    """The stretch of the text most like a quote."""
    found = fuzz.partial_ratio_alignment(quote[:300], document.text[:200_000])
    return document.text[found.dest_start : found.dest_end] if found else document.text[:60]
