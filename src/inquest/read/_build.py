"""From decoded text to a Document: the same for every reader."""

import re

from inquest.errors import InputError
from inquest.model.document import Document
from inquest.read._dates import dateline
from inquest.read._language import detect
from inquest.read._sentences import split

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")


def build(text: str, name: str) -> Document:
    """A Document with sentences, language and, where a dateline states it, the date.

    Control and direction marks are taken out, line ends made equal: ``Document.text`` is the text as shown.

    Raises
    ------
    InputError
        If the text is empty or holds no sentence.
    """
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text)).strip("\n")
    if not text.strip():
        raise InputError(f"{name} is empty", "an article or a sentence", cure="give a file or text with words in it")
    language, note = detect(text)
    sentences = split(text)
    if not any(_long_enough(s.text) for s in sentences if s.role != "furniture"):
        raise InputError(
            f"{name} holds no sentence",
            "running text of at least one sentence of three words",
            cure="give the article's text, not only its heading or address",
        )
    stated = dateline(text)
    title = " ".join(s.text for s in sentences if s.role == "title") or None
    return Document(
        text=text,
        title=title,
        date=stated[0] if stated else None,
        date_reason=stated[1] if stated else "no publication date was given, and the text has no dateline",
        language=language,
        language_note=note,
        sentences=sentences,
    )


def _long_enough(sentence: str) -> bool:
    """Three words, or in a script without spaces six letters."""
    return len(sentence.split()) >= 3 or sum(c >= "\u0e00" and c.isalpha() for c in sentence) >= 6
