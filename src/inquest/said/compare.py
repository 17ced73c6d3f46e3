"""Every reported statement of a text beside the closest passage of the originals supplied."""

from collections import Counter
from collections.abc import Sequence

from inquest.errors import InputError
from inquest.model.claim import Extraction
from inquest.model.document import Document
from inquest.model.said import Original, Passage, Said, WasSaid
from inquest.said.align import Verbatim, alike, closest, verbatim
from inquest.said.differ import differences, left_out
from inquest.said.source import Source, content
from inquest.said.units import AUTHOR, Unit, is_by, own_name, units
from inquest.said.words import plain, tokens

THRESHOLD = 0.5
"""Similarity from which a passage is what was reworded; measured on pairs of known answer (docs/said.md)."""
THRESHOLD_LETTERS = 0.8
"""The same for a quotation with too few words of substance, compared letter by letter."""
LEAST_LETTERS = 4
"""Words that such a quotation needs."""
LEAST = 2
"""Words of substance that a reported statement needs to be compared."""
NOT_FOUND = "not found in the text supplied"


def was_it_said(document: Document, extraction: Extraction, sources: Sequence[Source]) -> WasSaid:
    """Compare every reported statement with the originals.

    Parameters
    ----------
    document, extraction : the article and what was read from it.
    sources : originals; one with ``speakers`` is held only against statements attributed to one of them.

    Raises
    ------
    InputError
        If an original is in another language than the article: words could never meet.
    """
    for source in sources:
        if source.document.language != document.language:
            raise InputError(
                f"the original {source.label!r} is in {source.document.language!r}, the text in {document.language!r}",
                "both in one language: they are compared word by word",
                cure="give a translation of the original, and say in your report that it is one",
            )
    results: list[Said] = []
    others: Counter[str] = Counter()
    short = 0
    for unit in units(document, extraction):
        held = [s for s in sources if not s.speakers or is_by(unit, s.speakers)]
        if not held:
            others["nobody named" if unit.speaker == AUTHOR else unit.speaker] += 1
            continue
        found = _compared(unit, document, held, len(results) + 1)
        if found is None:
            short += 1
        else:
            results.append(found)
    return WasSaid(
        originals=tuple(_original(s) for s in sources),
        results=tuple(results),
        others=tuple(sorted(others.items(), key=lambda o: (-o[1], o[0]))),
        short=short,
    )


def _original(source: Source) -> Original:
    document = source.document
    return Original(
        label=source.label,
        speakers=source.speakers,
        title=document.title,
        date=document.date,
        words=len(source.words),
    )


def _compared(unit: Unit, document: Document, sources: Sequence[Source], number: int) -> Said | None:
    """A unit beside its closest passage; None if it has too few words of substance."""
    marked = tokens(document.text, unit.start, unit.end)
    known = {
        "id": f"w{number:02d}",
        "statements": unit.statements,
        "claims": unit.claims,
        "speaker": unit.speaker,
        "via": unit.via,
        "quote": document.text[unit.start : unit.end],
        "start": unit.start,
        "end": unit.end,
        "form": unit.form,
    }
    exact = verbatim(marked, sources)
    words = plain(marked)
    if exact is not None and (unit.form == "quotation" or len(words) > LEAST):
        return Said.model_validate(
            known
            | {
                "result": "verbatim",
                "shortened": exact.shortened,
                "edited": exact.edited,
                "passages": _passages(exact),
                "similarity": 1.0,
                "differs": left_out(exact),
            }
        )
    besides = own_name(unit, [n for s in sources for n in s.speakers]) if unit.form == "reported" else frozenset()
    if len(content(words) - besides) >= LEAST:
        near = closest(words, sources, besides)
        enough = THRESHOLD
    elif unit.form == "quotation" and len(words) >= LEAST_LETTERS:
        near, enough = alike(words, sources), THRESHOLD_LETTERS
    else:
        return None
    if near is None or near.similarity < enough:
        score = round(near.similarity, 3) if near else 0.0
        return Said.model_validate(known | {"result": NOT_FOUND, "similarity": score})
    window, source = near.window, near.source
    passage = Passage(
        original=source.label,
        start=window.start,
        end=window.end,
        text=source.document.text[window.start : window.end],
    )
    return Said.model_validate(
        known
        | {
            "result": "reworded",
            "passages": (passage,),
            "similarity": round(near.similarity, 3),
            "differs": differences(document.text, (unit.start, unit.end), window, source, besides, denied=unit.denied),
        }
    )


def _passages(found: Verbatim) -> tuple[Passage, ...]:
    words, text = found.source.words, found.source.document.text
    return tuple(
        Passage(
            original=found.source.label,
            start=words[a].start,
            end=words[b].end,
            text=text[words[a].start : words[b].end],
        )
        for a, b in found.parts
    )
