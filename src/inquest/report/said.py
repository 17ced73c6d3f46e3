"""Was it said? Reported words beside the closest passage of an original, in words for a reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from inquest.model.finding import Case
from inquest.model.said import Difference, Said, WasSaid
from inquest.report.cards import speaker
from inquest.report.clean import clip, line, quoted

QUOTE, PASSAGE = 60, 80
"""Words shown of a report, and of a passage."""
NOT_FOUND_NOTE = (
    "“Not found in the text supplied” says only that: the words may stand in another text, in another "
    "translation, or in a part that was not supplied. It never says that they were not said."
)
WHAT = {"number": "a number", "negation": "a negation", "name": "a name"}


@dataclass(frozen=True)
class SaidRow:
    """One reported statement beside its passage."""

    id: str
    quote: str
    speaker: str
    result: str
    tone: str
    """``same``, ``reworded``, ``differs`` or ``absent``."""
    passages: tuple[tuple[str, str], ...]
    """(label of the original, words)."""
    differences: tuple[str, ...]
    cards: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class SaidSection:
    """The section of the report."""

    heading: str
    originals: tuple[str, ...]
    rows: tuple[SaidRow, ...]
    notes: tuple[str, ...]


def result_words(one: Said) -> str:
    """The result in words.

    >>> said = Said(
    ...     id="w01", statements=(), speaker="A", quote="x", start=0, end=1, form="quotation", result="verbatim"
    ... )
    >>> result_words(said.model_copy(update={"shortened": True}))
    'verbatim, shortened'
    >>> other = {"form": "reported", "result": "reworded", "differs": (Difference(what="number", said="17"),)}
    >>> result_words(said.model_copy(update=other))
    'reworded: differs in a number'
    """
    words: str = one.result
    if one.result == "reworded" and one.form == "quotation":
        words += ", though in quotation marks"
    if one.shortened:
        words += ", shortened"
    if one.edited:
        words += ", with words of the editor's in brackets"
    if one.differs:
        sorts = list(dict.fromkeys(WHAT[d.what] for d in one.differs))
        joined = sorts[0] if len(sorts) == 1 else f"{', '.join(sorts[:-1])} and {sorts[-1]}"
        words += f": leaves out {joined}" if one.result == "verbatim" else f": differs in {joined}"
    return words


def difference_words(one: Difference) -> str:
    """A difference in words.

    >>> difference_words(Difference(what="number", said="17", original="eleven"))
    'a number: “17” in the report, “eleven” in the original'
    """
    here = f"“{clip(one.said, 12)}” in the report" if one.said else "nothing in the report"
    there = f"“{clip(one.original, 12)}” in the original" if one.original else "no such in that passage of the original"
    return f"{WHAT[one.what]}: {here}, {there}"


def _tone(one: Said) -> str:
    if not one.passages:
        return "absent"
    return "differs" if one.differs else "same" if one.result == "verbatim" else "reworded"


def said_section(case: Case, cards: Mapping[str, tuple[tuple[int, str], ...]]) -> SaidSection | None:
    """The section of a case; None where no original was supplied.

    Parameters
    ----------
    case : Case
    cards : mapping
        Claim id -> its cards, each (number, anchor).
    """
    if case.said is None:
        return None
    rows = tuple(_row(i, one, cards) for i, one in enumerate(case.said.results))
    return SaidSection(
        heading="Was it said?",
        originals=tuple(_original(case.said, i) for i in range(len(case.said.originals))),
        rows=rows,
        notes=_notes(case.said),
    )


def _original(said: WasSaid, at: int) -> str:
    one = said.originals[at]
    whose = f", held against statements by {line(', '.join(one.speakers))} only" if one.speakers else ""
    day = f", {one.date.isoformat()}" if one.date else ""
    return f"{clip(one.label, 20)}{day} ({one.words:,} words{whose})"


def _row(at: int, one: Said, cards: Mapping[str, tuple[tuple[int, str], ...]]) -> SaidRow:
    return SaidRow(
        id=f"w-{at + 1}",
        quote=quoted(one.quote, QUOTE),
        speaker="nobody named" if one.speaker == "author" else speaker(one.speaker, one.via),
        result=result_words(one),
        tone=_tone(one),
        passages=tuple((line(p.original), clip(p.text, PASSAGE)) for p in one.passages),
        differences=tuple(difference_words(d) for d in one.differs),
        cards=tuple(dict.fromkeys(c for claim in one.claims for c in cards.get(claim, ()))),
    )


def _notes(said: WasSaid) -> tuple[str, ...]:
    notes = []
    if any(not one.passages for one in said.results):
        notes.append(NOT_FOUND_NOTE)
    if said.others:
        who = "; ".join(f"{clip(name, 14)} ({count})" for name, count in said.others)
        notes.append(f"Compared with no original, as the ones supplied are of other speakers: {who}.")
    if said.short:
        notes.append(f"Too few words of their own to be compared: {said.short}.")
    return tuple(notes)


def said_lines(case: Case) -> dict[str, tuple[tuple[str, str], ...]]:
    """Claim id -> what the originals say about its words: (line for its card, anchor of the section's row)."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for at, one in enumerate(case.said.results if case.said else ()):
        for claim in one.claims:
            out[claim] = (*out.get(claim, ()), (f"Was it said? {_capital(result_words(one))}.", f"w-{at + 1}"))
    return out


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
