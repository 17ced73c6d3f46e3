"""From decoded text to a Document: the same for every reader."""

import re
from collections.abc import Sequence

from inquest.errors import InputError
from inquest.model.document import Document, Sentence
from inquest.read._bylines import set_aside
from inquest.read._clean import clean
from inquest.read._dates import Stated, dateline
from inquest.read._language import detect
from inquest.read._sentences import runs_of, split

HEAD = 1500
"""Characters among which a title that is known from elsewhere is looked for."""
NEAR_DAYS = 2
"""Days by which a page's date and its dateline may differ without a note: time zones, and news set on the eve."""


def build(
    text: str,
    name: str,
    *,
    title: str | None = None,
    show_title: bool = False,
    author: str | None = None,
    publisher: str | None = None,
    address: str | None = None,
    published: Stated | None = None,
    made: Stated | None = None,
    aside: str = "",
    notes: Sequence[str] = (),
) -> Document:
    """A Document with sentences, language, and the date with the reason for it.

    Parameters
    ----------
    title : known from elsewhere than the text; found again in its first lines, or set above them if ``show_title``.
    published : the publication date that the format's own data state; wins over a dateline, and a difference is noted.
    made : when the file was made; only where neither it nor the text states a date.
    aside : footnotes and the like, set below the text; shown, and never read for claims.
    notes : what a reader of the document should know about how it was read.

    Raises
    ------
    InputError
        If the text is empty or holds no sentence.
    """
    text, hidden = clean(text)
    title = " ".join(clean(title)[0].split()) if title else None
    if not text.strip():
        raise InputError(f"{name} is empty", "an article or a sentence", cure="give a file or text with words in it")
    span = _title_span(text, title) if title else None
    if title and span is None and show_title:
        text, span = f"{title}\n\n{text}", (0, len(title))
    language, note = detect(text)
    stated = dateline(text, language)
    sentences = split(text, span)
    if aside:
        below = f"{text}\n\n"
        text = below + clean(aside)[0]
        sentences += _aside(text, len(below), len(sentences))
    sentences, byline = set_aside(sentences)
    if not any(_long_enough(s.text) for s in sentences if s.role != "furniture"):
        raise InputError(
            f"{name} holds no sentence",
            "running text of at least one sentence of three words",
            cure="give the article's text, not only its heading or address",
        )
    headed = " ".join(s.text for s in sentences if s.role == "title")
    date, differs = _dated(published, stated, made)
    return Document(
        text=text,
        title=headed or title or None,
        author=_one_line(author) or byline,
        publisher=_one_line(publisher),
        date=date.date if date else None,
        date_reason=date.reason if date else "no publication date was given, and the text has no dateline",
        date_precision=date.precision if date else "day",
        language=language,
        language_note=note,
        address=address,
        sentences=sentences,
        notes=(*notes, *hidden, *differs, *_left_out(text)),
    )


def _left_out(text: str) -> tuple[str, ...]:
    """The note on runs that no word is as long as."""
    size = sum(map(len, runs_of(text)))
    told = f"{size:,} characters in runs without a blank, longer than any word, were left out: they are no sentences."
    return (told,) if size else ()


def _long_enough(sentence: str) -> bool:
    """Three words, or in a script without spaces six letters."""
    return len(sentence.split()) >= 3 or sum(c >= "\u0e00" and c.isalpha() for c in sentence) >= 6


def _aside(text: str, start: int, index: int) -> tuple[Sentence, ...]:
    """The sentences below the text, each marked as furniture."""
    found = split(text[start:], (0, 0))
    moved = {"role": "furniture"}
    return tuple(
        s.model_copy(update={**moved, "index": index + s.index, "start": start + s.start, "end": start + s.end})
        for s in found
    )


def _one_line(value: str | None) -> str | None:
    return (" ".join(clean(value)[0].split())[:300] or None) if value else None


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _title_span(text: str, title: str) -> tuple[int, int] | None:
    """Where the title stands among the first lines; it may run over two or three of them."""
    wanted, lines, at = _key(title), [], 0
    for line in text[:HEAD].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    if not wanted:
        return None
    for first, (start, _) in enumerate(lines):
        for _, end in lines[first : first + 5]:
            if end > start and _key(text[start:end]) == wanted:
                return start, end
    return None


def _dated(
    published: Stated | None, stated: Stated | None, made: Stated | None
) -> tuple[Stated | None, tuple[str, ...]]:
    """The date, and a note where the data of the format and the text disagree."""
    best = published or stated or made
    if best is not None and best is made:
        told = f"The date taken is {best.shown}: {best.reason}. If the text is of another day, give that: --date."
        return best, (told,)
    other = stated if published else made if stated else None
    if best is None or other is None or best is other:
        return best, ()
    exact = best.precision == other.precision == "day"
    near = abs((best.date - other.date).days) <= NEAR_DAYS if exact else best.agrees(other)
    if near:
        return best, ()
    says = "the file was made on" if other is made else f"{other.reason}, that is"
    return best, (f"The date taken is {best.shown}: {best.reason}; but {says} {other.shown}.",)
