"""Lines at the head of a text that say who wrote it, or where and when, and claim nothing."""

from collections.abc import Sequence

from inquest.model.document import Sentence
from inquest.model.late import Late
from inquest.read._dates import only_dated

_CAPITAL = r"[A-Z\u0410-\u042f][\w'’.-]"
_NAME = rf"{_CAPITAL}{{1,20}}(?: (?:(?:de|van|von|al|el|bin|ben|der|da|di) )?{_CAPITAL}{{0,20}}){{1,3}}"
_BYLINE = Late(
    rf"(?:[Bb][Yy]:?|Written by|Reported by|Story by|Text by|Author:|Authors:|Автор:?|Авторы:) "
    rf"({_NAME}(?:(?:,| and|, and| &| и) {_NAME}){{0,4}})[,|]?(?: (?:in|for|of) [^.!?]{{2,40}})?"
)
_NOT_NAMES = Late(r"\b(?:\w+day|January|February|March|April|May|June|July|August|\w+ember|October|The|Late|Early)\b")
_OPENS = ("By", "by", "BY", "bY", "Written", "Reported", "Story", "Text", "Author", "Автор")
HEAD = 6
"""Sentences among which such a line is looked for."""


def set_aside(sentences: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], str | None]:
    """The sentences with bylines and datelines marked as furniture, and the author that a byline names."""
    author: str | None = None
    found = list(sentences)
    for i, sentence in enumerate(found[:HEAD]):
        if sentence.role != "body":
            continue
        opens = len(sentence.text) <= 120 and sentence.text.startswith(_OPENS)
        match = _BYLINE.fullmatch(sentence.text) if opens else None
        if match and not _NOT_NAMES.search(match.group(1)):
            author = author or " ".join(match.group(1).split())
        elif not only_dated(sentence.text):
            continue
        found[i] = sentence.model_copy(update={"role": "furniture"})
    for i in range(max(HEAD, len(found) - 3), len(found)):
        if found[i].role == "body" and only_dated(found[i].text):
            found[i] = found[i].model_copy(update={"role": "furniture"})
    return tuple(found), author
